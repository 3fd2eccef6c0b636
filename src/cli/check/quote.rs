//! `check --quote`: in which versions a sentence stands, and who endorsed them.

use std::fmt::Write as _;

use serde::Serialize;

use super::CheckedRegistry;
use super::library::Shelf;
use crate::failure::{Failure, Stop};
use crate::session::Session;
use crate::verdict;
use countersign_copy::check::quote::Quotation;
use countersign_copy::check::{COPY_BYTES_MAX, Place};
use countersign_core::escape;
use countersign_core::name::StatementId;
use countersign_core::verify::Subject;
use countersign_core::verify::report::{Outcome, Report, VersionLine, VersionStanding};
use countersign_speech::locale::{Locale, Sentence, message};
use countersign_speech::{self as speech, FindingLine, phrase};

/// The result of `check --quote` (`docs/schema/quote.json`).
#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    outcome: Outcome,
    versions: Vec<Line<'a>>,
    not_checked: Vec<Sentence>,
    findings: Vec<FindingLine>,
}

#[derive(Serialize)]
struct Line<'a> {
    statement: String,
    version: u64,
    language: String,
    standing: VersionStanding,
    endorsed: u64,
    organisations: Vec<&'a str>,
    text: &'a str,
}

/// A version that has the sentence.
struct Holder {
    place: Place,
    text: String,
    line: VersionLine,
    outcome: Outcome,
}

pub(super) fn run(
    session: &mut Session,
    asked: &CheckedRegistry,
    quoted: &str,
    only: Option<&StatementId>,
) -> Result<u8, Failure> {
    let nothing = || {
        Failure::new(Stop::Usage, message::failure_quote_empty())
            .attempt("countersign check --quote \"We ask for release\"")
    };
    if quoted.len() > COPY_BYTES_MAX || Quotation::of(quoted).is_none() {
        return Err(nothing());
    }
    let whole = asked.report(Subject::Registry);
    let holders = match whole.outcome {
        Outcome::Broken => Vec::new(),
        _ => holders(asked, quoted, only)?,
    };
    let outcome = outcome(&whole, &holders);
    if session.json() {
        session.answer_json(&Document {
            schema: "countersign.quote/1",
            outcome,
            versions: holders.iter().map(line).collect(),
            not_checked: whole.not_checked.iter().map(speech::not_checked).collect(),
            findings: speech::findings(&whole.findings),
        })?;
    } else {
        let text = words(outcome, &whole, &holders, session.locale());
        session.answer(&text)?;
    }
    Ok(outcome.exit_code())
}

fn holders(
    asked: &CheckedRegistry,
    quoted: &str,
    only: Option<&StatementId>,
) -> Result<Vec<Holder>, Failure> {
    let shelf = Shelf::of(&asked.opened, only);
    let look = |words: &str, places: &[Place]| {
        let at = Quotation::of(quoted)?.find(words)?;
        Some((words.get(at)?.to_owned(), places.to_vec()))
    };
    let mut holders = Vec::new();
    for (text, places) in shelf.each(&asked.opened, look)? {
        for place in places {
            let report = asked.report(Subject::Version(place.version.clone()));
            let outcome = report.outcome;
            let line = report.statements.into_iter().flat_map(|one| one.versions).next();
            holders.extend(line.map(|line| Holder { place, text: text.clone(), line, outcome }));
        }
    }
    holders.sort_by(|one, other| {
        let key = |one: &Holder| {
            (
                !one.place.is_current,
                one.place.version.statement.clone(),
                u64::MAX - one.place.version.version,
                one.place.language.clone(),
            )
        };
        key(one).cmp(&key(other))
    });
    Ok(holders)
}

/// A sentence that stands in a current version which holds is no caveat, whatever older versions have it.
fn outcome(whole: &Report, holders: &[Holder]) -> Outcome {
    match whole.outcome {
        Outcome::Broken | Outcome::Unchecked => whole.outcome,
        _ if holders.is_empty() => Outcome::Unknown,
        _ if holders.iter().any(|one| one.outcome == Outcome::Holds) => Outcome::Holds,
        _ => Outcome::Caveat,
    }
}

fn line(holder: &Holder) -> Line<'_> {
    let counted = holder.line.organisations.iter().filter(|line| line.counts());
    Line {
        statement: holder.place.version.statement.to_string(),
        version: holder.place.version.version,
        language: holder.place.language.to_string(),
        standing: holder.line.standing,
        endorsed: holder.line.endorsed,
        organisations: counted.map(|line| line.name.as_str()).collect(),
        text: &holder.text,
    }
}

fn words(outcome: Outcome, whole: &Report, holders: &[Holder], locale: Locale) -> String {
    let (word, sentence) = match outcome {
        Outcome::Broken => {
            (message::verify_word_broken().say(locale), message::check_broken().say(locale))
        }
        Outcome::Unchecked => (
            message::verify_word_unchecked().say(locale),
            message::check_quote_unchecked(holders.len()).say(locale),
        ),
        Outcome::Unknown => {
            (message::check_word_unknown().say(locale), message::check_quote_unknown().say(locale))
        }
        _ => (
            message::check_word_quoted().say(locale),
            message::check_quote(holders.len()).say(locale),
        ),
    };
    let mut text = verdict::first_line(outcome, &word, &sentence, locale);
    let grave = whole.findings.iter().filter(|one| one.is_grave());
    for finding in speech::findings(grave) {
        text.push_str(&verdict::finding_line(&finding, locale));
    }
    for holder in holders {
        let standing = phrase::version_standing(holder.line.standing, locale);
        let endorsed = phrase::endorsed(&holder.line, locale);
        let place = &holder.place;
        let _ = writeln!(text, "\n{} ({}), {standing}: {endorsed}", place.version, place.language);
        let _ = writeln!(text, "  «{}»", escape::terminal(&super::answer::piece(&holder.text)));
        let counted = holder.line.organisations.iter().filter(|line| line.counts());
        for line in counted {
            let _ = writeln!(text, "  {}", escape::terminal(&phrase::name(line, locale)));
        }
    }
    let _ = writeln!(text, "\n{}", message::verify_not_checked().say(locale));
    for unseen in &whole.not_checked {
        let _ = writeln!(text, "  {}", escape::terminal(&speech::not_checked(unseen).say(locale)));
    }
    let step = match (outcome, holders.first()) {
        (Outcome::Broken, _) => message::check_next_broken("countersign verify").say(locale),
        (_, Some(first)) => {
            let command =
                format!("countersign show {} --text {}", first.place.version, first.place.language);
            message::check_next_quote(command).say(locale)
        }
        _ => message::check_next_unknown("countersign status").say(locale),
    };
    let _ = writeln!(text, "{}", message::verify_next(step).say(locale));
    text
}
