//! The map of chains: what the last record of every chain is (a compact sparse Merkle tree).
//!
//! A chain is a named sequence of records, such as `root` or `keys/amnesty.example`.
//! Its key is `SHA-256(name)`. Its value starts as 32 zero bytes,
//! and each record makes it `SHA-256(value || record hash)`: see [`next_value`].
//! So a value names every record of its chain, in order.
//!
//! The tree goes through the 256 bits of a key, most significant first:
//!
//! - the hash of a subtree without keys is 32 zero bytes,
//! - the hash of a subtree with one key is `SHA-256(0x00 || key || value)`, at whatever depth,
//! - the hash of any other subtree is `SHA-256(0x01 || left || right)`.
//!
//! The same chains with the same values have the same root, in whatever order they came.
//! [`ChainMap::append`] marks one path as changed, [`ChainMap::root`] hashes only what is marked,
//! [`ChainMap::prove`] shows what one chain's value is, or that there is no such chain, and [`check`] checks that.
//!
//! ```
//! use countersign_core::digest::Hash;
//! use countersign_core::chain_map::{self, ChainMap};
//! let mut map = ChainMap::default();
//! map.append("root", &Hash::of(b"first"));
//! map.append("root", &Hash::of(b"second"));
//! map.append("keys/foro.example", &Hash::of(b"keys"));
//! let root = map.root();
//!
//! let first = chain_map::next_value(&Hash::ZERO, &Hash::of(b"first"));
//! let value = chain_map::next_value(&first, &Hash::of(b"second"));
//! chain_map::check(&root, "root", Some(&value), &map.prove("root"))?;
//! chain_map::check(&root, "keys/red.example", None, &map.prove("keys/red.example"))?;
//! assert!(chain_map::check(&root, "root", Some(&first), &map.prove("root")).is_err());
//! # Ok::<(), chain_map::MapError>(())
//! ```

use crate::digest::Hash;

mod map;
pub mod parts;
mod proof;
mod subtree;
#[cfg(test)]
mod tests;

use map::Map;
pub use proof::{DEPTH_MAX, MapEnd, MapError, MapProof};
pub use subtree::Subtree;

/// The value of a chain after one more record; before the first it is [`Hash::ZERO`].
#[must_use]
pub fn next_value(value: &Hash, record: &Hash) -> Hash {
    Hash::of_parts(&[value.as_bytes(), record.as_bytes()])
}

/// Every chain and its value.
#[derive(Debug, Clone, Default)]
pub struct ChainMap(Map);

impl ChainMap {
    /// The map of these chains, given by their keys, with their values.
    #[must_use]
    pub fn of(chains: impl Iterator<Item = (Hash, Hash)>) -> Self {
        let mut map = Map::default();
        for (key, value) in chains {
            map.update(key, |_| value);
        }
        Self(map)
    }

    /// Appends a record, given by its hash, to a chain, and gives the chain's new value.
    pub fn append(&mut self, chain: &str, record: &Hash) -> Hash {
        self.0.update(key(chain), |value| next_value(&value.unwrap_or(Hash::ZERO), record))
    }

    /// The value of a chain; [`Hash::ZERO`] where it has no record.
    #[cfg(test)]
    fn value(&self, chain: &str) -> Hash {
        self.0.value(&key(chain)).unwrap_or(Hash::ZERO)
    }

    /// The root of the map; it hashes what changed since it was last asked.
    pub fn root(&mut self) -> Hash {
        self.0.root()
    }

    /// The key and value of every chain.
    #[cfg(test)]
    pub(crate) fn rows(&self) -> impl Iterator<Item = (Hash, Hash)> {
        self.0.rows()
    }

    /// The proof of a chain's value, or that there is no such chain; quick once [`ChainMap::root`] was asked for.
    #[must_use]
    pub fn prove(&self, chain: &str) -> MapProof {
        self.0.prove(&key(chain))
    }
}

/// Shows that in the map with this root `chain` has the value `expected`, or, with `None`, that it has no record.
///
/// # Errors
/// Where the proof does not show it.
pub fn check(
    root: &Hash,
    chain: &str,
    expected: Option<&Hash>,
    proof: &MapProof,
) -> Result<(), MapError> {
    proof::check(root, &key(chain), expected, proof)
}

/// The place of a chain in the map.
#[must_use]
pub fn key(chain: &str) -> Hash {
    Hash::of(chain.as_bytes())
}
