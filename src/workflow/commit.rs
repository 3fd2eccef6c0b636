//! Commits: who makes them, and the one on the branch that is checked out.

use std::collections::{BTreeMap, BTreeSet};

use super::open::Opened;
use super::{Error, World};
use countersign_git::store::{Author, Change, Committed};

/// Commits name nobody: who acted is what the signatures say.
#[must_use]
pub fn author() -> Author {
    Author { name: "countersign".to_owned(), email: "countersign@registry.invalid".to_owned() }
}

/// Writes one commit on the branch that is checked out.
///
/// # Errors
/// Where none is, it moved, or it cannot be written.
pub fn commit(
    world: &dyn World,
    opened: &Opened,
    put: BTreeMap<String, Vec<u8>>,
    remove: BTreeSet<String>,
    message: &str,
) -> Result<Committed, Error> {
    let change = Change {
        branch: opened.branch()?,
        expected: Some(opened.commit),
        base: Some(opened.commit),
        parents: vec![opened.commit],
        put,
        remove,
        message: message.to_owned(),
        author: author(),
        unix_seconds: world.now().unix_seconds(),
    };
    Ok(opened.store.lock()?.commit(&change)?)
}
