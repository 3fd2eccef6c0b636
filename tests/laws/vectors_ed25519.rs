//! Third-party Ed25519 vectors against the strict verdict, bare and inside an SSHSIG.

use std::fs;
use std::path::Path;

use countersign_core::digest::Hash;
use countersign_core::key::ed25519::{Claim, Ed25519Key, WeakKey, fits_all};
use countersign_core::key::sshsig::{Misfit, SshSignature, SshsigError, fits};
use countersign_core::key::{PrivateKey, PublicKey};
use ed25519_dalek::{Signature, VerifyingKey};
use serde_json::Value;
use testkit::envelope::{Envelope, strings};
use testkit::vectors;

const NAMESPACE: &str = "countersign/endorsement/v1";

fn json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

fn text<'a>(value: &'a Value, member: &str) -> &'a str {
    value[member].as_str().unwrap_or_else(|| panic!("{member} in {value}"))
}

fn hex(value: &Value, member: &str) -> Vec<u8> {
    let digits = text(value, member).as_bytes();
    digits
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
        .collect()
}

/// Whether a registry that was offered this key would accept this signature.
fn accepts(key: &[u8], message: &[u8], signature: &[u8]) -> bool {
    let (Ok(key), Ok(signature)) = (key.try_into(), signature.try_into()) else { return false };
    Ed25519Key::from_bytes(key).is_ok_and(|key| key.fits(message, signature))
}

/// The same key and signature in an SSHSIG: a bad key or length is refused as such, and nothing fits,
/// since the vector signs the message and not the envelope.
fn check_wrapped(case: &str, key: &[u8], message: &[u8], signature: &[u8]) {
    let file = Envelope::plain(key, NAMESPACE, signature).armor();
    let parsed = SshSignature::parse(file.as_bytes());
    let point: Result<Ed25519Key, WeakKey> = Ed25519Key::from_bytes(key.try_into().unwrap());
    match point {
        Err(weak) => assert_eq!(parsed, Err(SshsigError::Weak(weak)), "{case}"),
        Ok(_) if signature.len() != 64 => {
            assert!(matches!(parsed, Err(SshsigError::Malformed { .. })), "{case}: {parsed:?}");
        }
        Ok(point) => {
            let parsed = parsed.unwrap();
            assert_eq!(parsed.public_key(), &PublicKey::from_ed25519(point), "{case}");
            assert_eq!(parsed.to_armor(), file, "{case}");
            let verdict = fits(&parsed, NAMESPACE, message, &Hash::of(message));
            assert_eq!(verdict, Err(Misfit::Signature), "{case}");
        }
    }
}

#[test]
fn wycheproof() {
    let Some(folder) = vectors::folder("ed25519-wycheproof") else { return };
    let expected = json(&folder.join("expected_strict.json"));
    let mut count = 0;
    for group in json(&folder.join("ed25519_test.json"))["testGroups"].as_array().unwrap() {
        let key = hex(&group["publicKey"], "pk");
        for test in group["tests"].as_array().unwrap() {
            let case = test["tcId"].to_string();
            let (message, signature) = (hex(test, "msg"), hex(test, "sig"));
            let want = text(&expected["verdict"], &case) == "accept";
            assert_eq!(want, text(test, "result") == "valid", "{case}");
            assert_eq!(accepts(&key, &message, &signature), want, "{case}");
            check_wrapped(&case, &key, &message, &signature);
            count += 1;
        }
    }
    assert_eq!(count, 151);
}

#[test]
fn speccheck() {
    let Some(folder) = vectors::folder("ed25519-speccheck") else { return };
    let expected = json(&folder.join("expected.json"));
    let cases = json(&folder.join("cases.json"));
    for (number, case) in cases.as_array().unwrap().iter().enumerate() {
        let number = number.to_string();
        let (key, message, signature) =
            (hex(case, "pub_key"), hex(case, "message"), hex(case, "signature"));
        let want = text(&expected["verify_strict"], &number) == "accept";
        assert_eq!(accepts(&key, &message, &signature), want, "{number}");
        check_wrapped(&number, &key, &message, &signature);
    }
    assert_eq!(cases.as_array().unwrap().len(), 12);
}

/// A key of small order fits several messages: it is refused as a point, as a `.pub` file and in a signature.
#[test]
fn b7_low_order_and_non_canonical_keys_are_refused_everywhere() {
    let Some(folder) = vectors::folder("ed25519-speccheck") else { return };
    let cases = json(&folder.join("cases.json"));
    for number in [0, 1, 10, 11] {
        let key = hex(&cases[number], "pub_key");
        let weak = Ed25519Key::from_bytes(key[..].try_into().unwrap()).unwrap_err();
        for blob in [
            strings(&[b"ssh-ed25519", &key]),
            strings(&[b"sk-ssh-ed25519@openssh.com", &key, b"ssh:"]),
        ] {
            assert_eq!(PublicKey::from_wire(&blob), Err(weak.into()), "{number}");
        }
        let file = Envelope::plain(&key, NAMESPACE, &[0; 64]).armor();
        assert_eq!(SshSignature::parse(file.as_bytes()), Err(weak.into()), "{number}");
        assert_eq!(SshSignature::normalise(file.as_bytes()), Err(weak.into()), "{number}");
    }
}

