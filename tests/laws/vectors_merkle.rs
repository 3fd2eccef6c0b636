//! Merkle trees against the vectors of Certificate Transparency and of transparency-dev/merkle.

use std::path::Path;

use base64ct::{Base64, Encoding};
use countersign_core::digest::Hash;
use countersign_core::merkle::{self, Frontier, check_consistency, check_inclusion};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use testkit::vectors;

fn read<T: DeserializeOwned>(folder: &Path, file: &str) -> T {
    let text = std::fs::read(folder.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
    serde_json::from_slice(&text).unwrap_or_else(|error| panic!("{file}: {error}"))
}

#[derive(Deserialize)]
struct Reference {
    leaf_inputs_hex: Vec<String>,
    root_by_size_hex: Vec<Hash>,
    hash_cases: Vec<HashCase>,
}

#[derive(Deserialize)]
struct HashCase {
    op: String,
    data_utf8: Option<String>,
    want: Hash,
}

#[test]
fn rfc6962_reference() {
    let Some(folder) = vectors::folder("merkle-rfc6962-ref") else { return };
    let reference: Reference = read(&folder, "rfc6962.json");
    let leaves: Vec<Hash> = reference
        .leaf_inputs_hex
        .iter()
        .map(|text| (0..text.len()).step_by(2).map(|at| &text[at..at + 2]))
        .map(|pairs| pairs.map(|pair| u8::from_str_radix(pair, 16).unwrap()).collect::<Vec<u8>>())
        .map(|entry| merkle::leaf_hash(&entry))
        .collect();
    assert_eq!((leaves.len(), reference.root_by_size_hex.len()), (8, 9));
    let mut frontier = Frontier::default();
    for (size, want) in reference.root_by_size_hex.iter().enumerate() {
        assert_eq!(merkle::root(&leaves[..size]), *want, "size {size}");
        assert_eq!(frontier.root(), *want, "size {size}");
        if let Some(leaf) = leaves.get(size) {
            frontier.push(*leaf);
        }
    }
    let mut checked = 0;
    for case in reference.hash_cases {
        let got = match case.op.as_str() {
            "empty root" => merkle::empty_root(),
            "leaf" => merkle::leaf_hash(case.data_utf8.unwrap().as_bytes()),
            // Nodes of four-byte children: no tree has them, so that our function cannot be asked.
            "node" => continue,
            other => panic!("unknown case {other}"),
        };
        assert_eq!(got, case.want);
        checked += 1;
    }
    assert_eq!(checked, 3);
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Inclusion {
    id: String,
    leaf_idx: u64,
    tree_size: u64,
    root: String,
    leaf_hash: String,
    proof: Option<Vec<String>>,
    want_err: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Consistency {
    id: String,
    size1: u64,
    size2: u64,
    root1: String,
    root2: String,
    proof: Option<Vec<String>>,
    want_err: bool,
}

/// Some cases have words or cut hashes where a hash should be; each is taken for a hash of its own.
fn hash(role: &str, text: &str) -> Hash {
    let bytes = Base64::decode_vec(text).ok().and_then(|bytes| bytes.try_into().ok());
    // Not the hash of the text itself: the hash of nothing is the root of the empty tree, which some cases name.
    bytes.map_or_else(
        || Hash::of_parts(&[b"no ", role.as_bytes(), text.as_bytes()]),
        Hash::from_bytes,
    )
}

fn hashes(proof: Option<Vec<String>>) -> Vec<Hash> {
    proof.unwrap_or_default().iter().map(|text| hash("proof", text)).collect()
}

#[test]
fn transparency_dev_inclusion() {
    let Some(folder) = vectors::folder("merkle-transparency-dev") else { return };
    let cases: Vec<Inclusion> = read(&folder, "inclusion.json");
    assert_eq!(cases.len(), 98);
    let mut good = 0;
    for case in cases {
        let (leaf, root, proof) =
            (hash("leaf", &case.leaf_hash), hash("root", &case.root), hashes(case.proof));
        let holds = check_inclusion(&leaf, case.leaf_idx, case.tree_size, &proof, &root).is_ok();
        assert_eq!(holds, !case.want_err, "{}", case.id);
        good += u32::from(holds);
    }
    assert_eq!(good, 6);
}

#[test]
fn transparency_dev_consistency() {
    let Some(folder) = vectors::folder("merkle-transparency-dev") else { return };
    let cases: Vec<Consistency> = read(&folder, "consistency.json");
    assert_eq!(cases.len(), 98);
    let mut good = 0;
    for case in cases {
        let (old, new, proof) =
            (hash("root", &case.root1), hash("root", &case.root2), hashes(case.proof));
        let holds = check_consistency(case.size1, &old, case.size2, &new, &proof).is_ok();
        assert_eq!(holds, !case.want_err, "{}", case.id);
        good += u32::from(holds);
    }
    assert_eq!(good, 6);
}
