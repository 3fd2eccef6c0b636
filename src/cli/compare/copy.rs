//! A copy of a registry whose history is compared: its log, and where the rest can be found again.

use std::collections::BTreeSet;

use super::super::told;
use countersign_core::digest::Hash;
use countersign_core::layout;
use countersign_core::log::{self, Log};
use countersign_core::record::entry::Entry;
use countersign_core::record::{Body, Kind, Withholding};
use countersign_core::tree::{Parts, Portions};
use countersign_core::verify::Examined;
use countersign_core::verify::pipeline::{self, Scope};
use countersign_core::verify::reading;
use countersign_git::directory::Directory;
use countersign_git::store::{ObjectId, Store};
use countersign_speech::locale::{Sentence, message};
use countersign_workflow::Error;
use countersign_workflow::open::{self, Opened};

/// How many statements are searched together.
const TOGETHER: usize = 256;

/// A copy of a registry, of which the keys are held.
pub(super) struct Copy {
    pub(super) examined: Examined,
    place: Place,
}

/// Where it lies.
enum Place {
    Commit(Store, ObjectId),
    Folder(Directory),
}

impl Copy {
    pub(super) fn of(opened: Opened) -> Self {
        let Opened { store, commit, examined, .. } = opened;
        Self { examined, place: Place::Commit(store, commit) }
    }

    pub(super) fn in_folder(directory: Directory) -> Result<Self, Error> {
        let examined = {
            let parts = Portions::of(&directory, &layout::is_statement);
            pipeline::begin(&parts, Scope::default(), &Vec::new).examine()
        };
        open::check_is_registry(examined.checked().records, &directory)?;
        Ok(Self { examined, place: Place::Folder(directory) })
    }

    /// The records that took words down in the entries from `since` on.
    pub(super) fn taken_down_since(&self, since: u64) -> Vec<Withholding> {
        let found = |parts: &dyn Parts| {
            let (mut at, mut records) = (0, BTreeSet::new());
            let mut each = |entries: Vec<Vec<u8>>| {
                for bytes in entries {
                    let entry = (at >= since).then(|| Entry::decode(&bytes).ok()).flatten();
                    match entry {
                        Some(Entry::Record(one)) if one.kind == Kind::Withholding => {
                            records.insert(one.record);
                        }
                        _ => {}
                    }
                    at += 1;
                }
            };
            let is_read = log::read_each(parts.rest(), &mut each).is_ok();
            if is_read && !records.is_empty() { words_down(parts, &records) } else { Vec::new() }
        };
        // Where neither has more entries than the other, there is nothing to find.
        if self.examined.log.as_ref().is_none_or(|log| log.size() <= since) {
            return Vec::new();
        }
        match &self.place {
            Place::Commit(store, commit) => {
                let parts = store.parts(commit, &layout::is_statement);
                parts.map_or_else(|_| Vec::new(), |parts| found(&parts))
            }
            Place::Folder(directory) => found(&Portions::of(directory, &layout::is_statement)),
        }
    }

    /// What an entry says, as far as its record is there.
    pub(super) fn told(&self, log: &Log, at: u64) -> Sentence {
        let told = |parts: &dyn Parts| {
            let bytes = log::entry_at(parts.rest(), log.size(), at);
            let find = |hash: &Hash| held(&self.examined, hash).or_else(|| found(parts, hash));
            bytes.map(|bytes| told(&bytes, &find))
        };
        let said = match &self.place {
            Place::Commit(store, commit) => {
                let parts = store.parts(commit, &layout::is_statement);
                parts.ok().and_then(|parts| told(&parts))
            }
            Place::Folder(directory) => told(&Portions::of(directory, &layout::is_statement)),
        };
        said.unwrap_or_else(message::compare_nothing)
    }
}

/// What an entry says; `find` says what its record says, where it is there.
pub(super) fn told(bytes: &[u8], find: &dyn Fn(&Hash) -> Option<Sentence>) -> Sentence {
    let Ok(Entry::Record(entry)) = Entry::decode(bytes) else {
        return message::log_heads();
    };
    let what = find(&entry.record).unwrap_or_else(|| told::not_shown(entry.kind));
    message::compare_entry(entry.record.short(), what)
}

/// What a record says that is held.
pub(super) fn held(examined: &Examined, record: &Hash) -> Option<Sentence> {
    said(&examined.reading, record)
}

/// Those of some withholdings that took words down.
fn words_down(parts: &dyn Parts, records: &BTreeSet<Hash>) -> Vec<Withholding> {
    let mut all = Vec::new();
    for start in (0..parts.statements()).step_by(TOGETHER) {
        let part = parts.part(start..(start + TOGETHER).min(parts.statements()));
        let Some(part) = part else { continue };
        for read in reading::read(&*part).records {
            match read.record.body() {
                Body::Withholding(body)
                    if !body.words.is_empty() && records.contains(&read.record.hash()) =>
                {
                    all.push(body.clone());
                }
                _ => {}
            }
        }
    }
    all
}

/// What a record says that lies with one of the statements.
fn found(parts: &dyn Parts, record: &Hash) -> Option<Sentence> {
    let mut starts = (0..parts.statements()).step_by(TOGETHER);
    starts.find_map(|start| {
        let part = parts.part(start..(start + TOGETHER).min(parts.statements()))?;
        said(&reading::read(&*part), record)
    })
}

fn said(reading: &reading::Reading, record: &Hash) -> Option<Sentence> {
    let read = reading.records.get(*reading.by_hash.get(record)?)?;
    Some(told::told(&read.record))
}
