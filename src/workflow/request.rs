//! Asking organisations about a version: who is asked, the request that each gets, and what is remembered of it.
//!
//! A request goes out as a folder with the text, the exact files to sign, and all of it as one file; what else lies
//! beside them, for people, is made by whoever calls. Nothing is sent.

mod parts;
mod whom;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::contacts::{self, Contacts};
use super::draft::{self, Draft};
use super::error::{AskError, DraftError};
use super::open::{Opened, read_file};
use super::texts;
use super::world::random_bytes;
use super::{AskedVersion, Error, World, asked, clock, private};
use countersign_core::canonical::CanonicalError;
use countersign_core::digest::Hash;
use countersign_core::layout::{self, Place};
use countersign_core::ledger::State;
use countersign_core::ledger::version::Version;
use countersign_core::name::{Domain, Language, VersionId};
use countersign_core::record::endorsement::Act;
use countersign_core::record::line::{Line, Salt};
use countersign_core::record::{Body, Record};
use countersign_core::request::note::Note;
use countersign_core::request::{Request, RequestError, RequestParts, Texts, Translations};
use countersign_core::time::Timestamp;
use countersign_core::tree::Source;
use countersign_git::directory::write_atomic;
pub(super) use parts::known;
use parts::{earlier, fitting, translations};

/// Where it is noted to whom answers are sent.
pub const REPLY_TO: &str = "countersign.reply-to";
/// The request as one file.
pub const REQUEST_FILE: &str = "request.countersign";

/// What is asked of whom.
#[derive(Debug)]
pub struct Question {
    /// About which version.
    pub id: AskedVersion,
    /// Whom.
    pub whom: Whom,
    /// Until when an answer is hoped for.
    pub deadline: Option<Timestamp>,
    /// Where answers are to be sent; else where it is noted.
    pub reply_to: Option<Line>,
}

/// Who is asked.
#[derive(Debug)]
pub enum Whom {
    /// These organisations.
    These(Vec<Domain>),
    /// Every organisation that has not endorsed it: of those named under the text or asked before, and of all where
    /// the text names nobody.
    Unsigned,
    /// Every organisation named under the text or asked before that has not answered; of all where there is none.
    Unanswered,
    /// Every organisation that was asked about exactly this text and has not answered.
    Reminded,
    /// Every organisation that endorses an earlier version, or a draft of this one that was replaced, and has not
    /// answered.
    Previous,
}

/// Somebody who could be asked and is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotAsked {
    /// There is no organisation with keys behind this name.
    NoKeys(Line),
    /// It has endorsed the version.
    Endorsed(Domain),
    /// It has declined.
    Declined(Domain),
    /// It has withdrawn.
    Withdrew(Domain),
    /// It has said no, which was not published.
    SaidNo(Domain),
}

/// A round of requests about one version.
pub struct Round {
    /// The version.
    pub id: VersionId,
    /// The hash of its record.
    pub record: Hash,
    /// Who is asked, each once.
    pub whom: BTreeSet<Domain>,
    /// Who is not, in the order in which the text names them.
    pub not_asked: Vec<NotAsked>,
    /// Who was asked about the same text before, and when.
    pub before: BTreeMap<Domain, Timestamp>,
    /// Who was asked about a draft that was replaced since, and when.
    pub older: BTreeMap<Domain, Timestamp>,
    /// Whether folders stand beside those of an earlier round, instead of being refused.
    pub adds: bool,
    opened: Opened,
    draft: Option<Draft>,
    statement: Record,
    texts: Texts,
    translations: Translations,
    deadline: Option<Timestamp>,
    reply_to: Option<Line>,
}

/// What one organisation gets.
#[derive(Debug)]
pub struct Package {
    /// What it is asked.
    pub request: Request,
    /// Files beside those that hold the request, for whoever opens the folder.
    pub words: BTreeMap<String, Vec<u8>>,
    /// Where it goes, as far as that is known: kept with the note that it was asked, and in nothing that it gets.
    pub address: Option<Line>,
    /// The language of the words around it.
    pub language: Option<Language>,
}

/// A folder that was written.
#[derive(Debug)]
pub struct Folder {
    /// Who gets it.
    pub organisation: Domain,
    /// Where it is.
    pub folder: PathBuf,
    /// How many bytes are in it.
    pub bytes: u64,
}

