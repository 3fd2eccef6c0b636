//! `countersign sync`
//!
//! One round: fetch, verify what came, put own records on top of it, announce the next head, push; then, where the
//! remote accepted that, sign the head that was announced and push the append. Only what the remote has accepted
//! moves the branch here; whoever is overtaken begins again. Nothing is decided by git's ancestry but whether a push
//! goes on from what the remote has: what is the same history, and what is lost, the log says.

mod append;
pub(super) mod judge;
pub(super) mod own;
mod proposal;
mod tip;
mod words;

use std::rc::Rc;
use std::thread;
use std::time::Duration;

use super::failure::{Failure, Stop};
use super::git::{Git, Pushed};
use super::session::Session;
use crate::landing;
use countersign_core::name::VersionId;
use countersign_core::verify::memory::Seen;
use countersign_git::store::{ObjectId, Store};
use countersign_speech::locale::{Sentence, message};
use countersign_workflow::AskedVersion;
use countersign_workflow::commit;
use countersign_workflow::open::{self, Opened};
use countersign_workflow::seen;

use own::Own;
use tip::Tip;

/// How often a round begins again because somebody else was faster.
const ROUNDS_MAX: u32 = 24;
/// Longest pause before the first of them; it doubles, up to [`DOUBLINGS_MAX`] times.
const PAUSE: Duration = Duration::from_millis(20);
const DOUBLINGS_MAX: u32 = 6;

/// Exchange records with a remote, and log what it accepted
///
/// Fetches, verifies what came before anything here changes, sends what only this clone has, and, where this machine
/// holds the log key, appends what waits and signs the new head. Drafts stay here, but for one that --proposal names.
/// Exit codes: 0 done, 3 the remote's history is broken, rewound or another one, 8 refused, 10 try again.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// A remote of git's [default: the only one, or origin]
    #[arg(value_name = "REMOTE")]
    remote: Option<String>,
    /// Exchange the draft of this version, and nothing else; asks before it is sent
    #[arg(long, value_name = "ID[@V]")]
    proposal: Option<AskedVersion>,
    /// Say the version here instead of typing it when asked
    #[arg(long, value_name = "ID@V", requires = "proposal")]
    confirm: Option<VersionId>,
}

/// What a sync did.
#[derive(Debug, Default, serde::Serialize)]
struct Facts {
    remote: String,
    /// Records that came.
    received: usize,
    /// Records that were sent.
    sent: usize,
    /// Records that were logged here.
    logged: usize,
    /// Records that wait for a holder of the log key.
    waiting: usize,
    /// Entries of the log.
    size: u64,
    /// What the rules refused on top of what the remote has, and where it is kept.
    set_aside: Vec<SetAside>,
}

/// Records that no longer fit, with the branch that keeps them.
#[derive(Debug, Clone, serde::Serialize)]
struct SetAside {
    what: Sentence,
    why: Sentence,
    branch: String,
}

#[derive(serde::Serialize)]
struct Document<'a> {
    schema: &'static str,
    outcome: &'static str,
    #[serde(flatten)]
    facts: &'a Facts,
    findings: [(); 0],
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
struct Sync {
    git: Git,
    remote: String,
    branch: String,
    facts: Facts,
    /// Whether what is here has been sent, so that only others' records can be left to log.
    is_settled: bool,
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let store = open::find(session)?;
        let branch = branch(&store)?;
        let remote = remote(&store, self.remote)?;
        let address = store.remote_address(&remote)?.unwrap_or_default();
        if store.is_shallow() {
            return Err(Failure::new(Stop::Refused, message::failure_shallow())
                .why(message::failure_shallow_why())
                .attempt(format!("git fetch --unshallow {remote}")));
        }
        let git = Git::open(session, &store, &address)?;
        session.message(&format!("asking {}", git.name))?;
        let facts = Facts { remote: remote.clone(), ..Facts::default() };
        let mut sync = Sync { git, remote, branch, facts, is_settled: false };
        if let Some(asked) = self.proposal {
            return proposal::run(session, &mut sync, &asked, self.confirm.as_ref());
        }
        for number in 0..ROUNDS_MAX {
            if number > 0 {
                pause(session, number)?;
            }
            sync.is_settled = false;
            if let Round::Done = sync.round(session)? {
                return sync.answer(session);
            }
        }
        if sync.is_settled { sync.answer(session) } else { Err(busy(&sync.git.name)) }
    }
}

