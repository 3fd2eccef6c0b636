//! Whether what came may be followed: it verifies, it is the same registry, and it goes on from what was seen.

use std::collections::BTreeSet;

use super::own::Own;
use crate::error::{CameFault, SyncError};
use crate::open::{self, Opened};
use crate::{Error, World, seen};
use countersign_core::log::Log;
use countersign_core::verify::finding::Finding;
use countersign_core::verify::memory::{Seen, View};
use countersign_git::store::ObjectId;

/// What the format calls a registry; everything else in the repository is git's business.
const FOLDERS: [&str; 2] = ["keys/", "registry/"];

/// Where the remote has no such branch yet: nothing that is not public may go along.
pub(super) fn first_push(
    here: &Opened,
    accepted: Option<ObjectId>,
    name: &str,
) -> Result<(), Error> {
    if accepted.is_some() {
        let (name, branch) = (name.to_owned(), here.branch()?);
        return Err(SyncError::LostBranch { name, branch }.into());
    }
    let drafts = here.store.other_branches("proposals/")?.into_values();
    let drafts: BTreeSet<ObjectId> = drafts.collect();
    if here.store.has_before(&here.commit, &drafts)? {
        return Err(SyncError::DraftMerged.into());
    }
    Ok(())
}

/// Judges what came, and says whether it is only behind: then what is here goes on from it.
pub(super) fn came(
    world: &dyn World,
    name: &str,
    here: &Opened,
    there: &Opened,
    accepted: Option<ObjectId>,
) -> Result<bool, Error> {
    there.check_sound().map_err(|error| SyncError::came(name, CameFault::Unsound(error)))?;
    check_same_registry(name, here, there)?;
    let store = &here.store;
    let is_behind = store.goes_on(&there.commit, &here.commit)?
        && match accepted {
            Some(accepted) => store.goes_on(&accepted, &there.commit)?,
            None => true,
        };
    let (ours, theirs) = (log(here)?, log(there)?);
    check_same_history(name, ours, theirs)?;
    if is_behind {
        return Ok(true);
    }
    check_size(name, ours, theirs)?;
    let seen = Seen::of(&there.examined, world.now());
    if let Some(seen) = seen {
        let before = seen::recall(world, &seen.origin, seen.registry)?;
        let findings = before.judge(&there.examined, View::Head, None);
        if let Some(finding) = findings.into_iter().find(Finding::is_grave) {
            return Err(SyncError::came(name, CameFault::NotSeenBefore(finding)).into());
        }
    }
    Ok(false)
}

/// Whether one state goes on from another of the same registry: its log does, and what was announced is kept.
///
/// # Errors
/// Where it does not, or a log cannot be read; `name` is what people call the place that the other came from.
pub fn goes_on(name: &str, here: &Opened, there: &Opened) -> Result<(), Error> {
    check_same_registry(name, here, there)?;
    let (ours, theirs) = (log(here)?, log(there)?);
    check_same_history(name, ours, theirs)?;
    check_size(name, ours, theirs)?;
    check_announced(name, here, there)
}

fn check_same_registry(name: &str, here: &Opened, there: &Opened) -> Result<(), SyncError> {
    let id = |opened: &Opened| opened.examined.replayed.state.registry();
    if id(here) == id(there) {
        return Ok(());
    }
    Err(SyncError::came(name, CameFault::OtherRegistry))
}

fn log(opened: &Opened) -> Result<&Log, SyncError> {
    opened.examined.log.as_ref().ok_or(SyncError::LogUnread)
}

/// The shorter log must be the beginning of the longer one.
fn check_same_history(name: &str, ours: &Log, theirs: &Log) -> Result<(), SyncError> {
    let differ = ours.entries.iter().zip(&theirs.entries).position(|(left, right)| left != right);
    match differ {
        Some(at) => Err(SyncError::came(name, CameFault::OtherHistory(at))),
        None => Ok(()),
    }
}

fn check_size(name: &str, ours: &Log, theirs: &Log) -> Result<(), SyncError> {
    let (ours, theirs) = (ours.size(), theirs.size());
    if theirs >= ours {
        return Ok(());
    }
    Err(SyncError::came(name, CameFault::Fewer { theirs, ours }))
}

/// A head that was announced is the next one, or the remote took an announcement back.
fn check_announced(name: &str, here: &Opened, there: &Opened) -> Result<(), Error> {
    let Some(announced) = &here.examined.announced else { return Ok(()) };
    let theirs = log(there)?;
    let is_kept = if theirs.size() >= announced.size() {
        theirs.root_at(announced.size()) == Some(*announced.root())
    } else {
        there.examined.announced.as_ref() == Some(announced)
    };
    if is_kept {
        return Ok(());
    }
    Err(SyncError::came(name, CameFault::Unannounced(announced.size())).into())
}

/// What only this clone has must be what was made here, and nothing but records.
pub(super) fn check_own(
    here: &Opened,
    there: &Opened,
    own: &Own,
    accepted: Option<ObjectId>,
    (remote, branch): (&str, &str),
) -> Result<(), Error> {
    let Some(accepted) = accepted else { return check_files(here, None, (remote, branch)) };
    if accepted == there.commit
        && !here.store.has_before(&here.commit, &BTreeSet::from([accepted]))?
    {
        let (remote, branch) = (remote.to_owned(), branch.to_owned());
        return Err(SyncError::Rewritten { remote, branch, accepted }.into());
    }
    let changed = here.store.changes_since(Some(&accepted), &here.commit)?;
    // What the remote had, and has neither in its files nor in its log, it lost.
    if let Some(lost) = own.paths().find(|path| !changed.contains_key(*path)) {
        return Err(SyncError::came(remote, CameFault::Lost(lost.clone())).into());
    }
    check_files(here, Some(accepted), (remote, branch))
}

/// Files outside the registry are git's business, and no merge is made here.
fn check_files(
    here: &Opened,
    accepted: Option<ObjectId>,
    (remote, branch): (&str, &str),
) -> Result<(), Error> {
    let is_other = |path: &&String| !FOLDERS.iter().any(|folder| path.starts_with(folder));
    let other = match accepted {
        Some(accepted) => {
            here.store.changes_since(Some(&accepted), &here.commit)?.keys().find(is_other).cloned()
        }
        None => open::landed_commits(&here.store, here.commit)
            .iter()
            .flat_map(|(_, changes)| changes.keys())
            .find(is_other)
            .cloned(),
    };
    let Some(path) = other else { return Ok(()) };
    let (remote, branch) = (remote.to_owned(), branch.to_owned());
    Err(SyncError::ChangedMeanwhile { path, remote, branch }.into())
}
