//! Branches beside the registry's own: drafts, records that wait for signatures, notes of who was asked.

use std::collections::{BTreeMap, BTreeSet};

use super::acts;
use super::failure::Failure;
use super::open::Opened;
use super::session::Session;
use crate::store::{Change, ObjectId};

/// Such a branch, as it was when somebody looked.
pub(super) struct Beside {
    /// Its name, without `refs/heads/`.
    pub(super) branch: String,
    /// Where it was; none where it is to begin.
    pub(super) old: Option<ObjectId>,
    /// The commit of which it keeps what is not changed.
    pub(super) base: Option<ObjectId>,
}

impl Beside {
    /// The branch of this name, which keeps what it has.
    pub(super) fn find(opened: &Opened, branch: String) -> Result<Self, Failure> {
        let old = opened.store.branch(&branch)?;
        Ok(Self { branch, old, base: old })
    }

    /// Writes and removes files there; where it moved since somebody looked, nothing is written.
    pub(super) fn commit(
        self,
        session: &Session,
        opened: &Opened,
        put: BTreeMap<String, Vec<u8>>,
        remove: BTreeSet<String>,
        message: &str,
    ) -> Result<(), Failure> {
        opened.store.lock()?.commit(&Change {
            branch: self.branch,
            expected: self.old,
            base: self.base,
            parents: self.old.into_iter().collect(),
            put,
            remove,
            message: message.to_owned(),
            author: acts::author(),
            unix_seconds: session.now().unix_seconds(),
        })?;
        Ok(())
    }
}
