//! `countersign sign`, `decline` and `withdraw`: one organisation's act on one exact version.
//!
//! On a registry the act goes onto the draft or into the log; on a request or a reply it becomes a reply, with no
//! registry and no network.

mod answer;
mod away;
mod here;
mod review;

use std::path::{Path, PathBuf};
use std::str::FromStr;

use super::failure::{Failure, Stop};
use super::session::Session;
use super::told::told;
use countersign_core::escape;
use countersign_core::name::{Domain, Language, NameError};
use countersign_core::record::endorsement::{Act, Capacity, Conditions};
use countersign_core::record::line::Line;
use countersign_core::record::{Kind, Record};
use countersign_core::time::Timestamp;
use countersign_speech::locale::message;
use countersign_workflow::act::Terms;
use countersign_workflow::land::Signed;
use countersign_workflow::{AskedVersion, paper};

/// Who acts, on what, and with which key.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Who {
    /// A version, such as 2021/solidarity@1, or a request or reply that came by mail
    #[arg(value_name = "ID[@V]|REQUEST|REPLY")]
    subject: Subject,
    /// The organisation [default: who a request or reply is for, else git config countersign.as]
    #[arg(long = "as", value_name = "DOMAIN")]
    organisation: Option<Domain>,
    /// Its key: a private key file, or a .pub file whose key the agent or a token has [default: git config countersign.key]
    #[arg(long, value_name = "FILE")]
    key: Vec<PathBuf>,
    /// Say the organisation's domain here instead of typing it when asked
    #[arg(long, value_name = "DOMAIN")]
    confirm: Option<Domain>,
    /// The request that a reply answers, for its text, where no registry is at hand
    #[arg(long, value_name = "REQUEST")]
    request: Option<PathBuf>,
    /// Write a reply to this file, to be sent [default for a request or reply: reply.countersign beside it]
    #[arg(short, long, value_name = "REPLY")]
    output: Option<PathBuf>,
    /// With a request: also write the signed wish that the name is not shown, to be handed over privately
    #[arg(long, value_name = "FILE", conflicts_with = "print_command")]
    wish: Option<PathBuf>,
    /// Sign nothing: print the ssh-keygen line that would, and write the file that it signs
    #[arg(long)]
    print_command: bool,
}

/// What is signed: a version of the registry at hand, or what a file asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Subject {
    Version(AskedVersion),
    File(PathBuf),
}

impl FromStr for Subject {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        let path = Path::new(text);
        text.parse().map(Self::Version).or_else(|error| {
            let is_file = path.extension().is_some()
                || path.is_absolute()
                || text.starts_with("./")
                || text.starts_with("../");
            if is_file { Ok(Self::File(path.to_owned())) } else { Err(error) }
        })
    }
}

/// Endorse one exact version in the name of an organisation
///
/// Shows the whole text first, and asks for the organisation's domain to be typed.
/// What was shown is what is signed.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    who: Who,
    /// In whose name: only "organisation" is counted
    #[arg(long, value_name = "CAPACITY", default_value = "organisation", value_parser = capacity)]
    capacity: Capacity,
    /// What the organisation does not stand behind, in its words
    #[arg(long, value_name = "TEXT")]
    reservation: Option<Line>,
    /// Endorse only a publication before this time
    #[arg(long, value_name = "TIME")]
    until: Option<Timestamp>,
    /// Endorse only a publication at this time or later
    #[arg(long, value_name = "TIME")]
    not_before: Option<Timestamp>,
    /// Endorse only together with at least so many organisations
    #[arg(long, value_name = "N")]
    at_least: Option<u64>,
    /// Drop the reservation of the organisation's endorsement before this one [default: it is kept]
    #[arg(long, conflicts_with = "reservation")]
    no_reservation: bool,
    /// Drop the conditions of the organisation's endorsement before this one [default: they are kept]
    #[arg(long, conflicts_with_all = ["until", "not_before", "at_least"])]
    no_conditions: bool,
    /// Ask that the name is never published: the act is then counted nowhere, and nobody but the maintainers can check it
    #[arg(long)]
    withhold_name: bool,
    /// Endorse the text in this language only; again for each [default: as endorsed before, else every language of the version]
    #[arg(long, value_name = "LANGUAGE")]
    language: Vec<Language>,
}

