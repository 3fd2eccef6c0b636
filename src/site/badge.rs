//! A plain badge: what a version is and where it stands, as text in an SVG.
//!
//! It never says that anything is verified: a picture can be copied, and only the page behind the link can be checked.

use askama::Template;

use super::SiteError;
use super::version::newest;
use countersign_core::verify::report::{StatementLine, VersionLine};
use countersign_speech::locale::Locale;
use countersign_speech::{page, phrase};

/// The width of a character, about.
const COLUMN_PIXELS: usize = 8;

#[derive(Template)]
#[template(path = "badge.svg", escape = "html")]
struct Badge {
    locale: Locale,
    id: String,
    sentence: String,
    width: usize,
}

pub(super) fn page(
    statement: &StatementLine,
    version: &VersionLine,
    locale: Locale,
) -> Result<String, SiteError> {
    let id = statement.id.at(version.version).to_string();
    let newest = newest(statement).map_or(version.version, |newest| newest.version);
    // Bad news comes first: a badge is read in passing.
    let mut said = page::bad_news(version, newest, locale);
    said.push(phrase::endorsed(version, locale));
    let sentence = said.join("; ");
    let longest = id.chars().count().max(sentence.chars().count());
    Ok(Badge { locale, id, sentence, width: (longest + 3) * COLUMN_PIXELS }.render()?)
}
