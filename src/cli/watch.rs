//! `countersign watch`

use std::collections::HashMap;
use std::fmt::Write as _;

use serde::Serialize;

use super::failure::{Failure, Stop};
use super::prose;
use super::session::Session;
use super::told;
use countersign_core::digest::Hash;
use countersign_core::escape;
use countersign_core::ledger::State;
use countersign_core::name::{Domain, VersionId};
use countersign_core::record::confirmation::ConfirmedBy;
use countersign_core::record::entry::Entry;
use countersign_core::record::{Body, Record};
use countersign_core::verify::memory::Seen;
use countersign_core::verify::pipeline::{Judged, Shelf};
use countersign_speech::locale::{Locale, Sentence, message};
use countersign_workflow::open::Opened;
use countersign_workflow::parts::Gathered;
use countersign_workflow::seen;

/// Tell an organisation what is new in its name: its keys, its acts, texts that it is named under
///
/// Compares with the last run on this computer, and is made for a timetable: exit code 0 means that nothing is new,
/// 6 that something is, 3 that the registry is broken or was rolled back.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The organisation's domain
    #[arg(long = "org", value_name = "DOMAIN")]
    organisation: Domain,
}

#[derive(Serialize)]
struct Document {
    schema: &'static str,
    outcome: &'static str,
    organisation: Domain,
    /// The size of the log at the last run, and now.
    from: u64,
    size: u64,
    entries: Vec<EntryLine>,
    pending: Vec<Sentence>,
    findings: [(); 0],
}

#[derive(Serialize)]
struct EntryLine {
    entry: u64,
    what: Sentence,
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let tell = |judged: Judged<'_>| judged.part.map_or_else(Vec::new, |part| self.told(part));
        let Gathered { opened, parts, .. } = Gathered::sound(session, |_| Ok(Vec::new()), &tell)?;
        let examined = &opened.examined;
        let seen = Seen::of(examined, session.now());
        let seen =
            seen.ok_or_else(|| Failure::new(Stop::Unchecked, message::failure_log_unread()))?;
        let subject = format!("{}\n{}", seen.origin, self.organisation);
        let from = seen::size(session, "watched", &subject).min(seen.size);
        let mut new: HashMap<Hash, Sentence> = parts.into_iter().flatten().collect();
        new.extend(self.told(opened.shelf()));
        let entries = entries(&opened, from, new)?;
        let pending: Vec<Sentence> = examined
            .pending
            .admitted
            .iter()
            .filter_map(|index| examined.reading.records.get(*index))
            .filter(|read| concerns(&self.organisation, &read.record, &examined.pending.state))
            .map(|read| told(&read.record))
            .collect();
        seen::keep(session, &seen)?;
        seen::keep_size(session, "watched", &subject, seen.size)?;
        let is_new = !entries.is_empty() || !pending.is_empty();
        if session.json() {
            session.answer_json(&Document {
                schema: "countersign.watch/1",
                outcome: if is_new { "caveat" } else { "done" },
                organisation: self.organisation,
                from,
                size: seen.size,
                entries,
                pending,
                findings: [],
            })?;
        } else {
            let text =
                words((&self.organisation, session.locale()), from, seen.size, &entries, &pending);
            session.answer(&text)?;
        }
        Ok(if is_new { 6 } else { 0 })
    }

    /// What those records say that concern the organisation, by hash.
    fn told(&self, shelf: Shelf<'_>) -> Vec<(Hash, Sentence)> {
        let records = shelf.reading.records.iter().map(|read| &read.record);
        let concerned = records.filter(|one| concerns(&self.organisation, one, shelf.state));
        concerned.map(|record| (record.hash(), told(record))).collect()
    }
}

/// The entries since the last run of which there is something to tell.
fn entries(
    opened: &Opened,
    from: u64,
    mut told: HashMap<Hash, Sentence>,
) -> Result<Vec<EntryLine>, Failure> {
    let mut lines = Vec::new();
    opened.each_entry(&mut |entry, bytes| {
        let record = match Entry::decode(bytes) {
            Ok(Entry::Record(named)) if entry >= from => named.record,
            _ => return,
        };
        lines.extend(told.remove(&record).map(|what| EntryLine { entry, what }));
    })?;
    Ok(lines)
}

fn told(record: &Record) -> Sentence {
    let what = told::told(record);
    match record.body() {
        Body::Withholding(_) => message::watch_withheld(what),
        _ => what,
    }
}

/// Whether a record uses an organisation's keys or its name.
fn concerns(organisation: &Domain, record: &Record, state: &State) -> bool {
    let has_acted = |id: &VersionId| {
        state.version(id).is_some_and(|version| version.acts.contains_key(organisation))
    };
    match record.body() {
        Body::Organisation(body) => body.organisation == *organisation,
        Body::Revocation(_) => {
            state.revoked(record).is_some_and(|(domain, _)| domain == organisation)
        }
        Body::Confirmation(body) => {
            body.organisation == *organisation
                || body.confirmed_by == ConfirmedBy::Organisation(organisation.clone())
        }
        Body::Listing(body) => body.organisation == *organisation,
        Body::Endorsement(body) => body.organisation == *organisation,
        Body::Statement(_) => {
            let enrolled = state.organisations().get(organisation);
            record.names().iter().flat_map(|names| names.all()).any(|one| {
                one.organisation.as_ref() == Some(organisation)
                    || enrolled.is_some_and(|enrolled| enrolled.listed.is_called(&one.name))
            })
        }
        Body::Publication(body) => has_acted(&body.statement.at(body.version)),
        Body::Retraction(body) => has_acted(&body.statement.at(body.version)),
        Body::Translation(body) => has_acted(&body.of()),
        // Whose acts they were is not told, so that everybody who watches is told that there are some.
        Body::Withholding(_) => true,
        Body::Registry(_) | Body::Extension(_) => false,
    }
}

fn words(
    (organisation, locale): (&Domain, Locale),
    from: u64,
    size: u64,
    entries: &[EntryLine],
    pending: &[Sentence],
) -> String {
    let name = organisation.to_string();
    let new = size - from;
    let mut text = match from {
        0 => message::watch_all(name, size).say(locale),
        _ if entries.is_empty() && pending.is_empty() => {
            message::watch_nothing(name, new).say(locale)
        }
        _ => message::watch_new(name, new).say(locale),
    };
    text.push('\n');
    for line in entries {
        let what = line.what.say(locale);
        let _ = writeln!(text, "{:>6}  {}", line.entry, escape::terminal(&what));
    }
    for what in pending {
        let what = what.say(locale);
        let waits = message::watch_waits(what).say(locale);
        let _ = writeln!(text, "  {}", escape::terminal(&waits));
    }
    text + &prose::next(locale, message::watch_next().say(locale))
}
