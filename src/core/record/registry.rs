//! The registry's own authority: `keys/root/N.json`.
//!
//! Number 1 founds the registry: it has sixteen random bytes of salt, so that no two registries share an id,
//! and neither `registry` nor `previous`; its SHA-256 is the registry's id.
//! Every later one names both.
//!
//! Who must cosign the log's head is either `witnesses` and `quorum`, so many of those, or a [`Policy`] with groups.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::line::{LINE_BYTES_MAX, Line, Salt};
use super::tag::Tag;
use super::url::Url;
use super::{RecordError, flaw, is_strictly_sorted};
use crate::canonical::integer;
use crate::digest::Hash;
use crate::key::PublicKey;
use crate::name::{Domain, Label};
use crate::note::{Algorithm, VerifierKey};
use crate::policy::Policy;
use crate::time::Timestamp;

/// Most maintainers: each signs every publication, and a verdict names them all.
pub const MAINTAINERS_MAX: usize = 32;
/// Most log keys: one for each person who may append.
pub const LOG_KEYS_MAX: usize = 16;
/// Most witnesses: each adds a line to every checkpoint.
pub const WITNESSES_MAX: usize = 32;

/// Most addresses of a registry: its own, and some copies elsewhere.
pub const URLS_MAX: usize = 16;

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

/// A key that signed the log, and since when it was in other hands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CompromisedLogKey {
    /// The size of the log up to which heads that it signed are the log's.
    #[serde(deserialize_with = "integer")]
    pub compromised_since: u64,
    /// The key.
    pub key: VerifierKey,
}

/// The registry that a first record says it goes on from; nobody can check that in this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Continues {
    /// The origin of that registry's log.
    pub origin: Line,
    /// That registry's id.
    pub registry: Hash,
    /// The root that its log had at that size.
    pub root: Hash,
    /// How many entries of it this registry goes on from.
    #[serde(deserialize_with = "integer")]
    pub size: u64,
}

/// That a registry ends with this record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ends {
    /// The id of the registry that goes on from it, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub successor: Option<Hash>,
}

