//! The words in a request: the version's own, and the translations that the maintainers put beside them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{RequestError, Texts};
use crate::digest::Hash;
use crate::ledger::version::Translated;
use crate::name::Language;
use crate::record::statement::LANGUAGES_MAX;
use crate::record::translation::TranslatedText;
use crate::record::{Body, Record, Statement, Translation};
use crate::text::Text;

/// A translation that stands, with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentTranslation {
    /// Its record.
    pub record: Record,
    /// Its words.
    pub text: Text,
}

impl SentTranslation {
    /// What its record says.
    #[must_use]
    pub fn body(&self) -> Option<&Translation> {
        match self.record.body() {
            Body::Translation(body) => Some(body),
            _ => None,
        }
    }

    /// The translation as the ledger's rules see it.
    pub(super) fn admitted(&self) -> Option<Translated> {
        Some(Translated { record: self.record.hash(), body: self.body()?.clone(), at: 0 })
    }
}

/// The translations of a version that stand, by language.
pub type Translations = BTreeMap<Language, SentTranslation>;

/// A translation as it travels.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TranslationContent {
    record: String,
    text: String,
}

impl TranslationContent {
    pub(super) fn of(sent: &SentTranslation) -> Self {
        let record = String::from_utf8_lossy(&sent.record.bytes()).into_owned();
        Self { record, text: sent.text.as_str().to_owned() }
    }

    pub(super) fn read(self, language: &Language) -> Result<SentTranslation, RequestError> {
        let record = record("translations", self.record)?;
        let text = Text::parse(self.text.as_bytes(), language)
            .map_err(|_| RequestError::Words { language: language.clone() })?;
        Ok(SentTranslation { record, text })
    }
}

pub(super) fn record(member: &'static str, text: String) -> Result<Record, RequestError> {
    Record::read(text.into_bytes()).map_err(|error| RequestError::Record { member, error })
}

/// The words as they were sent, if they are what the statement's record names.
pub(super) fn texts(
    statement: &Record,
    sent: BTreeMap<Language, String>,
) -> Result<Texts, RequestError> {
    let mut texts = Texts::new();
    for (language, words) in sent {
        let is_named = match statement.body() {
            Body::Statement(body) => body
                .texts
                .get(&language)
                .is_some_and(|one| one.sha256 == Hash::of(words.as_bytes())),
            _ => false,
        };
        match Text::parse(words.as_bytes(), &language) {
            Ok(text) if is_named => drop(texts.insert(language, text)),
            _ => return Err(RequestError::Words { language }),
        }
    }
    Ok(texts)
}

/// Every text that the record names, and no other, with exactly the bytes that it names.
pub(super) fn check_words(statement: &Statement, texts: &Texts) -> Result<(), RequestError> {
    for (language, named) in &statement.texts {
        let is_it = |text: &Text| is_it(text, named.sha256, named.bytes);
        if !texts.get(language).is_some_and(is_it) {
            return Err(RequestError::Words { language: language.clone() });
        }
    }
    let stranger = texts.keys().find(|language| !statement.texts.contains_key(language));
    stranger.map_or(Ok(()), |language| Err(RequestError::Words { language: language.clone() }))
}

/// Each translation is one of this version, has the words that its record names, and stands in no text's language.
pub(super) fn check_translations(
    record: &Record,
    statement: &Statement,
    translations: &Translations,
) -> Result<(), RequestError> {
    let apart = |why| Err(RequestError::Apart { member: "translations", why });
    if statement.texts.len() + translations.len() > LANGUAGES_MAX {
        return apart("there are too many");
    }
    for (language, sent) in translations {
        let Some(body) = sent.body() else { return apart("it is no translation's record") };
        let is_of_version = body.record == record.hash()
            && sent.record.registry() == record.registry()
            && sent.record.version() == record.version();
        if !is_of_version || body.language != *language {
            return apart("it is no translation of this version into that language");
        }
        if statement.texts.keys().any(|own| own.is_same_tongue(language)) {
            return apart("the version has a text of its own in that language");
        }
        let is_it = |named: &TranslatedText| is_it(&sent.text, named.sha256, named.bytes);
        if !body.text.as_ref().is_some_and(is_it) {
            return Err(RequestError::Words { language: language.clone() });
        }
    }
    Ok(())
}

fn is_it(text: &Text, sha256: Hash, bytes: u64) -> bool {
    text.sha256() == sha256 && text.as_str().len() as u64 == bytes
}
