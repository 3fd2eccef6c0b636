//! `countersign checkpoint show|sign`

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::acts;
use super::failure::{Failure, Stop};
use super::open::Opened;
use super::session::Session;
use super::signer::{self, Signer};
use crate::ledger::State;
use crate::locale::sentence;
use crate::log::Log;

/// Where this machine's log key is noted.
pub(crate) const LOG_KEY: &str = "countersign.log-key";

/// Show the signed head of the log, or sign it
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Print the newest checkpoint as it lies in the registry
    Show,
    /// Append what is pending to the log and sign the new checkpoint
    Sign,
}

#[derive(Serialize)]
struct Document {
    schema: &'static str,
    outcome: &'static str,
    size: u64,
    root: crate::digest::Hash,
    note: String,
    findings: [(); 0],
}

#[derive(Serialize)]
struct Logged {
    logged: usize,
}

impl Command {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        match self {
            Self::Show => show(session),
            Self::Sign => sign(session),
        }
    }
}

fn show(session: &mut Session) -> Result<u8, Failure> {
    let opened = Opened::sound(session)?;
    let log = opened
        .examined
        .log
        .as_ref()
        .ok_or_else(|| Failure::new(Stop::Unchecked, sentence("failure-log-unread", &[])))?;
    if session.json() {
        let document = Document {
            schema: "countersign.checkpoint/1",
            outcome: "done",
            size: log.size(),
            root: *log.checkpoint.root(),
            note: String::from_utf8_lossy(&log.note).into_owned(),
            findings: [],
        };
        session.answer_json(&document)?;
    } else {
        session.answer_bytes(&log.note.clone())?;
    }
    Ok(0)
}

fn sign(session: &mut Session) -> Result<u8, Failure> {
    let opened = Opened::sound(session)?;
    let waiting = opened.examined.pending.admitted.len();
    if waiting == 0 {
        let locale = session.locale();
        let next = super::prose::next(locale, "countersign verify");
        let prose = locale.say("checkpoint-nothing", &[]) + "\n" + &next;
        session.answer_done("countersign.checkpoint.sign/1", &Logged { logged: 0 }, &prose)?;
        return Ok(0);
    }
    if let Some(remote) = decides_elsewhere(&opened)? {
        let what = sentence("failure-decided-remote", &[("remote", remote.to_string().into())]);
        return Err(Failure::new(Stop::Refused, what)
            .why(sentence("failure-log-key-remote", &[]))
            .attempt(format!("countersign sync {remote}")));
    }
    let key = log_key(session, &opened)?.ok_or_else(|| {
        Failure::new(Stop::Signer, sentence("failure-no-log-key", &[]))
            .why(sentence("failure-no-log-key-why", &[]))
            .attempt(sentence("failure-try-log-key", &[("setting", LOG_KEY.to_string().into())]))
    })?;
    super::signed::check(session, &opened)?;
    let (mut put, mut remove) = (BTreeMap::new(), BTreeSet::new());
    acts::append(&opened, &opened.examined.pending.state, Vec::new(), &key, &mut put, &mut remove)?;
    let checkpoint = super::signed::of(&put).unwrap_or_default();
    let committed = acts::commit(session, &opened, put, remove, "log: append what was pending\n")?;
    acts::warn_left_alone(session, &committed)?;
    super::signed::keep(session, &opened, &checkpoint)?;
    opened.remember(session, &committed.id);
    let locale = session.locale();
    let said = locale.say("checkpoint-logged", &[("count", waiting.into())]);
    let prose = said + "\n" + &super::prose::next(locale, "countersign verify");
    session.answer_done("countersign.checkpoint.sign/1", &Logged { logged: waiting }, &prose)?;
    Ok(0)
}

/// The log key, where this machine holds it and no remote could still refuse what is written.
pub(crate) fn log_key_that_may_sign(
    session: &mut Session,
    opened: &Opened,
) -> Result<Option<Signer>, Failure> {
    if decides_elsewhere(opened)?.is_some() {
        return Ok(None);
    }
    log_key(session, opened)
}

/// The log key that this machine holds.
fn log_key(session: &mut Session, opened: &Opened) -> Result<Option<Signer>, Failure> {
    match log_key_file(session, opened, &opened.examined.pending.state)? {
        Some(path) => Signer::open(session, &path).map(Some),
        None => Ok(None),
    }
}

/// The file of the log key that this machine holds; `state` says which keys are the log's.
pub(crate) fn log_key_file(
    session: &Session,
    opened: &Opened,
    state: &State,
) -> Result<Option<PathBuf>, Failure> {
    let Some(path) = opened.store.get_config(LOG_KEY)? else { return Ok(None) };
    let path = PathBuf::from(path);
    if !session.path(&path).is_file() {
        return Ok(None);
    }
    let public = signer::public_of(session, &path)?;
    let root = state.root();
    let is_listed =
        root.is_some_and(|root| root.body.log_keys.iter().any(|key| key.key() == public.ed25519()));
    if !is_listed {
        return Err(Failure::new(
            Stop::Signer,
            sentence("failure-not-log-key", &[("file", path.display().to_string().into())]),
        )
        .why(sentence("failure-log-key-unlisted", &[]))
        .attempt(format!("git config --unset {LOG_KEY}")));
    }
    Ok(Some(path))
}

/// The remote whose branch decides what is signed next, where there is one.
fn decides_elsewhere(opened: &Opened) -> Result<Option<String>, Failure> {
    let remotes = opened.store.remotes()?;
    let is_announced = opened.examined.announced.is_some();
    let announced = || is_announced.then(|| "the remote that it was announced to".to_owned());
    let origin = remotes.iter().find(|name| *name == "origin").or(remotes.first());
    Ok(origin.cloned().or_else(announced))
}

/// Whether this machine holds the log's key, for `doctor`.
pub(crate) fn holds_log_key(session: &mut Session, opened: &Opened) -> bool {
    opened
        .store
        .get_config(LOG_KEY)
        .ok()
        .flatten()
        .is_some_and(|path| session.path(Path::new(&path)).is_file())
}

/// How many entries the log has.
pub(crate) fn log_size(opened: &Opened) -> u64 {
    opened.examined.log.as_ref().map_or(0, Log::size)
}
