//! Why a draft, or what waits or is kept on a branch, cannot be used.

use crate::key::sshsig::SshsigError;
use crate::ledger::Violation;
use crate::name::VersionId;
use crate::reply::ReplyError;
use crate::request::RequestError;
use crate::text::TextError;
use crate::verify::finding::Finding;

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
    Refused(Violation),
}
