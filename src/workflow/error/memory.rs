//! What was seen or signed here before, and forbids something.

use std::path::PathBuf;

use countersign_core::canonical::CanonicalError;
use countersign_core::verify::finding::Finding;

/// What was seen or signed here before, and forbids something.
#[derive(Debug)]
pub enum MemoryError {
    /// What was seen before cannot be read.
    Unread {
        /// Its file.
        file: PathBuf,
        /// What is wrong with it.
        fault: SeenFault,
    },
    /// The keys that the reader confirmed cannot be read.
    PinsUnread {
        /// Their file.
        file: PathBuf,
        /// What is wrong with it.
        why: CanonicalError,
    },
    /// There is no place to keep them.
    NowhereForPins,
    /// There is no place to keep what only the maintainers may know.
    NowhereForPrivate,
    /// The registry does not go on from what was seen before.
    NotSeenBefore(Box<Finding>),
    /// The log is shorter than, or another one than when this machine signed it last.
    Rewound {
        /// How many entries it has.
        size: u64,
        /// How many it had.
        signed: u64,
    },
    /// Another head of the same or a larger size was signed here.
    SignedBefore {
        /// How many entries that has.
        signed: u64,
    },
}

/// What is wrong with the file of what was seen before.
#[derive(Debug)]
pub enum SeenFault {
    /// It is no plain file, or too large.
    NotPlain,
    /// It is not what was written.
    Content(CanonicalError),
    /// It is about another registry than its name says.
    OtherRegistry,
}
