//! `countersign propose`

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::failure::{self, Failure, Stop};
use super::session::Session;
use countersign_core::digest::Hash;
use countersign_core::key::private::holds_private_key;
use countersign_core::layout::{self, Place};
use countersign_core::ledger::State;
use countersign_core::name::{Domain, FileName, Language, StatementId, VersionId};
use countersign_core::record::line::Line;
use countersign_core::record::statement::{
    ATTACHMENT_BYTES_MAX, Attachment, Signatory, TextReference, text_file,
};
use countersign_core::record::{Body, Record, Statement};
use countersign_core::text::repair::repair;
use countersign_core::text::{TEXT_BYTES_MAX, Text};
use countersign_core::time::Date;
use countersign_core::tree::Source;
use countersign_speech::locale::message;
use countersign_workflow::beside::Beside;
use countersign_workflow::open::Opened;

/// Freeze a text and put it forward for signing
///
/// The text becomes the next version of the statement, on a branch of its own, until it is published.
/// A text that comes out of a PDF or a word processor is cleaned up; what is repaired is shown first.
/// To propose again replaces the draft: what was signed on the old one stays there and does not count.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The statement, such as 2021/solidarity
    id: StatementId,
    /// The title, in each language
    #[arg(long, value_name = "[LANG=]TITLE", required = true)]
    title: Vec<String>,
    /// The text, in each language; the first is the original
    #[arg(long, value_name = "LANG=FILE", required = true)]
    text: Vec<TextFile>,
    /// Another file that belongs to it, such as the PDF
    #[arg(long, value_name = "FILE")]
    attachment: Vec<PathBuf>,
    /// Whose name stands under it: an enrolled domain, or a name as printed
    #[arg(long, value_name = "DOMAIN|NAME")]
    signatory: Vec<String>,
    /// The date printed on it: a year, a month or a day [default: today; none with --historical]
    #[arg(long)]
    date: Option<Date>,
    /// What changed since the version before
    #[arg(long, value_name = "TEXT")]
    summary: Option<Line>,
    /// Record what was printed elsewhere: names without signatures
    #[arg(long)]
    historical: bool,
    /// Accept the repairs that are shown
    #[arg(long)]
    accept_repairs: bool,
}

#[derive(Serialize)]
struct Proposed<'a> {
    version: &'a VersionId,
    record: Hash,
    branch: String,
    replaced: bool,
}

/// `LANG=FILE`
#[derive(Debug, Clone)]
struct TextFile {
    language: Language,
    file: PathBuf,
}

