//! What witnesses say: their lines on the head, and the newest head that has its quorum.

use super::finding::{Finding, LogFinding, ReaderFinding};
use super::report::Severity;
use super::totals::Totals;
use super::{Examined, Question};
use crate::checkpoint::Checkpoint;
use crate::layout;
use crate::ledger::authority::{Enrolled, Root};
use crate::log::Log;
use crate::note::{NOTE_BYTES_MAX, Note};
use crate::policy::{Met, Policy};
use crate::record::Registry;
use crate::tree::{ReadError, Source};

/// Most kept heads that are looked at: one is enough for each change of witnesses.
const COSIGNED_MAX: usize = 64;

/// What witnesses have seen.
#[derive(Debug, Default)]
pub(super) struct Witnessed {
    /// How many entries have their quorum by the head that is kept.
    pub(super) size: Option<u64>,
    /// The heads that are kept, as they lie here; nothing about them was checked.
    heads: Vec<Note>,
}

/// What witnesses have seen, and what there is to say.
pub(super) fn judge(source: &dyn Source, log: &Log, root: &Root) -> (Witnessed, Vec<Finding>) {
    let heads = heads(source, log);
    let mut findings = unapproved(&heads, log, root);
    let (size, said) = quorum(source, log, root);
    findings.extend(said);
    (Witnessed { size, heads }, findings)
}

fn quorum(source: &dyn Source, log: &Log, root: &Root) -> (Option<u64>, Vec<Finding>) {
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
        Ok(size) => (Some(size), findings),
        Err(why) => {
            let what = LogFinding::Witnessed(why);
            findings.push(Finding::new(Severity::Broken, path, what));
            (None, findings)
        }
    }
}

/// The newest head and those that are kept beside it.
fn heads(source: &dyn Source, log: &Log) -> Vec<Note> {
    let is_kept = |path: &&String| {
        let size = path.strip_prefix(layout::COSIGNED).and_then(|size| size.strip_prefix('/'));
        *path == layout::WITNESSED || size.is_some()
    };
    let kept = source.listing().files.keys().filter(is_kept).take(COSIGNED_MAX);
    let read = |path: &String| Note::parse(&source.read(path, NOTE_BYTES_MAX as u64).ok()?).ok();
    kept.filter_map(read).chain([log.signed().clone()]).collect()
}

/// What there is to say about records that changed who must cosign, where no head with them was cosigned by those who
/// had to before: whoever has the maintainers' keys and the log's could else let everybody off who would notice.
fn unapproved(heads: &[Note], log: &Log, root: &Root) -> Vec<Finding> {
    let is_approved = |at: u64, before: &Registry| {
        let at_size = |size| root.at_size(size);
        let cosigned = |head| log.cosigned(head, at_size, &before.witnesses);
        heads.iter().filter_map(cosigned).any(|one| one.size > at && one.is_enough(before))
    };
    root.policy_changes()
        .filter(|(past, before)| !is_approved(past.at, before))
        .map(|(past, _)| {
            let what = LogFinding::WitnessesChanged { number: past.body.number };
            Finding::new(Severity::Caveat, format!("keys/root/{}.json", past.body.number), what)
        })
        .collect()
}

impl Examined {
    /// What there is to say where what the answer rests on lies beyond what the witnesses saw whom the registry asks for.
    ///
    /// Without their word, somebody else may be shown another history under the same keys.
    pub(super) fn unwitnessed(&self, question: &Question, totals: &Totals) -> Option<Finding> {
        let (log, root) = self.log.as_ref().zip(self.replayed.state.root())?;
        let all = log.size();
        let (is_asked, size, lack) = match &question.policy {
            Some(policy) => {
                let size = self.meets(policy);
                (policy.judge(&[]) != Met::Yes, size, LogFinding::PolicyUnmet)
            }
            None => {
                let (want, got) = (root.body.quorum, self.witnesses().len() as u64);
                let size = if want > 0 && got >= want { Some(all) } else { self.witnessed.size };
                (want > 0, size, LogFinding::Unwitnessed { want, got })
            }
        };
        let Some(size) = size else {
            let is_unknown = |policy: &Policy| policy.judge(&[]) == Met::Unknown;
            let (severity, what) = match question.policy.as_ref().is_some_and(is_unknown) {
                true => (Severity::Unchecked, LogFinding::PolicyUnjudged),
                false => (Severity::Caveat, lack),
            };
            return is_asked.then(|| Finding::new(severity, layout::CHECKPOINT, what));
        };
        let rests_on_more = !question.is_narrow() || self.rests_on(totals) >= size;
        let severity = match is_asked && rests_on_more {
            true => Severity::Caveat,
            false => Severity::Note,
        };
        let what = LogFinding::BeyondWitnessed { size, all };
        (size < all).then(|| Finding::new(severity, layout::WITNESSED, what))
    }

    /// Whether the newest head meets a reader's own policy, and that asks for somebody.
    pub(super) fn is_met(&self, policy: &Policy) -> bool {
        let is_newest = self.meets(policy) == self.log.as_ref().map(Log::size);
        is_newest && policy.judge(&[]) != Met::Yes
    }

    /// The size of the newest head here that meets a reader's own policy.
    fn meets(&self, policy: &Policy) -> Option<u64> {
        let (log, root) = self.log.as_ref().zip(self.replayed.state.root())?;
        let witnesses = policy.witnesses();
        let cosigned = |head| log.cosigned(head, |size| root.at_size(size), &witnesses);
        let heads = self.witnessed.heads.iter().chain([log.signed()]);
        let enough = heads.filter_map(cosigned).filter(|one| policy.judge(&one.by) == Met::Yes);
        enough.map(|one| one.size).max()
    }

    /// What there is to say where the reader's own policy accepts other logs only.
    pub(super) fn other_log(&self, question: &Question) -> Option<Finding> {
        let keys = question.policy.as_ref()?.logs()?;
        let log = self.log.as_ref()?;
        let is_known = Checkpoint::open(log.signed(), log.checkpoint.origin(), &keys).is_ok();
        let what = ReaderFinding::OtherLog;
        (!is_known).then(|| Finding::new(Severity::Broken, layout::CHECKPOINT, what))
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