/// Who maintains the registry, who signs its log, who watches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registry {
    /// Keys that signed the log and were in other hands, sorted; none of them is among `log_keys`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub compromised_log_keys: Vec<CompromisedLogKey>,
    /// The registry that it goes on from; only in number 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub continues: Option<Continues>,
    /// That the registry ends; never in number 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<Ends>,
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
    /// Who must cosign, where that is more than a number of witnesses; then `witnesses` is empty and `quorum` 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<Policy>,
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
    /// Where the registry and its copies lie, sorted: hints, which this program never follows unasked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub urls: Vec<Url>,
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

    /// Who must cosign the log's head, in whichever way it says so.
    #[must_use]
    pub fn cosigners(&self) -> Policy {
        let policy = self.policy.clone();
        policy.unwrap_or_else(|| Policy::of(&self.witnesses, self.quorum))
    }

    pub(super) fn validate(self) -> Result<Self, RecordError> {
        self.check_place()?;
        check_origin("origin", &self.origin)?;
        check_threshold("threshold", self.threshold, self.maintainers.len(), MAINTAINERS_MAX)?;
        if !is_strictly_sorted(&self.maintainers, |maintainer| maintainer.label.clone()) {
            return Err(flaw("maintainers", "want them sorted by label, each label once"));
        }
        self.check_log_keys()?;
        self.check_witnesses()?;
        if self.urls.len() > URLS_MAX || !is_strictly_sorted(&self.urls, Clone::clone) {
            return Err(flaw("urls", format!("want at most {URLS_MAX}, sorted, each once")));
        }
        let maintainers = self.maintainers.iter().map(|maintainer| maintainer.key.ed25519());
        let witnesses = self.cosigners().witnesses();
        let compromised = self.compromised_log_keys.iter().map(|one| &one.key);
        let others = self.log_keys.iter().chain(&witnesses).chain(compromised);
        if !all_distinct(maintainers.chain(others.map(VerifierKey::key))) {
            return Err(flaw(
                "maintainers",
                "one key stands twice: every key has one holder and one purpose",
            ));
        }
        Ok(self)
    }

    /// What only a first record has, and what only a later one has.
    fn check_place(&self) -> Result<(), RecordError> {
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
        if let Some(continues) = &self.continues {
            check_origin("continues", &continues.origin)?;
            if !first || continues.origin == self.origin || continues.size == 0 {
                let why = "want it in number 1 only, of another origin and at least one entry";
                return Err(flaw("continues", why));
            }
        }
        if first && self.ends.is_some() {
            return Err(flaw("ends", "want none in number 1"));
        }
        Ok(())
    }

    fn check_log_keys(&self) -> Result<(), RecordError> {
        if self.log_keys.is_empty() || self.log_keys.len() > LOG_KEYS_MAX {
            return Err(flaw(
                "log_keys",
                format!("want 1 to {LOG_KEYS_MAX}, got {}", self.log_keys.len()),
            ));
        }
        let is_own = |key: &VerifierKey| {
            key.algorithm() == Algorithm::Ed25519 && key.name().as_str() == self.origin.as_str()
        };
        if !is_strictly_sorted(&self.log_keys, ToString::to_string)
            || !self.log_keys.iter().all(is_own)
        {
            return Err(flaw(
                "log_keys",
                "want Ed25519 verifier keys named by the origin, sorted, each once",
            ));
        }
        let compromised = &self.compromised_log_keys;
        if compromised.len() > LOG_KEYS_MAX
            || !is_strictly_sorted(compromised, |one| one.key.to_string())
            || !compromised.iter().all(|one| is_own(&one.key))
        {
            let why = format!(
                "want at most {LOG_KEYS_MAX} Ed25519 verifier keys named by the origin, sorted, each once"
            );
            return Err(flaw("compromised_log_keys", why));
        }
        Ok(())
    }

    fn check_witnesses(&self) -> Result<(), RecordError> {
        if self.witnesses.len() > WITNESSES_MAX || self.quorum > self.witnesses.len() as u64 {
            return Err(flaw("quorum", "want at most as many as there are witnesses"));
        }
        if !is_strictly_sorted(&self.witnesses, ToString::to_string)
            || self.witnesses.iter().any(|key| key.algorithm() != Algorithm::Cosignature)
        {
            return Err(flaw("witnesses", "want cosignature/v1 verifier keys, sorted, each once"));
        }
        let Some(policy) = &self.policy else { return Ok(()) };
        if !self.witnesses.is_empty() || policy.witnesses_named() > WITNESSES_MAX {
            let why = format!("want at most {WITNESSES_MAX} witnesses, and none beside it");
            return Err(flaw("policy", why));
        }
        if policy.logs().is_some_and(|known| !known.is_empty()) {
            return Err(flaw("policy", "want logs only of unknown types: log_keys has the others"));
        }
        let is_line = |line: &String| {
            line.len() <= LINE_BYTES_MAX
                && !line.contains(|letter: char| !matches!(letter, ' '..='~'))
        };
        if !policy.lines().iter().all(is_line) {
            let why = format!("want lines of at most {LINE_BYTES_MAX} letters of ASCII");
            return Err(flaw("policy", why));
        }
        match policy.urls().find_map(|url| url.parse::<Url>().err()) {
            Some(error) => Err(flaw("policy", error.to_string())),
            None => Ok(()),
        }
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

fn check_origin(member: &'static str, origin: &Line) -> Result<(), RecordError> {
    match is_origin(origin.as_str()) {
        true => Ok(()),
        false => {
            let why = format!("want an origin such as coalition.example/log, got {origin:?}");
            Err(flaw(member, why))
        }
    }
}

/// A schema-less URL without spaces or `+` (C2SP tlog-checkpoint, signed-note).
fn is_origin(text: &str) -> bool {
    text.len() <= ORIGIN_BYTES_MAX
        && text.split('/').all(|part| !part.is_empty())
        && text.bytes().all(|byte| {
            byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-./".contains(&byte)
        })
}
