//! `check --quote`: in which versions a sentence stands, and who endorsed them.

use std::fmt::Write as _;

use serde::Serialize;

use super::library::Shelf;
use super::{CheckedRegistry, Given};
use crate::failure::{Failure, Stop};
use crate::session::Session;
use crate::verdict;
use countersign_copy::answer::quotation::{Holder, Quoted, edited};
use countersign_copy::answer::{Piece, quoted_apart};
use countersign_copy::check::quote::Quotation;
use countersign_copy::check::{COPY_BYTES_MAX, Place};
use countersign_copy::extract::Reading;
use countersign_core::escape;
use countersign_core::name::Domain;
use countersign_core::verify::finding::{Finding, StandingFinding, What};
use countersign_core::verify::report::{
    OrganisationLine, Outcome, RetractionLine, VersionStanding,
};
use countersign_speech::locale::{Locale, Sentence, message};
use countersign_speech::{self as speech, FindingLine, phrase};

/// The result of `check --quote` (`docs/schema/quote.json`).
#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    outcome: Outcome,
    versions: Vec<Line<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nearest: Option<NearestLine<'a>>,
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
    /// Their domains, in the same order; none where nobody may know it.
    domains: Vec<Option<&'a Domain>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retracted: Option<&'a RetractionLine>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reservations: Vec<Reserved<'a>>,
    text: &'a str,
}

/// What an organisation does not stand behind, in its words.
#[derive(Serialize)]
struct Reserved<'a> {
    organisation: &'a str,
    words: &'a str,
}

/// A passage that is near to a sentence that no text has.
#[derive(Serialize)]
struct NearestLine<'a> {
    statement: String,
    version: u64,
    language: String,
    text: &'a str,
}

fn nearest((place, text): &(Place, String)) -> NearestLine<'_> {
    NearestLine {
        statement: place.version.statement.to_string(),
        version: place.version.version,
        language: place.language.to_string(),
        text,
    }
}

/// What there is to say of the sentence, and of the registry.
fn findings(answer: &Quoted, is_told: impl Fn(&&Finding) -> bool) -> Vec<FindingLine> {
    let mut lines: Vec<FindingLine> = answer.findings.iter().map(speech::check::of_copy).collect();
    lines.extend(speech::findings(answer.report.findings.iter().filter(is_told)));
    lines
}

pub(super) fn run(
    session: &mut Session,
    asked: &mut CheckedRegistry,
    quoted: &str,
) -> Result<u8, Failure> {
    let nothing = || {
        Failure::new(Stop::Usage, message::failure_quote_empty())
            .attempt("countersign check --quote \"We ask for release\"")
    };
    if quoted.len() > COPY_BYTES_MAX || Quotation::of(quoted).is_none() {
        return Err(nothing());
    }
    let whole = asked.report();
    let texts = match whole.outcome {
        Outcome::Broken => Vec::new(),
        _ => texts(asked, quoted)?,
    };
    let verdict = match texts.is_empty() && whole.outcome != Outcome::Broken {
        true => {
            let reading = Reading { text: quoted.to_owned(), ..Reading::default() };
            let given = Given { bytes: quoted.into(), readings: vec![reading] };
            Some(asked.compared(session, given)?.1)
        }
        false => None,
    };
    let is_nowhere = verdict.is_some();
    let texts = verdict.as_ref().map_or(texts, edited);
    let answer = Quoted::of(whole, texts, &|place| asked.report_of(place));
    let mut answer = match &verdict {
        Some(verdict) => answer.compared(quoted, verdict),
        None => answer.of_words(quoted),
    };
    if is_nowhere {
        answer.findings.extend(quoted_apart(quoted, &asked.apart()?));
    }
    if session.json() {
        session.answer_json(&Document {
            schema: "countersign.quote/1",
            outcome: answer.outcome,
            versions: answer.holders.iter().map(line).collect(),
            nearest: answer.nearest.as_ref().map(nearest),
            not_checked: answer.report.not_checked.iter().map(speech::not_checked).collect(),
            findings: findings(&answer, |_| true),
        })?;
    } else {
        session.answer(&words(&answer, session.locale()))?;
    }
    Ok(answer.outcome.exit_code())
}

