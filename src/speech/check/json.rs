//! The answer as `countersign.check/1` (`docs/schema/check.json`).

use std::ops::Range;

use serde::Serialize;

use crate::locale::Sentence;
use crate::{FindingLine, not_checked};
use countersign_copy::answer::{Answer, NameLine, NameStanding, Near};
use countersign_copy::check::{
    Change, Kind, Letter, Match, Omitted, Passage, PassageKind, Unsigned,
};
use countersign_copy::extract::Map;
use countersign_core::name::Domain;
use countersign_core::verify::report::{Outcome, Standing, VersionStanding};

/// One file's answer.
#[derive(Debug, Clone)]
pub struct File {
    /// The file, where there is a name to call it by.
    pub name: Option<String>,
    /// What there is to say about it.
    pub answer: Answer,
    /// The same as lines, as [`super::findings`] makes them; a file that was not read has one that says why.
    pub findings: Vec<FindingLine>,
}

/// The result of `check`: the gravest answer, and all of them where several files were given.
#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    #[serde(flatten)]
    worst: Line<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    files: Vec<Line<'a>>,
}

#[derive(Serialize)]
struct Line<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    outcome: Outcome,
    #[serde(rename = "match", skip_serializing_if = "Option::is_none")]
    matched: Option<Match>,
    #[serde(skip_serializing_if = "Option::is_none")]
    statement: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    standing: Option<VersionStanding>,
    #[serde(skip_serializing_if = "Option::is_none")]
    newest: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    endorsed: Option<u64>,
    similarity: f64,
    folds: Vec<Kind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<WordsLine>,
    /// Of what the places are bytes: of what was given, or of `text`.
    #[serde(skip_serializing_if = "Option::is_none")]
    offsets: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    parts: Vec<Span>,
    around: Vec<Span>,
    changes: Vec<ChangeLine<'a>>,
    changes_count: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    passages: Vec<PassageLine<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unsigned: Vec<UnsignedLine>,
    letters: Vec<LetterLine>,
    names: NamesLine<'a>,
    not_checked: Vec<Sentence>,
    findings: &'a [FindingLine],
}

#[derive(Serialize)]
struct WordsLine {
    here: usize,
    of: usize,
}

#[derive(Serialize)]
struct Span {
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct ChangeLine<'a> {
    kind: &'static str,
    before: &'a str,
    after: &'a str,
    start: usize,
    end: usize,
    context_before: &'a str,
    context_after: &'a str,
}

/// A part of the copy: words of a text, or a quotation that no text has.
#[derive(Serialize)]
struct PassageLine<'a> {
    kind: PassageKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    statement: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    also: Vec<String>,
    start: usize,
    end: usize,
    words: usize,
    quoted: bool,
    short: bool,
    cuts: Vec<CutLine<'a>>,
    added: Vec<Span>,
    /// Words of the text right beside it that have a negation.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    negations: &'a [String],
    changes: Vec<ChangeLine<'a>>,
}

/// What a marked cut leaves out.
#[derive(Serialize)]
struct CutLine<'a> {
    words: &'a str,
    negation: bool,
    name: bool,
    joins: bool,
}

#[derive(Serialize)]
struct UnsignedLine {
    start: usize,
    end: usize,
    words: bool,
    within: bool,
}

#[derive(Serialize)]
struct LetterLine {
    start: usize,
    code_point: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    stands_for: Option<char>,
}

#[derive(Serialize)]
struct NamesLine<'a> {
    printed: u64,
    endorsed: u64,
    missing: &'a [String],
    unsigned: Vec<&'a str>,
    withdrawn: Vec<&'a str>,
    near: &'a [Near],
    lines: Vec<NameOut<'a>>,
}

/// A name as it is printed, and who that is.
#[derive(Serialize)]
pub struct NameOut<'a> {
    printed: &'a str,
    standing: NameStanding,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    organisation: Option<&'a Domain>,
    /// What is printed only looks like its name.
    near: bool,
}

/// A name as programs are told of it.
#[must_use]
pub fn name(line: &NameLine) -> NameOut<'_> {
    NameOut {
        printed: &line.printed,
        standing: line.standing,
        name: line.name.as_deref(),
        organisation: line.organisation.as_ref(),
        near: line.is_near,
    }
}

/// The answers about some files as programs are told of them; `worst` is the gravest outcome.
#[must_use]
pub fn of(answers: &[File], worst: Outcome) -> impl Serialize + '_ {
    let files = if answers.len() > 1 { answers.iter().map(line).collect() } else { Vec::new() };
    let first = answers.iter().find(|one| one.answer.outcome == worst).or(answers.first());
    let empty = || Line { file: None, outcome: worst, ..blank() };
    Document { schema: "countersign.check/1", worst: first.map_or_else(empty, line), files }
}

fn blank<'a>() -> Line<'a> {
    Line {
        file: None,
        outcome: Outcome::Unchecked,
        matched: None,
        statement: None,
        version: None,
        language: None,
        standing: None,
        newest: None,
        endorsed: None,
        similarity: 0.0,
        folds: Vec::new(),
        words: None,
        offsets: None,
        text: None,
        parts: Vec::new(),
        around: Vec::new(),
        changes: Vec::new(),
        changes_count: 0,
        passages: Vec::new(),
        unsigned: Vec::new(),
        letters: Vec::new(),
        names: NamesLine {
            printed: 0,
            endorsed: 0,
            missing: &[],
            unsigned: Vec::new(),
            withdrawn: Vec::new(),
            near: &[],
            lines: Vec::new(),
        },
        not_checked: Vec::new(),
        findings: &[],
    }
}

