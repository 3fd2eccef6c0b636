//! Acts that are not shown: leaves of the log without their records, and the records that answer for them.
//!
//! A leaf without its record has no effect and stays open until a withholding names its exact bytes.
//! What is open when the log ends is missing, and the log is broken there.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::violation::{Expected, Mismatch, NotOpen};
use super::{State, Violation};
use crate::digest::Hash;
use crate::name::VersionId;
use crate::record::entry::{Entry, RecordEntry};
use crate::record::signature::VerifiedSignature;
use crate::record::{Kind, Record, Withholding};

/// The leaves whose records are not shown and that no withholding has named yet.
#[derive(Debug, Clone, Default)]
pub(super) struct Open {
    by_position: BTreeMap<u64, RecordEntry>,
    by_record: HashMap<Hash, u64>,
    by_previous: HashMap<Hash, u64>,
    /// Those that a withholding of this append has named: what was asked of this append is asked as if it had not.
    named: BTreeSet<u64>,
    elsewhere: Elsewhere,
}

/// Acts on statements that are not here and are not shown: the entry of each, and that which answers for it.
#[derive(Debug, Clone, Default)]
struct Elsewhere {
    acts: Arc<[(u64, u64)]>,
    /// The position that the log has come to.
    now: u64,
    /// The position at which this append began.
    since: u64,
}

impl Open {
    fn insert(&mut self, at: u64, entry: &RecordEntry) {
        self.by_record.insert(entry.record, at);
        self.by_previous.extend(entry.previous.map(|previous| (previous, at)));
        self.by_position.insert(at, entry.clone());
    }

    fn remove(&mut self, at: u64) {
        if let Some(entry) = self.by_position.remove(&at) {
            self.by_record.remove(&entry.record);
            self.by_previous.retain(|_, position| *position != at);
            self.named.insert(at);
        }
    }

    pub(super) fn positions(&self) -> impl Iterator<Item = u64> {
        self.by_position.keys().copied()
    }

    /// How many there are after a position: any of them may be an endorsement of what came before.
    pub(super) fn after(&self, at: u64) -> usize {
        let Elsewhere { acts, now, since } = &self.elsewhere;
        let is_open = |(from, until): &&(u64, u64)| {
            at < *from && from < now && (now < until || since <= until)
        };
        let (first, elsewhere) = (at.saturating_add(1), acts.iter().filter(is_open).count());
        self.by_position.range(first..).count() + self.named.range(first..).count() + elsewhere
    }

    pub(super) fn end_append(&mut self, at: u64) {
        self.named.clear();
        self.elsewhere.since = at;
    }

    pub(super) fn come_to(&mut self, at: u64) {
        if !self.elsewhere.acts.is_empty() {
            self.elsewhere.now = at;
        }
    }
}

/// Acts that the maintainers say they do not show; or none, where they took words down.
#[derive(Debug, Clone)]
pub struct Withheld {
    /// The hash of the record that says so.
    pub record: Hash,
    /// What it says.
    pub body: Withholding,
    /// Its log entry.
    pub at: u64,
    /// The log entries of the acts.
    pub entries: Vec<u64>,
}

impl State {
    /// Says which acts on statements that are not here are not shown: they count for conditions too.
    pub(crate) fn hide_elsewhere(&mut self, acts: Arc<[(u64, u64)]>) {
        self.open.elsewhere.acts = acts;
    }

    /// The acts that a withholding names and that this log does not have yet: whoever logs it logs them right before it.
    ///
    /// `is_logged` tells whether the log has an entry with these bytes.
    #[must_use]
    pub fn brought(
        &self,
        body: &Withholding,
        is_logged: &dyn Fn(&[u8]) -> bool,
    ) -> Vec<RecordEntry> {
        let is_new = |(text, entry): &(&String, RecordEntry)| {
            !self.open.by_record.contains_key(&entry.record) && !is_logged(text.as_bytes())
        };
        body.entries.iter().zip(body.acts()).filter(is_new).map(|(_, entry)| entry).collect()
    }

    /// Admits a withholding with the acts that it brings along, which come right before it from `at` on;
    /// gives the position after them all.
    ///
    /// # Errors
    /// The rule that refuses it; the state is then unchanged.
    pub fn apply_bringing(
        &mut self,
        at: u64,
        brought: &[RecordEntry],
        (record, signatures): (&Record, &[VerifiedSignature]),
    ) -> Result<u64, Violation> {
        let before = (!brought.is_empty()).then(|| self.clone());
        let applied = self.apply_all(at, brought, (record, signatures));
        if let (Err(_), Some(before)) = (&applied, before) {
            *self = before;
        }
        applied
    }

