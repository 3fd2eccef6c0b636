//! What a change of an organisation's keys, names and threshold means, for whoever agrees to it.

use crate::failure::Failure;
use crate::session::Session;
use countersign_core::escape;
use countersign_core::ledger::State;
use countersign_core::name::Domain;
use countersign_core::record::{Body, Record};
use countersign_speech::locale::{Locale, message};
use countersign_workflow::open::Opened;
use countersign_workflow::organisation::{Accused, accused};

/// What would become of acts that an accused key signed, in words.
fn consequences(accused: &Accused, locale: Locale) -> String {
    let (label, since) = (&accused.label, accused.since);
    if accused.acts.is_empty() {
        return message::org_signed_nothing(label, since).say(locale);
    }
    let mut lines = vec![message::org_will_read(label, accused.acts.len(), since).say(locale)];
    let act = accused.acts.iter().map(|one| message::org_act_at(one.act, &one.id, one.at));
    lines.extend(act.map(|said| format!("  {}", said.say(locale))));
    lines.join("\n")
}

/// Shows a change of a record, and asks for the organisation's domain to be typed.
pub(super) fn confirm(
    session: &mut Session,
    opened: &Opened,
    record: &Record,
    question: &str,
    domain: &Domain,
    given: Option<&Domain>,
) -> Result<(), Failure> {
    let (state, locale) = (&opened.examined.pending.state, session.locale());
    if let Body::Organisation(body) = record.body() {
        session.must_see(&crate::changes::of(record, state, locale))?;
        for one in accused(state, body) {
            session.must_see(&consequences(&one, locale))?;
        }
    }
    if let Body::Listing(_) = record.body() {
        session.must_see(&crate::changes::of(record, state, locale))?;
    }
    let question = session.for_ever(question);
    session.confirm_typed(&question, domain.as_str(), given.map(Domain::as_str), "--confirm")
}

/// What follows from a change of keys, for the person who made it.
pub(super) fn after(state: &State, domain: &Domain, locale: Locale) -> String {
    let Some(enrolled) = state.organisations().get(domain) else { return String::new() };
    let mut text = super::key_lines(enrolled, locale);
    if enrolled.is_silent() {
        let said = message::org_is_silent(
            &enrolled.listed.name,
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
