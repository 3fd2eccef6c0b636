//! Two columns that were printed side by side: the left one first, then the right one.
//!
//! Columns are there where the lines of a page begin anew at one place, after a gap that runs down the page.

use std::collections::BTreeMap;

use super::map::Woven;
use super::{Note, Reading};

/// Spaces between two columns, at least.
const GAP_SPACES: usize = 3;
/// Lines of a page that must have both columns, at least.
const LINES_MIN: usize = 4;

/// A text of two columns, one after the other; none where it has no columns.
pub(super) fn reading(text: &str, notes: &[Note]) -> Option<Reading> {
    let pages: Vec<&str> = text.split('\u{c}').collect();
    if !pages.iter().any(|page| gutter(page).is_some()) {
        return None;
    }
    let mut words = String::new();
    for page in pages {
        let Some(start) = gutter(page) else {
            words.push_str(page);
            words.push('\n');
            continue;
        };
        let mut right = String::new();
        for line in page.lines() {
            let at = line.char_indices().nth(start).map_or(line.len(), |(at, _)| at);
            let (own, other) = line.split_at(at);
            words.push_str(own.trim());
            words.push('\n');
            right.push_str(other.trim());
            right.push('\n');
        }
        words.push_str(&right);
    }
    let mut notes = notes.to_vec();
    notes.push(Note::Columns);
    Some(Reading::of(Woven::unplaced(words), notes))
}

/// Where the right column begins, in characters.
fn gutter(page: &str) -> Option<usize> {
    let lines: Vec<Vec<char>> = page
        .lines()
        .map(|line| line.chars().collect())
        .filter(|line: &Vec<char>| !line.is_empty())
        .collect();
    let mut starts: BTreeMap<usize, usize> = BTreeMap::new();
    for line in &lines {
        let mut spaces = 0;
        let mut has_words = false;
        for (at, letter) in line.iter().enumerate() {
            if *letter == ' ' {
                spaces += 1;
                continue;
            }
            if has_words && spaces >= GAP_SPACES {
                *starts.entry(at).or_default() += 1;
            }
            (spaces, has_words) = (0, true);
        }
    }
    let (start, count) = starts.into_iter().max_by_key(|(_, count)| *count)?;
    // The gap runs down the whole page, or it is none.
    let is_clear = |line: &Vec<char>| {
        line.get(start - GAP_SPACES..start.min(line.len()))
            .is_none_or(|gap| gap.iter().all(|letter| *letter == ' '))
    };
    (count >= LINES_MIN && count * 2 > lines.len() && lines.iter().all(is_clear)).then_some(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_read_one_after_the_other() {
        let page = "We stand        We ask for\ntogether,       their release\nall of us,      and for what\nfor them.       was taken.\n                Uno\n";
        let reading = reading(page, &[]).unwrap();
        assert_eq!(
            reading.text,
            "We stand\ntogether,\nall of us,\nfor them.\n\nWe ask for\ntheir release\nand for what\nwas taken.\nUno\n"
        );
        assert_eq!(reading.notes, [Note::Columns]);
    }

    #[test]
    fn other_gaps_are_no_columns() {
        for text in [
            "a    b\nc    d\n",
            "one   two\nthree    four\nfive     six\nseven   eight\n",
            "    a\n    b\n    c\n    d\n    e\n",
            "",
        ] {
            assert_eq!(reading(text, &[]), None, "{text}");
        }
    }
}
