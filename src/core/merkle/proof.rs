//! Inclusion and consistency proofs: which subtrees they consist of, and what they show.

use std::ops::Range;

use super::{Subtree, node_hash};
use crate::digest::Hash;

/// What a proof does not show, or cannot be asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// The leaf lies outside the tree.
    #[error("leaf {index} does not lie in a tree of {size} leaves")]
    Leaf {
        /// The leaf, counted from 0.
        index: u64,
        /// The size of the tree, in leaves.
        size: u64,
    },
    /// The earlier tree is empty or larger than the later one.
    #[error("a tree of {new} leaves cannot be proven to extend one of {old}")]
    Sizes {
        /// The size of the earlier tree, in leaves.
        old: u64,
        /// The size of the later tree, in leaves.
        new: u64,
    },
    /// The leaves of one proof come in another order, or one of them twice.
    #[error("want leaves in ascending order, each once")]
    Order,
    /// A proof for this question has another length.
    #[error("want a proof of {want} hashes, got {got}")]
    Length {
        /// The only length that can be right.
        want: usize,
        /// The length of the proof.
        got: usize,
    },
    /// The proof leads to another root of the tree.
    #[error("want the root {want}, the proof leads to {got}")]
    Root {
        /// The root that was to be shown.
        want: Hash,
        /// The root that the proof leads to.
        got: Hash,
    },
    /// The proof leads to another root of the earlier tree.
    #[error("want the earlier root {want}, the proof leads to {got}")]
    OldRoot {
        /// The root that was to be shown.
        want: Hash,
        /// The root that the proof leads to.
        got: Hash,
    },
}

/// The proof that leaf `index` lies in the tree of `size` leaves (RFC 6962, section 2.1.1).
///
/// # Errors
/// Where the leaf lies outside the tree, or whatever `subtree` says.
pub fn prove_inclusion<E: From<ProofError>>(
    index: u64,
    size: u64,
    subtree: &mut impl FnMut(Subtree) -> Result<Hash, E>,
) -> Result<Vec<Hash>, E> {
    hashes(inclusion_ranges(index, size)?, subtree)
}

/// Shows that `leaf` is leaf `index` of the tree with `size` leaves and this root (RFC 9162, section 2.1.3.2).
///
/// # Errors
/// Where the proof does not show it.
pub fn check_inclusion(
    leaf: &Hash,
    index: u64,
    size: u64,
    proof: &[Hash],
    root: &Hash,
) -> Result<(), ProofError> {
    same_length(inclusion_ranges(index, size)?.len(), proof)?;
    let mut first = index;
    let mut second = size - 1;
    let mut hash = *leaf;
    for sibling in proof {
        if step_joins_left(&mut first, &mut second) {
            hash = node_hash(sibling, &hash);
        } else {
            hash = node_hash(&hash, sibling);
        }
    }
    if hash == *root { Ok(()) } else { Err(ProofError::Root { want: *root, got: hash }) }
}

/// The one proof that all these leaves lie in the tree of `size` leaves, at these places in ascending order.
///
/// It is the roots of the largest subtrees that hold none of them, from left to right:
/// what several paths share stands in it once, and what the leaves themselves give does not stand in it.
///
/// # Errors
/// Where a leaf lies outside the tree, or whatever `subtree` says.
pub fn prove_inclusions<E: From<ProofError>>(
    indices: &[u64],
    size: u64,
    subtree: &mut impl FnMut(Subtree) -> Result<Hash, E>,
) -> Result<Vec<Hash>, E> {
    hashes(gaps(indices, size)?, subtree)
}

