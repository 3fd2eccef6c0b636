//! Why something could not be written or logged.

use std::path::PathBuf;

use countersign_core::cache::Unusable;
use countersign_core::ledger::Violation;
use countersign_core::log::AppendError;
use countersign_core::name::Label;
use countersign_core::record::Record;
use countersign_core::record::entry::EntryError;

/// Why something could not be written or logged.
#[derive(Debug)]
pub enum LandError {
    /// A key has signed the record already.
    SignedAlready(PathBuf),
    /// There is no path for a record or a signature.
    NoPlace,
    /// A maintainer and an organisation sign with keys of the same label.
    TwoLabels(Label),
    /// The rules do not admit it.
    Refused {
        /// What.
        what: Refused,
        /// Which rule.
        violation: Box<Violation>,
    },
    /// What is known of the log is damaged.
    Known(Unusable),
    /// The log cannot be appended to.
    Append(AppendFault),
    /// The registry has no record that says which log keys there are.
    NoAuthority,
    /// The log key is not in a private key file.
    LogKeyElsewhere,
    /// The key that is noted as the log's is none of its keys.
    NotLogKey(PathBuf),
    /// The log key is not on this machine.
    NoLogKey,
    /// What is signed next is decided elsewhere.
    Decided(Elsewhere),
}

/// What the rules do not admit.
#[derive(Debug)]
pub enum Refused {
    /// A record.
    Record(Box<Record>),
    /// A publication, without which a statement was put forward.
    Publication,
}

/// Why a log cannot be appended to.
#[derive(Debug)]
pub enum AppendFault {
    /// What is known of it is damaged.
    Known(Unusable),
    /// An entry cannot be written.
    Entry(EntryError),
    /// Its files.
    Log(AppendError),
}

/// Where it is decided what the log key signs next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Elsewhere {
    /// The branch of this remote.
    Remote(String),
    /// A remote to which the next head was announced, and which is no longer there.
    Announced,
}

impl LandError {
    /// That the rules do not admit a record.
    #[must_use]
    pub fn refused(record: &Record, violation: Violation) -> Self {
        Self::Refused {
            what: Refused::Record(Box::new(record.clone())),
            violation: Box::new(violation),
        }
    }
}

macro_rules! from {
    ($($area:ident($error:ty),)*) => {
        $(impl From<$error> for AppendFault {
            fn from(error: $error) -> Self {
                Self::$area(error)
            }
        })*
    };
}

from! {
    Known(Unusable),
    Entry(EntryError),
    Log(AppendError),
}
