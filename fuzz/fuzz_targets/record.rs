//! Whatever is read as a record is in its one spelling, and reading it again gives the same.
#![no_main]

use countersign_core::record::Record;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(record) = Record::read(bytes) {
        assert_eq!(&record.bytes(), bytes);
        assert_eq!(Record::new(record.body()).as_ref(), Ok(&record));
    }
});
