//! An organisation's keys: `keys/DOMAIN/N.json`.
//!
//! Number 1 enrols it, under a first name; every later one rotates or recovers its keys, and says nothing of names:
//! those change in listings, which the maintainers sign.
//! A key that leaves is named under `removed`, with the reason and, where it was stolen,
//! the log entry since which it must not be relied on.

use serde::{Deserialize, Serialize};

use super::line::Line;
use super::registry::{all_distinct, check_threshold};
use super::tag::Tag;
use super::{RecordError, flaw, is_strictly_sorted};
use crate::canonical::{integer, optional_integer};
use crate::digest::Hash;
use crate::key::PublicKey;
use crate::name::{Domain, Label};
use crate::time::Timestamp;

/// Most keys of one organisation, and most that one record removes.
pub const KEYS_MAX: usize = 32;
/// Most other names of one organisation.
pub const ALIASES_MAX: usize = 16;

/// A key that may sign for the organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganisationKey {
    /// The key.
    pub key: PublicKey,
    /// Its short name, part of the signature's file name.
    pub label: Label,
    /// What the holder does there, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Line>,
}

/// A key that may no longer sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemovedKey {
    /// The log entry from which on this key's endorsements must not be relied on.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "optional_integer"
    )]
    pub compromised_since: Option<u64>,
    /// The key.
    pub key: PublicKey,
    /// Its short name while it was enrolled.
    pub label: Label,
    /// Why it was removed.
    pub reason: Line,
}

/// Who an organisation is and which keys speak for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// Other names it is known by, sorted; only in number 1: later ones stand in its listings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aliases: Option<Vec<Line>>,
    /// The keys, sorted by label.
    pub keys: Vec<OrganisationKey>,
    /// When it was made, as claimed.
    pub made_at: Timestamp,
    /// The organisation's name; only in number 1: later ones stand in its listings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Line>,
    /// 1, then one more for each successor.
    #[serde(deserialize_with = "integer")]
    pub number: u64,
    /// The organisation.
    pub organisation: Domain,
    /// The record before this one; absent in number 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Hash>,
    /// The registry's id.
    pub registry: Hash,
    /// Keys that this record removes, or says more about, sorted by label.
    pub removed: Vec<RemovedKey>,
    /// How many of its keys must sign an act.
    #[serde(deserialize_with = "integer")]
    pub threshold: u64,
    /// Always `countersign/organisation/v1`.
    #[serde(rename = "type")]
    pub tag: Tag<1>,
}

impl Organisation {
    pub(super) fn validate(self) -> Result<Self, RecordError> {
        if self.number == 0 || (self.number == 1) != self.previous.is_none() {
            return Err(flaw("number", "number 1 has no previous, every later one has"));
        }
        check_threshold("threshold", self.threshold, self.keys.len(), KEYS_MAX)?;
        if !is_strictly_sorted(&self.keys, |key| key.label.clone()) {
            return Err(flaw("keys", "want them sorted by label, each label once"));
        }
        let has_names = (self.name.is_some(), self.aliases.is_some());
        if has_names != (self.number == 1, self.number == 1) {
            return Err(flaw("name", "number 1 has a name and aliases, no later one has"));
        }
        check_aliases(self.aliases.as_deref().unwrap_or_default())?;
        if self.removed.len() > KEYS_MAX
            || !is_strictly_sorted(&self.removed, |key| key.label.clone())
        {
            return Err(flaw(
                "removed",
                format!("want at most {KEYS_MAX}, sorted by label, each once"),
            ));
        }
        if self.number == 1 && !self.removed.is_empty() {
            return Err(flaw(
                "removed",
                "the first record of an organisation has nothing to remove",
            ));
        }
        let keys = self.keys.iter().map(|key| key.key.ed25519());
        if !all_distinct(keys.chain(self.removed.iter().map(|key| key.key.ed25519()))) {
            return Err(flaw(
                "keys",
                "one key stands twice: every key has one holder and one label",
            ));
        }
        Ok(self)
    }
}

/// At most so many other names, in their one order.
pub(super) fn check_aliases(aliases: &[Line]) -> Result<(), RecordError> {
    if aliases.len() > ALIASES_MAX || !is_strictly_sorted(aliases, Clone::clone) {
        return Err(flaw("aliases", format!("want at most {ALIASES_MAX}, sorted, each once")));
    }
    Ok(())
}
