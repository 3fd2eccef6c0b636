//! What follows from records in their order: the one rule engine.
//!
//! [`State::apply`] admits one record at one position of the log, or says which rule refuses it.
//! Verification replays the log through it from entry 0; a command that writes applies its record to the same state
//! first and writes only what was admitted; a draft is the same state with a version that is not yet published.
//! No date inside a record decides who may speak: only the position does.
//!
//! The order of the checks for every record: the entry is this record's; the signature files are exactly those
//! that the entry names; the record belongs to this registry; then the rule of its kind.

pub mod authority;
pub mod chains;
pub mod order;
pub mod version;
pub mod violation;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::digest::Hash;
use crate::name::{Domain, StatementId, VersionId};
use crate::record::endorsement::Act;
use crate::record::entry::RecordEntry;
use crate::record::signature::Fitting;
use crate::record::{
    Body, Endorsement, Kind, Organisation, Publication, Record, Registry, Statement,
};
use crate::time::Timestamp;

use authority::{Enrolled, Holder, Holders, Root, Tenure};
use version::{Performed, Published, Version};

pub use violation::{Refusal, Violation};

/// A statement: its published versions in order.
#[derive(Debug, Clone, Default)]
pub struct History {
    /// Version 1 first; the last is the current one.
    pub versions: Vec<Version>,
}

/// Everything that was admitted up to a position of the log.
#[derive(Debug, Clone, Default)]
pub struct State {
    registry: Option<Hash>,
    root: Option<Root>,
    organisations: BTreeMap<Domain, Enrolled>,
    holders: Holders,
    statements: BTreeMap<StatementId, History>,
    staged: Option<Version>,
    not_shown: Vec<u64>,
}

impl State {
    /// Admits a record at position `at` of the log.
    ///
    /// # Errors
    /// The rule that refuses it; the state is then unchanged.
    pub fn apply(
        &mut self,
        at: u64,
        entry: &RecordEntry,
        record: Option<&Record>,
        signatures: &[Fitting],
    ) -> Result<(), Refusal> {
        let Some(record) = record else { return self.apply_not_shown(at, entry) };
        if entry.record != record.hash() {
            return Err(Violation::Entry("another hash").into());
        }
        if entry.kind != record.kind() || entry.previous != record.previous() {
            return Err(Violation::Entry("another kind or predecessor").into());
        }
        check_files(entry, record, signatures)?;
        if let Body::Registry(body) = record.body() {
            return self.apply_registry(record, body, signatures);
        }
        let id = self.registry.ok_or(Violation::Founding)?;
        if record.registry().is_some_and(|registry| registry != id) {
            return Err(Violation::Registry.into());
        }
        if !matches!(record.kind(), Kind::Endorsement | Kind::Publication) {
            self.check_nothing_staged()?;
        }
        match record.body() {
            Body::Organisation(body) => self.apply_organisation(at, record, body, signatures),
            Body::Statement(body) => Ok(self.apply_statement(at, record, body, signatures)?),
            Body::Endorsement(body) => Ok(self.apply_endorsement(at, record, body, signatures)?),
            Body::Publication(body) => Ok(self.apply_publication(at, record, body, signatures)?),
            Body::Revocation(_) => Err(Refusal::Unjudged("revocations")),
            Body::Confirmation(_) => Err(Refusal::Unjudged("confirmations")),
            Body::Withholding(_) => Err(Refusal::Unjudged("withholdings")),
            Body::Registry(_) => Err(Violation::Founding.into()),
        }
    }

    /// What the end of an append must have settled.
    ///
    /// # Errors
    /// A statement whose publication did not follow.
    pub fn check_nothing_staged(&self) -> Result<(), Violation> {
        match &self.staged {
            Some(staged) => {
                Err(Violation::Unpublished(staged.statement.id.at(staged.statement.version)))
            }
            None => Ok(()),
        }
    }

    /// Forgets a version that was put forward, after its append ended without its publication.
    pub fn abandon_staged(&mut self) {
        self.staged = None;
    }

    /// The registry's id: SHA-256 of its first record.
    #[must_use]
    pub const fn registry(&self) -> Option<Hash> {
        self.registry
    }

    /// The registry's authority.
    #[must_use]
    pub const fn root(&self) -> Option<&Root> {
        self.root.as_ref()
    }

