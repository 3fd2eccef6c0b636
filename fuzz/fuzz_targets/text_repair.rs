//! What was repaired is a text, and there is nothing left to repair in a text.
#![no_main]

use countersign::text::{Text, repair};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let language = "en".parse().unwrap();
    if let Ok(repaired) = repair::repair(bytes, &language) {
        let text = repaired.text.as_str();
        assert_eq!(Text::parse(text.as_bytes(), &language).as_ref(), Ok(&repaired.text));
        let again = repair::repair(text.as_bytes(), &language).unwrap();
        assert_eq!(again.text, repaired.text);
        assert!(again.repairs.is_empty());
    }
    if Text::parse(bytes, &language).is_ok() {
        assert_eq!(repair::repair(bytes, &language).unwrap().text.as_str().as_bytes(), bytes);
    }
});
