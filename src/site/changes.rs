//! What changed from one version to the next, word by word, in every language that both have.

use std::collections::BTreeMap;

use askama::Template;

use super::frame::{self, Frame};
use super::{Site, SiteError};
use countersign_copy::wording::{Changes, Side};
use countersign_core::name::Language;
use countersign_core::text::Text;
use countersign_core::verify::report::{StatementLine, VersionLine};
use countersign_speech::locale::{Locale, message};
use countersign_speech::page;

struct Piece {
    is_added: bool,
    is_removed: bool,
    text: String,
}

struct Words {
    language: String,
    tag: String,
    direction: &'static str,
    count: String,
    pieces: Vec<Piece>,
}

#[derive(Template)]
#[template(path = "changes.html")]
struct Page {
    page: Frame,
    heading: String,
    title: String,
    title_tag: String,
    title_direction: &'static str,
    old: (u64, String),
    new: (u64, String),
    words: Vec<Words>,
    only_old: Vec<String>,
    only_new: Vec<String>,
}

pub(super) fn page(
    site: &Site<'_>,
    statement: &StatementLine,
    old: &VersionLine,
    new: &VersionLine,
    locale: Locale,
) -> Result<String, SiteError> {
    let id = &statement.id;
    let lost = || SiteError::Page(format!("{id} is not in the edition"));
    let texts = |version: &VersionLine| site.texts.get(&id.at(version.version)).ok_or_else(lost);
    let (before, after) = (texts(old)?, texts(new)?);
    let part = site.edition.versions.get(&id.at(new.version)).ok_or_else(lost)?;
    let heading = message::site_changes(old.version, new.version).say(locale);
    let path = frame::changes_path(id, old.version, new.version);
    let frame = site.frame(locale, &path, &format!("{heading}: {} ({id})", new.title));
    let both = before.iter().filter_map(|(tag, text)| Some((tag, text, after.get(tag)?)));
    let words = both.map(|(tag, old, new)| {
        let changes = Changes::between(old.as_str(), new.as_str());
        Words {
            language: page::language(tag, locale),
            tag: tag.to_string(),
            direction: page::direction(tag),
            count: message::site_changes_count(changes.list().len()).say(locale),
            pieces: pieces(&changes),
        }
    });
    // What was taken down is there, and nobody sees it.
    let is_down = |version: &VersionLine, tag: &Language| {
        version.taken_down.iter().any(|one| one.language.as_ref() == Some(tag))
    };
    let names = |one: &BTreeMap<Language, Text>, other: &BTreeMap<Language, Text>, line| {
        let only = one.keys().filter(|tag| !other.contains_key(*tag) && !is_down(line, tag));
        only.map(|tag| page::language(tag, locale)).collect()
    };
    let link = |version: &VersionLine| frame.link(&frame::version_path(id, version));
    let page = Page {
        heading,
        title: new.title.clone(),
        title_tag: part.original.to_string(),
        title_direction: page::direction(&part.original),
        old: (old.version, link(old)),
        new: (new.version, link(new)),
        words: words.collect(),
        only_old: names(before, after, new),
        only_new: names(after, before, old),
        page: frame,
    };
    Ok(page.render()?)
}

/// The words with their gaps, but none before the first: white space is kept by the page's style.
fn pieces(changes: &Changes) -> Vec<Piece> {
    let pieces = changes.pieces().iter().enumerate().map(|(at, piece)| {
        let mut text = String::new();
        for word in &piece.words {
            text.push_str(if at == 0 && text.is_empty() { "" } else { word.gap });
            text.push_str(&word.text);
        }
        Piece { is_added: piece.side == Side::New, is_removed: piece.side == Side::Old, text }
    });
    pieces.collect()
}
