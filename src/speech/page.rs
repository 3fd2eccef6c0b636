//! What the page of a version says, as pieces of text in the reader's language, in the order in which they stand on it.
//!
//! A page is made of these pieces, and the engine that judges its bundle makes them again and compares each with what
//! the page shows: one function says it, so that a page which was changed differs.

use countersign_core::name::{Language, VersionId};
use countersign_core::text::{self, Text};
use countersign_core::verify::edition::VersionPart;
use countersign_core::verify::evidence::Evidence;
use countersign_core::verify::report::{OrganisationLine, Standing, VersionLine, VersionStanding};
use countersign_core::words;

use crate::locale::{Locale, message};
use crate::{doubt, evidence, phrase};

/// Most organisations of the first list; of a longer list those come first that did not endorse.
const FIRST_LINES_MAX: usize = 14;
/// Most organisations that are folded away under the first list; of more there is only the long list, further down.
const REST_LINES_MAX: usize = 100;

/// What a version's page is made from.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The version.
    pub id: &'a VersionId,
    /// Where it stands.
    pub line: &'a VersionLine,
    /// What else its record says.
    pub part: &'a VersionPart,
    /// The newest version of its statement.
    pub newest: u64,
    /// Its words, which have the hashes that the part names.
    pub texts: &'a [(Language, Text)],
}

/// What a version's page says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// That the maintainers took it back.
    pub retracted: Option<String>,
    /// That a newer version replaced it.
    pub replaced: Option<String>,
    /// How many endorse it.
    pub answer: String,
    /// What must be known before anything else.
    pub banners: Vec<String>,
    /// Its title in the original language.
    pub title: String,
    /// Its language, its date, which version.
    pub facts: Vec<String>,
    /// The organisations of the short list.
    pub first: Vec<Who>,
    /// Those of a long list that come after.
    pub rest: Vec<Who>,
    /// Whether they are so many that they stand in the list further down only.
    pub is_long: bool,
    /// Its record's hash as words for the telephone.
    pub code: String,
    /// What changed since the version before, in the maintainers' words.
    pub summary: Option<String>,
    /// The words in each language, the original first.
    pub words: Vec<Words>,
    /// The translations that were made after it was published.
    pub translations: Vec<Translated>,
    /// Files that it binds, with their hashes.
    pub attachments: Vec<(String, String)>,
    /// Its record's hash.
    pub record: String,
}

/// An organisation in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// Its name.
    pub name: String,
    /// Its domain, where it is enrolled.
    pub domain: Option<String>,
    /// Where it stands.
    pub word: String,
    /// The same as one of the few that the style knows: yes, look, no, open.
    pub class: &'static str,
    /// When and how it spoke, in its words where it gave any.
    pub details: Vec<String>,
    /// What waits to be logged: no bundle shows that.
    pub pending: Option<String>,
    /// Who says that the keys are its own, and why not to believe an act; in English, as in JSON.
    pub evidence: Vec<String>,
}

/// A translation, which nobody signed who is not named under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translated {
    /// How many have endorsed it.
    pub answer: String,
    /// Its words.
    pub words: Words,
    /// Who has endorsed exactly these words.
    pub names: Vec<String>,
}

/// The words in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// The language by name.
    pub language: String,
    /// Its tag.
    pub tag: String,
    /// The value of `dir`.
    pub direction: &'static str,
    /// Whether the text was written in it.
    pub is_original: bool,
    /// The title in it.
    pub title: String,
    /// The text.
    pub paragraphs: Vec<String>,
}

impl Page {
    /// What the page of a version says in a language.
    #[must_use]
    pub fn of(source: Source<'_>, t: Locale) -> Self {
        let Source { line, part, .. } = source;
        let mut first: Vec<&OrganisationLine> = line.organisations.iter().collect();
        let mut rest = Vec::new();
        if first.len() > FIRST_LINES_MAX {
            first.sort_by_key(|line| line.counts());
            rest = first.split_off(FIRST_LINES_MAX);
        }
        let is_long = rest.len() > REST_LINES_MAX;
        let who = |lines: Vec<&OrganisationLine>| {
            lines.into_iter().map(|one| who(line, one, t, is_long)).collect()
        };
        Self {
            retracted: line.retraction.as_ref().map(|one| sentence(&phrase::retracted(one, t))),
            replaced: (line.standing == VersionStanding::Superseded)
                .then(|| message::site_replaced_by(source.newest).say(t)),
            answer: sentence(&answer(line, t)),
            banners: banners(line, t),
            title: line.title.clone(),
            facts: facts(line, part, t),
            first: who(first),
            is_long,
            rest: who(rest),
            code: words::of(&line.record),
            summary: part.summary.clone(),
            words: shown(source, t),
            translations: translations(source, t),
            attachments: (part.attachments.iter())
                .map(|(name, hash)| (name.clone(), hash.to_string()))
                .collect(),
            record: line.record.to_string(),
        }
    }

