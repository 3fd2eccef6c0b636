//! One `publish` with twelve endorsements into registries that already hold a hundred or many more statements,
//! and `git add` and `git commit` of the same files.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a benchmark that cannot run says so by failing"
)]

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::Path;
use std::time::{Duration, Instant};

use countersign_cli as cli;
use countersign_cli::environment::Environment;
use countersign_core::time::Timestamp;
use countersign_git::store::Store;
use criterion::{Criterion, criterion_group, criterion_main};
use testkit::git::git;
use testkit::large;

const ORGANISATIONS: usize = 12;

fn publish(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("publish twelve endorsements");
    group.sample_size(10).measurement_time(Duration::from_secs(15));
    for (held, check_out) in [(100_usize, true), (10_000, true), (100, false), (100_000, false)] {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("registry");
        let mut builder = large::Builder::new(ORGANISATIONS);
        for number in 0..held {
            let (year, month) = (2011 + number / 10_000, 1 + number % 12);
            builder.publish(&format!("{year}/{month:02}/statement-{number}"), 1);
        }
        drop(builder.write(&folder, check_out));
        if !check_out {
            git(&folder, &["config", "core.bare", "true"]);
        }
        let store = Store::open(&folder).unwrap();
        builder.write_keys(&store, home.path());
        let draft = builder.draft("2021/02/new", ORGANISATIONS);
        large::propose(&store, "proposals/2021/02/new/v1", draft.clone());
        let (cache, kept) = (home.path().join("cache"), home.path().join("kept"));
        remember(&folder, home.path(), &cache);
        copy(&cache, &kept);
        let start = git(&folder, &["rev-parse", "main", "proposals/2021/02/new/v1"]);
        let (main, proposal) = start.split_once('\n').unwrap();
        let mut round = 0;
        let kind = if check_out { "checked out" } else { "bare" };
        group.bench_function(format!("{held} statements held, {kind}"), |bencher| {
            bencher.iter_custom(|rounds| {
                let mut spent = Duration::ZERO;
                for _ in 0..rounds {
                    // Another time makes another publication, so that no object is there already.
                    round += 1;
                    let publish = ["--no-input", "publish", "2021/02/new@1"];
                    spent += run(&folder, &cache, large::NOW + round, &publish);
                    undo(&folder, main, check_out);
                    git(&folder, &["branch", "-f", "proposals/2021/02/new/v1", proposal]);
                    // What the command remembers is that of the registry before it, as it would be had nobody undone it.
                    std::fs::remove_dir_all(&cache).unwrap();
                    copy(&kept, &cache);
                }
                spent
            });
        });
        if check_out {
            group.bench_function(
                format!("{held} statements held, git add and commit"),
                |bencher| {
                    bencher.iter_custom(|rounds| {
                        (0..rounds).map(|_| add_and_commit(&folder, main, &draft)).sum()
                    });
                },
            );
        }
    }
    group.finish();
}

fn undo(folder: &Path, main: &str, check_out: bool) {
    match check_out {
        true => git(folder, &["reset", "-q", "--hard", main]),
        false => git(folder, &["update-ref", "refs/heads/main", main]),
    };
}

/// The same files by git alone.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn add_and_commit(folder: &Path, main: &str, files: &BTreeMap<String, Vec<u8>>) -> Duration {
    for (path, bytes) in files {
        let file = folder.join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, bytes).unwrap();
    }
    let who = ["-c", "user.name=B", "-c", "user.email=b@coalition.example", "-c", "gc.auto=0"];
    let start = Instant::now();
    git(folder, &["add", "registry/2021/02/new"]);
    git(folder, &[&who[..], &["commit", "-qm", "new"]].concat());
    let spent = start.elapsed();
    undo(folder, main, true);
    spent
}

/// Lets a writer verify the registry once, as the act before this one did.
fn remember(folder: &Path, home: &Path, cache: &Path) {
    let text = home.join("text.txt");
    std::fs::write(&text, "Another draft.\n").unwrap();
    let text = format!("en={}", text.display());
    let propose = ["--no-input", "propose", "2020/01/other", "--title", "Other", "--text", &text];
    run(folder, cache, large::NOW, &propose);
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for file in std::fs::read_dir(from).unwrap() {
        let path = file.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &to);
        } else {
            std::fs::copy(path, to).unwrap();
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn run(folder: &Path, cache: &Path, now: i64, words: &[&str]) -> Duration {
    let now = Timestamp::from_unix_seconds(now).unwrap();
    let mut environment = Environment::fixed(now, b"benchmark", folder.to_owned());
    environment.messages = Box::new(std::io::stderr());
    environment.variables.insert("XDG_CACHE_HOME".into(), cache.display().to_string());
    let arguments: Vec<OsString> =
        std::iter::once("countersign").chain(words.iter().copied()).map(OsString::from).collect();
    let start = Instant::now();
    let code = cli::run(arguments, environment);
    let spent = start.elapsed();
    assert_eq!(code, 0);
    spent
}

criterion_group!(benches, publish);
criterion_main!(benches);
