//! Step 7 and 9 of verification: what lies here without being logged.
//!
//! A record on the branch that the log does not name is *pending*: it is judged by the same rules, in the order
//! in which it came, and listed, never counted. What the rules refuse has no business lying there.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::finding::{EntryFinding, FileFinding, Finding, PendingFinding};
use super::reading::{ReadRecord, Reading};
use super::replay::Replayed;
use super::report::Severity;
use super::withheld;
use crate::ledger::{self, State};
use crate::record::Body;
use crate::record::entry::RecordEntry;

/// What waits to be logged.
#[derive(Debug, Default)]
pub struct Pending {
    /// The state that the log will have reached when everything admitted here is logged; that of the log where nothing waits.
    pub state: Arc<State>,
    /// The admitted records by index, in the order in which they will be logged.
    pub admitted: Vec<usize>,
    /// Their entries, in that order, with the records by index; an act that a withholding brings along has none.
    pub entries: Vec<(RecordEntry, Option<usize>)>,
    /// How many entries the log will then have, the heads entry set aside.
    pub end: u64,
    /// What there is to say.
    pub findings: Vec<Finding>,
}

impl Pending {
    /// Where nothing may wait: the state is that of the log.
    pub(super) fn nothing(reading: &Reading, replayed: &Replayed) -> Self {
        let findings = beside_logged(reading, replayed);
        Self { state: Arc::clone(&replayed.state), findings, ..Self::default() }
    }
}

/// Where what waits will come in the log.
pub(super) struct Order<'a> {
    /// The files that are not logged, in groups, in the order in which they came; asked only where there are any.
    pub(super) landed: &'a dyn Fn() -> Vec<Vec<String>>,
    /// Whether the log has an entry with these bytes.
    pub(super) is_logged: &'a dyn Fn(&[u8]) -> bool,
    /// How many entries it has.
    pub(super) end: u64,
}

/// Judges the records that the log does not name; what one of them lacks may be what could not be read.
#[must_use]
pub(super) fn judge(
    reading: &Reading,
    replayed: &Replayed,
    order: &Order<'_>,
    is_unread: bool,
) -> Pending {
    let mut pending = Pending { end: order.end, ..Pending::default() };
    pending.state = Arc::clone(&replayed.state);
    pending.findings.extend(beside_logged(reading, replayed));
    if !replayed.complete {
        return pending;
    }
    let unlogged = replayed.logged.len() < reading.records.len();
    let landed = if unlogged { (order.landed)() } else { Vec::new() };
    let severity = if is_unread { Severity::Unchecked } else { Severity::Broken };
    for mut group in groups(reading, replayed, &landed, &mut pending.findings) {
        ledger::order::sort(&mut group, |(_, read)| &read.record);
        for (index, read) in group {
            let signatures = read.verified_signatures();
            let mut brought = match read.record.body() {
                Body::Withholding(body) => pending.state.brought(body, order.is_logged),
                _ => Vec::new(),
            };
            // What lies here is not out of sight.
            brought.retain(|act| !reading.by_hash.contains_key(&act.record));
            let after = Arc::make_mut(&mut pending.state);
            match after.apply_bringing(pending.end, &brought, (&read.record, &signatures)) {
                Ok(next) => {
                    pending.end = next;
                    pending.admitted.push(index);
                    pending.entries.extend(brought.into_iter().map(|act| (act, None)));
                    let entry = RecordEntry::of(&read.record, &signatures);
                    pending.entries.push((entry, Some(index)));
                    pending.findings.extend(news(&pending.state, read));
                }
                Err(violation) => {
                    let shown = withheld::shown_again(reading, &read.record, &violation);
                    pending.findings.push(shown.unwrap_or_else(|| {
                        Finding::new(severity, &read.path, EntryFinding::Waiting(violation))
                    }));
                }
            }
        }
        if let Err(violation) = pending.state.check_nothing_staged() {
            let staged = pending.state.staged().map(|staged| staged.record);
            let path = staged
                .and_then(|record| reading.records.get(*reading.by_hash.get(&record)?))
                .map_or("", |read| &read.path);
            pending.findings.push(Finding::new(
                severity,
                path,
                EntryFinding::Unpublished(violation),
            ));
            Arc::make_mut(&mut pending.state).abandon_staged();
        }
    }
    end_append(reading, &mut pending, severity);
    pending
}

