//! Verifier keys ("vkeys"): `name+key id in hexadecimal+base64 of type and key`.

use std::fmt;
use std::str::FromStr;

use crate::digest::{Hash, from_hex, to_hex};
use crate::key::ed25519::{Ed25519Key, KEY_BYTES, WeakKey};
use base64ct::{Base64, Encoding};

/// Longest name of a key, in bytes (C2SP tlog-cosignature gives a cosigner's name one byte of length).
pub const KEY_NAME_BYTES_MAX: usize = 255;
/// Latest time of a cosignature, in seconds since 1970 (C2SP tlog-cosignature).
pub const COSIGNATURE_TIME_MAX: u64 = u64::MAX >> 1;

pub(super) const KEY_ID_BYTES: usize = 4;

/// What is no verifier key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VerifierKeyError {
    /// Not the name of a key.
    #[error(
        "want a key name of 1 to {KEY_NAME_BYTES_MAX} bytes without spaces, plus signs and control characters, got {0:?}"
    )]
    Name(String),
    /// Not three parts in their one spelling.
    #[error("want NAME+KEYID+BASE64, got {0:?}")]
    Shape(String),
    /// A signature type other than 0x01 and 0x04.
    #[error("want a key of type 0x01 or 0x04, got {0:#04x}")]
    Algorithm(u8),
    /// The key id does not belong to the name and the key.
    #[error("want the key id {want}, got {got}")]
    KeyId {
        /// What name, type and key give.
        want: String,
        /// What was written.
        got: String,
    },
    /// A key that must not be used.
    #[error(transparent)]
    Weak(#[from] WeakKey),
}

/// The name of a key: one word, such as `example.com/log42`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyName(Box<str>);

impl KeyName {
    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for KeyName {
    type Err = VerifierKeyError;

    fn from_str(text: &str) -> Result<Self, VerifierKeyError> {
        let is_name = (1..=KEY_NAME_BYTES_MAX).contains(&text.len())
            && !text.contains(|letter: char| {
                letter == '+' || letter.is_whitespace() || letter.is_control()
            });
        if is_name {
            Ok(Self(text.into()))
        } else {
            Err(VerifierKeyError::Name(text.chars().take(80).collect()))
        }
    }
}

impl fmt::Display for KeyName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// What a key signs, and how its signatures look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Algorithm {
    /// Type 0x01: Ed25519 over the text of the note.
    Ed25519,
    /// Type 0x04: a timestamped Ed25519 cosignature of a checkpoint.
    Cosignature,
}

impl Algorithm {
    /// The byte of this type (C2SP signed-note).
    #[must_use]
    pub(crate) const fn byte(self) -> u8 {
        match self {
            Self::Ed25519 => 1,
            Self::Cosignature => 4,
        }
    }
}

/// A key that may have signed a note, with the name it signs under.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VerifierKey {
    name: KeyName,
    algorithm: Algorithm,
    key: Ed25519Key,
}

impl VerifierKey {
    /// The verifier key with these parts.
    #[must_use]
    pub const fn new(name: KeyName, algorithm: Algorithm, key: Ed25519Key) -> Self {
        Self { name, algorithm, key }
    }

    /// The name.
    #[must_use]
    pub const fn name(&self) -> &KeyName {
        &self.name
    }

    /// What the key signs.
    #[must_use]
    pub(crate) const fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// The key itself; two verifier keys with the same one are the same holder.
    #[must_use]
    pub const fn key(&self) -> &Ed25519Key {
        &self.key
    }

    /// The key id: the first four bytes of `SHA-256(name || newline || type || key)`.
    ///
    /// It is a hint that is easily forged: only the key decides.
    #[must_use]
    pub fn id(&self) -> u32 {
        let parts: [&[u8]; 4] =
            [self.name.as_str().as_bytes(), b"\n", &[self.algorithm.byte()], self.key.as_bytes()];
        let [a, b, c, d, ..] = *Hash::of_parts(&parts).as_bytes();
        u32::from_be_bytes([a, b, c, d])
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = [&[self.algorithm.byte()], &self.key.as_bytes()[..]].concat();
        write!(f, "{}+{:08x}+{}", self.name, self.id(), Base64::encode_string(&key))
    }
}

impl FromStr for VerifierKey {
    type Err = VerifierKeyError;

    fn from_str(text: &str) -> Result<Self, VerifierKeyError> {
        let shape = || VerifierKeyError::Shape(text.chars().take(80).collect());
        let (name, rest) = text.split_once('+').ok_or_else(shape)?;
        // Base64 may have plus signs of its own.
        let (id, key) = rest.split_once('+').ok_or_else(shape)?;
        let name: KeyName = name.parse()?;
        let id: [u8; KEY_ID_BYTES] = from_hex(id).map_err(|_| shape())?;
        let bytes = decode_base64(key).ok_or_else(shape)?;
        let (byte, key) = bytes.split_first().ok_or_else(shape)?;
        let algorithm = [Algorithm::Ed25519, Algorithm::Cosignature]
            .into_iter()
            .find(|algorithm| algorithm.byte() == *byte)
            .ok_or(VerifierKeyError::Algorithm(*byte))?;
        let key: &[u8; KEY_BYTES] = key.try_into().map_err(|_| shape())?;
        let key = Self { name, algorithm, key: Ed25519Key::from_bytes(key)? };
        let want = key.id().to_be_bytes();
        if want != id {
            return Err(VerifierKeyError::KeyId { want: to_hex(&want), got: to_hex(&id) });
        }
        Ok(key)
    }
}

/// The bytes behind standard base64 with padding, in its one spelling (RFC 4648, section 4).
pub(super) fn decode_base64(text: &str) -> Option<Vec<u8>> {
    let bytes = Base64::decode_vec(text).ok()?;
    (Base64::encode_string(&bytes) == text).then_some(bytes)
}

as_json_string!(KeyName);
as_json_string!(VerifierKey);
debug_as_text!(KeyName);
debug_as_text!(VerifierKey);