/// Shows that these are leaves of the tree with `size` leaves and this root, at these places in ascending order.
///
/// # Errors
/// Where the proof does not show it.
pub fn check_inclusions(
    leaves: &[(u64, Hash)],
    size: u64,
    proof: &[Hash],
    root: &Hash,
) -> Result<(), ProofError> {
    let indices: Vec<u64> = leaves.iter().map(|(index, _)| *index).collect();
    same_length(gaps(&indices, size)?.len(), proof)?;
    let got = climb(0..size, leaves, &mut proof.iter());
    if got == *root { Ok(()) } else { Err(ProofError::Root { want: *root, got }) }
}

/// The proof that the tree of `new` leaves extends the one of its first `old` leaves (RFC 6962, section 2.1.2).
///
/// # Errors
/// Where `old` is zero or more than `new`, or whatever `subtree` says.
pub fn prove_consistency<E: From<ProofError>>(
    old: u64,
    new: u64,
    subtree: &mut impl FnMut(Subtree) -> Result<Hash, E>,
) -> Result<Vec<Hash>, E> {
    hashes(consistency_ranges(old, new)?, subtree)
}

/// Shows that the tree with `new` leaves extends the one with `old` leaves (RFC 9162, section 2.1.4.2).
///
/// Every tree extends the empty one, so that there is nothing to show: an `old` of zero is refused.
///
/// # Errors
/// Where the proof does not show it.
pub fn check_consistency(
    old: u64,
    old_root: &Hash,
    new: u64,
    new_root: &Hash,
    proof: &[Hash],
) -> Result<(), ProofError> {
    same_length(consistency_ranges(old, new)?.len(), proof)?;
    let mut first = old - 1;
    let mut second = new - 1;
    let shared = first.trailing_ones();
    first = first.checked_shr(shared).unwrap_or(0);
    second = second.checked_shr(shared).unwrap_or(0);
    // An earlier tree that is perfect, or is the later one, is the first subtree and left out of the proof.
    let (start, path) = match proof.split_first() {
        Some((start, path)) if !old.is_power_of_two() => (start, path),
        _ => (old_root, proof),
    };
    let mut old_hash = *start;
    let mut new_hash = *start;
    for sibling in path {
        if step_joins_left(&mut first, &mut second) {
            old_hash = node_hash(sibling, &old_hash);
            new_hash = node_hash(sibling, &new_hash);
        } else {
            new_hash = node_hash(&new_hash, sibling);
        }
    }
    if old_hash != *old_root {
        return Err(ProofError::OldRoot { want: *old_root, got: old_hash });
    }
    if new_hash != *new_root {
        return Err(ProofError::Root { want: *new_root, got: new_hash });
    }
    Ok(())
}

/// One step up: whether the sibling is on the left, for node `first` of a row whose last node is `second`.
fn step_joins_left(first: &mut u64, second: &mut u64) -> bool {
    let joins_left = *first & 1 == 1 || first == second;
    if joins_left {
        // Where the row ends in a lone node there is no sibling, until one lies to the left of it.
        while *first & 1 == 0 && *first != 0 {
            *first >>= 1;
            *second >>= 1;
        }
    }
    *first >>= 1;
    *second >>= 1;
    joins_left
}

fn same_length(want: usize, proof: &[Hash]) -> Result<(), ProofError> {
    if proof.len() == want { Ok(()) } else { Err(ProofError::Length { want, got: proof.len() }) }
}

/// The ranges of leaves whose roots make an inclusion proof, from the leaf upwards.
fn inclusion_ranges(index: u64, size: u64) -> Result<Vec<Range<u64>>, ProofError> {
    if index >= size {
        return Err(ProofError::Leaf { index, size });
    }
    let mut ranges = Vec::new();
    let mut tree = 0..size;
    while tree.end - tree.start > 1 {
        let middle = split(&tree);
        if index < middle {
            ranges.push(middle..tree.end);
            tree.end = middle;
        } else {
            ranges.push(tree.start..middle);
            tree.start = middle;
        }
    }
    ranges.reverse();
    Ok(ranges)
}

