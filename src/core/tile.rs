//! The log as files (C2SP tlog-tiles).
//!
//! A tile holds up to 256 hashes of 32 bytes, side by side.
//! On level 0 they are leaf hashes; on each level above, every hash is the root of a full tile below.
//! An entry bundle holds the up to 256 entries of a level 0 tile, each after its length in two bytes, big-endian.
//!
//! | path | what |
//! |---|---|
//! | `tile/0/x001/x234/067` | the full tile 1234067 of level 0 |
//! | `tile/1/000.p/17` | the first tile of level 1, which has 17 hashes so far |
//! | `tile/entries/000.p/5` | the first entry bundle, which has 5 entries so far |
//!
//! [`paths`] lists the files of a log of a given size; only the newest partial ones are kept.
//! [`append`] says which files further entries write and remove, [`Recomputed`] recomputes every hash from the leaves
//! and names the first tile that disagrees, and [`subtrees`] reads proofs out of tiles.
//! Reading is the caller's: each of them takes a function from path to bytes,
//! whose error must be able to hold a [`TileError`].
//!
//! ```
//! use countersign_core::tile::{self, TileError, TilePath};
//! let nothing = |path: &TilePath| -> Result<Vec<u8>, TileError> { unreachable!("{path}") };
//! let change = tile::append(0, &["one", "two", "three"], nothing)?;
//! let written: Vec<String> = change.write.iter().map(|(path, _)| path.to_string()).collect();
//! assert_eq!(written, ["tile/entries/000.p/3", "tile/0/000.p/3"]);
//! assert_eq!(change.write[0].1, b"\0\x03one\0\x03two\0\x05three");
//! # Ok::<(), TileError>(())
//! ```

use std::collections::BTreeMap;

use crate::digest::{HASH_BYTES, Hash};
use crate::merkle::{Frontier, Subtree, leaf_hash, root};

mod bundle;
mod path;
#[cfg(test)]
mod tests;

pub use bundle::{BundleError, ENTRY_BYTES_MAX, decode_bundle, encode_bundle};
use path::TILE_HEIGHT;
pub use path::{LEVEL_MAX, PathError, TILE_WIDTH, Tier, TilePath, bundle_of, paths, tiles};

/// Largest tile, in bytes: 256 hashes.
pub const TILE_BYTES_MAX: usize = TILE_WIDTH * HASH_BYTES;

/// A file of the log that is not what it has to be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {fault}")]
pub struct TileError {
    /// The file.
    pub path: TilePath,
    /// What is wrong with it.
    pub fault: TileFault,
}

/// What is wrong with a file of the log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TileFault {
    /// There is no such file.
    #[error("the file is missing")]
    Missing,
    /// A tile of another length.
    #[error("want {want} bytes, got {got}")]
    Length {
        /// What a tile of this width has, in bytes.
        want: usize,
        /// What was found, in bytes.
        got: usize,
    },
    /// A hash that the entries do not give.
    #[error("want {want} as hash {place}, got {got}")]
    Hash {
        /// Which hash of the tile, counted from 0.
        place: usize,
        /// The hash that the entries give.
        want: Hash,
        /// The hash that was found.
        got: Hash,
    },
    /// An entry bundle that does not hold its entries.
    #[error(transparent)]
    Bundle(#[from] BundleError),
    /// The tree has no such subtree, or no such entries.
    #[error("a log of {size} entries has nothing there")]
    Outside {
        /// The size of the log, in entries.
        size: u64,
    },
}

/// What an append does to the files of a log.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Change {
    /// The files to write, with their bytes: bundles first, then tiles from level 0 upwards.
    pub write: Vec<(TilePath, Vec<u8>)>,
    /// The partial files that larger ones replace, to be removed after the new ones are in place.
    pub remove: Vec<TilePath>,
}

/// What `entries` change in a log that has `old_size` of them; `read` gives its newest partial files.
///
/// # Errors
/// Where an entry is too long, a partial file is damaged, or `read` fails.
pub fn append<E: From<TileError>>(
    old_size: u64,
    entries: &[impl AsRef<[u8]>],
    mut read: impl FnMut(&TilePath) -> Result<Vec<u8>, E>,
) -> Result<Change, E> {
    let mut change = Change::default();
    append_bundles(old_size, entries, &mut change, &mut read)?;
    let mut hashes: Vec<Hash> = entries.iter().map(|entry| leaf_hash(entry.as_ref())).collect();
    for level in 0..=LEVEL_MAX {
        if hashes.is_empty() {
            break;
        }
        hashes = append_tiles(old_size, level, hashes, &mut change, &mut read)?;
    }
    Ok(change)
}