/// The sentence as it stands in each text that has it, and the places of the text.
fn texts(asked: &CheckedRegistry, quoted: &str) -> Result<Vec<(String, Vec<Place>)>, Failure> {
    Shelf::of(&asked.opened, asked.only()).each(&asked.opened, |words, places| {
        let at = Quotation::of(quoted)?.find(words)?;
        Some((words.get(at)?.to_owned(), places.to_vec()))
    })
}

fn line(holder: &Holder) -> Line<'_> {
    let counted = || holder.line.organisations.iter().filter(|line| line.counts());
    Line {
        statement: holder.place.version.statement.to_string(),
        version: holder.place.version.version,
        language: holder.place.language.to_string(),
        standing: holder.line.standing,
        endorsed: holder.line.endorsed,
        organisations: counted().map(|line| line.name.as_str()).collect(),
        domains: counted().map(|line| line.organisation.as_ref()).collect(),
        retracted: holder.line.retraction.as_ref(),
        reservations: counted().filter_map(reserved).collect(),
        text: &holder.text,
    }
}

fn reserved(line: &OrganisationLine) -> Option<Reserved<'_>> {
    let words = line.reservation.as_deref()?;
    Some(Reserved { organisation: &line.name, words })
}

fn words(answer: &Quoted, locale: Locale) -> String {
    let Quoted { outcome, report: whole, holders, nearest, .. } = answer;
    let (word, sentence) = match outcome {
        Outcome::Broken => (message::verify_word_broken(), message::check_broken()),
        Outcome::Unchecked => {
            (message::verify_word_unchecked(), message::check_quote_unchecked(holders.len()))
        }
        Outcome::Unknown => (message::check_word_unknown(), message::check_quote_unknown()),
        _ => (message::check_word_quoted(), message::check_quote(holders.len())),
    };
    let mut text = verdict::first_line(*outcome, &word.say(locale), &sentence.say(locale), locale);
    for finding in findings(answer, |one| one.is_grave()) {
        text.push_str(&verdict::finding_line(&finding, locale));
    }
    if let Some((place, words)) = nearest {
        let words = escape::terminal(Piece::of(words).as_str()).to_string();
        let place = format!("{} ({})", place.version, place.language);
        let _ = writeln!(text, "{}", message::check_quote_nearest(place, words).say(locale));
    }
    for holder in holders {
        let standing = phrase::version_standing(&holder.line, locale);
        let endorsed = phrase::endorsed(&holder.line, locale);
        let place = &holder.place;
        let _ = writeln!(text, "\n{} ({}), {standing}: {endorsed}", place.version, place.language);
        let _ = writeln!(text, "  «{}»", escape::terminal(Piece::of(&holder.text).as_str()));
        if let Some(retraction) = &holder.line.retraction {
            let said = phrase::retracted(retraction, locale);
            let _ = writeln!(text, "  {}", escape::terminal(&said));
        }
        // That the version was taken back stands in a line of its own.
        let is_news = |one: &&Finding| {
            !matches!(*one.what, What::Standing(StandingFinding::Retracted { .. }))
        };
        for caveat in speech::findings(holder.caveats.iter().filter(is_news)) {
            let _ = write!(text, "  {}", verdict::finding_line(&caveat, locale));
        }
        let counted = holder.line.organisations.iter().filter(|line| line.counts());
        for line in counted {
            let said = message::verify_reservation;
            let reserved = line.reservation.as_ref().map(|words| said(words).say(locale));
            let conditions = line
                .conditions
                .as_ref()
                .map(|one| message::verify_conditions(phrase::conditions(one, locale)).say(locale));
            let name = verdict::with_domain(phrase::name(line, locale), line);
            let listed = line.listed_as.as_ref();
            let listed = listed.map(|name| message::verify_listed_as(name).say(locale));
            let parts = [Some(name), listed, reserved, conditions];
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            let _ = writeln!(text, "  {}", escape::terminal(&parts.join("; ")));
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
