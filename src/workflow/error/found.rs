//! Why a registry could not be founded.

use std::path::PathBuf;

use countersign_core::key::private::PrivateKeyError;
use countersign_core::ledger::Violation;
use countersign_core::log::AppendError;
use countersign_core::note::VerifierKeyError;
use countersign_core::record::RecordError;
use countersign_core::record::line::LineError;

/// Why a registry could not be founded.
#[derive(Debug)]
pub enum FoundError {
    /// A folder holds a registry or a repository already.
    NotEmpty(PathBuf),
    /// Neither a key file's comment nor its label can be a maintainer's name.
    Maintainer(LineError),
    /// The log's name is none.
    Origin(VerifierKeyError),
    /// Its first record breaks a rule.
    Record(RecordError),
    /// The rules do not admit its first record.
    Refused(Box<Violation>),
    /// The log's first files.
    Log(AppendError),
    /// There is no folder for the log key.
    NoFolder,
    /// The log key cannot be written as a file.
    LogKey(PrivateKeyError),
}
