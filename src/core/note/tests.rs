use proptest::prelude::*;

use super::*;

const EXAMPLE: &str = "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
const EXAMPLE_KEY: &str = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

fn name(text: &str) -> KeyName {
    text.parse().unwrap()
}

fn secret(seed: u8) -> Ed25519Secret {
    Ed25519Secret::from_seed(&[seed; 32])
}

fn verifier(text: &str, algorithm: Algorithm, seed: u8) -> VerifierKey {
    VerifierKey::new(name(text), algorithm, secret(seed).public())
}

#[test]
fn every_changed_byte_is_refused() {
    let key: VerifierKey = EXAMPLE_KEY.parse().unwrap();
    let good = EXAMPLE.as_bytes();
    assert!(Note::parse(good).unwrap().open(std::slice::from_ref(&key)).is_ok());
    for at in 0..good.len() {
        for flip in 1..=u8::MAX {
            let mut bytes = good.to_vec();
            bytes[at] ^= flip;
            let opens =
                Note::parse(&bytes).is_ok_and(|note| note.open(std::slice::from_ref(&key)).is_ok());
            assert!(!opens, "byte {at} changed by {flip:#04x}");
        }
        assert!(Note::parse(&good[..at]).is_err(), "cut at {at}");
        let mut longer = good.to_vec();
        longer.insert(at, b'\n');
        let opens =
            Note::parse(&longer).is_ok_and(|note| note.open(std::slice::from_ref(&key)).is_ok());
        assert!(!opens, "newline at {at}");
    }
    assert!(Note::parse(&[good, b"\n"].concat()).is_err());
}

#[test]
fn every_changed_letter_of_a_verifier_key_is_refused() {
    for at in 0..EXAMPLE_KEY.len() {
        for byte in 0..128 {
            let mut bytes = EXAMPLE_KEY.as_bytes().to_vec();
            if std::mem::replace(&mut bytes[at], byte) != byte {
                let text = String::from_utf8(bytes).unwrap();
                assert!(text.parse::<VerifierKey>().is_err(), "{text:?}");
            }
        }
    }
    let json = serde_json::to_string(&EXAMPLE_KEY.parse::<VerifierKey>().unwrap()).unwrap();
    assert_eq!(json, format!("{EXAMPLE_KEY:?}"));
    assert_eq!(serde_json::from_str::<VerifierKey>(&json).unwrap().to_string(), EXAMPLE_KEY);
}

#[test]
fn weak_keys_are_refused() {
    use base64ct::{Base64, Encoding};
    // The neutral element, and a point that is none: names and key ids are right.
    let mut neutral = [0; 32];
    neutral[0] = 1;
    for (key, weak) in [
        (neutral, "the key is a weak Ed25519 point of small order"),
        ([2; 32], "the key is not a canonical Ed25519 point"),
    ] {
        let id = crate::digest::Hash::of_parts(&[b"weak.example\n", &[1], &key]).to_string()[..8]
            .to_owned();
        let text =
            format!("weak.example+{id}+{}", Base64::encode_string(&[&[1], &key[..]].concat()));
        assert_eq!(text.parse::<VerifierKey>().unwrap_err().to_string(), weak);
    }
}

#[test]
fn signing_adds_and_changes_nothing_else() {
    let mut note = Note::signed("words\n", &name("a.example"), &secret(1)).unwrap();
    let first = note.to_string();
    note.sign(&name("a.example"), &secret(1)).unwrap();
    assert_eq!(note.to_string(), first);
    note.sign(&name("b.example"), &secret(2)).unwrap();
    let line = NoteSignature::cosign(note.text(), &name("w.example"), &secret(3), 7).unwrap();
    note.add(line).unwrap();
    assert!(note.to_string().starts_with(&first));
    assert_eq!(Note::parse(note.to_string().as_bytes()), Ok(note.clone()));

    let keys = [
        verifier("w.example", Algorithm::Cosignature, 3),
        verifier("a.example", Algorithm::Ed25519, 1),
        verifier("a.example", Algorithm::Ed25519, 1),
    ];
    let opened = note.open(&keys).unwrap();
    let by: Vec<_> = opened.by.iter().map(|by| (by.key.name().as_str(), by.time)).collect();
    assert_eq!(by, [("a.example", None), ("w.example", Some(7))]);

    // A witness that signs again replaces its own line only.
    let line = NoteSignature::cosign(note.text(), &name("w.example"), &secret(3), 9).unwrap();
    note.add(line).unwrap();
    assert_eq!(note.signatures().len(), 3);
    assert_eq!(note.open(&keys[..1]).unwrap().by[0].time, Some(9));
}

