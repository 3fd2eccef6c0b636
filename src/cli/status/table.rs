//! Where versions stand, as a table: one for programs, and which languages an organisation endorses.

use super::{OrganisationRow, Row, Stand, name, version_word, word};
use crate::table;
use countersign_core::escape;
use countersign_core::name::Language;
use countersign_core::record::endorsement::Capacity;
use countersign_core::time::Timestamp;
use countersign_speech::locale::{Locale, message};
use countersign_speech::phrase;

/// Every organisation under every version, with what only this machine knows.
pub(super) fn csv(rows: &[Row], locale: Locale) -> Vec<u8> {
    let heads = message::status_heads().say(locale);
    let mut heads = heads.split(", ");
    let head: [&str; 13] = std::array::from_fn(|_| heads.next().unwrap_or_default());
    let lines =
        rows.iter().flat_map(|row| row.organisations.iter().map(move |one| line(row, one, locale)));
    table::csv(head, &lines.collect::<Vec<_>>())
}

fn line(row: &Row, one: &OrganisationRow, locale: Locale) -> [String; 13] {
    let day = |time: Option<Timestamp>| time.map(Timestamp::date).unwrap_or_default();
    let standing = match row.retracted {
        Some(_) => message::verify_version_retracted().say(locale),
        None => version_word(row.standing, locale),
    };
    let capacity = match one.capacity {
        Some(Capacity::Members) => message::desk_capacity_members().say(locale),
        Some(Capacity::Personal) => message::desk_capacity_personal().say(locale),
        Some(Capacity::Organisation) | None => String::new(),
    };
    [
        row.statement.at(row.version).to_string(),
        standing,
        one.organisation.as_ref().map(ToString::to_string).unwrap_or_default(),
        name(one, locale),
        word(one.standing, locale),
        day(one.made_at),
        languages_of(one),
        capacity,
        one.conditions.map(|one| phrase::conditions(&one, locale)).unwrap_or_default(),
        one.reservation.clone().unwrap_or_default(),
        day(one.asked.or(one.asked_about_older_draft)),
        day(one.deadline),
        day(one.declined_in_private),
    ]
}

fn languages_of(one: &OrganisationRow) -> String {
    one.languages.iter().map(Language::as_str).collect::<Vec<_>>().join(" ")
}

/// Which texts each organisation endorses, one column for each language; nothing where there is one text.
pub(super) fn languages(row: &Row, locale: Locale) -> String {
    let endorse = row.organisations.iter().filter(|one| one.standing == Stand::Endorsed);
    let endorse: Vec<&OrganisationRow> = endorse.collect();
    if row.languages.len() < 2 || endorse.is_empty() {
        return String::new();
    }
    let who = |one: &OrganisationRow| {
        let domain = one.organisation.as_ref().map(ToString::to_string);
        escape::terminal(&domain.unwrap_or_else(|| one.name.clone())).to_string()
    };
    let width = endorse.iter().map(|one| escape::width(&who(one))).max().unwrap_or_default();
    let mut text = format!("  {}\n", message::status_languages().say(locale));
    for one in endorse {
        let who = who(one);
        let pad = " ".repeat(width.saturating_sub(escape::width(&who)));
        let cells = row.languages.iter().map(|language| {
            let has_it = one.languages.iter().any(|one| one.as_str() == language);
            if has_it { language.clone() } else { "-".repeat(language.len()) }
        });
        text += &format!("    {who}{pad}  {}\n", cells.collect::<Vec<_>>().join("  "));
    }
    text
}
