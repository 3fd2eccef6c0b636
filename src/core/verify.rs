//! Verification: (files, log, trust) to a [`Report`]; pure.
//!
//! The steps bear the numbers of `docs/FORMAT.md`:
//!
//! 1. list the tree, refuse what no registry has;
//! 2. read every record strictly;
//! 3. check every signature file against its record;
//! 4. recompute the log from its entries, compare every tile and the checkpoint;
//! 5. replay the entries through the ledger, with the heads entries;
//! 6. check that a log key of the newest authority signed the checkpoint;
//! 7. account for every file: nothing misplaced, doubled, or beside a record without being logged;
//! 8. compare every text and attachment with its hash;
//! 9. judge what is pending by the same rules, without counting it;
//! 10. say where every organisation stands towards every version;
//! 11. say what was not checked.

pub mod added;
pub mod dated;
pub mod draft;
pub mod earlier;
pub mod edition;
pub mod evidence;
pub mod finding;
pub mod judge;
pub mod memory;
pub mod next;
pub mod part;
pub mod pending;
pub mod pipeline;
pub mod question;
pub mod reading;
mod receipt;
pub mod replay;
pub mod report;
pub mod totals;
pub mod withheld;

mod bound;
mod cause;
mod expected;
mod standing;
mod trace;
mod unseen;
mod witness;

use std::collections::{BTreeMap, BTreeSet};

use crate::allowed_signers::{self, Difference};
use crate::checkpoint::Checkpoint;
use crate::digest::Hash;
use crate::layout;
use crate::ledger::State;
use crate::log::{Log, LogFault};
use crate::name::VersionId;
use crate::record::registry::Continues;
use crate::tree::{ReadError, Source, Undivided};

use dated::Dated;
use finding::{FileFinding, Finding, LogFinding};
use judge::Judge;
use part::Part;
use pending::Pending;
use pipeline::facts::Facts;
use pipeline::{Landed, Positions, Scope};
pub use question::{Expect, Fresh, KnownBy, Pin, Question, Require, Shown, Subject};
use reading::Reading;
use receipt::Replaced;
use replay::Replayed;
use report::{
    Checked, LogLine, Outcome, RegistryLine, Report, Severity, StatementLine, WitnessLine,
};
use totals::Totals;
pub use unseen::NotChecked;
use witness::Witnessed;

/// How many things no look at a registry can tell; they are told with every verdict, and even a strict reader has to
/// live with them.
const BEYOND: usize = 2;

/// A registry that was read and replayed, or what is held of it; questions are answered from it.
#[derive(Debug, Default)]
pub struct Examined {
    /// What was read.
    pub reading: Reading,
    /// The log, where it can be read.
    pub log: Option<Log>,
    /// What the log admits.
    pub replayed: Replayed,
    /// What lies on the branch and is not logged.
    pub pending: Pending,
    /// The head that was announced: the only one that may be signed next.
    pub announced: Option<Checkpoint>,
    /// Every chain of the map with its value after the last entry, in the order of their keys.
    pub chains: Vec<(Hash, Hash)>,
    /// The entries of acts that are not shown, also of those that are not held.
    withheld: BTreeSet<u64>,
    /// The entries of acts on versions that the maintainers took back.
    retracted: BTreeMap<u64, VersionId>,
    /// Acts that are not shown, after which others on the same version are, by their entries.
    replaced: BTreeMap<u64, Replaced>,
    positions: Positions,
    findings: Vec<Finding>,
    /// How much was looked at, also of what is not held.
    checked: Checked,
    /// The newest record of those that were looked at and are not held.
    newest_beside: Option<Dated>,
    witnessed: Witnessed,
    /// Whether anything could not be read.
    is_unread: bool,
    part: Option<Part>,
    /// What each part had to know of the others.
    facts: Facts,
}

/// Reads and replays a registry, all of which is held; `landed` gives the paths of unlogged files in the order in which
/// they came, and is asked only where there are such files.
#[must_use]
pub fn examine(source: &dyn Source, landed: Landed<'_>) -> Examined {
    let scope = Scope { entries: true, ..Scope::default() };
    pipeline::begin(&Undivided(source), scope, landed).examine()
}

