//! `countersign org did`

use serde::Serialize;

use super::confirm;
use crate::failure::Failure;
use crate::fetch::Connect;
use crate::session::Session;
use countersign_core::name::{Domain, Label};
use countersign_workflow::open::Opened;
use countersign_workflow::organisation;
use countersign_workflow::organisation::served::{self, Compared};

/// Print the document that an organisation puts on its web server, so that anybody can compare its keys
#[derive(Debug, clap::Args)]
pub(crate) struct Did {
    /// The organisation's domain
    domain: Domain,
    /// Ask the web server whether it serves the keys in force; exit with 6 where it does not. This asks the network
    #[arg(long)]
    check: bool,
    #[command(flatten)]
    connect: Connect,
}

#[derive(Serialize)]
struct Document {
    schema: &'static str,
    outcome: &'static str,
    url: String,
    served: Vec<String>,
    missing: Vec<String>,
    unknown: usize,
    findings: [(); 0],
}

impl Did {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let opened = Opened::sound_keys(session)?;
        if !self.check {
            let document = served::document(&opened, &self.domain)?;
            session.message(&format!("to be served at {}", served::address(&self.domain)))?;
            session.answer(&document)?;
            return Ok(0);
        }
        organisation::enrolled(&opened, &self.domain)?;
        let served = confirm::ask(session, &self.domain, &self.connect)?;
        let Compared { served: named, missing, unknown } = served.compare(&opened)?;
        let labels = |side: &[Label]| side.iter().map(ToString::to_string).collect();
        let in_force = named.len() + missing.len();
        let facts = Document {
            schema: "countersign.did/1",
            outcome: if missing.is_empty() { "done" } else { "caveat" },
            url: served.url,
            served: labels(&named),
            missing: labels(&missing),
            unknown,
            findings: [],
        };
        let mut text =
            format!("{} names {} of the {} keys in force\n", facts.url, named.len(), in_force);
        if !facts.missing.is_empty() {
            text.push_str(&format!("missing: {}\n", facts.missing.join(", ")));
        }
        if unknown > 0 {
            text.push_str(&format!(
                "{} there that this registry does not know\n",
                super::count_of(unknown)
            ));
        }
        let (code, next) = match facts.missing.is_empty() {
            true => (0, format!("countersign org confirm {} --fetch", self.domain)),
            false => (6, format!("countersign org did {}, and upload what it prints", self.domain)),
        };
        text.push_str(&format!("next: {next}\n"));
        if session.json() {
            session.answer_json(&facts)?;
        } else {
            session.answer(&text)?;
        }
        Ok(code)
    }
}
