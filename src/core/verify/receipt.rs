//! What a receipt says about the registry at hand: that its entry is still there, or that it was lost.

use super::Examined;
use super::finding::{Finding, ReceiptFinding};
use super::report::Severity;
use crate::receipt::{Receipt, ReceiptError};

/// What there is to say about a receipt from a file.
#[must_use]
pub fn judge(receipt: &Receipt, file: &str, examined: &Examined) -> Finding {
    let (severity, what) = judged(receipt, examined);
    Finding::new(severity, file, what)
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
    (Severity::Note, ReceiptFinding::Holds { index, size })
}
