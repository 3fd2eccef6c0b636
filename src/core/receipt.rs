//! Receipts: a proof that an entry was in a log (C2SP tlog-proof), with the entry itself.
//!
//! ```text
//! c2sp.org/tlog-proof@v1
//! extra eyJraW5kIjoiZW5kb3JzZW1lbnQi…
//! index 9
//! gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=
//!
//! coalition.example/log
//! 13
//! sFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=
//!
//! — coalition.example/log HsEwCFWG…
//! ```
//!
//! `extra` holds the log entry, whose hash is the leaf that the proof is about.
//! Reading is strict: one spelling. That a log's key signed the checkpoint is asked afterwards ([`Receipt::check`]),
//! because only the registry tells which keys are the log's.

use std::fmt;
use std::str::FromStr;

use base64ct::{Base64, Encoding};

use crate::checkpoint::{Checkpoint, CheckpointError};
use crate::digest::{HASH_BYTES, Hash};
use crate::merkle::{self, ProofError};
use crate::note::{NOTE_BYTES_MAX, Note, NoteError, VerifierKey};
use crate::record::entry::{ENTRY_BYTES_MAX, Entry, EntryError};

/// Most hashes of a proof: a log's size has no more bits.
pub const HASHES_MAX: usize = 64;
/// Longest receipt, in bytes: the longest note, the longest entry in base64, and the hashes.
pub const RECEIPT_BYTES_MAX: usize = NOTE_BYTES_MAX + 2 * ENTRY_BYTES_MAX + HASHES_MAX * 45 + 100;

const HEADER: &str = "c2sp.org/tlog-proof@v1";

/// That an entry was in a log when it had so many entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    entry: Vec<u8>,
    index: u64,
    proof: Vec<Hash>,
    note: Note,
}

/// Why a text is no receipt, or does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptError {
    /// Longer than any receipt.
    #[error("want at most {RECEIPT_BYTES_MAX} bytes, got {0}")]
    TooLarge(usize),
    /// Not the lines of a receipt.
    #[error("want {0}")]
    Line(&'static str),
    /// The right receipt in another spelling.
    #[error("not the one spelling of a receipt")]
    Spelling,
    /// What `extra` holds is no entry.
    #[error("the entry in it: {0}")]
    Entry(#[from] EntryError),
    /// The checkpoint is none.
    #[error("the checkpoint in it: {0}")]
    Note(#[from] NoteError),
    /// The log did not sign it.
    #[error("the checkpoint in it: {0}")]
    Checkpoint(#[from] CheckpointError),
    /// The entry was not in that log.
    #[error("the proof in it does not hold: {0}")]
    Proof(#[from] ProofError),
}

impl Receipt {
    /// A receipt for an entry.
    #[must_use]
    pub const fn new(entry: Vec<u8>, index: u64, proof: Vec<Hash>, note: Note) -> Self {
        Self { entry, index, proof, note }
    }

    /// The signed head that it is about.
    #[must_use]
    pub const fn signed(&self) -> &Note {
        &self.note
    }

    /// How many entries the log had, as the checkpoint in it claims: nobody's signature was looked at.
    #[must_use]
    pub(crate) fn claimed_size(&self) -> Option<u64> {
        self.note.text().parse::<Checkpoint>().ok().map(|head| head.size())
    }

    /// The head that the checkpoint in it claims, if the entry was in it: nobody's signature was looked at.
    ///
    /// # Errors
    /// Where it names no head, or the proof does not hold.
    pub fn claimed(&self) -> Result<Checkpoint, ReceiptError> {
        let head: Checkpoint = self.note.text().parse()?;
        let leaf = merkle::leaf_hash(&self.entry);
        merkle::check_inclusion(&leaf, self.index, head.size(), &self.proof, head.root())?;
        Ok(head)
    }

    /// The bytes of the log entry.
    #[must_use]
    pub fn entry(&self) -> &[u8] {
        &self.entry
    }

    /// Its place in the log.
    #[must_use]
    pub const fn index(&self) -> u64 {
        self.index
    }

    /// The head of the log when the receipt was made, if a log key signed it and the entry was in it.
    ///
    /// # Errors
    /// Where no key of `log_keys` signed it for `origin`, or the proof does not hold.
    pub fn check(
        &self,
        origin: &str,
        log_keys: &[VerifierKey],
    ) -> Result<Checkpoint, ReceiptError> {
        let head = Checkpoint::open(&self.note, origin, log_keys)?;
        let leaf = merkle::leaf_hash(&self.entry);
        merkle::check_inclusion(&leaf, self.index, head.size(), &self.proof, head.root())?;
        Ok(head)
    }
}

impl fmt::Display for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEADER}\nextra {}", Base64::encode_string(&self.entry))?;
        writeln!(f, "index {}", self.index)?;
        for hash in &self.proof {
            writeln!(f, "{}", Base64::encode_string(hash.as_bytes()))?;
        }
        write!(f, "\n{}", self.note)
    }
}

impl FromStr for Receipt {
    type Err = ReceiptError;

    fn from_str(text: &str) -> Result<Self, ReceiptError> {
        if text.len() > RECEIPT_BYTES_MAX {
            return Err(ReceiptError::TooLarge(text.len()));
        }
        let (head, note) = text
            .split_once("\n\n")
            .ok_or(ReceiptError::Line("a blank line before the checkpoint"))?;
        let mut lines = head.split('\n');
        let mut next = |want, prefix| {
            let line = lines.next().and_then(|line| line.strip_prefix(prefix));
            line.ok_or(ReceiptError::Line(want))
        };
        if !next("the line c2sp.org/tlog-proof@v1", HEADER)?.is_empty() {
            return Err(ReceiptError::Line("the line c2sp.org/tlog-proof@v1"));
        }
        let entry = Base64::decode_vec(next("the entry in base64 behind extra", "extra ")?)
            .map_err(|_| ReceiptError::Line("the entry in base64 behind extra"))?;
        Entry::decode(&entry)?;
        let index = next("a place in the log behind index", "index ")?
            .parse()
            .map_err(|_| ReceiptError::Line("a place in the log behind index"))?;
        let mut proof = Vec::new();
        for line in lines {
            let hash = Base64::decode_vec(line).ok().and_then(|bytes| {
                let bytes: [u8; HASH_BYTES] = bytes.try_into().ok()?;
                Some(Hash::from_bytes(bytes))
            });
            proof
                .push(hash.ok_or(ReceiptError::Line("a hash of 32 bytes in base64 on each line"))?);
            if proof.len() > HASHES_MAX {
                return Err(ReceiptError::Line("at most 64 hashes"));
            }
        }
        let receipt = Self { entry, index, proof, note: Note::parse(note.as_bytes())? };
        if receipt.to_string() != text {
            return Err(ReceiptError::Spelling);
        }
        Ok(receipt)
    }
}
