//! Findings about receipts.

use crate::name::{Domain, VersionId};
use crate::receipt::ReceiptError;

/// What there is to say about a receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReceiptFinding {
    /// The entry is where it was.
    Holds {
        /// Which entry.
        index: u64,
        /// How many there were then.
        size: u64,
    },
    /// The entry is where it was, and the maintainers do not show the act that it stands for.
    Withheld {
        /// Which entry.
        index: u64,
    },
    /// The entry is where it was, its act is not shown, and another act of the reader's is shown in its place.
    Replaced {
        /// Which entry.
        index: u64,
        /// The reader.
        organisation: Domain,
        /// The version.
        version: VersionId,
    },
    /// The entry is where it was, and the maintainers took back the version that the act is about.
    Retracted {
        /// Which entry.
        index: u64,
        /// The version.
        version: VersionId,
    },
    /// The history lost what it shows.
    Lost {
        /// Which entry.
        index: u64,
        /// How many there were then.
        size: u64,
        /// How many are here.
        here: u64,
    },
    /// It is of another history, signed only by keys of the log that were in other hands then.
    Void {
        /// How many entries there were in it.
        size: u64,
        /// The size since which they were.
        since: u64,
    },
    /// Its proof does not hold.
    Bad(ReceiptError),
    /// It could not be judged.
    Unjudged(ReceiptError),
    /// It could not be judged, since the log could not be read.
    NoLog,
}

impl ReceiptFinding {
    /// A stable word for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Holds { .. } | Self::Bad(_) => "receipt",
            Self::Withheld { .. } => "receipt-withheld",
            Self::Replaced { .. } => "receipt-replaced",
            Self::Retracted { .. } => "receipt-retracted",
            Self::Lost { .. } => "receipt-lost",
            Self::Void { .. } => "receipt-void",
            Self::Unjudged(_) | Self::NoLog => "receipt-unjudged",
        }
    }
}
