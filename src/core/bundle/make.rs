//! Making bundles out of a registry that was examined.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Bundle, BundleError, Carried, Chain, TYPE, chains, recipe};
use crate::allowed_signers;
use crate::digest::Hash;
use crate::key::sshsig::SIGNATURE_FILE_BYTES_MAX;
use crate::layout;
use crate::ledger::State;
use crate::ledger::chains::{Answers, Chains};
use crate::ledger::version::BoundFile;
use crate::log::{self, Log};
use crate::merkle::{self, ProofError, Subtree};
use crate::name::VersionId;
use crate::record::entry::{Entry, RecordEntry};
use crate::record::signatories::SIGNATORIES_BYTES_MAX;
use crate::text::TEXT_BYTES_MAX;
use crate::tree::{ReadError, Source};
use crate::verify::Examined;
use crate::verify::draft::DraftNote;
use crate::verify::pipeline::{Judged, Shelf};
use crate::verify::reading::ReadRecord;

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

/// What bundles of a registry are made from, looked up once for all of them: its log, the map of chains, and the keys.
pub struct Maker<'a> {
    log: &'a Log,
    examined: &'a Examined,
    map: Chains,
    /// The last entry, which names the root of the map.
    heads: Vec<u8>,
    /// The hashes of all perfect subtrees of the log: leaf hashes first, then level by level.
    levels: Vec<Vec<Hash>>,
    held: Indexed<'a>,
}

/// The bundles of some statements.
pub struct PartMaker<'m> {
    maker: &'m Maker<'m>,
    part: Option<Indexed<'m>>,
}

/// What was read of some statements or keys, by its entries.
struct Indexed<'a> {
    shelf: Shelf<'a>,
    /// The positions of each chain's entries.
    positions: BTreeMap<String, BTreeSet<u64>>,
    /// The entries by position.
    entries: HashMap<u64, Vec<u8>>,
    /// The records, by position of their entry.
    records: HashMap<u64, &'a ReadRecord>,
}

impl<'a> Maker<'a> {
    /// For a registry that was found sound, of which at least the keys are held; `source` has the files of all that is.
    ///
    /// # Errors
    /// Where its log could not be read.
    pub fn new(examined: &'a Examined, source: &'a dyn Source) -> Result<Self, MakeError> {
        let log = examined.log.as_ref().ok_or(MakeError::NoLog)?;
        let mut map = Chains::of(examined.chains.iter().copied());
        let _ = map.root();
        let (size, last) = (log.size(), log.size().checked_sub(1));
        let heads = last.and_then(|last| log::entry_at(source, size, last));
        let heads = heads.ok_or(MakeError::NoLog)?;
        let Examined { reading, replayed, pending, .. } = examined;
        let held = Shelf { source, reading, state: &replayed.state, after: &pending.state };
        let held = Indexed::of(held, examined)?;
        let levels = levels(log.leaves().to_vec());
        Ok(Self { log, examined, map, heads, levels, held })
    }

    /// For the statements of a part.
    ///
    /// # Errors
    /// Where an entry is in no chain.
    pub fn beside<'m>(&'m self, judged: &Judged<'m>) -> Result<PartMaker<'m>, MakeError> {
        let part = judged.part.map(|part| Indexed::of(part, self.examined)).transpose()?;
        Ok(PartMaker { maker: self, part })
    }

    /// The bundle of a published version of a statement that is held.
    ///
    /// # Errors
    /// Where there is no such version, or a file cannot be read or carried.
    pub fn bundle(&self, id: &VersionId) -> Result<Bundle, MakeError> {
        PartMaker { maker: self, part: None }.bundle(id)
    }

    /// The bundle of a version that is not published: `state` has it put forward, with what is shown of what was signed on
    /// it, and `files` are those records, their signatures and the words.
    ///
    /// # Errors
    /// Where nothing is put forward, or a file cannot be read or carried.
    pub fn draft(
        &self,
        id: &VersionId,
        (state, files): (&State, BTreeMap<String, Vec<u8>>),
        note: DraftNote,
    ) -> Result<Bundle, MakeError> {
        let maker = PartMaker { maker: self, part: None };
        let mut bundle = maker.assembled(id, state, files, Some(note))?;
        let examined = super::examine(&bundle);
        bundle.recipe = recipe::of(&examined.reading, &examined.replayed.state, id);
        Ok(bundle)
    }
}

