//! The tree in memory: nodes in one vector, each with its hash once that was asked for.

use super::proof::{DEPTH_MAX, MapEnd, MapProof, bit, leaf_hash, node_hash};
use crate::digest::Hash;

/// Where a node lies among the nodes.
type Place = usize;

#[derive(Debug, Clone, Copy)]
enum Node {
    Leaf { key: Hash, value: Hash },
    Branch { left: Option<Place>, right: Option<Place> },
}

#[derive(Debug, Clone, Copy)]
struct Slot {
    node: Node,
    /// `None` where something below changed since it was hashed.
    hash: Option<Hash>,
}

/// A map from keys to values; values are replaced and never removed.
#[derive(Debug, Clone, Default)]
pub(super) struct Map {
    slots: Vec<Slot>,
    top: Option<Place>,
    /// How many bits all keys have in common, because this is a part of a larger map.
    depth: usize,
    keys: u64,
}

impl Map {
    /// The part of a map whose keys have these first bits in common.
    pub(super) fn below(depth: usize) -> Self {
        Self { depth, ..Self::default() }
    }

    /// How many keys there are.
    pub(super) const fn keys(&self) -> u64 {
        self.keys
    }

    pub(super) fn value(&self, key: &Hash) -> Option<Hash> {
        let mut place = self.top?;
        for depth in self.depth..=DEPTH_MAX {
            match self.slots.get(place)?.node {
                Node::Leaf { key: found, value } => return (found == *key).then_some(value),
                Node::Branch { left, right } => {
                    place = if bit(key, depth) { right? } else { left? };
                }
            }
        }
        None
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = (Hash, Hash)> {
        self.slots.iter().filter_map(|slot| match slot.node {
            Node::Leaf { key, value } => Some((key, value)),
            Node::Branch { .. } => None,
        })
    }

    pub(super) fn insert(&mut self, key: Hash, value: Hash) {
        self.top = Some(self.insert_below(self.top, self.depth, key, value));
    }

    fn insert_below(
        &mut self,
        place: Option<Place>,
        depth: usize,
        key: Hash,
        value: Hash,
    ) -> Place {
        let leaf = Node::Leaf { key, value };
        let Some((place, node)) = place.and_then(|at| Some((at, self.slots.get(at)?.node))) else {
            return self.add(leaf);
        };
        let node = match node {
            Node::Leaf { key: found, .. } if found == key => leaf,
            Node::Leaf { key: found, .. } => {
                // The leaf that stood for the whole subtree moves down one step, and then the new key is below too.
                let (left, right) = self.branch(depth, &found, place, key, value);
                return self.add(Node::Branch { left, right });
            }
            Node::Branch { left, right } if bit(&key, depth) => {
                let right = Some(self.insert_below(right, depth + 1, key, value));
                Node::Branch { left, right }
            }
            Node::Branch { left, right } => {
                let left = Some(self.insert_below(left, depth + 1, key, value));
                Node::Branch { left, right }
            }
        };
        if let Some(slot) = self.slots.get_mut(place) {
            *slot = Slot { node, hash: None };
        }
        place
    }

    /// The two sides of a subtree that held only `found` and now holds `key` as well.
    fn branch(
        &mut self,
        depth: usize,
        found: &Hash,
        place: Place,
        key: Hash,
        value: Hash,
    ) -> (Option<Place>, Option<Place>) {
        match (bit(found, depth), bit(&key, depth)) {
            (false, false) => (Some(self.insert_below(Some(place), depth + 1, key, value)), None),
            (true, true) => (None, Some(self.insert_below(Some(place), depth + 1, key, value))),
            (false, true) => (Some(place), Some(self.add(Node::Leaf { key, value }))),
            (true, false) => (Some(self.add(Node::Leaf { key, value })), Some(place)),
        }
    }

    fn add(&mut self, node: Node) -> Place {
        self.keys += u64::from(matches!(node, Node::Leaf { .. }));
        self.slots.push(Slot { node, hash: None });
        self.slots.len() - 1
    }

    pub(super) fn root(&mut self) -> Hash {
        self.hash(self.top)
    }

    fn hash(&mut self, place: Option<Place>) -> Hash {
        let Some((place, slot)) = place.and_then(|at| Some((at, *self.slots.get(at)?))) else {
            return Hash::ZERO;
        };
        if let Some(hash) = slot.hash {
            return hash;
        }
        let hash = match slot.node {
            Node::Leaf { key, value } => leaf_hash(&key, &value),
            Node::Branch { left, right } => {
                let left = self.hash(left);
                node_hash(&left, &self.hash(right))
            }
        };
        if let Some(slot) = self.slots.get_mut(place) {
            slot.hash = Some(hash);
        }
        hash
    }

    /// The hash of a subtree, as it is known or as it follows.
    fn hashed(&self, place: Option<Place>) -> Hash {
        let Some(slot) = place.and_then(|at| self.slots.get(at)) else { return Hash::ZERO };
        slot.hash.unwrap_or_else(|| match slot.node {
            Node::Leaf { key, value } => leaf_hash(&key, &value),
            Node::Branch { left, right } => node_hash(&self.hashed(left), &self.hashed(right)),
        })
    }

    pub(super) fn prove(&self, key: &Hash) -> MapProof {
        let mut proof = MapProof { siblings: Vec::new(), end: MapEnd::Empty };
        let mut next = self.top;
        while let Some(slot) = next.and_then(|place| self.slots.get(place)) {
            match slot.node {
                Node::Leaf { key: found, .. } if found == *key => {
                    proof.end = MapEnd::Found;
                    break;
                }
                Node::Leaf { key: found, value } => {
                    proof.end = MapEnd::Other { key: found, value };
                    break;
                }
                Node::Branch { left, right } => {
                    let is_right = bit(key, proof.siblings.len());
                    let (inner, sibling) = if is_right { (right, left) } else { (left, right) };
                    next = inner;
                    proof.siblings.push(self.hashed(sibling));
                }
            }
        }
        proof
    }
}
