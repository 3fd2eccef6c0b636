//! Ed25519 (RFC 8032) with the strict rules that every verdict rests on.
//!
//! A [`Ed25519Key`] is canonical and not of small order: such keys are refused where they come in,
//! because with them one signature can fit several messages.
//! A signature fits if `verify_strict` of `ed25519-dalek` says so: canonical S, R not of small order, no cofactor.
//!
//! [`fits_all`] reaches exactly that verdict for many signatures at once, and [`Ed25519Key::fits`] is its singular.
//! Each R is recomputed by itself and compared byte by byte; what many share is one inversion when they are encoded.
//! There is no equation over a sum of signatures: with torsion in R a signer could make one that holds only in company.
//! `tests/laws/laws_ed25519.rs` holds it against `verify_strict`.
//!
//! ```
//! use countersign_core::key::ed25519::{Ed25519Key, Ed25519Secret};
//! let secret = Ed25519Secret::from_seed(&[7; 32]);
//! let key = Ed25519Key::from_bytes(secret.public().as_bytes())?;
//! assert!(key.fits(b"words", &secret.sign(b"words")));
//! assert!(!key.fits(b"other words", &secret.sign(b"words")));
//! # Ok::<(), countersign_core::key::ed25519::WeakKey>(())
//! ```

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use curve25519_dalek::edwards::EdwardsPoint;
use curve25519_dalek::scalar::Scalar;
use ed25519_dalek::{Signer, SigningKey, VerifyingKey};
use sha2::{Digest, Sha512};

use crate::digest::to_hex;

/// Length of a public key, in bytes (RFC 8032, section 5.1.5).
pub const KEY_BYTES: usize = 32;
/// Length of a signature, in bytes (RFC 8032, section 5.1.6).
pub const SIGNATURE_BYTES: usize = 64;
/// How many points share one inversion: it costs a tenth of a signature check, and at 64 a thousandth.
const BATCH: usize = 64;

/// Thirty-two bytes that must not be used as a public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WeakKey {
    /// Not the encoding of a curve point, or not its one canonical encoding.
    #[error("the key is not a canonical Ed25519 point")]
    NotCanonical,
    /// A point of small order.
    #[error("the key is a weak Ed25519 point of small order")]
    SmallOrder,
}

/// A public key that may be relied on, decoded once and shared by everything that it signed.
#[derive(Clone)]
pub struct Ed25519Key(Arc<VerifyingKey>);

impl Ed25519Key {
    /// The key with this encoding.
    ///
    /// # Errors
    /// Where the bytes are no canonical point, or a point of small order.
    pub fn from_bytes(bytes: &[u8; KEY_BYTES]) -> Result<Self, WeakKey> {
        if !is_canonical(bytes) {
            return Err(WeakKey::NotCanonical);
        }
        let key = VerifyingKey::from_bytes(bytes).map_err(|_| WeakKey::NotCanonical)?;
        if key.is_weak() {
            return Err(WeakKey::SmallOrder);
        }
        Ok(Self(Arc::new(key)))
    }

    /// The encoding: keys are the same if these bytes are.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; KEY_BYTES] {
        self.0.as_bytes()
    }

    /// Whether `signature` is this key's over `message`: [`fits_all`] for one.
    #[must_use]
    pub fn fits(&self, message: &[u8], signature: &[u8; SIGNATURE_BYTES]) -> bool {
        fits_all(&[Claim { key: self, message, signature }]) == [true]
    }
}

/// That a signature is a key's over a message.
#[derive(Debug, Clone, Copy)]
pub struct Claim<'a> {
    /// The key.
    pub key: &'a Ed25519Key,
    /// What was signed.
    pub message: &'a [u8],
    /// The signature: R, then S.
    pub signature: &'a [u8; SIGNATURE_BYTES],
}

