//! Checkpoints: the signed head of the log (C2SP tlog-checkpoint), and the cosignatures of witnesses (tlog-cosignature).
//!
//! A checkpoint is a signed note whose text has three lines: the log's origin, its size in entries,
//! and its root in base64.
//!
//! ```text
//! example.com/behind-the-sofa
//! 20852163
//! CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
//! ```
//!
//! Further lines are *extensions*: they are read, but this program neither writes nor accepts them in a log.
//! [`Checkpoint::open`] gives what a log key signed; [`cosignatures`] gives which witnesses saw it, and when.
//!
//! ```
//! use countersign_core::checkpoint::{self, Checkpoint};
//! use countersign_core::key::ed25519::Ed25519Secret;
//! use countersign_core::merkle;
//! use countersign_core::note::{Algorithm, VerifierKey};
//! let log = Ed25519Secret::from_seed(&[1; 32]);
//! let log_key = VerifierKey::new("log.example".parse()?, Algorithm::Ed25519, log.public());
//! let checkpoint = Checkpoint::new("log.example", 1, merkle::leaf_hash(b"first"))?;
//! let mut note = checkpoint.sign(log_key.name(), &log)?;
//! assert_eq!(Checkpoint::open(&note, "log.example", &[log_key])?, checkpoint);
//!
//! let witness = Ed25519Secret::from_seed(&[2; 32]);
//! let name = "witness.example".parse()?;
//! checkpoint::cosign(&mut note, &name, &witness, 1_700_000_000)?;
//! let witness_key = VerifierKey::new(name, Algorithm::Cosignature, witness.public());
//! assert_eq!(checkpoint::cosignatures(&note, &[witness_key])?[0].time, 1_700_000_000);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::fmt;
use std::str::FromStr;

use base64ct::{Base64, Encoding};

use crate::digest::{HASH_BYTES, Hash};
use crate::key::ed25519::Ed25519Secret;
use crate::merkle::empty_root;
use crate::name::INTEGER_MAX;
use crate::note::{Algorithm, KeyName, Note, NoteError, NoteSignature, VerifierKey};

#[cfg(test)]
mod tests;

/// Longest origin, in bytes (C2SP tlog-cosignature gives it one byte of length).
pub const ORIGIN_BYTES_MAX: usize = 255;
/// Largest size of a log, in entries: the largest number that every reader of JSON keeps exact.
pub const SIZE_MAX: u64 = INTEGER_MAX;

/// The head of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    origin: String,
    size: u64,
    root: Hash,
    extensions: Vec<String>,
}

/// A witness's statement that it saw this checkpoint and none that contradicts it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cosignature {
    /// The witness; count witnesses by their keys, for one may have several names.
    pub witness: VerifierKey,
    /// When the witness says that it signed, in seconds since 1970.
    pub time: u64,
}

/// What is no checkpoint, or not one to rely on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// The note as such is refused.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// Fewer than three lines, an empty line, or a last line without newline.
    #[error("want three non-empty lines: an origin, a size and a root")]
    Lines,
    /// The origin is empty, too long or has control characters.
    #[error("want an origin of 1 to {ORIGIN_BYTES_MAX} bytes in one line, got {0:?}")]
    Origin(String),
    /// The checkpoint of another log.
    #[error("want a checkpoint of {want:?}, got one of {got:?}")]
    OtherOrigin {
        /// The origin of the log that was asked about.
        want: String,
        /// The origin that was found.
        got: String,
    },
    /// Not the one spelling of a size.
    #[error("want a size of 0 to {SIZE_MAX} without leading zeros, got {0:?}")]
    Size(String),
    /// Not the one spelling of a root.
    #[error("want a root of 32 bytes in base64, got {0:?}")]
    Root(String),
    /// A log without entries that does not have the root of the empty tree.
    #[error("want the root of the empty tree for size 0, got {0}")]
    EmptyRoot(Hash),
    /// Extension lines, which nobody could audit.
    #[error("want a checkpoint without extension lines, got {0}")]
    Extensions(usize),
}

impl Checkpoint {
    /// The head of the log `origin` when it has `size` entries and this root.
    ///
    /// # Errors
    /// Where no checkpoint can say that.
    pub fn new(origin: &str, size: u64, root: Hash) -> Result<Self, CheckpointError> {
        let is_origin =
            (1..=ORIGIN_BYTES_MAX).contains(&origin.len()) && !origin.contains(char::is_control);
        if !is_origin {
            return Err(CheckpointError::Origin(cut(origin)));
        }
        if size > SIZE_MAX {
            return Err(CheckpointError::Size(size.to_string()));
        }
        if size == 0 && root != empty_root() {
            return Err(CheckpointError::EmptyRoot(root));
        }
        Ok(Self { origin: origin.to_owned(), size, root, extensions: Vec::new() })
    }

