//! How keys change hands: the registry's authority, an organisation's keys, revocations, evidence.

use std::collections::BTreeSet;

use super::authority::{
    self, ACCUSATIONS_MAX, Accusation, Accused, Accuser, Adoption, Confirmed, End, Enrolled,
    Holder, OWN_ACCUSATIONS_MAX, Past, Recovery, Root, Signers, Tenure, Tenures,
};
use super::listing::Listed;
use super::violation::{Chain, Expected};
use super::{State, Violation};
use crate::digest::Hash;
use crate::key::PublicKey;
use crate::name::{Domain, Label};
use crate::note::VerifierKey;
use crate::record::confirmation::{ConfirmedBy, How};
use crate::record::organisation::RemovedKey;
use crate::record::signature::VerifiedSignature;
use crate::record::{Confirmation, Organisation, Record, Registry, Revocation};

/// What an admitted change of an organisation's keys brings about, beside the keys themselves.
struct Change {
    is_recovery: bool,
    accusations: Vec<Accused>,
    adoption: Adoption,
}

impl Enrolled {
    fn take(&mut self, at: u64, body: &Organisation, change: Change) {
        for removed in &body.removed {
            let reason = Some(removed.reason.clone());
            self.keys.end(&removed.label, End { at, revoked: false, reason });
        }
        if !change.accusations.is_empty() {
            self.keys.accuse(change.accusations);
            // Who stands behind a recovery is decided only where there is one.
            if !self.recoveries.is_empty() {
                self.adopt_anew();
            }
        }
        if change.is_recovery {
            self.recoveries.push(Recovery { at, is_adopted: false });
        }
        self.adopt(change.adoption);
    }
}

impl State {
    pub(super) fn apply_registry(
        &mut self,
        at: u64,
        record: &Record,
        body: &Registry,
        signatures: &[VerifiedSignature],
    ) -> Result<(), Violation> {
        match &self.root {
            None => check_founding(body, signatures)?,
            Some(root) => {
                let what = Chain::Authority;
                check_chain(&what, body.number, root.body.number)?;
                check_previous(&what, body.previous, root.record)?;
                if body.origin != root.body.origin {
                    return Err(Violation::Origin);
                }
                self.check_successor(root, body)?;
                self.check_compromised(at, body)?;
                root.approve_successor(body, signatures)?;
            }
        }
        // Nothing refuses it any more: what there is of records before is not copied for it.
        let (keys, history) =
            self.root.take().map(|root| (root.keys, root.history)).unwrap_or_default();
        let mut next = Root { record: record.hash(), body: body.clone(), at, keys, history };
        next.history.push(Past { at, body: body.clone() });
        let is_left = |tenure: &&Tenure| !body.maintainers.iter().any(|one| one.key == tenure.key);
        let left = next.keys.in_force().into_iter().filter(is_left);
        let left: Vec<Label> = left.map(|tenure| tenure.label.clone()).collect();
        for label in &left {
            next.keys.end(label, End { at, revoked: false, reason: None });
        }
        for one in &body.maintainers {
            next.keys.enrol(&one.key, &one.label, at);
            self.holders.enrol(one.key.ed25519(), Holder::Maintainer(one.label.clone()));
        }
        for (key, holder) in log_and_witnesses(body) {
            self.holders.enrol(key.key(), holder);
        }
        self.registry = self.registry.or(Some(record.hash()));
        self.root = Some(next);
        Ok(())
    }

    /// Who is said to have been in other hands was a log key, and heads are judged from a size that the log had.
    fn check_compromised(&self, at: u64, body: &Registry) -> Result<(), Violation> {
        for one in &body.compromised_log_keys {
            if self.holders.of(one.key.key()) != Some(&Holder::Log) {
                return Err(Violation::NotALogKey(one.key.to_string()));
            }
            if one.compromised_since > at {
                let since = one.compromised_since;
                return Err(Violation::LogKeyOutside { key: one.key.to_string(), since, at });
            }
        }
        Ok(())
    }

