use super::*;
use crate::digest::{from_hex, to_hex};
use crate::key::PrivateKey;

/// Seed, public key, message and signature of RFC 8032, section 7.1, tests 1 to 3.
const RFC_8032: [[&str; 4]; 3] = [
    [
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ],
    [
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ],
    [
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ],
];

#[test]
fn signatures_of_rfc_8032() {
    let messages: [&[u8]; 3] = [b"", &[0x72], &[0xaf, 0x82]];
    for ([seed, public, message, signature], bytes) in RFC_8032.into_iter().zip(messages) {
        assert_eq!(to_hex(bytes), message);
        let key = PrivateKey::from_seed(&from_hex(seed).unwrap());
        let point = key.public().ed25519().clone();
        assert_eq!(to_hex(point.as_bytes()), public);
        assert_eq!(to_hex(&key.sign_raw(bytes)), signature);
        assert!(point.fits(bytes, &from_hex(signature).unwrap()));
        assert!(!point.fits(&[bytes, b"."].concat(), &from_hex(signature).unwrap()));
    }
}

/// A signature for one purpose is none for another, and one over the other hash is none.
#[test]
fn the_envelope_is_signed() {
    let key = PrivateKey::from_seed(&[7; 32]);
    let hash = Hash::of(b"words");
    let good = key.sign("a", &hash);
    assert_eq!(fits(&good, "a", b"words", &hash), Ok(()));
    let want = Misfit::Namespace { got: "a".into(), want: "b".into() };
    assert_eq!(fits(&good, "b", b"words", &hash), Err(want));
    let renamed = SshSignature { namespace: "b".into(), ..good.clone() };
    assert_eq!(fits(&renamed, "b", b"words", &hash), Err(Misfit::Signature));
    let rehashed = SshSignature { hash_algorithm: HashAlgorithm::Sha512, ..good.clone() };
    assert_eq!(fits(&rehashed, "a", b"words", &hash), Err(Misfit::Signature));
    let public_key = PrivateKey::from_seed(&[8; 32]).public();
    let stolen = SshSignature { public_key, ..good };
    assert_eq!(fits(&stolen, "a", b"words", &hash), Err(Misfit::Signature));
}

#[test]
fn keys_decoded_before_change_no_verdict() {
    let keys = [1, 2].map(|seed| crate::key::PrivateKey::from_seed(&[seed; 32]));
    let known: KnownKeys = [keys[0].public()].iter().collect();
    for key in &keys {
        let file = key.sign("example", &Hash::of(b"words")).to_armor();
        // Every change of one byte, also in the key that the signature names.
        for at in 0..file.len() {
            for bit in 0..8 {
                let mut bytes = file.clone().into_bytes();
                bytes[at] ^= 1 << bit;
                assert_eq!(
                    SshSignature::parse_among(&bytes, &known),
                    SshSignature::parse(&bytes),
                    "byte {at}, bit {bit}"
                );
            }
        }
    }
}
