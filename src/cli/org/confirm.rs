//! `countersign org confirm`

use std::path::PathBuf;

use super::MaintainerKeys;
use crate::failure::Failure;
use crate::fetch::{self, Connect};
use crate::prose::key_line;
use crate::session::Session;
use countersign_core::did;
use countersign_core::escape;
use countersign_core::key::PublicKey;
use countersign_core::name::{Domain, Label};
use countersign_core::record::confirmation::{How, Telephone, Vouching};
use countersign_core::record::line::Line;
use countersign_speech::locale::message;
use countersign_workflow::open::Opened;
use countersign_workflow::organisation::served::{self, Served};
use countersign_workflow::organisation::{self, By, Confirming, LabelledKey};
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
    /// You read the fingerprints to each other by telephone: the number that you called, which is written nowhere
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
        let keys = organisation::keys_to_confirm(&opened, &self.domain, &self.label)?;
        let how = self.how(session, &keys)?;
        for LabelledKey { label, key } in &keys {
            session.must_see(&format!("{label}: {}", key_line(key)))?;
        }
        let question = message::org_ask_confirm(&self.domain, words(&how)).say(session.locale());
        let question = if self.for_me { question } else { session.for_ever(&question) };
        let given = self.confirm.as_ref().map(Domain::as_str);
        session.confirm_typed(&question, self.domain.as_str(), given, "--confirm")?;
        let keys: Vec<PublicKey> = keys.into_iter().map(|one| one.key).collect();
        if self.for_me {
            return self.keep(session, &opened, &keys, &how);
        }
        let by = match self.organisation {
            Some(domain) => By::Organisation { domain, keys: self.key },
            None => By::Maintainer { keys: self.maintainers.into_files() },
        };
        let confirming = Confirming { organisation: self.domain.clone(), keys, how, by };
        let unsigned = confirming.prepare(session, &opened)?;
        let what = message::org_noted(&self.domain);
        super::land(session, &opened, unsigned, &self.domain, &what)
    }

    /// Keeps it for this reader alone.
    fn keep(
        &self,
        session: &mut Session,
        opened: &Opened,
        keys: &[PublicKey],
        how: &How,
    ) -> Result<u8, Failure> {
        let kept = pins::keep(session, opened.registry()?, &self.domain, keys, &words(how))?;
        let (locale, kept) = (session.locale(), kept.display().to_string());
        let text = format!(
            "{}\n{}\n{}\n",
            message::org_confirmed_here(&self.domain).say(locale),
            message::org_kept(escape::terminal(&kept)).say(locale),
            message::verify_next("countersign verify").say(locale)
        );
        let none = super::Organisations { organisations: Vec::new() };
        session.answer_done("countersign.org/1", &none, &text)?;
        Ok(0)
    }

    fn how(&self, session: &mut Session, keys: &[LabelledKey]) -> Result<How, Failure> {
        if let (Some(_), Some(number_from)) = (&self.telephone, &self.number_from) {
            // The number is somebody's; what is logged stays for ever.
            return Ok(How::Telephone(Telephone {
                number: None,
                number_from: number_from.clone(),
            }));
        }
        if let Some(reason) = &self.vouch {
            return Ok(How::Vouching(Vouching { reason: reason.clone() }));
        }
        Ok(ask(session, &self.domain, &self.connect)?.confirms(session, keys)?)
    }
}

/// The organisation's web document; this asks the network.
pub(super) fn ask(
    session: &mut Session,
    domain: &Domain,
    connect: &Connect,
) -> Result<Served, Failure> {
    let url = served::address(domain);
    let bytes = fetch::get(session, connect, &url, did::DOCUMENT_BYTES_MAX as u64)?;
    Ok(Served { organisation: domain.clone(), url, bytes })
}

fn words(how: &How) -> String {
    match how {
        How::Telephone(call) => {
            format!("a call to a number from {}", call.number_from)
        }
        How::Url(url) => format!("what {} served", url.url),
        How::Vouching(words) => words.reason.to_string(),
    }
}
