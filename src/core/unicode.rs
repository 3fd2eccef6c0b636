//! What Unicode says of characters: normal forms (UAX 15), marks, what is assigned, and what looks alike (UTS 39).
//!
//! The tables are those of the crates of unicode-rs, which `build.rs` asks about every character; the laws hold the
//! functions here against those crates again.
//!
//! ```
//! use countersign_core::unicode::{is_nfc, nfc, nfd, skeleton};
//! assert_eq!(nfc("re\u{301}gion"), "région");
//! assert_eq!(nfd("région"), "re\u{301}gion");
//! assert!(is_nfc("région") && !is_nfc("re\u{301}gion"));
//! assert_eq!(skeleton("рауро"), skeleton("paypo"));
//! ```

mod tables;

use tables::{Map, tables};

/// The version of Unicode that the tables are of.
pub const VERSION: (u8, u8, u8) = include!(concat!(env!("OUT_DIR"), "/version.rs"));

// Syllables of Hangul are made of two or three parts (The Unicode Standard, section 3.12).
const SYLLABLE: u32 = 0xac00;
const LEAD: u32 = 0x1100;
const VOWEL: u32 = 0x1161;
/// One before the first tail.
const TAIL: u32 = 0x11a7;
const LEADS: u32 = 19;
const VOWELS: u32 = 21;
const TAILS: u32 = 28;

/// A character and its canonical combining class.
#[derive(Clone, Copy)]
struct Classed {
    letter: char,
    class: u8,
}

/// Whether it is a mark that goes with the letter before it (general category M).
#[must_use]
pub fn is_combining_mark(letter: char) -> bool {
    !letter.is_ascii() && tables().marks.has(letter)
}

/// Whether Unicode has given the code point to somebody, private use apart.
#[must_use]
pub fn is_public_assigned(letter: char) -> bool {
    letter.is_ascii() || tables().assigned.has(letter)
}

/// Whether the text is in normal form C.
#[must_use]
pub fn is_nfc(text: &str) -> bool {
    // Below U+0300 everything is.
    let is_settled = |letter: char| letter < '\u{300}' || !tables().unsettled.has(letter);
    text.chars().all(is_settled) || nfc(text) == text
}

/// Normal form C: composed.
#[must_use]
pub fn nfc(text: &str) -> String {
    composed(&decomposed(&mut text.chars(), None))
}

/// Normal form D: decomposed.
#[must_use]
pub fn nfd(text: &str) -> String {
    decomposed(&mut text.chars(), None).into_iter().map(|one| one.letter).collect()
}

/// Normal form KC of a character: composed, and without what is only another form of it.
#[must_use]
pub fn nfkc(letter: char) -> String {
    composed(&decomposed(&mut std::iter::once(letter), Some(&tables().compatible)))
}

/// What looks the same has the same skeleton (UTS 39, section 4).
#[must_use]
pub fn skeleton(text: &str) -> String {
    let tables = tables();
    let mut looks = String::new();
    for one in decomposed(&mut text.chars(), None) {
        match tables.alike.of(one.letter) {
            Some(prototype) => looks.extend(prototype),
            None if tables.ignored.has(one.letter) => {}
            None => looks.push(one.letter),
        }
    }
    nfd(&looks)
}

/// The letters one by one, decomposed, each row of marks in its order.
fn decomposed(letters: &mut dyn Iterator<Item = char>, wide: Option<&Map>) -> Vec<Classed> {
    let mut all = Vec::new();
    for letter in letters {
        match wide.and_then(|wide| wide.of(letter)) {
            Some(letters) => letters.iter().for_each(|letter| push(&mut all, *letter)),
            None => decompose(&mut all, letter),
        }
    }
    for marks in all.chunk_by_mut(|one, next| one.class != 0 && next.class != 0) {
        marks.sort_by_key(|mark| mark.class);
    }
    all
}

fn decompose(all: &mut Vec<Classed>, letter: char) {
    if letter < '\u{c0}' {
        return all.push(Classed { letter, class: 0 });
    }
    let syllable = u32::from(letter).wrapping_sub(SYLLABLE);
    if syllable < LEADS * VOWELS * TAILS {
        let parts = [
            LEAD + syllable / (VOWELS * TAILS),
            VOWEL + syllable / TAILS % VOWELS,
            TAIL + syllable % TAILS,
        ];
        let parts = parts.into_iter().filter(|part| *part != TAIL).filter_map(char::from_u32);
        return all.extend(parts.map(|letter| Classed { letter, class: 0 }));
    }
    match tables().canonical.of(letter) {
        Some(letters) => letters.iter().for_each(|letter| decompose(all, *letter)),
        None => push(all, letter),
    }
}

fn push(all: &mut Vec<Classed>, letter: char) {
    all.push(Classed { letter, class: tables().class(letter) });
}

/// Each starter with what composes with it (UAX 15, D117).
fn composed(all: &[Classed]) -> String {
    let mut out: Vec<char> = Vec::with_capacity(all.len());
    // The last starter, and the class of what was left behind it.
    let (mut starter, mut behind) = (None, 0);
    for one in all {
        if let Some(at) = starter
            && (at + 1 == out.len() || behind < one.class)
            && let Some(both) = out.get(at).and_then(|first| compose(*first, one.letter))
        {
            out[at] = both;
            continue;
        }
        behind = one.class;
        if one.class == 0 {
            starter = Some(out.len());
        }
        out.push(one.letter);
    }
    out.into_iter().collect()
}

fn compose(first: char, second: char) -> Option<char> {
    // The first that composes is <, with a stroke through it.
    if first < '<' || second < '\u{300}' {
        return None;
    }
    let part = |letter: char, from: u32, count: u32| {
        u32::from(letter).checked_sub(from).filter(|part| *part < count)
    };
    let lead = part(first, LEAD, LEADS);
    if let (Some(lead), Some(vowel)) = (lead, part(second, VOWEL, VOWELS)) {
        return char::from_u32(SYLLABLE + (lead * VOWELS + vowel) * TAILS);
    }
    let open = part(first, SYLLABLE, LEADS * VOWELS * TAILS).filter(|part| part % TAILS == 0);
    if let (Some(open), Some(tail)) = (open, part(second, TAIL + 1, TAILS - 1)) {
        return char::from_u32(SYLLABLE + open + tail + 1);
    }
    tables().composed(first, second)
}

#[cfg(test)]
mod tests;
