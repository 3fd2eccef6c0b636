//! `countersign sign`, `decline` and `withdraw`: one organisation's act on one exact version.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde::Serialize;

use super::acts::{self, Signed};
use super::draft::{self, Draft};
use super::failure::{Failure, Stop};
use super::officers;
use super::open::{AskedVersion, Opened};
use super::session::Session;
use super::words::{self, Words};
use crate::digest::Hash;
use crate::escape;
use crate::ledger::version::Version;
use crate::locale::Locale;
use crate::name::{Domain, Language, VersionId};
use crate::phrase;
use crate::record::endorsement::{Act, Capacity, Conditions};
use crate::record::line::{Line, Salt};
use crate::record::{Body, Endorsement, Record};
use crate::store::Change;
use crate::time::Timestamp;

/// Where the default organisation is noted.
const ORGANISATION: &str = "countersign.as";

/// Who acts, and with which key.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Who {
    /// A version, such as 2021/solidarity@1
    #[arg(value_name = "ID[@V]")]
    id: AskedVersion,
    /// The organisation [default: git config countersign.as]
    #[arg(long = "as", value_name = "DOMAIN")]
    organisation: Option<Domain>,
    /// Its key: a private key file, or a .pub file whose key the agent or a token has [default: git config countersign.key]
    #[arg(long, value_name = "FILE")]
    key: Vec<PathBuf>,
    /// Say the organisation's domain here instead of typing it when asked
    #[arg(long, value_name = "DOMAIN")]
    confirm: Option<Domain>,
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
    /// Endorse the text in this language only; again for each [default: every language of the version]
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

/// What is said beside who says it.
struct Said {
    act: Act,
    capacity: Capacity,
    conditions: Option<Conditions>,
    languages: Vec<Language>,
    public: Option<bool>,
    reason: Option<Line>,
    reservation: Option<Line>,
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    outcome: &'static str,
    act: &'static str,
    organisation: &'a Domain,
    version: &'a VersionId,
    record: Hash,
    endorsement: Hash,
    standing: &'static str,
    findings: [(); 0],
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let conditions =
            Conditions { at_least: self.at_least, not_before: self.not_before, until: self.until };
        let none = Conditions { at_least: None, not_before: None, until: None };
        let mut languages = self.language;
        languages.sort();
        languages.dedup();
        let said = Said {
            act: Act::Endorse,
            capacity: self.capacity,
            conditions: Some(conditions).filter(|conditions| *conditions != none),
            languages,
            public: None,
            reason: None,
            reservation: self.reservation,
        };
        act(session, &self.who, said)
    }
}

impl DeclineArguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        act(session, &self.who, plain(Act::Decline, self.reason, Some(self.public)))
    }
}

impl WithdrawArguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        act(session, &self.who, plain(Act::Withdraw, self.reason, None))
    }
}

const fn plain(act: Act, reason: Option<Line>, public: Option<bool>) -> Said {
    Said {
        act,
        capacity: Capacity::Organisation,
        conditions: None,
        languages: Vec::new(),
        public,
        reason,
        reservation: None,
    }
}

fn capacity(text: &str) -> Result<Capacity, String> {
    [Capacity::Organisation, Capacity::Members, Capacity::Personal]
        .into_iter()
        .find(|capacity| capacity.name() == text)
        .ok_or_else(|| "want organisation, members or personal".to_owned())
}

