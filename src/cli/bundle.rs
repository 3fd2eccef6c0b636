//! `countersign bundle`

use std::path::PathBuf;

use serde::Serialize;

use super::failure::{Failure, Stop};
use super::prose;
use super::session::Session;
use super::site;
use countersign_core::escape;
use countersign_core::name::VersionId;
use countersign_core::time::Timestamp;
use countersign_git::store::Store;
use countersign_speech::locale::message;
use countersign_workflow::AskedVersion;
use countersign_workflow::bundle::{self, Made};
use countersign_workflow::open::Opened;
use countersign_workflow::parts::Gathered;

/// Write one file that proves one version offline
///
/// It holds the words, who said what about them, the keys, and proofs that nothing was left out up to now.
/// Anybody checks it with `countersign verify FILE`, without this registry and without a network.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The version, such as 2021/solidarity@1; without @V the current one
    #[arg(value_name = "ID[@V]")]
    id: AskedVersion,
    /// Where to write it; a name that ends in .html gets a page that checks itself in a browser
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Of a draft: its text and who is shown to have signed so far, for people who must read it before its hour
    #[arg(long)]
    draft: bool,
    /// Until when the draft is not to be published, as you ask
    #[arg(long, value_name = "TIME", requires = "draft")]
    embargo: Option<Timestamp>,
}

#[derive(Serialize)]
struct Facts {
    version: VersionId,
    entries: usize,
    size: u64,
    bytes: usize,
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        if self.draft {
            return self.draft(session);
        }
        let statement = self.id.statement();
        let held = |_: &Store| Ok(vec![statement.clone()]);
        let gathered =
            Gathered::sound(session, held, &|judged| site::part_about(statement, judged))?;
        let opened = &gathered.opened;
        let Made { id, bundle, bytes } = bundle::of(opened, &self.id)?;
        let size = opened.examined.log.as_ref().map_or(0, countersign_core::log::Log::size);
        let is_page = self.is_page();
        let waiting = opened.examined.pending.admitted.len();
        let bytes = match is_page {
            true => site::single(session, gathered, &id, &bytes)?.into_bytes(),
            false => bytes,
        };
        super::output::write(&session.path(&self.output), &bytes)?;
        let name = escape::terminal(&self.output.display().to_string()).to_string();
        let facts =
            Facts { version: id, entries: bundle.entries().count(), size, bytes: bytes.len() };
        let locale = session.locale();
        let mut text =
            message::bundle_proves(&name, &facts.version, size, facts.bytes).say(locale) + "\n";
        if waiting > 0 {
            text += &(message::bundle_waiting(waiting).say(locale) + "\n");
        }
        text += &match is_page {
            true => prose::next(locale, message::bundle_next(&name).say(locale)),
            false => prose::next(locale, format!("countersign verify {name}")),
        };
        session.answer_done("countersign.bundle.made/1", &facts, &text)?;
        Ok(0)
    }

    fn is_page(&self) -> bool {
        self.output.extension().is_some_and(|one| one.eq_ignore_ascii_case("html"))
    }

    fn draft(self, session: &mut Session) -> Result<u8, Failure> {
        let AskedVersion::Exact(id) = &self.id else {
            let id = self.id.statement();
            return Err(Failure::new(Stop::Usage, message::failure_no_draft(id.as_str()))
                .attempt("countersign status"));
        };
        if self.is_page() {
            return Err(Failure::new(Stop::Usage, message::bundle_draft_page()));
        }
        let opened = Opened::sound_about(session, &id.statement)?;
        let Made { id, bundle, bytes } = bundle::of_draft(session, &opened, id, self.embargo)?;
        super::output::write(&session.path(&self.output), &bytes)?;
        let name = escape::terminal(&self.output.display().to_string()).to_string();
        let size = opened.examined.log.as_ref().map_or(0, countersign_core::log::Log::size);
        let facts =
            Facts { version: id, entries: bundle.entries().count(), size, bytes: bytes.len() };
        let locale = session.locale();
        let text = [
            message::bundle_shows_draft(&name, &facts.version, facts.bytes).say(locale),
            message::bundle_draft_names().say(locale),
            prose::next(locale, format!("countersign verify {name}")),
        ];
        session.answer_done("countersign.bundle.made/1", &facts, &text.join("\n"))?;
        Ok(0)
    }
}
