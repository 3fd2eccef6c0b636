//! Why a registry could not be opened, or has not what was asked for.

use std::path::PathBuf;

use crate::AskedVersion;
use countersign_core::bundle::{BundleError, MakeError};
use countersign_core::ledger::Violation;
use countersign_core::name::{StatementId, VersionId};
use countersign_core::tree::ReadError;
use countersign_core::verify::finding::Finding;
use countersign_git::store::StoreError;

/// Why a registry could not be opened, or has not what was asked for.
#[derive(Debug)]
pub enum OpenError {
    /// `COUNTERSIGN_REGISTRY` names a folder without a registry.
    Variable {
        /// What it says.
        path: String,
        /// Why that cannot be opened.
        why: StoreError,
    },
    /// A folder has `registry/` and `keys/`, and no repository.
    Folder {
        /// The folder.
        folder: PathBuf,
        /// Why it cannot be opened.
        why: StoreError,
    },
    /// There is no repository here, nor in any folder above.
    NoneAbove(PathBuf),
    /// Nothing is checked out.
    NoCommit(String),
    /// Nothing lies there that only a registry has.
    NoRegistry,
    /// There is no first record at that commit.
    NoRoot,
    /// It does not verify; this is what is proven broken or could not be judged, and there is at least one.
    Unsound(Vec<Finding>),
    /// It has no id.
    NoId,
    /// No branch is checked out.
    NoBranch,
    /// A version is not published, or a statement has none that is.
    NotPublished(AskedVersion),
    /// There is no such version, not as a draft either.
    NoVersion(VersionId),
    /// A statement has no version that could be acted on.
    NoStatement(StatementId),
    /// A statement has several versions that could be acted on, and none was named.
    SeveralVersions {
        /// The statement.
        statement: StatementId,
        /// Its versions.
        versions: Vec<VersionId>,
    },
    /// There is no bundle of a version.
    NoBundle {
        /// The version.
        id: VersionId,
        /// Why.
        why: BundleFault,
    },
    /// A file of the registry could not be read.
    Unread(ReadError),
    /// The entries of the log could not be read.
    LogUnread,
}

/// Why there is no bundle.
#[derive(Debug)]
pub enum BundleFault {
    /// What it needs is not there.
    NotMade(MakeError),
    /// It could not be written, such as where it is too large.
    NotWritten(BundleError),
    /// There is no draft of this version.
    NoDraft,
    /// What waits to be logged comes first: a bundle knows no keys but those in the log.
    Waiting,
    /// What is on the draft is against a rule.
    Refused(Box<Violation>),
}
