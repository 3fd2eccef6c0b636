//! A registry looked at some statements at a time, beside the same registry looked at as a whole.

use std::collections::BTreeMap;

use countersign_core::bundle::{MakeError, Maker};
use countersign_core::layout;
use countersign_core::name::VersionId;
use countersign_core::tree::{Parts, Portions, Source, Undivided};
use countersign_core::verify::edition::{Edition, EditionPart};
use countersign_core::verify::pipeline::{self, Begun, Judged, LineSink, Scope};
use countersign_core::verify::report::{Outcome, Report};
use countersign_core::verify::{Examined, Question, Subject, examine};
use countersign_speech as speech;

/// What the bundle of each version is, or why there is none.
type Bundles = BTreeMap<VersionId, Result<Vec<u8>, String>>;

/// The answer made from parts of so many statements, all of them gathered.
pub fn answer(parts: &dyn Parts, together: usize, question: &Question) -> Report {
    let begun = pipeline::begin(parts, of(together), &Vec::new);
    let (_, mut report, some) = gather(begun, question, &|judged| judged.lines);
    report.statements = some.into_iter().flatten().collect();
    report
}

/// What pages are made from, of parts of so many statements.
pub fn edition(parts: &dyn Parts, together: usize) -> Option<Edition> {
    let begun = pipeline::begin(parts, of(together), &Vec::new);
    let question = Question::about(Subject::Registry);
    let (examined, report, some) = gather(begun, &question, &|judged| EditionPart::of(&judged));
    Edition::of(&examined, report, some)
}

/// What pages are made from, of a source that is taken whole.
pub fn whole_edition(source: &dyn Source) -> Option<Edition> {
    edition(&Undivided(source), 1)
}

/// Every bundle, made while parts of so many statements are told once more.
fn bundles(parts: &dyn Parts, together: usize, source: &dyn Source) -> Bundles {
    let begun = pipeline::begin(parts, of(together), &Vec::new);
    let question = Question::about(Subject::Registry);
    let (examined, ..) = gather(begun, &question, &|_| ());
    let maker = Maker::new(&examined, source).unwrap();
    let begun = pipeline::again(parts, of(together), &examined, &Vec::new);
    let (.., some) = gather(begun, &question, &|judged| {
        let part = maker.beside(&judged).unwrap();
        let ids = versions(&judged.lines);
        ids.map(|id| (id.clone(), written(part.bundle(&id)))).collect::<Vec<_>>()
    });
    some.into_iter().flatten().collect()
}

fn written(bundle: Result<countersign_core::bundle::Bundle, MakeError>) -> Result<Vec<u8>, String> {
    bundle.map(|bundle| bundle.encode().unwrap()).map_err(|error| error.to_string())
}

fn of(together: usize) -> Scope {
    Scope { together: Some(together), ..Scope::default() }
}

fn gather<T: Send>(
    begun: Begun<'_>,
    question: &Question,
    tell: &(dyn Fn(Judged<'_>) -> T + Sync),
) -> (Examined, Report, Vec<T>) {
    let mut told = Vec::new();
    let mut take = |some: Option<T>| {
        match some {
            Some(some) => told.push(some),
            None => told.clear(),
        }
        true
    };
    let (examined, report) = begun.answer(LineSink { question, tell, take: &mut take }).unwrap();
    (examined, report, told)
}

fn versions(
    lines: &[countersign_core::verify::report::StatementLine],
) -> impl Iterator<Item = VersionId> {
    lines.iter().flat_map(|one| one.versions.iter().map(|version| one.id.at(version.version)))
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
    let said = json(whole);
    for together in together {
        let got = json(&answer(&parts, *together, question));
        assert_eq!(got, said, "{together} together");
    }
    if !matches!(whole.outcome, Outcome::Broken | Outcome::Unchecked) {
        makes_the_same(together, &parts, source);
    }
}

/// Asserts that bundles and what pages are made from are the same of parts and of the whole.
#[track_caller]
fn makes_the_same(together: &[usize], parts: &dyn Parts, source: &dyn Source) {
    let examined = examine(source, &Vec::new);
    let maker = Maker::new(&examined, source).unwrap();
    let question = Question::about(Subject::Registry);
    let ids: Vec<VersionId> = versions(&examined.answer(&question).statements).collect();
    let whole: Bundles =
        ids.into_iter().map(|id| (id.clone(), written(maker.bundle(&id)))).collect();
    let edition = format!("{:#?}", whole_edition(source));
    for together in together {
        assert_eq!(format!("{:#?}", self::edition(parts, *together)), edition);
        assert_eq!(bundles(parts, *together, source), whole, "{together} together");
    }
    if let Some((id, bundle)) = whole.last_key_value() {
        let scope = Scope { statements: vec![id.statement.clone()], ..Scope::default() };
        let examined = pipeline::begin(parts, scope, &Vec::new).examine();
        assert_eq!(written(Maker::new(&examined, source).unwrap().bundle(id)), *bundle, "{id}");
    }
}
