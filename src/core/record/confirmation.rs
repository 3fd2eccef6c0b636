//! Evidence that keys are an organisation's: `keys/DOMAIN/confirmations/N.json`.
//!
//! It names the exact keys that were confirmed, and how; it covers those keys and nothing else.

use serde::{Deserialize, Serialize};

use super::line::Line;
use super::organisation::KEYS_MAX;
use super::tag::Tag;
use super::{RecordError, flaw, is_strictly_sorted};
use crate::canonical::integer;
use crate::digest::Hash;
use crate::key::PublicKey;
use crate::name::{Domain, Label};
use crate::time::Timestamp;

/// Who confirms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ConfirmedBy {
    /// One maintainer, by label.
    Maintainer(Label),
    /// An enrolled organisation.
    Organisation(Domain),
}

/// How it was confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// By a call to the organisation.
    Telephone(Telephone),
    /// By what a web server served.
    Url(Url),
    /// By the word of whoever confirms.
    Vouching(Vouching),
}

/// A call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Telephone {
    /// The number that was called, in records that are older: a number is somebody's, and stays for ever, so none is
    /// written any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<Line>,
    /// Where that number was found.
    pub number_from: Line,
}

/// A document on the organisation's own web server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Url {
    /// When it was fetched, as claimed.
    pub fetched_at: Timestamp,
    /// SHA-256 of what was served.
    pub sha256: Hash,
    /// From where.
    pub url: Line,
}

/// Words of somebody who knows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vouching {
    /// How they know.
    pub reason: Line,
}

/// Somebody says how they know that these keys are this organisation's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Confirmation {
    /// When, as claimed.
    pub confirmed_at: Timestamp,
    /// By whom; their key signs.
    pub confirmed_by: ConfirmedBy,
    /// How.
    pub how: How,
    /// The exact keys, sorted.
    pub keys: Vec<PublicKey>,
    /// 1, then one more for each confirmation of this organisation.
    #[serde(deserialize_with = "integer")]
    pub number: u64,
    /// Whose keys.
    pub organisation: Domain,
    /// The confirmation before this one; absent in number 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Hash>,
    /// The registry's id.
    pub registry: Hash,
    /// Always `countersign/confirmation/v1`.
    #[serde(rename = "type")]
    pub tag: Tag<3>,
}

impl Confirmation {
    pub(super) fn validate(self) -> Result<Self, RecordError> {
        if self.number == 0 || (self.number == 1) != self.previous.is_none() {
            return Err(flaw("number", "number 1 has no previous, every later one has"));
        }
        if self.keys.is_empty()
            || self.keys.len() > KEYS_MAX
            || !is_strictly_sorted(&self.keys, |key| *key.ed25519().as_bytes())
        {
            return Err(flaw(
                "keys",
                format!("want 1 to {KEYS_MAX}, sorted by their 32 bytes, each once"),
            ));
        }
        Ok(self)
    }
}
