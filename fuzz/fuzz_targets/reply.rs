//! Whatever is read as a reply is written and read back as the same one.
#![no_main]

use countersign_core::reply::Reply;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(reply) = Reply::from_text(bytes) {
        assert_eq!(Reply::from_text(reply.to_text("words").as_bytes()), Ok(reply));
    }
});