    /// Each piece that a bundle shows, with the kind of its element, in the order of the page.
    #[must_use]
    pub fn pieces(&self) -> Vec<(&'static str, &str)> {
        let mut pieces: Vec<(&str, &str)> = Vec::new();
        pieces.extend(self.retracted.iter().map(|one| ("retracted", one.as_str())));
        pieces.extend(self.replaced.iter().map(|one| ("replaced", one.as_str())));
        pieces.push(("answer", &self.answer));
        pieces.extend(self.banners.iter().map(|one| ("banner", one.as_str())));
        pieces.push(("title", &self.title));
        pieces.extend(self.facts.iter().map(|one| ("fact", one.as_str())));
        let folded: &[Who] = if self.is_long { &[] } else { &self.rest };
        for who in self.first.iter().chain(folded) {
            pieces.extend([("word", who.word.as_str()), ("name", &who.name)]);
        }
        pieces.push(("code", &self.code));
        pieces.extend(self.summary.iter().map(|one| ("summary", one.as_str())));
        for words in &self.words {
            pieces.push(("text-title", &words.title));
            pieces.extend(words.paragraphs.iter().map(|one| ("text", one.as_str())));
        }
        for (name, hash) in &self.attachments {
            pieces.extend([("file", name.as_str()), ("file-hash", hash)]);
        }
        for who in self.everybody() {
            pieces.extend([("word", who.word.as_str()), ("name", &who.name)]);
            pieces.extend(who.domain.iter().map(|one| ("domain", one.as_str())));
            pieces.extend(who.details.iter().map(|one| ("detail", one.as_str())));
            pieces.extend(who.evidence.iter().map(|one| ("evidence", one.as_str())));
        }
        for one in &self.translations {
            pieces.extend([("translation", one.answer.as_str()), ("text-title", &one.words.title)]);
            pieces.extend(one.words.paragraphs.iter().map(|one| ("text", one.as_str())));
            pieces.extend(one.names.iter().map(|one| ("name", one.as_str())));
        }
        pieces.push(("record", &self.record));
        pieces
    }

    /// Everybody, in the order of the page.
    pub fn everybody(&self) -> impl Iterator<Item = &Who> {
        self.first.iter().chain(&self.rest)
    }
}

/// With a capital letter and a full stop, as a page writes a sentence.
///
/// The letters are those that our messages begin with; a name in another script stays as its owner writes it.
#[must_use]
pub fn sentence(text: &str) -> String {
    let mut rest = text.chars();
    let first = rest.next().map(|letter| match letter {
        'a'..='z' | 'à'..='ö' | 'ø'..='þ' => char::from(letter as u8 - b' '),
        other => other,
    });
    let first = first.map(String::from).unwrap_or_default();
    // It may end in words of somebody's own, with their own full stop.
    let end = if text.ends_with(['.', '!', '?', '…']) { "" } else { "." };
    format!("{first}{}{end}", rest.as_str())
}

/// "11 of the 12 organisations named have endorsed this exact text"; the longer sentence where there is more to say.
#[must_use]
pub fn answer(line: &VersionLine, t: Locale) -> String {
    let is_plain = line.standing != VersionStanding::Historical
        && line.named > 0
        && line.withheld == 0
        && !phrase::is_split(line)
        && line.endorsed == line.endorsed_of_named;
    if !is_plain {
        return phrase::endorsed(line, t);
    }
    message::site_answer(line.endorsed_of_named, line.named).say(t)
}

/// What a list, a badge or a feed has to add to the answer: that a version was taken back or replaced, that somebody withdrew or must
/// not be relied on.
#[must_use]
pub fn bad_news(line: &VersionLine, newest: u64, t: Locale) -> Vec<String> {
    let replaced = (line.standing == VersionStanding::Superseded)
        .then(|| message::site_badge_replaced(newest).say(t));
    retracted(line, t).into_iter().chain(replaced).chain(said_otherwise(line, t)).collect()
}

/// That the maintainers took a version back, in a few words.
#[must_use]
pub fn retracted(line: &VersionLine, t: Locale) -> Option<String> {
    line.retraction.as_ref().map(|_| message::site_badge_retracted().say(t))
}

/// How many withdrew, and how many must not be relied on.
pub fn said_otherwise(line: &VersionLine, t: Locale) -> impl Iterator<Item = String> {
    let count = |standing| line.organisations.iter().filter(|one| one.standing == standing).count();
    let (withdrawn, unreliable) = (count(Standing::Withdrawn), count(Standing::Unreliable));
    let withdrawn = (withdrawn > 0).then(|| message::site_withdrawn(withdrawn).say(t));
    let unreliable = (unreliable > 0).then(|| message::site_unreliable(unreliable).say(t));
    withdrawn.into_iter().chain(unreliable)
}

