//! `countersign org did`

use serde::Serialize;

use super::{change, confirm};
use crate::failure::Failure;
use crate::fetch::Connect;
use crate::session::Session;
use countersign_core::did;
use countersign_core::ledger::keys::well_known;
use countersign_core::name::Domain;
use countersign_workflow::open::Opened;

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
        let opened = Opened::sound(session)?;
        let keys = change::enrolled(&opened, &self.domain)?.keys.in_force();
        if !self.check {
            let document =
                did::document(&self.domain, keys.iter().map(|one| (&one.label, &one.key)));
            session.message(&format!("to be served at {}", well_known(&self.domain)))?;
            session.answer(&document)?;
            return Ok(0);
        }
        let (url, served) = confirm::ask(session, &self.domain, &self.connect)?;
        let named = confirm::served_keys(&served, &self.domain, &url)?;
        let (served, missing): (Vec<_>, Vec<_>) =
            keys.iter().partition(|one| named.contains(one.key.ed25519()));
        let is_known = |key: &&_| keys.iter().any(|one| one.key.ed25519() == *key);
        let unknown = named.iter().filter(|key| !is_known(key)).count();
        let labels = |side: &[&&countersign_core::ledger::authority::Tenure]| -> Vec<String> {
            side.iter().map(|one| one.label.to_string()).collect()
        };
        let facts = Document {
            schema: "countersign.did/1",
            outcome: if missing.is_empty() { "done" } else { "caveat" },
            url,
            served: labels(&served),
            missing: labels(&missing),
            unknown,
            findings: [],
        };
        let mut text =
            format!("{} names {} of the {} keys in force\n", facts.url, served.len(), keys.len());
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
