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
pub(crate) fn part_of(key: &Hash) -> usize {
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
    pub(crate) fn subtree(&mut self) -> Subtree {
        Subtree { keys: self.0.keys(), hash: self.0.root() }
    }
}

/// What all parts of a map together are, where each is changed by itself.
#[derive(Debug, Clone)]
pub struct Whole {
    /// The top is 1; below the node `n` stand `2n` and `2n + 1`, and last the parts.
    nodes: Vec<Subtree>,
}

impl Default for Whole {
    fn default() -> Self {
        Self::of(vec![Subtree::EMPTY; PARTS])
    }
}

impl Whole {
    /// Of these parts: as many as some first bits of a key can tell apart.
    #[must_use]
    pub fn of(parts: Vec<Subtree>) -> Self {
        let count = parts.len();
        let mut nodes = vec![Subtree::EMPTY; count];
        nodes.extend(parts);
        let mut whole = Self { nodes };
        (1..count).rev().for_each(|node| whole.join(node));
        whole
    }

    /// Sets one part.
    pub fn set(&mut self, part: usize, subtree: Subtree) {
        let mut node = self.nodes.len() / 2 + part;
        if let Some(place) = self.nodes.get_mut(node) {
            *place = subtree;
        }
        while node > 1 {
            node /= 2;
            self.join(node);
        }
    }

    /// The root of the map.
    #[must_use]
    pub fn root(&self) -> Hash {
        self.at(1).hash
    }

    fn join(&mut self, node: usize) {
        let joined = self.at(2 * node).join(self.at(2 * node + 1));
        if let Some(place) = self.nodes.get_mut(node) {
            *place = joined;
        }
    }

    fn at(&self, node: usize) -> Subtree {
        self.nodes.get(node).copied().unwrap_or(Subtree::EMPTY)
    }
}
