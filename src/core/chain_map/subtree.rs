//! Hashes of subtrees whose keys lie sorted in a slice, without building the tree.

use super::proof::{DEPTH_MAX, bit, leaf_hash, node_hash};
use crate::digest::Hash;

/// A subtree: how many keys it has, and its hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subtree {
    /// How many keys.
    pub keys: u64,
    /// Its hash.
    pub hash: Hash,
}

impl Subtree {
    /// The subtree without keys.
    pub(crate) const EMPTY: Self = Self { keys: 0, hash: Hash::ZERO };

    /// The subtree at `depth` over these keys and values, sorted by key, which share their first `depth` bits.
    #[must_use]
    pub(crate) fn of_sorted(rows: &[(Hash, Hash)], depth: usize) -> Self {
        match rows {
            [] => Self::EMPTY,
            [(key, value)] => Self { keys: 1, hash: leaf_hash(key, value) },
            _ if depth >= DEPTH_MAX => Self::EMPTY,
            _ => {
                let (left, right) =
                    rows.split_at(rows.partition_point(|(key, _)| !bit(key, depth)));
                Self::of_sorted(left, depth + 1).join(Self::of_sorted(right, depth + 1))
            }
        }
    }

    /// The subtree whose two sides these are.
    #[must_use]
    pub fn join(self, right: Self) -> Self {
        let keys = self.keys + right.keys;
        let hash = match (self.keys, right.keys) {
            (0, 0) => Hash::ZERO,
            // A single key stands for the whole subtree, at whatever depth.
            (1, 0) => self.hash,
            (0, 1) => right.hash,
            _ => node_hash(&self.hash, &right.hash),
        };
        Self { keys, hash }
    }
}
