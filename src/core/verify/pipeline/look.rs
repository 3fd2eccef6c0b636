//! A look at one part: read, replayed, judged, and what it says of the log.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::bound::{self, Wanted};
use super::super::dated::{self, Dated};
use super::super::finding::Finding;
use super::super::judge::Judge;
use super::super::pending::Pending;
use super::super::reading::{self, Reading};
use super::super::replay::{self, At, Keys, Replay, Replayed};
use super::super::report::{Checked, Severity, StatementLine};
use super::super::totals::Totals;
use super::super::{Question, receipt, trace, withheld};
use super::account::{HeadsEntries, Positions};
use super::facts::Facts;
use super::joint::{Account, Other, Sums};
use super::{Held, Judged, Shelf, ranges, statement};
use crate::digest::Hash;
use crate::layout;
use crate::ledger::State;
use crate::name::{StatementId, VersionId};
use crate::record::Record;
use crate::tree::{Parts, Source, Together};

/// What every look needs.
#[derive(Clone, Copy)]
pub(super) struct Look<'l> {
    pub(super) parts: &'l dyn Parts,
    pub(super) leaves: &'l [Hash],
    pub(super) positions: &'l Positions,
    pub(super) heads: &'l HeadsEntries,
    pub(super) facts: &'l Facts,
}

/// A question about statements, and what is made of each part.
pub(super) type LineRequest<'t, T> = (&'t Question, &'t (dyn Fn(Judged<'_>) -> T + Sync));

/// What there is to say about some statements.
pub(super) struct Seen<T> {
    pub(super) statements: Range<usize>,
    pub(super) lines: Option<T>,
    pub(super) totals: Totals,
    pub(super) about: Vec<Finding>,
    pub(super) findings: Vec<Finding>,
    pub(super) checked: Checked,
    pub(super) newest: Option<Dated>,
    pub(super) account: Account,
}

