//! The words of a version, compared with their hashes before anybody sees them.

use std::collections::{BTreeMap, BTreeSet};

use super::Error;
use super::draft::Draft;
use super::error::DraftError;
use super::open::{Opened, read_file};
use countersign_core::digest::Hash;
use countersign_core::layout;
use countersign_core::ledger::version::{Performed, Version};
use countersign_core::name::{Domain, Language};
use countersign_core::record::endorsement::Act;
use countersign_core::record::translation::TranslatedText;
use countersign_core::text::Text;
use countersign_core::tree::Source;

/// The texts of one version, by language.
pub type Texts = BTreeMap<Language, Text>;

/// The texts of a version: on its branch while it is a draft, else on the branch that is checked out; without those
/// that were taken down.
///
/// # Errors
/// Where one is missing, was changed, or is not well-formed.
pub fn of(opened: &Opened, draft: Option<&Draft>, version: &Version) -> Result<Texts, Error> {
    let source: &dyn Source = draft.map_or(&opened.snapshot, |draft| &draft.snapshot);
    let statement = &version.statement;
    let id = statement.id.at(statement.version);
    let mut texts = BTreeMap::new();
    for (language, reference) in &statement.texts {
        if version.taken_down.contains_key(&reference.sha256) {
            continue;
        }
        let path = layout::text_path(&id, language);
        let bytes = read_file(source, &path, reference.bytes)?;
        if Hash::of(&bytes) != reference.sha256 {
            return Err(DraftError::OtherText(path).into());
        }
        let text = Text::parse(&bytes, language).map_err(|why| DraftError::Text { path, why })?;
        texts.insert(language.clone(), text);
    }
    Ok(texts)
}

/// The same with the translations that stand.
///
/// # Errors
/// As [`of`].
pub fn with_translations(
    opened: &Opened,
    draft: Option<&Draft>,
    version: &Version,
) -> Result<Texts, Error> {
    let mut texts = of(opened, draft, version)?;
    texts.extend(translations(opened, version)?);
    Ok(texts)
}

/// The translations of a version that stand and are shown; a draft has none.
///
/// # Errors
/// As [`of`].
pub fn translations(opened: &Opened, version: &Version) -> Result<Texts, Error> {
    let mut texts = Texts::new();
    for (language, one) in version.standing_translations() {
        let is_shown = |text: &&TranslatedText| !version.taken_down.contains_key(&text.sha256);
        let Some(bound) = one.body.text.as_ref().filter(is_shown) else { continue };
        let path = layout::translated_path(&one.body.of(), language, one.body.number);
        let bytes = read_file(&opened.snapshot, &path, bound.bytes)?;
        if Hash::of(&bytes) != bound.sha256 {
            return Err(DraftError::OtherText(path).into());
        }
        let text = Text::parse(&bytes, language).map_err(|why| DraftError::Text { path, why })?;
        texts.insert(language.clone(), text);
    }
    Ok(texts)
}

/// The languages of a version whose words were taken down, so that it has none in them that are `shown`.
#[must_use]
pub fn taken_down(version: &Version, shown: &BTreeSet<Language>) -> BTreeSet<Language> {
    let files = version.files().into_iter().filter(|file| file.taken_down.is_some());
    files.filter_map(|file| file.language).filter(|one| !shown.contains(one)).collect()
}

/// An earlier version, and what an organisation did with it.
#[derive(Debug)]
pub struct Endorsed<'a> {
    /// The version.
    pub version: &'a Version,
    /// The organisation's endorsement.
    pub act: &'a Performed,
}

/// The newest earlier version that this organisation endorses.
#[must_use]
pub fn last_signed<'a>(
    opened: &'a Opened,
    version: &Version,
    organisation: &Domain,
) -> Option<Endorsed<'a>> {
    let history = opened.examined.pending.state.statements().get(&version.statement.id)?;
    let earlier = |one: &&Version| one.statement.version < version.statement.version;
    history.versions.iter().rev().filter(earlier).find_map(|earlier| {
        let act = earlier.last_act(organisation)?;
        (act.body.act == Act::Endorse).then_some(Endorsed { version: earlier, act })
    })
}
