//! Putting a version forward: its texts are frozen, and lie with its record on a branch of its own.
//!
//! A text is read first ([`read_text`]): where it had to be repaired, somebody must agree to the words that came out.

pub mod before;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::beside::Beside;
use super::draft::{self, Draft};
use super::error::ProposeError;
use super::open::Opened;
use super::world::random_bytes;
use super::{Error, World, files};
use countersign_core::bundle::{WORDS_BYTES_MAX, spelled_bytes};
use countersign_core::digest::Hash;
use countersign_core::key::private::holds_private_key;
use countersign_core::layout::{self, Place};
use countersign_core::ledger::State;
use countersign_core::name::{Domain, FileName, Language, StatementId, VersionId};
use countersign_core::record::endorsement::Act;
use countersign_core::record::line::{Line, Salt};
use countersign_core::record::signatories::{SIGNATORIES_BYTES_MAX, Signatories, Signatory};
use countersign_core::record::statement::{
    ATTACHMENT_BYTES_MAX, Attachment, TextReference, text_file,
};
use countersign_core::record::{Body, Record, Statement};
use countersign_core::text::repair::{Repaired, repair};
use countersign_core::text::{TEXT_BYTES_MAX, Text};
use countersign_core::time::Date;
use countersign_core::tree::Source;

/// What is put forward.
#[derive(Debug)]
pub struct Proposal {
    /// The statement, whose next version it is.
    pub statement: StatementId,
    /// The title, in each language.
    pub titles: BTreeMap<Language, Line>,
    /// The text, in each language; the first is the original.
    pub texts: Vec<GivenText>,
    /// Other files that belong to it.
    pub attachments: Vec<GivenAttachment>,
    /// Whose name stands under it.
    pub signatories: Vec<GivenSignatory>,
    /// The date that is printed on it, where it is not the day on which it is put forward.
    pub date: Option<Date>,
    /// What changed since the version before.
    pub summary: Option<Line>,
    /// Whether it records what was printed elsewhere.
    pub historical: bool,
}

/// A text, and the language it is in.
#[derive(Debug)]
pub struct GivenText {
    /// The language.
    pub language: Language,
    /// The text.
    pub text: Text,
}

/// A file that belongs to a statement.
#[derive(Debug)]
pub struct GivenAttachment {
    name: FileName,
    bytes: Vec<u8>,
}

/// Whose name stands under a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GivenSignatory {
    /// An enrolled organisation.
    Organisation(Domain),
    /// A name as printed.
    Printed(Line),
}

/// A text that was read.
#[derive(Debug)]
pub enum ReadText {
    /// It was in the form of a frozen text.
    AsItIs(Text),
    /// It was brought into that form.
    Repaired(Repaired),
}

/// A version that was put forward.
#[derive(Debug)]
pub struct Proposed {
    /// The version.
    pub id: VersionId,
    /// The hash of its record.
    pub record: Hash,
    /// Its branch.
    pub branch: String,
    /// Whether another draft lay there before.
    pub replaced: bool,
    /// The last word of each organisation on that draft, which is about other words now and counts no more.
    pub voided: BTreeMap<Domain, Act>,
}

/// The text in a file, as it can be frozen.
///
/// # Errors
/// Where the file cannot be read, holds a private key, or has no text that could be repaired.
pub fn read_text(world: &dyn World, file: &Path, language: &Language) -> Result<ReadText, Error> {
    // A file that needs repairs may be larger than the text that comes out of it.
    let bytes = files::read(world, file, 2 * TEXT_BYTES_MAX as u64).map_err(ProposeError::File)?;
    parse_text(file, &bytes, language)
}

/// The text in the bytes of a file, as it can be frozen.
///
/// # Errors
/// Where they hold a private key, or no text that could be repaired.
pub fn parse_text(file: &Path, bytes: &[u8], language: &Language) -> Result<ReadText, Error> {
    check_publishable(file, bytes)?;
    if let Ok(text) = Text::parse(bytes, language) {
        return Ok(ReadText::AsItIs(text));
    }
    let unreadable = |why| ProposeError::NotFreezable { file: file.to_owned(), why };
    Ok(ReadText::Repaired(repair(bytes, language).map_err(unreadable)?))
}

