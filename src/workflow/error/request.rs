//! Why an organisation cannot be asked.

use std::io;
use std::path::PathBuf;

use countersign_core::canonical::CanonicalError;
use countersign_core::digest::Hash;
use countersign_core::ledger::Violation;
use countersign_core::name::{Domain, VersionId};
use countersign_core::record::RecordError;
use countersign_core::record::line::LineError;
use countersign_core::request::RequestError;
use countersign_core::time::Timestamp;

/// Why an organisation cannot be asked.
#[derive(Debug)]
pub enum AskError {
    /// The time until which an answer is hoped for has passed.
    Deadline {
        /// What time it is.
        now: Timestamp,
        /// Until when.
        deadline: Timestamp,
    },
    /// Words of the version were taken down: nobody is asked to endorse what is not shown.
    TakenDown(VersionId),
    /// An organisation is not enrolled.
    NotEnrolled(Domain),
    /// What is noted as the address for answers is none.
    NotedReplyTo(LineError),
    /// A record that the request needs is not here.
    NotHere(Hash),
    /// The request would be too large to be sent.
    TooLong {
        /// About which version.
        id: VersionId,
        /// Whom.
        organisation: Domain,
        /// How large.
        why: CanonicalError,
    },
    /// There can be no such request.
    NotMade(RequestError),
    /// The rules would not admit an answer.
    Refused {
        /// About which version.
        id: VersionId,
        /// Whose.
        organisation: Domain,
        /// Which rule.
        violation: Box<Violation>,
    },
    /// There can be no record to be signed.
    NoAnswer(RecordError),
    /// What is remembered of the request cannot be made.
    NoNote(RequestError),
    /// Something lies where the folder is to be.
    FolderThere(PathBuf),
    /// The folder cannot be made.
    NoFolder {
        /// The folder.
        folder: PathBuf,
        /// Why.
        why: io::Error,
    },
    /// The request cannot be written.
    NotWritten(RequestError),
}
