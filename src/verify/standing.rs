//! What the reader must know about the versions and the organisations: caveats where they were asked about, else notes.

use super::question::{Question, Require};
use super::report::{
    Finding, KeyBinding, OrganisationLine, Severity, Standing, StatementLine, VersionLine,
    VersionStanding,
};
use super::totals::Totals;
use crate::layout;
use crate::ledger::State;
use crate::ledger::authority::Enrolled;
use crate::locale::{Sentence, Value, sentence};
use crate::name::{Domain, VersionId};

/// The findings about versions and who acted on them.
pub(super) fn of_versions(statements: &[StatementLine], question: &Question) -> Vec<Finding> {
    let (require, asked) = (question.require, question.is_narrow());
    let severity = if asked { Severity::Caveat } else { Severity::Note };
    let mut findings = Vec::new();
    for statement in statements {
        for version in &statement.versions {
            let id = statement.id.at(version.version);
            findings.extend(about_version(&id, version, severity));
            findings.extend(about_acts(&id, version, severity));
            let too_few = too_few(version, require).filter(|_| asked || require.is_some());
            if let Some(message) =
                too_few.filter(|_| version.standing == VersionStanding::Current || asked)
            {
                let about = [("version", id.to_string().into()), ("what", message.into())];
                let message = sentence("finding-about", &about);
                findings.push(say(&id, Severity::Caveat, "too-few", message));
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
    about.flat_map(|(domain, enrolled)| about_keys(domain, enrolled)).collect()
}

fn say(id: &VersionId, severity: Severity, code: &'static str, message: Sentence) -> Finding {
    Finding::new(severity, code, layout::version_folder(id), message)
}

fn about_version(id: &VersionId, version: &VersionLine, severity: Severity) -> Vec<Finding> {
    let say = |code, message: Sentence| say(id, severity, code, message);
    let named = || Value::from(id.to_string());
    let mut findings = Vec::new();
    match version.standing {
        VersionStanding::Superseded => {
            let message = sentence("finding-superseded", &[("version", named())]);
            findings.push(say("superseded", message));
        }
        VersionStanding::Historical => {
            let message = sentence("finding-historical", &[("version", named())]);
            findings.push(say("historical", message));
        }
        VersionStanding::Proposed => {
            let message = sentence("finding-proposed", &[("version", named())]);
            findings.push(say("pending", message));
        }
        VersionStanding::Current => {}
    }
    let live = matches!(version.standing, VersionStanding::Current | VersionStanding::Superseded);
    let withdrawn =
        version.organisations.iter().filter(|one| one.standing == Standing::Withdrawn).count();
    if live && withdrawn > 0 {
        let message =
            sentence("finding-withdrawn", &[("count", withdrawn.into()), ("version", named())]);
        findings.push(say("withdrawn", message));
    }
    findings
}

fn about_acts(id: &VersionId, version: &VersionLine, severity: Severity) -> Vec<Finding> {
    let mut findings = Vec::new();
    for line in &version.organisations {
        let name = || Value::from(line.name.clone());
        let named = || Value::from(id.to_string());
        let mut say =
            |severity, code, message: Sentence| findings.push(say(id, severity, code, message));
        if let Some(doubt) = &line.doubt {
            let message = sentence(
                "finding-doubt",
                &[("name", name()), ("version", named()), ("doubt", doubt.into())],
            );
            match line.key_binding {
                Some(KeyBinding::Recovered) => say(severity, "recovered", message),
                _ => say(severity, "unreliable", message),
            }
        } else if line.standing == Standing::Endorsed && !line.counts() {
            let message = sentence("finding-capacity", &[("name", name()), ("version", named())]);
            say(Severity::Note, "capacity", message);
        }
        if let Some(act) = line.set_aside {
            let message = sentence(
                "finding-set-aside",
                &[("name", name()), ("version", named()), ("act", act.into())],
            );
            say(severity, "recovered", message);
        }
        if let Some(want) = unmet(version, line) {
            let message = sentence(
                "finding-condition",
                &[
                    ("name", name()),
                    ("version", named()),
                    ("want", want.into()),
                    ("got", version.endorsed.into()),
                ],
            );
            say(severity, "condition", message);
        }
        match line.pending {
            Some(act @ ("withdraw" | "decline")) => {
                let message =
                    sentence("finding-pending-leaves", &[("name", name()), ("act", act.into())]);
                say(Severity::Caveat, "pending-bad-news", message);
            }
            Some(_) => {
                let message = sentence("finding-pending-act", &[("name", name())]);
                say(Severity::Note, "pending", message);
            }
            None => {}
        }
    }
    findings
}

/// How many had to endorse with an organisation, where fewer do now: it was judged once, and others left later.
fn unmet(version: &VersionLine, line: &OrganisationLine) -> Option<u64> {
    let is_out = version.published_at.is_some() && line.standing == Standing::Endorsed;
    line.conditions.filter(|_| is_out)?.at_least.filter(|want| *want > version.endorsed)
}

/// What happened to an organisation's keys and is shown for ever.
fn about_keys(domain: &Domain, enrolled: &Enrolled) -> Vec<Finding> {
    let path = format!("keys/{domain}");
    let note = |code, message: Sentence| Finding::new(Severity::Note, code, &path, message);
    let who = || Value::from(domain.to_string());
    let mut findings = Vec::new();
    for recovery in &enrolled.recoveries {
        let message = if recovery.is_adopted {
            sentence(
                "finding-recovery-adopted",
                &[("organisation", who()), ("at", recovery.at.into())],
            )
        } else {
            sentence("finding-recovery", &[("organisation", who()), ("at", recovery.at.into())])
        };
        findings.push(note("recovery", message));
    }
    if enrolled.is_silent() {
        let message = sentence(
            "finding-silent",
            &[
                ("organisation", who()),
                ("want", enrolled.body.threshold.into()),
                ("left", enrolled.keys.in_force().len().into()),
            ],
        );
        findings.push(note("silent", message));
    }
    findings
}

fn too_few(version: &VersionLine, require: Option<Require>) -> Option<Sentence> {
    let got = version.endorsed;
    match require {
        None if got == 0 => Some(sentence("finding-nobody", &[])),
        Some(Require::Count(want)) if got < want => {
            Some(sentence("finding-too-few", &[("want", want.into()), ("got", got.into())]))
        }
        Some(Require::All) if version.endorsed_of_named < version.named || version.named == 0 => {
            let (want, got) = (version.named, version.endorsed_of_named);
            Some(sentence("finding-not-all", &[("want", want.into()), ("got", got.into())]))
        }
        _ => None,
    }
}