    /// Who stays, stays with the same key under the same label; who is new, has a key and a label of their own.
    fn check_successor(&self, root: &Root, body: &Registry) -> Result<(), Violation> {
        for one in &body.maintainers {
            let holder = Holder::Maintainer(one.label.clone());
            let is_kept = root.is_maintainer(&one.key);
            self.holders.check(one.key.ed25519(), &holder, is_kept)?;
            check_label(root.keys.labelled(&one.label), &holder, &one.key)?;
        }
        let before = log_and_witnesses(&root.body);
        for (key, holder) in log_and_witnesses(body) {
            let is_kept = before.iter().any(|(kept, _)| *kept == key);
            self.holders.check(key.key(), &holder, is_kept)?;
        }
        Ok(())
    }

    pub(super) fn apply_organisation(
        &mut self,
        at: u64,
        record: &Record,
        body: &Organisation,
        signatures: &[VerifiedSignature],
    ) -> Result<(), Violation> {
        let others = self.without_new_keys(body, signatures)?;
        let change = match self.organisations.get(&body.organisation) {
            None => {
                self.check_enrolment(body, &others)?;
                None
            }
            Some(_) if body.number == 1 => {
                return Err(Violation::EnrolledAlready(body.organisation.clone()));
            }
            Some(enrolled) => Some(self.change(at, enrolled, body, &others)?),
        };
        let enrolled = self.organisations.get(&body.organisation);
        for key in &body.keys {
            let holder = Holder::Organisation(body.organisation.clone(), key.label.clone());
            let tenure = enrolled.and_then(|enrolled| enrolled.keys.labelled(&key.label));
            let leaves = body.removed.iter().any(|one| one.label == key.label);
            let is_kept =
                tenure.is_some_and(|one| one.is_in_force() && one.key == key.key && !leaves);
            self.holders.check(key.key.ed25519(), &holder, is_kept)?;
            check_label(tenure, &holder, &key.key)?;
        }
        let mut next = self.organisations.remove(&body.organisation).unwrap_or_else(|| Enrolled {
            record: record.hash(),
            body: body.clone(),
            listed: Listed::of_enrolment(body),
            at,
            keys: Tenures::default(),
            recoveries: Vec::new(),
            adoptions: Vec::new(),
            confirmations: Vec::new(),
        });
        if let Some(change) = change {
            next.take(at, body, change);
        }
        for key in &body.keys {
            let holder = Holder::Organisation(body.organisation.clone(), key.label.clone());
            self.holders.enrol(key.key.ed25519(), holder);
            next.keys.enrol(&key.key, &key.label, at);
        }
        // Every key that could sign it stays or is removed.
        let kept = body.keys.iter().map(|one| &one.label);
        next.keys.show(kept.chain(body.removed.iter().map(|one| &one.label)), signatures);
        (next.record, next.body, next.at) = (record.hash(), body.clone(), at);
        self.organisations.insert(body.organisation.clone(), next);
        Ok(())
    }

    /// The signatures of those who must sign; a key that the record enrols may sign it beside them, once.
    fn without_new_keys(
        &self,
        body: &Organisation,
        signatures: &[VerifiedSignature],
    ) -> Result<Vec<VerifiedSignature>, Violation> {
        let is_new = |key: &PublicKey| self.holders.of(key.ed25519()).is_none();
        let new = body.keys.iter().filter(|one| is_new(&one.key));
        let new: Vec<_> = new.map(|one| (&one.key, &one.label)).collect();
        let is_by_new = |one: &&VerifiedSignature| new.iter().any(|(key, _)| *key == one.key());
        let (by_new, others): (Vec<_>, Vec<_>) = signatures.iter().partition(is_by_new);
        let by_new: Vec<VerifiedSignature> = by_new.into_iter().cloned().collect();
        authority::check_once(&Signers::Organisation(body.organisation.clone()), &new, &by_new)?;
        Ok(others.into_iter().cloned().collect())
    }

    fn check_enrolment(
        &self,
        body: &Organisation,
        signatures: &[VerifiedSignature],
    ) -> Result<(), Violation> {
        if body.number > 1 {
            return Err(Violation::NotEnrolled(body.organisation.clone()));
        }
        self.root.as_ref().ok_or(Violation::Founding)?.approve(signatures).map(drop)
    }

