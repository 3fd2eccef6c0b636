//! What was found sound before, so that a writer looks only at what it touches.
//!
//! After a whole registry was verified, and after every commit of its own, a writer remembers two kinds of rows:
//! for every log entry (by its leaf hash) its position, and for every chain of the map (by its key) its value.
//! They are good for exactly one state of the registry, named by the git ids of its folders `registry` and `keys`,
//! and for one version of this program; for any other state they are ignored and everything is verified again.
//! They only save work: a record that is not found in them sends the writer back to full verification.
//!
//! Most rows lie in a table that stays as it is (`table`); what came since lies beside it, in a small file:
//! the SHA-256 of all that follows (32 bytes), a line of JSON, chain rows (key, value), entry rows (leaf hash, position),
//! and the subtrees of the map of chains that are no longer the table's (shard, keys, hash).
//! So an append reads a few shards of the table and writes the small file, until that has some thousands of rows;
//! then they are folded into a new table. The line names the SHA-256 of the table's head, which names those of the shards:
//! whatever is damaged, or does not belong together, is noticed.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Seek, Write};
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::canonical;
use crate::chain_map::parts::Whole;
use crate::chain_map::{self, Subtree};
use crate::digest::Hash;

mod table;
#[cfg(test)]
mod tests;

use table::{Table, put_chain, put_entry, take, take_chain, take_entry, take_hash};

/// Longest line of JSON, in bytes.
const HEAD_BYTES_MAX: usize = 4 << 10;
/// How many rows may lie beside the table: they are read and written with each append.
const SINCE_ROWS_MAX: usize = 4_096;

/// The state of a registry that the tables are good for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Of {
    /// Whether verification had nothing at all to say, not even a note.
    pub clean: bool,
    /// The git id of the folder `keys`.
    pub keys: String,
    /// The version of the program that verified it.
    pub program: String,
    /// The git id of the folder `registry`.
    pub registry: String,
    /// How many entries the log has.
    #[serde(deserialize_with = "canonical::integer")]
    pub size: u64,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    /// How many bits of a key choose its shard of the table.
    bits: u32,
    /// How many chain rows follow.
    chains: u32,
    /// How many entry rows follow.
    entries: u32,
    of: Of,
    /// How many subtrees follow.
    subtrees: u32,
    /// The SHA-256 of the table's head.
    table: Hash,
}

/// The table, of which only the shards that were asked for are in memory, and what came since.
pub struct Cache {
    of: Of,
    table: Table,
    /// The table's file, where it is not written yet.
    unwritten: Option<Arc<Vec<u8>>>,
    chains: BTreeMap<Hash, Hash>,
    entries: BTreeMap<Hash, u64>,
    /// Over the shards whose chains are not the table's.
    subtrees: BTreeMap<usize, Subtree>,
    /// The shards whose subtree is not that of their chains any more.
    stale: BTreeSet<usize>,
    /// The map over all shards, once it was asked for.
    whole: Option<Whole>,
}

/// What must be written to keep the tables.
pub struct Saved {
    /// The table, where it is new; to be written first.
    pub table: Option<Arc<Vec<u8>>>,
    /// What came since.
    pub since: Vec<u8>,
}

/// The tables cannot be used: verify everything instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("what was remembered is damaged or belongs to another state")]
pub struct Unusable;

impl Cache {
    /// The tables of a registry that was verified: every chain with its value, every entry's leaf hash in order.
    #[must_use]
    pub fn of_all(
        of: Of,
        chains: impl Iterator<Item = (Hash, Hash)>,
        leaves: impl Iterator<Item = Hash>,
    ) -> Self {
        let (table, file) = Table::of(chains.collect(), leaves.zip(0..).collect());
        Self { unwritten: Some(file), ..Self::beside(of, table) }
    }

    /// Writes the table where both kinds of rows come in the order of their hashes: chains with their values,
    /// leaf hashes with their positions. Gives the file of what came since, which is nothing.
    ///
    /// # Errors
    /// Where the table cannot be written.
    pub fn write(
        of: Of,
        file: &mut (impl Write + Seek),
        chains: impl ExactSizeIterator<Item = (Hash, Hash)>,
        entries: impl ExactSizeIterator<Item = (Hash, u64)>,
    ) -> io::Result<Vec<u8>> {
        let (keys, registry) = (of.keys.clone(), of.registry.clone());
        let mut known = Self::beside(of, Table::written(file, chains, entries)?);
        Ok(known.save(keys, registry).map_err(io::Error::other)?.since)
    }

    fn beside(of: Of, table: Table) -> Self {
        Self {
            of,
            table,
            unwritten: None,
            chains: BTreeMap::new(),
            entries: BTreeMap::new(),
            subtrees: BTreeMap::new(),
            stale: BTreeSet::new(),
            whole: None,
        }
    }

    /// The tables with this file of what came since; `read` gives some bytes of the table's file.
    ///
    /// # Errors
    /// Where the file or the table's head is damaged, or not that of `of`, or one is not the other's.
    pub fn open(
        since: &[u8],
        of: impl Fn(&Of) -> bool,
        read: Box<dyn Fn(Range<u64>) -> Option<Vec<u8>>>,
    ) -> Result<Self, Unusable> {
        let mut rest = since;
        if take_hash(&mut rest).ok_or(Unusable)? != Hash::of(rest) {
            return Err(Unusable);
        }
        let end = rest.iter().position(|byte| *byte == b'\n').ok_or(Unusable)?;
        let (line, rows) = rest.split_at(end);
        let head: Head = canonical::decode(line, HEAD_BYTES_MAX).map_err(|_| Unusable)?;
        if !of(&head.of) {
            return Err(Unusable);
        }
        let table = Table::open(head.bits, head.table, read)?;
        let mut known = Self::beside(head.of.clone(), table);
        known.take_rows(&head, rows).ok_or(Unusable)?;
        Ok(known)
    }

