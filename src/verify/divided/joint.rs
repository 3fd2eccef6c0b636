//! What the parts of a registry have in common: the positions of a log, and the map of chains.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::digest::Hash;
use crate::heads::Heads;
use crate::ledger::chains::Appended;
use crate::merkle;
use crate::record::entry::Entry;
use crate::verify::reading::Reading;

/// The positions of the entries of a log, in the order of their leaf hashes.
pub(super) struct Positions(Vec<u32>);

impl Positions {
    /// None where there are more than four thousand million.
    pub(super) fn of(leaves: &[Hash]) -> Option<Self> {
        let mut sorted: Vec<u32> = (0..u32::try_from(leaves.len()).ok()?).collect();
        sorted.par_sort_unstable_by_key(|at| leaves.get(*at as usize));
        Some(Self(sorted))
    }

    /// One position of this leaf; where it has several, whoever accounts for all entries finds one left over.
    fn find(&self, leaves: &[Hash], leaf: &Hash) -> Option<u64> {
        let found = self.0.binary_search_by_key(&Some(leaf), |at| leaves.get(*at as usize));
        found.ok().and_then(|index| self.0.get(index)).map(|at| u64::from(*at))
    }

    /// The entries of everything that was read, with their positions, in order; none where the log has not all of them.
    pub(super) fn entries(&self, leaves: &[Hash], reading: &Reading) -> Option<Vec<(u64, Entry)>> {
        let mut entries = reading
            .entries()
            .map(|(bytes, entry)| Some((self.find(leaves, &merkle::leaf_hash(&bytes))?, entry)))
            .collect::<Option<Vec<_>>>()?;
        entries.sort_unstable_by_key(|(at, _)| *at);
        Some(entries)
    }
}

/// Which entries are accounted for, and what was appended to which chain.
#[derive(Debug, Default)]
pub(super) struct Joint {
    /// Where each heads entry is, and the root that it names.
    heads: Vec<(u64, Hash)>,
    /// The record of every entry; zero where it was not accounted for, or is a heads entry.
    records: Vec<Hash>,
    is_accounted: Vec<bool>,
    left: usize,
    chains: Vec<Hash>,
    /// The positions of what was appended, with the place of the chain.
    rows: Vec<(u32, u32)>,
}

impl Joint {
    /// A log of `size` entries with these heads entries; none where it does not end with one.
    pub(super) fn new(size: u64, heads: Vec<(u64, Hash)>) -> Option<Self> {
        let size = usize::try_from(size).ok()?;
        let mut joint = Self {
            records: vec![Hash::ZERO; size],
            is_accounted: vec![false; size],
            left: size,
            ..Self::default()
        };
        joint.account(heads.iter().map(|(at, _)| *at))?;
        joint.is_accounted.last().filter(|is_heads| **is_heads)?;
        joint.heads = heads;
        Some(joint)
    }

    /// Adds the entries of a part; none where one of them was accounted for already.
    pub(super) fn add(
        &mut self,
        entries: impl IntoIterator<Item = u64>,
        appended: Vec<Appended>,
    ) -> Option<()> {
        self.account(entries)?;
        let mut places: HashMap<Hash, u32> = HashMap::new();
        for one in appended {
            let place = match places.get(&one.chain) {
                Some(place) => *place,
                None => {
                    let place = u32::try_from(self.chains.len()).ok()?;
                    self.chains.push(one.chain);
                    places.insert(one.chain, place);
                    place
                }
            };
            *self.records.get_mut(usize::try_from(one.at).ok()?)? = one.record;
            self.rows.push((u32::try_from(one.at).ok()?, place));
        }
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

    /// The map of chains, where every entry is accounted for and every heads entry has its root.
    pub(super) fn end(mut self) -> Option<Heads> {
        if self.left > 0 {
            return None;
        }
        self.rows.par_sort_unstable();
        let mut rows = self.rows.iter().peekable();
        let mut heads = Heads::default();
        for (end, root) in &self.heads {
            while let Some((at, place)) = rows.next_if(|(at, _)| u64::from(*at) < *end) {
                let chain = self.chains.get(*place as usize)?;
                heads.append_at(*chain, self.records.get(*at as usize)?);
            }
            if heads.root() != *root {
                return None;
            }
        }
        Some(heads)
    }
}
