//! The command line: the only reader of clock, randomness, environment and terminal.
//!
//! One file for each subcommand: its arguments, whose doc comments are the help, then `run`.
//! Results go to standard output, messages and questions to standard error; errors are printed in one place.

pub mod environment;
pub mod failure;

mod acts;
mod approve;
mod ask;
mod asked;
mod beside;
mod bundle;
mod changes;
mod check;
mod checkpoint;
mod compare;
mod completions;
mod diff;
mod doctor;
mod draft;
mod fetch;
mod git;
mod given;
mod help;
mod hook;
mod import;
mod init;
mod key;
mod known;
mod lines;
mod log;
mod man;
mod officers;
mod open;
mod org;
mod part;
mod pdftotext;
mod pins;
mod progress;
mod propose;
mod prose;
mod publish;
mod receipt;
mod remembered;
mod request;
mod root;
mod session;
mod show;
mod sign;
mod signed;
mod signer;
mod site;
mod status;
mod sync;
mod verdict;
mod verify;
mod waiting;
mod watch;
mod whose;
mod withhold;
mod witness;
mod words;

use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;

use clap::{CommandFactory, Parser, Subcommand, ValueEnum};
use serde::Serialize;

use crate::canonical;
use crate::escape;
use crate::locale::{Locale, Sentence};
use crate::time::Timestamp;

use environment::Environment;
use failure::{Failure, Stop};
use session::Session;

/// What every command's exit code means.
const EXIT_CODES: &str = "\
Exit codes:
   0  done, or everything checked holds
   1  could not finish; says nothing about the registry
   2  the command was not understood
   3  proven broken
   4  other words than those that were signed
   5  not in this registry
   6  holds with a caveat
   7  could not be judged
   8  refused
   9  the signer failed
  10  busy, try again

Start with: countersign init --help (to found a registry), countersign verify (to check one)";

