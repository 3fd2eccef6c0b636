//! Trees with some files put or removed: only folders on the way to a change are written.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::resume_unwind;
use std::path::PathBuf;

use tempfile::NamedTempFile;

use super::object::{Entry, Kind, Mode, ObjectId, write_tree};
use super::{Store, StoreError, loose};
use crate::directory::sync_folder;

/// How many objects wait together for the disk; each is an open file.
const WAITING_MAX: usize = 128;
/// How many threads wait for the disk at once: file systems make durable together what is asked for together.
const THREADS: usize = 16;

/// Writes objects, and makes them durable before a branch may name them.
pub(super) struct Written<'a> {
    store: &'a Store,
    /// Objects that are not durable and so have no name yet, by the path that they will have.
    waiting: BTreeMap<PathBuf, NamedTempFile>,
    /// Where names must be made durable.
    folders: BTreeSet<PathBuf>,
}

/// Blobs by path below some folder; none where the path is removed.
pub(super) type Edits<'a> = Vec<(&'a str, Option<ObjectId>)>;

impl<'a> Written<'a> {
    pub(super) const fn new(store: &'a Store) -> Self {
        Self { store, waiting: BTreeMap::new(), folders: BTreeSet::new() }
    }

    /// Makes everything written durable, with its name.
    pub(super) fn sync(mut self) -> Result<(), StoreError> {
        self.name_waiting()?;
        let folders: Vec<&PathBuf> = self.folders.iter().collect();
        together(&folders, |folder| sync_folder(folder).map_err(|why| StoreError::io(folder, why)))
    }

    /// Gives names to the objects that wait for them: first their bytes must be durable.
    fn name_waiting(&mut self) -> Result<(), StoreError> {
        let waiting: Vec<(&PathBuf, &NamedTempFile)> = self.waiting.iter().collect();
        together(&waiting, |(path, file)| {
            file.as_file().sync_all().map_err(|why| StoreError::io(path, why))
        })?;
        for (path, file) in std::mem::take(&mut self.waiting) {
            file.persist(&path).map_err(|error| StoreError::io(&path, error.error))?;
        }
        Ok(())
    }

    /// Writes an object, unless a good copy is there.
    pub(super) fn put(&mut self, kind: Kind, bytes: &[u8]) -> Result<ObjectId, StoreError> {
        let id = ObjectId::of(kind, bytes);
        // What is there and whole is kept; what is there and damaged is mended.
        let there = self.store.objects.read(&id, bytes.len() as u64).is_ok();
        self.put_loose(&id, kind, bytes, there)?;
        Ok(id)
    }

    /// Writes an object as a file of its own, unless it is `there`; its name is made durable either way.
    pub(super) fn put_loose(
        &mut self,
        id: &ObjectId,
        kind: Kind,
        bytes: &[u8],
        there: bool,
    ) -> Result<(), StoreError> {
        let objects = self.store.refs.common_dir.join("objects");
        let path = loose::path(&objects, id);
        if !there && !self.waiting.contains_key(&path) {
            let file = loose::prepare(&path, kind, bytes);
            let file = file.map_err(|why| StoreError::io(&path, why))?;
            self.waiting.insert(path.clone(), file);
        }
        if let Some(folder) = path.parent().filter(|folder| folder.is_dir()) {
            self.folders.extend([folder.to_owned(), objects]);
        }
        if self.waiting.len() >= WAITING_MAX {
            self.name_waiting()?;
        }
        Ok(())
    }

    /// The folder `path` with some files put or removed; none where nothing is left in it.
    pub(super) fn edit(
        &mut self,
        path: &str,
        tree: Option<ObjectId>,
        edits: Edits<'_>,
    ) -> Result<Option<ObjectId>, StoreError> {
        let entries = tree.map_or(Ok(Vec::new()), |tree| self.store.objects.tree(&tree))?;
        let mut entries: BTreeMap<Vec<u8>, Entry> =
            entries.into_iter().map(|entry| (entry.name.clone(), entry)).collect();
        let mut inner: BTreeMap<&str, Edits<'_>> = BTreeMap::new();
        for (rest, id) in edits {
            let Some((folder, rest)) = rest.split_once('/') else {
                self.edit_file(path, rest, id, &mut entries)?;
                continue;
            };
            inner.entry(folder).or_default().push((rest, id));
        }
        for (name, edits) in inner {
            let whole = format!("{path}{name}/");
            let old = match entries.remove(name.as_bytes()) {
                Some(entry) if entry.mode == Mode::Folder => Some(entry.id),
                // Below a file there is nothing to remove.
                Some(entry) if edits.iter().all(|(_, id)| id.is_none()) => {
                    entries.insert(name.into(), entry);
                    continue;
                }
                Some(_) => return Err(refuse(&whole, "a file of that name is in the way")),
                None => None,
            };
            if let Some(id) = self.edit(&whole, old, edits)? {
                entries.insert(name.into(), Entry { mode: Mode::Folder, name: name.into(), id });
            }
        }
        if entries.is_empty() {
            return Ok(None);
        }
        let mut entries: Vec<Entry> = entries.into_values().collect();
        self.put(Kind::Tree, &write_tree(&mut entries)).map(Some)
    }

    fn edit_file(
        &self,
        path: &str,
        name: &str,
        id: Option<ObjectId>,
        entries: &mut BTreeMap<Vec<u8>, Entry>,
    ) -> Result<(), StoreError> {
        let folder = entries.get(name.as_bytes()).is_some_and(|entry| entry.mode == Mode::Folder);
        match id {
            Some(_) if folder => {
                return Err(refuse(
                    &format!("{path}{name}"),
                    "a folder of that name is in the way",
                ));
            }
            Some(id) => {
                entries.insert(name.into(), Entry { mode: Mode::File, name: name.into(), id });
            }
            None if folder => {}
            None => {
                entries.remove(name.as_bytes());
            }
        }
        Ok(())
    }
}

/// Does something with each of many, a few at once.
fn together<T: Sync>(
    many: &[T],
    each: impl Fn(&T) -> Result<(), StoreError> + Sync,
) -> Result<(), StoreError> {
    let each = &each;
    std::thread::scope(|scope| {
        let share = many.len().div_ceil(THREADS).max(1);
        let started: Vec<_> = many
            .chunks(share)
            .map(|some| scope.spawn(move || some.iter().try_for_each(each)))
            .collect();
        let mut ended = started.into_iter().map(|one| one.join());
        ended.try_for_each(|one| one.unwrap_or_else(|panic| resume_unwind(panic)))
    })
}

pub(super) fn refuse(what: &str, why: &str) -> StoreError {
    StoreError::Change { what: what.to_owned(), why: why.to_owned() }
}
