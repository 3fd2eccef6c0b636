use proptest::prelude::*;

use super::*;

/// How many numbers two rows have in common at most, in order: the textbook's table.
fn most_in_common(old: &[u32], new: &[u32]) -> usize {
    let mut row = vec![0; new.len() + 1];
    for own in old {
        let before = row.clone();
        for (at, other) in new.iter().enumerate() {
            let with = if own == other { before[at] + 1 } else { 0 };
            row[at + 1] = with.max(before[at + 1]).max(row[at]);
        }
    }
    row[new.len()]
}

fn kept(old: &[u32], new: &[u32]) -> usize {
    stays(old, new).iter().map(|stay| stay.old.len()).sum()
}

#[test]
fn what_stays() {
    let stay = |old, new| Stay { old, new };
    for (old, new, expected) in [
        (&[1, 2, 3, 4][..], &[1, 9, 3, 4][..], vec![stay(0..1, 0..1), stay(2..4, 2..4)]),
        (&[1], &[2], vec![]),
        (&[], &[], vec![]),
        (&[], &[1], vec![]),
        (&[1, 1], &[1], vec![stay(0..1, 0..1)]),
        // Either 1 may go: the later.
        (&[5, 1, 2, 1, 3], &[5, 1, 3], vec![stay(0..2, 0..2), stay(4..5, 2..3)]),
    ] {
        assert_eq!(stays(old, new), expected, "{old:?} {new:?}");
    }
}

#[test]
fn rows_without_an_easy_way_end() {
    let up: Vec<u32> = (0..1_500).collect();
    let down: Vec<u32> = up.iter().rev().copied().collect();
    assert_eq!(kept(&up, &down), 1);
    let twos: Vec<u32> = up.iter().map(|number| number % 2).collect();
    let threes: Vec<u32> = up.iter().map(|number| number % 3 % 2).collect();
    assert_eq!(kept(&twos, &threes), most_in_common(&twos, &threes));
    assert_eq!(kept(&vec![7; 1_500], &vec![7; 1_200]), 1_200);
}

proptest! {
    #[test]
    fn no_way_is_shorter(
        old in proptest::collection::vec(0_u32..5, 0..40), new in proptest::collection::vec(0_u32..5, 0..40)
    ) {
        let stays = stays(&old, &new);
        for stay in &stays {
            prop_assert!(!stay.old.is_empty());
            prop_assert_eq!(&old[stay.old.clone()], &new[stay.new.clone()]);
        }
        for pair in stays.windows(2) {
            let (gone, come) = (pair[1].old.start - pair[0].old.end, pair[1].new.start - pair[0].new.end);
            prop_assert!(gone + come > 0, "{:?}", pair);
        }
        prop_assert_eq!(kept(&old, &new), most_in_common(&old, &new));
    }
}