/// The ranges of the largest subtrees that hold none of these leaves, from left to right.
fn gaps(indices: &[u64], size: u64) -> Result<Vec<Range<u64>>, ProofError> {
    if !indices.is_sorted_by(|left, right| left < right) {
        return Err(ProofError::Order);
    }
    match indices.last() {
        Some(last) if *last < size => {}
        last => return Err(ProofError::Leaf { index: last.copied().unwrap_or(0), size }),
    }
    let mut ranges = Vec::new();
    collect_gaps(0..size, indices, &mut ranges);
    Ok(ranges)
}

fn collect_gaps(tree: Range<u64>, indices: &[u64], ranges: &mut Vec<Range<u64>>) {
    if indices.is_empty() {
        ranges.push(tree);
    } else if tree.end - tree.start > 1 {
        let middle = split(&tree);
        let (left, right) = indices.split_at(indices.partition_point(|index| *index < middle));
        collect_gaps(tree.start..middle, left, ranges);
        collect_gaps(middle..tree.end, right, ranges);
    }
}

/// The root of a subtree out of the leaves in it, and out of the proof where there are none.
fn climb(tree: Range<u64>, leaves: &[(u64, Hash)], proof: &mut std::slice::Iter<'_, Hash>) -> Hash {
    match leaves {
        // The proof has as many hashes as there are such subtrees.
        [] => proof.next().copied().unwrap_or(Hash::ZERO),
        [(_, leaf)] if tree.end - tree.start == 1 => *leaf,
        _ => {
            let middle = split(&tree);
            let place = leaves.partition_point(|(index, _)| *index < middle);
            let (left, right) = leaves.split_at(place);
            let left = climb(tree.start..middle, left, proof);
            node_hash(&left, &climb(middle..tree.end, right, proof))
        }
    }
}

/// The ranges of leaves whose roots make a consistency proof, upwards.
fn consistency_ranges(old: u64, new: u64) -> Result<Vec<Range<u64>>, ProofError> {
    if old == 0 || old > new {
        return Err(ProofError::Sizes { old, new });
    }
    let mut ranges = Vec::new();
    let mut tree = 0..new;
    while old != tree.end {
        let middle = split(&tree);
        if old <= middle {
            ranges.push(middle..tree.end);
            tree.end = middle;
        } else {
            ranges.push(tree.start..middle);
            tree.start = middle;
        }
    }
    if tree.start != 0 {
        ranges.push(tree);
    }
    ranges.reverse();
    Ok(ranges)
}

/// Where a tree of two or more leaves splits: at the largest power of two below its size.
fn split(tree: &Range<u64>) -> u64 {
    tree.start + (1 << (tree.end - tree.start - 1).ilog2())
}

fn hashes<E>(
    ranges: Vec<Range<u64>>,
    subtree: &mut impl FnMut(Subtree) -> Result<Hash, E>,
) -> Result<Vec<Hash>, E> {
    let mut proof = Vec::with_capacity(ranges.len());
    for range in ranges {
        let peaks: Vec<Hash> =
            perfect(range.start, range.end).map(&mut *subtree).collect::<Result<_, E>>()?;
        // The ranges of a proof are never empty.
        proof.extend(join(peaks.into_iter()));
    }
    Ok(proof)
}

/// The perfect subtrees that the leaves `start..end` consist of, largest first;
/// `start` is a multiple of the largest of them.
pub(super) fn perfect(start: u64, end: u64) -> impl Iterator<Item = Subtree> {
    let mut next = start;
    std::iter::from_fn(move || {
        let level = end.checked_sub(next)?.checked_ilog2()?;
        let index = next >> level;
        next += 1 << level;
        u8::try_from(level).ok().map(|level| Subtree { level, index })
    })
}

/// The root over the perfect subtrees of one range, given from left to right.
pub(super) fn join(peaks: impl DoubleEndedIterator<Item = Hash>) -> Option<Hash> {
    peaks.rev().reduce(|right, left| node_hash(&left, &right))
}
