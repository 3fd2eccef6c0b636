//! The list of statements.

use askama::Template;

use super::frame::{self, Frame};
use super::version::{built, newest};
use super::{Site, SiteError};
use countersign_core::verify::report::{StatementLine, VersionLine, VersionStanding};
use countersign_speech::locale::{Locale, message};
use countersign_speech::page;

struct Row {
    id: String,
    title: String,
    tag: String,
    direction: &'static str,
    link: String,
    date: Option<String>,
    standing: String,
    answer: String,
    news: Vec<String>,
}

#[derive(Template)]
#[template(path = "index.html")]
struct Page {
    page: Frame,
    built: String,
    fingerprint: String,
    words: String,
    rows: Vec<Row>,
}

pub(super) fn page(site: &Site<'_>, locale: Locale) -> Result<String, SiteError> {
    let registry = site.edition.report.registry.as_ref();
    let name = registry.map_or_else(String::new, |registry| registry.name.clone());
    let frame = site.frame(locale, "index.html", &name);
    let statements = &site.edition.report.statements;
    let mut rows: Vec<Row> = statements.iter().filter_map(|one| row(site, &frame, one)).collect();
    // Newest first: names begin with the year.
    rows.reverse();
    let page = Page {
        built: built(site, locale),
        fingerprint: registry.map_or_else(String::new, |registry| registry.id.to_string()),
        words: registry
            .map_or_else(String::new, |registry| countersign_core::words::of(&registry.id)),
        rows,
        page: frame,
    };
    Ok(page.render()?)
}

/// A statement by its current version, or by its newest.
fn row(site: &Site<'_>, frame: &Frame, statement: &StatementLine) -> Option<Row> {
    let t = frame.t;
    let versions = &statement.versions;
    let current = versions.iter().rfind(|one| one.standing == VersionStanding::Current);
    let version = current.or(versions.last())?;
    let part = site.edition.versions.get(&statement.id.at(version.version))?;
    Some(Row {
        id: statement.id.to_string(),
        title: version.title.clone(),
        tag: part.original.to_string(),
        direction: page::direction(&part.original),
        link: frame.link(&frame::version_path(&statement.id, version)),
        date: part.date.as_ref().map(|date| t.date(date)),
        standing: page::which(version, t),
        answer: page::sentence(&page::answer(version, t)),
        news: news(statement, version, t),
    })
}

/// What a list must not be silent about: who withdrew, and that it was replaced.
fn news(statement: &StatementLine, version: &VersionLine, t: Locale) -> Vec<String> {
    let newest = newest(statement).map_or(version.version, |newest| newest.version);
    page::bad_news(version, newest, t).iter().map(|one| page::sentence(one)).collect()
}
