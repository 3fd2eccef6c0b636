//! What can be wrong with a log, and why an earlier head is not witnessed.

use crate::checkpoint::CheckpointError;
use crate::digest::Hash;
use crate::note::NoteError;
use crate::tile::{TileError, TileFault};
use crate::tree::ReadError;

/// A file of the log that is not as it must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogFault {
    /// The file.
    pub path: String,
    /// What is wrong with it.
    pub what: Fault,
    /// Whether the file could not be read, which proves nothing.
    pub is_damage: bool,
}

/// What is wrong with a file of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// There is no checkpoint.
    Missing,
    /// What lies there is no checkpoint.
    NoCheckpoint(HeadError),
    /// A log of this size has no such file.
    Extra {
        /// The size, in entries.
        size: u64,
    },
    /// The checkpoint covers more entries than the files here can hold.
    TooLong {
        /// How many.
        size: u64,
    },
    /// The checkpoint has another root than the entries.
    Root {
        /// The root that it names.
        want: Hash,
        /// The root that the entries give.
        got: Hash,
    },
    /// A tile or a bundle of entries that is not what the entries make.
    Tile(TileFault),
    /// A file that could not be read, or is larger than any of its kind.
    Unread(ReadError),
}

/// Why bytes are not the head of a log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HeadError {
    /// Not a signed note.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// A note that is no checkpoint, or that the log did not sign.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
}

/// Why an earlier head is not witnessed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WitnessedError {
    /// Not a head of this log.
    #[error(transparent)]
    Head(#[from] HeadError),
    /// The log did not pass through it.
    #[error("this log did not have that root at {size} entries")]
    Root {
        /// Its size, in entries.
        size: u64,
    },
    /// Too few witnesses.
    #[error("want {want} witnesses to have cosigned it, got {got}")]
    Quorum {
        /// How many there must be.
        want: u64,
        /// How many there are.
        got: u64,
    },
    /// Not those whom the registry's policy asks for.
    #[error("want the witnesses of the registry's policy to have cosigned it")]
    Policy,
}

impl From<NoteError> for WitnessedError {
    fn from(error: NoteError) -> Self {
        Self::Head(error.into())
    }
}

impl From<CheckpointError> for WitnessedError {
    fn from(error: CheckpointError) -> Self {
        Self::Head(error.into())
    }
}

impl From<TileError> for LogFault {
    fn from(error: TileError) -> Self {
        Self {
            path: super::log_path(&error.path),
            what: Fault::Tile(error.fault),
            is_damage: false,
        }
    }
}
