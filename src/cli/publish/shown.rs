//! How each organisation will be shown once a version is published, in words and as JSON.

use serde::Serialize;

use countersign_core::escape;
use countersign_core::name::{Domain, Language};
use countersign_core::record::Statement;
use countersign_core::record::endorsement::{Capacity, Conditions};
use countersign_core::record::line::Line;
use countersign_core::time::Timestamp;
use countersign_speech::locale::{Locale, message};
use countersign_speech::phrase;
use countersign_workflow::publish::{How, Shown};

/// How one organisation, or a name that is printed, will be shown.
#[derive(Serialize)]
pub(super) struct Row<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    organisation: Option<&'a Domain>,
    name: &'a str,
    how: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    asked: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    capacity: Option<Capacity>,
    #[serde(skip_serializing_if = "Option::is_none")]
    conditions: Option<Conditions>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reservation: Option<&'a str>,
    /// The languages of the texts that it endorses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    languages: Vec<&'a Language>,
}

pub(super) fn rows(all: &[Shown]) -> Vec<Row<'_>> {
    fn row(one: &Shown) -> Row<'_> {
        let Shown { organisation, name, how, act } = one;
        let act = act.as_deref();
        let asked = match how {
            How::Asked(when) => Some(*when),
            _ => None,
        };
        Row {
            organisation: organisation.as_ref(),
            name: name.as_str(),
            how: code(*how),
            asked,
            capacity: act.map(|act| act.capacity),
            conditions: act.and_then(|act| act.conditions),
            reservation: act.and_then(|act| act.reservation.as_ref()).map(Line::as_str),
            languages: act.iter().flat_map(|act| act.texts.keys()).collect(),
        }
    }
    all.iter().map(row).collect()
}

const fn code(how: How) -> &'static str {
    match how {
        How::Endorsed => "endorsed",
        How::Declined => "declined",
        How::Withdrew => "withdrawn",
        How::Printed => "printed",
        How::Withheld => "withheld",
        How::Asked(_) => "asked",
        How::SaidNo => "declined-in-private",
        How::LeftOut => "left-out",
    }
}

/// A line for each; nothing where there is nobody.
pub(super) fn lines(all: &[Shown], statement: &Statement, locale: Locale) -> String {
    if all.is_empty() {
        return String::new();
    }
    let mut lines = message::publish_shown().say(locale) + "\n";
    for one in all {
        let who = match &one.organisation {
            Some(domain) => format!("{} ({domain})", one.name),
            None => one.name.to_string(),
        };
        let terms = one.act.iter().flat_map(|act| phrase::terms(act, Some(statement), locale));
        let words: Vec<String> = [word(one.how, locale)].into_iter().chain(terms).collect();
        let line = format!("  {who}: {}", words.join("; "));
        lines.push_str(&format!("{}\n", escape::terminal(&line)));
    }
    lines
}

fn word(how: How, locale: Locale) -> String {
    match how {
        How::Endorsed => message::publish_shown_endorsed().say(locale),
        How::Declined => message::publish_shown_declined().say(locale),
        How::Withdrew => message::publish_shown_withdrew().say(locale),
        How::Printed => message::publish_shown_printed().say(locale),
        How::Withheld => message::publish_shown_withheld().say(locale),
        How::Asked(when) => message::publish_shown_asked(locale.day(when)).say(locale),
        How::SaidNo => message::publish_shown_no().say(locale),
        How::LeftOut => message::publish_shown_left().say(locale),
    }
}
