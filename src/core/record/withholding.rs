//! Maintainers take endorsements out of sight, or take words down: `registry/ID/vN/withholdings/M.json`.
//!
//! It carries the exact log entries whose records are no longer shown, so that the log still adds up
//! and nothing else can have been taken out with them.
//! Or it names files that the version binds, by hash: texts, translations, attachments that a court, data protection or
//! somebody's safety forbids to show.

use serde::{Deserialize, Serialize};

use super::entry::{Entry, RecordEntry};
use super::line::Line;
use super::tag::Tag;
use super::{Kind, RecordError, flaw};
use crate::canonical::integer;
use crate::digest::Hash;
use crate::name::{StatementId, VersionId};
use crate::time::Timestamp;

/// Most entries that one record withholds: the acts of one organisation on one version.
pub const ENTRIES_MAX: usize = 64;

/// Most files that one record takes down.
pub const WORDS_MAX: usize = 64;

/// Names what the registry no longer shows: log entries without their records, or the words of a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withholding {
    /// Whether the organisation asked for it, as the maintainers claim.
    pub asked: bool,
    /// The canonical bytes of the log entries, as text, in log order: all acts of one chain; none where it names words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<String>,
    /// 1, then one more for each withholding from this version.
    #[serde(deserialize_with = "integer")]
    pub number: u64,
    /// The withholding before this one; absent in number 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Hash>,
    /// Why, in words that endanger nobody.
    pub reason: Line,
    /// The hash of the version's statement record.
    pub record: Hash,
    /// The registry's id.
    pub registry: Hash,
    /// Since when, as claimed.
    pub since: Timestamp,
    /// The statement.
    pub statement: StatementId,
    /// Always `countersign/withholding/v1`.
    #[serde(rename = "type")]
    pub tag: Tag<7>,
    /// The version.
    #[serde(deserialize_with = "integer")]
    pub version: u64,
    /// SHA-256 of the organisation's wish ([`super::wish`]), which is shown to nobody; only where it asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wish: Option<Hash>,
    /// The hashes of the files that are taken down, sorted; none where it names acts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<Hash>,
}

impl Withholding {
    /// The version that it is about.
    #[must_use]
    pub fn of(&self) -> VersionId {
        self.statement.at(self.version)
    }

    /// The log entries whose records are not shown.
    pub(crate) fn acts(&self) -> impl Iterator<Item = RecordEntry> {
        self.entries.iter().filter_map(|text| match Entry::decode(text.as_bytes()) {
            Ok(Entry::Record(entry)) => Some(entry),
            _ => None,
        })
    }

    pub(super) fn validate(self) -> Result<Self, RecordError> {
        if self.number == 0 || (self.number == 1) != self.previous.is_none() {
            return Err(flaw("number", "number 1 has no previous, every later one has"));
        }
        if self.wish.is_some() && !self.asked {
            return Err(flaw("wish", "only a withholding that was asked for has one"));
        }
        if self.version == 0 {
            return Err(flaw("version", "want 1 or more, got 0"));
        }
        if !self.words.is_empty() {
            self.check_words()?;
            return Ok(self);
        }
        if self.entries.is_empty() || self.entries.len() > ENTRIES_MAX {
            return Err(flaw(
                "entries",
                format!("want 1 to {ENTRIES_MAX}, got {}", self.entries.len()),
            ));
        }
        let mut previous = None;
        for text in &self.entries {
            let entry = Entry::decode(text.as_bytes())
                .map_err(|error| flaw("entries", error.to_string()))?;
            match entry {
                Entry::Record(entry)
                    if entry.kind == Kind::Endorsement && entry.previous == previous =>
                {
                    previous = Some(entry.record);
                }
                _ => {
                    return Err(flaw(
                        "entries",
                        "want all the endorsement entries of one chain, from its first",
                    ));
                }
            }
        }
        Ok(self)
    }

    /// Words are named alone, each once: who asked for an act to go is another question.
    fn check_words(&self) -> Result<(), RecordError> {
        if !self.entries.is_empty() {
            return Err(flaw("words", "want entries or words, got both"));
        }
        if self.asked {
            return Err(flaw("asked", "only acts are withheld because an organisation asked"));
        }
        if self.words.len() > WORDS_MAX {
            return Err(flaw("words", format!("want 1 to {WORDS_MAX}, got {}", self.words.len())));
        }
        if !self.words.is_sorted_by(|one, next| one < next) {
            return Err(flaw("words", "want hashes in order, each once"));
        }
        Ok(())
    }
}
