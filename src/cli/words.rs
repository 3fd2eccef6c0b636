//! The words of a version, compared with their hashes before anybody sees them.

use std::collections::BTreeMap;

use super::draft::Draft;
use super::failure::{Failure, Stop};
use super::open::{Opened, read_file};
use crate::digest::Hash;
use crate::escape;
use crate::layout::{self, Place};
use crate::ledger::version::{Performed, Version};
use crate::locale::{Locale, Sentence, sentence};
use crate::name::{Domain, Language};
use crate::record::endorsement::Act;
use crate::speech;
use crate::text::Text;
use crate::tree::Source;
use crate::wording::Changes;

/// The texts of one version, by language.
pub(crate) struct Words {
    pub(crate) texts: BTreeMap<Language, Text>,
}

/// The words of a version: on its branch while it is a draft, else on the branch that is checked out.
pub(crate) fn of(
    opened: &Opened,
    draft: Option<&Draft>,
    version: &Version,
) -> Result<Words, Failure> {
    let source: &dyn Source = draft.map_or(&opened.snapshot, |draft| &draft.snapshot);
    let statement = &version.statement;
    let id = statement.id.at(statement.version);
    let mut texts = BTreeMap::new();
    for (language, reference) in &statement.texts {
        let path = layout::path_of(&Place::Text(id.clone(), language.clone())).unwrap_or_default();
        let bytes = read_file(source, &path, reference.bytes)?;
        if Hash::of(&bytes) != reference.sha256 {
            return Err(Failure::new(
                Stop::Broken,
                sentence("failure-not-its-text", &[("path", path.to_string().into())]),
            ));
        }
        let text = Text::parse(&bytes, language)
            .map_err(|error| Failure::new(Stop::Broken, path).why(error))?;
        texts.insert(language.clone(), text);
    }
    Ok(Words { texts })
}

impl Words {
    /// The text in one language, safe for a terminal.
    pub(crate) fn shown(&self, language: &Language) -> String {
        self.texts
            .get(language)
            .map_or_else(String::new, |text| escape::multiline(text.as_str()).to_string())
    }

    /// What a reader could miss: characters that are not seen, words that mix scripts.
    pub(crate) fn look_twice(&self, locale: Locale) -> Vec<String> {
        let mut lines = Vec::new();
        for (language, text) in &self.texts {
            let said = |what: Sentence| {
                let language = language.as_str().into();
                locale.say("show-look-twice", &[("language", language), ("what", what.into())])
            };
            lines.extend(text.invisible().iter().map(|one| said(speech::invisible(one))));
            lines.extend(text.warnings().iter().map(|one| said(speech::warning(one))));
        }
        lines
    }
}

/// The newest earlier version that this organisation endorses, and its endorsement.
pub(crate) fn last_signed<'a>(
    opened: &'a Opened,
    version: &Version,
    organisation: &Domain,
) -> Option<(&'a Version, &'a Performed)> {
    let history = opened.examined.pending.state.statements().get(&version.statement.id)?;
    let earlier = |one: &&Version| one.statement.version < version.statement.version;
    history.versions.iter().rev().filter(earlier).find_map(|earlier| {
        let act = earlier.last_act(organisation)?;
        (act.body.act == Act::Endorse).then_some((earlier, act))
    })
}

/// The word difference to the last earlier version that this organisation endorsed.
pub(crate) fn since_last_signed(
    opened: &Opened,
    version: &Version,
    words: &Words,
    (organisation, locale): (&Domain, Locale),
) -> Result<Option<String>, Failure> {
    let Some((earlier, _)) = last_signed(opened, version, organisation) else { return Ok(None) };
    let before = of(opened, None, earlier)?;
    Ok(Some(changes(
        earlier.statement.version,
        (organisation, locale),
        &before.texts,
        &words.texts,
    )))
}

/// The word difference between what an organisation endorsed and what it is asked about.
pub(crate) fn changes(
    version: u64,
    (organisation, locale): (&Domain, Locale),
    before: &BTreeMap<Language, Text>,
    now: &BTreeMap<Language, Text>,
) -> String {
    let said = [("version", version.into()), ("organisation", organisation.to_string().into())];
    let mut text = format!("\n{}\n", locale.say("show-changes-since", &said));
    for (language, now) in now {
        match before.get(language) {
            Some(then) => {
                let changes = Changes::between(then.as_str(), now.as_str());
                let shown = if changes.is_empty() {
                    locale.say("show-no-word", &[]) + "\n"
                } else {
                    changes.excerpts()
                };
                let language = language.as_str().into();
                let head = locale.say("show-changes-in", &[("language", language)]);
                text.push_str(&format!("{head}\n{shown}\n"));
            }
            None => {
                let language = language.as_str().into();
                text += &(locale.say("show-new-text", &[("language", language)]) + "\n");
            }
        }
    }
    text
}
