//! `countersign log`

use std::collections::HashMap;
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
use countersign_core::verify::pipeline::Judged;
use countersign_speech::locale::{Sentence, message};
use countersign_workflow::parts::Gathered;

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
        let tell = |judged: Judged<'_>| self.told(judged.records());
        let Gathered { opened, parts, .. } = Gathered::sound(session, |_| Ok(Vec::new()), &tell)?;
        let held = opened.examined.reading.records.iter().map(|read| &read.record);
        let mut told: HashMap<Hash, Sentence> = self.told(held).into_iter().collect();
        told.extend(parts.into_iter().flatten());
        let mut lines = Vec::new();
        let mut each = |at: u64, bytes: &[u8]| {
            let Ok(entry) = Entry::decode(bytes) else { return };
            lines.extend(self.line(&mut told, at, &entry));
        };
        opened.each_entry(&mut each)?;
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

    /// What those records say that are asked about, by hash.
    fn told<'r>(&self, records: impl Iterator<Item = &'r Record>) -> Vec<(Hash, Sentence)> {
        let is_asked = |record: &&Record| {
            let statement = record.version().map(|version| version.statement);
            self.id.is_none() || statement == self.id
        };
        records.filter(is_asked).map(|record| (record.hash(), told(record))).collect()
    }

    fn line(
        &self,
        told: &mut HashMap<Hash, Sentence>,
        at: u64,
        entry: &Entry,
    ) -> Option<EntryLine> {
        let is_all = self.id.is_none();
        let Entry::Record(entry) = entry else {
            let what = message::log_heads();
            return is_all.then_some(EntryLine { entry: at, kind: "heads", record: None, what });
        };
        let what = told.remove(&entry.record);
        let what = what.or_else(|| is_all.then(|| not_shown(entry.kind)))?;
        Some(EntryLine { entry: at, kind: entry.kind.name(), record: Some(entry.record), what })
    }
}
