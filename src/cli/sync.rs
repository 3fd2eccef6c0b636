//! `countersign sync`

use super::failure::{Failure, Stop};
use super::session::Session;
use super::told::told;
use crate::landing;
use countersign_core::escape;
use countersign_core::name::VersionId;
use countersign_core::record::Record;
use countersign_speech::locale::{Locale, Sentence, message};
use countersign_speech::{self as speech, FindingLine};
use countersign_workflow::error::SyncError;
use countersign_workflow::sync::{self, Done, Exchanged, Sync};
use countersign_workflow::{AskedVersion, Error};

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
    /// Run the hooks of a remote that is a folder on this computer; asked once for each set of them
    #[arg(long)]
    run_hooks: bool,
    /// Say the version here instead of typing it when asked
    #[arg(long, value_name = "ID@V", requires = "proposal")]
    confirm: Option<VersionId>,
}

/// What a sync did, for `--json`.
#[derive(serde::Serialize)]
struct Document<'a> {
    schema: &'static str,
    outcome: &'static str,
    remote: &'a str,
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
    /// Records that came and are dated ahead of this computer's clock.
    findings: Vec<FindingLine>,
}

/// Records that no longer fit, with the branch that keeps them.
#[derive(serde::Serialize)]
struct SetAside {
    what: Sentence,
    why: Sentence,
    branch: String,
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let mut sync = open(session, self.remote, self.run_hooks)?;
        session.message(&format!("asking {}", sync.name()))?;
        if let Some(asked) = self.proposal {
            exchange_draft(session, &mut sync, &asked, self.confirm.as_ref())?;
            return answer(session, &mut sync);
        }
        let exchanged = sync.exchange(session);
        landing::warn_left_alone(session, &sync.done().left_alone)?;
        if let Some(seen) = &sync.done().first_contact {
            super::verify::first_contact(session, seen)?;
        }
        exchanged?;
        answer(session, &mut sync)
    }
}

/// Makes ready to talk to a remote; asks where that runs programs in a folder on this computer.
fn open(session: &mut Session, remote: Option<String>, runs_hooks: bool) -> Result<Sync, Failure> {
    let subject = |record: &Record| told(record).english();
    match Sync::open(session, remote.clone(), subject, runs_hooks) {
        Err(Error::Sync(SyncError::Hooks { folder, names })) if session.may_ask() => {
            let question = message::failure_hooks(folder, names.join(", ")).say(session.locale());
            session.confirm_yes(&escape::terminal(&question).to_string(), "--run-hooks")?;
            Ok(Sync::open(session, remote, subject, true)?)
        }
        opened => Ok(opened?),
    }
}

/// Exchanges the draft of a version; `confirm` is what an option already said.
fn exchange_draft(
    session: &mut Session,
    sync: &mut Sync,
    asked: &AskedVersion,
    confirm: Option<&VersionId>,
) -> Result<(), Failure> {
    if let Exchanged::Unconfirmed(id) = sync.exchange_draft(session, asked, false)? {
        ask(session, &id, sync.name(), confirm)?;
        sync.exchange_draft(session, &AskedVersion::Exact(id), true)?;
    }
    Ok(())
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

fn answer(session: &mut Session, sync: &mut Sync) -> Result<u8, Failure> {
    let set_aside: Vec<SetAside> = sync.take_set_aside().into_iter().map(SetAside::of).collect();
    let done = sync.done();
    let now = session.now();
    let ahead = done.ahead.iter().map(|dated| speech::finding(&dated.clone().finding(now)));
    let findings: Vec<FindingLine> = ahead.collect();
    let is_whole = set_aside.is_empty();
    if session.json() {
        session.answer_json(&Document {
            schema: "countersign.sync/1",
            outcome: if is_whole { "done" } else { Stop::Refused.name() },
            remote: sync.remote(),
            received: done.received,
            sent: done.sent,
            logged: done.logged,
            waiting: done.waiting,
            size: done.size,
            set_aside,
            findings,
        })?;
    } else {
        let text = words(session.locale(), (done, &findings), &set_aside, sync.name());
        session.answer(&text)?;
    }
    Ok(if is_whole { 0 } else { Stop::Refused.exit_code() })
}

impl SetAside {
    fn of(one: sync::SetAside) -> Self {
        let Failure { what, why, .. } = one.why.into();
        Self { what: told(&one.record), why: why.unwrap_or(what), branch: one.branch }
    }
}

/// The answer, in words.
fn words(
    locale: Locale,
    (done, ahead): (&Done, &[FindingLine]),
    set_aside: &[SetAside],
    name: &str,
) -> String {
    let Done { received, sent, logged, waiting, .. } = done;
    let count = |number: usize| -> u64 { number as u64 };
    let mut lines = Vec::new();
    if *received > 0 {
        lines.push(message::sync_received(count(*received), name).say(locale));
    }
    if *sent > 0 {
        lines.push(message::sync_sent(count(*sent), name).say(locale));
    }
    if *logged > 0 {
        lines.push(message::sync_logged(count(*logged), done.size).say(locale));
    }
    if lines.is_empty() {
        lines.push(message::sync_nothing(name).say(locale));
    }
    if done.given_up {
        lines.push(message::sync_given_up(name).say(locale));
    }
    if *waiting > 0 {
        lines.push(message::sync_waiting(count(*waiting)).say(locale));
    }
    for one in ahead {
        let said = message::sync_ahead(one.path.as_str(), &one.message).say(locale);
        lines.push(escape::terminal(&said).to_string());
    }
    for one in set_aside {
        let said = message::sync_set_aside(&one.what, &one.why, one.branch.as_str()).say(locale);
        lines.push(escape::terminal(&said).to_string());
    }
    lines.push(message::sync_next().say(locale));
    lines.join("\n") + "\n"
}
