//! Steps 4 to 6 of verification: the log adds up, its entries are replayed, its head is signed.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::finding::{EntryFinding, FileFinding, Finding, Stopped, What};
use super::reading::{ReadRecord, ReadSignature, Reading};
use super::report::Severity;
use super::withheld;
use crate::digest::Hash;
use crate::heads::key;
use crate::layout;
use crate::ledger::authority::Holder;
use crate::ledger::chains::{Appended, Chains};
use crate::ledger::{State, Violation};
use crate::log::Log;
use crate::record::Record;
use crate::record::entry::{Entry, EntryError, RecordEntry};
use crate::record::signature::{Fitting, Unfit};

/// How many entries are decoded before they are applied in order.
const AT_ONCE: usize = 16_384;

/// What the log says, believed as far as the rules admit it.
#[derive(Debug, Default)]
pub struct Replayed {
    /// Everything that was admitted.
    pub state: Arc<State>,
    /// The map of chains after the last entry.
    pub chains: Chains,
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
    chains_known: bool,
    /// What was appended to the chains, where that is noted instead of keeping them.
    pub(super) appended: Vec<Appended>,
    is_noting: bool,
}

/// Replays a log over the records that were read.
#[must_use]
pub fn replay(reading: &Reading, log: &Log) -> Replayed {
    let mut replayed = Replayed { complete: true, chains_known: true, ..Replayed::default() };
    replayed.answer_for_withheld(reading);
    let mut last_is_heads = false;
    let entries = log
        .entries
        .chunks(AT_ONCE)
        .flat_map(|some| some.par_iter().map(|bytes| Entry::decode(bytes)).collect::<Vec<_>>());
    for (at, entry) in (0_u64..).zip(entries) {
        last_is_heads = false;
        match entry {
            Ok(Entry::Record(entry)) => replayed.record(reading, at, &entry),
            Ok(Entry::Heads(root)) => {
                replayed.heads(at, root);
                last_is_heads = true;
            }
            Err(error @ EntryError::UnknownKind(_)) => {
                replayed.stop(at, Stopped::NewerEntry(error));
            }
            Err(error) => {
                replayed.broken(layout::LOG, EntryFinding::Undecoded { at, error });
            }
        }
        if !replayed.complete {
            return replayed;
        }
    }
    if !last_is_heads {
        replayed.broken(layout::LOG, EntryFinding::NoHeads);
    }
    replayed
}

/// Replays some entries of a log, with their positions in ascending order, over the records that were read.
///
/// The map of chains is then that of these entries alone, so that no heads entry is compared with it.
#[must_use]
pub fn replay_part(reading: &Reading, entries: &[(u64, Entry)]) -> Replayed {
    let mut replayed = Replayed { complete: true, ..Replayed::default() };
    replayed.answer_for_withheld(reading);
    for (at, entry) in entries {
        match entry {
            Entry::Record(entry) => replayed.record(reading, *at, entry),
            Entry::Heads(root) => replayed.heads(*at, *root),
        }
        if !replayed.complete {
            return replayed;
        }
    }
    replayed.settle(entries.last().map_or(0, |(at, _)| *at));
    replayed
}

/// The same, with a note of what was appended to the chains instead of their map.
pub(super) fn replay_noting(reading: &Reading, entries: &[(u64, Entry)]) -> Replayed {
    replay_beside((reading, &[]), reading, entries).unwrap_or_default()
}

/// The same for entries that stand among those of keys, which were replayed alone before and are not noted again.
///
/// None where one of those is refused now, or entries which must follow each other do not: what stands between them
/// is not here, so that the ledger could not see it.
pub(super) fn replay_beside(
    (keys, of_keys): (&Reading, &[(u64, Entry)]),
    reading: &Reading,
    entries: &[(u64, Entry)],
) -> Option<Replayed> {
    let mut replayed = Replayed { complete: true, is_noting: true, ..Replayed::default() };
    replayed.answer_for_withheld(reading);
    let mut of_keys = of_keys.iter().peekable();
    let mut next = 0;
    for (at, entry) in entries {
        while let Some((at, entry)) = of_keys.next_if(|(before, _)| before < at) {
            replayed.key(keys, *at, entry)?;
        }
        if *at != next && replayed.state.staged().is_some() {
            return None;
        }
        let Entry::Record(entry) = entry else { return None };
        replayed.record(reading, *at, entry);
        next = at + 1;
    }
    for (at, entry) in of_keys {
        replayed.key(keys, *at, entry)?;
    }
    Some(replayed)
}

impl Replayed {
    /// Applies an entry about keys again.
    fn key(&mut self, keys: &Reading, at: u64, entry: &Entry) -> Option<()> {
        let Entry::Record(entry) = entry else { return None };
        let found = keys.records.get(*keys.by_hash.get(&entry.record)?)?;
        let signatures = logged_signatures(found, entry);
        let state = Arc::make_mut(&mut self.state);
        state.apply(at, entry, Some(&found.record), &signatures).ok()
    }

