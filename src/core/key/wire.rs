//! The wire encoding of SSH (RFC 4251, section 5), as far as keys and signatures need it.
//!
//! A number is four bytes, big end first; a string is its length as such a number, then its bytes.
//! [`Reader`] takes values from the front and never past the end; [`put_string`] is its inverse.

/// Why bytes are not the wire encoding that was wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WireError {
    /// A value is longer than what is left.
    #[error("want {want} more bytes, got {got}")]
    Short {
        /// How many bytes the value has.
        want: usize,
        /// How many bytes were left.
        got: usize,
    },
    /// Bytes after the last value.
    #[error("want the end, got {got} more bytes")]
    Long {
        /// How many bytes were left.
        got: usize,
    },
}

/// What is left of a wire encoding.
pub(super) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// The next `count` bytes.
    pub(super) fn take(&mut self, count: usize) -> Result<&'a [u8], WireError> {
        let short = WireError::Short { want: count, got: self.0.len() };
        let (taken, rest) = self.0.split_at_checked(count).ok_or(short)?;
        self.0 = rest;
        Ok(taken)
    }

    pub(super) fn number(&mut self) -> Result<u32, WireError> {
        let short = WireError::Short { want: 4, got: self.0.len() };
        let (taken, rest) = self.0.split_first_chunk::<4>().ok_or(short)?;
        self.0 = rest;
        Ok(u32::from_be_bytes(*taken))
    }

    pub(super) fn byte(&mut self) -> Result<u8, WireError> {
        let (first, rest) = self.0.split_first().ok_or(WireError::Short { want: 1, got: 0 })?;
        self.0 = rest;
        Ok(*first)
    }

    pub(super) fn string(&mut self) -> Result<&'a [u8], WireError> {
        // A length that does not fit is longer than anything that can be left.
        let count = usize::try_from(self.number()?).unwrap_or(usize::MAX);
        self.take(count)
    }

    /// Refuses bytes after the last value.
    pub(super) const fn finish(self) -> Result<(), WireError> {
        if self.0.is_empty() { Ok(()) } else { Err(WireError::Long { got: self.0.len() }) }
    }
}

/// Appends a string.
///
/// The strings of this program are bounded far below four gigabytes;
/// a longer one would get a length that no reader accepts.
pub(super) fn put_string(out: &mut Vec<u8>, bytes: &[u8]) {
    let count = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    out.extend_from_slice(&count.to_be_bytes());
    out.extend_from_slice(bytes);
}

/// Longest name of a key type or algorithm, in bytes (RFC 4251, section 6).
const KIND_BYTES_MAX: usize = 64;

/// The name of a key type or algorithm, where the bytes can be one.
pub(super) fn kind(bytes: &[u8]) -> Option<&str> {
    let good =
        (1..=KIND_BYTES_MAX).contains(&bytes.len()) && bytes.iter().all(u8::is_ascii_graphic);
    if good { std::str::from_utf8(bytes).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn never_past_the_end() {
        let mut good = Vec::new();
        put_string(&mut good, b"abc");
        good.extend_from_slice(&[0, 0, 1, 0, 9]);
        let mut reader = Reader::new(&good);
        assert_eq!(reader.string(), Ok(&b"abc"[..]));
        assert_eq!(reader.number(), Ok(256));
        assert_eq!(reader.byte(), Ok(9));
        assert_eq!(reader.byte(), Err(WireError::Short { want: 1, got: 0 }));
        assert_eq!(reader.finish(), Ok(()));

        assert_eq!(Reader::new(&[0, 0, 1]).number(), Err(WireError::Short { want: 4, got: 3 }));
        let huge = [0xff, 0xff, 0xff, 0xff, 1];
        assert_eq!(
            Reader::new(&huge).string(),
            Err(WireError::Short { want: 0xffff_ffff, got: 1 })
        );
        assert_eq!(Reader::new(&huge).finish(), Err(WireError::Long { got: 5 }));
    }

    #[test]
    fn kinds_are_bounded() {
        let limit = "a".repeat(KIND_BYTES_MAX);
        assert_eq!(kind(limit.as_bytes()), Some(limit.as_str()));
        for bad in ["", "a b", "a\n", "é", &format!("{limit}a")] {
            assert_eq!(kind(bad.as_bytes()), None, "{bad:?}");
        }
    }
}
