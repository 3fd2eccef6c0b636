//! `countersign org rotate`

use std::path::PathBuf;

use super::{MaybeLabelled, change};
use crate::failure::{Failure, Stop};
use crate::landing;
use crate::session::Session;
use countersign_core::name::{Domain, Label};
use countersign_core::record::Organisation;
use countersign_core::record::line::Line;
use countersign_speech::locale::message;
use countersign_workflow::land::Signed;
use countersign_workflow::officers;
use countersign_workflow::open::Opened;

/// Change an organisation's keys, names or threshold, signed with its own keys
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
    /// What the holder of a key does there
    #[arg(long, value_name = "LABEL=TEXT")]
    role: Vec<Role>,
    /// Its name from now on
    #[arg(long)]
    name: Option<Line>,
    /// Another name it is known by
    #[arg(long, value_name = "NAME")]
    alias: Vec<Line>,
    /// A name it is no longer known by
    #[arg(long, value_name = "NAME")]
    drop_alias: Vec<Line>,
    /// A key of the organisation that signs this; again for each [default: git config countersign.key]
    #[arg(long, value_name = "FILE")]
    key: Vec<PathBuf>,
    /// Say the organisation's domain here instead of typing it when asked
    #[arg(long, value_name = "DOMAIN")]
    confirm: Option<Domain>,
}

/// `LABEL=TEXT`
#[derive(Debug, Clone)]
struct Role(Label, Line);

impl std::str::FromStr for Role {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (label, role) = text.split_once('=').ok_or("want LABEL=TEXT")?;
        let label =
            label.parse().map_err(|error: countersign_core::name::NameError| error.to_string())?;
        let role = role
            .parse()
            .map_err(|error: countersign_core::record::line::LineError| error.to_string())?;
        Ok(Self(label, role))
    }
}

impl Rotate {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let opened = change::open(session, self.compromised_since)?;
        let body = self.next(session, &opened)?;
        let state = &opened.examined.pending.state;
        super::look_twice(session, state, &body, self.confirm.as_ref())?;
        let record = change::record(body, format!("countersign org show {}", self.domain))?;
        let signers = officers::signers(session, &opened, &self.domain, &self.key)?;
        let question = message::org_ask_rotate(&self.domain).say(session.locale());
        change::confirm(session, &opened, &record, &question, &self.domain, self.confirm.as_ref())?;
        let mut item = Signed { record, signatures: Vec::new() };
        for signer in signers {
            item.signatures.push(signer.sign(&item.record)?);
        }
        let message = format!("keys: rotate {}\n", self.domain);
        let outcome = landing::land_or_wait(session, &opened, item, &message)?;
        let what = message::org_changed_keys(&self.domain);
        super::answer(session, &self.domain, &what, outcome)
    }

    fn next(&self, session: &Session, opened: &Opened) -> Result<Organisation, Failure> {
        let enrolled = change::enrolled(opened, &self.domain)?;
        let mut body = change::successor(session, enrolled);
        let before = body.clone();
        for label in &self.remove {
            change::remove(enrolled, &mut body, label, &self.reason, self.compromised_since)?;
        }
        change::add(session, enrolled, &mut body, &self.add)?;
        for Role(label, role) in &self.role {
            let key =
                body.keys.iter_mut().find(|one| one.label == *label).ok_or_else(|| {
                    Failure::new(Stop::Usage, message::failure_no_role_key(label))
                })?;
            key.role = Some(role.clone());
        }
        body.threshold = self.threshold.unwrap_or(body.threshold);
        body.name = self.name.clone().unwrap_or(body.name);
        body.aliases.retain(|alias| !self.drop_alias.contains(alias));
        body.aliases.extend(self.alias.iter().cloned());
        body.aliases.sort();
        if body == before {
            return Err(Failure::new(Stop::Usage, message::failure_nothing_changes())
                .why(message::failure_nothing_changes_why())
                .attempt("countersign org rotate --help"));
        }
        Ok(body)
    }
}
