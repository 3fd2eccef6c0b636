//! `countersign receipt`

use std::path::PathBuf;

use serde::Serialize;

use super::failure::{Failure, Stop};
use super::session::Session;
use countersign_core::escape;
use countersign_core::log;
use countersign_core::name::{Domain, VersionId};
use countersign_core::receipt::Receipt;
use countersign_speech::locale::message;
use countersign_workflow::AskedVersion;
use countersign_workflow::draft;
use countersign_workflow::open::Opened;

/// Give an organisation a small file that proves what it said was in the log
///
/// Keep it: `countersign verify FILE` against a later copy says whether that copy still has it.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The version, such as 2021/solidarity@1
    #[arg(value_name = "ID[@V]")]
    id: AskedVersion,
    /// The organisation
    #[arg(long = "as", value_name = "DOMAIN")]
    organisation: Domain,
    /// Write it to FILE [default: print it]
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Serialize)]
struct Facts {
    organisation: Domain,
    version: VersionId,
    entry: u64,
    size: u64,
    receipt: String,
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let opened = Opened::sound_about(session, self.id.statement())?;
        let id = draft::version_to_act_on(&opened, &self.id)?;
        let domain = &self.organisation;
        let state = &opened.examined.replayed.state;
        let act = state.version(&id).and_then(|version| version.last_act(domain));
        let act = act.ok_or_else(|| {
            Failure::new(Stop::Unknown, message::failure_nothing_logged(domain, &id))
                .why(message::failure_receipt_logged())
                .attempt(format!("countersign status {id}"))
        })?;
        let unread = || Failure::new(Stop::Unchecked, message::failure_log_unread());
        let log = opened.examined.log.as_ref().ok_or_else(unread)?;
        let entry = log::entry_at(&opened.snapshot, log.size(), act.at).ok_or_else(unread)?;
        let proof =
            log::prove_inclusion(&opened.snapshot, act.at, log.size()).map_err(|error| {
                Failure::new(Stop::Unchecked, message::failure_cannot_prove()).why(error)
            })?;
        let receipt = Receipt::new(entry, act.at, proof, log.signed().clone()).to_string();
        let (at, size) = (act.at, log.size());
        let text = match &self.output {
            None => receipt.clone(),
            Some(output) => {
                super::output::write(&session.path(output), receipt.as_bytes())?;
                let name = escape::terminal(&output.display().to_string()).to_string();
                let locale = session.locale();
                let said =
                    message::receipt_proves(&name, act.body.act, domain, at, size).say(locale);
                let command = format!("countersign verify {name}");
                let next = message::receipt_next(command).say(locale);
                format!("{said}\n{}", super::prose::next(locale, next))
            }
        };
        let facts =
            Facts { organisation: self.organisation, version: id, entry: at, size, receipt };
        session.answer_done("countersign.receipt/1", &facts, &text)?;
        Ok(0)
    }
}
