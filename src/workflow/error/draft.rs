//! Why a draft, or what waits or is kept on a branch, cannot be used.

use countersign_core::key::sshsig::SshsigError;
use countersign_core::ledger::Violation;
use countersign_core::name::VersionId;
use countersign_core::reply::ReplyError;
use countersign_core::request::RequestError;
use countersign_core::text::TextError;
use countersign_core::verify::finding::Finding;

/// Why a draft, or what waits or is kept on a branch, cannot be used.
#[derive(Debug)]
pub enum DraftError {
    /// A draft has no statement that could be published.
    Unread {
        /// The version.
        id: VersionId,
        /// What is wrong with it.
        fault: Box<DraftFault>,
    },
    /// A text or an attachment is not the one that the statement binds.
    Changed(String),
    /// A text is not the one that the version has.
    OtherText(String),
    /// A text is not well-formed.
    Text {
        /// Its path.
        path: String,
        /// What is wrong with it.
        why: TextError,
    },
    /// A signature that fitted cannot be read.
    Signature(SshsigError),
    /// A reply cannot be kept.
    Reply(ReplyError),
    /// A note about a request cannot be kept.
    Note(RequestError),
}

/// What is wrong with a draft.
#[derive(Debug)]
pub enum DraftFault {
    /// It has no statement of its version.
    NoStatement,
    /// Its statement is broken.
    Finding(Finding),
    /// The rules do not admit its statement.
    Refused(Box<Violation>),
}