/// Places in the words that were compared, told as places in what was given where that can be.
struct Places<'a> {
    map: Option<&'a Map>,
}

impl Places<'_> {
    fn span(&self, range: &Range<usize>) -> Span {
        let told = self.map.and_then(|map| map.given(range.clone()));
        let Range { start, end } = told.unwrap_or_else(|| range.clone());
        Span { start, end }
    }

    fn change<'a>(&self, change: &'a Change) -> ChangeLine<'a> {
        let Span { start, end } = self.span(&change.at);
        ChangeLine {
            kind: change.kind.as_str(),
            before: &change.before,
            after: &change.after,
            start,
            end,
            context_before: &change.context_before,
            context_after: &change.context_after,
        }
    }

    fn passage<'a>(&self, passage: &'a Passage) -> PassageLine<'a> {
        let Span { start, end } = self.span(&passage.at);
        let place = passage.place.as_ref();
        let cut = |one: &'a Omitted| CutLine {
            words: &one.words,
            negation: one.negates,
            name: one.names,
            joins: one.joins,
        };
        PassageLine {
            kind: passage.kind,
            statement: place.map(|place| place.version.statement.to_string()),
            version: place.map(|place| place.version.version),
            language: place.map(|place| place.language.to_string()),
            also: passage.also.iter().map(|place| place.version.to_string()).collect(),
            start,
            end,
            words: passage.words,
            quoted: passage.is_quoted,
            short: passage.is_short,
            cuts: passage.omitted.iter().map(cut).collect(),
            added: passage.added.iter().map(|range| self.span(range)).collect(),
            negations: &passage.negations,
            changes: passage.changes.iter().map(|change| self.change(change)).collect(),
        }
    }

    fn unsigned(&self, unsigned: &Unsigned) -> UnsignedLine {
        let Span { start, end } = self.span(&unsigned.at);
        UnsignedLine { start, end, words: unsigned.has_words, within: unsigned.is_within }
    }

    fn letter(&self, letter: &Letter) -> LetterLine {
        let end = letter.at + letter.character.len_utf8();
        LetterLine {
            start: self.span(&(letter.at..end)).start,
            code_point: u32::from(letter.character),
            stands_for: letter.stands_for,
        }
    }
}

fn line(file: &File) -> Line<'_> {
    let answer = &file.answer;
    let map = answer.reading.as_ref().map(|reading| &reading.map).filter(|map| !map.is_empty());
    let places = Places { map };
    let offsets = answer.reading.as_ref().map(|_| if map.is_some() { "given" } else { "text" });
    let text = answer.reading.as_ref().filter(|_| map.is_none()).map(|one| one.text.as_str());
    let letter = |letter| places.letter(letter);
    let base = Line {
        file: file.name.as_deref(),
        outcome: answer.outcome,
        matched: answer.matched(),
        letters: answer.verdict.iter().flat_map(|verdict| &verdict.unseen).map(letter).collect(),
        not_checked: answer.report.not_checked.iter().map(not_checked).collect(),
        findings: &file.findings,
        offsets,
        text,
        ..blank()
    };
    let (Some(found), Some(verdict)) = (answer.found(), &answer.verdict) else { return base };
    let place = found.places.first();
    let span = |range| places.span(range);
    let version = answer.line();
    let names = &answer.names;
    let is_withdrawn = |standing: Option<Standing>| standing == Some(Standing::Withdrawn);
    let by = |wanted: bool| {
        let unsigned =
            names.unsigned.iter().filter(move |one| is_withdrawn(one.standing) == wanted);
        unsigned.map(|one| one.name.as_str()).collect()
    };
    Line {
        statement: place.map(|place| place.version.statement.to_string()),
        version: place.map(|place| place.version.version),
        language: place.map(|place| place.language.to_string()),
        standing: version.map(|line| line.standing),
        newest: answer.newest.as_ref().map(|newest| newest.version),
        endorsed: version.map(|line| line.endorsed),
        similarity: found.similarity_permille as f64 / 1000.0,
        folds: found.kinds.iter().copied().collect(),
        words: Some(WordsLine { here: found.words_here, of: found.words }),
        parts: found.parts.iter().map(span).collect(),
        around: found.around.iter().map(span).collect(),
        changes: found.changes.iter().map(|change| places.change(change)).collect(),
        changes_count: found.changes_count,
        passages: verdict.passages.iter().map(|passage| places.passage(passage)).collect(),
        unsigned: verdict.unsigned.iter().map(|one| places.unsigned(one)).collect(),
        letters: found.lookalikes.iter().map(letter).chain(base.letters).collect(),
        names: NamesLine {
            printed: names.printed,
            endorsed: names.endorsed,
            missing: &names.missing,
            unsigned: by(false),
            withdrawn: by(true),
            near: &names.near,
            lines: names.lines.iter().map(name).collect(),
        },
        ..base
    }
}
