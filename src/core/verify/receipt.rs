//! What a receipt says about the registry at hand: that its entry is still there, or that it was lost.

use std::collections::BTreeSet;

use super::finding::{Finding, ReceiptFinding};
use super::report::Severity;
use super::{Examined, Question, Shown};
use crate::ledger::State;
use crate::name::{Domain, VersionId};
use crate::receipt::ReceiptError;

/// An act that is not shown, after which others on the same version are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Replaced {
    /// Its log entry.
    pub(super) at: u64,
    /// The version.
    pub(super) version: VersionId,
    /// The organisations whose acts on it all came later: where one of them made it, other words stand in its place.
    pub(super) organisations: BTreeSet<Domain>,
}

/// The acts that are not shown, after which others on the same version are.
pub(super) fn replaced_acts(state: &State) -> Vec<Replaced> {
    let withheld = state.all_withheld().flat_map(|(id, all)| all.iter().map(move |one| (id, one)));
    let acts = withheld.flat_map(|(id, one)| one.entries.iter().map(move |at| (id, *at)));
    let replaced = acts.filter_map(|(id, at)| {
        let acts = state.version(id)?.acts.iter();
        let later = acts.filter(|(_, acts)| acts.first().is_some_and(|first| first.at > at));
        let organisations: BTreeSet<Domain> = later.map(|(domain, _)| domain.clone()).collect();
        let replaced = Replaced { at, version: id.clone(), organisations };
        (!replaced.organisations.is_empty()).then_some(replaced)
    });
    replaced.collect()
}

/// What there is to say about a receipt from a file.
pub(super) fn judge(shown: &Shown, examined: &Examined, question: &Question) -> Finding {
    let (severity, what) = judged(shown, examined, question);
    Finding::new(severity, shown.file.as_str(), what)
}

fn judged(shown: &Shown, examined: &Examined, question: &Question) -> (Severity, ReceiptFinding) {
    let receipt = &shown.receipt;
    let Some((log, root)) = examined.log.as_ref().zip(examined.replayed.state.root()) else {
        return (Severity::Unchecked, ReceiptFinding::NoLog);
    };
    // A key that has left since signed heads while it was the log's.
    let then = root
        .at_size(receipt.claimed_size().filter(|size| *size <= log.size()).unwrap_or(log.size()));
    let head = match receipt.check(root.body.origin.as_str(), &then.log_keys) {
        Ok(head) => head,
        Err(error @ ReceiptError::Proof(_)) => {
            return (Severity::Broken, ReceiptFinding::Bad(error));
        }
        Err(error) => return (Severity::Unchecked, ReceiptFinding::Unjudged(error)),
    };
    let (index, size) = (receipt.index(), head.size());
    if log.size() < size || log.root_at(size) != Some(*head.root()) {
        if let Some(since) = examined.void_since(receipt.signed(), question.policy.as_ref()) {
            return (Severity::Caveat, ReceiptFinding::Void { size, since });
        }
        return (Severity::Broken, ReceiptFinding::Lost { index, size, here: log.size() });
    }
    // Whoever keeps the receipt made that act, or relies on it: what became of it cannot be seen here.
    if examined.withheld.contains(&index) {
        let replaced = examined.replaced.get(&index).zip(shown.organisation.as_ref());
        return match replaced.filter(|(one, mine)| one.organisations.contains(*mine)) {
            Some((one, mine)) => {
                let (organisation, version) = (mine.clone(), one.version.clone());
                let what = ReceiptFinding::Replaced { index, organisation, version };
                (Severity::Broken, what)
            }
            None => (Severity::Caveat, ReceiptFinding::Withheld { index }),
        };
    }
    if let Some(version) = examined.retracted.get(&index) {
        let version = version.clone();
        return (Severity::Caveat, ReceiptFinding::Retracted { index, version });
    }
    (Severity::Note, ReceiptFinding::Holds { index, size })
}