impl std::str::FromStr for TextFile {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (language, file) =
            text.split_once('=').ok_or("want LANG=FILE, such as en=statement.txt")?;
        let language = language
            .parse()
            .map_err(|error: countersign_core::name::NameError| error.to_string())?;
        Ok(Self { language, file: file.into() })
    }
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let opened = Opened::for_writing(session, Some(&self.id))?;
        let state = &opened.examined.pending.state;
        let current = state.current(&self.id);
        let id = self.id.at(current.map_or(1, |current| current.statement.version + 1));
        let mut put = BTreeMap::new();
        let mut texts = BTreeMap::new();
        for one in &self.text {
            let text = self.read_text(session, one)?;
            let bytes = text.as_str().as_bytes().to_vec();
            let file: FileName = text_file(&one.language)
                .parse()
                .map_err(|error| Failure::new(Stop::Usage, error))?;
            let reference =
                TextReference { bytes: bytes.len() as u64, file, sha256: text.sha256() };
            if texts.insert(one.language.clone(), reference).is_some() {
                return Err(twice("texts", &one.language));
            }
            put.insert(path(Place::Text(id.clone(), one.language.clone())), bytes);
        }
        let attachments = self.attachments(session, &id, &mut put)?;
        let original_language = self.text.first().map(|one| one.language.clone());
        let original_language = original_language
            .ok_or_else(|| Failure::new(Stop::Usage, message::failure_no_text()))?;
        let body = Statement {
            attachments,
            date: self
                .date
                .clone()
                .or_else(|| if self.historical { None } else { session.now().date().parse().ok() }),
            historical: self.historical,
            id: self.id.clone(),
            previous: current.map(|current| current.record),
            registry: opened.registry()?,
            signatories: self.signatories(state)?,
            summary: self.summary.clone(),
            title: self.titles(&original_language)?,
            texts,
            original_language,
            tag: Default::default(),
            version: id.version,
        };
        let record = Record::new(&Body::Statement(body.into())).map_err(|error| {
            Failure::new(Stop::Usage, message::failure_cannot_propose(&id))
                .why(error)
                .attempt("countersign propose --help")
        })?;
        let mut after = (**state).clone();
        countersign_workflow::draft::apply(&mut after, &record, &[])
            .map_err(|refusal| failure::refused(id.to_string(), &refusal))?;
        put.insert(path(Place::Statement(id.clone())), record.bytes());
        let replaced = write(session, &opened, &id, put)?;
        self.answer(session, &id, &record, replaced)
    }

    fn answer(
        &self,
        session: &mut Session,
        id: &VersionId,
        record: &Record,
        replaced: bool,
    ) -> Result<u8, Failure> {
        let locale = session.locale();
        let what = if replaced {
            message::propose_replaced(id).say(locale)
        } else {
            message::propose_done(id).say(locale)
        };
        let next = if self.historical {
            format!("countersign publish {id}")
        } else {
            let command = format!("countersign sign {id} --as DOMAIN --key FILE");
            message::propose_next(command).say(locale)
        };
        let facts = Proposed {
            version: id,
            record: record.hash(),
            branch: layout::proposal_branch(id),
            replaced,
        };
        let lines = [
            what,
            message::act_hash_of(facts.record).say(locale),
            message::propose_branch(&facts.branch).say(locale),
            super::prose::next(locale, next),
        ];
        let prose = lines.join("\n");
        session.answer_done("countersign.propose/1", &facts, &prose)?;
        Ok(0)
    }

    fn titles(&self, original: &Language) -> Result<BTreeMap<Language, Line>, Failure> {
        let mut titles = BTreeMap::new();
        for title in &self.title {
            let tagged = title
                .split_once('=')
                .and_then(|(tag, rest)| Some((tag.parse::<Language>().ok()?, rest)));
            let (language, words) = tagged.unwrap_or_else(|| (original.clone(), title));
            let words: Line = words.parse().map_err(|error| {
                Failure::new(Stop::Usage, message::failure_bad_title(&language))
                    .why(error)
                    .attempt("countersign propose --help")
            })?;
            if titles.insert(language.clone(), words).is_some() {
                return Err(twice("titles", &language));
            }
        }
        Ok(titles)
    }

    fn signatories(&self, state: &State) -> Result<Vec<Signatory>, Failure> {
        let mut signatories = Vec::new();
        for given in &self.signatory {
            let domain = given.parse::<Domain>().ok();
            signatories.push(match domain {
                Some(domain) => {
                    let enrolled = state.organisations().get(&domain).ok_or_else(|| {
                        Failure::new(
                            Stop::Unknown,
                            message::failure_domain_not_enrolled(&domain),
                        )
                        .why(message::failure_domain_why())
                        .attempt(format!(
                            "countersign org add {domain} --name NAME --key LABEL=FILE.pub, or give its printed name"
                        ))
                    })?;
                    Signatory { name: enrolled.body.name.clone(), organisation: Some(domain) }
                }
                None => {
                    let name = given.parse();
                    let name = name.map_err(|error| {
                        Failure::new(Stop::Usage, message::failure_bad_signatory())
                            .why(error)
                            .attempt("countersign propose --help")
                    })?;
                    Signatory { name, organisation: None }
                }
            });
        }
        Ok(signatories)
    }

    fn attachments(
        &self,
        session: &Session,
        id: &VersionId,
        put: &mut BTreeMap<String, Vec<u8>>,
    ) -> Result<Vec<Attachment>, Failure> {
        let mut attachments = Vec::new();
        for file in &self.attachment {
            let bytes = read(session, file, ATTACHMENT_BYTES_MAX)?;
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            let name: FileName = name.parse().map_err(|error| {
                Failure::new(Stop::Usage, message::failure_bad_attachment())
                    .why(error)
                    .attempt(message::failure_bad_attachment_try())
            })?;
            put.insert(path(Place::Attachment(id.clone(), name.clone())), bytes.clone());
            attachments.push(Attachment {
                bytes: bytes.len() as u64,
                file: name,
                sha256: Hash::of(&bytes),
            });
        }
        attachments.sort_by(|left, right| left.file.cmp(&right.file));
        Ok(attachments)
    }

    /// The text as it will be frozen; repairs are shown, and accepted or not.
    fn read_text(&self, session: &mut Session, one: &TextFile) -> Result<Text, Failure> {
        let name = one.file.display().to_string();
        // A file that needs repairs may be larger than the text that comes out of it.
        let bytes = read(session, &one.file, 2 * TEXT_BYTES_MAX as u64)?;
        let unreadable = |error: countersign_core::text::TextError| {
            Failure::new(Stop::Unchecked, message::failure_not_freezable(&name))
                .why(error)
                .attempt(message::failure_not_freezable_try())
        };
        let repaired = match Text::parse(&bytes, &one.language) {
            Ok(text) => {
                for warning in text.warnings() {
                    session.message(&format!("look twice: {name}, {warning}"))?;
                }
                return Ok(text);
            }
            Err(_) => repair(&bytes, &one.language).map_err(unreadable)?,
        };
        let preview = repaired.preview();
        session.must_see(&format!(
            "{name} was repaired:\n{preview}--- end of the text as it will be frozen ---"
        ))?;
        if !self.accept_repairs {
            session.confirm_yes(
                &message::propose_ask_words().say(session.locale()),
                "--accept-repairs",
            )?;
        }
        Ok(repaired.text)
    }
}