fn act(session: &mut Session, who: &Who, mut said: Said) -> Result<u8, Failure> {
    let opened = Opened::for_writing(session, Some(who.id.statement()))?;
    let id = draft::version_to_act_on(&opened, &who.id)?;
    let organisation = organisation(&opened, who)?;
    let draft = Draft::find(&opened, &id)?;
    let state = draft.as_ref().map_or(&opened.examined.pending.state, |draft| &draft.state);
    let version = state.version(&id).ok_or_else(|| super::open::no_version(&id.to_string()))?;
    if said.act == Act::Endorse && said.languages.is_empty() {
        said.languages = version.statement.texts.keys().cloned().collect();
    }
    if draft.is_none() && said.public == Some(false) {
        return Err(Failure::new(Stop::Refused, "a decline of a published version is public")
            .why("it could only be logged, where everybody reads it")
            .attempt("add --public"));
    }
    let words = words::of(&opened, draft.as_ref(), version)?;
    let signers = officers::signers(session, &opened, &organisation, &who.key)?;
    let replaced = private_decline(version, &organisation).filter(|_| draft.is_some());
    let record = record(session, &opened, version, &organisation, &said, replaced.is_some())?;
    show(session, &opened, version, &words, &organisation, &said)?;
    let question = format!("{} in the name of {organisation}", super::prose::intent(said.act));
    let given = who.confirm.as_ref().map(Domain::as_str);
    session.confirm_typed(&question, organisation.as_str(), given, "--confirm")?;
    let mut signatures = Vec::new();
    for signer in signers {
        signatures.push(signer.sign(&record)?);
    }
    let item = Signed { record, signatures };
    let (hash, endorsement) = (version.record, item.record.hash());
    let message = format!("{id}: {} by {organisation}\n", said.act.name());
    let standing = match &draft {
        Some(draft) => {
            write_to_draft(
                session,
                &opened,
                draft,
                item,
                replaced.map(|_| &organisation),
                &message,
            )?;
            "proposed"
        }
        None if acts::land(session, &opened, vec![item], BTreeMap::new(), &message)?.logged => {
            "logged"
        }
        None => "pending",
    };
    let done = Done {
        act: said.act,
        public: said.public,
        organisation: &organisation,
        id: &id,
        hash,
        endorsement,
        standing,
    };
    answer(session, &done)
}

struct Done<'a> {
    act: Act,
    public: Option<bool>,
    organisation: &'a Domain,
    id: &'a VersionId,
    hash: Hash,
    endorsement: Hash,
    standing: &'static str,
}

fn answer(session: &mut Session, done: &Done<'_>) -> Result<u8, Failure> {
    if session.json() {
        session.answer_json(&Document {
            schema: "countersign.act/1",
            outcome: "done",
            act: done.act.name(),
            organisation: done.organisation,
            version: done.id,
            record: done.hash,
            endorsement: done.endorsement,
            standing: done.standing,
            findings: [],
        })?;
        return Ok(0);
    }
    let Done { act, organisation, id, hash, endorsement, .. } = done;
    let effect = match (done.standing, done.act, done.public) {
        ("proposed", Act::Decline, Some(false)) => {
            "it stays on the draft's branch and is not published\n"
        }
        ("proposed", Act::Endorse, _) => "it counts once the maintainers publish the version\n",
        ("proposed", ..) => "it is shown once the maintainers publish the version\n",
        ("pending", ..) => "it counts once a holder of the log key has logged it\n",
        _ => "",
    };
    let past = super::prose::past(*act);
    session.answer(&format!(
        "{organisation} {past} {id}\nversion's hash: {hash}\nact's hash:     {endorsement}\n{effect}next: countersign show {id}\n"
    ))?;
    Ok(0)
}

fn organisation(opened: &Opened, who: &Who) -> Result<Domain, Failure> {
    if let Some(organisation) = &who.organisation {
        return Ok(organisation.clone());
    }
    let noted = opened.store.get_config(ORGANISATION)?.ok_or_else(|| {
        Failure::new(Stop::Usage, "in whose name?")
            .why("neither --as nor git config countersign.as names an organisation")
            .attempt("add --as DOMAIN")
    })?;
    noted
        .parse()
        .map_err(|error| Failure::new(Stop::Usage, format!("git config {ORGANISATION}")).why(error))
}

/// A decline that was not made public is never logged: on a draft, another act takes its place.
fn private_decline<'a>(version: &'a Version, organisation: &Domain) -> Option<&'a Endorsement> {
    version.last_act(organisation).map(|last| &*last.body).filter(|body| body.public == Some(false))
}

fn record(
    session: &mut Session,
    opened: &Opened,
    version: &Version,
    organisation: &Domain,
    said: &Said,
    anew: bool,
) -> Result<Record, Failure> {
    let last = version.last_act(organisation).filter(|_| !anew);
    let body = Endorsement {
        act: said.act,
        capacity: said.capacity,
        conditions: said.conditions,
        languages: said.languages.clone(),
        made_at: session.now(),
        number: last.map_or(1, |last| last.body.number + 1),
        organisation: organisation.clone(),
        previous: last.map(|last| last.record),
        public: said.public,
        reason: said.reason.clone(),
        record: version.record,
        registry: opened.registry()?,
        reservation: said.reservation.clone(),
        salt: Salt(session.environment.random_bytes()?),
        statement: version.statement.id.clone(),
        tag: Default::default(),
        version: version.statement.version,
    };
    Record::new(&Body::Endorsement(Box::new(body))).map_err(|error| {
        let id = version.statement.id.at(version.statement.version);
        let what = format!("{organisation} cannot {} {id}, nothing was written", said.act.name());
        Failure::new(Stop::Refused, what).why(error).attempt(format!("countersign show {id}"))
    })
}

