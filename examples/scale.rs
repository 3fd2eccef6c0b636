//! What a log costs as it grows: files, bytes, what one proof fetches, what one append writes (`docs/SCALE.md`).
//!
//!     cargo run --release --example scale
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a measurement that prints a table"
)]

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::time::Instant;

use countersign_core::digest::Hash;
use countersign_core::merkle;
use countersign_core::record::Kind;
use countersign_core::record::entry::{Entry, RecordEntry, Signatures};
use countersign_core::tile::{self, TileError, TileFault, TilePath};

/// Entries of one append: a version with twelve endorsements, and the heads.
const BATCH: u64 = 15;
/// Proofs that are averaged.
const PROOFS: u64 = 200;

type Files = BTreeMap<TilePath, Vec<u8>>;

/// What was fetched, each file once, and how many bytes that is.
#[derive(Default)]
struct Fetched {
    files: BTreeMap<TilePath, usize>,
}

fn entry(index: u64) -> Vec<u8> {
    let record = Hash::of(&index.to_be_bytes());
    let kind = Kind::Endorsement;
    let signatures = Signatures::of(kind, vec![Hash::of(record.as_bytes())]);
    let entry = RecordEntry { kind, previous: None, record, signatures };
    Entry::Record(entry).encode().unwrap()
}

fn read(files: &Files, path: &TilePath) -> Result<Vec<u8>, TileError> {
    let missing = || TileError { path: *path, fault: TileFault::Missing };
    files.get(path).cloned().ok_or_else(missing)
}

fn grow(files: &mut Files, from: u64, to: u64) -> usize {
    let entries: Vec<Vec<u8>> = (from..to).map(entry).collect();
    let change = tile::append(from, &entries, |path| read(files, path)).unwrap();
    let written = change.write.iter().map(|(_, bytes)| bytes.len()).sum();
    for path in &change.remove {
        files.remove(path);
    }
    files.extend(change.write);
    written
}

fn fetched(
    files: &Files,
    prove: impl Fn(&mut dyn FnMut(&TilePath) -> Result<Vec<u8>, TileError>),
) -> (usize, usize) {
    let seen = RefCell::new(Fetched::default());
    prove(&mut |path| {
        let bytes = read(files, path)?;
        seen.borrow_mut().files.insert(*path, bytes.len());
        Ok(bytes)
    });
    let seen = seen.into_inner();
    (seen.files.len(), seen.files.values().sum())
}

fn main() {
    println!(
        "| entries | files | bytes | one inclusion proof: tiles, bytes | one consistency proof: tiles, bytes | one append of {BATCH}: bytes written, time against 1,000 |"
    );
    println!("|---|---|---|---|---|---|");
    let mut first = None;
    for size in [1_000_u64, 10_000, 100_000, 1_000_000] {
        let mut files = Files::new();
        grow(&mut files, 0, size);
        let bytes: usize = files.values().map(Vec::len).sum();
        let (mut tiles, mut fetch) = (0, 0);
        let (mut old_tiles, mut old_fetch) = (0, 0);
        for number in 0..PROOFS {
            let index = number * (size - 1) / PROOFS;
            let (count, sum) = fetched(&files, |read| {
                let mut subtree = tile::subtrees(size, read);
                merkle::prove_inclusion::<ProveError>(index, size, &mut |one| Ok(subtree(one)?))
                    .unwrap();
            });
            (tiles, fetch) = (tiles + count, fetch + sum);
            let (count, sum) = fetched(&files, |read| {
                let mut subtree = tile::subtrees(size, read);
                merkle::prove_consistency::<ProveError>(index + 1, size, &mut |one| {
                    Ok(subtree(one)?)
                })
                .unwrap();
            });
            (old_tiles, old_fetch) = (old_tiles + count, old_fetch + sum);
        }
        let count = files.len();
        let mut at = size;
        let start = Instant::now();
        let mut written = 0;
        for _ in 0..50 {
            written += grow(&mut files, at, at + BATCH);
            at += BATCH;
        }
        let time = start.elapsed().as_secs_f64();
        let base = *first.get_or_insert(time);
        let proofs = usize::try_from(PROOFS).unwrap();
        println!(
            "| {size} | {count} | {bytes} | {:.1}, {} | {:.1}, {} | {}, {:.2} |",
            tiles as f64 / PROOFS as f64,
            fetch / proofs,
            old_tiles as f64 / PROOFS as f64,
            old_fetch / proofs,
            written / 50,
            time / base
        );
    }
}

/// Either kind of error, which a sound log has none of.
#[derive(Debug)]
#[expect(dead_code, reason = "it is only ever printed by a failure")]
enum ProveError {
    Proof(merkle::ProofError),
    Tile(TileError),
}

impl From<merkle::ProofError> for ProveError {
    fn from(error: merkle::ProofError) -> Self {
        Self::Proof(error)
    }
}

impl From<TileError> for ProveError {
    fn from(error: TileError) -> Self {
        Self::Tile(error)
    }
}