impl Look<'_> {
    /// Looks at some statements that are not held.
    pub(super) fn at<T>(
        &self,
        range: Range<usize>,
        (held, shelf): (&Held, Shelf<'_>),
        asked: Option<LineRequest<'_, T>>,
    ) -> Seen<T> {
        let source = &*self.source(range.clone());
        let mut reading = reading::read_beside(source, &held.known);
        let keys = Keys { reading: &held.examined.reading, entries: &held.keys };
        let (replayed, mut account) = match held.is_readable {
            true => self.replay(&reading, Some(keys)),
            false => (Replayed::default(), self.unlogged(&reading)),
        };
        account.traced = trace::trace(source, &reading, &replayed, self.facts.missing());
        let state = &*replayed.state;
        withheld::tell_alone(&mut reading.findings, state);
        let Pending { mut findings, .. } = Pending::nothing(&reading, &replayed);
        if replayed.complete {
            findings.extend(withheld::missing(state, state));
        }
        let complete = replayed.complete && !self.facts.is_unjudged && !account.sums.is_unjudged;
        let (texts, words) = bound::check(source, &reading, (state, state), complete, Wanted::All);
        findings.extend(words);
        let (mut totals, mut about, mut lines) = (Totals::default(), Vec::new(), None);
        if let Some((question, tell)) = asked {
            let lined = self.lines(range.clone(), (&reading, &replayed), held, question);
            about = totals.add(&lined, question);
            let part = Some(Shelf { source, reading: &reading, state, after: state });
            lines = Some(tell(Judged { lines: lined, part, held: shelf }));
        }
        let newest = dated::newest(&reading.records);
        findings.extend(reading.findings);
        findings.extend(replayed.findings);
        let checked = Checked { texts, ..reading.checked };
        Seen { statements: range, lines, totals, about, findings, checked, newest, account }
    }

    /// The files of some statements, but of those that are held.
    fn source(&self, range: Range<usize>) -> Box<dyn Source + '_> {
        let is_held = |statement: &usize| self.facts.together.contains(statement);
        let mut parts = ranges(range.filter(|statement| !is_held(statement)))
            .into_iter()
            .filter_map(|range| self.parts.part(range));
        match (parts.next(), parts.next()) {
            (Some(only), None) => only,
            (first, second) => {
                let mut source = Together::default();
                first.into_iter().chain(second).chain(parts).for_each(|part| source.add(part));
                Box::new(source)
            }
        }
    }

    /// The lines of some statements, with those that are held and stand among them.
    fn lines(
        &self,
        range: Range<usize>,
        (reading, replayed): (&Reading, &Replayed),
        held: &Held,
        question: &Question,
    ) -> Vec<StatementLine> {
        let state = &replayed.state;
        let pins = &question.pins;
        let judge = Judge { reading, replayed, after: state, pins, is_part: false };
        let mut lines = judge.statements(&|id| question.wants(id, state));
        let name = |at: usize| self.parts.name(at).filter(|_| at > 0);
        let (first, end) = (name(range.start), name(range.end));
        let place = |end: Option<&str>| match end {
            Some(end) => {
                held.lines.partition_point(|line| layout::statement_folder(&line.id).as_str() < end)
            }
            None => held.lines.len(),
        };
        let first = first.map_or(0, |first| place(Some(first)));
        let among = held.lines.get(first..place(end)).unwrap_or_default();
        if !among.is_empty() {
            lines.extend(among.iter().cloned());
            lines.sort_by(|left, right| left.id.cmp(&right.id));
        }
        lines
    }

    /// Replays the entries of what was read, among those about keys where these are not held with it.
    pub(super) fn replay(&self, reading: &Reading, keys: Option<Keys<'_>>) -> (Replayed, Account) {
        let placed = self.positions.place(self.leaves, reading);
        let mut account = self.unlogged(reading);
        for (at, entry) in &placed.entries {
            account.note(*at, &entry.record, reading.by_hash.contains_key(&entry.record));
        }
        let mut entries: Vec<At> =
            placed.entries.into_iter().map(|(at, entry)| (at, Ok(entry))).collect();
        let has = |record: &Hash| reading.by_hash.contains_key(record);
        let strays: Vec<At> = self.facts.of_part(has, keys.is_none()).collect();
        if !strays.is_empty() {
            for (at, entry) in &strays {
                match entry {
                    Ok(entry) if has(&entry.record) => account.note(*at, &entry.record, true),
                    _ => account.positions.push(*at),
                }
            }
            entries.extend(strays);
            entries.sort_by_key(|(at, _)| *at);
        }
        let own = Reading::default();
        let keys = keys.unwrap_or(Keys { reading: &own, entries: &[] });
        let heads = &self.heads.positions;
        let facts = self.facts;
        let mut replayed =
            replay::replay(&Replay { reading, entries: &entries, keys, heads, facts });
        account.others = placed.others.iter().filter_map(|at| self.other(reading, *at)).collect();
        account.changes = self.heads.changes(std::mem::take(&mut replayed.appended));
        let told = std::mem::take(&mut replayed.told);
        account.keys = told.keys;
        account.sums.stop = told.stop;
        account.sums.cut = told.cut;
        account.sums.gaps = told.gaps;
        account.sums.is_conditional = told.is_conditional;
        account.sums.withheld = withheld_acts(&replayed.state);
        account.sums.retracted = retracted_acts(&replayed.state);
        account.sums.replaced = receipt::replaced_acts(&replayed.state);
        (replayed, account)
    }

    /// What a reading says whose entries nobody knows.
    pub(super) fn unlogged(&self, reading: &Reading) -> Account {
        let is_unjudged = |finding: &Finding| finding.severity == Severity::Unchecked;
        let sums = Sums {
            newer: reading.newer.clone(),
            is_unread: !reading.unread.is_empty(),
            is_unjudged: reading.findings.iter().any(is_unjudged),
            strangers: self.strangers(reading),
            ..Sums::default()
        };
        Account { sums, ..Account::default() }
    }

    fn other(&self, reading: &Reading, at: usize) -> Option<Other> {
        let read = reading.records.get(at)?;
        let record = read.record.hash();
        let is_copy = reading.by_hash.get(&record) != Some(&at);
        Some(Other { record, statement: self.parts.find(&read.path), is_copy })
    }

    /// Statements in whose folders something lies that is about keys or about another statement, and those others.
    fn strangers(&self, reading: &Reading) -> BTreeSet<usize> {
        let mut strangers = BTreeSet::new();
        for read in reading.records.iter().filter(|read| !read.is_at_home) {
            let folder = self.parts.find(&read.path);
            let about = about(&read.record).and_then(|id| statement(self.parts, &id));
            if folder != about {
                strangers.extend(folder.into_iter().chain(about));
            }
        }
        strangers
    }
}

/// The acts that are not shown: the entry of each, and that of the record which answers for it.
fn withheld_acts(state: &State) -> Vec<(u64, u64)> {
    let answered = state.all_withheld().flat_map(|(_, all)| all);
    let answered = answered.flat_map(|one| one.entries.iter().map(|at| (*at, one.at)));
    answered.chain(state.not_shown().map(|at| (at, u64::MAX))).collect()
}

/// The acts on versions that the maintainers took back.
fn retracted_acts(state: &State) -> Vec<(u64, VersionId)> {
    let versions = state.statements().values().flat_map(|history| &history.versions);
    let retracted = versions.filter(|version| version.retraction.is_some());
    let acts = retracted.flat_map(|version| {
        let id = version.statement.id.at(version.statement.version);
        version.acts.values().flatten().map(move |act| (act.at, id.clone()))
    });
    acts.collect()
}

/// The statement that a record is about, where it is about one.
fn about(record: &Record) -> Option<StatementId> {
    record.version().map(|version| version.statement)
}
