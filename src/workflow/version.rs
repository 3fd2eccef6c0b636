//! How a person names a version.

use std::fmt;
use std::str::FromStr;

use countersign_core::name::{NameError, StatementId, VersionId};

/// `ID` or `ID@V`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AskedVersion {
    /// The newest version of a statement.
    Current(StatementId),
    /// One version.
    Exact(VersionId),
}

impl AskedVersion {
    /// The statement.
    #[must_use]
    pub fn statement(&self) -> &StatementId {
        match self {
            Self::Current(statement) => statement,
            Self::Exact(id) => &id.statement,
        }
    }
}

impl FromStr for AskedVersion {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.contains('@') {
            text.parse().map(Self::Exact)
        } else {
            text.parse().map(Self::Current)
        }
    }
}

impl fmt::Display for AskedVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Current(statement) => statement.fmt(f),
            Self::Exact(id) => id.fmt(f),
        }
    }
}
