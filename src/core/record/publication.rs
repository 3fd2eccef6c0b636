//! Maintainers make a version official: `registry/ID/vN/publication.json`.

use serde::{Deserialize, Serialize};

use super::tag::Tag;
use super::{RecordError, flaw};
use crate::canonical::integer;
use crate::digest::Hash;
use crate::name::StatementId;
use crate::time::Timestamp;

/// From its log entry on, the version is the current one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Publication {
    /// When, as the maintainers claim; conditions are judged against it.
    pub published_at: Timestamp,
    /// The hash of the version's statement record.
    pub record: Hash,
    /// The registry's id.
    pub registry: Hash,
    /// The statement.
    pub statement: StatementId,
    /// Always `countersign/publication/v1`.
    #[serde(rename = "type")]
    pub tag: Tag<6>,
    /// The version.
    #[serde(deserialize_with = "integer")]
    pub version: u64,
}

impl Publication {
    pub(super) fn validate(self) -> Result<Self, RecordError> {
        if self.version == 0 {
            return Err(flaw("version", "want 1 or more, got 0"));
        }
        Ok(self)
    }
}
