//! Says of which commit the program is made, where that is known: what `.ci/dist` names, or what a published crate carries.
//!
//! A work tree is of no commit: it may have been edited since.
#![allow(clippy::print_stdout, reason = "cargo reads what a build script prints")]

use std::env;
use std::fs;

/// Where `cargo package` writes it.
const OF_PACKAGE: &str = ".cargo_vcs_info.json";
/// A commit in hexadecimal, in characters.
const COMMIT_CHARACTERS: usize = 40;

fn main() {
    println!("cargo::rerun-if-env-changed=COUNTERSIGN_COMMIT");
    println!("cargo::rerun-if-changed=build.rs");
    let commit = env::var("COUNTERSIGN_COMMIT").ok().or_else(of_package);
    if let Some(commit) = commit.filter(|commit| is_commit(commit)) {
        println!("cargo::rustc-env=COUNTERSIGN_COMMIT={commit}");
    }
}

fn of_package() -> Option<String> {
    let text = fs::read_to_string(format!("{}/{OF_PACKAGE}", env!("CARGO_MANIFEST_DIR"))).ok()?;
    // Packages of a changed work tree say that they are.
    let (_, rest) =
        text.split_once("\"sha1\": \"").filter(|_| !text.contains("\"dirty\": true"))?;
    rest.get(..COMMIT_CHARACTERS).map(str::to_owned)
}

fn is_commit(text: &str) -> bool {
    text.len() == COMMIT_CHARACTERS && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
