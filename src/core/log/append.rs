//! Appending to a log, so that whoever holds its key never signs two histories.
//!
//! A branch can be rewound, and a log that went on from there would have two heads of one size.
//! So nothing is appended but through a [`Continuation`]: there is one only for a log that was compared with the newest
//! head that was signed here, and it signs no head beside that one.
//! A log without a head begins with the record that founds its registry ([`begin`]), and with nothing else.

use std::collections::{BTreeMap, BTreeSet};

use super::{BUNDLE_BYTES_MAX, Log, log_path};
use crate::checkpoint::{Checkpoint, CheckpointError};
use crate::digest::Hash;
use crate::key::PrivateKey;
use crate::layout;
use crate::ledger::chains::Chains;
use crate::merkle::{self, Frontier};
use crate::note::VerifierKey;
use crate::record::entry::{Entry, EntryError, RecordEntry};
use crate::record::signature::VerifiedSignature;
use crate::record::{Body, Record, Registry};
use crate::tile::{self, TileError, TilePath};
use crate::tree::{Listing, ReadError, Source};

/// The files that an append writes and removes.
#[derive(Debug, Default)]
pub struct Files {
    /// What to write, by path.
    pub put: BTreeMap<String, Vec<u8>>,
    /// Partial tiles that larger ones replace.
    pub remove: BTreeSet<String>,
}

/// Why a log could not be appended to.
#[derive(Debug, thiserror::Error)]
pub enum AppendError {
    /// A tile that cannot be continued.
    #[error(transparent)]
    Tile(#[from] TileError),
    /// A file that cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// An entry that cannot be written.
    #[error(transparent)]
    Entry(#[from] EntryError),
    /// A head that cannot be signed.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// The private key is none of the log's.
    #[error("the key is not one of this log's keys")]
    Key,
    /// Another head of the same or a larger size was signed here.
    #[error("want a head after the one of {signed} entries that was signed here")]
    SignedBefore {
        /// How many entries that has.
        signed: u64,
    },
    /// A log that would begin with something else than its registry.
    #[error("want the first record of a registry")]
    NoFounding,
}

/// A log that does not go on from the newest head that was signed here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "want a log that goes on from the {signed} entries that were signed here, got one of {size}"
)]
pub struct Rewound {
    /// How many entries the log has.
    pub size: u64,
    /// How many it had.
    pub signed: u64,
}

/// A log that may be continued: it goes on from the newest head that was signed here.
pub struct Continuation<'a> {
    source: &'a dyn Source,
    size: u64,
    signed: Option<Checkpoint>,
}

impl<'a> Continuation<'a> {
    /// Compares the log that lies in `source` with the newest head that was `signed` here.
    ///
    /// A head that was signed and whose commit did not get through is announced still, and is signed again as it was.
    ///
    /// # Errors
    /// Where the log is shorter than that head, or another one.
    pub fn of(
        source: &'a dyn Source,
        log: Option<&Log>,
        signed: Option<Checkpoint>,
        announced: Option<&Checkpoint>,
    ) -> Result<Self, Rewound> {
        let (size, root) =
            log.map_or((0, merkle::empty_root()), |log| (log.size(), *log.checkpoint.root()));
        if let Some(signed) = signed.as_ref().filter(|signed| announced != Some(*signed)) {
            let is_other = signed.size() == size && *signed.root() != root;
            if signed.size() > size || is_other {
                return Err(Rewound { size, signed: signed.size() });
            }
        }
        Ok(Self { source, size, signed })
    }

    /// How many entries the log has.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Appends entries and signs the new head; `root` is the authority after them.
    ///
    /// # Errors
    /// Where the key is none of the log's, another head was signed here, or the newest tiles cannot be read.
    pub fn append(
        &self,
        entries: &[Vec<u8>],
        root: &Registry,
        secret: &PrivateKey,
    ) -> Result<Files, AppendError> {
        let public = secret.public();
        let is_ours = |key: &&VerifierKey| key.key() == public.ed25519();
        let name = root.log_keys.iter().find(is_ours).ok_or(AppendError::Key)?.name();
        let (mut files, _, frontier) = extend(self.size, self.source, entries)?;
        let head = Checkpoint::new(root.origin.as_str(), frontier.size(), frontier.root())?;
        if let Some(signed) = &self.signed
            && signed.size() >= head.size()
            && *signed != head
        {
            return Err(AppendError::SignedBefore { signed: signed.size() });
        }
        let note = head.sign(name, secret.ed25519())?;
        files.put.insert(layout::CHECKPOINT.to_owned(), note.to_string().into_bytes());
        Ok(files)
    }
}

/// The log of a registry that is founded: the entry of its first record, the heads entry, and the head over both.
///
/// A first record has a salt of its own, so that no registry is founded twice.
///
/// # Errors
/// Where the record founds no registry, or the key is none of its log's.
pub fn begin(
    founding: &Record,
    signatures: &[VerifiedSignature],
    secret: &PrivateKey,
) -> Result<Files, AppendError> {
    let Body::Registry(root) = founding.body() else { return Err(AppendError::NoFounding) };
    if root.number != 1 {
        return Err(AppendError::NoFounding);
    }
    let entry = RecordEntry::of(founding, signatures);
    let mut chains = Chains::default();
    chains.append(&entry, Some(founding), None);
    let entries = [Entry::Record(entry).encode()?, Entry::Heads(chains.root()).encode()?];
    Continuation { source: &Nothing(Listing::default()), size: 0, signed: None }
        .append(&entries, root, secret)
}

/// A registry that has no files yet.
struct Nothing(Listing);

impl Source for Nothing {
    fn listing(&self) -> &Listing {
        &self.0
    }

    fn read(&self, path: &str, _: u64) -> Result<Vec<u8>, ReadError> {
        Err(ReadError::Missing(path.to_owned()))
    }
}

/// What an append of entries makes of the files, and the roots before and after it.
pub(super) fn extend(
    old_size: u64,
    source: &dyn Source,
    entries: &[Vec<u8>],
) -> Result<(Files, Hash, Frontier), AppendError> {
    let read = |path: &TilePath| -> Result<Vec<u8>, AppendError> {
        Ok(source.read(&log_path(path), BUNDLE_BYTES_MAX)?)
    };
    let mut frontier = Frontier::at(old_size, &mut tile::subtrees(old_size, read))?;
    let before = frontier.root();
    for entry in entries {
        frontier.push(merkle::leaf_hash(entry));
    }
    let change = tile::append(old_size, entries, read)?;
    let mut files = Files::default();
    files.put.extend(change.write.into_iter().map(|(path, bytes)| (log_path(&path), bytes)));
    files.remove.extend(change.remove.iter().map(log_path));
    Ok((files, before, frontier))
}
