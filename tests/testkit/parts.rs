//! A registry looked at some statements at a time, beside the same registry looked at as a whole.

use countersign::layout;
use countersign::tree::{Parts, Portions, Source};
use countersign::verify::report::{Report, Severity};
use countersign::verify::{Question, divided};

/// The answer made from parts of so many statements, all of them gathered; none where only the whole can be judged.
pub fn answer(parts: &dyn Parts, together: usize, question: &Question) -> Option<Report> {
    let begun = divided::begin_by(parts, together)?;
    let mut statements = Vec::new();
    let mut take = |some| {
        statements.extend::<Vec<_>>(some);
        true
    };
    let (_, answered) = begun.answer(question, &|some| some, &mut take)?;
    Some(Report { statements, ..answered.report })
}

/// Asserts that parts say nothing else than the whole, and nothing where anything is wrong; tells whether they answered.
#[track_caller]
pub fn agree(source: &dyn Source, question: &Question, whole: &Report) -> bool {
    let parts = Portions::of(source, &layout::is_statement);
    let one_by_one = answer(&parts, 1, question);
    assert_eq!(one_by_one, answer(&parts, 1_000, question));
    let Some(report) = one_by_one else { return false };
    assert_eq!(report, *whole);
    let is_grave = |severity| severity <= Severity::Unchecked;
    // Only what was asked can be grave, such as another registry than the one expected.
    let asked = ["not-expected", "rolled-back", "other-fingerprint"];
    let grave = whole.findings.iter().find(|one| is_grave(one.severity));
    assert!(grave.is_none_or(|one| asked.contains(&one.code())), "{grave:?}");
    true
}
