use super::*;

/// Every size up to here is tried: two levels past a byte's worth of shapes would only be slower.
const SIZE_MAX: u64 = 130;

fn leaves(count: u64) -> Vec<Hash> {
    (0..count).map(|index| leaf_hash(&index.to_be_bytes())).collect()
}

/// RFC 6962, section 2.1, word for word.
fn naive_root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => empty_root(),
        [leaf] => *leaf,
        _ => {
            let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
            node_hash(&naive_root(left), &naive_root(right))
        }
    }
}

/// The proof with one bit of one hash changed, once per hash, then shortened and lengthened at both ends.
fn damaged(proof: &[Hash]) -> Vec<Vec<Hash>> {
    let mut all = Vec::new();
    for at in 0..proof.len() {
        for bit in 0..8 {
            let mut bytes = *proof[at].as_bytes();
            bytes[at % 32] ^= 1 << bit;
            let mut changed = proof.to_vec();
            changed[at] = Hash::from_bytes(bytes);
            all.push(changed);
        }
    }
    if !proof.is_empty() {
        all.push(proof[1..].to_vec());
        all.push(proof[..proof.len() - 1].to_vec());
    }
    for extra in [Hash::ZERO, proof.first().copied().unwrap_or_else(empty_root)] {
        all.push([&[extra], proof].concat());
        all.push([proof, &[extra]].concat());
    }
    all
}

