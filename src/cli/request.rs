//! `countersign request`

mod folder;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use serde::Serialize;

use super::failure::{self, Failure, Stop};
use super::session::Session;
use countersign_core::canonical::CanonicalError;
use countersign_core::digest::Hash;
use countersign_core::escape;
use countersign_core::ledger::State;
use countersign_core::ledger::version::Version;
use countersign_core::name::{Domain, VersionId};
use countersign_core::record::Record;
use countersign_core::record::endorsement::Act;
use countersign_core::record::line::{Line, Salt};
use countersign_core::request::note::Note;
use countersign_core::request::{Earlier, Request, RequestError, RequestParts, Texts};
use countersign_core::time::{Date, Timestamp};
use countersign_speech as speech;
use countersign_speech::locale::{Locale, message};
use countersign_workflow::AskedVersion;
use countersign_workflow::asked;
use countersign_workflow::draft::{self, Draft};
use countersign_workflow::open::Opened;
use countersign_workflow::texts::{self, Endorsed};

/// Where it is noted to whom answers are sent.
const REPLY_TO: &str = "countersign.reply-to";

/// Write what each organisation needs to answer by mail, one folder for each
///
/// A folder has a read-me in English, Spanish and French, the text, what changed since the organisation last signed,
/// the exact files to sign, and all of it as one request file.
/// Who was asked is remembered on a branch of this clone; nothing is sent.
#[derive(Debug, clap::Args)]
#[command(group(clap::ArgGroup::new("whom").required(true).args(["org", "all", "missing"])))]
pub(crate) struct Arguments {
    /// The version, such as 2021/solidarity@1
    #[arg(value_name = "ID[@V]")]
    id: AskedVersion,
    /// Ask this organisation; again for each
    #[arg(long, value_name = "DOMAIN")]
    org: Vec<Domain>,
    /// Ask every organisation named under the text that has not endorsed it
    #[arg(long)]
    all: bool,
    /// Ask every organisation named under the text that has not answered
    #[arg(long)]
    missing: bool,
    /// Until when an answer is hoped for: a day, or a time
    #[arg(long, value_name = "D", value_parser = deadline)]
    deadline: Option<Timestamp>,
    /// Where answers are to be sent, such as an e-mail address [default: git config countersign.reply-to]
    #[arg(long, value_name = "ADDRESS")]
    reply_to: Option<Line>,
    /// The folder that gets one folder for each organisation
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
}

#[derive(Serialize)]
struct Facts {
    version: VersionId,
    record: Hash,
    #[serde(skip_serializing_if = "Option::is_none")]
    deadline: Option<Timestamp>,
    requests: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    organisation: Domain,
    folder: String,
    bytes: u64,
}