/// A file that belongs to a statement.
///
/// # Errors
/// Where it cannot be read, holds a private key, or has a name that no file of a registry can have.
pub fn read_attachment(world: &dyn World, file: &Path) -> Result<GivenAttachment, Error> {
    let bytes = files::read(world, file, ATTACHMENT_BYTES_MAX).map_err(ProposeError::File)?;
    GivenAttachment::new(file, bytes)
}

impl GivenAttachment {
    /// A file that belongs to a statement, of which only the name is kept.
    ///
    /// # Errors
    /// Where it holds a private key, or has a name that no file of a registry can have.
    pub fn new(file: &Path, bytes: Vec<u8>) -> Result<Self, Error> {
        check_publishable(file, &bytes)?;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let name = name.parse().map_err(ProposeError::AttachmentName)?;
        Ok(Self { name, bytes })
    }
}

/// Refuses what must never be published.
fn check_publishable(file: &Path, bytes: &[u8]) -> Result<(), ProposeError> {
    if holds_private_key(bytes) { Err(ProposeError::PrivateKey(file.to_owned())) } else { Ok(()) }
}

/// Puts the next version of a statement forward; what lay on its branch is replaced.
///
/// # Errors
/// Where it cannot be put forward so, the rules do not admit it, or it cannot be written.
pub fn propose(
    world: &mut dyn World,
    opened: &Opened,
    proposal: Proposal,
) -> Result<Proposed, Error> {
    let state = &opened.examined.pending.state;
    let current = state.current(&proposal.statement);
    let id = proposal.statement.at(current.map_or(1, |current| current.statement.version + 1));
    let mut put = BTreeMap::new();
    let original = proposal.texts.first().map(|one| one.language.clone());
    let texts = texts(&id, &proposal.texts, &mut put)?;
    let names = signatories(state, proposal.signatories)?;
    let names = names_under(world, opened, &id, names)?;
    put.extend(names.iter().map(|names| (layout::signatories_path(&id), names.bytes())));
    let bytes = spelled_bytes(put.values().map(Vec::as_slice));
    if bytes > WORDS_BYTES_MAX {
        return Err(ProposeError::TooLarge { id, bytes }.into());
    }
    let attachments = attachments(&id, proposal.attachments, &mut put);
    let body = Statement {
        attachments,
        date: match proposal.date {
            None if !proposal.historical => world.now().date().parse().ok(),
            given => given,
        },
        historical: proposal.historical,
        id: proposal.statement,
        previous: current.map(|current| current.record),
        registry: opened.registry()?,
        signatories: names.as_ref().map(Signatories::reference),
        summary: proposal.summary,
        title: proposal.titles,
        texts,
        original_language: original.ok_or(ProposeError::NoText)?,
        tag: Default::default(),
        version: id.version,
    };
    let flaw = |why| ProposeError::Record { id: id.clone(), why };
    let record = Record::new(&Body::Statement(body.into())).map_err(flaw)?;
    let record = match &names {
        Some(names) => record.with_names(&names.bytes()).map_err(flaw)?,
        None => record,
    };
    let mut after = (**state).clone();
    draft::apply(&mut after, &record, &[]).map_err(|violation| ProposeError::Refused {
        id: id.clone(),
        violation: Box::new(violation),
    })?;
    put.insert(path(Place::Statement(id.clone())), record.bytes());
    let voided = voided(opened, &id, record.hash())?;
    let replaced = write(world, opened, &id, put)?;
    let branch = layout::proposal_branch(&id);
    Ok(Proposed { id, record: record.hash(), branch, replaced, voided })
}

/// What was signed on the draft that lies there, where its words are replaced by others.
fn voided(opened: &Opened, id: &VersionId, record: Hash) -> Result<BTreeMap<Domain, Act>, Error> {
    let draft = match Draft::find(opened, id) {
        // What cannot be read any more is replaced all the same.
        Ok(None) | Err(Error::Draft(_)) => return Ok(BTreeMap::new()),
        Ok(Some(draft)) if draft.statement.hash() == record => return Ok(BTreeMap::new()),
        Ok(Some(draft)) => draft,
        Err(error) => return Err(error),
    };
    let acts = draft.acts.iter().filter_map(|read| match read.record.body() {
        Body::Endorsement(body) => Some((body.organisation.clone(), body.act)),
        _ => None,
    });
    Ok(acts.collect())
}

