use super::*;

const ORIGIN: &str = "log.example/2021";

fn name(text: &str) -> KeyName {
    text.parse().unwrap()
}

fn secret(seed: u8) -> Ed25519Secret {
    Ed25519Secret::from_seed(&[seed; 32])
}

fn log_key() -> VerifierKey {
    VerifierKey::new(name(ORIGIN), Algorithm::Ed25519, secret(1).public())
}

fn witness_key(seed: u8) -> VerifierKey {
    VerifierKey::new(name("witness.example"), Algorithm::Cosignature, secret(seed).public())
}

fn good() -> Note {
    let checkpoint = Checkpoint::new(ORIGIN, 42, Hash::of(b"root")).unwrap();
    checkpoint.sign(&name(ORIGIN), &secret(1)).unwrap()
}

fn opens(bytes: &[u8]) -> bool {
    Note::parse(bytes).is_ok_and(|note| Checkpoint::open(&note, ORIGIN, &[log_key()]).is_ok())
}

#[test]
fn every_changed_byte_is_refused() {
    let note = good().to_string().into_bytes();
    assert!(opens(&note));
    for at in 0..note.len() {
        for flip in 1..=u8::MAX {
            let mut bytes = note.clone();
            bytes[at] ^= flip;
            assert!(!opens(&bytes), "byte {at} changed by {flip:#04x}");
        }
        assert!(!opens(&note[..at]), "cut at {at}");
    }
}

#[test]
fn every_changed_byte_of_a_cosignature_is_refused() {
    let mut note = good();
    let before = note.to_string();
    cosign(&mut note, &name("witness.example"), &secret(2), 1_679_315_147).unwrap();
    let after = note.to_string().into_bytes();
    let cosigned = |bytes: &[u8]| {
        Note::parse(bytes)
            .map_err(CheckpointError::from)
            .and_then(|note| cosignatures(&note, &[witness_key(2)]))
            .is_ok_and(|found| !found.is_empty())
    };
    assert!(cosigned(&after) && opens(&after) && after.starts_with(before.as_bytes()));
    for at in before.len()..after.len() {
        for flip in 1..=u8::MAX {
            let mut bytes = after.clone();
            bytes[at] ^= flip;
            assert!(!cosigned(&bytes), "byte {at} changed by {flip:#04x}");
        }
    }
}

#[test]
fn the_example_of_c2sp_is_read() {
    let text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n\
        — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n\
        — witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n";
    let note = Note::parse(text.as_bytes()).unwrap();
    assert_eq!(note.to_string(), text);
    let checkpoint: Checkpoint = note.text().parse().unwrap();
    assert_eq!(checkpoint.to_string(), note.text());
    assert_eq!(
        (checkpoint.origin(), checkpoint.size()),
        ("example.com/behind-the-sofa", 20_852_163)
    );
    // The cosignature's time is the one that C2SP prints as an example of the message.
    assert_eq!(note.signatures()[1].blob()[..8], 1_679_315_147_u64.to_be_bytes());
    // It was made for another log's key, so that nothing can open it.
    assert_eq!(cosignatures(&note, &[]), Ok(Vec::new()));
}

#[test]
fn texts_have_one_spelling() {
    let root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
    let empty = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    let long = "o".repeat(ORIGIN_BYTES_MAX);
    for good in [
        format!("go.sum database tree\n123456789012\n{root}\n"),
        format!("o\n0\n{empty}\n"),
        format!("o\n{SIZE_MAX}\n{root}\n"),
        format!("{long}\n1\n{root}\n"),
        format!("o\n1\n{root}\nextension\nanother one\n"),
    ] {
        assert_eq!(good.parse::<Checkpoint>().unwrap().to_string(), good);
    }
    for bad in [
        String::new(),
        "o\n".into(),
        "o\n1\n".into(),
        format!("o\n1\n{root}"),
        format!("o\n1\n{root}\n\n"),
        format!("o\n1\n{root}\n\nextension\n"),
        format!("\n1\n{root}\n"),
        format!("o\n01\n{root}\n"),
        format!("o\n+1\n{root}\n"),
        format!("o\n-1\n{root}\n"),
        format!("o\n 1\n{root}\n"),
        format!("o\n\n{root}\n"),
        format!("o\n{}\n{root}\n", SIZE_MAX + 1),
        format!("o\n18446744073709551616\n{root}\n"),
        format!("o\n0\n{root}\n"),
        format!("o{long}\n1\n{root}\n"),
        format!("o\r\n1\n{root}\n"),
        format!("o\n1\n{}\n", &root[..43]),
        format!("o\n1\n{}J=\n", &root[..42]),
        format!("o\n1\nAAAA{root}\n"),
        format!("o\n1\n{}\n", root.replace('/', "_")),
        format!("o\n1\n{root} \n"),
    ] {
        assert!(bad.parse::<Checkpoint>().is_err(), "{bad:?}");
    }
}

#[test]
fn only_this_log_and_only_its_keys() {
    let note = good();
    let other = Checkpoint::open(&note, "log.example", &[log_key()]);
    assert!(matches!(other, Err(CheckpointError::OtherOrigin { .. })));
    let unsigned = Err(CheckpointError::Note(NoteError::Unsigned));
    let stranger = VerifierKey::new(name(ORIGIN), Algorithm::Ed25519, secret(9).public());
    assert_eq!(Checkpoint::open(&note, ORIGIN, &[stranger]), unsigned);
    assert_eq!(Checkpoint::open(&note, ORIGIN, &[]), unsigned);

    // A witness among the log's keys does not make its cosignature a log's signature, nor the other way round.
    let mut note = Note::signed(note.text(), &name("elsewhere.example"), &secret(8)).unwrap();
    cosign(&mut note, &name("witness.example"), &secret(2), 5).unwrap();
    assert_eq!(Checkpoint::open(&note, ORIGIN, &[witness_key(2)]), unsigned);
    assert_eq!(cosignatures(&note, &[log_key()]), Ok(Vec::new()));
    let found = cosignatures(&note, &[witness_key(3), witness_key(2)]).unwrap();
    assert_eq!(found, [Cosignature { witness: witness_key(2), time: 5 }]);
}

#[test]
fn extensions_are_not_ours() {
    let text = good().text().to_owned() + "extension\n";
    let mut note = Note::signed(&text, &name(ORIGIN), &secret(1)).unwrap();
    let refused = CheckpointError::Extensions(1);
    assert_eq!(Checkpoint::open(&note, ORIGIN, &[log_key()]), Err(refused.clone()));
    let checkpoint: Checkpoint = text.parse().unwrap();
    assert_eq!(checkpoint.extensions, ["extension"]);
    assert_eq!(checkpoint.sign(&name(ORIGIN), &secret(1)), Err(refused.clone()));
    assert_eq!(cosign(&mut note, &name("witness.example"), &secret(2), 5), Err(refused));
    let mut words = Note::signed("words\n", &name(ORIGIN), &secret(1)).unwrap();
    let refused = cosign(&mut words, &name("witness.example"), &secret(2), 5);
    assert_eq!(refused, Err(CheckpointError::Lines));
}
