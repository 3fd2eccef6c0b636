//! Whatever is read as a signature file is in its one spelling; what is normalised is read as the same signature.
#![no_main]

use countersign_core::key::KnownKeys;
use countersign_core::key::sshsig::SshSignature;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let strict = SshSignature::parse(bytes);
    if let Ok(signature) = &strict {
        assert_eq!(signature.to_armor().as_bytes(), bytes);
        assert_eq!(SshSignature::normalise(bytes), strict);
        let known: KnownKeys = [signature.public_key()].into_iter().collect();
        assert_eq!(SshSignature::parse_among(bytes, &known), strict);
    }
    if let Ok(signature) = SshSignature::normalise(bytes) {
        assert_eq!(SshSignature::parse(signature.to_armor().as_bytes()), Ok(signature));
    }
});
