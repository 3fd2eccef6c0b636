//! The registry's texts, and the index by which a copy is compared with a few of them only.
//!
//! An index for many texts is kept in the cache directory. It follows from the texts' hashes alone: what it lacks is
//! added, and where it knows texts that are not here it is made anew.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use rayon::prelude::*;

use crate::failure::{Failure, Stop};
use countersign_copy::answer::{Apart, Why};
use countersign_copy::check::{
    CANDIDATES_MAX, Hits, INDEX_BYTES_MAX, Index, Place, Registered, grams, shared, sketch,
};
use countersign_core::digest::Hash;
use countersign_core::layout;
use countersign_core::ledger::translating::FormerTranslation;
use countersign_core::name::StatementId;
use countersign_core::record::Body;
use countersign_core::record::line::Line;
use countersign_git::store::Snapshot;
use countersign_speech::locale::message;
use countersign_workflow::draft::Draft;
use countersign_workflow::open::{Opened, read_file};
use countersign_workflow::{World, cache};

/// Fewer texts are read each time: that takes less than reading an index does.
const KEPT_FROM_TEXTS: usize = 8 * CANDIDATES_MAX;

/// Most texts that are looked at one by one for a short copy: a fraction of a second.
const SCANNED_TEXTS_MAX: usize = 4_096;
/// Longest copy for which they are, in bytes: a paragraph that is quoted.
const SCANNED_BYTES_MAX: usize = 4_096;

/// What the file is called, beside what else is kept of the registry; another version of the program may cut words
/// otherwise.
const KEPT: &str = concat!(env!("CARGO_PKG_VERSION"), ".texts");

/// Where a text lies, and where it stands.
pub(super) struct Shelved {
    path: String,
    bytes: u64,
    places: Vec<Place>,
    titles: BTreeSet<String>,
}

/// The texts of a registry, by hash.
pub(super) struct Shelf(BTreeMap<Hash, Shelved>);

/// The texts of a registry, and their index.
pub(super) struct Library {
    pub(super) shelf: Shelf,
    pub(super) index: Index,
}

impl Library {
    /// All texts that are logged or wait to be, or those of one statement.
    pub(super) fn open(
        world: &dyn World,
        opened: &Opened,
        only: Option<&StatementId>,
    ) -> Result<Self, Failure> {
        let shelf = Shelf::of(opened, only);
        let is_kept = only.is_none() && shelf.0.len() >= KEPT_FROM_TEXTS;
        let folder = cache::folder(world, &opened.store).filter(|_| is_kept);
        let index = index(opened, &shelf.0, folder.map(|folder| folder.with_extension(KEPT)))?;
        Ok(Self { shelf, index })
    }
}

impl Shelf {
    /// All texts that are logged or wait to be, or those of one statement.
    pub(super) fn of(opened: &Opened, only: Option<&StatementId>) -> Self {
        Self(shelf(opened, only))
    }

    /// Some of the texts, compared with their hashes.
    pub(super) fn texts(
        &self,
        opened: &Opened,
        wanted: &[Hash],
    ) -> Result<Vec<Registered>, Failure> {
        let source = &opened.snapshot;
        let read = |hash: &Hash| {
            let shelved = self.0.get(hash)?;
            let words = read(source, hash, shelved);
            let titles: Vec<String> = shelved.titles.iter().cloned().collect();
            Some(words.map(|words| Registered::new(shelved.places.clone(), &words, &titles)))
        };
        wanted.iter().filter_map(read).collect()
    }

    /// What a short copy shares with any of the texts, where they are neither few nor too many to look at each.
    pub(super) fn scan(&self, opened: &Opened, copy: &str) -> Result<Option<Hits>, Failure> {
        let is_scanned = (CANDIDATES_MAX + 1..=SCANNED_TEXTS_MAX).contains(&self.0.len());
        if !is_scanned || copy.len() > SCANNED_BYTES_MAX {
            return Ok(None);
        }
        let mut grams = grams(copy);
        grams.sort_unstable();
        grams.dedup();
        let source = &opened.snapshot;
        let all: Vec<(&Hash, &Shelved)> = self.0.iter().collect();
        let found: Result<Vec<(Hash, Vec<u32>)>, Failure> = all
            .par_iter()
            .map(|(hash, shelved)| Ok((**hash, shared(&grams, &read(source, hash, shelved)?))))
            .collect();
        Ok(Some(Hits::of_all(found?)))
    }

    /// Every text, one after the other.
    pub(super) fn each<T: Send>(
        &self,
        opened: &Opened,
        look: impl Fn(&str, &[Place]) -> Option<T> + Sync,
    ) -> Result<Vec<T>, Failure> {
        let source = &opened.snapshot;
        let all: Vec<(&Hash, &Shelved)> = self.0.iter().collect();
        let found: Result<Vec<Option<T>>, Failure> = all
            .par_iter()
            .map(|(hash, shelved)| Ok(look(&read(source, hash, shelved)?, &shelved.places)))
            .collect();
        Ok(found?.into_iter().flatten().collect())
    }
}

