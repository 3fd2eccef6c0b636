//! Exchanging a registry with a remote, and logging what the remote accepted.
//!
//! One round: fetch, verify what came, put own records on top of it, announce the next head, push; then, where the
//! remote accepted that, sign the head that was announced and push the append. Only what the remote has accepted
//! moves the branch here; whoever is overtaken begins again. Nothing is decided by git's ancestry but whether a push
//! goes on from what the remote has: what is the same history, and what is lost, the log says.

mod append;
mod hooks;
mod judge;
mod own;
mod proposal;
mod tip;

use std::rc::Rc;
use std::thread;
use std::time::Duration;

use super::error::SyncError;
use super::git::{Git, Pushed};
use super::open::{self, Opened};
use super::world::random_bytes;
use super::{Error, World, clock, commit, seen};
use countersign_core::record::Record;
use countersign_core::time::Timestamp;
use countersign_core::verify::Examined;
use countersign_core::verify::dated::Dated;
use countersign_core::verify::memory::Seen;
use countersign_git::store::{LeftAlone, ObjectId, Store, StoreError};

pub use judge::goes_on;
pub use proposal::Exchanged;

use own::Own;
use tip::Tip;

/// How often a round begins again because somebody else was faster.
const ROUNDS_MAX: u32 = 24;
/// Longest pause before the first of them; it doubles, up to [`DOUBLINGS_MAX`] times.
const PAUSE: Duration = Duration::from_millis(20);
const DOUBLINGS_MAX: u32 = 6;
/// How many records that are dated ahead are told.
const AHEAD_MAX: usize = 10;

/// What the commit is called that a record comes with.
pub type Subject = fn(&Record) -> String;

/// What a sync did.
#[derive(Debug, Default)]
pub struct Done {
    /// Records that came.
    pub received: usize,
    /// Records that were sent.
    pub sent: usize,
    /// Records that were logged here.
    pub logged: usize,
    /// Records that wait for a holder of the log key.
    pub waiting: usize,
    /// Entries of the log.
    pub size: u64,
    /// What the rules refused on top of what the remote has, and where it is kept.
    pub set_aside: Vec<SetAside>,
    /// Files of the work tree that did not follow, because somebody edited them.
    pub left_alone: Vec<LeftAlone>,
    /// Whether the remote's history was made again without something that is withheld, which is here still.
    pub given_up: bool,
    /// Records that came and are dated far ahead of this computer's clock, the furthest first.
    pub ahead: Vec<Dated>,
    /// The registry, where it was not seen before.
    pub first_contact: Option<Seen>,
}

/// Records that no longer fit.
#[derive(Debug)]
pub struct SetAside {
    /// The first of those that stand or fall together.
    pub record: Record,
    /// Why they do not fit.
    pub why: Error,
    /// The branch that keeps them.
    pub branch: String,
}

enum Round {
    Done,
    Again,
}

/// What the remote has, with what is to be sent.
struct Taken {
    tip: Tip,
    refused: Vec<own::Refused>,
    sent: usize,
}

impl Taken {
    /// What is here, of which so many records are sent.
    fn here(here: &Rc<Opened>, sent: usize) -> Self {
        Self { tip: Tip::of(Rc::clone(here)), refused: Vec::new(), sent }
    }
}

/// One remote, and what was done with it so far.
pub struct Sync {
    git: Git,
    remote: String,
    branch: String,
    subject: Subject,
    done: Done,
    /// Whether what is here has been sent, so that only others' records can be left to log.
    is_settled: bool,
}

