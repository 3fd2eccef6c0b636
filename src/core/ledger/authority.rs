//! Who may sign: the registry's own authority, the organisations' keys, and the one function that counts.
//!
//! A key may sign from the entry that enrols it to the entry that ends it: its [`Tenure`].
//! What it signed in between stays as it was; nothing that happens later changes who was entitled then.

mod tenure;

use std::collections::HashMap;

use super::Violation;
use super::listing::Listed;
use crate::digest::Hash;
use crate::key::PublicKey;
use crate::key::ed25519::{Ed25519Key, KEY_BYTES};
use crate::name::{Domain, Label};
use crate::record::line::Line;
use crate::record::registry::CompromisedLogKey;
use crate::record::signature::VerifiedSignature;
use crate::record::{Confirmation, Organisation, Registry};

pub(super) use tenure::Accused;
pub use tenure::{ACCUSATIONS_MAX, Accusation, Accuser, End, OWN_ACCUSATIONS_MAX, Tenure, Tenures};

/// The registry's authority at a position of the log.
#[derive(Debug, Clone)]
pub struct Root {
    /// The hash of the newest record.
    pub record: Hash,
    /// What it says.
    pub body: Registry,
    /// The log entry of that record.
    pub at: u64,
    /// The maintainers' keys, those that left included.
    pub keys: Tenures,
    /// Every record so far: the first one first, this one last.
    pub history: Vec<Past>,
}

/// What a record of the authority said, from its log entry on.
#[derive(Debug, Clone)]
pub struct Past {
    /// The log entry of the record.
    pub at: u64,
    /// What it says.
    pub body: Registry,
}

impl Root {
    /// Counts the maintainers who signed, against the threshold.
    pub(super) fn approve(
        &self,
        signatures: &[VerifiedSignature],
    ) -> Result<Vec<Label>, Violation> {
        let who = Signers::Maintainers;
        let labels = tally(&who, &self.keys.signers(), signatures)?;
        check_threshold(&who, self.body.threshold, labels.len())?;
        Ok(labels)
    }

    /// The names of those who were maintainers at an entry.
    pub fn names_at(&self, at: u64) -> impl Iterator<Item = &Line> {
        let before = self.history.partition_point(|past| past.at <= at);
        let since = before.checked_sub(1).and_then(|last| self.history.get(last));
        since.into_iter().flat_map(|past| past.body.maintainers.iter().map(|one| &one.name))
    }

    /// What was in force when the log had `size` entries: its keys signed that head.
    #[must_use]
    pub fn at_size(&self, size: u64) -> &Registry {
        let before = self.history.partition_point(|past| past.at < size);
        let then = before.checked_sub(1).and_then(|last| self.history.get(last));
        then.map_or(&self.body, |past| &past.body)
    }

    /// The records that changed who must cosign, each with the one before it that asked for somebody.
    pub fn policy_changes(&self) -> impl Iterator<Item = (&Past, &Registry)> {
        let pairs = self.history.windows(2).filter_map(|pair| match pair {
            [before, after] => Some((after, &before.body)),
            _ => None,
        });
        pairs.filter(|(after, before)| {
            let before = before.cosigners();
            before.asks() && !before.asks_as(&after.body.cosigners())
        })
    }

    /// Since when keys that signed the log were in other hands, each with the log entry that says so.
    pub fn compromised_log_keys(&self) -> impl Iterator<Item = (u64, &CompromisedLogKey)> {
        self.history
            .iter()
            .flat_map(|past| past.body.compromised_log_keys.iter().map(|one| (past.at, one)))
    }

    /// Whether a key is that of a maintainer now.
    #[must_use]
    pub(crate) fn is_maintainer(&self, key: &PublicKey) -> bool {
        self.keys.in_force().iter().any(|one| one.key == *key)
    }

    /// The one maintainer who must have signed.
    pub(super) fn approve_one(
        &self,
        label: &Label,
        signatures: &[VerifiedSignature],
    ) -> Result<Vec<Label>, Violation> {
        let who = Signers::Maintainer(label.clone());
        let holder = self.keys.labelled(label).filter(|one| one.is_in_force());
        let holder: Vec<_> = holder.into_iter().map(|one| (&one.key, &one.label)).collect();
        let labels = tally(&who, &holder, signatures)?;
        check_threshold(&who, 1, labels.len())?;
        Ok(labels)
    }

