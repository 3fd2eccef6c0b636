//! Why a witness could not cosign, or its line not be kept.

use countersign_core::checkpoint::CheckpointError;
use countersign_core::log::ProveError;
use countersign_core::note::NoteError;

/// Why a witness could not cosign, or its line not be kept.
#[derive(Debug)]
pub enum WitnessError {
    /// The log cannot be read.
    LogUnread,
    /// The witness's key is not in a private key file.
    KeyElsewhere,
    /// A key is no witness's of this registry.
    NotWitness,
    /// The head cannot be cosigned.
    NotCosigned(CheckpointError),
    /// A line does not fit beside the others.
    Note(NoteError),
    /// A witness's line does not hold.
    Line(CheckpointError),
    /// What was sent is not about the newest head.
    NotNewest,
    /// What was sent has no line by a witness of this registry.
    NoLine,
    /// That the log goes on from what a witness saw cannot be proven.
    NotProven(ProveError),
    /// A witness has seen more entries than there are here.
    Ahead {
        /// The witness's address.
        url: String,
        /// How many it saw.
        saw: u64,
        /// How many there are here.
        size: u64,
    },
    /// A witness that was asked did not cosign.
    Refused {
        /// Its address.
        url: String,
        /// The HTTP status that it answered with.
        status: u16,
        /// What that means.
        fault: AnswerFault,
    },
    /// What a witness answered is no line.
    Answer(NoteError),
    /// The line that a witness answered does not hold.
    AnsweredLine(CheckpointError),
}

/// Why a witness that was asked did not cosign (C2SP tlog-witness).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerFault {
    /// It saw another size, and did not say which.
    NoSize,
    /// It saw another size each time.
    Overtaken,
    /// It does not trust this log's key.
    KeyUntrusted,
    /// It does not watch this log.
    LogUnknown,
    /// The proof does not fit what it has.
    OtherHistory,
    /// It cannot answer now: it is asked too often, out of order, or elsewhere.
    Later,
    /// It answered what the protocol does not know.
    Unknown,
}
