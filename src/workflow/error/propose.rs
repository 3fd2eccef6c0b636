//! Why a version could not be put forward.

use std::path::PathBuf;

use super::FileError;
use countersign_core::ledger::Violation;
use countersign_core::name::{Domain, Language, NameError, VersionId};
use countersign_core::record::RecordError;
use countersign_core::text::TextError;

/// Why a version could not be put forward.
#[derive(Debug)]
pub enum ProposeError {
    /// A text or an attachment cannot be read.
    File(FileError),
    /// A file holds a private key, which must never be published.
    PrivateKey(PathBuf),
    /// A text is in no form that could be frozen.
    NotFreezable {
        /// Its file.
        file: PathBuf,
        /// What is wrong with it.
        why: TextError,
    },
    /// The name of an attachment cannot be a file's in a registry.
    AttachmentName(NameError),
    /// No text was given.
    NoText,
    /// Two texts are in one language.
    TwoTexts(Language),
    /// A language is no name of a file.
    TextName(NameError),
    /// An organisation whose name stands under it is not enrolled.
    NotEnrolled(Domain),
    /// Its record breaks a rule.
    Record {
        /// The version.
        id: VersionId,
        /// Which rule.
        why: RecordError,
    },
    /// Its words and names together are more than a bundle has room for.
    TooLarge {
        /// The version.
        id: VersionId,
        /// How many bytes they take.
        bytes: usize,
    },
    /// The rules do not admit it.
    Refused {
        /// The version.
        id: VersionId,
        /// Which rule.
        violation: Box<Violation>,
    },
}
