//! What changed between two commits, and what came before one.

use std::collections::BTreeMap;

use super::object::{Commit, Entry, Mode, ObjectError, ObjectId};
use super::objects::Objects;
use super::{Store, StoreError};

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
