//! What the parts of a copy have to say: its quotations, their cuts, and what stands between signed words.

use super::{Finding, Piece, Remark};
use crate::check::{Match, Omitted, Passage, PassageKind, Place, Verdict};
use countersign_core::verify::report::Severity;

/// Makes a remark of some pieces.
type Say = fn(Vec<Piece>) -> Remark;
/// Tells one kind of cut.
type IsCut = fn(&Omitted) -> bool;

pub(super) fn of(verdict: &Verdict, copy: &str) -> Vec<Finding> {
    let all = &verdict.passages;
    let mut findings = Vec::new();
    let mut say = |severity, remark: Say, pieces: Vec<Piece>| {
        if !pieces.is_empty() {
            findings.push(Finding::of(severity, remark(pieces)));
        }
    };
    let pieces = |wanted: &dyn Fn(&&Passage) -> bool| -> Vec<Piece> {
        let text = |one: &Passage| Piece::of(copy.get(one.at.clone()).unwrap_or_default());
        all.iter().filter(wanted).map(text).collect()
    };
    let is = |kind: PassageKind| move |one: &&Passage| one.kind == kind;
    // What is altered is the answer itself, unless other quotations stand beside it.
    if all.len() > 1 {
        let altered = |one: &&Passage| one.is_quoted && one.kind == PassageKind::Altered;
        say(Severity::Caveat, Remark::QuotationAltered, pieces(&altered));
    }
    say(Severity::Caveat, Remark::QuotationUnknown, pieces(&is(PassageKind::Unknown)));
    let omitted: Vec<&Omitted> = all.iter().flat_map(|one| &one.omitted).collect();
    let cuts: [(Say, IsCut); 4] = [
        (Remark::CutNegation, |one| one.negates),
        (Remark::CutName, |one| one.names && !one.negates),
        (Remark::CutJoins, |one| one.joins && !one.negates && !one.names),
        (Remark::CutShort, |one| one.is_dark && !one.joins && !one.names),
    ];
    for (remark, is_it) in cuts {
        let words = omitted.iter().filter(|one| is_it(one)).map(|one| Piece::of(&one.words));
        say(Severity::Caveat, remark, words.collect());
    }
    let beside = all.iter().flat_map(|one| &one.negations).map(|words| Piece::of(words));
    say(Severity::Caveat, Remark::NegationBeside, beside.collect());
    let is_plain = |one: &&&Omitted| !(one.negates || one.names || one.joins || one.is_dark);
    say(
        Severity::Note,
        Remark::Cut,
        omitted.iter().filter(is_plain).map(|one| Piece::of(&one.words)).collect(),
    );
    let added = all.iter().flat_map(|one| &one.added);
    let added = added.map(|at| Piece::of(copy.get(at.clone()).unwrap_or_default()));
    say(Severity::Caveat, Remark::EditorWords, added.collect());
    // Of a copy with changes, what is the text's is there as part of it.
    let is_copy = verdict.matched == Match::Altered;
    let short = |one: &&Passage| one.is_short && (one.is_quoted || all.len() == 1 && !is_copy);
    say(Severity::Note, Remark::ShortQuotation, pieces(&short));
    if matches!(verdict.matched, Match::Contains | Match::Altered) {
        let words = verdict.unsigned.iter().filter(|one| one.has_words);
        let words = words.map(|one| Piece::of(copy.get(one.at.clone()).unwrap_or_default()));
        say(Severity::Caveat, Remark::Unsigned, words.collect());
        let numbers = verdict.unsigned.iter().filter(|one| !one.has_words).count();
        if numbers > 0 {
            findings.push(Finding::of(Severity::Note, Remark::PageNumbers(numbers)));
        }
    }
    findings.extend(others(verdict).into_iter().map(|one| Finding::of(Severity::Note, one)));
    findings
}

/// Other places of the same words, and other statements that are quoted.
fn others(verdict: &Verdict) -> Vec<Remark> {
    let Some(own) = verdict.found.as_ref().and_then(|found| found.places.first()) else {
        return Vec::new();
    };
    let mut same: Vec<Place> = Vec::new();
    let mut beside: Vec<Remark> = Vec::new();
    for passage in &verdict.passages {
        let Some(place) = &passage.place else { continue };
        let statement = &place.version.statement;
        if *statement == own.version.statement {
            let more = passage.also.iter().filter(|one| *one != own);
            same.extend(more.filter(|one| !same.contains(one)).cloned().collect::<Vec<_>>());
        } else {
            let is_altered = passage.kind == PassageKind::Altered;
            let remark = Remark::Beside { version: place.version.clone(), is_altered };
            if !beside.contains(&remark) {
                beside.push(remark);
            }
        }
    }
    let is_told = verdict.found.as_ref().is_some_and(|found| found.places.len() > 1);
    if !same.is_empty() && !is_told {
        beside.push(Remark::SameWords(same));
    }
    beside
}
