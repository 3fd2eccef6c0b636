//! What a change of an organisation's keys, names and threshold has in common, whoever signs it.

use super::MaybeLabelled;
use crate::failure::{Failure, Stop};
use crate::session::Session;
use countersign_core::escape;
use countersign_core::ledger::State;
use countersign_core::ledger::authority::{Enrolled, Tenure};
use countersign_core::name::{Domain, Label};
use countersign_core::record::line::Line;
use countersign_core::record::organisation::{OrganisationKey, RemovedKey};
use countersign_core::record::{Body, Organisation, Record};
use countersign_speech::locale::{Locale, Tell, message};
use countersign_workflow::open::Opened;
use countersign_workflow::signer;

/// The registry, read as a whole where it must be said what an accusation does to earlier acts.
pub(super) fn open(
    session: &mut Session,
    compromised_since: Option<u64>,
) -> Result<Opened, Failure> {
    match compromised_since {
        Some(_) => Ok(Opened::sound(session)?),
        None => Ok(Opened::for_writing(session, None)?),
    }
}

/// An organisation, as it is enrolled.
pub(super) fn enrolled<'a>(opened: &'a Opened, domain: &Domain) -> Result<&'a Enrolled, Failure> {
    opened.examined.pending.state.organisations().get(domain).ok_or_else(|| {
        Failure::new(Stop::Unknown, message::failure_domain_not_enrolled(domain))
            .why(message::failure_unnamed())
            .attempt("countersign org list")
    })
}

/// The record that follows the newest one and so far says the same, without the keys that ended themselves.
pub(super) fn successor(session: &Session, enrolled: &Enrolled) -> Organisation {
    let mut body = enrolled.body.clone();
    (body.number, body.previous) = (body.number + 1, Some(enrolled.record));
    (body.made_at, body.removed) = (session.now(), Vec::new());
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
    session: &Session,
    enrolled: &Enrolled,
    body: &mut Organisation,
    keys: &[MaybeLabelled],
) -> Result<(), Failure> {
    for MaybeLabelled(one) in keys {
        let (key, _) = signer::public_key(session, &one.file)?;
        let is_taken = |label: &Label| enrolled.keys.labelled(label).is_some();
        if is_taken(&one.label) {
            let free = (2..).find_map(|number| {
                let label: Label = format!("{}-{number}", one.label).parse().ok()?;
                (!is_taken(&label)).then_some(label)
            });
            let free = free.map_or_else(String::new, |free| free.to_string());
            return Err(Failure::new(
                Stop::Refused,
                message::failure_label_used(&body.organisation, &one.label),
            )
            .why(message::failure_label_used_why())
            .attempt(message::failure_label_used_try(&free, one.file.display())));
        }
        body.keys.push(OrganisationKey { key, label: one.label.clone(), role: None });
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
) -> Result<(), Failure> {
    let tenure = enrolled.keys.labelled(label).ok_or_else(|| {
        Failure::new(Stop::Usage, message::failure_no_key_labelled(&body.organisation, label))
            .attempt(format!("countersign org show {}", body.organisation))
    })?;
    take_out(body, tenure, reason, compromised_since);
    Ok(())
}

/// The record, where one can be made of it; a threshold that nobody could reach is named in words.
pub(super) fn record(body: Organisation, attempt: impl Tell) -> Result<Record, Failure> {
    let domain = body.organisation.clone();
    let (want, left) = (body.threshold, body.keys.len() as u64);
    let refused = Failure::new(Stop::Refused, message::failure_keys_unchanged(&domain));
    if left == 0 {
        return Err(refused.why(message::failure_no_key_left()).attempt(attempt));
    }
    if want > left {
        return Err(refused
            .why(message::failure_too_few_left(want, left))
            .attempt(message::failure_add_threshold(left)));
    }
    Record::new(&Body::Organisation(body)).map_err(|error| refused.why(error).attempt(attempt))
}

/// What would become of acts that an accused key signed, in words.
fn consequences(
    (state, locale): (&State, Locale),
    domain: &Domain,
    label: &Label,
    since: u64,
) -> String {
    let mut acts = Vec::new();
    let versions = state.statements().values().flat_map(|history| &history.versions);
    for version in versions {
        for act in version.acts.get(domain).into_iter().flatten() {
            if act.at >= since && act.signers.contains(label) {
                let id = version.statement.id.at(version.statement.version);
                acts.push(format!(
                    "  {}",
                    message::org_act_at(act.body.act, &id, act.at).say(locale)
                ));
            }
        }
    }
    let (label, since) = (&label, since);
    if acts.is_empty() {
        return message::org_signed_nothing(label, since).say(locale);
    }
    let count = acts.len();
    format!("{}\n{}", message::org_will_read(label, count, since).say(locale), acts.join("\n"))
}

/// Shows a change and asks for the organisation's domain to be typed.
pub(super) fn confirm(
    session: &mut Session,
    opened: &Opened,
    record: &Record,
    question: &str,
    domain: &Domain,
    given: Option<&Domain>,
) -> Result<(), Failure> {
    let state = &opened.examined.pending.state;
    session.must_see(&crate::changes::of(record, state, session.locale()))?;
    if let Body::Organisation(body) = record.body() {
        for removed in &body.removed {
            if let Some(since) = removed.compromised_since {
                session.must_see(&consequences(
                    (state, session.locale()),
                    domain,
                    &removed.label,
                    since,
                ))?;
            }
        }
    }
    session.confirm_typed(question, domain.as_str(), given.map(Domain::as_str), "--confirm")
}

/// What follows from a change of keys, for the person who made it.
pub(super) fn after(state: &State, domain: &Domain, locale: Locale) -> String {
    let Some(enrolled) = state.organisations().get(domain) else { return String::new() };
    let mut text = super::key_lines(enrolled, locale);
    if enrolled.is_silent() {
        let said = message::org_is_silent(
            &enrolled.body.name,
            enrolled.body.threshold,
            enrolled.keys.in_force().len(),
            domain,
        )
        .say(locale);
        text.push_str(&format!("{}\n", escape::terminal(&said)));
    }
    if enrolled.recovered_since().is_some() {
        text.push_str(&(message::org_until_adopted().say(locale) + "\n"));
    }
    text
}
