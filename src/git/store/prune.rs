//! Objects that nothing names any more are removed: loose ones, and those in packs, which are then packed again.
//!
//! What references, `HEAD` and git's index reach stays.
//! Nothing is removed where any of that cannot be read.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use git2::Index;

use super::edit::Written;
use super::object::{Kind, Mode, ObjectId, parse_tag};
use super::pack::Pack;
use super::write::ignore_absent;
use super::{StoreError, WriteLock, loose, plain};
use crate::directory::sync_folder;
use crate::windows::remove;

/// Largest object that is packed again, in bytes: four times the largest attachment.
const OBJECT_BYTES_MAX: u64 = 128 << 20;
/// Largest index that is read, in bytes: about ten million files.
const INDEX_BYTES_MAX: u64 = 1 << 30;
/// What lies beside a pack and is about it.
const BESIDE_PACK: [&str; 4] = ["rev", "bitmap", "mtimes", "promisor"];

/// What was removed, and what could not be.
#[derive(Debug, Default)]
pub(super) struct Pruned {
    pub(super) removed: usize,
    pub(super) kept: Vec<String>,
}

impl WriteLock<'_> {
    /// Removes what an act left behind on a branch that is no more: its commits and all that only they reach.
    ///
    /// # Errors
    /// Where something cannot be read or removed; what is still named is never removed.
    pub fn forget(&self, commit: ObjectId) -> Result<Vec<String>, StoreError> {
        let mut gone = HashSet::new();
        self.reach(vec![commit], &mut gone)?;
        Ok(self.prune(Some(&gone))?.kept)
    }

    /// Removes objects that nothing names: all of them, or those among `candidates`.
    pub(super) fn prune(
        &self,
        candidates: Option<&HashSet<ObjectId>>,
    ) -> Result<Pruned, StoreError> {
        // Nobody stages anything meanwhile.
        let _claim = self.claim(&self.store.refs.git_dir.join("index"))?;
        let mut reached = HashSet::new();
        let mut tips: Vec<ObjectId> = self.store.refs.below("refs/")?.into_values().collect();
        tips.extend(self.store.refs.find("HEAD")?);
        self.reach(tips, &mut reached)?;
        self.reach_index(&mut reached)?;
        let goes = |id: &ObjectId| {
            !reached.contains(id) && candidates.is_none_or(|candidates| candidates.contains(id))
        };
        let objects = self.store.refs.common_dir.join("objects");
        let said = |why: io::Error| StoreError::io(&objects, why);
        let mut pruned = Pruned::default();
        if objects.join("info").join("alternates").exists() {
            let place = objects.join("info").join("alternates");
            pruned
                .kept
                .push(format!("what another repository keeps for this one: {}", place.display()));
        }
        // Their only use is to find the same things faster.
        for cache in ["info/commit-graph", "pack/multi-pack-index"] {
            remove(&objects.join(cache)).or_else(ignore_absent).map_err(said)?;
        }
        let graphs = fs::remove_dir_all(objects.join("info").join("commit-graphs"));
        graphs.or_else(ignore_absent).map_err(said)?;
        for index in packs(&objects).map_err(said)? {
            self.prune_pack(&index, &goes, &mut pruned)?;
        }
        prune_loose(&objects, &goes, &mut pruned).map_err(said)?;
        Ok(pruned)
    }

    /// Everything that can be reached.
    fn reach(
        &self,
        tips: Vec<ObjectId>,
        reached: &mut HashSet<ObjectId>,
    ) -> Result<(), StoreError> {
        let objects = &self.store.objects;
        let mut stack = tips;
        while let Some(id) = stack.pop() {
            if !reached.insert(id) {
                continue;
            }
            let (kind, bytes) = objects.read(&id, OBJECT_BYTES_MAX)?;
            match kind {
                Kind::Commit => {
                    let commit = objects.commit(&id)?;
                    stack.push(commit.tree);
                    stack.extend(commit.parents);
                }
                Kind::Tag => stack.extend(parse_tag(&bytes).ok().map(|(named, _)| named)),
                Kind::Tree => {
                    for entry in objects.tree(&id)? {
                        match entry.mode {
                            Mode::Folder => stack.push(entry.id),
                            Mode::Submodule => {}
                            // A file reaches nothing, and need not be read.
                            _ => drop(reached.insert(entry.id)),
                        }
                    }
                }
                Kind::Blob => {}
            }
        }
        Ok(())
    }

    /// What is staged.
    fn reach_index(&self, reached: &mut HashSet<ObjectId>) -> Result<(), StoreError> {
        let path = self.store.refs.git_dir.join("index");
        let bytes =
            plain::read(&path, INDEX_BYTES_MAX).map_err(|why| StoreError::io(&path, why))?;
        if bytes.is_none() {
            return Ok(());
        }
        let unread = |error: git2::Error| {
            StoreError::io(&path, io::Error::other(error.message().to_owned()))
        };
        let index = Index::open(&path).map_err(unread)?;
        let ids = index.iter().filter_map(|entry| entry.id.as_bytes().try_into().ok());
        reached.extend(ids.map(ObjectId::from_bytes));
        Ok(())
    }

    /// Packs again what stays of a pack that has something which goes.
    fn prune_pack(
        &self,
        index: &Path,
        goes: &dyn Fn(&ObjectId) -> bool,
        pruned: &mut Pruned,
    ) -> Result<(), StoreError> {
        let said = |why: io::Error| StoreError::io(index, why);
        let Ok(pack) = Pack::open(index, usize::MAX) else {
            pruned.kept.push(format!("{}, which cannot be read", index.display()));
            return Ok(());
        };
        let all = (0..=u8::MAX).flat_map(|first| pack.starting_with(first).collect::<Vec<_>>());
        let (gone, stays): (Vec<ObjectId>, Vec<ObjectId>) = all.partition(goes);
        if gone.is_empty() {
            return Ok(());
        }
        if index.with_extension("keep").exists() {
            pruned.kept.push(format!("{}, which is marked to be kept", index.display()));
            return Ok(());
        }
        let objects = self.store.refs.common_dir.join("objects");
        let mut written = Written::new(self.store);
        for id in &stays {
            let (kind, bytes) = self.store.objects.read(id, OBJECT_BYTES_MAX)?;
            // Loose, as git itself unpacks: `git gc` packs them again.
            let there = loose::read(&objects, id, OBJECT_BYTES_MAX).ok().flatten().is_some();
            written.put_loose(id, kind, &bytes, there)?;
        }
        written.sync()?;
        // The index last: without its pack it is noticed, a pack without its index is not.
        for ending in BESIDE_PACK.into_iter().chain(["pack", "idx"]) {
            remove(&index.with_extension(ending)).or_else(ignore_absent).map_err(said)?;
        }
        pruned.removed += gone.len();
        Ok(())
    }
}

