//! Signed notes (C2SP signed-note): a text, a blank line, and a line for each signature.
//!
//! ```text
//! This is an example message.
//!
//! — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
//! ```
//!
//! The text ends in a newline, which is signed, and has no control characters but newlines.
//! A signature line is an em dash, the key's name, and base64 of four bytes of key id and the signature itself:
//!
//! | type | signs | signature |
//! |---|---|---|
//! | `0x01` Ed25519 | the text | 64 bytes |
//! | `0x04` cosignature/v1 | `cosignature/v1\n`, `time SECONDS\n`, the text | 8 bytes of time, big-endian, and 64 bytes |
//!
//! [`Note::parse`] tells whether the bytes are a note, [`Note::open`] whether one of the given keys signed it.
//! Nothing in a note may be relied on before it was opened.
//!
//! ```
//! use countersign_core::note::{Note, VerifierKey};
//! let key: VerifierKey =
//!     "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k".parse()?;
//! let note = Note::parse("This is an example message.\n\n\
//!     — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n\
//!     ".as_bytes())?;
//! let opened = note.open(&[key])?;
//! assert_eq!(opened.text, "This is an example message.\n");
//! assert_eq!(opened.by.len(), 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::fmt;

use crate::key::ed25519::Ed25519Secret;

mod signature;
#[cfg(test)]
mod tests;
mod verifier_key;

pub use signature::NoteSignature;
pub use verifier_key::{
    Algorithm, COSIGNATURE_TIME_MAX, KEY_NAME_BYTES_MAX, KeyName, VerifierKey, VerifierKeyError,
};

/// Longest note, in bytes: the most signatures of post-quantum length (7 kB each) and a text that people can read.
pub const NOTE_BYTES_MAX: usize = 1 << 20;
/// Most signature lines: C2SP asks for room for 16, golang.org/x/mod has it for 100.
pub const SIGNATURES_MAX: usize = 100;

/// A text and the signatures below it, of which none was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<NoteSignature>,
}

/// What opening a note gives: a text that known keys signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened<'note> {
    /// The text, with its last newline.
    pub text: &'note str,
    /// The known keys that signed it, each once, in the order of their lines; never empty.
    pub by: Vec<Signer>,
}

/// A known key whose signature fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// The key.
    pub key: VerifierKey,
    /// When a cosignature says that it was made, in seconds since 1970; of several the latest.
    pub time: Option<u64>,
}

/// What is no note, or no note that can be relied on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// Too long.
    #[error("want a note of at most {NOTE_BYTES_MAX} bytes, got {0}")]
    TooLong(usize),
    /// Not UTF-8.
    #[error("the note is not UTF-8")]
    NotUtf8,
    /// A control character other than newline.
    #[error("the note has the control character {0:?}")]
    Control(char),
    /// A text without newline at its end.
    #[error("the text does not end in a newline")]
    OpenLine,
    /// No blank line with signature lines below it.
    #[error("the note does not end in a blank line and signature lines")]
    NoSignatures,
    /// A line that is no signature.
    #[error("want a signature line, got {0:?}")]
    Line(String),
    /// More signature lines than [`SIGNATURES_MAX`].
    #[error("want at most {SIGNATURES_MAX} signatures, got {0}")]
    TooManySignatures(usize),
    /// Two of the given keys have one name and one id.
    #[error("two of the known keys are called {0}")]
    Ambiguous(String),
    /// A time beyond what a cosignature can say.
    #[error("want a time of at most {COSIGNATURE_TIME_MAX} seconds since 1970, got {0}")]
    Time(u64),
    /// A signature line of a known key does not fit the text.
    #[error("the signature by {0} does not fit")]
    BadSignature(String),
    /// No known key signed the note.
    #[error("none of the known keys signed the note")]
    Unsigned,
}

impl Note {
    /// A note with this text, signed with an Ed25519 key.
    ///
    /// # Errors
    /// Where the text does not end in a newline, is too long or has control characters.
    pub fn signed(text: &str, name: &KeyName, secret: &Ed25519Secret) -> Result<Self, NoteError> {
        plain(text)?;
        if !text.ends_with('\n') {
            return Err(NoteError::OpenLine);
        }
        let mut note = Self { text: text.to_owned(), signatures: Vec::new() };
        note.sign(name, secret)?;
        Ok(note)
    }

