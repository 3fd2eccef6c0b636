//! The order in which records of one commit are logged.
//!
//! Authority first, then organisations, revocations and confirmations; then each new version as one block of
//! statement, acts by organisation and number, publication; then translations, acts on versions that stand already, withholdings, and what
//! takes a version back.

use std::collections::BTreeSet;

use crate::name::VersionId;
use crate::record::{Body, Kind, Record};

type Key<'a> = (u8, Option<VersionId>, u8, &'a str, u64);

/// Sorts records that landed together into the order in which they are logged.
pub fn sort<T>(items: &mut [T], record: impl Fn(&T) -> &Record) {
    let new: BTreeSet<VersionId> = items
        .iter()
        .map(&record)
        .filter(|record| record.kind() == Kind::Statement)
        .filter_map(Record::version)
        .collect();
    items.sort_by(|left, right| key(record(left), &new).cmp(&key(record(right), &new)));
}

fn key<'a>(record: &'a Record, new: &BTreeSet<VersionId>) -> Key<'a> {
    let version = record.version();
    let in_block = version.as_ref().is_some_and(|version| new.contains(version));
    match record.body() {
        Body::Registry(body) => (0, None, 0, "", body.number),
        Body::Organisation(body) => (1, None, 0, body.organisation.as_str(), body.number),
        Body::Revocation(_) => (2, None, 0, "", 0),
        Body::Confirmation(body) => (3, None, 0, body.organisation.as_str(), body.number),
        Body::Statement(_) => (4, version, 0, "", 0),
        Body::Endorsement(body) => {
            (if in_block { 4 } else { 6 }, version, 1, body.organisation.as_str(), body.number)
        }
        Body::Publication(_) => (4, version, 2, "", 0),
        Body::Translation(body) => (5, version, 0, body.language.as_str(), body.number),
        Body::Withholding(body) => (7, version, 0, "", body.number),
        Body::Retraction(_) => (8, version, 0, "", 0),
    }
}
