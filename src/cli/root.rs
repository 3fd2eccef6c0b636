//! `countersign root show|rotate`

use std::path::PathBuf;

use serde::Serialize;

use super::failure::Failure;
use super::init::Labelled;
use super::org::MaintainerKeys;
use super::prose::key_line;
use super::session::Session;
use crate::landing;
use crate::waiting;
use countersign_core::digest::Hash;
use countersign_core::escape;
use countersign_core::name::Label;
use countersign_core::note::VerifierKey;
use countersign_core::policy::Policy;
use countersign_core::record::line::Line;
use countersign_core::record::registry::{
    CompromisedLogKey, Continues, Ends, Maintainer, Registry,
};
use countersign_core::record::url::Url;
use countersign_speech::locale::message;
use countersign_workflow::found::Founder;
use countersign_workflow::open::Opened;
use countersign_workflow::registry_record::{self, Rotated, Rotation, Stolen};
use countersign_workflow::waiting::Outcome;

/// Show who maintains the registry, and change it
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Show the maintainers, the log's keys and the witnesses
    Show,
    Rotate(Box<Rotate>),
}

/// Change who maintains the registry, who signs its log, who watches
///
/// Those who maintain it now and those who will must both sign, each to their own threshold.
/// Who is not at hand signs later with `countersign approve`.
#[derive(Debug, clap::Args)]
pub(crate) struct Rotate {
    /// A new maintainer's label and public key
    #[arg(long, value_name = "LABEL=KEY.pub")]
    add: Vec<Labelled>,
    /// A maintainer who leaves
    #[arg(long, value_name = "LABEL")]
    remove: Vec<Label>,
    /// How many maintainers must sign from now on
    #[arg(long, value_name = "K")]
    threshold: Option<u64>,
    /// The registry's name from now on
    #[arg(long)]
    name: Option<Line>,
    /// A further key that may sign the log
    #[arg(long, value_name = "KEY.pub")]
    add_log_key: Vec<PathBuf>,
    /// A key that may sign the log no more
    #[arg(long, value_name = "KEY.pub")]
    remove_log_key: Vec<PathBuf>,
    /// A witness's verifier key, such as witness.example/w1+141f260a+BMqT...
    #[arg(long, value_name = "VKEY")]
    add_witness: Vec<VerifierKey>,
    /// A witness that leaves, by its name
    #[arg(long, value_name = "NAME")]
    remove_witness: Vec<String>,
    /// How many witnesses must have cosigned a checkpoint
    #[arg(long, value_name = "N")]
    quorum: Option<u64>,
    /// Who must have cosigned, with groups, in the place of --add-witness and --quorum: a file as in c2sp.org/tlog-policy
    #[arg(long, value_name = "FILE", conflicts_with_all = ["add_witness", "remove_witness", "quorum"])]
    policy: Option<PathBuf>,
    /// An address at which the registry or a copy of it lies
    #[arg(long, value_name = "URL")]
    add_url: Vec<Url>,
    /// An address at which it lies no more
    #[arg(long, value_name = "URL")]
    remove_url: Vec<Url>,
    /// A log key that was in other hands, and how many entries the log had when it still was not
    #[arg(long, value_name = "KEY.pub=SIZE")]
    compromised_log_key: Vec<StolenKey>,
    /// End the registry: only withdrawals, revocations and withholdings are admitted after
    #[arg(long)]
    end: bool,
    /// The fingerprint of the registry that goes on from it
    #[arg(long, value_name = "FINGERPRINT", requires = "end")]
    successor: Option<Hash>,
    /// Sign without being asked, after you have read what is shown
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    maintainers: MaintainerKeys,
}

/// `KEY.pub=SIZE`
#[derive(Debug, Clone)]
struct StolenKey(Stolen);

impl std::str::FromStr for StolenKey {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (file, since) =
            text.rsplit_once('=').ok_or("want KEY.pub=SIZE, such as log.pub=120")?;
        let since =
            since.parse().map_err(|_| format!("want a number of entries, got {since:?}"))?;
        Ok(Self(Stolen { file: file.into(), since }))
    }
}

#[derive(Serialize)]
struct Facts {
    registry: Hash,
    record: Hash,
    number: u64,
    name: String,
    origin: String,
    threshold: u64,
    maintainers: Vec<MaintainerLine>,
    log_keys: Vec<String>,
    witnesses: Vec<String>,
    quorum: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    policy: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    urls: Vec<Url>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    compromised_log_keys: Vec<CompromisedLogKey>,
    #[serde(skip_serializing_if = "Option::is_none")]
    continues: Option<Continues>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ends: Option<Ends>,
    landed: bool,
}

