//! What was repaired is a text in which nothing is left to repair, and nothing was changed that is not listed.
#![no_main]

use countersign_core::text::{Text, repair};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let language = "en".parse().unwrap();
    if let Ok(repaired) = repair::repair(bytes, &language) {
        let text = repaired.text.as_str();
        assert_eq!(repaired.repairs.is_empty(), text.as_bytes() == bytes);
        assert_eq!(Text::parse(text.as_bytes(), &language).as_ref(), Ok(&repaired.text));
        let again = repair::repair(text.as_bytes(), &language).unwrap();
        assert_eq!(again.text, repaired.text);
        assert!(again.repairs.is_empty());
    }
});
