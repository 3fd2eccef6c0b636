//! An answer about a registry, with what the reader saw of it before and the keys that they confirmed.

use super::open::{self, Opened};
use super::part::{NotInPart, Unused};
use super::pins::{self, Named};
use super::{AskedVersion, Error, World, cache, folder, heads, progress, seen};
use countersign_core::layout;
use countersign_core::tree::{Parts, Source as _};
use countersign_core::verify::finding::{Finding, ReaderFinding, What};
use countersign_core::verify::memory::{self, Seen, View};
use countersign_core::verify::pipeline::{self, Judged, Landed, LineSink, Scope};
use countersign_core::verify::report::{Outcome, Report};
use countersign_core::verify::{Examined, NotChecked, Question};
use countersign_git::store::Store;

/// Which state of a registry is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// What is checked out.
    Head,
    /// Another commit.
    Revision,
    /// A plain folder.
    Folder,
    /// A bundle.
    Bundle,
}

/// What a reader asks.
#[derive(Debug, Clone)]
pub struct Query<'a> {
    /// The question as the reader puts it.
    pub question: Question,
    /// Keys that they name with it.
    pub pins: &'a [Named],
    /// Of which state.
    pub state: State,
    /// The file of a bundle, where it is one.
    pub file: Option<String>,
}

/// A question with all that the reader knows, and what is to be remembered once it is answered.
#[derive(Debug)]
pub struct Complete {
    /// The question.
    pub question: Question,
    seen: Option<Seen>,
    head: Option<heads::Kept>,
    is_first: bool,
    state: State,
}

/// What became of remembering.
#[derive(Debug, Default)]
pub struct Remembered {
    /// What was looked at for the first time.
    pub first: Option<Seen>,
    /// Why it could not be remembered; the verdict is the same.
    pub failed: Option<Error>,
}

