//! Steps 4 to 6 of verification: entries are replayed through the ledger, each over the record that was read for it.
//!
//! What is replayed may be a whole log, or the entries of some of its records at the positions that they have there
//! (`Replay`): those of some statements among all those about keys, those of a bundle, or what is new.
//! What the rest of the log has to do with them is told by `Facts`.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use super::finding::{EntryFinding, FileFinding, Finding, Stopped, What};
use super::pipeline::facts::Facts;
use super::reading::{ReadRecord, ReadSignature, Reading};
use super::report::Severity;
use super::withheld;
use crate::chain_map::key;
use crate::digest::Hash;
use crate::layout;
use crate::ledger::authority::Holder;
use crate::ledger::chains::{Answers, Appended};
use crate::ledger::conditions::Unsettled;
use crate::ledger::{State, Violation};
use crate::record::entry::{EntryError, RecordEntry, Signatures};
use crate::record::signature::{Unfit, VerifiedSignature};
use crate::record::{Kind, Record};

/// An entry of the log with its position, or why it is none.
pub(super) type At = (u64, Result<RecordEntry, EntryError>);

/// What is replayed.
pub(super) struct Replay<'a> {
    /// The records that were read.
    pub(super) reading: &'a Reading,
    /// Their entries and those that lack a record, in order.
    pub(super) entries: &'a [At],
    /// Admitted entries about keys that stand among them.
    pub(super) keys: Keys<'a>,
    /// The positions of the heads entries: each ends an append.
    pub(super) heads: &'a [u64],
    /// What the rest of the log has to do with them.
    pub(super) facts: &'a Facts,
}

/// Admitted entries about keys, with the records that were read for them.
#[derive(Clone, Copy)]
pub(super) struct Keys<'a> {
    pub(super) reading: &'a Reading,
    pub(super) entries: &'a [(u64, RecordEntry)],
}

/// What the log says, believed as far as the rules admit it.
#[derive(Debug, Default)]
pub struct Replayed {
    /// Everything that was admitted.
    pub state: Arc<State>,
    /// Which of the records that were read the log names, by index.
    pub logged: BTreeSet<usize>,
    /// Which of them were refused, by index.
    pub refused: BTreeSet<usize>,
    /// Records that an entry continues whose own record is not shown.
    pub continued_unseen: BTreeSet<Hash>,
    /// Signature files that the log names.
    pub logged_signatures: HashSet<Hash>,
    /// What there is to say.
    pub findings: Vec<Finding>,
    /// Whether every entry was judged.
    pub complete: bool,
    /// What was appended to the chains.
    pub appended: Vec<Appended>,
    /// What the rest of the log must know of it.
    pub(super) told: Told,
}

/// What a replay has to do with the rest of the log.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// The entry at which judging ends.
    pub(super) stop: Option<u64>,
    /// The first entry from which on the chains cannot be known.
    pub(super) cut: Option<u64>,
    /// Positions of other entries between a text that was put forward and its publication.
    pub(super) gaps: Vec<(u64, u64)>,
    /// Whether a condition was not met, which acts that are not shown might meet.
    pub(super) is_conditional: bool,
    /// The entries about keys that were admitted.
    pub(super) keys: Vec<(u64, RecordEntry)>,
}

/// Replays entries.
pub(super) fn replay(replay: &Replay<'_>) -> Replayed {
    let mut answers = Answers::default();
    replay.reading.records.iter().for_each(|read| answers.note(&read.record));
    let mut replayed = Replayed { complete: true, ..Replayed::default() };
    let facts = replay.facts;
    if !facts.hidden.is_empty() {
        let own: HashSet<u64> = replay.entries.iter().map(|(at, _)| *at).collect();
        let elsewhere = facts.hidden.iter().filter(|(at, _)| !own.contains(at)).copied();
        Arc::make_mut(&mut replayed.state).hide_elsewhere(elsewhere.collect());
    }
    replayed.continued_unseen.extend(facts.continued());
    let mut running = Running { replay, replayed, answers, since: 0 };
    running.run();
    let Running { mut replayed, .. } = running;
    replayed.complete &= facts.stop.is_none();
    replayed
}

/// A replay that is under way.
struct Running<'a> {
    replay: &'a Replay<'a>,
    replayed: Replayed,
    answers: Answers,
    /// The position after the last entry that was applied.
    since: u64,
}

