//! Why a version could not be taken back.

use countersign_core::name::VersionId;
use countersign_core::record::RecordError;

/// Why a version could not be taken back.
#[derive(Debug)]
pub enum RetractError {
    /// It was taken back before.
    Already(VersionId),
    /// What is to be read instead is itself no version that stands.
    Replacement(VersionId),
    /// The retraction breaks a rule.
    Record(RecordError),
}
