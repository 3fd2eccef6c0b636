//! Laws of signature files: nothing but the very bytes that were written is read and fits.

use base64ct::{Base64, Encoding};
use countersign_core::digest::{Hash, from_hex};
use countersign_core::key::ed25519::WeakKey;
use countersign_core::key::public::KeyError;
use countersign_core::key::sshsig::{Misfit, NAMESPACE_BYTES_MAX, SIGNATURE_FILE_BYTES_MAX};
use countersign_core::key::sshsig::{SshSignature, SshsigError, fits};
use countersign_core::key::{PrivateKey, PublicKey};
use testkit::envelope::{Envelope, armor, strings};
use testkit::fido::{Token, USER_PRESENT};

const NAMESPACE: &str = "countersign/endorsement/v1";
const MESSAGE: &[u8] = br#"{"act":"endorse","type":"countersign/endorsement/v1"}"#;

fn private() -> PrivateKey {
    PrivateKey::from_seed(&[7; 32])
}

fn token() -> Token {
    Token::from_seed([8; 32], "ssh:")
}

/// One good file per kind of key.
fn good() -> [Vec<u8>; 2] {
    let plain = private().sign(NAMESPACE, &Hash::of(MESSAGE)).to_armor();
    let hardware = token().sign(NAMESPACE, "sha512", MESSAGE, USER_PRESENT, 9).armor();
    [plain.into_bytes(), hardware.into_bytes()]
}

fn blob(file: &[u8]) -> Vec<u8> {
    let text = std::str::from_utf8(file).unwrap();
    let digits: String = text.lines().filter(|line| !line.starts_with('-')).collect();
    Base64::decode_vec(&digits).unwrap()
}

/// Whether the file is read and fits.
fn accepted(file: &[u8]) -> bool {
    SshSignature::parse(file)
        .is_ok_and(|signature| fits(&signature, NAMESPACE, MESSAGE, &Hash::of(MESSAGE)).is_ok())
}

fn fit(file: &str) -> Result<(), Misfit> {
    let signature = SshSignature::parse(file.as_bytes()).unwrap();
    assert_eq!(signature.to_armor(), file);
    fits(&signature, NAMESPACE, MESSAGE, &Hash::of(MESSAGE))
}

/// Every flipped bit of the file, and every one of these changes to every byte inside.
fn check_changes(file: &[u8], changes: &[u8]) {
    assert!(accepted(file));
    for at in 0..file.len() {
        for bit in 0..8 {
            let mut changed = file.to_vec();
            changed[at] ^= 1 << bit;
            assert!(!accepted(&changed), "byte {at} of the file, bit {bit}");
        }
    }
    let inner = blob(file);
    for at in 0..inner.len() {
        for change in changes {
            let mut changed = inner.clone();
            changed[at] ^= change;
            let file = armor(&changed);
            assert!(!accepted(file.as_bytes()), "byte {at} inside, changed by {change}");
        }
    }
}

#[test]
fn every_changed_byte_is_refused() {
    let [plain, _] = good();
    let every_other_value: Vec<u8> = (1..=255).collect();
    check_changes(&plain, &every_other_value);
}

#[test]
fn every_flipped_bit_of_a_token_signature_is_refused() {
    let [_, hardware] = good();
    check_changes(&hardware, &[1, 2, 4, 8, 16, 32, 64, 128]);
}

#[test]
fn b12_truncated_padded_and_doubled_signatures_are_refused() {
    for file in good() {
        let inner = blob(&file);
        for end in 0..file.len() {
            assert!(SshSignature::parse(&file[..end]).is_err(), "first {end} bytes");
        }
        for end in 0..inner.len() {
            let cut = armor(&inner[..end]);
            assert!(SshSignature::parse(cut.as_bytes()).is_err(), "first {end} bytes inside");
            assert!(SshSignature::normalise(cut.as_bytes()).is_err(), "first {end} bytes inside");
        }
        for more in 0..=255 {
            assert!(SshSignature::parse(&[&file[..], &[more]].concat()).is_err(), "{more} after");
            assert!(SshSignature::parse(&[&[more], &file[..]].concat()).is_err(), "{more} before");
            let padded = armor(&[&inner[..], &[more]].concat());
            assert!(SshSignature::parse(padded.as_bytes()).is_err(), "{more} inside");
            assert!(SshSignature::normalise(padded.as_bytes()).is_err(), "{more} inside");
        }
        for doubled in [[&file[..], &file[..]].concat(), armor(&inner.repeat(2)).into_bytes()] {
            assert!(SshSignature::parse(&doubled).is_err());
            assert!(SshSignature::normalise(&doubled).is_err());
        }
    }
}

