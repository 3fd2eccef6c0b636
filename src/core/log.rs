//! The log as it lies in a registry: read and recomputed, appended to, its head signed.
//!
//! `registry/log/` is a C2SP tlog-tiles log: `checkpoint`, `tile/…` and `tile/entries/…`.
//! [`read`] takes the entries from the bundles, recomputes every tile and the root from them,
//! and says which file disagrees; whether a log key signed the head is asked afterwards,
//! because only the replay of the entries tells which keys are the log's.
//! A log is appended to through a [`Continuation`], which is made by comparing it with what was signed here before.

use crate::checkpoint::{self, Checkpoint, CheckpointError};
use crate::cores::*;
use crate::digest::Hash;
use crate::layout;
use crate::merkle::{self, ProofError};
use crate::note::{NOTE_BYTES_MAX, Note, VerifierKey};
use crate::policy::{Met, Policy};
use crate::record::Registry;
use crate::tile::{self, Recomputed, TILE_WIDTH, Tier, TileError, TilePath};
use crate::time::Timestamp;
use crate::tree::{ReadError, Source};

mod append;
mod blame;
mod fault;

pub use append::{AppendError, Continuation, Files, Rewound, begin};
pub use fault::{Fault, HeadError, LogFault, WitnessedError};

/// Largest entry bundle, in bytes: as many of the longest entries as fit one (C2SP tlog-tiles).
const BUNDLE_BYTES_MAX: u64 = (TILE_WIDTH * (2 + tile::ENTRY_BYTES_MAX)) as u64;
/// How many entry bundles are read before they are put in order.
const BUNDLES_AT_ONCE: usize = 16;
/// Longest announced head, in bytes: three lines, of which the longest is the origin.
pub const NEXT_BYTES_MAX: u64 = 512;

/// A log that was read and recomputed.
#[derive(Debug, Clone)]
pub struct Log {
    /// The checkpoint's bytes.
    pub note: Vec<u8>,
    /// What the checkpoint says; its signature is asked about with [`Log::signed_by`].
    pub checkpoint: Checkpoint,
    /// The entries in order, where they were kept.
    pub entries: Vec<Vec<u8>>,
    leaves: Vec<Hash>,
    /// Where the files disagree with the entries.
    pub faults: Vec<LogFault>,
    /// Sizes whose roots are known although the entries were not read.
    roots: Vec<(u64, Hash)>,
    signed: Note,
}

/// A head of a log and who cosigned it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cosigned {
    /// How many entries it covers.
    pub size: u64,
    /// The witnesses.
    pub by: Vec<VerifierKey>,
}

impl Cosigned {
    /// Whether a policy is met by them.
    #[must_use]
    pub fn is_enough(&self, policy: &Policy) -> bool {
        policy.judge(&self.by) == Met::Yes
    }
}