#[test]
fn what_a_signature_says_is_bound_to_its_type() {
    let mut note = Note::signed("words\n", &name("a.example"), &secret(1)).unwrap();
    let as_witness = verifier("a.example", Algorithm::Cosignature, 1);
    assert_eq!(note.open(&[as_witness]), Err(NoteError::Unsigned));
    // The same bytes with another time do not fit.
    let line = NoteSignature::cosign(note.text(), &name("w.example"), &secret(3), 7).unwrap();
    let later = NoteSignature::cosign(note.text(), &name("w.example"), &secret(3), 8).unwrap();
    let mixed = [&later.blob()[..8], &line.blob()[8..]].concat();
    let text = {
        use base64ct::{Base64, Encoding};
        let bytes = [&line.key_id().to_be_bytes()[..], &mixed].concat();
        format!("— w.example {}", Base64::encode_string(&bytes))
    };
    note.add(text.parse().unwrap()).unwrap();
    let witness = verifier("w.example", Algorithm::Cosignature, 3);
    let bad = NoteError::BadSignature(format!("w.example+{:08x}", witness.id()));
    assert_eq!(note.open(&[witness]), Err(bad));
    let past = COSIGNATURE_TIME_MAX + 1;
    let refused = NoteSignature::cosign("words\n", &name("w.example"), &secret(3), past);
    assert_eq!(refused, Err(NoteError::Time(past)));
    assert!(NoteSignature::cosign("words\n", &name("w.example"), &secret(3), past - 1).is_ok());
}

#[test]
fn limits() {
    let mut note = Note::signed("words\n", &name("k0"), &secret(1)).unwrap();
    for count in 1..SIGNATURES_MAX {
        note.sign(&name(&format!("k{count}")), &secret(1)).unwrap();
    }
    assert!(Note::parse(note.to_string().as_bytes()).is_ok());
    let too_many = NoteError::TooManySignatures(SIGNATURES_MAX + 1);
    assert_eq!(note.sign(&name("one-more"), &secret(1)), Err(too_many.clone()));
    let line = NoteSignature::cosign("words\n", &name("one-more"), &secret(1), 1).unwrap();
    assert_eq!(Note::parse(format!("{note}{line}\n").as_bytes()), Err(too_many));

    let signature = Note::signed("\n", &name("k"), &secret(1)).unwrap().to_string().len() - 1;
    let text = format!("{}\n", "a".repeat(NOTE_BYTES_MAX - signature - 1));
    let note = Note::signed(&text, &name("k"), &secret(1)).unwrap();
    assert_eq!(note.to_string().len(), NOTE_BYTES_MAX);
    assert!(Note::parse(note.to_string().as_bytes()).is_ok());
    let past = NoteError::TooLong(NOTE_BYTES_MAX + 1);
    assert_eq!(Note::signed(&format!("a{text}"), &name("k"), &secret(1)), Err(past.clone()));
    assert_eq!(Note::parse(format!("a{note}").as_bytes()), Err(past));

    let long = "k".repeat(KEY_NAME_BYTES_MAX);
    assert!(long.parse::<KeyName>().is_ok());
    assert!(format!("{long}k").parse::<KeyName>().is_err());
    for bad in ["", "a b", "a+b", "a\u{a0}b", "a\u{2003}b", "a\nb", "a\u{1}b"] {
        assert!(bad.parse::<KeyName>().is_err(), "{bad:?}");
    }
}

#[test]
fn texts_that_no_note_can_have() {
    for (text, why) in [
        ("", NoteError::OpenLine),
        ("words", NoteError::OpenLine),
        ("a\tb\n", NoteError::Control('\t')),
        ("a\r\n", NoteError::Control('\r')),
    ] {
        assert_eq!(Note::signed(text, &name("k"), &secret(1)), Err(why));
    }
    // Blank lines and lines like signatures belong to the text as long as a blank line follows.
    for text in ["\n", "\n\n\n", "a\n\n— k AAAAAAA=\n"] {
        let note = Note::signed(text, &name("k"), &secret(1)).unwrap();
        assert_eq!(Note::parse(note.to_string().as_bytes()).unwrap().text(), text);
    }
}

proptest! {
    #[test]
    fn bytes_are_a_note_or_not(text in "[a\\n]{0,6}\\n\\n(— [ab+ ]{1,2} [AQ=]{4,8}\\n?){0,3}") {
        if let Ok(note) = Note::parse(text.as_bytes()) {
            prop_assert_eq!(note.to_string(), text);
        }
    }

    #[test]
    fn any_text_comes_back(text in "([ -~áß—]{0,8}\\n){1,5}") {
        let note = Note::signed(&text, &name("k"), &secret(1)).unwrap();
        let again = Note::parse(note.to_string().as_bytes()).unwrap();
        let opened = again.open(&[verifier("k", Algorithm::Ed25519, 1)]).unwrap();
        prop_assert_eq!(opened.text, text);
    }
}
