//! `countersign import`

mod refusal;

use std::io::Read as _;
use std::path::PathBuf;

use serde::Serialize;

use super::failure::{Failure, Stop};
use super::landing;
use super::prose;
use super::session::Session;
use super::told::told;
use countersign_copy::extract::INSIDE_BYTES_MAX;
use countersign_core::digest::Hash;
use countersign_core::escape;
use countersign_core::name::Language;
use countersign_core::note::Note;
use countersign_core::record::endorsement::{Act, Capacity, Conditions};
use countersign_core::record::line::Line;
use countersign_core::record::{Body, Kind};
use countersign_speech::locale::{Locale, Sentence, message};
use countersign_speech::phrase;
use countersign_workflow::import::{
    self, Fate, Given, Item, Judged, Refusal, STANDARD_INPUT, Standing,
};
use countersign_workflow::open::Opened;
use countersign_workflow::witness;

/// Longest list that is printed line by line; of a longer one, only what needs somebody's attention is.
const LINES_MAX: usize = 20;

/// Take in what was signed elsewhere: answers to requests, revocations, changes of keys, confirmations, approvals
///
/// FILE is a reply, a signature file that ssh-keygen made, the mail that one came with, a mailbox (mbox or Maildir),
/// a packed folder (.zip), or a folder of all these; - is standard input.
/// Each mail and each loose file has its line; an answer is found in a mail's words and in what is attached or
/// forwarded with it. What is encrypted is opened in the mail program first.
/// Everything is checked before anything is written; what is good is taken in together, in one commit, and the rest
/// is refused by name, with a sentence to send back.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// A reply, a signature file, a mail, a mailbox, a packed folder, or a folder of them; - for standard input
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
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    terms: Option<Terms>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<Sentence>,
    /// What to tell the sender.
    #[serde(skip_serializing_if = "Option::is_none")]
    send_back: Option<String>,
    #[serde(rename = "try", skip_serializing_if = "Option::is_none")]
    attempt: Option<String>,
}

/// What an endorsement says besides yes.
#[derive(Debug, Serialize)]
struct Terms {
    capacity: Capacity,
    #[serde(skip_serializing_if = "Option::is_none")]
    conditions: Option<Conditions>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reservation: Option<Line>,
    /// The languages of the texts that it endorses.
    languages: Vec<Language>,
    /// The same for people, as far as it is not what everybody says.
    #[serde(skip)]
    words: Vec<String>,
}

