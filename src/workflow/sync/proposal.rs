//! One draft, exchanged with a remote, and nothing else.
//!
//! What comes is a stranger's until it was read as strictly as everything else. Whoever sends is asked first:
//! an embargo is a branch that was not sent.

use std::collections::BTreeSet;

use super::{Subject, Sync};
use crate::draft::Draft;
use crate::error::{LandError, ProposalError, SyncError};
use crate::git::Pushed;
use crate::land::Signed;
use crate::open::{self, Opened};
use crate::{AskedVersion, Error, World, checkpoint, commit};
use countersign_core::layout;
use countersign_core::name::VersionId;
use countersign_core::verify::reading::{self, ReadRecord};
use countersign_git::store::{Change, ObjectId};

/// How often it begins again because somebody else was faster.
const ROUNDS_MAX: u32 = 8;

/// What became of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exchanged {
    /// Here and there have the same.
    Done,
    /// There is something to send of this version, which nobody has confirmed.
    Unconfirmed(VersionId),
}

/// What there is of a draft, here and there.
struct Found {
    opened: Opened,
    id: VersionId,
    branch: String,
    /// The commit here.
    here: Option<ObjectId>,
    /// The commit there.
    there: Option<ObjectId>,
    /// The commit that has what both have.
    both: ObjectId,
}

impl Sync {
    /// Exchanges the draft of a version, and nothing else; only what is confirmed is sent.
    ///
    /// # Errors
    /// Where there is no draft, it does not fit together, or the remote does not take it.
    pub fn exchange_draft(
        &mut self,
        world: &mut dyn World,
        asked: &AskedVersion,
        is_confirmed: bool,
    ) -> Result<Exchanged, Error> {
        for number in 0..ROUNDS_MAX {
            if number > 0 {
                super::pause(world, number)?;
            }
            let found = self.find_draft(world, asked)?;
            let Found { opened, id, branch, here, there, both } = found;
            if there != Some(both) {
                if !is_confirmed {
                    return Ok(Exchanged::Unconfirmed(id));
                }
                match self.git.push(&branch, there, both)? {
                    Pushed::Accepted => {}
                    Pushed::Moved => continue,
                    Pushed::Refused(said) => {
                        let name = self.git.name.clone();
                        return Err(ProposalError::Refused { name, said }.into());
                    }
                }
            }
            if here != Some(both) {
                let note = ("sync: a draft", commit::author(), world.now().unix_seconds());
                opened.store.lock()?.move_to(&branch, here, both, note)?;
            }
            self.done.size = checkpoint::log_size(&opened);
            return Ok(Exchanged::Done);
        }
        Err(self.overtaken())
    }

    fn find_draft(&mut self, world: &dyn World, asked: &AskedVersion) -> Result<Found, Error> {
        let store = open::find(world)?;
        let head = open::head(&store)?;
        let opened = Opened::at(store, head)?;
        opened.check_sound()?;
        let id = version(&opened, asked);
        if opened.examined.pending.state.version(&id).is_some() {
            return Err(ProposalError::Published(id).into());
        }
        let branch = layout::proposal_branch(&id);
        let here = opened.store.branch(&branch)?;
        let known: Vec<ObjectId> = here.into_iter().chain([head]).collect();
        let there = self.git.fetch(&branch, &known)?;
        self.check_gone(&opened.store, &branch, there)?;
        if let Some(here) = here
            && opened.store.brings_back(&here)?
        {
            return Err(SyncError::GoneInDraft { branch }.into());
        }
        let theirs = match there {
            Some(commit) => Some(came(world, &opened, &id, (&branch, commit), &self.git.name)?),
            None => None,
        };
        let ours = Draft::find(&opened, &id)?;
        self.done.received = news(theirs.as_ref(), ours.as_ref());
        self.done.sent = news(ours.as_ref(), theirs.as_ref());
        let both = match (&ours, &theirs) {
            (None, None) => {
                let name = self.git.name.clone();
                return Err(ProposalError::NoDraft { id, name }.into());
            }
            (Some(ours), None) => ours.commit,
            (None, Some(theirs)) => theirs.commit,
            (Some(ours), Some(theirs)) => self.put_together(world, &opened, ours, theirs)?,
        };
        Ok(Found { opened, id, branch, here, there, both })
    }

    /// The commit that has what both have.
    fn put_together(
        &self,
        world: &dyn World,
        opened: &Opened,
        ours: &Draft,
        theirs: &Draft,
    ) -> Result<ObjectId, Error> {
        let store = &opened.store;
        if store.goes_on(&theirs.commit, &ours.commit)? {
            return Ok(ours.commit);
        }
        if store.goes_on(&ours.commit, &theirs.commit)? {
            return Ok(theirs.commit);
        }
        if ours.statement.hash() != theirs.statement.hash() {
            let (id, branch) = (ours.id.clone(), ours.branch.clone());
            return Err(ProposalError::TwoDrafts { id, branch }.into());
        }
        let mut parent = theirs.commit;
        let mut known: BTreeSet<_> = theirs.acts.iter().map(|act| act.record.hash()).collect();
        for act in &ours.acts {
            if known.insert(act.record.hash()) {
                let add = Add { opened, theirs, subject: self.subject };
                parent = add.write(world, parent, act)?;
            }
        }
        Ok(parent)
    }
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
    world: &dyn World,
    opened: &Opened,
    id: &VersionId,
    (branch, commit): (&str, ObjectId),
    name: &str,
) -> Result<Draft, Error> {
    let snapshot = open::find(world)?.snapshot(&commit)?;
    let mut findings = reading::read(&snapshot).findings;
    if let Some(at) = findings.iter().position(|one| one.is_grave()) {
        let (name, finding) = (name.to_owned(), Box::new(findings.swap_remove(at)));
        return Err(ProposalError::NotTaken { name, finding }.into());
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

/// What is put on top of a draft that came.
struct Add<'a> {
    opened: &'a Opened,
    theirs: &'a Draft,
    subject: Subject,
}

impl Add<'_> {
    /// Writes one act on top, if the rules admit it there.
    fn write(
        &self,
        world: &dyn World,
        parent: ObjectId,
        act: &ReadRecord,
    ) -> Result<ObjectId, Error> {
        let Self { opened, theirs, subject } = self;
        let source =
            opened.store.snapshot(&opened.store.branch(&theirs.branch)?.unwrap_or(parent))?;
        let item = Signed::read(&source, act)?;
        let state = theirs
            .with(opened, &item, None)
            .map_err(|violation| LandError::refused(&item.record, violation))?;
        Ok(opened.store.lock()?.write(&Change {
            branch: theirs.branch.clone(),
            expected: None,
            base: Some(parent),
            parents: vec![parent],
            put: item.files(&state)?,
            remove: BTreeSet::new(),
            message: format!("{}\n", subject(&item.record)),
            author: commit::author(),
            unix_seconds: world.now().unix_seconds(),
        })?)
    }
}