impl Log {
    /// How many entries the checkpoint covers.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.checkpoint.size()
    }

    /// Whether a log key of this authority signed the head, for its origin.
    ///
    /// # Errors
    /// Where none did, a log key's line does not fit, or it is the head of another log.
    pub fn signed_by(&self, root: &Registry) -> Result<(), CheckpointError> {
        Checkpoint::open(&self.signed, root.origin.as_str(), &root.log_keys).map(|_| ())
    }

    /// The witnesses of this authority that cosigned the head, with the times they claim.
    ///
    /// # Errors
    /// Where a line that bears the name of one of them does not fit.
    pub fn witnesses(&self, root: &Registry) -> Result<Vec<(String, Timestamp)>, CheckpointError> {
        let cosigned = checkpoint::cosignatures(&self.signed, &root.cosigners().witnesses())?;
        let line = |one: checkpoint::Cosignature| {
            let time = Timestamp::from_unix_seconds(i64::try_from(one.time).ok()?).ok()?;
            Some((one.witness.name().to_string(), time))
        };
        Ok(cosigned.into_iter().filter_map(line).collect())
    }

    /// The head as a note, to which witnesses add their lines.
    #[must_use]
    pub const fn signed(&self) -> &Note {
        &self.signed
    }

    /// An earlier head of this log that has its quorum of cosignatures; `at_size` is the authority at each size.
    ///
    /// # Errors
    /// Where the log did not pass through it, no log key signed it, or its quorum is not there.
    pub fn check_witnessed<'a>(
        &self,
        note: &[u8],
        at_size: impl FnOnce(u64) -> &'a Registry,
    ) -> Result<u64, WitnessedError> {
        let note = Note::parse(note)?;
        let claimed: Checkpoint = note.text().parse()?;
        let root = at_size(claimed.size());
        let head = Checkpoint::open(&note, root.origin.as_str(), &root.log_keys)?;
        if self.root_at(head.size()) != Some(*head.root()) {
            return Err(WitnessedError::Root { size: head.size() });
        }
        let policy = root.cosigners();
        let cosigned = checkpoint::cosignatures(&note, &policy.witnesses())?;
        let by: Vec<VerifierKey> = cosigned.into_iter().map(|one| one.witness).collect();
        let (want, got) = (root.quorum.max(1), by.len() as u64);
        match policy.judge(&by) {
            Met::Yes if got > 0 => Ok(head.size()),
            Met::No | Met::Unknown if root.policy.is_some() => Err(WitnessedError::Policy),
            _ => Err(WitnessedError::Quorum { want, got }),
        }
    }

    /// A head of this log and those of `witnesses` that cosigned it; none where it is no such head, or a line of one of
    /// them does not fit. `at_size` is the authority at each size.
    #[must_use]
    pub fn cosigned<'a>(
        &self,
        note: &Note,
        at_size: impl FnOnce(u64) -> &'a Registry,
        witnesses: &[VerifierKey],
    ) -> Option<Cosigned> {
        let claimed: Checkpoint = note.text().parse().ok()?;
        let root = at_size(claimed.size());
        let head = Checkpoint::open(note, root.origin.as_str(), &root.log_keys).ok()?;
        let is_here = head == self.checkpoint || self.root_at(head.size()) == Some(*head.root());
        let by = checkpoint::cosignatures(note, witnesses).ok()?;
        let by = by.into_iter().map(|one| one.witness).collect();
        is_here.then(|| Cosigned { size: head.size(), by })
    }

    /// The root that the tree had at an earlier size.
    #[must_use]
    pub fn root_at(&self, size: u64) -> Option<Hash> {
        if let Some((_, root)) = self.roots.iter().find(|(known, _)| *known == size) {
            return Some(*root);
        }
        let leaves = self.leaves.get(..usize::try_from(size).ok()?)?;
        Some(merkle::root(leaves))
    }

    /// The leaf hashes of the entries that were read.
    #[must_use]
    pub fn leaves(&self) -> &[Hash] {
        &self.leaves
    }
}

/// Reads the head of a log and nothing else.
///
/// # Errors
/// Where there is no checkpoint.
pub fn read_head(source: &dyn Source) -> Result<Log, LogFault> {
    let note = match source.read(layout::CHECKPOINT, NOTE_BYTES_MAX as u64) {
        Ok(note) => note,
        Err(ReadError::Missing(_)) => {
            return Err(checkpoint_fault(Fault::Missing));
        }
        Err(error) => return Err(unreadable(layout::CHECKPOINT, error)),
    };
    let unlike = |error: HeadError| checkpoint_fault(Fault::NoCheckpoint(error));
    let signed = Note::parse(&note).map_err(|error| unlike(error.into()))?;
    let checkpoint = signed.text().parse();
    let checkpoint: Checkpoint =
        checkpoint.map_err(|error: CheckpointError| unlike(error.into()))?;
    Ok(Log {
        note,
        checkpoint,
        entries: Vec::new(),
        leaves: Vec::new(),
        faults: Vec::new(),
        roots: Vec::new(),
        signed,
    })
}

/// The files that the next append to a log of `size` entries reads.
#[must_use]
pub fn files_to_append(size: u64) -> Vec<String> {
    let tiers = std::iter::once(Tier::Entries).chain((0..=tile::LEVEL_MAX).map(Tier::Level));
    let mut paths: Vec<String> =
        tiers.filter_map(|tier| TilePath::last(tier, size)).map(|path| log_path(&path)).collect();
    paths.push(layout::CHECKPOINT.to_owned());
    paths
}

/// How a log goes on from a smaller size, as far as it was read.
#[derive(Debug)]
pub struct Growth {
    /// The head.
    pub log: Log,
    /// The entries behind the smaller size.
    pub entries: Vec<Vec<u8>>,
    /// The files that an append of them writes and removes, the checkpoint set aside.
    pub files: Files,
}

/// The bundles that hold the entries of a log from `old_size` on.
#[must_use]
pub fn bundles_since(old_size: u64, size: u64) -> Vec<String> {
    let first = usize::try_from(old_size / TILE_WIDTH as u64).unwrap_or(usize::MAX);
    tile::tiles(Tier::Entries, size).skip(first).map(|path| log_path(&path)).collect()
}

