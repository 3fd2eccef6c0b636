//! `countersign request`

mod enrol;
mod folder;
mod mail;

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Serialize;

use super::failure::{Failure, Stop};
use super::session::Session;
use countersign_core::digest::Hash;
use countersign_core::escape;
use countersign_core::name::{Domain, VersionId};
use countersign_core::record::line::Line;
use countersign_core::request::Request;
use countersign_core::time::{Date, Timestamp};
use countersign_speech::locale::{Locale, message};
use countersign_workflow::AskedVersion;
use countersign_workflow::contacts::Contacts;
use countersign_workflow::request::{Folder, NotAsked, Package, Question, Round, Whom};
use enrol::Enrol;

/// Write what each organisation needs to answer by mail, one folder for each
///
/// A folder has a read-me in English, Spanish and French, the text, what changed since the organisation last signed,
/// the exact files to sign, and all of it as one request file.
/// Who was asked is remembered in private on this machine; nothing is sent.
/// With --mail there is also a draft for each, addressed with what `contacts` knows, and one page with all there is to copy.
#[derive(Debug, clap::Args)]
#[command(group(clap::ArgGroup::new("whom").required(true).args(["org", "all", "missing", "remind", "previous", "enrol"])))]
pub(crate) struct Arguments {
    /// The version, such as 2021/solidarity@1
    #[arg(value_name = "ID[@V]", required_unless_present = "enrol", conflicts_with = "enrol")]
    id: Option<AskedVersion>,
    /// Ask this organisation; again for each
    #[arg(long, value_name = "DOMAIN")]
    org: Vec<Domain>,
    /// Ask every organisation that has not endorsed it: named under the text, or asked before; all, where it names nobody
    #[arg(long)]
    all: bool,
    /// Ask every organisation that has not answered: named under the text, or asked before
    #[arg(long)]
    missing: bool,
    /// Invite this organisation, which has no key, to make one: its answer is enrolled by `org add`
    #[arg(long, value_name = "DOMAIN", requires = "name", value_parser = super::org::named)]
    enrol: Option<Domain>,
    /// The name of the organisation that is invited
    #[arg(long, requires = "enrol")]
    name: Option<Line>,
    /// Say the domain once more, where its name or domain looks like another's or like a mistake
    #[arg(long, value_name = "DOMAIN", requires = "enrol")]
    confirm: Option<Domain>,
    /// Remind every organisation that was asked about this text and has not answered
    #[arg(long)]
    remind: bool,
    /// Ask every organisation that endorses an earlier version, however late, or endorsed a draft that was replaced
    #[arg(long)]
    previous: bool,
    /// Also write drafts of mails; a further run into the same folder adds to it
    #[arg(long)]
    mail: bool,
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
    /// The page with all there is to copy.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<String>,
    requests: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    organisation: Domain,
    folder: String,
    bytes: u64,
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let (deadline, reply_to) = (self.deadline, self.reply_to);
        if let Some((organisation, name)) = self.enrol.zip(self.name) {
            let (output, confirm) = (self.output.as_path(), self.confirm);
            let enrol = Enrol { organisation, name, deadline, reply_to, output, confirm };
            return enrol.run(session);
        }
        let Some(id) = self.id else { return Err(Failure::new(Stop::Usage, "ID@V")) };
        let whom = match (self.all, self.missing, self.remind) {
            (true, _, _) => Whom::Unsigned,
            (_, true, _) => Whom::Unanswered,
            (_, _, true) => Whom::Reminded,
            _ if self.previous => Whom::Previous,
            _ => Whom::These(self.org),
        };
        let given = reply_to.clone();
        let mut round = Round::of(session, Question { id, whom, deadline, reply_to })?;
        let locale = session.locale();
        for one in &round.not_asked {
            session.message(&not_asked(one, locale))?;
        }
        for (domain, when) in &round.before {
            session.message(&message::request_asked_before(domain, when.date()).say(locale))?;
        }
        if self.mail {
            round.adds = true;
            ask_reply_to(session, &mut round, given)?;
        }
        let contacts = round.contacts(session)?;
        let attachments = round.attachments()?;
        let package = |request: Request| {
            let domain = &request.organisation().organisation;
            let contact = contacts.get(domain);
            let language = contact.and_then(|one| one.language.clone());
            let address = contact.and_then(|one| one.address.as_ref()?.as_str().parse().ok());
            let own = language.as_ref().and_then(folder::locale);
            let mut words = folder::words(&request, own, round.older.get(domain).copied());
            words.extend(attachments.clone());
            Package { words, address, language, request }
        };
        let packages: Vec<Package> = round.requests(session)?.into_iter().map(package).collect();
        let folders = round.write(session, &self.output, &packages)?;
        let page = match self.mail && !folders.is_empty() {
            true => {
                let reminds = self.remind.then_some(&round.before);
                let letter = |one| letter(one, (&contacts, locale), reminds, &round.older);
                let letters: Vec<_> = packages.iter().map(letter).zip(&folders).collect();
                Some(mail::write(session, &self.output, &round.id, &letters)?)
            }
            false => None,
        };
        let rows: Vec<Row> = folders
            .into_iter()
            .map(|Folder { organisation, folder, bytes }| {
                let folder = folder.display().to_string();
                Row { organisation, folder, bytes }
            })
            .collect();
        let text = prose(&round.id, &rows, page.as_deref(), locale);
        let (version, record) = (round.id, round.record);
        let facts = Facts { version, record, deadline, page, requests: rows };
        session.answer_done("countersign.request/1", &facts, &text)?;
        Ok(0)
    }
}

