//! `countersign verify`

use std::path::PathBuf;

use super::failure::{Failure, Stop};
use super::open::{self, AskedVersion, Opened};
use super::pins;
use super::prose;
use super::session::Session;
use crate::digest::Hash;
use crate::directory::Directory;
use crate::verify::{Examined, Expect, Question, Require, Subject, examine};

/// Check the whole registry, or one version, and say what was not checked
///
/// Reads every record, signature and text, replays the log, and prints who endorsed what.
/// Exit codes: 0 holds, 3 proven broken, 5 not in this registry, 6 holds with a caveat, 7 could not be judged.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// A statement, such as 2021/solidarity, or one version of it, such as 2021/solidarity@1
    #[arg(value_name = "ID[@V]")]
    id: Option<AskedVersion>,
    /// How many endorsements there must be: a number, or all
    #[arg(long, value_name = "N|all")]
    require: Option<Asked>,
    /// Exit with 6 where anything is noted or was not checked
    #[arg(long)]
    strict: bool,
    /// The registry's fingerprint, or SIZE:ROOTHASH that its history must contain
    #[arg(long, value_name = "FINGERPRINT")]
    expect: Option<Known>,
    /// A key that you know to be an organisation's; again for each
    #[arg(long, value_name = "DOMAIN=FILE.pub|SHA256:HASH")]
    pin: Vec<pins::Given>,
    /// Check this commit, branch or tag instead of the one checked out
    #[arg(long, value_name = "REV", conflicts_with = "dir")]
    rev: Option<String>,
    /// Check a plain folder, without git
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy)]
struct Asked(Require);

impl std::str::FromStr for Asked {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "all" {
            return Ok(Self(Require::All));
        }
        match text.parse::<u64>() {
            Ok(count) if count > 0 => Ok(Self(Require::Count(count))),
            _ => Err("want a number from 1, or all".to_owned()),
        }
    }
}

#[derive(Debug, Clone, Copy)]
struct Known(Expect);

impl std::str::FromStr for Known {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let hash = |text: &str| text.parse::<Hash>().map_err(|error| error.to_string());
        match text.split_once(':') {
            None => hash(text).map(|hash| Self(Expect::Registry(hash))),
            Some((size, root)) => {
                let size = crate::name::number(size).map_err(|error| error.to_string())?;
                Ok(Self(Expect::Checkpoint(size, hash(root)?)))
            }
        }
    }
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let (examined, mut not_checked) = self.examine(session)?;
        if self.rev.is_some() {
            not_checked
                .push("whether this revision is the newest: another one was asked for".to_owned());
        }
        let subject = match self.id {
            None => Subject::Registry,
            Some(AskedVersion::Current(statement)) => Subject::Statement(statement),
            Some(AskedVersion::Exact(id)) => Subject::Version(id),
        };
        let question = Question {
            require: self.require.map(|asked| asked.0),
            strict: self.strict,
            expect: self.expect.map(|known| known.0),
            pins: pins::of(session, &examined.replayed.state, &self.pin)?,
            not_checked,
            ..Question::about(subject)
        };
        let report = examined.answer(&question);
        if session.json() {
            session.answer_json(&report)?;
        } else {
            let text = prose::report(&report, &question.subject, session.verbose(), session.now());
            session.answer(&text)?;
        }
        Ok(report.outcome.exit_code())
    }

    fn examine(&self, session: &Session) -> Result<(Examined, Vec<String>), Failure> {
        if let Some(dir) = &self.dir {
            let path = session.path(dir);
            let directory = Directory::open(&path).map_err(|error| {
                Failure::new(Stop::Error, format!("cannot read the folder {}", dir.display()))
                    .why(error.why)
                    .attempt("countersign verify --dir DIR, with the folder that has registry/ and keys/")
            })?;
            let not_checked = vec!["the git history: a plain folder has none".to_owned()];
            let examined = examine(&directory, &Vec::new);
            open::check_is_registry(&examined, &directory)?;
            return Ok((examined, not_checked));
        }
        let store = open::find(session)?;
        let commit = match &self.rev {
            Some(revision) => store.resolve(revision)?,
            None => open::head(&store)?,
        };
        let mut not_checked = Vec::new();
        if store.is_shallow() {
            not_checked.push(
                "the git history: this clone is shallow (the log, which decides, is whole)"
                    .to_owned(),
            );
        }
        Ok((Opened::at(store, commit)?.examined, not_checked))
    }
}