    /// The checkpoint of the log `origin` in a note that at least one of its `log_keys` signed.
    ///
    /// # Errors
    /// Where no log key signed it, a log key's line does not fit, or the text is not such a checkpoint.
    pub fn open(
        note: &Note,
        origin: &str,
        log_keys: &[VerifierKey],
    ) -> Result<Self, CheckpointError> {
        let opened = note.open(&of_type(log_keys, Algorithm::Ed25519))?;
        let checkpoint: Self = opened.text.parse()?;
        if checkpoint.origin != origin {
            return Err(CheckpointError::OtherOrigin {
                want: cut(origin),
                got: cut(&checkpoint.origin),
            });
        }
        checkpoint.plain()?;
        Ok(checkpoint)
    }

    /// The note that says this, signed with a log's key.
    ///
    /// # Errors
    /// Where the checkpoint has extension lines.
    pub fn sign(&self, name: &KeyName, secret: &Ed25519Secret) -> Result<Note, CheckpointError> {
        self.plain()?;
        Ok(Note::signed(&self.to_string(), name, secret)?)
    }

    /// Which log.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// How many entries it has.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The root of the tree over them (RFC 6962).
    #[must_use]
    pub const fn root(&self) -> &Hash {
        &self.root
    }

    fn plain(&self) -> Result<(), CheckpointError> {
        match self.extensions.len() {
            0 => Ok(()),
            count => Err(CheckpointError::Extensions(count)),
        }
    }
}

/// Adds a witness's cosignature to a checkpoint, changes no other line, and gives the new one;
/// `time` is in seconds since 1970.
///
/// # Errors
/// Where the note is no checkpoint, the time too large, or the note too long.
pub fn cosign(
    note: &mut Note,
    name: &KeyName,
    secret: &Ed25519Secret,
    time: u64,
) -> Result<NoteSignature, CheckpointError> {
    note.text().parse::<Checkpoint>()?.plain()?;
    let line = NoteSignature::cosign(note.text(), name, secret, time)?;
    note.add(line.clone())?;
    Ok(line)
}

/// The cosignatures by known `witnesses`; none is no error.
///
/// # Errors
/// Where the note is no checkpoint, or a known witness's line does not fit.
pub fn cosignatures(
    note: &Note,
    witnesses: &[VerifierKey],
) -> Result<Vec<Cosignature>, CheckpointError> {
    note.text().parse::<Checkpoint>()?;
    let opened = match note.open(&of_type(witnesses, Algorithm::Cosignature)) {
        Err(NoteError::Unsigned) => return Ok(Vec::new()),
        other => other?,
    };
    let cosignature =
        |signer: crate::note::Signer| Some(Cosignature { witness: signer.key, time: signer.time? });
    Ok(opened.by.into_iter().filter_map(cosignature).collect())
}

/// A witness's key never counts as a log's, nor the other way round.
fn of_type(keys: &[VerifierKey], algorithm: Algorithm) -> Vec<VerifierKey> {
    keys.iter().filter(|key| key.algorithm() == algorithm).cloned().collect()
}

impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let root = Base64::encode_string(self.root.as_bytes());
        writeln!(f, "{}\n{}\n{root}", self.origin, self.size)?;
        self.extensions.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}

impl FromStr for Checkpoint {
    type Err = CheckpointError;

    fn from_str(text: &str) -> Result<Self, CheckpointError> {
        let lines = text.strip_suffix('\n').ok_or(CheckpointError::Lines)?;
        let mut lines = lines.split('\n');
        let (Some(origin), Some(size), Some(root)) = (lines.next(), lines.next(), lines.next())
        else {
            return Err(CheckpointError::Lines);
        };
        let extensions: Vec<String> = lines.map(str::to_owned).collect();
        if extensions.iter().any(String::is_empty) {
            return Err(CheckpointError::Lines);
        }
        let size = decimal(size).ok_or_else(|| CheckpointError::Size(cut(size)))?;
        let root = base64(root).ok_or_else(|| CheckpointError::Root(cut(root)))?;
        Ok(Self { extensions, ..Self::new(origin, size, root)? })
    }
}

fn decimal(text: &str) -> Option<u64> {
    text.parse().ok().filter(|size: &u64| size.to_string() == text)
}

fn base64(text: &str) -> Option<Hash> {
    let mut bytes = [0; HASH_BYTES];
    let length = Base64::decode(text, &mut bytes).ok()?.len();
    (length == HASH_BYTES && Base64::encode_string(&bytes) == text).then(|| Hash::from_bytes(bytes))
}

fn cut(text: &str) -> String {
    text.chars().take(80).collect()
}
