//! Findings about entries of the log, and about records that are to become such.

use crate::digest::Hash;
use crate::ledger::Violation;
use crate::record::Kind;
use crate::record::entry::EntryError;

/// What there is to say about an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntryFinding {
    /// Bytes that are no entry.
    Undecoded {
        /// Which entry.
        at: u64,
        /// Why.
        error: EntryError,
    },
    /// The last append does not end with a heads entry.
    NoHeads,
    /// A heads entry that has another root than the records before it.
    OtherHeads {
        /// Which entry.
        at: u64,
    },
    /// A rule refuses it.
    Refused {
        /// Which entry.
        at: u64,
        /// The kind that it names.
        kind: Kind,
        /// The record that it names.
        record: Hash,
        /// Whether that record is here.
        is_shown: bool,
        /// The rule.
        why: Violation,
    },
    /// A rule refuses the end of an append.
    Unsettled {
        /// The entry after it.
        at: u64,
        /// The rule.
        why: Violation,
    },
    /// A record that is not logged, and that the rules refuse.
    Waiting(Violation),
    /// A version that is not logged, and whose publication is missing.
    Unpublished(Violation),
    /// Neither the entry nor what comes after it could be judged.
    Stopped {
        /// Which entry.
        at: u64,
        /// Why.
        why: Stopped,
    },
    /// Its record is not here, and no withholding names it.
    NotShown {
        /// Which entry.
        at: u64,
    },
    /// Its record is not where it was.
    Lost {
        /// Which entry.
        at: u64,
        /// Whether another file lies there.
        is_other: bool,
    },
    /// Its record is not here, and a withholding that waits to be logged names it.
    WithholdingPending {
        /// Which entry.
        at: u64,
    },
}

/// Why the log was not judged to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stopped {
    /// An entry of a kind that this program does not know.
    NewerEntry(EntryError),
    /// A record of a format that this program does not know.
    NewerRecord,
    /// A signature of a type that this program does not know.
    NewerSignature,
    /// The record may be among what could not be read.
    UnreadRecord,
    /// A signature could not be read.
    UnreadSignature,
}

impl EntryFinding {
    /// A stable word for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Undecoded { .. } => "log-entry",
            Self::NoHeads | Self::OtherHeads { .. } => "log-heads",
            Self::Refused { is_shown: false, .. } | Self::NotShown { .. } | Self::Lost { .. } => {
                "record-missing"
            }
            Self::Refused { why: Violation::SignaturesChanged { .. }, .. } => "signatures-changed",
            Self::Refused { .. }
            | Self::Unsettled { .. }
            | Self::Waiting(_)
            | Self::Unpublished(_) => "rule",
            Self::Stopped { why, .. } => match why {
                Stopped::NewerEntry(_) | Stopped::NewerRecord | Stopped::NewerSignature => {
                    "newer-format"
                }
                Stopped::UnreadRecord | Stopped::UnreadSignature => "unreadable-entry",
            },
            Self::WithholdingPending { .. } => "withholding-pending",
        }
    }
}
