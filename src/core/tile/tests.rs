use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::merkle::{
    check_consistency, check_inclusion, prove_consistency, prove_inclusion, subtrees_of,
};

type Files = BTreeMap<String, Vec<u8>>;

fn read(files: &Files) -> impl FnMut(&TilePath) -> Result<Vec<u8>, TileError> {
    move |path| {
        let missing = TileError { path: *path, fault: TileFault::Missing };
        files.get(&path.to_string()).cloned().ok_or(missing)
    }
}

fn land(files: &mut Files, change: Change) {
    for (path, bytes) in change.write {
        files.insert(path.to_string(), bytes);
    }
    for path in change.remove {
        assert!(files.remove(&path.to_string()).is_some(), "{path} was not there");
    }
}

fn entries(range: std::ops::Range<u64>) -> Vec<[u8; 4]> {
    range.map(|index| u32::try_from(index).unwrap().to_be_bytes()).collect()
}

fn grown(sizes: &[u64]) -> Files {
    let (mut files, mut size) = (Files::new(), 0);
    for next in sizes {
        let change = append(size, &entries(size..*next), read(&files)).unwrap();
        land(&mut files, change);
        size = *next;
    }
    files
}

fn leaves(size: u64) -> Vec<Hash> {
    entries(0..size).iter().map(|entry| leaf_hash(entry)).collect()
}

/// The tree of a log, recomputed from its bundles, each before the tiles that it fills.
fn check(
    size: u64,
    mut read: impl FnMut(&TilePath) -> Result<Vec<u8>, TileError>,
) -> Result<crate::merkle::Frontier, TileError> {
    let mut tree = Recomputed::new(size);
    for bundle in tiles(Tier::Entries, size) {
        for entry in read_bundle(&bundle, &mut read)? {
            tree.push(leaf_hash(&entry), &mut read)?;
        }
    }
    tree.end(&mut read)
}

#[track_caller]
fn has_exactly(files: &Files, size: u64) {
    let mut want: Vec<String> = paths(size).map(|path| path.to_string()).collect();
    want.sort();
    assert!(files.keys().eq(&want), "a log of {size} entries has other files");
    let tree = check(size, read(files)).unwrap();
    assert_eq!((tree.size(), tree.root()), (size, root(&leaves(size))));
}

#[test]
fn one_append_or_many() {
    for size in [0, 1, 2, 255, 256, 257, 511, 512, 513, 1000] {
        let once = grown(&[size]);
        has_exactly(&once, size);
        assert_eq!(grown(&[0, size / 3, size / 3, size / 2, size]), once, "size {size}");
    }
}

#[test]
fn two_levels_become_three() {
    let sizes = [65_535, 65_536, 65_537];
    let mut size = 60_000;
    let mut files = grown(&[size]);
    for next in sizes {
        let change = append(size, &entries(size..next), read(&files)).unwrap();
        land(&mut files, change);
        size = next;
        has_exactly(&files, size);
        assert_eq!(files, grown(&[size]));
    }
    let levels: Vec<String> =
        paths(size).filter(TilePath::is_partial).map(|path| path.to_string()).collect();
    assert_eq!(levels, ["tile/entries/256.p/1", "tile/0/256.p/1", "tile/2/000.p/1"]);
}

#[test]
fn the_example_of_c2sp() {
    let count = |tier, size| {
        let all: Vec<TilePath> = tiles(tier, size).collect();
        (
            all.iter().filter(|path| !path.is_partial()).count(),
            all.last().filter(|path| path.is_partial()).map_or(0, TilePath::width),
        )
    };
    assert_eq!(count(Tier::Level(0), 70_000), (273, 112));
    assert_eq!(count(Tier::Level(1), 70_000), (1, 17));
    assert_eq!(count(Tier::Level(2), 70_000), (0, 1));
    assert_eq!(count(Tier::Level(3), 70_000), (0, 0));
    assert_eq!(count(Tier::Level(0), 256), (1, 0));
    assert_eq!(count(Tier::Level(1), 256), (0, 1));
}

