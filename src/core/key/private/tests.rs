use super::*;
use crate::key::wire::put_string;

const ENTROPY: [u8; ENTROPY_BYTES] = [3; ENTROPY_BYTES];

fn key() -> PrivateKey {
    PrivateKey::from_seed(&[7; 32])
}

fn open(bytes: &[u8], passphrase: Option<&str>) -> PrivateKeyError {
    PrivateKey::from_openssh(bytes, passphrase).unwrap_err()
}

fn armor(blob: &[u8]) -> String {
    format!("{BEGIN}\n{}\n{END}\n", Base64::encode_string(blob))
}

#[test]
fn files_come_from_entropy_alone() {
    let file = key().to_openssh("c", Some("p"), &ENTROPY).unwrap();
    assert_eq!(key().to_openssh("c", Some("p"), &ENTROPY), Ok(file.clone()));
    for at in 0..ENTROPY_BYTES {
        let mut other = ENTROPY;
        other[at] ^= 1;
        if at == 0 || at == ENTROPY_BYTES - 1 {
            assert_ne!(key().to_openssh("c", Some("p"), &other), Ok(file.clone()), "{at}");
        }
    }
    let blob = dearmor(file.as_bytes()).unwrap();
    assert_eq!(&blob[MAGIC.len() + 4..][..10], b"aes256-ctr");
    assert_eq!(public_in(file.as_bytes()), Ok(key().public()));
}

#[test]
fn passphrases() {
    let plain = key().to_openssh("c", None, &ENTROPY).unwrap();
    for passphrase in [None, Some(""), Some("not needed")] {
        let read = PrivateKey::from_openssh(plain.as_bytes(), passphrase).unwrap();
        assert_eq!(read.public(), key().public());
        assert_eq!(read.sign_raw(b"words"), key().sign_raw(b"words"));
    }
    let locked = key().to_openssh("c", Some("contraseña"), &ENTROPY).unwrap();
    assert_eq!(open(locked.as_bytes(), None), PrivateKeyError::Encrypted);
    assert_eq!(open(locked.as_bytes(), Some("contrasena")), PrivateKeyError::WrongPassphrase);
    assert!(PrivateKey::from_openssh(locked.as_bytes(), Some("contraseña")).is_ok());
    let crlf = locked.replace('\n', "\r\n");
    assert!(PrivateKey::from_openssh(crlf.as_bytes(), Some("contraseña")).is_ok());
    assert_eq!(key().to_openssh("c", Some(""), &ENTROPY), Err(PrivateKeyError::EmptyPassphrase));
}

/// The public key is in the file three times; a file whose seed has another is refused.
#[test]
fn a_public_key_that_is_not_the_seeds_is_refused() {
    let file = key().to_openssh("", None, &ENTROPY).unwrap();
    let blob = dearmor(file.as_bytes()).unwrap();
    let public = key().public();
    let other = PrivateKey::from_seed(&[8; 32]).public();
    let places: Vec<usize> =
        (0..blob.len()).filter(|at| blob[*at..].starts_with(public.ed25519().as_bytes())).collect();
    assert_eq!(places.len(), 3);
    for chosen in 1..8_usize {
        let mut changed = blob.to_vec();
        for (bit, at) in places.iter().enumerate() {
            if chosen & (1 << bit) != 0 {
                changed[*at..*at + KEY_BYTES].copy_from_slice(other.ed25519().as_bytes());
            }
        }
        let error = open(armor(&changed).as_bytes(), None);
        let refused =
            matches!(error, PrivateKeyError::Mismatch | PrivateKeyError::Malformed { .. });
        assert!(refused, "{chosen}: {error}");
        if chosen == 7 {
            assert_eq!(error, PrivateKeyError::Mismatch);
        }
    }
}

