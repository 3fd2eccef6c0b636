//! What people read. Everything that comes from a file is escaped here, on its way out.

use std::fmt::Write as _;

use super::failure::Failure;
use crate::escape;
use crate::record::endorsement::Act;

/// Longest title in a list, in columns.
const TITLE_COLUMNS_MAX: usize = 72;

/// An error: what happened, why, one command to try.
pub(crate) fn failure(failure: &Failure) -> String {
    let mut text = format!("error: {}\n", escape::terminal(&failure.what));
    if let Some(why) = &failure.why {
        let _ = writeln!(text, "why: {}", escape::terminal(why));
    }
    if let Some(attempt) = &failure.attempt {
        let _ = writeln!(text, "try: {}", escape::terminal(attempt));
    }
    text
}

/// "1 record", "2 records"
pub(crate) fn count(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// A title as it fits in a list.
pub(crate) fn title(title: &str) -> String {
    escape::cut(title, TITLE_COLUMNS_MAX)
}

/// What an act was, after it was done.
pub(crate) const fn past(act: Act) -> &'static str {
    match act {
        Act::Endorse => "endorsed",
        Act::Decline => "declined",
        Act::Withdraw => "withdrew from",
    }
}

/// What an act is, before it is done.
pub(crate) const fn intent(act: Act) -> &'static str {
    match act {
        Act::Endorse => "this endorses exactly the text above",
        Act::Decline => "this says that the organisation does not sign the text above",
        Act::Withdraw => "this ends the endorsement of the text above, for everybody to see",
    }
}
