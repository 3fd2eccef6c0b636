//! What somebody can make readers pay: each at a size and at four times that size.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a benchmark that cannot run says so by failing"
)]

use std::fmt::Write as _;
use std::hint::black_box;
use std::path::Path;

use countersign_core::layout;
use countersign_core::ledger::State;
use countersign_core::record::Record;
use countersign_core::record::entry::RecordEntry;
use countersign_core::record::signature::VerifiedSignature;
use countersign_core::verify::pipeline::{self, Judged, LineSink, Scope};
use countersign_core::verify::{Question, Subject};
use countersign_git::store::Store;
use countersign_workflow::folder;
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use testkit::large::Builder;
use testkit::world::{World, by};

/// Keys that one change accuses.
const ACCUSED: usize = 16;

fn hostile(criterion: &mut Criterion) {
    files(criterion);
    references(criterion);
    accusations(criterion);
    work_trees(criterion);
}

fn verify(store: &Store) {
    let parts = store.parts(&store.head().unwrap(), &layout::is_statement).unwrap();
    let question = Question::about(Subject::Registry);
    let begun = pipeline::begin(&parts, Scope::default(), &Vec::new);
    let tell = |judged: Judged<'_>| black_box(judged.lines);
    let telling = LineSink { question: &question, tell: &tell, take: &mut |_| true };
    black_box(begun.answer(telling).unwrap());
}

/// Files that no registry has, and files in the place of records that are none.
fn files(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("hostile files");
    group.sample_size(10);
    for (kind, path) in [("strange", "zz/"), ("no records", "v1/endorsements/x")] {
        for count in [50_000_usize, 200_000] {
            let folder = tempfile::tempdir().unwrap();
            let mut builder = Builder::new(2);
            builder.publish("2021/solidarity", 2);
            for number in 0..count {
                let (part, rest) = (number / 1_000, number % 1_000 + 1);
                let tail = if kind == "strange" { "" } else { ".example" };
                let path = format!("registry/2021/solidarity/{path}{part}{tail}/{rest}.json");
                builder.files.insert(path, b"{}".to_vec());
            }
            let store = builder.write(folder.path(), false);
            group.bench_function(BenchmarkId::new(kind, count), |bencher| {
                bencher.iter(|| verify(&store));
            });
        }
    }
    group.finish();
}

/// References, of which the one that is read is the last.
fn references(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("packed references");
    group.sample_size(10);
    let folder = tempfile::tempdir().unwrap();
    let mut builder = Builder::new(2);
    builder.publish("2021/solidarity", 2);
    let head = builder.write(folder.path(), false).head().unwrap();
    for count in [50_000_usize, 200_000] {
        pack_references(folder.path(), &head.to_string(), count);
        group.bench_function(BenchmarkId::from_parameter(count), |bencher| {
            bencher.iter(|| Store::open(folder.path()).unwrap().head().unwrap());
        });
    }
    group.finish();
}

fn pack_references(folder: &Path, head: &str, count: usize) {
    let mut packed = String::from("# pack-refs with: peeled fully-peeled sorted\n");
    for number in 0..count {
        writeln!(packed, "{head} refs/heads/a{number:07}").unwrap();
    }
    writeln!(packed, "{head} refs/heads/main").unwrap();
    std::fs::write(folder.join(".git/packed-refs"), packed).unwrap();
    let _ = std::fs::remove_file(folder.join(".git/refs/heads/main"));
}

/// An organisation whose every change accuses all keys of the change before, and then its maintainers.
fn accusations(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("changes that accuse 16 keys each");
    group.sample_size(10);
    let mut world = World::new(&["uno"]);
    let before = world.state.clone();
    let (mut changes, first) = (Vec::new(), world.at);
    for change in 0..=64 {
        let signer = if change <= 32 { "uno" } else { "maria" };
        let record = accuses(&world, change);
        let verified = vec![by(signer, &record)];
        world.admit(&record, &[signer]);
        changes.push((record, verified));
    }
    for count in [16_usize, 64] {
        group.bench_function(BenchmarkId::from_parameter(count), |bencher| {
            bencher.iter(|| apply(before.clone(), first, &changes[..=count]));
        });
    }
    group.finish();
}

fn apply(mut state: State, mut at: u64, changes: &[(Record, Vec<VerifiedSignature>)]) {
    for (record, verified) in changes {
        state.apply(at, &RecordEntry::of(record, verified), Some(record), verified).unwrap();
        at += 1;
    }
    black_box(state);
}

fn accuses(world: &World, change: usize) -> Record {
    let names = |change: usize| (0..ACCUSED).map(move |number| format!("c{change}-{number}"));
    let (add, old): (Vec<String>, Vec<String>) =
        (names(change).collect(), names(change.saturating_sub(1)).collect());
    let add: Vec<&str> = add.iter().map(String::as_str).collect();
    let remove: Vec<_> = old.iter().map(|name| (name.as_str(), Some(world.at))).collect();
    world.rotation("uno", &add, if change == 0 { &[] } else { &remove })
}

/// The comparison of everything that is checked out with what was judged, beside the verification.
fn work_trees(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("versions that are checked out");
    group.sample_size(10);
    for count in [1_000_usize, 4_000] {
        let folder = tempfile::tempdir().unwrap();
        let mut builder = Builder::new(3);
        for number in 0..count {
            builder.publish(&format!("2021/{:02}/statement-{number}", 1 + number % 12), 3);
        }
        let store = builder.write(folder.path(), true);
        group.bench_function(BenchmarkId::new("verify", count), |bencher| {
            bencher.iter(|| verify(&store));
        });
        group.bench_function(BenchmarkId::new("compare the folder", count), |bencher| {
            bencher.iter(|| {
                let parts = store.parts(&store.head().unwrap(), &layout::is_statement).unwrap();
                assert!(folder::all(&store, &parts).unwrap().findings.is_empty());
            });
        });
    }
    group.finish();
}

criterion_group!(benches, hostile);
criterion_main!(benches);
