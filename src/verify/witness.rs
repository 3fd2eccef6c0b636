//! What witnesses say: their lines on the head, and the newest head that has its quorum.

use super::report::{Finding, Severity};
use crate::layout;
use crate::ledger::authority::Root;
use crate::locale::sentence;
use crate::log::Log;
use crate::note::NOTE_BYTES_MAX;
use crate::tree::{ReadError, Source};

/// How many entries have their quorum, and what there is to say.
pub(super) fn judge(source: &dyn Source, log: &Log, root: &Root) -> (Option<u64>, Vec<Finding>) {
    let mut findings = Vec::new();
    if let Err(error) = log.witnesses(&root.body) {
        let technical = error.to_string();
        let message = sentence("finding-cosignature", &[("technical", technical.into())]);
        findings.push(Finding::new(Severity::Broken, "cosignature", layout::CHECKPOINT, message));
    }
    let path = layout::WITNESSED;
    if !source.listing().files.contains_key(path) {
        return (None, findings);
    }
    let note = match source.read(path, NOTE_BYTES_MAX as u64) {
        Ok(note) => note,
        Err(error @ (ReadError::Damaged { .. } | ReadError::Other { .. })) => {
            findings.push(super::reading::unreadable(path, &error));
            return (None, findings);
        }
        Err(error) => {
            let message = super::reading::unread(&error);
            findings.push(Finding::new(Severity::Broken, "witnessed", path, message));
            return (None, findings);
        }
    };
    match log.check_witnessed(&note, |size| root.at_size(size)) {
        Ok(size) => {
            if size < log.size() {
                let message = sentence(
                    "finding-beyond-witnessed",
                    &[("size", size.into()), ("all", log.size().into())],
                );
                findings.push(Finding::new(Severity::Note, "beyond-witnessed", path, message));
            }
            (Some(size), findings)
        }
        Err(why) => {
            let message = sentence("finding-witnessed", &[("technical", why.into())]);
            findings.push(Finding::new(Severity::Broken, "witnessed", path, message));
            (None, findings)
        }
    }
}
