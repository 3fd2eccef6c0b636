//! Whatever is read as a public key is in its one spelling, as text and on the wire.
#![no_main]

use countersign_core::key::PublicKey;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(key) = PublicKey::from_wire(bytes) {
        assert_eq!(key.to_wire(), bytes);
        assert_eq!(key.to_string().parse().as_ref(), Ok(&key));
    }
    if let Some(key) =
        std::str::from_utf8(bytes).ok().and_then(|text| text.parse::<PublicKey>().ok())
    {
        assert_eq!(key.to_string().as_bytes(), bytes);
    }
    if let Ok((key, _)) = PublicKey::from_file(bytes) {
        assert_eq!(PublicKey::from_wire(&key.to_wire()), Ok(key));
    }
});
