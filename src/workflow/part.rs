//! Opening the part of a registry that somebody asks about or writes to, where the rest is known to be sound.
//!
//! The part is all keys and one statement, and whatever was added since the rest was verified.
//! Its records are read, their signatures checked and the ledger replayed over them as always,
//! at the positions that their log entries have; what was added must be exactly what an append makes.
//! That the rest is sound, and what those positions are, was found out before (`cache`).
//! Whatever does not fit sends the caller back to verifying everything.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::open::{self, Opened};
use super::{Error, World, cache, progress, seen};
use countersign_core::cache::Cache;
use countersign_core::digest::Hash;
use countersign_core::layout::{self, Place, place_of};
use countersign_core::ledger::chains::Answers;
use countersign_core::log::{self, Growth};
use countersign_core::merkle;
use countersign_core::name::StatementId;
use countersign_core::record::entry::Entry;
use countersign_core::tree::Source as _;
use countersign_core::verify::Examined;
use countersign_core::verify::pipeline::{self, Scope};
use countersign_core::verify::reading::{self, Reading};
use countersign_git::store::{ObjectId, Sides, Snapshot, Store};

/// Why not only a part was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unused {
    /// Nothing is known yet, or cannot be remembered.
    Unknown,
    /// What is known is damaged, or another version of the program left it.
    Damaged,
    /// The registry is not what an append makes of the one known.
    Differs,
}

/// That not only a part was read.
pub struct NotInPart {
    /// The repository, given back.
    pub store: Store,
    /// Why.
    pub why: Unused,
}

impl Opened {
    /// A sound registry, read as far as a writer needs it who touches one statement, or only keys.
    ///
    /// # Errors
    /// Where there is none, it is not sound, or it does not go on from what was seen of it before.
    pub fn for_writing(
        world: &mut dyn World,
        statement: Option<&StatementId>,
    ) -> Result<Self, Error> {
        let store = open::find(world)?;
        let commit = store.head()?;
        let opened = match Self::known_at_last(world, store, commit, statement) {
            Ok(opened) => opened,
            Err(NotInPart { store, .. }) => {
                let statements: Vec<StatementId> = statement.into_iter().cloned().collect();
                let opened = Self::about_watched(world, store, commit, &statements)?;
                opened.check_sound()?;
                opened.remember_whole(world);
                opened
            }
        };
        // Whoever signs on a clone that was wound back signs what a newer version replaced, or a second history.
        seen::check_follows(world, &opened.examined)?;
        Ok(opened)
    }

    /// [`Opened::known`], after everything was looked at some statements at a time where it is not known yet.
    ///
    /// # Errors
    /// Where not only a part can be read.
    pub(crate) fn known_at_last(
        world: &mut dyn World,
        store: Store,
        commit: ObjectId,
        statement: Option<&StatementId>,
    ) -> Result<Self, NotInPart> {
        match Self::known(world, store, commit, statement) {
            Err(NotInPart { store, why }) if find_out(world, &store, &commit) => {
                let known = Self::known(world, store, commit, statement);
                known.map_err(|left| NotInPart { why, ..left })
            }
            known => known,
        }
    }

    /// The part of a registry that has to do with its keys and one statement, where the rest is known to be sound;
    /// else the store back, and why.
    ///
    /// # Errors
    /// Where not only a part can be read.
    pub fn known(
        world: &dyn World,
        store: Store,
        commit: ObjectId,
        statement: Option<&StatementId>,
    ) -> Result<Self, NotInPart> {
        let known = match cache::folder(world, &store).map(|folder| cache::load(&folder)) {
            None | Some(None) => return Err(NotInPart { store, why: Unused::Unknown }),
            Some(Some(Err(_))) => return Err(NotInPart { store, why: Unused::Damaged }),
            Some(Some(Ok(known))) => known,
        };
        let size = known.size();
        match part(&store, &commit, known, statement) {
            None => Err(NotInPart { store, why: Unused::Differs }),
            Some((snapshot, examined, known)) => {
                let is_new = known.size() > size;
                let continued = RefCell::new(known).into();
                let opened = Self { store, commit, snapshot, examined, continued };
                if is_new {
                    opened.remember(world, &commit);
                }
                Ok(opened)
            }
        }
    }

    /// What an append continues: the tables of the log.
    pub(crate) fn continued(&self) -> &RefCell<Cache> {
        self.continued.get_or_init(|| RefCell::new(cache::of_examined(&self.examined)))
    }

    /// Finds out what an append continues from the whole registry, instead of from memory.
    pub(super) fn continue_anew(&self, world: &dyn World) -> Result<(), Error> {
        let whole = Self::about(open::find(world)?, self.commit, &[])?;
        whole.check_sound()?;
        *self.continued().borrow_mut() = cache::of_examined(&whole.examined);
        Ok(())
    }

    /// Remembers that the registry is sound at `commit`, after everything on the branch was logged.
    pub(crate) fn remember(&self, world: &dyn World, commit: &ObjectId) {
        if let Some(place) = cache::Place::of(world, &self.store, commit) {
            place.keep(&mut self.continued().borrow_mut());
        }
    }