#[derive(Serialize)]
struct MaintainerLine {
    label: Label,
    name: String,
    key: String,
}

impl Facts {
    fn of(opened: &Opened, record: Hash, body: &Registry, landed: bool) -> Result<Self, Failure> {
        let line = |one: &Maintainer| MaintainerLine {
            label: one.label.clone(),
            name: one.name.to_string(),
            key: one.key.to_string(),
        };
        Ok(Self {
            registry: opened.registry()?,
            record,
            number: body.number,
            name: body.name.to_string(),
            origin: body.origin.to_string(),
            threshold: body.threshold,
            maintainers: body.maintainers.iter().map(line).collect(),
            log_keys: body.log_keys.iter().map(ToString::to_string).collect(),
            witnesses: body.witnesses.iter().map(ToString::to_string).collect(),
            quorum: body.quorum,
            policy: body.policy.as_ref().map(Policy::lines),
            urls: body.urls.clone(),
            compromised_log_keys: body.compromised_log_keys.clone(),
            continues: body.continues.clone(),
            ends: body.ends.clone(),
            landed,
        })
    }
}

impl Command {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        match self {
            Self::Show => show(session),
            Self::Rotate(arguments) => arguments.run(session),
        }
    }
}

fn show(session: &mut Session) -> Result<u8, Failure> {
    let opened = Opened::sound_keys(session)?;
    let root = registry_record::newest(&opened)?;
    let (body, locale) = (&root.body, session.locale());
    let mut lines = vec![
        format!("{} ({})", escape::terminal(body.name.as_str()), body.origin),
        message::verify_fingerprint(opened.registry()?).say(locale),
        message::root_threshold(body.threshold, body.maintainers.len()).say(locale),
    ];
    for one in &body.maintainers {
        let name = escape::terminal(one.name.as_str());
        lines.push(format!("  {}: {} {name}", one.label, key_line(&one.key)));
    }
    for one in root.keys.all() {
        if let Some(end) = &one.end {
            lines.push(format!(
                "  {}",
                message::root_left(&one.label, key_line(&one.key), end.at).say(locale)
            ));
        }
    }
    lines.extend(super::changes::beside_maintainers(body, "", locale));
    if body.policy.is_none() && body.witnesses.is_empty() {
        lines.push(message::root_no_witnesses().say(locale));
    }
    lines.push(super::prose::next(locale, message::root_next().say(locale)));
    let facts = Facts::of(&opened, root.record, body, true)?;
    session.answer_done("countersign.root/1", &facts, &lines.join("\n"))?;
    Ok(0)
}

impl Rotate {
    fn run(self: Box<Self>, session: &mut Session) -> Result<u8, Failure> {
        let opened = Opened::for_writing(session, None)?;
        let add = self.add.into_iter().map(|Labelled { label, file }| Founder { label, file });
        let policy = self.policy.as_deref().map(|file| super::verify::policy(session, file));
        let rotation = Rotation {
            add: add.collect(),
            remove: self.remove,
            threshold: self.threshold,
            name: self.name,
            add_log_keys: self.add_log_key,
            remove_log_keys: self.remove_log_key,
            add_witnesses: self.add_witness,
            remove_witnesses: self.remove_witness,
            quorum: self.quorum,
            policy: policy.transpose()?,
            add_urls: self.add_url,
            remove_urls: self.remove_url,
            compromised_log_keys: self.compromised_log_key.into_iter().map(|one| one.0).collect(),
            ends: self.end.then_some(Ends { successor: self.successor }),
        };
        let keys = self.maintainers.into_files();
        let Rotated { body, unsigned } = rotation.prepare(session, &opened, keys)?;
        let (record, locale) = (&unsigned.record, session.locale());
        session.must_see(&super::changes::of(record, &opened.examined.pending.state, locale))?;
        if !self.yes {
            let question = session.for_ever(&message::approve_ask().say(locale));
            session.confirm_yes(&question, "--yes")?;
        }
        let hash = record.hash();
        let (landed, text) = match unsigned.land(session, &opened)? {
            Outcome::Landed(landed) => {
                landing::say(session, &opened, &landed)?;
                let next = message::verify_next("countersign root show").say(locale);
                (true, format!("{}\n{next}\n", message::root_in_force().say(locale)))
            }
            Outcome::Waits { path, approvals } => {
                let waits = waiting::waits(&path, &approvals, locale);
                (false, format!("{}\n{waits}", message::root_not_yet().say(locale)))
            }
        };
        let facts = Facts::of(&opened, hash, &body, landed)?;
        session.answer_done("countersign.root/1", &facts, &text)?;
        Ok(0)
    }
}
