//! Everything that a person must see before they sign.

use crate::words;
use countersign_core::escape;
use countersign_core::ledger::version::Version;
use countersign_core::name::{Domain, Language};
use countersign_core::record::Endorsement;
use countersign_core::record::endorsement::{Act, Capacity};
use countersign_core::record::line::Line;
use countersign_core::verify::report::Lost;
use countersign_speech::locale::{Locale, message};
use countersign_speech::{self as speech, phrase};
use countersign_workflow::act::Terms;
use countersign_workflow::texts::Texts;

/// What is reviewed: the same on a registry, on a request and on a reply.
pub(super) struct Review<'a> {
    pub(super) version: &'a Version,
    pub(super) texts: &'a Texts,
    /// The act, as it is signed.
    pub(super) body: &'a Endorsement,
    pub(super) terms: &'a Terms,
    /// The word difference to what the organisation last endorsed.
    pub(super) since: Option<String>,
}

impl Review<'_> {
    pub(super) fn text(&self, locale: Locale) -> String {
        let Self { version, texts, body, terms, since } = self;
        let organisation = &body.organisation;
        let mut lines = Vec::new();
        let statement = &version.statement;
        let id = statement.id.at(statement.version);
        lines.push(format!("{id}: {}", escape::terminal(statement.original_title())));
        lines.push(message::act_hash_of(version.record).say(locale));
        for language in self.shown() {
            let head = match statement.texts.contains_key(&language) {
                true => message::show_text_in(language.as_str()).say(locale),
                false => message::show_translated_in(language.as_str()).say(locale),
            };
            lines.push(format!(
                "\n--- {head} ---\n{}--- {} ---",
                words::shown(texts, &language),
                message::show_end().say(locale)
            ));
        }
        lines.extend(words::look_twice(texts, locale));
        if let Some(change) = since {
            lines.push(change.clone());
        }
        if let Some(last) = version.last_act(organisation) {
            lines.push(format!("\n{}", before(last.body.act, organisation, locale)));
        }
        let named: Vec<String> = version
            .signatories()
            .iter()
            .map(|one| escape::terminal(one.name.as_str()).to_string())
            .collect();
        lines.push(match named.is_empty() {
            true if version.lacks_names() => {
                format!("\n{}", message::act_names_taken_down().say(locale))
            }
            true => format!("\n{}", message::act_names_nobody().say(locale)),
            false => {
                format!("\n{}", message::act_names(named.join(", ")).say(locale))
            }
        });
        // The title in the original language stands at the top.
        let others = |(language, _): &(&Language, &Line)| **language != statement.original_language;
        for (language, title) in statement.title.iter().filter(others) {
            let title = escape::terminal(title.as_str()).to_string();
            lines.push(message::act_title(language.as_str(), title).say(locale));
        }
        let later =
            version.standing_translations().filter(|(one, _)| body.texts.contains_key(*one));
        for (language, title) in later.filter_map(|(one, of)| Some((one, of.body.title.as_ref()?)))
        {
            let title = escape::terminal(title.as_str()).to_string();
            lines.push(message::act_title(language.as_str(), title).say(locale));
        }
        for file in &statement.attachments {
            lines.push(message::act_attachment(&file.file, file.bytes, file.sha256).say(locale));
        }
        if let Some(summary) = &statement.summary {
            let words = escape::terminal(summary.as_str()).to_string();
            lines.push(message::act_summary(words).say(locale));
        }
        lines.push(
            message::act_signs_as(escape::terminal(body.name.as_str()).to_string()).say(locale),
        );
        lines.extend(self.bound(locale));
        lines.extend(said(terms, locale));
        lines.extend(self.lost(locale));
        lines.join("\n")
    }

    /// The texts that are shown: those that are endorsed, and whoever says no or no more sees all of the version's.
    fn shown(&self) -> Vec<Language> {
        let Self { version, texts, terms, .. } = self;
        if !terms.languages.is_empty() {
            return terms.languages.clone();
        }
        let original = &version.statement.original_language;
        let mut shown: Vec<Language> = texts
            .keys()
            .filter(|one| version.statement.texts.contains_key(*one))
            .cloned()
            .collect();
        shown.sort_by_key(|language| language != original);
        shown
    }

    /// Which texts are endorsed, and which are not: those that the same record binds, and translations made later.
    fn bound(&self, locale: Locale) -> Vec<String> {
        let version = self.version;
        if self.body.act != Act::Endorse {
            return Vec::new();
        }
        let own = version.statement.texts.keys().map(|language| (language, true));
        let later = version.standing_translations().filter(|(_, one)| {
            let words = one.body.text.as_ref();
            words.is_some_and(|text| !version.taken_down.contains_key(&text.sha256))
        });
        let all: Vec<(&Language, bool)> =
            own.chain(later.map(|(language, _)| (language, false))).collect();
        let is_endorsed =
            |(language, _): &(&Language, bool)| self.body.texts.contains_key(*language);
        let (endorsed, others): (Vec<_>, Vec<_>) = all.into_iter().partition(is_endorsed);
        if others.is_empty() && endorsed.iter().all(|(_, is_own)| *is_own) {
            return Vec::new();
        }
        let endorsed = endorsed.into_iter().map(|(language, is_own)| match is_own {
            true => message::act_endorses(language.as_str()).say(locale),
            false => message::act_endorses_translation(language.as_str()).say(locale),
        });
        let others = others.into_iter().map(|(language, is_own)| match is_own {
            true => message::act_not_endorsed(language.as_str()).say(locale),
            false => message::act_translation_not_endorsed(language.as_str()).say(locale),
        });
        endorsed.chain(others).collect()
    }

    /// What the endorsement before had, of this version or of the one before it.
    fn lost(&self, locale: Locale) -> Vec<String> {
        let body = self.body;
        let before = self.version.endorsement_before(&body.organisation, body.number);
        let before = before.map(|before| &*before.body).filter(|_| body.act == Act::Endorse);
        let lost = before.map_or_else(Vec::new, |before| Lost::between(before, body));
        let say = |lost: &Lost| {
            let lost = escape::terminal(&speech::lost(lost).say(locale)).to_string();
            message::act_lost(lost).say(locale)
        };
        lost.iter().map(say).collect()
    }
}

