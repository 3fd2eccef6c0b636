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
        let key = VerifyingKey::from_bytes(bytes).map_err(|_| WeakKey::NotCanonical)?;
        if key.to_edwards().compress().as_bytes() != bytes {
            return Err(WeakKey::NotCanonical);
        }
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