impl Sync {
    /// Makes ready to talk to a remote: the one that was named, else the only one, else `origin`; `runs_hooks` is that
    /// somebody agrees to what runs in a folder on this computer.
    ///
    /// # Errors
    /// Where there is none, it may not be talked to, or the clone has not the whole history.
    pub fn open(
        world: &dyn World,
        remote: Option<String>,
        subject: Subject,
        runs_hooks: bool,
    ) -> Result<Self, Error> {
        let store = open::find(world)?;
        let branch = branch(&store)?;
        let remote = choose(&store, remote)?;
        let address = store.remote_address(&remote)?.unwrap_or_default();
        if store.is_shallow() {
            return Err(SyncError::Shallow { remote }.into());
        }
        let git = Git::open(world, &store, &address)?;
        hooks::check(world, &store, &address, runs_hooks)?;
        Ok(Self { git, remote, branch, subject, done: Done::default(), is_settled: false })
    }

    /// What people call the remote, without any password.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.git.name
    }

    /// What git calls it.
    #[must_use]
    pub fn remote(&self) -> &str {
        &self.remote
    }

    /// What was done so far, also where it then failed.
    #[must_use]
    pub fn done(&self) -> &Done {
        &self.done
    }

    /// What was set aside, for whoever tells of it.
    pub fn take_set_aside(&mut self) -> Vec<SetAside> {
        std::mem::take(&mut self.done.set_aside)
    }

    /// Exchanges what is public, and logs what waits where this machine holds the log key.
    ///
    /// # Errors
    /// Where what came cannot be followed, what is here not be sent, or somebody else is always faster.
    pub fn exchange(&mut self, world: &mut dyn World) -> Result<(), Error> {
        for number in 0..ROUNDS_MAX {
            if number > 0 {
                pause(world, number)?;
            }
            self.is_settled = false;
            if let Round::Done = self.round(world)? {
                return Ok(());
            }
        }
        if self.is_settled { Ok(()) } else { Err(self.overtaken()) }
    }

    fn overtaken(&self) -> Error {
        SyncError::Overtaken { name: self.git.name.clone() }.into()
    }
}

/// A record that one state has and the other has neither in its files nor in its log.
///
/// # Errors
/// Where a file cannot be read.
pub fn lost(here: &Opened, there: &Examined) -> Result<Option<String>, Error> {
    Ok(Own::of(here, there)?.paths().next().cloned())
}

/// Where a history with something that is withheld was given up for another, notes that it must not come back.
///
/// Says whether it was; a history that only goes on gives up nothing.
///
/// # Errors
/// Where a commit cannot be read, or nothing be written.
pub fn give_up(
    world: &mut dyn World,
    opened: &Opened,
    old: ObjectId,
    new: ObjectId,
) -> Result<bool, Error> {
    let store = &opened.store;
    if !opened.examined.pending.state.withholds() || store.goes_on(&old, &new)? {
        return Ok(false);
    }
    let salt = random_bytes(world)?;
    Ok(store.lock()?.note_given_up(&old, &new, salt)?)
}

/// Whoever was overtaken waits for a random time, so that two do not meet again and again.
fn pause(world: &mut dyn World, number: u32) -> Result<(), Error> {
    let [random] = random_bytes::<1>(world)?;
    let longest = PAUSE * 2_u32.pow((number - 1).min(DOUBLINGS_MAX));
    thread::sleep(longest * u32::from(random) / u32::from(u8::MAX));
    Ok(())
}

fn branch(store: &Store) -> Result<String, Error> {
    let branch = store.head_branch()?.filter(|branch| !branch.starts_with("proposals/"));
    branch.ok_or_else(|| SyncError::NoBranch.into())
}

/// The remote that was named, else the only one, else `origin`.
fn choose(store: &Store, named: Option<String>) -> Result<String, Error> {
    let remotes = store.remotes()?;
    let chosen = match (named, remotes.as_slice()) {
        (Some(named), remotes) => remotes.iter().find(|one| **one == named).cloned(),
        (None, [only]) => Some(only.clone()),
        (None, remotes) => remotes.iter().find(|one| *one == "origin").cloned(),
    };
    chosen.ok_or_else(|| SyncError::WhichRemote(remotes).into())
}

