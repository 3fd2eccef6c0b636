//! Finding the registry, reading it, and refusing to build on one that does not verify.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::path::Path;

use super::error::OpenError;
use super::{AskedVersion, Error, World, progress, seen};
use countersign_core::cache::Cache;
use countersign_core::digest::Hash;
use countersign_core::layout;
use countersign_core::ledger::version::Version;
use countersign_core::tree::Source;
use countersign_core::verify::finding::Finding;
use countersign_core::verify::{Examined, examine};
use countersign_git::store::{Commit, ObjectId, Sides, Snapshot, Store, StoreError};

/// How far back the order of unlogged commits is looked for.
const LANDED_COMMITS_MAX: usize = 10_000;

/// The files that a commit changed.
pub type Changes = BTreeMap<String, Sides>;

/// A registry at one commit.
pub struct Opened {
    /// The repository.
    pub store: Store,
    /// The commit.
    pub commit: ObjectId,
    /// Its files.
    pub snapshot: Snapshot,
    /// What they say, judged.
    pub examined: Examined,
    pub(super) continued: OnceCell<RefCell<Cache>>,
}

/// The folder of the registry: `COUNTERSIGN_REGISTRY`, else the nearest parent with `registry/` and `keys/`,
/// else the nearest git repository (which may be bare).
///
/// # Errors
/// Where there is none that can be opened.
pub fn find(world: &dyn World) -> Result<Store, Error> {
    let here = world.directory();
    if let Some(path) = world.variable("COUNTERSIGN_REGISTRY") {
        return Store::open(&here.join(path))
            .map_err(|why| OpenError::Variable { path: path.to_owned(), why }.into());
    }
    let has_folders =
        |folder: &&Path| folder.join("registry").is_dir() && folder.join("keys").is_dir();
    match here.ancestors().find(has_folders) {
        Some(folder) => Store::open(folder)
            .map_err(|why| OpenError::Folder { folder: folder.to_owned(), why }.into()),
        None => Store::discover(here).map_err(|_| OpenError::NoneAbove(here.to_owned()).into()),
    }
}

/// The commit that is checked out.
///
/// # Errors
/// Where there is none.
pub fn head(store: &Store) -> Result<ObjectId, Error> {
    store.head().map_err(|error| match error {
        StoreError::Revision { why, .. } => OpenError::NoCommit(why).into(),
        other => other.into(),
    })
}

/// Refuses a place in which nothing lies that only a registry has: that is a mistake of the reader's, no finding.
///
/// # Errors
/// Where it is such a place.
pub fn check_is_registry(records: u64, source: &dyn Source) -> Result<(), Error> {
    let listing = source.listing();
    let has = |path: &str| listing.files.contains_key(path);
    let is_empty = records == 0
        && listing.oddities.is_empty()
        && !has(layout::CHECKPOINT)
        && !has(layout::FIRST_RECORD);
    if is_empty { Err(OpenError::NoRegistry.into()) } else { Ok(()) }
}

impl Opened {
    /// The registry at the branch that is checked out, whether or not it verifies.
    ///
    /// # Errors
    /// Where there is none.
    pub fn at_head(world: &mut dyn World) -> Result<Self, Error> {
        let store = find(world)?;
        let commit = head(&store)?;
        Self::watched(world, store, commit)
    }

    /// The registry at a commit; whoever watches sees how far it has been read.
    ///
    /// # Errors
    /// Where there is none.
    pub fn watched(world: &mut dyn World, store: Store, commit: ObjectId) -> Result<Self, Error> {
        let snapshot = store.snapshot(&commit)?;
        let (total, done) = (snapshot.listing().files.len(), || snapshot.files_read());
        let examine = || examine(&snapshot, &|| landed(&store, commit));
        let examined = progress::watched(world, total, &done, examine);
        Self::of(store, commit, snapshot, examined)
    }

    /// The registry at a commit.
    ///
    /// # Errors
    /// Where there is none.
    pub fn at(store: Store, commit: ObjectId) -> Result<Self, Error> {
        let snapshot = store.snapshot(&commit)?;
        let examined = examine(&snapshot, &|| landed(&store, commit));
        Self::of(store, commit, snapshot, examined)
    }

