//! A request as an officer reads it: who asks whom, the words, what changed, what could be missed.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Desk, Wrong, unwrapped};
use crate::json;
use countersign_copy::wording::{Changes, Side};
use countersign_core::digest::Hash;
use countersign_core::name::{Domain, Language};
use countersign_core::record::endorsement::{Act, Capacity, Conditions};
use countersign_core::record::line::{Line, Salt};
use countersign_core::request::Request as Asked;
use countersign_core::text::Text;
use countersign_core::words;
use countersign_speech as speech;
use countersign_speech::locale::{Locale, message};
use countersign_speech::page::direction;

#[derive(Serialize)]
struct Told<'a> {
    registry: RegistryLine<'a>,
    organisation: OrganisationLine<'a>,
    version: String,
    record: Hash,
    words: String,
    asked_on: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    deadline: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply_to: Option<&'a Line>,
    original: &'a Language,
    texts: Vec<TextLine<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a Line>,
    signatories: Vec<&'a str>,
    attachments: Vec<Attachment<'a>>,
    /// What a reader could miss in the words.
    look_twice: Vec<String>,
    acts: [Act; 2],
    published: bool,
    /// What the organisation did before.
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<String>,
    plain: Plain<'a>,
}

#[derive(Serialize)]
struct RegistryLine<'a> {
    name: &'a str,
    id: Hash,
    words: String,
}

#[derive(Serialize)]
struct OrganisationLine<'a> {
    domain: &'a Domain,
    name: &'a str,
    /// That its domain is the registry's, where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    lent: Option<String>,
    threshold: u64,
    keys: Vec<KeyLine<'a>>,
}

#[derive(Serialize)]
struct KeyLine<'a> {
    label: &'a str,
    fingerprint: String,
    hardware: bool,
}

#[derive(Serialize)]
struct TextLine<'a> {
    language: &'a Language,
    direction: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a Line>,
    /// That it is a translation that the maintainers put beside the version.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    sha256: Hash,
    words: Vec<Piece>,
    /// The word difference to what the organisation endorsed before.
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<Since>,
}

#[derive(Serialize)]
struct Since {
    version: u64,
    /// Empty where no word changed.
    pieces: Vec<Piece>,
}

/// Words, and what they are: `same`, `old`, `new`, or `unseen` for what a reader would not see.
#[derive(Serialize)]
struct Piece {
    is: &'static str,
    text: String,
}

#[derive(Serialize)]
struct Attachment<'a> {
    file: String,
    bytes: u64,
    sha256: &'a Hash,
}

/// What an endorsement says where nothing else is chosen.
#[derive(Serialize)]
struct Plain<'a> {
    languages: Vec<&'a Language>,
    capacity: Capacity,
    #[serde(skip_serializing_if = "Option::is_none")]
    conditions: Option<&'a Conditions>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reservation: Option<&'a Line>,
}

impl Desk {
    /// Opens a request, and tells what it asks.
    pub(super) fn open(&mut self, given: &[u8], locale: Locale) -> Result<Vec<u8>, Wrong> {
        (self.asked, self.prepared, self.invited) = (None, None, None);
        let asked = Asked::from_text(&unwrapped(given)).map_err(Wrong::Request)?;
        Ok(told(self.asked.insert(Box::new(asked)), locale))
    }
}

