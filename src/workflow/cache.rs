//! Where a writer keeps what it found sound: a folder for each repository below the cache directory.
//!
//! Nothing here is ever believed for another state of the registry than the one it was written for;
//! what is missing, damaged or foreign only means that everything is verified again.
//! It is as safe as the reader's own account: whoever can write here can also replace the program.

use std::cell::RefCell;
use std::fs::File;
use std::io::{BufWriter, Read as _, Seek as _, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::World;
use countersign_core::cache::{Cache, Of, Saved, Unusable};
use countersign_core::digest::Hash;
use countersign_core::log::Log;
use countersign_core::verify::Examined;
use countersign_git::store::{ObjectId, Store};

/// Largest file of what came since the table, in bytes.
const SINCE_BYTES_MAX: u64 = 16 << 20;
/// The rows of one state, and what came since.
const TABLE: &str = "table";
const SINCE: &str = "since";

/// The folder for what is known of a repository, where there is a cache directory.
#[must_use]
pub fn folder(world: &dyn World, store: &Store) -> Option<PathBuf> {
    let cache = world.cache_folder()?;
    let name = Hash::of(store.common_dir().as_os_str().as_encoded_bytes()).to_string();
    Some(cache.join("known").join(name))
}

/// What this version of the program found out last; none where it found out nothing.
pub(super) fn load(folder: &Path) -> Option<Result<Cache, Unusable>> {
    let since = read(&folder.join(SINCE), SINCE_BYTES_MAX)?;
    // Opened once: all that is read is of one table, should another process replace it.
    let Ok(table) = File::open(folder.join(TABLE)) else { return Some(Err(Unusable)) };
    let table = RefCell::new(table);
    let read = move |range: Range<u64>| part(&mut table.borrow_mut(), range);
    Some(Cache::open(&since, |of: &Of| of.program == program(), Box::new(read)))
}

fn part(file: &mut File, range: Range<u64>) -> Option<Vec<u8>> {
    // What a damaged table says of its size makes no room.
    (range.end <= file.metadata().ok()?.len()).then_some(())?;
    let mut bytes = vec![0; usize::try_from(range.end.checked_sub(range.start)?).ok()?];
    file.seek(SeekFrom::Start(range.start)).ok()?;
    file.read_exact(&mut bytes).ok().map(|()| bytes)
}

/// The ids of the folders `keys` and `registry` that it is good for.
pub(super) fn folders(known: &Cache) -> Option<[ObjectId; 2]> {
    let of = known.of();
    Some([of.keys.parse().ok()?, of.registry.parse().ok()?])
}

/// What follows from a registry that was verified as a whole.
pub(super) fn of_examined(examined: &Examined) -> Cache {
    let leaves = examined.log.as_ref().map_or(&[][..], Log::leaves);
    let of = of(leaves.len(), examined.findings().next().is_none());
    Cache::of_all(of, examined.chains.iter().copied(), leaves.iter().copied())
}

fn of(size: usize, clean: bool) -> Of {
    let [keys, registry] = [String::new(), String::new()];
    Of { clean, keys, program: program(), registry, size: size as u64 }
}

/// Where it is kept that a registry is sound at a commit.
pub struct Place {
    folder: PathBuf,
    folders: [ObjectId; 2],
}

impl Place {
    /// None where there is no cache directory, or no registry at that commit.
    #[must_use]
    pub fn of(world: &dyn World, store: &Store, commit: &ObjectId) -> Option<Self> {
        let folders = store.folders(commit).ok().and_then(both)?;
        Some(Self { folder: folder(world, store)?, folders })
    }

    /// Whether the same is kept there already, undamaged.
    #[must_use]
    pub(crate) fn is_kept(&self) -> bool {
        let known = load(&self.folder).and_then(Result::ok);
        known.is_some_and(|known| folders(&known) == Some(self.folders) && known.is_whole())
    }

    /// Keeps it; what cannot be remembered is only found out again the next time.
    pub(crate) fn keep(&self, known: &mut Cache) {
        let _ = save(&self.folder, known, self.folders);
    }

    /// Keeps what was found out of a registry in which nothing is wrong and nothing waits.
    pub(crate) fn keep_all(&self, examined: &Examined) {
        let _ = self.try_keep_all(examined);
    }

    fn try_keep_all(&self, examined: &Examined) -> Option<()> {
        let leaves = examined.leaves();
        let [keys, registry] = self.folders.map(|id| id.to_string());
        let is_clean = examined.findings().next().is_none();
        let of = Of { keys, registry, ..of(leaves.len(), is_clean) };
        std::fs::create_dir_all(&self.folder).ok()?;
        let mut table = BufWriter::new(NamedTempFile::new_in(&self.folder).ok()?);
        let chains = examined.chains.iter().copied();
        let since = Cache::write(of, &mut table, chains, leaves).ok()?;
        table.into_inner().ok()?.persist(self.folder.join(TABLE)).ok()?;
        replace(&self.folder.join(SINCE), &since)
    }
}

/// The ids of both folders of a registry, where there are both.
pub(super) fn both([keys, registry]: [Option<ObjectId>; 2]) -> Option<[ObjectId; 2]> {
    Some([keys?, registry?])
}

/// Writes what is known, good for this state; a failure only costs time later.
fn save(folder: &Path, known: &mut Cache, [keys, registry]: [ObjectId; 2]) -> Option<()> {
    let Saved { table, since } = known.save(keys.to_string(), registry.to_string()).ok()?;
    if let Some(table) = table {
        replace(&folder.join(TABLE), &table)?;
    }
    replace(&folder.join(SINCE), &since)
}

fn program() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// A file of our own, where it is there and no larger than it can be.
#[must_use]
pub fn read(path: &Path, bytes_max: u64) -> Option<Vec<u8>> {
    let found = std::fs::metadata(path).ok()?;
    (found.is_file() && found.len() <= bytes_max).then(|| std::fs::read(path).ok())?
}

/// Whole or not at all, but not durable: after a crash of the machine a damaged file is noticed by its hash.
pub fn replace(path: &Path, bytes: &[u8]) -> Option<()> {
    let folder = path.parent()?;
    std::fs::create_dir_all(folder).ok()?;
    let file = NamedTempFile::new_in(folder).ok()?;
    std::fs::write(file.path(), bytes).ok()?;
    file.persist(path).ok().map(drop)
}