fn busy(name: &str) -> Failure {
    Failure::new(Stop::Busy, message::failure_moved_each(name))
        .why(message::failure_moved_each_why())
        .attempt(message::failure_again())
}

/// Whoever was overtaken waits for a random time, so that two do not meet again and again.
fn pause(session: &mut Session, number: u32) -> Result<(), Failure> {
    let [random]: [u8; 1] = session.environment.random_bytes()?;
    let longest = PAUSE * 2_u32.pow((number - 1).min(DOUBLINGS_MAX));
    thread::sleep(longest * u32::from(random) / u32::from(u8::MAX));
    Ok(())
}

fn branch(store: &Store) -> Result<String, Failure> {
    let branch = store.head_branch()?.filter(|branch| !branch.starts_with("proposals/"));
    branch.ok_or_else(|| {
        Failure::new(Stop::Refused, message::failure_no_branch_to_send())
            .why(message::failure_no_branch_to_send_why())
            .attempt("git switch main")
    })
}

/// The remote that was named, else the only one, else `origin`.
fn remote(store: &Store, named: Option<String>) -> Result<String, Failure> {
    let remotes = store.remotes()?;
    let chosen = match (named, remotes.as_slice()) {
        (Some(named), remotes) => remotes.iter().find(|one| **one == named).cloned(),
        (None, [only]) => Some(only.clone()),
        (None, remotes) => remotes.iter().find(|one| *one == "origin").cloned(),
    };
    chosen.ok_or_else(|| {
        let failure = Failure::new(Stop::Usage, message::failure_which_remote());
        match remotes.is_empty() {
            true => {
                failure.why(message::failure_no_remote()).attempt(message::failure_no_remote_try())
            }
            false => failure
                .why(message::failure_its_remotes(remotes.join(", ")))
                .attempt(format!("countersign sync {}", remotes.join(" or countersign sync "))),
        }
    })
}

impl Sync {
    fn round(&mut self, session: &mut Session) -> Result<Round, Failure> {
        let store = open::find(session)?;
        let head = open::head(&store)?;
        let here = Rc::new(Opened::at(store, head)?);
        here.check_sound()?;
        let accepted = match here.store.accepted(&self.remote, &self.branch)? {
            None => here.store.remote_branch(&self.remote, &self.branch)?,
            some => some,
        };
        let known: Vec<ObjectId> = accepted.into_iter().chain([head]).collect();
        let fetched = self.git.fetch(&self.branch, &known)?;
        let taken = match fetched {
            None => {
                judge::first_push(&here, accepted, &self.git.name)?;
                Taken::here(&here, here.examined.reading.records.len())
            }
            Some(commit) if commit == head => Taken::here(&here, 0),
            Some(commit) => self.take_in(session, &here, commit, accepted)?,
        };
        let Taken { mut tip, refused, sent } = taken;
        self.announce(session, &mut tip)?;
        let written = tip.write(session, &self.branch)?;
        if fetched != Some(written) && !self.push(fetched, written)? {
            return Ok(Round::Again);
        }
        self.facts.sent += sent;
        if !self.settle(session, &here, written, &refused)? {
            return Ok(Round::Again);
        }
        tip.commit = written;
        self.is_settled = true;
        self.sign(session, tip)
    }

    /// What came, verified, and what only this clone has put on top of it.
    fn take_in(
        &mut self,
        session: &mut Session,
        here: &Rc<Opened>,
        commit: ObjectId,
        accepted: Option<ObjectId>,
    ) -> Result<Taken, Failure> {
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
        let there = Opened::at(open::find(session)?, commit)?;
        let is_behind = judge::came(session, &self.git.name, here, &there, accepted)?;
        let own = Own::of(here, &there.examined)?;
        let sent = own.count();
        if is_behind {
            return Ok(Taken::here(here, sent));
        }
        judge::check_own(here, &there, &own, accepted, (&self.remote, &self.branch))?;
        let known = &here.examined.reading.by_hash;
        let came = there.examined.reading.by_hash.keys().filter(|hash| !known.contains_key(hash));
        self.facts.received += came.count();
        let (tip, refused) = own.onto(session, there)?;
        Ok(Taken { tip, sent: sent.saturating_sub(refused.len()), refused })
    }

