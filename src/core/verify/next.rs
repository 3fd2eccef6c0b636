//! The head that was announced: what the log key will sign next, fixed before it signs.
//!
//! With a remote, several people may hold the log key, and two of them must never sign two histories.
//! So an append is announced first: `registry/log/next` holds the text of the next checkpoint, without a signature,
//! and lands like every other file. Whoever holds the log key then signs exactly that head or nothing.
//! What was announced follows from the tree: the first records that wait, in their order, and a heads entry.

use super::Examined;
use super::finding::{Finding, LogFinding, NextFault};
use super::reading::ReadRecord;
use super::report::Severity;
use crate::allowed_signers;
use crate::checkpoint::Checkpoint;
use crate::layout;
use crate::ledger::chains::Chains;
use crate::ledger::{State, Violation};
use crate::log::{Log, NEXT_BYTES_MAX};
use crate::merkle::{self, Frontier};
use crate::record::entry::{Entry, RecordEntry};
use crate::record::{Record, Registry};
use crate::tree::{ReadError, Source};

/// What one append adds to the log, and the head that it leads to.
#[derive(Debug, Clone)]
pub struct Append {
    /// The entries, the heads entry last.
    pub entries: Vec<Vec<u8>>,
    /// The head after them.
    pub head: Checkpoint,
    /// The authority after them, whose log keys may sign that head.
    pub root: Registry,
    /// What lies at `keys/allowed_signers` after them.
    pub signers: String,
}

impl Append {
    /// What logging these records would add, in this order; `state` is what they lead to.
    #[must_use]
    pub fn of(
        examined: &Examined,
        state: &State,
        records: &[(RecordEntry, Option<Record>)],
    ) -> Option<Self> {
        let log = examined.log.as_ref().filter(|log| log.leaves().len() as u64 == log.size())?;
        let mut chains = Chains::of(examined.chains.iter().copied());
        let mut entries = Vec::with_capacity(records.len() + 1);
        // An act that a withholding brings along comes before the record that says what it was about.
        records
            .iter()
            .filter_map(|(_, record)| record.as_ref())
            .for_each(|record| chains.answer_for(record));
        for (entry, record) in records {
            let record = record.as_ref();
            let holder = record.and_then(|record| state.revoked(record)).map(|(domain, _)| domain);
            chains.append(entry, record, holder).then_some(())?;
            entries.push(Entry::Record(entry.clone()).encode().ok()?);
        }
        entries.push(Entry::Heads(chains.root()).encode().ok()?);
        let mut frontier = Frontier::default();
        log.leaves().iter().for_each(|leaf| frontier.push(*leaf));
        entries.iter().for_each(|entry| frontier.push(merkle::leaf_hash(entry)));
        let head =
            Checkpoint::new(log.checkpoint.origin(), frontier.size(), frontier.root()).ok()?;
        let (root, signers) = (state.root()?.body.clone(), allowed_signers::derive(state));
        Some(Self { entries, head, root, signers })
    }
}

impl Examined {
    /// The entries that wait to be logged, in the order in which they will be, with their records.
    #[must_use]
    pub fn waiting(&self) -> Vec<(RecordEntry, Option<Record>)> {
        let record =
            |index: &usize| self.reading.records.get(*index).map(|read| read.record.clone());
        let waiting = self.pending.entries.iter();
        waiting.map(|(entry, index)| (entry.clone(), index.as_ref().and_then(record))).collect()
    }

    /// The announced append: the first of the records that wait.
    #[must_use]
    pub fn announced_append(&self) -> Option<Append> {
        let head = self.announced.as_ref()?;
        let count = head.size().checked_sub(self.log.as_ref()?.size())?.checked_sub(1)?;
        let waiting = self.waiting();
        let records = waiting.get(..usize::try_from(count).ok()?)?;
        Append::of(self, &self.state_after(records.len()).ok()?, records)
    }

    /// Reads what was announced, and compares it with what follows from the records that wait.
    pub(super) fn judge_announced(&mut self, source: &dyn Source) {
        if !source.listing().files.contains_key(layout::NEXT) || !self.replayed.complete {
            return;
        }
        let said = match source.read(layout::NEXT, NEXT_BYTES_MAX) {
            Ok(bytes) => self.announced_as(&bytes),
            Err(error @ (ReadError::Damaged { .. } | ReadError::Other { .. })) => {
                Err((Severity::Unchecked, NextFault::Unread(error)))
            }
            Err(error) => Err((Severity::Broken, NextFault::Unread(error))),
        };
        match said {
            Ok(head) => self.announced = Some(head),
            Err((severity, fault)) => {
                self.findings.push(Finding::new(severity, layout::NEXT, LogFinding::Next(fault)));
            }
        }
    }

    fn announced_as(&self, bytes: &[u8]) -> Result<Checkpoint, (Severity, NextFault)> {
        // What one record lacks may be what could not be read.
        let severity = if self.is_unread { Severity::Unchecked } else { Severity::Broken };
        let broken = |fault: NextFault| (severity, fault);
        let text = std::str::from_utf8(bytes).map_err(|error| broken(NextFault::NoText(error)))?;
        let head: Checkpoint = text.parse().map_err(|error| broken(NextFault::NoHead(error)))?;
        let size = self.log.as_ref().map_or(0, Log::size);
        let waiting = self.waiting();
        let count = head.size().checked_sub(size).and_then(|count| count.checked_sub(1));
        let Some(count) = count.filter(|count| *count > 0) else {
            return Err(broken(NextFault::Size { said: head.size(), size }));
        };
        let records = usize::try_from(count).ok().and_then(|count| waiting.get(..count));
        let Some(records) = records else {
            return Err(broken(NextFault::Count { said: count, waiting: waiting.len() }));
        };
        let state =
            self.state_after(records.len()).map_err(|rule| broken(NextFault::Rule(rule)))?;
        match Append::of(self, &state, records) {
            Some(append) if append.head.to_string().as_bytes() == bytes => Ok(append.head),
            Some(append) => {
                let (said, got) = (*head.root(), *append.head.root());
                Err(broken(NextFault::Root { said, got }))
            }
            None => Err((Severity::Unchecked, NextFault::NoLog)),
        }
    }

    /// The state after the first of the entries that wait; no append ends between a text and its publication,
    /// nor between a late endorsement and those that it asks for.
    fn state_after(&self, count: usize) -> Result<State, Violation> {
        let mut state = (*self.replayed.state).clone();
        let size = self.log.as_ref().map_or(0, Log::size);
        for (at, (entry, index)) in (size..).zip(&self.pending.entries).take(count) {
            let read = index.and_then(|index| self.reading.records.get(index));
            let signatures = read.map(ReadRecord::verified_signatures).unwrap_or_default();
            state.apply(at, entry, read.map(|read| &read.record), &signatures)?;
        }
        state.check_nothing_staged()?;
        let end = size.saturating_add(count as u64);
        state.end_append(end).into_iter().next().map_or(Ok(state), |one| Err(one.violation))
    }
}
