//! `countersign org list|show`

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use crate::failure::Failure;
use crate::prose;
use crate::prose::key_line;
use crate::session::Session;
use countersign_core::escape;
use countersign_core::ledger::authority::{Confirmed, Enrolled, Tenure};
use countersign_core::name::Domain;
use countersign_core::record::listing::Retired;
use countersign_core::verify::evidence;
use countersign_speech::locale::{Locale, Sentence, message};
use countersign_speech::{self as speech, phrase};
use countersign_workflow::open::Opened;
use countersign_workflow::organisation;

#[derive(Serialize)]
pub(super) struct Organisations {
    pub(super) organisations: Vec<OrganisationLine>,
}

#[derive(Serialize)]
pub(super) struct OrganisationLine {
    organisation: Domain,
    name: String,
    aliases: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retired: Option<Retired>,
    threshold: u64,
    keys: BTreeMap<String, String>,
    /// The labels of the keys that have signed a record about themselves.
    shown: Vec<String>,
    ended: Vec<EndedLine>,
    recoveries: Vec<u64>,
    confirmations: Vec<Sentence>,
}

#[derive(Serialize)]
struct EndedLine {
    label: String,
    key: String,
    entry: u64,
    revoked: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    compromised_since: Option<u64>,
}

pub(super) fn list(session: &mut Session, only: Option<&Domain>) -> Result<u8, Failure> {
    let opened = Opened::sound_keys(session)?;
    let chosen: Vec<&Enrolled> = match only {
        Some(domain) => vec![organisation::enrolled(&opened, domain)?],
        None => opened.examined.pending.state.organisations().values().collect(),
    };
    let (mut text, locale) = (String::new(), session.locale());
    for one in &chosen {
        let name = escape::terminal(one.listed.name.as_str());
        let _ = writeln!(text, "{}  {name}", one.body.organisation);
        for alias in &one.listed.aliases {
            let _ = writeln!(
                text,
                "  {}",
                message::org_alias(escape::terminal(alias.as_str())).say(locale)
            );
        }
        if let Some(retired) = &one.listed.retired {
            let said = phrase::retired(retired, locale);
            let _ = writeln!(text, "  {}", escape::terminal(&said));
        }
        text.push_str(&super::lent(&opened.examined.pending.state, &one.body.organisation, locale));
        text.push_str(&key_lines(one, locale));
        if only.is_some() {
            text.push_str(&past_lines(one, locale));
        }
    }
    let is_confirmed = chosen.iter().any(|one| !one.confirmations.is_empty());
    let (said, next) = match (chosen.is_empty(), only, is_confirmed) {
        (true, ..) => (
            message::org_none().say(locale),
            "countersign org add DOMAIN --name NAME --key LABEL=FILE.pub".to_owned(),
        ),
        (_, Some(_), true) => {
            (message::org_named_above().say(locale), message::org_next_compare().say(locale))
        }
        (_, None, true) => {
            (message::org_who_else().say(locale), message::org_next_compare().say(locale))
        }
        _ => (message::org_nobody_else().say(locale), message::org_next_compare().say(locale)),
    };
    text += &format!("{said}\n{}", prose::next(locale, next));
    let organisations = chosen.into_iter().map(organisation_line).collect();
    session.answer_done("countersign.org/1", &Organisations { organisations }, &text)?;
    Ok(0)
}

/// What happened to its keys, and who confirmed them.
fn past_lines(one: &Enrolled, locale: Locale) -> String {
    let mut text = String::new();
    for tenure in one.keys.all() {
        let Some(end) = &tenure.end else { continue };
        let line = if end.revoked {
            message::org_key_ended(&tenure.label, key_line(&tenure.key), end.at).say(locale)
        } else {
            message::org_key_removed(&tenure.label, key_line(&tenure.key), end.at).say(locale)
        };
        let _ = write!(text, "  {line}");
        if let Some(reason) = &end.reason {
            let _ = write!(text, ": {}", escape::terminal(reason.as_str()));
        }
        if let Some(compromised) = &tenure.compromised {
            let _ = write!(text, "{}", message::org_taken(compromised.since).say(locale));
        }
        text.push('\n');
    }
    for recovery in &one.recoveries {
        let _ = writeln!(text, "  {}", message::org_recovered(recovery.at).say(locale));
    }
    for confirmed in &one.confirmations {
        let said = confirmation(confirmed).say(locale);
        let _ = writeln!(text, "  {}", escape::terminal(&said));
    }
    if one.is_silent() {
        text.push_str(&format!("  {}\n", message::org_silent().say(locale)));
    }
    text
}

pub(super) fn organisation_line(one: &Enrolled) -> OrganisationLine {
    let ended = |tenure: &Tenure| {
        let end = tenure.end.as_ref()?;
        Some(EndedLine {
            label: tenure.label.to_string(),
            key: tenure.key.to_string(),
            entry: end.at,
            revoked: end.revoked,
            reason: end.reason.as_ref().map(ToString::to_string),
            compromised_since: tenure.compromised.as_ref().map(|compromised| compromised.since),
        })
    };
    let in_force = one.keys.in_force().into_iter();
    let shown = in_force.clone().filter(|one| one.is_shown);
    OrganisationLine {
        organisation: one.body.organisation.clone(),
        name: one.listed.name.to_string(),
        aliases: one.listed.aliases.iter().map(ToString::to_string).collect(),
        retired: one.listed.retired.clone(),
        threshold: one.body.threshold,
        keys: in_force.map(|one| (one.label.to_string(), one.key.to_string())).collect(),
        shown: shown.map(|one| one.label.to_string()).collect(),
        ended: one.keys.all().filter_map(ended).collect(),
        recoveries: one.recoveries.iter().map(|one| one.at).collect(),
        confirmations: one.confirmations.iter().map(confirmation).collect(),
    }
}

/// What a confirmation says.
fn confirmation(one: &Confirmed) -> Sentence {
    speech::confirmation(&evidence::confirmation(one))
}

pub(super) fn key_lines(one: &Enrolled, locale: Locale) -> String {
    let mut text = String::new();
    if one.body.threshold > 1 {
        let _ = writeln!(
            text,
            "  {}",
            message::org_threshold(one.body.threshold, one.keys.in_force().len()).say(locale)
        );
    }
    for tenure in one.keys.in_force() {
        let role = one.body.keys.iter().find(|key| key.label == tenure.label);
        let role = role.and_then(|key| key.role.as_ref());
        let role =
            role.map_or_else(String::new, |role| format!("  {}", escape::terminal(role.as_str())));
        let shown = message::org_key_shown().say(locale);
        let shown = if tenure.is_shown { format!("  ({shown})") } else { String::new() };
        let _ = writeln!(text, "  {}: {}{role}{shown}", tenure.label, key_line(&tenure.key));
    }
    text
}
