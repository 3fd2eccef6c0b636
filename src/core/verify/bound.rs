//! Step 8 of verification: the words are those that were signed.

use std::collections::BTreeMap;

use super::finding::{FileFinding, Finding, WordsFile, WordsFinding};
use super::reading::{Reading, unreadable};
use super::report::Severity;
use crate::cores::*;
use crate::digest::Hash;
use crate::layout::Place;
use crate::ledger::State;
use crate::ledger::version::BoundFile;
use crate::name::VersionId;
use crate::record::Signatories;
use crate::text::{self, Text};
use crate::tree::{ReadError, Source};

/// Which words must be here.
#[derive(Clone, Copy)]
pub(super) enum Wanted<'a> {
    /// Every text and attachment of every version.
    All,
    /// The texts of one version and the names under them, and nothing else.
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
    let mut bound: BTreeMap<String, BoundFile> = BTreeMap::new();
    // Where nothing is pending, both are the same.
    let states = std::iter::once(logged).chain((!std::ptr::eq(logged, after)).then_some(after));
    for state in states {
        for version in state.statements().values().flat_map(|history| &history.versions) {
            let files = version.files().into_iter().filter(|file| match wanted {
                Wanted::All => true,
                Wanted::TextsOf(id) => {
                    version.statement.id == id.statement
                        && version.statement.version == id.version
                        && file.is_carried()
                }
            });
            bound.extend(files.map(|file| (file.path.clone(), file)));
        }
    }
    let files: Vec<&BoundFile> = bound.values().collect();
    let mut findings: Vec<Finding> =
        files.par_iter().filter_map(|file| compare(source, file)).collect();
    for (path, place) in &reading.words {
        if !bound.contains_key(path) {
            let file = match place {
                Place::Text(..) | Place::TranslatedText(..) => WordsFile::Text,
                Place::Signatories(_) => WordsFile::Names,
                _ => WordsFile::Attachment,
            };
            findings.push(match complete {
                true => Finding::new(Severity::Broken, path, WordsFinding::Unbound(file)),
                false => Finding::new(Severity::Unchecked, path, WordsFinding::Unjudged(file)),
            });
        }
    }
    let is_counted = |file: &&&BoundFile| file.taken_down.is_none() && !file.is_names();
    let compared = files.iter().filter(is_counted).count();
    (compared as u64, findings)
}

fn compare(source: &dyn Source, file: &BoundFile) -> Option<Finding> {
    let broken = |what: WordsFinding| Some(Finding::new(Severity::Broken, &file.path, what));
    let is_here = source.listing().files.contains_key(&file.path);
    if file.taken_down.is_some() {
        return is_here.then(|| broken(WordsFinding::TakenDownShown)).flatten();
    }
    if !is_here {
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
    let wrong = match &file.language {
        Some(language) => Text::parse(&bytes, language).err().map(WordsFinding::Form),
        None if file.is_names() => Signatories::read(&bytes).err().map(WordsFinding::NamesForm),
        None => None,
    };
    let wrong = wrong?;
    match std::str::from_utf8(&bytes).ok().and_then(text::later) {
        Some(one) => {
            let what = FileFinding::NewerCharacter(one);
            Some(Finding::new(Severity::Unchecked, &file.path, what))
        }
        None => broken(wrong),
    }
}