impl Round {
    /// Finds out who is asked; nothing is written.
    ///
    /// # Errors
    /// Where the registry does not verify, there is no such version or organisation, or the deadline has passed.
    pub fn of(world: &mut dyn World, question: Question) -> Result<Self, Error> {
        let Question { id, whom, deadline, reply_to } = question;
        if let Some(deadline) = deadline.filter(|deadline| *deadline <= world.now()) {
            return Err(AskError::Deadline { now: world.now(), deadline }.into());
        }
        let opened = Opened::sound_about(world, id.statement())?;
        clock::check(world, &opened)?;
        let id = draft::version_to_act_on(&opened, &id)?;
        let draft = Draft::find(&opened, &id)?;
        let version = draft::version(&opened, draft.as_ref(), &id)?;
        let statement = match &draft {
            Some(draft) => draft.statement.clone(),
            None => known(&opened, &version.record)?,
        };
        let texts = texts::of(&opened, draft.as_ref(), version)?;
        let is_all_shown = texts::taken_down(version, &texts.keys().cloned().collect()).is_empty();
        if !is_all_shown || version.lacks_names() {
            return Err(AskError::TakenDown(id).into());
        }
        let translations = translations(&opened, version)?;
        let record = version.record;
        let mut round = Self {
            record,
            whom: BTreeSet::new(),
            not_asked: Vec::new(),
            before: BTreeMap::new(),
            older: BTreeMap::new(),
            adds: false,
            reply_to: None,
            opened,
            draft,
            statement,
            texts,
            translations,
            deadline,
            id,
        };
        let notes = asked::about(world, &round.opened, &round.id)?;
        round.choose(world, whom, &notes)?;
        round.reply_to = match reply_to {
            Some(reply_to) => Some(reply_to),
            None => noted_reply_to(&round.opened)?,
        };
        for note in &notes {
            if round.whom.contains(note.organisation()) {
                let is_same = note.text() == record;
                let asked = if is_same { &mut round.before } else { &mut round.older };
                asked.insert(note.organisation().clone(), note.asked_at());
            }
        }
        Ok(round)
    }

    /// Whom to write to.
    ///
    /// # Errors
    /// Where the contacts cannot be read.
    pub fn contacts(&self, world: &dyn World) -> Result<Contacts, Error> {
        contacts::of(world, &self.opened)
    }

    /// Whether it is known where answers are to be sent.
    #[must_use]
    pub const fn has_reply_to(&self) -> bool {
        self.reply_to.is_some()
    }

    /// Sends answers there, this time and the next ones.
    ///
    /// # Errors
    /// Where that cannot be noted.
    pub fn remember_reply_to(&mut self, to: Line) -> Result<(), Error> {
        self.opened.store.lock()?.set_config(REPLY_TO, to.as_str())?;
        self.reply_to = Some(to);
        Ok(())
    }

    /// The files that belong to the version, as far as they are here.
    ///
    /// # Errors
    /// Where one was changed.
    pub fn attachments(&self) -> Result<BTreeMap<String, Vec<u8>>, Error> {
        let source: &dyn Source = match &self.draft {
            Some(draft) => &draft.snapshot,
            None => &self.opened.snapshot,
        };
        let mut files = BTreeMap::new();
        for one in &self.version()?.statement.attachments {
            let place = Place::Attachment(self.id.clone(), one.file.clone());
            let path = layout::path_of(&place).unwrap_or_default();
            // What was taken down is not here, and is not sent.
            if !source.listing().files.contains_key(&path) {
                continue;
            }
            let bytes = read_file(source, &path, one.bytes)?;
            if Hash::of(&bytes) != one.sha256 {
                return Err(DraftError::OtherText(path).into());
            }
            files.insert(format!("attachment.{}", one.file), bytes);
        }
        Ok(files)
    }

    fn state(&self) -> &State {
        draft::state(&self.opened, self.draft.as_ref())
    }

    fn version(&self) -> Result<&Version, Error> {
        draft::version(&self.opened, self.draft.as_ref(), &self.id)
    }

    /// What each organisation is asked.
    ///
    /// # Errors
    /// Where one cannot be asked, or a request would be too large to be sent.
    pub fn requests(&self, world: &dyn World) -> Result<Vec<Request>, Error> {
        self.whom.iter().map(|domain| self.request(world, domain)).collect()
    }

    fn request(&self, world: &dyn World, domain: &Domain) -> Result<Request, Error> {
        let (opened, state, version) = (&self.opened, self.state(), self.version()?);
        let nobody = || AskError::NotEnrolled(domain.clone());
        let enrolled = state.organisations().get(domain).ok_or_else(nobody)?;
        // A decline that was not made public is never logged: an answer to this takes its place.
        let last = version.last_act(domain).filter(|last| last.body.public != Some(false));
        let parts = RequestParts {
            deadline: self.deadline,
            earlier: earlier(opened, version, domain)?,
            last: match last {
                Some(last) => Some(self.act_record(last.record)?),
                None => None,
            },
            made_at: world.now(),
            name: enrolled.listed.name.clone(),
            organisation: known(opened, &enrolled.record)?,
            published: version.publication.is_some(),
            registry: known(opened, &opened.registry()?)?,
            reply_to: self.reply_to.clone(),
            statement: self.statement.clone(),
            texts: self.texts.clone(),
            translations: self.translations.clone(),
        };
        let request = fitting(parts);
        let (id, organisation) = (self.id.clone(), domain.clone());
        let request = match request {
            Ok(request) => request,
            Err(RequestError::Json(why @ CanonicalError::TooLarge { .. })) => {
                return Err(AskError::TooLong { id, organisation, why }.into());
            }
            Err(why) => return Err(AskError::NotMade(why).into()),
        };
        // On a draft, an answer takes the place of a decline that was not made public.
        if last.is_some() || version.last_act(domain).is_none() {
            state
                .check_act(&request.answer(Act::Endorse, Salt([0; 16])))
                .map_err(Box::new)
                .map_err(|violation| AskError::Refused { id, organisation, violation })?;
        }
        Ok(request)
    }

