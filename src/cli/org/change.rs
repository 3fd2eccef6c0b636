//! What a change of an organisation's keys, names and threshold has in common, whoever signs it.

use super::MaybeLabelled;
use crate::cli::failure::{Failure, Stop};
use crate::cli::session::Session;
use crate::escape;
use crate::ledger::State;
use crate::ledger::authority::{Enrolled, Tenure};
use crate::locale::{Locale, Tell, sentence};
use crate::name::{Domain, Label};
use crate::record::line::Line;
use crate::record::organisation::{OrganisationKey, RemovedKey};
use crate::record::{Body, Organisation, Record};
use crate::workflow::open::Opened;
use crate::workflow::signer;

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
        Failure::new(
            Stop::Unknown,
            sentence("failure-domain-not-enrolled", &[("domain", domain.to_string().into())]),
        )
        .why(sentence("failure-unnamed", &[]))
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
                sentence(
                    "failure-label-used",
                    &[
                        ("organisation", body.organisation.to_string().into()),
                        ("label", one.label.to_string().into()),
                    ],
                ),
            )
            .why(sentence("failure-label-used-why", &[]))
            .attempt(sentence(
                "failure-label-used-try",
                &[
                    ("free", free.to_string().into()),
                    ("file", one.file.display().to_string().into()),
                ],
            )));
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
        Failure::new(
            Stop::Usage,
            sentence(
                "failure-no-key-labelled",
                &[
                    ("organisation", body.organisation.to_string().into()),
                    ("label", label.to_string().into()),
                ],
            ),
        )
        .attempt(format!("countersign org show {}", body.organisation))
    })?;
    take_out(body, tenure, reason, compromised_since);
    Ok(())
}

/// The record, where one can be made of it; a threshold that nobody could reach is named in words.
pub(super) fn record(body: Organisation, attempt: impl Tell) -> Result<Record, Failure> {
    let domain = body.organisation.clone();
    let (want, left) = (body.threshold, body.keys.len() as u64);
    let refused = Failure::new(
        Stop::Refused,
        sentence("failure-keys-unchanged", &[("domain", domain.to_string().into())]),
    );
    if left == 0 {
        return Err(refused.why(sentence("failure-no-key-left", &[])).attempt(attempt));
    }
    if want > left {
        return Err(refused
            .why(sentence(
                "failure-too-few-left",
                &[("want", want.to_string().into()), ("left", left.to_string().into())],
            ))
            .attempt(sentence("failure-add-threshold", &[("left", left.to_string().into())])));
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
                let said = [
                    ("act", act.body.act.name().into()),
                    ("version", id.to_string().into()),
                    ("at", act.at.into()),
                ];
                acts.push(format!("  {}", locale.say("org-act-at", &said)));
            }
        }
    }
    let (label, since) = (label.to_string().into(), since.into());
    if acts.is_empty() {
        return locale.say("org-signed-nothing", &[("label", label), ("since", since)]);
    }
    let count = acts.len().into();
    let said = [("label", label), ("count", count), ("since", since)];
    format!("{}\n{}", locale.say("org-will-read", &said), acts.join("\n"))
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
    session.must_see(&crate::cli::changes::of(record, state, session.locale()))?;
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
        let said = locale.say(
            "org-is-silent",
            &[
                ("name", enrolled.body.name.to_string().into()),
                ("want", enrolled.body.threshold.into()),
                ("left", enrolled.keys.in_force().len().into()),
                ("organisation", domain.to_string().into()),
            ],
        );
        text.push_str(&format!("{}\n", escape::terminal(&said)));
    }
    if enrolled.recovered_since().is_some() {
        text.push_str(&(locale.say("org-until-adopted", &[]) + "\n"));
    }
    text
}