    /// The enrolled organisations.
    #[must_use]
    pub const fn organisations(&self) -> &BTreeMap<Domain, Enrolled> {
        &self.organisations
    }

    /// Whose every key is or was.
    #[must_use]
    pub const fn holders(&self) -> &Holders {
        &self.holders
    }

    /// The statements with at least one published version.
    #[must_use]
    pub const fn statements(&self) -> &BTreeMap<StatementId, History> {
        &self.statements
    }

    /// The version that was put forward and is not yet published.
    #[must_use]
    pub const fn staged(&self) -> Option<&Version> {
        self.staged.as_ref()
    }

    /// The current version of a statement.
    #[must_use]
    pub fn current(&self, statement: &StatementId) -> Option<&Version> {
        self.statements.get(statement)?.versions.last()
    }

    /// A version, published or put forward.
    #[must_use]
    pub fn version(&self, id: &VersionId) -> Option<&Version> {
        if let Some(staged) = &self.staged
            && staged.statement.id == id.statement
            && staged.statement.version == id.version
        {
            return Some(staged);
        }
        let index = usize::try_from(id.version.checked_sub(1)?).ok()?;
        self.statements.get(&id.statement)?.versions.get(index)
    }

    /// The entries whose records are not shown and that no withholding names.
    #[must_use]
    pub fn not_shown(&self) -> &[u64] {
        &self.not_shown
    }

    fn apply_not_shown(&mut self, at: u64, entry: &RecordEntry) -> Result<(), Refusal> {
        if entry.kind != Kind::Endorsement {
            return Err(Violation::NotShown.into());
        }
        self.not_shown.push(at);
        Ok(())
    }

    fn apply_registry(
        &mut self,
        record: &Record,
        body: &Registry,
        signatures: &[Fitting],
    ) -> Result<(), Refusal> {
        if body.number > 1 {
            return Err(Refusal::Unjudged("a change of maintainers"));
        }
        if self.registry.is_some() {
            return Err(
                Violation::Chain { what: "record 2 of the registry's authority".into() }.into()
            );
        }
        let root = Root { record: record.hash(), body: body.clone() };
        root.approve(signatures)?;
        for maintainer in &body.maintainers {
            self.holders
                .enrol(maintainer.key.ed25519(), Holder::Maintainer(maintainer.label.clone()));
        }
        for key in &body.log_keys {
            self.holders.enrol(key.key(), Holder::Log);
        }
        for key in &body.witnesses {
            self.holders.enrol(key.key(), Holder::Witness(key.name().to_string()));
        }
        self.registry = Some(record.hash());
        self.root = Some(root);
        Ok(())
    }

    fn apply_organisation(
        &mut self,
        at: u64,
        record: &Record,
        body: &Organisation,
        signatures: &[Fitting],
    ) -> Result<(), Refusal> {
        if body.number > 1 {
            return Err(Refusal::Unjudged("a change of an organisation's keys"));
        }
        if self.organisations.contains_key(&body.organisation) {
            return Err(Violation::EnrolledAlready(body.organisation.clone()).into());
        }
        self.root.as_ref().ok_or(Violation::Founding)?.approve(signatures)?;
        for key in &body.keys {
            self.holders.check_free(key.key.ed25519())?;
        }
        for key in &body.keys {
            let holder = Holder::Organisation(body.organisation.clone(), key.label.clone());
            self.holders.enrol(key.key.ed25519(), holder);
        }
        let tenure = |key: &crate::record::organisation::OrganisationKey| Tenure {
            key: key.key.clone(),
            label: key.label.clone(),
            from: at,
        };
        let keys = body.keys.iter().map(tenure).collect();
        let enrolled = Enrolled { record: record.hash(), body: body.clone(), keys };
        self.organisations.insert(body.organisation.clone(), enrolled);
        Ok(())
    }

