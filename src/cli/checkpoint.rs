//! `countersign checkpoint show|sign`

use serde::Serialize;

use super::failure::{Failure, Stop};
use super::landing;
use super::session::Session;
use countersign_speech::locale::message;
use countersign_workflow::checkpoint;
use countersign_workflow::open::Opened;

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
    root: countersign_core::digest::Hash,
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
    let opened = Opened::sound_keys(session)?;
    let log = opened
        .examined
        .log
        .as_ref()
        .ok_or_else(|| Failure::new(Stop::Unchecked, message::failure_log_unread()))?;
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
    let opened = Opened::sound_keys(session)?;
    let locale = session.locale();
    let next = super::prose::next(locale, "countersign verify");
    let (logged, said) = match checkpoint::sign(session, &opened)? {
        None => (0, message::checkpoint_nothing().say(locale)),
        Some(logged) => {
            landing::warn_left_alone(session, &logged.left_alone)?;
            (logged.count, message::checkpoint_logged(logged.count).say(locale))
        }
    };
    let prose = said + "\n" + &next;
    session.answer_done("countersign.checkpoint.sign/1", &Logged { logged }, &prose)?;
    Ok(0)
}
