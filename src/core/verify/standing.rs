//! What the reader must know about the versions and the organisations: caveats where they were asked about, else notes.

mod names;

use super::finding::{Finding, Lack, StandingFinding};
use super::question::{Question, Require};
use super::report::{
    OrganisationLine, Severity, Standing, StatementLine, VersionLine, VersionStanding,
};
use super::totals::Totals;
use crate::layout;
use crate::ledger::State;
use crate::ledger::authority::Enrolled;
use crate::name::{Domain, VersionId};
use crate::record::endorsement::{Act, Capacity};
use crate::record::listing::Retired;

/// The findings about versions and who acted on them.
pub(super) fn of_versions(statements: &[StatementLine], question: &Question) -> Vec<Finding> {
    let (require, asked) = (question.require, question.is_narrow());
    let severity = if asked { Severity::Caveat } else { Severity::Note };
    let mut findings = Vec::new();
    for statement in statements {
        for version in &statement.versions {
            let id = statement.id.at(version.version);
            findings.extend(about_version(&id, version, severity));
            let back_dated = || say(&id, Severity::Note, StandingFinding::BackDated(id.clone()));
            findings.extend(version.is_back_dated.then(back_dated));
            findings.extend(about_acts(&id, version, severity));
            let lack = lack(version, require).filter(|_| asked || require.is_some());
            if let Some(lack) =
                lack.filter(|_| version.standing == VersionStanding::Current || asked)
            {
                let what = StandingFinding::TooFew { version: id.clone(), lack };
                findings.push(say(&id, Severity::Caveat, what));
            }
        }
    }
    findings
}

/// The findings about organisations: those that are shown, or all where everything was asked about.
pub(super) fn of_keys(state: &State, totals: &Totals, question: &Question) -> Vec<Finding> {
    let enrolled = state.organisations().iter();
    let is_shown = |domain: &Domain| !question.is_narrow() || totals.shown.contains(domain);
    let about = enrolled.filter(|(domain, _)| is_shown(domain));
    let findings = about.flat_map(|(domain, enrolled)| about_keys(domain, enrolled));
    let findings = findings.chain(names::look_alike(state, totals, question.is_narrow()));
    findings.chain(keys_not_shown(state, totals, question.is_narrow())).collect()
}

/// The organisations of whose keys no signature is here: the maintainers may have copied them from anywhere.
fn keys_not_shown(state: &State, totals: &Totals, is_narrow: bool) -> Option<Finding> {
    let is_unshown = |domain: &Domain, enrolled: &Enrolled| {
        !totals.acted.contains(domain) && enrolled.keys.in_force().iter().any(|key| !key.is_shown)
    };
    let unshown = state.organisations().iter().filter(|(domain, one)| is_unshown(domain, one));
    let organisations: Vec<Domain> = unshown.map(|(domain, _)| domain.clone()).collect();
    let what = StandingFinding::KeysNotShown { organisations: organisations.clone() };
    let is_told = !is_narrow && !organisations.is_empty();
    is_told.then(|| Finding::new(Severity::Note, "keys", what))
}

fn say(id: &VersionId, severity: Severity, what: StandingFinding) -> Finding {
    Finding::new(severity, layout::version_folder(id), what)
}

fn about_version(id: &VersionId, version: &VersionLine, severity: Severity) -> Vec<Finding> {
    let named = || id.clone();
    let mut findings = Vec::new();
    findings.extend(version.retraction.as_ref().map(|one| StandingFinding::Retracted {
        version: named(),
        reason: one.reason.clone(),
        replaced_by: one.replaced_by.clone(),
    }));
    findings.extend(match version.standing {
        VersionStanding::Superseded => Some(StandingFinding::Superseded(named())),
        VersionStanding::Historical => Some(StandingFinding::Historical(named())),
        VersionStanding::Proposed => Some(StandingFinding::Proposed(named())),
        VersionStanding::Current => None,
    });
    let live = matches!(version.standing, VersionStanding::Current | VersionStanding::Superseded);
    let count =
        version.organisations.iter().filter(|one| one.standing == Standing::Withdrawn).count();
    if live && count > 0 {
        findings.push(StandingFinding::Withdrawn { version: named(), count });
    }
    if version.withheld > 0 {
        findings.push(StandingFinding::ActsWithheld { version: named(), count: version.withheld });
    }
    let down = version.taken_down.iter().map(|one| {
        let reason = one.reason.clone();
        let what = StandingFinding::TakenDown { version: named(), reason };
        Finding::new(severity, one.path.as_str(), what)
    });
    findings.extend(version.translations.iter().filter_map(|one| {
        let (language, now) = (one.language.clone(), one.title.clone());
        let before = one.title_before.clone()?;
        Some(StandingFinding::Retitled { version: named(), language, before, now })
    }));
    findings.into_iter().map(|what| say(id, severity, what)).chain(down).collect()
}