#[test]
fn every_changed_file_is_named() {
    for size in [1, 3, 256, 300, 600] {
        let good = grown(&[size]);
        for path in paths(size) {
            let name = path.to_string();
            for at in [0, 1, good[&name].len() / 2, good[&name].len() - 1] {
                let mut files = good.clone();
                files.get_mut(&name).unwrap()[at] ^= 1;
                let error = check(size, read(&files)).unwrap_err();
                // A changed entry first shows in the tile that holds its hash.
                let same_place = error.path.index() == path.index();
                assert!(
                    error.path == path || path.tier() == Tier::Entries && same_place,
                    "{error}"
                );
            }
            for damage in
                [|bytes: &mut Vec<u8>| bytes.push(0), |bytes: &mut Vec<u8>| bytes.truncate(1)]
            {
                let mut files = good.clone();
                damage(files.get_mut(&name).unwrap());
                assert_eq!(check(size, read(&files)).unwrap_err().path, path);
            }
            let mut files = good.clone();
            files.remove(&name);
            let missing = TileError { path, fault: TileFault::Missing };
            assert_eq!(check(size, read(&files)), Err(missing));
        }
    }
}

#[test]
fn proofs_out_of_tiles() {
    let size = 700;
    let (files, all) = (grown(&[size]), leaves(size));
    let mut source = subtrees(size, |path| Ok::<_, Either>(read(&files)(path)?));
    assert_eq!(Frontier::at(size, &mut source).unwrap().root(), root(&all));
    for index in [0, 1, 255, 256, 511, 512, 699] {
        let proof = prove_inclusion(index, size, &mut source).unwrap();
        check_inclusion(&all[index as usize], index, size, &proof, &root(&all)).unwrap();
        assert_eq!(entry(index, size, read(&files)).unwrap(), entries(index..index + 1)[0]);
        let old = index + 1;
        let proof = prove_consistency(old, size, &mut source).unwrap();
        assert_eq!(proof, prove_consistency(old, size, &mut subtrees_of(&all)).unwrap());
        check_consistency(old, &root(&all[..old as usize]), size, &root(&all), &proof).unwrap();
    }
    for (level, index) in [(0, 700), (8, 2), (9, 1), (10, 0), (3, u64::MAX), (64, 0), (255, 1)] {
        let outside = matches!(
            source(Subtree { level, index }),
            Err(Either::Tile(TileError { fault: TileFault::Outside { size: 700 }, .. }))
        );
        assert!(outside, "level {level} index {index}");
    }
    assert!(entry(700, size, read(&files)).is_err());
}

