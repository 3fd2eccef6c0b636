//! `tests/vectors/bundles/`: small bundles by outcome, for this program and every other one.
//!
//! What is right for each is written down here by hand; the files and their index are made from it.

mod damaged;
mod drafts;
mod honest;
mod made;
mod proven;
mod registries;
mod unreadable;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use made::{Made, Right};
use serde_json::Value;

/// All of them together are small enough for every clone.
const BYTES_MAX: usize = 2 << 20;
const AGAIN: &str =
    "make them anew with: COUNTERSIGN_UPDATE=1 cargo test --test rules vectors_bundles::";

fn folder() -> PathBuf {
    testkit::repository().join("tests/vectors/bundles")
}

fn all() -> Made {
    let mut made = Made::default();
    honest::make(&mut made);
    drafts::make(&mut made);
    damaged::make(&mut made);
    proven::make(&mut made);
    unreadable::make(&mut made);
    made
}

/// The index and the bundles, by file name.
fn files() -> BTreeMap<String, Vec<u8>> {
    let made = all();
    let index = serde_json::to_string_pretty(&made.right).unwrap() + "\n";
    let mut files = made.bundles;
    files.insert("index.json".to_owned(), index.into_bytes());
    files
}

#[test]
fn the_files_are_what_the_generator_makes() {
    let files = files();
    let here = fs::read_dir(folder()).unwrap();
    let mut here: BTreeSet<String> =
        here.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert!(here.remove("README.md"));
    if std::env::var_os("COUNTERSIGN_UPDATE").is_some() {
        here.iter().for_each(|name| fs::remove_file(folder().join(name)).unwrap());
        files.iter().for_each(|(name, bytes)| fs::write(folder().join(name), bytes).unwrap());
    } else {
        assert!(here.iter().eq(files.keys()), "other files are here; {AGAIN}");
    }
    for (name, bytes) in &files {
        assert!(fs::read(folder().join(name)).unwrap() == *bytes, "{name} differs; {AGAIN}");
    }
    assert!(files.values().map(Vec::len).sum::<usize>() < BYTES_MAX);
}

/// What the program says: its outcome, its exit code, and the code of what it says first.
fn said(right: &Right) -> (String, u8, Option<String>) {
    let nowhere = tempfile::tempdir().unwrap();
    let file = folder().join(&right.file).display().to_string();
    let mut arguments = vec!["--json", "verify", &file];
    arguments.extend(right.arguments.iter().map(String::as_str));
    let ran = testkit::cli::run_in(nowhere.path(), &arguments);
    let told: Value = serde_json::from_str(&ran.output)
        .unwrap_or_else(|error| panic!("{}: {error}: {ran:?}", right.file));
    let first = told["findings"][0]["code"].as_str().map(str::to_owned);
    (told["outcome"].as_str().unwrap().to_owned(), ran.code, first)
}

#[test]
fn verify_says_of_each_what_the_index_says() {
    let index = fs::read(folder().join("index.json")).unwrap();
    let index: Vec<Right> = serde_json::from_slice(&index).unwrap();
    let mut wrong = Vec::new();
    for right in &index {
        let got = said(right);
        let want = (right.outcome.clone(), right.exit, right.first_code.clone());
        if got != want {
            wrong.push(format!("{} {:?}: want {want:?}, got {got:?}", right.file, right.arguments));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    // Every outcome that a bundle can have, and every code that only a bundle can have.
    let outcomes: BTreeSet<&str> = index.iter().map(|one| one.outcome.as_str()).collect();
    assert_eq!(outcomes, ["broken", "caveat", "holds", "unchecked", "unknown"].into());
    let codes: BTreeSet<&str> = index.iter().filter_map(|one| one.first_code.as_deref()).collect();
    for code in ["extra", "left-out", "open", "proof", "recipe"] {
        assert!(codes.contains(format!("bundle-{code}").as_str()), "no vector is bundle-{code}");
    }
}
