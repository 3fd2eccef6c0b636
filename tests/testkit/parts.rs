//! A registry looked at some statements at a time, beside the same registry looked at as a whole.

use countersign_core::layout;
use countersign_core::tree::{Parts, Portions, Source};
use countersign_core::verify::Question;
use countersign_core::verify::pipeline::{self, LineSink, Scope};
use countersign_core::verify::report::Report;
use countersign_speech as speech;

/// The answer made from parts of so many statements, all of them gathered.
pub fn answer(parts: &dyn Parts, together: usize, question: &Question) -> Report {
    let scope = Scope { together: Some(together), ..Scope::default() };
    let mut statements = Vec::new();
    let mut take = |some| {
        match some {
            Some(some) => statements.extend::<Vec<_>>(some),
            None => statements.clear(),
        }
        true
    };
    let begun = pipeline::begin(parts, scope, &Vec::new);
    let telling = LineSink { question, tell: &|judged| judged.lines, take: &mut take };
    let (_, mut report) = begun.answer(telling).unwrap();
    report.statements = statements;
    report
}

/// Asserts that parts say what the whole says, whatever is wrong with it.
#[track_caller]
pub fn agree(source: &dyn Source, question: &Question, whole: &Report) {
    agree_by(&[1, 3, 1_000], source, question, whole);
}

/// The same for parts of so many statements.
#[track_caller]
pub fn agree_by(together: &[usize], source: &dyn Source, question: &Question, whole: &Report) {
    let parts = Portions::of(source, &layout::is_statement);
    let json = |report: &Report| serde_json::to_value(speech::json::report(report)).unwrap();
    let whole = json(whole);
    for together in together {
        let got = json(&answer(&parts, *together, question));
        assert_eq!(got, whole, "{together} together");
    }
}