    /// A withheld act's chain is named by the record that answers for it, which comes later.
    fn answer_for_withheld(&mut self, reading: &Reading) {
        for read in &reading.records {
            self.chains.answer_for(&read.record);
        }
    }

    fn record(&mut self, reading: &Reading, at: u64, entry: &RecordEntry) {
        let found = reading
            .by_hash
            .get(&entry.record)
            .and_then(|index| Some((*index, reading.records.get(*index)?)));
        let Some((index, found)) = found else {
            if reading.newer.contains(&entry.record) {
                self.stop(at, Stopped::NewerRecord);
                return;
            }
            if !reading.unread.is_empty() {
                self.stop(at, Stopped::UnreadRecord);
                return;
            }
            self.continued_unseen.extend(entry.previous);
            if let Err(why) = self.admit(at, entry, None, &[]) {
                self.refuse(at, entry, None, why);
            }
            return;
        };
        let is_beside = |path: &String| {
            path.strip_prefix(&found.path).is_some_and(|rest| rest.starts_with('.'))
        };
        if reading.unread.iter().any(is_beside) {
            self.stop(at, Stopped::UnreadSignature);
            return;
        }
        let is_unjudged = |one: &ReadSignature| {
            entry.signatures.contains(&one.file)
                && one.fitting.as_ref().is_err_and(Unfit::is_unsupported)
        };
        if found.signatures.iter().any(is_unjudged) {
            self.stop(at, Stopped::NewerSignature);
            return;
        }
        self.logged.insert(index);
        self.logged_signatures.extend(&entry.signatures);
        let signatures = logged_signatures(found, entry);
        if let Err(violation) = self.admit(at, entry, Some(&found.record), &signatures) {
            self.refused.insert(index);
            match withheld::shown_again(reading, &found.record, &violation) {
                Some(finding) => self.findings.push(finding),
                None => self.refuse(at, entry, Some(&found.path), violation),
            }
        }
        self.check_places(found, entry);
    }

    fn admit(
        &mut self,
        at: u64,
        entry: &RecordEntry,
        record: Option<&Record>,
        signatures: &[Fitting],
    ) -> Result<(), Violation> {
        let applied = Arc::make_mut(&mut self.state).apply(at, entry, record, signatures);
        let holder = record.and_then(|record| self.state.revoked(record));
        let holder = holder.map(|(domain, _)| domain);
        if self.is_noting {
            let names = self.chains.answers().names(entry, record, holder).unwrap_or_default();
            let note = |name: String| Appended { at, chain: key(&name), record: entry.record };
            self.appended.extend(names.into_iter().map(note));
        } else {
            self.chains_known &= applied.is_ok() && self.chains.append(entry, record, holder);
        }
        applied
    }

    /// A record where it lies, if it does, was refused.
    fn refuse(&mut self, at: u64, entry: &RecordEntry, path: Option<&str>, why: Violation) {
        let (kind, record, is_shown) = (entry.kind, entry.record, path.is_some());
        let what = EntryFinding::Refused { at, kind, record, is_shown, why };
        self.broken(path.unwrap_or(layout::LOG), what);
    }

    /// A statement's publication follows in the same append.
    fn settle(&mut self, at: u64) {
        if let Err(violation) = self.state.check_nothing_staged() {
            Arc::make_mut(&mut self.state).abandon_staged();
            self.broken(layout::LOG, EntryFinding::Unsettled { at, why: violation });
        }
    }

    fn heads(&mut self, at: u64, root: Hash) {
        self.settle(at);
        // A refused record leaves the map unknown: that was said already, and says nothing about this root.
        if self.chains_known && self.chains.root() != root {
            self.broken(layout::LOG, EntryFinding::OtherHeads { at });
        }
    }

    /// A record and its signatures must lie where they say they belong.
    fn check_places(&mut self, found: &ReadRecord, entry: &RecordEntry) {
        if !found.is_at_home {
            let place = layout::record_path(&found.record, self.state.revoked(&found.record));
            if place.as_ref() != Some(&found.path) {
                self.broken(&found.path, FileFinding::Misplaced(place));
            }
        }
        for signature in found.signatures.iter().filter(|one| entry.signatures.contains(&one.file))
        {
            let Ok(fitting) = &signature.fitting else { continue };
            let label = match self.state.holders().of(fitting.key().ed25519()) {
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
        self.complete = false;
        let what = EntryFinding::Stopped { at, why };
        self.findings.push(Finding::new(Severity::Unchecked, layout::LOG, what));
    }

    fn broken(&mut self, path: &str, what: impl Into<What>) {
        self.findings.push(Finding::new(Severity::Broken, path, what));
    }
}

/// The signatures that the entry names, as far as they were found and fit; a copy of one under another name is no second one.
fn logged_signatures(found: &ReadRecord, entry: &RecordEntry) -> Vec<Fitting> {
    let mut seen = BTreeSet::new();
    let named = found
        .signatures
        .iter()
        .filter(|signature| entry.signatures.contains(&signature.file))
        .filter(|signature| seen.insert(signature.file));
    named.filter_map(|signature| signature.fitting.clone().ok()).collect()
}
