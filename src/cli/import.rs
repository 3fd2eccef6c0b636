//! `countersign import`

mod apply;
mod gather;
mod judge;
mod refusal;

use std::path::PathBuf;

use serde::Serialize;

use super::failure::{Failure, Stop};
use super::prose;
use super::session::Session;
use super::told::told;
use super::witness;
use countersign_core::digest::Hash;
use countersign_core::escape;
use countersign_core::note::Note;
use countersign_speech::locale::{Locale, Sentence, message};
use countersign_workflow::open::Opened;

use judge::Judged;
use refusal::Refusal;

/// Longest list that is printed line by line; of a longer one, only what needs somebody's attention is.
const LINES_MAX: usize = 20;

/// Take in what was signed elsewhere: answers to requests, revocations, changes of keys, confirmations, approvals
///
/// FILE is a reply, a signature file that ssh-keygen made, or a folder of them.
/// Everything is checked before anything is written; what is good is taken in together, in one commit, and the rest
/// is refused by name, with a sentence to send back.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// A reply, a signature file, or a folder of them
    #[arg(required = true)]
    file: Vec<PathBuf>,
    /// Say what would happen, and write nothing
    #[arg(long)]
    dry_run: bool,
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    outcome: &'static str,
    written: bool,
    files: &'a [Row],
    findings: [(); 0],
}

/// What became of one file.
#[derive(Debug, Serialize)]
struct Row {
    file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<Hash>,
    #[serde(skip_serializing_if = "Option::is_none")]
    what: Option<Sentence>,
    state: State,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<Sentence>,
    /// What to tell the sender.
    #[serde(skip_serializing_if = "Option::is_none")]
    send_back: Option<String>,
    #[serde(rename = "try", skip_serializing_if = "Option::is_none")]
    attempt: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum State {
    /// It goes in.
    New,
    /// It is in already.
    Here,
    /// It is kept until more people have signed.
    Waits,
    /// It cannot be taken in.
    Refused,
    /// It is no answer, and was not meant to be one.
    Passed,
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let opened = Opened::sound(session)?;
        if let Some(note) = self.checkpoint(session)? {
            return self.cosigned(session, &opened, &note);
        }
        let gathered = gather::gather(session, &self.file)?;
        let judged = judge::judge(session, &opened, gathered)?;
        let rows = judged.rows(session.locale());
        let has_new = rows.iter().any(|row| matches!(row.state, State::New | State::Waits));
        let written = has_new && !self.dry_run;
        if written {
            apply::write(session, &opened, judged)?;
        }
        self.answer(session, &rows, written)
    }

    fn answer(&self, session: &mut Session, rows: &[Row], written: bool) -> Result<u8, Failure> {
        let is_refused = rows.iter().any(|row| row.state == State::Refused);
        if session.json() {
            session.answer_json(&Document {
                schema: "countersign.import/1",
                outcome: if is_refused { "refused" } else { "done" },
                written,
                files: rows,
                findings: [],
            })?;
        } else {
            session.answer(&words(rows, written, session.locale()))?;
        }
        Ok(if is_refused { Stop::Refused.exit_code() } else { 0 })
    }

    /// The one file, if it is a checkpoint that a witness sent back.
    fn checkpoint(&self, session: &Session) -> Result<Option<Note>, Failure> {
        let [only] = self.file.as_slice() else { return Ok(None) };
        if session.path(only).is_dir() {
            return Ok(None);
        }
        let bytes = session.read_given(only, gather::FILE_BYTES_MAX, Stop::Unchecked)?;
        Ok(witness::is_checkpoint(&bytes))
    }

