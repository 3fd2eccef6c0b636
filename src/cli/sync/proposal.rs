//! `countersign sync --proposal ID`: one draft, exchanged with a remote, and nothing else.
//!
//! What comes is a stranger's until it was read as strictly as everything else. What leaves is asked about first:
//! an embargo is a branch that was not sent.

use std::collections::BTreeSet;

use super::Sync;
use crate::failure::{self, Failure, Stop};
use crate::git::Pushed;
use crate::session::Session;
use crate::told::told;
use countersign_core::layout;
use countersign_core::name::VersionId;
use countersign_core::record::Record;
use countersign_core::verify::reading::{self, ReadRecord};
use countersign_core::verify::report::Severity;
use countersign_git::store::{Change, ObjectId};
use countersign_speech as speech;
use countersign_speech::locale::message;
use countersign_workflow::AskedVersion;
use countersign_workflow::commit;
use countersign_workflow::draft::Draft;
use countersign_workflow::land::Signed;
use countersign_workflow::open::{self, Opened};

/// How often it begins again because somebody else was faster.
const ROUNDS_MAX: u32 = 8;

/// Exchanges the draft of a version; `confirm` is what an option already said.
pub(super) fn run(
    session: &mut Session,
    sync: &mut Sync,
    asked: &AskedVersion,
    confirm: Option<&VersionId>,
) -> Result<u8, Failure> {
    let mut is_confirmed = false;
    for number in 0..ROUNDS_MAX {
        if number > 0 {
            super::pause(session, number)?;
        }
        let store = open::find(session)?;
        let head = open::head(&store)?;
        let opened = Opened::at(store, head)?;
        opened.check_sound()?;
        let id = version(&opened, asked);
        if opened.examined.pending.state.version(&id).is_some() {
            return Err(Failure::new(Stop::Refused, message::failure_is_published(&id))
                .why(message::failure_is_published_why())
                .attempt("countersign sync"));
        }
        let branch = layout::proposal_branch(&id);
        let here = opened.store.branch(&branch)?;
        let known: Vec<ObjectId> = here.into_iter().chain([head]).collect();
        let there = sync.git.fetch(&branch, &known)?;
        let theirs = match there {
            Some(commit) => Some(came(session, &opened, &id, (&branch, commit), &sync.git.name)?),
            None => None,
        };
        let ours = Draft::find(&opened, &id)?;
        sync.facts.received = news(theirs.as_ref(), ours.as_ref());
        sync.facts.sent = news(ours.as_ref(), theirs.as_ref());
        let new = match (&ours, &theirs) {
            (None, None) => {
                return Err(no_draft(&id, &sync.git.name));
            }
            (Some(ours), None) => ours.commit,
            (None, Some(theirs)) => theirs.commit,
            (Some(ours), Some(theirs)) => put_together(session, &opened, ours, theirs)?,
        };
        if there != Some(new) {
            if !is_confirmed {
                ask(session, &id, &sync.git.name, confirm)?;
                is_confirmed = true;
            }
            match sync.git.push(&branch, there, new)? {
                Pushed::Accepted => {}
                Pushed::Moved => continue,
                Pushed::Refused(why) => {
                    let what = message::failure_draft_refused(&sync.git.name);
                    return Err(Failure::new(Stop::Refused, what)
                        .why(why)
                        .attempt(message::failure_whoever_runs()));
                }
            }
        }
        if here != Some(new) {
            let note = ("sync: a draft", commit::author(), session.now().unix_seconds());
            opened.store.lock()?.move_to(&branch, here, new, note)?;
        }
        sync.facts.size = opened.examined.log.as_ref().map_or(0, countersign_core::log::Log::size);
        return sync.answer(session);
    }
    Err(super::busy(&sync.git.name))
}

fn no_draft(id: &VersionId, name: &str) -> Failure {
    let what = message::failure_no_draft(id);
    Failure::new(Stop::Unknown, what)
        .why(message::failure_neither_here(name))
        .attempt(format!("countersign propose {}", id.statement))
}

fn version(opened: &Opened, asked: &AskedVersion) -> VersionId {
    match asked {
        AskedVersion::Exact(id) => id.clone(),
        AskedVersion::Current(statement) => {
            let current = opened.examined.pending.state.current(statement);
            statement.at(current.map_or(1, |current| current.statement.version + 1))
        }
    }
}

