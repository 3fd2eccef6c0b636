//! What witnesses say: their lines on the head, and the newest head that has its quorum.

use super::finding::{Finding, LogFinding};
use super::report::Severity;
use crate::layout;
use crate::ledger::authority::Root;
use crate::log::Log;
use crate::note::NOTE_BYTES_MAX;
use crate::tree::{ReadError, Source};

/// How many entries have their quorum, and what there is to say.
pub(super) fn judge(source: &dyn Source, log: &Log, root: &Root) -> (Option<u64>, Vec<Finding>) {
    let mut findings = Vec::new();
    if let Err(error) = log.witnesses(&root.body) {
        let what = LogFinding::Cosignature(error);
        findings.push(Finding::new(Severity::Broken, layout::CHECKPOINT, what));
    }
    let path = layout::WITNESSED;
    if !source.listing().files.contains_key(path) {
        return (None, findings);
    }
    let note = match source.read(path, NOTE_BYTES_MAX as u64) {
        Ok(note) => note,
        Err(error @ (ReadError::Damaged { .. } | ReadError::Other { .. })) => {
            findings.push(super::reading::unreadable(path, error));
            return (None, findings);
        }
        Err(error) => {
            let what = LogFinding::WitnessedUnread(error);
            findings.push(Finding::new(Severity::Broken, path, what));
            return (None, findings);
        }
    };
    match log.check_witnessed(&note, |size| root.at_size(size)) {
        Ok(size) => {
            if size < log.size() {
                let what = LogFinding::BeyondWitnessed { size, all: log.size() };
                findings.push(Finding::new(Severity::Note, path, what));
            }
            (Some(size), findings)
        }
        Err(why) => {
            let what = LogFinding::Witnessed(why);
            findings.push(Finding::new(Severity::Broken, path, what));
            (None, findings)
        }
    }
}