    /// Counts the maintainers of this authority and of its successor: each must reach its own threshold.
    pub(super) fn approve_successor(
        &self,
        next: &Registry,
        signatures: &[VerifiedSignature],
    ) -> Result<(), Violation> {
        let old = self.keys.signers();
        let new: Vec<_> = next.maintainers.iter().map(|one| (&one.key, &one.label)).collect();
        let both: Vec<_> = old.iter().chain(&new).copied().collect();
        tally(&Signers::BeforeOrAfter, &both, signatures)?;
        let among = |holders: &[(&PublicKey, &Label)]| {
            let is_one =
                |one: &&VerifiedSignature| holders.iter().any(|(key, _)| *key == one.key());
            signatures.iter().filter(is_one).count()
        };
        check_threshold(&Signers::Before, self.body.threshold, among(&old))?;
        check_threshold(&Signers::After, next.threshold, among(&new))
    }
}

/// That the maintainers replaced an organisation's keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovery {
    /// The log entry.
    pub at: u64,
    /// Whether an earlier key of the organisation stands behind it.
    pub is_adopted: bool,
}

/// Who signed a change of keys, without those that it accuses.
#[derive(Debug, Clone)]
pub(super) struct Adoption {
    pub(super) at: u64,
    pub(super) by: Vec<Label>,
}

/// Evidence that keys are the organisation's.
#[derive(Debug, Clone)]
pub struct Confirmed {
    /// The hash of the record.
    pub record: Hash,
    /// What it says.
    pub body: Confirmation,
    /// The log entry.
    pub at: u64,
    /// The labels of the keys that signed, sorted.
    pub signers: Vec<Label>,
    /// How many of them had to.
    pub threshold: u64,
}

/// An organisation at a position of the log.
#[derive(Debug, Clone)]
pub struct Enrolled {
    /// The hash of its newest record.
    pub record: Hash,
    /// What that record says.
    pub body: Organisation,
    /// The names that it is listed under now.
    pub listed: Listed,
    /// The log entry of that record.
    pub at: u64,
    /// Its keys, those that ended included.
    pub keys: Tenures,
    /// Every recovery, for ever.
    pub recoveries: Vec<Recovery>,
    pub(super) adoptions: Vec<Adoption>,
    /// Evidence that keys are its own, in order.
    pub confirmations: Vec<Confirmed>,
}

impl Enrolled {
    /// Counts the organisation's keys that signed, against its threshold.
    pub(super) fn approve(
        &self,
        signatures: &[VerifiedSignature],
    ) -> Result<Vec<Label>, Violation> {
        let (who, threshold) = (self.itself(), self.body.threshold);
        let keys = self.keys.signers();
        let labels = tally(&who, &keys, signatures)?;
        if (keys.len() as u64) < threshold {
            let organisation = self.body.organisation.clone();
            return Err(Violation::Silent { organisation, want: threshold, left: keys.len() });
        }
        check_threshold(&who, threshold, labels.len())?;
        Ok(labels)
    }

    /// Counts the organisation's keys that signed; there need not be any.
    pub(super) fn signers(
        &self,
        signatures: &[VerifiedSignature],
    ) -> Result<Vec<Label>, Violation> {
        tally(&self.itself(), &self.keys.signers(), signatures)
    }

    fn itself(&self) -> Signers {
        Signers::Organisation(self.body.organisation.clone())
    }

    /// The newest log entry about it: its keys, one that ended itself, or evidence.
    #[must_use]
    pub(crate) fn newest_entry(&self) -> u64 {
        let ends = self.keys.all().filter_map(|key| key.end.as_ref().map(|end| end.at));
        let confirmations = self.confirmations.iter().map(|one| one.at);
        ends.chain(confirmations).fold(self.at, u64::max)
    }

    /// Whether so few keys are left that it cannot speak.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        (self.keys.in_force().len() as u64) < self.body.threshold
    }

    /// The entry since which its keys are the maintainers' choice, and no earlier key stands behind that.
    #[must_use]
    pub fn recovered_since(&self) -> Option<u64> {
        self.recoveries.iter().find(|one| !one.is_adopted).map(|one| one.at)
    }

    /// Notes who stands behind a change of keys, and with it behind the recoveries before.
    pub(super) fn adopt(&mut self, adoption: Adoption) {
        if let Some(earliest) = self.earliest(&adoption) {
            for recovery in self.recoveries.iter_mut().rev().take_while(|one| one.at > earliest) {
                recovery.is_adopted = true;
            }
        }
        self.adoptions.push(adoption);
    }

    /// Decides anew which recoveries an earlier key stands behind, after keys were accused.
    pub(super) fn adopt_anew(&mut self) {
        let mut adoptions = self.adoptions.iter().rev().peekable();
        let mut earliest = u64::MAX;
        let mut is_adopted = Vec::with_capacity(self.recoveries.len());
        for recovery in self.recoveries.iter().rev() {
            while let Some(adoption) = adoptions.next_if(|one| one.at >= recovery.at) {
                earliest = earliest.min(self.earliest(adoption).unwrap_or(u64::MAX));
            }
            is_adopted.push(earliest < recovery.at);
        }
        for (recovery, is_adopted) in self.recoveries.iter_mut().rev().zip(is_adopted) {
            recovery.is_adopted = is_adopted;
        }
    }

    /// The entry that enrolled the oldest of the keys that signed, among those that were in the right hands.
    fn earliest(&self, adoption: &Adoption) -> Option<u64> {
        let reliable = adoption.by.iter().filter(|key| self.keys.is_reliable(key, adoption.at));
        reliable.filter_map(|key| Some(self.keys.labelled(key)?.from)).min()
    }
}