/// S and S plus the group order satisfy the same equation; OpenSSH reads both, we read one.
#[test]
fn b12_malleated_signature_does_not_fit() {
    let order: [u8; 32] =
        from_hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010").unwrap();
    let file = private().sign(NAMESPACE, &Hash::of(MESSAGE)).to_armor();
    assert_eq!(fit(&file), Ok(()));
    let mut inner = blob(file.as_bytes());
    let start = inner.len() - 32;
    let mut carry = 0;
    for (byte, more) in inner[start..].iter_mut().zip(order) {
        let sum = u16::from(*byte) + u16::from(more) + carry;
        *byte = u8::try_from(sum & 255).unwrap();
        carry = sum >> 8;
    }
    assert_eq!(carry, 0);
    assert_eq!(fit(&armor(&inner)), Err(Misfit::Signature));
}

/// The eight points of small order, in all their encodings (RFC 7748 and RFC 8032 by hand; "Taming the many EdDSAs").
#[test]
fn b7_low_order_keys_are_refused_as_key_and_as_signer() {
    let points = [
        ("0100000000000000000000000000000000000000000000000000000000000000", WeakKey::SmallOrder),
        ("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", WeakKey::SmallOrder),
        ("0000000000000000000000000000000000000000000000000000000000000080", WeakKey::SmallOrder),
        ("0000000000000000000000000000000000000000000000000000000000000000", WeakKey::SmallOrder),
        ("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a", WeakKey::SmallOrder),
        ("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa", WeakKey::SmallOrder),
        ("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05", WeakKey::SmallOrder),
        ("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85", WeakKey::SmallOrder),
        ("0100000000000000000000000000000000000000000000000000000000000080", WeakKey::NotCanonical),
        ("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", WeakKey::NotCanonical),
        ("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", WeakKey::NotCanonical),
        ("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", WeakKey::NotCanonical),
        ("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", WeakKey::NotCanonical),
        ("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", WeakKey::NotCanonical),
    ];
    // R the neutral element and S zero: with the first key this satisfies the equation for every message.
    let mut signature = [0; 64];
    signature[0] = 1;
    for (digits, weak) in points {
        let point: [u8; 32] = from_hex(digits).unwrap();
        let wire = strings(&[b"ssh-ed25519", &point]);
        let line = format!("ssh-ed25519 {}", Base64::encode_string(&wire));
        assert_eq!(line.parse::<PublicKey>(), Err(KeyError::Weak(weak)), "{digits}");
        assert_eq!(PublicKey::from_file(line.as_bytes()), Err(KeyError::Weak(weak)), "{digits}");
        let file = Envelope::plain(&point, NAMESPACE, &signature).armor();
        assert_eq!(SshSignature::parse(file.as_bytes()), Err(SshsigError::Weak(weak)), "{digits}");
    }
}

