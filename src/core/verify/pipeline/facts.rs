//! What one part of a registry must know of the others.
//!
//! In a sound registry that is nothing at all: no rule about a statement asks about another one.
//! Where something is wrong, a look at all parts finds out what is; and all are looked at again with that.

use std::collections::{BTreeMap, BTreeSet};

use super::super::replay::At;
use crate::digest::Hash;
use crate::record::entry::RecordEntry;

/// What is known of the whole beside what a part says itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::verify) struct Facts {
    /// Statements that have to do with each other, or with what waits to be logged: they are looked at together.
    pub(in crate::verify) together: BTreeSet<usize>,
    /// Entries that are not those which the records here would have, by position.
    pub(in crate::verify) strays: BTreeMap<u64, Stray>,
    /// Hashes of records that this version of the program does not know.
    pub(in crate::verify) newer: BTreeSet<Hash>,
    /// Whether anything could not be read: what it holds is neither there nor missing.
    pub(in crate::verify) is_unread: bool,
    /// Whether anything at all could not be judged.
    pub(in crate::verify) is_unjudged: bool,
    /// The entry at which judging ends.
    pub(in crate::verify) stop: Option<u64>,
    /// Acts that are not shown: the entry of each, and that of the record which answers for it.
    pub(in crate::verify) hidden: Vec<(u64, u64)>,
}

/// An entry that is not that of a record as it lies here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::verify) struct Stray {
    pub(in crate::verify) entry: Result<RecordEntry, crate::record::entry::EntryError>,
    /// Whether no part has its record.
    pub(in crate::verify) is_missing: bool,
}

impl Stray {
    /// The hash of its record, where it can be read.
    pub(super) fn record(&self) -> Option<Hash> {
        self.entry.as_ref().ok().map(|entry| entry.record)
    }
}

impl Facts {
    /// The strays whose record one part has, and all that no part has where that is asked.
    pub(in crate::verify) fn of_part(
        &self,
        has: impl Fn(&Hash) -> bool,
        and_missing: bool,
    ) -> impl Iterator<Item = At> {
        let is_its = move |stray: &Stray| match &stray.entry {
            Ok(entry) => has(&entry.record) || and_missing && stray.is_missing,
            Err(_) => and_missing,
        };
        let its = self.strays.iter().filter(move |(_, stray)| is_its(stray));
        its.map(|(at, stray)| (*at, stray.entry.clone()))
    }

    /// The entries whose records no part has.
    pub(in crate::verify) fn missing(&self) -> impl Iterator<Item = (u64, &RecordEntry)> {
        let missing = self.strays.iter().filter(|(_, stray)| stray.is_missing);
        missing.filter_map(|(at, stray)| Some((*at, stray.entry.as_ref().ok()?)))
    }

    /// Records that an entry continues whose own record is missing.
    pub(in crate::verify) fn continued(&self) -> impl Iterator<Item = Hash> {
        let last = self.stop.unwrap_or(u64::MAX);
        let missing = self.strays.range(..last).map(|(_, stray)| stray);
        let missing = missing.filter(|stray| stray.is_missing);
        missing.filter_map(|stray| stray.entry.as_ref().ok()?.previous)
    }
}