/// One entry of a log that was read before; none where its bundle does not have it any more.
#[must_use]
pub fn entry_at(source: &dyn Source, size: u64, at: u64) -> Option<Vec<u8>> {
    let path = bundles_since(at, size).into_iter().next()?;
    let tile: TilePath = path.strip_prefix(layout::LOG)?.strip_prefix('/')?.parse().ok()?;
    let bytes = source.read(&path, BUNDLE_BYTES_MAX).ok()?;
    let mut entries = tile::decode_bundle(&bytes, tile.width()).ok()?.into_iter();
    entries.nth(usize::try_from(at % TILE_WIDTH as u64).ok()?)
}

/// How the log in `new` goes on from the `old_size` entries of the one in `old`, whose tiles are known to be right.
///
/// None where it does not, or a file cannot be read: then only recomputing the whole log can say why.
#[must_use]
pub fn read_growth(old: &dyn Source, old_size: u64, new: &dyn Source) -> Option<Growth> {
    let mut log = read_head(new).ok()?;
    let size = log.size();
    let mut entries = Vec::new();
    for path in bundles_since(old_size, size) {
        let tile: TilePath = path.strip_prefix(layout::LOG)?.strip_prefix('/')?.parse().ok()?;
        let bytes = new.read(&path, BUNDLE_BYTES_MAX).ok()?;
        let skip = match entries.is_empty() {
            true => usize::try_from(old_size % TILE_WIDTH as u64).ok()?,
            false => 0,
        };
        entries.extend(tile::decode_bundle(&bytes, tile.width()).ok()?.into_iter().skip(skip));
    }
    if entries.len() as u64 != size.checked_sub(old_size)? {
        return None;
    }
    let (files, before, after) = append::extend(old_size, old, &entries).ok()?;
    log.roots = vec![(old_size, before), (size, after.root())];
    (after.root() == *log.checkpoint.root()).then_some(Growth { log, entries, files })
}

/// Reads a log and recomputes it.
///
/// # Errors
/// Where there is no checkpoint, or no entries to go with it; what else is wrong lies in [`Log::faults`].
pub fn read(source: &dyn Source) -> Result<Log, LogFault> {
    let mut all = Vec::new();
    let mut log = read_each(source, &mut |entries| all.extend(entries))?;
    log.entries = all;
    Ok(log)
}

/// Reads a log and recomputes it, and keeps of its entries only the leaf hashes; `each` is given some entries at a time,
/// in order.
///
/// # Errors
/// As [`read`].
pub fn read_each(
    source: &dyn Source,
    each: &mut (dyn FnMut(Vec<Vec<u8>>) + Send),
) -> Result<Log, LogFault> {
    let mut log = read_head(source)?;
    log.faults.extend(extra_files(source, log.size()));
    if let Err(fault) = log.read_entries(source, each) {
        log.faults.push(fault);
    }
    Ok(log)
}

impl Log {
    /// Reads the bundles on all cores, gives their entries in order, and compares every tile with them.
    fn read_entries(
        &mut self,
        source: &dyn Source,
        each: &mut (dyn FnMut(Vec<Vec<u8>>) + Send),
    ) -> Result<(), LogFault> {
        let size = self.size();
        let listed = source.listing().files.len() as u64;
        if size > listed.saturating_mul(TILE_WIDTH as u64) {
            return Err(checkpoint_fault(Fault::TooLong { size }));
        }
        let mut read = |path: &TilePath| read_file(source, path);
        let (mut tree, mut fault) = (Recomputed::new(size), None);
        let mut take = |bundle: Result<Bundle, LogFault>| {
            let (entries, leaves) = bundle?;
            // What is wrong with a bundle comes before what is wrong with a tile.
            if fault.is_none() {
                fault = leaves.iter().try_for_each(|leaf| tree.push(*leaf, &mut read)).err();
            }
            self.leaves.extend(leaves);
            each(entries);
            Ok::<_, LogFault>(())
        };
        let paths: Vec<TilePath> = tile::tiles(Tier::Entries, size).collect();
        let read_some = |some: &[TilePath]| -> Vec<_> {
            some.par_iter().map(|path| read_bundle(source, *path)).collect()
        };
        let mut groups = paths.chunks(BUNDLES_AT_ONCE);
        let mut some = read_some(groups.next().unwrap_or_default());
        while !some.is_empty() {
            let next = groups.next().unwrap_or_default();
            // The next ones are read while these are put in order.
            let (next, taken) =
                join(|| read_some(next), || some.into_iter().try_for_each(&mut take));
            taken?;
            some = next;
        }
        if let Some(fault) = fault {
            return Err(self.blame(source, fault));
        }
        let tree = tree.end(&mut read).map_err(|fault| self.blame(source, fault))?;
        if tree.root() != *self.checkpoint.root() {
            let (want, got) = (*self.checkpoint.root(), tree.root());
            return Err(checkpoint_fault(Fault::Root { want, got }));
        }
        Ok(())
    }
}