    fn of(
        store: Store,
        commit: ObjectId,
        snapshot: Snapshot,
        examined: Examined,
    ) -> Result<Self, Error> {
        check_is_registry(examined.checked().records, &snapshot)?;
        Ok(Self { store, commit, snapshot, examined, continued: OnceCell::new() })
    }

    /// The registry at the branch that is checked out, and proof that it verifies: nothing is built on a broken one,
    /// nor shown of one that does not go on from what was seen before.
    ///
    /// # Errors
    /// Where there is none, or it is not sound.
    pub fn sound(world: &mut dyn World) -> Result<Self, Error> {
        let opened = Self::at_head(world)?;
        opened.check_sound()?;
        seen::check_follows(world, &opened.examined)?;
        Ok(opened)
    }

    /// Refuses a registry that does not verify, or has nobody who speaks for it.
    ///
    /// # Errors
    /// Where it is such a registry.
    pub fn check_sound(&self) -> Result<(), Error> {
        let mut grave = self.examined.causes();
        grave.retain(Finding::is_grave);
        match (grave.is_empty(), self.examined.replayed.state.root()) {
            (false, _) => Err(OpenError::Unsound(grave).into()),
            (true, None) => Err(OpenError::NoRoot.into()),
            (true, Some(_)) => Ok(()),
        }
    }

    /// The registry's id, which every record that is made here names.
    ///
    /// # Errors
    /// Where it has none.
    pub fn registry(&self) -> Result<Hash, Error> {
        let id = self.examined.pending.state.registry();
        id.ok_or_else(|| OpenError::NoId.into())
    }

    /// The branch that is checked out.
    ///
    /// # Errors
    /// Where none is.
    pub fn branch(&self) -> Result<String, Error> {
        self.store.head_branch()?.ok_or_else(|| OpenError::NoBranch.into())
    }

    /// The current published version, or what the reader asked for.
    ///
    /// # Errors
    /// Where it is not published.
    pub fn published(&self, id: &AskedVersion) -> Result<&Version, Error> {
        let state = &self.examined.replayed.state;
        let version = match id {
            AskedVersion::Current(statement) => state.current(statement),
            AskedVersion::Exact(id) => state.version(id),
        };
        version.ok_or_else(|| OpenError::NotPublished(id.clone()).into())
    }
}

/// The files that came after what the log covers, in groups by commit, oldest first.
#[must_use]
pub fn landed(store: &Store, head: ObjectId) -> Vec<Vec<String>> {
    landed_commits(store, head)
        .into_iter()
        .map(|(_, changes)| changes.into_keys().collect())
        .collect()
}

/// The commits since those that the log covers, oldest first, and what each changed.
///
/// An append covers everything before it; one that was announced covers what there was when it was announced.
#[must_use]
pub(crate) fn landed_commits(store: &Store, head: ObjectId) -> Vec<(Commit, Changes)> {
    let mut groups = Vec::new();
    let mut is_before_append = false;
    for commit in store.history(head).take(LANDED_COMMITS_MAX) {
        let Ok(commit) = commit else { break };
        let Ok(changes) = store.changes_since(commit.parents.first(), &commit.id) else { break };
        let announces = changes.get(layout::NEXT).is_some_and(|(_, after)| after.is_some());
        if announces && is_before_append {
            break;
        }
        // A witness's line changes the checkpoint, and only an append changes the tiles.
        if changes.keys().any(|path| path.starts_with(layout::TILES)) {
            if is_before_append || !changes.contains_key(layout::NEXT) {
                break;
            }
            is_before_append = true;
            continue;
        }
        groups.push((commit, changes));
    }
    groups.reverse();
    groups
}

/// A file of the registry as bytes that were already compared with their hash.
///
/// # Errors
/// Where it cannot be read.
pub fn read_file(source: &dyn Source, path: &str, bytes_max: u64) -> Result<Vec<u8>, Error> {
    source.read(path, bytes_max).map_err(|error| OpenError::Unread(error).into())
}
