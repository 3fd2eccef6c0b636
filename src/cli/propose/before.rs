//! What a proposal took of the version before, in words and as JSON.

use std::fmt::Display;

use serde::Serialize;

use crate::failure::Failure;
use crate::session::Session;
use countersign_core::escape;
use countersign_core::name::{FileName, Language};
use countersign_core::record::line::Line;
use countersign_speech::locale::{Locale, message};
use countersign_speech::phrase;
use countersign_workflow::propose::before::{Left, Taken, WhyLeft};

/// Most names that are shown; the rest is counted.
const SHOWN_MAX: usize = 12;

/// What was taken, and what was not.
#[derive(Serialize)]
pub(super) struct Kept<'a> {
    /// Of which version.
    version: u64,
    titles: &'a [Language],
    signatories: &'a [Line],
    attachments: &'a [FileName],
    left: Vec<LeftRow<'a>>,
}

#[derive(Serialize)]
struct LeftRow<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    why: &'static str,
}

impl<'a> Kept<'a> {
    /// Nothing where there is no version before.
    pub(super) fn of(taken: &'a Taken) -> Option<Self> {
        let row = |one: &'a Left| {
            let (name, why) = match one {
                Left::Name { name, why: WhyLeft::Retired } => (Some(name.as_str()), "retired"),
                Left::Name { name, why: WhyLeft::Refused } => (Some(name.as_str()), "refused"),
                Left::Name { name, why: WhyLeft::SaidNo } => {
                    (Some(name.as_str()), "declined-in-private")
                }
                Left::Name { name, why: WhyLeft::Silent } => (Some(name.as_str()), "silent"),
                Left::Historical => (None, "historical"),
                Left::NamesGone => (None, "not-here"),
                Left::Attachment(file) => (Some(file.as_str()), "not-here"),
            };
            LeftRow { name, why }
        };
        (taken.version > 0).then(|| Self {
            version: taken.version,
            titles: &taken.titles,
            signatories: &taken.signatories,
            attachments: &taken.attachments,
            left: taken.left.iter().map(row).collect(),
        })
    }
}

/// Says what was taken and what was not: these names are about to be printed.
pub(super) fn say(session: &mut Session, taken: &Taken) -> Result<(), Failure> {
    let (version, locale) = (taken.version, session.locale());
    let mut lines = Vec::new();
    if !taken.titles.is_empty() {
        let languages = phrase::languages(&taken.titles);
        lines.push(message::propose_kept_titles(version, languages).say(locale));
    }
    if !taken.signatories.is_empty() {
        let names = list(&taken.signatories);
        lines.push(message::propose_kept_names(version, names).say(locale));
    }
    if !taken.attachments.is_empty() {
        let files = list(&taken.attachments);
        lines.push(message::propose_kept_attachments(version, files).say(locale));
    }
    for why in [WhyLeft::Retired, WhyLeft::Refused, WhyLeft::SaidNo, WhyLeft::Silent] {
        let names = taken.left.iter().filter_map(|one| match one {
            Left::Name { name, why: other } if *other == why => Some(name),
            _ => None,
        });
        let names = list(names);
        if !names.is_empty() {
            lines.push(left(why, version, &names, locale));
        }
    }
    for one in &taken.left {
        lines.extend(match one {
            Left::Name { .. } => None,
            Left::Historical => Some(message::propose_left_historical().say(locale)),
            Left::NamesGone => Some(message::propose_left_gone(version).say(locale)),
            Left::Attachment(file) => {
                Some(message::propose_left_attachment(file.as_str()).say(locale))
            }
        });
    }
    for line in lines {
        session.must_see(&escape::terminal(&line).to_string())?;
    }
    Ok(())
}

fn left(why: WhyLeft, version: u64, names: &str, locale: Locale) -> String {
    match why {
        WhyLeft::Retired => message::propose_left_retired(names).say(locale),
        WhyLeft::Refused => message::propose_left_refused(version, names).say(locale),
        WhyLeft::SaidNo => message::propose_left_no(version, names).say(locale),
        WhyLeft::Silent => message::propose_left_silent(version, names).say(locale),
    }
}

/// The first of some names, and how many there are besides.
pub(super) fn list<T: Display>(names: impl IntoIterator<Item = T>) -> String {
    let names: Vec<String> = names.into_iter().map(|one| one.to_string()).collect();
    let shown = names.get(..SHOWN_MAX).unwrap_or(&names).join(", ");
    match names.len().saturating_sub(SHOWN_MAX) {
        0 => shown,
        more => format!("{shown} … (+{more})"),
    }
}
