//! `countersign check`

use std::path::PathBuf;

use super::failure::{Failure, Stop};
use super::session::Session;
use countersign_copy::answer::{self, Answer};
use countersign_core::name::StatementId;
use countersign_core::verify::report::{Report, Severity};
use countersign_speech::check::json::{self, File};
use countersign_speech::locale::message;
use countersign_speech::{self as speech, FindingLine};

mod library;
mod names;
mod quote;
pub(crate) mod reading;
mod registry;
mod words;

pub use registry::{CheckedRegistry, Given};

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
    /// Exit with 5 where a quotation is in no text of this registry
    #[arg(long, conflicts_with = "quote")]
    article: bool,
    /// Say in which versions a sentence stands, instead of checking a file
    #[arg(long, value_name = "TEXT", conflicts_with = "files")]
    quote: Option<String>,
    /// Say of each name on a list where that organisation stands, instead of checking a text: one name on a line
    #[arg(long, value_name = "FILE|-", conflicts_with_all = ["files", "quote", "article"])]
    names: Option<PathBuf>,
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let mut asked = CheckedRegistry::open(session, self.statement)?;
        asked.is_article = self.article;
        if let Some(sentence) = &self.quote {
            return quote::run(session, &mut asked, sentence);
        }
        if let Some(list) = &self.names {
            return names::run(session, &asked, list);
        }
        let files = match self.files.as_slice() {
            [] => vec![PathBuf::from(STANDARD_INPUT)],
            files => files.to_vec(),
        };
        let several = files.len() > 1;
        let whole = asked.report();
        let mut answers = Vec::new();
        for file in &files {
            let name =
                (file.as_os_str() != STANDARD_INPUT || several).then(|| file.display().to_string());
            answers.push(match reading::read(session, file) {
                Ok(given) => {
                    let answer = asked.answer(session, given, &whole)?;
                    let findings = speech::check::findings(&answer);
                    File { name, answer, findings }
                }
                // One file that cannot be read leaves the others to be judged.
                Err(failure) if several && failure.stop == Stop::Unchecked => {
                    unread(name, &failure, &whole)
                }
                Err(failure) => return Err(failure),
            });
        }
        let outcomes: Vec<_> = answers.iter().map(|file| file.answer.outcome).collect();
        let worst = answer::worst(&outcomes);
        if session.json() {
            session.answer_json(&json::of(&answers, worst))?;
        } else {
            let text = words::answers(&answers, session.locale());
            session.answer(&text)?;
        }
        Ok(worst.exit_code())
    }
}

/// A file that could not be read.
fn unread(name: Option<String>, failure: &Failure, whole: &Report) -> File {
    let message = match &failure.why {
        Some(why) => message::finding_unread_copy(&failure.what, why),
        None => failure.what.clone(),
    };
    let path = name.clone().unwrap_or_default();
    let finding = FindingLine::new(Severity::Unchecked, "unreadable-copy", path, message);
    File { name, answer: Answer::unread(whole), findings: vec![finding] }
}
