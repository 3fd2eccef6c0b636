//! The page of a version: what a reader must know in five seconds, then the words, then the evidence.

use askama::Template;
use serde::Serialize;

use super::frame::{self, Frame, sentence};
use super::{Site, SiteError, code, language, paste};
use countersign_core::canonical;
use countersign_core::name::VersionId;
use countersign_core::record::endorsement::Act;
use countersign_core::text::Text;
use countersign_core::verify::edition::VersionPart;
use countersign_core::verify::report::{
    OrganisationLine, Standing, StatementLine, VersionLine, VersionStanding,
};
use countersign_core::words;
use countersign_speech::locale::{Locale, message};
use countersign_speech::{self as speech, phrase};

/// Most organisations of the first list; of a longer list those come first that did not endorse.
const FIRST_LINES_MAX: usize = 14;

/// An organisation in a list.
struct Who {
    name: String,
    domain: Option<String>,
    /// The organisation's page.
    link: Option<String>,
    /// The stable word, which the page's verifier compares.
    standing: String,
    word: String,
    class: &'static str,
    details: Vec<String>,
    /// Who says that the keys are its own, and why not to believe an act.
    evidence: Vec<String>,
}

/// The words in one language.
struct Words {
    language: String,
    tag: String,
    direction: &'static str,
    is_original: bool,
    title: String,
    paragraphs: Vec<String>,
    sha256: String,
}

/// Something that must be read before anything else.
struct Banner {
    text: String,
    link: Option<String>,
}

#[derive(Template)]
#[template(path = "version.html")]
struct Page<'a> {
    page: Frame,
    id: String,
    answer: String,
    title: String,
    title_tag: String,
    title_direction: &'static str,
    facts: Vec<String>,
    banners: Vec<Banner>,
    first: Vec<Who>,
    rest: Vec<Who>,
    built: String,
    code: String,
    summary: Option<String>,
    changes: Option<String>,
    words: Vec<Words>,
    attachments: Vec<(String, String)>,
    record: String,
    permalink: String,
    qr: Option<(usize, String)>,
    badge: String,
    versions: String,
    has_signatures: bool,
    standing: String,
    counts: String,
    bundle: Option<&'a str>,
    paste: &'a [(String, String)],
}

impl Page<'_> {
    fn everybody(&self) -> impl Iterator<Item = &Who> {
        self.first.iter().chain(&self.rest)
    }
}

pub(super) fn page(
    site: &Site<'_>,
    statement: &StatementLine,
    version: &VersionLine,
    locale: Locale,
    bundle: Option<&str>,
    is_alone: bool,
) -> Result<String, SiteError> {
    let id = statement.id.at(version.version);
    let lost = || SiteError::Page(format!("{id} is not in the edition"));
    let part = site.edition.versions.get(&id).ok_or_else(lost)?;
    let path = frame::version_path(&statement.id, version);
    let title = format!("{} ({id})", version.title);
    let frame = site.frame(locale, &path, &title).with_script();
    let frame = if is_alone { frame.alone(&site.base) } else { frame };
    let mut first: Vec<&OrganisationLine> = version.organisations.iter().collect();
    let mut rest = Vec::new();
    if first.len() > FIRST_LINES_MAX {
        first.sort_by_key(|line| line.counts());
        rest = first.split_off(FIRST_LINES_MAX);
    }
    let who = |line: &OrganisationLine| who(&frame, line);
    let (first, rest) = (first.into_iter().map(who).collect(), rest.into_iter().map(who).collect());
    let permalink = format!("{}{}{path}", site.base, frame::prefix(locale));
    let page = Page {
        answer: sentence(&answer(version, locale)),
        title: version.title.clone(),
        title_tag: part.original.to_string(),
        title_direction: language::direction(&part.original),
        facts: facts(version, part, locale),
        banners: banners(&frame, statement, version),
        first,
        rest,
        built: built(site, locale),
        code: words::of(&version.record),
        summary: part.summary.clone(),
        changes: (version.version > 1).then(|| {
            frame.link(&frame::changes_path(&statement.id, version.version - 1, version.version))
        }),
        words: shown(site, &id, part, locale),
        attachments: (part.attachments.iter())
            .map(|(name, hash)| (name.clone(), hash.to_string()))
            .collect(),
        record: version.record.to_string(),
        qr: code::of(&permalink),
        badge: permalink.replace(".html", ".svg"),
        permalink,
        versions: frame.link(&format!("{}/index.html", statement.id)),
        has_signatures: version.standing != VersionStanding::Historical,
        standing: stable(&version.standing),
        counts: format!(
            "{} {} {} {}",
            version.endorsed, version.endorsed_of_named, version.named, version.withheld
        ),
        bundle,
        paste: paste::attributes(locale),
        id: id.to_string(),
        page: frame,
    };
    Ok(page.render()?)
}

/// The word that JSON has for it.
pub(super) fn stable(standing: &impl Serialize) -> String {
    let quoted = canonical::encode(standing).unwrap_or_default();
    String::from_utf8_lossy(&quoted).trim_matches('"').to_owned()
}

