//! Appending to a log that is there: what is pending, then what is new, then the heads entry and the signed checkpoint.
//!
//! Whoever appends keeps the new head ([`signed::keep`]) once it is committed.

use std::collections::{BTreeMap, BTreeSet};

use super::error::{AppendFault, LandError};
use super::open::Opened;
use super::signer::Signer;
use super::{Error, World, signed};
use countersign_core::allowed_signers;
use countersign_core::cache::{Cache, Unusable};
use countersign_core::layout;
use countersign_core::ledger::State;
use countersign_core::ledger::chains::Answers;
use countersign_core::log::Continuation;
use countersign_core::merkle;
use countersign_core::record::entry::{Entry, RecordEntry};
use countersign_core::record::{Body, Record};

/// An entry, with its record where that is shown; an act that a withholding brings along has none.
pub(super) type NewEntry = (RecordEntry, Option<Record>);

/// The files of a commit.
#[derive(Debug, Default, Clone)]
pub(super) struct Files {
    /// Files to be written.
    pub(super) put: BTreeMap<String, Vec<u8>>,
    /// Files to be removed.
    pub(super) remove: BTreeSet<String>,
}

impl Files {
    /// The new checkpoint, where there is one.
    pub(super) fn checkpoint(&self) -> Option<Vec<u8>> {
        self.put.get(layout::CHECKPOINT).cloned()
    }
}

/// A log that is about to be appended to.
pub(super) struct Appending<'a> {
    opened: &'a Opened,
    log: Continuation<'a>,
}

impl<'a> Appending<'a> {
    /// The log of a registry, compared with what was signed here last.
    pub(super) fn to(world: &dyn World, opened: &'a Opened) -> Result<Self, Error> {
        Ok(Self { opened, log: signed::continuation(world, opened)? })
    }

    /// Appends what is pending, then `new`, then the heads entry, and signs the checkpoint.
    pub(super) fn append(
        &self,
        state: &State,
        new: Vec<NewEntry>,
        key: &Signer,
        files: &mut Files,
    ) -> Result<(), Error> {
        let mut all = pending(self.opened)?;
        all.extend(new);
        let mut known = self.opened.continued().borrow_mut();
        if known.size() != self.log.size() {
            return Err(LandError::Known(Unusable).into());
        }
        let entries = entries(&mut known, state, all).map_err(LandError::Append)?;
        let root = state.root().ok_or(LandError::NoAuthority)?;
        let Signer::InProcess(secret) = key else { return Err(LandError::LogKeyElsewhere.into()) };
        let written = self.log.append(&entries, &root.body, secret).map_err(signed::refused)?;
        files.put.extend(written.put);
        // Only an append writes it, one after the other: what waits then changes no file that another branch changes.
        let signers = allowed_signers::derive(state).into_bytes();
        files.put.insert(layout::ALLOWED_SIGNERS.to_owned(), signers);
        files.remove.extend(written.remove);
        Ok(())
    }
}

/// What waits to be logged.
fn pending(opened: &Opened) -> Result<Vec<NewEntry>, Error> {
    let examined = &opened.examined;
    let mut all = Vec::new();
    for read in examined.pending.admitted.iter().filter_map(|at| examined.reading.records.get(*at))
    {
        let brought = brought(opened, &examined.replayed.state, &read.record)?;
        all.extend(brought.into_iter().map(|act| (act, None)));
        let entry = RecordEntry::of(&read.record, &read.verified_signatures());
        all.push((entry, Some(read.record.clone())));
    }
    Ok(all)
}

/// The bytes of entries and of the heads entry behind them; the tables go along.
#[expect(clippy::expect_used, reason = "the ledger admitted these records")]
fn entries(
    known: &mut Cache,
    state: &State,
    all: Vec<NewEntry>,
) -> Result<Vec<Vec<u8>>, AppendFault> {
    let mut answers = Answers::default();
    all.iter().filter_map(|(_, record)| record.as_ref()).for_each(|record| answers.note(record));
    let mut entries = Vec::with_capacity(all.len() + 1);
    for (entry, record) in all {
        let record = record.as_ref();
        let holder = record.and_then(|record| state.revoked(record)).map(|(domain, _)| domain);
        let chains = answers.names(&entry, record, holder);
        for chain in chains.expect("what was admitted stands in a chain") {
            known.append_to_chain(&chain, &entry.record)?;
        }
        entries.push(Entry::Record(entry).encode()?);
    }
    entries.push(Entry::Heads(known.root()?).encode()?);
    for entry in &entries {
        known.append_entry(merkle::leaf_hash(entry))?;
    }
    Ok(entries)
}

/// The acts that a withholding brings along, because the log does not have them yet.
pub(super) fn brought(
    opened: &Opened,
    state: &State,
    record: &Record,
) -> Result<Vec<RecordEntry>, Error> {
    let Body::Withholding(body) = record.body() else { return Ok(Vec::new()) };
    let mut logged = BTreeSet::new();
    for text in &body.entries {
        let leaf = merkle::leaf_hash(text.as_bytes());
        let place = opened.continued().borrow_mut().position(&leaf).map_err(LandError::Known)?;
        if place.is_some() {
            logged.insert(text.as_bytes());
        }
    }
    Ok(state.brought(body, &|bytes| logged.contains(bytes)))
}