/// Where answers are sent: as given, else as noted; asked for once, and noted.
fn ask_reply_to(
    session: &mut Session,
    round: &mut Round,
    given: Option<Line>,
) -> Result<(), Failure> {
    let to = match given {
        Some(given) => given,
        None if round.has_reply_to() => return Ok(()),
        None => {
            let question = message::letter_ask_reply_to().say(session.locale());
            let answer = session.ask_words(&question, "--reply-to")?;
            answer.parse().map_err(|error| Failure::new(Stop::Usage, error))?
        }
    };
    Ok(round.remember_reply_to(to)?)
}

fn letter<'a>(
    package: &'a Package,
    (contacts, locale): (&'a Contacts, Locale),
    reminds: Option<&BTreeMap<Domain, Timestamp>>,
    older: &BTreeMap<Domain, Timestamp>,
) -> mail::Letter<'a> {
    let domain = &package.request.organisation().organisation;
    let own = package.language.as_ref().and_then(folder::locale);
    let locale = own.unwrap_or(locale);
    mail::Letter {
        request: &package.request,
        address: contacts.get(domain).and_then(|one| one.address.as_ref()),
        locale,
        reminds: reminds.and_then(|before| before.get(domain).copied()),
        replaces: older.get(domain).copied(),
        read_me: folder::read_me(locale),
    }
}

/// Why somebody is not asked.
fn not_asked(one: &NotAsked, locale: Locale) -> String {
    match one {
        NotAsked::NoKeys(name) => {
            message::request_not_asked_keys(escape::terminal(name.as_str())).say(locale)
        }
        NotAsked::Endorsed(domain) => message::request_not_asked_endorsed(domain).say(locale),
        NotAsked::Declined(domain) => message::request_not_asked_declined(domain).say(locale),
        NotAsked::Withdrew(domain) => message::request_not_asked_withdrew(domain).say(locale),
        NotAsked::SaidNo(domain) => message::request_not_asked_no(domain).say(locale),
    }
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

fn prose(id: &VersionId, rows: &[Row], page: Option<&str>, locale: Locale) -> String {
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
    let Some(page) = page else {
        return text + &super::prose::next(locale, message::request_next().say(locale));
    };
    text += &(message::letter_made(escape::terminal(page)).say(locale) + "\n");
    text + &super::prose::next(locale, message::letter_next().say(locale))
}
