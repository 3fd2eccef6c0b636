//! `countersign org rotate`

use std::path::PathBuf;

use super::{MaybeLabelled, change, key_files};
use crate::failure::Failure;
use crate::session::Session;
use countersign_core::name::{Domain, Label};
use countersign_core::record::line::Line;
use countersign_speech::locale::message;
use countersign_workflow::organisation::{self, Rotation, RotationKeys};

/// Change an organisation's keys or threshold, signed with its own keys
///
/// What the old keys signed stays as it is.
#[derive(Debug, clap::Args)]
pub(crate) struct Rotate {
    /// The organisation's domain
    domain: Domain,
    /// A new key, under a label that no other key ever had
    #[arg(long, value_name = "[LABEL=]FILE.pub")]
    add: Vec<MaybeLabelled>,
    /// A key that may sign no more
    #[arg(long, value_name = "LABEL")]
    remove: Vec<Label>,
    /// Why keys leave, for everybody to read
    #[arg(long, value_name = "TEXT", default_value = "replaced")]
    reason: Line,
    /// Say that the keys that leave were in other hands since this log entry
    #[arg(long, value_name = "ENTRY", requires = "remove")]
    compromised_since: Option<u64>,
    /// How many of its keys must sign each act from now on
    #[arg(long, value_name = "K")]
    threshold: Option<u64>,
    /// A key of the organisation that signs this; again for each [default: git config countersign.key]
    #[arg(long, value_name = "FILE")]
    key: Vec<PathBuf>,
    /// A new key that signs this too, which shows that somebody holds it; again for each
    #[arg(long, value_name = "FILE")]
    with_new_key: Vec<PathBuf>,
    /// Say the organisation's domain here instead of typing it when asked
    #[arg(long, value_name = "DOMAIN")]
    confirm: Option<Domain>,
}

impl Rotate {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let opened = organisation::open(session, self.compromised_since)?;
        let rotation = Rotation {
            organisation: self.domain.clone(),
            add: key_files(self.add),
            remove: self.remove,
            reason: self.reason,
            compromised_since: self.compromised_since,
            threshold: self.threshold,
        };
        let body = rotation.body(session, &opened)?;
        let (domain, confirm) = (&self.domain, self.confirm.as_ref());
        let signers = RotationKeys { own: self.key, new: self.with_new_key };
        let unsigned = Rotation::prepare(session, &opened, body, &signers)?;
        let question = message::org_ask_rotate(domain).say(session.locale());
        change::confirm(session, &opened, &unsigned.record, &question, domain, confirm)?;
        super::land(session, &opened, unsigned, domain, &message::org_changed_keys(domain))
    }
}