/// What waits will be one append: at its end late endorsements are asked for what they asked for.
fn end_append(reading: &Reading, pending: &mut Pending, severity: Severity) {
    if pending.admitted.is_empty() {
        return;
    }
    let end = pending.end;
    for unsettled in Arc::make_mut(&mut pending.state).end_append(end) {
        let index = reading.by_hash.get(&unsettled.record);
        let path =
            index.and_then(|index| reading.records.get(*index)).map_or("", |read| &read.path);
        let what = EntryFinding::Waiting(unsettled.violation);
        pending.findings.push(Finding::new(severity, path, what));
    }
}

/// What waits is told; that a key has ended, or was in other hands, is a caveat at once.
fn news(state: &State, read: &ReadRecord) -> Option<Finding> {
    let (severity, what) = match read.record.body() {
        Body::Revocation(_) => {
            let (organisation, label) = state.revoked(&read.record)?;
            let (organisation, label) = (organisation.clone(), label.clone());
            (Severity::Caveat, PendingFinding::Revocation { organisation, label })
        }
        Body::Organisation(body) => {
            let (organisation, number) = (body.organisation.clone(), body.number);
            match body.removed.iter().any(|one| one.compromised_since.is_some()) {
                true => (Severity::Caveat, PendingFinding::Compromised { organisation }),
                false => (Severity::Note, PendingFinding::Keys { organisation, number }),
            }
        }
        Body::Confirmation(body) => {
            let organisation = body.organisation.clone();
            (Severity::Note, PendingFinding::Confirmation { organisation })
        }
        Body::Listing(body) => {
            let organisation = body.organisation.clone();
            (Severity::Note, PendingFinding::Listing { organisation })
        }
        Body::Registry(body) => (Severity::Note, PendingFinding::Authority { number: body.number }),
        Body::Withholding(_) => (Severity::Note, PendingFinding::Withholding),
        Body::Translation(body) => {
            let (version, language) = (body.of(), body.language.clone());
            (Severity::Note, PendingFinding::Translation { version, language })
        }
        Body::Retraction(body) => {
            let version = body.statement.at(body.version);
            (Severity::Caveat, PendingFinding::Retraction { version })
        }
        Body::Extension(_) => (Severity::Note, PendingFinding::Extension),
        // Acts are told where the organisation stands, versions as proposed.
        Body::Statement(_) | Body::Endorsement(_) | Body::Publication(_) => return None,
    };
    Some(Finding::new(severity, &read.path, what))
}

/// The unlogged records in the groups in which they landed; what nobody tells the order of comes first.
fn groups<'a>(
    reading: &'a Reading,
    replayed: &Replayed,
    landed: &[Vec<String>],
    findings: &mut Vec<Finding>,
) -> Vec<Vec<(usize, &'a ReadRecord)>> {
    let rank: BTreeMap<&str, usize> = (1..)
        .zip(landed)
        .flat_map(|(rank, paths)| paths.iter().map(move |path| (path.as_str(), rank)))
        .collect();
    let mut groups: Vec<Vec<(usize, &ReadRecord)>> = vec![Vec::new(); landed.len() + 1];
    for (index, read) in reading.records.iter().enumerate() {
        if replayed.logged.contains(&index) {
            continue;
        }
        if reading.by_hash.get(&read.record.hash()) != Some(&index) {
            findings.push(Finding::new(Severity::Broken, &read.path, FileFinding::Copy));
            continue;
        }
        let rank = rank.get(read.path.as_str()).copied().unwrap_or(0);
        if let Some(group) = groups.get_mut(rank) {
            group.push((index, read));
        }
    }
    groups.retain(|group| !group.is_empty());
    groups
}

/// Signature files that were put beside a record after it was logged.
fn beside_logged(reading: &Reading, replayed: &Replayed) -> Vec<Finding> {
    let mut findings = Vec::new();
    for read in replayed.logged.iter().filter_map(|index| reading.records.get(*index)) {
        for signature in read.signatures.iter().filter(|one| one.verified.is_ok()) {
            if !replayed.logged_signatures.contains(&signature.file) {
                let what = FileFinding::SignatureLate;
                findings.push(Finding::new(Severity::Broken, &signature.path, what));
            }
        }
    }
    findings
}