fn append_bundles<E: From<TileError>>(
    old_size: u64,
    entries: &[impl AsRef<[u8]>],
    change: &mut Change,
    read: &mut impl FnMut(&TilePath) -> Result<Vec<u8>, E>,
) -> Result<(), E> {
    let old = TilePath::last(Tier::Entries, old_size).filter(TilePath::is_partial);
    let mut all: Vec<Vec<u8>> = Vec::new();
    if let Some(path) = old.filter(|_| !entries.is_empty()) {
        all = read_bundle(&path, read)?;
        change.remove.push(path);
    }
    all.extend(entries.iter().map(|entry| entry.as_ref().to_vec()));
    let first = old_size / TILE_WIDTH as u64;
    for (index, chunk) in (first..).zip(all.chunks(TILE_WIDTH)) {
        let path = TilePath::chunk(Tier::Entries, index, chunk.len());
        let bytes =
            encode_bundle(chunk).map_err(|error| TileError { path, fault: error.into() })?;
        change.write.push((path, bytes));
    }
    Ok(())
}

/// Appends to one level and gives the roots of the tiles that became full.
fn append_tiles<E: From<TileError>>(
    old_size: u64,
    level: u8,
    hashes: Vec<Hash>,
    change: &mut Change,
    read: &mut impl FnMut(&TilePath) -> Result<Vec<u8>, E>,
) -> Result<Vec<Hash>, E> {
    let tier = Tier::Level(level);
    let old_count = tier.count(old_size);
    let mut all = Vec::new();
    if let Some(path) = TilePath::last(tier, old_size).filter(TilePath::is_partial) {
        all = read_tile(&path, read)?;
        change.remove.push(path);
    }
    all.extend(hashes);
    let first = old_count / TILE_WIDTH as u64;
    let mut full = Vec::new();
    for (index, chunk) in (first..).zip(all.chunks(TILE_WIDTH)) {
        let path = TilePath::chunk(tier, index, chunk.len());
        change.write.push((path, encode_tile(chunk)));
        if !path.is_partial() {
            full.push(root(chunk));
        }
    }
    Ok(full)
}

/// The hashes of a log, recomputed leaf by leaf and compared with its tiles as these become full.
#[derive(Debug, Clone)]
pub struct Recomputed {
    size: u64,
    frontier: Frontier,
    levels: Vec<Vec<Hash>>,
}

impl Recomputed {
    /// Nothing yet, of a log that will have `size` entries.
    #[must_use]
    pub fn new(size: u64) -> Self {
        let levels = vec![Vec::new(); usize::from(LEVEL_MAX) + 1];
        Self { size, frontier: Frontier::default(), levels }
    }

    /// Adds the next leaf, and compares every tile that it makes full; `read` gives the bytes of a tile.
    ///
    /// # Errors
    /// Names the first tile that disagrees, or what `read` says.
    pub fn push<E: From<TileError>>(
        &mut self,
        leaf: Hash,
        read: &mut impl FnMut(&TilePath) -> Result<Vec<u8>, E>,
    ) -> Result<(), E> {
        self.frontier.push(leaf);
        let size = self.frontier.size();
        let mut hash = leaf;
        for (level, hashes) in (0..=LEVEL_MAX).zip(&mut self.levels) {
            hashes.push(hash);
            let Some(path) =
                TilePath::last(Tier::Level(level), size).filter(|path| !path.is_partial())
            else {
                break;
            };
            check_tile(&path, hashes, read)?;
            hash = root(hashes);
            hashes.clear();
        }
        Ok(())
    }

    /// Compares the tiles that are not full, and gives the tree.
    ///
    /// # Errors
    /// Names the first tile that disagrees, or what `read` says.
    pub fn end<E: From<TileError>>(
        self,
        read: &mut impl FnMut(&TilePath) -> Result<Vec<u8>, E>,
    ) -> Result<Frontier, E> {
        for (level, hashes) in (0..=LEVEL_MAX).zip(&self.levels) {
            let path = TilePath::last(Tier::Level(level), self.size).filter(TilePath::is_partial);
            if let Some(path) = path {
                check_tile(&path, hashes, read)?;
            }
        }
        Ok(self.frontier)
    }
}

