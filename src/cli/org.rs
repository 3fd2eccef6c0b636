//! `countersign org add|list|show`

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use serde::Serialize;

use super::acts::Signed;
use super::failure::{Failure, Stop};
use super::init::{Labelled, key_line};
use super::open::Opened;
use super::session::Session;
use super::signer;
use super::waiting::{self, Outcome};
use crate::escape;
use crate::ledger::authority::Enrolled;
use crate::lookalike;
use crate::name::Domain;
use crate::record::line::Line;
use crate::record::organisation::OrganisationKey;
use crate::record::{Body, Organisation, Record};

/// Where the maintainer's key is noted.
pub(crate) const MAINTAINER_KEY: &str = "countersign.maintainer-key";

/// Enrol organisations, and see who is enrolled
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Add(Add),
    /// List the enrolled organisations
    List,
    Show(Show),
}

/// Enrol an organisation with its keys
///
/// The maintainers sign that these keys are the organisation's: readers see that as "claimed by the registry".
#[derive(Debug, clap::Args)]
pub(crate) struct Add {
    /// The organisation's domain, such as foro.example
    domain: Domain,
    /// Its name
    #[arg(long)]
    name: Line,
    /// A key of the organisation
    #[arg(long, value_name = "[LABEL=]FILE.pub", required = true)]
    key: Vec<MaybeLabelled>,
    /// How many of its keys must sign each act
    #[arg(long, value_name = "K", default_value_t = 1)]
    threshold: u64,
    /// Another name it is known by
    #[arg(long, value_name = "NAME")]
    alias: Vec<Line>,
    /// Say the domain once more, where its name or domain looks like another's
    #[arg(long, value_name = "DOMAIN")]
    confirm: Option<Domain>,
    #[command(flatten)]
    maintainers: MaintainerKeys,
}

/// The keys that sign for the maintainers.
#[derive(Debug, clap::Args)]
pub(crate) struct MaintainerKeys {
    /// A maintainer's key; again for each maintainer who signs [default: git config countersign.maintainer-key]
    #[arg(long, value_name = "FILE")]
    maintainer_key: Vec<PathBuf>,
}

impl MaintainerKeys {
    /// Signs a record with every maintainer's key that was given or noted.
    pub(crate) fn sign(
        &self,
        session: &mut Session,
        opened: &Opened,
        record: Record,
    ) -> Result<Signed, Failure> {
        self.add_to(session, opened, Signed { record, signatures: Vec::new() })
    }

    /// Adds the signatures of every maintainer's key that was given or noted.
    pub(crate) fn add_to(
        &self,
        session: &mut Session,
        opened: &Opened,
        item: Signed,
    ) -> Result<Signed, Failure> {
        let noted = opened.store.get_config(MAINTAINER_KEY)?.map(PathBuf::from);
        let files = if self.maintainer_key.is_empty() {
            noted.into_iter().collect()
        } else {
            self.maintainer_key.clone()
        };
        if files.is_empty() {
            return Err(Failure::new(Stop::Signer, "no maintainer's key")
                .why(format!("neither --maintainer-key nor git config {MAINTAINER_KEY} names one"))
                .attempt("add --maintainer-key FILE"));
        }
        item.signed_with(session, &files)
    }
}

/// `FILE` or `LABEL=FILE`
#[derive(Debug, Clone)]
struct MaybeLabelled(Labelled);

impl std::str::FromStr for MaybeLabelled {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text.contains('=') {
            return text.parse().map(Self);
        }
        let label = "main".parse().map_err(|error: crate::name::NameError| error.to_string())?;
        Ok(Self(Labelled { label, file: text.into() }))
    }
}

/// Show an organisation: its names and keys
#[derive(Debug, clap::Args)]
pub(crate) struct Show {
    /// The organisation's domain
    domain: Domain,
}

#[derive(Serialize)]
struct Organisations {
    organisations: Vec<OrganisationLine>,
}

#[derive(Serialize)]
struct OrganisationLine {
    organisation: Domain,
    name: String,
    aliases: Vec<String>,
    threshold: u64,
    keys: BTreeMap<String, String>,
}

impl Command {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        match self {
            Self::Add(arguments) => arguments.run(session),
            Self::List => list(session, None),
            Self::Show(arguments) => list(session, Some(&arguments.domain)),
        }
    }
}

