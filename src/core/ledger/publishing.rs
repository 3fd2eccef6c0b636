//! How words become public: statements, acts on them, publications, and the conditions under which they may land.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::authority::Enrolled;
use super::version::{Condition, Performed, Published, Retracted, Version, out_of_time};
use super::violation::{Closed, Expected};
use super::{State, Violation};
use crate::digest::Hash;
use crate::name::VersionId;
use crate::record::endorsement::Act;
use crate::record::signatories::Signatory;
use crate::record::signature::VerifiedSignature;
use crate::record::{Endorsement, Publication, Record, Retraction, Statement};

impl State {
    pub(super) fn apply_statement(
        &mut self,
        at: u64,
        record: &Record,
        body: &Arc<Statement>,
        signatures: &[VerifiedSignature],
    ) -> Result<(), Violation> {
        if !signatures.is_empty() {
            return Err(Violation::Signatures { want: 0, got: signatures.len() });
        }
        let before = self.current(&body.id);
        let version = before.map_or(1, |before| before.statement.version + 1);
        if body.version != version || body.previous != before.map(|before| before.record) {
            let what = Expected::Version { statement: body.id.clone(), number: version };
            return Err(Violation::Chain { what });
        }
        let names = record.names();
        for signatory in names.iter().flat_map(|names| names.all()) {
            self.check_signatory(signatory)?;
        }
        self.staged = Some(Version {
            record: record.hash(),
            statement: Arc::clone(body),
            names: names.cloned(),
            at,
            publication: None,
            retraction: None,
            translations: BTreeMap::new(),
            taken_down: BTreeMap::new(),
            acts: BTreeMap::new(),
        });
        self.newest_staged = None;
        Ok(())
    }

    /// One organisation's signature may not stand beside another one's name.
    fn check_signatory(&self, signatory: &Signatory) -> Result<(), Violation> {
        let Some(domain) = &signatory.organisation else { return Ok(()) };
        let Some(enrolled) = self.organisations.get(domain) else {
            return Err(Violation::NotEnrolled(domain.clone()));
        };
        self.check_not_retired(domain)?;
        if enrolled.listed.is_called(&signatory.name) {
            return Ok(());
        }
        let (organisation, name) = (domain.clone(), signatory.name.clone());
        Err(Violation::OtherName { organisation, name })
    }

    pub(super) fn apply_endorsement(
        &mut self,
        at: u64,
        record: &Record,
        body: &Arc<Endorsement>,
        signatures: &[VerifiedSignature],
    ) -> Result<(), Violation> {
        let (id, version, enrolled) = self.about(body)?;
        let organisation = &body.organisation;
        let signers = enrolled.approve(signatures)?;
        let threshold = enrolled.body.threshold;
        self.check_not_withheld(&id, &record.hash())?;
        self.check_open(&id, version, body)?;
        version.continue_chain(body)?;
        self.check_order(version, body, &record.hash())?;
        let condition = match body.conditions.and_then(|conditions| conditions.at_least) {
            Some(_) => Condition::Waiting,
            None => Condition::Met,
        };
        let published = version.publication.map(|publication| publication.published_at);
        if let (Some(published_at), Some(conditions)) = (published, &body.conditions)
            && let Some(unmet) = out_of_time(conditions, published_at)
        {
            return Err(Violation::Condition { organisation: organisation.clone(), unmet });
        }
        let (record_hash, body) = (record.hash(), Arc::clone(body));
        let newest = (body.number, record_hash);
        let performed = Performed { record: record_hash, body, at, signers, threshold, condition };
        if let Some(version) = self.version_mut(&id) {
            // Nearly every organisation acts once, and a list that grows by itself makes room for four.
            let acts = version.acts.entry(organisation.clone());
            acts.or_insert_with(|| Vec::with_capacity(1)).push(performed);
            self.newest_staged = Some(newest);
        }
        if published.is_some() {
            self.late.extend((condition == Condition::Waiting).then(|| id.clone()));
            // It may be what others wait for, or what those asked for that only acts out of sight had met.
            self.judge_conditions(&id);
        }
        Ok(())
    }

    /// Whether an act could be admitted if enough of the organisation's keys signed it: what can be asked for.
    ///
    /// # Errors
    /// The rule that refuses it.
    pub fn check_act(&self, body: &Endorsement) -> Result<(), Violation> {
        let (id, version, _) = self.about(body)?;
        self.check_open(&id, version, body)?;
        version.continue_chain(body)
    }

