//! `countersign diff`

use std::collections::BTreeSet;

use serde::Serialize;

use super::failure::{self, Failure, Stop};
use super::session::Session;
use countersign_copy::wording::{Change, Changes};
use countersign_core::escape;
use countersign_core::name::{Language, StatementId, VersionId, number};
use countersign_core::record::signatories::Signatory;
use countersign_core::text::TEXT_BYTES_MAX;
use countersign_speech::locale::{Locale, Sentence, message};
use countersign_workflow::AskedVersion;
use countersign_workflow::draft::Draft;
use countersign_workflow::open::Opened;
use countersign_workflow::texts;

/// Show the words that changed between two versions, or between a version and a file
///
/// Removed words are shown as [-removed-], added words as {+added+}.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// A version, such as 2021/solidarity@1
    #[arg(value_name = "ID@V")]
    id: AskedVersion,
    /// Another version, by its number or as ID@V, or a file [default: the version before]
    #[arg(value_name = "V2|FILE")]
    other: Option<String>,
    /// The language [default: the original]
    #[arg(long, value_name = "LANG")]
    text: Option<Language>,
}

#[derive(Serialize)]
struct Document {
    schema: &'static str,
    outcome: &'static str,
    before: String,
    after: String,
    language: String,
    /// Languages that only the later one has.
    new_languages: Vec<Language>,
    /// Languages that only the earlier one has.
    gone_languages: Vec<Language>,
    /// The languages whose text was taken down on one side, so that it is not compared.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    taken_down: Vec<Language>,
    /// Names under the text that only the later one has.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    new_names: Vec<String>,
    /// Names under the text that only the earlier one has.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    gone_names: Vec<String>,
    /// Whether the names were taken down on one side, so that they are not compared.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    names_taken_down: bool,
    /// The title before, where it changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    old_title: Option<String>,
    /// The title now, where it changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    new_title: Option<String>,
    changes: Vec<Line>,
    findings: [(); 0],
}

#[derive(Serialize)]
struct Line {
    kind: &'static str,
    before: String,
    after: String,
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let opened = Opened::sound_about(session, self.id.statement())?;
        let here = Side::of(&opened, &self.id, self.text.as_ref())?;
        let (id, language) = (here.id.clone(), here.language.clone());
        let other = |version: u64| {
            let asked = AskedVersion::Exact(id.statement.at(version));
            Side::of(&opened, &asked, Some(&language))
        };
        let (before, after) = match &self.other {
            None if id.version == 1 => {
                return Err(Failure::new(Stop::Usage, message::failure_first_version(&id))
                    .why(message::failure_nothing_before())
                    .attempt(format!("countersign diff {id} FILE")));
            }
            None => (other(id.version - 1)?, here),
            Some(given) => match version_of(&id.statement, given) {
                Some(version) => (here, other(version)?),
                None => {
                    let words = read(session, std::path::Path::new(given))?;
                    let there = Side { name: given.clone(), words, ..here.clone() };
                    (here, there)
                }
            },
        };
        let changes = Changes::between(&before.words, &after.words);
        let new_languages = before.lacks(&after);
        let gone_languages = after.lacks(&before);
        let taken_down: Vec<Language> = before.down.union(&after.down).cloned().collect();
        let beside = Beside::between(&before, &after);
        if session.json() {
            let list = changes.list();
            session.answer_json(&Document {
                schema: "countersign.diff/1",
                outcome: "done",
                before: before.name,
                after: after.name,
                language: language.to_string(),
                new_languages,
                gone_languages,
                taken_down,
                names_taken_down: beside.names_taken_down,
                new_names: beside.new_names,
                gone_names: beside.gone_names,
                old_title: beside.titles.as_ref().map(|(old, _)| old.clone()),
                new_title: beside.titles.map(|(_, new)| new),
                changes: list.iter().map(Line::of).collect(),
                findings: [],
            })?;
            return Ok(0);
        }
        let locale = session.locale();
        let head = message::diff_changes(before.name, after.name, &language, changes.list().len())
            .say(locale);
        let mut head = escape::terminal(&head).to_string();
        let new = new_languages.iter().map(|one| message::show_new_text(one.as_str()));
        let gone = gone_languages.iter().map(|one| message::show_gone_text(one.as_str()));
        let down = taken_down.iter().map(|one| message::show_text_taken_down(one.as_str()));
        for line in new.chain(gone).chain(down) {
            head += &format!("\n{}", line.say(locale));
        }
        head += &beside.told(locale);
        let next = super::prose::next(locale, format!("countersign show {id}"));
        session.answer(&match changes.is_empty() {
            true => format!("{head}\n{next}"),
            false => format!("{head}\n\n{}\n{next}", changes.marked().trim_end()),
        })?;
        Ok(0)
    }
}

impl Line {
    fn of(one: &Change) -> Self {
        Self { kind: one.kind.as_str(), before: one.before.clone(), after: one.after.clone() }
    }
}

/// What changed beside the words.
struct Beside {
    new_names: Vec<String>,
    gone_names: Vec<String>,
    names_taken_down: bool,
    titles: Option<(String, String)>,
}

