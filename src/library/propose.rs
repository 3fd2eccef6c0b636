//! Putting versions forward.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::{Error, Registry};
use countersign_cli::failure::{Failure, Stop};
use countersign_core::digest::Hash;
use countersign_core::name::{Domain, Language, StatementId, VersionId};
use countersign_core::record::line::Line;
use countersign_core::text::Text;
use countersign_core::time::Date;
use countersign_speech as speech;
use countersign_speech::locale::Sentence;
use countersign_workflow as workflow;
use countersign_workflow::open::Opened;
use countersign_workflow::propose::{
    self, GivenAttachment, GivenSignatory, GivenText, ReadText, parse_text,
};

/// A version that is to be put forward.
///
/// ```
/// use countersign::Proposal;
///
/// let text = "We stand together.\n";
/// let proposal = Proposal::new("2021/solidarity".parse()?, "en".parse()?, "Solidarity".parse()?, text);
/// let text = "Estamos juntos.\n";
/// let proposal = proposal.and_text("es".parse()?, "Solidaridad".parse()?, text);
/// let proposal = proposal.signatory("foro.example".parse()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Proposal {
    statement: StatementId,
    titles: BTreeMap<Language, Line>,
    texts: Vec<(Language, Vec<u8>)>,
    attachments: Vec<(PathBuf, Vec<u8>)>,
    signatories: Vec<GivenSignatory>,
    date: Option<Date>,
    summary: Option<Line>,
    is_historical: bool,
    accepts_repairs: bool,
}

/// A version that was put forward.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Proposed {
    /// The version.
    pub version: VersionId,
    /// The hash of its record: what everybody signs.
    pub record: Hash,
    /// The branch on which it lies until it is published.
    pub branch: String,
    /// Whether another draft lay there before, on which what was signed does not count any more.
    pub replaced: bool,
    /// The organisations that acted on that draft, and whose word counts no more.
    pub voided: Vec<Domain>,
}

impl Proposal {
    /// The next version of a statement, with its original text.
    #[must_use]
    pub fn new(
        statement: StatementId,
        language: Language,
        title: Line,
        text: impl AsRef<[u8]>,
    ) -> Self {
        let empty = Self {
            statement,
            titles: BTreeMap::new(),
            texts: Vec::new(),
            attachments: Vec::new(),
            signatories: Vec::new(),
            date: None,
            summary: None,
            is_historical: false,
            accepts_repairs: false,
        };
        empty.and_text(language, title, text)
    }

    /// Adds the text in another language.
    #[must_use]
    pub fn and_text(mut self, language: Language, title: Line, text: impl AsRef<[u8]>) -> Self {
        self.titles.insert(language.clone(), title);
        self.texts.push((language, text.as_ref().to_vec()));
        self
    }

    /// Adds another file that belongs to it; only the last part of the path is kept.
    #[must_use]
    pub fn attachment(mut self, file: impl AsRef<Path>, bytes: impl Into<Vec<u8>>) -> Self {
        self.attachments.push((file.as_ref().to_owned(), bytes.into()));
        self
    }

    /// Prints the name of an enrolled organisation under it.
    #[must_use]
    pub fn signatory(mut self, organisation: Domain) -> Self {
        self.signatories.push(GivenSignatory::Organisation(organisation));
        self
    }

    /// Prints a name under it.
    #[must_use]
    pub fn printed_signatory(mut self, name: Line) -> Self {
        self.signatories.push(GivenSignatory::Printed(name));
        self
    }

    /// The date that is printed on it; without one, and where it is not historical, that is today.
    #[must_use]
    pub fn dated(self, date: Date) -> Self {
        Self { date: Some(date), ..self }
    }

    /// What changed since the version before.
    #[must_use]
    pub fn summary(self, summary: Line) -> Self {
        Self { summary: Some(summary), ..self }
    }

    /// That it records what was printed elsewhere: names without signatures.
    #[must_use]
    pub fn historical(self) -> Self {
        Self { is_historical: true, ..self }
    }

    /// Brings texts into the form in which they are frozen, where they are not in it; no word changes.
    ///
    /// Without this such a text is refused, so that nobody signs another file than the one that was read.
    #[must_use]
    pub fn accept_repairs(self) -> Self {
        Self { accepts_repairs: true, ..self }
    }

    fn read(self) -> Result<propose::Proposal, Error> {
        let mut texts = Vec::new();
        for (language, bytes) in self.texts {
            let text = text(&language, &bytes, self.accepts_repairs)?;
            texts.push(GivenText { language, text });
        }
        let attachments = self.attachments.into_iter();
        let attachments: Result<_, workflow::Error> =
            attachments.map(|(file, bytes)| GivenAttachment::new(&file, bytes)).collect();
        Ok(propose::Proposal {
            statement: self.statement,
            titles: self.titles,
            texts,
            attachments: attachments.map_err(Error::of)?,
            signatories: self.signatories,
            date: self.date,
            summary: self.summary,
            historical: self.is_historical,
        })
    }
}

fn text(language: &Language, bytes: &[u8], accepts_repairs: bool) -> Result<Text, Error> {
    let name = format!("the text in {language}");
    match parse_text(name.as_ref(), bytes, language).map_err(Error::of)? {
        ReadText::AsItIs(text) => Ok(text),
        ReadText::Repaired(repaired) if accepts_repairs => Ok(repaired.text),
        ReadText::Repaired(repaired) => {
            let what = format!("{name} is not in the form in which texts are frozen");
            let sentences = speech::repair::sentences(&repaired);
            let why: Vec<String> = sentences.iter().map(Sentence::english).collect();
            let why = why.join("; ");
            Err(Error::of(Failure::new(Stop::Refused, what).why(why)))
        }
    }
}

impl Registry {
    /// Puts the next version of a statement forward, on a branch of its own, until it is published.
    ///
    /// A draft that lies there is replaced.
    ///
    /// # Errors
    /// Where the registry does not verify, a text would have to be repaired, or the rules do not admit the version.
    pub fn propose(&self, proposal: Proposal) -> Result<Proposed, Error> {
        let mut here = self.here()?;
        let proposal = proposal.read()?;
        let opened =
            Opened::for_writing(&mut here, Some(&proposal.statement)).map_err(Error::of)?;
        let proposed = propose::propose(&mut here, &opened, proposal).map_err(Error::of)?;
        let propose::Proposed { id, record, branch, replaced, voided } = proposed;
        let voided = voided.into_keys().collect();
        Ok(Proposed { version: id, record, branch, replaced, voided })
    }
}
