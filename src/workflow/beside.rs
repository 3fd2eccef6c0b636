//! Branches beside the registry's own: drafts, records that wait for signatures, notes of who was asked.

use std::collections::{BTreeMap, BTreeSet};

use super::commit::author;
use super::open::Opened;
use super::{Error, World};
use countersign_git::store::{Change, ObjectId};

/// Such a branch, as it was when somebody looked.
#[derive(Debug, Clone)]
pub struct Beside {
    /// Its name, without `refs/heads/`.
    pub branch: String,
    /// Where it was; none where it is to begin.
    pub old: Option<ObjectId>,
    /// The commit of which it keeps what is not changed.
    pub base: Option<ObjectId>,
}

impl Beside {
    /// The branch of this name, which keeps what it has.
    ///
    /// # Errors
    /// Where the repository cannot be read.
    pub fn find(opened: &Opened, branch: String) -> Result<Self, Error> {
        let old = opened.store.branch(&branch)?;
        Ok(Self { branch, old, base: old })
    }

    /// Writes and removes files there; where it moved since somebody looked, nothing is written.
    ///
    /// # Errors
    /// Where it moved, or cannot be written.
    pub fn commit(
        self,
        world: &dyn World,
        opened: &Opened,
        put: BTreeMap<String, Vec<u8>>,
        remove: BTreeSet<String>,
        message: &str,
    ) -> Result<(), Error> {
        opened.store.lock()?.commit(&Change {
            branch: self.branch,
            expected: self.old,
            base: self.base,
            parents: self.old.into_iter().collect(),
            put,
            remove,
            message: message.to_owned(),
            author: author(),
            unix_seconds: world.now().unix_seconds(),
        })?;
        Ok(())
    }
}
