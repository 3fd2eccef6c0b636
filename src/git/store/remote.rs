//! What is known of a remote: its address, and the commit that it is known to have.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use super::object::ObjectId;
use super::refs::check_name;
use super::{Author, Change, Committed, Store, StoreError, WriteLock};

/// Most commits that are looked through for one that must not be among them.
const ANCESTORS_MAX: usize = 1_000_000;

/// Where what we know of remotes is noted: git itself never writes there.
const ACCEPTED: &str = "refs/countersign/accepted";

impl Store {
    /// The address of a remote: the one that is pushed to, where that is another one.
    ///
    /// # Errors
    /// Where the configuration cannot be read.
    pub fn remote_address(&self, remote: &str) -> Result<Option<String>, StoreError> {
        for key in ["pushurl", "url"] {
            if let Some(address) = self.get_config(&format!("remote.{remote}.{key}"))? {
                return Ok(Some(address));
            }
        }
        Ok(None)
    }

    /// The newest commit of a remote's branch that was verified here, and that the remote has.
    ///
    /// # Errors
    /// Where the name is none, or its file cannot be read.
    pub fn accepted(&self, remote: &str, branch: &str) -> Result<Option<ObjectId>, StoreError> {
        self.refs.find(&format!("{ACCEPTED}/{remote}/{branch}"))
    }

    /// Whether `new` is `old`, or goes on from it by commits that each have one parent.
    ///
    /// # Errors
    /// Where a commit on the way cannot be read.
    pub fn goes_on(&self, old: &ObjectId, new: &ObjectId) -> Result<bool, StoreError> {
        if old == new {
            return Ok(true);
        }
        for commit in self.history(*new) {
            let commit = commit?;
            match commit.parents.as_slice() {
                [parent] if parent == old => return Ok(true),
                [_] => {}
                _ => return Ok(false),
            }
        }
        Ok(false)
    }

    /// Whether any of `wanted` is `commit` or comes before it, on whichever line.
    ///
    /// # Errors
    /// Where a commit cannot be read, or there are more than a million.
    pub fn has_before(
        &self,
        commit: &ObjectId,
        wanted: &BTreeSet<ObjectId>,
    ) -> Result<bool, StoreError> {
        let mut found = false;
        if !wanted.is_empty() {
            self.walk(commit, |one| {
                found |= wanted.contains(one);
                !found
            })?;
        }
        Ok(found)
    }

    /// Goes through a commit and all before it, on whichever line, past those at which `goes_on` says no.
    ///
    /// # Errors
    /// Where a commit cannot be read, or there are more than a million.
    pub(super) fn walk(
        &self,
        commit: &ObjectId,
        mut goes_on: impl FnMut(&ObjectId) -> bool,
    ) -> Result<(), StoreError> {
        let (mut seen, mut todo) = (BTreeSet::new(), vec![*commit]);
        while let Some(next) = todo.pop() {
            if !goes_on(&next) || !seen.insert(next) {
                continue;
            }
            if seen.len() > ANCESTORS_MAX {
                return Err(StoreError::Revision {
                    revision: commit.to_string(),
                    why: format!("more than {ANCESTORS_MAX} commits come before it"),
                });
            }
            todo.extend(self.commit_at(&next)?.parents);
        }
        Ok(())
    }
}

impl WriteLock<'_> {
    /// Notes that a remote has a commit, which was verified here; `git status` then says the same.
    ///
    /// # Errors
    /// Where the name is none, or the system refuses.
    pub fn note_accepted(
        &self,
        remote: &str,
        branch: &str,
        commit: ObjectId,
    ) -> Result<(), StoreError> {
        for name in
            [format!("{ACCEPTED}/{remote}/{branch}"), format!("refs/remotes/{remote}/{branch}")]
        {
            check_name(&name)?;
            let path = self.store.refs.path(&name);
            let folder = path.parent().unwrap_or(&path);
            fs::create_dir_all(folder).map_err(|why| StoreError::io(folder, why))?;
            let _claim = self.claim(&path)?;
            let text = format!("{commit}\n");
            self.store.replace(&path, text.as_bytes()).map_err(|why| StoreError::io(&path, why))?;
        }
        Ok(())
    }

    /// Moves a branch to a commit that is here already, and lets the work tree follow where it is checked out.
    ///
    /// # Errors
    /// [`StoreError::Moved`] where the branch is not where it was expected; then nothing has changed.
    pub fn move_to(
        &self,
        branch: &str,
        expected: Option<ObjectId>,
        commit: ObjectId,
        (message, author, unix_seconds): (&str, Author, i64),
    ) -> Result<Committed, StoreError> {
        check_name(&format!("refs/heads/{branch}"))?;
        self.store.commit_at(&commit)?;
        let change = Change {
            branch: branch.to_owned(),
            expected,
            base: None,
            parents: Vec::new(),
            put: BTreeMap::new(),
            remove: BTreeSet::new(),
            message: message.to_owned(),
            author,
            unix_seconds,
        };
        self.advance(branch, expected, commit, &change)
    }
}
