//! What a change of an organisation's keys, names and threshold has in common, whoever signs it.

use super::KeyFile;
use crate::error::{KeyChange, KeysFault, OrganisationError};
use crate::{Error, World, signer};
use countersign_core::ledger::State;
use countersign_core::ledger::authority::{Enrolled, Tenure};
use countersign_core::name::{Domain, Label, VersionId};
use countersign_core::record::endorsement::Act;
use countersign_core::record::line::Line;
use countersign_core::record::organisation::{OrganisationKey, RemovedKey};
use countersign_core::record::{Body, Organisation, Record};

/// The record that follows the newest one and so far says the same, without the keys that ended themselves.
pub(super) fn successor(world: &dyn World, enrolled: &Enrolled) -> Organisation {
    let mut body = enrolled.body.clone();
    (body.number, body.previous) = (body.number + 1, Some(enrolled.record));
    (body.made_at, body.removed) = (world.now(), Vec::new());
    // Names stand in the record that enrols it, and then in listings.
    (body.name, body.aliases) = (None, None);
    for tenure in enrolled.keys.all() {
        let Some(end) = &tenure.end else { continue };
        if let Some(reason) = &end.reason
            && body.keys.iter().any(|one| one.label == tenure.label)
        {
            take_out(&mut body, tenure, reason, None);
        }
    }
    body
}

fn take_out(
    body: &mut Organisation,
    tenure: &Tenure,
    reason: &Line,
    compromised_since: Option<u64>,
) {
    let label = &tenure.label;
    body.keys.retain(|one| one.label != *label);
    body.removed.retain(|one| one.label != *label);
    let (key, label, reason) = (tenure.key.clone(), label.clone(), reason.clone());
    body.removed.push(RemovedKey { compromised_since, key, label, reason });
    body.removed.sort_by(|left, right| left.label.cmp(&right.label));
}

/// Adds keys; a label that an earlier key had is refused, and the next free one named.
pub(super) fn add(
    world: &dyn World,
    enrolled: &Enrolled,
    body: &mut Organisation,
    keys: Vec<KeyFile>,
) -> Result<(), Error> {
    for KeyFile { label, file } in keys {
        let (key, _) = signer::public_key(world, &file)?;
        let is_used = |label: &Label| enrolled.keys.labelled(label).is_some();
        if is_used(&label) {
            let free = (2..).find_map(|number| {
                let label: Label = format!("{label}-{number}").parse().ok()?;
                (!is_used(&label)).then_some(label)
            });
            let organisation = body.organisation.clone();
            return Err(OrganisationError::LabelUsed { organisation, label, free, file }.into());
        }
        body.keys.push(OrganisationKey { key, label, role: None });
    }
    body.keys.sort_by(|left, right| left.label.cmp(&right.label));
    Ok(())
}

/// Takes a key out; one that has ended already may be named again, to say more about it.
pub(super) fn remove(
    enrolled: &Enrolled,
    body: &mut Organisation,
    label: &Label,
    reason: &Line,
    compromised_since: Option<u64>,
) -> Result<(), OrganisationError> {
    let tenure = labelled(enrolled, label)?;
    take_out(body, tenure, reason, compromised_since);
    Ok(())
}

/// The key that has or had this label.
pub(super) fn labelled<'a>(
    enrolled: &'a Enrolled,
    label: &Label,
) -> Result<&'a Tenure, OrganisationError> {
    let organisation = || enrolled.body.organisation.clone();
    enrolled.keys.labelled(label).ok_or_else(|| no_key(organisation(), label))
}

pub(super) fn no_key(organisation: Domain, label: &Label) -> OrganisationError {
    OrganisationError::NoKeyLabelled { organisation, label: label.clone() }
}

/// The record, where one can be made of it with which the organisation can still act.
pub(super) fn record(body: Organisation, by: KeyChange) -> Result<Record, OrganisationError> {
    let organisation = body.organisation.clone();
    let (want, left) = (body.threshold, body.keys.len() as u64);
    let made = match left {
        0 => Err(KeysFault::NoneLeft),
        _ if want > left => Err(KeysFault::TooFewLeft { want, left }),
        _ => Record::new(&Body::Organisation(body)).map_err(KeysFault::Record),
    };
    made.map_err(|why| OrganisationError::Unchanged { organisation, by, why })
}

/// What becomes of the acts that an accused key signed.
#[derive(Debug)]
pub struct Accused {
    /// The label of the key.
    pub label: Label,
    /// The entry since which it was in other hands.
    pub since: u64,
    /// What it signed since.
    pub acts: Vec<AccusedAct>,
}

/// An act that an accused key signed.
#[derive(Debug)]
pub struct AccusedAct {
    /// What the organisation did.
    pub act: Act,
    /// About which version.
    pub id: VersionId,
    /// The log entry.
    pub at: u64,
}

/// What becomes of acts where a change of keys accuses some of them.
#[must_use]
pub fn accused(state: &State, body: &Organisation) -> Vec<Accused> {
    let accused = |removed: &RemovedKey| {
        let (label, since) = (removed.label.clone(), removed.compromised_since?);
        let acts = acts_since(state, &body.organisation, &label, since);
        Some(Accused { label, since, acts })
    };
    body.removed.iter().filter_map(accused).collect()
}

fn acts_since(state: &State, domain: &Domain, label: &Label, since: u64) -> Vec<AccusedAct> {
    let mut acts = Vec::new();
    for version in state.statements().values().flat_map(|history| &history.versions) {
        for act in version.acts.get(domain).into_iter().flatten() {
            if act.at >= since && act.signers.contains(label) {
                let id = version.statement.id.at(version.statement.version);
                acts.push(AccusedAct { act: act.body.act, id, at: act.at });
            }
        }
    }
    acts
}
