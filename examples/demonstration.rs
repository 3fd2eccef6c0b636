//! Makes the demonstration anew: the `registry/` and `keys/` that ship with this project, and the registry of releases
//! in `release/registry`, byte for byte.
//!
//! ```text
//! cargo run --release --example demonstration
//! ```
//!
//! A change that does more than append to the demonstration's log needs another origin in
//! `tests/testkit/demonstration.rs`, so that nobody who looked before is told of a rewind.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a tool of this project's own")]

use std::fs;

use testkit::demonstration;
use testkit::repository;

fn main() {
    let made = demonstration::make();
    let releases = demonstration::releases();
    for folder in ["registry", "keys", "release/registry"] {
        let folder = repository().join(folder);
        if folder.exists() {
            fs::remove_dir_all(folder).unwrap();
        }
    }
    let keys = made.keys.iter().map(|(name, bytes)| (format!("tests/keys/{name}"), bytes));
    let registry = made.registry.iter().map(|(path, bytes)| (path.clone(), bytes));
    let releases = releases.iter().map(|(path, bytes)| (format!("release/registry/{path}"), bytes));
    for (path, bytes) in registry.chain(keys).chain(releases) {
        let path = repository().join(&path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    println!(
        "made {} files of the registry and {} test keys",
        made.registry.len(),
        made.keys.len()
    );
}