/// What the organisation says beside yes or no, as it will be signed.
fn said(terms: &Terms, locale: Locale) -> Vec<String> {
    let mut lines = Vec::new();
    let safe = |line: &Line| escape::terminal(line.as_str()).to_string();
    if let Some(conditions) = &terms.conditions {
        let conditions = phrase::conditions(conditions, locale);
        lines.push(message::act_conditions(conditions).say(locale));
    }
    if let Some(reason) = &terms.reason {
        lines.push(message::act_reason(safe(reason)).say(locale));
    }
    match terms.public {
        Some(true) => lines.push(message::act_public().say(locale)),
        Some(false) => lines.push(message::act_private().say(locale)),
        None => {}
    }
    if terms.withhold_name {
        lines.push(message::act_no_name().say(locale));
        lines.push(message::act_no_name_help().say(locale));
    }
    if let Some(reservation) = &terms.reservation {
        lines.push(message::act_reservation(safe(reservation)).say(locale));
    }
    if terms.capacity != Capacity::Organisation {
        let capacity = terms.capacity.name();
        lines.push(message::act_capacity(capacity).say(locale));
    }
    lines
}

/// What the organisation did before.
fn before(act: Act, organisation: &Domain, locale: Locale) -> String {
    let who = &organisation;
    match act {
        Act::Endorse => message::act_before_endorsed(who).say(locale),
        Act::Decline => message::act_before_declined(who).say(locale),
        Act::Withdraw => message::act_before_withdrew(who).say(locale),
    }
}
