//! `countersign org add|list|show`, and what its other subcommands share.

mod answered;
mod change;
mod confirm;
mod did;
mod list;
mod recover;
mod relist;
mod revoke;
mod rotate;

use std::path::PathBuf;

use super::failure::{Failure, Stop};
use super::init::Labelled;
use super::prose;
use super::session::Session;
use crate::landing;
use crate::waiting;
use countersign_core::escape;
use countersign_core::ledger::State;
use countersign_core::lookalike;
use countersign_core::name::{Domain, NameError};
use countersign_core::record::line::Line;
use countersign_speech::locale::{Locale, Sentence, message};
use countersign_workflow::contacts;
use countersign_workflow::land::Signed;
use countersign_workflow::officers;
use countersign_workflow::open::Opened;
use countersign_workflow::organisation::{self, Enrolment, KeyFile};
use countersign_workflow::unsigned::Unsigned;
use countersign_workflow::waiting::Outcome;

use list::{Organisations, key_lines, organisation_line};

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
    Rename(relist::Rename),
    Retire(relist::Retire),
    Did(did::Did),
}

/// Enrol an organisation with its keys
///
/// The maintainers sign that these keys are the organisation's: readers see that as "claimed by the registry".
#[derive(Debug, clap::Args)]
pub(crate) struct Add {
    /// The organisation's domain, such as foro.example
    #[arg(value_parser = named)]
    domain: Domain,
    /// Its name
    #[arg(long, requires = "key")]
    name: Option<Line>,
    /// A key of the organisation; without one, the answer to `request --enrol` that was imported is taken
    #[arg(long, value_name = "[LABEL=]FILE.pub", requires = "name")]
    key: Vec<MaybeLabelled>,
    /// Take what is not said here from the contacts
    #[arg(long, value_name = "contacts")]
    from: Option<From>,
    /// How many of its keys must sign each act
    #[arg(long, value_name = "K", default_value_t = 1)]
    threshold: u64,
    /// Another name it is known by
    #[arg(long, value_name = "NAME")]
    alias: Vec<Line>,
    /// A new key that signs this too, which shows that somebody holds it; again for each
    #[arg(long, value_name = "FILE")]
    with_new_key: Vec<PathBuf>,
    /// Say the domain once more, where its name or domain looks like another's, or after the call about its answer
    #[arg(long, value_name = "DOMAIN")]
    confirm: Option<Domain>,
    #[command(flatten)]
    maintainers: MaintainerKeys,
}

/// Where what is known of an organisation is taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum From {
    /// What `contacts` keeps.
    Contacts,
}

/// The keys that sign for the maintainers.
#[derive(Debug, clap::Args)]
pub(crate) struct MaintainerKeys {
    /// A maintainer's key; again for each maintainer who signs [default: git config countersign.maintainer-key]
    #[arg(long, value_name = "FILE")]
    maintainer_key: Vec<PathBuf>,
}

impl MaintainerKeys {
    /// Those that were given.
    pub(crate) fn into_files(self) -> Vec<PathBuf> {
        self.maintainer_key
    }

    /// Adds the signatures of every maintainer's key that was given or noted.
    pub(crate) fn add_to(
        &self,
        session: &mut Session,
        opened: &Opened,
        item: Signed,
    ) -> Result<Signed, Failure> {
        Ok(officers::sign_as_maintainers(session, opened, item, &self.maintainer_key)?)
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
        let label =
            "main".parse().map_err(|error: countersign_core::name::NameError| error.to_string())?;
        Ok(Self(Labelled { label, file: text.into() }))
    }
}

/// Show an organisation: its names and keys
#[derive(Debug, clap::Args)]
pub(crate) struct Show {
    /// The organisation's domain
    domain: Domain,
}

impl Command {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        match self {
            Self::Add(arguments) => arguments.run(session),
            Self::List => list::list(session, None),
            Self::Show(arguments) => list::list(session, Some(&arguments.domain)),
            Self::Rotate(arguments) => arguments.run(session),
            Self::Revoke(arguments) => arguments.run(session),
            Self::Recover(arguments) => arguments.run(session),
            Self::Confirm(arguments) => arguments.run(session),
            Self::Rename(arguments) => arguments.run(session),
            Self::Retire(arguments) => arguments.run(session),
            Self::Did(arguments) => arguments.run(session),
        }
    }
}

