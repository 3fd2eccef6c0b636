//! Everything that a person must see before they sign.

use super::Said;
use crate::cli::words;
use crate::escape;
use crate::ledger::version::Version;
use crate::locale::{Locale, Value};
use crate::name::{Domain, Language};
use crate::record::endorsement::{Act, Capacity};
use crate::record::line::Line;
use crate::speech::phrase;
use crate::workflow::texts::Texts;

/// What is reviewed: the same on a registry, on a request and on a reply.
pub(super) struct Review<'a> {
    pub(super) version: &'a Version,
    pub(super) texts: &'a Texts,
    pub(super) organisation: &'a Domain,
    pub(super) said: &'a Said,
    /// The word difference to what the organisation last endorsed.
    pub(super) since: Option<String>,
}

impl Review<'_> {
    pub(super) fn text(&self, locale: Locale) -> String {
        let Self { version, texts, organisation, said, since } = self;
        let mut lines = Vec::new();
        let statement = &version.statement;
        let id = statement.id.at(statement.version);
        lines.push(format!("{id}: {}", escape::terminal(statement.original_title())));
        lines.push(locale.say("act-hash-of", &[("hash", version.record.to_string().into())]));
        let languages = if said.languages.is_empty() {
            vec![statement.original_language.clone()]
        } else {
            said.languages.clone()
        };
        for language in languages {
            let head = locale.say("show-text-in", &[("language", language.as_str().into())]);
            lines.push(format!(
                "\n--- {head} ---\n{}--- {} ---",
                words::shown(texts, &language),
                locale.say("show-end", &[])
            ));
        }
        lines.extend(words::look_twice(texts, locale));
        if let Some(change) = since {
            lines.push(change.clone());
        }
        if let Some(last) = version.last_act(organisation) {
            lines.push(format!("\n{}", before(last.body.act, organisation, locale)));
        }
        let named: Vec<String> = statement
            .signatories
            .iter()
            .map(|one| escape::terminal(one.name.as_str()).to_string())
            .collect();
        lines.push(match named.is_empty() {
            true => format!("\n{}", locale.say("act-names-nobody", &[])),
            false => {
                format!("\n{}", locale.say("act-names", &[("names", named.join(", ").into())]))
            }
        });
        // The title in the original language stands at the top.
        let others = |(language, _): &(&Language, &Line)| **language != statement.original_language;
        for (language, title) in statement.title.iter().filter(others) {
            let title = escape::terminal(title.as_str()).to_string();
            let said = [("language", language.as_str().into()), ("title", title.into())];
            lines.push(locale.say("act-title", &said));
        }
        for file in &statement.attachments {
            lines.push(locale.say(
                "act-attachment",
                &[
                    ("file", file.file.to_string().into()),
                    ("bytes", file.bytes.into()),
                    ("sha256", file.sha256.to_string().into()),
                ],
            ));
        }
        if let Some(summary) = &statement.summary {
            let words = escape::terminal(summary.as_str()).to_string();
            lines.push(locale.say("act-summary", &[("words", words.into())]));
        }
        lines.extend(said.lines(locale));
        lines.join("\n")
    }
}

impl Said {
    /// What the organisation says beside yes or no, as it will be signed.
    fn lines(&self, locale: Locale) -> Vec<String> {
        let mut lines = Vec::new();
        let safe = |line: &Line| Value::from(escape::terminal(line.as_str()).to_string());
        if let Some(conditions) = &self.conditions {
            let conditions = phrase::conditions(conditions, locale);
            lines.push(locale.say("act-conditions", &[("conditions", conditions.into())]));
        }
        if let Some(reason) = &self.reason {
            lines.push(locale.say("act-reason", &[("words", safe(reason))]));
        }
        match self.public {
            Some(true) => lines.push(locale.say("act-public", &[])),
            Some(false) => lines.push(locale.say("act-private", &[])),
            None => {}
        }
        if self.withhold_name {
            lines.push(locale.say("act-no-name", &[]));
            lines.push(locale.say("act-no-name-help", &[]));
        }
        if let Some(reservation) = &self.reservation {
            lines.push(locale.say("act-reservation", &[("words", safe(reservation))]));
        }
        if self.capacity != Capacity::Organisation {
            let capacity = self.capacity.name().into();
            lines.push(locale.say("act-capacity", &[("capacity", capacity)]));
        }
        lines
    }
}

/// What the organisation did before.
fn before(act: Act, organisation: &Domain, locale: Locale) -> String {
    let who = Value::from(organisation.to_string());
    match act {
        Act::Endorse => locale.say("act-before-endorsed", &[("organisation", who)]),
        Act::Decline => locale.say("act-before-declined", &[("organisation", who)]),
        Act::Withdraw => locale.say("act-before-withdrew", &[("organisation", who)]),
    }
}