    fn take_rows(&mut self, head: &Head, mut rest: &[u8]) -> Option<()> {
        let [b'\n'] = take(&mut rest)? else { return None };
        for _ in 0..head.chains {
            self.chains.extend([take_chain(&mut rest)?]);
        }
        for _ in 0..head.entries {
            self.entries.extend([take_entry(&mut rest)?]);
        }
        for _ in 0..head.subtrees {
            let index = usize::try_from(u32::from_be_bytes(take(&mut rest)?)).ok()?;
            let keys = u64::from_be_bytes(take(&mut rest)?);
            self.subtrees.insert(index, Subtree { keys, hash: take_hash(&mut rest)? });
        }
        rest.is_empty().then_some(())
    }

    /// How many entries the log has.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.of.size
    }

    /// The state that they are good for.
    #[must_use]
    pub const fn of(&self) -> &Of {
        &self.of
    }

    /// Notes that there was something to say about what was looked at last.
    pub fn soil(&mut self) {
        self.of.clean = false;
    }

    /// The position of the entry with this leaf hash.
    ///
    /// # Errors
    /// Where a shard is damaged.
    pub fn position(&mut self, leaf: &Hash) -> Result<Option<u64>, Unusable> {
        match self.entries.get(leaf) {
            Some(position) => Ok(Some(*position)),
            None => self.table.position(leaf),
        }
    }

    /// Appends a record to a chain.
    ///
    /// # Errors
    /// Where a shard is damaged.
    pub fn append_to_chain(&mut self, chain: &str, record: &Hash) -> Result<(), Unusable> {
        let key = chain_map::key(chain);
        let value = match self.chains.get(&key) {
            Some(value) => *value,
            None => self.table.value(&key)?.unwrap_or(Hash::ZERO),
        };
        self.chains.insert(key, chain_map::next_value(&value, record));
        self.stale.insert(self.table.place(&key));
        Ok(())
    }

    /// Appends an entry to the log.
    ///
    /// # Errors
    /// None today.
    pub fn append_entry(&mut self, leaf: Hash) -> Result<(), Unusable> {
        self.entries.insert(leaf, self.of.size);
        self.of.size += 1;
        Ok(())
    }

    /// The root of the map of chains; it hashes what changed since it was last asked.
    ///
    /// # Errors
    /// Where a shard is damaged.
    pub fn root(&mut self) -> Result<Hash, Unusable> {
        let mut whole = match self.whole.take() {
            Some(whole) => whole,
            None => {
                let mut shards: Vec<Subtree> = self.table.subtrees().collect();
                for (index, subtree) in &self.subtrees {
                    *shards.get_mut(*index).ok_or(Unusable)? = *subtree;
                }
                Whole::of(shards)
            }
        };
        while let Some(index) = self.stale.first().copied() {
            let subtree = self.subtree(index)?;
            whole.set(index, subtree);
            self.subtrees.insert(index, subtree);
            self.stale.remove(&index);
        }
        let root = whole.root();
        self.whole = Some(whole);
        Ok(root)
    }

    /// The files to write so that the tables are good for `keys` and `registry`.
    ///
    /// # Errors
    /// Where a shard is damaged.
    pub fn save(&mut self, keys: String, registry: String) -> Result<Saved, Unusable> {
        self.root()?;
        (self.of.keys, self.of.registry) = (keys, registry);
        if self.chains.len() + self.entries.len() > SINCE_ROWS_MAX {
            self.fold()?;
        }
        let mut rows = Vec::new();
        self.chains.iter().for_each(|(key, value)| put_chain(&mut rows, &(*key, *value)));
        self.entries.iter().for_each(|(leaf, at)| put_entry(&mut rows, &(*leaf, *at)));
        for (index, subtree) in &self.subtrees {
            rows.extend_from_slice(&(*index as u32).to_be_bytes());
            rows.extend_from_slice(&subtree.keys.to_be_bytes());
            rows.extend_from_slice(subtree.hash.as_bytes());
        }
        let head = Head {
            bits: self.table.bits(),
            chains: self.chains.len() as u32,
            entries: self.entries.len() as u32,
            of: self.of.clone(),
            subtrees: self.subtrees.len() as u32,
            table: self.table.hash,
        };
        let head = canonical::encode(&head).map_err(|_| Unusable)?;
        let rest = [head.as_slice(), b"\n", &rows].concat();
        let since = [Hash::of(&rest).as_bytes().as_slice(), &rest].concat();
        Ok(Saved { table: self.unwritten.take(), since })
    }

    /// Whether every shard is there and undamaged.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.table.is_whole()
    }

    /// Brings the table up to date, so that nothing lies beside it.
    fn fold(&mut self) -> Result<(), Unusable> {
        let (mut chains, mut entries) = self.table.rows()?;
        chains.retain(|(key, _)| !self.chains.contains_key(key));
        chains.extend(std::mem::take(&mut self.chains));
        entries.extend(std::mem::take(&mut self.entries));
        let (table, file) = Table::of(chains, entries);
        *self = Self { unwritten: Some(file), ..Self::beside(self.of.clone(), table) };
        Ok(())
    }

    /// The subtree over the chains of a shard, with what came since.
    fn subtree(&mut self, index: usize) -> Result<Subtree, Unusable> {
        let (first, last) = self.table.keys(index);
        let mut chains = self.table.chains(index)?.to_vec();
        chains.retain(|(key, _)| !self.chains.contains_key(key));
        chains.extend(self.chains.range(first..=last).map(|(key, value)| (*key, *value)));
        chains.sort();
        Ok(Subtree::of_sorted(&chains, self.table.bits() as usize))
    }
}