fn check_tile<E: From<TileError>>(
    path: &TilePath,
    want: &[Hash],
    read: &mut impl FnMut(&TilePath) -> Result<Vec<u8>, E>,
) -> Result<(), E> {
    let got = read_tile(path, read)?;
    for (place, (want, got)) in want.iter().zip(&got).enumerate() {
        if want != got {
            let fault = TileFault::Hash { place, want: *want, got: *got };
            return Err(TileError { path: *path, fault }.into());
        }
    }
    Ok(())
}

/// Answers for the perfect subtrees of a log of `size` entries out of its tiles; what it reads is not checked.
pub fn subtrees<E: From<TileError>>(
    size: u64,
    mut read: impl FnMut(&TilePath) -> Result<Vec<u8>, E>,
) -> impl FnMut(Subtree) -> Result<Hash, E> {
    // A proof asks the same tile up to eight times on its way up.
    let mut last: BTreeMap<Tier, (TilePath, Vec<Hash>)> = BTreeMap::new();
    move |Subtree { level, index }| {
        let tier = Tier::Level(level / TILE_HEIGHT);
        let count = 1_u64 << (level % TILE_HEIGHT);
        let first = index.saturating_mul(count);
        let path = TilePath::holding(tier, first, size);
        let outside = || {
            let path = TilePath::chunk(tier, first / TILE_WIDTH as u64, TILE_WIDTH);
            E::from(TileError { path, fault: TileFault::Outside { size } })
        };
        let path = path.ok_or_else(outside)?;
        if last.get(&tier).is_none_or(|(known, _)| *known != path) {
            last.insert(tier, (path, read_tile(&path, &mut read)?));
        }
        let hashes = last.get(&tier).map_or(&[][..], |(_, hashes)| hashes);
        let start = usize::try_from(first % TILE_WIDTH as u64).map_err(|_| outside())?;
        let end = start + usize::try_from(count).map_err(|_| outside())?;
        hashes.get(start..end).map(root).ok_or_else(outside)
    }
}

/// The entry `index` of a log of `size` entries, out of its bundle; what it reads is not checked.
///
/// # Errors
/// Where the log has no such entry, the bundle is damaged, or `read` fails.
pub fn entry<E: From<TileError>>(
    index: u64,
    size: u64,
    mut read: impl FnMut(&TilePath) -> Result<Vec<u8>, E>,
) -> Result<Vec<u8>, E> {
    let outside = || {
        let path = TilePath::chunk(Tier::Entries, index / TILE_WIDTH as u64, TILE_WIDTH);
        E::from(TileError { path, fault: TileFault::Outside { size } })
    };
    let path = bundle_of(index, size).ok_or_else(outside)?;
    let place = usize::try_from(index % TILE_WIDTH as u64).map_err(|_| outside())?;
    read_bundle(&path, &mut read)?.into_iter().nth(place).ok_or_else(outside)
}

/// The bytes of a tile.
#[must_use]
pub fn encode_tile(hashes: &[Hash]) -> Vec<u8> {
    hashes.iter().flat_map(|hash| *hash.as_bytes()).collect()
}

/// The hashes of a tile of `width` hashes.
///
/// # Errors
/// On any other length.
pub fn decode_tile(bytes: &[u8], width: usize) -> Result<Vec<Hash>, TileFault> {
    let (hashes, rest) = bytes.as_chunks::<HASH_BYTES>();
    if hashes.len() != width || !rest.is_empty() {
        let want = width.saturating_mul(HASH_BYTES);
        return Err(TileFault::Length { want, got: bytes.len() });
    }
    Ok(hashes.iter().copied().map(Hash::from_bytes).collect())
}

fn read_tile<E: From<TileError>>(
    path: &TilePath,
    read: &mut impl FnMut(&TilePath) -> Result<Vec<u8>, E>,
) -> Result<Vec<Hash>, E> {
    decode_tile(&read(path)?, path.width()).map_err(|fault| TileError { path: *path, fault }.into())
}

fn read_bundle<E: From<TileError>>(
    path: &TilePath,
    read: &mut impl FnMut(&TilePath) -> Result<Vec<u8>, E>,
) -> Result<Vec<Vec<u8>>, E> {
    decode_bundle(&read(path)?, path.width())
        .map_err(|error| TileError { path: *path, fault: error.into() }.into())
}
