//! What is withheld and what became of it: files that went out of sight, came back, or wait to go.
//!
//! An admitted withholding names the hashes of the acts and of their signature files.
//! So whoever brings one tree into another can tell which of its files must stay outside, wherever they lie
//! ([`files`]), and whoever verifies finds those that lie there again.

use std::collections::BTreeSet;

use super::finding::{EntryFinding, FileFinding, Finding};
use super::reading::Reading;
use super::report::Severity;
use crate::digest::Hash;
use crate::layout;
use crate::ledger::{State, Violation};
use crate::record::{Body, Record, Withholding};

/// The files of a tree that the withholdings admitted by `state` name: the acts, and every signature beside them.
///
/// `reading` may be of any tree, such as that of a clone which does not know of the withholding yet.
#[must_use]
pub fn files(state: &State, reading: &Reading) -> BTreeSet<String> {
    named_by(state.all_withheld().flat_map(|(_, all)| all).map(|one| &one.body), reading)
}

/// The files of a tree that withholdings name, whether or not they were admitted.
pub fn named_by<'a>(
    withholdings: impl Iterator<Item = &'a Withholding>,
    reading: &Reading,
) -> BTreeSet<String> {
    let acts: Vec<_> = withholdings.flat_map(Withholding::acts).collect();
    let records: BTreeSet<Hash> = acts.iter().map(|act| act.record).collect();
    let signatures: BTreeSet<Hash> = acts.into_iter().flat_map(|act| act.signatures).collect();
    let mut files = BTreeSet::new();
    for read in &reading.records {
        let is_act = records.contains(&read.record.hash());
        files.extend(is_act.then(|| read.path.clone()));
        let beside = read.signatures.iter().filter(|one| is_act || signatures.contains(&one.file));
        files.extend(beside.map(|one| one.path.clone()));
    }
    files
}

/// That the acts which a withholding names lie here again: the ledger then refuses it, and this says why.
pub(super) fn shown_again(
    reading: &Reading,
    record: &Record,
    violation: &Violation,
) -> Option<Finding> {
    let (Body::Withholding(body), Violation::NotOpen(_)) = (record.body(), violation) else {
        return None;
    };
    let files = named_by(std::iter::once(body), reading);
    let first = files.first()?;
    Some(Finding::new(Severity::Broken, first, FileFinding::WithheldShown(files.len())))
}

/// Entries whose records are not here: broken, unless a withholding that waits to be logged names them.
pub(super) fn missing(replayed: &State, after: &State) -> Vec<Finding> {
    let still: BTreeSet<u64> = after.not_shown().collect();
    let mut findings = Vec::new();
    for at in replayed.not_shown() {
        findings.push(if still.contains(&at) {
            Finding::new(Severity::Broken, layout::LOG, EntryFinding::NotShown { at })
        } else {
            Finding::new(Severity::Caveat, layout::LOG, EntryFinding::WithholdingPending { at })
        });
    }
    findings
}
