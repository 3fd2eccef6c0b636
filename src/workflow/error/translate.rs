//! Why a version could not be translated.

use countersign_core::name::{Language, VersionId};
use countersign_core::record::RecordError;

/// Why a version could not be translated.
#[derive(Debug)]
pub enum TranslateError {
    /// There is no translation into this language that could be taken back.
    Nothing {
        /// The version.
        id: VersionId,
        /// The language.
        language: Language,
    },
    /// The version was retracted: nobody puts new words of it about.
    Retracted(VersionId),
    /// With it, the version's words and names together are more than a bundle has room for.
    TooLarge {
        /// The version.
        id: VersionId,
        /// How many bytes they take.
        bytes: usize,
    },
    /// The translation breaks a rule.
    Record(RecordError),
}