    /// A rotation, which the organisation signs, or a recovery, which the maintainers sign.
    fn change(
        &self,
        at: u64,
        enrolled: &Enrolled,
        body: &Organisation,
        signatures: &[VerifiedSignature],
    ) -> Result<Change, Violation> {
        let root = self.root.as_ref().ok_or(Violation::Founding)?;
        let what = Chain::Keys(body.organisation.clone());
        check_chain(&what, body.number, enrolled.body.number)?;
        check_previous(&what, body.previous, enrolled.record)?;
        let (by_maintainers, by_itself): (Vec<VerifiedSignature>, Vec<VerifiedSignature>) =
            signatures.iter().cloned().partition(|one| root.is_maintainer(one.key()));
        let is_recovery = !by_maintainers.is_empty();
        let signers = if is_recovery {
            root.approve(&by_maintainers)?;
            enrolled.signers(&by_itself)?
        } else {
            enrolled.approve(&by_itself)?
        };
        check_removals(at, enrolled, body)?;
        check_accusations(enrolled, body, is_recovery)?;
        let accused: BTreeSet<&Label> = accused(body).map(|(one, _)| &one.label).collect();
        // Only who is not accused can say what happened before.
        let reaches_back = is_recovery || signers.iter().any(|label| !accused.contains(label));
        let accusations = accused_from(body, &signers, is_recovery, reaches_back, at);
        let by = signers.into_iter().filter(|label| !accused.contains(label)).collect();
        Ok(Change { is_recovery, accusations, adoption: Adoption { at, by } })
    }

    pub(super) fn apply_revocation(
        &mut self,
        at: u64,
        body: &Revocation,
        signatures: &[VerifiedSignature],
    ) -> Result<(), Violation> {
        let Some(Holder::Organisation(domain, label)) =
            self.holders.of(body.key.ed25519()).cloned()
        else {
            return Err(Violation::NotAnOrganisationsKey(body.key.fingerprint()));
        };
        let enrolled = self.organisations.get_mut(&domain);
        let enrolled = enrolled
            .filter(|enrolled| {
                enrolled.keys.labelled(&label).is_some_and(|one| one.key == body.key)
            })
            .ok_or_else(|| Violation::NotAnOrganisationsKey(body.key.fingerprint()))?;
        if let Some(end) = enrolled.keys.labelled(&label).and_then(|one| one.end.as_ref()) {
            let holder = Holder::Organisation(domain, label);
            return Err(Violation::EndedAlready { at: end.at, holder });
        }
        authority::approve_alone(&body.key, &label, signatures)?;
        let reason = Some(body.reason.clone());
        enrolled.keys.end(&label, End { at, revoked: true, reason });
        Ok(())
    }

    pub(super) fn apply_confirmation(
        &mut self,
        at: u64,
        record: &Record,
        body: &Confirmation,
        signatures: &[VerifiedSignature],
    ) -> Result<(), Violation> {
        let organisation = &body.organisation;
        let missing = |domain: &Domain| Violation::NotEnrolled(domain.clone());
        let enrolled = self.organisations.get(organisation).ok_or_else(|| missing(organisation))?;
        let last = enrolled.confirmations.last();
        let number = last.map_or(0, |last| last.body.number);
        let what = Chain::Confirmations(organisation.clone());
        check_chain(&what, body.number, number)?;
        if body.previous != last.map(|last| last.record) {
            return Err(not_numbered(&what, body.number));
        }
        let (signers, threshold) = match &body.confirmed_by {
            ConfirmedBy::Organisation(domain) if domain == organisation => {
                return Err(Violation::OwnConfirmation(domain.clone()));
            }
            ConfirmedBy::Organisation(domain) => {
                let other = self.organisations.get(domain).ok_or_else(|| missing(domain))?;
                (other.approve(signatures)?, other.body.threshold)
            }
            ConfirmedBy::Maintainer(label) => {
                let root = self.root.as_ref().ok_or(Violation::Founding)?;
                (root.approve_one(label, signatures)?, 1)
            }
        };
        let keys = enrolled.keys.in_force();
        if let Some(key) = body.keys.iter().find(|key| !keys.iter().any(|one| one.key == **key)) {
            return Err(Violation::NotInForce {
                organisation: organisation.clone(),
                key: key.fingerprint(),
            });
        }
        // A page elsewhere may be anybody's; only this one is the organisation's by its domain.
        if let How::Url(url) = &body.how
            && url.url.as_str() != well_known(organisation)
        {
            return Err(Violation::OtherUrl {
                organisation: organisation.clone(),
                got: url.url.clone(),
            });
        }
        let confirmed =
            Confirmed { record: record.hash(), body: body.clone(), at, signers, threshold };
        if let Some(enrolled) = self.organisations.get_mut(organisation) {
            enrolled.confirmations.push(confirmed);
        }
        Ok(())
    }
}

