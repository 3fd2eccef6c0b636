//! Signed notes, verifier keys and tile paths against the vectors of C2SP and golang.org/x/mod.

use std::path::Path;

use base64ct::{Base64, Encoding};
use countersign_core::note::{Note, VerifierKey};
use countersign_core::tile::TilePath;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use testkit::vectors;

fn read<T: DeserializeOwned>(folder: &Path, file: &str) -> T {
    let text = std::fs::read(folder.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
    serde_json::from_slice(&text).unwrap_or_else(|error| panic!("{file}: {error}"))
}

#[derive(Deserialize)]
struct Case {
    id: String,
    note: Option<String>,
    note_b64: Option<String>,
    vkeys: Vec<VerifierKey>,
    expect: String,
    verified: Vec<String>,
    cosign_times: Vec<u64>,
}

impl Case {
    fn bytes(&self) -> Vec<u8> {
        match (&self.note, &self.note_b64) {
            (Some(note), None) => note.clone().into_bytes(),
            (None, Some(text)) => {
                Base64::decode_vec(text).unwrap_or_else(|_| panic!("{}: base64", self.id))
            }
            _ => panic!("{}: want one note", self.id),
        }
    }
}

#[test]
fn notes() {
    let Some(folder) = vectors::folder("signed-notes") else { return };
    let cases: Vec<Case> = read(&folder, "cases.json");
    assert!(cases.len() >= 20, "only {} cases", cases.len());
    for case in cases {
        let Ok(note) = Note::parse(&case.bytes()) else {
            assert_eq!(case.expect, "malformed", "{}", case.id);
            continue;
        };
        assert_eq!(note.to_string().into_bytes(), case.bytes(), "{}", case.id);
        match note.open(&case.vkeys) {
            Err(error) => assert_eq!(case.expect, "reject", "{}: {error}", case.id),
            Ok(opened) => {
                assert_eq!(case.expect, "accept", "{}", case.id);
                let by: Vec<String> = opened
                    .by
                    .iter()
                    .map(|signer| format!("{}+{:08x}", signer.key.name(), signer.key.id()))
                    .collect();
                assert_eq!(by, case.verified, "{}", case.id);
                let times: Vec<u64> = opened.by.iter().filter_map(|signer| signer.time).collect();
                assert_eq!(times, case.cosign_times, "{}", case.id);
            }
        }
    }
}

#[derive(Deserialize)]
struct VerifierKeys {
    good: Vec<String>,
    bad: Vec<String>,
}

#[test]
fn verifier_keys() {
    let Some(folder) = vectors::folder("signed-notes") else { return };
    let keys: VerifierKeys = read(&folder, "vkeys.json");
    assert_eq!((keys.good.len(), keys.bad.len()), (16, 88));
    for text in keys.good {
        let key: VerifierKey = text.parse().unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(key.to_string(), text);
    }
    for text in keys.bad {
        assert!(text.parse::<VerifierKey>().is_err(), "{text}");
    }
}

#[derive(Deserialize)]
struct TilePaths {
    tile_paths_go: Vec<GoPath>,
}

#[derive(Deserialize)]
struct GoPath {
    path: String,
    n: u64,
    expect: String,
}

/// Go's paths have the height of the tile as their first number, and C2SP's have none;
/// the encoding of the index is the same.
#[test]
fn tile_indices() {
    let Some(folder) = vectors::folder("signed-notes") else { return };
    let paths: TilePaths = read(&folder, "tree_and_tile_paths.json");
    let mut good = 0;
    for case in paths.tile_paths_go {
        let index: Vec<&str> = case.path.split('/').skip(3).collect();
        let parsed = format!("tile/0/{}", index.join("/")).parse::<TilePath>();
        assert_eq!(parsed.is_ok(), case.expect == "ok", "{}", case.path);
        if let Ok(parsed) = parsed {
            assert_eq!(parsed.index(), case.n, "{}", case.path);
            good += 1;
        }
    }
    assert_eq!(good, 6);
}
