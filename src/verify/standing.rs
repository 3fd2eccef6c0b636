//! What the reader must know about the versions and the organisations: caveats where they were asked about, else notes.

use std::collections::BTreeSet;

use super::question::Require;
use super::report::{
    Finding, KeyBinding, OrganisationLine, Severity, Standing, StatementLine, VersionLine,
    VersionStanding,
};
use crate::layout;
use crate::ledger::State;
use crate::ledger::authority::Enrolled;
use crate::name::{Domain, VersionId};

/// The findings about what is shown.
pub(super) fn findings(
    state: &State,
    statements: &[StatementLine],
    require: Option<Require>,
    asked: bool,
) -> Vec<Finding> {
    let severity = if asked { Severity::Caveat } else { Severity::Note };
    let mut findings = Vec::new();
    let mut shown: BTreeSet<&Domain> = BTreeSet::new();
    for statement in statements {
        for version in &statement.versions {
            shown.extend(version.organisations.iter().filter_map(|one| one.organisation.as_ref()));
            let id = statement.id.at(version.version);
            findings.extend(about_version(&id, version, severity));
            findings.extend(about_acts(&id, version, severity));
            let too_few = too_few(version, require).filter(|_| asked || require.is_some());
            if let Some(message) =
                too_few.filter(|_| version.standing == VersionStanding::Current || asked)
            {
                findings.push(say(&id, Severity::Caveat, "too-few", format!("{id}: {message}")));
            }
        }
    }
    let enrolled = state.organisations().iter();
    let about = enrolled.filter(|(domain, _)| !asked || shown.contains(domain));
    findings.extend(about.flat_map(|(domain, enrolled)| about_keys(domain, enrolled)));
    findings
}

fn say(id: &VersionId, severity: Severity, code: &'static str, message: String) -> Finding {
    Finding::new(severity, code, layout::version_folder(id), message)
}

fn about_version(id: &VersionId, version: &VersionLine, severity: Severity) -> Vec<Finding> {
    let say = |code, message: String| say(id, severity, code, message);
    let mut findings = Vec::new();
    match version.standing {
        VersionStanding::Superseded => {
            findings.push(say("superseded", format!("{id} was replaced by a newer version")));
        }
        VersionStanding::Historical => {
            let message = format!("{id} records what was printed elsewhere; nobody signed it here");
            findings.push(say("historical", message));
        }
        VersionStanding::Proposed => {
            let message = format!("{id} is not in the log and counts for nothing");
            findings.push(say("pending", message));
        }
        VersionStanding::Current => {}
    }
    let live = matches!(version.standing, VersionStanding::Current | VersionStanding::Superseded);
    let withdrawn =
        version.organisations.iter().filter(|one| one.standing == Standing::Withdrawn).count();
    if live && withdrawn > 0 {
        let who = match withdrawn {
            1 => "1 organisation has withdrawn its endorsement".to_owned(),
            many => format!("{many} organisations have withdrawn their endorsements"),
        };
        findings.push(say("withdrawn", format!("{who} of {id}")));
    }
    findings
}

fn about_acts(id: &VersionId, version: &VersionLine, severity: Severity) -> Vec<Finding> {
    let mut findings = Vec::new();
    for line in &version.organisations {
        let name = &line.name;
        let mut say =
            |severity, code, message: String| findings.push(say(id, severity, code, message));
        if let Some(doubt) = &line.doubt {
            let message = format!("{name} and {id}: {doubt}");
            match line.key_binding {
                Some(KeyBinding::Recovered) => say(severity, "recovered", message),
                _ => say(severity, "unreliable", message),
            }
        } else if line.standing == Standing::Endorsed && !line.counts() {
            let message = format!("{name} endorses {id} in another capacity and is not counted");
            say(Severity::Note, "capacity", message);
        }
        if let Some(act) = &line.set_aside {
            let message = format!(
                "{name} and {id}: a later {act} is by keys that only the maintainers chose, and does not end its endorsement"
            );
            say(severity, "recovered", message);
        }
        if let Some(want) = unmet(version, line) {
            let message = format!(
                "a condition of {name} no longer holds: it endorsed {id} together with at least {want}, and {} endorse it now",
                version.endorsed
            );
            say(severity, "condition", message);
        }
        match line.pending {
            Some(act @ ("withdraw" | "decline")) => {
                let message = format!("a {act} by {name} waits to be logged");
                say(Severity::Caveat, "pending-bad-news", message);
            }
            Some(act) => {
                say(
                    Severity::Note,
                    "pending",
                    format!("an act ({act}) by {name} waits to be logged"),
                );
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
    let note = |code, message: String| Finding::new(Severity::Note, code, &path, message);
    let mut findings = Vec::new();
    for recovery in &enrolled.recoveries {
        let behind = if recovery.is_adopted {
            "an earlier key of the organisation stands behind it"
        } else {
            "no earlier key of the organisation stands behind it"
        };
        let message = format!(
            "the maintainers replaced the keys of {domain} at entry {} (a recovery): {behind}",
            recovery.at
        );
        findings.push(note("recovery", message));
    }
    if enrolled.is_silent() {
        let message = format!(
            "{domain} cannot speak: {} of its keys must sign, and {} are left",
            enrolled.body.threshold,
            enrolled.keys.in_force().len()
        );
        findings.push(note("silent", message));
    }
    findings
}

fn too_few(version: &VersionLine, require: Option<Require>) -> Option<String> {
    let got = version.endorsed;
    match require {
        None if got == 0 => Some("no organisation endorses it".to_owned()),
        Some(Require::Count(want)) if got < want => {
            Some(format!("want {want} endorsements, got {got}"))
        }
        Some(Require::All) if version.endorsed_of_named < version.named || version.named == 0 => {
            Some(format!(
                "want all {} that are named, got {}",
                version.named, version.endorsed_of_named
            ))
        }
        _ => None,
    }
}
