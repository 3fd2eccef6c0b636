//! `countersign org recover`

use std::path::PathBuf;

use super::{MaintainerKeys, MaybeLabelled, change, key_files};
use crate::failure::Failure;
use crate::session::Session;
use countersign_core::name::{Domain, Label};
use countersign_core::record::line::Line;
use countersign_speech::locale::message;
use countersign_workflow::organisation::{self, Recovery};

/// Give an organisation new keys when it has lost its own, signed by the maintainers
///
/// This is shown as a recovery for ever. What the organisation then signs does not count until an earlier key of its
/// own signs too, or somebody other than the maintainers confirms the new keys.
#[derive(Debug, clap::Args)]
pub(crate) struct Recover {
    /// The organisation's domain
    domain: Domain,
    /// A new key, under a label that no other key ever had
    #[arg(long, value_name = "[LABEL=]FILE.pub", required = true)]
    key: Vec<MaybeLabelled>,
    /// A key that stays; every other one ends
    #[arg(long, value_name = "LABEL")]
    keep: Vec<Label>,
    /// Why, for everybody to read
    #[arg(long, value_name = "TEXT", default_value = "the organisation lost its keys")]
    reason: Line,
    /// Say that the keys that end were in other hands since this log entry
    #[arg(long, value_name = "ENTRY")]
    compromised_since: Option<u64>,
    /// How many of its keys must sign each act from now on
    #[arg(long, value_name = "K")]
    threshold: Option<u64>,
    /// An earlier key of the organisation that stands behind this and signs it too
    #[arg(long, value_name = "FILE")]
    with_key: Vec<PathBuf>,
    /// A new key that signs this too, which shows that somebody holds it; again for each
    #[arg(long, value_name = "FILE")]
    with_new_key: Vec<PathBuf>,
    /// Say the organisation's domain here instead of typing it when asked
    #[arg(long, value_name = "DOMAIN")]
    confirm: Option<Domain>,
    #[command(flatten)]
    maintainers: MaintainerKeys,
}

impl Recover {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let opened = organisation::open(session, self.compromised_since)?;
        let recovery = Recovery {
            organisation: self.domain.clone(),
            add: key_files(self.key),
            keep: self.keep,
            reason: self.reason,
            compromised_since: self.compromised_since,
            threshold: self.threshold,
            with_keys: self.with_key.into_iter().chain(self.with_new_key).collect(),
        };
        let unsigned = recovery.prepare(session, &opened, self.maintainers.into_files())?;
        let (domain, confirm) = (&self.domain, self.confirm.as_ref());
        let question = message::org_ask_recover(domain).say(session.locale());
        change::confirm(session, &opened, &unsigned.record, &question, domain, confirm)?;
        super::land(session, &opened, unsigned, domain, &message::org_recovered_keys(domain))
    }
}
