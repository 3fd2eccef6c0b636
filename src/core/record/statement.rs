//! A frozen text: `registry/ID/vN/statement.json`.
//!
//! Nobody signs it: its hash is what everybody else signs.
//! The words lie beside it in `text.LANGUAGE.txt`, the names under them in `signatories.json`; both are bound by their
//! hash and length.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::line::Line;
use super::signatories::SignatoriesReference;
use super::tag::Tag;
use super::{RecordError, flaw, is_strictly_sorted};
use crate::canonical::integer;
use crate::digest::Hash;
use crate::name::{FileName, Language, StatementId};
use crate::text::TEXT_BYTES_MAX;
use crate::time::Date;

/// Most languages of one version.
pub const LANGUAGES_MAX: usize = 64;
/// Most attachments of one version.
pub const ATTACHMENTS_MAX: usize = 32;
/// Largest attachment, in bytes: a printed page with pictures.
pub const ATTACHMENT_BYTES_MAX: u64 = 32 * 1024 * 1024;

/// A file bound by hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attachment {
    /// Its length, in bytes.
    #[serde(deserialize_with = "integer")]
    pub bytes: u64,
    /// Its name below `attachments/`.
    pub file: FileName,
    /// SHA-256 of its bytes.
    pub sha256: Hash,
}

/// The words in one language, bound by hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextReference {
    /// Length, in bytes.
    #[serde(deserialize_with = "integer")]
    pub bytes: u64,
    /// Always `text.LANGUAGE.txt`.
    pub file: FileName,
    /// SHA-256 of the bytes.
    pub sha256: Hash,
}

/// One version of a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// Other files, sorted by name.
    pub attachments: Vec<Attachment>,
    /// The date printed on it, as exactly as it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// A record of what was printed elsewhere: it carries names and never signatures.
    pub historical: bool,
    /// The statement.
    pub id: StatementId,
    /// The language it was written in; the others are translations.
    pub original_language: Language,
    /// The version before this one; absent in version 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Hash>,
    /// The registry's id.
    pub registry: Hash,
    /// The names under it, which lie beside it in `signatories.json`; absent where none stand there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signatories: Option<SignatoriesReference>,
    /// What changed since the version before, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<Line>,
    /// The words, by language.
    pub texts: BTreeMap<Language, TextReference>,
    /// The title, by language: the same languages as `texts`.
    pub title: BTreeMap<Language, Line>,
    /// Always `countersign/statement/v1`.
    #[serde(rename = "type")]
    pub tag: Tag<4>,
    /// 1, then one more for each version.
    #[serde(deserialize_with = "integer")]
    pub version: u64,
}

impl Statement {
    /// The title in a language by its primary subtag, such as `es`, where there is one; else the original title.
    #[must_use]
    pub fn title_in(&self, language: &str) -> &str {
        let is_it =
            |(one, _): &(&Language, &Line)| one.as_str().split('-').next() == Some(language);
        self.title
            .iter()
            .find(is_it)
            .map_or_else(|| self.original_title(), |(_, title)| title.as_str())
    }

    /// The title in the original language.
    #[must_use]
    pub fn original_title(&self) -> &str {
        self.title.get(&self.original_language).map_or("", Line::as_str)
    }

    /// The hash of each text, by its language.
    #[must_use]
    pub fn text_hashes(&self) -> BTreeMap<Language, Hash> {
        self.texts.iter().map(|(language, text)| (language.clone(), text.sha256)).collect()
    }

    pub(super) fn validate(self) -> Result<Self, RecordError> {
        if self.version == 0 || (self.version == 1) != self.previous.is_none() {
            return Err(flaw("version", "version 1 has no previous, every later one has"));
        }
        if self.texts.is_empty() || self.texts.len() > LANGUAGES_MAX {
            return Err(flaw(
                "texts",
                format!("want 1 to {LANGUAGES_MAX} languages, got {}", self.texts.len()),
            ));
        }
        if !self.texts.keys().eq(self.title.keys()) {
            return Err(flaw("title", "want a title in each language of texts, and in no other"));
        }
        if !self.texts.contains_key(&self.original_language) {
            return Err(flaw("original_language", "want one of the languages of texts"));
        }
        for (language, text) in &self.texts {
            if text.file.as_str() != text_file(language) {
                return Err(flaw(
                    "texts",
                    format!("want the file {}, got {}", text_file(language), text.file),
                ));
            }
            if text.bytes == 0 || text.bytes > TEXT_BYTES_MAX as u64 {
                return Err(flaw(
                    "texts",
                    format!("want 1 to {TEXT_BYTES_MAX} bytes, got {}", text.bytes),
                ));
            }
        }
        if self.attachments.len() > ATTACHMENTS_MAX
            || !is_strictly_sorted(&self.attachments, |file| file.file.clone())
        {
            return Err(flaw(
                "attachments",
                format!("want at most {ATTACHMENTS_MAX}, sorted by file, each once"),
            ));
        }
        if let Some(large) = self.attachments.iter().find(|file| file.bytes > ATTACHMENT_BYTES_MAX)
        {
            return Err(flaw(
                "attachments",
                format!("want at most {ATTACHMENT_BYTES_MAX} bytes, got {}", large.bytes),
            ));
        }
        self.signatories.iter().try_for_each(SignatoriesReference::check)?;
        Ok(self)
    }
}

/// The name of the file that holds the words in one language.
#[must_use]
pub fn text_file(language: &Language) -> String {
    format!("text.{language}.txt")
}