/// Who signed the head, and up to where witnesses have seen the log.
fn check_head(
    source: &dyn Source,
    log: Option<&Log>,
    replayed: &Replayed,
    findings: &mut Vec<Finding>,
) -> Witnessed {
    let known = log.zip(replayed.state.root()).filter(|_| replayed.complete);
    let Some((log, root)) = known else { return Witnessed::default() };
    if let Err(error) = log.signed_by(&root.body) {
        let what = LogFinding::Unsigned(error);
        findings.push(Finding::new(Severity::Broken, layout::CHECKPOINT, what));
    }
    let (witnessed, said) = witness::judge(source, log, root);
    findings.extend(said);
    witnessed
}

impl Examined {
    /// Everything that is proven broken or could not be judged, whatever the question.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        let lists = [
            &self.reading.findings,
            &self.findings,
            &self.replayed.findings,
            &self.pending.findings,
        ];
        lists.into_iter().flatten()
    }

    /// The same as causes, each with what only follows from it.
    #[must_use]
    pub fn causes(&self) -> Vec<Finding> {
        cause::fold(self.findings().cloned().collect())
    }

    /// The entries of acts that are not shown.
    #[must_use]
    pub const fn withheld(&self) -> &BTreeSet<u64> {
        &self.withheld
    }

    /// Whether nothing in it is proven broken, and all could be judged.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        !self.findings().any(Finding::is_grave)
    }

    /// The root that the log had at an earlier size, as far as it can be told from what is here.
    #[must_use]
    pub(crate) fn root_at(&self, size: u64) -> Option<Hash> {
        let log = self.log.as_ref()?;
        match self.part {
            // A part of a log gives no other root than that of its head.
            Some(_) => (size == log.size()).then(|| *log.checkpoint.root()),
            None => log.root_at(size),
        }
    }

    /// How much was looked at, also of what is not held.
    #[must_use]
    pub const fn checked(&self) -> Checked {
        self.checked
    }

    /// The position of an entry of the log, given by its leaf hash.
    #[must_use]
    pub(crate) fn position(&self, leaf: &Hash) -> Option<u64> {
        let leaves = self.log.as_ref().map_or(&[][..], Log::leaves);
        self.positions.find(leaves, leaf).map(|at| at as u64)
    }

    /// The leaf hashes of the log in their own order, each with its position.
    pub fn leaves(&self) -> impl ExactSizeIterator<Item = (Hash, u64)> {
        self.positions.rows(self.log.as_ref().map_or(&[], Log::leaves))
    }

    /// The lines about the statements that are held.
    fn lines(&self, question: &Question) -> Vec<StatementLine> {
        let judge = Judge {
            reading: &self.reading,
            replayed: &self.replayed,
            after: &self.pending.state,
            pins: &question.pins,
            is_part: self.is_part(),
        };
        let mut lines = judge.statements(&|id| question.wants(id, &self.replayed.state));
        if let Some(language) = &question.text {
            lines.iter_mut().flat_map(|one| &mut one.versions).for_each(|one| one.narrow(language));
        }
        lines
    }

    /// The answer to a question.
    #[must_use]
    pub fn answer(&self, question: &Question) -> Report {
        let statements = self.lines(question);
        let mut totals = Totals::default();
        let about = totals.add(&statements, question);
        let mut report = self.conclude(question, totals, about);
        report.statements = statements;
        report
    }

    /// The answer without its lines, from what these add up to and what there is to say about them.
    fn conclude(&self, question: &Question, totals: Totals, about: Vec<Finding>) -> Report {
        let mut findings: Vec<Finding> = self.findings().cloned().collect();
        if question.policy.is_some() {
            // Whom the registry asked, and when, is not what this reader minds.
            findings.retain(|one| !one.is_of_own_policy());
        }
        findings.extend(self.other_log(question));
        findings.extend(self.expected(question.expect));
        findings.extend(self.stale(question.fresh));
        findings.extend(self.ahead(question.now));
        findings.extend(self.unwitnessed(question, &totals));
        findings.extend(self.neighbours());
        findings.extend(self.unknown_pins(&question.pins, &totals));
        findings.extend(question.receipt.iter().map(|shown| receipt::judge(shown, self, question)));
        findings.extend(question.beside.iter().cloned());
        findings.extend(about);
        findings.extend(standing::of_keys(&self.replayed.state, &totals, question));
        let mut findings = cause::fold(findings);
        findings.sort_by(|one, other| one.rank().cmp(&other.rank()));
        let mut report = Report {
            outcome: Outcome::Holds,
            registry: self.registry_line(),
            log: self.log.as_ref().map(|log| LogLine {
                size: log.size(),
                root: *log.checkpoint.root(),
                witnesses: self.witnesses(),
                witnessed: self.witnessed.size,
            }),
            commit: question.commit.clone(),
            bundle: self.part.as_ref().map(|part| part.line()),
            checked: self.checked,
            not_checked: self.not_checked(question, &totals),
            statements: Vec::new(),
            findings,
            totals,
        };
        report.outcome = outcome(&report, question);
        report
    }

    /// What the registry says of one before it, and of its own end.
    fn neighbours(&self) -> Vec<Finding> {
        let Some(root) = self.replayed.state.root() else { return Vec::new() };
        let first = root.history.first().and_then(|first| first.body.continues.clone());
        let before = first.map(|Continues { origin, registry, size, .. }| {
            let what = LogFinding::Continues { origin, registry, size };
            Finding::new(Severity::Note, "keys/root/1.json", what)
        });
        let end = root.body.ends.as_ref().map(|ends| {
            let what = LogFinding::Ended { successor: ends.successor };
            Finding::new(Severity::Caveat, format!("keys/root/{}.json", root.body.number), what)
        });
        before.into_iter().chain(end).collect()
    }

    fn registry_line(&self) -> Option<RegistryLine> {
        let root = self.replayed.state.root()?;
        Some(RegistryLine {
            id: self.replayed.state.registry()?,
            name: root.body.name.to_string(),
            origin: root.body.origin.to_string(),
        })
    }

    fn witnesses(&self) -> Vec<WitnessLine> {
        let Some((log, root)) = self.log.as_ref().zip(self.replayed.state.root()) else {
            return Vec::new();
        };
        // A line that does not fit is a finding, and then none of them says anything.
        log.witnesses(&root.body)
            .unwrap_or_default()
            .into_iter()
            .map(|(name, time)| WitnessLine { name, time })
            .collect()
    }
}

