//! A version's words in another language, made after it was published: `registry/ID/vN/translations/LANG/M.json`,
//! with its text beside it in `M.txt`.
//!
//! The maintainers sign that it is one; nobody has endorsed it until they say so by a further act.
//! A later one in the same language replaces it; one with a reason and without a text takes it back.

use serde::{Deserialize, Serialize};

use super::line::Line;
use super::tag::Tag;
use super::{RecordError, flaw};
use crate::canonical::integer;
use crate::digest::Hash;
use crate::name::{Language, StatementId, VersionId};
use crate::text::TEXT_BYTES_MAX;
use crate::time::Timestamp;

/// The words, bound by hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TranslatedText {
    /// Length, in bytes.
    #[serde(deserialize_with = "integer")]
    pub bytes: u64,
    /// SHA-256 of the bytes.
    pub sha256: Hash,
}

/// The words of a version in one more language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Translation {
    /// The language.
    pub language: Language,
    /// 1, then one more for each translation of this version into this language.
    #[serde(deserialize_with = "integer")]
    pub number: u64,
    /// The translation before this one; absent in number 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Hash>,
    /// Why the one before is taken back; absent where there is a text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Line>,
    /// The hash of the version's statement record.
    pub record: Hash,
    /// The registry's id.
    pub registry: Hash,
    /// The statement.
    pub statement: StatementId,
    /// The words; absent where the one before is taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<TranslatedText>,
    /// The title in this language; present exactly where there is a text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Line>,
    /// When, as the maintainers claim.
    pub translated_at: Timestamp,
    /// Always `countersign/translation/v1`.
    #[serde(rename = "type")]
    pub tag: Tag<9>,
    /// The version.
    #[serde(deserialize_with = "integer")]
    pub version: u64,
}

impl Translation {
    /// The version that it is a translation of.
    #[must_use]
    pub fn of(&self) -> VersionId {
        self.statement.at(self.version)
    }

    pub(super) fn validate(self) -> Result<Self, RecordError> {
        if self.version == 0 {
            return Err(flaw("version", "want 1 or more, got 0"));
        }
        if self.number == 0 || (self.number == 1) != self.previous.is_none() {
            return Err(flaw("number", "number 1 has no previous, every later one has"));
        }
        if self.text.is_some() != self.title.is_some() {
            return Err(flaw("title", "want a title exactly where there is a text"));
        }
        if self.text.is_some() == self.reason.is_some() {
            return Err(flaw("reason", "want a text, or a reason why it is taken back"));
        }
        if self.text.is_none() && self.number == 1 {
            return Err(flaw("text", "the first one has nothing to take back"));
        }
        let is_size = |text: &TranslatedText| (1..=TEXT_BYTES_MAX as u64).contains(&text.bytes);
        if !self.text.as_ref().is_none_or(is_size) {
            return Err(flaw("text", format!("want 1 to {TEXT_BYTES_MAX} bytes")));
        }
        Ok(self)
    }
}
