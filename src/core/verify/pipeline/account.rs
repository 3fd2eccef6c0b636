//! What the parts of a registry have in common: the positions of a log, and the map of chains.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::chain_map::parts::{self, Whole, part_of};
use crate::chain_map::{self, Subtree};
use crate::cores::*;
use crate::digest::Hash;
use crate::ledger::chains::Appended;
use crate::merkle;
use crate::record::entry::{Entry, RecordEntry};
use crate::verify::reading::Reading;

/// How many leaves are looked at on both sides of the last position.
const NEAR: usize = 16;

/// The positions of the entries of a log, in the order of their leaf hashes.
#[derive(Debug, Default)]
pub(in crate::verify) struct Positions(Vec<u32>);

/// The entries of what was read.
pub(super) struct Placed {
    /// Those that the log has, with their positions, in order.
    pub(super) entries: Vec<(u64, RecordEntry)>,
    /// The records that it has not, or not with these signatures, by index; and copies of others.
    pub(super) others: Vec<usize>,
}

impl Positions {
    pub(super) fn of(leaves: &[Hash]) -> Self {
        // A log has no more entries than its files can hold, of which there are fewer than that.
        let count = u32::try_from(leaves.len()).unwrap_or(u32::MAX);
        let mut sorted: Vec<u32> = (0..count).collect();
        sorted.par_sort_unstable_by_key(|at| leaves.get(*at as usize));
        Self(sorted)
    }

    /// The leaf hashes in their order, with their positions.
    pub(in crate::verify) fn rows(
        &self,
        leaves: &[Hash],
    ) -> impl ExactSizeIterator<Item = (Hash, u64)> {
        let leaf = |at: &u32| leaves.get(*at as usize).copied().unwrap_or(Hash::ZERO);
        self.0.iter().map(move |at| (leaf(at), u64::from(*at)))
    }

    /// One position of this leaf; where it has several, another one is left over.
    pub(in crate::verify) fn find(&self, leaves: &[Hash], leaf: &Hash) -> Option<usize> {
        let found = self.0.binary_search_by_key(&Some(leaf), |at| leaves.get(*at as usize));
        found.ok().and_then(|index| self.0.get(index)).map(|at| *at as usize)
    }

    /// The entries of everything that was read, with their positions.
    pub(super) fn place(&self, leaves: &[Hash], reading: &Reading) -> Placed {
        let mut entries = Vec::with_capacity(reading.records.len());
        let (mut others, mut last) = (Vec::new(), 0);
        for (index, bytes, entry) in reading.entries() {
            let leaf = merkle::leaf_hash(&bytes);
            let at = near(leaves, &leaf, last).or_else(|| self.find(leaves, &leaf));
            let is_copy = |index| reading.by_hash.get(&entry.record) != Some(&index);
            others.extend(index.filter(|index| at.is_none() || is_copy(*index)));
            let Some(at) = at else { continue };
            last = at;
            entries.push((at as u64, entry));
        }
        entries.sort_unstable_by_key(|(at, _)| *at);
        entries.dedup_by_key(|(at, _)| *at);
        Placed { entries, others }
    }
}

/// The position of a leaf close to another position: what lies in one folder was mostly logged together.
fn near(leaves: &[Hash], leaf: &Hash, position: usize) -> Option<usize> {
    let first = position.saturating_sub(NEAR);
    let some = leaves.get(first..leaves.len().min(position + NEAR))?;
    some.iter().position(|one| one == leaf).map(|at| first + at)
}

/// Where the heads entries of a log are, and the roots that they name.
#[derive(Debug, Default)]
pub(super) struct HeadsEntries {
    pub(super) positions: Vec<u64>,
    roots: Vec<Hash>,
}

impl HeadsEntries {
    /// Notes an entry, where it is one of them.
    pub(super) fn note(&mut self, at: u64, entry: &[u8]) {
        if let Some(root) = Entry::heads(entry) {
            self.positions.push(at);
            self.roots.push(root);
        }
    }

    /// What chains are at the heads entries after records were appended to them; each chain is here whole.
    pub(super) fn changes(&self, appended: Vec<Appended>) -> Vec<Change> {
        let mut newest: HashMap<Hash, usize> = HashMap::new();
        let mut changes: Vec<Change> = Vec::new();
        for Appended { at, chain, record } in appended {
            let moment = self.positions.partition_point(|heads| *heads < at) as u32;
            let before = newest.get(&chain).and_then(|index| changes.get_mut(*index));
            let value = before.as_ref().map_or(Hash::ZERO, |change| change.value);
            let value = chain_map::next_value(&value, &record);
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

    /// The heads entries before `cut` that name another root than that of the map then, and whether
    /// nothing comes after the last of all; and every chain with its value at the end.
    pub(super) fn follow(&self, mut changes: Vec<Change>, cut: u64) -> Followed {
        let place = |change: &Change| part_of(&change.chain);
        changes.par_sort_unstable_by_key(|change| (place(change), *change));
        let parts: Vec<&[Change]> =
            changes.chunk_by(|left, right| place(left) == place(right)).collect();
        let mut steps: Vec<(u32, usize, Subtree)> =
            parts.par_iter().flat_map_iter(|part| follow(part)).collect();
        steps.par_sort_unstable_by_key(|(moment, part, _)| (*moment, *part));
        let mut steps = steps.into_iter().peekable();
        let (mut whole, mut others) = (Whole::default(), Vec::new());
        for (moment, (at, root)) in (0..).zip(self.positions.iter().zip(&self.roots)) {
            if *at >= cut {
                break;
            }
            while let Some((_, part, subtree)) = steps.next_if(|(then, ..)| *then == moment) {
                whole.set(part, subtree);
            }
            if whole.root() != *root {
                others.push(*at);
            }
        }
        changes.par_sort_unstable_by_key(|change| (change.chain, Reverse(change.moment)));
        changes.dedup_by_key(|change| change.chain);
        let chains = changes.into_iter().map(|change| (change.chain, change.value)).collect();
        Followed { others, chains }
    }
}

/// What became of the chains.
pub(super) struct Followed {
    /// The heads entries that name another root.
    pub(super) others: Vec<u64>,
    /// Every chain with its value, in the order of their keys.
    pub(super) chains: Vec<(Hash, Hash)>,
}

/// What a chain is from one heads entry on, which is given by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Change {
    moment: u32,
    chain: Hash,
    value: Hash,
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
