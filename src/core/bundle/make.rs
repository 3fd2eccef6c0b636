//! Making bundles out of a registry that was examined.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Bundle, BundleError, Carried, Chain, TYPE, chains, recipe};
use crate::allowed_signers;
use crate::digest::Hash;
use crate::key::sshsig::SIGNATURE_FILE_BYTES_MAX;
use crate::layout;
use crate::ledger::State;
use crate::ledger::chains::Chains;
use crate::log::Log;
use crate::merkle::{self, ProofError, Subtree};
use crate::name::VersionId;
use crate::record::entry::{Entry, RecordEntry};
use crate::text::TEXT_BYTES_MAX;
use crate::tree::{ReadError, Source};
use crate::verify::Examined;
use crate::verify::reading::Reading;

/// Why there is no bundle of a version.
#[derive(Debug, thiserror::Error)]
pub enum MakeError {
    /// No such published version.
    #[error("{0} is not published in this registry")]
    NoVersion(VersionId),
    /// The log could not be read.
    #[error("the log of this registry could not be read")]
    NoLog,
    /// A file that is no text.
    #[error("{0} is not UTF-8")]
    NotText(String),
    /// A file that could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A proof that cannot be made.
    #[error(transparent)]
    Proof(#[from] ProofError),
    /// What would come out is no bundle.
    #[error(transparent)]
    Bundle(#[from] BundleError),
}

/// What bundles of a registry are made from, looked up once for all of them.
pub struct Maker<'a> {
    source: &'a dyn Source,
    reading: &'a Reading,
    state: &'a State,
    log: &'a Log,
    map: Chains,
    /// The positions of each chain's entries.
    positions: BTreeMap<String, Vec<u64>>,
    /// The entries that name records, by position.
    records: HashMap<u64, RecordEntry>,
    /// The hashes of all perfect subtrees of the log: leaf hashes first, then level by level.
    levels: Vec<Vec<Hash>>,
}

impl<'a> Maker<'a> {
    /// For a registry that was found sound.
    ///
    /// # Errors
    /// Where its log could not be read.
    pub fn new(examined: &'a Examined, source: &'a dyn Source) -> Result<Self, MakeError> {
        let log = examined.log.as_ref().ok_or(MakeError::NoLog)?;
        let (reading, replayed) = (&examined.reading, &examined.replayed);
        let (state, mut map) = (&replayed.state, Chains::of(examined.chains.iter().copied()));
        reading.records.iter().for_each(|read| map.answer_for(&read.record));
        let _ = map.root();
        let mut positions: BTreeMap<String, Vec<u64>> = BTreeMap::new();
        let mut records = HashMap::new();
        for (at, bytes) in (0..).zip(&log.entries) {
            let Ok(Entry::Record(entry)) = Entry::decode(bytes) else { continue };
            let read = reading.by_hash.get(&entry.record);
            let record = read.and_then(|index| reading.records.get(*index)).map(|one| &one.record);
            let holder = record.and_then(|record| state.revoked(record)).map(|(domain, _)| domain);
            let names = map.answers().names(&entry, record, holder).ok_or(MakeError::NoLog)?;
            for name in names {
                positions.entry(name).or_default().push(at);
            }
            records.insert(at, entry);
        }
        let levels = levels(log.leaves().to_vec());
        Ok(Self { source, reading, state, log, map, positions, records, levels })
    }

