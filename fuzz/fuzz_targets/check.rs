//! Whatever is pasted: nothing panics, every place is a place of the copy, and a text is exactly itself.
#![no_main]

use countersign_copy::check::{Index, Match, Place, Registered, check, grams, sketch};
use libfuzzer_sys::fuzz_target;

const WORDS: &str = "We stand with everyone who is held for what they said.\n\nWe ask that they be released; \
                     that what was taken from them be given back – and that nobody be punished for asking.\n";

fuzz_target!(|copy: &str| {
    let place = Place {
        version: "2021/standing@1".parse().unwrap(),
        language: "en".parse().unwrap(),
        is_current: true,
    };
    let text = |words: &str| Registered::new(vec![place.clone()], words, &[]);
    let verdict = |copy: &str, words: &str| {
        let text = text(words);
        let index = Index::of(&[(text.hash(), sketch(words))].into());
        check(copy, &[text], &index.find(&grams(copy)))
    };
    if let Some(found) = verdict(copy, WORDS).found {
        let changes = found.changes.iter().map(|change| &change.at);
        for range in found.parts.iter().chain(&found.around).chain(&found.furniture).chain(changes) {
            assert!(copy.get(range.clone()).is_some());
        }
    }
    if copy.chars().any(char::is_alphanumeric) {
        assert_eq!(verdict(copy, copy).matched, Match::Exact);
    }
    let _ = Index::decode(copy.as_bytes());
});
