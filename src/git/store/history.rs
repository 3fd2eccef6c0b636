//! What changed between two commits, and what came before one.

use std::collections::BTreeMap;

use super::object::{Commit, Entry, Mode, ObjectError, ObjectId};
use super::objects::Objects;
use super::{Store, StoreError};
use countersign_core::tree::{DEPTH_MAX, judge_names};

/// Most commits that one history yields.
const HISTORY_MAX: usize = 1_000_000;
/// Changes nest no deeper: nothing that a registry holds does.
const CHANGES_DEPTH_MAX: usize = 64;
/// Most changed files between two commits.
const CHANGES_MAX: usize = 2_000_000;

/// The two sides of one changed file: none before it was added, none after it was removed.
pub type Sides = (Option<ObjectId>, Option<ObjectId>);

/// The commits on the main line, newest first; ends after the first that cannot be read.
pub struct History<'store> {
    store: &'store Store,
    next: Option<ObjectId>,
    left: usize,
}

impl Iterator for History<'_> {
    type Item = Result<Commit, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        let id = self.next.take()?;
        self.left = self.left.checked_sub(1)?;
        let commit = self.store.commit_at(&id);
        if let Ok(commit) = &commit
            && !self.store.shallow.contains(&id)
        {
            self.next = commit.parents.first().copied();
        }
        Some(commit)
    }
}

impl Store {
    /// The id of every file of one commit, by path.
    ///
    /// # Errors
    /// Where the commit or a tree of it cannot be read, or there are more than two million files.
    pub(super) fn files_of(
        &self,
        commit: &ObjectId,
    ) -> Result<BTreeMap<String, ObjectId>, StoreError> {
        let tree = self.commit_at(commit)?.tree;
        let mut changes = BTreeMap::new();
        compare(&self.objects, "", (None, Some(tree)), 0, &mut changes)?;
        Ok(changes.into_iter().filter_map(|(path, (_, after))| Some((path, after?))).collect())
    }

    /// The files that differ between two states of some folders, each given by its name and its two ids.
    ///
    /// None where anything new is not what a registry holds: then only a look at everything can say what it is.
    /// Folders with equal ids are not opened, so the cost is that of the change.
    ///
    /// # Errors
    /// Where a tree cannot be read.
    pub fn plain_changes(
        &self,
        folders: &[(&str, ObjectId, ObjectId)],
    ) -> Result<Option<BTreeMap<String, Sides>>, StoreError> {
        let mut changes = BTreeMap::new();
        for (name, old, new) in folders {
            let sides = (Some(*old), Some(*new));
            if !add_plain(&self.objects, &format!("{name}/"), sides, 1, &mut changes)? {
                return Ok(None);
            }
        }
        Ok(Some(changes))
    }

    /// The commits from `commit` along first parents; a shallow clone's history ends where it was cut.
    #[must_use]
    pub const fn history(&self, commit: ObjectId) -> History<'_> {
        History { store: self, next: Some(commit), left: HISTORY_MAX }
    }

    /// The commit that `commit` continues; none for the first.
    ///
    /// # Errors
    /// Where the commit cannot be read.
    pub fn first_parent(&self, commit: &ObjectId) -> Result<Option<ObjectId>, StoreError> {
        Ok(self.commit_at(commit)?.parents.first().copied())
    }

    /// The files that differ between two commits, by path: everything where `old` is none.
    ///
    /// Folders with equal ids are not opened, so the cost is that of the change.
    ///
    /// # Errors
    /// Where an object cannot be read, or more than two million files differ.
    pub fn changes_since(
        &self,
        old: Option<&ObjectId>,
        new: &ObjectId,
    ) -> Result<BTreeMap<String, Sides>, StoreError> {
        let old = old.map(|old| self.commit_at(old)).transpose()?.map(|commit| commit.tree);
        let new = self.commit_at(new)?.tree;
        let mut changes = BTreeMap::new();
        compare(&self.objects, "", (old, Some(new)), 0, &mut changes)?;
        Ok(changes)
    }
}