/// The one address whose answer says something about an organisation's keys (did:web).
#[must_use]
pub fn well_known(organisation: &Domain) -> String {
    format!("https://{organisation}/.well-known/did.json")
}

pub(super) fn check_chain(chain: &Chain, got: u64, last: u64) -> Result<(), Violation> {
    if got == last + 1 {
        return Ok(());
    }
    Err(not_numbered(chain, last + 1))
}

pub(super) fn not_numbered(chain: &Chain, number: u64) -> Violation {
    Violation::Chain { what: Expected::Number { chain: chain.clone(), number } }
}

fn check_previous(chain: &Chain, got: Option<Hash>, want: Hash) -> Result<(), Violation> {
    if got == Some(want) {
        return Ok(());
    }
    Err(Violation::Chain { what: Expected::After { chain: chain.clone(), after: want } })
}

/// A label names one key of its holder, for ever: signature files are named by it.
fn check_label(tenure: Option<&Tenure>, holder: &Holder, key: &PublicKey) -> Result<(), Violation> {
    match tenure {
        Some(other) if other.key != *key => Err(Violation::LabelTaken { holder: holder.clone() }),
        _ => Ok(()),
    }
}

/// Every key that leaves is named, and nothing is said about a key that was never there.
fn check_removals(at: u64, enrolled: &Enrolled, body: &Organisation) -> Result<(), Violation> {
    let organisation = &body.organisation;
    for removed in &body.removed {
        let tenure = enrolled.keys.labelled(&removed.label).filter(|one| one.key == removed.key);
        let tenure = tenure.ok_or_else(|| Violation::NeverItsKey {
            organisation: organisation.clone(),
            label: removed.label.clone(),
        })?;
        if let Some(since) = removed.compromised_since
            && (since < tenure.from || since > at)
        {
            let (label, from) = (removed.label.clone(), tenure.from);
            return Err(Violation::CompromisedOutside { label, from, since });
        }
    }
    let stays = |label: &Label| body.keys.iter().any(|one| one.label == *label);
    let leaves = |label: &Label| body.removed.iter().any(|one| one.label == *label);
    for key in &enrolled.body.keys {
        if !stays(&key.label) && !leaves(&key.label) {
            return Err(Violation::NotNamed {
                organisation: organisation.clone(),
                label: key.label.clone(),
            });
        }
    }
    Ok(())
}

/// What was accused can be decided anew with each accusation: so there is a most.
fn check_accusations(
    enrolled: &Enrolled,
    body: &Organisation,
    is_recovery: bool,
) -> Result<(), Violation> {
    let new = accused(body).count();
    let max = if is_recovery { ACCUSATIONS_MAX } else { OWN_ACCUSATIONS_MAX };
    if new == 0 || enrolled.keys.accusations(!is_recovery) + new <= max {
        return Ok(());
    }
    let organisation = body.organisation.clone();
    Err(Violation::TooManyAccusations { organisation, max, is_recovery })
}

fn accused(body: &Organisation) -> impl Iterator<Item = (&RemovedKey, u64)> {
    body.removed.iter().filter_map(|one| Some((one, one.compromised_since?)))
}

fn accused_from(
    body: &Organisation,
    signers: &[Label],
    is_recovery: bool,
    reaches_back: bool,
    at: u64,
) -> Vec<Accused> {
    let by =
        if is_recovery { Accuser::Maintainers } else { Accuser::Organisation(signers.to_vec()) };
    accused(body)
        .map(|(one, since)| {
            let since = if reaches_back { since } else { at };
            let how = Accusation { since, at, by: by.clone() };
            Accused { label: one.label.clone(), how }
        })
        .collect()
}

fn check_founding(body: &Registry, signatures: &[VerifiedSignature]) -> Result<(), Violation> {
    match body.number {
        1 => authority::approve_founding(body, signatures),
        _ => Err(Violation::Founding),
    }
}

fn log_and_witnesses(body: &Registry) -> Vec<(VerifierKey, Holder)> {
    let log = body.log_keys.iter().map(|key| (key.clone(), Holder::Log));
    let witnesses = body.cosigners().witnesses().into_iter();
    log.chain(witnesses.map(|key| {
        let name = key.name().to_string();
        (key, Holder::Witness(name))
    }))
    .collect()
}
