//! Start-up of `countersign --version` against an empty Rust program.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a benchmark that cannot run says so by failing"
)]

use std::path::Path;
use std::process::{Command, Stdio};

use criterion::{Criterion, criterion_group, criterion_main};

fn startup(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    let (source, empty) = (folder.path().join("empty.rs"), folder.path().join("empty"));
    std::fs::write(&source, "fn main() {}\n").unwrap();
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let built = Command::new(rustc).arg("-O").arg("-o").args([&empty, &source]).status().unwrap();
    assert!(built.success(), "rustc builds the empty program");
    let mut group = criterion.benchmark_group("start-up");
    group.sample_size(200);
    group.bench_function("empty program", |bencher| bencher.iter(|| run(&empty, &[])));
    // As an installed one lies there: what a linker wrote page by page is also mapped page by page.
    let ours = folder.path().join("countersign");
    std::fs::copy(env!("CARGO_BIN_EXE_countersign"), &ours).unwrap();
    group.bench_function("countersign --version", |bencher| {
        bencher.iter(|| run(&ours, &["--version"]));
    });
    group.finish();
}

fn run(program: &Path, arguments: &[&str]) {
    let status = Command::new(program).args(arguments).stdout(Stdio::null()).status().unwrap();
    assert!(status.success());
}

criterion_group!(benches, startup);
criterion_main!(benches);
