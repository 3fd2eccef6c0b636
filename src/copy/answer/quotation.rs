//! In which versions a sentence stands, and what verification says about each.

use super::finding::{self, Finding};
use crate::check::{Match, Place, Verdict};
use countersign_core::verify::report::{Outcome, Report, Severity, VersionLine};

/// A version that has the sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Where the sentence stands.
    pub place: Place,
    /// The sentence as it stands there.
    pub text: String,
    /// The version, as verification sees it.
    pub line: VersionLine,
    /// What verification says about it.
    pub outcome: Outcome,
    /// What must be read with it.
    pub caveats: Vec<countersign_core::verify::finding::Finding>,
}

/// Where a sentence stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quoted {
    /// The word behind the exit code.
    pub outcome: Outcome,
    /// What verification says about the registry.
    pub report: Report,
    /// The versions that have it, current ones first.
    pub holders: Vec<Holder>,
    /// The passage that is nearest to it, where none has it.
    pub nearest: Option<(Place, String)>,
    /// What there is to say of cuts and brackets in it, and of how few words it has.
    pub findings: Vec<Finding>,
}

/// Fewest words of a sentence that stands in a text and is no common word.
const QUOTED_WORDS_MIN: usize = 3;

impl Quoted {
    /// The answer; `texts` are those that have the sentence, as it stands in each, with the places of the text.
    #[must_use]
    pub fn of(
        report: Report,
        texts: Vec<(String, Vec<Place>)>,
        about: &dyn Fn(&Place) -> Report,
    ) -> Self {
        let mut holders: Vec<Holder> = Vec::new();
        for (text, places) in texts {
            for place in places {
                let report = about(&place);
                let outcome = report.outcome;
                let mut caveats = report.findings;
                caveats.retain(|one| one.severity == Severity::Caveat);
                let line = report.statements.into_iter().flat_map(|one| one.versions).next();
                holders.extend(line.map(|line| Holder {
                    place,
                    text: text.clone(),
                    line,
                    outcome,
                    caveats: caveats.clone(),
                }));
            }
        }
        holders.sort_by_cached_key(|one| {
            let version = &one.place.version;
            let newest = u64::MAX - version.version;
            let language = one.place.language.clone();
            (!one.place.is_current, version.statement.clone(), newest, language)
        });
        let outcome = outcome(&report, &holders);
        Self { outcome, report, holders, nearest: None, findings: Vec::new() }
    }

    /// The same of a sentence with so few words that they may be anybody's.
    #[must_use]
    pub fn of_words(mut self, sentence: &str) -> Self {
        let words =
            sentence.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric));
        let has_spaces = sentence.trim().contains(char::is_whitespace) || sentence.is_ascii();
        if self.outcome == Outcome::Holds && has_spaces && words.count() < QUOTED_WORDS_MIN {
            self.outcome = Outcome::Caveat;
            let remark = finding::Remark::ShortQuotation(vec![finding::Piece::of(sentence)]);
            self.findings.push(Finding::of(Severity::Caveat, remark));
        }
        self
    }

    /// The same, with what a comparison says of a sentence that no text has word for word: `texts` are the passages
    /// that [`edited`] found in it.
    #[must_use]
    pub fn compared(mut self, sentence: &str, verdict: &Verdict) -> Self {
        match &verdict.found {
            Some(found) if verdict.matched == Match::Altered => {
                let words = passage(&found.text, &found.missing);
                let place = found.places.first().filter(|_| !words.is_empty());
                self.nearest = place.map(|place| (place.clone(), words));
            }
            Some(found) if !self.holders.is_empty() => {
                self.findings = finding::of_words(found, verdict, sentence);
                self.findings.retain(|one| one.code() != "same-words");
                if self.outcome == Outcome::Holds {
                    self.outcome = Outcome::Caveat;
                }
            }
            _ => {}
        }
        self
    }
}

/// The passages that a sentence with an editor's marks has, with the places of each.
#[must_use]
pub fn edited(verdict: &Verdict) -> Vec<(String, Vec<Place>)> {
    if !matches!(verdict.matched, Match::Excerpt | Match::Contains) {
        return Vec::new();
    }
    let Some(found) = &verdict.found else { return Vec::new() };
    let own = verdict.passages.iter().filter(|one| one.place.as_ref() == found.places.first());
    let words = |one: &std::ops::Range<usize>| found.text.get(one.clone()).unwrap_or_default();
    let text: Vec<&str> = own.clone().flat_map(|one| &one.text_at).map(words).collect();
    let mut places = found.places.clone();
    for place in own.flat_map(|one| &one.also) {
        if !places.contains(place) {
            places.push(place.clone());
        }
    }
    if text.is_empty() { Vec::new() } else { vec![(text.join(" […] "), places)] }
}

/// What a comparison compared of a text.
fn passage(text: &str, missing: &[std::ops::Range<usize>]) -> String {
    let start = missing.iter().find(|one| one.start == 0).map_or(0, |one| one.end);
    let after = missing.iter().map(|one| one.start).filter(|at| *at >= start && *at > 0);
    let end = after.min().unwrap_or(text.len());
    text.get(start..end).unwrap_or_default().trim().to_owned()
}

/// A sentence that stands in a current version which holds is no caveat, whatever older versions have it.
fn outcome(report: &Report, holders: &[Holder]) -> Outcome {
    match report.outcome {
        Outcome::Broken | Outcome::Unchecked => report.outcome,
        _ if holders.is_empty() => Outcome::Unknown,
        _ if holders.iter().any(|one| one.outcome == Outcome::Holds) => Outcome::Holds,
        _ => Outcome::Caveat,
    }
}