#[test]
fn changed_and_cut_files_never_give_another_key() {
    let file = key().to_openssh("comment", None, &ENTROPY).unwrap();
    let blob = dearmor(file.as_bytes()).unwrap();
    for at in 0..blob.len() {
        assert!(PrivateKey::from_openssh(armor(&blob[..at]).as_bytes(), Some("p")).is_err());
        for bit in 0..8 {
            let mut changed = blob.to_vec();
            changed[at] ^= 1 << bit;
            if let Ok(read) = PrivateKey::from_openssh(armor(&changed).as_bytes(), Some("p")) {
                assert_eq!(read.public(), key().public(), "byte {at}, bit {bit}");
            }
        }
    }
    let padded = armor(&[&blob[..], &[0]].concat());
    assert!(PrivateKey::from_openssh(padded.as_bytes(), None).is_err());
}

#[test]
fn wrong_files_are_named() {
    let line = key().public().to_string();
    for given in
        [line.clone(), format!("{line} press\n"), "---- BEGIN SSH2 PUBLIC KEY ----\n".into()]
    {
        assert_eq!(open(given.as_bytes(), None), PrivateKeyError::PublicKeyGiven, "{given}");
    }
    for (given, want) in [
        ("-----BEGIN RSA PRIVATE KEY-----\n", "a PEM private key, which ssh-keygen -p rewrites"),
        ("PuTTY-User-Key-File-3: ssh-ed25519\n", "a PuTTY key file"),
        ("-----BEGIN CERTIFICATE-----\n", "CERTIFICATE"),
    ] {
        let kind = want.to_owned();
        assert_eq!(open(given.as_bytes(), None), PrivateKeyError::Unsupported { kind }, "{given}");
    }
    for given in ["", "\n", "words", BEGIN, "-----BEGIN SSH SIGNATURE-----\n"] {
        let error = open(given.as_bytes(), None);
        assert!(matches!(error, PrivateKeyError::Malformed { .. }), "{given:?}: {error}");
    }
}

#[test]
fn a_hardware_handle_says_whose_it_is() {
    let mut wire = Vec::new();
    put_string(&mut wire, b"sk-ssh-ed25519@openssh.com");
    put_string(&mut wire, key().public().ed25519().as_bytes());
    put_string(&mut wire, b"ssh:");
    let public = PublicKey::from_wire(&wire).unwrap();
    let mut blob = MAGIC.to_vec();
    put_string(&mut blob, b"none");
    put_string(&mut blob, b"none");
    put_string(&mut blob, b"");
    blob.extend_from_slice(&[0, 0, 0, 1]);
    put_string(&mut blob, &wire);
    let file = armor(&blob);
    assert_eq!(open(file.as_bytes(), None), PrivateKeyError::Hardware);
    assert_eq!(public_in(file.as_bytes()), Ok(public));
}

#[test]
fn limits_hold_at_and_one_past() {
    let mut file = key().to_openssh("", None, &ENTROPY).unwrap().to_string();
    file.push_str(&"\n".repeat(PRIVATE_FILE_BYTES_MAX - file.len()));
    assert!(PrivateKey::from_openssh(file.as_bytes(), None).is_ok());
    file.push('\n');
    let (got, max) = (PRIVATE_FILE_BYTES_MAX + 1, PRIVATE_FILE_BYTES_MAX);
    assert_eq!(open(file.as_bytes(), None), PrivateKeyError::TooLarge { got, max });

    let comment = "c".repeat(COMMENT_BYTES_MAX);
    assert!(key().to_openssh(&comment, None, &ENTROPY).is_ok());
    for bad in [format!("{comment}c"), "a\nb".to_owned(), "\u{1b}[2J".to_owned()] {
        assert_eq!(key().to_openssh(&bad, None, &ENTROPY), Err(PrivateKeyError::Comment));
    }

    let options = |rounds: u32| {
        let mut options = Vec::new();
        put_string(&mut options, &[0; 16]);
        options.extend_from_slice(&rounds.to_be_bytes());
        options
    };
    assert_eq!(check_rounds(&options(BCRYPT_ROUNDS_MAX)), Ok(()));
    let max = BCRYPT_ROUNDS_MAX;
    for got in [0, max + 1] {
        assert_eq!(check_rounds(&options(got)), Err(PrivateKeyError::Rounds { got, max }));
    }
}