    /// The note that these bytes are.
    ///
    /// # Errors
    /// Where they are no note, or not in its one spelling.
    pub fn parse(bytes: &[u8]) -> Result<Self, NoteError> {
        if bytes.len() > NOTE_BYTES_MAX {
            return Err(NoteError::TooLong(bytes.len()));
        }
        let all = std::str::from_utf8(bytes).map_err(|_| NoteError::NotUtf8)?;
        plain(all)?;
        // The text may have blank lines itself: the last one separates.
        let (before, lines) = all.rsplit_once("\n\n").ok_or(NoteError::NoSignatures)?;
        let lines = lines.strip_suffix('\n').ok_or(NoteError::NoSignatures)?;
        let count = lines.split('\n').count();
        if count > SIGNATURES_MAX {
            return Err(NoteError::TooManySignatures(count));
        }
        let signatures = lines.split('\n').map(str::parse).collect::<Result<_, _>>()?;
        Ok(Self { text: format!("{before}\n"), signatures })
    }

    /// The text, with its last newline; do not rely on it before the note was opened.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The signatures, in the order of their lines.
    #[must_use]
    pub fn signatures(&self) -> &[NoteSignature] {
        &self.signatures
    }

    /// Adds the Ed25519 signature of the text.
    ///
    /// # Errors
    /// Where there are too many signatures already.
    pub fn sign(&mut self, name: &KeyName, secret: &Ed25519Secret) -> Result<(), NoteError> {
        self.add(signature::sign(&self.text, name, secret))
    }

    /// Adds a signature line below the others and changes none of them;
    /// an earlier line of the same key is taken out.
    ///
    /// # Errors
    /// Where there are too many signatures already.
    pub fn add(&mut self, signature: NoteSignature) -> Result<(), NoteError> {
        if self.signatures.contains(&signature) {
            return Ok(());
        }
        let mut all = self.clone();
        all.signatures.retain(|other| {
            (other.name(), other.key_id()) != (signature.name(), signature.key_id())
        });
        all.signatures.push(signature);
        if all.signatures.len() > SIGNATURES_MAX {
            return Err(NoteError::TooManySignatures(all.signatures.len()));
        }
        let length = all.to_string().len();
        if length > NOTE_BYTES_MAX {
            return Err(NoteError::TooLong(length));
        }
        *self = all;
        Ok(())
    }

    /// Checks the signatures by `known` keys and ignores those by others.
    ///
    /// # Errors
    /// Where no known key signed, or a line of a known key does not fit: then nothing in the note can be relied on.
    pub fn open(&self, known: &[VerifierKey]) -> Result<Opened<'_>, NoteError> {
        let mut by: Vec<Signer> = Vec::new();
        for signature in &self.signatures {
            let mut keys = known
                .iter()
                .filter(|key| key.name() == signature.name() && key.id() == signature.key_id());
            let Some(key) = keys.next() else { continue };
            if keys.any(|other| other != key) {
                return Err(NoteError::Ambiguous(signature.signer()));
            }
            let time = signature
                .fits(&self.text, key)
                .ok_or_else(|| NoteError::BadSignature(signature.signer()))?;
            match by.iter_mut().find(|signer| signer.key == *key) {
                Some(signer) => signer.time = signer.time.max(time),
                None => by.push(Signer { key: key.clone(), time }),
            }
        }
        if by.is_empty() {
            return Err(NoteError::Unsigned);
        }
        Ok(Opened { text: &self.text, by })
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures.iter().try_for_each(|signature| writeln!(f, "{signature}"))
    }
}

/// Refuses control characters other than newline.
fn plain(text: &str) -> Result<(), NoteError> {
    match text.chars().find(|letter| *letter < ' ' && *letter != '\n') {
        Some(letter) => Err(NoteError::Control(letter)),
        None => Ok(()),
    }
}
