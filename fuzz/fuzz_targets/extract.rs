//! Whatever the bytes are, their words come out bounded or an error does, and places lie within the bytes.
#![no_main]

use countersign_copy::extract::{Hint, WORDS_BYTES_MAX, extract};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for hint in [Hint::None, Hint::Markdown, Hint::Html, Hint::Mail] {
        let Ok(copy) = extract(bytes, hint) else { continue };
        for reading in copy.readings {
            assert!(reading.text.len() <= 2 * WORDS_BYTES_MAX);
            for (at, letter) in reading.text.char_indices() {
                if let Some(place) = reading.map.given(at..at + letter.len_utf8()) {
                    assert!(bytes.get(place).is_some());
                }
            }
        }
    }
});
