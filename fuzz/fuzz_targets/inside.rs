//! Whatever a mail, a mailbox or a packed folder is made of, what comes out is bounded, or an error does.
#![no_main]

use countersign_copy::extract::{INSIDE_BYTES_MAX, INSIDE_FILES_MAX, pieces};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let pieces = pieces(bytes);
    assert!(pieces.len() <= INSIDE_FILES_MAX + 1);
    let sizes = pieces.iter().filter_map(|piece| piece.bytes.as_ref().ok()).map(Vec::len);
    assert!(sizes.sum::<usize>() <= INSIDE_BYTES_MAX);
    assert!(pieces.iter().all(|piece| piece.letter_depth <= piece.place.len()));
});
