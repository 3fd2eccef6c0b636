//! `countersign log`

use std::fmt::Write as _;

use serde::Serialize;

use super::failure::Failure;
use super::open::Opened;
use super::session::Session;
use crate::digest::Hash;
use crate::name::StatementId;
use crate::record::endorsement::Act;
use crate::record::entry::Entry;
use crate::record::{Body, Record};

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
    what: String,
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
            return Err(super::open::no_version(id.as_str()));
        }
        if session.json() {
            let size = super::checkpoint::log_size(&opened);
            session.answer_json(&Document {
                schema: "countersign.log/1",
                outcome: "done",
                size,
                entries: lines,
                findings: [],
            })?;
            return Ok(0);
        }
        let mut text = String::new();
        for line in &lines {
            let hash = line.record.map_or_else(|| " ".repeat(8), |hash| hash.short());
            let _ = writeln!(text, "{:>6}  {hash}  {}", line.entry, line.what);
        }
        let waiting = opened.examined.pending.admitted.len();
        if waiting > 0 {
            let _ = writeln!(
                text,
                "{} not logged yet",
                super::prose::count(waiting as u64, "record is", "records are")
            );
        }
        text.push_str("next: countersign verify\n");
        session.answer(&text)?;
        Ok(0)
    }

    fn line(&self, opened: &Opened, at: u64, entry: &Entry) -> Option<EntryLine> {
        let Entry::Record(entry) = entry else {
            let line = EntryLine {
                entry: at,
                kind: "heads",
                record: None,
                what: "heads of all chains".to_owned(),
            };
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
        let what = record.map_or_else(|| format!("{}, not shown", entry.kind.name()), sentence);
        Some(EntryLine { entry: at, kind: entry.kind.name(), record: Some(entry.record), what })
    }
}

/// What a record says, in one line.
pub(super) fn sentence(record: &Record) -> String {
    let version = record.version().map_or_else(String::new, |version| version.to_string());
    match record.body() {
        Body::Registry(body) => format!("authority {} of this registry", body.number),
        Body::Organisation(body) if body.number == 1 => {
            format!("{} is enrolled", body.organisation)
        }
        Body::Organisation(body) => format!("keys {} of {}", body.number, body.organisation),
        Body::Revocation(body) => format!("the key {} ends itself", body.key.fingerprint()),
        Body::Confirmation(body) => format!("keys of {} are confirmed", body.organisation),
        Body::Statement(_) => format!("{version} is put forward"),
        Body::Publication(_) => format!("{version} is published"),
        Body::Withholding(_) => format!("endorsements of {version} are withheld"),
        Body::Endorsement(body) => {
            let verb = verb(body.act);
            format!("{} {verb} {version}", body.organisation)
        }
    }
}

/// What an act does.
pub(super) const fn verb(act: Act) -> &'static str {
    match act {
        Act::Endorse => "endorses",
        Act::Decline => "declines",
        Act::Withdraw => "withdraws from",
    }
}
