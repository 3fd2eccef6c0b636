//! What was found sound before, so that a writer looks only at what it touches.
//!
//! After a whole registry was verified, and after every commit of its own, a writer remembers two tables:
//! for every log entry (by its leaf hash) its position, and for every chain of the heads map (by its key) its value.
//! They are good for exactly one state of the registry, named by the git ids of its folders `registry` and `keys`,
//! and for one version of this program; for any other state they are ignored and everything is verified again.
//! They only save work: a record that is not found in them sends the writer back to full verification.
//!
//! Rows lie sorted in 256 shards by the first byte of their key, so that an append touches a few of them.
//! A shard is `COUNT` (four bytes, big-endian) and so many chain rows of 64 bytes (key, value),
//! then entry rows of 40 bytes (leaf hash, position big-endian); its SHA-256 stands in the table of contents.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::canonical;
use crate::digest::{HASH_BYTES, Hash};
use crate::heads::{self, Subtree};

/// How many shards there are: one for each first byte.
pub const SHARDS: usize = 256;
/// Largest table of contents, in bytes.
pub(crate) const CONTENTS_BYTES_MAX: usize = 1 << 20;
/// Largest shard, in bytes: a hundred million rows in all.
pub(crate) const SHARD_BYTES_MAX: u64 = 64 << 20;

const CHAIN_ROW_BYTES: usize = 2 * HASH_BYTES;
const ENTRY_ROW_BYTES: usize = HASH_BYTES + 8;

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

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    chains: u64,
    root: Hash,
    sha256: Hash,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Contents {
    of: Of,
    shards: Vec<Line>,
}

/// Rows in the order of their keys, each key once.
#[derive(Debug, Clone, Default)]
struct Shard {
    chains: Vec<(Hash, Hash)>,
    entries: Vec<(Hash, u64)>,
    changed: bool,
}

/// The tables, of which only the shards that were asked for are in memory.
pub struct Known {
    contents: Contents,
    shards: BTreeMap<usize, Shard>,
    read: Box<dyn Fn(usize) -> Option<Vec<u8>>>,
}

/// What must be written to keep the tables.
pub struct Saved {
    /// The shards that changed, by index.
    pub shards: Vec<(usize, Vec<u8>)>,
    /// The table of contents, to be written last.
    pub contents: Vec<u8>,
}

/// The tables cannot be used: verify everything instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("what was remembered is damaged or belongs to another state")]
pub struct Unusable;

impl Known {
    /// The tables of a registry that was verified: every chain with its value, every entry's leaf hash in order.
    #[must_use]
    pub fn of_all(
        of: Of,
        chains: impl Iterator<Item = (Hash, Hash)>,
        leaves: impl Iterator<Item = Hash>,
    ) -> Self {
        let mut shards: BTreeMap<usize, Shard> =
            (0..SHARDS).map(|index| (index, Shard { changed: true, ..Shard::default() })).collect();
        for (key, value) in chains {
            shards.entry(place(&key)).or_default().chains.push((key, value));
        }
        for (position, leaf) in (0..).zip(leaves) {
            shards.entry(place(&leaf)).or_default().entries.push((leaf, position));
        }
        for shard in shards.values_mut() {
            shard.chains.sort_unstable();
            // An entry that occurs twice is found where it came last.
            shard.entries.sort_unstable_by_key(|(leaf, position)| (*leaf, Reverse(*position)));
            shard.entries.dedup_by_key(|(leaf, _)| *leaf);
        }
        let empty = Line { chains: 0, root: Hash::ZERO, sha256: Hash::ZERO };
        let contents = Contents { of, shards: vec![empty; SHARDS] };
        Self { contents, shards, read: Box::new(|_| None) }
    }

    /// The tables with this table of contents; `read` gives the bytes of a shard.
    ///
    /// # Errors
    /// Where the table of contents is damaged, or not that of `of`.
    pub fn open(
        bytes: &[u8],
        of: impl Fn(&Of) -> bool,
        read: Box<dyn Fn(usize) -> Option<Vec<u8>>>,
    ) -> Result<Self, Unusable> {
        let contents: Contents =
            canonical::decode(bytes, CONTENTS_BYTES_MAX).map_err(|_| Unusable)?;
        if contents.shards.len() != SHARDS || !of(&contents.of) {
            return Err(Unusable);
        }
        Ok(Self { contents, shards: BTreeMap::new(), read })
    }

