//! How each organisation will be shown once a version is published, in words and as JSON.

use serde::Serialize;

use countersign_core::escape;
use countersign_core::name::Domain;
use countersign_core::time::Timestamp;
use countersign_speech::locale::{Locale, message};
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
}

pub(super) fn rows(all: &[Shown]) -> Vec<Row<'_>> {
    fn row(one: &Shown) -> Row<'_> {
        let Shown { organisation, name, how } = one;
        let asked = match how {
            How::Asked(when) => Some(*when),
            _ => None,
        };
        Row { organisation: organisation.as_ref(), name: name.as_str(), how: code(*how), asked }
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
pub(super) fn lines(all: &[Shown], locale: Locale) -> String {
    if all.is_empty() {
        return String::new();
    }
    let mut lines = message::publish_shown().say(locale) + "\n";
    for one in all {
        let who = match &one.organisation {
            Some(domain) => format!("{} ({domain})", one.name),
            None => one.name.to_string(),
        };
        let line = format!("  {who}: {}", word(one.how, locale));
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
