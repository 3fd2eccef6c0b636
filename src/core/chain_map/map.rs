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

    #[cfg(test)]
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

    #[cfg(test)]
    pub(super) fn rows(&self) -> impl Iterator<Item = (Hash, Hash)> {
        self.slots.iter().filter_map(|slot| match slot.node {
            Node::Leaf { key, value } => Some((key, value)),
            Node::Branch { .. } => None,
        })
    }

    /// Gives a key the value that `next` makes of the one that it has, and returns it.
    pub(super) fn update(&mut self, key: Hash, next: impl FnOnce(Option<Hash>) -> Hash) -> Hash {
        let (mut above, mut at) = (None, self.top);
        for depth in self.depth..=DEPTH_MAX {
            let Some((place, slot)) = at.and_then(|at| Some((at, self.slots.get_mut(at)?))) else {
                break;
            };
            match &mut slot.node {
                Node::Leaf { key: found, value } if *found == key => {
                    *value = next(Some(*value));
                    slot.hash = None;
                    return *value;
                }
                Node::Leaf { key: found, .. } => {
                    let (found, value) = (*found, next(None));
                    let leaf = self.add(Node::Leaf { key, value });
                    let top = self.split(depth, (place, &found), (leaf, &key));
                    self.put(above, top);
                    return value;
                }
                Node::Branch { left, right } => {
                    let is_right = bit(&key, depth);
                    (above, at) = (Some((place, is_right)), if is_right { *right } else { *left });
                    slot.hash = None;
                }
            }
        }
        let value = next(None);
        let leaf = self.add(Node::Leaf { key, value });
        self.put(above, leaf);
        value
    }

    /// The subtree at `depth` of two leaves, of which the first one stood for all of it until now.
    fn split(&mut self, depth: usize, old: (Place, &Hash), new: (Place, &Hash)) -> Place {
        let together = (depth..DEPTH_MAX).take_while(|at| bit(old.1, *at) == bit(new.1, *at));
        let end = depth + together.count();
        let (left, right) = if bit(new.1, end) { (old.0, new.0) } else { (new.0, old.0) };
        let mut top = self.add(Node::Branch { left: Some(left), right: Some(right) });
        // Above the step at which they part, both lie on one side.
        for at in (depth..end).rev() {
            let (left, right) = if bit(new.1, at) { (None, Some(top)) } else { (Some(top), None) };
            top = self.add(Node::Branch { left, right });
        }
        top
    }

    /// Puts a subtree on a side of a branch, or at the top.
    fn put(&mut self, above: Option<(Place, bool)>, below: Place) {
        let Some((place, is_right)) = above else {
            self.top = Some(below);
            return;
        };
        if let Some(Slot { node: Node::Branch { left, right }, .. }) = self.slots.get_mut(place) {
            *(if is_right { right } else { left }) = Some(below);
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
