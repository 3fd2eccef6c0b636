//! `countersign completions`

use clap_complete::Shell;

use super::failure::Failure;
use super::session::Session;

/// Print a completion script for a shell
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The shell
    shell: Shell,
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut super::command(), "countersign", &mut script);
        session.answer_bytes(&script)?;
        Ok(0)
    }
}
