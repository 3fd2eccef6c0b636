//! How words become public: statements, acts on them, publications, and the conditions under which they may land.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::authority::Enrolled;
use super::standing::{Believed, Stands};
use super::version::{Performed, Published, Retracted, Unmet, Version, out_of_time};
use super::violation::{Closed, Expected};
use super::{State, Violation};
use crate::name::{Domain, VersionId};
use crate::record::endorsement::Act;
use crate::record::signature::VerifiedSignature;
use crate::record::{Endorsement, Publication, Record, Retraction, Statement};
use crate::time::Timestamp;

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
        let enrolled = |domain: &&Domain| !self.organisations.contains_key(*domain);
        if let Some(stranger) =
            body.signatories.iter().filter_map(|one| one.organisation.as_ref()).find(enrolled)
        {
            return Err(Violation::NotEnrolled(stranger.clone()));
        }
        for signatory in &body.signatories {
            let Some(domain) = &signatory.organisation else { continue };
            let enrolled = self.organisations.get(domain).map(|enrolled| &enrolled.body);
            // Otherwise one organisation's signature would stand beside another one's name.
            if !enrolled.is_some_and(|body| body.is_called(&signatory.name)) {
                return Err(Violation::OtherName {
                    organisation: domain.clone(),
                    name: signatory.name.clone(),
                });
            }
        }
        self.staged = Some(Version {
            record: record.hash(),
            statement: Arc::clone(body),
            at,
            publication: None,
            retraction: None,
            translations: BTreeMap::new(),
            acts: BTreeMap::new(),
        });
        Ok(())
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
        self.check_order(version, body)?;
        let performed =
            Performed { record: record.hash(), body: Arc::clone(body), at, signers, threshold };
        let published = version.publication.map(|publication| publication.published_at);
        if let (Some(published_at), Act::Endorse) = (published, body.act)
            && let Some(unmet) = self.unmet_late(version, &performed, published_at)
        {
            return Err(Violation::Condition { organisation: organisation.clone(), unmet });
        }
        if let Some(version) = self.version_mut(&id) {
            // Nearly every organisation acts once, and a list that grows by itself makes room for four.
            let acts = version.acts.entry(organisation.clone());
            acts.or_insert_with(|| Vec::with_capacity(1)).push(performed);
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
    fn check_order(&self, version: &Version, body: &Endorsement) -> Result<(), Violation> {
        let Some(staged) = &self.staged else { return Ok(()) };
        if staged.record != version.record {
            return self.check_nothing_staged();
        }
        let last = staged
            .acts
            .iter()
            .next_back()
            .and_then(|(domain, acts)| Some((domain, acts.last()?.body.number)));
        if last.is_some_and(|last| last >= (&body.organisation, body.number)) {
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

    /// The first endorsement in force whose conditions do not hold if the version is published at `published_at`.
    ///
    /// The count that `at_least` asks for is taken over the largest set whose conditions all hold together.
    #[must_use]
    pub fn unmet(&self, version: &Version, published_at: Timestamp) -> Option<(Domain, Unmet)> {
        let mut holding: BTreeMap<&Domain, Stands<'_>> = BTreeMap::new();
        let mut failed: Option<(Domain, Unmet)> = None;
        for (domain, stands) in self.endorsements(version) {
            let conditions = stands.act.body.conditions;
            match conditions.and_then(|conditions| out_of_time(&conditions, published_at)) {
                Some(unmet) => failed = failed.or_else(|| Some((domain.clone(), unmet))),
                None => drop(holding.insert(domain, stands)),
            }
        }
        loop {
            let counted = holding.values().filter(|stands| stands.counts()).count();
            let got = (counted + self.not_shown_since(version)) as u64;
            let too_few = |stands: &Stands<'_>| {
                let conditions = stands.act.body.conditions;
                conditions.and_then(|conditions| conditions.at_least).filter(|want| *want > got)
            };
            let Some((domain, want)) =
                holding.iter().find_map(|(domain, stands)| Some((*domain, too_few(stands)?)))
            else {
                return failed;
            };
            failed = failed.or_else(|| Some((domain.clone(), Unmet::AtLeast { want, got })));
            holding.retain(|_, stands| too_few(stands).is_none());
        }
    }

    /// Acts that may have been endorsements of this version when it was published, and are not shown any more.
    ///
    /// Without them, withholding one organisation would undo what others endorsed together with it.
    fn not_shown_since(&self, version: &Version) -> usize {
        self.open.after(version.at)
    }

    /// The condition of a late endorsement that does not hold beside those who endorse now.
    ///
    /// Those who endorsed before were judged when they were logged; only this one's conditions are asked now.
    fn unmet_late(
        &self,
        version: &Version,
        performed: &Performed,
        published_at: Timestamp,
    ) -> Option<Unmet> {
        let conditions = performed.body.conditions?;
        if let Some(unmet) = out_of_time(&conditions, published_at) {
            return Some(unmet);
        }
        let want = conditions.at_least?;
        let organisation = &performed.body.organisation;
        let others = self
            .endorsements(version)
            .filter(|(domain, stands)| *domain != organisation && stands.counts())
            .take(usize::try_from(want).unwrap_or(usize::MAX))
            .count() as u64;
        let doubt = self.organisations.get(organisation)?.doubt(performed, &Believed::new());
        let itself = Stands { act: performed, doubt, set_aside: None };
        let got = others + u64::from(itself.counts()) + self.not_shown_since(version) as u64;
        (want > got).then_some(Unmet::AtLeast { want, got })
    }
}