    /// How many entries the log has.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.contents.of.size
    }

    /// The state that they are good for.
    #[must_use]
    pub const fn of(&self) -> &Of {
        &self.contents.of
    }

    /// Notes that there was something to say about what was looked at last.
    pub fn soil(&mut self) {
        self.contents.of.clean = false;
    }

    /// The position of the entry with this leaf hash.
    ///
    /// # Errors
    /// Where a shard is damaged.
    pub fn position(&mut self, leaf: &Hash) -> Result<Option<u64>, Unusable> {
        let entries = &self.shard(place(leaf))?.entries;
        let found = row(entries, leaf).ok().and_then(|at| entries.get(at));
        Ok(found.map(|(_, position)| *position))
    }

    /// Appends a record to a chain.
    ///
    /// # Errors
    /// Where a shard is damaged.
    pub fn append_to_chain(&mut self, chain: &str, record: &Hash) -> Result<(), Unusable> {
        let key = heads::key(chain);
        let shard = self.shard(place(&key))?;
        match row(&shard.chains, &key) {
            Ok(at) => {
                let (_, value) = shard.chains.get_mut(at).ok_or(Unusable)?;
                *value = heads::next_value(value, record);
            }
            Err(at) => shard.chains.insert(at, (key, heads::next_value(&Hash::ZERO, record))),
        }
        shard.changed = true;
        Ok(())
    }

    /// Appends an entry to the log.
    ///
    /// # Errors
    /// Where a shard is damaged.
    pub fn append_entry(&mut self, leaf: Hash) -> Result<(), Unusable> {
        let position = self.contents.of.size;
        let shard = self.shard(place(&leaf))?;
        match row(&shard.entries, &leaf) {
            Ok(at) => shard.entries.get_mut(at).ok_or(Unusable)?.1 = position,
            Err(at) => shard.entries.insert(at, (leaf, position)),
        }
        shard.changed = true;
        self.contents.of.size += 1;
        Ok(())
    }

    /// The root of the heads map.
    #[must_use]
    pub fn root(&self) -> Hash {
        let subtree = |index: usize| match self.shards.get(&index).filter(|shard| shard.changed) {
            Some(shard) => subtree(shard),
            None => self
                .contents
                .shards
                .get(index)
                .map_or(Subtree::EMPTY, |line| Subtree { keys: line.chains, hash: line.root }),
        };
        let mut level: Vec<Subtree> = (0..SHARDS).map(subtree).collect();
        while level.len() > 1 {
            level = level
                .chunks(2)
                .map(|pair| pair.iter().copied().reduce(Subtree::join).unwrap_or(Subtree::EMPTY))
                .collect();
        }
        level.first().map_or(Hash::ZERO, |whole| whole.hash)
    }

    /// The files to write so that the tables are good for `keys` and `registry`: changed shards, then the contents.
    ///
    /// # Errors
    /// Never for tables that were opened or made here.
    pub fn save(&mut self, keys: String, registry: String) -> Result<Saved, Unusable> {
        let mut changed = Vec::new();
        for (index, shard) in self.shards.iter_mut().filter(|(_, shard)| shard.changed) {
            let bytes = encode(shard);
            let whole = subtree(shard);
            let line = self.contents.shards.get_mut(*index).ok_or(Unusable)?;
            *line = Line { chains: whole.keys, root: whole.hash, sha256: Hash::of(&bytes) };
            changed.push((*index, bytes));
            shard.changed = false;
        }
        self.contents.of.keys = keys;
        self.contents.of.registry = registry;
        let contents = canonical::encode(&self.contents).map_err(|_| Unusable)?;
        Ok(Saved { shards: changed, contents })
    }

    fn shard(&mut self, index: usize) -> Result<&mut Shard, Unusable> {
        if !self.shards.contains_key(&index) {
            let bytes = (self.read)(index).ok_or(Unusable)?;
            let line = self.contents.shards.get(index).ok_or(Unusable)?;
            if Hash::of(&bytes) != line.sha256 {
                return Err(Unusable);
            }
            self.shards.insert(index, decode(&bytes).ok_or(Unusable)?);
        }
        self.shards.get_mut(&index).ok_or(Unusable)
    }
}

fn place(key: &Hash) -> usize {
    usize::from(key.as_bytes()[0])
}

fn subtree(shard: &Shard) -> Subtree {
    Subtree::of_sorted(&shard.chains, 8)
}

/// Where the row of a key is, or belongs.
fn row<T>(rows: &[(Hash, T)], key: &Hash) -> Result<usize, usize> {
    rows.binary_search_by_key(key, |(key, _)| *key)
}

