//! The page of a statement: its versions, newest first.

use askama::Template;

use super::frame::{self, Frame};
use super::{Site, SiteError};
use countersign_core::verify::report::{StatementLine, VersionLine};
use countersign_speech::locale::{Locale, message};
use countersign_speech::{page, phrase};

struct Row {
    version: u64,
    title: String,
    tag: String,
    direction: &'static str,
    link: String,
    changes: Option<String>,
    standing: String,
    published: Option<String>,
    answer: String,
    earlier: Option<String>,
    news: Vec<String>,
    summary: Option<String>,
}

#[derive(Template)]
#[template(path = "statement.html")]
struct Page {
    page: Frame,
    id: String,
    title: String,
    tag: String,
    direction: &'static str,
    rows: Vec<Row>,
}

/// Who endorsed the version before: no bundle shows that, so that no script compares it.
pub(super) fn earlier(version: &VersionLine, locale: Locale) -> Option<String> {
    let earlier = version.earlier.as_ref()?;
    Some(page::sentence(&phrase::earlier(earlier, locale)))
}

pub(super) fn page(
    site: &Site<'_>,
    statement: &StatementLine,
    locale: Locale,
) -> Result<String, SiteError> {
    let (id, path) = (&statement.id, format!("{}/index.html", statement.id));
    let title = statement.versions.last().map_or("", |version| version.title.as_str());
    let frame = site.frame(locale, &path, &format!("{title} ({id})"));
    let mut rows = Vec::new();
    let mut before = None;
    for version in &statement.versions {
        let Some(part) = site.edition.versions.get(&id.at(version.version)) else { continue };
        let number = version.version;
        let published =
            version.published_at.map(|time| message::site_published(locale.day(time)).say(locale));
        rows.push(Row {
            version: number,
            title: version.title.clone(),
            tag: part.original.to_string(),
            direction: page::direction(&part.original),
            link: frame.link(&frame::version_path(id, version)),
            changes: before.map(|old| frame.link(&frame::changes_path(id, old, number))),
            standing: phrase::version_standing(version, locale),
            published,
            answer: page::sentence(&page::answer(version, locale)),
            earlier: earlier(version, locale),
            news: page::retracted(version, locale)
                .into_iter()
                .chain(page::said_otherwise(version, locale))
                .collect(),
            summary: part.summary.clone(),
        });
        before = Some(number);
    }
    rows.reverse();
    let newest = rows.first();
    let page = Page {
        id: id.to_string(),
        title: title.to_owned(),
        tag: newest.map_or_else(String::new, |row| row.tag.clone()),
        direction: newest.map_or("ltr", |row| row.direction),
        rows,
        page: frame,
    };
    Ok(page.render()?)
}