/// A registry of public statements, with signatures that anyone can check.
#[derive(Debug, Parser)]
#[command(
    name = "countersign",
    version,
    max_term_width = 100,
    subcommand_required = true,
    arg_required_else_help = true,
    disable_help_subcommand = true,
    after_help = EXIT_CODES
)]
pub struct Arguments {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// Options that every command takes.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Options of every command")]
pub(crate) struct Global {
    /// Run as if started in this folder
    #[arg(short = 'C', value_name = "DIR", global = true)]
    directory: Option<PathBuf>,
    /// Print the result as JSON
    #[arg(long, global = true)]
    json: bool,
    /// Print no messages besides results and errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// Print more of what is done
    #[arg(short, long, global = true)]
    verbose: bool,
    /// The language of results; by default what LC_ALL, LC_MESSAGES or LANG says
    #[arg(long, value_name = "LANGUAGE", global = true)]
    lang: Option<MessageLanguage>,
    /// When to use colour
    #[arg(long, value_name = "WHEN", global = true, default_value = "auto")]
    color: Color,
    /// Never ask; fail where a question would be needed
    #[arg(long, global = true)]
    no_input: bool,
    /// Take this as the present time, such as 2021-02-08T09:30:00Z
    #[arg(long, value_name = "TIME", global = true)]
    at: Option<Timestamp>,
}

impl Global {
    /// The language of results.
    pub(crate) fn locale(&self, environment: &Environment) -> Locale {
        self.lang.map_or_else(|| environment.locale(), Locale::from)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum MessageLanguage {
    En,
    Es,
    Fr,
}

impl From<MessageLanguage> for Locale {
    fn from(language: MessageLanguage) -> Self {
        match language {
            MessageLanguage::En => Self::En,
            MessageLanguage::Es => Self::Es,
            MessageLanguage::Fr => Self::Fr,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    Status(status::Arguments),
    Show(show::Arguments),
    Log(log::Arguments),
    Diff(diff::Arguments),
    Verify(verify::Arguments),
    Check(check::Arguments),
    Bundle(bundle::Arguments),
    Compare(compare::Arguments),
    Watch(watch::Arguments),
    #[command(subcommand)]
    Key(key::Command),
    Sign(sign::Arguments),
    Decline(sign::DeclineArguments),
    Withdraw(sign::WithdrawArguments),
    Receipt(receipt::Arguments),
    Init(init::Arguments),
    #[command(subcommand)]
    Org(org::Command),
    #[command(subcommand)]
    Root(root::Command),
    Propose(propose::Arguments),
    Request(request::Arguments),
    Approve(approve::Arguments),
    Withhold(withhold::Arguments),
    Import(import::Arguments),
    Publish(publish::Arguments),
    #[command(subcommand)]
    Checkpoint(checkpoint::Command),
    #[command(subcommand)]
    Witness(witness::Command),
    Sync(sync::Arguments),
    #[command(subcommand)]
    Hook(hook::Command),
    #[command(subcommand)]
    Site(site::Command),
    Doctor(doctor::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
    Help(help::Arguments),
}

/// Runs one command and returns the process's exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>, mut environment: Environment) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let wants_json = arguments.iter().any(|argument| argument == "--json");
    let parsed = match Arguments::try_parse_from(&arguments) {
        Ok(parsed) => parsed,
        Err(error) => return usage(&error, wants_json, &mut environment),
    };
    let json = parsed.global.json;
    let locale = parsed.global.locale(&environment);
    let mut session = match Session::new(parsed.global, environment) {
        Ok(session) => session,
        Err(stopped) => {
            let (failure, mut environment) = *stopped;
            return fail(&failure, json, locale, &mut environment);
        }
    };
    match dispatch(parsed.command, &mut session).and_then(|code| session.flush().map(|()| code)) {
        Ok(code) => code,
        Err(failure) => {
            let locale = session.locale();
            fail(&failure, json, locale, &mut session.environment)
        }
    }
}

/// The whole command tree, for completions and man pages.
pub(crate) fn command() -> clap::Command {
    Arguments::command()
}

fn dispatch(command: Command, session: &mut Session) -> Result<u8, Failure> {
    match command {
        Command::Status(arguments) => arguments.run(session),
        Command::Show(arguments) => arguments.run(session),
        Command::Log(arguments) => arguments.run(session),
        Command::Diff(arguments) => arguments.run(session),
        Command::Verify(arguments) => arguments.run(session),
        Command::Check(arguments) => arguments.run(session),
        Command::Bundle(arguments) => arguments.run(session),
        Command::Compare(arguments) => arguments.run(session),
        Command::Watch(arguments) => arguments.run(session),
        Command::Key(command) => command.run(session),
        Command::Sign(arguments) => arguments.run(session),
        Command::Decline(arguments) => arguments.run(session),
        Command::Withdraw(arguments) => arguments.run(session),
        Command::Receipt(arguments) => arguments.run(session),
        Command::Init(arguments) => arguments.run(session),
        Command::Org(command) => command.run(session),
        Command::Root(command) => command.run(session),
        Command::Propose(arguments) => arguments.run(session),
        Command::Request(arguments) => arguments.run(session),
        Command::Approve(arguments) => arguments.run(session),
        Command::Withhold(arguments) => arguments.run(session),
        Command::Import(arguments) => arguments.run(session),
        Command::Publish(arguments) => arguments.run(session),
        Command::Checkpoint(command) => command.run(session),
        Command::Witness(command) => command.run(session),
        Command::Sync(arguments) => arguments.run(session),
        Command::Hook(command) => command.run(session),
        Command::Site(command) => command.run(session),
        Command::Doctor(arguments) => arguments.run(session),
        Command::Completions(arguments) => arguments.run(session),
        Command::Man(arguments) => arguments.run(session),
        Command::Help(arguments) => arguments.run(session),
    }
}

#[derive(Serialize)]
struct ErrorDocument<'a> {
    schema: &'static str,
    outcome: &'static str,
    what: &'a Sentence,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'a Sentence>,
    #[serde(rename = "try", skip_serializing_if = "Option::is_none")]
    attempt: Option<&'a Sentence>,
    findings: [(); 0],
}

/// The one place where errors are printed.
fn fail(failure: &Failure, json: bool, locale: Locale, environment: &mut Environment) -> u8 {
    let text = if json {
        let document = ErrorDocument {
            schema: "countersign.error/1",
            outcome: failure.stop.name(),
            what: &failure.what,
            why: failure.why.as_ref(),
            attempt: failure.attempt.as_ref(),
            findings: [],
        };
        canonical::pretty(&document).unwrap_or_default()
    } else {
        prose::failure(failure, locale)
    };
    let stream = if json { &mut environment.output } else { &mut environment.messages };
    if writeln!(stream, "{}", text.trim_end()).and_then(|()| stream.flush()).is_err() {
        // Where nobody listens any more, the exit code still says it.
        let _ = write!(environment.messages, "{}", prose::failure(failure, locale))
            .and_then(|()| environment.messages.flush());
    }
    failure.stop.exit_code()
}

/// Help and version are results; everything else that clap says is a usage error.
fn usage(error: &clap::Error, json: bool, environment: &mut Environment) -> u8 {
    let text = error.render().to_string();
    let text = text.replace("For more information, try '--help'.", "try: the same with --help");
    let text = escape::multiline(&text).to_string();
    if !error.use_stderr() {
        let _ = write!(environment.output, "{text}").and_then(|()| environment.output.flush());
        return 0;
    }
    if json {
        let what = text.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned();
        return fail(
            &Failure::new(Stop::Usage, what).attempt("countersign help"),
            true,
            Locale::En,
            environment,
        );
    }
    let _ = write!(environment.messages, "{text}").and_then(|()| environment.messages.flush());
    Stop::Usage.exit_code()
}
