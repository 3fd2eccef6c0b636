//! Proofs out of tiles: what they read grows with the logarithm of the log, and nothing that is wrong in a tile passes.

use std::collections::BTreeSet;
use std::sync::Mutex;

use countersign_core::digest::Hash;
use countersign_core::log;
use countersign_core::merkle::{self, check_consistency, check_inclusion};
use countersign_core::record::Body;
use countersign_core::tree::{Listing, ReadError, Source};
use testkit::forge;
use testkit::memory::{Files, Memory};
use testkit::world;

fn entry(index: u64) -> Vec<u8> {
    format!("entry {index}").into_bytes()
}

/// The files of a log with so many entries.
fn files(size: u64) -> Files {
    let founding = world::founding(1, &["maria"], 1);
    let Body::Registry(root) = founding.body() else { unreachable!("a registry") };
    let entries: Vec<Vec<u8>> = (0..size).map(entry).collect();
    forge::log(&entries, root, &world::secret("log"))
}

fn root(size: u64) -> Hash {
    merkle::root(&(0..size).map(|index| merkle::leaf_hash(&entry(index))).collect::<Vec<_>>())
}

/// A source that notes what is read, and how many bytes that is.
struct Counted {
    inner: Memory,
    read: Mutex<(BTreeSet<String>, usize)>,
}

impl Counted {
    fn new(size: u64) -> Self {
        Self { inner: Memory::new(files(size)), read: Mutex::default() }
    }

    fn taken(&self) -> (usize, usize) {
        let (paths, bytes) = std::mem::take(&mut *self.read.lock().unwrap());
        (paths.len(), bytes)
    }
}

impl Source for Counted {
    fn listing(&self) -> &Listing {
        self.inner.listing()
    }

    fn read(&self, path: &str, max_bytes: u64) -> Result<Vec<u8>, ReadError> {
        let bytes = self.inner.read(path, max_bytes)?;
        let mut read = self.read.lock().unwrap();
        if read.0.insert(path.to_owned()) {
            read.1 += bytes.len();
        }
        Ok(bytes)
    }
}

#[test]
fn a_proof_reads_as_many_tiles_as_the_log_has_levels_and_no_more() {
    for (size, levels) in [(1, 1), (256, 1), (257, 2), (5_000, 2), (65_536, 2), (70_000, 3)] {
        let source = Counted::new(size);
        let whole = root(size);
        for index in [0, size / 3, size - 1] {
            let proof = log::prove_inclusion(&source, index, size).unwrap();
            let leaf = merkle::leaf_hash(&entry(index));
            check_inclusion(&leaf, index, size, &proof, &whole).unwrap();
            let (tiles, bytes) = source.taken();
            // Beside the tile of the leaf, each level may need the last one for what is not yet full.
            assert!(tiles <= 2 * levels, "{index} of {size}: {tiles} tiles");
            assert!(bytes <= tiles * 8192, "{index} of {size}: {bytes} bytes");
        }
        for old in [1, size.div_ceil(2), size] {
            let proof = log::prove_consistency(&source, old, size).unwrap();
            check_consistency(old, &root(old), size, &whole, &proof).unwrap();
            let (tiles, _) = source.taken();
            assert!(tiles <= 2 * levels, "{old} to {size}: {tiles} tiles");
        }
    }
}

#[test]
fn what_cannot_be_proven_is_an_error() {
    let source = Counted::new(300);
    assert!(log::prove_inclusion(&source, 300, 300).is_err());
    assert!(log::prove_inclusion(&source, 0, 0).is_err());
    assert!(log::prove_consistency(&source, 0, 300).is_err());
    assert!(log::prove_consistency(&source, 301, 300).is_err());
    // A size that these tiles cannot have.
    assert!(log::prove_inclusion(&source, 70_000, 70_001).is_err());
}

/// A proof made from a tile with a wrong hash shows nothing: whoever checks it against a signed root sees that.
#[test]
fn a_wrong_hash_in_any_tile_of_any_level_makes_no_proof_that_holds() {
    let size = 66_000;
    let (good, whole) = (files(size), root(size));
    let tiles: Vec<&String> = good
        .keys()
        .filter(|path| path.contains("tile/") && !path.contains("entries"))
        .filter(|path| !path.contains("tile/0/") || path.ends_with("/000") || path.contains(".p/"))
        .collect();
    let levels: BTreeSet<&str> = tiles
        .iter()
        .map(|path| path.split("tile/").nth(1).unwrap().split('/').next().unwrap())
        .collect();
    assert_eq!(levels, ["0", "1", "2"].into());
    for path in tiles {
        let mut files = good.clone();
        let bytes = files.get_mut(path).unwrap();
        for byte in bytes.iter_mut().step_by(32) {
            *byte ^= 1;
        }
        let source = Memory::new(files);
        let mut fooled = 0;
        for index in [0, 40_000, size - 1] {
            let leaf = merkle::leaf_hash(&entry(index));
            let proof = log::prove_inclusion(&source, index, size).unwrap();
            let honest = log::prove_inclusion(&Memory::new(good.clone()), index, size).unwrap();
            if proof != honest {
                fooled += 1;
                assert!(check_inclusion(&leaf, index, size, &proof, &whole).is_err(), "{path}");
            }
        }
        assert!(fooled > 0, "{path} is in no proof that was made");
    }
}

#[test]
fn a_proof_that_is_too_long_too_short_or_of_another_leaf() {
    let (size, index) = (1_000, 123);
    let source = Memory::new(files(size));
    let whole = root(size);
    let proof = log::prove_inclusion(&source, index, size).unwrap();
    let leaf = merkle::leaf_hash(&entry(index));
    check_inclusion(&leaf, index, size, &proof, &whole).unwrap();
    let longer = [&proof[..], &[Hash::ZERO]].concat();
    assert!(check_inclusion(&leaf, index, size, &longer, &whole).is_err());
    assert!(check_inclusion(&leaf, index, size, &vec![Hash::ZERO; 100_000], &whole).is_err());
    assert!(check_inclusion(&leaf, index, size, &proof[1..], &whole).is_err());
    assert!(check_inclusion(&leaf, index + 1, size, &proof, &whole).is_err());
    for place in 0..proof.len() {
        let mut changed = proof.clone();
        changed[place] = Hash::of(b"other");
        assert!(check_inclusion(&leaf, index, size, &changed, &whole).is_err());
    }
}
