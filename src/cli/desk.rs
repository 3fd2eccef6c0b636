//! `countersign desk`

use std::path::PathBuf;

use serde::Serialize;

use super::failure::{Failure, Stop};
use super::prose;
use super::session::Session;
use countersign_core::digest::Hash;
use countersign_core::escape;
use countersign_site::desk;
use countersign_speech::locale::message;

/// Write the desk: one page on which an officer reads, answers and signs, without a terminal or a network
///
/// It holds all that it needs, and begins in the browser's language, or in the one that --lang says.
/// Whoever has a copy compares its SHA-256 with the one that --hash prints: docs/DESK.md says how on each system.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Where to write it
    #[arg(short, long, value_name = "FILE", required_unless_present = "hash")]
    output: Option<PathBuf>,
    /// Print the SHA-256 of the page that begins in the browser's language, as sites have it, and write nothing
    #[arg(long, conflicts_with = "output")]
    hash: bool,
}

#[derive(Serialize)]
struct Facts {
    sha256: Hash,
    bytes: usize,
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let refuse = |error| Failure::new(Stop::Error, message::failure_no_desk()).why(error);
        let begins = session.chosen_locale().filter(|_| !self.hash);
        let page = desk::page(begins).map_err(refuse)?;
        let facts = Facts { sha256: Hash::of(page.as_bytes()), bytes: page.len() };
        let mut text = format!("{}\n", facts.sha256);
        if let Some(output) = &self.output {
            super::output::write(&session.path(output), page.as_bytes())?;
            let locale = session.locale();
            let name = escape::terminal(&output.display().to_string()).to_string();
            let done = message::desk_written(&name, facts.bytes, facts.sha256).say(locale);
            let next = prose::next(locale, message::desk_next(&name).say(locale));
            text = format!("{done}\n{next}");
        }
        session.answer_done("countersign.desk/1", &facts, &text)?;
        Ok(0)
    }
}
