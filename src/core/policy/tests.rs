use base64ct::{Base64, Encoding};

use super::{Met, NAMES_MAX, Policy, PolicyError};
use crate::key::ed25519::Ed25519Secret;
use crate::note::{Algorithm, VerifierKey};

fn key(seed: u8, algorithm: Algorithm) -> VerifierKey {
    let secret = Ed25519Secret::from_seed(&[seed; 32]);
    VerifierKey::new(format!("w{seed}.example").parse().unwrap(), algorithm, secret.public())
}

fn witness(seed: u8) -> VerifierKey {
    key(seed, Algorithm::Cosignature)
}

/// A verifier key of type 0x06, ML-DSA-44 (C2SP tlog-cosignature).
fn post_quantum(seed: u8) -> String {
    let bytes = [&[6][..], &[seed; 1312]].concat();
    format!("pq{seed}.example+0000000{}+{}", seed % 10, Base64::encode_string(&bytes))
}

fn parse(text: &str) -> Result<Policy, PolicyError> {
    Policy::parse(text.as_bytes())
}

/// The example of C2SP tlog-policy: two of three, and any of three.
#[test]
fn groups_of_groups_are_met_as_they_say() {
    let mut text = format!("log {} https://log.example/\n\n", key(9, Algorithm::Ed25519));
    for (at, name) in (1..).zip(["X1", "X2", "X3", "Y1", "Y2", "Y3"]) {
        text.push_str(&format!(" witness\t{name}  {} https://{name}.example \n", witness(at)));
    }
    text.push_str("# The operators.\ngroup X 2 X1 X2 X3\ngroup Y any Y1 Y2 Y3\n");
    text.push_str("group both all X Y\nquorum both\n");
    let policy = parse(&text).unwrap();
    assert_eq!(policy.logs().unwrap(), [key(9, Algorithm::Ed25519)]);
    for set in 0..64_u8 {
        let cosigned: Vec<VerifierKey> =
            (0..6).filter(|at| set & (1 << at) != 0).map(|at| witness(at + 1)).collect();
        let is_met = (set & 7).count_ones() >= 2 && set & 56 != 0;
        assert_eq!(policy.judge(&cosigned), if is_met { Met::Yes } else { Met::No }, "{set:b}");
    }
}

#[test]
fn keys_of_unknown_types_are_carried_and_never_counted() {
    let (one, other) = (witness(1), post_quantum(2));
    let lines = format!("witness a {one}\nwitness b {other}\n");
    let with = |rest: &str| parse(&format!("{lines}{rest}")).unwrap();
    let any = with("group g any a b\nquorum g\n");
    assert_eq!(any.unknown_keys().collect::<Vec<_>>(), [other.as_str()]);
    assert_eq!((any.judge(&[]), any.judge(std::slice::from_ref(&one))), (Met::No, Met::Yes));
    for rest in ["group g all a b\nquorum g\n", "quorum b\n"] {
        let policy = with(rest);
        assert_eq!(
            policy.judge(std::slice::from_ref(&one)),
            Met::Unknown,
            "only it could meet {rest}"
        );
        assert_eq!(policy.judge(&[]), Met::Unknown, "{rest}");
    }
    assert_eq!(with("quorum none\n").judge(&[]), Met::Yes);
}

#[test]
fn what_is_no_policy_is_refused() {
    let (one, two) = (witness(1), witness(2));
    let log = key(3, Algorithm::Ed25519);
    let twice = VerifierKey::new(
        "another.example".parse().unwrap(),
        Algorithm::Cosignature,
        one.key().clone(),
    );
    let both = format!("witness a {one}\nwitness b {two}\n");
    for (text, want) in [
        (String::new(), PolicyError::OpenLine),
        (both.clone(), PolicyError::Quorum),
        (format!("{both}quorum a"), PolicyError::OpenLine),
        (format!("{both}quorum a\nquorum b\n"), PolicyError::Quorum),
        (format!("quorum a\n{both}"), PolicyError::Name(1)),
        (format!("{both}quorum c\n"), PolicyError::Name(3)),
        (format!("{both}witness a {}\n", witness(4)), PolicyError::Twice(3)),
        (format!("{both}witness c {twice}\n"), PolicyError::Twice(3)),
        (format!("{both}group a any b\n"), PolicyError::Twice(3)),
        (format!("witness none {one}\n"), PolicyError::Twice(1)),
        (format!("log {log}\nlog {log}\n"), PolicyError::Twice(2)),
        (format!("log {one}\n"), PolicyError::Type(1)),
        (format!("witness a {log}\n"), PolicyError::Type(1)),
        (format!("{both}group g 0 a b\n"), PolicyError::Threshold(3)),
        (format!("{both}group g 3 a b\n"), PolicyError::Threshold(3)),
        (format!("{both}group g +1 a b\n"), PolicyError::Threshold(3)),
        (format!("{both}group g any a a\n"), PolicyError::Name(3)),
        (format!("{both}group g any a\ngroup h any a b\n"), PolicyError::Name(4)),
        (format!("{both}group g any none\n"), PolicyError::Name(3)),
        (format!("{both}group g any\n"), PolicyError::Line(3)),
        (format!("{both}quorums a\n"), PolicyError::Line(3)),
        (format!("witness a {one} https://a.example more\n"), PolicyError::Line(1)),
        (format!("witness a {one}\r\n"), PolicyError::Control(1)),
    ] {
        assert_eq!(parse(&text), Err(want), "{text}");
    }
    assert!(matches!(parse("witness a b\n"), Err(PolicyError::Key { line: 1, .. })));
}

#[test]
fn as_many_names_as_the_limit() {
    let with = |count: usize| {
        let lines =
            (0..count).map(|at| format!("witness w{at} {}\n", witness(u8::try_from(at).unwrap())));
        lines.collect::<String>() + "quorum w0\n"
    };
    assert!(parse(&with(NAMES_MAX)).is_ok());
    assert_eq!(parse(&with(NAMES_MAX + 1)), Err(PolicyError::TooMany));
}
