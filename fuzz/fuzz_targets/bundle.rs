//! Whatever is read as a bundle is in its one spelling, and is judged without a panic.
#![no_main]

use countersign_core::bundle::{self, Bundle};
use countersign_core::verify::{Question, Subject};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(bundle) = Bundle::read(bytes) {
        assert_eq!(bundle.encode().expect("it was read"), bytes);
        let question = Question::about(Subject::Version(bundle.about()));
        let _ = bundle::examine(&bundle).answer(&question);
    }
});