#[test]
fn printed_values() {
    // The values of the original Certificate Transparency tests.
    for (got, want) in [
        (empty_root(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (leaf_hash(b""), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
        (leaf_hash(b"L123456"), "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56"),
        (
            root(&[leaf_hash(b""), leaf_hash(b"\x00"), leaf_hash(b"\x10")]),
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        ),
    ] {
        assert_eq!(got.to_string(), want);
    }
}

#[test]
fn frontier_is_the_definition() {
    let all = leaves(SIZE_MAX);
    let mut frontier = Frontier::default();
    for size in 0..=all.len() {
        assert_eq!(frontier.root(), naive_root(&all[..size]), "size {size}");
        assert_eq!(frontier.size(), size as u64);
        let again = Frontier::at(size as u64, &mut subtrees_of(&all)).unwrap();
        assert_eq!(again, frontier, "size {size}");
        frontier.push(all.get(size).copied().unwrap_or(Hash::ZERO));
    }
}

#[test]
fn every_inclusion_proof_holds() {
    let all = leaves(SIZE_MAX);
    for size in 1..=SIZE_MAX {
        let tree = root(&all[..size as usize]);
        for index in 0..size {
            let leaf = &all[index as usize];
            let proof = prove_inclusion(index, size, &mut subtrees_of(&all)).unwrap();
            check_inclusion(leaf, index, size, &proof, &tree).unwrap();
            assert!(check_inclusion(leaf, index, size, &proof, &Hash::ZERO).is_err());
            assert!(check_inclusion(&Hash::ZERO, index, size, &proof, &tree).is_err());
        }
    }
}

#[test]
fn no_other_inclusion_proof_holds() {
    let all = leaves(SIZE_MAX);
    for size in [1, 2, 3, 5, 7, 8, 13, 64, 65, 100, 127, 128, 129, SIZE_MAX] {
        let tree = root(&all[..size as usize]);
        for index in 0..size {
            let leaf = &all[index as usize];
            let proof = prove_inclusion(index, size, &mut subtrees_of(&all)).unwrap();
            for other in (0..=size).filter(|other| *other != index) {
                assert!(check_inclusion(leaf, other, size, &proof, &tree).is_err());
            }
            for bad in damaged(&proof) {
                assert!(check_inclusion(leaf, index, size, &bad, &tree).is_err());
            }
        }
    }
}

#[test]
fn every_consistency_proof_holds_and_no_other() {
    let all = leaves(SIZE_MAX);
    let roots: Vec<Hash> = (0..=all.len()).map(|size| root(&all[..size])).collect();
    for new in 1..=SIZE_MAX {
        for old in 1..=new {
            let (old_root, new_root) = (&roots[old as usize], &roots[new as usize]);
            let proof = prove_consistency(old, new, &mut subtrees_of(&all)).unwrap();
            check_consistency(old, old_root, new, new_root, &proof).unwrap();
            assert!(check_consistency(old, &Hash::ZERO, new, new_root, &proof).is_err());
            assert!(check_consistency(old, old_root, new, &Hash::ZERO, &proof).is_err());
            if new % 13 == 0 || new.is_power_of_two() {
                for bad in damaged(&proof) {
                    assert!(check_consistency(old, old_root, new, new_root, &bad).is_err());
                }
                for other in (0..=new).filter(|other| *other != old) {
                    assert!(check_consistency(other, old_root, new, new_root, &proof).is_err());
                }
            }
        }
    }
}

/// A proof fixes the size only as far as its path has another shape, so the size must come from a signature.
#[test]
fn another_size_is_refused_where_the_root_differs() {
    let all = leaves(SIZE_MAX);
    for size in 2..SIZE_MAX {
        for index in [0, size / 2, size - 1] {
            let leaf = &all[index as usize];
            let proof = prove_inclusion(index, size, &mut subtrees_of(&all)).unwrap();
            for other in [size - 1, size + 1] {
                let tree = root(&all[..other as usize]);
                assert!(check_inclusion(leaf, index, other, &proof, &tree).is_err());
            }
        }
    }
}

#[test]
fn questions_without_an_answer() {
    let all = leaves(3);
    let tree = root(&all);
    let mut source = subtrees_of(&all);
    let outside = ProofError::Leaf { index: 3, size: 3 };
    assert_eq!(prove_inclusion(3, 3, &mut source), Err(outside.clone()));
    assert_eq!(check_inclusion(&all[2], 3, 3, &[], &tree), Err(outside));
    assert_eq!(prove_inclusion(0, 0, &mut source), Err(ProofError::Leaf { index: 0, size: 0 }));
    for (old, new) in [(0, 3), (0, 0), (4, 3)] {
        let refused = ProofError::Sizes { old, new };
        assert_eq!(prove_consistency(old, new, &mut source), Err(refused.clone()));
        assert_eq!(check_consistency(old, &empty_root(), new, &tree, &[]), Err(refused));
    }
    // Sizes at the end of the range neither overflow nor loop.
    assert!(check_inclusion(&all[0], u64::MAX - 1, u64::MAX, &[], &tree).is_err());
    assert!(check_consistency(u64::MAX - 1, &tree, u64::MAX, &tree, &[tree; 64]).is_err());
    assert!(prove_inclusion(0, u64::MAX, &mut source).is_err());
}

/// Every set of leaves of every small tree: one proof, and no other.
#[test]
fn one_proof_shows_any_leaves_at_once() {
    for size in 1..=7_u64 {
        let all = leaves(size);
        let root = naive_root(&all);
        for chosen in 1_u64..1 << size {
            let indices: Vec<u64> = (0..size).filter(|index| chosen >> index & 1 == 1).collect();
            let picked: Vec<(u64, Hash)> =
                indices.iter().map(|index| (*index, all[*index as usize])).collect();
            let proof = prove_inclusions(&indices, size, &mut subtrees_of(&all)).unwrap();
            check_inclusions(&picked, size, &proof, &root).unwrap();
            if let [index] = indices.as_slice() {
                let alone = prove_inclusion(*index, size, &mut subtrees_of(&all)).unwrap();
                assert_eq!(alone.len(), proof.len());
            }
            for bad in damaged(&proof) {
                assert!(check_inclusions(&picked, size, &bad, &root).is_err());
            }
            for at in 0..picked.len() {
                let mut other = picked.clone();
                other[at].1 = leaf_hash(b"other");
                assert!(check_inclusions(&other, size, &proof, &root).is_err());
                let mut other = picked.clone();
                other.remove(at);
                assert!(check_inclusions(&other, size, &proof, &root).is_err());
            }
        }
    }
}

#[test]
fn leaves_of_one_proof_are_in_order_and_in_the_tree() {
    let all = leaves(7);
    let root = naive_root(&all);
    let leaf = |index: usize| (index as u64, all[index]);
    let order = Err(ProofError::Order);
    assert_eq!(check_inclusions(&[leaf(3), leaf(3)], 7, &[], &root), order);
    assert_eq!(check_inclusions(&[leaf(4), leaf(3)], 7, &[], &root), order);
    let outside = Err(ProofError::Leaf { index: 6, size: 6 });
    assert_eq!(check_inclusions(&[leaf(6)], 6, &[], &root), outside);
    assert_eq!(
        check_inclusions(&[], 7, &[root], &root),
        Err(ProofError::Leaf { index: 0, size: 7 })
    );
    let far = (1 << 52, all[0]);
    let length = check_inclusions(&[far], (1 << 53) - 1, &[], &root);
    assert!(matches!(length, Err(ProofError::Length { want: 53, got: 0 })), "{length:?}");
}
