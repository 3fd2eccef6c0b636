//! Atom feeds: every version that was published, newest first.

use askama::Template;

use super::frame::{self, prefix};
use super::{Site, SiteError};
use countersign_core::verify::report::{StatementLine, VersionLine};
use countersign_speech::locale::Locale;
use countersign_speech::{page, phrase};

/// Most entries of a feed: a reader that comes by once a year misses none in most registries.
const FEED_ENTRIES_MAX: usize = 100;
/// The time of a feed that has no entries, and of entries that claim none.
const NEVER: &str = "1970-01-01T00:00:00Z";

struct Entry {
    id: String,
    title: String,
    sentence: String,
    link: String,
    hash: String,
    time: String,
}

#[derive(Template)]
#[template(path = "feed.xml", escape = "html")]
struct Feed {
    locale: Locale,
    title: String,
    registry: String,
    link: String,
    own: String,
    updated: String,
    entries: Vec<Entry>,
}

pub(super) fn all(site: &Site<'_>, locale: Locale) -> Result<String, SiteError> {
    let all: Vec<&StatementLine> = site.edition.report.statements.iter().collect();
    feed(site, locale, "", None, &all)
}

pub(super) fn of_statement(
    site: &Site<'_>,
    statement: &StatementLine,
    locale: Locale,
) -> Result<String, SiteError> {
    let title = statement.versions.last().map(|version| version.title.clone());
    feed(site, locale, &format!("{}/", statement.id), title, &[statement])
}

fn feed(
    site: &Site<'_>,
    locale: Locale,
    folder: &str,
    title: Option<String>,
    statements: &[&StatementLine],
) -> Result<String, SiteError> {
    let versions = statements.iter().flat_map(|one| one.versions.iter().map(move |v| (one, v)));
    let mut entries: Vec<Entry> = versions
        .filter(|(_, version)| version.published_at.is_some())
        .map(|(statement, version)| entry(site, statement, version, locale))
        .collect();
    entries
        .sort_by(|left, right| right.time.cmp(&left.time).then_with(|| left.hash.cmp(&right.hash)));
    entries.truncate(FEED_ENTRIES_MAX);
    let registry = site.edition.report.registry.as_ref();
    let at = format!("{}{}{folder}", site.base, prefix(locale));
    let name = registry.map_or_else(String::new, |registry| registry.name.clone());
    let feed = Feed {
        locale,
        title: title.unwrap_or_else(|| name.clone()),
        registry: name,
        link: format!("{at}index.html"),
        own: format!("{at}feed.xml"),
        updated: entries.first().map_or_else(|| NEVER.to_owned(), |entry| entry.time.clone()),
        entries,
    };
    Ok(feed.render()?)
}

fn entry(
    site: &Site<'_>,
    statement: &StatementLine,
    version: &VersionLine,
    locale: Locale,
) -> Entry {
    let path = frame::version_path(&statement.id, version);
    Entry {
        id: statement.id.at(version.version).to_string(),
        title: version.title.clone(),
        sentence: page::sentence(&phrase::endorsed(version, locale)),
        link: format!("{}{}{path}", site.base, prefix(locale)),
        hash: version.record.to_string(),
        time: version.published_at.map_or_else(|| NEVER.to_owned(), |time| time.to_string()),
    }
}
