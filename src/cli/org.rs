//! `countersign org add|list|show`, and what its other subcommands share.

mod change;
mod confirm;
mod did;
mod recover;
mod revoke;
mod rotate;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use serde::Serialize;

use super::acts::Signed;
use super::failure::{Failure, Stop};
use super::init::{Labelled, key_line};
use super::open::Opened;
use super::session::Session;
use super::signer::{self, Signer};
use super::waiting::{self, Outcome};
use crate::escape;
use crate::ledger::State;
use crate::ledger::authority::{Enrolled, Tenure};
use crate::locale::{Locale, Sentence};
use crate::lookalike;
use crate::name::Domain;
use crate::record::line::Line;
use crate::record::organisation::OrganisationKey;
use crate::record::{Body, Organisation, Record};
use crate::verify::evidence;

/// Where the maintainer's key is noted.
pub(crate) const MAINTAINER_KEY: &str = "countersign.maintainer-key";

/// Enrol organisations, and see who is enrolled
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    Add(Add),
    /// List the enrolled organisations
    List,
    Show(Show),
    Rotate(Box<rotate::Rotate>),
    Revoke(revoke::Revoke),
    Recover(Box<recover::Recover>),
    Confirm(Box<confirm::Confirm>),
    Did(did::Did),
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
        let files = self.files(opened)?;
        item.signed_with(session, &files)
    }

    /// The maintainers' keys, ready to sign.
    fn signers(&self, session: &mut Session, opened: &Opened) -> Result<Vec<Signer>, Failure> {
        self.files(opened)?.iter().map(|file| Signer::open(session, file)).collect()
    }

    fn files(&self, opened: &Opened) -> Result<Vec<PathBuf>, Failure> {
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
        Ok(files)
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
    ended: Vec<EndedLine>,
    recoveries: Vec<u64>,
    confirmations: Vec<Sentence>,
}

#[derive(Serialize)]
struct EndedLine {
    label: String,
    key: String,
    entry: u64,
    revoked: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    compromised_since: Option<u64>,
}

