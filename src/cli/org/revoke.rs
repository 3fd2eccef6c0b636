//! `countersign org revoke`

use std::path::PathBuf;

use super::change;
use crate::failure::Failure;
use crate::session::Session;
use countersign_core::name::{Domain, Label};
use countersign_core::record::line::Line;
use countersign_speech::locale::message;
use countersign_workflow::organisation::{self, Revocation};

/// End a key of an organisation at once
///
/// With the key itself, it ends from now on. To say that it was in other hands before, sign with other keys of the
/// organisation and add --compromised-since: what it signed from that log entry on then reads "do not rely".
#[derive(Debug, clap::Args)]
pub(crate) struct Revoke {
    /// The organisation's domain
    domain: Domain,
    /// The label of the key that ends
    label: Label,
    /// Why, for everybody to read
    #[arg(long, value_name = "TEXT")]
    reason: Line,
    /// The log entry since which the key was in other hands
    #[arg(long, value_name = "ENTRY")]
    compromised_since: Option<u64>,
    /// The key itself, or other keys of the organisation that sign this [default: git config countersign.key]
    #[arg(long, value_name = "FILE")]
    key: Vec<PathBuf>,
    /// Say the organisation's domain here instead of typing it when asked
    #[arg(long, value_name = "DOMAIN")]
    confirm: Option<Domain>,
}

impl Revoke {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let opened = organisation::open(session, self.compromised_since)?;
        let revocation = Revocation {
            organisation: self.domain.clone(),
            label: self.label,
            reason: self.reason,
            compromised_since: self.compromised_since,
            keys: self.key,
        };
        let unsigned = revocation.prepare(session, &opened)?;
        let (domain, label) = (&self.domain, &revocation.label);
        let question = message::org_ask_revoke(label, domain).say(session.locale());
        let confirm = self.confirm.as_ref();
        change::confirm(session, &opened, &unsigned.record, &question, domain, confirm)?;
        super::land(session, &opened, unsigned, domain, &message::org_ended_key(label, domain))
    }
}
