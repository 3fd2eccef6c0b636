//! What stands: which act of an organisation speaks for it, and what it is worth.
//!
//! The last act stands, with two exceptions that later entries can make.
//! An act by keys that were in other hands when they signed is *unreliable*.
//! An act by keys that only the maintainers chose is *recovered*: it does not count, and does not end an endorsement
//! that earlier keys made.

use std::collections::{BTreeSet, HashMap};

use super::State;
use super::authority::{Accusation, Confirmed, Enrolled};
use super::version::{Condition, Performed, Version};
use crate::digest::Hash;
use crate::key::PublicKey;
use crate::key::ed25519::KEY_BYTES;
use crate::name::{Domain, Label};
use crate::record::confirmation::ConfirmedBy;
use crate::record::endorsement::{Act, Capacity};

/// Longest way from an organisation to the one that goes on from it now: nobody merges so often.
const SUCCESSORS_MAX: usize = 32;

/// Keys that somebody other than the maintainers says are the organisations' own, by their 32 bytes.
pub type Believed = BTreeSet<[u8; KEY_BYTES]>;

/// Why an act is not what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Too few of the keys that signed were in the organisation's hands.
    Unreliable,
    /// Only the maintainers say that the keys are the organisation's, and they replaced its own.
    Recovered,
}

/// Where an organisation stands towards a version.
#[derive(Debug, Clone, Copy)]
pub struct Stands<'a> {
    /// The act that speaks for it.
    pub act: &'a Performed,
    /// Why not to take it for the organisation's.
    pub doubt: Option<Doubt>,
    /// A later act by recovered keys, which does not end this one.
    pub set_aside: Option<&'a Performed>,
}

impl Stands<'_> {
    /// Whether it is an endorsement that counts as the organisation's.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.endorses() && self.act.condition != Condition::Claimed
    }

    /// How many organisations it wants to endorse with it.
    #[must_use]
    pub fn at_least(&self) -> Option<u64> {
        self.act.body.conditions.and_then(|conditions| conditions.at_least)
    }

    /// Whether it is an endorsement by the organisation's own keys and in its own name.
    pub(super) fn endorses(&self) -> bool {
        self.doubt.is_none()
            && self.act.body.act == Act::Endorse
            && self.act.body.capacity == Capacity::Organisation
    }
}

