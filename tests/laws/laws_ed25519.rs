//! The plural verdict against `verify_strict` of `ed25519-dalek`, case by case, over what forgers try.

use countersign_core::digest::Hash;
use countersign_core::key::ed25519::{Claim, Ed25519Key, KEY_BYTES, SIGNATURE_BYTES, fits_all};
use curve25519_dalek::constants::EIGHT_TORSION;
use curve25519_dalek::edwards::EdwardsPoint;
use curve25519_dalek::scalar::Scalar;
use ed25519_dalek::{Signature, VerifyingKey};
use rayon::prelude::*;
use sha2::{Digest, Sha512};

/// L, the order of the base point, little end first.
const ORDER: [u8; KEY_BYTES] = [
    0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
];
/// How many signatures every kind of change is made to.
const ROUNDS: u32 = 1_024;
/// The fewest cases that must come out of it.
const CASES_MIN: usize = 100_000;

struct Case {
    what: &'static str,
    key: [u8; KEY_BYTES],
    message: Vec<u8>,
    signature: [u8; SIGNATURE_BYTES],
}

/// Numbers that follow from a round and a purpose.
fn bytes(round: u32, purpose: &str) -> [u8; 32] {
    *Hash::of(format!("{round} {purpose}").as_bytes()).as_bytes()
}

fn scalar(round: u32, purpose: &str) -> Scalar {
    Scalar::from_bytes_mod_order(bytes(round, purpose))
}

fn challenge(r: &[u8], key: &[u8], message: &[u8]) -> Scalar {
    let hash = Sha512::new().chain_update(r).chain_update(key).chain_update(message).finalize();
    Scalar::from_bytes_mod_order_wide(&hash.into())
}

fn join(r: &[u8; KEY_BYTES], s: &[u8; KEY_BYTES]) -> [u8; SIGNATURE_BYTES] {
    [r.as_slice(), s].concat().try_into().unwrap()
}

/// Little-endian addition; what does not fit falls off.
fn add(left: &[u8; KEY_BYTES], right: &[u8; KEY_BYTES]) -> [u8; KEY_BYTES] {
    let mut sum = [0; KEY_BYTES];
    let mut carry = 0;
    for ((sum, left), right) in sum.iter_mut().zip(left).zip(right) {
        let digit = u16::from(*left) + u16::from(*right) + carry;
        *sum = (digit & 0xff) as u8;
        carry = digit >> 8;
    }
    sum
}

/// Every encoding of a point of small order: the eight canonical ones, signed zeros, and y + p.
fn small_order_encodings() -> Vec<[u8; KEY_BYTES]> {
    let mut p = [0xff; KEY_BYTES];
    (p[0], p[31]) = (0xed, 0x7f);
    let mut all: Vec<[u8; KEY_BYTES]> =
        EIGHT_TORSION.iter().map(|point| point.compress().to_bytes()).collect();
    for small in [0, 1] {
        let mut y = [0; KEY_BYTES];
        y[0] = small;
        all.push(add(&y, &p));
    }
    for encoding in all.clone() {
        let mut other = encoding;
        other[31] ^= 0x80;
        all.push(other);
    }
    all
}

