//! The command line: the only reader of clock, randomness, environment and terminal.
//!
//! One file for each subcommand: its arguments, whose doc comments are the help, then `run`.
//! Results go to standard output, messages and questions to standard error; errors are printed in one place.

pub mod check;
pub mod environment;
pub mod failure;

mod approve;
mod ask;
mod backup;
mod brief;
mod bundle;
mod changes;
mod checkpoint;
mod compare;
mod completions;
mod contacts;
mod desk;
mod diff;
mod doctor;
mod export;
mod fetch;
mod given;
mod help;
mod hook;
mod import;
mod init;
mod key;
mod landing;
mod lines;
mod log;
mod man;
mod memory;
mod org;
mod output;
mod pdftotext;
mod pins;
mod progress;
mod propose;
mod prose;
mod publish;
mod receipt;
mod request;
mod restore;
mod retract;
mod root;
mod session;
mod show;
mod sign;
mod site;
mod status;
mod sync;
mod table;
mod translate;
mod verdict;
mod verify;
mod version;
mod waiting;
mod watch;
mod whose;
mod withhold;
mod witness;
mod words;
mod world;

use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use serde::Serialize;

use countersign_core::canonical;
use countersign_core::escape;
use countersign_core::time::Timestamp;
use countersign_speech::locale::{Locale, Sentence};
pub(crate) use countersign_speech::told;

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
    bin_name = "countersign",
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
#[derive(Debug, Clone, Args)]
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
        self.chosen_locale().unwrap_or_else(|| environment.locale())
    }

    /// The language that was asked for by name.
    pub(crate) fn chosen_locale(&self) -> Option<Locale> {
        self.lang.map(Locale::from)
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

/// The commands in the order of the help: what each is called, what it takes, and how that is made known.
macro_rules! commands {
    ($($(#[$attribute:meta])* $name:literal $command:ident($arguments:ty) $augment:ident,)*) => {
        #[derive(Debug, Subcommand)]
        enum Command {
            $($(#[$attribute])* #[command(name = $name)] $command($arguments),)*
        }

        impl Command {
            const ALL: &[(&str, fn(clap::Command) -> clap::Command)] =
                &[$(($name, <$arguments>::$augment),)*];

            fn run(self, session: &mut Session) -> Result<u8, Failure> {
                match self {
                    $(Self::$command(arguments) => arguments.run(session),)*
                }
            }
        }
    };
}

commands! {
    "status" Status(status::Arguments) augment_args,
    "show" Show(show::Arguments) augment_args,
    "log" Log(log::Arguments) augment_args,
    "diff" Diff(diff::Arguments) augment_args,
    "verify" Verify(verify::Arguments) augment_args,
    "check" Check(check::Arguments) augment_args,
    "bundle" Bundle(bundle::Arguments) augment_args,
    "compare" Compare(compare::Arguments) augment_args,
    "watch" Watch(watch::Arguments) augment_args,
    #[command(subcommand)]
    "key" Key(key::Command) augment_subcommands,
    "sign" Sign(sign::Arguments) augment_args,
    "decline" Decline(sign::DeclineArguments) augment_args,
    "withdraw" Withdraw(sign::WithdrawArguments) augment_args,
    "receipt" Receipt(receipt::Arguments) augment_args,
    "init" Init(init::Arguments) augment_args,
    #[command(subcommand)]
    "org" Org(org::Command) augment_subcommands,
    #[command(subcommand)]
    "root" Root(root::Command) augment_subcommands,
    "propose" Propose(propose::Arguments) augment_args,
    "request" Request(request::Arguments) augment_args,
    #[command(subcommand)]
    "contacts" Contacts(contacts::Command) augment_subcommands,
    "approve" Approve(approve::Arguments) augment_args,
    "translate" Translate(translate::Arguments) augment_args,
    "retract" Retract(retract::Arguments) augment_args,
    "withhold" Withhold(withhold::Arguments) augment_args,
    "import" Import(import::Arguments) augment_args,
    "publish" Publish(publish::Arguments) augment_args,
    #[command(subcommand)]
    "export" Export(export::Command) augment_subcommands,
    #[command(subcommand)]
    "checkpoint" Checkpoint(checkpoint::Command) augment_subcommands,
    #[command(subcommand)]
    "witness" Witness(witness::Command) augment_subcommands,
    "sync" Sync(sync::Arguments) augment_args,
    #[command(subcommand)]
    "hook" Hook(hook::Command) augment_subcommands,
    #[command(subcommand)]
    "site" Site(site::Command) augment_subcommands,
    "desk" Desk(desk::Arguments) augment_args,
    #[command(subcommand)]
    "memory" Memory(memory::Command) augment_subcommands,
    "backup" Backup(backup::Arguments) augment_args,
    "restore" Restore(restore::Arguments) augment_args,
    "doctor" Doctor(doctor::Arguments) augment_args,
    "completions" Completions(completions::Arguments) augment_args,
    "man" Man(man::Arguments) augment_args,
    "help" Help(help::Arguments) augment_args,
}

/// Runs one command and returns the process's exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>, mut environment: Environment) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let wants_json = arguments.iter().any(|argument| argument == "--json");
    let parsed = match parse(&arguments) {
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
    match parsed.command.run(&mut session).and_then(|code| session.flush().map(|()| code)) {
        Ok(code) => code,
        Err(failure) => {
            let locale = session.locale();
            fail(&failure, json, locale, &mut session.environment)
        }
    }
}

/// The arguments, read by a tree of the commands alone that occur among them: to build all takes longer than to run one.
///
/// Whatever is not understood so is read by the whole tree, which then says what is wrong.
fn parse(arguments: &[OsString]) -> Result<Arguments, clap::Error> {
    let named = Command::ALL.iter().filter(|(name, _)| arguments.iter().any(|word| word == name));
    let named = named.map(|(name, augment)| augment(clap::Command::new(*name)));
    let top = clap::Command::new("countersign").bin_name("countersign").version(version::NUMBER);
    // The long answer hashes the engine, so that it is made only where it is asked for.
    let top = match arguments.iter().any(|word| word == "--version") {
        true => top.long_version(version::long()),
        false => top,
    };
    let top = Global::augment_args(top).subcommand_required(true).disable_help_subcommand(true);
    let top = top.subcommands(named);
    let parsed = top.try_get_matches_from(arguments);
    match parsed.and_then(|mut matches| Arguments::from_arg_matches_mut(&mut matches)) {
        Err(error) if error.kind() != ErrorKind::DisplayVersion => {
            Arguments::try_parse_from(arguments)
        }
        parsed => parsed,
    }
}

/// The whole command tree, for completions and man pages.
pub(crate) fn command() -> clap::Command {
    Arguments::command()
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
#[expect(clippy::expect_used, reason = "JSON refuses no words")]
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
        canonical::pretty(&document).expect("its members are words")
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