impl Command {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        match self {
            Self::Add(arguments) => arguments.run(session),
            Self::List => list(session, None),
            Self::Show(arguments) => list(session, Some(&arguments.domain)),
            Self::Rotate(arguments) => arguments.run(session),
            Self::Revoke(arguments) => arguments.run(session),
            Self::Recover(arguments) => arguments.run(session),
            Self::Confirm(arguments) => arguments.run(session),
            Self::Did(arguments) => arguments.run(session),
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
        look_twice(session, state, &body, self.confirm.as_ref())?;
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
                    waiting::waits(&path, &approvals, session.locale())
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

/// Warns of names that a reader could take for another organisation's, and asks for the domain to be typed.
fn look_twice(
    session: &mut Session,
    state: &State,
    body: &Organisation,
    confirm: Option<&Domain>,
) -> Result<(), Failure> {
    let domain = &body.organisation;
    let before = state.organisations().get(domain).map(|one| &one.body);
    let is_new = |name: &&Line| before.is_none_or(|before| !before.is_called(name));
    let mut found: Vec<String> = Vec::new();
    for name in std::iter::once(&body.name).chain(&body.aliases).filter(is_new) {
        let others = state.organisations().iter().filter(|(other, _)| *other != domain);
        let others = others.flat_map(|(other, one)| {
            let names = std::iter::once(&one.body.name).chain(&one.body.aliases);
            names.map(move |name| (other, name.as_str()))
        });
        for likeness in lookalike::likenesses(name.as_str(), domain, others) {
            let sentence = likeness.to_string();
            if !found.contains(&sentence) {
                found.push(sentence);
            }
        }
    }
    if found.is_empty() {
        return Ok(());
    }
    for sentence in &found {
        session.must_see(&format!("look twice: {}", escape::terminal(sentence)))?;
    }
    let given = confirm.map(Domain::as_str);
    session.confirm_typed("readers could confuse them", domain.as_str(), given, "--confirm")
}

/// "1 key", "2 keys"
fn count_of(keys: usize) -> String {
    super::prose::count(keys as u64, "key", "keys")
}

/// What became of a change of keys.
fn answer(
    session: &mut Session,
    domain: &Domain,
    what: &str,
    outcome: Outcome,
) -> Result<u8, Failure> {
    let (text, organisations) = match outcome {
        Outcome::Landed(landed) => {
            let lines = change::after(&landed.state, domain);
            let enrolled = landed.state.organisations().get(domain);
            (
                format!("{what} {domain}\n{lines}next: countersign org show {domain}\n"),
                enrolled.map(organisation_line).into_iter().collect(),
            )
        }
        Outcome::Waits { path, approvals } => (
            format!(
                "the keys of {domain} are not changed yet\n{}",
                waiting::waits(&path, &approvals, session.locale())
            ),
            Vec::new(),
        ),
    };
    session.answer_done("countersign.org/1", &Organisations { organisations }, &text)?;
    Ok(0)
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
        let name = escape::terminal(one.body.name.as_str());
        let _ = writeln!(text, "{}  {name}", one.body.organisation);
        for alias in &one.body.aliases {
            let _ = writeln!(text, "  also known as {}", escape::terminal(alias.as_str()));
        }
        text.push_str(&key_lines(one));
        if only.is_some() {
            text.push_str(&past_lines(one, session.locale()));
        }
    }
    let is_confirmed = chosen.iter().any(|one| !one.confirmations.is_empty());
    text.push_str(match (chosen.is_empty(), only, is_confirmed) {
        (true, ..) => {
            "no organisation is enrolled\n\
             next: countersign org add DOMAIN --name NAME --key LABEL=FILE.pub\n"
        }
        (_, Some(_), true) => {
            "these keys are claimed by this registry, and by those who are named above\n\
             next: compare a fingerprint with one that the organisation reads to you\n"
        }
        (_, None, true) => {
            "these keys are claimed by this registry; who else confirmed some of them: countersign org show DOMAIN\n\
             next: compare a fingerprint with one that the organisation reads to you\n"
        }
        _ => {
            "these keys are claimed by this registry: nobody else has confirmed them\n\
             next: compare a fingerprint with one that the organisation reads to you\n"
        }
    });
    let organisations = chosen.into_iter().map(organisation_line).collect();
    session.answer_done("countersign.org/1", &Organisations { organisations }, &text)?;
    Ok(0)
}

/// What happened to its keys, and who confirmed them.
fn past_lines(one: &Enrolled, locale: Locale) -> String {
    let mut text = String::new();
    for tenure in one.keys.all() {
        let Some(end) = &tenure.end else { continue };
        let how = if end.revoked { "ended itself" } else { "was removed" };
        let _ =
            write!(text, "  {}: {} {how} at entry {}", tenure.label, key_line(&tenure.key), end.at);
        if let Some(reason) = &end.reason {
            let _ = write!(text, ": {}", escape::terminal(reason.as_str()));
        }
        if let Some(taken) = &tenure.taken {
            let _ = write!(text, "; do not rely on what it signed since entry {}", taken.since);
        }
        text.push('\n');
    }
    for recovery in &one.recoveries {
        let _ = writeln!(
            text,
            "  the maintainers replaced its keys at entry {} (a recovery)",
            recovery.at
        );
    }
    for confirmed in &one.confirmations {
        let said = evidence::confirmation(confirmed).say(locale);
        let _ = writeln!(text, "  {}", escape::terminal(&said));
    }
    if one.is_silent() {
        text.push_str("  it cannot speak: fewer keys are left than must sign\n");
    }
    text
}

fn organisation_line(one: &Enrolled) -> OrganisationLine {
    let ended = |tenure: &Tenure| {
        let end = tenure.end.as_ref()?;
        Some(EndedLine {
            label: tenure.label.to_string(),
            key: tenure.key.to_string(),
            entry: end.at,
            revoked: end.revoked,
            reason: end.reason.as_ref().map(ToString::to_string),
            compromised_since: tenure.taken.as_ref().map(|taken| taken.since),
        })
    };
    let in_force = one.keys.in_force().into_iter();
    OrganisationLine {
        organisation: one.body.organisation.clone(),
        name: one.body.name.to_string(),
        aliases: one.body.aliases.iter().map(ToString::to_string).collect(),
        threshold: one.body.threshold,
        keys: in_force.map(|one| (one.label.to_string(), one.key.to_string())).collect(),
        ended: one.keys.all().filter_map(ended).collect(),
        recoveries: one.recoveries.iter().map(|one| one.at).collect(),
        confirmations: one.confirmations.iter().map(evidence::confirmation).collect(),
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
        let role = one.body.keys.iter().find(|key| key.label == tenure.label);
        let role = role.and_then(|key| key.role.as_ref());
        let role =
            role.map_or_else(String::new, |role| format!("  {}", escape::terminal(role.as_str())));
        let _ = writeln!(text, "  {}: {}{role}", tenure.label, key_line(&tenure.key));
    }
    text
}