/// OpenSSH reads these; here one signature has one file.
#[test]
fn other_envelopes_are_refused() {
    let secret = private();
    let plain = secret.sign(NAMESPACE, &Hash::of(MESSAGE));
    let mut signed = b"SSHSIG".to_vec();
    signed.extend(strings(&[NAMESPACE.as_bytes(), b"", b"sha256", Hash::of(MESSAGE).as_bytes()]));
    let key = *secret.public().ed25519().as_bytes();
    let good = Envelope::plain(&key, NAMESPACE, &secret.sign_raw(&signed));
    assert_eq!(good.armor(), plain.to_armor());

    let malformed = |error: &SshsigError| matches!(error, SshsigError::Malformed { .. });
    type Check = fn(&SshsigError) -> bool;
    let cases: [(&str, Envelope, Check); 12] = [
        ("version 0", Envelope { version: 0, ..good.clone() }, |error| {
            matches!(error, SshsigError::Version { got: 0 })
        }),
        ("version 2", Envelope { version: 2, ..good.clone() }, |error| {
            matches!(error, SshsigError::Version { got: 2 })
        }),
        ("reserved", Envelope { reserved: b"x".to_vec(), ..good.clone() }, malformed),
        ("magic", Envelope { magic: b"SSHSIh".to_vec(), ..good.clone() }, malformed),
        ("no namespace", Envelope { namespace: Vec::new(), ..good.clone() }, malformed),
        (
            "namespace with space",
            Envelope { namespace: b"a b".to_vec(), ..good.clone() },
            malformed,
        ),
        (
            "namespace with nul",
            Envelope { namespace: b"file\0".to_vec(), ..good.clone() },
            malformed,
        ),
        (
            "sha1",
            Envelope { hash: b"sha1".to_vec(), ..good.clone() },
            |error| matches!(error, SshsigError::UnsupportedHash { got } if got == "sha1"),
        ),
        ("bytes after", Envelope { after: vec![0], ..good.clone() }, |error| {
            matches!(error, SshsigError::Wire(_))
        }),
        (
            "signature of a token by a plain key",
            Envelope {
                signature: strings(&[b"sk-ssh-ed25519@openssh.com", &[0; 64]]),
                ..good.clone()
            },
            malformed,
        ),
        (
            "webauthn",
            Envelope {
                signature: strings(&[b"webauthn-sk-ssh-ed25519@openssh.com"]),
                ..good.clone()
            },
            |error| matches!(error, SshsigError::UnsupportedKey { kind } if kind.starts_with("webauthn")),
        ),
        (
            "certificate",
            Envelope {
                key: strings(&[b"ssh-ed25519-cert-v01@openssh.com", b"nonce"]),
                ..good.clone()
            },
            |error| matches!(error, SshsigError::UnsupportedKey { kind } if kind.contains("-cert-v01@")),
        ),
    ];
    for (case, envelope, check) in cases {
        for read in [SshSignature::parse, SshSignature::normalise] {
            let error = read(envelope.armor().as_bytes()).unwrap_err();
            assert!(check(&error), "{case}: {error}");
        }
    }
}

#[test]
fn limits_hold_at_and_one_past() {
    let secret = private();
    let hash = Hash::of(MESSAGE);
    let limit = "n".repeat(NAMESPACE_BYTES_MAX);
    let file = secret.sign(&limit, &hash).to_armor();
    assert!(SshSignature::parse(file.as_bytes()).is_ok());
    let file = secret.sign(&format!("{limit}n"), &hash).to_armor();
    assert!(SshSignature::parse(file.as_bytes()).is_err());

    let mut file = secret.sign(NAMESPACE, &hash).to_armor();
    file.push_str(&"\n".repeat(SIGNATURE_FILE_BYTES_MAX - file.len()));
    assert!(SshSignature::normalise(file.as_bytes()).is_ok());
    file.push('\n');
    let (got, max) = (SIGNATURE_FILE_BYTES_MAX + 1, SIGNATURE_FILE_BYTES_MAX);
    assert_eq!(SshSignature::normalise(file.as_bytes()), Err(SshsigError::TooLarge { got, max }));
}

#[test]
fn what_mail_makes_of_a_signature_is_normalised_and_not_parsed() {
    for file in good() {
        let want = SshSignature::parse(&file).unwrap();
        let text = String::from_utf8(file).unwrap();
        let digits: String = text.lines().filter(|line| !line.starts_with('-')).collect();
        let wrapped = |width: usize| {
            let lines: Vec<String> = digits
                .as_bytes()
                .chunks(width)
                .map(|line| String::from_utf8_lossy(line).into())
                .collect();
            format!(
                "-----BEGIN SSH SIGNATURE-----\n{}\n-----END SSH SIGNATURE-----\n",
                lines.join("\n")
            )
        };
        assert_eq!(wrapped(70), text);
        let shapes = [
            text.replace('\n', "\r\n"),
            text.replace('\n', "\r"),
            text.trim_end().to_owned(),
            format!("\n\n  {text}\n\n"),
            text.lines().map(|line| format!("  {line} \t\n")).collect(),
            text.replace('\n', "\n\n"),
            format!("\u{feff}{text}"),
            text.replace('\n', "\u{a0}\n"),
            wrapped(64),
            wrapped(76),
            wrapped(10_000),
        ];
        for shape in shapes {
            assert_eq!(SshSignature::normalise(shape.as_bytes()), Ok(want.clone()), "{shape}");
            assert!(SshSignature::parse(shape.as_bytes()).is_err(), "{shape}");
        }
        for bad in [
            format!("see below\n{text}"),
            format!("{text}regards"),
            text.replace('\n', "\n> "),
            text.replace("=\n", "\n").replacen('U', "", 1),
            text.replacen('\n', "", 1),
            "-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----\n".to_owned(),
        ] {
            assert!(SshSignature::normalise(bad.as_bytes()).is_err(), "{bad}");
        }
    }
}

