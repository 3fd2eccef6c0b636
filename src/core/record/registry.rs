//! The registry's own authority: `keys/root/N.json`.
//!
//! Number 1 founds the registry: it has sixteen random bytes of salt, so that no two registries share an id,
//! and neither `registry` nor `previous`; its SHA-256 is the registry's id.
//! Every later one names both.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::line::{Line, Salt};
use super::tag::Tag;
use super::{RecordError, flaw, is_strictly_sorted};
use crate::canonical::integer;
use crate::digest::Hash;
use crate::key::PublicKey;
use crate::name::{Domain, Label};
use crate::note::{Algorithm, VerifierKey};
use crate::time::Timestamp;

/// Most maintainers: each signs every publication, and a verdict names them all.
pub const MAINTAINERS_MAX: usize = 32;
/// Most log keys: one for each person who may append.
pub const LOG_KEYS_MAX: usize = 16;
/// Most witnesses: each adds a line to every checkpoint.
pub const WITNESSES_MAX: usize = 32;

/// One person who publishes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Maintainer {
    /// The key.
    pub key: PublicKey,
    /// Its short name, part of the signature's file name.
    pub label: Label,
    /// The person or office.
    pub name: Line,
}

/// Who maintains the registry, who signs its log, who watches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registry {
    /// The log's keys, as C2SP verifier keys named by the origin, sorted.
    pub log_keys: Vec<VerifierKey>,
    /// When it was made, as claimed.
    pub made_at: Timestamp,
    /// The maintainers, sorted by label.
    pub maintainers: Vec<Maintainer>,
    /// The registry's name.
    pub name: Line,
    /// 1, then one more for each successor.
    #[serde(deserialize_with = "integer")]
    pub number: u64,
    /// The log's origin (C2SP tlog-checkpoint); never changes.
    pub origin: Line,
    /// The record before this one; absent in number 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Hash>,
    /// How many witnesses must have cosigned a checkpoint.
    #[serde(deserialize_with = "integer")]
    pub quorum: u64,
    /// The registry's id; absent in number 1, whose hash it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registry: Option<Hash>,
    /// Sixteen random bytes; only in number 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub salt: Option<Salt>,
    /// How many maintainers must sign.
    #[serde(deserialize_with = "integer")]
    pub threshold: u64,
    /// Always `countersign/registry/v1`.
    #[serde(rename = "type")]
    pub tag: Tag<0>,
    /// The witnesses' keys, as C2SP verifier keys for cosignature/v1, sorted.
    pub witnesses: Vec<VerifierKey>,
}

impl Registry {
    /// Whether a domain lies below the registry's own, so that its holder lends it and could give it to others.
    #[must_use]
    pub fn lends(&self, domain: &Domain) -> bool {
        let own = self.origin.as_str().split('/').next().unwrap_or_default();
        let below = domain.as_str().strip_suffix(own);
        below.is_some_and(|below| below.ends_with('.'))
    }

    pub(super) fn validate(self) -> Result<Self, RecordError> {
        let first = self.number == 1;
        if self.number == 0 {
            return Err(flaw("number", "want 1 or more, got 0"));
        }
        if self.previous.is_some() == first
            || self.registry.is_some() == first
            || self.salt.is_some() != first
        {
            return Err(flaw(
                "number",
                "number 1 has a salt, every later one has registry and previous",
            ));
        }
        if !is_origin(self.origin.as_str()) {
            return Err(flaw(
                "origin",
                format!("want an origin such as coalition.example/log, got {:?}", self.origin),
            ));
        }
        check_threshold("threshold", self.threshold, self.maintainers.len(), MAINTAINERS_MAX)?;
        if !is_strictly_sorted(&self.maintainers, |maintainer| maintainer.label.clone()) {
            return Err(flaw("maintainers", "want them sorted by label, each label once"));
        }
        if self.log_keys.is_empty() || self.log_keys.len() > LOG_KEYS_MAX {
            return Err(flaw(
                "log_keys",
                format!("want 1 to {LOG_KEYS_MAX}, got {}", self.log_keys.len()),
            ));
        }
        if !is_strictly_sorted(&self.log_keys, ToString::to_string)
            || self.log_keys.iter().any(|key| {
                key.algorithm() != Algorithm::Ed25519 || key.name().as_str() != self.origin.as_str()
            })
        {
            return Err(flaw(
                "log_keys",
                "want Ed25519 verifier keys named by the origin, sorted, each once",
            ));
        }
        if self.witnesses.len() > WITNESSES_MAX || self.quorum > self.witnesses.len() as u64 {
            return Err(flaw("quorum", "want at most as many as there are witnesses"));
        }
        if !is_strictly_sorted(&self.witnesses, ToString::to_string)
            || self.witnesses.iter().any(|key| key.algorithm() != Algorithm::Cosignature)
        {
            return Err(flaw("witnesses", "want cosignature/v1 verifier keys, sorted, each once"));
        }
        let maintainers = self.maintainers.iter().map(|maintainer| maintainer.key.ed25519());
        let others = self.log_keys.iter().chain(&self.witnesses).map(VerifierKey::key);
        if !all_distinct(maintainers.chain(others)) {
            return Err(flaw(
                "maintainers",
                "one key stands twice: every key has one holder and one purpose",
            ));
        }
        Ok(self)
    }
}

/// Whether the same 32 bytes stand twice among `keys`.
pub(super) fn all_distinct<'a>(
    keys: impl Iterator<Item = &'a crate::key::ed25519::Ed25519Key>,
) -> bool {
    let mut seen = BTreeSet::new();
    keys.into_iter().all(|key| seen.insert(key.as_bytes()))
}

/// A threshold that `holders` can reach, and no more holders than `max`.
pub(super) fn check_threshold(
    member: &'static str,
    threshold: u64,
    holders: usize,
    max: usize,
) -> Result<(), RecordError> {
    if holders == 0 || holders > max {
        return Err(flaw(member, format!("want 1 to {max} keys, got {holders}")));
    }
    if threshold == 0 || threshold > holders as u64 {
        return Err(flaw(
            member,
            format!("want 1 to {holders}, got {threshold}: nobody could reach it"),
        ));
    }
    Ok(())
}

/// Longest origin, in bytes: it is a line of every checkpoint.
const ORIGIN_BYTES_MAX: usize = 200;

/// A schema-less URL without spaces or `+` (C2SP tlog-checkpoint, signed-note).
fn is_origin(text: &str) -> bool {
    text.len() <= ORIGIN_BYTES_MAX
        && text.split('/').all(|part| !part.is_empty())
        && text.bytes().all(|byte| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-./".contains(&byte)
        })
}
