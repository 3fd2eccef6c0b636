//! Envelopes: bytes as text that survives mail.
//!
//! ```text
//! countersign reply: the key SHA256:… ends itself
//!
//! -----BEGIN COUNTERSIGN REPLY-----
//! eyJyZWNvcmQiOiJ7XCJrZXlcIjpc…
//! -----END COUNTERSIGN REPLY-----
//! ```
//!
//! Words outside the marks are for people, and are never read. A reader lets pass what mail programs do to text:
//! other line ends, other line lengths, white space, and `>` in front.
//!
//! ```
//! use countersign_core::envelope::Envelope;
//! const NOTE: Envelope = Envelope { name: "NOTE", text_bytes_max: 1000 };
//! let text = NOTE.seal("for you", b"bytes");
//! assert_eq!(NOTE.open(text.replace('\n', "\r\n> ").as_bytes()), Ok(b"bytes".to_vec()));
//! assert!(NOTE.is_in(text.as_bytes()));
//! ```

use base64ct::{Base64, Encoding};

use crate::escape;

/// Letters of base64 in a line.
const LINE_COLUMNS: usize = 64;

/// One kind of envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Envelope {
    /// What stands in the marks, after `COUNTERSIGN`.
    pub name: &'static str,
    /// Largest text that is opened, in bytes.
    pub text_bytes_max: usize,
}

/// Why a text is no such envelope.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EnvelopeError {
    /// Longer than anybody writes.
    #[error("want at most {max} bytes, got {got}")]
    TooLarge {
        /// Its length.
        got: usize,
        /// The largest that is opened.
        max: usize,
    },
    /// There are no marks, or not both.
    #[error(
        "want one line -----BEGIN COUNTERSIGN {0}----- and after it one line -----END COUNTERSIGN {0}-----"
    )]
    Marks(&'static str),
    /// More than one in one text.
    #[error("there is more than one {0} in this file: want each in a file of its own")]
    Several(String),
    /// Something between the marks that is no base64.
    #[error("what stands between the marks was changed on its way: it is no base64")]
    Base64,
}

impl Envelope {
    /// The text to be sent; `words` say to people what it is.
    #[must_use]
    pub fn seal(&self, words: &str, bytes: &[u8]) -> String {
        let encoded = Base64::encode_string(bytes);
        let (begin, end) = self.marks();
        let lower = self.name.to_lowercase();
        let mut text = format!("countersign {lower}: {}\n\n{begin}\n", escape::terminal(words));
        let mut rest = encoded.as_str();
        while !rest.is_empty() {
            let (line, after) = rest.split_at(rest.len().min(LINE_COLUMNS));
            text.push_str(line);
            text.push('\n');
            rest = after;
        }
        text.push_str(&end);
        text.push('\n');
        text
    }

    /// The bytes in a text as it came by mail.
    ///
    /// # Errors
    /// Where it holds no envelope of this kind, more than one, or one that was changed.
    pub fn open(&self, text: &[u8]) -> Result<Vec<u8>, EnvelopeError> {
        let max = self.text_bytes_max;
        if text.len() > max {
            return Err(EnvelopeError::TooLarge { got: text.len(), max });
        }
        let inside = self.between_marks(&String::from_utf8_lossy(text))?;
        Base64::decode_vec(&inside).map_err(|_| EnvelopeError::Base64)
    }

    /// Whether a text has the line that such an envelope begins with.
    #[must_use]
    pub fn is_in(&self, text: &[u8]) -> bool {
        let begin = bare(&self.marks().0);
        let text = text.get(..self.text_bytes_max).unwrap_or(text);
        String::from_utf8_lossy(text).split(['\n', '\r']).any(|line| bare(line) == begin)
    }

    fn marks(&self) -> (String, String) {
        let mark = |word: &str| format!("-----{word} COUNTERSIGN {}-----", self.name);
        (mark("BEGIN"), mark("END"))
    }

    /// The base64 between the one pair of marks, without what mail put between its letters.
    fn between_marks(&self, text: &str) -> Result<String, EnvelopeError> {
        let (begin, end) = self.marks();
        let (begin, end) = (bare(&begin), bare(&end));
        let mut inside = String::new();
        let (mut begun, mut ended) = (0, 0);
        for line in text.split(['\n', '\r']).map(bare) {
            if line == begin {
                begun += 1;
            } else if line == end {
                ended += 1;
            } else if begun == 1 && ended == 0 {
                inside.push_str(&line);
            }
        }
        match (begun, ended) {
            (1, 1) if !inside.is_empty() => Ok(inside),
            (0 | 1, 0 | 1) => Err(EnvelopeError::Marks(self.name)),
            _ => Err(EnvelopeError::Several(self.name.to_lowercase())),
        }
    }
}

fn bare(line: &str) -> String {
    let unquoted = line.trim_start_matches(|one: char| one == '>' || one.is_whitespace());
    unquoted.chars().filter(|one| !one.is_whitespace() && *one != '\u{feff}').collect()
}
