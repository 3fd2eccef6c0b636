//! Text that a program took out of a PDF, page by page: without page numbers, and with running heads set apart.
//!
//! Only what repeats is taken for furniture: a line at the same edge of most pages that is the same but for its numbers.
//! A line that stands on one page stays, whatever it looks like; and a head that says something stays to be read, as a
//! paragraph of its own.

use std::collections::BTreeMap;

use super::map::Woven;
use super::{ExtractError, Extracted, Kind, Note, Reading, WORDS_BYTES_MAX, columns};

/// Lines at each edge of a page that can be furniture.
const EDGE_LINES: usize = 3;
/// Fewest letters of a line of type that was set apart.
const SET_LETTERS_MIN: usize = 8;
/// Most words of a running head.
const HEAD_WORDS: usize = 20;

/// The words of a PDF as another program wrote them: pages end in form feeds.
///
/// # Errors
/// If there are none, as where pages are pictures, or too many.
pub fn extract_pages(text: &str) -> Result<Extracted, ExtractError> {
    extract_pages_read(text, None)
}

/// The same of words that the other program wrote in another way than it does unasked, which a note names: `-layout`.
///
/// # Errors
/// As [`extract_pages`].
pub fn extract_pages_read(
    text: &str,
    way: Option<&'static str>,
) -> Result<Extracted, ExtractError> {
    if text.len() > WORDS_BYTES_MAX {
        return Err(ExtractError::Size { what: "the words of a copy", most: WORDS_BYTES_MAX });
    }
    if text.chars().all(|letter| letter.is_whitespace() || letter.is_control()) {
        return Err(ExtractError::Scanned);
    }
    let mut notes = vec![Note::PdfLayers];
    notes.extend(way.map(Note::PdfWay));
    let as_given = Reading::of(Woven::unplaced(joined(&pages(text), kept)), notes.clone());
    let readings = [
        Some(as_given),
        bare(text, &notes),
        columns::reading(text, &notes),
        set_apart(text, &notes),
        backwards(text, &notes, false),
        backwards(text, &notes, true),
    ];
    Ok(Extracted { kind: Kind::Pdf, readings: readings.into_iter().flatten().collect() })
}

const fn kept(_page: usize, _line: usize) -> Line {
    Line::Kept
}

/// Type that was set apart, letter by letter: words are where two spaces are.
fn set_apart(text: &str, notes: &[Note]) -> Option<Reading> {
    let is_set = |line: &str| {
        let pieces: Vec<&str> = line.split_whitespace().collect();
        let single = pieces.iter().filter(|one| one.chars().count() == 1).count();
        pieces.len() >= SET_LETTERS_MIN && single * 10 >= pieces.len() * 9
    };
    if !text.lines().any(is_set) {
        return None;
    }
    let mut words = String::new();
    for line in joined(&pages(text), kept).lines() {
        if is_set(line) {
            let of = |word: &str| word.split_whitespace().collect::<String>();
            words.push_str(&line.trim().split("  ").map(of).collect::<Vec<_>>().join(" "));
        } else {
            words.push_str(line);
        }
        words.push('\n');
    }
    let mut notes = notes.to_vec();
    notes.push(Note::SetApart);
    Some(Reading::of(Woven::unplaced(words), notes))
}

/// Lines of a script that runs from right to left, as a PDF holds them that has its letters, or its words, in the order of
/// the page.
fn backwards(text: &str, notes: &[Note], keeps_words: bool) -> Option<Reading> {
    let is_of_right = |one: char| matches!(one, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fefc}');
    if text.chars().filter(|one| is_of_right(*one)).count() * 2 < text.chars().count() {
        return None;
    }
    let mut words = String::new();
    for line in joined(&pages(text), kept).lines() {
        if keeps_words {
            words.push_str(&line.split(' ').rev().collect::<Vec<_>>().join(" "));
        } else {
            words.extend(turned(line));
        }
        words.push('\n');
    }
    let mut notes = notes.to_vec();
    notes.push(Note::Backwards);
    Some(Reading::of(Woven::unplaced(words), notes))
}

