//! Why what an organisation said could not be withheld.

use countersign_core::name::{Domain, VersionId};
use countersign_core::record::RecordError;

/// Why what an organisation said could not be withheld.
#[derive(Debug)]
pub enum WithholdError {
    /// Nothing of it is in the log, or in the history that was to be rewritten.
    Nothing {
        /// The organisation.
        organisation: Domain,
        /// The version.
        id: VersionId,
    },
    /// The reason, which everybody reads, names the organisation.
    ReasonNames,
    /// The version has no such text or attachment.
    NoSuchWords {
        /// The version.
        id: VersionId,
        /// The language or the file that was named.
        wanted: String,
    },
    /// All that was named was taken down before.
    DownAlready(VersionId),
    /// The wish is about another version, or another registry.
    OtherWish,
    /// The wish is not signed as the organisation signs.
    WishUnsigned {
        /// The organisation.
        organisation: Domain,
        /// How many of its keys must sign.
        want: u64,
        /// How many did.
        got: u64,
    },
    /// The log cannot be read.
    LogUnread,
    /// The withholding breaks a rule.
    Record(RecordError),
}