impl Beside {
    fn between(before: &Side, after: &Side) -> Self {
        let (old, new) = (before.names.as_ref(), after.names.as_ref());
        let lacks = |one: Option<&BTreeSet<String>>, other: Option<&BTreeSet<String>>| {
            let (Some(one), Some(other)) = (one, other) else { return Vec::new() };
            one.difference(other).cloned().collect()
        };
        let titles =
            (before.title != after.title).then(|| (before.title.clone(), after.title.clone()));
        Self {
            new_names: lacks(new, old),
            gone_names: lacks(old, new),
            names_taken_down: old.is_none() || new.is_none(),
            titles,
        }
    }

    /// A line for each, each on a line of its own.
    fn told(&self, locale: Locale) -> String {
        let mut lines = Vec::new();
        if let Some((old, new)) = &self.titles {
            lines.push(message::diff_title(old.as_str(), new.as_str()));
        }
        lines.extend(self.new_names.iter().map(|name| message::diff_new_name(name.as_str())));
        lines.extend(self.gone_names.iter().map(|name| message::diff_gone_name(name.as_str())));
        if self.names_taken_down {
            lines.push(message::diff_names_taken_down());
        }
        let line = |one: Sentence| format!("\n{}", escape::terminal(&one.say(locale)));
        lines.into_iter().map(line).collect()
    }
}

/// One of the two texts.
#[derive(Clone)]
struct Side {
    id: VersionId,
    /// What it is called.
    name: String,
    language: Language,
    words: String,
    /// The languages in which there is a text beside it.
    languages: BTreeSet<Language>,
    /// The languages whose text was taken down.
    down: BTreeSet<Language>,
    /// The names under it, with the organisation behind each; none where they were taken down.
    names: Option<BTreeSet<String>>,
    /// The title in this language.
    title: String,
}

impl Side {
    fn of(
        opened: &Opened,
        asked: &AskedVersion,
        language: Option<&Language>,
    ) -> Result<Self, Failure> {
        let draft = match asked {
            AskedVersion::Exact(id) => Draft::find(opened, id)?,
            AskedVersion::Current(_) => None,
        };
        let version = match (&draft, asked) {
            (Some(draft), AskedVersion::Exact(id)) => {
                draft.state.version(id).ok_or_else(|| failure::no_version(&id.to_string()))?
            }
            _ => opened.published(asked)?,
        };
        let texts = texts::with_translations(opened, draft.as_ref(), version)?;
        let language = language.unwrap_or(&version.statement.original_language).clone();
        let id = version.statement.id.at(version.statement.version);
        let text = texts.get(&language).ok_or_else(|| {
            if let Some(down) = failure::taken_down(version, &language) {
                return down;
            }
            Failure::new(Stop::Unknown, message::failure_no_text_in(&id, &language))
        })?;
        let (name, words) = (id.to_string(), text.as_str().to_owned());
        let languages = texts.into_keys().collect();
        let down = texts::taken_down(version, &languages);
        let names =
            (!version.lacks_names()).then(|| version.signatories().iter().map(printed).collect());
        let translated = version.translation(&language).and_then(|(one, _)| one.body.title.clone());
        let title = version.statement.title.get(&language).cloned().or(translated);
        let title = title.map_or_else(String::new, |title| title.to_string());
        Ok(Self { id, name, language, words, languages, down, names, title })
    }

    /// The languages of another one in which this one has no text.
    fn lacks(&self, other: &Self) -> Vec<Language> {
        // What was taken down is there, and nobody sees it.
        let lacks = other.languages.difference(&self.languages);
        lacks.filter(|language| !self.down.contains(*language)).cloned().collect()
    }
}

/// A name under a text, with the organisation behind it.
fn printed(one: &Signatory) -> String {
    match &one.organisation {
        Some(domain) => format!("{} ({domain})", one.name),
        None => one.name.to_string(),
    }
}

/// A file to compare with: any UTF-8 text, since it is only looked at.
/// The version of this statement that is meant, where it is none of the names of files.
fn version_of(statement: &StatementId, given: &str) -> Option<u64> {
    match given.parse::<VersionId>() {
        Ok(id) => (id.statement == *statement).then_some(id.version),
        Err(_) => number(given).ok(),
    }
}

fn read(session: &Session, file: &std::path::Path) -> Result<String, Failure> {
    let bytes = session.read_given(file, 2 * TEXT_BYTES_MAX as u64, Stop::Unchecked)?;
    String::from_utf8(bytes).map_err(|error| {
        Failure::new(Stop::Unchecked, message::failure_cannot_compare(file.display()))
            .why(error)
            .attempt(message::failure_save_plain())
    })
}

#[cfg(test)]
mod tests {
    use countersign_copy::wording::Changes;
    use countersign_core::text::Text;

    #[test]
    fn layout_is_no_change() {
        let language = "en".parse().unwrap();
        let text = Text::parse(b"One two\nthree.\n", &language).unwrap();
        assert!(Changes::between(text.as_str(), "One  two three.").is_empty());
        assert!(!Changes::between(text.as_str(), "One two four.").is_empty());
    }
}
