//! Trees with some files put or removed: only folders on the way to a change are written.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::durable::{WAITING_MAX, together};
use super::object::{Entry, Kind, Mode, ObjectId, write_tree};
use super::{Store, StoreError, loose};
use crate::directory::sync_folder;

/// How many bytes of objects wait together to be written, and one object more.
const WAITING_BYTES_MAX: usize = 16 << 20;

/// Writes objects, and makes them durable before a branch may name them.
pub(super) struct Written<'a> {
    store: &'a Store,
    /// Objects that are not written yet, by the path that they will have.
    waiting: BTreeMap<PathBuf, (Kind, Vec<u8>)>,
    waiting_bytes: usize,
    /// Where names must be made durable.
    folders: BTreeSet<PathBuf>,
}

/// Blobs by path below some folder; none where the path is removed.
pub(super) type Edits<'a> = Vec<(&'a str, Option<ObjectId>)>;

impl<'a> Written<'a> {
    pub(super) const fn new(store: &'a Store) -> Self {
        Self { store, waiting: BTreeMap::new(), waiting_bytes: 0, folders: BTreeSet::new() }
    }

    /// Makes everything written durable, with its name.
    pub(super) fn sync(mut self) -> Result<(), StoreError> {
        self.write_waiting()?;
        let folders: Vec<&PathBuf> = self.folders.iter().collect();
        let sync =
            |folder: &&PathBuf| sync_folder(folder).map_err(|why| StoreError::io(folder, why));
        together(&folders, sync).into_iter().collect()
    }

    /// Writes the objects that wait for it: each has its name once its bytes are durable.
    fn write_waiting(&mut self) -> Result<(), StoreError> {
        let waiting: Vec<_> = std::mem::take(&mut self.waiting).into_iter().collect();
        self.waiting_bytes = 0;
        let write = |(path, (kind, bytes)): &(PathBuf, (Kind, Vec<u8>))| {
            loose::write(path, *kind, bytes).map_err(|why| StoreError::io(path, why))
        };
        together(&waiting, write).into_iter().collect()
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
        if let Some(folder) = path.parent().filter(|folder| !there || folder.is_dir()) {
            self.folders.extend([folder.to_owned(), objects]);
        }
        if !there && self.waiting.insert(path, (kind, bytes.to_vec())).is_none() {
            self.waiting_bytes += bytes.len();
        }
        if self.waiting.len() >= WAITING_MAX || self.waiting_bytes >= WAITING_BYTES_MAX {
            self.write_waiting()?;
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

pub(super) fn refuse(what: &str, why: &str) -> StoreError {
    StoreError::Change { what: what.to_owned(), why: why.to_owned() }
}