/// Which of these signatures fit, by `verify_strict`: each is judged alone, and in the order of the claims.
#[must_use]
pub fn fits_all(claims: &[Claim<'_>]) -> Vec<bool> {
    let mut verdicts = Vec::with_capacity(claims.len());
    for batch in claims.chunks(BATCH) {
        let points: Vec<Option<EdwardsPoint>> = batch.iter().map(recomputed).collect();
        let there: Vec<EdwardsPoint> = points.iter().flatten().copied().collect();
        let mut encoded = EdwardsPoint::compress_batch_alloc(&there).into_iter();
        verdicts.extend(batch.iter().zip(&points).map(|(claim, point)| {
            let (r, _) = halves(claim.signature);
            point.is_some() && encoded.next().is_some_and(|encoded| encoded.as_bytes() == r)
        }));
    }
    verdicts
}

/// The R that would fit, [s]B - [k]A; none where S is not canonical or the R that is there is of small order.
///
/// An encoded R that equals this one's encoding is canonical, and a point; nothing else has to be asked of it.
fn recomputed(claim: &Claim<'_>) -> Option<EdwardsPoint> {
    let (r, s) = halves(claim.signature);
    if SMALL_ORDER.contains(r) {
        return None;
    }
    let s = Option::<Scalar>::from(Scalar::from_canonical_bytes(*s))?;
    let hash = Sha512::new_with_prefix(r).chain_update(claim.key.as_bytes());
    let k = Scalar::from_bytes_mod_order_wide(&hash.chain_update(claim.message).finalize().into());
    let minus_a = -claim.key.0.to_edwards();
    Some(EdwardsPoint::vartime_double_scalar_mul_basepoint(&k, &minus_a, &s))
}

fn halves(signature: &[u8; SIGNATURE_BYTES]) -> (&[u8; KEY_BYTES], &[u8; KEY_BYTES]) {
    const NONE: [u8; KEY_BYTES] = [0; KEY_BYTES];
    let (r, s) = signature.split_first_chunk().unwrap_or((&NONE, &[]));
    (r, s.first_chunk().unwrap_or(&NONE))
}

/// The canonical encodings of the eight points of small order (RFC 8032, section 5.1.2; order 1, 2, 4, 4, then 8).
const SMALL_ORDER: [[u8; KEY_BYTES]; 8] = [
    one(),
    minus_one(),
    [0; KEY_BYTES],
    signed([0; KEY_BYTES]),
    Y8,
    signed(Y8),
    minus(Y8),
    signed(minus(Y8)),
];

/// The smaller y of the points of order 8.
const Y8: [u8; KEY_BYTES] = [
    0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0,
    0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05,
];

/// The same y with the other x.
const fn signed(mut bytes: [u8; KEY_BYTES]) -> [u8; KEY_BYTES] {
    bytes[KEY_BYTES - 1] |= SIGN;
    bytes
}

/// p - y, for a y between 0 and p.
const fn minus(y: [u8; KEY_BYTES]) -> [u8; KEY_BYTES] {
    let mut bytes = minus_one();
    // p - y = (p - 1) - y + 1.
    let (mut at, mut borrow) = (0, 0_i16);
    while at < KEY_BYTES {
        let digit = bytes[at] as i16 - y[at] as i16 - borrow + if at == 0 { 1 } else { 0 };
        borrow = if digit < 0 { 1 } else { 0 };
        bytes[at] = (digit + borrow * 256) as u8;
        at += 1;
    }
    bytes
}

/// Whether this is how the encoder writes a point, if it is one: y below p = 2^255-19, and no sign where x is zero.
///
/// Comparing bytes takes nanoseconds; encoding the point again would take half as long as decoding it.
fn is_canonical(bytes: &[u8; KEY_BYTES]) -> bool {
    const MINUS_ONE: [u8; KEY_BYTES] = minus_one();
    const ONE: [u8; KEY_BYTES] = one();
    let mut y = *bytes;
    let [.., last] = &mut y;
    let has_sign = *last & SIGN != 0;
    *last &= !SIGN;
    // The largest y is p-1, which is -1; x is zero for the y of 1 and of -1 alone.
    let is_below_p = y.iter().rev().le(MINUS_ONE.iter().rev());
    is_below_p && !(has_sign && (y == ONE || y == MINUS_ONE))
}

/// The bit that says which x.
const SIGN: u8 = 0x80;

/// 1, little end first.
const fn one() -> [u8; KEY_BYTES] {
    let mut bytes = [0; KEY_BYTES];
    bytes[0] = 1;
    bytes
}

/// 2^255-20, little end first.
const fn minus_one() -> [u8; KEY_BYTES] {
    let mut bytes = [0xff; KEY_BYTES];
    bytes[0] = 0xec;
    bytes[KEY_BYTES - 1] = 0x7f;
    bytes
}

impl PartialEq for Ed25519Key {
    fn eq(&self, other: &Self) -> bool {
        self.as_bytes() == other.as_bytes()
    }
}

impl Eq for Ed25519Key {}

impl Hash for Ed25519Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_bytes().hash(state);
    }
}