fn encode(shard: &Shard) -> Vec<u8> {
    let mut bytes = (shard.chains.len() as u32).to_be_bytes().to_vec();
    for (key, value) in &shard.chains {
        bytes.extend_from_slice(key.as_bytes());
        bytes.extend_from_slice(value.as_bytes());
    }
    for (leaf, position) in &shard.entries {
        bytes.extend_from_slice(leaf.as_bytes());
        bytes.extend_from_slice(&position.to_be_bytes());
    }
    bytes
}

fn decode(bytes: &[u8]) -> Option<Shard> {
    let (count, rest) = bytes.split_first_chunk::<4>()?;
    let count = usize::try_from(u32::from_be_bytes(*count)).ok()?;
    let (chains, entries) = rest.split_at_checked(count.checked_mul(CHAIN_ROW_BYTES)?)?;
    let chains = chains.chunks(CHAIN_ROW_BYTES).map(|row| {
        let (key, value) = row.split_first_chunk::<HASH_BYTES>()?;
        Some((Hash::from_bytes(*key), Hash::from_bytes(value.try_into().ok()?)))
    });
    let entries = entries.chunks(ENTRY_ROW_BYTES).map(|row| {
        let (leaf, position) = row.split_first_chunk::<HASH_BYTES>()?;
        Some((Hash::from_bytes(*leaf), u64::from_be_bytes(position.try_into().ok()?)))
    });
    let (chains, entries) =
        (chains.collect::<Option<Vec<_>>>()?, entries.collect::<Option<Vec<_>>>()?);
    let is_sorted = is_strictly_sorted(&chains) && is_strictly_sorted(&entries);
    is_sorted.then_some(Shard { chains, entries, changed: false })
}

fn is_strictly_sorted<T>(rows: &[(Hash, T)]) -> bool {
    rows.is_sorted_by(|(before, _), (after, _)| before < after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::heads::Heads;
    use proptest::prelude::*;

    fn of() -> Of {
        Of { clean: true, keys: "k".into(), program: "p".into(), registry: "r".into(), size: 0 }
    }

    proptest! {
        #[test]
        fn its_root_is_the_maps_whatever_is_reloaded(
            first in proptest::collection::vec((0..60_u32, any::<u64>()), 0..80),
            later in proptest::collection::vec((0..90_u32, any::<u64>()), 0..20),
        ) {
            let mut heads = Heads::default();
            let record = |number: &u64| Hash::of(&number.to_be_bytes());
            for (chain, number) in &first {
                heads.append(&chain.to_string(), &record(number));
            }
            let mut known = Known::of_all(of(), heads.rows(), first.iter().map(|(_, number)| record(number)));
            prop_assert_eq!(known.root(), heads.root());
            let Saved { shards, contents } = known.save("k2".into(), "r2".into()).unwrap();
            let shards: BTreeMap<usize, Vec<u8>> = shards.into_iter().collect();
            let read = Box::new(move |index| shards.get(&index).cloned());
            let mut again = Known::open(&contents, |of| of.keys == "k2", read).unwrap();
            prop_assert_eq!(again.root(), heads.root());
            for (chain, number) in &later {
                heads.append(&chain.to_string(), &record(number));
                again.append_to_chain(&chain.to_string(), &record(number)).unwrap();
            }
            prop_assert_eq!(again.root(), heads.root());
        }
    }

    #[test]
    fn a_damaged_or_foreign_table_is_unusable() {
        let mut known = Known::of_all(of(), std::iter::empty(), [Hash::of(b"x")].into_iter());
        let Saved { shards, contents } = known.save("k".into(), "r".into()).unwrap();
        let leaf = Hash::of(b"x");
        let open = |change: u8| {
            let shards: BTreeMap<usize, Vec<u8>> = shards.clone().into_iter().collect();
            let read = Box::new(move |index| {
                let mut bytes = shards.get(&index).cloned()?;
                *bytes.last_mut()? ^= change;
                Some(bytes)
            });
            Known::open(&contents, |of| of.program == "p", read).unwrap()
        };
        assert_eq!(open(0).position(&leaf), Ok(Some(0)));
        assert_eq!(open(1).position(&leaf), Err(Unusable));
        assert!(Known::open(&contents, |of| of.program == "q", Box::new(|_| None)).is_err());
        assert!(Known::open(&contents[1..], |_| true, Box::new(|_| None)).is_err());
    }
}
