//! The answer about one copy as data: what it is, what verification says about that version, and what follows.
//!
//! [`nearest`] chooses among the ways to read what was given, [`Answer::compared`] puts the comparison beside what
//! verification says; sentences are made elsewhere, by functions of an [`Answer`].

use std::ops::Range;

use crate::check::{
    self, Found, Hits, Index, Kind, Match, PassageKind, Registered, Verdict, grams,
};
use crate::extract::{Note, Reading};
use countersign_core::digest::Hash;
use countersign_core::ledger::State;
use countersign_core::name::VersionId;
use countersign_core::verify::Examined;
use countersign_core::verify::report::{
    Outcome, Report, Severity, Standing, VersionLine, VersionStanding,
};

mod apart;
pub mod finding;
mod names;
pub mod quotation;

pub use apart::{APART_MAX, Apart, Why, of_apart, quoted_apart};
pub use finding::{Finding, Piece, Place, Remark};
pub use names::{NameLine, NameLines, NameStanding, Near, Unsigned, of_list};

/// The registry that a copy is laid beside.
pub struct Asked<'a> {
    /// What was read of it.
    pub examined: &'a Examined,
    /// What verification says about all of it.
    pub whole: &'a Report,
    /// Whether a quotation that is in no text here makes the copy unknown.
    pub is_article: bool,
    /// What verification says about one text of a version: the same rules as everywhere.
    pub about: &'a dyn Fn(&check::Place) -> Report,
}

/// What there is to say about one copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// What was given, as it was read; nothing where it was not.
    pub reading: Option<Reading>,
    /// The word behind the exit code.
    pub outcome: Outcome,
    /// The comparison; nothing where none was made.
    pub verdict: Option<Verdict>,
    /// What verification says about the version that was found, else about the registry.
    pub report: Report,
    /// The newest version of the statement, where that is another one.
    pub newest: Option<VersionId>,
    /// Whose names the copy prints.
    pub names: NameLines,
    /// What else there is to say about the copy, beside the findings of the report.
    pub findings: Vec<Finding>,
}

impl Answer {
    /// Nothing is a match in a registry that is broken.
    #[must_use]
    pub fn broken(report: Report) -> Self {
        Self::bare(report, Outcome::Broken)
    }

    /// A copy that could not be read: `whole` is what verification says about the registry.
    #[must_use]
    pub fn unread(whole: &Report) -> Self {
        let mut report = whole.clone();
        report.findings.clear();
        Self::bare(report, Outcome::Unchecked)
    }

    fn bare(report: Report, outcome: Outcome) -> Self {
        Self {
            reading: None,
            outcome,
            verdict: None,
            report,
            newest: None,
            names: NameLines::default(),
            findings: Vec::new(),
        }
    }

    /// A copy that was compared.
    #[must_use]
    pub fn compared(reading: Reading, verdict: Verdict, asked: &Asked<'_>) -> Self {
        let notes = reading.notes.iter().cloned();
        let notes = notes.map(|note| {
            let severity = match &note {
                // Which letters stand where cannot be told from such a file.
                Note::Backwards => Severity::Unchecked,
                note if note.may_show_other_words() => Severity::Caveat,
                _ => Severity::Note,
            };
            Finding::of(severity, Remark::Read(note))
        });
        let Some(found) = &verdict.found else {
            let mut report = asked.whole.clone();
            report.findings.retain(|finding| finding.is_grave());
            let is_unchecked = report.outcome == Outcome::Unchecked;
            let outcome = if is_unchecked { Outcome::Unchecked } else { Outcome::Unknown };
            let mut findings: Vec<Finding> =
                finding::unseen(&verdict.unseen, &reading.text).into_iter().collect();
            findings.extend(notes);
            let bare = Self::bare(report, outcome);
            return Self { verdict: Some(verdict), reading: Some(reading), findings, ..bare };
        };
        let state: &State = &asked.examined.pending.state;
        let place = found.places.first();
        let id = place.map(|place| place.version.clone());
        let report = place.map_or_else(|| asked.whole.clone(), asked.about);
        let line = report.statements.iter().flat_map(|one| &one.versions).next();
        let names = line.map_or_else(NameLines::default, |line| {
            names::of(&reading.text, line, state, &found.parts)
        });
        let newest = id.as_ref().and_then(|id| {
            let current = asked.examined.replayed.state.current(&id.statement)?;
            (current.statement.version > id.version)
                .then(|| id.statement.at(current.statement.version))
        });
        let mut findings = finding::of_words(found, &verdict, &reading.text);
        findings.extend(finding::of_names(&names, verdict.matched));
        findings.extend(notes);
        let has_strange =
            verdict.passages.iter().any(|passage| passage.kind == PassageKind::Unknown);
        let outcome = match outcome(verdict.matched, &report, &findings) {
            Outcome::Caveat if asked.is_article && has_strange => Outcome::Unknown,
            outcome => outcome,
        };
        Self {
            reading: Some(reading),
            outcome,
            verdict: Some(verdict),
            report,
            newest,
            names,
            findings,
        }
    }

