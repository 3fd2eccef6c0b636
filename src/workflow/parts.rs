//! A look at a whole registry of which only some is held: the keys, some statements, and what waits to be logged.
//!
//! All else is told part by part, and what is kept of that is the caller's choice.

use std::cell::OnceCell;

use super::error::OpenError;
use super::open::{self, Opened, check_is_registry, landed};
use super::{Error, World, progress, seen};
use countersign_core::layout;
use countersign_core::log::{self, Log};
use countersign_core::name::StatementId;
use countersign_core::tree::Parts as _;
use countersign_core::verify::pipeline::{self, Begun, Judged, LineSink, Scope, Shelf};
use countersign_core::verify::report::Report;
use countersign_core::verify::{Examined, Question, Subject};
use countersign_git::store::{ObjectId, Snapshot, Store};

/// A sound registry of which some is held, and what was made of each part.
pub struct Gathered<T> {
    /// What is held.
    pub opened: Opened,
    /// The answer about everything; its lines are in the parts.
    pub report: Report,
    /// What was made of the parts, in order.
    pub parts: Vec<T>,
}

/// What takes what is made of a part, and says whether to go on.
pub type Take<'t, T> = &'t mut (dyn FnMut(T) -> bool + Send);

impl Opened {
    /// The registry at a commit, whether or not it verifies, of which these statements are held.
    ///
    /// # Errors
    /// Where there is none.
    pub fn about(
        store: Store,
        commit: ObjectId,
        statements: &[StatementId],
    ) -> Result<Self, Error> {
        Self::looked(store, commit, statements, |begun| begun.examine())
    }

    /// The same; whoever watches sees how far it has been looked at.
    ///
    /// # Errors
    /// As [`Self::about`].
    pub fn about_watched(
        world: &mut dyn World,
        store: Store,
        commit: ObjectId,
        statements: &[StatementId],
    ) -> Result<Self, Error> {
        Self::looked(store, commit, statements, |begun| progress::examine(world, begun))
    }

    /// The registry at the branch that is checked out, of which one statement is held, and proof that it verifies, as
    /// [`Self::sound`] asks for it.
    ///
    /// # Errors
    /// As [`Self::sound`].
    pub fn sound_about(world: &mut dyn World, statement: &StatementId) -> Result<Self, Error> {
        Self::sound_with(world, std::slice::from_ref(statement))
    }

    /// The registry at the branch that is checked out, of which only the keys are held, and proof that it verifies, as
    /// [`Self::sound`] asks for it.
    ///
    /// # Errors
    /// As [`Self::sound`].
    pub fn sound_keys(world: &mut dyn World) -> Result<Self, Error> {
        Self::sound_with(world, &[])
    }

    fn sound_with(world: &mut dyn World, statements: &[StatementId]) -> Result<Self, Error> {
        let store = open::find(world)?;
        let commit = open::head(&store)?;
        let opened = Self::about_watched(world, store, commit, statements)?;
        opened.check_sound()?;
        seen::check_follows(world, &opened.examined)?;
        Ok(opened)
    }

    fn looked(
        store: Store,
        commit: ObjectId,
        statements: &[StatementId],
        look: impl FnOnce(Begun<'_>) -> Examined,
    ) -> Result<Self, Error> {
        let examined = {
            let parts = store.parts(&commit, &layout::is_statement)?;
            let landed = || landed(&store, commit);
            let scope = Scope { statements: statements.to_vec(), ..Scope::default() };
            let examined = look(pipeline::begin(&parts, scope, &landed));
            check_is_registry(examined.checked().records, parts.rest())?;
            examined
        };
        let snapshot = held(&store, &commit, &examined)?;
        Ok(Self { store, commit, snapshot, examined, continued: OnceCell::new() })
    }

    /// What is held, as parts are told of it.
    #[must_use]
    pub fn shelf(&self) -> Shelf<'_> {
        let Examined { reading, replayed, pending, .. } = &self.examined;
        let (state, after) = (&*replayed.state, &*pending.state);
        Shelf { source: &self.snapshot, reading, state, after }
    }

    /// Goes through the entries of the log, in order.
    ///
    /// # Errors
    /// Where they cannot be read any more.
    pub fn each_entry(&self, each: &mut (dyn FnMut(u64, &[u8]) + Send)) -> Result<(), Error> {
        let mut at = 0;
        let mut some = |entries: Vec<Vec<u8>>| {
            for entry in entries {
                each(at, &entry);
                at += 1;
            }
        };
        let read = log::read_each(&self.snapshot, &mut some).ok();
        let size = self.examined.log.as_ref().map(Log::size);
        match read.filter(|read| read.faults.is_empty() && Some(read.size()) == size) {
            Some(_) => Ok(()),
            None => Err(OpenError::LogUnread.into()),
        }
    }

    /// Tells every part once more, after all was looked at; says whether all was taken.
    ///
    /// # Errors
    /// Where the commit cannot be read any more.
    pub fn tell_again<T: Send>(
        &self,
        world: &mut dyn World,
        tell: &(dyn Fn(Judged<'_>) -> T + Sync),
        take: Take<'_, T>,
    ) -> Result<bool, Error> {
        let Self { store, commit, examined, .. } = self;
        let parts = store.parts(commit, &layout::is_statement)?;
        let landed = || landed(store, *commit);
        let begun = pipeline::again(&parts, Scope::default(), examined, &landed);
        let question = Question::about(Subject::Registry);
        let mut take = |part: Option<T>| part.is_none_or(&mut *take);
        let telling = LineSink { question: &question, tell, take: &mut take };
        Ok(progress::answer(world, begun, telling).is_some())
    }
}

impl<T: Send> Gathered<T> {
    /// A sound registry at the branch that is checked out, of which some statements are held, and what `tell` makes of
    /// each part; the lines are judged with nobody's own pins.
    ///
    /// # Errors
    /// As [`Opened::sound`].
    #[expect(clippy::expect_used, reason = "nothing that is told is refused")]
    pub fn sound(
        world: &mut dyn World,
        statements: impl FnOnce(&Store) -> Result<Vec<StatementId>, Error>,
        tell: &(dyn Fn(Judged<'_>) -> T + Sync),
    ) -> Result<Self, Error> {
        let store = open::find(world)?;
        let commit = open::head(&store)?;
        let question = Question::about(Subject::Registry);
        let statements = statements(&store)?;
        let (mut report, mut gathered) = (None, Vec::new());
        let mut take = |part: Option<T>| {
            match part {
                Some(part) => gathered.push(part),
                None => gathered.clear(),
            }
            true
        };
        let opened = Opened::looked(store, commit, &statements, |begun| {
            let telling = LineSink { question: &question, tell, take: &mut take };
            let (examined, answer) = progress::answer(world, begun, telling).unzip();
            report = answer;
            examined.expect("whatever is told is taken")
        })?;
        opened.check_sound()?;
        seen::check_follows(world, &opened.examined)?;
        let report = report.expect("whatever is told is taken");
        Ok(Self { opened, report, parts: gathered })
    }
}

/// The files of what is held, and of the log.
fn held(store: &Store, commit: &ObjectId, examined: &Examined) -> Result<Snapshot, Error> {
    let statements = examined.pending.state.statements().keys();
    let mut folders = vec!["keys/".to_owned(), format!("{}/", layout::LOG)];
    folders.extend(statements.map(|one| format!("{}/", layout::statement_folder(one))));
    Ok(store.snapshot_below(commit, &folders, &[])?)
}
