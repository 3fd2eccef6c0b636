//! `countersign approve`

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::failure::{Failure, Stop};
use super::org::MaintainerKeys;
use super::publish;
use super::session::Session;
use super::told::told;
use crate::landing;
use crate::waiting;
use countersign_core::digest::Hash;
use countersign_core::escape;
use countersign_core::layout::{self, Place};
use countersign_core::record::Body;
use countersign_speech::locale::message;
use countersign_workflow::land::Signed;
use countersign_workflow::open::Opened;
use countersign_workflow::paper;
use countersign_workflow::waiting::{Outcome, Waiting};

/// Sign what others have signed before you, and waits for more signatures
///
/// PATH is the record's, as `countersign status` prints it, such as keys/foro.example/1.json.
/// It lands when enough have signed.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The record that waits
    path: String,
    /// A key of the organisation whose change of keys waits, instead of a maintainer's
    #[arg(long, value_name = "FILE", conflicts_with = "maintainer_key")]
    key: Vec<PathBuf>,
    /// Write a reply to this file, to be sent to where the record waits, and nothing to this registry
    #[arg(short, long, value_name = "REPLY")]
    output: Option<PathBuf>,
    /// Sign without being asked, after you have read what is shown
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    maintainers: MaintainerKeys,
}

#[derive(Serialize)]
struct Facts {
    path: String,
    record: Hash,
    landed: bool,
    waiting: Vec<waiting::Row>,
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let place = layout::place_of(&self.path);
        let statement = match &place {
            Place::Publication(id)
            | Place::Withholding(id, _)
            | Place::Translation(id, ..)
            | Place::Retraction(id) => Some(id.statement.clone()),
            _ => None,
        };
        let opened = Opened::for_writing(session, statement.as_ref())?;
        let path = self.path.clone();
        let waiting = Waiting::at(&opened, &path)?.ok_or_else(|| {
            Failure::new(Stop::Unknown, message::failure_nothing_waits(&path))
                .why(message::failure_nothing_waits_why())
                .attempt("countersign status")
        })?;
        let record = &waiting.item.record;
        let locale = session.locale();
        session.must_see(&format!(
            "{}\n{}\n{}",
            escape::terminal(&told(record).say(locale)),
            message::act_hash_of(record.hash()).say(locale),
            super::changes::of(record, &opened.examined.pending.state, locale)
        ))?;
        for words in waiting.words(&opened)?.values() {
            let words = String::from_utf8_lossy(words);
            session.must_see(&escape::multiline(&words).to_string())?;
        }
        if let Body::Withholding(body) = record.body() {
            session.must_see(&super::withhold::whose(&opened, body, locale))?;
        }
        if !self.yes {
            let question = session.for_ever(&message::approve_ask().say(locale));
            session.confirm_yes(&question, "--yes")?;
        }
        if let Some(output) = &self.output {
            let item = Signed { record: record.clone(), signatures: Vec::new() };
            return self.reply(session, &opened, item, output);
        }
        if let Place::Publication(id) = place {
            return publish::Arguments::approving(id, self.maintainers).run(session);
        }
        let hash = record.hash();
        let message = format!("{}: approved by one more\n", told(record).english());
        let item = if self.key.is_empty() {
            self.maintainers.add_to(session, &opened, waiting.item)?
        } else {
            waiting.item.signed_with(session, &self.key)?
        };
        let outcome = landing::land_or_wait(session, &opened, item, &message)?;
        let (landed, text) = match outcome {
            Outcome::Landed(_) => {
                let said = message::approve_landed(&path).say(locale);
                (true, said + "\n" + &super::prose::next(locale, "countersign status"))
            }
            Outcome::Waits { approvals, .. } => {
                let said = message::approve_signed(&path).say(locale);
                (false, said + "\n" + &waiting::waits(&path, &approvals, locale))
            }
        };
        let rows = match Waiting::at(&opened, &path)? {
            Some(waiting) if !landed => waiting::rows(&waiting, &opened),
            _ => Vec::new(),
        };
        let facts = Facts { path, record: hash, landed, waiting: rows };
        session.answer_done("countersign.approve/1", &facts, &text)?;
        Ok(0)
    }

    /// The approval alone, to be sent.
    fn reply(
        &self,
        session: &mut Session,
        opened: &Opened,
        item: Signed,
        output: &Path,
    ) -> Result<u8, Failure> {
        let item = if self.key.is_empty() {
            self.maintainers.add_to(session, opened, item)?
        } else {
            item.signed_with(session, &self.key)?
        };
        let (record, words) = (item.record.hash(), told(&item.record).english());
        paper::write(session, item, output, &words)?;
        let name = escape::terminal(&output.display().to_string()).to_string();
        let locale = session.locale();
        let lines = [
            message::approve_signed(&self.path).say(locale),
            message::act_written(&name).say(locale),
            message::approve_not_sent().say(locale),
            super::prose::next(locale, message::approve_next_send(&name).say(locale)),
        ];
        let text = lines.join("\n");
        let path = self.path.clone();
        let facts = Facts { path, record, landed: false, waiting: Vec::new() };
        session.answer_done("countersign.approve/1", &facts, &text)?;
        Ok(0)
    }
}
