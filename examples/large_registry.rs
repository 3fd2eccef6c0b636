//! Makes a large registry on disk, for measuring: `large_registry DIR VERSIONS ENDORSEMENTS`.
//!
//! Every key follows from a number, so that two runs make the same bytes.
//! The folder must not exist; nothing is checked out, and the keys lie beside it in `DIR.keys`.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "it says what went wrong by failing")]

use std::path::PathBuf;

use testkit::large;

fn main() {
    let mut words = std::env::args().skip(1);
    let folder = PathBuf::from(words.next().expect("want DIR VERSIONS ENDORSEMENTS"));
    let mut number = || words.next().and_then(|word| word.parse::<usize>().ok());
    let versions = number().expect("want a number of versions");
    let endorsements = number().expect("want a number of endorsements each");
    assert!(!folder.exists(), "{} exists", folder.display());
    let mut builder = large::Builder::new(endorsements.max(1));
    for number in 0..versions {
        let (year, month) = (2011 + number / 10_000, 1 + number % 12);
        builder.publish(&format!("{year}/{month:02}/statement-{number}"), endorsements);
    }
    let store = builder.write(&folder, false);
    let keys = folder.with_extension("keys");
    std::fs::create_dir_all(&keys).unwrap();
    builder.write_keys(&store, &keys);
}
