//! `countersign check`

use std::path::PathBuf;

use super::failure::{self, Failure, Stop};
use super::session::Session;
use countersign_copy::check::{Kind, Match, Verdict, check, grams};
use countersign_copy::extract::Reading;
use countersign_core::name::StatementId;
use countersign_core::verify::finding::Finding;
use countersign_core::verify::report::{Outcome, Report};
use countersign_core::verify::{Pin, Question, Subject};
use countersign_speech::locale::{Locale, message};
use countersign_workflow::open::Opened;
use countersign_workflow::pins;
use countersign_workflow::seen;

mod answer;
mod document;
mod library;
mod names;
mod quote;
mod reading;
mod words;

use answer::Answer;
use library::Library;
use reading::Given;

/// What standard input is called.
const STANDARD_INPUT: &str = "-";

/// Say whether a text is what was signed, word for word
///
/// Compares a file, or what is pasted, with every text of the registry: spaces, quotation marks and letter case may
/// differ, words may not. What the copy adds, leaves out or changes is shown, and whose names it prints.
/// Exit codes: 0 the signed words, 3 the registry is broken, 4 other words, 5 not in this registry,
/// 6 the signed words with a caveat (an excerpt, more around them, replaced, withdrawn), 7 could not be judged.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Files with the text to check; - or nothing for what is pasted
    #[arg(value_name = "FILE|-")]
    files: Vec<PathBuf>,
    /// Compare with the versions of this statement only
    #[arg(long, value_name = "ID")]
    statement: Option<StatementId>,
    /// Say in which versions a sentence stands, instead of checking a file
    #[arg(long, value_name = "TEXT", conflicts_with = "files")]
    quote: Option<String>,
}

/// A registry that may be asked.
pub(crate) struct CheckedRegistry {
    opened: Opened,
    pins: Vec<Pin>,
    beside: Vec<Finding>,
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let asked = CheckedRegistry::open(session)?;
        if let Some(id) = &self.statement {
            asked.check_has(id)?;
        }
        if let Some(sentence) = &self.quote {
            return quote::run(session, &asked, sentence, self.statement.as_ref());
        }
        let files = match self.files.as_slice() {
            [] => vec![PathBuf::from(STANDARD_INPUT)],
            files => files.to_vec(),
        };
        let several = files.len() > 1;
        let whole = asked.report(Subject::Registry);
        // What is found is English for programs.
        let findings_in = if session.json() { Locale::En } else { session.locale() };
        let mut library = None;
        let mut answers = Vec::new();
        for file in &files {
            let name =
                (file.as_os_str() != STANDARD_INPUT || several).then(|| file.display().to_string());
            let answer = match reading::read(session, file) {
                Ok(_) if whole.outcome == Outcome::Broken => Answer::of_broken(name, whole.clone()),
                Ok(given) => {
                    let library = match &library {
                        Some(library) => library,
                        None => library.insert(Library::open(
                            session,
                            &asked.opened,
                            self.statement.as_ref(),
                        )?),
                    };
                    let (reading, verdict) = judge(&asked.opened, library, given)?;
                    Answer::of(name, reading, verdict, &asked, &whole, findings_in)
                }
                // One file that cannot be read leaves the others to be judged.
                Err(failure) if several && failure.stop == Stop::Unchecked => {
                    Answer::unread(name, &failure, &whole)
                }
                Err(failure) => return Err(failure),
            };
            answers.push(answer);
        }
        let worst = answer::worst(&answers);
        if session.json() {
            session.answer_json(&document::of(&answers, worst))?;
        } else {
            let text = words::answers(&answers, session.locale());
            session.answer(&text)?;
        }
        Ok(worst.exit_code())
    }
}

impl CheckedRegistry {
    fn open(session: &mut Session) -> Result<Self, Failure> {
        let opened = Opened::at_head(session)?;
        let beside = seen::finding(session, &opened.examined)?.into_iter().collect();
        let pins = pins::of(session, &opened.examined.replayed.state, &[])?;
        Ok(Self { opened, pins, beside })
    }

    fn check_has(&self, id: &StatementId) -> Result<(), Failure> {
        let state = &self.opened.examined.pending.state;
        match state.statements().contains_key(id) {
            true => Ok(()),
            false => Err(failure::no_version(&id.to_string())),
        }
    }

    /// What verification says about something; the same rules as everywhere.
    fn report(&self, subject: Subject) -> Report {
        self.opened.examined.answer(&Question {
            pins: self.pins.clone(),
            beside: self.beside.clone(),
            ..Question::about(subject)
        })
    }
}

/// The reading that comes nearest to a registered text; the earlier one where two are as near.
fn judge(opened: &Opened, library: &Library, given: Given) -> Result<(Reading, Verdict), Failure> {
    let mut best: Option<(Reading, Verdict)> = None;
    for reading in given.readings {
        let hits = library.index.find(&grams(&reading.text));
        let texts = library.shelf.texts(opened, &hits.texts)?;
        let mut verdict = check(&reading.text, &texts, &hits);
        // The same words out of other bytes are not the text byte for byte.
        if verdict.matched == Match::Exact && given.bytes != reading.text.as_bytes() {
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
    best.ok_or_else(|| Failure::new(Stop::Unchecked, message::failure_no_words()))
}
