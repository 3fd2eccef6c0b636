//! `countersign hook install`, and what the hooks run.

mod commit;
mod install;
mod receive;

use super::failure::{Failure, Stop};
use super::session::Session;
use countersign_core::verify::Examined;
use countersign_core::verify::report::Severity;
use countersign_speech as speech;

/// Let git refuse what does not verify
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Install(install::Arguments),
    /// What the hook on a server runs: judges what is pushed, from lines on standard input
    PreReceive,
    /// What the hook in a clone runs: judges what is about to be committed
    PreCommit,
}

impl Command {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        match self {
            Self::Install(arguments) => arguments.run(session),
            Self::PreReceive => receive::run(session),
            Self::PreCommit => commit::run(session),
        }
    }
}

/// The first thing that is proven broken or could not be judged; everything else is no reason to refuse.
fn refuse(examined: &Examined, what: &str) -> Result<(), Failure> {
    let Some(finding) = speech::gravest(&examined.causes()) else { return Ok(()) };
    let stop = if finding.severity == Severity::Broken { Stop::Broken } else { Stop::Unchecked };
    Err(Failure::new(stop, what).why(finding.told()).attempt(
        "countersign verify; published records never change, and new words are a new version",
    ))
}
