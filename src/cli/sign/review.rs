//! Everything that a person must see before they sign.

use super::Said;
use crate::cli::prose;
use crate::cli::words::Words;
use crate::escape;
use crate::ledger::version::Version;
use crate::locale::Locale;
use crate::name::{Domain, Language};
use crate::phrase;
use crate::record::endorsement::Capacity;
use crate::record::line::Line;

/// What is reviewed: the same on a registry, on a request and on a reply.
pub(super) struct Review<'a> {
    pub(super) version: &'a Version,
    pub(super) words: &'a Words,
    pub(super) organisation: &'a Domain,
    pub(super) said: &'a Said,
    /// The word difference to what the organisation last endorsed.
    pub(super) since: Option<String>,
}

impl Review<'_> {
    pub(super) fn text(&self) -> String {
        let Self { version, words, organisation, said, since } = self;
        let mut lines = Vec::new();
        let statement = &version.statement;
        let id = statement.id.at(statement.version);
        lines.push(format!("{id}: {}", escape::terminal(statement.original_title())));
        lines.push(format!("hash: {}", version.record));
        let languages = if said.languages.is_empty() {
            vec![statement.original_language.clone()]
        } else {
            said.languages.clone()
        };
        for language in languages {
            lines.push(format!(
                "\n--- text in {language} ---\n{}--- end of text ---",
                words.shown(&language)
            ));
        }
        for line in words.look_twice() {
            lines.push(format!("look twice: {line}"));
        }
        if let Some(change) = since {
            lines.push(change.clone());
        }
        if let Some(last) = version.last_act(organisation) {
            lines.push(format!(
                "\nbefore this, {organisation} {} this version; what you do now takes the place of that",
                prose::past(last.body.act)
            ));
        }
        let named: Vec<String> = statement
            .signatories
            .iter()
            .map(|one| escape::terminal(one.name.as_str()).to_string())
            .collect();
        lines.push(format!(
            "\nnamed under it: {}",
            if named.is_empty() { "nobody".to_owned() } else { named.join(", ") }
        ));
        // The title in the original language stands at the top.
        let others = |(language, _): &(&Language, &Line)| **language != statement.original_language;
        for (language, title) in statement.title.iter().filter(others) {
            lines.push(format!("title in {language}: {}", escape::terminal(title.as_str())));
        }
        for file in &statement.attachments {
            lines.push(format!(
                "bound with it, and not shown here: attachment {}, {} bytes, sha256 {}",
                file.file, file.bytes, file.sha256
            ));
        }
        if let Some(summary) = &statement.summary {
            lines.push(format!("summary of changes: {}", escape::terminal(summary.as_str())));
        }
        lines.extend(said.lines());
        lines.join("\n")
    }
}

impl Said {
    /// What the organisation says beside yes or no, as it will be signed.
    fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if let Some(conditions) = &self.conditions {
            lines.push(format!("your conditions: {}", phrase::conditions(conditions, Locale::En)));
        }
        if let Some(reason) = &self.reason {
            lines.push(format!("your reason: {}", escape::terminal(reason.as_str())));
        }
        match self.public {
            Some(true) => {
                lines.push("public: everybody will be able to read that you declined".to_owned())
            }
            Some(false) => lines.push(
                "not public: the maintainers read that you declined, and do not publish it"
                    .to_owned(),
            ),
            None => {}
        }
        if self.withhold_name {
            lines.push(
                "your name is not published with it, and nobody can check that you signed; if it stands under the text it stays there"
                    .to_owned(),
            );
            lines.push("what that can do and what it cannot: countersign help safety".to_owned());
        }
        if let Some(reservation) = &self.reservation {
            lines.push(format!("your reservation: {}", escape::terminal(reservation.as_str())));
        }
        if self.capacity != Capacity::Organisation {
            lines.push(format!(
                "in the capacity \"{}\": this is shown and not counted",
                self.capacity.name()
            ));
        }
        lines
    }
}
