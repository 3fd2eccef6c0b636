//! `countersign org recover`

use std::path::PathBuf;

use super::{MaintainerKeys, MaybeLabelled, change};
use crate::failure::{Failure, Stop};
use crate::landing;
use crate::session::Session;
use countersign_core::name::{Domain, Label};
use countersign_core::record::line::Line;
use countersign_speech::locale::message;
use countersign_workflow::land::Signed;

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
    /// Say the organisation's domain here instead of typing it when asked
    #[arg(long, value_name = "DOMAIN")]
    confirm: Option<Domain>,
    #[command(flatten)]
    maintainers: MaintainerKeys,
}

impl Recover {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let opened = change::open(session, self.compromised_since)?;
        let enrolled = change::enrolled(&opened, &self.domain)?;
        let mut body = change::successor(session, enrolled);
        for label in &self.keep {
            if !body.keys.iter().any(|one| one.label == *label) {
                return Err(Failure::new(
                    Stop::Usage,
                    message::failure_no_key_labelled(&self.domain, label),
                )
                .attempt(format!("countersign org show {}", self.domain)));
            }
        }
        for key in &enrolled.body.keys {
            if !self.keep.contains(&key.label) {
                let since = self.compromised_since;
                change::remove(enrolled, &mut body, &key.label, &self.reason, since)?;
            }
        }
        change::add(session, enrolled, &mut body, &self.key)?;
        body.threshold = self.threshold.unwrap_or(body.threshold);
        let attempt = format!("countersign org show {}", self.domain);
        let record = change::record(body.clone(), &attempt)?;
        let question = message::org_ask_recover(&self.domain).say(session.locale());
        change::confirm(session, &opened, &record, &question, &self.domain, self.confirm.as_ref())?;
        let item = Signed { record, signatures: Vec::new() };
        let item = self.maintainers.add_to(session, &opened, item)?;
        let item = item.signed_with(session, &self.with_key)?;
        let message = format!("keys: recover {}\n", self.domain);
        let outcome = landing::land_or_wait(session, &opened, item, &message)?;
        let what = message::org_recovered_keys(&self.domain);
        super::answer(session, &self.domain, &what, outcome)
    }
}
