//! `check --names`: which of the names on a bare list endorsed, declined, withdrew, or are nobody's here.

use std::fmt::Write as _;
use std::path::Path;

use serde::Serialize;

use super::{CheckedRegistry, reading};
use crate::failure::{Failure, Stop};
use crate::session::Session;
use crate::verdict;
use countersign_copy::answer::{NameLine, NameStanding, of_list};
use countersign_core::escape;
use countersign_core::name::{StatementId, VersionId};
use countersign_core::verify::finding::Finding;
use countersign_core::verify::report::{Outcome, Report, VersionLine};
use countersign_core::verify::{Question, Subject};
use countersign_speech::check::json::{NameOut, name};
use countersign_speech::locale::{Locale, Sentence, message};
use countersign_speech::{self as speech, FindingLine};

/// The result of `check --names` (`docs/schema/names.json`).
#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    outcome: Outcome,
    statement: String,
    version: u64,
    endorsed: u64,
    names: Vec<NameOut<'a>>,
    not_checked: Vec<Sentence>,
    findings: Vec<FindingLine>,
}

/// What there is to say about a list.
struct Answer {
    outcome: Outcome,
    version: VersionId,
    report: Report,
    names: Vec<NameLine>,
}

pub(super) fn run(
    session: &mut Session,
    asked: &CheckedRegistry,
    file: &Path,
) -> Result<u8, Failure> {
    let version = version(asked)?;
    let given = reading::read(session, file)?;
    let list = given.readings.first().map_or("", |reading| &reading.text);
    let report = asked.ask(Question::about(Subject::Version(version.clone())));
    let state = &asked.opened.examined.pending.state;
    let line = report.statements.iter().flat_map(|one| &one.versions).next();
    let names = match report.outcome {
        Outcome::Broken => Vec::new(),
        _ => line.map_or_else(Vec::new, |line| of_list(list, line, state)),
    };
    let outcome = outcome(&report, line, &names);
    let endorsed = line.map_or(0, |line| line.endorsed);
    let answer = Answer { outcome, version, names, report };
    if session.json() {
        session.answer_json(&Document {
            schema: "countersign.names/1",
            outcome,
            statement: answer.version.statement.to_string(),
            version: answer.version.version,
            endorsed,
            names: answer.names.iter().map(name).collect(),
            not_checked: answer.report.not_checked.iter().map(speech::not_checked).collect(),
            findings: speech::findings(&answer.report.findings),
        })?;
    } else {
        session.answer(&words(&answer, session.locale()))?;
    }
    Ok(outcome.exit_code())
}

/// The newest version of the statement that was named, or of the only one.
fn version(asked: &CheckedRegistry) -> Result<VersionId, Failure> {
    let state = &asked.opened.examined.pending.state;
    let mut all = state.statements().keys();
    let only = match (asked.only(), all.next(), all.next()) {
        (Some(id), ..) | (None, Some(id), None) => id.clone(),
        (None, first, _) => {
            let example =
                first.map_or_else(|| "2021/solidarity".to_owned(), StatementId::to_string);
            return Err(Failure::new(Stop::Usage, message::failure_names_statement())
                .attempt(format!("countersign check --names FILE --statement {example}")));
        }
    };
    let current = state.current(&only).map(|current| only.at(current.statement.version));
    current.ok_or_else(|| crate::failure::no_version(&only.to_string()))
}

fn is_sound(one: &NameLine) -> bool {
    one.standing == NameStanding::Endorsed && !one.is_near
}

/// A list holds where each name on it is one whose endorsement counts.
fn outcome(report: &Report, line: Option<&VersionLine>, names: &[NameLine]) -> Outcome {
    match report.outcome {
        Outcome::Broken | Outcome::Unchecked => report.outcome,
        _ if line.is_none() || names.iter().all(|one| one.standing == NameStanding::Unknown) => {
            Outcome::Unknown
        }
        outcome if names.iter().all(is_sound) => outcome,
        _ => Outcome::Caveat,
    }
}

fn words(answer: &Answer, locale: Locale) -> String {
    let Answer { outcome, version, report, names, .. } = answer;
    let count = |standing| names.iter().filter(|one| one.standing == standing).count();
    let endorsed = count(NameStanding::Endorsed);
    let (word, sentence) = match outcome {
        Outcome::Broken => (message::verify_word_broken(), message::check_broken()),
        Outcome::Unchecked => (message::verify_word_unchecked(), message::check_unread()),
        Outcome::Unknown => (message::check_word_unknown(), message::check_names_unknown()),
        Outcome::Holds => {
            (message::verify_word_holds(), message::check_names_hold(endorsed, version))
        }
        _ if names.iter().all(is_sound) => {
            (message::verify_word_caveat(), message::check_names_hold(endorsed, version))
        }
        _ => (
            message::verify_word_caveat(),
            message::check_names_caveat(endorsed, names.len(), version),
        ),
    };
    let mut text = verdict::first_line(*outcome, &word.say(locale), &sentence.say(locale), locale);
    let grave: Vec<&Finding> = report.findings.iter().filter(|one| one.is_grave()).collect();
    for finding in speech::findings(grave) {
        text.push_str(&verdict::finding_line(&finding, locale));
    }
    for standing in ORDER {
        let mut here = names.iter().filter(|one| one.standing == standing).peekable();
        if here.peek().is_none() {
            continue;
        }
        let _ = writeln!(text, "\n{}", heading(standing).say(locale));
        for one in here {
            let _ = writeln!(text, "  {}", escape::terminal(&told(one, locale)));
        }
    }
    let _ = writeln!(text, "\n{}", message::verify_not_checked().say(locale));
    for unseen in &report.not_checked {
        let _ = writeln!(text, "  {}", escape::terminal(&speech::not_checked(unseen).say(locale)));
    }
    let show = format!("countersign show {version}");
    let _ = writeln!(text, "{}", message::verify_next(message::check_names_next(show)).say(locale));
    text
}

/// What must be read first stands first.
const ORDER: [NameStanding; 7] = [
    NameStanding::Withdrawn,
    NameStanding::Declined,
    NameStanding::Unreliable,
    NameStanding::NotCounted,
    NameStanding::Unknown,
    NameStanding::Silent,
    NameStanding::Endorsed,
];

fn heading(standing: NameStanding) -> Sentence {
    match standing {
        NameStanding::Withdrawn => message::check_names_withdrawn(),
        NameStanding::Declined => message::check_names_declined(),
        NameStanding::Unreliable => message::check_names_unreliable(),
        NameStanding::NotCounted => message::check_names_not_counted(),
        NameStanding::Unknown => message::check_names_strange(),
        NameStanding::Silent => message::check_names_silent(),
        NameStanding::Endorsed => message::check_names_endorsed(),
    }
}

/// "Foro Pena1 (not spelled so: Foro Penal, foro.example)"
fn told(one: &NameLine, locale: Locale) -> String {
    let domain = one.organisation.as_ref().map(ToString::to_string);
    let name = one.name.as_ref().filter(|name| one.is_near || **name != one.printed);
    let parts: Vec<String> = name.cloned().into_iter().chain(domain).collect();
    let parts = parts.join(", ");
    match (one.is_near, parts.is_empty()) {
        (true, _) => message::check_names_near(&one.printed, parts).say(locale),
        (false, true) => one.printed.clone(),
        (false, false) => format!("{} ({parts})", one.printed),
    }
}
