//! The order in which records of one commit are logged.
//!
//! Authority first, then organisations, revocations and confirmations; then each new version as one block of
//! statement, acts, publication; then translations, acts on versions that stand already, withholdings, and what takes a
//! version back.
//! Acts on a version come by their number and the hash of the record, which nobody can guess, so that their places
//! in the log say nothing of whose they are.

use std::collections::BTreeSet;

use crate::digest::Hash;
use crate::name::VersionId;
use crate::record::{Body, Kind, Record};

/// The group, the version, the place in its block, the organisation whose keys change, the number, and the hash of an act.
type Key<'a> = (u8, Option<VersionId>, u8, &'a str, u64, Hash);

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
    let none = Hash::ZERO;
    match record.body() {
        Body::Registry(body) => (0, None, 0, "", body.number, none),
        Body::Organisation(body) => (1, None, 0, body.organisation.as_str(), body.number, none),
        Body::Revocation(_) => (2, None, 0, "", 0, none),
        Body::Confirmation(body) => (3, None, 0, body.organisation.as_str(), body.number, none),
        Body::Listing(body) => (3, None, 1, body.organisation.as_str(), body.number, none),
        Body::Statement(_) => (4, version, 0, "", 0, none),
        Body::Endorsement(body) => {
            (if in_block { 4 } else { 6 }, version, 1, "", body.number, record.hash())
        }
        Body::Publication(_) => (4, version, 2, "", 0, none),
        Body::Translation(body) => (5, version, 0, body.language.as_str(), body.number, none),
        Body::Withholding(body) => (7, version, 0, "", body.number, none),
        Body::Retraction(_) => (8, version, 0, "", 0, none),
        Body::Extension(_) => (9, None, 0, "", 0, record.hash()),
    }
}
