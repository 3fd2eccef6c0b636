//! A report as `countersign.verify/1` (`docs/schema/verify.json`): its sentences are English.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::{FindingLine, doubt, evidence, findings, not_checked};
use crate::locale::Sentence;
use countersign_core::digest::Hash;
use countersign_core::name::{Domain, Language, StatementId};
use countersign_core::record::endorsement::Conditions;
use countersign_core::time::Timestamp;
use countersign_core::verify::earlier::Earlier;
use countersign_core::verify::report::{
    BundleLine, Checked, KeyBinding, LogLine, OrganisationLine, Outcome, RegistryLine, Report,
    RetractionLine, SignatureState, Standing, StatementLine, TakenDownLine, TranslationLine,
    VersionLine, VersionStanding,
};

/// A report as programs are told of it.
#[must_use]
pub fn report(report: &Report) -> impl Serialize + '_ {
    report_with(report, Statements(&report.statements))
}

/// A report whose statements were told before.
pub fn report_with<'a, S: Serialize + 'a>(
    report: &'a Report,
    statements: S,
) -> impl Serialize + 'a {
    ReportView {
        schema: "countersign.verify/1",
        outcome: report.outcome,
        registry: report.registry.as_ref(),
        log: report.log.as_ref(),
        commit: report.commit.as_deref(),
        bundle: report.bundle.as_ref(),
        checked: report.checked,
        not_checked: report.not_checked.iter().map(not_checked).collect(),
        statements,
        findings: findings(&report.findings),
    }
}

/// A statement as it stands in a report.
#[must_use]
pub fn statement(line: &StatementLine) -> impl Serialize + '_ {
    StatementView { id: &line.id, versions: Versions(&line.versions) }
}

#[derive(Serialize)]
struct ReportView<'a, S> {
    schema: &'static str,
    outcome: Outcome,
    #[serde(skip_serializing_if = "Option::is_none")]
    registry: Option<&'a RegistryLine>,
    #[serde(skip_serializing_if = "Option::is_none")]
    log: Option<&'a LogLine>,
    #[serde(skip_serializing_if = "Option::is_none")]
    commit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bundle: Option<&'a BundleLine>,
    checked: Checked,
    not_checked: Vec<Sentence>,
    statements: S,
    findings: Vec<FindingLine>,
}

/// Each is made when it is written, so that a large registry is not held twice.
struct Statements<'a>(&'a [StatementLine]);

#[derive(Serialize)]
struct StatementView<'a> {
    id: &'a StatementId,
    versions: Versions<'a>,
}

struct Versions<'a>(&'a [VersionLine]);

#[derive(Serialize)]
struct VersionView<'a> {
    version: u64,
    record: Hash,
    title: &'a str,
    languages: &'a [String],
    #[serde(skip_serializing_if = "<[TranslationLine]>::is_empty")]
    translations: &'a [TranslationLine],
    standing: VersionStanding,
    #[serde(skip_serializing_if = "Option::is_none")]
    retracted: Option<&'a RetractionLine>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published_at: Option<Timestamp>,
    endorsed: u64,
    named: u64,
    endorsed_of_named: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    earlier: Option<Earlier>,
    withheld: u64,
    #[serde(skip_serializing_if = "<[TakenDownLine]>::is_empty")]
    taken_down: &'a [TakenDownLine],
    organisations: Organisations<'a>,
}

struct Organisations<'a>(&'a [OrganisationLine]);

#[derive(Serialize)]
struct OrganisationView<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    organisation: Option<&'a Domain>,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    listed_as: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    lent: bool,
    texts: &'a BTreeMap<Language, Hash>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    retired: bool,
    standing: Standing,
    signature: SignatureState,
    #[serde(skip_serializing_if = "Option::is_none")]
    key_binding: Option<KeyBinding>,
    evidence: Vec<Sentence>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confirmed_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    doubt: Option<Sentence>,
    #[serde(skip_serializing_if = "Option::is_none")]
    set_aside: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pending: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    capacity: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    conditions: Option<Conditions>,
    #[serde(skip_serializing_if = "Option::is_none")]
    claimed_condition: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reservation: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    made_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entry: Option<u64>,
}

impl Serialize for Statements<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(statement))
    }
}

impl Serialize for Versions<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(version))
    }
}

impl Serialize for Organisations<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(organisation))
    }
}

fn version(line: &VersionLine) -> VersionView<'_> {
    VersionView {
        version: line.version,
        record: line.record,
        title: &line.title,
        languages: &line.languages,
        standing: line.standing,
        translations: &line.translations,
        taken_down: &line.taken_down,
        retracted: line.retraction.as_ref(),
        published_at: line.published_at,
        endorsed: line.endorsed,
        named: line.named,
        endorsed_of_named: line.endorsed_of_named,
        earlier: line.earlier,
        withheld: line.withheld,
        organisations: Organisations(&line.organisations),
    }
}

fn organisation(line: &OrganisationLine) -> OrganisationView<'_> {
    OrganisationView {
        organisation: line.organisation.as_ref(),
        name: &line.name,
        listed_as: line.listed_as.as_deref(),
        lent: line.is_lent,
        texts: &line.texts,
        retired: line.is_retired,
        standing: line.standing,
        signature: line.signature,
        key_binding: line.key_binding,
        evidence: evidence(&line.evidence),
        confirmed_at: line.confirmed_at,
        doubt: line.doubt.as_ref().map(doubt),
        set_aside: line.set_aside.map(|act| act.noun()),
        pending: line.pending.map(|act| act.name()),
        capacity: line.capacity.map(|capacity| capacity.name()),
        conditions: line.conditions,
        claimed_condition: line.claimed_condition,
        reservation: line.reservation.as_deref(),
        reason: line.reason.as_deref(),
        made_at: line.made_at,
        entry: line.entry,
    }
}