/// Keys as the workflow takes them.
fn key_files(keys: Vec<MaybeLabelled>) -> Vec<KeyFile> {
    keys.into_iter()
        .map(|MaybeLabelled(Labelled { label, file })| KeyFile { label, file })
        .collect()
}

impl Add {
    fn run(mut self, session: &mut Session) -> Result<u8, Failure> {
        let opened = Opened::for_writing(session, None)?;
        let held = self.take_from_contacts(session, &opened)?;
        let Some(name) = &self.name.clone() else {
            return answered::enrol(self, session, &opened);
        };
        let enrolment = Enrolment {
            organisation: self.domain.clone(),
            name: name.clone(),
            aliases: self.alias.clone(),
            keys: key_files(self.key.clone()),
            threshold: self.threshold,
        };
        let body = enrolment.body(session, &opened)?;
        drop(held);
        let names: Vec<Line> = std::iter::once(name).chain(&self.alias).cloned().collect();
        let state = &opened.examined.pending.state;
        look_twice(session, state, &self.domain, &names, self.confirm.as_ref())?;
        let keys = self.maintainers.maintainer_key.clone();
        let new = self.with_new_key.clone();
        let outcome = Enrolment::prepare(body, keys, new)?.land(session, &opened)?;
        self.told(session, &opened, outcome, name)
    }

    /// What became of the enrolment.
    fn told(
        &self,
        session: &mut Session,
        opened: &Opened,
        outcome: Outcome,
        name: &Line,
    ) -> Result<u8, Failure> {
        let locale = session.locale();
        let (text, enrolled) = match &outcome {
            Outcome::Landed(landed) => {
                landing::say(session, opened, landed)?;
                let enrolled = landed.state.organisations().get(&self.domain);
                let keys = enrolled.map(|one| key_lines(one, locale)).unwrap_or_default();
                (
                    self.done(&(keys + &lent(&landed.state, &self.domain, locale)), name, locale),
                    enrolled,
                )
            }
            Outcome::Waits { path, approvals } => {
                (self.not_yet(locale) + &waiting::waits(path, approvals, locale), None)
            }
        };
        let organisations = enrolled.map(organisation_line).into_iter().collect();
        session.answer_done("countersign.org/1", &Organisations { organisations }, &text)?;
        Ok(0)
    }

    /// Fills in what was not said; the key of a contact lies in a file until what is returned is dropped.
    fn take_from_contacts(
        &mut self,
        session: &Session,
        opened: &Opened,
    ) -> Result<Option<tempfile::NamedTempFile>, Failure> {
        if self.from.is_none() {
            return Ok(None);
        }
        let Some(contact) = contacts::of(session, opened)?.remove(&self.domain) else {
            return Err(Failure::new(Stop::Unknown, message::contacts_no_contact(&self.domain))
                .attempt("countersign contacts list"));
        };
        self.name = self.name.take().or(contact.name);
        if self.name.is_none() {
            return Err(Failure::new(Stop::Usage, message::contacts_no_key(&self.domain))
                .attempt("countersign org add --help"));
        }
        if self.alias.is_empty() {
            self.alias = contact.aliases;
        }
        if !self.key.is_empty() {
            return Ok(None);
        }
        let Some(key) = contact.key else {
            return Err(Failure::new(Stop::Usage, message::contacts_no_key(&self.domain))
                .attempt("countersign org add --help"));
        };
        let file = tempfile::Builder::new().suffix(".pub").tempfile()?;
        std::fs::write(file.path(), key)?;
        let path = file.path().to_string_lossy().into_owned();
        let label = "main".parse().map_err(|error: NameError| Failure::new(Stop::Usage, error))?;
        self.key.push(MaybeLabelled(Labelled { label, file: path.into() }));
        Ok(Some(file))
    }

