//! Translations: which are admitted, and which text a version has in a language.

use super::version::{Translated, Version};
use super::violation::Expected;
use super::{State, Violation};
use crate::digest::Hash;
use crate::name::Language;
use crate::record::line::Line;
use crate::record::signature::VerifiedSignature;
use crate::record::statement::LANGUAGES_MAX;
use crate::record::translation::TranslatedText;
use crate::record::{Record, Translation};

impl State {
    pub(super) fn apply_translation(
        &mut self,
        at: u64,
        record: &Record,
        body: &Translation,
        signatures: &[VerifiedSignature],
    ) -> Result<(), Violation> {
        let id = body.of();
        self.root.as_ref().ok_or(Violation::Founding)?.approve(signatures)?;
        let version = self.version_mut(&id).ok_or_else(|| Violation::NoSuchVersion(id.clone()))?;
        if version.record != body.record {
            let (want, got) = (version.record, body.record);
            return Err(Violation::OtherWords { version: id, want, got });
        }
        let language = &body.language;
        let is_same = |one: &Language| one.is_same_tongue(language);
        if version.statement.texts.keys().any(is_same) {
            let language = language.clone();
            return Err(Violation::HasText { version: id, language });
        }
        let before = version.translations.get(language).and_then(|all| all.last());
        let number = before.map_or(1, |before| before.body.number + 1);
        let is_gone = before.is_some_and(|before| before.body.text.is_none());
        if body.number != number
            || body.previous != before.map(|before| before.record)
            || is_gone && body.text.is_none()
        {
            let language = language.clone();
            let what = Expected::Translation { version: id, language, number };
            return Err(Violation::Chain { what });
        }
        let words = body.text.as_ref().map(|text| text.sha256);
        if words.is_some_and(|words| version.taken_down.contains_key(&words)) {
            return Err(Violation::TakenDown(id));
        }
        // A bundle carries every one that there ever was.
        if body.text.is_some() && version.texts_count() >= LANGUAGES_MAX {
            return Err(Violation::TooManyTexts(id));
        }
        let translated = Translated { record: record.hash(), body: body.clone(), at };
        version.translations.entry(language.clone()).or_default().push(translated);
        Ok(())
    }
}

/// A translation that does not stand any more.
#[derive(Debug, Clone, Copy)]
pub struct FormerTranslation<'a> {
    /// What its record says.
    pub body: &'a Translation,
    /// Its words.
    pub text: &'a TranslatedText,
    /// Why it was taken back; none where it was replaced.
    pub reason: Option<&'a Line>,
}

impl Version {
    /// The translations that were replaced or taken back, where nothing here has the same words now and they were not
    /// taken down.
    pub fn former_translations(&self) -> impl Iterator<Item = FormerTranslation<'_>> {
        let pairs = self.translations.values().flat_map(|all| all.windows(2));
        pairs.filter_map(|pair| {
            let [one, next] = pair else { return None };
            let text = one.body.text.as_ref()?;
            let is_here = self.text(&one.body.language) == Some(text.sha256);
            let is_shown = !is_here && !self.taken_down.contains_key(&text.sha256);
            let former = FormerTranslation {
                body: &one.body,
                text,
                reason: next.body.reason.as_ref().filter(|_| next.body.text.is_none()),
            };
            is_shown.then_some(former)
        })
    }

    /// How many texts it has, translations that were replaced or taken back included.
    fn texts_count(&self) -> usize {
        let translations = self.translations.values().flatten();
        self.statement.texts.len() + translations.filter(|one| one.body.text.is_some()).count()
    }

    /// The translation into a language that stands: the newest one, where that does not take the one before back.
    #[must_use]
    pub fn translation(&self, language: &Language) -> Option<(&Translated, &TranslatedText)> {
        let last = self.translations.get(language)?.last()?;
        Some((last, last.body.text.as_ref()?))
    }

    /// The translations that stand.
    pub fn standing_translations(&self) -> impl Iterator<Item = (&Language, &Translated)> {
        self.translations.iter().filter_map(|(language, all)| {
            Some((language, all.last().filter(|last| last.body.text.is_some())?))
        })
    }

    /// The hash of its text in a language, or of the translation into it that stands.
    #[must_use]
    pub fn text(&self, language: &Language) -> Option<Hash> {
        let own = self.statement.texts.get(language).map(|text| text.sha256);
        own.or_else(|| Some(self.translation(language)?.1.sha256))
    }
}