impl PartialOrd for Ed25519Key {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ed25519Key {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.as_bytes().cmp(other.as_bytes())
    }
}

impl fmt::Debug for Ed25519Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&to_hex(self.as_bytes()))
    }
}

/// A private key; its bytes are wiped when it is dropped.
pub struct Ed25519Secret(SigningKey);

impl Ed25519Secret {
    /// The private key with this seed (RFC 8032, section 5.1.5).
    #[must_use]
    pub fn from_seed(seed: &[u8; KEY_BYTES]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// The seed, for writing a key file; keep it no longer than that takes.
    #[must_use]
    pub fn seed(&self) -> &[u8; KEY_BYTES] {
        self.0.as_bytes()
    }

    /// The public key.
    #[must_use]
    pub fn public(&self) -> Ed25519Key {
        Ed25519Key(Arc::new(self.0.verifying_key()))
    }

    /// The signature over `message`; the same message always has the same one.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> [u8; SIGNATURE_BYTES] {
        self.0.sign(message).to_bytes()
    }
}

impl fmt::Debug for Ed25519Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ed25519Secret of {:?}", self.public())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What [`is_canonical`] stands for: the point, encoded again, gives the same bytes.
    fn comes_back(bytes: &[u8; KEY_BYTES]) -> Option<bool> {
        let key = VerifyingKey::from_bytes(bytes).ok()?;
        Some(key.to_edwards().compress().as_bytes() == bytes)
    }

    /// Every y from p-40 to 2^255-1 and from 0 to 40, with and without the sign.
    fn near_the_edges() -> impl Iterator<Item = [u8; KEY_BYTES]> {
        let with_sign = |bytes: [u8; KEY_BYTES]| {
            let mut signed = bytes;
            signed[KEY_BYTES - 1] |= 0x80;
            [bytes, signed]
        };
        let low = (0..=40).map(|first| {
            let mut bytes = [0; KEY_BYTES];
            bytes[0] = first;
            bytes
        });
        let high = (0xc0..=0xff).map(|first| {
            let mut bytes = minus_one();
            bytes[0] = first;
            bytes
        });
        low.chain(high).flat_map(with_sign)
    }

    #[test]
    fn canonical_is_what_the_encoder_writes() {
        let (mut points, mut refused) = (0, 0);
        let random = (0_u32..2000).map(|n| *crate::digest::Hash::of(&n.to_be_bytes()).as_bytes());
        for bytes in near_the_edges().chain(random) {
            if let Some(same) = comes_back(&bytes) {
                assert_eq!(is_canonical(&bytes), same, "{}", to_hex(&bytes));
                points += 1;
                refused += u32::from(!same);
            }
        }
        // About half of all values are points; of the 19 values from p to 2^255-1 and the two signed zeros some are.
        assert!(points > 900 && refused > 10, "{points} {refused}");
    }

    #[test]
    fn the_points_of_small_order_are_these_eight() {
        let torsion = curve25519_dalek::constants::EIGHT_TORSION;
        let mut want: Vec<[u8; KEY_BYTES]> =
            torsion.iter().map(|point| point.compress().to_bytes()).collect();
        let mut got = SMALL_ORDER.to_vec();
        want.sort_unstable();
        got.sort_unstable();
        assert_eq!(got, want);
    }

    #[test]
    fn the_largest_y_and_one_past_it() {
        assert!(is_canonical(&minus_one()));
        let mut p = minus_one();
        p[0] += 1;
        assert!(!is_canonical(&p));
    }
}