    /// Remembers a registry that was verified as a whole, if it is sound and nothing waits to be logged.
    pub(crate) fn remember_whole(&self, world: &dyn World) {
        if self.check_sound().is_err() || !self.examined.pending.admitted.is_empty() {
            return;
        }
        let place = cache::Place::of(world, &self.store, &self.commit);
        if let Some(place) = place.filter(|place| !place.is_kept()) {
            place.keep(&mut self.continued().borrow_mut());
        }
    }
}

/// Looks at everything, some statements at a time, and remembers it where it is sound and nothing waits.
fn find_out(world: &mut dyn World, store: &Store, commit: &ObjectId) -> bool {
    let Some(place) = cache::Place::of(world, store, commit) else { return false };
    let Ok(parts) = store.parts(commit, &layout::is_statement) else { return false };
    let landed = || open::landed(store, *commit);
    let begun = pipeline::begin(&parts, Scope::default(), &landed);
    let examined = progress::examine(world, begun);
    let is_known = examined.is_sound() && examined.pending.admitted.is_empty();
    if is_known {
        place.keep_all(&examined);
    }
    is_known
}

/// The part; none where anything does not fit.
fn part(
    store: &Store,
    commit: &ObjectId,
    mut known: Cache,
    statement: Option<&StatementId>,
) -> Option<(Snapshot, Examined, Cache)> {
    let before = cache::folders(&known)?;
    let now = cache::both(store.folders(commit).ok()?)?;
    let mut statements: BTreeSet<StatementId> = statement.into_iter().cloned().collect();
    let ([keys, registry], [new_keys, new_registry]) = (before, now);
    let pairs = [("keys", keys, new_keys), ("registry", registry, new_registry)];
    let changes = touched(store.plain_changes(&pairs).ok()??, &mut statements)?;
    let of_log = LogFiles { store, registry: new_registry, changes, same: RefCell::default() };
    let growth = growth(&of_log, known.size())?;
    let mut folders = vec!["keys/".to_owned()];
    folders.extend(statements.iter().map(|statement| format!("registry/{statement}/")));
    let mut files = log::files_to_append(growth.log.size());
    files.extend([layout::NEXT, layout::WITNESSED].map(str::to_owned));
    let files = of_log.ids(&files, now_at)?;
    let snapshot = store.snapshot_with(&files, Some((commit, &folders))).ok()?;
    let reading = reading::read(&snapshot);
    let old_size = known.size();
    let entries = entries(&reading, &mut known, &growth)?;
    let examined =
        countersign_core::verify::added::examine(&snapshot, reading, growth.log, &entries)?;
    go_on(&examined, &mut known, &entries, old_size)?;
    if examined.findings().next().is_some() {
        known.soil();
    }
    Some((snapshot, examined, known))
}

/// Adds the statements that changes touch, and returns the changes of the log;
/// none where anything but the log and what is derived is not new, or its place is no registry's.
fn touched(
    changes: BTreeMap<String, Sides>,
    statements: &mut BTreeSet<StatementId>,
) -> Option<BTreeMap<String, Sides>> {
    let mut of_log = BTreeMap::new();
    for (path, sides) in changes {
        let place = match place_of(&path) {
            Place::Signature { record, .. } => place_of(&record),
            other => other,
        };
        match place {
            Place::Log => {
                of_log.insert(path, sides);
                continue;
            }
            Place::AllowedSigners => continue,
            Place::Note if path == layout::KEYS_README => continue,
            Place::Note | Place::Signature { .. } => return None,
            Place::Root(_) | Place::Organisation(..) => {}
            Place::Revocation(..)
            | Place::Confirmation(..)
            | Place::Listing(..)
            | Place::Extension(_) => {}
            Place::Statement(id)
            | Place::Endorsement(id, ..)
            | Place::Publication(id)
            | Place::Withholding(id, _)
            | Place::Retraction(id)
            | Place::Translation(id, ..)
            | Place::TranslatedText(id, ..)
            | Place::Text(id, _)
            | Place::Signatories(id)
            | Place::Attachment(id, _) => {
                statements.insert(id.statement);
            }
        }
        let (None, Some(_)) = sides else { return None };
    }
    Some(of_log)
}

/// The files of the log, before and now: those that changed by their ids, the others looked up once.
struct LogFiles<'a> {
    store: &'a Store,
    registry: ObjectId,
    changes: BTreeMap<String, Sides>,
    same: RefCell<BTreeMap<String, Option<ObjectId>>>,
}

type Side = fn(&Sides) -> Option<ObjectId>;

fn before_at(sides: &Sides) -> Option<ObjectId> {
    sides.0
}

fn now_at(sides: &Sides) -> Option<ObjectId> {
    sides.1
}