fn shelf(opened: &Opened, only: Option<&StatementId>) -> BTreeMap<Hash, Shelved> {
    let mut shelf: BTreeMap<Hash, Shelved> = BTreeMap::new();
    let statements = opened.examined.pending.state.statements();
    let wanted = statements.iter().filter(|(id, _)| only.is_none_or(|only| only == *id));
    for (id, history) in wanted {
        for version in &history.versions {
            let statement = &version.statement;
            let id = id.at(statement.version);
            let is_current =
                history.versions.last().is_some_and(|last| last.record == version.record);
            // What was taken down is told by its hash alone.
            let is_shown = |sha256: &Hash| !version.taken_down.contains_key(sha256);
            for (language, text) in &statement.texts {
                if !is_shown(&text.sha256) {
                    continue;
                }
                let place = layout::Place::Text(id.clone(), language.clone());
                let shelved = shelf.entry(text.sha256).or_insert_with(|| Shelved {
                    path: layout::path_of(&place).unwrap_or_default(),
                    bytes: text.bytes,
                    places: Vec::new(),
                    titles: BTreeSet::new(),
                });
                let (version, language) = (id.clone(), language.clone());
                shelved.titles.extend(statement.title.get(&language).map(Line::to_string));
                shelved.places.push(Place { version, language, is_current });
            }
            // A copy of a translation is judged beside it, whoever has endorsed that.
            for (language, one) in version.standing_translations() {
                let text = one.body.text.as_ref().filter(|text| is_shown(&text.sha256));
                let Some(text) = text else { continue };
                let shelved = shelf.entry(text.sha256).or_insert_with(|| Shelved {
                    path: layout::translated_path(&id, language, one.body.number),
                    bytes: text.bytes,
                    places: Vec::new(),
                    titles: BTreeSet::new(),
                });
                let (version, language) = (id.clone(), language.clone());
                shelved.titles.extend(one.body.title.as_ref().map(Line::to_string));
                shelved.places.push(Place { version, language, is_current });
            }
        }
    }
    shelf
}

fn index(
    opened: &Opened,
    shelf: &BTreeMap<Hash, Shelved>,
    file: Option<PathBuf>,
) -> Result<Index, Failure> {
    let source = &opened.snapshot;
    let kept = file.as_ref().and_then(|file| cache::read(file, INDEX_BYTES_MAX as u64));
    let kept = kept
        .and_then(|bytes| Index::decode(&bytes).ok())
        .filter(|index| index.texts().all(|text| shelf.contains_key(text)));
    let known: BTreeSet<Hash> = kept.iter().flat_map(|index| index.texts().copied()).collect();
    let new: Vec<(&Hash, &Shelved)> =
        shelf.iter().filter(|(hash, _)| !known.contains(hash)).collect();
    let sketches: Result<BTreeMap<Hash, Vec<u32>>, Failure> = new
        .par_iter()
        .map(|(hash, shelved)| Ok((**hash, sketch(&read(source, hash, shelved)?))))
        .collect();
    let sketches = sketches?;
    let index = match kept {
        Some(kept) if sketches.is_empty() => return Ok(kept),
        Some(kept) => kept.with(&sketches),
        None => Index::of(&sketches),
    };
    if let Some(file) = file {
        // What cannot be kept is only made again the next time.
        let _ = cache::replace(&file, &index.encode());
    }
    Ok(index)
}

/// The words of a translation that does not stand any more.
pub(super) fn former(opened: &Opened, one: &FormerTranslation<'_>) -> Result<String, Failure> {
    let path = layout::translated_path(&one.body.of(), &one.body.language, one.body.number);
    words(&opened.snapshot, &one.text.sha256, (&path, one.text.bytes))
}

/// The texts of the drafts on this machine; those that cannot be read are told by `status`.
pub(super) fn drafts(opened: &Opened, only: Option<&StatementId>) -> Result<Vec<Apart>, Failure> {
    let mut all = Vec::new();
    for id in Draft::all(opened)? {
        if only.is_some_and(|only| *only != id.statement) {
            continue;
        }
        let Ok(Some(draft)) = Draft::find(opened, &id) else { continue };
        let (Body::Statement(body), Ok(words)) = (draft.statement.body(), draft.words()) else {
            continue;
        };
        for language in body.texts.keys() {
            let text = words.get(&layout::text_path(&id, language));
            let text = text.and_then(|bytes| String::from_utf8(bytes.clone()).ok());
            let (version, language) = (id.clone(), language.clone());
            all.extend(text.map(|words| Apart { version, language, words, why: Why::Draft }));
        }
    }
    Ok(all)
}

fn read(source: &Snapshot, hash: &Hash, shelved: &Shelved) -> Result<String, Failure> {
    words(source, hash, (&shelved.path, shelved.bytes))
}

/// The words of a file that must have this hash.
fn words(source: &Snapshot, hash: &Hash, (path, bytes): (&str, u64)) -> Result<String, Failure> {
    let bytes = read_file(source, path, bytes)?;
    let is_it = Hash::of(&bytes) == *hash;
    String::from_utf8(bytes).ok().filter(|_| is_it).ok_or_else(|| {
        Failure::new(Stop::Broken, message::failure_not_its_text(path))
            .attempt("countersign verify")
    })
}
