//! `site build` of a registry with 1,000 versions and 12 endorsements each: every page, in three languages.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark that cannot run says so by failing"
)]

use std::path::Path;
use std::process::Command;

use criterion::{Criterion, criterion_group, criterion_main};
use testkit::large;

const VERSIONS: usize = 1_000;
const ENDORSEMENTS: usize = 12;

fn site(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    let (top, site) = (folder.path().join("registry"), folder.path().join("site"));
    std::fs::create_dir(&top).unwrap();
    let mut builder = large::Builder::new(ENDORSEMENTS);
    for number in 0..VERSIONS {
        builder.publish(&format!("2021/{:02}/statement-{number}", 1 + number % 12), ENDORSEMENTS);
    }
    drop(builder.write(&top, false));
    let build = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_countersign"));
        command.arg("-C").arg(&top).args(["-q", "site", "build", "-o"]).arg(&site);
        // What somebody saw of another registry with the same authority has nothing to do with this one.
        for variable in ["HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"] {
            command.env(variable, folder.path().join("home"));
        }
        let output = command.env_remove("LANG").output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    let mut group = criterion.benchmark_group("site of 1,000 versions");
    group.sample_size(10);
    group.bench_function("site build, the whole process", |bencher| bencher.iter(build));
    println!("largest page of a version: {} bytes", largest(&site));
}

/// The largest page whose name is a hash.
fn largest(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    let size = |entry: std::fs::DirEntry| {
        let path = entry.path();
        let is_version = path.file_stem().is_some_and(|stem| stem.len() == 64);
        match entry.file_type().unwrap().is_dir() {
            true => largest(&path),
            false if is_version => entry.metadata().unwrap().len(),
            false => 0,
        }
    };
    entries.map(size).max().unwrap_or(0)
}

criterion_group!(benches, site);
criterion_main!(benches);
