//! A whole registry, some statements at a time, so that never all of it is in memory.
//!
//! [`begin`] reads the keys and the log; [`Begun::answer`] then takes some statements after the others through the same
//! steps as a whole registry, each act at the position that its entry has in the log, and forgets them.
//! What makes the parts one registry is asked here: every entry is that of one record or a heads entry,
//! and every heads entry has the root of the map of chains.
//! Where anything at all is not as it must be, or waits to be logged, there is no answer here:
//! what it is and what it means, only [`super::examine`] can say.

mod joint;
mod turns;

use std::ops::Range;

use super::finding::Finding;
use super::judge::Judge;
use super::pending::Pending;
use super::reading::{self, Reading};
use super::replay::{self, Replayed};
use super::report::{Checked, Report, StatementLine};
use super::totals::Totals;
use super::{Examined, Question, check_head, derived, known};
use crate::digest::Hash;
use crate::key::KnownKeys;
use crate::layout;
use crate::log;
use crate::record::entry::Entry;
use crate::tree::Parts;

use joint::{HeadsEntries, Joint, Part, Positions};

/// How many statements are looked at together: each takes some ten kilobytes meanwhile.
const TOGETHER: usize = 256;

/// The keys and the log of a registry, and what is known before any statement is looked at.
pub struct Begun<'a> {
    parts: &'a dyn Parts,
    examined: Examined,
    entries: Vec<(u64, Entry)>,
    known: KnownKeys,
    positions: Positions,
    heads: HeadsEntries,
    joint: Joint,
    /// How many statements are looked at together.
    together: usize,
}

/// An answer whose lines were given away.
#[derive(Debug)]
pub struct Answered {
    /// The report without its statements.
    pub report: Report,
    /// Every chain with its value after the last entry, in the order of their keys in the map.
    pub chains: Vec<(Hash, Hash)>,
    /// Whether verification had nothing at all to say, whatever the question.
    pub is_clean: bool,
    positions: Positions,
}

impl Answered {
    /// The leaf hashes of a log in their own order, each with its position; the leaves are those of the log that was read.
    pub fn entries(&self, leaves: &[Hash]) -> impl ExactSizeIterator<Item = (Hash, u64)> {
        self.positions.rows(leaves)
    }
}

/// What there is to say about some statements.
struct Told<T> {
    lines: T,
    totals: Totals,
    about: Vec<Finding>,
    notes: Vec<Finding>,
    checked: Checked,
    part: Part,
}

/// Reads the keys and the log; none where anything is not as it must be.
#[must_use]
pub fn begin(parts: &dyn Parts) -> Option<Begun<'_>> {
    let mut begun = begin_by(parts, TOGETHER)?;
    // The entries about keys are replayed with each part: that must not be more than its own.
    begun.together = TOGETHER.max(begun.entries.len());
    Some(begun)
}

/// The same, to look at so many statements together.
#[must_use]
pub fn begin_by(parts: &dyn Parts, together: usize) -> Option<Begun<'_>> {
    let source = parts.rest();
    if source.listing().files.contains_key(layout::NEXT) {
        return None;
    }
    let (mut at, mut heads) = (0, Vec::new());
    let mut each = |entries: Vec<Vec<u8>>| {
        for entry in entries {
            heads.extend(Entry::heads(&entry).map(|root| (at, root)));
            at += 1;
        }
    };
    let (reading, log) =
        rayon::join(|| reading::read(source), || log::read_each(source, &mut each));
    let log = log.ok().filter(|log| log.faults.is_empty())?;
    let positions = Positions::of(log.leaves())?;
    let heads = HeadsEntries(heads);
    let mut joint = Joint::new(log.size(), &heads)?;
    let entries = positions.entries(log.leaves(), &reading)?;
    let mut replayed = replay::replay_noting(&reading, &entries);
    known::sound(source, &reading, &replayed)?;
    let appended = std::mem::take(&mut replayed.appended);
    joint.add(Part::of(&heads, &reading, &entries, appended))?;
    let state = &replayed.state;
    let mut findings = Vec::new();
    let witnessed = check_head(source, Some(&log), &replayed, &mut findings);
    let is_sound = state.root().is_some() && derived(source, state).is_none();
    if !is_sound || findings.iter().any(Finding::is_grave) {
        return None;
    }
    let known = reading::keys_of(&reading);
    let pending = Pending { state: state.clone(), end: log.size(), ..Pending::default() };
    let examined = Examined {
        reading,
        log: Some(log),
        replayed,
        pending,
        announced: None,
        findings,
        texts: 0,
        witnessed,
        part: None,
    };
    let together = together.max(1);
    Some(Begun { parts, examined, entries, known, positions, heads, joint, together })
}