    /// The bundle of a published version.
    ///
    /// # Errors
    /// Where there is no such version, or a file cannot be read or carried.
    pub fn bundle(&self, id: &VersionId) -> Result<Bundle, MakeError> {
        let version = self.state.version(id).filter(|version| version.publication.is_some());
        let version = version.ok_or_else(|| MakeError::NoVersion(id.clone()))?;
        let texts: Vec<String> = version
            .statement
            .texts
            .values()
            .map(|text| format!("{}/{}", layout::version_folder(id), text.file))
            .collect();
        let organisations = chains::organisations(self.state, id);
        let names = chains::names(&organisations, id);
        let positions = self.positions_of(id, &names);
        let mut files = self.files_of(&positions)?;
        let signers = allowed_signers::derive_for(self.state, |one| organisations.contains(one));
        files.insert(layout::ALLOWED_SIGNERS.to_owned(), signers.into_bytes());
        for path in texts {
            let bytes = self.source.read(&path, TEXT_BYTES_MAX as u64)?;
            files.insert(path, bytes);
        }
        let at: Vec<u64> = positions.into_iter().collect();
        let proof = merkle::prove_inclusions(&at, self.log.size(), &mut |subtree: Subtree| {
            let level = self.levels.get(usize::from(subtree.level));
            let index = usize::try_from(subtree.index).unwrap_or(usize::MAX);
            let missing = ProofError::Leaf { index: subtree.index, size: self.log.size() };
            level.and_then(|level| level.get(index)).copied().ok_or(missing)
        })?;
        let chains = names.into_iter().map(|chain| {
            let siblings = self.map.prove(&chain).siblings;
            Chain { chain, siblings }
        });
        let bundle = Bundle {
            chains: chains.collect(),
            checkpoint: text(layout::CHECKPOINT, &self.log.note)?,
            entries: at.iter().map(|at| self.carried(*at)).collect::<Result<_, MakeError>>()?,
            files: files
                .into_iter()
                .map(|(path, bytes)| Ok((path.clone(), text(&path, &bytes)?)))
                .collect::<Result<_, MakeError>>()?,
            proof,
            recipe: recipe::of(self.reading, self.state, id),
            statement: id.statement.clone(),
            kind: TYPE.to_owned(),
            version: id.version,
        };
        Ok(bundle)
    }

    /// The entries of these chains, the other versions with their publications, and the heads at the end.
    fn positions_of(&self, id: &VersionId, names: &BTreeSet<String>) -> BTreeSet<u64> {
        let entries = names.iter().filter_map(|name| self.positions.get(name)).flatten();
        let mut positions: BTreeSet<u64> = entries.copied().collect();
        let history = self.state.statements().get(&id.statement);
        for version in history.iter().flat_map(|history| &history.versions) {
            positions.extend(version.publication.map(|publication| publication.at));
        }
        positions.extend(self.log.size().checked_sub(1));
        positions
    }

    fn files_of(&self, positions: &BTreeSet<u64>) -> Result<BTreeMap<String, Vec<u8>>, MakeError> {
        let mut files = BTreeMap::new();
        for entry in positions.iter().filter_map(|at| self.records.get(at)) {
            let index = self.reading.by_hash.get(&entry.record);
            let Some(read) = index.and_then(|index| self.reading.records.get(*index)) else {
                continue;
            };
            files.insert(read.path.clone(), read.record.bytes());
            for signature in &read.signatures {
                let bytes = self.source.read(&signature.path, SIGNATURE_FILE_BYTES_MAX as u64)?;
                files.insert(signature.path.clone(), bytes);
            }
        }
        Ok(files)
    }

    fn carried(&self, at: u64) -> Result<Carried, MakeError> {
        let index = usize::try_from(at).unwrap_or(usize::MAX);
        let bytes = self.log.entries.get(index).ok_or(MakeError::NoLog)?;
        Ok(Carried { at, entry: text(layout::LOG, bytes)? })
    }
}

fn text(path: &str, bytes: &[u8]) -> Result<String, MakeError> {
    let text = std::str::from_utf8(bytes).map_err(|_| MakeError::NotText(path.to_owned()))?;
    Ok(text.to_owned())
}

/// The perfect subtrees over these leaves, level by level.
fn levels(leaves: Vec<Hash>) -> Vec<Vec<Hash>> {
    let mut levels = vec![leaves];
    while let Some(below) = levels.last().filter(|below| below.len() > 1) {
        let pair = |pair: &[Hash]| match pair {
            [left, right] => Some(merkle::node_hash(left, right)),
            _ => None,
        };
        let above = below.chunks(2).filter_map(pair).collect();
        levels.push(above);
    }
    levels
}
