//! Who may sign: the registry's own authority, the organisations' keys, and the one function that counts.

use std::collections::HashMap;
use std::fmt;

use super::Violation;
use crate::digest::Hash;
use crate::key::PublicKey;
use crate::key::ed25519::{Ed25519Key, KEY_BYTES};
use crate::name::{Domain, Label};
use crate::record::signature::Fitting;
use crate::record::{Organisation, Registry};

/// The registry's authority at a position of the log.
#[derive(Debug, Clone)]
pub struct Root {
    /// The hash of the record.
    pub record: Hash,
    /// What it says.
    pub body: Registry,
}

impl Root {
    /// Counts the maintainers who signed, against the threshold.
    pub(super) fn approve(&self, signatures: &[Fitting]) -> Result<Vec<Label>, Violation> {
        let holders =
            self.body.maintainers.iter().map(|maintainer| (&maintainer.key, &maintainer.label));
        count("the maintainers", holders, self.body.threshold, signatures)
    }
}

/// A key from the entry that enrols it to the entry that removes it.
#[derive(Debug, Clone)]
pub struct Tenure {
    /// The key.
    pub key: PublicKey,
    /// Its label.
    pub label: Label,
    /// The log entry that enrolled it.
    pub from: u64,
}

/// An organisation at a position of the log.
#[derive(Debug, Clone)]
pub struct Enrolled {
    /// The hash of its newest record.
    pub record: Hash,
    /// What that record says.
    pub body: Organisation,
    /// The keys that may sign.
    pub keys: Vec<Tenure>,
}

impl Enrolled {
    /// Counts the organisation's keys that signed, against its threshold.
    pub(super) fn approve(&self, signatures: &[Fitting]) -> Result<Vec<Label>, Violation> {
        let holders = self.keys.iter().map(|tenure| (&tenure.key, &tenure.label));
        count(self.body.organisation.as_str(), holders, self.body.threshold, signatures)
    }
}

/// Who signed: the one place where signatures are counted.
///
/// Every signature must be by one of `holders`, no key may stand twice, and there must be `threshold` of them.
fn count<'a>(
    who: &str,
    holders: impl Iterator<Item = (&'a PublicKey, &'a Label)>,
    threshold: u64,
    signatures: &[Fitting],
) -> Result<Vec<Label>, Violation> {
    let holders: Vec<_> = holders.collect();
    let mut labels: Vec<Label> = Vec::with_capacity(signatures.len());
    for signature in signatures {
        let Some((_, label)) = holders.iter().find(|(key, _)| *key == signature.key()) else {
            return Err(Violation::NotEntitled {
                who: who.to_owned(),
                key: signature.key().fingerprint(),
            });
        };
        if labels.contains(label) {
            return Err(Violation::SignedTwice { who: who.to_owned(), label: (*label).clone() });
        }
        labels.push((*label).clone());
    }
    if (labels.len() as u64) < threshold {
        return Err(Violation::Threshold {
            who: who.to_owned(),
            want: threshold,
            got: labels.len(),
        });
    }
    labels.sort();
    Ok(labels)
}

/// Whose key it is, for ever.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holder {
    /// A maintainer, by label.
    Maintainer(Label),
    /// The log.
    Log,
    /// A witness, by name.
    Witness(String),
    /// An organisation's key, by label.
    Organisation(Domain, Label),
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Maintainer(label) => write!(f, "the maintainer {label}"),
            Self::Log => f.write_str("the log"),
            Self::Witness(name) => write!(f, "the witness {name}"),
            Self::Organisation(domain, label) => write!(f, "{domain} ({label})"),
        }
    }
}

/// Every key that was ever enrolled, by its 32 bytes: one key belongs to one holder and one label, for ever.
#[derive(Debug, Clone, Default)]
pub struct Holders(HashMap<[u8; KEY_BYTES], Holder>);

impl Holders {
    /// Whose key this is or was.
    #[must_use]
    pub fn of(&self, key: &Ed25519Key) -> Option<&Holder> {
        self.0.get(key.as_bytes())
    }

    pub(super) fn check_free(&self, key: &Ed25519Key) -> Result<(), Violation> {
        match self.of(key) {
            Some(holder) => Err(Violation::KeyTaken { holder: holder.clone() }),
            None => Ok(()),
        }
    }

    pub(super) fn enrol(&mut self, key: &Ed25519Key, holder: Holder) {
        self.0.insert(*key.as_bytes(), holder);
    }
}