    fn push(&self, expected: Option<ObjectId>, new: ObjectId) -> Result<bool, Failure> {
        match self.git.push(&self.branch, expected, new)? {
            Pushed::Accepted => Ok(true),
            Pushed::Moved => Ok(false),
            Pushed::Refused(why) => {
                Err(Failure::new(Stop::Refused, message::failure_remote_refused(&self.git.name))
                    .why(why)
                    .attempt("countersign verify, and whoever runs that server"))
            }
        }
    }

    /// The remote has it: now the branch moves here too. Where somebody wrote meanwhile, the round begins again.
    fn settle(
        &mut self,
        session: &mut Session,
        here: &Opened,
        commit: ObjectId,
        aside: &[own::Refused],
    ) -> Result<bool, Failure> {
        self.set_aside(session, here, aside)?;
        let has_followed = self.follow(session, &here.store, here.commit, commit)?;
        if !has_followed {
            // The next round looks at them again.
            self.facts.set_aside.clear();
        }
        Ok(has_followed)
    }

    fn follow(
        &self,
        session: &mut Session,
        store: &Store,
        old: ObjectId,
        new: ObjectId,
    ) -> Result<bool, Failure> {
        let lock = store.lock()?;
        if old != new {
            let note = ("sync", commit::author(), session.now().unix_seconds());
            match lock.move_to(&self.branch, Some(old), new, note) {
                Ok(committed) => landing::warn_left_alone(session, &committed.left_alone)?,
                Err(countersign_git::store::StoreError::Moved { .. }) => return Ok(false),
                Err(error) => return Err(error.into()),
            }
        }
        lock.note_accepted(&self.remote, &self.branch, new)?;
        Ok(true)
    }

    /// What the rules refuse on top of what the remote has is kept on a branch of its own, and told.
    fn set_aside(
        &mut self,
        session: &Session,
        here: &Opened,
        aside: &[own::Refused],
    ) -> Result<(), Failure> {
        if aside.is_empty() {
            return Ok(());
        }
        let id = here.commit.to_string();
        let branch = format!("set-aside/{}", id.get(..12).unwrap_or(&id));
        if here.store.branch(&branch)?.is_none() {
            let note = ("sync: set aside", commit::author(), session.now().unix_seconds());
            here.store.lock()?.move_to(&branch, None, here.commit, note)?;
        }
        let told = aside.iter().map(|one| SetAside {
            what: one.what.clone(),
            why: one.why.clone(),
            branch: branch.clone(),
        });
        self.facts.set_aside.extend(told);
        Ok(())
    }

    /// Remembers what was seen, as whoever verifies does.
    fn remember(&self, session: &mut Session, opened: &Opened, tip: &Tip) -> Result<(), Failure> {
        let Some(seen) = Seen::of(&opened.examined, session.now()) else { return Ok(()) };
        let seen = Seen { size: tip.size, root: tip.root, ..seen };
        if seen::recall(session, &seen.origin)?.is_none() {
            super::verify::first_contact(session, &seen)?;
        }
        // Where it cannot be remembered, everything else is as it is.
        let _ = seen::keep(session, &seen);
        Ok(())
    }

    fn answer(&self, session: &mut Session) -> Result<u8, Failure> {
        let text = words::done(session.locale(), &self.facts, &self.git.name);
        let is_whole = self.facts.set_aside.is_empty();
        if session.json() {
            let outcome = if is_whole { "done" } else { Stop::Refused.name() };
            let schema = "countersign.sync/1";
            session.answer_json(&Document { schema, outcome, facts: &self.facts, findings: [] })?;
        } else {
            session.answer(&text)?;
        }
        Ok(if is_whole { 0 } else { Stop::Refused.exit_code() })
    }
}
