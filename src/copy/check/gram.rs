//! Grams: fingerprints of twenty letters in a row, by which a text is found among many.
//!
//! Spaces, marks and letter case do not count, so that a text which was wrapped, glued or broken otherwise has the
//! same grams. Of a registered text only some are kept (winnowing, Schleimer, Wilkerson, Aiken 2003): the least in
//! each window, so that every run of [`RUN_LETTERS`] letters which a copy shares with the text shares a gram.

use super::token;

/// Letters of one gram.
pub const GRAM_LETTERS: usize = 20;
/// Of so many grams in a row, one is kept.
pub const WINDOW_GRAMS: usize = 28;
/// A shared run of so many letters is always found.
pub const RUN_LETTERS: usize = GRAM_LETTERS + WINDOW_GRAMS - 1;

/// The factor of the rolling sum; any odd number will do, since a collision only costs time.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

/// The fingerprint of every row of [`GRAM_LETTERS`] letters, in order; of all letters where there are fewer.
pub(super) fn grams(letters: impl ExactSizeIterator<Item = char> + Clone) -> Vec<u32> {
    let count = letters.len();
    let width = GRAM_LETTERS.min(count);
    let mut leaving = letters.clone();
    let top = (1..width).fold(1_u64, |power, _| power.wrapping_mul(BASE));
    let mut sum = 0_u64;
    let mut grams = Vec::with_capacity((count + 1).saturating_sub(width));
    for (index, letter) in letters.enumerate() {
        if index >= width {
            let old = leaving.next().map_or(0, u64::from);
            sum = sum.wrapping_sub(old.wrapping_mul(top));
        }
        sum = sum.wrapping_mul(BASE).wrapping_add(u64::from(letter));
        if index + 1 >= width {
            grams.push(mixed(sum));
        }
    }
    grams
}

fn mixed(sum: u64) -> u32 {
    let sum = (sum ^ (sum >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    ((sum ^ (sum >> 32)).wrapping_mul(0x94d0_49bb_1331_11eb) >> 32) as u32
}

/// Which of these grams are kept: their indices, ascending.
pub(super) fn winnow(grams: &[u32]) -> Vec<usize> {
    if grams.len() < WINDOW_GRAMS {
        // Of a text that is hardly longer than a gram, all are kept.
        return (0..grams.len()).collect();
    }
    let mut kept: Vec<usize> = Vec::new();
    let mut least = 0;
    for end in WINDOW_GRAMS..=grams.len() {
        let start = end - WINDOW_GRAMS;
        let at = |index: usize| grams.get(index).copied().unwrap_or(u32::MAX);
        if kept.is_empty() || least < start {
            least = (start..end).rev().min_by_key(|index| at(*index)).unwrap_or(start);
        } else if at(end - 1) <= at(least) {
            least = end - 1;
        }
        if kept.last() != Some(&least) {
            kept.push(least);
        }
    }
    kept
}

/// The grams that stand for a text in an index, sorted, each once.
#[must_use]
pub fn sketch(text: &str) -> Vec<u32> {
    let letters = token::letters(text);
    let grams = grams(letters.iter().copied());
    let mut kept: Vec<u32> =
        winnow(&grams).into_iter().filter_map(|index| grams.get(index).copied()).collect();
    kept.sort_unstable();
    kept.dedup();
    kept
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spaces_marks_and_case_do_not_count() {
        let text =
            "We stand with everyone who is held for what they said, and ask that they be released.";
        let other =
            "WE STAND WITHEVERYONE\nwho is held for — what they said and ask that they be released";
        assert_eq!(sketch(text), sketch(other));
        assert_ne!(
            sketch(text),
            sketch("We ask for something else altogether, and say so in public.")
        );
        assert_eq!(sketch("Peace now.").len(), 1);
        assert!(sketch("…").is_empty());
    }

    proptest! {
        #[test]
        fn a_shared_run_shares_a_gram(before in "[a-e]{0,60}", run in "[a-z]{47}", after in "[a-e]{0,60}", other in "[f-k]{0,90}") {
            let kept = sketch(&format!("{before}{run}{after}"));
            let copy = grams(format!("{other}{run}{other}").chars().collect::<Vec<_>>().iter().copied());
            prop_assert!(copy.iter().any(|gram| kept.binary_search(gram).is_ok()));
        }
    }
}
