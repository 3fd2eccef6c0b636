//! `countersign log`

use std::fmt::{Display, Write as _};

use serde::Serialize;

use super::failure::Failure;
use super::open::Opened;
use super::prose;
use super::session::Session;
use crate::digest::Hash;
use crate::escape;
use crate::locale::{Sentence, Value, sentence};
use crate::name::{Domain, StatementId};
use crate::record::endorsement::Act;
use crate::record::entry::Entry;
use crate::record::{Body, Kind, Record};

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
        let (mut text, locale) = (String::new(), session.locale());
        for line in &lines {
            let hash = line.record.map_or_else(|| " ".repeat(8), |hash| hash.short());
            let what = line.what.say(locale);
            let _ = writeln!(text, "{:>6}  {hash}  {}", line.entry, escape::terminal(&what));
        }
        let waiting = opened.examined.pending.admitted.len();
        if waiting > 0 {
            let _ = writeln!(text, "{}", locale.say("log-waiting", &[("count", waiting.into())]));
        }
        text.push_str(&prose::next(locale, "countersign verify"));
        session.answer(&text)?;
        Ok(0)
    }

    fn line(&self, opened: &Opened, at: u64, entry: &Entry) -> Option<EntryLine> {
        let Entry::Record(entry) = entry else {
            let line = EntryLine {
                entry: at,
                kind: "heads",
                record: None,
                what: sentence("log-heads", &[]),
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
        let what = record.map_or_else(|| not_shown(entry.kind), told);
        Some(EntryLine { entry: at, kind: entry.kind.name(), record: Some(entry.record), what })
    }
}

/// What is told of an entry whose record is not here.
pub(super) fn not_shown(kind: Kind) -> Sentence {
    sentence("log-not-shown", &[("kind", kind.name().into())])
}

/// What a record says, in one line.
pub(super) fn told(record: &Record) -> Sentence {
    let version = || Value::from(record.version().map_or_else(String::new, |one| one.to_string()));
    let name = |name: &dyn Display| Value::from(name.to_string());
    match record.body() {
        Body::Registry(body) => sentence("log-authority", &[("number", body.number.into())]),
        Body::Organisation(body) if body.number == 1 => {
            sentence("log-enrolled", &[("organisation", name(&body.organisation))])
        }
        Body::Organisation(body) => sentence(
            "log-keys",
            &[("number", body.number.into()), ("organisation", name(&body.organisation))],
        ),
        Body::Revocation(body) => {
            sentence("log-revoked", &[("key", name(&body.key.fingerprint()))])
        }
        Body::Confirmation(body) => {
            sentence("log-confirmed", &[("organisation", name(&body.organisation))])
        }
        Body::Statement(_) => sentence("log-proposed", &[("version", version())]),
        Body::Publication(_) => sentence("log-published", &[("version", version())]),
        Body::Withholding(_) => sentence("log-withheld", &[("version", version())]),
        Body::Endorsement(body) => acted(body.act, &body.organisation, version()),
    }
}

pub(super) fn acted(act: Act, organisation: &Domain, version: Value<'static>) -> Sentence {
    let who = Value::from(organisation.to_string());
    match act {
        Act::Endorse => sentence("log-endorses", &[("organisation", who), ("version", version)]),
        Act::Decline => sentence("log-declines", &[("organisation", who), ("version", version)]),
        Act::Withdraw => sentence("log-withdraws", &[("organisation", who), ("version", version)]),
    }
}