#[test]
fn cctv() {
    let Some(folder) = vectors::folder("ed25519-cctv") else { return };
    let expected = json(&folder.join("expected_strict.json"));
    let accepted: Vec<u64> = expected["accept"]
        .as_array()
        .unwrap()
        .iter()
        .map(|number| number.as_u64().unwrap())
        .collect();
    let cases = json(&folder.join("ed25519vectors.json"));
    for case in cases.as_array().unwrap() {
        let number = case["number"].as_u64().unwrap();
        let (key, signature) = (hex(case, "key"), hex(case, "sig"));
        let message = text(case, "msg").as_bytes();
        assert_eq!(accepts(&key, message, &signature), accepted.contains(&number), "{number}");
        check_wrapped(&number.to_string(), &key, message, &signature);
        let flags: Vec<&str> = case["flags"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|flag| flag.as_str().unwrap())
            .collect();
        if flags.contains(&"low_order_A") || flags.contains(&"non_canonical_A") {
            assert!(Ed25519Key::from_bytes(key[..].try_into().unwrap()).is_err(), "{number}");
        }
    }
    assert_eq!((cases.as_array().unwrap().len(), accepted.len()), (914, 43));
}

/// Every vector with a key of ours beside every other: in company the verdict is `verify_strict`'s too.
#[test]
fn all_together_are_judged_as_each_alone() {
    let mut cases: Vec<(Vec<u8>, Vec<u8>, Vec<u8>)> = Vec::new();
    if let Some(folder) = vectors::folder("ed25519-wycheproof") {
        for group in json(&folder.join("ed25519_test.json"))["testGroups"].as_array().unwrap() {
            for test in group["tests"].as_array().unwrap() {
                cases.push((hex(&group["publicKey"], "pk"), hex(test, "msg"), hex(test, "sig")));
            }
        }
    }
    if let Some(folder) = vectors::folder("ed25519-speccheck") {
        for case in json(&folder.join("cases.json")).as_array().unwrap() {
            cases.push((hex(case, "pub_key"), hex(case, "message"), hex(case, "signature")));
        }
    }
    if let Some(folder) = vectors::folder("ed25519-cctv") {
        for case in json(&folder.join("ed25519vectors.json")).as_array().unwrap() {
            cases.push((hex(case, "key"), text(case, "msg").into(), hex(case, "sig")));
        }
    }
    let keyed: Vec<(Ed25519Key, &[u8], &[u8; 64])> = cases
        .iter()
        .filter_map(|(key, message, signature)| {
            let key = Ed25519Key::from_bytes(key.as_slice().try_into().ok()?).ok()?;
            Some((key, message.as_slice(), signature.as_slice().try_into().ok()?))
        })
        .collect();
    let claims: Vec<Claim<'_>> =
        keyed.iter().map(|(key, message, signature)| Claim { key, message, signature }).collect();
    let alone: Vec<bool> = keyed
        .iter()
        .map(|(key, message, signature)| {
            let key = VerifyingKey::from_bytes(key.as_bytes()).unwrap();
            key.verify_strict(message, &Signature::from_bytes(signature)).is_ok()
        })
        .collect();
    assert_eq!(fits_all(&claims), alone);
}

#[test]
fn rfc8032() {
    let Some(folder) = vectors::folder("ed25519-rfc8032") else { return };
    let mut count = 0;
    for file in ["rfc8032.json", "sign_input_subset.json"] {
        for case in json(&folder.join(file)).as_array().unwrap() {
            let plain = case.get("alg").is_none_or(|algorithm| algorithm == "Ed25519");
            let (key, message, signature) = (hex(case, "pk"), hex(case, "msg"), hex(case, "sig"));
            let secret = PrivateKey::from_seed(hex(case, "seed")[..].try_into().unwrap());
            assert_eq!(secret.public().ed25519().as_bytes()[..], key, "{case}");
            assert_eq!(secret.sign_raw(&message)[..] == signature, plain, "{case}");
            assert_eq!(accepts(&key, &message, &signature), plain, "{case}");
            check_wrapped(&case.to_string(), &key, &message, &signature);

            let hash = Hash::of(&message);
            let signed = secret.sign(NAMESPACE, &hash);
            let read = SshSignature::parse(signed.to_armor().as_bytes()).unwrap();
            assert_eq!(fits(&read, NAMESPACE, &message, &hash), Ok(()), "{case}");
            count += 1;
        }
    }
    assert_eq!(count, 10 + 142);
}
