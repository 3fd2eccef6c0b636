//! `countersign log`

use std::fmt::Write as _;

use serde::Serialize;

use super::failure::{self, Failure};
use super::prose;
use super::session::Session;
use super::told::{not_shown, told};
use countersign_core::digest::Hash;
use countersign_core::escape;
use countersign_core::name::StatementId;
use countersign_core::record::Record;
use countersign_core::record::entry::Entry;
use countersign_speech::locale::{Sentence, message};
use countersign_workflow::open::Opened;

/// List the log's entries: what was said, in the order that decides
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Only what concerns this statement
    id: Option<StatementId>,
}

#[derive(Serialize)]
struct Document {
    schema: &'static str,
    outcome: &'static str,
    size: u64,
    entries: Vec<EntryLine>,
    findings: [(); 0],
}

#[derive(Serialize)]
struct EntryLine {
    entry: u64,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<Hash>,
    what: Sentence,
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let opened = Opened::sound(session)?;
        let mut lines = Vec::new();
        let entries = opened.examined.log.iter().flat_map(|log| &log.entries);
        for (at, bytes) in (0_u64..).zip(entries) {
            let Ok(entry) = Entry::decode(bytes) else { continue };
            lines.extend(self.line(&opened, at, &entry));
        }
        if let (Some(id), true) = (&self.id, lines.is_empty()) {
            return Err(failure::no_version(id.as_str()));
        }
        if session.json() {
            let size = countersign_workflow::checkpoint::log_size(&opened);
            session.answer_json(&Document {
                schema: "countersign.log/1",
                outcome: "done",
                size,
                entries: lines,
                findings: [],
            })?;
            return Ok(0);
        }
        let (mut text, locale) = (String::new(), session.locale());
        for line in &lines {
            let hash = line.record.map_or_else(|| " ".repeat(8), |hash| hash.short());
            let what = line.what.say(locale);
            let _ = writeln!(text, "{:>6}  {hash}  {}", line.entry, escape::terminal(&what));
        }
        let waiting = opened.examined.pending.admitted.len();
        if waiting > 0 {
            let _ = writeln!(text, "{}", message::log_waiting(waiting).say(locale));
        }
        text.push_str(&prose::next(locale, "countersign verify"));
        session.answer(&text)?;
        Ok(0)
    }

    fn line(&self, opened: &Opened, at: u64, entry: &Entry) -> Option<EntryLine> {
        let Entry::Record(entry) = entry else {
            let line =
                EntryLine { entry: at, kind: "heads", record: None, what: message::log_heads() };
            return self.id.is_none().then_some(line);
        };
        let reading = &opened.examined.reading;
        let read = reading.by_hash.get(&entry.record).and_then(|index| reading.records.get(*index));
        let record = read.map(|read| &read.record);
        if let Some(id) = &self.id
            && record.and_then(Record::version).map(|version| version.statement).as_ref()
                != Some(id)
        {
            return None;
        }
        let what = record.map_or_else(|| not_shown(entry.kind), told);
        Some(EntryLine { entry: at, kind: entry.kind.name(), record: Some(entry.record), what })
    }
}