fn packs(objects: &Path) -> io::Result<Vec<PathBuf>> {
    let files = match fs::read_dir(objects.join("pack")) {
        Ok(files) => files,
        Err(error) if plain::is_absent(&error) => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut paths = files.map(|file| Ok(file?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "idx"));
    paths.sort();
    Ok(paths)
}

fn prune_loose(
    objects: &Path,
    goes: &dyn Fn(&ObjectId) -> bool,
    pruned: &mut Pruned,
) -> io::Result<()> {
    for first in 0..=u8::MAX {
        let digits = format!("{first:02x}");
        let folder = objects.join(&digits);
        let files = match fs::read_dir(&folder) {
            Ok(files) => files,
            Err(error) if plain::is_absent(&error) => continue,
            Err(error) => return Err(error),
        };
        for file in files {
            let file = file?;
            let Ok(name) = file.file_name().into_string() else { continue };
            // A write that was interrupted leaves a file of another name, which may hold anything.
            let id = format!("{digits}{name}").parse::<ObjectId>();
            if id.as_ref().map_or(name.starts_with("tmp_obj_"), goes) {
                remove(&file.path())?;
                pruned.removed += 1;
            }
        }
        let _ = fs::remove_dir(&folder);
        let _ = sync_folder(objects);
    }
    Ok(())
}
