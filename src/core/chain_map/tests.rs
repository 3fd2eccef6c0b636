use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::proof::bit;
use super::*;

type Pairs = BTreeMap<Hash, Hash>;

/// The definition, word for word.
fn naive_root(pairs: &[(Hash, Hash)], depth: usize) -> Hash {
    match pairs {
        [] => Hash::ZERO,
        [(key, value)] => Hash::of_parts(&[&[0], key.as_bytes(), value.as_bytes()]),
        _ => {
            let (right, left): (Vec<_>, Vec<_>) =
                pairs.iter().partition(|(key, _)| bit(key, depth));
            let (left, right) = (naive_root(&left, depth + 1), naive_root(&right, depth + 1));
            Hash::of_parts(&[&[1], left.as_bytes(), right.as_bytes()])
        }
    }
}

fn naive(pairs: &Pairs) -> Hash {
    naive_root(&pairs.iter().map(|(key, value)| (*key, *value)).collect::<Vec<_>>(), 0)
}

fn map_of(pairs: &[(Hash, Hash)]) -> Map {
    let mut map = Map::default();
    for (key, value) in pairs {
        map.update(*key, |_| *value);
    }
    map
}

/// Keys that are spread, keys that differ only late, and keys that differ only in one of the last bits.
fn keys() -> impl Strategy<Value = Hash> {
    prop_oneof![
        any::<[u8; 32]>(),
        (any::<u8>(), 0_usize..32).prop_map(|(byte, at)| {
            let mut key = [0; 32];
            key[at] = byte;
            key
        }),
        (0_u8..4, 0_u8..4).prop_map(|(first, last)| {
            let mut key = [0xa5; 32];
            key[0] = first << 6;
            key[31] = last;
            key
        }),
    ]
    .prop_map(Hash::from_bytes)
}

fn pairs() -> impl Strategy<Value = Vec<(Hash, Hash)>> {
    prop::collection::vec((keys(), any::<[u8; 32]>().prop_map(Hash::from_bytes)), 0..200)
}

proptest! {
    #[test]
    fn parts_are_the_map_at_every_moment(pairs in pairs()) {
        let mut map = Map::default();
        let mut whole = parts::Whole::default();
        let mut some: BTreeMap<usize, parts::Part> = BTreeMap::new();
        prop_assert_eq!(whole.root(), map.root());
        for (key, value) in pairs {
            map.update(key, |_| value);
            let place = parts::part_of(&key);
            let part = some.entry(place).or_default();
            part.insert(key, value);
            whole.set(place, part.subtree());
            prop_assert_eq!(whole.root(), map.root());
        }
    }
}

/// Damage that a bundle could bring along: none of it may show anything.
fn damaged(proof: &MapProof) -> Vec<MapProof> {
    let mut all = Vec::new();
    // A path can have 256 steps; a few places along it stand for all.
    let last = proof.siblings.len().saturating_sub(1);
    let places = BTreeSet::from([0, 1, last / 2, last]);
    for at in places.into_iter().filter(|at| *at < proof.siblings.len()) {
        let mut changed = proof.clone();
        changed.siblings[at] = Hash::of(changed.siblings[at].as_bytes());
        all.push(changed);
    }
    for end in [MapEnd::Found, MapEnd::Empty] {
        all.push(MapProof { end, ..proof.clone() });
    }
    if let MapEnd::Other { key, value } = proof.end {
        all.push(MapProof { end: MapEnd::Other { key, value: key }, ..proof.clone() });
        all.push(MapProof { end: MapEnd::Other { key: value, value }, ..proof.clone() });
    }
    let mut longer = proof.clone();
    longer.siblings.push(Hash::ZERO);
    all.push(longer);
    let mut longer = proof.clone();
    longer.siblings.insert(0, Hash::ZERO);
    all.push(longer);
    let mut shorter = proof.clone();
    if shorter.siblings.pop().is_some() {
        all.push(shorter);
    }
    all.retain(|changed| changed != proof);
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn the_root_is_the_definition(pairs in pairs()) {
        let mut map = Map::default();
        let mut model = Pairs::new();
        for (at, (key, value)) in pairs.iter().enumerate() {
            map.update(*key, |_| *value);
            model.insert(*key, *value);
            // Hashing in between must not leave an old hash behind.
            if at % 7 == 0 {
                prop_assert_eq!(map.root(), naive(&model));
            }
        }
        prop_assert_eq!(map.root(), naive(&model));
        for (key, value) in &model {
            prop_assert_eq!(map.value(key), Some(*value));
        }
    }

    #[test]
    fn order_does_not_matter(pairs in pairs(), seed in any::<u64>()) {
        let model: Pairs = pairs.into_iter().collect();
        let mut shuffled: Vec<(Hash, Hash)> = model.into_iter().collect();
        let root = map_of(&shuffled).root();
        shuffled.reverse();
        prop_assert_eq!(map_of(&shuffled).root(), root);
        shuffled.sort_by_key(|(key, _)| Hash::of_parts(&[&seed.to_be_bytes(), key.as_bytes()]));
        prop_assert_eq!(map_of(&shuffled).root(), root);
    }

    #[test]
    fn proofs_hold_and_no_others(pairs in pairs(), absent in prop::collection::vec(keys(), 4)) {
        let model: Pairs = pairs.iter().copied().collect();
        let mut map = map_of(&pairs);
        let root = map.root();
        for key in model.keys().take(10).chain(&absent) {
            let value = model.get(key);
            let proof = map.prove(key);
            prop_assert_eq!(proof::check(&root, key, value, &proof), Ok(()));
            let others = [Some(Hash::ZERO), Some(root), value.xor(Some(&root)).copied()];
            for other in others.iter().map(Option::as_ref).filter(|other| *other != value) {
                prop_assert!(proof::check(&root, key, other, &proof).is_err());
            }
            if value.is_some() {
                prop_assert!(proof::check(&root, key, None, &proof).is_err());
            }
            prop_assert!(proof::check(&Hash::of(root.as_bytes()), key, value, &proof).is_err());
            for bad in damaged(&proof) {
                prop_assert!(proof::check(&root, key, value, &bad).is_err());
            }
        }
    }

    #[test]
    fn a_present_key_is_never_shown_absent(pairs in pairs(), other in keys()) {
        let mut map = map_of(&pairs);
        let root = map.root();
        let proof = map.prove(&other);
        for (key, _) in pairs.iter().take(50) {
            prop_assert!(proof::check(&root, key, None, &proof).is_err());
        }
    }
}