impl Add {
    fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let opened = Opened::for_writing(session, None)?;
        let state = &opened.examined.pending.state;
        let mut keys = Vec::new();
        for MaybeLabelled(one) in &self.key {
            let (key, _) = signer::public_key(session, &one.file)?;
            keys.push(OrganisationKey { key, label: one.label.clone(), role: None });
        }
        keys.sort_by(|left, right| left.label.cmp(&right.label));
        let mut aliases = self.alias.clone();
        aliases.sort();
        let others =
            state.organisations().iter().map(|(domain, one)| (domain, one.body.name.as_str()));
        let likenesses = lookalike::likenesses(self.name.as_str(), &self.domain, others);
        if !likenesses.is_empty() {
            for likeness in &likenesses {
                session
                    .message(&format!("look twice: {}", escape::terminal(&likeness.to_string())))?;
            }
            let given = self.confirm.as_ref().map(Domain::as_str);
            session.confirm_typed(
                "readers could confuse them",
                self.domain.as_str(),
                given,
                "--confirm",
            )?;
        }
        let body = Organisation {
            aliases,
            keys,
            made_at: session.now(),
            name: self.name.clone(),
            number: 1,
            organisation: self.domain.clone(),
            previous: None,
            registry: opened.registry()?,
            removed: Vec::new(),
            threshold: self.threshold,
            tag: Default::default(),
        };
        let record = Record::new(&Body::Organisation(body)).map_err(|error| {
            Failure::new(Stop::Usage, format!("{} cannot be enrolled like this", self.domain))
                .why(error)
                .attempt("countersign org add --help")
        })?;
        let item = self.maintainers.sign(session, &opened, record)?;
        let message = format!("keys: enrol {}\n", self.domain);
        let landed = match waiting::land_or_wait(session, &opened, item, &message)? {
            Outcome::Landed(landed) => landed,
            Outcome::Waits { path, approvals } => {
                let none = Organisations { organisations: Vec::new() };
                let text = format!(
                    "{} is not enrolled yet\n{}",
                    self.domain,
                    waiting::waits(&path, &approvals)
                );
                session.answer_done("countersign.org/1", &none, &text)?;
                return Ok(0);
            }
        };
        let mut text =
            format!("enrolled {} ({})\n", escape::terminal(self.name.as_str()), self.domain);
        let enrolled = landed.state.organisations().get(&self.domain);
        text.push_str(&enrolled.map(key_lines).unwrap_or_default());
        let organisations = enrolled.map(organisation_line).into_iter().collect();
        text.push_str("readers see these keys as claimed by this registry, until somebody else confirms them\n");
        text.push_str("next: read the fingerprints to the organisation by telephone\n");
        session.answer_done("countersign.org/1", &Organisations { organisations }, &text)?;
        Ok(0)
    }
}

fn list(session: &mut Session, only: Option<&Domain>) -> Result<u8, Failure> {
    let opened = Opened::sound(session)?;
    let state = &opened.examined.pending.state;
    let chosen: Vec<&Enrolled> = state
        .organisations()
        .values()
        .filter(|one| only.is_none_or(|domain| one.body.organisation == *domain))
        .collect();
    if let (Some(domain), true) = (only, chosen.is_empty()) {
        return Err(Failure::new(
            Stop::Unknown,
            format!("{domain} is not enrolled in this registry"),
        )
        .why("no record of the maintainers names it")
        .attempt("countersign org list"));
    }
    let mut text = String::new();
    for one in &chosen {
        let _ = writeln!(
            text,
            "{}  {}",
            one.body.organisation,
            escape::terminal(one.body.name.as_str())
        );
        for alias in &one.body.aliases {
            let _ = writeln!(text, "  also known as {}", escape::terminal(alias.as_str()));
        }
        text.push_str(&key_lines(one));
    }
    text.push_str(if text.is_empty() {
        "no organisation is enrolled\n\
         next: countersign org add DOMAIN --name NAME --key LABEL=FILE.pub\n"
    } else {
        "these keys are claimed by this registry: nobody else has confirmed them\n\
         next: compare a fingerprint with one that the organisation reads to you\n"
    });
    let organisations = chosen.into_iter().map(organisation_line).collect();
    session.answer_done("countersign.org/1", &Organisations { organisations }, &text)?;
    Ok(0)
}

fn organisation_line(one: &Enrolled) -> OrganisationLine {
    OrganisationLine {
        organisation: one.body.organisation.clone(),
        name: one.body.name.to_string(),
        aliases: one.body.aliases.iter().map(ToString::to_string).collect(),
        threshold: one.body.threshold,
        keys: one
            .keys
            .in_force()
            .into_iter()
            .map(|tenure| (tenure.label.to_string(), tenure.key.to_string()))
            .collect(),
    }
}

fn key_lines(one: &Enrolled) -> String {
    let mut text = String::new();
    if one.body.threshold > 1 {
        let _ = writeln!(
            text,
            "  {} of {} keys must sign",
            one.body.threshold,
            one.keys.in_force().len()
        );
    }
    for tenure in one.keys.in_force() {
        let _ = writeln!(text, "  {}: {}", tenure.label, key_line(&tenure.key));
    }
    text
}
