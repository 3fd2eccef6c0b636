//! A bundle of any width that is read is written back to the same bytes; so are tiles of hashes.
#![no_main]

use countersign_core::tile;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u8, &[u8])| {
    let (width, bytes) = (usize::from(input.0) + 1, input.1);
    if let Ok(entries) = tile::decode_bundle(bytes, width) {
        assert_eq!(entries.len(), width);
        assert_eq!(tile::encode_bundle(&entries).unwrap(), bytes);
    }
    if let Ok(hashes) = tile::decode_tile(bytes, width) {
        assert_eq!(tile::encode_tile(&hashes), bytes);
    }
});
