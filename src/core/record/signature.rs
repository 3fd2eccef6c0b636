//! Does this signature fit this record?
//!
//! The one answer is [`VerifiedSignature::check`], or [`VerifiedSignature::check_all`] for many: the file is an SSHSIG in its one spelling, its namespace is the record's type,
//! and the key it names made it over exactly these bytes.
//! It says nothing about whether that key was entitled: the ledger decides that.

use crate::digest::Hash;
use crate::key::sshsig::{self, Claim, Misfit, SshSignature, SshsigError};
use crate::key::{KnownKeys, PublicKey};

use super::Record;
use super::wish::WISH_TYPE;

/// A signature file that fits one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifiedSignature {
    key: PublicKey,
    file: Hash,
    record: Hash,
}

/// A record, a signature file beside it, and what that file says.
type Parsed<'a> = (&'a Record, &'a [u8], Result<SshSignature, SshsigError>);

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
    pub(crate) const fn is_unsupported(&self) -> bool {
        matches!(
            self,
            Self::File(SshsigError::UnsupportedKey { .. } | SshsigError::UnsupportedHash { .. })
        )
    }
}

impl VerifiedSignature {
    /// Checks the bytes of a signature file against a record: [`VerifiedSignature::check_all`] for one.
    ///
    /// # Errors
    /// Where the file is no signature, or not this record's.
    pub fn check(record: &Record, file: &[u8]) -> Result<Self, Unfit> {
        let parsed = SshSignature::parse(file);
        let checked = Self::check_parsed(vec![(record, file, parsed)]).pop();
        checked.unwrap_or(Err(Unfit::Misfit(Misfit::Signature)))
    }

    /// Checks many signature files, each against its record, and answers in their order;
    /// the keys that most of them are by were decoded before.
    #[must_use]
    pub fn check_all(files: &[(&Record, &[u8])], known: &KnownKeys) -> Vec<Result<Self, Unfit>> {
        let parsed: Vec<Parsed<'_>> = files
            .iter()
            .map(|(record, file)| (*record, *file, SshSignature::parse_among(file, known)))
            .collect();
        Self::check_parsed(parsed)
    }

    /// The key that signed a wish, which is no record: nobody logs it.
    ///
    /// # Errors
    /// Where the file is no signature, or not over this wish.
    pub(super) fn key_of_wish(wish: &[u8], file: &[u8]) -> Result<PublicKey, Unfit> {
        let signature = SshSignature::parse(file)?;
        let (message, message_sha256) = (|| wish.to_vec(), &Hash::of(wish));
        let claim = Claim {
            signature: &signature,
            namespace: WISH_TYPE,
            message: &message,
            message_sha256,
        };
        sshsig::fits_all(&[claim]).pop().unwrap_or(Err(Misfit::Signature))?;
        Ok(signature.into_public_key())
    }

    fn check_parsed(files: Vec<Parsed<'_>>) -> Vec<Result<Self, Unfit>> {
        let hashes: Vec<Hash> = files.iter().map(|(record, ..)| record.hash()).collect();
        let bytes: Vec<_> = files.iter().map(|(record, ..)| || record.bytes()).collect();
        let claims: Vec<Claim<'_>> = files
            .iter()
            .zip(hashes.iter().zip(&bytes))
            .filter_map(|((record, _, parsed), (message_sha256, message))| {
                let (namespace, signature) = (record.kind().type_name(), parsed.as_ref().ok()?);
                Some(Claim { signature, namespace, message, message_sha256 })
            })
            .collect();
        let mut verdicts = sshsig::fits_all(&claims).into_iter();
        files
            .into_iter()
            .map(|(record, file, parsed)| {
                let signature = parsed?;
                verdicts.next().unwrap_or(Err(Misfit::Signature))?;
                let key = signature.into_public_key();
                Ok(Self { key, file: Hash::of(file), record: record.hash() })
            })
            .collect()
    }

    /// Whether a signature that fits no record is its key's over these bytes, for whatever purpose it names.
    ///
    /// It tells a sender what went wrong, and verifies nothing.
    #[must_use]
    pub fn is_over(signature: &SshSignature, bytes: &[u8]) -> bool {
        let (namespace, message_sha256) = (signature.namespace(), &Hash::of(bytes));
        let claim = Claim { signature, namespace, message: &|| bytes.to_vec(), message_sha256 };
        matches!(sshsig::fits_all(&[claim]).pop(), Some(Ok(())))
    }

    /// The key that made it.
    #[must_use]
    pub const fn key(&self) -> &PublicKey {
        &self.key
    }

    /// SHA-256 of the signature file.
    #[must_use]
    pub(crate) const fn file(&self) -> Hash {
        self.file
    }

    /// The record it fits.
    #[must_use]
    pub const fn record(&self) -> Hash {
        self.record
    }
}
