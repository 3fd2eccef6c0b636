//! Signing a publication, and landing it with everything that was signed on the draft.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::withheld::{self, Hidden};
use super::{Doubts, Summary};
use crate::asked::{self, No};
use crate::draft::{self, Draft};
use crate::error::PublishError;
use crate::land::{self, Landed, Signed};
use crate::open::Opened;
use crate::waiting::Waiting;
use crate::{Error, World, officers, private};
use countersign_core::layout::{self, Place};
use countersign_core::ledger::approvals::Approvals;
use countersign_core::ledger::{State, Violation};
use countersign_core::name::Domain;
use countersign_core::record::line::Line;
use countersign_core::record::signatories::Signatory;
use countersign_core::record::{Body, Publication, Record, Statement};
use countersign_core::request::note::Note;
use countersign_core::verify::earlier::Earlier;
use countersign_git::store::StoreError;

/// A version that can be published.
pub struct Ready {
    /// The last word of each organisation that does not land with it, where it is no yes; who calls may say above each
    /// what it is.
    pub noes: Vec<No>,
    pub(super) refusing: BTreeSet<Domain>,
    pub(super) notes: Vec<Note>,
    pub(super) draft: Draft,
    pub(super) items: Vec<Signed>,
    pub(super) hidden: Hidden,
    pub(super) waiting: Option<Signed>,
    pub(super) staged: State,
}

/// What the maintainers sign with.
#[derive(Debug, Clone)]
pub struct Signing {
    /// The maintainers' keys that are at hand; none for the one that is noted.
    pub keys: Vec<PathBuf>,
    /// Why names are withheld from the start, for everybody to read.
    pub reason: Line,
    /// Whether somebody decided to publish in spite of every one of the [`Doubts`].
    pub is_decided: bool,
}

/// What became of a version.
#[derive(Debug)]
pub enum Outcome {
    /// It is published.
    Published(Box<Published>),
    /// Its publication waits for further maintainers.
    Waits {
        /// Where it will lie.
        path: String,
        /// Whose signatures it has and lacks.
        approvals: Vec<Approvals>,
        /// What is told of the version.
        summary: Summary,
    },
}

/// A version that was published.
#[derive(Debug)]
pub struct Published {
    /// What landing did.
    pub landed: Landed,
    /// What is told of the version.
    pub summary: Summary,
    /// The draft's branch, where an act arrived there while it was published, which stays there and does not count.
    pub overtaken: Option<String>,
    /// Where names that are withheld are kept all the same, as git names it.
    pub kept: Vec<String>,
}

/// Where the publication of a draft will lie.
pub(super) fn path(draft: &Draft) -> String {
    layout::path_of(&Place::Publication(draft.id.clone())).unwrap_or_default()
}

impl Ready {
    /// What would be told of the version.
    ///
    /// # Errors
    /// Where nothing was put forward.
    pub fn summary(&self) -> Result<Summary, Error> {
        let staged = self.staged.staged().ok_or(PublishError::NothingForward)?;
        Ok(Summary { withheld: self.hidden.len(), ..Summary::of(&self.staged, staged) })
    }

    /// What is put forward.
    ///
    /// # Errors
    /// Where nothing was.
    pub fn statement(&self) -> Result<&Statement, Error> {
        let staged = self.staged.staged().ok_or(PublishError::NothingForward)?;
        Ok(&staged.statement)
    }

    /// What readers would take for something that nobody said.
    ///
    /// # Errors
    /// Where nothing was put forward.
    pub fn doubts(&self) -> Result<Doubts, Error> {
        let Summary { endorsed, withheld, earlier, .. } = self.summary()?;
        let staged = self.staged.staged().ok_or(PublishError::NothingForward)?;
        let printed = staged.signatories().iter();
        let refuses = |one: &&Signatory| {
            one.organisation.as_ref().is_some_and(|one| self.refusing.contains(one))
        };
        // Who was printed elsewhere long ago, was.
        let is_nobody = endorsed == 0 && withheld == 0 && !staged.statement.historical;
        let refusing = printed.filter(refuses).cloned().collect();
        let fewer = earlier.filter(Earlier::is_fewer);
        Ok(Doubts { refusing, unanswered: self.unanswered(staged), is_nobody, fewer })
    }