/// Say that an organisation does not sign a version
#[derive(Debug, clap::Args)]
pub(crate) struct DeclineArguments {
    #[command(flatten)]
    who: Who,
    /// Why, in its words
    #[arg(long, value_name = "TEXT")]
    reason: Option<Line>,
    /// Let the decline be published with the version
    #[arg(long)]
    public: bool,
}

/// End an organisation's endorsement of a version
///
/// The endorsement stays visible, and so does the withdrawal.
#[derive(Debug, clap::Args)]
pub(crate) struct WithdrawArguments {
    #[command(flatten)]
    who: Who,
    /// Why, in its words
    #[arg(long, value_name = "TEXT")]
    reason: Option<Line>,
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let conditions =
            Conditions { at_least: self.at_least, not_before: self.not_before, until: self.until };
        let none = Conditions { at_least: None, not_before: None, until: None };
        let mut languages = self.language;
        languages.sort();
        languages.dedup();
        let mut terms = Terms::plain(Act::Endorse);
        terms.capacity = self.capacity;
        terms.conditions = Some(conditions).filter(|conditions| *conditions != none);
        terms.languages = languages;
        terms.reservation = self.reservation;
        terms.without_reservation = self.no_reservation;
        terms.without_conditions = self.no_conditions;
        terms.withhold_name = self.withhold_name;
        act(session, &self.who, terms)
    }
}

impl DeclineArguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let mut terms = Terms::plain(Act::Decline);
        (terms.reason, terms.public) = (self.reason, Some(self.public));
        act(session, &self.who, terms)
    }
}

impl WithdrawArguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let mut terms = Terms::plain(Act::Withdraw);
        terms.reason = self.reason;
        act(session, &self.who, terms)
    }
}

fn capacity(text: &str) -> Result<Capacity, String> {
    [Capacity::Organisation, Capacity::Members, Capacity::Personal]
        .into_iter()
        .find(|capacity| capacity.name() == text)
        .ok_or_else(|| "want organisation, members or personal".to_owned())
}

fn act(session: &mut Session, who: &Who, terms: Terms) -> Result<u8, Failure> {
    if who.output.is_some() || who.print_command {
        terms.check_sent()?;
    }
    if who.wish.is_some() && matches!(who.subject, Subject::Version(_)) {
        return Err(Failure::new(Stop::Usage, message::failure_wish_of_request()));
    }
    match &who.subject {
        Subject::Version(id) => here::act(session, who, id, terms),
        Subject::File(file) => away::act(session, who, file, terms),
    }
}

impl Who {
    /// The key files, where something is signed here.
    fn keys(&self) -> Option<&[PathBuf]> {
        (!self.print_command).then_some(&self.key)
    }
}

/// Asks for the organisation's domain, after everything was shown.
fn confirm(
    session: &mut Session,
    who: &Who,
    organisation: &Domain,
    act: Act,
) -> Result<(), Failure> {
    let locale = session.locale();
    let question = match act {
        Act::Endorse => message::act_intent_endorse(organisation).say(locale),
        Act::Decline => message::act_intent_decline(organisation).say(locale),
        Act::Withdraw => message::act_intent_withdraw(organisation).say(locale),
    };
    let question = session.for_ever(&question);
    let given = who.confirm.as_ref().map(Domain::as_str);
    session.confirm_typed(&question, organisation.as_str(), given, "--confirm")
}

/// Writes the record for `ssh-keygen` and gives the command.
fn command(
    session: &Session,
    who: &Who,
    record: &Record,
    act: Act,
    beside: &Path,
) -> Result<(PathBuf, String), Failure> {
    let output = who.output.as_deref();
    let file = paper::write_unsigned(session, record, act.name(), output, beside)?;
    let key = who.key.first().map_or_else(|| "KEY".to_owned(), |key| quoted(key));
    let namespace = Kind::Endorsement.type_name();
    let line = format!("ssh-keygen -Y sign -n {namespace} -f {key} {}", quoted(&file));
    Ok((file, line))
}

/// A path as a shell takes it for one word.
fn quoted(path: &Path) -> String {
    let text = escape::terminal(&path.display().to_string()).to_string();
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-+,@".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        return text;
    }
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// Writes a reply beside what it says in words; gives how many have signed it.
fn write_reply(session: &Session, item: Signed, file: &Path) -> Result<u64, Failure> {
    let words = told(&item.record).english();
    Ok(paper::add(session, item, file, &words)?)
}