#[test]
fn a_token_signs_with_either_hash_and_must_be_touched() {
    for hash in ["sha256", "sha512"] {
        for flags in 0..=255 {
            let file = token().sign(NAMESPACE, hash, MESSAGE, flags, u32::MAX).armor();
            let want = if flags & USER_PRESENT == 0 { Err(Misfit::UserPresence) } else { Ok(()) };
            assert_eq!(fit(&file), want, "{hash} {flags}");
        }
    }
    // Flags, counter and application are signed; a touch cannot be added afterwards.
    let untouched = token().sign(NAMESPACE, "sha256", MESSAGE, 0, 1);
    let mut touched = untouched.clone();
    let at = touched.signature.len() - 5;
    touched.signature[at] = USER_PRESENT;
    assert_eq!(fit(&touched.armor()), Err(Misfit::Signature));
    let other = Token::from_seed([8; 32], "ssh:other");
    let mut moved = token().sign(NAMESPACE, "sha256", MESSAGE, USER_PRESENT, 1);
    moved.key = other.key();
    assert_eq!(fit(&moved.armor()), Err(Misfit::Signature));
}

/// One key has one text; whatever else decodes to the same 32 bytes is refused or is the same identity.
#[test]
fn b5_other_encodings_of_a_key_are_refused() {
    let key = private().public();
    let line = key.to_string();
    let (kind, base64) = line.split_once(' ').unwrap();
    let wire = key.to_wire();
    let encode = |bytes: &[u8]| format!("{kind} {}", Base64::encode_string(bytes));
    assert_eq!(line.parse(), Ok(key.clone()));
    assert_eq!(serde_json::to_string(&key).unwrap(), format!("\"{line}\""));
    assert_eq!(serde_json::from_str::<PublicKey>(&format!("\"{line}\"")).unwrap(), key);

    let mut others = vec![
        format!("{line} "),
        format!(" {line}"),
        format!("{line}\n"),
        format!("{line} comment"),
        format!("{kind}  {base64}"),
        format!("{kind}\t{base64}"),
        format!("{line}="),
        format!("{line}===="),
        format!("{kind} {base64} {base64}"),
        base64.to_owned(),
        line.to_uppercase(),
        format!("sk-ssh-ed25519@openssh.com {base64}"),
        encode(&[&wire[..], &[0]].concat()),
        encode(&wire[..wire.len() - 1]),
        encode(&strings(&[b"ssh-ed25519", &[key.ed25519().as_bytes(), &[0][..]].concat()])),
        encode(&strings(&[b"ssh-ed25519", &[&[0], &key.ed25519().as_bytes()[..]].concat()])),
        encode(&strings(&[b"ssh-ed25519", key.ed25519().as_bytes(), b""])),
    ];
    // Two bits of the last digit carry nothing here: three more digits would decode to the same bytes.
    let hardware = token().line();
    let want: PublicKey = hardware.parse().unwrap();
    let at = hardware.strip_suffix('=').unwrap().len() - 1;
    for digit in ' '..='~' {
        let mut text = hardware.clone();
        text.replace_range(at..=at, digit.encode_utf8(&mut [0; 4]));
        assert_eq!(text.parse().ok().as_ref() == Some(&want), text == hardware, "{text}");
    }
    others.push(hardware.trim_end_matches('=').to_owned());
    for other in others {
        assert!(other.parse::<PublicKey>().is_err(), "{other:?}");
    }

    // The same point in a token's clothes is another value and the same identity.
    let disguised: PublicKey = Token::from_seed([7; 32], "ssh:").line().parse().unwrap();
    assert_ne!(disguised, key);
    assert_eq!(disguised.ed25519(), key.ed25519());
}