    fn apply_all(
        &mut self,
        mut at: u64,
        brought: &[RecordEntry],
        (record, signatures): (&Record, &[VerifiedSignature]),
    ) -> Result<u64, Violation> {
        for entry in brought {
            self.apply(at, entry, None, &[])?;
            at = at.saturating_add(1);
        }
        self.apply(at, &RecordEntry::of(record, signatures), Some(record), signatures)?;
        Ok(at.saturating_add(1))
    }

    pub(super) fn apply_not_shown(
        &mut self,
        at: u64,
        entry: &RecordEntry,
    ) -> Result<(), Violation> {
        if entry.kind != Kind::Endorsement {
            return Err(Violation::NotShown);
        }
        if self.open.by_record.contains_key(&entry.record) {
            return Err(Violation::Entry(Mismatch::Twice));
        }
        self.open.insert(at, entry);
        self.judge_late();
        Ok(())
    }

    /// Old mail and stale clones have what was taken out of sight, and must not bring it back.
    pub(crate) fn check_not_withheld(
        &self,
        id: &VersionId,
        record: &Hash,
    ) -> Result<(), Violation> {
        let mut acts = self.withheld(id).iter().flat_map(|one| one.body.acts());
        match acts.any(|act| act.record == *record) {
            true => Err(Violation::Withheld { version: id.clone() }),
            false => Ok(()),
        }
    }

    /// Takes words down that the version binds, each once.
    fn take_down(&mut self, id: &VersionId, body: &Withholding) -> Result<(), Violation> {
        let version = self.version_mut(id).ok_or_else(|| Violation::NoSuchVersion(id.clone()))?;
        let files = version.files();
        let is_shown = |words: &&Hash| {
            files.iter().any(|file| file.sha256 == **words && file.taken_down.is_none())
        };
        if let Some(words) = body.words.iter().find(|words| !is_shown(words)) {
            return Err(Violation::NoSuchWords { version: id.clone(), words: *words });
        }
        let words = body.words.iter().map(|words| (*words, body.reason.clone()));
        version.taken_down.extend(words);
        Ok(())
    }

    pub(super) fn apply_withholding(
        &mut self,
        at: u64,
        record: &Record,
        body: &Withholding,
        signatures: &[VerifiedSignature],
    ) -> Result<(), Violation> {
        let id = body.statement.at(body.version);
        self.root.as_ref().ok_or(Violation::Founding)?.approve(signatures)?;
        let version = self.version(&id).ok_or_else(|| Violation::NoSuchVersion(id.clone()))?;
        if version.record != body.record {
            let (want, got) = (version.record, body.record);
            return Err(Violation::OtherWords { version: id, want, got });
        }
        let put_forward = version.at;
        let last = self.withheld.get(&id).and_then(|all| all.last());
        let number = last.map_or(1, |last| last.body.number + 1);
        if body.number != number || body.previous != last.map(|last| last.record) {
            let what = Expected::Withholding { version: id, number };
            return Err(Violation::Chain { what });
        }
        if !body.words.is_empty() {
            self.take_down(&id, body)?;
        }
        let mut entries = Vec::with_capacity(body.entries.len());
        let mut end = None;
        for text in &body.entries {
            let Ok(Entry::Record(entry)) = Entry::decode(text.as_bytes()) else {
                return Err(Violation::NotOpen(NotOpen::NoEntry));
            };
            let open = self.open.by_record.get(&entry.record).copied();
            let is_this = |at: &u64| self.open.by_position.get(at) == Some(&entry);
            let Some(open) = open.filter(is_this).filter(|open| *open > put_forward) else {
                return Err(Violation::NotOpen(NotOpen::Record(entry.record)));
            };
            entries.push(open);
            end = Some(entry.record);
        }
        // A chain is withheld whole: what is left out might be a withdrawal.
        if end.is_some_and(|end| self.open.by_previous.contains_key(&end)) {
            return Err(Violation::HalfAChain);
        }
        for entry in &entries {
            self.open.remove(*entry);
        }
        let withheld = Withheld { record: record.hash(), body: body.clone(), at, entries };
        self.withheld.entry(id).or_default().push(withheld);
        Ok(())
    }
}
