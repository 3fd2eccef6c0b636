//! What is told of a record that waits for signatures: as JSON, and in words.

use std::fmt::Write as _;

use serde::Serialize;

use super::failure::Failure;
use super::prose;
use countersign_core::escape;
use countersign_core::ledger::approvals::Approvals;
use countersign_core::name::Label;
use countersign_speech as speech;
use countersign_speech::locale::{Locale, Sentence, message};
use countersign_workflow::open::Opened;
use countersign_workflow::waiting::Waiting;

/// One group of signers, for `--json`.
#[derive(Debug, Serialize)]
pub(crate) struct Row {
    pub(crate) path: String,
    who: Sentence,
    want: u64,
    approved: Vec<String>,
    waiting_for: Vec<String>,
}

/// The groups of signers of a record that waits.
pub(crate) fn rows(waiting: &Waiting, opened: &Opened) -> Vec<Row> {
    let text = |labels: &[Label]| labels.iter().map(ToString::to_string).collect();
    let row = |one: Approvals| Row {
        path: waiting.path.clone(),
        who: speech::group(&one.who),
        want: one.want,
        approved: text(&one.signed),
        waiting_for: text(&one.waiting),
    };
    waiting.approvals(opened).into_iter().map(row).collect()
}

/// The groups of signers of the record that waits there, or none where none does.
pub(crate) fn rows_at(path: &str, opened: &Opened) -> Result<Vec<Row>, Failure> {
    let waiting = Waiting::at(opened, path)?;
    Ok(waiting.map_or_else(Vec::new, |one| rows(&one, opened)))
}

/// "1 of 2 maintainers have approved; waiting for: jorge"
pub(crate) fn lines(path: &str, approvals: &[Approvals], locale: Locale) -> String {
    let mut text = String::new();
    for one in approvals.iter().filter(|one| !one.is_reached()) {
        let labels: Vec<&str> = one.waiting.iter().map(|label| label.as_str()).collect();
        let said = message::status_approvals(
            path,
            one.signed.len(),
            one.want,
            speech::group(&one.who),
            labels.join(", "),
        )
        .say(locale);
        let _ = writeln!(text, "{}", escape::terminal(&said));
    }
    text
}

/// What is said about a record that waits.
pub(crate) fn waits(path: &str, approvals: &[Approvals], locale: Locale) -> String {
    let command = format!("countersign approve {path}");
    let next = message::status_next_each(command).say(locale);
    format!(
        "{}\n{}{}",
        message::status_waits().say(locale),
        lines(path, approvals, locale),
        prose::next(locale, next)
    )
}
