//! What witnesses say: their lines on the head, and the newest head that has its quorum.

use super::finding::{Finding, LogFinding};
use super::report::Severity;
use super::totals::Totals;
use super::{Examined, Question};
use crate::layout;
use crate::ledger::authority::{Enrolled, Root};
use crate::log::Log;
use crate::note::{NOTE_BYTES_MAX, Note};
use crate::record::Registry;
use crate::tree::{ReadError, Source};

/// Most kept heads that are looked at: one is enough for each change of witnesses.
const COSIGNED_MAX: usize = 64;

/// How many entries have their quorum by the head that is kept, and what there is to say.
pub(super) fn judge(source: &dyn Source, log: &Log, root: &Root) -> (Option<u64>, Vec<Finding>) {
    let mut findings = unapproved(source, log, root);
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
        Ok(size) => (Some(size), findings),
        Err(why) => {
            let what = LogFinding::Witnessed(why);
            findings.push(Finding::new(Severity::Broken, path, what));
            (None, findings)
        }
    }
}

/// What there is to say about records that changed who must cosign, where no head with them was cosigned by those who
/// had to before: whoever has the maintainers' keys and the log's could else let everybody off who would notice.
fn unapproved(source: &dyn Source, log: &Log, root: &Root) -> Vec<Finding> {
    let mut changes = root.policy_changes().peekable();
    if changes.peek().is_none() {
        return Vec::new();
    }
    let kept = source.listing().files.keys().filter(|path| {
        let size = path.strip_prefix(layout::COSIGNED).and_then(|size| size.strip_prefix('/'));
        *path == layout::WITNESSED || size.is_some()
    });
    let read = |path: &String| Note::parse(&source.read(path, NOTE_BYTES_MAX as u64).ok()?).ok();
    let mut heads: Vec<Note> = kept.take(COSIGNED_MAX).filter_map(read).collect();
    heads.push(log.signed().clone());
    let is_approved = |at: u64, before: &Registry| {
        let size = |head| log.cosigned_size(head, |size| root.at_size(size), before);
        heads.iter().filter_map(size).any(|size| size > at)
    };
    changes
        .filter(|(past, before)| !is_approved(past.at, before))
        .map(|(past, _)| {
            let what = LogFinding::WitnessesChanged { number: past.body.number };
            Finding::new(Severity::Caveat, format!("keys/root/{}.json", past.body.number), what)
        })
        .collect()
}

impl Examined {
    /// What there is to say where the registry asks for witnesses, and what the answer rests on lies beyond what they saw.
    ///
    /// Without their word, somebody else may be shown another history under the same keys.
    pub(super) fn unwitnessed(&self, question: &Question, totals: &Totals) -> Option<Finding> {
        let (log, root) = self.log.as_ref().zip(self.replayed.state.root())?;
        let (want, got, all) = (root.body.quorum, self.witnesses().len() as u64, log.size());
        let size = if want > 0 && got >= want { Some(all) } else { self.witnessed };
        let Some(size) = size else {
            let what = LogFinding::Unwitnessed { want, got };
            return (want > 0).then(|| Finding::new(Severity::Caveat, layout::CHECKPOINT, what));
        };
        let rests_on_more = !question.is_narrow() || self.rests_on(totals) >= size;
        let severity = match want > 0 && rests_on_more {
            true => Severity::Caveat,
            false => Severity::Note,
        };
        let what = LogFinding::BeyondWitnessed { size, all };
        (size < all).then(|| Finding::new(severity, layout::WITNESSED, what))
    }

    /// The newest entry that an answer about some versions rests on.
    fn rests_on(&self, totals: &Totals) -> u64 {
        let state = &self.replayed.state;
        let shown = totals.shown.iter().filter_map(|domain| state.organisations().get(domain));
        let keys = shown.map(Enrolled::newest_entry).max();
        let root = state.root().map(|root| root.at);
        root.max(keys).max(Some(totals.newest_entry)).unwrap_or(0)
    }
}