fn log_finding(fault: LogFault) -> Finding {
    let LogFault { path, what, is_damage } = fault;
    if is_damage {
        return Finding::new(Severity::Unchecked, path, LogFinding::Unread(what));
    }
    Finding::new(Severity::Broken, path, LogFinding::File(what))
}

/// The derived file must be what the records say; people check signatures with it.
///
/// A line may be missing: git leaves one out where two branches are joined, and the next append writes it again.
fn derived(source: &dyn Source, logged: &State, after: &State) -> Option<Finding> {
    logged.root()?;
    let path = layout::ALLOWED_SIGNERS;
    let found = |severity, what: FileFinding| Some(Finding::new(severity, path, what));
    if !source.listing().files.contains_key(path) {
        return found(Severity::Broken, FileFinding::SignersMissing);
    }
    // A line that stands twice, once from each of two branches, is one line of the set.
    let bytes_max = 2 * allowed_signers::derive(after).len();
    let got = match source.read(path, bytes_max as u64) {
        Ok(got) => got,
        Err(error @ (ReadError::Damaged { .. } | ReadError::Other { .. })) => {
            return Some(reading::unreadable(path, error));
        }
        Err(_) => return found(Severity::Broken, FileFinding::SignersOther),
    };
    match allowed_signers::compare(&got, logged, after)? {
        Difference::Other => found(Severity::Broken, FileFinding::SignersOther),
        Difference::Lacks(lines) => found(Severity::Note, FileFinding::SignersLack(lines)),
    }
}

/// The gravest thing decides: broken, unchecked, not here, caveat, holds.
fn outcome(report: &Report, question: &Question) -> Outcome {
    let has = |severity| report.findings.iter().any(|finding| finding.severity == severity);
    if has(Severity::Broken) {
        return Outcome::Broken;
    }
    if has(Severity::Unchecked) || report.registry.is_none() {
        return Outcome::Unchecked;
    }
    if question.is_narrow() && report.totals.versions == 0 {
        return Outcome::Unknown;
    }
    let is_all = report.findings.is_empty() && report.not_checked.len() == BEYOND;
    let strict = question.strict && !is_all;
    if has(Severity::Caveat) || report.totals.endorsed == 0 || strict {
        return Outcome::Caveat;
    }
    Outcome::Holds
}
