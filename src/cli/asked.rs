//! Who was asked, when, and until when: notes on a branch of their own for each version.
//!
//! They count for nothing and are part of no verdict. Like a draft, they leave this machine only when somebody sends
//! their branch; a note is named by its hash, so that two maintainers join theirs by taking both.

use std::collections::{BTreeMap, BTreeSet};

use super::acts;
use super::failure::{Failure, Stop};
use super::open::{self, Opened};
use super::session::Session;
use crate::digest::Hash;
use crate::layout;
use crate::name::VersionId;
use crate::request::note::{NOTE_BYTES_MAX, Note};
use crate::store::Change;
use crate::tree::Source;

/// Where every version's branch begins.
const BRANCHES: &str = "requests/";

/// The notes about one version, oldest first; what is none is passed over.
pub(crate) fn about(opened: &Opened, id: &VersionId) -> Result<Vec<Note>, Failure> {
    let Some(commit) = opened.store.branch(&layout::requests_branch(id))? else {
        return Ok(Vec::new());
    };
    let snapshot = opened.store.snapshot(&commit)?;
    let folder = format!("{}/requests/", layout::version_folder(id));
    let mut notes = Vec::new();
    for path in snapshot.listing().files.keys().filter(|path| path.starts_with(&folder)) {
        let bytes = open::read_file(&snapshot, path, NOTE_BYTES_MAX as u64);
        let note = bytes.ok().and_then(|bytes| Note::read(&bytes).ok());
        notes.extend(note.filter(|note| note.version_id() == *id));
    }
    notes.sort_by_key(Note::asked_at);
    Ok(notes)
}

/// Every note of this clone, oldest first.
pub(crate) fn all(opened: &Opened) -> Result<Vec<Note>, Failure> {
    let mut notes = Vec::new();
    for branch in opened.store.other_branches(BRANCHES)?.keys() {
        if let Some(id) = layout::version_of_requests_branch(branch) {
            notes.extend(about(opened, &id)?);
        }
    }
    notes.sort_by_key(Note::asked_at);
    Ok(notes)
}

/// Remembers that these organisations were asked about a version.
pub(crate) fn keep(
    session: &Session,
    opened: &Opened,
    id: &VersionId,
    notes: &[Note],
) -> Result<(), Failure> {
    let mut put = BTreeMap::new();
    for note in notes {
        let bytes = note.bytes().map_err(|error| Failure::new(Stop::Error, error))?;
        let folder = layout::requests_folder(id, note.organisation());
        put.insert(format!("{folder}{}.json", Hash::of(&bytes)), bytes);
    }
    let branch = layout::requests_branch(id);
    let old = opened.store.branch(&branch)?;
    opened.store.lock()?.commit(&Change {
        branch,
        expected: old,
        base: old,
        parents: old.into_iter().collect(),
        put,
        remove: BTreeSet::new(),
        message: format!("ask about {id}\n"),
        author: acts::author(),
        unix_seconds: session.now().unix_seconds(),
    })?;
    Ok(())
}