/// Everything that a person must see before they sign.
fn show(
    session: &mut Session,
    opened: &Opened,
    version: &Version,
    words: &Words,
    organisation: &Domain,
    said: &Said,
) -> Result<(), Failure> {
    let text = preview(opened, version, words, organisation, said)?;
    session.must_see(&text)
}

fn preview(
    opened: &Opened,
    version: &Version,
    words: &Words,
    organisation: &Domain,
    said: &Said,
) -> Result<String, Failure> {
    let mut lines = Vec::new();
    let statement = &version.statement;
    let id = statement.id.at(statement.version);
    lines.push(format!("{id}: {}", escape::terminal(statement.original_title())));
    lines.push(format!("hash: {}", version.record));
    let languages = if said.languages.is_empty() {
        vec![statement.original_language.clone()]
    } else {
        said.languages.clone()
    };
    for language in languages {
        lines.push(format!(
            "\n--- text in {language} ---\n{}--- end of text ---",
            words.shown(&language)
        ));
    }
    for line in words.look_twice() {
        lines.push(format!("look twice: {line}"));
    }
    if let Some(change) = words::since_last_signed(opened, version, words, organisation)? {
        lines.push(change);
    }
    if let Some(last) = version.last_act(organisation) {
        lines.push(format!(
            "\nbefore this, {organisation} {} this version; what you do now takes the place of that",
            super::prose::past(last.body.act)
        ));
    }
    let named: Vec<String> = statement
        .signatories
        .iter()
        .map(|one| escape::terminal(one.name.as_str()).to_string())
        .collect();
    lines.push(format!(
        "\nnamed under it: {}",
        if named.is_empty() { "nobody".to_owned() } else { named.join(", ") }
    ));
    // The title in the original language stands at the top.
    let others = |(language, _): &(&Language, &Line)| **language != statement.original_language;
    for (language, title) in statement.title.iter().filter(others) {
        lines.push(format!("title in {language}: {}", escape::terminal(title.as_str())));
    }
    for file in &statement.attachments {
        lines.push(format!(
            "bound with it, and not shown here: attachment {}, {} bytes, sha256 {}",
            file.file, file.bytes, file.sha256
        ));
    }
    if let Some(summary) = &statement.summary {
        lines.push(format!("summary of changes: {}", escape::terminal(summary.as_str())));
    }
    if let Some(conditions) = &said.conditions {
        let words = phrase::conditions(conditions, Locale::En);
        lines.push(format!("your conditions: {words}"));
    }
    if let Some(reservation) = &said.reservation {
        lines.push(format!("your reservation: {}", escape::terminal(reservation.as_str())));
    }
    if said.capacity != Capacity::Organisation {
        lines.push(format!(
            "in the capacity \"{}\": this is shown and not counted",
            said.capacity.name()
        ));
    }
    Ok(lines.join("\n"))
}

fn write_to_draft(
    session: &mut Session,
    opened: &Opened,
    draft: &Draft,
    item: Signed,
    replaced: Option<&Domain>,
    message: &str,
) -> Result<(), Failure> {
    let state = draft
        .with(opened, &item, replaced)
        .map_err(|refusal| Session::refused(&super::log::sentence(&item.record), &refusal))?;
    let put = item.files(&state)?;
    let folder = replaced.map(|domain| {
        format!("{}/endorsements/{domain}/", crate::layout::version_folder(&draft.id))
    });
    let remove: BTreeSet<String> = draft
        .paths()
        .filter(|path| {
            folder.as_ref().is_some_and(|folder| path.starts_with(folder))
                && !put.contains_key(*path)
        })
        .cloned()
        .collect();
    opened.store.lock()?.commit(&Change {
        branch: draft.branch.clone(),
        // Where the draft was replaced after it was shown, the branch has moved and nothing is written.
        expected: Some(draft.commit),
        base: Some(draft.commit),
        parents: vec![draft.commit],
        put,
        remove,
        message: message.to_owned(),
        author: acts::author(),
        unix_seconds: session.now().unix_seconds(),
    })?;
    Ok(())
}