/// A version as it is asked about.
struct Subject<'a> {
    opened: &'a Opened,
    state: &'a State,
    version: &'a Version,
    draft: Option<&'a Draft>,
    statement: Record,
    texts: Texts,
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        if let Some(deadline) = self.deadline.filter(|deadline| *deadline <= session.now()) {
            return Err(Failure::new(Stop::Usage, message::failure_deadline())
                .why(message::failure_deadline_why(session.now(), deadline))
                .attempt(message::failure_deadline_try()));
        }
        let opened = Opened::sound_about(session, self.id.statement())?;
        let id = draft::version_to_act_on(&opened, &self.id)?;
        let draft = Draft::find(&opened, &id)?;
        let state = draft.as_ref().map_or(&*opened.examined.pending.state, |draft| &draft.state);
        let version = state.version(&id).ok_or_else(|| failure::no_version(&id.to_string()))?;
        let statement = match &draft {
            Some(draft) => draft.statement.clone(),
            None => known(&opened, &version.record)?,
        };
        let texts = texts::of(&opened, draft.as_ref(), version)?;
        let subject =
            Subject { opened: &opened, state, version, draft: draft.as_ref(), statement, texts };
        let whom = self.whom(session, &subject)?;
        let reply_to = self.reply_to(&opened)?;
        let mut before = BTreeMap::new();
        for note in asked::about(&opened, &id)? {
            if whom.contains(note.organisation()) && note.text() == version.record {
                before.insert(note.organisation().clone(), note.asked_at().date());
            }
        }
        for (domain, when) in before {
            session
                .message(&message::request_asked_before(&domain, &when).say(session.locale()))?;
        }
        let mut requests = Vec::new();
        for domain in &whom {
            requests.push(self.request(session, &subject, domain, reply_to.clone())?);
        }
        let (mut notes, mut rows) = (Vec::new(), Vec::new());
        for request in &requests {
            let folder = self.output.join(request.organisation().organisation.as_str());
            folder::check_free(session, &folder)?;
            notes.push(note(request)?);
        }
        for request in &requests {
            let organisation = request.organisation().organisation.clone();
            let folder = self.output.join(organisation.as_str());
            let bytes = folder::write(session, request, &folder)?;
            rows.push(Row { organisation, folder: folder.display().to_string(), bytes });
        }
        if !notes.is_empty() {
            asked::keep(session, &opened, &id, &notes)?;
        }
        let text = prose(&id, &rows, session.locale());
        let facts =
            Facts { version: id, record: version.record, deadline: self.deadline, requests: rows };
        session.answer_done("countersign.request/1", &facts, &text)?;
        Ok(0)
    }

    /// Who is asked, each once; who cannot be asked, or need not be, is said.
    fn whom(
        &self,
        session: &mut Session,
        subject: &Subject<'_>,
    ) -> Result<BTreeSet<Domain>, Failure> {
        if !self.all && !self.missing {
            for domain in &self.org {
                if !subject.state.organisations().contains_key(domain) {
                    return Err(Failure::new(
                        Stop::Unknown,
                        message::failure_domain_not_enrolled(domain),
                    )
                    .why(message::failure_only_enrolled())
                    .attempt("countersign org list"));
                }
            }
            return Ok(self.org.iter().cloned().collect());
        }
        let version = &subject.version.statement;
        let noes = asked::noes(subject.opened, &version.id.at(version.version))?;
        let mut whom = BTreeSet::new();
        for signatory in &subject.version.statement.signatories {
            let Some(domain) = &signatory.organisation else {
                let name = escape::terminal(signatory.name.as_str());
                session.message(&message::request_not_asked_keys(name).say(session.locale()))?;
                continue;
            };
            let last = subject.version.last_act(domain).map(|last| last.body.act);
            let (locale, name) = (session.locale(), || domain.to_string());
            let said = match last {
                Some(Act::Endorse) => message::request_not_asked_endorsed(name()).say(locale),
                Some(Act::Decline) if self.missing => {
                    message::request_not_asked_declined(name()).say(locale)
                }
                Some(Act::Withdraw) if self.missing => {
                    message::request_not_asked_withdrew(name()).say(locale)
                }
                None if self.missing && noes.contains_key(domain) => {
                    message::request_not_asked_no(name()).say(locale)
                }
                _ => {
                    whom.insert(domain.clone());
                    continue;
                }
            };
            session.message(&said)?;
        }
        Ok(whom)
    }

    fn reply_to(&self, opened: &Opened) -> Result<Option<Line>, Failure> {
        if self.reply_to.is_some() {
            return Ok(self.reply_to.clone());
        }
        let noted = opened.store.get_config(REPLY_TO)?;
        noted
            .map(|noted| noted.parse())
            .transpose()
            .map_err(|error| Failure::new(Stop::Usage, format!("git config {REPLY_TO}")).why(error))
    }

    /// What one organisation is asked.
    fn request(
        &self,
        session: &mut Session,
        subject: &Subject<'_>,
        domain: &Domain,
        reply_to: Option<Line>,
    ) -> Result<Request, Failure> {
        let Subject { opened, state, version, .. } = subject;
        let nobody = || Failure::new(Stop::Unknown, format!("{domain} is not enrolled"));
        let enrolled = state.organisations().get(domain).ok_or_else(nobody)?;
        // A decline that was not made public is never logged: an answer to this takes its place.
        let last = version.last_act(domain).filter(|last| last.body.public != Some(false));
        let asked = RequestParts {
            deadline: self.deadline,
            earlier: earlier(opened, version, domain)?,
            last: match last {
                Some(last) => Some(act_record(subject, last.record)?),
                None => None,
            },
            made_at: session.now(),
            organisation: known(opened, &enrolled.record)?,
            published: version.publication.is_some(),
            registry: known(opened, &opened.registry()?)?,
            reply_to,
            salt: Salt(session.environment.random_bytes()?),
            statement: subject.statement.clone(),
            texts: subject.texts.clone(),
        };
        let request = match Request::new(asked.clone()) {
            // Without the version before, it may still fit; the word difference lies beside it.
            Err(RequestError::Json(CanonicalError::TooLarge { .. })) => {
                Request::new(RequestParts { earlier: None, ..asked })
            }
            other => other,
        };
        let id = version.statement.id.at(version.statement.version);
        let request = request.map_err(|error| match error {
            RequestError::Json(error @ CanonicalError::TooLarge { .. }) => {
                Failure::new(Stop::Refused, message::failure_request_long(&id))
                    .why(error)
                    .attempt(message::failure_request_long_try(domain, &id))
            }
            error => Failure::new(Stop::Error, message::failure_no_request_made()).why(error),
        })?;
        // On a draft, an answer takes the place of a decline that was not made public.
        if last.is_some() || version.last_act(domain).is_none() {
            state.check_act(&request.answer(Act::Endorse)).map_err(|refusal| {
                Failure::new(Stop::Refused, message::failure_cannot_ask(domain, &id))
                    .why(speech::violation(&refusal))
                    .attempt("countersign status")
            })?;
        }
        Ok(request)
    }
}

