//! In which versions a sentence stands, and what verification says about each.

use crate::check::Place;
use countersign_core::name::VersionId;
use countersign_core::verify::report::{Outcome, Report, VersionLine};

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
}

impl Quoted {
    /// The answer; `texts` are those that have the sentence, as it stands in each, with the places of the text.
    #[must_use]
    pub fn of(
        report: Report,
        texts: Vec<(String, Vec<Place>)>,
        about: &dyn Fn(&VersionId) -> Report,
    ) -> Self {
        let mut holders: Vec<Holder> = Vec::new();
        for (text, places) in texts {
            for place in places {
                let report = about(&place.version);
                let outcome = report.outcome;
                let line = report.statements.into_iter().flat_map(|one| one.versions).next();
                holders.extend(line.map(|line| Holder {
                    place,
                    text: text.clone(),
                    line,
                    outcome,
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
        Self { outcome, report, holders }
    }
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