impl Query<'_> {
    /// Adds what the reader saw before and which keys they confirmed.
    ///
    /// # Errors
    /// Where that cannot be read.
    pub fn complete(self, world: &dyn World, examined: &Examined) -> Result<Complete, Error> {
        let Self { mut question, state, file, .. } = self;
        question.now = Some(world.now());
        let mut seen = Seen::of(examined, world.now());
        let before = match &seen {
            Some(seen) => seen::recall(world, &seen.origin, seen.registry)?,
            None => memory::Remembered::default(),
        };
        let is_first = before.own.is_none() && before.others.is_empty();
        if let Some(seen) = &mut seen {
            seen.expected = question.expect.is_some_and(|expect| examined.is_expected(expect));
            let newest = before.own.as_ref().and_then(|own| state.newest(world, own, seen));
            let looked = match state {
                State::Head => View::Head,
                _ => View::Chosen(newest.as_ref().and_then(|one| one.log.as_ref())),
            };
            question.beside.extend(before.judge(examined, looked, question.expect));
            if state == State::Bundle {
                beside(world, examined, &mut question.beside);
            }
        }
        if !seen::is_possible(world) {
            question.not_checked.push(NotChecked::Memory);
        }
        question.pins.extend(pins::of(world, &examined.replayed.state, self.pins)?);
        let head = file.and_then(|file| heads::of(world, examined, &file));
        Ok(Complete { question, seen, head, is_first, state })
    }

    /// The answer after a look at everything, some statements at a time.
    ///
    /// `tell` makes something of each part, and `take` takes it, or begins again where it is given
    /// nothing; where it takes no more, there is no answer.
    ///
    /// # Errors
    /// Where there is no registry, or what the reader knows cannot be read.
    pub fn of_all<T: Send>(
        self,
        world: &mut dyn World,
        (parts, landed): (&dyn Parts, Landed<'_>),
        tell: &(dyn Fn(Judged<'_>) -> T + Sync),
        take: &mut (dyn FnMut(Option<T>) -> bool + Send),
    ) -> Result<Option<Answer>, Error> {
        let begun = pipeline::begin(parts, Scope::default(), landed);
        let complete = self.complete(world, begun.examined())?;
        let telling = LineSink { question: &complete.question, tell, take };
        let Some((examined, report)) = progress::answer(world, begun, telling) else {
            return Ok(None);
        };
        open::check_is_registry(report.checked.records, parts.rest())?;
        let remembered = complete.remember(world, report.outcome);
        Ok(Some(Answer { examined, report, remembered }))
    }
}

/// An answer, what it was made from, and what became of remembering.
pub struct Answer {
    /// What was looked at, without what belongs to single statements.
    pub examined: Examined,
    /// The answer; its lines about statements were told.
    pub report: Report,
    /// What became of remembering.
    pub remembered: Remembered,
}

impl Complete {
    /// Remembers what was seen, where the answer allows it.
    #[must_use]
    pub fn remember(self, world: &dyn World, outcome: Outcome) -> Remembered {
        // Two heads that contradict each other are both kept.
        let head = self.head.and_then(|head| heads::keep(world, &head).err());
        let Some(seen) = self.seen.filter(|_| outcome != Outcome::Broken) else {
            return Remembered { failed: head, ..Remembered::default() };
        };
        let keeps = self.state == State::Head && outcome != Outcome::Unchecked;
        let failed = if keeps { seen::keep(world, &seen).err() } else { head };
        let is_first = self.is_first && matches!(self.state, State::Head | State::Bundle);
        Remembered { first: Some(seen).filter(|_| is_first), failed }
    }
}

impl State {
    /// The newest state that there is here, beside one that was chosen and is not the one that was seen last:
    /// what goes on from what is shown by it.
    fn newest(self, world: &dyn World, before: &Seen, seen: &Seen) -> Option<Examined> {
        let is_chosen = matches!(self, Self::Revision | Self::Bundle);
        if !is_chosen || before.registry != seen.registry || before.size == seen.size {
            return None;
        }
        let store = open::find(world).ok()?;
        let head = open::head(&store).ok()?;
        let newest = Opened::about(store, head, &[]).ok()?.examined;
        (newest.replayed.state.registry() == Some(seen.registry)).then_some(newest)
    }
}

/// Compares a bundle with the registry in this folder, where it is the same one and sound.
fn beside(world: &dyn World, examined: &Examined, findings: &mut Vec<Finding>) {
    let here = || {
        let store = open::find(world).ok()?;
        let head = open::head(&store).ok()?;
        let here = Opened::about(store, head, &[]).ok()?.examined;
        let is_same = here.replayed.state.registry() == examined.replayed.state.registry();
        Seen::beside(examined, &here).filter(|_| is_same && here.is_sound())
    };
    let is_vague = |finding: &Finding| {
        matches!(*finding.what, What::Reader(ReaderFinding::NewerUnknown { .. }))
    };
    // What was seen before says it already, but not what to do about a clone that is behind.
    if !findings.is_empty() && !findings.iter().any(is_vague) {
        return;
    }
    if let Some(finding) = here() {
        findings.retain(|one| !is_vague(one));
        findings.push(finding);
    }
}

/// What cannot be looked at in a repository.
#[must_use]
pub fn not_checked(store: &Store) -> Vec<NotChecked> {
    store.is_shallow().then_some(NotChecked::Shallow).into_iter().collect()
}

/// Remembers that a registry is sound, after a look at everything.
pub fn keep_known(place: Option<cache::Place>, examined: &Examined) {
    let is_known = examined.is_sound() && examined.pending.admitted.is_empty();
    if let Some(place) = place.filter(|place| is_known && !place.is_kept()) {
        place.keep_all(examined);
    }
}

/// A part of a registry, with what is found beside it.
pub struct SeenPart {
    /// What was looked at.
    pub examined: Examined,
    /// What was not checked.
    pub not_checked: Vec<NotChecked>,
    /// What differs in the folder.
    pub beside: Vec<Finding>,
    /// The commit.
    pub commit: String,
}

/// Whether only a part must be read.
pub enum OnlyOne {
    /// The part.
    Part(Box<SeenPart>),
    /// Everything must be looked at; why what was remembered is of no use, where anything was.
    Not(Option<Unused>),
}

/// The one statement that is asked about, where all the rest was found sound before.
///
/// # Errors
/// Where there is no registry, or what was seen before cannot be read.
pub fn only_one(world: &dyn World, asked: &AskedVersion) -> Result<OnlyOne, Error> {
    let store = open::find(world)?;
    let commit = open::head(&store)?;
    let opened = match Opened::known(world, store, commit, Some(asked.statement())) {
        Ok(opened) => opened,
        Err(NotInPart { why, .. }) => return Ok(OnlyOne::Not(Some(why))),
    };
    // What there is to say about the rest is not remembered, only that there is nothing.
    let is_clean = opened.continued().borrow().of().clean
        && !opened.snapshot.listing().files.contains_key(layout::WITNESSED);
    let before = match Seen::of(&opened.examined, world.now()) {
        Some(seen) => seen::recall(world, &seen.origin, seen.registry)?.own,
        None => None,
    };
    // Whether earlier witnesses saw a change is shown by heads that only a look at everything reads.
    let root = opened.examined.replayed.state.root();
    let is_clean = is_clean && root.is_none_or(|root| root.policy_changes().next().is_none());
    let log = opened.examined.log.as_ref();
    let is_followed = before.is_none_or(|before| {
        log.is_some_and(|log| before.size > log.size() || log.root_at(before.size).is_some())
    });
    if !is_clean || !is_followed {
        return Ok(OnlyOne::Not(None));
    }
    let mut unseen = not_checked(&opened.store);
    unseen.push(NotChecked::Rest);
    let place = format!("registry/{}", asked.statement());
    let beside = folder::of_statement(&opened.store, opened.snapshot.listing(), &place)?;
    unseen.extend(beside.not_checked);
    let (commit, beside) = (opened.commit.to_string(), beside.findings);
    let part = SeenPart { examined: opened.examined, not_checked: unseen, beside, commit };
    Ok(OnlyOne::Part(Box::new(part)))
}
