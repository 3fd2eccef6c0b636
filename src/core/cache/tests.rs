//! Whatever is written and read again is what was there; whatever is damaged is not used.

use std::collections::HashMap;

use super::*;
use crate::chain_map::ChainMap;
use proptest::prelude::*;

fn of() -> Of {
    Of { clean: true, keys: "k".into(), program: "p".into(), registry: "r".into(), size: 0 }
}

fn read(file: &[u8]) -> Box<dyn Fn(Range<u64>) -> Option<Vec<u8>>> {
    let file = file.to_vec();
    Box::new(move |range| file.get(range.start as usize..range.end as usize).map(<[u8]>::to_vec))
}

/// Writes and reads again; `file` is the table's.
fn again(mut known: Cache, file: &mut Vec<u8>) -> Cache {
    let Saved { table, since } = known.save("k2".into(), "r2".into()).unwrap();
    if let Some(table) = table {
        *file = table.to_vec();
    }
    Cache::open(&since, |of| of.keys == "k2" && of.registry == "r2", read(file)).unwrap()
}

proptest! {
    #[test]
    fn its_root_is_the_maps_whatever_is_reloaded(
        first in proptest::collection::vec((0..60_u32, any::<u64>()), 0..80),
        later in proptest::collection::vec((0..90_u32, any::<u64>()), 0..20),
    ) {
        let mut map = ChainMap::default();
        let record = |number: &u64| Hash::of(&number.to_be_bytes());
        for (chain, number) in &first {
            map.append(&chain.to_string(), &record(number));
        }
        let leaves = first.iter().map(|(_, number)| record(number));
        let mut known = Cache::of_all(of(), map.rows(), leaves);
        prop_assert_eq!(known.root(), Ok(map.root()));
        let mut file = Vec::new();
        let mut known = again(known, &mut file);
        prop_assert_eq!(known.root(), Ok(map.root()));
        for (chain, number) in &later {
            map.append(&chain.to_string(), &record(number));
            known.append_to_chain(&chain.to_string(), &record(number)).unwrap();
        }
        prop_assert_eq!(known.root(), Ok(map.root()));
        prop_assert_eq!(again(known, &mut file).root(), Ok(map.root()));
    }
}

#[test]
fn sorted_rows_are_written_as_any_others() {
    for count in [0, 1, 255, 3_000_u64] {
        let mut map = ChainMap::default();
        let leaf = |number: u64| Hash::of(&number.to_be_bytes());
        for number in 0..count {
            map.append(&number.to_string(), &leaf(number));
        }
        let saved = Cache::of_all(of(), map.rows(), (0..count).map(leaf))
            .save("k".into(), "r".into())
            .unwrap();
        let (mut chains, mut entries): (Vec<_>, Vec<_>) =
            (map.rows().collect(), (0..count).map(|number| (leaf(number), number)).collect());
        chains.sort_unstable();
        entries.sort_unstable();
        let mut file = std::io::Cursor::new(Vec::new());
        let since = Cache::write(of(), &mut file, chains.into_iter(), entries.into_iter()).unwrap();
        assert_eq!((since, file.into_inner()), (saved.since, saved.table.unwrap().to_vec()));
    }
}

/// Many appends, of which some find nothing beside the table, some much, and some make a new one.
#[test]
fn it_is_the_map_and_the_log_while_both_grow() {
    let (mut map, mut positions) = (ChainMap::default(), HashMap::new());
    let leaf = |number: u64| Hash::of(&number.to_be_bytes());
    for number in 0..3_000_u64 {
        map.append(&(number % 1_700).to_string(), &leaf(number));
        positions.insert(leaf(number), number);
    }
    let mut known = Cache::of_all(Of { size: 3_000, ..of() }, map.rows(), (0..3_000).map(leaf));
    let (mut file, mut tables) = (Vec::new(), 0);
    for round in 0..40_u64 {
        for number in (3_000..).skip(300 * round as usize).take(300) {
            let chain = (number * number % 7_919).to_string();
            map.append(&chain, &leaf(number));
            known.append_to_chain(&chain, &leaf(number)).unwrap();
            // Now and then an entry comes twice; it is found where it came last.
            let of = if number % 97 == 0 { number / 2 } else { number };
            positions.insert(leaf(of), known.size());
            known.append_entry(leaf(of)).unwrap();
            if number % 50 == 0 {
                assert_eq!(known.root(), Ok(map.root()));
            }
        }
        let before = file.clone();
        known = again(known, &mut file);
        tables += u32::from(file != before);
        assert_eq!(known.root(), Ok(map.root()));
        assert!(known.is_whole());
        for number in (0..known.size()).step_by(71) {
            let leaf = leaf(number);
            assert_eq!(known.position(&leaf), Ok(positions.get(&leaf).copied()), "{number}");
        }
    }
    assert_eq!(known.size(), 15_000);
    assert!((3..10).contains(&tables), "{tables} tables");
}

#[test]
fn every_damaged_byte_is_noticed() {
    let mut map = ChainMap::default();
    for number in 0..600 {
        map.append(&number.to_string(), &Hash::of(b"r"));
    }
    let leaves = || (0..600_u64).map(|number| Hash::of(&number.to_be_bytes()));
    let mut file = Vec::new();
    let mut known = again(Cache::of_all(of(), map.rows(), leaves()), &mut file);
    known.append_to_chain("x", &Hash::of(b"x")).unwrap();
    known.append_entry(Hash::of(b"x")).unwrap();
    let Saved { table, since } = known.save("k".into(), "r".into()).unwrap();
    assert_eq!(table, None);
    let open = |since: &[u8], file: &[u8]| Cache::open(since, |of| of.program == "p", read(file));
    assert!(open(&since, &file).unwrap().is_whole());
    for at in 0..since.len() {
        let mut bad = since.clone();
        bad[at] ^= 1;
        assert!(open(&bad, &file).is_err(), "{at}");
        assert!(open(&since[..at], &file).is_err(), "{at}");
    }
    for at in (0..file.len()).step_by(7) {
        let mut bad = file.clone();
        bad[at] ^= 1;
        assert!(!open(&since, &bad).is_ok_and(|known| known.is_whole()), "{at}");
    }
    assert!(!open(&since, &file[..file.len() - 1]).unwrap().is_whole());
    // A table of another state, and a state of another program.
    let other = Cache::of_all(of(), map.rows(), leaves().skip(1)).save("k".into(), "r".into());
    assert!(open(&since, &other.unwrap().table.unwrap()).is_err());
    assert!(Cache::open(&since, |of| of.program == "q", read(&file)).is_err());
}

#[test]
fn a_damaged_shard_is_noticed_where_it_is_asked() {
    let leaf = Hash::of(b"x");
    let mut known = Cache::of_all(of(), std::iter::empty(), [leaf].into_iter());
    let Saved { table, since } = known.save("k".into(), "r".into()).unwrap();
    let mut file = table.unwrap().to_vec();
    assert_eq!(Cache::open(&since, |_| true, read(&file)).unwrap().position(&leaf), Ok(Some(0)));
    *file.last_mut().unwrap() ^= 1;
    assert_eq!(Cache::open(&since, |_| true, read(&file)).unwrap().position(&leaf), Err(Unusable));
}