impl Sync {
    fn round(&mut self, world: &mut dyn World) -> Result<Round, Error> {
        let store = open::find(world)?;
        let head = open::head(&store)?;
        let here = Rc::new(Opened::at(store, head)?);
        here.check_sound()?;
        let accepted = match here.store.accepted(&self.remote, &self.branch)? {
            None => here.store.remote_branch(&self.remote, &self.branch)?,
            some => some,
        };
        let known: Vec<ObjectId> = accepted.into_iter().chain([head]).collect();
        let fetched = self.git.fetch(&self.branch, &known)?;
        self.check_gone(&here.store, &self.branch, fetched)?;
        let taken = match fetched {
            None => {
                judge::first_push(&here, accepted, &self.git.name)?;
                Taken::here(&here, here.examined.reading.records.len())
            }
            Some(commit) if commit == head => Taken::here(&here, 0),
            Some(commit) => self.take_in(world, &here, commit, accepted)?,
        };
        let Taken { mut tip, refused, sent } = taken;
        self.announce(world, &mut tip)?;
        let written = tip.write(world, &self.branch)?;
        if fetched != Some(written) && !self.push(fetched, written)? {
            return Ok(Round::Again);
        }
        self.done.sent += sent;
        if !self.settle(world, &here, written, refused)? {
            return Ok(Round::Again);
        }
        self.note_given_up(world, &tip, accepted, written)?;
        tip.commit = written;
        self.is_settled = true;
        self.sign(world, tip)
    }

    /// What came, verified, and what only this clone has put on top of it.
    fn take_in(
        &mut self,
        world: &mut dyn World,
        here: &Rc<Opened>,
        commit: ObjectId,
        accepted: Option<ObjectId>,
    ) -> Result<Taken, Error> {
        // What was verified when it was accepted, and is the beginning of what is here, need not be looked at again.
        let noted = here.store.accepted(&self.remote, &self.branch)?;
        if noted == Some(commit) && here.store.goes_on(&commit, &here.commit)? {
            let changed = here.store.changes_since(Some(&commit), &here.commit)?;
            let pending = here.examined.pending.admitted.iter();
            let own = pending
                .filter_map(|index| here.examined.reading.records.get(*index))
                .filter(|read| changed.contains_key(&read.path));
            return Ok(Taken::here(here, own.count()));
        }
        let there = Opened::at(open::find(world)?, commit)?;
        let is_behind = judge::came(world, &self.git.name, here, &there, accepted)?;
        let own = Own::of(here, &there.examined)?;
        let sent = own.count();
        if is_behind {
            return Ok(Taken::here(here, sent));
        }
        judge::check_own(here, &there, &own, accepted, (&self.remote, &self.branch))?;
        self.note_came(world.now(), &here.examined, &there.examined);
        let (tip, refused) = own.onto(world, there, self.subject)?;
        Ok(Taken { tip, sent: sent.saturating_sub(refused.len()), refused })
    }

    /// Counts the records that came, and notes those whose dates cannot be.
    fn note_came(&mut self, now: Timestamp, here: &Examined, there: &Examined) {
        let known = &here.reading.by_hash;
        for (hash, index) in &there.reading.by_hash {
            if known.contains_key(hash) {
                continue;
            }
            self.done.received += 1;
            let read = there.reading.records.get(*index);
            self.done.ahead.extend(read.and_then(|read| {
                let time = clock::ahead(now, &read.record)?;
                Some(Dated { time, path: read.path.clone() })
            }));
        }
        self.done.ahead.sort_by(|one, other| other.cmp(one));
        self.done.ahead.dedup();
        self.done.ahead.truncate(AHEAD_MAX);
    }

