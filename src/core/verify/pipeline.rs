//! The one way in which a registry is looked at: some statements at a time, with bounded memory.
//!
//! [`begin`] reads the log and what belongs to no statement, such as the keys; these are held.
//! A look then takes some statements after the others through the same steps, each entry at the position that it has
//! in the log among all entries about keys, says what there is to say about them, and forgets them.
//! What makes the parts one registry is asked at the end: which entry of the log is accounted for by which part, and
//! whether every heads entry has the root of the map of chains.
//!
//! No rule about a statement asks about another one, so in a sound registry that is all. Where an entry is left over,
//! a record is not logged, or one statement stands in another one's way, that look has found out what each part must know
//! of the others (`facts::Facts`), and there is another look with that: statements that have to do with each other, or
//! with what waits to be logged, are then held together. The answer is that of the look after which nothing else is known.
//!
//! What else is held is the caller's choice: [`super::examine`] makes no parts at all.

mod account;
pub(super) mod facts;
mod joint;
mod judged;
mod look;
mod turns;

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use super::bound::{self, Wanted};
use super::dated::Dated;
use super::finding::{self, EntryFinding, Finding};
use super::pending;
use super::reading::{self, Reading};
use super::replay::Replayed;
use super::report::{Checked, Report, Severity, StatementLine};
use super::totals::Totals;
use super::{Examined, Question, check_head, derived, log_finding, trace, withheld};
use crate::cores::join;
use crate::digest::Hash;
use crate::key::KnownKeys;
use crate::layout;
use crate::log::{self, Log, LogFault};
use crate::merkle;
use crate::name::StatementId;
use crate::record::entry::{Entry, RecordEntry};
use crate::tree::{Parts, Together};

use account::HeadsEntries;
pub(super) use account::Positions;
use facts::Facts;
use joint::{Account, Decoded, Joint};
pub use judged::{Judged, Shelf};
use look::{Look, Seen};

/// How many statements are looked at together: each takes some ten kilobytes meanwhile.
const TOGETHER: usize = 256;
/// After so many looks all is held: only who holds the log's key can make a registry that needs more.
const LOOKS_MAX: usize = 6;

/// In which order unlogged files came; asked only where there are any.
pub type Landed<'a> = &'a (dyn Fn() -> Vec<Vec<String>> + Sync + 'a);

/// What is held, beside what belongs to no statement.
#[derive(Debug, Default)]
pub struct Scope {
    /// These statements.
    pub statements: Vec<StatementId>,
    /// The entries of the log, and not only their hashes.
    pub entries: bool,
    /// How many statements are looked at together, where that is not the pipeline's choice.
    pub together: Option<usize>,
}

/// A registry whose log and keys were read.
pub struct Begun<'a> {
    parts: &'a dyn Parts,
    landed: Landed<'a>,
    groups: OnceLock<Vec<Vec<String>>>,
    scope: Scope,
    source: Together<'a>,
    fault: Option<LogFault>,
    positions: Positions,
    heads: HeadsEntries,
    facts: Facts,
    held: Held,
    /// How many parts were looked at.
    done: Arc<AtomicUsize>,
}

/// How parts are told: made on all cores, and taken in order; none where all that was taken is void.
pub struct LineSink<'t, T> {
    /// What is asked.
    pub question: &'t Question,
    /// Makes something of a part.
    pub tell: &'t (dyn Fn(Judged<'_>) -> T + Sync),
    /// Takes what was made of it, and says whether to go on.
    pub take: &'t mut (dyn FnMut(Option<T>) -> bool + Send),
}

/// What is held while the rest is looked at.
#[derive(Default)]
struct Held {
    examined: Examined,
    account: Account,
    is_readable: bool,
    /// The admitted entries about keys.
    keys: Vec<(u64, RecordEntry)>,
    known: KnownKeys,
    /// The lines of its statements, where they are asked for.
    lines: Vec<StatementLine>,
}

/// What was told of all parts.
#[derive(Default)]
struct Sum {
    totals: Totals,
    about: Vec<Finding>,
    findings: Vec<Finding>,
    /// How many there were when they were counted last.
    counted: usize,
    checked: Checked,
    newest: Option<Dated>,
}

impl Sum {
    /// Adds what there is to say; many findings of one kind are counted each time they are twice as many.
    fn add_findings(&mut self, findings: Vec<Finding>) {
        self.findings.extend(findings);
        if self.findings.len() > 2 * self.counted {
            finding::count_many(&mut self.findings);
            self.counted = self.findings.len();
        }
    }
}