    /// The record of an act, on the draft's branch or on the one that is checked out.
    fn act_record(&self, hash: Hash) -> Result<Record, Error> {
        let on_draft = self.draft.iter().flat_map(|draft| &draft.acts);
        match on_draft.map(|read| &read.record).find(|record| record.hash() == hash) {
            Some(record) => Ok(record.clone()),
            None => known(&self.opened, &hash),
        }
    }

    /// Writes a folder for each organisation into `output`, and remembers in private that they were asked.
    ///
    /// # Errors
    /// Where something lies there already, or cannot be written.
    pub fn write(
        &self,
        world: &mut dyn World,
        output: &Path,
        packages: &[Package],
    ) -> Result<Vec<Folder>, Error> {
        private::place(world, &self.opened)?;
        let (mut notes, mut ready) = (Vec::new(), Vec::new());
        for package in packages {
            let folder = self.place(world, output, package);
            if std::fs::symlink_metadata(world.path(&folder)).is_ok() {
                return Err(AskError::FolderThere(folder).into());
            }
            let answers = answers(world, &package.request)?;
            let deadline = package.request.asked().deadline;
            let note = Note::new(deadline, answers.clone()).map_err(AskError::NoNote)?;
            notes.push(note.sent(package.address.clone(), package.language.clone()));
            ready.push((folder, answers));
        }
        let mut folders = Vec::new();
        for (package, (folder, answers)) in packages.iter().zip(ready) {
            let bytes = package.write(world, &folder, answers)?;
            let organisation = package.request.organisation().organisation.clone();
            folders.push(Folder { organisation, folder, bytes });
        }
        if !notes.is_empty() {
            asked::keep(world, &self.opened, &self.id, &notes)?;
        }
        Ok(folders)
    }
}

impl Round {
    /// Where the folder of an organisation is to be.
    fn place(&self, world: &dyn World, output: &Path, package: &Package) -> PathBuf {
        let domain = &package.request.organisation().organisation;
        let first = output.join(domain.as_str());
        let is_there = |path: &PathBuf| std::fs::symlink_metadata(world.path(path)).is_ok();
        if !self.adds || !is_there(&first) {
            return first;
        }
        let mut next = (2_u32..).map(|number| output.join(format!("{domain}-{number}")));
        next.find(|path| !is_there(path)).unwrap_or(first)
    }
}

impl Package {
    /// Writes the folder; gives the number of its bytes.
    fn write(&self, world: &dyn World, folder: &Path, answers: Vec<Record>) -> Result<u64, Error> {
        let files = self.files(answers)?;
        let path = world.path(folder);
        std::fs::create_dir_all(&path)
            .map_err(|why| AskError::NoFolder { folder: folder.to_owned(), why })?;
        let mut bytes = 0;
        for (name, content) in &files {
            write_atomic(&path.join(name), content, 0o644)?;
            bytes += content.len() as u64;
        }
        Ok(bytes)
    }

    fn files(&self, answers: Vec<Record>) -> Result<BTreeMap<String, Vec<u8>>, AskError> {
        let mut files = self.words.clone();
        for (act, record) in self.request.answers().iter().zip(answers) {
            files.insert(format!("{}.json", act.name()), record.bytes());
        }
        let asked = self.request.asked();
        files.insert("statement.json".to_owned(), asked.statement.bytes());
        if let Some(names) = asked.statement.names() {
            files.insert("signatories.json".to_owned(), names.bytes());
        }
        for (language, text) in &asked.texts {
            files.insert(text_file(language), text.as_str().as_bytes().to_vec());
        }
        for (language, sent) in &asked.translations {
            files.insert(translation_file(language), sent.text.as_str().as_bytes().to_vec());
        }
        let whole = self.request.to_text().map_err(AskError::NotWritten)?;
        files.insert(REQUEST_FILE.to_owned(), whole.into_bytes());
        Ok(files)
    }
}

pub(super) fn noted_reply_to(opened: &Opened) -> Result<Option<Line>, Error> {
    let noted = opened.store.get_config(REPLY_TO)?;
    Ok(noted.map(|noted| noted.parse()).transpose().map_err(AskError::NotedReplyTo)?)
}

/// The file of a text.
#[must_use]
pub fn text_file(language: &Language) -> String {
    format!("text.{language}.txt")
}

/// The file of a translation.
#[must_use]
pub fn translation_file(language: &Language) -> String {
    format!("translation.{language}.txt")
}

/// The records that say nothing but one act each, in the order of [`Request::answers`], with a salt each:
/// `ssh-keygen` draws none, so that whoever sees these files can find them in the log.
fn answers(world: &mut dyn World, request: &Request) -> Result<Vec<Record>, Error> {
    let mut made = |act| {
        let answer = request.answer(act, Salt(random_bytes(world)?));
        Ok(Record::new(&Body::Endorsement(answer.into())).map_err(AskError::NoAnswer)?)
    };
    request.answers().into_iter().map(&mut made).collect()
}
