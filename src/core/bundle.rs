//! Bundles: one file that proves one version offline.
//!
//! ```json
//! {"chains":[{"chain":"2021/solidarity","siblings":["9b4c…"]}],"checkpoint":"coalition.example/log\n11\n…","entries":[{"at":0,"entry":"{\"kind\":\"registry\",…}"}],"files":{"keys/root/1.json":"{…}"},"proof":["5f0c…"],"recipe":["sha256sum …"],"statement":"2021/solidarity","type":"countersign/bundle/v1","version":1}
//! ```
//!
//! `files` are a part of a registry's tree: records, signatures, texts, the names under them and `keys/allowed_signers`, by path.
//! `entries` are the entries of the log that name those records, those whose records are withheld, and the last one,
//! which holds the root of the map of chains; `at` is the position. `checkpoint` is the signed head of the log.
//! `proof` shows that all these entries lie in that log ([`crate::merkle::check_inclusions`]),
//! `chains` that nothing was left out of the chains which the bundle is about ([`crate::chain_map::check`]).
//! `recipe` says how to check it with stock tools.
//! `draft` stands in the bundle of a version that is not published, with when it was made and its embargo; its records
//! are named by no entry.
//!
//! [`Bundle::read`] is the one door: canonical JSON, in one spelling. [`Maker`] makes bundles out of a registry that
//! was examined. [`examine`] replays one through the same rules as a registry, and gives what a
//! [`crate::verify::report::Report`] is made from.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

mod chains;
mod examine;
mod files;
mod make;
mod recipe;

use crate::canonical::{self, CanonicalError};
use crate::checkpoint::{Checkpoint, CheckpointError};
use crate::digest::Hash;
use crate::layout::{self, Place};
use crate::merkle::{self, ProofError};
use crate::name::{StatementId, VersionId};
use crate::note::{Note, NoteError};
use crate::record::Kind;
use crate::record::entry::{Entry, EntryError};
use crate::verify::draft::DraftNote;

pub use examine::examine;
pub use make::{MakeError, Maker};

/// Largest bundle, in bytes: as many words as may be, and ten thousand signatories with their keys and acts.
pub const BUNDLE_BYTES_MAX: usize = 64 << 20;
/// Most bytes of a version's texts, translations and names together, as a bundle spells them: a book of several hundred
/// pages in a dozen languages, and room in the bundle for who signed it.
pub const WORDS_BYTES_MAX: usize = 16 << 20;

const TYPE: &str = "countersign/bundle/v1";

/// One version, with everything that shows where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bundle {
    chains: Vec<Chain>,
    checkpoint: String,
    /// That the version is not published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    draft: Option<DraftNote>,
    entries: Vec<Carried>,
    /// Evidence of other kinds: anything by path, which no verdict needs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    evidence: Option<BTreeMap<String, String>>,
    files: BTreeMap<String, String>,
    proof: Vec<Hash>,
    recipe: Vec<String>,
    statement: StatementId,
    #[serde(rename = "type")]
    kind: String,
    #[serde(deserialize_with = "canonical::integer")]
    version: u64,
}

/// The way from a chain to the root of the map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Chain {
    chain: String,
    siblings: Vec<Hash>,
}

/// An entry of the log and its position.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Carried {
    #[serde(deserialize_with = "canonical::integer")]
    at: u64,
    entry: String,
}

