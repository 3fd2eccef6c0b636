//! The page of a version: what a reader must know in five seconds, then the words, then the evidence.
//!
//! Every piece that its bundle shows stands in an element of its own with `data-said`, the kind of the piece, in the order
//! of [`page::Page::pieces`]: the page's script has the engine compare them.

use askama::Template;

use super::engine::{self, Script};
use super::frame::{self, Frame};
use super::{Site, SiteError, code};
use countersign_core::name::{Language, VersionId};
use countersign_core::record::endorsement::Act;
use countersign_core::text::Text;
use countersign_core::verify::report::{
    OrganisationLine, StatementLine, VersionLine, VersionStanding,
};
use countersign_speech::locale::{Locale, message};
use countersign_speech::page::{self, Who};

/// Largest packed bundle that stands in its page, in bytes; a larger one is a file beside it, which the page shows itself
/// without waiting for.
pub(super) const BUNDLE_INSIDE_BYTES_MAX: usize = 300_000;
/// The variable that a bundle's script assigns.
const NAME: &str = "countersignBundle";

/// The bundle of a version, as its pages have it.
pub(super) enum Carried {
    /// In the page.
    Inside(String),
    /// In a file beside it.
    Beside(Script),
}

impl Carried {
    /// Where a packed bundle of this length stands.
    pub(super) fn of(packed: String) -> Self {
        match packed.len() <= BUNDLE_INSIDE_BYTES_MAX {
            true => Self::Inside(packed),
            false => Self::Beside(Script::of("bundle", NAME, &packed)),
        }
    }
}

/// What an element of the page holds, or a file that it names.
enum Held<'a> {
    Here(&'a str),
    There { src: String, name: &'static str, integrity: &'a str },
}

impl<'a> Held<'a> {
    fn there(script: &'a Script, src: String, name: &'static str) -> Self {
        Self::There { src, name, integrity: &script.integrity }
    }
}

#[derive(Template)]
#[template(path = "version.html")]
struct Page<'a> {
    page: Frame,
    id: String,
    said: page::Page,
    /// That a newer version replaced it, and where that is.
    replaced: Option<(String, String)>,
    /// What waits to be logged, which no bundle shows.
    pending: Option<String>,
    /// Who endorsed the version before, which no bundle shows either.
    earlier: Option<String>,
    title_tag: String,
    title_direction: &'static str,
    built: String,
    changes: Option<String>,
    permalink: String,
    qr: Option<String>,
    badge: String,
    versions: String,
    has_signatures: bool,
    engine: Held<'a>,
    bundle: Option<Held<'a>>,
}

impl Page<'_> {
    /// The page of an organisation; in a list of thousands, links would be a third of the page.
    fn link(&self, who: &Who) -> Option<String> {
        let domain = who.domain.as_ref().filter(|_| !self.said.is_long)?;
        Some(self.page.link(&format!("organisations/{domain}.html")))
    }
}

pub(super) fn page(
    site: &Site<'_>,
    statement: &StatementLine,
    version: &VersionLine,
    locale: Locale,
    bundle: Option<&Carried>,
) -> Result<String, SiteError> {
    let path = frame::version_path(&statement.id, version);
    let frame = frame(site, statement, version, locale);
    let script = engine::script();
    let engine = Held::there(script, frame.common(&script.name), engine::NAME);
    let bundle = bundle.map(|bundle| match bundle {
        Carried::Inside(bundle) => Held::Here(bundle),
        Carried::Beside(script) => {
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            Held::there(script, frame.common(&format!("{folder}/{}", script.name)), NAME)
        }
    });
    render(site, (statement, version), frame, (engine, bundle))
}

/// The page with its engine and its bundle inside, whose links lead to where the site is served.
pub(super) fn alone(
    site: &Site<'_>,
    statement: &StatementLine,
    version: &VersionLine,
    locale: Locale,
    bundle: Option<&str>,
) -> Result<String, SiteError> {
    let frame = frame(site, statement, version, locale).with_engine_inside().alone(&site.base);
    let held = (Held::Here(engine::value()), bundle.map(Held::Here));
    render(site, (statement, version), frame, held)
}

fn frame(
    site: &Site<'_>,
    statement: &StatementLine,
    version: &VersionLine,
    locale: Locale,
) -> Frame {
    let path = frame::version_path(&statement.id, version);
    let title = format!("{} ({})", version.title, statement.id.at(version.version));
    site.frame(locale, &path, &title).with_script()
}

fn render(
    site: &Site<'_>,
    (statement, version): (&StatementLine, &VersionLine),
    frame: Frame,
    (engine, bundle): (Held<'_>, Option<Held<'_>>),
) -> Result<String, SiteError> {
    let t = frame.t;
    let id = statement.id.at(version.version);
    let lost = || SiteError::Page(format!("{id} is not in the edition"));
    let part = site.edition.versions.get(&id).ok_or_else(lost)?;
    let path = frame::version_path(&statement.id, version);
    let newest = newest(statement);
    let permalink = format!("{}{}{path}", site.base, frame::prefix(t));
    let said = page::Page::of(
        page::Source {
            id: &id,
            line: version,
            part,
            newest: newest.map_or(version.version, |newest| newest.version),
            texts: &texts(site, &id),
        },
        t,
    );
    let page = Page {
        replaced: said
            .replaced
            .clone()
            .zip(newest)
            .map(|(text, newest)| (text, frame.link(&frame::version_path(&statement.id, newest)))),
        said,
        pending: pending(version, t),
        earlier: super::statement::earlier(version, t),
        title_tag: part.original.to_string(),
        title_direction: page::direction(&part.original),
        built: built(site, t),
        changes: (version.version > 1).then(|| {
            frame.link(&frame::changes_path(&statement.id, version.version - 1, version.version))
        }),
        qr: code::of(&permalink),
        badge: permalink.replace(".html", ".svg"),
        permalink,
        versions: frame.link(&format!("{}/index.html", statement.id)),
        has_signatures: version.standing != VersionStanding::Historical,
        engine,
        bundle,
        id: id.to_string(),
        page: frame,
    };
    Ok(page.render()?)
}

/// The newest published version.
pub(super) fn newest(statement: &StatementLine) -> Option<&VersionLine> {
    statement
        .versions
        .iter()
        .rfind(|one| matches!(one.standing, VersionStanding::Current | VersionStanding::Historical))
}

fn texts(site: &Site<'_>, id: &VersionId) -> Vec<(Language, Text)> {
    let texts = site.texts.get(id).into_iter().flatten();
    texts.map(|(language, text)| (language.clone(), text.clone())).collect()
}

/// Who has just said no.
fn pending(version: &VersionLine, t: Locale) -> Option<String> {
    let is_bad =
        |line: &&OrganisationLine| matches!(line.pending, Some(Act::Withdraw | Act::Decline));
    let count = version.organisations.iter().filter(is_bad).count();
    (count > 0).then(|| message::site_pending_bad_news(count).say(t))
}

/// Who made the page, of what: there is no clock, so the newest claim stands for it.
pub(super) fn built(site: &Site<'_>, t: Locale) -> String {
    let size = site.edition.report.log.as_ref().map_or(0, |log| log.size);
    match site.edition.newest {
        Some(newest) => message::site_built(size, t.day(newest)).say(t),
        None => message::site_built_undated(size).say(t),
    }
}