/// Adds what differs between two folders; returns whether all that is new there is what a registry holds.
fn add_plain(
    objects: &Objects,
    path: &str,
    (old, new): Sides,
    depth: usize,
    changes: &mut BTreeMap<String, Sides>,
) -> Result<bool, ObjectError> {
    if old == new {
        return Ok(true);
    }
    if depth > DEPTH_MAX || changes.len() > CHANGES_MAX {
        return Ok(false);
    }
    let read = |tree: Option<ObjectId>| tree.map_or(Ok(Vec::new()), |id| objects.tree(&id));
    let (old, new) = (read(old)?, read(new)?);
    let names: Vec<&[u8]> = new.iter().map(|entry| entry.name.as_slice()).collect();
    let is_plain =
        |entry: &Entry| matches!(entry.mode, Mode::File | Mode::Executable | Mode::Folder);
    if judge_names(&names).iter().any(Result::is_err) || !new.iter().all(is_plain) {
        return Ok(false);
    }
    let mut before: BTreeMap<&[u8], &Entry> =
        old.iter().map(|entry| (entry.name.as_slice(), entry)).collect();
    let mut sides: Vec<(&Entry, Option<ObjectId>, Option<ObjectId>)> = Vec::new();
    for entry in &new {
        let was = before.remove(entry.name.as_slice());
        if was.is_some_and(|was| (was.mode == Mode::Folder) != (entry.mode == Mode::Folder)) {
            return Ok(false);
        }
        sides.push((entry, was.map(|was| was.id), Some(entry.id)));
    }
    sides.extend(before.into_values().map(|was| (was, Some(was.id), None)));
    for (entry, was, is) in sides {
        let whole = format!("{path}{}", String::from_utf8_lossy(&entry.name));
        if entry.mode == Mode::Folder {
            if !add_plain(objects, &format!("{whole}/"), (was, is), depth + 1, changes)? {
                return Ok(false);
            }
        } else if was != is {
            changes.insert(whole, (was, is));
        }
    }
    Ok(true)
}

fn compare(
    objects: &Objects,
    path: &str,
    trees: Sides,
    depth: usize,
    changes: &mut BTreeMap<String, Sides>,
) -> Result<(), ObjectError> {
    if trees.0 == trees.1 {
        return Ok(());
    }
    let at = trees.1.or(trees.0).unwrap_or(ObjectId::ZERO);
    if depth > CHANGES_DEPTH_MAX || changes.len() > CHANGES_MAX {
        return Err(ObjectError::damaged(at, "a tree with too much in it"));
    }
    let read = |tree: Option<ObjectId>| tree.map_or(Ok(Vec::new()), |id| objects.tree(&id));
    let (old, new) = (read(trees.0)?, read(trees.1)?);
    let mut names: BTreeMap<&[u8], (Option<&Entry>, Option<&Entry>)> = BTreeMap::new();
    for entry in &old {
        names.entry(&entry.name).or_default().0 = Some(entry);
    }
    for entry in &new {
        names.entry(&entry.name).or_default().1 = Some(entry);
    }
    let pick = |entry: Option<&Entry>, folder: bool| {
        entry.filter(|entry| (entry.mode == Mode::Folder) == folder).map(|entry| entry.id)
    };
    for (name, (old, new)) in names {
        let whole = format!("{path}{}", String::from_utf8_lossy(name));
        let files = (pick(old, false), pick(new, false));
        let folders = (pick(old, true), pick(new, true));
        if files.0 != files.1
            || old.map(|old| old.mode) != new.map(|new| new.mode) && files != (None, None)
        {
            changes.insert(whole.clone(), files);
        }
        compare(objects, &format!("{whole}/"), folders, depth + 1, changes)?;
    }
    Ok(())
}
