//! What one path through the map shows.

use crate::digest::{HASH_BYTES, Hash};

/// Longest path through the map, in steps: a key has no more bits.
pub const DEPTH_MAX: usize = HASH_BYTES * 8;

/// The path from the root of the map to where a key is, or would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapProof {
    /// The subtrees beside the path, from the top; at most [`DEPTH_MAX`].
    pub siblings: Vec<Hash>,
    /// What lies at the end of the path.
    pub end: MapEnd,
}

/// What lies at the end of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MapEnd {
    /// The key that was looked for.
    Found,
    /// Nothing.
    Empty,
    /// A subtree whose only key is another one.
    Other {
        /// That key.
        key: Hash,
        /// Its value.
        value: Hash,
    },
}

/// What a path does not show.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MapError {
    /// More steps than a key has bits.
    #[error("want at most {DEPTH_MAX} hashes beside the path, got {0}")]
    Depth(usize),
    /// The path ends at the key although it should be absent, or the other way round.
    #[error("want {}, the path ends at {}", kind(*.want), kind(*.got))]
    End {
        /// Whether the key was expected.
        want: bool,
        /// Whether the path claims to have found it.
        got: bool,
    },
    /// The other key at the end of the path does not lie on the path, or is the key itself.
    #[error("the other key {0} does not lie on the path")]
    Stray(Hash),
    /// The path leads to another root.
    #[error("want the root {want}, the path leads to {got}")]
    Root {
        /// The root that was to be shown.
        want: Hash,
        /// The root that the path leads to.
        got: Hash,
    },
}

const fn kind(is_found: bool) -> &'static str {
    if is_found { "the chain" } else { "no such chain" }
}

pub(super) fn check(
    root: &Hash,
    key: &Hash,
    expected: Option<&Hash>,
    proof: &MapProof,
) -> Result<(), MapError> {
    let depth = proof.siblings.len();
    if depth > DEPTH_MAX {
        return Err(MapError::Depth(depth));
    }
    let mut hash = match (expected, proof.end) {
        (Some(value), MapEnd::Found) => leaf_hash(key, value),
        (None, MapEnd::Empty) => Hash::ZERO,
        (None, MapEnd::Other { key: other, value }) => {
            let is_on_path = (0..depth).all(|step| bit(&other, step) == bit(key, step));
            if other == *key || !is_on_path {
                return Err(MapError::Stray(other));
            }
            leaf_hash(&other, &value)
        }
        (want, got) => {
            return Err(MapError::End { want: want.is_some(), got: got == MapEnd::Found });
        }
    };
    for (step, sibling) in proof.siblings.iter().enumerate().rev() {
        hash = if bit(key, step) { node_hash(sibling, &hash) } else { node_hash(&hash, sibling) };
    }
    if hash == *root { Ok(()) } else { Err(MapError::Root { want: *root, got: hash }) }
}

/// Bit `depth` of a key, the most significant first; past the last one there are only zeros.
pub(super) fn bit(key: &Hash, depth: usize) -> bool {
    key.as_bytes().get(depth / 8).is_some_and(|byte| byte >> (7 - depth % 8) & 1 == 1)
}

/// The hash of a subtree with one key.
pub(super) fn leaf_hash(key: &Hash, value: &Hash) -> Hash {
    Hash::of_parts(&[&[0], key.as_bytes(), value.as_bytes()])
}

/// The hash of a subtree with several keys.
pub(super) fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Hash::of_parts(&[&[1], left.as_bytes(), right.as_bytes()])
}
