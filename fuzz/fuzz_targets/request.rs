//! Whatever is read as a request is written and read back as the same one; so is a note about one.
#![no_main]

use countersign_core::request::note::Note;
use countersign_core::request::{ENVELOPE, Request};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let sealed = ENVELOPE.seal("words", bytes);
    for text in [bytes, sealed.as_bytes()] {
        if let Ok(request) = Request::from_text(text) {
            let text = request.to_text().expect("a request is JSON");
            assert_eq!(Request::from_text(text.as_bytes()), Ok(request));
        }
    }
    if let Ok(note) = Note::read(bytes) {
        assert_eq!(note.bytes().expect("a note is JSON"), bytes);
    }
});
