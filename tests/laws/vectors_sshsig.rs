//! Signature files that OpenSSH and RustCrypto made.

use std::fs;

use countersign_core::digest::Hash;
use countersign_core::key::PublicKey;
use countersign_core::key::public::KeyError;
use countersign_core::key::sshsig::{HashAlgorithm, Misfit, SshSignature, SshsigError, fits};
use testkit::vectors;

/// A set: its folder, message and namespace, then per case the key file, the signature file and,
/// where the type is not ours, its name.
struct Set {
    folder: &'static str,
    message: &'static str,
    namespace: &'static str,
    cases: &'static [(&'static str, &'static str, Option<&'static str>)],
}

const SK_ECDSA: &str = "sk-ecdsa-sha2-nistp256@openssh.com";

const SETS: [Set; 2] = [
    Set {
        folder: "sshsig-openssh",
        message: "signed-data",
        namespace: "unittest",
        cases: &[
            ("ed25519.pub", "ed25519.sig", None),
            ("ed25519_sk.pub", "ed25519_sk.sig", None),
            ("ecdsa.pub", "ecdsa.sig", Some("ecdsa-sha2-nistp256")),
            ("ecdsa_sk.pub", "ecdsa_sk.sig", Some(SK_ECDSA)),
            ("ecdsa_sk_webauthn.pub", "ecdsa_sk_webauthn.sig", Some(SK_ECDSA)),
            ("rsa.pub", "rsa.sig", Some("ssh-rsa")),
            ("mldsa44-ed25519.pub", "mldsa44-ed25519.sig", Some("ssh-mldsa44-ed25519@openssh.com")),
        ],
    },
    Set {
        folder: "sshsig-rustcrypto",
        message: "message",
        namespace: "example",
        cases: &[
            ("id_ed25519.pub", "sshsig_ed25519", None),
            ("id_sk_ed25519_2.pub", "sshsig_sk_ed25519", None),
            ("id_ecdsa_p256.pub", "sshsig_ecdsa_p256", Some("ecdsa-sha2-nistp256")),
            ("id_ecdsa_p384.pub", "sshsig_ecdsa_p384", Some("ecdsa-sha2-nistp384")),
            ("id_rsa_3072.pub", "sshsig_rsa_3072", Some("ssh-rsa")),
            ("id_dsa_1024.pub", "sshsig_dsa_1024", Some("ssh-dss")),
        ],
    },
];

#[test]
fn signatures_of_ours_fit_and_others_are_named() {
    for set in SETS {
        let Some(folder) = vectors::folder(set.folder) else { continue };
        let read = |name: &str| fs::read(folder.join(name)).unwrap();
        let message = read(set.message);
        let hash = Hash::of(&message);
        for (key, signature, other) in set.cases {
            let key = PublicKey::from_file(&read(key));
            let file = read(signature);
            if let Some(kind) = other {
                let kind = (*kind).to_owned();
                assert_eq!(key, Err(KeyError::Unsupported { kind: kind.clone() }));
                let refusal = Err(SshsigError::UnsupportedKey { kind });
                assert_eq!(SshSignature::normalise(&file), refusal, "{signature}");
                assert_eq!(SshSignature::parse(&file), refusal, "{signature}");
                continue;
            }
            let (key, _) = key.unwrap();
            let parsed = SshSignature::parse(&file).unwrap();
            assert_eq!(parsed.to_armor().as_bytes(), file, "{signature}");
            assert_eq!(parsed.public_key(), &key, "{signature}");
            assert_eq!(parsed.hash_algorithm(), HashAlgorithm::Sha512, "{signature}");
            assert_eq!(fits(&parsed, set.namespace, &message, &hash), Ok(()), "{signature}");
            let other = [&message[..], b"."].concat();
            let verdict = fits(&parsed, set.namespace, &other, &Hash::of(&other));
            assert_eq!(verdict, Err(Misfit::Signature), "{signature}");
            let verdict = fits(&parsed, "other", &message, &hash);
            assert!(matches!(verdict, Err(Misfit::Namespace { .. })), "{signature}");
        }
    }
}

#[test]
fn certificates_are_named() {
    let Some(folder) = vectors::folder("sshsig-rustcrypto") else { return };
    for name in ["id_ed25519-cert.pub", "id_ed25519-cert-badsig.pub"] {
        let refusal = PublicKey::from_file(&fs::read(folder.join(name)).unwrap());
        let kind = "ssh-ed25519-cert-v01@openssh.com".to_owned();
        assert_eq!(refusal, Err(KeyError::Certificate { kind }), "{name}");
    }
}
