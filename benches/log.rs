//! Proofs out of the tiles of a log with 1,000,000 entries, what checking one costs, and the root of as many leaves.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a benchmark that cannot run says so by failing"
)]

use std::hint::black_box;
use std::path::Path;

use countersign_core::checkpoint::Checkpoint;
use countersign_core::digest::Hash;
use countersign_core::key::ed25519::Ed25519Secret;
use countersign_core::log;
use countersign_core::merkle;
use countersign_core::note::{Algorithm, KeyName, Note, VerifierKey};
use countersign_core::tile;
use countersign_core::tree::{Listing, ReadError, Source};
use criterion::{Criterion, criterion_group, criterion_main};
use ed25519_dalek::{Signature, VerifyingKey};

const ENTRIES: u64 = 1_000_000;
const ORIGIN: &str = "coalition.example/statements";
/// An entry of an endorsement has about so many bytes.
const ENTRY_BYTES: usize = 190;

/// The tiles of a log as files, and nothing else.
struct Folder<'a>(&'a Path, Listing);

impl Source for Folder<'_> {
    fn listing(&self) -> &Listing {
        &self.1
    }

    fn read(&self, path: &str, _: u64) -> Result<Vec<u8>, ReadError> {
        std::fs::read(self.0.join(path)).map_err(|_| ReadError::Missing(path.to_owned()))
    }
}

fn entry(index: u64) -> Vec<u8> {
    let mut entry = index.to_be_bytes().to_vec();
    entry.resize(ENTRY_BYTES, b'.');
    entry
}

fn write_tiles(folder: &Path, entries: &[Vec<u8>]) {
    let missing = |path: &tile::TilePath| -> Result<Vec<u8>, tile::TileError> {
        Err(tile::TileError { path: *path, fault: tile::TileFault::Missing })
    };
    for (path, bytes) in tile::append(0, entries, missing).unwrap().write {
        let file = folder.join(format!("registry/log/{path}"));
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, bytes).unwrap();
    }
}

fn log(criterion: &mut Criterion) {
    let entries: Vec<Vec<u8>> = (0..ENTRIES).map(entry).collect();
    let leaves: Vec<Hash> = entries.iter().map(|entry| merkle::leaf_hash(entry)).collect();
    let folder = tempfile::tempdir().unwrap();
    write_tiles(folder.path(), &entries);
    let root = merkle::root(&leaves);
    let source = Folder(folder.path(), Listing::default());
    let secret = Ed25519Secret::from_seed(&[7; 32]);
    let name: KeyName = ORIGIN.parse().unwrap();
    let key = VerifierKey::new(name.clone(), Algorithm::Ed25519, secret.public());
    let note =
        Checkpoint::new(ORIGIN, ENTRIES, root).unwrap().sign(&name, &secret).unwrap().to_string();

    let mut group = criterion.benchmark_group("a log of 1,000,000 entries");
    group.sample_size(50);
    let mut index = 0;
    group.bench_function("make a proof from tile files", |bencher| {
        bencher.iter(|| {
            index = (index + 618_033) % ENTRIES;
            log::prove_inclusion(&source, black_box(index), ENTRIES).unwrap()
        });
    });
    let proof = log::prove_inclusion(&source, 618_033, ENTRIES).unwrap();
    group.bench_function("check a proof and its checkpoint", |bencher| {
        bencher.iter(|| {
            let note = Note::parse(black_box(note.as_bytes())).unwrap();
            let head = Checkpoint::open(&note, ORIGIN, std::slice::from_ref(&key)).unwrap();
            let leaf = merkle::leaf_hash(&entries[618_033]);
            merkle::check_inclusion(&leaf, 618_033, head.size(), &proof, head.root()).unwrap();
        });
    });
    let strict = VerifyingKey::from_bytes(secret.public().as_bytes()).unwrap();
    let signature = Signature::from_bytes(&secret.sign(note.as_bytes()));
    group.bench_function("verify_strict alone", |bencher| {
        bencher.iter(|| strict.verify_strict(black_box(note.as_bytes()), &signature).unwrap());
    });
    group.sample_size(10);
    group.bench_function("root", |bencher| bencher.iter(|| merkle::root(black_box(&leaves))));
    // As many inner nodes, each of as many bytes, without a tree.
    let node = [7_u8; 65];
    group.bench_function("SHA-256 of as many bytes", |bencher| {
        bencher.iter(|| {
            for _ in 1..ENTRIES {
                black_box(Hash::of(black_box(&node)));
            }
        });
    });
    group.finish();
}

criterion_group!(benches, log);
criterion_main!(benches);
