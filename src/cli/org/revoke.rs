//! `countersign org revoke`

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::change;
use crate::failure::{Failure, Stop};
use crate::landing;
use crate::session::Session;
use countersign_core::name::{Domain, Label};
use countersign_core::record::line::Line;
use countersign_core::record::{Body, Record, Revocation};
use countersign_speech::locale::message;
use countersign_workflow::land::Signed;
use countersign_workflow::officers;
use countersign_workflow::open::Opened;
use countersign_workflow::signer::{self, Signer};
use countersign_workflow::waiting::Outcome;

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
        let opened = change::open(session, self.compromised_since)?;
        let enrolled = change::enrolled(&opened, &self.domain)?;
        let tenure = enrolled.keys.labelled(&self.label).ok_or_else(|| {
            Failure::new(Stop::Usage, message::failure_no_key_labelled(&self.domain, &self.label))
                .attempt(format!("countersign org show {}", self.domain))
        })?;
        let itself = match self.key.as_slice() {
            [only] if self.compromised_since.is_none() => {
                (signer::public_of(session, only)? == tenure.key).then_some(only)
            }
            _ => None,
        };
        let outcome = match itself {
            Some(file) => self.by_itself(session, &opened, file)?,
            None => self.by_others(session, &opened)?,
        };
        let what = message::org_ended_key(&self.label, &self.domain);
        super::answer(session, &self.domain, &what, outcome)
    }

    fn by_itself(
        &self,
        session: &mut Session,
        opened: &Opened,
        file: &std::path::Path,
    ) -> Result<Outcome, Failure> {
        let signer = Signer::open(session, file)?;
        let body = Revocation {
            key: signer.public(),
            reason: self.reason.clone(),
            tag: Default::default(),
        };
        let record = Record::new(&Body::Revocation(body))
            .map_err(|error| Failure::new(Stop::Refused, error))?;
        let question = message::org_ask_revoke(&self.label, &self.domain).say(session.locale());
        let given = self.confirm.as_ref().map(Domain::as_str);
        session.confirm_typed(&question, self.domain.as_str(), given, "--confirm")?;
        let item = Signed { signatures: vec![signer.sign(&record)?], record };
        let message = format!("keys: {} ends its key {}\n", self.domain, self.label);
        landing::land(session, opened, vec![item], BTreeMap::new(), &message)
            .map(|landed| Outcome::Landed(Box::new(landed)))
    }

    fn by_others(&self, session: &mut Session, opened: &Opened) -> Result<Outcome, Failure> {
        let enrolled = change::enrolled(opened, &self.domain)?;
        let mut body = change::successor(session, enrolled);
        change::remove(enrolled, &mut body, &self.label, &self.reason, self.compromised_since)?;
        let attempt = message::failure_add_key_first(&self.domain, &self.domain);
        let record = change::record(body, &attempt)?;
        let signers = officers::signers(session, opened, &self.domain, &self.key)?;
        let question = message::org_ask_revoke(&self.label, &self.domain).say(session.locale());
        change::confirm(session, opened, &record, &question, &self.domain, self.confirm.as_ref())?;
        let mut item = Signed { record, signatures: Vec::new() };
        for signer in signers {
            item.signatures.push(signer.sign(&item.record)?);
        }
        let message = format!("keys: {} removes its key {}\n", self.domain, self.label);
        landing::land_or_wait(session, opened, item, &message)
    }
}
