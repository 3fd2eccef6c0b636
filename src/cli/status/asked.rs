//! What a maintainer asks about one organisation: was it asked, how long is there left, what did it say before?

use std::collections::HashMap;

use serde::Serialize;

use super::{OrganisationRow, Row, Stand};
use crate::failure::Failure;
use crate::session::Session;
use countersign_core::escape;
use countersign_core::name::{Domain, StatementId};
use countersign_core::record::endorsement::Capacity;
use countersign_core::request::note::Note;
use countersign_core::time::Timestamp;
use countersign_core::verify::report::VersionStanding;
use countersign_speech::locale::{Locale, message};
use countersign_speech::phrase;
use countersign_workflow::asked;
use countersign_workflow::draft::Draft;
use countersign_workflow::open::Opened;

/// Seconds in a day.
const DAY: i64 = 24 * 60 * 60;

/// Where an organisation stands towards the version before.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Before {
    version: u64,
    standing: Stand,
}

/// Adds to the rows what only this machine knows: who was asked about a draft, and who said no in private.
pub(super) fn annotate(
    session: &Session,
    opened: &Opened,
    rows: &mut [Row],
) -> Result<(), Failure> {
    let notes = asked::all(session, opened)?;
    for row in rows.iter_mut() {
        let id = row.statement.at(row.version);
        let name = |domain: &Domain| match opened.examined.pending.state.organisations().get(domain)
        {
            Some(enrolled) => enrolled.listed.name.to_string(),
            None => domain.to_string(),
        };
        let is_draft = row.standing == VersionStanding::Proposed;
        for note in notes.iter().filter(|note| is_draft && note.version_id() == id) {
            place(row, note.organisation(), Stand::Asked, &name);
        }
        for (domain, when) in asked::noes(session, opened, &id)? {
            // A later yes takes its place.
            let one = place(row, &domain, Stand::Declined, &name);
            if matches!(one.standing, Stand::Named | Stand::Declined) {
                one.declined_in_private = Some(when);
            }
        }
    }
    annotate_rows(rows, &notes);
    Ok(())
}

/// Adds what organisations signed of a draft that was replaced, which counts no more.
pub(super) fn signed_before(draft: &Draft, row: &mut Row) {
    for (domain, act) in &draft.before {
        let listed = draft.state.organisations().get(domain);
        let name = |_: &Domain| listed.map_or_else(String::new, |one| one.listed.name.to_string());
        place(row, domain, Stand::Asked, &name).signed_older_draft = Some(*act);
    }
}

/// The line of an organisation, which is added where there is none.
fn place<'a>(
    row: &'a mut Row,
    domain: &Domain,
    standing: Stand,
    name: &dyn Fn(&Domain) -> String,
) -> &'a mut OrganisationRow {
    let all = &mut row.organisations;
    let found = all.iter().position(|one| one.organisation.as_ref() == Some(domain));
    let at = found.unwrap_or(all.len());
    if found.is_none() {
        all.push(OrganisationRow::new(Some(domain.clone()), name(domain), standing));
    }
    &mut all[at]
}

/// Adds to each row what the notes of this machine and the version before say.
fn annotate_rows(rows: &mut [Row], notes: &[Note]) {
    let mut before: HashMap<(StatementId, u64, Domain), Stand> = HashMap::new();
    for row in rows.iter() {
        for one in &row.organisations {
            if let Some(domain) = &one.organisation {
                let key = (row.statement.clone(), row.version + 1, domain.clone());
                before.insert(key, one.standing);
            }
        }
    }
    for row in rows.iter_mut() {
        let id = row.statement.at(row.version);
        let about: Vec<&Note> = notes.iter().filter(|note| note.version_id() == id).collect();
        for one in &mut row.organisations {
            let Some(domain) = &one.organisation else { continue };
            let key = (row.statement.clone(), row.version, domain.clone());
            let version = row.version.saturating_sub(1);
            one.before = before.get(&key).map(|standing| Before { version, standing: *standing });
            // The notes are sorted: the last one is the newest.
            for note in about.iter().filter(|note| note.organisation() == domain) {
                if note.text() == row.record {
                    (one.asked, one.deadline) = (Some(note.asked_at()), note.deadline());
                } else {
                    one.asked_about_older_draft = Some(note.asked_at());
                }
            }
        }
    }
}

/// What is added to the line of one organisation.
pub(super) fn words(
    row: &Row,
    one: &OrganisationRow,
    now: Timestamp,
    locale: Locale,
) -> Vec<String> {
    let mut words = Vec::new();
    if let Some(conditions) = &one.conditions {
        let conditions = phrase::conditions(conditions, locale);
        words.push(message::request_status_condition(conditions).say(locale));
    }
    if one.standing == Stand::Endorsed {
        words.extend(terms(row, one, locale));
    }
    if let Some(when) = one.declined_in_private {
        words.push(match row.standing {
            VersionStanding::Proposed => message::request_status_private_draft().say(locale),
            _ => message::request_status_private_no(locale.day(when)).say(locale),
        });
    }
    if !matches!(one.standing, Stand::Named | Stand::Asked) {
        return words;
    }
    if let Some(act) = one.signed_older_draft {
        words.push(message::request_status_signed_older(act).say(locale));
    }
    if let Some(before) = &one.before {
        words.extend(said_before(before, locale));
    }
    let is_draft = row.standing == VersionStanding::Proposed;
    match (one.asked, one.asked_about_older_draft) {
        (Some(asked), _) => {
            let day = locale.day(asked);
            words.push(message::request_status_asked(day).say(locale));
            words.extend(one.deadline.map(|deadline| left(deadline, now, locale)));
        }
        (None, Some(asked)) => {
            let day = locale.day(asked);
            words.push(message::request_status_older(day).say(locale));
        }
        (None, None) if one.organisation.is_none() => {
            words.push(message::request_status_no_keys().say(locale));
        }
        (None, None) if is_draft => {
            let version = row.version;
            words.push(message::request_status_not_asked(version).say(locale));
        }
        _ => {}
    }
    words.into_iter().map(|one| escape::terminal(&one).to_string()).collect()
}

/// What it signed besides its conditions: in whose name, with which reservation, and which texts alone.
fn terms(row: &Row, one: &OrganisationRow, locale: Locale) -> Vec<String> {
    let capacity = one.capacity.filter(|capacity| *capacity != Capacity::Organisation);
    let capacity = capacity.map(|one| message::verify_capacity(one.name()).say(locale));
    let reservation = one.reservation.as_ref();
    let reservation = reservation.map(|words| message::verify_reservation(words).say(locale));
    let is_of_some = !one.languages.is_empty() && one.languages.len() < row.languages.len();
    let some = is_of_some
        .then(|| message::verify_some_texts(phrase::languages(one.languages.iter())).say(locale));
    capacity.into_iter().chain(reservation).chain(some).collect()
}

fn said_before(before: &Before, locale: Locale) -> Option<String> {
    let version = before.version;
    Some(match before.standing {
        Stand::Endorsed => message::request_status_endorsed(version).say(locale),
        Stand::Declined => message::request_status_declined(version).say(locale),
        Stand::Withdrawn => message::request_status_withdrew(version).say(locale),
        _ => return None,
    })
}

/// "21 days left", "overdue since 1 March 2021"
fn left(deadline: Timestamp, now: Timestamp, locale: Locale) -> String {
    let seconds = deadline.unix_seconds() - now.unix_seconds();
    let day = locale.day(deadline);
    if seconds < 0 {
        return message::request_status_overdue(day).say(locale);
    }
    let days = (seconds / DAY).unsigned_abs();
    message::request_status_left(days, day).say(locale)
}
