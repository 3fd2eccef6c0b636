//! What a receipt says about the registry at hand: that its entry is still there, or that it was lost.

use super::Examined;
use super::report::{Finding, Severity};
use crate::locale::{Sentence, sentence};
use crate::receipt::{Receipt, ReceiptError};

/// What there is to say about a receipt from a file.
#[must_use]
pub fn judge(receipt: &Receipt, file: &str, examined: &Examined) -> Finding {
    let say = |severity, code, message: Sentence| Finding::new(severity, code, file, message);
    let Some((log, root)) = examined.log.as_ref().zip(examined.replayed.state.root()) else {
        let message = sentence("finding-receipt-no-log", &[]);
        return say(Severity::Unchecked, "receipt-unjudged", message);
    };
    // A key that has left since signed heads while it was the log's.
    let then = root
        .at_size(receipt.claimed_size().filter(|size| *size <= log.size()).unwrap_or(log.size()));
    let head = match receipt.check(root.body.origin.as_str(), &then.log_keys) {
        Ok(head) => head,
        Err(error @ ReceiptError::Proof(_)) => {
            let technical = error.to_string();
            let message = sentence("finding-receipt-bad", &[("technical", technical.into())]);
            return say(Severity::Broken, "receipt", message);
        }
        Err(error) => {
            let technical = error.to_string();
            let message = sentence("finding-receipt-unjudged", &[("technical", technical.into())]);
            return say(Severity::Unchecked, "receipt-unjudged", message);
        }
    };
    let (index, size) = (receipt.index(), head.size());
    if log.size() < size || log.root_at(size) != Some(*head.root()) {
        let message = sentence(
            "finding-receipt-lost",
            &[("size", size.into()), ("index", index.into()), ("here", log.size().into())],
        );
        return say(Severity::Broken, "receipt-lost", message);
    }
    let message =
        sentence("finding-receipt-holds", &[("index", index.into()), ("size", size.into())]);
    say(Severity::Note, "receipt", message)
}
