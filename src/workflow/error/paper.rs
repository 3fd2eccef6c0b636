//! Why a request or a reply cannot be read or written.

use std::path::PathBuf;

use super::FileError;
use countersign_core::invitation::InvitationError;
use countersign_core::record::wish::WishError;
use countersign_core::reply::ReplyError;
use countersign_core::request::RequestError;

/// Why a request or a reply cannot be read or written.
#[derive(Debug)]
pub enum PaperError {
    /// A file cannot be read.
    File(FileError),
    /// A file holds no request.
    NoRequest {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        why: RequestError,
    },
    /// A file holds no invitation.
    NoInvitation {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        why: InvitationError,
    },
    /// A file holds no signed wish.
    NoWish {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        why: WishError,
    },
    /// A file holds no reply.
    NoReply {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        why: ReplyError,
    },
    /// Where a reply is to be written lies something else.
    OtherReply(PathBuf),
    /// Where the file for `ssh-keygen` is to be written lies something else.
    OtherFile(PathBuf),
    /// There can be no such reply.
    NotMade(ReplyError),
}