/// Counts the maintainers of a first record, which they sign themselves, against the threshold.
pub(super) fn approve_founding(
    body: &Registry,
    signatures: &[VerifiedSignature],
) -> Result<(), Violation> {
    let who = Signers::Maintainers;
    let own: Vec<_> = body.maintainers.iter().map(|one| (&one.key, &one.label)).collect();
    check_threshold(&who, body.threshold, tally(&who, &own, signatures)?.len())
}

/// The one signature that a key makes about itself.
pub(super) fn approve_alone(
    key: &PublicKey,
    label: &Label,
    signatures: &[VerifiedSignature],
) -> Result<(), Violation> {
    let who = Signers::TheKey;
    check_threshold(&who, 1, tally(&who, &[(key, label)], signatures)?.len())
}

/// Each signature is by one of these, and none of them signed twice; nobody has to.
pub(super) fn check_once(
    who: &Signers,
    holders: &[(&PublicKey, &Label)],
    signatures: &[VerifiedSignature],
) -> Result<(), Violation> {
    tally(who, holders, signatures).map(drop)
}

/// Who signed, sorted: the one place where signatures are counted.
///
/// Every signature must be by one of `holders`, and no key may stand twice.
fn tally(
    who: &Signers,
    holders: &[(&PublicKey, &Label)],
    signatures: &[VerifiedSignature],
) -> Result<Vec<Label>, Violation> {
    let mut labels: Vec<Label> = Vec::with_capacity(signatures.len());
    for signature in signatures {
        let Some((_, label)) = holders.iter().find(|(key, _)| *key == signature.key()) else {
            return Err(Violation::NotEntitled {
                who: who.clone(),
                key: signature.key().fingerprint(),
            });
        };
        if labels.contains(label) {
            return Err(Violation::SignedTwice { who: who.clone(), label: (*label).clone() });
        }
        labels.push((*label).clone());
    }
    labels.sort();
    Ok(labels)
}

fn check_threshold(who: &Signers, want: u64, got: usize) -> Result<(), Violation> {
    if (got as u64) < want {
        return Err(Violation::Threshold { who: who.clone(), want, got });
    }
    Ok(())
}

/// Who may sign something, and whose threshold counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Signers {
    /// The maintainers.
    Maintainers,
    /// One of them, by label.
    Maintainer(Label),
    /// The maintainers before or after a change of themselves.
    BeforeOrAfter,
    /// The maintainers before it.
    Before,
    /// The maintainers after it.
    After,
    /// The key that a revocation ends.
    TheKey,
    /// An organisation.
    Organisation(Domain),
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

/// Every key that was ever enrolled, by its 32 bytes: one key belongs to one holder and one label, for ever.
#[derive(Debug, Clone, Default)]
pub struct Holders(HashMap<[u8; KEY_BYTES], Holder>);

impl Holders {
    /// Whose key this is or was.
    #[must_use]
    pub fn of(&self, key: &Ed25519Key) -> Option<&Holder> {
        self.0.get(key.as_bytes())
    }

    /// A key that is kept stays with its holder; every other one must be new.
    pub(super) fn check(
        &self,
        key: &Ed25519Key,
        holder: &Holder,
        is_kept: bool,
    ) -> Result<(), Violation> {
        match self.of(key) {
            None => Ok(()),
            Some(known) if known == holder && is_kept => Ok(()),
            Some(known) if known == holder => Err(Violation::KeyEnded { holder: known.clone() }),
            Some(known) => Err(Violation::KeyTaken { holder: known.clone() }),
        }
    }

    pub(super) fn enrol(&mut self, key: &Ed25519Key, holder: Holder) {
        self.0.insert(*key.as_bytes(), holder);
    }
}