    /// Signs the publication with the maintainers' keys at hand; lands it, or lets it wait for more of them.
    ///
    /// # Errors
    /// Where there are doubts and nobody decided, nobody can sign it, the rules do not admit it, or it cannot be
    /// written.
    pub fn publish(
        mut self,
        world: &mut dyn World,
        opened: &Opened,
        signing: &Signing,
    ) -> Result<Outcome, Error> {
        let doubts = self.doubts()?;
        if !signing.is_decided && !doubts.is_empty() {
            return Err(PublishError::Doubtful(doubts).into());
        }
        if !self.noes.is_empty() {
            private::place(world, opened)?;
        }
        let publication = self.publication(world, opened, &signing.keys)?;
        let withholdings =
            withheld::Makes { draft: &self.draft, signing }.all(world, opened, &self.hidden)?;
        if let Some(approvals) = self.lacks(opened, &publication) {
            return self.keep(world, opened, (&publication, &withholdings), approvals);
        }
        let Self { draft, mut items, noes, .. } = self;
        items.push(publication);
        let answers: Vec<Record> = withholdings.iter().map(|item| item.record.clone()).collect();
        items.extend(withholdings);
        let message = format!("publish {}\n", draft.id);
        let landed = land::land(world, opened, items, draft.words()?, &message)?;
        asked::keep_noes(world, opened, &draft.id, noes)?;
        let overtaken = end_draft(opened, &draft)?;
        let withheld = answers.len();
        let kept = match withheld {
            0 => Vec::new(),
            _ => withheld::clear(opened, &draft, &answers)?,
        };
        let version = landed.state.version(&draft.id).ok_or(PublishError::Gone)?;
        let summary = Summary { withheld, ..Summary::of(&landed.state, version) };
        Ok(Outcome::Published(Box::new(Published { landed, summary, overtaken, kept })))
    }

    /// Lets what lacks signatures wait.
    fn keep(
        &self,
        world: &dyn World,
        opened: &Opened,
        (publication, withholdings): (&Signed, &[Signed]),
        approvals: Vec<Approvals>,
    ) -> Result<Outcome, Error> {
        let Self { draft, .. } = self;
        let message = format!("publish {}: approved by one more\n", draft.id);
        Waiting::keep(world, opened, draft.place(), publication, &message)?;
        withheld::keep(world, opened, withholdings)?;
        let staged = draft.state.staged().ok_or(PublishError::NothingForward)?;
        let summary = Summary::of(&draft.state, staged);
        Ok(Outcome::Waits { path: path(draft), approvals, summary })
    }

    /// The publication that waits, or a new one, with the signatures of the maintainers at hand.
    ///
    /// Where enough have signed what waits, nobody signs again.
    fn publication(
        &mut self,
        world: &mut dyn World,
        opened: &Opened,
        keys: &[PathBuf],
    ) -> Result<Signed, Error> {
        if let Some(waiting) = self.waiting.take() {
            if self.lacks(opened, &waiting).is_none() {
                return Ok(waiting);
            }
            return officers::sign_as_maintainers(world, opened, waiting, keys);
        }
        let body = Publication {
            published_at: world.now(),
            record: self.draft.statement.hash(),
            registry: opened.registry()?,
            statement: self.draft.id.statement.clone(),
            tag: Default::default(),
            version: self.draft.id.version,
        };
        let record = Record::new(&Body::Publication(body)).map_err(PublishError::Record)?;
        let item = Signed { record, signatures: Vec::new() };
        officers::sign_as_maintainers(world, opened, item, keys)
    }

    /// Whose signatures the publication still lacks, where nothing else stands in its way.
    fn lacks(&self, opened: &Opened, publication: &Signed) -> Option<Vec<Approvals>> {
        let mut state = (*opened.examined.pending.state).clone();
        for item in &self.items {
            draft::apply(&mut state, &item.record, &item.verified_signatures()).ok()?;
        }
        let signatures = publication.verified_signatures();
        match draft::apply(&mut state, &publication.record, &signatures) {
            Err(Violation::Threshold { .. }) if !signatures.is_empty() => {
                Some(state.approvals(&publication.record, &signatures))
            }
            _ => None,
        }
    }
}

/// The version is out; what arrived on the draft in that very moment is kept there, on the branch that is returned.
fn end_draft(opened: &Opened, draft: &Draft) -> Result<Option<String>, Error> {
    match opened.store.lock()?.delete_branch(&draft.branch, draft.commit) {
        Err(StoreError::Moved { .. }) => Ok(Some(draft.branch.clone())),
        Err(error) => Err(error.into()),
        Ok(()) => Ok(None),
    }
}
