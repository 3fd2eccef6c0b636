//! Atom feeds: every version that was published, and what happened to it after that, newest first.

use askama::Template;

use super::frame::{self, prefix};
use super::news::{self, Times};
use super::version::newest;
use super::{Site, SiteError};
use countersign_core::verify::report::{StatementLine, VersionLine};
use countersign_speech::locale::Locale;
use countersign_speech::{page, phrase};

/// Most entries of a feed: a reader that comes by once a year misses none in most registries.
const FEED_ENTRIES_MAX: usize = 100;
/// The time of a feed that has no entries, and of entries that claim none.
const NEVER: &str = "1970-01-01T00:00:00Z";

/// Something that was published, or happened later.
pub(super) struct Entry {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) sentence: String,
    pub(super) link: String,
    pub(super) urn: String,
    pub(super) time: String,
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
    let times = Times::of(site);
    let mut entries = Vec::new();
    for statement in statements {
        for version in statement.versions.iter().filter(|one| one.published_at.is_some()) {
            let news = news::of_version(site, statement, version, &times, locale);
            let mut entry = entry(site, statement, version, locale);
            // What is said of a version is another than before wherever there is news of it.
            let newest = news.iter().map(|one| one.time.clone()).max();
            entry.time = newest.into_iter().chain([entry.time]).max().unwrap_or_default();
            entries.push(entry);
            entries.extend(news);
        }
    }
    if folder.is_empty() {
        entries.extend(news::of_keys(site, &times, locale));
    }
    entries
        .sort_by(|left, right| right.time.cmp(&left.time).then_with(|| left.urn.cmp(&right.urn)));
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
    let newest = newest(statement).map_or(version.version, |newest| newest.version);
    let mut said = page::bad_news(version, newest, locale);
    said.push(phrase::endorsed(version, locale));
    let said: Vec<String> = said.iter().map(|one| page::sentence(one)).collect();
    Entry {
        id: statement.id.at(version.version).to_string(),
        title: version.title.clone(),
        sentence: said.join(" "),
        link: format!("{}{}{path}", site.base, prefix(locale)),
        urn: format!("urn:sha256:{}", version.record),
        time: version.published_at.map_or_else(|| NEVER.to_owned(), |time| time.to_string()),
    }
}
