//! A part of a registry that was carried elsewhere: some entries of its log, with everything about one version.
//!
//! It goes through the same steps as a whole registry. What depends on entries that are not here is told as not
//! checked; that nothing which belongs to the part was left out is asked by whoever knows its proofs.

use super::bound::{self, Wanted};
use super::dated;
use super::draft::{self, DraftNote};
use super::finding::{BundleFinding, Finding};
use super::pending::Pending;
use super::pipeline::facts::Facts;
use super::replay::{self, Keys, Replay};
use super::report::{BundleLine, Checked, Severity};
use super::unseen::NotChecked;
use super::{Examined, added, check_head, derived, log_finding, reading, trace, withheld};
use crate::ledger::State;
use crate::log;
use crate::name::VersionId;
use crate::record::entry::Entry;
use crate::time::Timestamp;
use crate::tree::Source;

/// How much of a log is here.
#[derive(Debug)]
pub struct Part {
    entries: u64,
    as_of: Option<Timestamp>,
    size: u64,
    attachments: Vec<String>,
    draft: Option<DraftNote>,
}

/// Reads the files of a part and replays its entries, given with their positions in ascending order.
///
/// That these are entries of the log with this head is not asked here. Of a `draft` the version stands after all of them.
#[must_use]
pub fn examine(
    source: &dyn Source,
    entries: &[(u64, Entry)],
    of: &VersionId,
    draft: Option<DraftNote>,
) -> Examined {
    let mut reading = reading::read(source);
    let mut findings = Vec::new();
    let log = log::read_head(source).map_err(|fault| findings.push(log_finding(fault))).ok();
    let mut heads = added::heads(entries);
    // What follows its last entry is not here.
    heads.extend(entries.last().map(|(at, _)| at + 1));
    let facts = Facts {
        newer: reading.newer.clone(),
        is_unread: !reading.unread.is_empty(),
        ..Facts::default()
    };
    let records = added::records(entries);
    let mut replayed = replay::replay(&Replay {
        reading: &reading,
        entries: &records,
        keys: Keys { reading: &reading, entries: &[] },
        heads: &heads,
        facts: &facts,
    });
    let witnessed = check_head(source, log.as_ref(), &replayed, &mut findings);
    if draft.is_some() && replayed.complete {
        findings.extend(draft::put_forward(of, &reading, &mut replayed));
    }
    let pending = Pending::nothing(&reading, &replayed);
    withheld::tell_alone(&mut reading.findings, &replayed.state);
    findings.extend(withheld::missing(&replayed.state, &replayed.state));
    let missing = records.iter().filter_map(|(at, entry)| Some((*at, entry.as_ref().ok()?)));
    let missing = missing.filter(|(_, entry)| !reading.by_hash.contains_key(&entry.record));
    let traced = trace::trace(source, &reading, &replayed, missing);
    trace::tell(&mut findings, &traced);
    trace::tell(&mut replayed.findings, &traced);
    // Where the replay stopped, what comes after was not looked for in the log.
    let unlogged = (0..reading.records.len())
        .filter(|index| replayed.complete && !replayed.logged.contains(index));
    for read in unlogged.filter_map(|index| reading.records.get(index)) {
        findings.push(Finding::new(Severity::Broken, &read.path, BundleFinding::Record));
    }
    let complete = replayed.complete
        && !reading.findings.iter().any(|one| one.severity == Severity::Unchecked);
    let state = &replayed.state;
    let wanted = Wanted::TextsOf(of);
    let (texts, words) = bound::check(source, &reading, (state, state), complete, wanted);
    let checked = Checked { texts, ..reading.checked };
    findings.extend(words);
    findings.extend(derived(source, state, state).filter(|_| complete));
    let part = Some(Part {
        entries: entries.len() as u64,
        as_of: dated::newest(&reading.records).map(|newest| newest.time),
        size: log.as_ref().map_or(0, log::Log::size),
        attachments: attachments(state, of),
        draft,
    });
    Examined {
        reading,
        log,
        replayed,
        pending,
        findings,
        checked,
        witnessed,
        part,
        ..Examined::default()
    }
}

fn attachments(state: &State, of: &VersionId) -> Vec<String> {
    let version = state.version(of);
    let files = version.iter().flat_map(|version| &version.statement.attachments);
    files.map(|one| one.file.to_string()).collect()
}

impl Examined {
    /// Whether only a part of the log is here.
    #[must_use]
    pub(crate) const fn is_part(&self) -> bool {
        self.part.is_some()
    }

    /// Adds what was found out about a part by its proofs.
    pub fn add(&mut self, findings: Vec<Finding>) {
        self.findings.extend(findings);
    }
}

impl Part {
    /// What programs are told.
    #[must_use]
    pub const fn line(&self) -> BundleLine {
        BundleLine { entries: self.entries, as_of: self.as_of, draft: self.draft }
    }

    /// Where its knowledge ends.
    pub(super) const fn after(&self) -> NotChecked {
        NotChecked::NewerThanBundle { size: self.size }
    }

    /// What a part can never show.
    pub(super) fn not_checked(&self) -> Vec<NotChecked> {
        let Self { entries, size, .. } = self;
        let mut not_checked = Vec::new();
        if entries < size {
            not_checked.push(NotChecked::OtherEntries { others: size - entries, size: *size });
        }
        if !self.attachments.is_empty() {
            not_checked.push(NotChecked::Attachments(self.attachments.clone()));
        }
        not_checked
    }
}
