//! Where the records lay whose entries the log has and that are not here.
//!
//! An entry names its record and the signature files by their hashes alone. What is left tells the path:
//! signature files that lie there still, or another record that names the missing one.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::finding::{EntryFinding, Finding, What};
use super::reading::{Reading, SIGNATURE_BYTES_MAX};
use super::replay::Replayed;
use crate::digest::Hash;
use crate::layout::{self, Place, place_of};
use crate::record::entry::{RecordEntry, Signatures, candidates};
use crate::record::{Body, Record};
use crate::tree::Source;

/// The place of a record that is not here.
#[derive(Debug, Clone)]
pub(super) struct Traced {
    path: String,
    /// Whether something else lies there.
    is_other: bool,
}

/// The places of the records of some entries, by position, as far as this part of a registry tells.
pub(super) fn trace<'a>(
    source: &dyn Source,
    reading: &Reading,
    replayed: &Replayed,
    missing: impl Iterator<Item = (u64, &'a RecordEntry)>,
) -> BTreeMap<u64, Traced> {
    let (mut signed, mut by_record) = (Signed::default(), HashMap::new());
    for (at, entry) in missing {
        signed.note(at, &entry.signatures);
        by_record.insert(entry.record, at);
    }
    let mut traced = BTreeMap::new();
    if by_record.is_empty() {
        return traced;
    }
    let files = &source.listing().files;
    let mut found = |at: u64, path: &str| {
        let is_other = files.contains_key(path);
        traced.entry(at).or_insert_with(|| Traced { path: path.to_owned(), is_other });
    };
    let records = reading.records.iter().enumerate();
    let (logged, others): (Vec<_>, Vec<_>) =
        records.partition(|(index, _)| replayed.logged.contains(index));
    for (_, read) in &others {
        let beside = read.signatures.iter().map(|one| one.file).collect();
        signed.entries(&beside).into_iter().for_each(|at| found(at, &read.path));
    }
    for (record, beside) in alone(source, reading) {
        signed.entries(&beside).into_iter().for_each(|at| found(at, &record));
    }
    for (_, read) in &logged {
        for (record, place) in named_by(&read.record) {
            if let Some(at) = by_record.get(&record)
                && let Some(path) = layout::path_of(&place)
            {
                found(*at, &path);
            }
        }
    }
    traced
}

/// Missing records by what their entries say of the signature files beside them.
#[derive(Default)]
struct Signed {
    by_file: HashMap<Hash, u64>,
    by_value: HashMap<Hash, u64>,
}

impl Signed {
    fn note(&mut self, at: u64, signatures: &Signatures) {
        match signatures {
            Signatures::Each(files) => self.by_file.extend(files.iter().map(|file| (*file, at))),
            Signatures::Together(value) => drop(self.by_value.insert(*value, at)),
        }
    }

    /// The entries that some of these files, which lie beside one record, were logged with.
    fn entries(&self, files: &BTreeSet<Hash>) -> BTreeSet<u64> {
        let mut entries: BTreeSet<u64> =
            files.iter().filter_map(|file| self.by_file.get(file)).copied().collect();
        if !self.by_value.is_empty() {
            let values = candidates(files);
            entries.extend(values.filter_map(|(value, _)| self.by_value.get(&value)));
        }
        entries
    }
}

/// The signature files beside which no record was read, by the place of the record.
fn alone(source: &dyn Source, reading: &Reading) -> BTreeMap<String, BTreeSet<Hash>> {
    let read: BTreeSet<&str> = reading.records.iter().map(|read| read.path.as_str()).collect();
    let mut alone: BTreeMap<String, BTreeSet<Hash>> = BTreeMap::new();
    for (path, file) in &source.listing().files {
        let Place::Signature { record, .. } = place_of(path) else { continue };
        if read.contains(record.as_str()) {
            continue;
        }
        if let Ok(bytes) = source.read_listed(path, file, SIGNATURE_BYTES_MAX) {
            alone.entry(record).or_default().insert(Hash::of(&bytes));
        }
    }
    alone
}

/// The records that a record names, with their places.
fn named_by(record: &Record) -> Vec<(Hash, Place)> {
    let version = record.version();
    let text = match record.body() {
        Body::Endorsement(body) => Some(body.record),
        Body::Publication(body) => Some(body.record),
        Body::Withholding(body) => Some(body.record),
        Body::Retraction(body) => Some(body.record),
        Body::Translation(body) => Some(body.record),
        _ => None,
    };
    let text = text.zip(version.clone().map(Place::Statement));
    let before = match record.body() {
        Body::Registry(body) => Some(Place::Root(body.number.saturating_sub(1))),
        Body::Organisation(body) => {
            Some(Place::Organisation(body.organisation.clone(), body.number.saturating_sub(1)))
        }
        Body::Statement(body) => Some(Place::Statement(body.id.at(body.version.saturating_sub(1)))),
        Body::Endorsement(body) => version.map(|id| {
            Place::Endorsement(id, body.organisation.clone(), body.number.saturating_sub(1))
        }),
        Body::Withholding(body) => {
            version.map(|id| Place::Withholding(id, body.number.saturating_sub(1)))
        }
        Body::Translation(body) => version
            .map(|id| Place::Translation(id, body.language.clone(), body.number.saturating_sub(1))),
        Body::Listing(body) => {
            Some(Place::Listing(body.organisation.clone(), body.number.saturating_sub(1)))
        }
        Body::Confirmation(_)
        | Body::Revocation(_)
        | Body::Publication(_)
        | Body::Retraction(_)
        | Body::Extension(_) => None,
    };
    text.into_iter().chain(record.previous().zip(before)).collect()
}

/// Tells the place of each missing record whose place was found.
pub(super) fn tell(findings: &mut [Finding], traced: &BTreeMap<u64, Traced>) {
    for finding in findings {
        let at = match *finding.what {
            What::Entry(
                EntryFinding::NotShown { at } | EntryFinding::Refused { is_shown: false, at, .. },
            ) => at,
            _ => continue,
        };
        if let Some(Traced { path, is_other }) = traced.get(&at) {
            finding.path.clone_from(path);
            finding.what = Arc::new(EntryFinding::Lost { at, is_other: *is_other }.into());
        }
    }
}
