//! A bundle of a version that is not published: for people who must read it before its hour.
//!
//! It has the text, who is shown to have signed so far, and their keys with the proofs that every bundle has. That
//! nothing was left out of what was signed on a draft, nobody can prove: the log does not have it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::finding::{EntryFinding, Finding};
use super::reading::{ReadRecord, Reading};
use super::replay::Replayed;
use super::report::Severity;
use crate::ledger::Violation;
use crate::ledger::order;
use crate::name::VersionId;
use crate::record::endorsement::Act;
use crate::record::entry::RecordEntry;
use crate::record::{Body, Kind, Record};
use crate::time::Timestamp;

/// What a bundle of a draft says of itself; nobody signs that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DraftNote {
    /// Until when it is not to be published, as those ask who made the bundle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub embargo: Option<Timestamp>,
    /// When the bundle was made.
    pub made_at: Timestamp,
}

/// Whether a record is a no that is for the maintainers alone.
#[must_use]
pub fn is_private_no(record: &Record) -> bool {
    match record.body() {
        Body::Endorsement(body) => body.act == Act::Decline && body.public != Some(true),
        _ => false,
    }
}

/// Puts a version forward, and what was signed on it, after all that the log has; it stands there without a publication.
pub(super) fn put_forward(
    id: &VersionId,
    reading: &Reading,
    replayed: &mut Replayed,
) -> Vec<Finding> {
    let is_its = |record: &Record| {
        matches!(record.kind(), Kind::Statement | Kind::Endorsement)
            && record.version().as_ref() == Some(id)
    };
    let unlogged = reading.records.iter().enumerate();
    let unlogged = unlogged.filter(|(index, _)| !replayed.logged.contains(index));
    let mut drafted: Vec<(usize, &ReadRecord)> =
        unlogged.filter(|(_, read)| is_its(&read.record)).collect();
    order::sort(&mut drafted, |(_, read)| &read.record);
    let state = Arc::make_mut(&mut replayed.state);
    let mut findings = Vec::new();
    for (index, read) in drafted {
        let signatures = read.verified_signatures();
        let entry = RecordEntry::of(&read.record, &signatures);
        let applied = match read.record.body() {
            Body::Endorsement(body) if is_private_no(&read.record) => {
                Err(Violation::PrivateDecline { organisation: body.organisation.clone() })
            }
            _ => state.apply(u64::MAX, &entry, Some(&read.record), &signatures),
        };
        replayed.logged.insert(index);
        replayed.logged_signatures.extend(read.signatures.iter().map(|one| one.file));
        findings.extend(applied.err().map(|violation| {
            Finding::new(Severity::Broken, &read.path, EntryFinding::Waiting(violation))
        }));
    }
    state.show_staged();
    findings
}