    fn not_yet(&self, locale: Locale) -> String {
        let name = self.domain.to_string();
        message::org_not_yet(name).say(locale) + "\n"
    }

    fn done(&self, keys: &str, name: &Line, locale: Locale) -> String {
        let name = escape::terminal(name.as_str()).to_string();
        let said = message::org_enrolled(name, &self.domain).say(locale);
        let claimed = message::org_claimed().say(locale);
        let next = prose::next(locale, message::org_next_telephone().say(locale));
        format!("{said}\n{keys}{claimed}\n{next}")
    }
}

/// The name of an organisation: its domain, and never an address.
pub(super) fn named(text: &str) -> Result<Domain, String> {
    if text.contains('@') {
        let why = "a mail address is nobody's name here: want the organisation's domain, or, where it has none, a name \
                   below yours that you lend it, such as its-name.your-coalition.example";
        return Err(why.to_owned());
    }
    text.parse().map_err(|error: NameError| error.to_string())
}

/// That the domain is lent by whoever holds the registry's own, where it is.
fn lent(state: &State, domain: &Domain, locale: Locale) -> String {
    let is_lent = state.root().is_some_and(|root| root.body.lends(domain));
    let said = || format!("  {}\n", message::org_lent(domain).say(locale));
    if is_lent { said() } else { String::new() }
}

/// What is odd about a domain that is typed for an organisation.
fn oddities(domain: &Domain, locale: Locale) -> Vec<String> {
    let mut found = Vec::new();
    if domain.as_str().starts_with("www.") {
        found.push(message::org_domain_www(domain).say(locale));
    }
    if domain.as_str().split('.').any(|label| label.starts_with("xn--")) {
        let decoded = lookalike::decoded(domain).unwrap_or_else(|error| error.to_string());
        found.push(message::org_domain_punycode(domain, decoded).say(locale));
    }
    found
}

/// Warns of names that a reader could take for another organisation's, and of a domain that looks like a mistake, and
/// asks for the domain to be typed.
pub(crate) fn look_twice(
    session: &mut Session,
    state: &State,
    domain: &Domain,
    names: &[Line],
    confirm: Option<&Domain>,
) -> Result<(), Failure> {
    let mut found = oddities(domain, session.locale());
    for likeness in organisation::likenesses(state, domain, names) {
        let sentence = likeness.to_string();
        if !found.contains(&sentence) {
            found.push(sentence);
        }
    }
    if found.is_empty() {
        return Ok(());
    }
    for sentence in &found {
        session.must_see(&format!("look twice: {}", escape::terminal(sentence)))?;
    }
    let given = confirm.map(Domain::as_str);
    session.confirm_typed(
        &session.for_ever(&message::org_confuse().say(session.locale())),
        domain.as_str(),
        given,
        "--confirm",
    )
}

/// "1 key", "2 keys"
pub(crate) fn count_of(keys: usize) -> String {
    super::prose::count(keys as u64, "key", "keys")
}

/// Signs and lands a change of keys that was agreed to, and says what became of it.
fn land(
    session: &mut Session,
    opened: &Opened,
    unsigned: Unsigned,
    domain: &Domain,
    what: &Sentence,
) -> Result<u8, Failure> {
    let (text, organisations) = match unsigned.land(session, opened)? {
        Outcome::Landed(landed) => {
            landing::say(session, opened, &landed)?;
            let locale = session.locale();
            let said = what.say(locale);
            let lines = change::after(&landed.state, domain, locale);
            let next = prose::next(locale, format!("countersign org show {domain}"));
            let enrolled = landed.state.organisations().get(domain);
            (
                format!("{said}\n{lines}{next}"),
                enrolled.map(organisation_line).into_iter().collect(),
            )
        }
        Outcome::Waits { path, approvals } => (
            format!(
                "{}\n{}",
                message::org_unchanged(domain).say(session.locale()),
                waiting::waits(&path, &approvals, session.locale())
            ),
            Vec::new(),
        ),
    };
    session.answer_done("countersign.org/1", &Organisations { organisations }, &text)?;
    Ok(0)
}
