//! `verify` of 10,000 versions with five endorsements each against nothing but its signature checks, on all cores and on one.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a benchmark that cannot run says so by failing"
)]

use std::hint::black_box;

use countersign_core::key::ed25519::{Claim, Ed25519Key, fits_all};
use countersign_core::layout;
use countersign_core::tree::Source as _;
use countersign_core::verify::pipeline;
use countersign_core::verify::pipeline::{Judged, LineSink, Scope};
use countersign_core::verify::{Question, Subject, examine, reading};
use countersign_git::store::Store;
use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, criterion_group, criterion_main};
use ed25519_dalek::{Signature, VerifyingKey};
use rayon::prelude::*;
use testkit::large;

const VERSIONS: usize = 10_000;
const ENDORSEMENTS: usize = 5;

fn verify(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    let mut builder = large::Builder::new(ENDORSEMENTS);
    for number in 0..VERSIONS {
        builder.publish(
            &format!("{}/{:02}/statement-{number}", 2011 + number / 1_000, 1 + number % 12),
            ENDORSEMENTS,
        );
    }
    drop(builder.write(folder.path(), false));
    let signatures = builder.bare.len() as u64;
    let mut group = criterion.benchmark_group("verify 10,000 versions with 5 endorsements");
    group.sample_size(10);
    let claims: Vec<Claim<'_>> = builder
        .bare
        .iter()
        .map(|one| Claim { key: &one.key, message: &one.message, signature: &one.signature })
        .collect();
    let strict: Vec<(VerifyingKey, &[u8], Signature)> = builder
        .bare
        .iter()
        .map(|one| {
            let key = VerifyingKey::from_bytes(one.key.as_bytes()).unwrap();
            (key, one.message.as_slice(), Signature::from_bytes(&one.signature))
        })
        .collect();
    let verify = || {
        let store = Store::open(folder.path()).unwrap();
        let parts = store.parts(&store.head().unwrap(), &layout::is_statement).unwrap();
        let question = Question::about(Subject::Registry);
        let begun = pipeline::begin(&parts, Scope::default(), &Vec::new);
        let tell = |judged: Judged<'_>| black_box(judged.lines);
        let telling = LineSink { question: &question, tell: &tell, take: &mut |_| true };
        let (_, report) = begun.answer(telling).unwrap();
        assert_eq!((report.outcome.exit_code(), report.checked.signatures), (0, signatures));
        black_box(report)
    };
    let together = || {
        let store = Store::open(folder.path()).unwrap();
        let snapshot = store.snapshot(&store.head().unwrap()).unwrap();
        let report = examine(&snapshot, &Vec::new).answer(&Question::about(Subject::Registry));
        assert_eq!((report.outcome.exit_code(), report.checked.signatures), (0, signatures));
        black_box(report)
    };
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    group.bench_function("verify_strict alone, 1 thread", |bencher| {
        bencher.iter(|| {
            assert!(
                strict.iter().all(|(key, message, one)| key.verify_strict(message, one).is_ok())
            );
        });
    });
    group.bench_function("verify, 1 thread", |bencher| bencher.iter(|| one.install(verify)));
    group.bench_function("signature checks alone", |bencher| {
        bencher.iter(|| {
            assert!(claims.par_chunks(64).all(|some| fits_all(some).into_iter().all(|good| good)));
        });
    });
    group.bench_function("verify", |bencher| bencher.iter(verify));
    group.bench_function("verify, all of it together", |bencher| bencher.iter(together));
    parts(&mut group, &Store::open(folder.path()).unwrap());
    group.finish();
    signatures_alone(criterion, &builder, &claims, &strict);
}

/// Where the time goes: the parts of `verify`, each alone.
fn parts(group: &mut BenchmarkGroup<'_, WallTime>, store: &Store) {
    let snapshot = store.snapshot(&store.head().unwrap()).unwrap();
    group.bench_function("part: list the files", |bencher| {
        bencher.iter(|| store.snapshot(&store.head().unwrap()).unwrap());
    });
    group.bench_function("part: read the bytes", |bencher| {
        let paths: Vec<&String> = snapshot.listing().files.keys().collect();
        bencher.iter(|| {
            let size = |path: &&String| snapshot.read(path, 1 << 20).unwrap().len();
            black_box(paths.par_iter().map(size).sum::<usize>())
        });
    });
    group.bench_function("part: read records and check signatures", |bencher| {
        bencher.iter(|| reading::read(&snapshot));
    });
    group.bench_function("part: recompute the log", |bencher| {
        bencher.iter(|| countersign_core::log::read(&snapshot).unwrap());
    });
}

/// One signature, and many.
fn signatures_alone(
    criterion: &mut Criterion,
    builder: &large::Builder,
    claims: &[Claim<'_>],
    strict: &[(VerifyingKey, &[u8], Signature)],
) {
    criterion.bench_function("decode one key", |bencher| {
        let bytes = *builder.bare[0].key.as_bytes();
        bencher.iter(|| Ed25519Key::from_bytes(black_box(&bytes)));
    });
    criterion.bench_function("check one signature", |bencher| {
        let one = &builder.bare[0];
        bencher.iter(|| one.key.fits(black_box(&one.message), &one.signature));
    });
    criterion.bench_function("check 64 signatures", |bencher| {
        bencher.iter(|| fits_all(black_box(&claims[..64])));
    });
    criterion.bench_function("check one signature with verify_strict", |bencher| {
        let (key, message, one) = &strict[0];
        bencher.iter(|| key.verify_strict(black_box(message), one).is_ok());
    });
}

criterion_group!(benches, verify);
criterion_main!(benches);
