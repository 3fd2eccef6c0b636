//! Why contacts, or what is private, could not be read or written.

use std::path::PathBuf;

use countersign_core::canonical::CanonicalError;
use countersign_core::digest::Hash;

/// Why contacts, or what is private, could not be read or written.
#[derive(Debug)]
pub enum ContactsError {
    /// Their file is not what was written.
    Unread {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        why: CanonicalError,
    },
    /// They are more than are kept.
    TooMany,
    /// What a colleague handed over is about another registry.
    OtherRegistry {
        /// About which.
        got: Hash,
    },
    /// What a colleague handed over is damaged.
    Damaged,
}