impl PartMaker<'_> {
    /// The bundle of a published version.
    ///
    /// # Errors
    /// Where there is no such version, or a file cannot be read or carried.
    pub fn bundle(&self, id: &VersionId) -> Result<Bundle, MakeError> {
        let its = self.indexed().find(|one| one.shelf.state.version(id).is_some());
        let its = its.ok_or_else(|| MakeError::NoVersion(id.clone()))?;
        let Shelf { source, reading, state, .. } = its.shelf;
        let version = state.version(id).filter(|version| version.publication.is_some());
        let version = version.ok_or_else(|| MakeError::NoVersion(id.clone()))?;
        let is_carried = |file: &BoundFile| file.is_carried() && file.taken_down.is_none();
        let texts = version.files().into_iter().filter(is_carried).map(|file| file.path);
        let mut words = BTreeMap::new();
        for path in texts {
            let bytes = source.read(&path, TEXT_BYTES_MAX.max(SIGNATORIES_BYTES_MAX) as u64)?;
            words.insert(path, bytes);
        }
        let bundle = self.assembled(id, state, words, None)?;
        Ok(Bundle { recipe: recipe::of(reading, state, id), ..bundle })
    }

    /// Everything but the recipe; `beside` are the files that no entry names.
    fn assembled(
        &self,
        id: &VersionId,
        state: &State,
        beside: BTreeMap<String, Vec<u8>>,
        draft: Option<DraftNote>,
    ) -> Result<Bundle, MakeError> {
        let organisations = chains::organisations(state, id);
        let names = chains::names(&organisations, id, draft.is_some());
        let positions = self.positions_of(state, id, &names);
        let mut files = self.files_of(&positions)?;
        let signers = allowed_signers::derive_for(state, |one| organisations.contains(one));
        files.insert(layout::ALLOWED_SIGNERS.to_owned(), signers.into_bytes());
        files.extend(beside);
        let at: Vec<u64> = positions.into_iter().collect();
        let chains = names.into_iter().map(|chain| {
            let siblings = self.maker.map.prove(&chain).siblings;
            Chain { chain, siblings }
        });
        let bundle = Bundle {
            chains: chains.collect(),
            checkpoint: text(layout::CHECKPOINT, &self.maker.log.note)?,
            draft,
            evidence: None,
            entries: at.iter().map(|at| self.carried(*at)).collect::<Result<_, MakeError>>()?,
            files: files
                .into_iter()
                .map(|(path, bytes)| Ok((path.clone(), text(&path, &bytes)?)))
                .collect::<Result<_, MakeError>>()?,
            proof: self.maker.proof(&at)?,
            recipe: Vec::new(),
            statement: id.statement.clone(),
            kind: TYPE.to_owned(),
            version: id.version,
        };
        Ok(bundle)
    }

    fn indexed(&self) -> impl Iterator<Item = &Indexed<'_>> {
        self.part.iter().chain([&self.maker.held])
    }

    /// The entries of these chains, the other versions with their publications, and the heads at the end.
    fn positions_of(
        &self,
        state: &State,
        id: &VersionId,
        names: &BTreeSet<String>,
    ) -> BTreeSet<u64> {
        let of_chain = |one: &Indexed<'_>, name: &String| one.positions.get(name).cloned();
        let mut positions: BTreeSet<u64> = self
            .indexed()
            .flat_map(|one| names.iter().filter_map(|name| of_chain(one, name)))
            .flatten()
            .collect();
        let history = state.statements().get(&id.statement);
        for version in history.iter().flat_map(|history| &history.versions) {
            positions.extend(version.publication.map(|publication| publication.at));
        }
        positions.extend(self.maker.log.size().checked_sub(1));
        positions
    }

    fn files_of(&self, positions: &BTreeSet<u64>) -> Result<BTreeMap<String, Vec<u8>>, MakeError> {
        let mut files = BTreeMap::new();
        for at in positions {
            let found = self.indexed().find_map(|one| Some((one, *one.records.get(at)?)));
            let Some((indexed, read)) = found else { continue };
            files.insert(read.path.clone(), read.record.bytes());
            for signature in &read.signatures {
                let source = indexed.shelf.source;
                let bytes = source.read(&signature.path, SIGNATURE_FILE_BYTES_MAX as u64)?;
                files.insert(signature.path.clone(), bytes);
            }
        }
        Ok(files)
    }

    fn carried(&self, at: u64) -> Result<Carried, MakeError> {
        let entry = self.indexed().find_map(|one| one.entries.get(&at));
        let heads = Some(&self.maker.heads).filter(|_| at + 1 == self.maker.log.size());
        Ok(Carried { at, entry: text(layout::LOG, entry.or(heads).ok_or(MakeError::NoLog)?)? })
    }
}

impl Maker<'_> {
    /// That these are entries of the log.
    fn proof(&self, at: &[u64]) -> Result<Vec<Hash>, MakeError> {
        let size = self.log.size();
        let proof = merkle::prove_inclusions(at, size, &mut |subtree: Subtree| {
            let level = self.levels.get(usize::from(subtree.level));
            let index = usize::try_from(subtree.index).unwrap_or(usize::MAX);
            let missing = ProofError::Leaf { index: subtree.index, size };
            level.and_then(|level| level.get(index)).copied().ok_or(missing)
        })?;
        Ok(proof)
    }
}

impl<'a> Indexed<'a> {
    /// What was read, by the entries that the log has of it.
    fn of(shelf: Shelf<'a>, examined: &Examined) -> Result<Self, MakeError> {
        let (positions, entries, records) = Default::default();
        let mut indexed = Self { shelf, positions, entries, records };
        let mut answers = Answers::default();
        shelf.reading.records.iter().for_each(|read| answers.note(&read.record));
        // An entry may name signatures that cannot be judged; it is known where all entries are held.
        let log = examined.log.iter().flat_map(|log| &log.entries);
        for (at, bytes) in (0..).zip(log) {
            if let Ok(Entry::Record(entry)) = Entry::decode(bytes)
                && shelf.reading.by_hash.contains_key(&entry.record)
            {
                indexed.add(at, bytes.clone(), &entry, &answers)?;
            }
        }
        for (_, bytes, entry) in shelf.reading.entries() {
            if let Some(at) = examined.position(&merkle::leaf_hash(&bytes)) {
                indexed.add(at, bytes, &entry, &answers)?;
            }
        }
        Ok(indexed)
    }

    fn add(
        &mut self,
        at: u64,
        bytes: Vec<u8>,
        entry: &RecordEntry,
        answers: &Answers,
    ) -> Result<(), MakeError> {
        let Shelf { reading, state, .. } = self.shelf;
        let read = reading.by_hash.get(&entry.record);
        let read = read.and_then(|index| reading.records.get(*index));
        let record = read.map(|read| &read.record);
        let holder = record.and_then(|record| state.revoked(record)).map(|(domain, _)| domain);
        for name in answers.names(entry, record, holder).ok_or(MakeError::NoLog)? {
            self.positions.entry(name).or_default().insert(at);
        }
        self.records.extend(read.map(|read| (at, read)));
        self.entries.insert(at, bytes);
        Ok(())
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