/// An error that holds both kinds, as a caller of proofs over tiles has one.
#[derive(Debug, thiserror::Error)]
enum Either {
    #[error(transparent)]
    Proof(#[from] crate::merkle::ProofError),
    #[error(transparent)]
    Tile(#[from] TileError),
}

#[test]
fn a_proof_reads_each_tile_once() {
    let size = 70_000;
    let files = grown(&[size]);
    for index in [0, 255, 256, 65_535, 65_536, 69_999] {
        let mut asked = Vec::new();
        let count = |path: &TilePath| {
            asked.push(*path);
            Ok::<_, Either>(read(&files)(path)?)
        };
        prove_inclusion(index, size, &mut subtrees(size, count)).unwrap();
        let all = asked.len();
        asked.sort();
        asked.dedup();
        assert_eq!(asked.len(), all, "{index}");
    }
}

#[test]
fn paths_have_one_spelling() {
    for good in [
        "tile/0/000",
        "tile/0/x001/067",
        "tile/0/x001/x234/067",
        "tile/7/255.p/255",
        "tile/entries/000.p/1",
        "tile/entries/x072/x057/x594/x037/x927/935",
    ] {
        assert_eq!(good.parse::<TilePath>().unwrap().to_string(), good);
    }
    let long = format!("tile/0/{}000", "x000/".repeat(20));
    for bad in [
        "",
        "tile",
        "tile/0",
        "tile/0/",
        "tile/0/0",
        "tile/0/1000",
        "tile/0/001/067",
        "tile/0/x001",
        "tile/0/x000/067",
        "tile/0/x001/x067",
        "tile/00/000",
        "tile/+1/000",
        "tile/-1/000",
        "tile/8/000",
        "tile/64/000",
        "tile/data/000",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/01",
        "tile/0/000.p/+1",
        "tile/0/000.p/",
        "tile/0/000.p/1/",
        "tile/0/000.p/1.p/1",
        "/tile/0/000",
        "tile/0/000/",
        "tile//000",
        "tile/0/../000",
        "tile/0/00٣",
        "tile/entries/x072/x057/x594/x037/x927/936",
        &long,
    ] {
        assert!(bad.parse::<TilePath>().is_err(), "{bad:?}");
    }
}

#[test]
fn entries_have_a_limit() {
    let at = vec![7; ENTRY_BYTES_MAX];
    let past = vec![7; ENTRY_BYTES_MAX + 1];
    let bytes = encode_bundle(&[&at]).unwrap();
    assert_eq!(decode_bundle(&bytes, 1), Ok(vec![at]));
    let too_long = BundleError::EntryTooLong { place: 0, got: ENTRY_BYTES_MAX + 1 };
    assert_eq!(encode_bundle(&[&past]), Err(too_long.clone()));
    let mut bytes = u16::try_from(past.len()).unwrap().to_be_bytes().to_vec();
    bytes.extend(past);
    assert_eq!(decode_bundle(&bytes, 1), Err(too_long));
    assert!(encode_bundle(&[vec![0; 65_536]]).is_err());
    assert_eq!(decode_bundle(b"\0", 1), Err(BundleError::Cut { place: 0 }));
    assert_eq!(decode_bundle(b"\0\x02a", 1), Err(BundleError::Cut { place: 0 }));
    assert_eq!(decode_bundle(b"\0\x01a", 2), Err(BundleError::TooFew { want: 2, got: 1 }));
}

#[test]
fn the_largest_log_has_paths() {
    let last: Vec<TilePath> =
        (0..=LEVEL_MAX).filter_map(|level| TilePath::last(Tier::Level(level), u64::MAX)).collect();
    assert_eq!(last.len(), 8);
    for path in last {
        assert_eq!(path.width(), 255);
        assert_eq!(path.to_string().parse(), Ok(path));
    }
    assert_eq!(bundle_of(u64::MAX, u64::MAX), None);
}

proptest! {
    #[test]
    fn a_bundle_is_its_entries(entries in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..9), 0..40)) {
        let bytes = encode_bundle(&entries).unwrap();
        prop_assert_eq!(decode_bundle(&bytes, entries.len()), Ok(entries));
    }

    #[test]
    fn bytes_are_a_bundle_or_not(bytes in prop::collection::vec(0_u8..4, 0..40), width in 0_usize..20) {
        if let Ok(entries) = decode_bundle(&bytes, width) {
            prop_assert_eq!(encode_bundle(&entries), Ok(bytes));
        }
    }

    #[test]
    fn batches_do_not_matter(steps in prop::collection::vec(0_u64..300, 1..8)) {
        let sizes: Vec<u64> = steps.iter().scan(0, |size, step| { *size += step; Some(*size) }).collect();
        let size = sizes.last().copied().unwrap_or(0);
        let files = grown(&sizes);
        has_exactly(&files, size);
        prop_assert_eq!(files, grown(&[size]));
    }

    #[test]
    fn text_is_a_path_or_not(text in "tile/(0|1|7|8|entries|00)(/x?[0-9]{2,4}){1,3}(\\.p/[0-9]{1,3})?") {
        if let Ok(path) = text.parse::<TilePath>() {
            prop_assert_eq!(path.to_string(), text);
        }
    }
}
