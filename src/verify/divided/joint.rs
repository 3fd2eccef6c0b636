//! What the parts of a registry have in common: the positions of a log, and the map of chains.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use crate::digest::Hash;
use crate::heads::parts::{self, Whole, part_of};
use crate::heads::{self, Subtree};
use crate::ledger::chains::Appended;
use crate::merkle;
use crate::record::entry::Entry;
use crate::verify::reading::Reading;

/// How many leaves are looked at on both sides of the last position.
const NEAR: usize = 16;

/// The positions of the entries of a log, in the order of their leaf hashes.
#[derive(Debug)]
pub(super) struct Positions(Vec<u32>);

impl Positions {
    /// None where there are more than four thousand million.
    pub(super) fn of(leaves: &[Hash]) -> Option<Self> {
        let mut sorted: Vec<u32> = (0..u32::try_from(leaves.len()).ok()?).collect();
        sorted.par_sort_unstable_by_key(|at| leaves.get(*at as usize));
        Some(Self(sorted))
    }

    /// The leaf hashes in their order, with their positions.
    pub(super) fn rows(&self, leaves: &[Hash]) -> impl ExactSizeIterator<Item = (Hash, u64)> {
        let leaf = |at: &u32| leaves.get(*at as usize).copied().unwrap_or(Hash::ZERO);
        self.0.iter().map(move |at| (leaf(at), u64::from(*at)))
    }

    /// One position of this leaf; where it has several, whoever accounts for all entries finds one left over.
    fn find(&self, leaves: &[Hash], leaf: &Hash) -> Option<usize> {
        let found = self.0.binary_search_by_key(&Some(leaf), |at| leaves.get(*at as usize));
        found.ok().and_then(|index| self.0.get(index)).map(|at| *at as usize)
    }

    /// The entries of everything that was read, with their positions, in order; none where the log has not all of them.
    pub(super) fn entries(&self, leaves: &[Hash], reading: &Reading) -> Option<Vec<(u64, Entry)>> {
        let mut entries = Vec::with_capacity(reading.records.len());
        let mut last = 0;
        for (bytes, entry) in reading.entries() {
            let leaf = merkle::leaf_hash(&bytes);
            last = near(leaves, &leaf, last).or_else(|| self.find(leaves, &leaf))?;
            entries.push((last as u64, entry));
        }
        entries.sort_unstable_by_key(|(at, _)| *at);
        Some(entries)
    }
}

/// The position of a leaf close to another position: what lies in one folder was mostly logged together.
fn near(leaves: &[Hash], leaf: &Hash, position: usize) -> Option<usize> {
    let first = position.saturating_sub(NEAR);
    let some = leaves.get(first..leaves.len().min(position + NEAR))?;
    some.iter().position(|one| one == leaf).map(|at| first + at)
}

/// Where the heads entries of a log are, and the roots that they name.
pub(super) struct HeadsEntries(pub(super) Vec<(u64, Hash)>);

impl HeadsEntries {
    /// What chains are at the heads entries after records were appended to them; each chain is here whole.
    fn changes(&self, appended: Vec<Appended>) -> Vec<Change> {
        let mut newest: HashMap<Hash, usize> = HashMap::new();
        let mut changes: Vec<Change> = Vec::new();
        for Appended { at, chain, record } in appended {
            let moment = self.0.partition_point(|(heads, _)| *heads < at) as u32;
            let before = newest.get(&chain).and_then(|index| changes.get_mut(*index));
            let value = before.as_ref().map_or(Hash::ZERO, |change| change.value);
            let value = heads::next_value(&value, &record);
            match before.filter(|change| change.moment == moment) {
                Some(change) => change.value = value,
                None => {
                    newest.insert(chain, changes.len());
                    changes.push(Change { moment, chain, value });
                }
            }
        }
        changes
    }
}

/// What a chain is from one heads entry on, which is given by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Change {
    moment: u32,
    chain: Hash,
    value: Hash,
}

/// The entries of a part, and what they make of chains that no other part has.
pub(super) struct Part {
    positions: Vec<u64>,
    changes: Vec<Change>,
    /// How the hashes of the records begin that are here, and those of acts that are not shown.
    shown: Vec<u64>,
    hidden: Vec<u64>,
}

