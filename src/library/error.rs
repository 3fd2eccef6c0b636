//! Why something was not done.

use std::fmt;

use countersign_cli::failure::{Failure, Stop};

/// Why something was not done; it displays as one English sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error(Failure);

/// What an error means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// It could not be finished, which says nothing about authenticity.
    Other,
    /// The registry is proven broken.
    Broken,
    /// It is not in this registry.
    Unknown,
    /// It could not be judged.
    Unchecked,
    /// The rules, or what was seen or signed before, do not admit it.
    Refused,
    /// It could not be signed.
    Signer,
    /// The registry moved or is locked.
    Busy,
}

impl Error {
    /// No `From`: what other crates call an error is no part of what this one promises.
    pub(super) fn of(error: impl Into<Failure>) -> Self {
        Self(error.into())
    }

    /// What it means.
    #[must_use]
    pub const fn kind(&self) -> ErrorKind {
        match self.0.stop {
            Stop::Error | Stop::Usage => ErrorKind::Other,
            Stop::Broken => ErrorKind::Broken,
            Stop::Unknown => ErrorKind::Unknown,
            Stop::Unchecked => ErrorKind::Unchecked,
            Stop::Refused => ErrorKind::Refused,
            Stop::Signer => ErrorKind::Signer,
            Stop::Busy => ErrorKind::Busy,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.what.english())?;
        match &self.0.why {
            Some(why) => write!(f, ": {}", why.english()),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {}