/// Original language, date, which version.
fn facts(line: &VersionLine, part: &VersionPart, t: Locale) -> Vec<String> {
    let mut facts = vec![message::site_written_in(language(&part.original, t)).say(t)];
    facts.extend(part.date.as_ref().map(|date| t.date(date)));
    facts.push(which(line, t));
    facts
}

/// Which version it is, and where it stands.
#[must_use]
pub fn which(line: &VersionLine, t: Locale) -> String {
    let number = line.version;
    match line.standing {
        _ if line.retraction.is_some() => message::site_retracted(number).say(t),
        VersionStanding::Current => message::site_current(number).say(t),
        VersionStanding::Superseded => message::site_replaced(number).say(t),
        VersionStanding::Historical => message::site_historical(number).say(t),
        VersionStanding::Proposed => message::site_proposed(number).say(t),
    }
}

fn banners(line: &VersionLine, t: Locale) -> Vec<String> {
    let standing = match line.standing {
        VersionStanding::Historical => Some(message::site_historical_banner().say(t)),
        VersionStanding::Proposed => Some(message::site_proposed_banner().say(t)),
        VersionStanding::Current | VersionStanding::Superseded => None,
    };
    let down = line.taken_down.iter().map(|one| sentence(&phrase::taken_down(one, t)));
    standing.into_iter().chain(down).chain(said_otherwise(line, t)).collect()
}

fn who(version: &VersionLine, line: &OrganisationLine, t: Locale, is_long: bool) -> Who {
    let class = match line.standing {
        Standing::Endorsed if line.counts() => "yes",
        Standing::Unreliable => "no",
        Standing::Named | Standing::Withheld => "open",
        _ => "look",
    };
    let date = line.made_at.map(|time| message::site_on_date(t.day(time)).say(t));
    // In a list of thousands, what is said once above it is not said again on each line.
    let said = match line.evidence.as_slice() {
        [Evidence::Enrolled { .. }] if is_long => &[],
        all => all,
    };
    let evidence = evidence(said).into_iter();
    let evidence = evidence.chain(line.doubt.as_ref().map(doubt)).map(|one| one.say(t));
    Who {
        name: phrase::name(line, t),
        domain: line.organisation.as_ref().map(ToString::to_string),
        word: word(line, t),
        class,
        details: date.into_iter().chain(phrase::logged(version, line, t)).collect(),
        pending: phrase::pending(line, t),
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

/// The words that were put forward, the original first.
fn shown(source: Source<'_>, t: Locale) -> Vec<Words> {
    let part = source.part;
    let own = source.texts.iter().filter(|(tag, _)| part.texts.contains_key(tag));
    let words = own.map(|(tag, text)| Words {
        language: language(tag, t),
        tag: tag.to_string(),
        direction: direction(tag),
        is_original: *tag == part.original,
        title: part.titles.get(tag).cloned().unwrap_or_default(),
        paragraphs: text.paragraphs().map(str::to_owned).collect(),
    });
    let mut words: Vec<Words> = words.collect();
    words.sort_by_key(|one| !one.is_original);
    words
}

/// The translations that stand, each with who has endorsed it.
fn translations(source: Source<'_>, t: Locale) -> Vec<Translated> {
    let Source { line, part, texts, .. } = source;
    let shown = line.translations.iter().filter_map(|one| {
        let tag = &one.language;
        let text = texts.iter().find(|(language, _)| language == tag).map(|(_, text)| text)?;
        let counted = line.organisations.iter().filter(|line| line.counts());
        let theirs = counted.filter(|line| line.texts.get(tag) == Some(&one.sha256));
        let words = Words {
            language: language(tag, t),
            tag: tag.to_string(),
            direction: direction(tag),
            is_original: false,
            title: part.translations.get(tag)?.title.clone(),
            paragraphs: text.paragraphs().map(str::to_owned).collect(),
        };
        let answer = match line.named {
            0 => message::site_translation(one.endorsed).say(t),
            named => message::site_translation_named(one.endorsed, named).say(t),
        };
        let names = theirs.map(|line| phrase::name(line, t)).collect();
        Some(Translated { answer: sentence(&answer), words, names })
    });
    shown.collect()
}

/// The name of a language for a reader, where it is one that many statements are written in; else its tag.
#[must_use]
pub fn language(language: &Language, t: Locale) -> String {
    match language.as_str() {
        "ar" => message::site_language_ar().say(t),
        "en" => message::site_language_en().say(t),
        "es" => message::site_language_es().say(t),
        "fa" => message::site_language_fa().say(t),
        "fr" => message::site_language_fr().say(t),
        "he" => message::site_language_he().say(t),
        "pt" => message::site_language_pt().say(t),
        "ru" => message::site_language_ru().say(t),
        "uk" => message::site_language_uk().say(t),
        "zh" => message::site_language_zh().say(t),
        tag => tag.to_owned(),
    }
}

/// The value of `dir` for words in this language.
#[must_use]
pub fn direction(language: &Language) -> &'static str {
    if text::is_right_to_left(language) { "rtl" } else { "ltr" }
}
