//! Whatever an organisation's web server serves names at most so many keys, each once.
#![no_main]

use countersign_core::did::{METHODS_MAX, keys_in};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let domain = "foro.example".parse().expect("a domain");
    if let Ok(keys) = keys_in(bytes, &domain) {
        assert!(keys.len() <= METHODS_MAX);
        assert!(keys.iter().enumerate().all(|(at, key)| !keys[..at].contains(key)));
    }
});
