//! Log entries: what the Merkle tree's leaves are made of.
//!
//! An entry is canonical JSON of `kind`, `previous` where the record has one, `record` (its SHA-256)
//! and `signatures` (the sorted SHA-256s of its signature files; one value for them all, for an act); nothing else.
//! Names never enter the log.
//! The last entry of every append is `{"kind":"heads","root":…}`, the root of the map of chains.
//!
//! ```
//! use countersign_core::record::entry::Entry;
//! let bytes = br#"{"kind":"heads","root":"0000000000000000000000000000000000000000000000000000000000000000"}"#;
//! assert_eq!(Entry::decode(bytes)?.encode()?, bytes);
//! # Ok::<(), countersign_core::record::entry::EntryError>(())
//! ```

mod signatures;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::signature::VerifiedSignature;
use super::{Kind, Record, is_strictly_sorted};
use crate::canonical::{self, CanonicalError};
use crate::digest::Hash;
use crate::spelling::parsed;

pub use signatures::Signatures;
pub(crate) use signatures::candidates;

/// Longest entry, in bytes: room for [`SIGNATURES_MAX`] hashes.
pub const ENTRY_BYTES_MAX: usize = 8192;
/// Most signature files of one record: two sets of maintainers at a rotation, both complete.
pub const SIGNATURES_MAX: usize = 64;

/// A log entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// A record was logged.
    Record(RecordEntry),
    /// The map of chains after everything before this entry.
    Heads(Hash),
}

/// The entry of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordEntry {
    /// The record's kind.
    #[serde(serialize_with = "kind_out", deserialize_with = "kind_in")]
    pub kind: Kind,
    /// The record before it in its chain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Hash>,
    /// SHA-256 of the record.
    pub record: Hash,
    /// Its signature files.
    pub signatures: Signatures,
}

impl RecordEntry {
    /// The entry of a record that is signed by these files.
    #[must_use]
    pub fn of(record: &Record, signatures: &[VerifiedSignature]) -> Self {
        let files = signatures.iter().map(VerifiedSignature::file).collect();
        Self {
            kind: record.kind(),
            previous: record.previous(),
            record: record.hash(),
            signatures: Signatures::of(record.kind(), files),
        }
    }

    /// The canonical bytes.
    ///
    /// # Errors
    /// Never for one that was decoded or made of a record.
    pub fn encode(&self) -> Result<Vec<u8>, EntryError> {
        Ok(canonical::encode(self)?)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct HeadsEntry {
    kind: String,
    root: Hash,
}

/// Why bytes are not a log entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// An entry of a kind that this version of the program does not know.
    #[error("an entry of kind {0:?}, which this version of the program does not know")]
    UnknownKind(String),
    /// Not canonical JSON of an entry.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
    /// Signatures out of order, doubled, too many, or named as entries of this kind do not.
    #[error(
        "want at most {SIGNATURES_MAX} signatures, sorted, each once; one value for those of an act"
    )]
    Signatures,
}

impl Entry {
    /// The entry with these bytes.
    ///
    /// # Errors
    /// Where they are not the one spelling of an entry of a known kind.
    pub fn decode(bytes: &[u8]) -> Result<Self, EntryError> {
        const MARK: &[u8] = b"{\"kind\":\"";
        let rest = bytes.strip_prefix(MARK).unwrap_or_default();
        let kind = rest.get(..40).unwrap_or(rest).split(|byte| *byte == b'"').next();
        let kind = String::from_utf8_lossy(kind.unwrap_or_default());
        if kind == "heads" {
            let entry: HeadsEntry = canonical::decode(bytes, ENTRY_BYTES_MAX)?;
            return Ok(Self::Heads(entry.root));
        }
        if !kind.is_empty() && Kind::of_name(&kind).is_none() {
            return Err(EntryError::UnknownKind(kind.into_owned()));
        }
        let entry: RecordEntry = canonical::decode(bytes, ENTRY_BYTES_MAX)?;
        if !entry.signatures.is_form_of(entry.kind) {
            return Err(EntryError::Signatures);
        }
        Ok(Self::Record(entry))
    }

    /// The root that a heads entry with these bytes names; none where they are anything else.
    #[must_use]
    pub fn heads(bytes: &[u8]) -> Option<Hash> {
        let is_like = bytes.starts_with(b"{\"kind\":\"heads\"");
        match Self::decode(is_like.then_some(bytes)?) {
            Ok(Self::Heads(root)) => Some(root),
            _ => None,
        }
    }

    /// The canonical bytes.
    ///
    /// # Errors
    /// Never for a value that [`Entry::decode`] accepts.
    pub fn encode(&self) -> Result<Vec<u8>, EntryError> {
        let bytes = match self {
            Self::Record(entry) => return entry.encode(),
            Self::Heads(root) => {
                canonical::encode(&HeadsEntry { kind: "heads".into(), root: *root })?
            }
        };
        Ok(bytes)
    }
}

fn kind_out<S: Serializer>(kind: &Kind, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(kind.name())
}

fn kind_in<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Kind, D::Error> {
    parsed(deserializer, |name| Kind::of_name(name).ok_or_else(|| format!("unknown kind {name:?}")))
}