impl Part {
    pub(super) fn of(
        heads: &HeadsEntries,
        reading: &Reading,
        entries: &[(u64, Entry)],
        appended: Vec<Appended>,
    ) -> Self {
        let (mut shown, mut hidden) = (Vec::with_capacity(entries.len()), Vec::new());
        for (_, entry) in entries {
            let Entry::Record(entry) = entry else { continue };
            let is_here = reading.by_hash.contains_key(&entry.record);
            if is_here { &mut shown } else { &mut hidden }.push(beginning(&entry.record));
        }
        let positions = entries.iter().map(|(at, _)| *at).collect();
        Self { positions, changes: heads.changes(appended), shown, hidden }
    }
}

fn beginning(hash: &Hash) -> u64 {
    hash.as_bytes().first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes))
}

/// Which entries are accounted for, and what became of the chains.
#[derive(Debug, Default)]
pub(super) struct Joint {
    is_accounted: Vec<bool>,
    left: usize,
    changes: Vec<Change>,
    shown: Vec<u64>,
    hidden: Vec<u64>,
}

impl Joint {
    /// A log of `size` entries with these heads entries; none where it does not end with one.
    pub(super) fn new(size: u64, heads: &HeadsEntries) -> Option<Self> {
        let left = usize::try_from(size).ok()?;
        let mut joint = Self { is_accounted: vec![false; left], left, ..Self::default() };
        joint.account(heads.0.iter().map(|(at, _)| *at))?;
        joint.is_accounted.last().filter(|is_heads| **is_heads)?;
        Some(joint)
    }

    /// Adds a part; none where one of its entries was accounted for already.
    pub(super) fn add(&mut self, part: Part) -> Option<()> {
        self.account(part.positions)?;
        self.changes.extend(part.changes);
        self.shown.extend(part.shown);
        self.hidden.extend(part.hidden);
        Some(())
    }

    fn account(&mut self, entries: impl IntoIterator<Item = u64>) -> Option<()> {
        for at in entries {
            let is_accounted = self.is_accounted.get_mut(usize::try_from(at).ok()?)?;
            if std::mem::replace(is_accounted, true) {
                return None;
            }
            self.left = self.left.checked_sub(1)?;
        }
        Some(())
    }

    /// Every chain with its value, where every entry is accounted for and every heads entry has the root of the map.
    pub(super) fn end(self, heads: &HeadsEntries) -> Option<Vec<(Hash, Hash)>> {
        // What is not shown in one part must not stand in another one, under whatever signatures.
        let hidden: HashSet<u64> = self.hidden.iter().copied().collect();
        let is_twice = |shown: &u64| hidden.contains(shown);
        if self.left > 0
            || hidden.len() < self.hidden.len()
            || !hidden.is_empty() && self.shown.iter().any(is_twice)
        {
            return None;
        }
        let mut changes = self.changes;
        let place = |change: &Change| part_of(&change.chain);
        changes.par_sort_unstable_by_key(|change| (place(change), *change));
        let parts: Vec<&[Change]> =
            changes.chunk_by(|left, right| place(left) == place(right)).collect();
        let mut steps: Vec<(u32, usize, Subtree)> =
            parts.par_iter().flat_map_iter(|part| follow(part)).collect();
        steps.par_sort_unstable_by_key(|(moment, part, _)| (*moment, *part));
        let mut steps = steps.into_iter().peekable();
        let mut whole = Whole::default();
        for (moment, (_, root)) in (0..).zip(&heads.0) {
            while let Some((_, part, subtree)) = steps.next_if(|(then, ..)| *then == moment) {
                whole.set(part, subtree);
            }
            if whole.root() != *root {
                return None;
            }
        }
        // Nothing may come after the last heads entry.
        if steps.next().is_some() {
            return None;
        }
        changes.par_sort_unstable_by_key(|change| (change.chain, Reverse(change.moment)));
        changes.dedup_by_key(|change| change.chain);
        Some(changes.into_iter().map(|change| (change.chain, change.value)).collect())
    }
}

/// What one part of the map is after each moment that changed it.
fn follow(changes: &[Change]) -> Vec<(u32, usize, Subtree)> {
    let mut part = parts::Part::default();
    let moments = changes.chunk_by(|left, right| left.moment == right.moment);
    let steps = moments.filter_map(|moment| {
        moment.iter().for_each(|change| part.insert(change.chain, change.value));
        let last = moment.last()?;
        Some((last.moment, part_of(&last.chain), part.subtree()))
    });
    steps.collect()
}
