//! `countersign org confirm`

use std::path::PathBuf;

use super::{MaintainerKeys, change};
use crate::failure::{Failure, Stop};
use crate::fetch::{self, Connect};
use crate::landing;
use crate::prose::key_line;
use crate::session::Session;
use countersign_core::did;
use countersign_core::digest::Hash;
use countersign_core::key::PublicKey;
use countersign_core::ledger::keys::well_known;
use countersign_core::name::{Domain, Label};
use countersign_core::record::confirmation::{ConfirmedBy, How, Telephone, Url, Vouching};
use countersign_core::record::line::Line;
use countersign_core::record::{Body, Confirmation, Record};
use countersign_speech::locale::message;
use countersign_workflow::land::Signed;
use countersign_workflow::officers;
use countersign_workflow::open::Opened;
use countersign_workflow::pins;

/// Say how you know that keys are an organisation's own
///
/// A maintainer's word is shown as evidence, and the keys stay "claimed by the registry". They read "confirmed" where
/// the reader confirmed them (--for-me), or an organisation vouches whose own keys are confirmed.
#[derive(Debug, clap::Args)]
#[command(group(clap::ArgGroup::new("how").required(true).args(["fetch", "telephone", "vouch"])))]
pub(crate) struct Confirm {
    /// The organisation's domain
    domain: Domain,
    /// Read what https://DOMAIN/.well-known/did.json serves; this asks the network
    #[arg(long)]
    fetch: bool,
    /// You read the fingerprints to each other by telephone: the number that you called
    #[arg(long, value_name = "NUMBER", requires = "number_from")]
    telephone: Option<Line>,
    /// Where you found that number
    #[arg(long, value_name = "WHERE", requires = "telephone")]
    number_from: Option<Line>,
    /// You know it in another way: how
    #[arg(long, value_name = "TEXT")]
    vouch: Option<Line>,
    /// The label of a key that is confirmed; again for each [default: every key in force]
    #[arg(long, value_name = "LABEL")]
    label: Vec<Label>,
    /// Confirm in the name of another organisation
    #[arg(long = "as", value_name = "DOMAIN", conflicts_with_all = ["for_me", "maintainer_key"])]
    organisation: Option<Domain>,
    /// A key of the organisation that confirms [default: git config countersign.key]
    #[arg(long, value_name = "FILE", requires = "organisation")]
    key: Vec<PathBuf>,
    /// Keep it on this computer for your own verdicts, and write nothing to the registry
    #[arg(long, conflicts_with = "maintainer_key")]
    for_me: bool,
    /// Say the organisation's domain here instead of typing it when asked
    #[arg(long, value_name = "DOMAIN")]
    confirm: Option<Domain>,
    #[command(flatten)]
    connect: Connect,
    #[command(flatten)]
    maintainers: MaintainerKeys,
}