#[test]
fn small_maps() {
    let (key, value) = (Hash::of(b"root"), Hash::of(b"value"));
    let mut map = Map::default();
    assert_eq!(map.root(), Hash::ZERO);
    assert_eq!(map.prove(&key), MapProof { siblings: Vec::new(), end: MapEnd::Empty });
    map.update(key, |_| value);
    assert_eq!(map.root(), Hash::of_parts(&[&[0], key.as_bytes(), value.as_bytes()]));
}

#[test]
fn keys_that_differ_in_the_last_bit() {
    let mut twin = [0x5a; 32];
    let first = Hash::from_bytes(twin);
    twin[31] ^= 1;
    let second = Hash::from_bytes(twin);
    let mut map = map_of(&[(first, Hash::ZERO), (second, first)]);
    let root = map.root();
    let proof = map.prove(&first);
    assert_eq!(proof.siblings.len(), DEPTH_MAX);
    assert_eq!(proof::check(&root, &first, Some(&Hash::ZERO), &proof), Ok(()));
    let mut deeper = proof;
    deeper.siblings.push(Hash::ZERO);
    let refused = Err(MapError::Depth(DEPTH_MAX + 1));
    assert_eq!(proof::check(&root, &first, Some(&Hash::ZERO), &deeper), refused);
}

#[test]
fn a_chain_names_its_records_in_order() {
    let (one, two) = (Hash::of(b"one"), Hash::of(b"two"));
    let mut map = ChainMap::default();
    assert_eq!(map.value("root"), Hash::ZERO);
    let first = map.append("root", &one);
    assert_eq!(first, Hash::of(&[&[0; 32][..], one.as_bytes()].concat()));
    let second = map.append("root", &two);
    assert_eq!(second, Hash::of(&[first.as_bytes(), &two.as_bytes()[..]].concat()));
    assert_eq!(map.value("root"), second);
    let mut swapped = ChainMap::default();
    swapped.append("root", &two);
    swapped.append("root", &one);
    assert_ne!(swapped.root(), map.root());
    // One key lies in this map, and its leaf is the root.
    let key = Hash::of(b"root");
    assert_eq!(map.root(), Hash::of_parts(&[&[0], key.as_bytes(), second.as_bytes()]));
}

/// Made by a second implementation, thirteen lines of Python over `hashlib`.
#[test]
fn a_root_from_elsewhere() {
    let mut map = ChainMap::default();
    for (chain, record) in [
        ("root", "first"),
        ("keys/foro.example", "keys"),
        ("root", "second"),
        ("2021/venezuela-solidarity@1/foro.example", "endorsement"),
    ] {
        map.append(chain, &Hash::of(record.as_bytes()));
    }
    let want = "35276ba10c22efcb0977820e83b12b246dec0932b006bb3437b354d61471c266";
    assert_eq!(map.root().to_string(), want);
}