fn twice(what: &str, language: &Language) -> Failure {
    Failure::new(Stop::Usage, format!("two {what} in {language}"))
        .why(message::failure_one_each())
        .attempt("countersign propose --help")
}

/// What somebody gives to be proposed, unless it is what must never be published.
fn read(session: &Session, file: &Path, bytes_max: u64) -> Result<Vec<u8>, Failure> {
    let bytes = session.read_given(file, bytes_max, Stop::Unchecked)?;
    if holds_private_key(&bytes) {
        return Err(Failure::new(Stop::Refused, message::failure_holds_private(file.display()))
            .why(message::failure_holds_private_why())
            .attempt(message::failure_holds_private_try()));
    }
    Ok(bytes)
}

fn path(place: Place) -> String {
    layout::path_of(&place).unwrap_or_default()
}

/// Writes the draft on its branch; says whether it replaced another one.
fn write(
    session: &Session,
    opened: &Opened,
    id: &VersionId,
    put: BTreeMap<String, Vec<u8>>,
) -> Result<bool, Failure> {
    let branch = Beside::find(opened, layout::proposal_branch(id))?;
    let old = branch.old;
    let mut remove = BTreeSet::new();
    if let Some(commit) = &old {
        let snapshot = opened.store.snapshot(commit)?;
        let words = |path: &&String| match layout::place_of(path) {
            Place::Text(..) | Place::Attachment(..) | Place::Publication(_) => true,
            Place::Signature { record, .. } => {
                matches!(layout::place_of(&record), Place::Publication(_))
            }
            _ => false,
        };
        remove.extend(
            snapshot
                .listing()
                .files
                .keys()
                .filter(words)
                .filter(|path| !put.contains_key(*path))
                .cloned(),
        );
    }
    branch.commit(session, opened, put, remove, &format!("propose {id}\n"))?;
    Ok(old.is_some())
}
