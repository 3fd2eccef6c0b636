//! When a key may sign: from the entry that enrols it to the entry that ends it.

use std::collections::{BTreeMap, BTreeSet};

use crate::key::PublicKey;
use crate::name::Label;
use crate::record::line::Line;
use crate::record::signature::VerifiedSignature;

/// Most times that the keys of one organisation are accused: all that it may have, 32 times.
/// An accusation can undo those before, so that all are decided anew: without an end, each would cost more than the last.
pub const ACCUSATIONS_MAX: usize = 1_024;
/// Most of these by the organisation itself: a thief of its keys leaves room for the maintainers, who recover them.
pub const OWN_ACCUSATIONS_MAX: usize = 512;

/// The end of a key's tenure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct End {
    /// The log entry from which on it may not sign.
    pub at: u64,
    /// Whether the key ended itself; else a change of keys removed it.
    pub revoked: bool,
    /// Why, where a record says so.
    pub reason: Option<Line>,
}

/// A key from the entry that enrols it to the entry that ends it.
#[derive(Debug, Clone)]
pub struct Tenure {
    /// The key.
    pub key: PublicKey,
    /// Its label.
    pub label: Label,
    /// The log entry that enrolled it.
    pub from: u64,
    /// Its end; absent while it may sign.
    pub end: Option<End>,
    /// The accusation that counts and reaches back furthest.
    pub compromised: Option<Accusation>,
    /// Whether it signed a record that enrols or keeps it, which shows that somebody holds it.
    pub is_shown: bool,
}

impl Tenure {
    fn new(key: &PublicKey, label: &Label, from: u64) -> Self {
        let (key, label) = (key.clone(), label.clone());
        Self { key, label, from, end: None, compromised: None, is_shown: false }
    }

    /// Whether it may sign now.
    #[must_use]
    pub const fn is_in_force(&self) -> bool {
        self.end.is_none()
    }
}

/// That a key was in other hands from an entry on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accusation {
    /// The first entry at which what it signed must not be relied on.
    pub since: u64,
    /// The entry that says so.
    pub at: u64,
    /// Who says so.
    pub by: Accuser,
}

/// A key that was in other hands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ledger) struct Accused {
    /// Its label.
    pub(in crate::ledger) label: Label,
    /// Since when, and who says so.
    pub(in crate::ledger) how: Accusation,
}

/// Who says that a key was in other hands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Accuser {
    /// The organisation itself, with these of its keys.
    Organisation(Vec<Label>),
    /// The maintainers, in a recovery.
    Maintainers,
}

impl Accuser {
    /// Whether anybody says it.
    const fn is_anybody(&self) -> bool {
        match self {
            Self::Maintainers => true,
            Self::Organisation(keys) => !keys.is_empty(),
        }
    }
}

/// The tenures of one holder by label: a label names one key, for ever.
#[derive(Debug, Clone, Default)]
pub struct Tenures {
    keys: BTreeMap<Label, Tenure>,
    /// Those that may sign now: at most so many as one record has, however many there were.
    in_force: BTreeSet<Label>,
    /// Who said which key was in other hands, in the order in which they said it.
    accusations: Vec<Accused>,
    /// The newest entry at which each key accused another one.
    accused_last: BTreeMap<Label, u64>,
    /// How many accusations were decided so far, each time that one was: what they cost.
    steps: u64,
}

impl Tenures {
    /// Every key that may sign or ever might, by label.
    pub fn all(&self) -> impl Iterator<Item = &Tenure> {
        self.keys.values()
    }

    /// The keys that may sign now, by label.
    #[must_use]
    pub fn in_force(&self) -> Vec<&Tenure> {
        self.in_force.iter().filter_map(|label| self.labelled(label)).collect()
    }

    /// The key with this label.
    #[must_use]
    pub fn labelled(&self, label: &Label) -> Option<&Tenure> {
        self.keys.get(label)
    }

    pub(in crate::ledger) fn enrol(&mut self, key: &PublicKey, label: &Label, at: u64) {
        if !self.keys.contains_key(label) {
            self.keys.insert(label.clone(), Tenure::new(key, label, at));
            self.in_force.insert(label.clone());
        }
    }

    /// Ends a key, unless it has ended or never was.
    pub(in crate::ledger) fn end(&mut self, label: &Label, end: End) {
        if self.in_force.remove(label)
            && let Some(tenure) = self.keys.get_mut(label)
        {
            tenure.end = Some(end);
        }
    }