fn told(asked: &Asked, locale: Locale) -> Vec<u8> {
    let (parts, statement, body) = (asked.asked(), asked.statement(), asked.organisation());
    let plain = asked.answer(Act::Endorse, Salt([0; 16]));
    let key = |one: &'_ countersign_core::record::organisation::OrganisationKey| {
        (one.key.fingerprint(), one.key.is_hardware())
    };
    let keys = body.keys.iter().map(|one| {
        let (fingerprint, hardware) = key(one);
        KeyLine { label: one.label.as_str(), fingerprint, hardware }
    });
    let attachments = statement.attachments.iter().map(|one| Attachment {
        file: one.file.to_string(),
        bytes: one.bytes,
        sha256: &one.sha256,
    });
    let (record, names) = (parts.statement.hash(), parts.statement.names());
    let texts = asked.words();
    json(&Told {
        registry: RegistryLine {
            name: asked.registry().name.as_str(),
            id: asked.registry_id(),
            words: words::of(&asked.registry_id()),
        },
        organisation: OrganisationLine {
            domain: &body.organisation,
            name: asked.name().as_str(),
            lent: asked
                .registry()
                .lends(&body.organisation)
                .then(|| message::desk_lent(&body.organisation).say(locale)),
            threshold: body.threshold,
            keys: keys.collect(),
        },
        version: asked.version_id().to_string(),
        words: words::of(&record),
        record,
        asked_on: locale.day(parts.made_at),
        deadline: parts.deadline.map(|time| locale.day(time)),
        reply_to: parts.reply_to.as_ref(),
        original: &statement.original_language,
        texts: texts.iter().map(|one| line(asked, one, locale)).collect(),
        summary: statement.summary.as_ref(),
        signatories: names
            .iter()
            .flat_map(|names| names.all())
            .map(|one| one.name.as_str())
            .collect(),
        attachments: attachments.collect(),
        look_twice: look_twice(asked, locale),
        acts: asked.answers(),
        published: parts.published,
        before: before(asked, locale),
        plain: Plain {
            languages: plain.texts.keys().collect(),
            capacity: plain.capacity,
            conditions: plain.conditions.as_ref(),
            reservation: plain.reservation.as_ref(),
        },
    })
}

fn line<'a>(
    asked: &'a Asked,
    (language, text): (&'a Language, &Text),
    locale: Locale,
) -> TextLine<'a> {
    let is_later = asked.asked().translations.contains_key(language);
    let since = asked.earlier().and_then(|(statement, before)| {
        let changes = Changes::between(before.get(language)?.as_str(), text.as_str());
        let pieces = if changes.is_empty() { Vec::new() } else { changed(&changes) };
        Some(Since { version: statement.version, pieces })
    });
    TextLine {
        language,
        direction: direction(language),
        title: asked.title(language),
        note: is_later.then(|| message::act_translation_help().say(locale)),
        sha256: text.sha256(),
        words: seen(text),
        since,
    }
}

/// The words, with whatever a reader would not see named in its place.
fn seen(text: &Text) -> Vec<Piece> {
    let unseen: BTreeSet<char> = text.invisible().iter().map(|one| one.character).collect();
    let mut pieces: Vec<Piece> = Vec::new();
    for letter in text.as_str().chars() {
        if unseen.contains(&letter) {
            pieces.push(Piece { is: "unseen", text: format!("U+{:04X}", u32::from(letter)) });
        } else if let Some(last) = pieces.last_mut().filter(|last| last.is == "same") {
            last.text.push(letter);
        } else {
            pieces.push(Piece { is: "same", text: letter.to_string() });
        }
    }
    pieces
}

fn changed(changes: &Changes) -> Vec<Piece> {
    let piece = |piece: &countersign_copy::wording::Piece| {
        let words = piece.words.iter().map(|word| format!("{}{}", word.gap, word.text));
        let is = match piece.side {
            Side::Both => "same",
            Side::Old => "old",
            Side::New => "new",
        };
        Piece { is, text: words.collect() }
    };
    changes.pieces().iter().map(piece).collect()
}

fn look_twice(asked: &Asked, locale: Locale) -> Vec<String> {
    let mut lines = Vec::new();
    for (language, text) in &asked.words() {
        let unseen = text.invisible();
        let warnings = text.warnings();
        let found = unseen.iter().map(speech::invisible);
        let found = found.chain(warnings.iter().map(speech::warning));
        lines.extend(
            found.map(|what| message::show_look_twice(language.as_str(), what).say(locale)),
        );
    }
    lines
}

fn before(asked: &Asked, locale: Locale) -> Option<String> {
    let who = &asked.organisation().organisation;
    let version = asked.version();
    let said = match version.last_act(who)?.body.act {
        Act::Endorse => message::act_before_endorsed(who),
        Act::Decline => message::act_before_declined(who),
        Act::Withdraw => message::act_before_withdrew(who),
    };
    Some(said.say(locale))
}