fn about_acts(id: &VersionId, version: &VersionLine, severity: Severity) -> Vec<Finding> {
    let mut findings = Vec::new();
    for line in &version.organisations {
        let names = || (line.name.clone(), id.clone());
        let mut say = |severity, what| findings.push(self::say(id, severity, what));
        if let Some(doubt) = &line.doubt {
            let ((name, version), doubt) = (names(), doubt.clone());
            say(severity, StandingFinding::Doubted { name, version, doubt });
        } else if let Some(want) = line.claimed_condition {
            let (name, version) = names();
            say(severity, StandingFinding::ConditionClaimed { name, version, want });
        } else if line.standing == Standing::Endorsed
            && line.capacity != Some(Capacity::Organisation)
        {
            let (name, version) = names();
            say(Severity::Note, StandingFinding::Capacity { name, version });
        }
        findings.extend(about_terms(id, version, line, severity));
        let mut say = |severity, what| findings.push(self::say(id, severity, what));
        if let Some(act) = line.set_aside {
            let (name, version) = names();
            say(severity, StandingFinding::SetAside { name, version, act });
        }
        if let Some(want) = unmet(version, line) {
            let ((name, id), got) = (names(), version.endorsed_any());
            say(severity, StandingFinding::Condition { name, version: id, want, got });
        }
        let name = line.name.clone();
        match line.pending {
            Some(act @ (Act::Withdraw | Act::Decline)) => {
                say(Severity::Caveat, StandingFinding::LeavePending { name, act });
            }
            Some(Act::Endorse) => say(Severity::Note, StandingFinding::EndorsementPending { name }),
            None => {}
        }
    }
    findings
}

/// Under which name an organisation signed, which texts, and what its endorsement has no more.
fn about_terms(
    id: &VersionId,
    version: &VersionLine,
    line: &OrganisationLine,
    severity: Severity,
) -> Vec<Finding> {
    let names = || (line.name.clone(), id.clone());
    let mut findings = Vec::new();
    if let Some((listed_as, organisation)) = line.listed_as.clone().zip(line.organisation.clone()) {
        let (name, version) = names();
        let severity = if line.is_alias { Severity::Note } else { severity };
        let what = StandingFinding::ListedAs { organisation, name, listed_as, version };
        findings.push(say(id, severity, what));
    }
    let is_of_some = !line.texts.is_empty() && line.texts.len() < version.languages.len();
    if line.standing == Standing::Endorsed && is_of_some {
        let ((name, version), texts) = (names(), line.texts.keys().cloned().collect());
        findings.push(say(id, Severity::Note, StandingFinding::SomeTexts { name, version, texts }));
    }
    for lost in &line.lost {
        let ((name, version), lost) = (names(), lost.clone());
        findings.push(say(id, Severity::Note, StandingFinding::Lost { name, version, lost }));
    }
    findings
}

/// How many had to endorse with an organisation, where fewer do now: it was judged once, and others left later.
fn unmet(version: &VersionLine, line: &OrganisationLine) -> Option<u64> {
    let is_out = version.published_at.is_some()
        && line.standing == Standing::Endorsed
        && line.claimed_condition.is_none();
    line.conditions.filter(|_| is_out)?.at_least.filter(|want| *want > version.endorsed_any())
}

/// What happened to an organisation's keys and is shown for ever.
fn about_keys(domain: &Domain, enrolled: &Enrolled) -> Vec<Finding> {
    let path = format!("keys/{domain}");
    let note = |what: StandingFinding| Finding::new(Severity::Note, &path, what);
    let mut findings = Vec::new();
    for recovery in &enrolled.recoveries {
        let (organisation, at, is_adopted) = (domain.clone(), recovery.at, recovery.is_adopted);
        findings.push(note(StandingFinding::Recovery { organisation, at, is_adopted }));
    }
    if let Some(retired) = &enrolled.listed.retired {
        let Retired { reason, successor } = retired.clone();
        let organisation = domain.clone();
        findings.push(note(StandingFinding::Retired { organisation, reason, successor }));
    }
    if enrolled.is_silent() {
        let (organisation, want) = (domain.clone(), enrolled.body.threshold);
        let left = enrolled.keys.in_force().len();
        findings.push(note(StandingFinding::Silent { organisation, want, left }));
    }
    findings
}

fn lack(version: &VersionLine, require: Option<Require>) -> Option<Lack> {
    let got = version.endorsed;
    match require {
        None if got == 0 => Some(Lack::Nobody),
        Some(Require::Count(want)) if got < want => Some(Lack::Count { want, got }),
        Some(Require::All) if version.endorsed_of_named < version.named || version.named == 0 => {
            Some(Lack::All { want: version.named, got: version.endorsed_of_named })
        }
        _ => None,
    }
}