    fn cosigned(&self, session: &mut Session, opened: &Opened, note: &Note) -> Result<u8, Failure> {
        let lines = witness::lines_of(opened, note)?;
        let written = !self.dry_run && witness::add(session, opened, &lines)?.written;
        let locale = session.locale();
        let said = message::request_import_lines(lines.len()).say(locale);
        let state = if written {
            message::request_import_new().say(locale)
        } else {
            message::request_import_nothing().say(locale)
        };
        let text = format!("{said}: {state}\n{}", prose::next(locale, "countersign verify"));
        if session.json() {
            return self.answer(session, &[], written);
        }
        session.answer(&text)?;
        Ok(0)
    }
}

impl Judged {
    /// One row for each file, in the order in which they were given.
    fn rows(&self, locale: Locale) -> Vec<Row> {
        let row = |(file, fate): (&String, &judge::Fate)| {
            let mut row = Row {
                file: file.clone(),
                record: None,
                what: None,
                state: State::Passed,
                why: None,
                send_back: None,
                attempt: None,
            };
            match fate {
                judge::Fate::Passed(why) => row.why = Some(why.clone()),
                judge::Fate::Unusable(refusal) => row.refuse(refusal, locale),
                judge::Fate::Item(index) => {
                    let Some(item) = self.items.get(*index) else { return row };
                    row.record = Some(item.signed.record.hash());
                    row.what = Some(told(&item.signed.record));
                    row.state = item.state();
                    row.attempt.clone_from(&item.next);
                    if let Some(refusal) = &item.refusal {
                        row.refuse(refusal, locale);
                    }
                }
            }
            row
        };
        self.files.iter().map(|(file, fate)| row((file, fate))).collect()
    }
}

impl Row {
    fn refuse(&mut self, refusal: &Refusal, locale: Locale) {
        self.state = State::Refused;
        self.why = Some(refusal.why.clone());
        self.send_back = Some(refusal.sentence(locale));
        self.attempt.clone_from(&refusal.attempt);
    }

    fn lines(&self, written: bool, locale: Locale) -> String {
        let file = escape::terminal(&self.file);
        let said = |sentence: &Sentence| escape::terminal(&sentence.say(locale)).to_string();
        let what = self.what.as_ref().map(|what| format!("{}: ", said(what)));
        let why = self.why.as_ref().map(said).unwrap_or_default();
        let state = match self.state {
            State::Here => message::request_import_here().say(locale),
            State::Waits => message::request_import_waits().say(locale),
            State::New if written => message::request_import_new().say(locale),
            State::New => message::request_import_would().say(locale),
            State::Refused => message::request_import_refused(why).say(locale),
            State::Passed => message::request_import_passed(why).say(locale),
        };
        let mut text = format!("{file}: {}{state}\n", what.unwrap_or_default());
        if let Some(sentence) = &self.send_back {
            let sentence = escape::terminal(sentence).to_string();
            let line = message::request_import_back(sentence).say(locale);
            text.push_str(&format!("  {line}\n"));
        }
        if let Some(attempt) = &self.attempt {
            let attempt = escape::terminal(attempt).to_string();
            let line = message::failure_try(attempt).say(locale);
            text.push_str(&format!("  {line}\n"));
        }
        text
    }
}

/// What became of the files: each in a line, or of very many those that need somebody.
fn words(rows: &[Row], written: bool, locale: Locale) -> String {
    let mut text = String::new();
    let count = |state| rows.iter().filter(|row| row.state == state).count();
    let is_short = rows.len() <= LINES_MAX;
    for row in rows {
        let needs_somebody = matches!(row.state, State::Refused | State::Waits);
        if is_short || needs_somebody {
            text.push_str(&row.lines(written, locale));
        }
    }
    if !is_short {
        text.push_str(
            &message::request_import_sum(
                count(State::New),
                count(State::Here),
                count(State::Waits),
                count(State::Refused),
                count(State::Passed),
            )
            .say(locale),
        );
        text.push('\n');
    }
    if rows.is_empty() {
        text.push_str(&message::request_import_empty().say(locale));
        text.push('\n');
    }
    if !written {
        text.push_str(&message::request_import_nothing().say(locale));
        text.push('\n');
    }
    text + &prose::next(locale, "countersign status")
}
