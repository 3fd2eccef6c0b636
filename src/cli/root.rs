//! `countersign root show|rotate`

use std::path::PathBuf;

use serde::Serialize;

use super::failure::{Failure, Stop};
use super::init::Labelled;
use super::org::MaintainerKeys;
use super::prose::key_line;
use super::session::Session;
use crate::landing;
use crate::waiting;
use countersign_core::digest::Hash;
use countersign_core::escape;
use countersign_core::ledger::authority::Root;
use countersign_core::name::Label;
use countersign_core::note::{Algorithm, VerifierKey};
use countersign_core::record::line::Line;
use countersign_core::record::registry::{Maintainer, Registry};
use countersign_core::record::{Body, Record};
use countersign_speech::locale::message;
use countersign_workflow::open::Opened;
use countersign_workflow::signer;
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
    /// Sign without being asked, after you have read what is shown
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    maintainers: MaintainerKeys,
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

fn root(opened: &Opened) -> Result<&Root, Failure> {
    let root = opened.examined.pending.state.root();
    root.ok_or_else(|| Failure::new(Stop::Unknown, message::failure_no_authority()))
}

fn show(session: &mut Session) -> Result<u8, Failure> {
    let opened = Opened::sound(session)?;
    let root = root(&opened)?;
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
    let log_keys = body.log_keys.iter();
    lines.extend(log_keys.map(|key| message::root_log_key(key).say(locale)));
    let witnesses = body.witnesses.iter();
    lines.extend(witnesses.map(|key| message::root_witness(key).say(locale)));
    lines.push(match (body.quorum, body.witnesses.len()) {
        (_, 0) => message::root_no_witnesses().say(locale),
        (quorum, count) => message::root_quorum(quorum, count).say(locale),
    });
    lines.push(super::prose::next(locale, message::root_next().say(locale)));
    let facts = Facts::of(&opened, root.record, body, true)?;
    session.answer_done("countersign.root/1", &facts, &lines.join("\n"))?;
    Ok(0)
}

impl Rotate {
    fn run(self: Box<Self>, session: &mut Session) -> Result<u8, Failure> {
        let opened = Opened::for_writing(session, None)?;
        let before = root(&opened)?;
        let body = self.next(session, before, opened.registry()?)?;
        let refused = |error: countersign_core::record::RecordError| {
            Failure::new(Stop::Refused, message::failure_cannot_maintain())
                .why(error)
                .attempt("countersign root rotate --help")
        };
        let record = Record::new(&Body::Registry(body.clone())).map_err(refused)?;
        if body
            == (Registry {
                number: body.number,
                previous: body.previous,
                made_at: body.made_at,
                registry: body.registry,
                salt: None,
                ..before.body.clone()
            })
        {
            return Err(Failure::new(Stop::Usage, message::failure_nothing_changes())
                .why(message::failure_nothing_changes_why())
                .attempt("countersign root rotate --help"));
        }
        session.must_see(&super::changes::of(
            &record,
            &opened.examined.pending.state,
            session.locale(),
        ))?;
        if !self.yes {
            session.confirm_yes(&message::approve_ask().say(session.locale()), "--yes")?;
        }
        let hash = record.hash();
        let item = self.maintainers.sign(session, &opened, record)?;
        let message = format!("keys: authority {}\n", body.number);
        let (landed, text) = match landing::land_or_wait(session, &opened, item, &message)? {
            Outcome::Landed(_) => (
                true,
                format!(
                    "{}\n{}\n",
                    message::root_in_force().say(session.locale()),
                    message::verify_next("countersign root show").say(session.locale())
                ),
            ),
            Outcome::Waits { path, approvals } => (
                false,
                format!(
                    "{}\n{}",
                    message::root_not_yet().say(session.locale()),
                    waiting::waits(&path, &approvals, session.locale())
                ),
            ),
        };
        let facts = Facts::of(&opened, hash, &body, landed)?;
        session.answer_done("countersign.root/1", &facts, &text)?;
        Ok(0)
    }

    fn next(&self, session: &Session, before: &Root, registry: Hash) -> Result<Registry, Failure> {
        let mut body = before.body.clone();
        (body.number, body.previous) = (body.number + 1, Some(before.record));
        (body.registry, body.salt, body.made_at) = (Some(registry), None, session.now());
        for label in &self.remove {
            let count = body.maintainers.len();
            body.maintainers.retain(|one| one.label != *label);
            if body.maintainers.len() == count {
                return Err(Failure::new(Stop::Usage, message::failure_no_maintainer(label))
                    .attempt("countersign root show"));
            }
        }
        for one in &self.add {
            let (key, comment) = signer::public_key(session, &one.file)?;
            let name = comment.parse().or_else(|_| one.label.as_str().parse::<Line>());
            let name = name.map_err(|error| Failure::new(Stop::Usage, error))?;
            body.maintainers.push(Maintainer { key, label: one.label.clone(), name });
        }
        body.maintainers.sort_by(|left, right| left.label.cmp(&right.label));
        self.log_and_witnesses(session, &mut body)?;
        body.threshold = self.threshold.unwrap_or(body.threshold);
        body.quorum = self.quorum.unwrap_or(body.quorum);
        body.name = self.name.clone().unwrap_or(body.name);
        Ok(body)
    }

    fn log_and_witnesses(&self, session: &Session, body: &mut Registry) -> Result<(), Failure> {
        for file in &self.remove_log_key {
            let (key, _) = signer::public_key(session, file)?;
            body.log_keys.retain(|one| one.key() != key.ed25519());
        }
        for file in &self.add_log_key {
            let (key, _) = signer::public_key(session, file)?;
            let name = body.origin.as_str().parse();
            let name = name.map_err(|error: countersign_core::note::VerifierKeyError| {
                Failure::new(Stop::Error, error)
            })?;
            body.log_keys.push(VerifierKey::new(name, Algorithm::Ed25519, key.ed25519().clone()));
        }
        body.log_keys.sort_by_key(ToString::to_string);
        for name in &self.remove_witness {
            let count = body.witnesses.len();
            body.witnesses.retain(|one| one.name().as_str() != name);
            if body.witnesses.len() == count {
                return Err(Failure::new(Stop::Usage, message::failure_no_witness(name))
                    .attempt("countersign root show"));
            }
        }
        body.witnesses.extend(self.add_witness.iter().cloned());
        body.witnesses.sort_by_key(ToString::to_string);
        Ok(())
    }
}
