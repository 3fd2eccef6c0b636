//! The one door through which objects are read: from packs or loose, here or in an alternate,
//! with a bound, and only if their bytes hash to their name.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, RwLock};

use super::object::{
    Commit, Entry, Kind, ObjectError, ObjectId, parse_commit, parse_tag, parse_tree,
};
use super::pack::{Bases, Pack, PackError};
use super::{loose, plain};
use crate::windows::real_path;

/// How far alternates may name alternates: git's own limit.
const ALTERNATES_DEPTH_MAX: usize = 5;
/// Most `objects` folders of one repository.
const ALTERNATES_MAX: usize = 32;
/// Largest list of alternates, in bytes.
const ALTERNATES_BYTES_MAX: u64 = 64 << 10;
/// Most packs: git gathers them when there are 50.
const PACKS_MAX: usize = 4_096;
/// Largest tree, in bytes: a folder of a quarter of a million statements.
const TREE_BYTES_MAX: u64 = 16 << 20;
/// Largest commit or tag, in bytes: messages are prose.
pub(super) const COMMIT_BYTES_MAX: u64 = 1 << 20;
/// How often a tag may name a tag.
const TAGS_MAX: usize = 8;

/// All objects of a repository.
pub(super) struct Objects {
    folders: Vec<PathBuf>,
    /// The packs that were there at first: nearly always all, so that threads read them without asking each other.
    first: Packs,
    /// The packs of a later look, once there are others.
    later: RwLock<Option<Packs>>,
    is_later: AtomicBool,
    bases: Bases,
}

type Packs = Arc<Vec<(PathBuf, Arc<Pack>)>>;

impl Objects {
    /// The objects below an `objects` folder and its alternates.
    pub(super) fn open(folder: &Path) -> Result<Self, ObjectError> {
        Self::open_all(folder, &[])
    }

    /// The same, with the objects below other folders.
    pub(super) fn open_all(folder: &Path, others: &[PathBuf]) -> Result<Self, ObjectError> {
        let mut folders = Vec::new();
        add_folders(folder, 0, &mut folders)?;
        for other in others {
            add_folders(other, 0, &mut folders)?;
        }
        let (later, is_later) = (RwLock::default(), AtomicBool::new(false));
        let first = look(&folders, &Packs::default());
        Ok(Self { folders, first, later, is_later, bases: Bases::default() })
    }

    /// An object of at most `max_bytes` whose bytes hash to its name.
    pub(super) fn read(
        &self,
        id: &ObjectId,
        max_bytes: u64,
    ) -> Result<(Kind, Vec<u8>), ObjectError> {
        let held;
        let packs = if self.is_later.load(Ordering::Acquire) {
            held = self.packs();
            &held
        } else {
            &self.first
        };
        let read = self.read_known(packs, id, max_bytes);
        if !matches!(read, Err(ObjectError::Missing(_))) {
            return read;
        }
        // Another process may have packed it in between; another thread may already have noticed that.
        self.look_again();
        let now = self.packs();
        if Arc::ptr_eq(packs, &now) { read } else { self.read_known(&now, id, max_bytes) }
    }

    /// The content of a file.
    pub(super) fn blob(&self, id: &ObjectId, max_bytes: u64) -> Result<Vec<u8>, ObjectError> {
        self.read_as(Kind::Blob, id, max_bytes)
    }

    /// The entries of a folder.
    pub(super) fn tree(&self, id: &ObjectId) -> Result<Vec<Entry>, ObjectError> {
        let bytes = self.read_as(Kind::Tree, id, TREE_BYTES_MAX)?;
        parse_tree(&bytes).map_err(|why| ObjectError::damaged(*id, why))
    }

    /// A commit.
    pub(super) fn commit(&self, id: &ObjectId) -> Result<Commit, ObjectError> {
        let bytes = self.read_as(Kind::Commit, id, COMMIT_BYTES_MAX)?;
        parse_commit(*id, &bytes).map_err(|why| ObjectError::damaged(*id, why))
    }

    /// The commit that a commit or tag names.
    pub(super) fn peel(&self, id: &ObjectId) -> Result<Commit, ObjectError> {
        let mut id = *id;
        for _ in 0..TAGS_MAX {
            let (kind, bytes) = self.read(&id, COMMIT_BYTES_MAX)?;
            let damaged = |why| ObjectError::damaged(id, why);
            match kind {
                Kind::Commit => return parse_commit(id, &bytes).map_err(damaged),
                Kind::Tag => id = parse_tag(&bytes).map_err(damaged)?.0,
                Kind::Tree | Kind::Blob => return Err(damaged("it is not a commit")),
            }
        }
        Err(ObjectError::damaged(id, "tags of tags of tags"))
    }