/// All that is tried in one round: a signature as it should be, and everything around it.
fn round(round: u32) -> Vec<Case> {
    let (a, nonce) = (scalar(round, "secret"), scalar(round, "nonce"));
    let length = 1 + usize::from(bytes(round, "length")[0]);
    let message: Vec<u8> = bytes(round, "message").iter().copied().cycle().take(length).collect();
    let point = EdwardsPoint::mul_base(&a);
    let mut cases = Vec::new();
    let mut push = |what, key: &[u8; KEY_BYTES], message: &[u8], signature| {
        let (key, message) = (*key, message.to_vec());
        cases.push(Case { what, key, message, signature });
    };
    // The signature that a holder of `a` makes with this R over this key, torsion or not.
    let sign = |r: &[u8; KEY_BYTES], key: &[u8; KEY_BYTES]| {
        let s = nonce + challenge(r, key, &message) * a;
        join(r, s.as_bytes())
    };
    let key = point.compress().to_bytes();
    let r = EdwardsPoint::mul_base(&nonce).compress().to_bytes();
    let good = sign(&r, &key);
    push("good", &key, &message, good);
    for number in 0..28_u32 {
        let at = bytes(round, &format!("bit {number}"));
        let place = usize::from(u16::from_be_bytes([at[0], at[1]]));
        let mut other = good;
        other[place % SIGNATURE_BYTES] ^= 1 << (at[2] % 8);
        push("bit of the signature", &key, &message, other);
        let mut other = message.clone();
        other[place % length] ^= 1 << (at[2] % 8);
        push("bit of the message", &key, &other, good);
    }
    for bit in [0, 100, 255_usize] {
        let mut other = key;
        other[bit / 8] ^= 1 << (bit % 8);
        push("bit of the key", &other, &message, good);
    }
    let s: [u8; KEY_BYTES] = good[KEY_BYTES..].try_into().unwrap();
    let mut malleated = s;
    for _ in 0..7 {
        malleated = add(&malleated, &ORDER);
        push("s + L", &key, &message, join(&r, &malleated));
    }
    for edge in [[0; KEY_BYTES], ORDER, [0xff; KEY_BYTES], Scalar::ONE.to_bytes()] {
        push("edge of s", &key, &message, join(&r, &edge));
    }
    for small in small_order_encodings() {
        // With R the identity, this is what satisfies the equation.
        let s = challenge(&small, &key, &message) * a;
        push("R of small order", &key, &message, join(&small, s.as_bytes()));
        let identity = small_key_signature(&small, &message);
        push("key of small order", &small, &message, identity);
    }
    for torsion in &EIGHT_TORSION[1..] {
        let mixed = (EdwardsPoint::mul_base(&nonce) + torsion).compress().to_bytes();
        push("torsion in R", &key, &message, sign(&mixed, &key));
        let mixed_key = (point + torsion).compress().to_bytes();
        push("torsion in the key", &mixed_key, &message, sign(&r, &mixed_key));
        push("torsion in both", &mixed_key, &message, sign(&mixed, &mixed_key));
    }
    cases
}

/// R = [s]B, which fits a key of small order where the challenge is a multiple of its order.
fn small_key_signature(key: &[u8; KEY_BYTES], message: &[u8]) -> [u8; SIGNATURE_BYTES] {
    let s = challenge(&[7; 32], key, message);
    join(&EdwardsPoint::mul_base(&s).compress().to_bytes(), s.as_bytes())
}

/// What the plural says of keys that may be relied on, with the same cases beside each other in batches of many sizes.
fn disagreements(cases: &[Case]) -> (usize, usize, Vec<&'static str>) {
    let keyed: Vec<(&Case, Ed25519Key)> = cases
        .iter()
        .filter_map(|case| Some((case, Ed25519Key::from_bytes(&case.key).ok()?)))
        .collect();
    let claims: Vec<Claim<'_>> = keyed
        .iter()
        .map(|(case, key)| Claim { key, message: &case.message, signature: &case.signature })
        .collect();
    let mut got = Vec::new();
    let (mut rest, mut size) = (claims.as_slice(), 1);
    while !rest.is_empty() {
        let (batch, after) = rest.split_at(size.min(rest.len()));
        got.extend(fits_all(batch));
        (rest, size) = (after, size * 2 + 1);
    }
    let want = |(case, _): &(&Case, Ed25519Key)| {
        let key = VerifyingKey::from_bytes(&case.key).unwrap();
        key.verify_strict(&case.message, &Signature::from_bytes(&case.signature)).is_ok()
    };
    assert_eq!(got.len(), keyed.len());
    let wrong = keyed.iter().zip(&got).filter(|(one, got)| want(one) != **got);
    let wrong = wrong.map(|((case, _), _)| case.what).collect();
    (keyed.len(), got.iter().filter(|good| **good).count(), wrong)
}

#[test]
fn the_plural_is_verify_strict_over_a_hundred_thousand_cases() {
    let all = (0..ROUNDS).into_par_iter().map(|number| {
        let cases = round(number);
        let (count, good, wrong) = disagreements(&cases);
        assert_eq!(wrong, [""; 0], "round {number}");
        (count, good)
    });
    let all: Vec<(usize, usize)> = all.collect();
    let (count, good) = all.iter().fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    assert!(count >= CASES_MIN, "{count}");
    // Besides the good ones: torsion in a key goes unnoticed where the challenge is a multiple of its order.
    assert!(good > ROUNDS as usize && good < count / 10, "{good} of {count}");
}

#[test]
fn none_and_one() {
    assert_eq!(fits_all(&[]), [true; 0]);
    let cases = round(0);
    let key = Ed25519Key::from_bytes(&cases[0].key).unwrap();
    assert!(key.fits(&cases[0].message, &cases[0].signature));
    assert!(!key.fits(b"other", &cases[0].signature));
}