fn texts(
    id: &VersionId,
    given: &[GivenText],
    put: &mut BTreeMap<String, Vec<u8>>,
) -> Result<BTreeMap<Language, TextReference>, ProposeError> {
    let mut texts = BTreeMap::new();
    for GivenText { language, text } in given {
        let bytes = text.as_str().as_bytes().to_vec();
        let file = text_file(language).parse().map_err(ProposeError::TextName)?;
        let reference = TextReference { bytes: bytes.len() as u64, file, sha256: text.sha256() };
        if texts.insert(language.clone(), reference).is_some() {
            return Err(ProposeError::TwoTexts(language.clone()));
        }
        put.insert(path(Place::Text(id.clone(), language.clone())), bytes);
    }
    Ok(texts)
}

fn attachments(
    id: &VersionId,
    given: Vec<GivenAttachment>,
    put: &mut BTreeMap<String, Vec<u8>>,
) -> Vec<Attachment> {
    let mut attachments = Vec::new();
    for GivenAttachment { name, bytes } in given {
        let sha256 = Hash::of(&bytes);
        attachments.push(Attachment { bytes: bytes.len() as u64, file: name.clone(), sha256 });
        put.insert(path(Place::Attachment(id.clone(), name)), bytes);
    }
    attachments.sort_by(|left, right| left.file.cmp(&right.file));
    attachments
}

fn signatories(state: &State, given: Vec<GivenSignatory>) -> Result<Vec<Signatory>, ProposeError> {
    let signatory = |one: GivenSignatory| match one {
        GivenSignatory::Printed(name) => Ok(Signatory { name, organisation: None }),
        GivenSignatory::Organisation(domain) => match state.organisations().get(&domain) {
            Some(enrolled) => {
                let name = enrolled.listed.name.clone();
                Ok(Signatory { name, organisation: Some(domain) })
            }
            None => Err(ProposeError::NotEnrolled(domain)),
        },
    };
    given.into_iter().map(signatory).collect()
}

/// The file of the names; where the draft that lies there has the same ones, it stays, and so does what was signed.
fn names_under(
    world: &mut dyn World,
    opened: &Opened,
    id: &VersionId,
    all: Vec<Signatory>,
) -> Result<Option<Signatories>, Error> {
    if all.is_empty() {
        return Ok(None);
    }
    let before = Beside::find(opened, layout::proposal_branch(id))?.old;
    if let Some(commit) = before
        && let Ok(bytes) = opened
            .store
            .snapshot(&commit)?
            .read(&layout::signatories_path(id), SIGNATORIES_BYTES_MAX as u64)
        && let Ok(names) = Signatories::read(&bytes)
        && names.all() == all
    {
        return Ok(Some(names));
    }
    let names = Signatories::new(Salt(random_bytes(world)?), all);
    Ok(Some(names.map_err(|why| ProposeError::Record { id: id.clone(), why })?))
}

fn path(place: Place) -> String {
    layout::path_of(&place).unwrap_or_default()
}

/// Writes the draft on its branch; says whether it replaced another one.
fn write(
    world: &dyn World,
    opened: &Opened,
    id: &VersionId,
    put: BTreeMap<String, Vec<u8>>,
) -> Result<bool, Error> {
    let branch = Beside::find(opened, layout::proposal_branch(id))?;
    let old = branch.old;
    let mut remove = BTreeSet::new();
    if let Some(commit) = &old {
        let snapshot = opened.store.snapshot(commit)?;
        let goes = |path: &&String| is_replaced(path) && !put.contains_key(*path);
        remove.extend(snapshot.listing().files.keys().filter(goes).cloned());
    }
    branch.commit(world, opened, put, remove, &format!("propose {id}\n"))?;
    Ok(old.is_some())
}

/// Whether a file belongs to the draft that was there before, and not to those who acted on it.
fn is_replaced(path: &str) -> bool {
    match layout::place_of(path) {
        Place::Text(..) | Place::Signatories(_) | Place::Attachment(..) | Place::Publication(_) => {
            true
        }
        Place::Signature { record, .. } => {
            matches!(layout::place_of(&record), Place::Publication(_))
        }
        _ => false,
    }
}
