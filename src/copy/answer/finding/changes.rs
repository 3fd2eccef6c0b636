//! What kind of changes a copy has: marks, spelling, or letters that a machine reads one for the other.

use super::{Finding, Remark};
use crate::check::{self, Change, Found};
use countersign_core::verify::report::Severity;

/// Letters that a machine which reads pictures takes for each other, as one that stands for all of them.
const SCANNED: [(&str, &str); 16] = [
    ("rn", "m"),
    ("cl", "d"),
    ("vv", "w"),
    ("ii", "u"),
    ("|", "l"),
    ("1", "l"),
    ("!", "l"),
    ("i", "l"),
    ("t", "l"),
    ("f", "l"),
    ("0", "o"),
    ("c", "e"),
    ("5", "s"),
    ("8", "b"),
    ("6", "b"),
    ("9", "g"),
];
/// What all or some of the changes are, beside changes of words.
pub(super) fn of(found: &Found) -> Vec<Finding> {
    let all = found.changes.len();
    let count = |is_it: fn(&Change) -> bool| found.changes.iter().filter(|one| is_it(one)).count();
    let (marks, spellings, scans) = (count(is_of_marks), count(is_of_spelling), count(is_of_scan));
    let mut findings = Vec::new();
    if marks > 0 {
        findings.push(Finding::of(Severity::Note, Remark::Marks { marks, all }));
    }
    if spellings > 0 {
        findings.push(Finding::of(Severity::Note, Remark::Spelling { spellings, all }));
    }
    // One such word may be a misprint; letters that were set on purpose are told of by themselves.
    if scans > 0 && (scans + marks) * 2 > all && found.lookalikes.is_empty() {
        findings.push(Finding::of(Severity::Caveat, Remark::Scan(scans)));
    }
    findings
}

/// Whether a change has no letter and no digit.
fn is_of_marks(change: &Change) -> bool {
    let has_word = |text: &str| text.chars().any(char::is_alphanumeric);
    !has_word(&change.before) && !has_word(&change.after)
}

fn is_of_spelling(change: &Change) -> bool {
    check::is_spelled_alike(&change.before, &change.after)
}

fn is_of_scan(change: &Change) -> bool {
    let (before, after) = (scanned(&change.before), scanned(&change.after));
    let has_letter = |text: &str| text.chars().any(char::is_alphabetic);
    has_letter(&change.before) && change.before != change.after && before == after
}

/// Words as a machine that reads pictures cannot tell them apart.
fn scanned(words: &str) -> String {
    let mut scanned = words.to_lowercase();
    scanned.retain(|one| !one.is_whitespace());
    for (from, to) in SCANNED {
        scanned = scanned.replace(from, to);
    }
    scanned
}
