//! One line of words inside a record: a name, a title, a reason.
//!
//! NFC, no control, bidi or invisible characters, no space at either end, no two spaces together,
//! at most [`LINE_BYTES_MAX`] bytes: what a reader sees is all that there is.
//! A [`Salt`] is sixteen random bytes in hexadecimal.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::digest;
use crate::spelling::parsed;
use crate::text;

/// Longest line, in bytes: a long paragraph of reasons, still readable in a terminal.
pub const LINE_BYTES_MAX: usize = 2000;

/// One line of words, safe to compare by its bytes.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Line(Box<str>);

impl Line {
    /// The words.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Line {
    type Err = LineError;

    fn from_str(words: &str) -> Result<Self, LineError> {
        if words.is_empty() {
            return Err(LineError::Empty);
        }
        if words.len() > LINE_BYTES_MAX {
            return Err(LineError::TooLong(words.len()));
        }
        if words.starts_with(' ') || words.ends_with(' ') || words.contains("  ") {
            return Err(LineError::Spaces);
        }
        text::check_line(words).map_err(LineError::Refused)?;
        Ok(Self(words.into()))
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

as_json_string!(Line, as_str);

/// Why words are not a line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LineError {
    /// Nothing at all.
    #[error("want words, got nothing")]
    Empty,
    /// Too long.
    #[error("want at most {LINE_BYTES_MAX} bytes in one line, got {0}")]
    TooLong(usize),
    /// Spaces that nobody sees.
    #[error("want no space at either end and single spaces between words")]
    Spaces,
    /// A character that a reader could not see, or a spelling that is not NFC.
    #[error(transparent)]
    Refused(text::TextError),
}

/// Sixteen random bytes, as 32 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Salt(pub [u8; 16]);

impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&digest::to_hex(&self.0))
    }
}

impl Serialize for Salt {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(digest::Hex::<32>::of(&self.0).as_str())
    }
}

impl<'de> Deserialize<'de> for Salt {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        parsed(deserializer, digest::from_hex).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines() {
        let limit = "a".repeat(LINE_BYTES_MAX);
        let past = "a".repeat(LINE_BYTES_MAX + 1);
        for good in ["Foro Ejemplo", "Défense — ‘x’", "مرکز", &limit] {
            assert_eq!(good.parse::<Line>().unwrap().as_str(), good);
        }
        for bad in [
            "",
            " a",
            "a ",
            "a  b",
            "a\nb",
            "a\tb",
            "a\u{1b}[2J",
            "a\u{202e}b",
            "a\u{200b}b",
            "e\u{301}",
            &past,
        ] {
            assert!(bad.parse::<Line>().is_err(), "{bad:?}");
        }
    }
}