    /// Notes which of these keys signed a record about themselves.
    pub(in crate::ledger) fn show<'a>(
        &mut self,
        labels: impl Iterator<Item = &'a Label>,
        signed: &[VerifiedSignature],
    ) {
        for label in labels {
            if let Some(tenure) = self.keys.get_mut(label)
                && signed.iter().any(|signature| *signature.key() == tenure.key)
            {
                tenure.is_shown = true;
            }
        }
    }

    pub(super) fn signers(&self) -> Vec<(&PublicKey, &Label)> {
        self.in_force().into_iter().map(|one| (&one.key, &one.label)).collect()
    }

    /// How many accusations were made so far: by the organisation itself, or by anybody.
    pub(in crate::ledger) fn accusations(&self, by_itself: bool) -> usize {
        let counts = |one: &&Accused| !by_itself || one.how.by != Accuser::Maintainers;
        self.accusations.iter().filter(counts).count()
    }

    /// Notes accusations, which are the newest, and decides which of all that were made count.
    ///
    /// An accusation counts unless every key that made it was itself in other hands when it did.
    /// Later entries are judged first: a key that is accused may not sign afterwards,
    /// so no accusation can be undone by an earlier one.
    /// The newest therefore count, and those before are decided anew only where one of them was made by a key that is
    /// accused now: else each accusation costs only itself.
    pub(in crate::ledger) fn accuse(&mut self, new: Vec<Accused>) {
        let is_undone = |accused: &Accused| {
            let Some(last) = self.accused_last.get(&accused.label) else { return false };
            accused.how.since <= *last
        };
        let decides_anew = new.iter().any(is_undone);
        for Accused { how, .. } in &new {
            if let Accuser::Organisation(keys) = &how.by {
                self.accused_last.extend(keys.iter().map(|key| (key.clone(), how.at)));
            }
        }
        if decides_anew {
            self.accusations.extend(new);
            return self.decide_anew();
        }
        self.steps += new.len() as u64;
        // Of those that reach back as far, the newest counts, and of one entry the first.
        for Accused { label, how } in new.iter().rev().filter(|one| one.how.by.is_anybody()) {
            if let Some(tenure) = self.keys.get_mut(label)
                && tenure.compromised.as_ref().is_none_or(|before| how.since <= before.since)
            {
                tenure.compromised = Some(how.clone());
            }
        }
        self.accusations.extend(new);
    }

    fn decide_anew(&mut self) {
        self.steps += self.accusations.len() as u64;
        for tenure in self.keys.values_mut() {
            tenure.compromised = None;
        }
        let all = std::mem::take(&mut self.accusations);
        for made_together in all.chunk_by(|left, right| left.how.at == right.how.at).rev() {
            let counts = |accused: &&Accused| match &accused.how.by {
                Accuser::Maintainers => true,
                Accuser::Organisation(keys) => {
                    keys.iter().any(|key| self.is_reliable(key, accused.how.at))
                }
            };
            let counting: Vec<_> = made_together.iter().filter(counts).collect();
            for Accused { label, how } in counting {
                if let Some(tenure) = self.keys.get_mut(label)
                    && tenure
                        .compromised
                        .as_ref()
                        .is_none_or(|compromised| how.since < compromised.since)
                {
                    tenure.compromised = Some(how.clone());
                }
            }
        }
        self.accusations = all;
    }

    /// Whether a signature that this key made at an entry may be relied on.
    #[must_use]
    pub fn is_reliable(&self, label: &Label, at: u64) -> bool {
        let compromised = self.labelled(label).and_then(|one| one.compromised.as_ref());
        compromised.is_none_or(|compromised| compromised.since > at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::PrivateKey;

    fn label(number: u64) -> Label {
        format!("k{number}").parse().unwrap()
    }

    fn tenures(keys: u64) -> Tenures {
        let key = PrivateKey::from_seed(&[7; 32]).public().clone();
        let mut tenures = Tenures::default();
        (0..keys).for_each(|number| tenures.enrol(&key, &label(number), 0));
        tenures
    }

    fn accused(whom: u64, by: &[u64], since: u64, at: u64) -> Accused {
        let by = Accuser::Organisation(by.iter().copied().map(label).collect());
        Accused { label: label(whom), how: Accusation { since, at, by } }
    }

    /// What counts after each accusation is what counts where all are decided anew.
    #[test]
    fn accusations_that_are_added_count_as_if_all_were_decided_anew() {
        let mut seed = 9_u64;
        let mut draw = |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (seed >> 33) % below
        };
        for _ in 0..300 {
            let mut tenures = tenures(6);
            for at in 1..12 {
                let new = (0..=draw(3)).map(|_| {
                    let by: Vec<u64> = (0..draw(3)).map(|_| draw(6)).collect();
                    accused(draw(6), &by, draw(at + 1), at)
                });
                let new: Vec<Accused> = new.collect();
                tenures.accuse(new);
                let mut anew = tenures.clone();
                anew.decide_anew();
                let how = |all: &Tenures| -> Vec<Option<Accusation>> {
                    all.all().map(|one| one.compromised.clone()).collect()
                };
                assert_eq!(how(&tenures), how(&anew), "{:?}", tenures.accusations);
            }
        }
    }

    /// Accusations of keys that accused nobody cost themselves, however many were made before.
    #[test]
    fn accusations_of_keys_that_accused_nobody_are_decided_once() {
        let mut tenures = tenures(1_001);
        for at in 1..1_000 {
            tenures.accuse(vec![accused(at, &[1_000], 0, at), accused(at + 1, &[1_000], at, at)]);
        }
        assert_eq!(tenures.steps, 2 * 999);
    }

    /// As many as may be, each of a key that made the one before: the most that one organisation costs.
    #[test]
    fn the_most_accusations_that_undo_each_other_cost_so_many_steps() {
        let most = ACCUSATIONS_MAX as u64;
        let mut tenures = tenures(most + 1);
        for at in 1..=most {
            tenures.accuse(vec![accused(at - 1, &[at], 0, at)]);
        }
        // The first is by a key that nobody accuses before the second is made.
        assert_eq!(tenures.steps, most * (most + 1) / 2);
    }
}
