//! Attacks on the log by somebody who holds its key: a wrong root of the heads, another origin, two heads of one size,
//! tiles that disagree, proofs that are too long.

use countersign_core::checkpoint::Checkpoint;
use countersign_core::digest::Hash;
use countersign_core::layout;
use countersign_core::log::{self, AppendError, Continuation, Rewound};
use countersign_core::merkle;
use countersign_core::record::entry::Entry;
use countersign_core::verify::memory::{Seen, View};
use countersign_core::verify::report::Severity;
use countersign_speech as speech;
use testkit::forge::{self, Forge, act_path, key};
use testkit::memory::Memory;

/// Everything ended well, and then this organisation withdrew.
fn withdrawn(stem: &str) -> Forge {
    let mut forge = Forge::coalition();
    let endorsement = forge.item(&act_path(stem, 1));
    let withdrawal = forge.withdrawal(&endorsement, stem);
    forge.append(&[withdrawal]);
    forge
}

fn entries(forge: &Forge) -> Vec<Vec<u8>> {
    forge.examine().log.unwrap().entries
}

#[test]
fn a_wrong_heads_root() {
    let good = Forge::coalition();
    let all = entries(&good);
    let is_heads = |bytes: &Vec<u8>| matches!(Entry::decode(bytes), Ok(Entry::Heads(_)));
    let places: Vec<usize> = (0..all.len()).filter(|at| is_heads(&all[*at])).collect();
    assert!(places.len() > 1);
    for at in places {
        let mut changed = all.clone();
        changed[at] = Entry::Heads(Hash::of(b"another")).encode().unwrap();
        let mut forge = good.clone();
        forge.write_entries(&changed);
        forge.is_broken(layout::LOG, "the heads entry has another root than the records before it");
    }
}

#[test]
fn a_checkpoint_for_another_origin() {
    let mut forged = Forge::coalition();
    let mut root = forged.root.clone();
    root.origin = "other.example/log".parse().unwrap();
    let other = forge::log(&entries(&forged), &root, &key("log"));
    let checkpoint = other[layout::CHECKPOINT].clone();
    forged.files.insert(layout::CHECKPOINT.to_owned(), checkpoint);
    let report = forged.is_broken(layout::CHECKPOINT, "");
    assert!(report.findings.iter().any(|one| one.code() == "checkpoint-signature"));
}

#[test]
fn a2_two_readers_are_shown_two_histories_with_two_checkpoints_of_one_size() {
    let (one, two) = (withdrawn("foro"), withdrawn("uno"));
    let (first, second) = (one.examine(), two.examine());
    let heads = [&first, &second].map(|seen| seen.log.as_ref().unwrap().checkpoint.clone());
    assert_eq!(heads[0].size(), heads[1].size());
    assert_ne!(heads[0].root(), heads[1].root());
    // Each holds by itself: only who saw the one, or compares, can tell.
    for forge in [&one, &two] {
        assert!(forge.report().findings.iter().all(|one| one.severity > Severity::Unchecked));
    }
    let seen = Seen::of(&first, "2021-03-01T00:00:00Z".parse().unwrap()).unwrap();
    assert_eq!(seen.judge(&first, View::Head), None);
    let finding = seen.judge(&second, View::Head).unwrap();
    assert_eq!((finding.severity, finding.code()), (Severity::Broken, "rolled-back"));
    let said = speech::finding(&finding).message.english();
    assert!(said.contains("another history than you saw before"), "{said}");
    let want = format!("{}:{}", heads[0].size(), heads[0].root());
    assert_eq!(one.verify(&["--expect", &want]).code, 0);
    let ran = two.verify(&["--expect", &want]);
    assert_eq!(ran.code, 3, "{ran:?}");
}

#[test]
fn a_partial_tile_that_disagrees_with_the_one_that_took_its_place() {
    let good = Forge::coalition();
    let size = entries(&good).len();
    let tile = format!("registry/log/tile/0/000.p/{size}");
    let whole = good.files[&tile].clone();
    for shorter in [1, size - 1] {
        for change in [0, 1] {
            let mut forge = good.clone();
            let mut bytes = whole[..shorter * 32].to_vec();
            bytes[0] ^= change;
            let path = format!("registry/log/tile/0/000.p/{shorter}");
            forge.files.insert(path.clone(), bytes);
            forge.is_broken(&path, "has no such file");
        }
    }
    let mut forge = good.clone();
    forge.files.get_mut(&tile).unwrap()[0] ^= 1;
    forge.is_broken(&tile, "");
}

#[test]
fn an_oversized_proof() {
    let leaves: Vec<Hash> = (0..9_u8).map(|byte| merkle::leaf_hash(&[byte])).collect();
    let root = merkle::root(&leaves);
    let mut prove = merkle::subtrees_of(&leaves);
    let good = merkle::prove_inclusion(3, 9, &mut prove).unwrap();
    merkle::check_inclusion(&leaves[3], 3, 9, &good, &root).unwrap();
    for extra in [1, 64, 10_000] {
        let mut long = good.clone();
        long.resize(good.len() + extra, Hash::of(b"more"));
        assert!(merkle::check_inclusion(&leaves[3], 3, 9, &long, &root).is_err());
    }
}

/// Whoever has the log's key signs no second history with it: not over a branch that was rewound, nor beside a head.
#[test]
fn a_log_is_continued_only_from_what_was_signed_before() {
    let (before, after, other) = (Forge::coalition(), withdrawn("foro"), withdrawn("uno"));
    let [before, after, other] = [before, after, other].map(|one| Memory::new(one.files));
    let read = |source: &Memory| log::read(source).unwrap();
    let head = |source: &Memory| read(source).checkpoint;
    let of = |source: &Memory, signed: Option<Checkpoint>, announced: Option<&Checkpoint>| {
        Continuation::of(source, Some(&read(source)), signed, announced).map(|log| log.size())
    };
    let (old, new) = (head(&before), head(&after));
    assert_eq!(of(&before, None, None), Ok(old.size()));
    assert_eq!(of(&before, Some(old.clone()), None), Ok(old.size()));
    assert_eq!(of(&after, Some(old.clone()), None), Ok(new.size()));
    let rewound = Rewound { size: old.size(), signed: new.size() };
    assert_eq!(of(&before, Some(new.clone()), None), Err(rewound));
    let beside = Rewound { size: new.size(), signed: new.size() };
    assert_eq!(of(&other, Some(new.clone()), None), Err(beside));
    let nothing = Rewound { size: 0, signed: old.size() };
    let empty = Memory::default();
    let begun = Continuation::of(&empty, None, Some(old), None).map(|log| log.size());
    assert_eq!(begun, Err(nothing));

    // What was signed and announced is signed again as it was, and nothing else is signed in its place.
    let root = Forge::coalition().root;
    let size = read(&before).entries.len();
    let added = |source: &Memory| read(source).entries[size..].to_vec();
    let announced =
        Continuation::of(&before, Some(&read(&before)), Some(new.clone()), Some(&new)).unwrap();
    let again = announced.append(&added(&after), &root, &key("log")).unwrap();
    assert_eq!(again.put[layout::CHECKPOINT], read(&after).note);
    let beside = announced.append(&added(&other), &root, &key("log"));
    assert!(matches!(beside, Err(AppendError::SignedBefore { signed }) if signed == new.size()));
}