/// The letters of a line from its end on; each keeps the signs that stand on it.
fn turned(line: &str) -> impl Iterator<Item = String> {
    let mut letters: Vec<String> = Vec::new();
    for one in line.chars() {
        match letters.last_mut() {
            Some(last) if countersign_core::unicode::is_combining_mark(one) => last.push(one),
            _ => letters.push(one.to_string()),
        }
    }
    letters.into_iter().rev()
}

/// A text of several pages without page numbers and running heads, where it has any.
pub(super) fn bare(text: &str, notes: &[Note]) -> Option<Reading> {
    let pages = pages(text);
    let furniture = furniture(&pages);
    let line = |page, line| match furniture.get(&(page, line)) {
        None => Line::Kept,
        Some(shape) if is_number(shape) => Line::Gone,
        Some(_) => Line::Apart,
    };
    let bare = joined(&pages, line);
    if furniture.is_empty() || bare.trim().is_empty() {
        return None;
    }
    let mut notes = notes.to_vec();
    let numbers = furniture.values().filter(|shape| is_number(shape)).count();
    if numbers > 0 {
        notes.push(Note::PageNumbers(numbers));
    }
    Some(Reading::of(Woven::unplaced(bare), notes))
}

/// What becomes of a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Kept,
    Gone,
    /// A paragraph of its own.
    Apart,
}

fn pages(text: &str) -> Vec<&str> {
    text.trim_end_matches(['\u{c}', '\n']).split('\u{c}').collect()
}

/// A line of furniture without its numbers.
type Shape = String;

/// The lines that are furniture, by page and line.
fn furniture(pages: &[&str]) -> BTreeMap<(usize, usize), Shape> {
    // Where a line stands: how far from the top, or from the bottom.
    let mut places: BTreeMap<(bool, Shape), Vec<(usize, usize)>> = BTreeMap::new();
    for (page, text) in pages.iter().enumerate() {
        let lines: Vec<(usize, &str)> =
            text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).collect();
        let top = lines.iter().take(EDGE_LINES).map(|line| (true, line));
        let bottom = lines.iter().rev().take(EDGE_LINES).map(|line| (false, line));
        for (is_top, (number, line)) in top.chain(bottom) {
            let place = places.entry((is_top, shape(line))).or_default();
            if line.split_whitespace().count() <= HEAD_WORDS
                && place.last().is_none_or(|(last, _)| *last != page)
            {
                place.push((page, *number));
            }
        }
    }
    let mut found = BTreeMap::new();
    for ((_, shape), lines) in places {
        if lines.len() >= 2 && lines.len() * 2 >= pages.len() {
            found.extend(lines.into_iter().map(|line| (line, shape.clone())));
        }
    }
    found
}

/// A line with each number as `#`.
fn shape(line: &str) -> Shape {
    let mut shape = String::new();
    let words = line.split_whitespace().collect::<Vec<_>>().join(" ");
    for letter in words.chars() {
        if !letter.is_numeric() {
            shape.push(letter);
        } else if !shape.ends_with('#') {
            shape.push('#');
        }
    }
    shape
}

/// Whether a line of furniture is a page's number and nothing else.
fn is_number(shape: &str) -> bool {
    let letters: String =
        shape.to_lowercase().chars().filter(|c| c.is_alphabetic() || *c == '#').collect();
    [
        "#",
        "page#",
        "page#of#",
        "#of#",
        "##",
        "página#",
        "página#de#",
        "#de#",
        "page#sur#",
        "#sur#",
        "p#",
    ]
    .contains(&letters.as_str())
}

