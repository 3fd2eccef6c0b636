//! SHA-256, written as 64 lower-case hexadecimal digits.
//!
//! Every record, signature file, text and log entry is named by its [`struct@Hash`].
//! There is one spelling: upper-case digits, white space and other lengths are refused.
//!
//! ```
//! use countersign_core::digest::Hash;
//! let hash = Hash::of(b"");
//! assert_eq!(
//!     hash.to_string(),
//!     "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
//! );
//! assert_eq!(hash.to_string().parse(), Ok(hash));
//! ```

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};
use sha2::{Digest, Sha256};

/// Length of a SHA-256 value, in bytes.
pub const HASH_BYTES: usize = 32;

/// A SHA-256 value.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash([u8; HASH_BYTES]);

impl Hash {
    /// Thirty-two zero bytes: the head of a chain before its first record, and the root of an empty map.
    pub const ZERO: Self = Self([0; HASH_BYTES]);

    /// SHA-256 of `bytes` (FIPS 180-4).
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// SHA-256 of the concatenation of `parts`.
    #[must_use]
    pub fn of_parts(parts: &[&[u8]]) -> Self {
        let mut hasher = Sha256::new();
        for part in parts {
            hasher.update(part);
        }
        Self(hasher.finalize().into())
    }

    /// The hash whose bytes are already known.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; HASH_BYTES]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; HASH_BYTES] {
        &self.0
    }

    /// The first eight hexadecimal digits, for people; never compare by them.
    #[must_use]
    pub fn short(&self) -> String {
        to_hex(&self.0[..4])
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Hex::<64>::of(&self.0).as_str())
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Hash {
    type Err = HexError;

    fn from_str(text: &str) -> Result<Self, HexError> {
        from_hex(text).map(Self)
    }
}

impl Serialize for Hash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(Hex::<64>::of(&self.0).as_str())
    }
}

from_json_string!(Hash);

/// Text that is not the one hexadecimal spelling of so many bytes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("want {want} lower-case hexadecimal digits, got {got:?}")]
pub struct HexError {
    /// How many digits were wanted.
    pub want: usize,
    /// The text, cut to the wanted length and one character.
    pub got: String,
}

const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// Lower-case hexadecimal of `bytes`.
#[must_use]
pub fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().flat_map(|byte| pair(*byte)).map(char::from).collect()
}

/// `N` lower-case hexadecimal digits, written without asking for memory.
pub(crate) struct Hex<const N: usize>([u8; N]);

impl<const N: usize> Hex<N> {
    /// The digits of `bytes`, of which there are half as many.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let mut digits = [b'0'; N];
        for (two, byte) in digits.as_chunks_mut().0.iter_mut().zip(bytes) {
            *two = pair(*byte);
        }
        Self(digits)
    }

    #[expect(clippy::expect_used, reason = "only digits are ever put there")]
    pub(crate) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("digits are ASCII")
    }
}

const fn pair(byte: u8) -> [u8; 2] {
    [DIGITS[(byte >> 4) as usize], DIGITS[(byte & 15) as usize]]
}

/// Exactly `N` bytes from `2 * N` lower-case hexadecimal digits.
///
/// # Errors
/// On any other length or character.
pub fn from_hex<const N: usize>(text: &str) -> Result<[u8; N], HexError> {
    let refuse = || HexError { want: N * 2, got: text.chars().take(N * 2 + 1).collect() };
    let digits = text.as_bytes();
    if digits.len() != N * 2 {
        return Err(refuse());
    }
    let mut bytes = [0; N];
    let mut all = 0;
    for (byte, [high, low]) in bytes.iter_mut().zip(digits.as_chunks().0) {
        let (high, low) = (NIBBLES[usize::from(*high)], NIBBLES[usize::from(*low)]);
        all |= high | low;
        *byte = high << 4 | low & 15;
    }
    if all > 15 { Err(refuse()) } else { Ok(bytes) }
}

/// The value of each digit, and 255 for what is none.
const NIBBLES: [u8; 256] = {
    let mut values = [255; 256];
    let mut value = 0;
    while value < 16 {
        values[DIGITS[value as usize] as usize] = value;
        value += 1;
    }
    values
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_spelling() {
        let good = Hash::of(b"x").to_string();
        assert_eq!(good.parse::<Hash>().unwrap().to_string(), good);
        for bad in
            [good.to_uppercase(), good[1..].into(), format!("{good}0"), format!(" {}", &good[1..])]
        {
            assert!(bad.parse::<Hash>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn parts_are_the_whole() {
        assert_eq!(Hash::of_parts(&[b"ab", b"", b"c"]), Hash::of(b"abc"));
    }
}
