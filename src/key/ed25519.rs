//! Ed25519 (RFC 8032) with the strict rules that every verdict rests on.
//!
//! A [`Ed25519Key`] is canonical and not of small order: such keys are refused where they come in,
//! because with them one signature can fit several messages.
//! A signature fits if `verify_strict` of `ed25519-dalek` says so: canonical S, R not of small order, no cofactor.
//!
//! ```
//! use countersign::key::ed25519::{Ed25519Key, Ed25519Secret};
//! let secret = Ed25519Secret::from_seed(&[7; 32]);
//! let key = Ed25519Key::from_bytes(secret.public().as_bytes())?;
//! assert!(key.fits(b"words", &secret.sign(b"words")));
//! assert!(!key.fits(b"other words", &secret.sign(b"words")));
//! # Ok::<(), countersign::key::ed25519::WeakKey>(())
//! ```

use std::fmt;
use std::hash::{Hash, Hasher};

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};

use crate::digest::to_hex;

/// Length of a public key, in bytes (RFC 8032, section 5.1.5).
pub const KEY_BYTES: usize = 32;
/// Length of a signature, in bytes (RFC 8032, section 5.1.6).
pub const SIGNATURE_BYTES: usize = 64;

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

/// A public key that may be relied on, decoded once.
#[derive(Clone)]
pub struct Ed25519Key(VerifyingKey);

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
        Ok(Self(key))
    }

    /// The encoding: keys are the same if these bytes are.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; KEY_BYTES] {
        self.0.as_bytes()
    }

    /// Whether `signature` is this key's over `message`, by `verify_strict`.
    #[must_use]
    pub fn fits(&self, message: &[u8], signature: &[u8; SIGNATURE_BYTES]) -> bool {
        self.0.verify_strict(message, &Signature::from_bytes(signature)).is_ok()
    }
}

/// Whether this is how the encoder writes a point, if it is one: y below p = 2^255-19, and no sign where x is zero.
///
/// Comparing bytes takes nanoseconds; encoding the point again would take half as long as decoding it.
fn is_canonical(bytes: &[u8; KEY_BYTES]) -> bool {
    const SIGN: u8 = 0x80;
    const MINUS_ONE: [u8; KEY_BYTES] = minus_one();
    const ONE: [u8; KEY_BYTES] = {
        let mut one = [0; KEY_BYTES];
        one[0] = 1;
        one
    };
    let mut y = *bytes;
    let [.., last] = &mut y;
    let has_sign = *last & SIGN != 0;
    *last &= !SIGN;
    // The largest y is p-1, which is -1; x is zero for the y of 1 and of -1 alone.
    let is_below_p = y.iter().rev().le(MINUS_ONE.iter().rev());
    is_below_p && !(has_sign && (y == ONE || y == MINUS_ONE))
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
        Ed25519Key(self.0.verifying_key())
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
    fn the_largest_y_and_one_past_it() {
        assert!(is_canonical(&minus_one()));
        let mut p = minus_one();
        p[0] += 1;
        assert!(!is_canonical(&p));
    }
}
