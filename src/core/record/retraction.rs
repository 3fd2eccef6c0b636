//! Maintainers take a version back: `registry/ID/vN/retraction.json`.
//!
//! What was said stays in the log, and whoever reads the version is told first that it does not stand any more.
//! No rule looks at what replaces it: that may be another statement, and is what the maintainers say.

use serde::{Deserialize, Serialize};

use super::line::Line;
use super::tag::Tag;
use super::{RecordError, flaw};
use crate::canonical::integer;
use crate::digest::Hash;
use crate::name::{StatementId, VersionId};
use crate::time::Timestamp;

/// The version that is to be read instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Replacement {
    /// The hash of its statement record.
    pub record: Hash,
    /// The statement.
    pub statement: StatementId,
    /// The version.
    #[serde(deserialize_with = "integer")]
    pub version: u64,
}

/// From its log entry on, the version is taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retraction {
    /// Why, for everybody to read.
    pub reason: Line,
    /// The hash of the version's statement record.
    pub record: Hash,
    /// The registry's id.
    pub registry: Hash,
    /// What is to be read instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaced_by: Option<Replacement>,
    /// When, as the maintainers claim.
    pub retracted_at: Timestamp,
    /// The statement.
    pub statement: StatementId,
    /// Always `countersign/retraction/v1`.
    #[serde(rename = "type")]
    pub tag: Tag<8>,
    /// The version.
    #[serde(deserialize_with = "integer")]
    pub version: u64,
}

impl Replacement {
    /// The version.
    #[must_use]
    pub fn id(&self) -> VersionId {
        self.statement.at(self.version)
    }
}

impl Retraction {
    pub(super) fn validate(self) -> Result<Self, RecordError> {
        if self.version == 0 {
            return Err(flaw("version", "want 1 or more, got 0"));
        }
        let is_itself = |by: &Replacement| {
            by.record == self.record
                || (by.statement == self.statement && by.version == self.version)
        };
        if self.replaced_by.as_ref().is_some_and(|by| by.version == 0 || is_itself(by)) {
            return Err(flaw("replaced_by", "want another version, from 1"));
        }
        Ok(self)
    }
}
