//! What a receipt says about the registry at hand: that its entry is still there, or that it was lost.

use super::Examined;
use super::report::{Finding, Severity};
use crate::receipt::{Receipt, ReceiptError};

/// What there is to say about a receipt from a file.
#[must_use]
pub fn judge(receipt: &Receipt, file: &str, examined: &Examined) -> Finding {
    let say = |severity, code, message: String| Finding::new(severity, code, file, message);
    let unjudged = |why: &str| {
        say(
            Severity::Unchecked,
            "receipt-unjudged",
            format!("the receipt could not be judged: {why}"),
        )
    };
    let Some((log, root)) = examined.log.as_ref().zip(examined.replayed.state.root()) else {
        return unjudged("the log could not be read");
    };
    // A key that has left since signed heads while it was the log's.
    let then = root
        .at_size(receipt.claimed_size().filter(|size| *size <= log.size()).unwrap_or(log.size()));
    let head = match receipt.check(root.body.origin.as_str(), &then.log_keys) {
        Ok(head) => head,
        Err(error @ ReceiptError::Proof(_)) => {
            return say(Severity::Broken, "receipt", format!("the receipt does not hold: {error}"));
        }
        Err(error) => return unjudged(&error.to_string()),
    };
    let (index, size) = (receipt.index(), head.size());
    if log.size() < size || log.root_at(size) != Some(*head.root()) {
        let message = format!(
            "this history lost what the receipt shows: a log of {size} entries with entry {index}; here are {} entries that do not go on from it",
            log.size()
        );
        return say(Severity::Broken, "receipt-lost", message);
    }
    let message =
        format!("the receipt holds: entry {index} is where it was when the log had {size} entries");
    say(Severity::Note, "receipt", message)
}
