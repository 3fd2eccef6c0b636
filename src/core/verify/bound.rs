//! Step 8 of verification: the words are those that were signed.

use std::collections::BTreeMap;

use super::finding::{FileFinding, Finding, WordsFile, WordsFinding};
use super::reading::{Reading, unreadable};
use super::report::Severity;
use crate::cores::*;
use crate::digest::Hash;
use crate::layout::{self, Place};
use crate::ledger::State;
use crate::ledger::version::Version;
use crate::name::{Language, VersionId};
use crate::text::{self, Text};
use crate::tree::{ReadError, Source};

/// A file that a version binds.
struct Bound {
    path: String,
    sha256: Hash,
    bytes: u64,
    language: Option<Language>,
}

/// Which words must be here.
#[derive(Clone, Copy)]
pub(super) enum Wanted<'a> {
    /// Every text and attachment of every version.
    All,
    /// The texts of one version, and nothing else.
    TextsOf(&'a VersionId),
}

/// Compares every text and attachment with its hash; returns how many were compared, and what there is to say.
pub(super) fn check(
    source: &dyn Source,
    reading: &Reading,
    (logged, after): (&State, &State),
    complete: bool,
    wanted: Wanted<'_>,
) -> (u64, Vec<Finding>) {
    let mut bound: BTreeMap<String, Bound> = BTreeMap::new();
    // Where nothing is pending, both are the same.
    let states = std::iter::once(logged).chain((!std::ptr::eq(logged, after)).then_some(after));
    for state in states {
        for version in state.statements().values().flat_map(|history| &history.versions) {
            let files = files(version).into_iter().filter(|file| match wanted {
                Wanted::All => true,
                Wanted::TextsOf(id) => {
                    version.statement.id == id.statement
                        && version.statement.version == id.version
                        && file.language.is_some()
                }
            });
            bound.extend(files.map(|file| (file.path.clone(), file)));
        }
    }
    let files: Vec<&Bound> = bound.values().collect();
    let mut findings: Vec<Finding> =
        files.par_iter().filter_map(|file| compare(source, file)).collect();
    for (path, place) in &reading.words {
        if !bound.contains_key(path) {
            let file = match place {
                Place::Text(..) | Place::TranslatedText(..) => WordsFile::Text,
                _ => WordsFile::Attachment,
            };
            findings.push(match complete {
                true => Finding::new(Severity::Broken, path, WordsFinding::Unbound(file)),
                false => Finding::new(Severity::Unchecked, path, WordsFinding::Unjudged(file)),
            });
        }
    }
    (bound.len() as u64, findings)
}

fn files(version: &Version) -> Vec<Bound> {
    let statement = &version.statement;
    let id = statement.id.at(statement.version);
    let texts = statement.texts.iter().map(|(language, text)| Bound {
        path: layout::text_path(&id, language),
        sha256: text.sha256,
        bytes: text.bytes,
        language: Some(language.clone()),
    });
    let attachments = statement.attachments.iter().map(|file| Bound {
        path: layout::attachment_path(&id, &file.file),
        sha256: file.sha256,
        bytes: file.bytes,
        language: None,
    });
    let translations = version.translations.values().flatten().filter_map(|one| {
        let text = one.body.text.as_ref()?;
        Some(Bound {
            path: layout::translated_path(&id, &one.body.language, one.body.number),
            sha256: text.sha256,
            bytes: text.bytes,
            language: Some(one.body.language.clone()),
        })
    });
    texts.chain(translations).chain(attachments).collect()
}

fn compare(source: &dyn Source, file: &Bound) -> Option<Finding> {
    let broken = |what: WordsFinding| Some(Finding::new(Severity::Broken, &file.path, what));
    if !source.listing().files.contains_key(&file.path) {
        return broken(WordsFinding::Missing);
    }
    // Twice the length is read of a text, since changed line endings make it longer, and a reader should hear of that.
    let room = if file.language.is_some() { 2 } else { 1 };
    let bytes = match source.read(&file.path, file.bytes.saturating_mul(room)) {
        Ok(bytes) => bytes,
        Err(ReadError::TooLarge { size_bytes, .. }) => {
            return broken(WordsFinding::AlteredLength { want: file.bytes, got: size_bytes });
        }
        Err(error) => return Some(unreadable(&file.path, error)),
    };
    if Hash::of(&bytes) != file.sha256 {
        return broken(match bytes.contains(&b'\r') {
            true => WordsFinding::AlteredEndings,
            false => WordsFinding::Altered,
        });
    }
    let language = file.language.as_ref()?;
    match Text::parse(&bytes, language) {
        Ok(_) => None,
        Err(error) => match std::str::from_utf8(&bytes).ok().and_then(text::later) {
            Some(one) => {
                let what = FileFinding::NewerCharacter(one);
                Some(Finding::new(Severity::Unchecked, &file.path, what))
            }
            None => broken(WordsFinding::Form(error)),
        },
    }
}
