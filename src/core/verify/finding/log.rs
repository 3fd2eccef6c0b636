//! Findings about the log, its head, and who signed that.

use std::str::Utf8Error;

use crate::checkpoint::CheckpointError;
use crate::digest::Hash;
use crate::ledger::Violation;
use crate::log::{Fault, WitnessedError};
use crate::record::line::Line;
use crate::tree::ReadError;

/// What there is to say about the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LogFinding {
    /// One of its files is not as it must be.
    File(Fault),
    /// One of its files may be among what could not be read.
    Unread(Fault),
    /// No log key signed the head.
    Unsigned(CheckpointError),
    /// The line of a witness does not fit the head.
    Cosignature(CheckpointError),
    /// What is said to be a witnessed head is none.
    Witnessed(WitnessedError),
    /// What is said to be a witnessed head is missing or too large.
    WitnessedUnread(ReadError),
    /// The registry asks for witnesses, and too few have cosigned any head.
    Unwitnessed {
        /// How many must.
        want: u64,
        /// How many have cosigned the newest one.
        got: u64,
    },
    /// No head here has the cosignatures that the reader asks for.
    PolicyUnmet,
    /// The reader asks for cosignatures by keys of types that this program does not know.
    PolicyUnjudged,
    /// No head here has the cosignatures that the registry's policy asks for.
    OwnPolicyUnmet,
    /// The registry asks for cosignatures by keys of types that this program does not know.
    OwnPolicyUnjudged,
    /// The registry says that it goes on from another one.
    Continues {
        /// The origin of that one's log.
        origin: Line,
        /// Its fingerprint.
        registry: Hash,
        /// How many of its entries.
        size: u64,
    },
    /// The registry has ended.
    Ended {
        /// The fingerprint of the one that goes on from it, where there is one.
        successor: Option<Hash>,
    },
    /// A record changed who must cosign, and nothing shows that those who had to before saw it.
    WitnessesChanged {
        /// The number of the registry record.
        number: u64,
    },
    /// Witnesses have cosigned fewer entries than there are.
    BeyondWitnessed {
        /// How many they have.
        size: u64,
        /// How many there are.
        all: u64,
    },
    /// The head that is announced is not the next one.
    Next(NextFault),
}

/// Why an announced head is not the next one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NextFault {
    /// It could not be read.
    Unread(ReadError),
    /// It is no text.
    NoText(Utf8Error),
    /// It is no head.
    NoHead(CheckpointError),
    /// It has not more entries than the log.
    Size {
        /// How many it says.
        said: u64,
        /// How many the log has.
        size: u64,
    },
    /// Fewer records wait than it announces.
    Count {
        /// How many it announces.
        said: u64,
        /// How many wait.
        waiting: usize,
    },
    /// The records that wait give another root.
    Root {
        /// The root that it announces.
        said: Hash,
        /// The root that they give.
        got: Hash,
    },
    /// A rule refuses the records that wait.
    Rule(Violation),
    /// The log could not be read.
    NoLog,
}

impl LogFinding {
    /// A stable word for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::File(fault) | Self::Unread(fault) => match fault {
                Fault::Missing => "log-missing",
                Fault::NoCheckpoint(_) => "checkpoint",
                Fault::Extra { .. } => "log-extra",
                Fault::TooLong { .. } | Fault::Root { .. } => "log-root",
                Fault::Tile(_) | Fault::Unread(_) => "log-tile",
            },
            Self::Unsigned(_) => "checkpoint-signature",
            Self::Cosignature(_) => "cosignature",
            Self::Witnessed(_) | Self::WitnessedUnread(_) => "witnessed",
            Self::WitnessesChanged { .. } => "witnesses-changed",
            Self::Unwitnessed { .. } | Self::PolicyUnmet | Self::OwnPolicyUnmet => "unwitnessed",
            Self::PolicyUnjudged | Self::OwnPolicyUnjudged => "policy-unjudged",
            Self::Continues { .. } => "continues",
            Self::Ended { .. } => "ended",
            Self::BeyondWitnessed { .. } => "beyond-witnessed",
            Self::Next(_) => "log-next",
        }
    }
}