impl Begun<'_> {
    /// How many parts there are: so often something is told.
    #[must_use]
    pub fn count(&self) -> usize {
        self.parts.statements().div_ceil(self.together)
    }

    /// The keys and the log alone, without any statement.
    #[must_use]
    pub const fn examined(&self) -> &Examined {
        &self.examined
    }

    /// The answer to a question. `tell` makes something of some lines, on all cores;
    /// `take` is given that in order, and says whether to go on.
    ///
    /// None where anything is not as it must be: what was given away by then is worth nothing.
    pub fn answer<T: Send>(
        mut self,
        question: &Question,
        tell: &(dyn Fn(Vec<StatementLine>) -> T + Sync),
        take: &mut (dyn FnMut(T) -> bool + Send),
    ) -> Option<(Examined, Answered)> {
        let (mut totals, mut checked) = (Totals::default(), self.examined.reading.checked);
        let (mut about, mut notes) = (Vec::new(), Vec::new());
        let mut joint = std::mem::take(&mut self.joint);
        let (together, count) = (self.together, self.count());
        let look = |index: usize| {
            let first = index * together;
            let last = (first + together).min(self.parts.statements());
            self.look(first..last, question, tell)
        };
        let mut add = |told: Told<T>| {
            totals.join(told.totals);
            about.extend(told.about);
            notes.extend(told.notes);
            checked.records += told.checked.records;
            checked.signatures += told.checked.signatures;
            checked.texts += told.checked.texts;
            joint.add(told.part)?;
            take(told.lines).then_some(())
        };
        turns::in_turn(count, &look, &mut add)?;
        let chains = joint.end(&self.heads)?;
        self.examined.findings.extend(notes);
        let is_clean = self.examined.findings().next().is_none();
        let report = self.examined.conclude(question, totals, about, checked);
        let positions = self.positions;
        Some((self.examined, Answered { report, chains, is_clean, positions }))
    }

    /// Looks at some statements.
    fn look<T>(
        &self,
        range: Range<usize>,
        question: &Question,
        tell: &(dyn Fn(Vec<StatementLine>) -> T + Sync),
    ) -> Option<Told<T>> {
        let source = &*self.parts.part(range)?;
        let reading = reading::read_beside(source, &self.known);
        let leaves = self.examined.log.as_ref()?.leaves();
        let entries = self.positions.entries(leaves, &reading)?;
        let mut replayed = self.replay(&reading, &entries)?;
        let texts = known::sound(source, &reading, &replayed)?;
        let appended = std::mem::take(&mut replayed.appended);
        let part = Part::of(&self.heads, &reading, &entries, appended);
        let judge = Judge {
            reading: &reading,
            replayed: &replayed,
            after: &replayed.state,
            pins: &question.pins,
        };
        let statements = judge.statements(&|id| question.wants(id, &replayed.state));
        let mut totals = Totals::default();
        let about = totals.add(&statements, question);
        Some(Told {
            lines: tell(statements),
            totals,
            about,
            checked: Checked { texts, ..reading.checked },
            notes: reading.findings,
            part,
        })
    }

    fn replay(&self, reading: &Reading, entries: &[(u64, Entry)]) -> Option<Replayed> {
        replay::replay_beside((&self.examined.reading, &self.entries), reading, entries)
    }
}