impl State {
    /// Where an organisation stands; `believed` are the keys that others than the maintainers confirmed.
    #[must_use]
    pub fn stands<'a>(
        &self,
        version: &'a Version,
        domain: &Domain,
        believed: &Believed,
    ) -> Option<Stands<'a>> {
        let acts = version.acts.get(domain)?;
        let enrolled = self.organisations().get(domain)?;
        let is_own = |act: &&Performed| !enrolled.is_recovered(act, believed);
        let last = acts.last()?;
        let own = acts.iter().rev().find(is_own).filter(|act| act.body.act == Act::Endorse);
        let (act, set_aside) = match own {
            Some(own) if own.at != last.at => (own, Some(last)),
            _ => (last, None),
        };
        Some(Stands { act, doubt: enrolled.doubt(act, believed), set_aside })
    }

    /// The endorsements of a version that stand now, as far as the registry alone can tell.
    pub(crate) fn endorsements<'a>(
        &'a self,
        version: &'a Version,
    ) -> impl Iterator<Item = (&'a Domain, Stands<'a>)> {
        version.acts.keys().filter_map(|domain| {
            let stands = self.stands(version, domain, &Believed::new())?;
            (stands.act.body.act == Act::Endorse).then_some((domain, stands))
        })
    }

    /// How many organisations endorse a version, with their own keys and in their own name.
    #[must_use]
    pub fn endorsed(&self, version: &Version) -> usize {
        self.endorsements(version).filter(|(_, stands)| stands.counts()).count()
    }

    /// The organisations that go on from a retired one, one after the other.
    #[must_use]
    pub fn successors(&self, domain: &Domain) -> Vec<Domain> {
        let mut all: Vec<Domain> = Vec::new();
        let next = |domain: &Domain| {
            let retired = self.organisations().get(domain)?.listed.retired.as_ref()?;
            retired.successor.clone()
        };
        let mut at = next(domain);
        while let Some(one) = at.filter(|one| !all.contains(one) && all.len() < SUCCESSORS_MAX) {
            at = next(&one);
            all.push(one);
        }
        all
    }

    /// The keys that are confirmed by others than the maintainers.
    ///
    /// It begins with the keys that the reader confirmed; an organisation whose keys are confirmed confirms others.
    #[must_use]
    pub fn believed<'a>(
        &self,
        pinned: impl IntoIterator<Item = &'a (Domain, PublicKey)>,
    ) -> Believed {
        let is_its = |(domain, key): &&(Domain, PublicKey)| {
            let enrolled = self.organisations().get(domain);
            enrolled
                .is_some_and(|one| one.keys.all().any(|tenure| bytes(&tenure.key) == bytes(key)))
        };
        let mut reached: Vec<_> =
            pinned.into_iter().filter(is_its).map(|(_, key)| bytes(key)).collect();
        let mut waiting = self.confirmations_by_signer();
        let mut signed: HashMap<Hash, u64> = HashMap::new();
        let mut believed = Believed::new();
        while let Some(key) = reached.pop() {
            if !believed.insert(key) {
                continue;
            }
            for confirmed in waiting.remove(&key).unwrap_or_default() {
                let signed = signed.entry(confirmed.record).or_default();
                *signed += 1;
                if *signed == confirmed.threshold {
                    reached.extend(confirmed.body.keys.iter().map(bytes));
                }
            }
        }
        believed
    }

    /// What organisations confirmed about others, by each key that signed it and was in the right hands then.
    fn confirmations_by_signer(&self) -> HashMap<[u8; KEY_BYTES], Vec<&Confirmed>> {
        let mut by_signer: HashMap<_, Vec<_>> = HashMap::new();
        for confirmed in self.organisations().values().flat_map(|one| &one.confirmations) {
            let ConfirmedBy::Organisation(domain) = &confirmed.body.confirmed_by else { continue };
            let Some(other) = self.organisations().get(domain) else { continue };
            for label in &confirmed.signers {
                if other.keys.is_reliable(label, confirmed.at)
                    && let Some(tenure) = other.keys.labelled(label)
                {
                    by_signer.entry(bytes(&tenure.key)).or_default().push(confirmed);
                }
            }
        }
        by_signer
    }
}

impl Enrolled {
    /// Whether enough of the keys that signed an act are confirmed by others than the maintainers.
    ///
    /// A key that was in other hands when it signed confirms nothing.
    #[must_use]
    pub fn is_confirmed(&self, act: &Performed, believed: &Believed) -> bool {
        let is_believed = |label: &&Label| {
            self.keys.is_reliable(label, act.at)
                && self.keys.labelled(label).is_some_and(|one| believed.contains(&bytes(&one.key)))
        };
        act.signers.iter().filter(is_believed).count() as u64 >= act.threshold
    }

    /// Why not to take an act for the organisation's.
    #[must_use]
    pub fn doubt(&self, act: &Performed, believed: &Believed) -> Option<Doubt> {
        if self.accusation(act).is_some() {
            return Some(Doubt::Unreliable);
        }
        self.is_recovered(act, believed).then_some(Doubt::Recovered)
    }

    /// Whether an act is by keys that only the maintainers chose, whoever had them in hand.
    fn is_recovered(&self, act: &Performed, believed: &Believed) -> bool {
        let recovered = self.recovered_since().is_some_and(|since| act.at > since);
        recovered && !self.is_confirmed(act, believed)
    }

    /// Who said that a key which signed an act was in other hands then, where that makes the act unreliable.
    #[must_use]
    pub(crate) fn accusation(&self, act: &Performed) -> Option<&Accusation> {
        let is_reliable = |label: &&Label| self.keys.is_reliable(label, act.at);
        if act.signers.iter().filter(is_reliable).count() as u64 >= act.threshold {
            return None;
        }
        act.signers
            .iter()
            .filter(|label| !is_reliable(label))
            .find_map(|label| self.keys.labelled(label)?.compromised.as_ref())
    }
}

fn bytes(key: &PublicKey) -> [u8; KEY_BYTES] {
    *key.ed25519().as_bytes()
}