/// Reads the log and what is held.
#[must_use]
pub fn begin<'a>(parts: &'a dyn Parts, scope: Scope, landed: Landed<'a>) -> Begun<'a> {
    begin_with(parts, scope, Facts::default(), landed)
}

/// Another look at the same registry, which finds out nothing new and tells every part once.
#[must_use]
pub fn again<'a>(
    parts: &'a dyn Parts,
    scope: Scope,
    before: &Examined,
    landed: Landed<'a>,
) -> Begun<'a> {
    begin_with(parts, scope, before.facts.clone(), landed)
}

fn begin_with<'a>(
    parts: &'a dyn Parts,
    scope: Scope,
    mut facts: Facts,
    landed: Landed<'a>,
) -> Begun<'a> {
    facts.together.extend(scope.statements.iter().filter_map(|id| statement(parts, id)));
    let source = held_source(parts, &facts.together);
    let (mut at, mut heads, mut kept) = (0, HeadsEntries::default(), Vec::new());
    let mut each = |entries: Vec<Vec<u8>>| {
        for entry in &entries {
            heads.note(at, entry);
            at += 1;
        }
        kept.extend(scope.entries.then_some(entries).into_iter().flatten());
    };
    let (reading, log) =
        join(|| reading::read(&source), || log::read_each(parts.rest(), &mut each));
    let (log, fault) = match log {
        Ok(mut log) => {
            log.entries = kept;
            (Some(log), None)
        }
        Err(fault) => (None, Some(fault)),
    };
    let positions = Positions::of(log.as_ref().map_or(&[][..], Log::leaves));
    let (groups, held, done) = (OnceLock::new(), Held::default(), Arc::default());
    let mut begun =
        Begun { parts, landed, groups, scope, source, fault, positions, heads, facts, held, done };
    begun.held = begun.hold(reading, log);
    begun
}

/// The number of a statement.
fn statement(parts: &dyn Parts, id: &StatementId) -> Option<usize> {
    parts.named(&layout::statement_folder(id))
}

/// What belongs to no statement, with these statements.
fn held_source<'a>(parts: &'a dyn Parts, statements: &BTreeSet<usize>) -> Together<'a> {
    let mut source = Together::of(parts.rest());
    for range in ranges(statements.iter().copied()) {
        parts.part(range).into_iter().for_each(|part| source.add(part));
    }
    source
}

/// Ascending numbers as ranges.
fn ranges(numbers: impl Iterator<Item = usize>) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for number in numbers {
        match ranges.last_mut().filter(|last| last.end == number) {
            Some(last) => last.end += 1,
            None => ranges.push(number..number + 1),
        }
    }
    ranges
}

impl Begun<'_> {
    /// How many looks at some statements there will be.
    #[must_use]
    pub fn count(&self) -> usize {
        self.parts.statements().div_ceil(self.together(0))
    }

    /// The entries about keys are replayed with each part: that must not be more than its own.
    fn together(&self, keys: usize) -> usize {
        self.scope.together.unwrap_or_else(|| TOGETHER.max(keys)).max(1)
    }

    /// How many there were.
    #[must_use]
    pub fn done(&self) -> Arc<AtomicUsize> {
        Arc::clone(&self.done)
    }

    /// What is held, before all else was looked at.
    #[must_use]
    pub const fn examined(&self) -> &Examined {
        &self.held.examined
    }

    /// What is held, after all was looked at.
    #[must_use]
    pub fn examine(self) -> Examined {
        // Nothing is told that could be refused.
        self.look::<()>(None).map_or_else(Examined::default, |(examined, _)| examined)
    }

    /// The answer to a question, whose lines are given away, and what is held; none where they are not taken.
    pub fn answer<T: Send>(self, mut telling: LineSink<'_, T>) -> Option<(Examined, Report)> {
        let question = telling.question;
        let (examined, sum) = self.look(Some(&mut telling))?;
        let report = examined.conclude(question, sum.totals, sum.about);
        Some((examined, report))
    }

    /// Looks at all parts until nothing is known after a look that was not known before.
    fn look<T: Send>(
        mut self,
        mut telling: Option<&mut LineSink<'_, T>>,
    ) -> Option<(Examined, Sum)> {
        for looks in 1.. {
            if let Some(telling) = &telling {
                self.held.lines = self.held.examined.lines(telling.question);
            }
            let account = std::mem::take(&mut self.held.account);
            let mut joint = Joint::new(self.held.leaves().len(), &self.heads.positions);
            joint.add(0..0, account);
            let mut sum = Sum::default();
            self.all(telling.as_deref_mut(), (&mut joint, &mut sum))?;
            let mut next = joint.facts(&self.facts, &|left| self.read_entries(left));
            if next == self.facts || looks > LOOKS_MAX {
                return Some((self.end(joint, &mut sum), sum));
            }
            if looks == LOOKS_MAX {
                next.together.extend(0..self.parts.statements());
            }
            let before = std::mem::replace(&mut self.facts, next);
            let Examined { mut reading, log, .. } = std::mem::take(&mut self.held).examined;
            if before.together != self.facts.together {
                self.source = held_source(self.parts, &self.facts.together);
                reading = reading::read(&self.source);
            }
            self.held = self.hold(reading, log);
            if let Some(telling) = &mut telling {
                (telling.take)(None);
            }
        }
        None
    }
}

