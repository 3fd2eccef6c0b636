//! Whether what came may be followed: it verifies, it is the same registry, and it goes on from what was seen.

use std::collections::BTreeSet;

use super::own::Own;
use crate::failure::{Failure, Stop};
use crate::session::Session;
use countersign_core::layout;
use countersign_core::log::Log;
use countersign_core::verify::memory::{Looked, Seen};
use countersign_git::store::ObjectId;
use countersign_speech as speech;
use countersign_speech::locale::message;
use countersign_workflow::open::{self, Opened};
use countersign_workflow::seen;

/// What the format calls a registry; everything else in the repository is git's business.
const FOLDERS: [&str; 2] = ["keys/", "registry/"];

/// Where the remote has no such branch yet: nothing that is not public may go along.
pub(super) fn first_push(
    here: &Opened,
    accepted: Option<ObjectId>,
    name: &str,
) -> Result<(), Failure> {
    if accepted.is_some() {
        return Err(Failure::new(Stop::Broken, message::failure_lost_branch(name, here.branch()?))
            .why(message::failure_lost_branch_why())
            .attempt(message::failure_ask_server()));
    }
    let drafts = here.store.other_branches("proposals/")?.into_values();
    let drafts: BTreeSet<ObjectId> = drafts.collect();
    if here.store.has_before(&here.commit, &drafts)? {
        return Err(Failure::new(Stop::Refused, message::failure_draft_merged())
            .why(message::failure_draft_merged_why())
            .attempt(message::failure_draft_merged_try()));
    }
    Ok(())
}

/// Judges what came, and says whether it is only behind: then what is here goes on from it.
pub(super) fn came(
    session: &Session,
    name: &str,
    here: &Opened,
    there: &Opened,
    accepted: Option<ObjectId>,
) -> Result<bool, Failure> {
    there.check_sound().map_err(|error| Failure {
        what: message::failure_theirs_not_sound(name),
        attempt: Some(message::failure_ask_maintainer()),
        ..error.into()
    })?;
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
    if theirs.size() < ours.size() {
        return Err(rewound(name).why(message::failure_fewer_entries(theirs.size(), ours.size())));
    }
    let seen = Seen::of(&there.examined, session.now());
    if let Some(seen) = seen
        && let Some(before) = seen::recall(session, &seen.origin)?
        && let Some(finding) = before.judge(&there.examined, Looked::Head)
    {
        return Err(rewound(name).why(speech::finding(&finding).message));
    }
    Ok(false)
}

/// Whether one state goes on from another of the same registry: its log does, and what was announced is kept.
pub(crate) fn goes_on(name: &str, here: &Opened, there: &Opened) -> Result<(), Failure> {
    check_same_registry(name, here, there)?;
    let (ours, theirs) = (log(here)?, log(there)?);
    check_same_history(name, ours, theirs)?;
    if theirs.size() < ours.size() {
        return Err(rewound(name).why(message::failure_fewer_entries(theirs.size(), ours.size())));
    }
    check_announced(name, here, there)
}

fn check_same_registry(name: &str, here: &Opened, there: &Opened) -> Result<(), Failure> {
    let id = |opened: &Opened| opened.examined.replayed.state.registry();
    if id(here) == id(there) {
        return Ok(());
    }
    Err(Failure::new(Stop::Broken, message::failure_another_registry(name))
        .why(message::failure_another_registry_why())
        .attempt(message::failure_another_registry_try()))
}

fn rewound(name: &str) -> Failure {
    Failure::new(Stop::Broken, message::failure_was_rewound(name))
        .attempt(message::failure_was_rewound_try())
}

fn log(opened: &Opened) -> Result<&Log, Failure> {
    let log = opened.examined.log.as_ref();
    log.ok_or_else(|| Failure::new(Stop::Unchecked, message::failure_log_unread()))
}

/// The shorter log must be the beginning of the longer one.
fn check_same_history(name: &str, ours: &Log, theirs: &Log) -> Result<(), Failure> {
    let differ = ours.entries.iter().zip(&theirs.entries).position(|(left, right)| left != right);
    let Some(at) = differ else { return Ok(()) };
    Err(Failure::new(Stop::Broken, message::failure_another_history(name))
        .why(message::failure_another_history_why(at))
        .attempt("countersign compare, with another clone; one of you was shown a forged history"))
}

/// A head that was announced is the next one, or the remote took an announcement back.
fn check_announced(name: &str, here: &Opened, there: &Opened) -> Result<(), Failure> {
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
    Err(rewound(name).why(message::failure_unannounced(announced.size())))
}

/// What only this clone has must be what was made here, and nothing but records.
pub(super) fn check_own(
    here: &Opened,
    there: &Opened,
    own: &Own,
    accepted: Option<ObjectId>,
    (remote, branch): (&str, &str),
) -> Result<(), Failure> {
    let Some(accepted) = accepted else { return check_files(here, None, (remote, branch)) };
    if accepted == there.commit
        && !here.store.has_before(&here.commit, &BTreeSet::from([accepted]))?
    {
        return Err(Failure::new(Stop::Refused, message::failure_rewritten())
            .why(message::failure_rewritten_why(remote))
            .attempt(format!(
                "git push --force-with-lease={branch}:{accepted} {remote} {branch}"
            )));
    }
    let changed = here.store.changes_since(Some(&accepted), &here.commit)?;
    // What the remote had, and has neither in its files nor in its log, it lost.
    if let Some(lost) = own.paths().find(|path| !changed.contains_key(*path)) {
        return Err(rewound(remote).why(message::failure_lost_file(lost)));
    }
    check_files(here, Some(accepted), (remote, branch))
}

/// Files outside the registry are git's business, and no merge is made here.
fn check_files(
    here: &Opened,
    accepted: Option<ObjectId>,
    (remote, branch): (&str, &str),
) -> Result<(), Failure> {
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
    Err(Failure::new(Stop::Refused, message::failure_changed_meanwhile(&path, remote))
        .why(message::failure_changed_meanwhile_why(
            layout::LOG.split('/').next().unwrap_or_default(),
            "keys",
        ))
        .attempt(message::failure_changed_meanwhile_try(remote, branch)))
}
