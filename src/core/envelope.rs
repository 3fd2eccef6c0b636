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
//! other line ends, other line lengths, white space, letters that nobody sees, `>` in front, and other dashes, of
//! whatever number, in the marks (PGP sets one more before each).
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
        let begin = mark("BEGIN", &self.label());
        let text = text.get(..self.text_bytes_max).unwrap_or(text);
        let text = String::from_utf8_lossy(text);
        text.split(['\n', '\r']).any(|line| is_mark(&bare(line), &begin))
    }

    fn marks(&self) -> (String, String) {
        let mark = |word: &str| format!("-----{word} COUNTERSIGN {}-----", self.name);
        (mark("BEGIN"), mark("END"))
    }

    fn label(&self) -> String {
        format!("COUNTERSIGN {}", self.name)
    }

    /// The base64 between the one pair of marks, without what mail put between its letters.
    fn between_marks(&self, text: &str) -> Result<String, EnvelopeError> {
        let Armours { mut inside, begun, ended } = Armours::of(text, &self.label());
        match (begun, ended, inside.pop()) {
            (1, 1, Some(one)) if !one.is_empty() => Ok(one),
            (0 | 1, 0 | 1, _) => Err(EnvelopeError::Marks(self.name)),
            _ => Err(EnvelopeError::Several(self.name.to_lowercase())),
        }
    }
}

/// The base64 between each pair of the lines `-----BEGIN LABEL-----` and `-----END LABEL-----` in a text as it came by
/// mail, without what mail put between its letters.
///
/// ```
/// use countersign_core::envelope::armours;
/// let mail = "See below.\n> \u{2014}\u{2013}BEGIN SSH SIGNATURE\u{2014}\u{2013}\n> QUJD\n> —END SSH SIGNATURE—\n";
/// assert_eq!(armours(mail, "SSH SIGNATURE"), ["QUJD"]);
/// ```
#[must_use]
pub fn armours(text: &str, label: &str) -> Vec<String> {
    Armours::of(text, label).inside
}

struct Armours {
    /// What stands in each pair of marks.
    inside: Vec<String>,
    begun: usize,
    ended: usize,
}

impl Armours {
    fn of(text: &str, label: &str) -> Self {
        let (begin, end) = (mark("BEGIN", label), mark("END", label));
        let mut found = Self { inside: Vec::new(), begun: 0, ended: 0 };
        let mut open: Option<String> = None;
        for line in text.split(['\n', '\r']).map(bare) {
            if is_mark(&line, &begin) {
                found.begun += 1;
                open = Some(String::new());
            } else if is_mark(&line, &end) {
                found.ended += 1;
                found.inside.extend(open.take());
            } else if let Some(inside) = &mut open {
                inside.push_str(&line);
            }
        }
        found
    }
}

/// The words of a mark, without the dashes around them.
fn mark(word: &str, label: &str) -> String {
    bare(&format!("{word} {label}"))
}

fn is_mark(line: &str, mark: &str) -> bool {
    let inner = line.strip_prefix('-').and_then(|line| line.strip_suffix('-'));
    inner.is_some_and(|inner| inner.trim_matches('-') == mark)
}

/// A line without what mail programs put into it: quoting, white space, letters that nobody sees, other dashes.
fn bare(line: &str) -> String {
    let is_quoting = |one: char| matches!(one, '>' | '|') || one.is_whitespace();
    let unquoted = line.trim_start_matches(is_quoting);
    let seen = unquoted.chars().filter(|one| !one.is_whitespace() && !is_unseen(*one));
    seen.map(|one| if is_dash(one) { '-' } else { one }).collect()
}

/// Soft hyphens, joiners, marks of direction and of byte order.
const fn is_unseen(one: char) -> bool {
    matches!(one, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

/// What programs write in place of `-` and `--`.
const fn is_dash(one: char) -> bool {
    matches!(one, '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTE: Envelope = Envelope { name: "NOTE", text_bytes_max: 1000 };

    #[test]
    fn what_mail_does_to_a_text_is_let_pass() {
        let bytes: Vec<u8> = (0..150).collect();
        let text = NOTE.seal("for you", &bytes);
        let open = |text: &str| NOTE.open(text.as_bytes());
        for mailed in [
            text.clone(),
            text.replace("-----", "\u{2014}\u{2013}"),
            text.replace("-----", "\u{2014}"),
            text.replace("-----BEGIN", "- -----BEGIN").replace("-----END", "- -----END"),
            text.replace('\n', "\n\u{a0}\u{200b} "),
            text.replace('\n', "\n> > "),
            text.replace('\n', "\n| "),
            text.replace('\n', " \n\n"),
            format!("Everything from -----BEGIN COUNTERSIGN NOTE----- on:\n\n{text}"),
        ] {
            assert_eq!(open(&mailed), Ok(bytes.clone()), "{mailed}");
        }
        assert_eq!(open(&text.replace("-----", "")), Err(EnvelopeError::Marks("NOTE")));
        assert_eq!(open(&text.replace("END", "BEGIN")), Err(EnvelopeError::Several("note".into())));
        assert_eq!(open(&format!("{text}{text}")), Err(EnvelopeError::Several("note".into())));
    }
}