impl Running<'_> {
    fn run(&mut self) {
        let last = self.replay.facts.stop.unwrap_or(u64::MAX);
        let mut keys = self.replay.keys.entries.iter().peekable();
        for (at, entry) in self.replay.entries {
            while let Some((key_at, entry)) = keys.next_if(|(before, _)| before < at) {
                self.key(*key_at, entry);
            }
            if *at > last {
                return;
            }
            self.settle(*at);
            match entry {
                Ok(entry) => self.record(*at, entry),
                Err(error) => self.no_entry(*at, error),
            }
            self.since = at + 1;
            if !self.replayed.complete {
                self.replayed.told.stop = Some(*at);
                return;
            }
        }
        for (at, entry) in keys.take_while(|(at, _)| *at <= last) {
            self.key(*at, entry);
        }
        self.settle(last);
    }

    /// Applies an entry about keys that was admitted before.
    fn key(&mut self, at: u64, entry: &RecordEntry) {
        let keys = self.replay.keys.reading;
        let index = keys.by_hash.get(&entry.record);
        let Some(found) = index.and_then(|index| keys.records.get(*index)) else { return };
        self.settle(at);
        let signatures = logged_signatures(found, &named(found, entry));
        let state = Arc::make_mut(&mut self.replayed.state);
        if state.apply(at, entry, Some(&found.record), &signatures).is_err() {
            self.replayed.told.gaps.push((at, at + 1));
        }
        self.since = at + 1;
    }

    fn no_entry(&mut self, at: u64, error: &EntryError) {
        let error = error.clone();
        match error {
            EntryError::UnknownKind(_) => self.stop(at, Stopped::NewerEntry(error)),
            _ => self.broken(layout::LOG, EntryFinding::Undecoded { at, error }),
        }
    }

    fn record(&mut self, at: u64, entry: &RecordEntry) {
        let reading = self.replay.reading;
        let found = reading
            .by_hash
            .get(&entry.record)
            .and_then(|index| Some((*index, reading.records.get(*index)?)));
        let Some((index, found)) = found else {
            self.not_found(at, entry);
            return;
        };
        let is_beside = |path: &String| {
            path.strip_prefix(&found.path).is_some_and(|rest| rest.starts_with('.'))
        };
        if reading.unread.iter().any(is_beside) {
            self.stop(at, Stopped::UnreadSignature);
            return;
        }
        let named = named(found, entry);
        let is_unjudged = |one: &ReadSignature| {
            named.contains(&one.file) && one.verified.as_ref().is_err_and(Unfit::is_unsupported)
        };
        if found.signatures.iter().any(is_unjudged) {
            self.stop(at, Stopped::NewerSignature);
            return;
        }
        self.replayed.logged.insert(index);
        let logged = logged(found, entry, &named);
        self.replayed.logged_signatures.extend(&logged);
        let signatures = logged_signatures(found, &logged);
        match self.admit(at, entry, Some(&found.record), &signatures) {
            Ok(()) if is_about_keys(entry.kind) => {
                self.replayed.told.keys.push((at, entry.clone()));
            }
            Ok(()) => {}
            Err(violation) => {
                self.replayed.refused.insert(index);
                match withheld::shown_again(reading, &found.record, &violation) {
                    Some(finding) => self.replayed.findings.push(finding),
                    None => self.refuse(at, entry, Some(&found.path), violation),
                }
            }
        }
        self.check_places(found, &named);
    }

    /// An entry whose record is not here.
    fn not_found(&mut self, at: u64, entry: &RecordEntry) {
        let facts = self.replay.facts;
        if facts.newer.contains(&entry.record) {
            self.stop(at, Stopped::NewerRecord);
            return;
        }
        if facts.is_unread {
            self.stop(at, Stopped::UnreadRecord);
            return;
        }
        self.replayed.continued_unseen.extend(entry.previous);
        if let Err(why) = self.admit(at, entry, None, &[]) {
            self.refuse(at, entry, None, why);
        }
    }

    fn admit(
        &mut self,
        at: u64,
        entry: &RecordEntry,
        record: Option<&Record>,
        signatures: &[VerifiedSignature],
    ) -> Result<(), Violation> {
        let replayed = &mut self.replayed;
        let applied = Arc::make_mut(&mut replayed.state).apply(at, entry, record, signatures);
        let holder = record.and_then(|record| replayed.state.revoked(record));
        let names = self.answers.names(entry, record, holder.map(|(domain, _)| domain));
        if applied.is_err() || names.is_none() {
            replayed.told.cut.get_or_insert(at);
        }
        // What is refused stands in no chain.
        let names = names.filter(|_| applied.is_ok()).unwrap_or_default();
        let note = |name: String| Appended { at, chain: key(&name), record: entry.record };
        replayed.appended.extend(names.into_iter().map(note));
        replayed.told.is_conditional |= matches!(applied, Err(Violation::Condition { .. }));
        applied
    }

    /// A record where it lies, if it does, was refused.
    fn refuse(&mut self, at: u64, entry: &RecordEntry, path: Option<&str>, why: Violation) {
        let (kind, record, is_shown) = (entry.kind, entry.record, path.is_some());
        let what = EntryFinding::Refused { at, kind, record, is_shown, why };
        self.broken(path.unwrap_or(layout::LOG), what);
    }

    /// A statement's publication follows in the same append, and nothing else comes between; what is asked of an append is
    /// asked at its end.
    fn settle(&mut self, before: u64) {
        let heads = self.replay.heads;
        let next = heads.get(heads.partition_point(|heads| *heads < self.since));
        let end = next.copied().filter(|heads| *heads < before);
        let gap = end.unwrap_or(before);
        if self.replayed.state.staged().is_some() && self.since < gap {
            self.replayed.told.gaps.push((self.since, gap));
        }
        let Some(at) = end else { return };
        self.end_append(at);
        if let Err(why) = self.replayed.state.check_nothing_staged() {
            Arc::make_mut(&mut self.replayed.state).abandon_staged();
            self.broken(layout::LOG, EntryFinding::Unsettled { at, why });
        }
    }

    /// Late endorsements whose conditions did not hold in their append are refused.
    fn end_append(&mut self, at: u64) {
        let unsettled = Arc::make_mut(&mut self.replayed.state).end_append(at);
        for Unsettled { record, at, violation: why } in unsettled {
            let reading = self.replay.reading;
            let Some(index) = reading.by_hash.get(&record) else { continue };
            self.replayed.refused.insert(*index);
            let told = &mut self.replayed.told;
            told.cut = Some(told.cut.map_or(at, |cut| cut.min(at)));
            told.is_conditional = true;
            let path = reading.records.get(*index).map_or(layout::LOG, |read| &read.path);
            let kind = Kind::Endorsement;
            self.broken(path, EntryFinding::Refused { at, kind, record, is_shown: true, why });
        }
    }

    /// A record and its signatures must lie where they say they belong.
    fn check_places(&mut self, found: &ReadRecord, named: &BTreeSet<Hash>) {
        if !found.is_at_home {
            let holder = self.replayed.state.revoked(&found.record);
            let place = layout::record_path(&found.record, holder);
            if place.as_ref() != Some(&found.path) {
                self.broken(&found.path, FileFinding::Misplaced(place));
            }
        }
        for signature in found.signatures.iter().filter(|one| named.contains(&one.file)) {
            let Ok(verified) = &signature.verified else { continue };
            let label = match self.replayed.state.holders().of(verified.key().ed25519()) {
                Some(Holder::Maintainer(label) | Holder::Organisation(_, label)) => label,
                _ => continue,
            };
            if *label != signature.label {
                let want = layout::signature_path(&found.path, label);
                self.broken(&signature.path, FileFinding::MisplacedSignature(want));
            }
        }
    }

    fn stop(&mut self, at: u64, why: Stopped) {
        self.replayed.complete = false;
        let what = EntryFinding::Stopped { at, why };
        self.replayed.findings.push(Finding::new(Severity::Unchecked, layout::LOG, what));
    }

    fn broken(&mut self, path: &str, what: impl Into<What>) {
        self.replayed.findings.push(Finding::new(Severity::Broken, path, what));
    }
}

const fn is_about_keys(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Registry | Kind::Organisation | Kind::Revocation | Kind::Confirmation | Kind::Listing
    )
}

/// Those of the signature files beside a record that its entry names.
fn named(found: &ReadRecord, entry: &RecordEntry) -> BTreeSet<Hash> {
    entry.signatures.among(&found.signatures.iter().map(|one| one.file).collect())
}

/// Those of them that nobody can say came later: all, where the value of an act's signatures fits none of them.
fn logged(found: &ReadRecord, entry: &RecordEntry, named: &BTreeSet<Hash>) -> BTreeSet<Hash> {
    match &entry.signatures {
        Signatures::Together(_) if named.is_empty() => {
            found.signatures.iter().map(|one| one.file).collect()
        }
        _ => named.clone(),
    }
}

/// The signatures that were logged, as far as they fit; a copy of one under another name is no second one.
fn logged_signatures(found: &ReadRecord, named: &BTreeSet<Hash>) -> Vec<VerifiedSignature> {
    let mut seen = BTreeSet::new();
    let logged = found
        .signatures
        .iter()
        .filter(|signature| named.contains(&signature.file))
        .filter(|signature| seen.insert(signature.file));
    logged.filter_map(|signature| signature.verified.clone().ok()).collect()
}