    /// What was taken out of the history here does not come back, and leaves no trace of having been sent.
    fn check_gone(
        &self,
        store: &Store,
        branch: &str,
        fetched: Option<ObjectId>,
    ) -> Result<(), Error> {
        let Some(there) = fetched else { return Ok(()) };
        if !store.brings_back(&there)? {
            return Ok(());
        }
        store.lock()?.forget(there)?;
        let (name, remote) = (self.git.name.clone(), self.remote.clone());
        Err(SyncError::Gone { name, remote, branch: branch.to_owned(), there }.into())
    }

    /// Where the remote gave up a history with something that is withheld, this clone gives it up too.
    fn note_given_up(
        &mut self,
        world: &mut dyn World,
        tip: &Tip,
        accepted: Option<ObjectId>,
        written: ObjectId,
    ) -> Result<(), Error> {
        let Some(accepted) = accepted else { return Ok(()) };
        self.done.given_up |= give_up(world, &tip.opened, accepted, written)?;
        Ok(())
    }

    fn push(&self, expected: Option<ObjectId>, new: ObjectId) -> Result<bool, Error> {
        match self.git.push(&self.branch, expected, new)? {
            Pushed::Accepted => Ok(true),
            Pushed::Moved => Ok(false),
            Pushed::Refused(said) => {
                Err(SyncError::Refused { name: self.git.name.clone(), said }.into())
            }
        }
    }

    /// The remote has it: now the branch moves here too. Where somebody wrote meanwhile, the round begins again.
    fn settle(
        &mut self,
        world: &mut dyn World,
        here: &Opened,
        commit: ObjectId,
        aside: Vec<own::Refused>,
    ) -> Result<bool, Error> {
        self.set_aside(world, here, aside)?;
        let has_followed = self.follow(world, &here.store, here.commit, commit)?;
        if !has_followed {
            // The next round looks at them again.
            self.done.set_aside.clear();
        }
        Ok(has_followed)
    }

    fn follow(
        &mut self,
        world: &mut dyn World,
        store: &Store,
        old: ObjectId,
        new: ObjectId,
    ) -> Result<bool, Error> {
        let lock = store.lock()?;
        if old != new {
            let note = ("sync", commit::author(), world.now().unix_seconds());
            match lock.move_to(&self.branch, Some(old), new, note) {
                Ok(committed) => self.done.left_alone.extend(committed.left_alone),
                Err(StoreError::Moved { .. }) => return Ok(false),
                Err(error) => return Err(error.into()),
            }
        }
        lock.note_accepted(&self.remote, &self.branch, new)?;
        Ok(true)
    }

    /// What the rules refuse on top of what the remote has is kept on a branch of its own, and told.
    fn set_aside(
        &mut self,
        world: &dyn World,
        here: &Opened,
        aside: Vec<own::Refused>,
    ) -> Result<(), Error> {
        if aside.is_empty() {
            return Ok(());
        }
        let id = here.commit.to_string();
        let branch = format!("set-aside/{}", id.get(..12).unwrap_or(&id));
        if here.store.branch(&branch)?.is_none() {
            let note = ("sync: set aside", commit::author(), world.now().unix_seconds());
            here.store.lock()?.move_to(&branch, None, here.commit, note)?;
        }
        self.done.set_aside.extend(
            aside.into_iter().map(|own::Refused { record, why }| SetAside {
                record,
                why,
                branch: branch.clone(),
            }),
        );
        Ok(())
    }

    /// Remembers what was seen, as whoever verifies does.
    fn remember(&mut self, world: &dyn World, opened: &Opened, tip: &Tip) -> Result<(), Error> {
        let Some(seen) = Seen::of(&opened.examined, world.now()) else { return Ok(()) };
        let seen = Seen { size: tip.size, root: tip.root, ..seen };
        let is_new = seen::recall(world, &seen.origin, seen.registry)?.own.is_none();
        // Where it cannot be remembered, everything else is as it is.
        let _ = seen::keep(world, &seen);
        if is_new {
            self.done.first_contact.get_or_insert(seen);
        }
        Ok(())
    }
}
