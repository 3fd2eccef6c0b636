//! What witnesses say: their lines on the head, and the newest head that has its quorum.

use std::collections::BTreeSet;

use super::finding::{Finding, LogFinding, ReaderFinding};
use super::report::Severity;
use super::totals::Totals;
use super::{Examined, Question};
use crate::checkpoint::Checkpoint;
use crate::layout;
use crate::ledger::authority::{Enrolled, Root};
use crate::log::Log;
use crate::note::{NOTE_BYTES_MAX, Note, VerifierKey};
use crate::policy::{Met, Policy};
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
    let is_approved = |at: u64, before: &Policy| {
        let witnesses = before.witnesses();
        let at_size = |size| root.at_size(size);
        let cosigned = |head| log.cosigned(head, at_size, &witnesses);
        heads.iter().filter_map(cosigned).any(|one| one.size > at && one.is_enough(before))
    };
    root.policy_changes()
        .map(|(past, before)| (past, before.cosigners()))
        .filter(|(past, before)| !is_approved(past.at, before))
        .map(|(past, before)| {
            let severity = match before.judge(&[]) {
                Met::Unknown => Severity::Unchecked,
                Met::Yes | Met::No => Severity::Caveat,
            };
            let what = LogFinding::WitnessesChanged { number: past.body.number };
            Finding::new(severity, format!("keys/root/{}.json", past.body.number), what)
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
        let own = root.body.cosigners();
        let policy = question.policy.as_ref().unwrap_or(&own);
        let Some(size) = self.witnessed_by(question.policy.as_ref()) else {
            let is_readers = question.policy.is_some();
            let (want, got) = (root.body.quorum, self.witnesses().len() as u64);
            let (severity, what) = match policy.judge(&[]) {
                Met::Yes => return None,
                Met::Unknown if is_readers => (Severity::Unchecked, LogFinding::PolicyUnjudged),
                Met::Unknown => (Severity::Unchecked, LogFinding::OwnPolicyUnjudged),
                Met::No if is_readers => (Severity::Caveat, LogFinding::PolicyUnmet),
                Met::No if root.body.policy.is_some() => {
                    (Severity::Caveat, LogFinding::OwnPolicyUnmet)
                }
                Met::No => (Severity::Caveat, LogFinding::Unwitnessed { want, got }),
            };
            return Some(Finding::new(severity, layout::CHECKPOINT, what));
        };
        let rests_on_more = !question.is_narrow() || self.rests_on(totals) >= size;
        let severity = match policy.asks() && rests_on_more {
            true => Severity::Caveat,
            false => Severity::Note,
        };
        let what = LogFinding::BeyondWitnessed { size, all };
        (size < all).then(|| Finding::new(severity, layout::WITNESSED, what))
    }

    /// The size of the newest head here that has the cosignatures which a reader's own policy asks for, else the registry.
    fn witnessed_by(&self, policy: Option<&Policy>) -> Option<u64> {
        if let Some(policy) = policy {
            return self.meets(policy);
        }
        let (log, root) = self.log.as_ref().zip(self.replayed.state.root())?;
        let own = root.body.cosigners();
        let at_size = |size| root.at_size(size);
        let newest = log.cosigned(log.signed(), at_size, &own.witnesses());
        let is_newest = own.asks() && newest.is_some_and(|one| one.is_enough(&own));
        if is_newest { Some(log.size()) } else { self.witnessed.size }
    }

    /// Whether the newest head has the cosignatures that the registry asks for.
    pub(super) fn has_quorum(&self) -> bool {
        self.log.as_ref().is_some_and(|log| self.witnessed_by(None) == Some(log.size()))
    }

    /// The size since which the log keys that signed a head were in other hands, where that head is therefore void: it
    /// is no head of this log, lies beyond that size, and witnesses have seen here that the keys were taken back.
    ///
    /// Without such witnesses, the maintainers could call a key stolen that they signed two histories with.
    #[must_use]
    pub fn void_since(&self, note: &Note, policy: Option<&Policy>) -> Option<u64> {
        let (log, root) = self.log.as_ref().zip(self.replayed.state.root())?;
        let head: Checkpoint = note.text().parse().ok()?;
        let here = self.root_at(head.size());
        if here == Some(*head.root()) || (here.is_none() && self.part.is_some()) {
            return None;
        }
        let own = root.body.cosigners();
        let witnessed = self.witnessed_by(policy).filter(|_| policy.unwrap_or(&own).asks())?;
        let origin = log.checkpoint.origin();
        let signed =
            |key: &VerifierKey| Checkpoint::open(note, origin, std::slice::from_ref(key)).is_ok();
        let since = |key: &VerifierKey| {
            let said = root.compromised_log_keys();
            let said = said.filter(|(at, one)| *at < witnessed && one.key.key() == key.key());
            said.map(|(_, one)| one.compromised_since).min().filter(|since| *since < head.size())
        };
        let keys: BTreeSet<&VerifierKey> =
            root.history.iter().flat_map(|past| &past.body.log_keys).collect();
        let by: Vec<Option<u64>> = keys.into_iter().filter(|key| signed(key)).map(since).collect();
        by.into_iter().collect::<Option<Vec<u64>>>()?.into_iter().max()
    }

    /// Whether the newest head meets a reader's own policy, and that asks for somebody.
    pub(super) fn is_met(&self, policy: &Policy) -> bool {
        let is_newest = self.meets(policy) == self.log.as_ref().map(Log::size);
        is_newest && policy.asks()
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
