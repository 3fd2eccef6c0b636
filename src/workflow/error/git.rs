//! Why the user's own `git` did not do what it was asked for.

use std::io;

/// Why the user's own `git` did not do what it was asked for.
#[derive(Debug)]
pub enum GitError {
    /// Another process of this repository talks to a remote.
    OtherSync,
    /// The address of a remote is refused.
    Address(AddressFault),
    /// `git` could not be started.
    NotStarted(io::Error),
    /// A remote could not be reached.
    Unreachable {
        /// What people call it.
        name: String,
        /// Why.
        fault: GitFault,
    },
}

/// What is wrong with the address of a remote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressFault {
    /// Git would take it for an option.
    Option,
    /// It leads into the registry.
    Inside,
}

/// Why a remote could not be reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GitFault {
    /// Git fetched, and left no commit.
    NoCommit,
    /// Git's words, or the remote's.
    Said(String),
    /// It said nothing.
    Silent,
}
