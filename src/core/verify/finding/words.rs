//! Findings about texts, the names under them, and attachments.

use crate::record::RecordError;
use crate::text::TextError;

/// What there is to say about a text or an attachment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WordsFinding {
    /// The file that was signed is not here.
    Missing,
    /// Its bytes are not those that were signed.
    Altered,
    /// The same, and its line endings were changed.
    AlteredEndings,
    /// It has another length than the file that was signed, in bytes.
    AlteredLength {
        /// How long that was.
        want: u64,
        /// How long it is.
        got: u64,
    },
    /// The maintainers took it down, and it lies here again.
    TakenDownShown,
    /// The bytes that were signed are no text.
    Form(TextError),
    /// The bytes that were signed are no file of names.
    NamesForm(RecordError),
    /// No published version binds it.
    Unbound(WordsFile),
    /// No version that was judged binds it.
    Unjudged(WordsFile),
}

/// What a version binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordsFile {
    /// Its words in a language.
    Text,
    /// Another file.
    Attachment,
    /// The names under it.
    Names,
}

impl WordsFinding {
    /// A stable word for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Missing => "words-missing",
            Self::Altered | Self::AlteredEndings | Self::AlteredLength { .. } => "words-altered",
            Self::TakenDownShown => "taken-down-shown",
            Self::Form(_) | Self::NamesForm(_) => "words-form",
            Self::Unbound(_) | Self::Unjudged(_) => "words-unbound",
        }
    }
}