/// A draft that came: nothing in it may be broken, and its text and acts are judged on top of what is published here.
fn came(
    session: &Session,
    opened: &Opened,
    id: &VersionId,
    (branch, commit): (&str, ObjectId),
    name: &str,
) -> Result<Draft, Failure> {
    let snapshot = open::find(session)?.snapshot(&commit)?;
    let findings = reading::read(&snapshot).findings;
    if let Some(finding) = findings.iter().find(|one| one.is_grave()) {
        let stop =
            if finding.severity == Severity::Broken { Stop::Broken } else { Stop::Unchecked };
        let what = message::failure_draft_not_taken(name);
        return Err(Failure::new(stop, what)
            .why(speech::finding(finding).told())
            .attempt(message::failure_ask_draft_sender()));
    }
    let draft = Draft::read(opened, id, branch.to_owned(), commit)?;
    draft.words()?;
    Ok(draft)
}

/// How many records of one draft the other has not.
fn news(one: Option<&Draft>, other: Option<&Draft>) -> usize {
    let records = |draft: Option<&Draft>| -> BTreeSet<_> {
        let acts = draft.into_iter().flat_map(|draft| &draft.acts);
        let statement = draft.into_iter().map(|draft| draft.statement.hash());
        acts.map(|act| act.record.hash()).chain(statement).collect()
    };
    records(one).difference(&records(other)).count()
}

/// The commit that has what both have.
fn put_together(
    session: &Session,
    opened: &Opened,
    ours: &Draft,
    theirs: &Draft,
) -> Result<ObjectId, Failure> {
    let store = &opened.store;
    if store.goes_on(&theirs.commit, &ours.commit)? {
        return Ok(ours.commit);
    }
    if store.goes_on(&ours.commit, &theirs.commit)? {
        return Ok(theirs.commit);
    }
    let id = &ours.id;
    if ours.statement.hash() != theirs.statement.hash() {
        return Err(Failure::new(Stop::Refused, message::failure_two_drafts(id))
            .why(message::failure_two_drafts_why())
            .attempt(format!(
                "agree which it is; then, where it is not the one here: git branch -m {} set-aside/{}-v{}",
                ours.branch, id.statement.as_str().replace('/', "-"), id.version
            )));
    }
    let mut parent = theirs.commit;
    let mut known: BTreeSet<_> = theirs.acts.iter().map(|act| act.record.hash()).collect();
    for act in &ours.acts {
        if known.insert(act.record.hash()) {
            parent = add(session, opened, theirs, parent, act)?;
        }
    }
    Ok(parent)
}

/// One act on top of the draft that came, if the rules admit it there.
fn add(
    session: &Session,
    opened: &Opened,
    theirs: &Draft,
    parent: ObjectId,
    act: &ReadRecord,
) -> Result<ObjectId, Failure> {
    let source = opened.store.snapshot(&opened.store.branch(&theirs.branch)?.unwrap_or(parent))?;
    let item = Signed::read(&source, act)?;
    let refused = |record: &Record, refusal: &countersign_core::ledger::Violation| {
        failure::refused(told(record), refusal)
    };
    let state =
        theirs.with(opened, &item, None).map_err(|refusal| refused(&item.record, &refusal))?;
    Ok(opened.store.lock()?.write(&Change {
        branch: theirs.branch.clone(),
        expected: None,
        base: Some(parent),
        parents: vec![parent],
        put: item.files(&state)?,
        remove: BTreeSet::new(),
        message: format!("{}\n", told(&item.record).english()),
        author: commit::author(),
        unix_seconds: session.now().unix_seconds(),
    })?)
}

/// Nothing can be taken back once it is there.
fn ask(
    session: &mut Session,
    id: &VersionId,
    name: &str,
    confirm: Option<&VersionId>,
) -> Result<(), Failure> {
    let question = message::sync_embargo(id, name).say(session.locale());
    session.must_see(&question)?;
    let given = confirm.map(ToString::to_string);
    session.confirm_typed(
        &message::sync_ask_send().say(session.locale()),
        &id.to_string(),
        given.as_deref(),
        "--confirm",
    )
}
