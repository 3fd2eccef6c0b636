//! What a receipt says about the registry at hand: that its entry is still there, or that it was lost.

use super::finding::{Finding, ReceiptFinding};
use super::report::Severity;
use super::{Examined, Shown};
use crate::receipt::{Receipt, ReceiptError};

/// What there is to say about a receipt from a file.
pub(super) fn judge(shown: &Shown, examined: &Examined) -> Finding {
    let (severity, what) = judged(&shown.receipt, examined);
    Finding::new(severity, shown.file.as_str(), what)
}

fn judged(receipt: &Receipt, examined: &Examined) -> (Severity, ReceiptFinding) {
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
        return (Severity::Broken, ReceiptFinding::Lost { index, size, here: log.size() });
    }
    // Whoever keeps the receipt made that act, or relies on it: what became of it cannot be seen here.
    if examined.withheld.contains(&index) {
        return (Severity::Caveat, ReceiptFinding::Withheld { index });
    }
    if let Some(version) = examined.retracted.get(&index) {
        let version = version.clone();
        return (Severity::Caveat, ReceiptFinding::Retracted { index, version });
    }
    (Severity::Note, ReceiptFinding::Holds { index, size })
}
