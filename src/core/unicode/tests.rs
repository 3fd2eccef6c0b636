use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char as theirs;

use super::*;

/// What the crates say of a text, which is what the functions here say.
fn assert_same(text: &str) {
    assert_eq!(nfc(text), text.nfc().collect::<String>(), "NFC of {text:?}");
    assert_eq!(nfd(text), text.nfd().collect::<String>(), "NFD of {text:?}");
    assert_eq!(is_nfc(text), unicode_normalization::is_nfc(text), "{text:?}");
    let looks: String = unicode_security::skeleton(text).collect();
    assert_eq!(skeleton(text), looks, "the skeleton of {text:?}");
}

#[test]
fn every_character_is_what_it_was() {
    for one in '\0'..=char::MAX {
        assert_eq!(is_combining_mark(one), theirs::is_combining_mark(one), "{one:?}");
        assert_eq!(is_public_assigned(one), theirs::is_public_assigned(one), "{one:?}");
        assert_eq!(tables().class(one), theirs::canonical_combining_class(one), "{one:?}");
        assert_eq!(nfkc(one), std::iter::once(one).nfkc().collect::<String>(), "{one:?}");
        // Beyond are planes of nothing, and those for private use.
        if one < '\u{34000}' || ('\u{e0000}'..'\u{e1010}').contains(&one) {
            assert_same(one.encode_utf8(&mut [0; 4]));
        }
    }
    assert_eq!(VERSION, unicode_normalization::UNICODE_VERSION);
}

#[test]
fn what_composes_composes() {
    let mut pairs = 0;
    for letter in '\0'..=char::MAX {
        let parts: Vec<char> = std::iter::once(letter).nfd().collect();
        let [before @ .., last] = &parts[..] else { continue };
        let first: Vec<char> = before.iter().copied().nfc().collect();
        let [first] = first[..] else { continue };
        assert_eq!(compose(first, *last), theirs::compose(first, *last), "{letter:?}");
        assert_eq!(compose(*last, first), theirs::compose(*last, first), "{letter:?}");
        pairs += usize::from(compose(first, *last).is_some());
    }
    assert!(pairs > 10_000, "{pairs}");
}

proptest! {
    #[test]
    fn texts_are_what_they_were(text in LETTERS) {
        assert_same(&text);
    }
}

/// Letters with marks in any order, parts of syllables, what composition leaves out, and whatever else there is.
const LETTERS: &str = "([a-zA-Z<=\u{e9}\u{1ea5}]|[\u{300}-\u{362}\u{5b0}-\u{5c7}]|[\u{1100}-\u{11c3}]|[\u{ac00}-\u{ac40}]|[\u{915}-\u{94d}]|[\u{fb1d}-\u{fb4f}]|\\PC){0,12}";