/// Why bytes are no bundle: says nothing about what they would prove.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// Not the one spelling of a bundle.
    #[error(transparent)]
    Canonical(#[from] CanonicalError),
    /// A bundle of another or a later format.
    #[error("want the type {TYPE}, got {0:?}")]
    Type(String),
    /// No version has this number.
    #[error("want a version from 1")]
    Version,
    /// Entries or chains that are not in ascending order, each once.
    #[error("want {0} in ascending order, each once")]
    Order(&'static str),
    /// Something that is no entry.
    #[error("entry {at}: {error}")]
    Entry {
        /// Its position.
        at: u64,
        /// Why.
        error: EntryError,
    },
    /// A file that no bundle has.
    #[error("a bundle has no file {0:?}")]
    File(String),
    /// Not a checkpoint.
    #[error("the checkpoint in it: {0}")]
    Note(#[from] NoteError),
    /// Not a checkpoint.
    #[error("the checkpoint in it: {0}")]
    Checkpoint(#[from] CheckpointError),
}

impl Bundle {
    /// Reads a bundle, without judging what it shows.
    ///
    /// # Errors
    /// Where the bytes are not the one spelling of a bundle.
    pub fn read(bytes: &[u8]) -> Result<Self, BundleError> {
        let bundle: Self = canonical::decode(bytes, BUNDLE_BYTES_MAX)?;
        if bundle.kind != TYPE {
            return Err(BundleError::Type(bundle.kind.chars().take(80).collect()));
        }
        if bundle.version == 0 {
            return Err(BundleError::Version);
        }
        if !bundle.entries.is_sorted_by(|left, right| left.at < right.at) {
            return Err(BundleError::Order("entries"));
        }
        if !bundle.chains.is_sorted_by(|left, right| left.chain < right.chain) {
            return Err(BundleError::Order("chains"));
        }
        if let Some(path) = bundle.files.keys().find(|path| !is_carried(path)) {
            return Err(BundleError::File(path.chars().take(255).collect()));
        }
        bundle.decoded()?;
        bundle.head()?;
        Ok(bundle)
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// Where it is larger than a bundle may be.
    pub fn encode(&self) -> Result<Vec<u8>, BundleError> {
        let bytes = canonical::encode(self)?;
        if bytes.len() > BUNDLE_BYTES_MAX {
            return Err(CanonicalError::TooLarge { got: bytes.len(), max: BUNDLE_BYTES_MAX }.into());
        }
        Ok(bytes)
    }

    /// The version that it is about.
    #[must_use]
    pub fn about(&self) -> VersionId {
        self.statement.at(self.version)
    }

    /// What it says of itself where its version is not published.
    #[must_use]
    pub const fn draft(&self) -> Option<DraftNote> {
        self.draft
    }

    /// The head of its log, as it claims.
    ///
    /// # Errors
    /// Never for a bundle that was read.
    pub fn head(&self) -> Result<Checkpoint, BundleError> {
        Ok(Note::parse(self.checkpoint.as_bytes())?.text().parse()?)
    }

    /// The words at a path.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// The bytes of the entries that it carries, with their positions.
    pub fn entries(&self) -> impl Iterator<Item = (u64, &[u8])> {
        self.entries.iter().map(|one| (one.at, one.entry.as_bytes()))
    }

    /// Shows that its entries lie in the log with its head.
    ///
    /// # Errors
    /// Where they do not.
    fn check_proof(&self, head: &Checkpoint) -> Result<(), ProofError> {
        let leaves: Vec<(u64, Hash)> =
            self.entries().map(|(at, entry)| (at, merkle::leaf_hash(entry))).collect();
        merkle::check_inclusions(&leaves, head.size(), &self.proof, head.root())
    }

    fn decoded(&self) -> Result<Vec<(u64, Entry)>, BundleError> {
        let entry = |(at, bytes)| match Entry::decode(bytes) {
            Ok(entry) => Ok((at, entry)),
            Err(error) => Err(BundleError::Entry { at, error }),
        };
        self.entries().map(entry).collect()
    }
}

/// How many bytes these words take in a bundle.
#[must_use]
pub fn spelled_bytes<'a>(words: impl IntoIterator<Item = &'a [u8]>) -> usize {
    let spelled = |words: &[u8]| canonical::encode(&String::from_utf8_lossy(words));
    words.into_iter().map(|words| spelled(words).map_or(usize::MAX, |bytes| bytes.len())).sum()
}

/// Whether a file may stand in a bundle: a record, a signature, a text, the names under it, or the derived file for stock tools.
fn is_carried(path: &str) -> bool {
    let place = layout::place_of(path);
    // What no rule reads shows nothing about a version.
    place.kind().is_some_and(|kind| kind != Kind::Extension)
        || matches!(
            place,
            Place::Signature { .. }
                | Place::Text(..)
                | Place::TranslatedText(..)
                | Place::Signatories(_)
                | Place::AllowedSigners
        )
}