    fn apply_statement(
        &mut self,
        at: u64,
        record: &Record,
        body: &Statement,
        signatures: &[Fitting],
    ) -> Result<(), Violation> {
        if !signatures.is_empty() {
            return Err(Violation::Signatures { want: 0, got: signatures.len() });
        }
        let before = self.current(&body.id);
        let version = before.map_or(1, |before| before.statement.version + 1);
        if body.version != version || body.previous != before.map(|before| before.record) {
            return Err(Violation::Chain { what: format!("version {version} of {}", body.id) });
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
            statement: Arc::new(body.clone()),
            at,
            publication: None,
            acts: BTreeMap::new(),
        });
        Ok(())
    }

    fn apply_endorsement(
        &mut self,
        at: u64,
        record: &Record,
        body: &Endorsement,
        signatures: &[Fitting],
    ) -> Result<(), Violation> {
        let id = body.statement.at(body.version);
        let version = self.version(&id).ok_or_else(|| Violation::NoSuchVersion(id.clone()))?;
        if version.record != body.record {
            return Err(Violation::OtherWords {
                version: id,
                want: version.record,
                got: body.record,
            });
        }
        let organisation = &body.organisation;
        let enrolled = self
            .organisations
            .get(organisation)
            .ok_or_else(|| Violation::NotEnrolled(organisation.clone()))?;
        let signers = enrolled.approve(signatures)?;
        self.check_open(&id, version, body)?;
        version.continue_chain(body)?;
        let performed =
            Performed { record: record.hash(), body: Box::new(body.clone()), at, signers };
        let published = version.publication.map(|publication| publication.published_at);
        if let (Some(published_at), Act::Endorse) = (published, body.act) {
            check_late(version, &performed, published_at)?;
        }
        if let Some(version) = self.version_mut(&id) {
            version.acts.entry(organisation.clone()).or_default().push(performed);
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
        if let Some(staged) = &self.staged {
            if staged.record != version.record {
                return self.check_nothing_staged();
            }
            // One append has its acts in one order, so that the same acts make the same log.
            let last = staged
                .acts
                .iter()
                .next_back()
                .and_then(|(domain, acts)| Some((domain, acts.last()?.body.number)));
            if last.is_some_and(|last| last >= (&body.organisation, body.number)) {
                return Err(Violation::Order);
            }
        }
        let newest = self
            .current(&id.statement)
            .is_none_or(|current| current.statement.version <= id.version);
        match body.act {
            Act::Endorse if version.statement.historical => {
                closed("it records what was printed elsewhere")
            }
            Act::Endorse if !newest => closed("a newer version was published"),
            Act::Decline if version.publication.is_some() && body.public != Some(true) => {
                Err(Violation::PrivateDecline { organisation: body.organisation.clone() })
            }
            _ => Ok(()),
        }
    }

    fn apply_publication(
        &mut self,
        at: u64,
        record: &Record,
        body: &Publication,
        signatures: &[Fitting],
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
        if let Some((organisation, unmet)) = staged.unmet(body.published_at) {
            return Err(Violation::Condition { organisation, unmet });
        }
        if let Some(mut version) = self.staged.take() {
            version.publication =
                Some(Published { record: record.hash(), published_at: body.published_at, at });
            self.statements.entry(body.statement.clone()).or_default().versions.push(version);
        }
        Ok(())
    }

    fn version_mut(&mut self, id: &VersionId) -> Option<&mut Version> {
        let is_it = |version: &Version| {
            version.statement.id == id.statement && version.statement.version == id.version
        };
        if self.staged.as_ref().is_some_and(is_it) {
            return self.staged.as_mut();
        }
        let index = usize::try_from(id.version.checked_sub(1)?).ok()?;
        self.statements.get_mut(&id.statement)?.versions.get_mut(index)
    }
}

/// The signature files must be exactly those that the entry names, each over this record.
fn check_files(
    entry: &RecordEntry,
    record: &Record,
    signatures: &[Fitting],
) -> Result<(), Violation> {
    let mut files: Vec<Hash> =
        signatures.iter().filter(|one| one.record() == record.hash()).map(Fitting::file).collect();
    files.sort_unstable();
    files.dedup();
    if files == entry.signatures && files.len() == signatures.len() {
        return Ok(());
    }
    let got = files.iter().filter(|file| entry.signatures.contains(file)).count();
    Err(Violation::Signatures { want: entry.signatures.len(), got })
}

/// A late endorsement's conditions are judged against the publication that stands, with those who endorse now.
fn check_late(
    version: &Version,
    performed: &Performed,
    published_at: Timestamp,
) -> Result<(), Violation> {
    // Those who endorsed before were judged when they were logged; only this one's conditions are asked now.
    match version.unmet_late(&performed.body, published_at) {
        Some(unmet) => {
            Err(Violation::Condition { organisation: performed.body.organisation.clone(), unmet })
        }
        None => Ok(()),
    }
}
