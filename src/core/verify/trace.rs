//! Where the records lay whose entries the log has and that are not here.
//!
//! An entry names its record and the signature files by their hashes alone. What is left tells the path:
//! a signature file that lies there still, or another record that names the missing one.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::finding::{EntryFinding, Finding, What};
use super::reading::{Reading, SIGNATURE_BYTES_MAX};
use super::replay::Replayed;
use crate::digest::Hash;
use crate::layout::{self, Place, place_of};
use crate::record::entry::RecordEntry;
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
    let (mut by_signature, mut by_record) = (HashMap::new(), HashMap::new());
    for (at, entry) in missing {
        by_signature.extend(entry.signatures.iter().map(|file| (*file, at)));
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
        for signature in &read.signatures {
            if let Some(at) = by_signature.get(&signature.file) {
                found(*at, &read.path);
            }
        }
    }
    let read: BTreeSet<&str> = reading.records.iter().map(|read| read.path.as_str()).collect();
    for (path, file) in files {
        let Place::Signature { record, .. } = place_of(path) else { continue };
        if read.contains(record.as_str()) {
            continue;
        }
        let bytes = source.read_listed(path, file, SIGNATURE_BYTES_MAX);
        if let Some(at) = bytes.ok().and_then(|bytes| by_signature.get(&Hash::of(&bytes))) {
            found(*at, &record);
        }
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
        Body::Confirmation(_)
        | Body::Revocation(_)
        | Body::Publication(_)
        | Body::Retraction(_) => None,
    };
    text.into_iter().chain(record.previous().zip(before)).collect()
}

/// Tells the place of each missing record whose place was found.
pub(super) fn tell(findings: &mut [Finding], traced: &BTreeMap<u64, Traced>) {
    for finding in findings {
        let at = match finding.what {
            What::Entry(
                EntryFinding::NotShown { at } | EntryFinding::Refused { is_shown: false, at, .. },
            ) => at,
            _ => continue,
        };
        if let Some(Traced { path, is_other }) = traced.get(&at) {
            finding.path.clone_from(path);
            finding.what = EntryFinding::Lost { at, is_other: *is_other }.into();
        }
    }
}