fn checkpoint_fault(what: Fault) -> LogFault {
    LogFault { path: layout::CHECKPOINT.to_owned(), what, is_damage: false }
}

/// The entries of a bundle, and their leaf hashes.
type Bundle = (Vec<Vec<u8>>, Vec<Hash>);

fn read_bundle(source: &dyn Source, path: TilePath) -> Result<Bundle, LogFault> {
    let bytes = read_file(source, &path)?;
    let entries = tile::decode_bundle(&bytes, path.width())
        .map_err(|error| TileError { path, fault: error.into() })?;
    let leaves = entries.iter().map(|entry| merkle::leaf_hash(entry)).collect();
    Ok((entries, leaves))
}

/// The proof that a log of `new` entries goes on from its first `old`, out of the tiles that it needs.
///
/// # Errors
/// Where there is nothing to show, or a tile cannot be read.
pub fn prove_consistency(source: &dyn Source, old: u64, new: u64) -> Result<Vec<Hash>, ProveError> {
    merkle::prove_consistency(old, new, &mut tile::subtrees(new, |path| read_tile(source, path)))
}

/// The proof that an entry lies in a log of `size` entries, out of the tiles that it needs.
///
/// # Errors
/// Where the log has no such entry, or a tile cannot be read.
pub fn prove_inclusion(
    source: &dyn Source,
    index: u64,
    size: u64,
) -> Result<Vec<Hash>, ProveError> {
    merkle::prove_inclusion(index, size, &mut tile::subtrees(size, |path| read_tile(source, path)))
}

fn read_tile(source: &dyn Source, path: &TilePath) -> Result<Vec<u8>, ProveError> {
    Ok(source.read(&log_path(path), tile::TILE_BYTES_MAX as u64)?)
}

/// Why something about a log cannot be proven.
#[derive(Debug, thiserror::Error)]
pub enum ProveError {
    /// There is nothing to prove.
    #[error(transparent)]
    Proof(#[from] ProofError),
    /// A tile that is damaged.
    #[error(transparent)]
    Tile(#[from] TileError),
    /// A tile that cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

fn log_path(path: &TilePath) -> String {
    format!("{}/{path}", layout::LOG)
}

fn read_file(source: &dyn Source, path: &TilePath) -> Result<Vec<u8>, LogFault> {
    let path = log_path(path);
    source.read(&path, BUNDLE_BYTES_MAX).map_err(|error| unreadable(&path, error))
}

/// Files of the log that a log of this size does not have.
fn extra_files(source: &dyn Source, size: u64) -> Vec<LogFault> {
    let prefix = format!("{}/", layout::LOG);
    let known = |path: &str| {
        path == layout::CHECKPOINT
            || path == layout::WITNESSED
            || path == layout::NEXT
            || path
                .strip_prefix(&prefix)
                .and_then(|path| path.parse::<TilePath>().ok())
                .is_some_and(|tile| {
                    let first = tile.index().saturating_mul(TILE_WIDTH as u64);
                    let last = first.saturating_add(tile.width() as u64);
                    tile.is_partial() && last == tile.tier().count(size)
                        || !tile.is_partial() && last <= tile.tier().count(size)
                })
    };
    let files = source
        .listing()
        .files
        .range(prefix.clone()..)
        .take_while(|(path, _)| path.starts_with(&prefix));
    let fault = |path: &String| LogFault {
        path: path.clone(),
        what: Fault::Extra { size },
        is_damage: false,
    };
    // What is called otherwise than a file of a log is nobody's, and a note.
    let is_of_log = |path: &&String| layout::place_of(path) == layout::Place::Log;
    files.map(|(path, _)| path).filter(is_of_log).filter(|path| !known(path)).map(fault).collect()
}

fn unreadable(path: &str, error: ReadError) -> LogFault {
    let is_damage = matches!(error, ReadError::Damaged { .. } | ReadError::Other { .. });
    LogFault { path: path.to_owned(), what: Fault::Unread(error), is_damage }
}
