//! When a key may sign: from the entry that enrols it to the entry that ends it.

use crate::key::PublicKey;
use crate::name::Label;
use crate::record::line::Line;
use crate::record::signature::VerifiedSignature;

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

    pub(in crate::ledger) fn end(&mut self, at: u64, revoked: bool, reason: Option<Line>) {
        if self.end.is_none() {
            self.end = Some(End { at, revoked, reason });
        }
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

/// The tenures of one holder by label: a label names one key, for ever.
#[derive(Debug, Clone, Default)]
pub struct Tenures {
    keys: Vec<Tenure>,
    /// Who said which key was in other hands, in the order in which they said it.
    accusations: Vec<Accused>,
}

impl Tenures {
    /// Every key that may sign or ever might, by label.
    pub fn all(&self) -> impl Iterator<Item = &Tenure> {
        self.keys.iter()
    }

    /// The keys that may sign now, by label.
    #[must_use]
    pub fn in_force(&self) -> Vec<&Tenure> {
        self.keys.iter().filter(|one| one.is_in_force()).collect()
    }

    /// The key with this label.
    #[must_use]
    pub fn labelled(&self, label: &Label) -> Option<&Tenure> {
        let place = self.keys.binary_search_by(|one| one.label.cmp(label)).ok()?;
        self.keys.get(place)
    }

    pub(in crate::ledger) fn labelled_mut(&mut self, label: &Label) -> Option<&mut Tenure> {
        let place = self.keys.binary_search_by(|one| one.label.cmp(label)).ok()?;
        self.keys.get_mut(place)
    }

    pub(in crate::ledger) fn enrol(&mut self, key: &PublicKey, label: &Label, at: u64) {
        if let Err(place) = self.keys.binary_search_by(|one| one.label.cmp(label)) {
            self.keys.insert(place, Tenure::new(key, label, at));
        }
    }

    /// Notes that these keys signed a record about themselves.
    pub(in crate::ledger) fn show(&mut self, signed: &[VerifiedSignature]) {
        let has_signed = |one: &Tenure| signed.iter().any(|signature| *signature.key() == one.key);
        self.keys.iter_mut().filter(|one| has_signed(one)).for_each(|one| one.is_shown = true);
    }

    pub(super) fn signers(&self) -> Vec<(&PublicKey, &Label)> {
        let in_force = self.keys.iter().filter(|one| one.is_in_force());
        in_force.map(|one| (&one.key, &one.label)).collect()
    }

    /// Notes accusations, and decides anew which of all that were made count.
    ///
    /// An accusation counts unless every key that made it was itself in other hands when it did.
    /// Later entries are judged first: a key that is accused may not sign afterwards,
    /// so no accusation can be undone by an earlier one.
    pub(in crate::ledger) fn accuse(&mut self, new: Vec<Accused>) {
        self.accusations.extend(new);
        for tenure in &mut self.keys {
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
                if let Some(tenure) = self.labelled_mut(label)
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
