//! Does this signature fit this record?
//!
//! The one answer is [`Fitting::check`]: the file is an SSHSIG in its one spelling, its namespace is the record's type,
//! and the key it names made it over exactly these bytes.
//! It says nothing about whether that key was entitled: the ledger decides that.

use crate::digest::Hash;
use crate::key::sshsig::{self, Misfit, SshSignature, SshsigError};
use crate::key::{KnownKeys, PublicKey};

use super::Record;

/// A signature file that fits one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fitting {
    key: PublicKey,
    file: Hash,
    record: Hash,
}

/// Why a signature file does not fit, or cannot be judged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Not a signature file in its one spelling.
    #[error(transparent)]
    File(#[from] SshsigError),
    /// A good signature file, but not over this record.
    #[error(transparent)]
    Misfit(#[from] Misfit),
}

impl Unfit {
    /// Whether the signature may be good, and only this program cannot judge it.
    #[must_use]
    pub const fn is_unsupported(&self) -> bool {
        matches!(
            self,
            Self::File(SshsigError::UnsupportedKey { .. } | SshsigError::UnsupportedHash { .. })
        )
    }
}

impl Fitting {
    /// Checks the bytes of a signature file against a record.
    ///
    /// # Errors
    /// Where the file is no signature, or not this record's.
    pub fn check(record: &Record, file: &[u8]) -> Result<Self, Unfit> {
        Self::check_among(record, file, &KnownKeys::default())
    }

    /// As [`Fitting::check`], where the keys that most signatures are by were decoded before.
    ///
    /// # Errors
    /// As for [`Fitting::check`].
    pub fn check_among(record: &Record, file: &[u8], known: &KnownKeys) -> Result<Self, Unfit> {
        let signature = SshSignature::parse_among(file, known)?;
        sshsig::fits(&signature, record.kind().type_name(), record.bytes(), &record.hash())?;
        Ok(Self {
            key: signature.public_key().clone(),
            file: Hash::of(file),
            record: record.hash(),
        })
    }

    /// The key that made it.
    #[must_use]
    pub const fn key(&self) -> &PublicKey {
        &self.key
    }

    /// SHA-256 of the signature file.
    #[must_use]
    pub const fn file(&self) -> Hash {
        self.file
    }

    /// The record it fits.
    #[must_use]
    pub const fn record(&self) -> Hash {
        self.record
    }
}
