//! Whatever is read as a log entry is in its one spelling.
#![no_main]

use countersign_core::record::entry::Entry;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(entry) = Entry::decode(bytes) {
        assert_eq!(entry.encode().unwrap(), bytes);
    }
});