impl Begun<'_> {
    /// Replays and judges what is held, with what waits to be logged.
    fn hold(&self, mut reading: Reading, log: Option<Log>) -> Held {
        let facts = &self.facts;
        let is_unread = facts.is_unread || !reading.unread.is_empty();
        let (is_readable, mut findings) = self.log_findings(log.as_ref(), &reading);
        let leaves = log.as_ref().filter(|_| is_readable).map_or(&[][..], Log::leaves);
        let (parts, positions, heads) = (self.parts, &self.positions, &self.heads);
        let look = Look { parts, leaves, positions, heads, facts };
        let (replayed, mut account) = match is_readable {
            true => look.replay(&reading, None),
            // A log that could not be read says nothing, neither good nor bad.
            false => (Replayed::default(), look.unlogged(&reading)),
        };
        let source = &self.source;
        account.traced = trace::trace(source, &reading, &replayed, facts.missing());
        let witnessed = check_head(source, log.as_ref(), &replayed, &mut findings);
        let is_logged =
            |entry: &[u8]| self.positions.find(leaves, &merkle::leaf_hash(entry)).is_some();
        let end = log.as_ref().map_or(0, Log::size);
        let order = pending::Order { landed: &|| self.landed(), is_logged: &is_logged, end };
        let pending = pending::judge(&reading, &replayed, &order, is_unread);
        if replayed.complete {
            findings.extend(withheld::missing(&replayed.state, &pending.state));
        }
        withheld::tell_alone(&mut reading.findings, &pending.state);
        let is_unjudged = |finding: &Finding| finding.severity == Severity::Unchecked;
        account.sums.is_unjudged |= pending.findings.iter().any(is_unjudged);
        // Where something was not judged, what the rest says about keys and words is not all there is to say.
        let complete = replayed.complete && !facts.is_unjudged && !account.sums.is_unjudged;
        let states = (&*replayed.state, &*pending.state);
        let (texts, words) = bound::check(source, &reading, states, complete, Wanted::All);
        let checked = Checked { texts, ..reading.checked };
        findings.extend(words);
        findings.extend(derived(source, states.0, states.1).filter(|_| complete));
        let keys = std::mem::take(&mut account.keys);
        let known = reading::keys_of(&reading);
        let examined = Examined {
            reading,
            log,
            replayed,
            pending,
            findings,
            checked,
            witnessed,
            is_unread,
            ..Examined::default()
        };
        Held { examined, account, is_readable, keys, known, lines: Vec::new() }
    }

    fn landed(&self) -> Vec<Vec<String>> {
        self.groups.get_or_init(|| (self.landed)()).clone()
    }

    /// Whether the log can be read, and what there is to say about it.
    fn log_findings(&self, log: Option<&Log>, reading: &Reading) -> (bool, Vec<Finding>) {
        let files = &self.parts.rest().listing().files;
        let faults = log.iter().flat_map(|log| &log.faults).chain(&self.fault);
        let (mut is_readable, mut findings) = (log.is_some(), Vec::new());
        for fault in faults {
            // A file of the log that is not listed may lie in a folder that could not be read.
            let is_hidden = !reading.unread.is_empty() && !files.contains_key(&fault.path);
            let is_damage = fault.is_damage || is_hidden;
            is_readable &= !is_damage;
            findings.push(log_finding(LogFault { is_damage, ..fault.clone() }));
        }
        (is_readable, findings)
    }

    /// Looks at all that is not held, on all cores, and takes what there is to say in order; none where it is not taken.
    fn all<T: Send>(
        &self,
        telling: Option<&mut LineSink<'_, T>>,
        (joint, sum): (&mut Joint, &mut Sum),
    ) -> Option<()> {
        let (held, facts) = (&self.held, &self.facts);
        let (parts, positions, heads) = (self.parts, &self.positions, &self.heads);
        let look = Look { parts, leaves: held.leaves(), positions, heads, facts };
        let (all, together) = (parts.statements(), self.together(held.keys.len()));
        parts.again();
        let (asked, mut take) = match telling {
            Some(LineSink { question, tell, take }) => (Some((*question, *tell)), Some(take)),
            None => (None, None),
        };
        if let (0, Some((question, tell)), Some(take)) = (all, asked, &mut take) {
            sum.about.extend(sum.totals.add(&held.lines, question));
            let judged = Judged { lines: held.lines.clone(), part: None, held: self.shelf() };
            return take(Some(tell(judged))).then_some(());
        }
        let at = |index: usize| {
            self.done.fetch_add(1, Ordering::Relaxed);
            let first = index * together;
            Some(look.at(first..(first + together).min(all), (held, self.shelf()), asked))
        };
        let mut add = |seen: Seen<T>| {
            joint.add(seen.statements, seen.account);
            sum.totals.join(seen.totals);
            sum.about.extend(seen.about);
            sum.add_findings(seen.findings);
            sum.checked.add(seen.checked);
            sum.newest = sum.newest.take().max(seen.newest);
            match (seen.lines, &mut take) {
                (Some(lines), Some(take)) => take(Some(lines)).then_some(()),
                _ => Some(()),
            }
        };
        turns::in_turn(all.div_ceil(together), &at, &mut add)
    }

    /// What is held, as parts are told of it.
    fn shelf(&self) -> Shelf<'_> {
        let Examined { reading, replayed, pending, .. } = &self.held.examined;
        Shelf { source: &self.source, reading, state: &replayed.state, after: &pending.state }
    }

    /// Entries of the log.
    fn read_entries(&self, wanted: &BTreeSet<u64>) -> Decoded {
        let (mut at, mut found) = (0_u64, Vec::new());
        let mut each = |entries: &[Vec<u8>]| {
            for entry in entries {
                if wanted.contains(&at) {
                    found.push((at, Entry::decode(entry)));
                }
                at += 1;
            }
        };
        match self.held.examined.log.as_ref().filter(|_| self.scope.entries) {
            Some(log) => each(&log.entries),
            // What was read once and is not there any more leaves these entries without records.
            None => drop(log::read_each(self.parts.rest(), &mut |entries| each(&entries))),
        }
        found
    }

    /// What is held, once all is known: with what the parts say, and the chains.
    fn end(mut self, joint: Joint, sum: &mut Sum) -> Examined {
        let held = std::mem::take(&mut self.held);
        let mut examined = held.examined;
        let cut = joint.cut().min(self.facts.stop.unwrap_or(u64::MAX));
        examined.withheld = joint.hidden().collect();
        examined.retracted = joint.retracted().collect();
        examined.replaced = joint.replaced().collect();
        let (changes, traced) = joint.end();
        let followed = self.heads.follow(changes, cut);
        for findings in [&mut examined.findings, &mut examined.replayed.findings] {
            trace::tell(findings, &traced);
        }
        let log = |what: EntryFinding| Finding::new(Severity::Broken, layout::LOG, what);
        if held.is_readable {
            let others = followed.others.iter();
            examined.findings.extend(others.map(|at| log(EntryFinding::OtherHeads { at: *at })));
            let size = examined.log.as_ref().map_or(0, |log| log.leaves().len() as u64);
            let last = self.heads.positions.last().map_or(0, |last| last + 1);
            if examined.replayed.complete && (last != size || size == 0) {
                examined.findings.push(log(EntryFinding::NoHeads));
            }
        }
        examined.chains = followed.chains;
        examined.positions = self.positions;
        examined.facts = self.facts;
        examined.findings.append(&mut sum.findings);
        finding::count_many(&mut examined.findings);
        examined.checked.add(sum.checked);
        examined.newest_beside = sum.newest.take();
        examined.judge_announced(&self.source);
        examined
    }
}

impl Held {
    /// The leaf hashes of the log; none where it cannot be read.
    fn leaves(&self) -> &[Hash] {
        let log = self.examined.log.as_ref().filter(|_| self.is_readable);
        log.map_or(&[], Log::leaves)
    }
}
