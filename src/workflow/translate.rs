//! A published version's words in another language: nobody has endorsed them until they say so by a further act.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::error::TranslateError;
use super::open::Opened;
use super::unsigned::{Signers, Unsigned};
use super::{AskedVersion, Error, World};
use countersign_core::bundle::{WORDS_BYTES_MAX, spelled_bytes};
use countersign_core::layout;
use countersign_core::ledger::version::Version;
use countersign_core::name::{Language, VersionId};
use countersign_core::record::line::Line;
use countersign_core::record::translation::TranslatedText;
use countersign_core::record::{Body, Record, Translation};
use countersign_core::text::{TEXT_BYTES_MAX, Text};
use countersign_core::tree::Source;

/// What is said of a version's words in another language.
#[derive(Debug)]
pub struct Translating {
    /// The version.
    pub version: VersionId,
    /// The language.
    pub language: Language,
    /// The words, or why there are none any more.
    pub what: Translated,
}

/// The words in another language, or why there are none any more.
#[derive(Debug)]
pub enum Translated {
    /// The words, which replace those before.
    Words {
        /// The text.
        text: Text,
        /// The title.
        title: Line,
    },
    /// The translation that stands is taken back.
    TakenBack {
        /// Why, for everybody to read.
        reason: Line,
    },
}

/// A translation that is ready to be shown, and then to be signed and landed.
pub struct Prepared {
    /// The record.
    pub unsigned: Unsigned,
    /// The words that it binds, by path.
    pub words: BTreeMap<String, Vec<u8>>,
}

impl Translating {
    /// The record, which the maintainers' keys in these files, or the one that is noted, will sign, and its words.
    ///
    /// # Errors
    /// Where there is no such version, or nothing that could be taken back.
    pub fn prepare(
        self,
        world: &dyn World,
        opened: &Opened,
        keys: Vec<PathBuf>,
    ) -> Result<Prepared, Error> {
        let Self { version: id, language, what } = self;
        let version = opened.published(&AskedVersion::Exact(id.clone()))?;
        if version.retraction.is_some() && matches!(what, Translated::Words { .. }) {
            return Err(TranslateError::Retracted(id).into());
        }
        let last = version.translations.get(&language).and_then(|all| all.last());
        let number = last.map_or(1, |last| last.body.number + 1);
        let message = format!("{id}: translate into {language}\n");
        let (text, title, reason) = match what {
            Translated::Words { text, title } => (Some(text), Some(title), None),
            Translated::TakenBack { reason } => {
                if version.translation(&language).is_none() {
                    return Err(TranslateError::Nothing { id, language }.into());
                }
                (None, None, Some(reason))
            }
        };
        let bound = text.as_ref().map(|text| TranslatedText {
            bytes: text.as_str().len() as u64,
            sha256: text.sha256(),
        });
        let path = layout::translated_path(&id, &language, number);
        let words = text.map(|text| (path, text.as_str().as_bytes().to_vec()));
        if let Some((_, text)) = &words {
            check_room(opened, version, text)?;
        }
        let body = Translation {
            language,
            number,
            previous: last.map(|last| last.record),
            reason,
            record: version.record,
            registry: opened.registry()?,
            statement: id.statement,
            text: bound,
            title,
            translated_at: world.now(),
            tag: Default::default(),
            version: id.version,
        };
        let record = Record::new(&Body::Translation(body)).map_err(TranslateError::Record)?;
        let signers = Signers::Maintainers { keys, beside: Vec::new() };
        let unsigned = Unsigned { record, signers, message };
        Ok(Prepared { unsigned, words: words.into_iter().collect() })
    }
}

/// Whether a bundle of the version has room for more words.
fn check_room(opened: &Opened, version: &Version, more: &[u8]) -> Result<(), TranslateError> {
    let statement = &version.statement;
    let id = statement.id.at(statement.version);
    let texts = statement.texts.keys().map(|language| layout::text_path(&id, language));
    let translated = version.translations.values().flatten();
    let translated =
        translated.map(|one| layout::translated_path(&id, &one.body.language, one.body.number));
    // What was taken back has no words, and what was taken down none here.
    let read = |path: String| opened.snapshot.read(&path, TEXT_BYTES_MAX as u64).ok();
    let mut words: Vec<Vec<u8>> = texts.chain(translated).filter_map(read).collect();
    words.extend(version.names.iter().map(|names| names.bytes()));
    let bytes = spelled_bytes(words.iter().map(Vec::as_slice).chain([more]));
    match bytes > WORDS_BYTES_MAX {
        true => Err(TranslateError::TooLarge { id, bytes }),
        false => Ok(()),
    }
}