impl Confirm {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let opened = Opened::for_writing(session, None)?;
        let mut keys = self.keys(&opened)?;
        keys.sort_by_key(|(_, key)| *key.ed25519().as_bytes());
        let keys_only: Vec<PublicKey> = keys.iter().map(|(_, key)| key.clone()).collect();
        let how = self.how(session, &keys)?;
        for (label, key) in &keys {
            session.must_see(&format!("{label}: {}", key_line(key)))?;
        }
        let question = message::org_ask_confirm(&self.domain, words(&how)).say(session.locale());
        let given = self.confirm.as_ref().map(Domain::as_str);
        session.confirm_typed(&question, self.domain.as_str(), given, "--confirm")?;
        if self.for_me {
            let kept =
                pins::keep(session, opened.registry()?, &self.domain, &keys_only, &words(&how))?;
            let text = format!(
                "{}\n{}\n{}\n",
                message::org_confirmed_here(&self.domain).say(session.locale()),
                message::org_kept(countersign_core::escape::terminal(&kept.display().to_string()))
                    .say(session.locale()),
                message::verify_next("countersign verify").say(session.locale())
            );
            let none = super::Organisations { organisations: Vec::new() };
            session.answer_done("countersign.org/1", &none, &text)?;
            return Ok(0);
        }
        let item = self.signed(session, &opened, keys_only, how)?;
        let message = format!("keys: confirm {}\n", self.domain);
        let outcome = landing::land_or_wait(session, &opened, item, &message)?;
        let what = message::org_noted(&self.domain);
        super::answer(session, &self.domain, &what, outcome)
    }

    /// The keys in force that are confirmed.
    fn keys(&self, opened: &Opened) -> Result<Vec<(Label, PublicKey)>, Failure> {
        let enrolled = change::enrolled(opened, &self.domain)?;
        let in_force = enrolled.keys.in_force();
        for label in &self.label {
            if !in_force.iter().any(|one| one.label == *label) {
                return Err(Failure::new(
                    Stop::Usage,
                    message::failure_no_key_may(&self.domain, label),
                )
                .attempt(format!("countersign org show {}", self.domain)));
            }
        }
        let is_chosen = |label: &Label| self.label.is_empty() || self.label.contains(label);
        let chosen = in_force.into_iter().filter(|one| is_chosen(&one.label));
        Ok(chosen.map(|one| (one.label.clone(), one.key.clone())).collect())
    }

    fn how(&self, session: &mut Session, keys: &[(Label, PublicKey)]) -> Result<How, Failure> {
        if let (Some(number), Some(number_from)) = (&self.telephone, &self.number_from) {
            let (number, number_from) = (number.clone(), number_from.clone());
            return Ok(How::Telephone(Telephone { number, number_from }));
        }
        if let Some(reason) = &self.vouch {
            return Ok(How::Vouching(Vouching { reason: reason.clone() }));
        }
        let (url, served) = ask(session, &self.domain, &self.connect)?;
        let named = served_keys(&served, &self.domain, &url)?;
        let missing: Vec<String> = keys
            .iter()
            .filter(|(_, key)| !named.contains(key.ed25519()))
            .map(|(label, _)| label.to_string())
            .collect();
        if !missing.is_empty() {
            return Err(Failure::new(
                Stop::Refused,
                message::failure_url_without_key(&url, missing.join(", ")),
            )
            .why(message::failure_url_names(super::count_of(named.len()), &self.domain))
            .attempt(format!(
                "countersign org did {}, for the organisation to upload",
                self.domain
            )));
        }
        let url = url.parse().map_err(|error| Failure::new(Stop::Error, error))?;
        Ok(How::Url(Url { fetched_at: session.now(), sha256: Hash::of(&served), url }))
    }

    fn signed(
        &self,
        session: &mut Session,
        opened: &Opened,
        keys: Vec<PublicKey>,
        how: How,
    ) -> Result<Signed, Failure> {
        let state = &opened.examined.pending.state;
        let signers = match &self.organisation {
            Some(domain) => officers::signers(session, opened, domain, &self.key)?,
            None => self.maintainers.signers(session, opened)?,
        };
        let confirmed_by = match &self.organisation {
            Some(domain) => ConfirmedBy::Organisation(domain.clone()),
            None => {
                let signer = signers.first().map(countersign_workflow::signer::Signer::public);
                let maintainers = state.root().map_or(&[][..], |root| &root.body.maintainers);
                let is_signer = |key: &PublicKey| signer.as_ref() == Some(key);
                let label = maintainers.iter().find(|one| is_signer(&one.key));
                let label = label.map(|one| one.label.clone()).ok_or_else(|| {
                    Failure::new(Stop::Refused, message::failure_no_maintainers_key())
                        .attempt(message::failure_add_as_or_me())
                })?;
                ConfirmedBy::Maintainer(label)
            }
        };
        let last = change::enrolled(opened, &self.domain)?.confirmations.last();
        let body = Confirmation {
            confirmed_at: session.now(),
            confirmed_by,
            how,
            keys,
            number: last.map_or(1, |last| last.body.number + 1),
            organisation: self.domain.clone(),
            previous: last.map(|last| last.record),
            registry: opened.registry()?,
            tag: Default::default(),
        };
        let record = Record::new(&Body::Confirmation(body))
            .map_err(|error| Failure::new(Stop::Refused, error))?;
        let mut item = Signed { record, signatures: Vec::new() };
        for signer in signers {
            item.signatures.push(signer.sign(&item.record)?);
        }
        Ok(item)
    }
}

/// The organisation's web document: its address, and what is served there.
pub(super) fn ask(
    session: &mut Session,
    domain: &Domain,
    connect: &Connect,
) -> Result<(String, Vec<u8>), Failure> {
    let url = well_known(domain);
    let served = fetch::get(session, connect, &url, did::DOCUMENT_BYTES_MAX as u64)?;
    Ok((url, served))
}

/// The keys that it names.
pub(super) fn served_keys(
    served: &[u8],
    domain: &Domain,
    url: &str,
) -> Result<Vec<countersign_core::key::ed25519::Ed25519Key>, Failure> {
    did::keys_in(served, domain).map_err(|error| {
        Failure::new(Stop::Refused, message::failure_url_silent(url, domain))
            .why(error)
            .attempt(format!("countersign org did {domain}, for the organisation to upload"))
    })
}

fn words(how: &How) -> String {
    match how {
        How::Telephone(call) => {
            format!("a call to {}, a number from {}", call.number, call.number_from)
        }
        How::Url(url) => format!("what {} served", url.url),
        How::Vouching(words) => words.reason.to_string(),
    }
}