impl LogFiles<'_> {
    /// The ids of those that are there.
    fn ids(&self, paths: &[String], side: Side) -> Option<BTreeMap<String, ObjectId>> {
        let mut same = self.same.borrow_mut();
        let is_unknown =
            |path: &&String| !self.changes.contains_key(*path) && !same.contains_key(*path);
        let unknown: Vec<String> = paths.iter().filter(is_unknown).cloned().collect();
        let found = self.store.snapshot_of("registry", &self.registry, &unknown).ok()?;
        same.extend(unknown.into_iter().map(|path| {
            let id = found.listing().files.get(&path).and_then(|file| file.id);
            (path, id.map(ObjectId::from_bytes))
        }));
        let id = |path: &String| match self.changes.get(path) {
            Some(sides) => side(sides),
            None => same.get(path).copied().flatten(),
        };
        Some(paths.iter().filter_map(|path| Some((path.clone(), id(path)?))).collect())
    }

    fn snapshot(&self, paths: &[String], side: Side) -> Option<Snapshot> {
        self.store.snapshot_with(&self.ids(paths, side)?, None).ok()
    }
}

/// How the log went on, if its files changed exactly as an append changes them.
fn growth(of_log: &LogFiles<'_>, old_size: u64) -> Option<Growth> {
    let now = |files: &[String]| of_log.snapshot(files, now_at);
    let head = log::read_head(&now(&[layout::CHECKPOINT.to_owned()])?).ok()?;
    let mut files = log::bundles_since(old_size, head.size());
    files.push(layout::CHECKPOINT.to_owned());
    let old = of_log.snapshot(&log::files_to_append(old_size), before_at)?;
    let growth = log::read_growth(&old, old_size, &now(&files)?)?;
    let put: Vec<String> = growth.files.put.keys().cloned().collect();
    let new = now(&put)?;
    for (path, bytes) in &growth.files.put {
        (new.read(path, bytes.len() as u64).ok()? == *bytes).then_some(())?;
    }
    let changes = &of_log.changes;
    let is_gone = |path: &String| matches!(changes.get(path), Some((_, None)));
    let is_expected = |(path, sides): (&String, &Sides)| {
        let is_put = path == layout::CHECKPOINT || growth.files.put.contains_key(path);
        is_put && sides.1.is_some() || growth.files.remove.contains(path)
    };
    let is_append = growth.files.remove.iter().all(is_gone) && changes.iter().all(is_expected);
    is_append.then_some(growth)
}

/// The entries of what was read, with those that are new, at their positions in the log.
fn entries(reading: &Reading, known: &mut Cache, growth: &Growth) -> Option<Vec<(u64, Entry)>> {
    let new: HashMap<Hash, u64> = (known.size()..)
        .zip(&growth.entries)
        .map(|(at, bytes)| (merkle::leaf_hash(bytes), at))
        .collect();
    // An entry that was there before has two places, and only the whole replay can say what the second means.
    let is_known = |leaf: &Hash| !matches!(known.position(leaf), Ok(None));
    if new.len() != growth.entries.len() || new.keys().any(is_known) {
        return None;
    }
    let mut entries = BTreeMap::new();
    let mut add = |bytes: &[u8], entry: Entry| -> Option<()> {
        let leaf = merkle::leaf_hash(bytes);
        let at = match new.get(&leaf) {
            Some(at) => *at,
            None => known.position(&leaf).ok()??,
        };
        entries.insert(at, entry).is_none().then_some(())
    };
    for (_, bytes, entry) in reading.entries() {
        add(&bytes, Entry::Record(entry))?;
    }
    let mut last_is_heads = true;
    for bytes in &growth.entries {
        let entry = Entry::decode(bytes).ok()?;
        last_is_heads = matches!(entry, Entry::Heads(_));
        if last_is_heads {
            add(bytes, entry)?;
        }
    }
    let count = entries.range(known.size()..).count();
    let is_all = last_is_heads && count == growth.entries.len();
    is_all.then(|| entries.into_iter().collect())
}

/// Brings the tables along with the entries that are new, and compares each heads entry with them.
fn go_on(
    examined: &Examined,
    known: &mut Cache,
    entries: &[(u64, Entry)],
    old_size: u64,
) -> Option<()> {
    let (reading, state) = (&examined.reading, &examined.replayed.state);
    let mut answers = Answers::default();
    reading.records.iter().for_each(|read| answers.note(&read.record));
    for (at, entry) in entries {
        let is_new = *at >= old_size;
        match entry {
            Entry::Heads(root) if known.root() != Ok(*root) => return None,
            Entry::Heads(_) => {}
            Entry::Record(entry) => {
                let index = reading.by_hash.get(&entry.record);
                let record = index.and_then(|index| reading.records.get(*index));
                let record = record.map(|read| &read.record);
                let holder = record.and_then(|record| state.revoked(record));
                let names = answers.names(entry, record, holder.map(|(domain, _)| domain))?;
                for name in names.iter().filter(|_| is_new) {
                    known.append_to_chain(name, &entry.record).ok()?;
                }
            }
        }
        if is_new {
            known.append_entry(merkle::leaf_hash(&entry.encode().ok()?)).ok()?;
        }
    }
    Some(())
}