    /// The version and the organisation of an act.
    fn about(&self, body: &Endorsement) -> Result<(VersionId, &Version, &Enrolled), Violation> {
        let id = body.statement.at(body.version);
        let version = self.version(&id).ok_or_else(|| Violation::NoSuchVersion(id.clone()))?;
        if version.record != body.record {
            return Err(Violation::OtherWords {
                version: id,
                want: version.record,
                got: body.record,
            });
        }
        let enrolled = self.organisations.get(&body.organisation);
        let enrolled = enrolled.ok_or_else(|| Violation::NotEnrolled(body.organisation.clone()))?;
        Ok((id, version, enrolled))
    }

    /// One append has its acts in one order, so that the same acts make the same log.
    fn check_order(
        &self,
        version: &Version,
        body: &Endorsement,
        record: &Hash,
    ) -> Result<(), Violation> {
        let Some(staged) = &self.staged else { return Ok(()) };
        if staged.record != version.record {
            return self.check_nothing_staged();
        }
        if self.newest_staged.is_some_and(|newest| newest >= (body.number, *record)) {
            return Err(Violation::Order);
        }
        Ok(())
    }

    /// Whether the version takes this act now.
    fn check_open(
        &self,
        id: &VersionId,
        version: &Version,
        body: &Endorsement,
    ) -> Result<(), Violation> {
        let closed = |why| Err(Violation::Closed { version: id.clone(), why });
        // What is put forward comes after the current version.
        let is_newest = || {
            version.publication.is_none()
                || self
                    .current(&id.statement)
                    .is_none_or(|current| current.statement.version <= id.version)
        };
        if body.act == Act::Endorse {
            self.check_not_retired(&body.organisation)?;
        }
        match body.act {
            Act::Endorse if version.statement.historical => closed(Closed::Historical),
            Act::Endorse if !is_newest() => closed(Closed::Superseded),
            Act::Endorse if version.retraction.is_some() => closed(Closed::Retracted),
            Act::Decline if version.publication.is_some() && body.public != Some(true) => {
                Err(Violation::PrivateDecline { organisation: body.organisation.clone() })
            }
            _ => Ok(()),
        }
    }

    pub(super) fn apply_publication(
        &mut self,
        at: u64,
        record: &Record,
        body: &Publication,
        signatures: &[VerifiedSignature],
    ) -> Result<(), Violation> {
        let id = body.statement.at(body.version);
        self.root.as_ref().ok_or(Violation::Founding)?.approve(signatures)?;
        let staged = self.staged.as_ref().ok_or_else(|| Violation::NoSuchVersion(id.clone()))?;
        if staged.record != body.record {
            return Err(Violation::OtherWords {
                version: id,
                want: staged.record,
                got: body.record,
            });
        }
        if staged.statement.id != body.statement || staged.statement.version != body.version {
            return Err(Violation::NoSuchVersion(id));
        }
        let private = staged
            .acts
            .iter()
            .find(|(_, acts)| acts.iter().any(|act| act.body.public == Some(false)));
        if let Some((organisation, _)) = private {
            return Err(Violation::PrivateDecline { organisation: organisation.clone() });
        }
        if let Some((organisation, unmet)) = self.unmet(staged, body.published_at) {
            return Err(Violation::Condition { organisation, unmet });
        }
        if let Some(mut version) = self.staged.take() {
            version.publication =
                Some(Published { record: record.hash(), published_at: body.published_at, at });
            self.statements.entry(body.statement.clone()).or_default().versions.push(version);
            self.judge_conditions(&id);
        }
        Ok(())
    }

    pub(super) fn apply_retraction(
        &mut self,
        at: u64,
        record: &Record,
        body: &Retraction,
        signatures: &[VerifiedSignature],
    ) -> Result<(), Violation> {
        let id = body.statement.at(body.version);
        self.root.as_ref().ok_or(Violation::Founding)?.approve(signatures)?;
        let version = self.version_mut(&id).ok_or_else(|| Violation::NoSuchVersion(id.clone()))?;
        if version.record != body.record {
            let (want, got) = (version.record, body.record);
            return Err(Violation::OtherWords { version: id, want, got });
        }
        if version.retraction.is_some() {
            return Err(Violation::RetractedAlready(id));
        }
        version.retraction = Some(Retracted { record: record.hash(), body: body.clone(), at });
        Ok(())
    }
}
