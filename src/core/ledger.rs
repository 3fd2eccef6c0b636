//! What follows from records in their order: the one rule engine.
//!
//! [`State::apply`] admits one record at one position of the log, or says which rule refuses it.
//! Verification replays the log through it from entry 0; a command that writes applies its record to the same state
//! first and writes only what was admitted; a draft is the same state with a version that is not yet published.
//! No date inside a record decides who may speak: only the position does.
//!
//! The order of the checks for every record: the entry is this record's; the signature files are exactly those
//! that the entry names; the record belongs to this registry; then the rule of its kind.

pub mod approvals;
pub mod authority;
pub mod chains;
pub mod conditions;
pub mod keys;
pub mod listing;
pub mod order;
pub mod standing;
pub mod version;
pub mod violation;
pub mod withholding;

mod publishing;
pub mod translating;

use std::collections::{BTreeMap, BTreeSet};

use crate::digest::Hash;
use crate::name::{Domain, Label, StatementId, VersionId};
use crate::record::endorsement::Act;
use crate::record::entry::{RecordEntry, Signatures};
use crate::record::signature::VerifiedSignature;
use crate::record::{Body, Kind, Record};

use authority::{Enrolled, Holder, Holders, Root};
use version::Version;
use violation::Mismatch;
use withholding::Open;

pub use violation::Violation;
pub use withholding::Withheld;

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
    /// The number and record of the newest act on what is put forward: the next one comes after it.
    newest_staged: Option<(u64, Hash)>,
    open: Open,
    /// Published versions with late endorsements whose conditions did not hold yet in this append.
    late: BTreeSet<VersionId>,
    withheld: BTreeMap<VersionId, Vec<Withheld>>,
    extensions: BTreeSet<Hash>,
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
        signatures: &[VerifiedSignature],
    ) -> Result<(), Violation> {
        self.open.come_to(at);
        // What lies in other statements may have come meanwhile.
        self.judge_late();
        let Some(record) = record else { return self.apply_not_shown(at, entry) };
        if entry.record != record.hash() {
            return Err(Violation::Entry(Mismatch::Hash));
        }
        if entry.kind != record.kind() || entry.previous != record.previous() {
            return Err(Violation::Entry(Mismatch::Kind));
        }
        check_files(entry, record, signatures)?;
        let is_founding = matches!(record.body(), Body::Registry(body) if body.number == 1);
        match self.registry {
            None if !is_founding => return Err(Violation::Founding),
            Some(id) if record.registry().is_some_and(|registry| registry != id) => {
                return Err(Violation::Registry);
            }
            _ => {}
        }
        if self.has_ended() && !is_admitted_at_the_end(record.body()) {
            return Err(Violation::Ended);
        }
        if !matches!(record.kind(), Kind::Endorsement | Kind::Publication) {
            self.check_nothing_staged()?;
        }
        match record.body() {
            Body::Registry(body) => self.apply_registry(at, record, body, signatures)?,
            Body::Organisation(body) => self.apply_organisation(at, record, body, signatures)?,
            Body::Revocation(body) => self.apply_revocation(at, body, signatures)?,
            Body::Confirmation(body) => self.apply_confirmation(at, record, body, signatures)?,
            Body::Statement(body) => self.apply_statement(at, record, body, signatures)?,
            Body::Endorsement(body) => self.apply_endorsement(at, record, body, signatures)?,
            Body::Publication(body) => self.apply_publication(at, record, body, signatures)?,
            Body::Withholding(body) => self.apply_withholding(at, record, body, signatures)?,
            Body::Listing(body) => self.apply_listing(at, record, body, signatures)?,
            Body::Retraction(body) => self.apply_retraction(at, record, body, signatures)?,
            Body::Translation(body) => self.apply_translation(at, record, body, signatures)?,
            Body::Extension(_) => self.apply_extension(record, signatures)?,
        }
        Ok(())
    }

    /// No rule reads it; it is logged once, and the maintainers sign it.
    fn apply_extension(
        &mut self,
        record: &Record,
        signatures: &[VerifiedSignature],
    ) -> Result<(), Violation> {
        self.root.as_ref().ok_or(Violation::Founding)?.approve(signatures)?;
        match self.extensions.insert(record.hash()) {
            true => Ok(()),
            false => Err(Violation::Entry(Mismatch::Twice)),
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

    /// Whether the registry has ended.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        self.root.as_ref().is_some_and(|root| root.body.ends.is_some())
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

    /// Whose key a revocation ends, and under which label; nothing for records of other kinds.
    #[must_use]
    pub fn revoked(&self, record: &Record) -> Option<(&Domain, &Label)> {
        let Body::Revocation(body) = record.body() else { return None };
        match self.holders.of(body.key.ed25519())? {
            Holder::Organisation(domain, label) => Some((domain, label)),
            _ => None,
        }
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

    /// Lets what was put forward stand among the versions, where it is shown before it is published.
    pub(crate) fn show_staged(&mut self) {
        if let Some(staged) = self.staged.take() {
            let history = self.statements.entry(staged.statement.id.clone()).or_default();
            history.versions.push(staged);
        }
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
    pub fn not_shown(&self) -> impl Iterator<Item = u64> {
        self.open.positions()
    }

    /// What the maintainers say they do not show of a version's acts.
    #[must_use]
    pub fn withheld(&self, id: &VersionId) -> &[Withheld] {
        self.withheld.get(id).map_or(&[], Vec::as_slice)
    }

    /// Whether there is anything that the maintainers say they do not show.
    #[must_use]
    pub fn withholds(&self) -> bool {
        !self.withheld.is_empty()
    }

    /// What the maintainers say they do not show, by version.
    pub(crate) fn all_withheld(&self) -> impl Iterator<Item = (&VersionId, &[Withheld])> {
        self.withheld.iter().map(|(id, all)| (id, all.as_slice()))
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

/// After a registry has ended, nothing new is said in it: people only take back what they said, end their keys, or are
/// taken out of sight.
fn is_admitted_at_the_end(body: &Body) -> bool {
    match body {
        Body::Endorsement(body) => body.act == Act::Withdraw,
        Body::Revocation(_) | Body::Withholding(_) => true,
        _ => false,
    }
}

/// The signature files must be exactly those that the entry names, each over this record.
fn check_files(
    entry: &RecordEntry,
    record: &Record,
    signatures: &[VerifiedSignature],
) -> Result<(), Violation> {
    let files: BTreeSet<Hash> = signatures
        .iter()
        .filter(|one| one.record() == record.hash())
        .map(VerifiedSignature::file)
        .collect();
    if entry.signatures.is_exactly(&files) && files.len() == signatures.len() {
        return Ok(());
    }
    Err(match &entry.signatures {
        Signatures::Each(named) => {
            Violation::Signatures { want: named.len(), got: entry.signatures.among(&files).len() }
        }
        Signatures::Together(_) => Violation::SignaturesChanged { here: files.len() },
    })
}
