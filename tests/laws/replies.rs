//! Replies: every record in one, everything that mail does to text, every byte changed.

use countersign_core::envelope::EnvelopeError;
use countersign_core::key::PrivateKey;
use countersign_core::record::signature::VerifiedSignature;
use countersign_core::record::{Body, Record};
use countersign_core::reply::{REPLY_BYTES_MAX, Reply, ReplyError};
use proptest::prelude::*;
use testkit::records;

fn reply(record: Record, seeds: &[u8]) -> Reply {
    let sign = |seed: &u8| {
        let key = PrivateKey::from_seed(&[*seed; 32]);
        let signature = key.sign(record.kind().type_name(), &record.hash());
        let verified = VerifiedSignature::check(&record, signature.to_armor().as_bytes()).unwrap();
        (signature, verified)
    };
    Reply::new(record.clone(), seeds.iter().map(sign).collect()).unwrap()
}

fn one() -> Reply {
    let key = PrivateKey::from_seed(&[1; 32]).public();
    let body = countersign_core::record::Revocation {
        key,
        reason: "lost".parse().unwrap(),
        tag: Default::default(),
    };
    reply(Record::new(&Body::Revocation(body)).unwrap(), &[1])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_act_comes_back(body in records::endorsement(), seeds in prop::collection::btree_set(1..9_u8, 1..4)) {
        let record = Record::new(&Body::Endorsement(body.into())).unwrap();
        let seeds: Vec<u8> = seeds.into_iter().collect();
        let reply = reply(record, &seeds);
        prop_assert_eq!(Reply::from_text(reply.to_text("words").as_bytes()), Ok(reply));
    }

    #[test]
    fn bytes_of_any_kind_are_refused_and_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(Reply::from_text(&bytes).is_err());
    }

    #[test]
    fn lines_of_any_length_are_the_same_reply(columns in 1..90_usize) {
        let reply = one();
        let text = reply.to_text("words");
        let mut wrapped = String::new();
        for line in text.lines() {
            if line.starts_with('-') || line.starts_with("countersign") {
                wrapped.push_str(line);
            } else {
                let letters: Vec<char> = line.chars().collect();
                let pieces: Vec<String> =
                    letters.chunks(columns).map(|piece| piece.iter().collect()).collect();
                wrapped.push_str(&pieces.join("\n"));
            }
            wrapped.push('\n');
        }
        prop_assert_eq!(Reply::from_text(wrapped.as_bytes()), Ok(reply));
    }
}

#[test]
fn what_mail_does_to_a_text_does_nothing_to_the_reply() {
    let reply = one();
    let text = reply.to_text("words");
    for mailed in [
        text.replace('\n', "\r\n"),
        text.replace('\n', "\n> "),
        text.replace('\n', "\n> >> > "),
        text.replace('\n', "  \n\t"),
        text.replace('\n', "\n\n"),
        text.replace('\n', "\u{a0}\n"),
        format!("\u{feff}{text}"),
        format!("Dear all,\n\nhere it is.\n\n{text}\n-- \nMaria\n"),
    ] {
        assert_eq!(Reply::from_text(mailed.as_bytes()), Ok(reply.clone()), "{mailed}");
    }
}

#[test]
fn every_changed_byte_between_the_marks_is_refused() {
    let text = one().to_text("words");
    let begin = text.find("REPLY-----").unwrap() + 10;
    let end = text.rfind("-----END").unwrap();
    for at in begin..end {
        for other in [b'A', b'b', b'=', b'-', b' '] {
            let mut bytes = text.clone().into_bytes();
            if bytes[at] == other || bytes[at] == b'\n' || other == b' ' {
                continue;
            }
            bytes[at] = other;
            assert!(Reply::from_text(&bytes).is_err(), "{at} {other}");
        }
    }
}

#[test]
fn one_reply_and_nothing_else() {
    let text = one().to_text("words");
    let twice = format!("{text}{text}");
    assert_eq!(
        Reply::from_text(twice.as_bytes()),
        Err(EnvelopeError::Several("reply".to_owned()).into())
    );
    let half = &text[..text.len() - 10];
    assert_eq!(Reply::from_text(half.as_bytes()), Err(EnvelopeError::Marks("REPLY").into()));
    assert_eq!(Reply::from_text(b""), Err(EnvelopeError::Marks("REPLY").into()));
    let backwards: String = text.lines().rev().map(|line| format!("{line}\n")).collect();
    assert!(Reply::from_text(backwards.as_bytes()).is_err());
}

#[test]
fn size_at_the_limit_and_one_past_it() {
    let reply = one();
    let text = reply.to_text("words");
    let padded =
        |bytes: usize| format!("{}{text}", "x\n".repeat(bytes).split_at(bytes - text.len()).0);
    assert_eq!(Reply::from_text(padded(REPLY_BYTES_MAX).as_bytes()), Ok(reply));
    let one_more = Reply::from_text(padded(REPLY_BYTES_MAX + 1).as_bytes());
    assert_eq!(
        one_more,
        Err(EnvelopeError::TooLarge { got: REPLY_BYTES_MAX + 1, max: REPLY_BYTES_MAX }.into())
    );
}

#[test]
fn a_signature_that_fits_another_record_is_refused() {
    let (good, key) = (one(), PrivateKey::from_seed(&[1; 32]));
    let other =
        key.sign("countersign/revocation/v1", &countersign_core::digest::Hash::of(b"other"));
    let (record, signatures) = good.clone().into_parts();
    let forged = Reply::new(record, vec![(other, signatures[0].1.clone())]).unwrap();
    assert!(matches!(Reply::from_text(forged.to_text("x").as_bytes()), Err(ReplyError::Unfit(_))));
    let (record, _) = good.into_parts();
    assert_eq!(Reply::new(record, Vec::new()), Err(ReplyError::Signatures(0)));
}

/// An ordinary answer fits into any mail.
#[test]
fn a_reply_with_one_signature_is_below_four_thousand_bytes() {
    assert!(one().to_text("words").len() < 4_000);
}
