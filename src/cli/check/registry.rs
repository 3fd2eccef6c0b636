//! A registry that may be asked what a copy is.

use super::library::{self, Library};
use crate::failure::{self, Failure, Stop};
use countersign_copy::answer::{
    Answer, Apart, Asked, Remark, Why, finding as remark, nearest, of_apart,
};
use countersign_copy::check::{Match, Place, Verdict, check};
use countersign_copy::extract::Reading;
use countersign_core::digest::Hash;
use countersign_core::ledger::version::Version;
use countersign_core::name::StatementId;
use countersign_core::verify::finding::Finding;
use countersign_core::verify::report::{Outcome, Report, Severity};
use countersign_core::verify::{Pin, Question, Subject};
use countersign_speech::locale::message;
use countersign_workflow::open::Opened;
use countersign_workflow::{World, pins, seen};

/// A registry that may be asked.
pub struct CheckedRegistry {
    pub(super) opened: Opened,
    pins: Vec<Pin>,
    beside: Vec<Finding>,
    only: Option<StatementId>,
    library: Option<Library>,
    /// Whether a quotation that is in no text here makes a copy unknown.
    pub is_article: bool,
}

/// What was given.
pub struct Given {
    /// The bytes as they were.
    pub bytes: Vec<u8>,
    /// The ways to read them; there is at least one.
    pub readings: Vec<Reading>,
}

impl CheckedRegistry {
    /// The registry that is checked out; `only` the versions of one statement are compared.
    ///
    /// # Errors
    /// Where there is none, it does not have the statement, or what was seen of it before cannot be read.
    pub fn open(world: &mut dyn World, only: Option<StatementId>) -> Result<Self, Failure> {
        let opened = Opened::at_head(world)?;
        let beside = seen::findings(world, &opened.examined)?;
        let pins = pins::of(world, &opened.examined.replayed.state, &[])?;
        if let Some(id) = &only
            && !opened.examined.pending.state.statements().contains_key(id)
        {
            return Err(failure::no_version(&id.to_string()));
        }
        Ok(Self { opened, pins, beside, only, library: None, is_article: false })
    }

    /// What verification says about the registry; the same rules as everywhere.
    #[must_use]
    pub fn report(&self) -> Report {
        self.ask(Question::about(Subject::Registry))
    }

    /// What verification says about one text.
    #[must_use]
    pub fn report_of(&self, place: &Place) -> Report {
        self.ask(Question::about_text(place.version.clone(), place.language.clone()))
    }

    pub(super) fn ask(&self, question: Question) -> Report {
        let (pins, beside) = (self.pins.clone(), self.beside.clone());
        self.opened.examined.answer(&Question { pins, beside, ..question })
    }

    /// What there is to say about a copy; `whole` is the report about the registry.
    ///
    /// # Errors
    /// Where the texts cannot be read.
    pub fn answer(
        &mut self,
        world: &dyn World,
        given: Given,
        whole: &Report,
    ) -> Result<Answer, Failure> {
        if whole.outcome == Outcome::Broken {
            return Ok(Answer::broken(whole.clone()));
        }
        let taken_down = self.taken_down(&given.bytes);
        let (reading, verdict) = self.compared(world, given)?;
        let about = |place: &_| self.report_of(place);
        let is_article = self.is_article;
        let asked = Asked { examined: &self.opened.examined, whole, is_article, about: &about };
        let mut answer = Answer::compared(reading, verdict, &asked);
        answer.findings.extend(taken_down);
        if !answer.is_whole() {
            answer.findings.extend(of_apart(&answer, &self.apart()?));
        }
        Ok(answer)
    }

    /// That exactly these bytes were taken down: of words that are not shown, only their hash can tell.
    fn taken_down(&self, bytes: &[u8]) -> Vec<remark::Finding> {
        let hash = Hash::of(bytes);
        let statements = self.opened.examined.pending.state.statements();
        let wanted =
            statements.iter().filter(|(id, _)| self.only.as_ref().is_none_or(|one| one == *id));
        let versions = wanted.flat_map(|(_, history)| &history.versions);
        let down = versions.filter(|version| version.taken_down.contains_key(&hash));
        let told = down.filter_map(|version| {
            let file = version.files().into_iter().find(|file| file.sha256 == hash)?;
            let name = file.path.rsplit('/').next().unwrap_or(&file.path).to_owned();
            let version = version.statement.id.at(version.statement.version);
            let what = Remark::TakenDown { version, file: name, reason: file.taken_down? };
            Some(remark::Finding::of(Severity::Caveat, what))
        });
        told.collect()
    }

    /// Words that do not stand: translations that were replaced or taken back, and drafts.
    pub(super) fn apart(&self) -> Result<Vec<Apart>, Failure> {
        Ok([self.former()?, library::drafts(&self.opened, self.only.as_ref())?].concat())
    }

    /// The translations that do not stand any more.
    fn former(&self) -> Result<Vec<Apart>, Failure> {
        let mut all = Vec::new();
        for (id, history) in self.opened.examined.pending.state.statements() {
            if self.only.as_ref().is_some_and(|only| only != id) {
                continue;
            }
            for one in history.versions.iter().flat_map(Version::former_translations) {
                let (version, language) = (one.body.of(), one.body.language.clone());
                let words = library::former(&self.opened, &one)?;
                let why = one.reason.cloned().map_or(Why::Replaced, Why::Retracted);
                all.push(Apart { version, language, words, why });
            }
        }
        Ok(all)
    }

    /// A copy beside the texts, without what verification says.
    pub(super) fn compared(
        &mut self,
        world: &dyn World,
        given: Given,
    ) -> Result<(Reading, Verdict), Failure> {
        let library = match self.library.take() {
            Some(library) => library,
            None => Library::open(world, &self.opened, self.only.as_ref())?,
        };
        let library = self.library.insert(library);
        let texts = |wanted: &[_]| library.shelf.texts(&self.opened, wanted);
        let (reading, verdict) = nearest(&given.bytes, given.readings, &library.index, texts)?
            .ok_or_else(|| Failure::new(Stop::Unchecked, message::failure_no_words()))?;
        // A quotation may be shorter than what an index surely finds.
        let scanned = (verdict.matched == Match::Unknown)
            .then(|| library.shelf.scan(&self.opened, &reading.text))
            .transpose()?
            .flatten();
        let Some(hits) = scanned else { return Ok((reading, verdict)) };
        let texts = library.shelf.texts(&self.opened, &hits.texts)?;
        let verdict = check(&reading.text, &texts, &hits);
        Ok((reading, verdict))
    }

    pub(super) const fn only(&self) -> Option<&StatementId> {
        self.only.as_ref()
    }
}
