//! The Merkle tree of the log (RFC 6962, section 2.1).
//!
//! A leaf is `SHA-256(0x00 || entry)`, a node `SHA-256(0x01 || left || right)`,
//! and the root of the empty tree is `SHA-256("")`.
//! A tree of `n` leaves splits at the largest power of two below `n`.
//!
//! [`Frontier`] grows a tree leaf by leaf and keeps one hash per complete subtree at its right edge.
//! [`prove_inclusion`] and [`prove_consistency`] ask for the few perfect subtrees they need ([`Subtree`]),
//! so that a proof can be read out of a few tiles;
//! [`check_inclusion`] and [`check_consistency`] follow RFC 9162, sections 2.1.3.2 and 2.1.4.2,
//! and accept exactly one proof for each question.
//! [`prove_inclusions`] and [`check_inclusions`] do the same for several leaves at once, with one proof for all of them.
//!
//! ```
//! use countersign_core::merkle::{self, leaf_hash, node_hash};
//! let leaves = [leaf_hash(b"one"), leaf_hash(b"two"), leaf_hash(b"three")];
//! let root = merkle::root(&leaves);
//! assert_eq!(root, node_hash(&node_hash(&leaves[0], &leaves[1]), &leaves[2]));
//!
//! let proof = merkle::prove_inclusion(2, 3, &mut merkle::subtrees_of(&leaves))?;
//! assert_eq!(proof, [node_hash(&leaves[0], &leaves[1])]);
//! merkle::check_inclusion(&leaves[2], 2, 3, &proof, &root)?;
//! assert!(merkle::check_inclusion(&leaves[2], 1, 3, &proof, &root).is_err());
//! # Ok::<(), merkle::ProofError>(())
//! ```

use crate::digest::{HASH_BYTES, Hash};

mod proof;
#[cfg(test)]
mod tests;

pub use proof::{
    ProofError, check_consistency, check_inclusion, check_inclusions, prove_consistency,
    prove_inclusion, prove_inclusions,
};

/// The hash of one entry (RFC 6962, section 2.1).
#[must_use]
pub fn leaf_hash(entry: &[u8]) -> Hash {
    Hash::of_parts(&[&[0], entry])
}

/// The hash of two neighbouring subtrees (RFC 6962, section 2.1).
#[must_use]
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    // In one piece: three short ones would take a quarter longer.
    let mut node = [1; 1 + 2 * HASH_BYTES];
    let (_, hashes) = node.split_at_mut(1);
    for (to, from) in hashes.chunks_exact_mut(HASH_BYTES).zip([left, right]) {
        to.copy_from_slice(from.as_bytes());
    }
    Hash::of(&node)
}

/// The root of the tree without leaves: SHA-256 of nothing.
#[must_use]
pub fn empty_root() -> Hash {
    Hash::of(b"")
}

/// The root of the tree with these leaf hashes.
#[must_use]
pub fn root(leaves: &[Hash]) -> Hash {
    let mut frontier = Frontier::default();
    for leaf in leaves {
        frontier.push(*leaf);
    }
    frontier.root()
}

/// A perfect subtree: the leaves from `index << level`, and `1 << level` of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subtree {
    /// Its height: 0 is a single leaf.
    pub level: u8,
    /// Its place among the perfect subtrees of that height, counted from 0.
    pub index: u64,
}

/// Answers for the perfect subtrees of a tree whose leaf hashes are all at hand.
pub fn subtrees_of(leaves: &[Hash]) -> impl FnMut(Subtree) -> Result<Hash, ProofError> {
    move |Subtree { level, index }| {
        let missing = || ProofError::Leaf { index, size: leaves.len() as u64 };
        let leaf_count = 1_u64.checked_shl(level.into()).ok_or_else(missing)?;
        let start = index.checked_mul(leaf_count).ok_or_else(missing)?;
        let end = start.checked_add(leaf_count).ok_or_else(missing)?;
        let range = usize::try_from(start).ok().zip(usize::try_from(end).ok());
        let found = range.and_then(|(start, end)| leaves.get(start..end)).ok_or_else(missing)?;
        Ok(root(found))
    }
}

/// A tree that grows: its size and the roots of the perfect subtrees that it consists of, largest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    peaks: Vec<Hash>,
}

impl Frontier {
    /// The tree of `size` leaves whose perfect subtrees are known to `subtree`.
    ///
    /// # Errors
    /// Whatever `subtree` says.
    pub fn at<E>(
        size: u64,
        subtree: &mut impl FnMut(Subtree) -> Result<Hash, E>,
    ) -> Result<Self, E> {
        let peaks = proof::perfect(0, size).map(subtree).collect::<Result<_, E>>()?;
        Ok(Self { size, peaks })
    }

    /// Appends a leaf hash. No log ever has 2^64 leaves; further ones would be ignored.
    pub fn push(&mut self, leaf: Hash) {
        let Some(size) = self.size.checked_add(1) else { return };
        let mut hash = leaf;
        // Every set bit at the end of the old size is a perfect subtree that the new leaf completes.
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                hash = node_hash(&left, &hash);
            }
        }
        self.peaks.push(hash);
        self.size = size;
    }

    /// The number of leaves.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The root (RFC 6962, section 2.1).
    #[must_use]
    pub fn root(&self) -> Hash {
        proof::join(self.peaks.iter().copied()).unwrap_or_else(empty_root)
    }
}
