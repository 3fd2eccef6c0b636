//! `countersign export`

mod signatories;

use super::failure::Failure;
use super::session::Session;

/// Write what others need for their pages and press releases
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Signatories(signatories::Arguments),
}

impl Command {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        match self {
            Self::Signatories(arguments) => arguments.run(session),
        }
    }
}