/// The kept lines of all pages; a page's end is a line's end, since sentences go on across it.
fn joined(pages: &[&str], what: impl Fn(usize, usize) -> Line) -> String {
    let mut words = String::new();
    let mut was_apart = false;
    for (page, text) in pages.iter().enumerate() {
        let lines =
            text.lines().enumerate().map(|(number, line)| (what(page, number), line.trim_end()));
        let lines: Vec<(Line, &str)> = lines.filter(|(line, _)| *line != Line::Gone).collect();
        let is_full = |(_, line): &&(Line, &str)| !line.is_empty();
        let first = lines.iter().take_while(|line| !is_full(line)).count();
        let last = lines.iter().rposition(|line| is_full(&line)).map_or(first, |last| last + 1);
        for (line, shown) in lines.get(first..last).unwrap_or_default() {
            if shown.is_empty() && was_apart {
                continue;
            }
            if (was_apart || *line == Line::Apart) && !words.is_empty() {
                words.truncate(words.trim_end_matches('\n').len());
                words.push_str("\n\n");
            }
            words.push_str(if *line == Line::Apart { shown.trim_start() } else { shown });
            words.push('\n');
            was_apart = *line == Line::Apart;
        }
        if first == last {
            words.push('\n');
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_repeats_at_the_edges_of_pages_goes() {
        let text = "Joint statement\n\nWe stand with\neveryone\n\nPage 1 of 3\n\u{c}Joint statement\n\nwho is held.\n\nPage 2 of 3\n\u{c}We ask for release.\n\nPage 3 of 3\n\u{c}";
        let copy = extract_pages(text).unwrap();
        assert_eq!(copy.kind, Kind::Pdf);
        assert!(copy.readings[0].text.contains("Page 2 of 3"));
        assert_eq!(
            copy.readings[1].text,
            "Joint statement\n\nWe stand with\neveryone\n\nJoint statement\n\nwho is held.\nWe ask for release.\n"
        );
        assert_eq!(copy.readings[1].notes, [Note::PdfLayers, Note::PageNumbers(3)]);
    }

    #[test]
    fn what_stands_once_stays() {
        let copy = extract_pages("We ask for 12\n\n3\n\u{c}").unwrap();
        assert_eq!(copy.readings.len(), 1);
        assert_eq!(copy.readings[0].text, "We ask for 12\n\n3\n");
        let two = extract_pages("Uno\n\nwords\n\u{c}Dos\n\nmore\n\u{c}").unwrap();
        assert_eq!(two.readings.len(), 1);
    }

    #[test]
    fn letters_that_are_set_apart_are_put_together() {
        let copy = extract_pages_read(
            "W e  s t a n d  t o g e t h e r\n\nas we are.\n\u{c}",
            Some("-layout"),
        )
        .unwrap();
        let last = copy.readings.last().unwrap();
        assert_eq!(last.text, "We stand together\n\nas we are.\n");
        assert_eq!(last.notes, [Note::PdfLayers, Note::PdfWay("-layout"), Note::SetApart]);
        assert_eq!(extract_pages("a b c\n\u{c}").unwrap().readings.len(), 1);
    }

    /// Neither order is sure, so that whatever is found this way is not judged.
    #[test]
    fn lines_from_right_to_left_are_read_both_ways() {
        let copy = extract_pages("ةئيدر تاملك\n\u{c}").unwrap();
        let texts: Vec<&str> = copy.readings.iter().map(|one| one.text.as_str()).collect();
        assert_eq!(texts, ["ةئيدر تاملك\n", "كلمات رديئة\n", "تاملك ةئيدر\n"]);
        assert!(copy.readings[1..].iter().all(|one| one.notes.contains(&Note::Backwards)));
    }

    #[test]
    fn pictures_and_floods_are_refused() {
        assert_eq!(extract_pages("\n\u{c}\n\u{c}"), Err(ExtractError::Scanned));
        let most = WORDS_BYTES_MAX;
        let size = ExtractError::Size { what: "the words of a copy", most };
        assert_eq!(extract_pages(&"a".repeat(most + 1)), Err(size));
        assert!(extract_pages(&"a".repeat(most)).is_ok());
    }
}