    /// Every object whose id starts with these hexadecimal digits, of which there are at least two.
    pub(super) fn starting_with(&self, digits: &str) -> BTreeSet<ObjectId> {
        let mut found = BTreeSet::new();
        let Some(folder) = digits.get(..2) else { return found };
        let Ok(first) = u8::from_str_radix(folder, 16) else { return found };
        for pack in self.packs().iter() {
            found.extend(pack.1.starting_with(first));
        }
        for objects in &self.folders {
            let Ok(files) = fs::read_dir(objects.join(folder)) else { continue };
            let names = files.filter_map(|file| file.ok()?.file_name().into_string().ok());
            found.extend(
                names.filter_map(|name| format!("{folder}{name}").parse::<ObjectId>().ok()),
            );
        }
        found.retain(|id| id.to_string().starts_with(digits));
        found
    }

    fn read_as(&self, want: Kind, id: &ObjectId, max_bytes: u64) -> Result<Vec<u8>, ObjectError> {
        match self.read(id, max_bytes)? {
            (kind, bytes) if kind == want => Ok(bytes),
            (got, _) => Err(ObjectError::damaged(*id, format!("want a {want}, got a {got}"))),
        }
    }

    /// Every copy is tried, as git does: whatever hashes to its name is right.
    fn read_known(
        &self,
        packs: &Packs,
        id: &ObjectId,
        max_bytes: u64,
    ) -> Result<(Kind, Vec<u8>), ObjectError> {
        let mut failure = None;
        let packed = packs.iter().filter_map(|(path, pack)| {
            let offset = pack.find(id)?;
            let read = pack.read(offset, max_bytes, &self.bases);
            Some((Some(pack), read.map_err(|error| explain(id, path, max_bytes, error))))
        });
        let loose =
            self.folders.iter().filter_map(|folder| loose::read(folder, id, max_bytes).transpose());
        for (pack, copy) in packed.chain(loose.map(|copy| (None, copy))) {
            let error = match copy {
                Ok((kind, bytes)) if ObjectId::of(kind, &bytes) == *id => return Ok((kind, bytes)),
                Ok(_) => ObjectError::damaged(*id, "its bytes do not hash to its name"),
                Err(error) => error,
            };
            // What is wrong with another object says nothing about this one.
            if pack.is_none_or(|pack| pack.holds(id)) {
                failure.get_or_insert(error);
            }
        }
        Err(failure.unwrap_or(ObjectError::Missing(*id)))
    }

    fn packs(&self) -> Packs {
        let later = self.later.read().ok().and_then(|packs| packs.clone());
        later.unwrap_or_else(|| Arc::clone(&self.first))
    }

    /// Looks for new packs.
    fn look_again(&self) {
        let old = self.packs();
        let new = look(&self.folders, &old);
        let changed = new.len() != old.len() || new.iter().zip(old.iter()).any(|(a, b)| a.0 != b.0);
        if changed && let Ok(mut packs) = self.later.write() {
            *packs = Some(new);
            self.is_later.store(true, Ordering::Release);
        }
    }
}

/// The packs below these folders, of which some are known.
fn look(folders: &[PathBuf], known: &Packs) -> Packs {
    let mut packs = Vec::new();
    for objects in folders {
        let folder = objects.join("pack");
        let Ok(files) = fs::read_dir(&folder) else { continue };
        let mut paths: Vec<PathBuf> = files.filter_map(|file| Some(file.ok()?.path())).collect();
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "idx"));
        paths.sort();
        for path in paths {
            if let Some(known) = known.iter().find(|(known, _)| *known == path) {
                packs.push(known.clone());
            } else if packs.len() < PACKS_MAX {
                // A pack that cannot be read is as good as absent: its objects will be missing.
                let number = PACK_NUMBER.fetch_add(1, Ordering::Relaxed);
                if let Ok(pack) = Pack::open(&path, number) {
                    packs.push((path, Arc::new(pack)));
                }
            }
        }
    }
    Arc::new(packs)
}

static PACK_NUMBER: AtomicUsize = AtomicUsize::new(0);

fn explain(id: &ObjectId, path: &Path, max_bytes: u64, error: PackError) -> ObjectError {
    match error {
        PackError::TooLarge(size_bytes) => ObjectError::TooLarge { id: *id, size_bytes, max_bytes },
        PackError::Damaged(why) => ObjectError::damaged(*id, why),
        PackError::Io(why) => ObjectError::Io { path: path.to_owned(), why },
    }
}

fn add_folders(folder: &Path, depth: usize, folders: &mut Vec<PathBuf>) -> Result<(), ObjectError> {
    if depth > ALTERNATES_DEPTH_MAX || folders.len() >= ALTERNATES_MAX {
        return Ok(());
    }
    // One folder reached on two ways is read once.
    let folder = real_path(folder).unwrap_or_else(|_| folder.to_owned());
    if folders.contains(&folder) {
        return Ok(());
    }
    folders.push(folder.clone());
    let path = folder.join("info").join("alternates");
    let list = plain::read(&path, ALTERNATES_BYTES_MAX);
    let list = list.map_err(|why| ObjectError::Io { path, why })?.unwrap_or_default();
    for line in String::from_utf8_lossy(&list).lines() {
        if !line.is_empty() && !line.starts_with('#') {
            add_folders(&folder.join(line), depth + 1, folders)?;
        }
    }
    Ok(())
}