impl Terms {
    fn of(judged: &Judged, opened: &Opened, item: &Item, locale: Locale) -> Option<Self> {
        let record = &item.signed.record;
        let Body::Endorsement(body) = record.body() else { return None };
        let version = record.version().and_then(|id| judged.version(opened, &id));
        (body.act == Act::Endorse).then(|| Self {
            capacity: body.capacity,
            conditions: body.conditions,
            reservation: body.reservation.clone(),
            languages: body.texts.keys().cloned().collect(),
            words: phrase::terms(body, version.map(|version| &*version.statement), locale),
        })
    }
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

impl From<Standing> for State {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::New => Self::New,
            Standing::Here => Self::Here,
            Standing::Waits => Self::Waits,
            Standing::Refused => Self::Refused,
        }
    }
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let opened = Opened::sound(session)?;
        let input = self.input(session)?;
        if let Some(note) = self.checkpoint(session, input.as_deref())? {
            return self.cosigned(session, &opened, &note);
        }
        let gathered = import::gather(session, &self.file, input)?;
        let judged = import::judge(session, &opened, gathered)?;
        let rows = rows(&judged, &opened, session.locale());
        let written = judged.has_new() && !self.dry_run;
        if written {
            for landed in judged.write(session, &opened)? {
                landing::say(session, &opened, &landed)?;
            }
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
            session.answer(&words(rows, written, session.verbose(), session.locale()))?;
        }
        Ok(if is_refused { Stop::Refused.exit_code() } else { 0 })
    }

    /// What comes through standard input, where that is one of the files.
    fn input(&self, session: &mut Session) -> Result<Option<Vec<u8>>, Failure> {
        if !self.file.iter().any(|file| file.as_os_str() == STANDARD_INPUT) {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        // One byte more tells that there is too much, which is then refused as in a file.
        let limit = INSIDE_BYTES_MAX as u64 + 1;
        (&mut session.environment.input).take(limit).read_to_end(&mut bytes)?;
        Ok(Some(bytes))
    }

    /// The one file, if it is a checkpoint that a witness sent back.
    fn checkpoint(&self, session: &Session, input: Option<&[u8]>) -> Result<Option<Note>, Failure> {
        let [only] = self.file.as_slice() else { return Ok(None) };
        if let Some(bytes) = input {
            return Ok(witness::checkpoint_in(bytes));
        }
        if session.path(only).is_dir() {
            return Ok(None);
        }
        let bytes = session.read_given(only, INSIDE_BYTES_MAX as u64, Stop::Unchecked)?;
        Ok(witness::checkpoint_in(&bytes))
    }

    fn cosigned(&self, session: &mut Session, opened: &Opened, note: &Note) -> Result<u8, Failure> {
        let lines = witness::lines_of(opened, note)?;
        let mut written = false;
        if !self.dry_run {
            let (added, _) = witness::add(session, opened, &lines)?;
            landing::warn_left_alone(session, &added.left_alone)?;
            written = added.written;
        }
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

/// One row for each file, in the order in which they were given.
fn rows(judged: &Judged, opened: &Opened, locale: Locale) -> Vec<Row> {
    let row = |Given { file, fate }: &Given| {
        let file = file.display().to_string();
        match fate {
            Fate::Passed(why) => {
                Row { why: Some(refusal::passed(*why)), ..Row::new(file, State::Passed) }
            }
            Fate::Unusable(refusal) => Row::new(file, State::Refused).refused(refusal, locale),
            Fate::Item(index) => match judged.items.get(*index) {
                Some(item) => Row {
                    terms: Terms::of(judged, opened, item, locale),
                    ..Row::of(file, item, locale)
                },
                None => Row::new(file, State::Passed),
            },
        }
    };
    judged.files.iter().map(row).collect()
}

impl Row {
    const fn new(file: String, state: State) -> Self {
        let (record, what, terms) = (None, None, None);
        let (why, send_back, attempt) = (None, None, None);
        Self { file, record, what, state, terms, why, send_back, attempt }
    }

    fn of(file: String, item: &Item, locale: Locale) -> Self {
        let record = &item.signed.record;
        let mut row = Self::new(file, item.standing().into());
        row.record = Some(record.hash());
        row.what = Some(told(record));
        if let Some(refusal) = &item.refusal {
            return row.refused(refusal, locale);
        }
        // A publication lands with the draft that it publishes.
        if let Some(id) = item.draft.as_ref().filter(|_| record.kind() == Kind::Publication)
            && row.state == State::Waits
        {
            row.attempt = Some(format!("countersign publish {id}"));
        }
        row
    }

    fn refused(mut self, refusal: &Refusal, locale: Locale) -> Self {
        self.why = Some(refusal::why(refusal));
        self.send_back = Some(refusal::send_back(refusal, locale));
        self.attempt = refusal::attempt(refusal);
        self
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
        if let Some(Terms { words, .. }) = self.terms.as_ref().filter(|one| !one.words.is_empty()) {
            text.push_str(&format!("  {}\n", escape::terminal(&words.join("; "))));
        }
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

/// What became of the files: each in a line, or of very many those that were not simply taken in.
fn words(rows: &[Row], written: bool, all: bool, locale: Locale) -> String {
    let mut text = String::new();
    let count = |state| rows.iter().filter(|row| row.state == state).count();
    let is_short = all || rows.len() <= LINES_MAX;
    for row in rows {
        let needs_somebody = matches!(row.state, State::Refused | State::Waits | State::Passed);
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