    /// The words that were compared.
    #[must_use]
    pub fn copy(&self) -> &str {
        self.reading.as_ref().map_or("", |reading| &reading.text)
    }

    /// What the copy is to the text that it has most of.
    #[must_use]
    pub fn matched(&self) -> Option<Match> {
        self.verdict.as_ref().map(|verdict| verdict.matched)
    }

    /// The text that the copy has most of.
    #[must_use]
    pub fn found(&self) -> Option<&Found> {
        self.verdict.as_ref()?.found.as_ref()
    }

    /// The version that the copy is of, as verification sees it.
    #[must_use]
    pub fn line(&self) -> Option<&VersionLine> {
        self.found()?;
        self.report.statements.iter().flat_map(|one| &one.versions).next()
    }

    /// Whether a newer version replaced the one that the copy is of.
    #[must_use]
    pub fn is_superseded(&self) -> bool {
        self.line().is_some_and(|line| line.standing == VersionStanding::Superseded)
    }

    /// How many organisations have withdrawn.
    #[must_use]
    pub fn withdrawn(&self) -> u64 {
        let withdrew = |line: &VersionLine| {
            line.organisations.iter().filter(|one| one.standing == Standing::Withdrawn).count()
        };
        self.line().map_or(0, withdrew) as u64
    }
}

/// The gravest of several answers: broken, unchecked, altered, unknown, caveat, holds.
#[must_use]
pub fn worst(outcomes: &[Outcome]) -> Outcome {
    const GRAVEST_FIRST: [Outcome; 5] =
        [Outcome::Broken, Outcome::Unchecked, Outcome::Altered, Outcome::Unknown, Outcome::Caveat];
    GRAVEST_FIRST.into_iter().find(|one| outcomes.contains(one)).unwrap_or(Outcome::Holds)
}

fn outcome(matched: Match, report: &Report, findings: &[Finding]) -> Outcome {
    let has = |severity| {
        findings.iter().any(|one| one.severity == severity)
            || report.findings.iter().any(|one| one.severity == severity)
    };
    if has(Severity::Broken) || report.outcome == Outcome::Broken {
        return Outcome::Broken;
    }
    if has(Severity::Unchecked) || report.outcome == Outcome::Unchecked {
        return Outcome::Unchecked;
    }
    match matched {
        Match::Altered => Outcome::Altered,
        Match::Unknown => Outcome::Unknown,
        Match::Excerpt | Match::Contains => Outcome::Caveat,
        _ if has(Severity::Caveat) => Outcome::Caveat,
        _ => report.outcome,
    }
}

/// The reading that comes nearest to a registered text, and what it is; the earlier one where two are as near.
///
/// `given` are the bytes that were read, `texts` brings the texts that the index names. Nothing where there is no
/// reading.
///
/// # Errors
/// Whatever `texts` says.
pub fn nearest<E>(
    given: &[u8],
    readings: Vec<Reading>,
    index: &Index,
    texts: impl Fn(&[Hash]) -> Result<Vec<Registered>, E>,
) -> Result<Option<(Reading, Verdict)>, E> {
    let mut best: Option<(Reading, Verdict)> = None;
    for reading in readings {
        let hits: Hits = index.find(&grams(&reading.text));
        let mut verdict = check::check(&reading.text, &texts(&hits.texts)?, &hits);
        // The same words out of other bytes are not the text byte for byte.
        if verdict.matched == Match::Exact && given != reading.text.as_bytes() {
            verdict.matched = Match::Layout;
            verdict.found.iter_mut().for_each(|found| {
                found.kinds.insert(Kind::Spaces);
            });
        }
        let is_nearer = best.as_ref().is_none_or(|(_, best)| verdict.nearness() > best.nearness());
        if is_nearer {
            best = Some((reading, verdict));
        }
        if best.as_ref().is_some_and(|(_, best)| best.matched == Match::Exact) {
            break;
        }
    }
    Ok(best)
}

/// Words on one line, with `between` for a line break.
#[must_use]
pub fn one_line(text: &str, between: &str) -> String {
    let plain = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let lines: Vec<String> = text.lines().map(plain).filter(|line| !line.is_empty()).collect();
    lines.join(between)
}

/// Where a byte of the copy is: its line and column, counted from 1.
fn position(copy: &str, at: usize) -> Place {
    let before = copy.get(..at).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |index| index + 1);
    Place { line, column: before.get(start..).unwrap_or_default().chars().count() + 1 }
}

/// The pieces of the copy at these bytes.
fn pieces(copy: &str, ranges: &[Range<usize>]) -> Vec<Piece> {
    let piece = |range: &Range<usize>| Piece::of(copy.get(range.clone()).unwrap_or_default());
    ranges.iter().map(piece).collect()
}
