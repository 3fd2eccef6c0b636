//! The map in 256 parts, by the first byte of a key: each can be followed alone, and the root follows from them all.

use super::map::Map;
use super::subtree::Subtree;
use crate::digest::Hash;

/// How many parts there are.
pub const PARTS: usize = 256;
/// How many bits of a key say which part it belongs to.
const BITS: usize = 8;

/// The part of a map to which a key belongs.
#[must_use]
pub fn part_of(key: &Hash) -> usize {
    usize::from(key.as_bytes()[0])
}

/// One part: keys with the same first byte.
#[derive(Debug, Clone)]
pub struct Part(Map);

impl Default for Part {
    fn default() -> Self {
        Self(Map::below(BITS))
    }
}

impl Part {
    /// Sets the value of a chain, given by its key.
    pub fn insert(&mut self, key: Hash, value: Hash) {
        self.0.update(key, |_| value);
    }

    /// What it is in the whole map.
    pub fn subtree(&mut self) -> Subtree {
        Subtree { keys: self.0.keys(), hash: self.0.root() }
    }
}

/// What all parts together are.
#[derive(Debug, Clone)]
pub struct Whole {
    /// The top first; below the node `n` stand `2n + 1` and `2n + 2`, and last the parts.
    nodes: Vec<Subtree>,
}

impl Default for Whole {
    fn default() -> Self {
        Self { nodes: vec![Subtree::EMPTY; 2 * PARTS - 1] }
    }
}

impl Whole {
    /// Sets one part.
    pub fn set(&mut self, part: usize, subtree: Subtree) {
        let mut node = PARTS - 1 + part;
        let mut here = subtree;
        loop {
            if let Some(place) = self.nodes.get_mut(node) {
                *place = here;
            }
            let Some(above) = node.checked_sub(1).map(|node| node / 2) else { return };
            here = self.at(2 * above + 1).join(self.at(2 * above + 2));
            node = above;
        }
    }

    /// The root of the map.
    #[must_use]
    pub fn root(&self) -> Hash {
        self.at(0).hash
    }

    fn at(&self, node: usize) -> Subtree {
        self.nodes.get(node).copied().unwrap_or(Subtree::EMPTY)
    }
}