/// "11 of the 12 organisations named have endorsed this exact text"; the longer sentence where there is more to say.
pub(super) fn answer(version: &VersionLine, locale: Locale) -> String {
    let is_plain = version.standing != VersionStanding::Historical
        && version.named > 0
        && version.withheld == 0
        && version.endorsed == version.endorsed_of_named;
    if !is_plain {
        return phrase::endorsed(version, locale);
    }
    let (some, named) = (version.endorsed_of_named, version.named);
    message::site_answer(some, named).say(locale)
}

/// Original language, date, which version.
fn facts(version: &VersionLine, part: &VersionPart, locale: Locale) -> Vec<String> {
    let number = version.version;
    let language = language::name(&part.original, locale);
    let mut facts = vec![message::site_written_in(language).say(locale)];
    facts.extend(part.date.as_ref().map(|date| locale.date(date)));
    facts.push(match version.standing {
        VersionStanding::Current => message::site_current(number).say(locale),
        VersionStanding::Superseded => message::site_replaced(number).say(locale),
        VersionStanding::Historical => message::site_historical(number).say(locale),
        VersionStanding::Proposed => message::site_proposed(number).say(locale),
    });
    facts
}

fn banners(frame: &Frame, statement: &StatementLine, version: &VersionLine) -> Vec<Banner> {
    let t = frame.t;
    let mut banners = Vec::new();
    let newest = statement.versions.iter().rfind(|one| one.standing == VersionStanding::Current);
    if let (VersionStanding::Superseded, Some(newest)) = (version.standing, newest) {
        banners.push(Banner {
            text: message::site_replaced_by(newest.version).say(t),
            link: Some(frame.link(&frame::version_path(&statement.id, newest))),
        });
    }
    match version.standing {
        VersionStanding::Historical => {
            banners.push(Banner { text: message::site_historical_banner().say(t), link: None });
        }
        VersionStanding::Proposed => {
            banners.push(Banner { text: message::site_proposed_banner().say(t), link: None });
        }
        VersionStanding::Current | VersionStanding::Superseded => {}
    }
    let count =
        |standing| version.organisations.iter().filter(|line| line.standing == standing).count();
    let withdrawn = count(Standing::Withdrawn);
    if withdrawn > 0 {
        let text = message::site_withdrawn(withdrawn).say(t);
        banners.push(Banner { text, link: None });
    }
    let unreliable = count(Standing::Unreliable);
    if unreliable > 0 {
        let text = message::site_unreliable(unreliable).say(t);
        banners.push(Banner { text, link: None });
    }
    let is_bad =
        |line: &&OrganisationLine| matches!(line.pending, Some(Act::Withdraw | Act::Decline));
    let pending = version.organisations.iter().filter(is_bad).count();
    if pending > 0 {
        let text = message::site_pending_bad_news(pending).say(t);
        banners.push(Banner { text, link: None });
    }
    banners
}

fn who(frame: &Frame, line: &OrganisationLine) -> Who {
    let t = frame.t;
    let class = match line.standing {
        Standing::Endorsed if line.counts() => "yes",
        Standing::Unreliable => "no",
        Standing::Named | Standing::Withheld => "open",
        _ => "look",
    };
    let domain = line.organisation.as_ref().map(ToString::to_string);
    let date = line.made_at.map(|time| message::site_on_date(t.day(time)).say(t));
    let evidence = speech::evidence(&line.evidence).into_iter();
    let evidence = evidence.chain(line.doubt.as_ref().map(speech::doubt)).map(|one| one.say(t));
    Who {
        name: phrase::name(line, t),
        link: domain.as_ref().map(|domain| frame.link(&format!("organisations/{domain}.html"))),
        domain,
        standing: stable(&line.standing),
        word: word(line, t),
        class,
        details: date.into_iter().chain(phrase::details(line, t)).collect(),
        evidence: evidence.collect(),
    }
}

/// Where an organisation stands, as a page has room to say it.
fn word(line: &OrganisationLine, t: Locale) -> String {
    match line.standing {
        Standing::Named => message::site_word_named().say(t),
        Standing::Withheld => message::site_word_withheld().say(t),
        Standing::Unreliable => message::site_word_unreliable().say(t),
        _ => phrase::standing(line, t),
    }
}

/// Who made the page, of what: there is no clock, so the newest claim stands for it.
pub(super) fn built(site: &Site<'_>, t: Locale) -> String {
    let size = site.edition.report.log.as_ref().map_or(0, |log| log.size);
    match site.edition.newest {
        Some(newest) => message::site_built(size, t.day(newest)).say(t),
        None => message::site_built_undated(size).say(t),
    }
}

/// The original first, then the translations.
fn shown(site: &Site<'_>, id: &VersionId, part: &VersionPart, t: Locale) -> Vec<Words> {
    let Some(texts) = site.texts.get(id) else { return Vec::new() };
    let mut words: Vec<Words> = (texts.iter())
        .map(|(tag, text)| Words {
            language: language::name(tag, t),
            tag: tag.to_string(),
            direction: language::direction(tag),
            is_original: *tag == part.original,
            title: part.titles.get(tag).cloned().unwrap_or_default(),
            paragraphs: text.paragraphs().map(str::to_owned).collect(),
            sha256: Text::sha256(text).to_string(),
        })
        .collect();
    words.sort_by_key(|one| !one.is_original);
    words
}