/// What is remembered of a request.
fn note(request: &Request) -> Result<Note, Failure> {
    let mut answers = Vec::new();
    for act in request.answers() {
        answers.push(folder::answer(request, act)?);
    }
    Note::new(request.asked().deadline, answers)
        .map_err(|error| Failure::new(Stop::Error, message::failure_request_forgotten()).why(error))
}

/// The newest earlier version that the organisation endorsed.
fn earlier(
    opened: &Opened,
    version: &Version,
    domain: &Domain,
) -> Result<Option<Earlier>, Failure> {
    let Some(Endorsed { version: earlier, act }) = texts::last_signed(opened, version, domain)
    else {
        return Ok(None);
    };
    let texts = texts::of(opened, None, earlier)?;
    let (statement, act) = (known(opened, &earlier.record)?, known(opened, &act.record)?);
    Ok(Some(Earlier { act, statement, texts }))
}

/// The record of an act, on the draft's branch or on the one that is checked out.
fn act_record(subject: &Subject<'_>, hash: Hash) -> Result<Record, Failure> {
    let on_draft = subject.draft.into_iter().flat_map(|draft| &draft.acts);
    match on_draft.map(|read| &read.record).find(|record| record.hash() == hash) {
        Some(record) => Ok(record.clone()),
        None => known(subject.opened, &hash),
    }
}

/// A record of the branch that is checked out.
fn known(opened: &Opened, hash: &Hash) -> Result<Record, Failure> {
    let reading = &opened.examined.reading;
    let read = reading.by_hash.get(hash).and_then(|index| reading.records.get(*index));
    read.map(|read| read.record.clone()).ok_or_else(|| {
        Failure::new(Stop::Unchecked, message::failure_record_hash_not_here(hash))
            .attempt("countersign verify")
    })
}

/// A day lasts until its last second.
fn deadline(text: &str) -> Result<Timestamp, String> {
    if let Ok(date) = text.parse::<Date>()
        && date.as_str().len() == "2021-02-08".len()
    {
        return format!("{date}T23:59:59Z").parse().map_err(|error| format!("{error}"));
    }
    text.parse().map_err(|_| {
        "want a day such as 2021-02-08, or a time such as 2021-02-08T18:00:00Z".to_owned()
    })
}

fn prose(id: &VersionId, rows: &[Row], locale: Locale) -> String {
    if rows.is_empty() {
        let said = message::request_nobody_left(id).say(locale);
        return said + "\n" + &super::prose::next(locale, format!("countersign status {id}"));
    }
    let mut text = message::request_made(rows.len(), id).say(locale) + "\n";
    for row in rows {
        let folder = escape::terminal(&row.folder).to_string();
        text.push_str(&format!(
            "{}: {folder}, {} kB\n",
            row.organisation,
            row.bytes.div_ceil(1000)
        ));
    }
    text + &super::prose::next(locale, message::request_next().say(locale))
}
