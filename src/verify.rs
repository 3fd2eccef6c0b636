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

pub mod judge;
pub mod pending;
pub mod reading;
pub mod replay;
pub mod report;

mod words;

use crate::allowed_signers;
use crate::digest::Hash;
use crate::layout;
use crate::ledger::State;
use crate::log::{self, Log, LogFault};
use crate::name::{StatementId, VersionId};
use crate::tree::{ReadError, Source};

use judge::Judge;
use pending::Pending;
use reading::Reading;
use replay::Replayed;
use report::{
    Finding, LogLine, Outcome, RegistryLine, Report, Severity, Standing, StatementLine,
    VersionLine, VersionStanding, WitnessLine,
};

/// What no look at a registry can tell, said with every verdict; even a strict reader has to live with it.
const BEYOND: [&str; 2] = [
    "whether the words are true: a signature says who stands behind them",
    "whether a newer state exists elsewhere",
];

/// What a reader asks about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// The whole registry.
    Registry,
    /// The current version of a statement.
    Statement(StatementId),
    /// One version.
    Version(VersionId),
}

/// How many endorsements a reader requires.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Require {
    /// At least so many.
    Count(u64),
    /// Everybody who is named.
    All,
}

/// What the reader already knows about the registry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expect {
    /// Its fingerprint.
    Registry(Hash),
    /// A size that its log had, and the root at that size.
    Checkpoint(u64, Hash),
}

/// A question to a registry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// About what.
    pub subject: Subject,
    /// How many endorsements are required.
    pub require: Option<Require>,
    /// Whether anything noted or not checked is a caveat.
    pub strict: bool,
    /// What is known already.
    pub expect: Option<Expect>,
    /// What the caller could not look at, in sentences.
    pub not_checked: Vec<String>,
}

/// A registry that was read and replayed; questions are answered from it.
#[derive(Debug)]
pub struct Examined {
    /// What was read.
    pub reading: Reading,
    /// The log, where it can be read.
    pub log: Option<Log>,
    /// What the log admits.
    pub replayed: Replayed,
    /// What lies on the branch and is not logged.
    pub pending: Pending,
    findings: Vec<Finding>,
    texts: u64,
}

/// Reads and replays a registry; `landed` gives the paths of unlogged files in the order in which they came,
/// and is asked only where there are such files.
#[must_use]
pub fn examine(source: &dyn Source, landed: &dyn Fn() -> Vec<Vec<String>>) -> Examined {
    let reading = reading::read(source);
    let mut findings = Vec::new();
    // A file of the log that is not listed may lie in a folder that could not be read.
    let unread = |fault: &LogFault| {
        !reading.unread.is_empty() && !source.listing().files.contains_key(&fault.path)
    };
    let log = match log::read(source) {
        Ok(mut log) => {
            for fault in &mut log.faults {
                fault.is_damage |= unread(fault);
            }
            Some(log)
        }
        Err(mut fault) => {
            fault.is_damage |= unread(&fault);
            findings.push(log_finding(&fault));
            None
        }
    };
    let replayed = match &log {
        Some(log) => {
            findings.extend(log.faults.iter().map(log_finding));
            // A log that could not be read says nothing, neither good nor bad.
            let is_damaged = log.faults.iter().any(|fault| fault.is_damage);
            if is_damaged { Replayed::default() } else { replay::replay(&reading, log) }
        }
        None => Replayed::default(),
    };
    if let (Some(log), Some(root)) = (&log, replayed.state.root())
        && replayed.complete
        && let Err(error) = log.signed_by(&root.body)
    {
        findings.push(Finding::new(
            Severity::Broken,
            "checkpoint-signature",
            layout::CHECKPOINT,
            error.to_string(),
        ));
    }
    let pending = pending::judge(&reading, &replayed, log.as_ref().map_or(0, Log::size), landed);
    // Where something was not judged, what the rest says about keys and words is not all there is to say.
    let is_unjudged = |finding: &Finding| finding.severity == Severity::Unchecked;
    let complete = replayed.complete
        && !reading.findings.iter().any(is_unjudged)
        && !pending.findings.iter().any(is_unjudged);
    let (texts, words) = words::check(source, &reading, &replayed.state, &pending.state, complete);
    findings.extend(words);
    findings.extend(derived(source, &pending.state).filter(|_| complete));
    Examined { reading, log, replayed, pending, findings, texts }
}

impl Examined {
    /// What a writer looked at, where the rest is known to be sound: it answers no question.
    #[must_use]
    pub fn of_part(reading: Reading, log: Log, state: State) -> Self {
        let pending = Pending { state: state.clone(), ..Pending::default() };
        let replayed = Replayed::of_part(state);
        Self { reading, log: Some(log), replayed, pending, findings: Vec::new(), texts: 0 }
    }

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

    /// The answer to a question.
    #[must_use]
    pub fn answer(&self, question: &Question) -> Report {
        let wanted = |id: &VersionId| match &question.subject {
            Subject::Registry => true,
            Subject::Version(version) => id == version,
            Subject::Statement(statement) => {
                let current =
                    self.replayed.state.current(statement).map(|version| version.statement.version);
                id.statement == *statement && Some(id.version) == current
            }
        };
        let judge =
            Judge { reading: &self.reading, replayed: &self.replayed, after: &self.pending.state };
        let statements = judge.statements(&wanted);
        let mut findings: Vec<Finding> = self.findings().cloned().collect();
        findings.extend(self.expected(question.expect));
        let asked = question.subject != Subject::Registry;
        findings.extend(standing_findings(&statements, question.require, asked));
        findings.sort();
        let mut checked = self.reading.checked;
        checked.texts = self.texts;
        let mut report = Report {
            schema: "countersign.verify/1",
            outcome: Outcome::Holds,
            registry: self.registry_line(),
            log: self.log.as_ref().map(|log| LogLine {
                size: log.size(),
                root: *log.checkpoint.root(),
                witnesses: self.witnesses(),
            }),
            checked,
            not_checked: self.not_checked(question),
            statements,
            findings,
        };
        report.outcome = outcome(&report, question, asked);
        report
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
        log.witnesses(&root.body)
            .into_iter()
            .map(|(name, time)| WitnessLine { name, time })
            .collect()
    }

    fn expected(&self, expect: Option<Expect>) -> Option<Finding> {
        let say =
            |severity, message: String| Some(Finding::new(severity, "not-expected", "", message));
        let broken = |message: String| say(Severity::Broken, message);
        match expect? {
            Expect::Registry(want) => match self.replayed.state.registry() {
                Some(got) if got == want => None,
                Some(got) => broken(format!(
                    "this is another registry: want the fingerprint {want}, got {got}"
                )),
                None => say(
                    Severity::Unchecked,
                    format!(
                        "want the fingerprint {want}, and this registry's could not be established"
                    ),
                ),
            },
            Expect::Checkpoint(size, want) => match self.log.as_ref()?.root_at(size) {
                Some(got) if got == want => None,
                Some(got) => broken(format!(
                    "another history: want the root {want} at size {size}, got {got}"
                )),
                None if size <= self.log.as_ref()?.size() => say(
                    Severity::Unchecked,
                    format!(
                        "want the root {want} at size {size}, and the entries could not be read"
                    ),
                ),
                None => broken(format!(
                    "rolled back or another history: want at least {size} entries, got fewer"
                )),
            },
        }
    }

    /// Only others who saw this head can tell that it is the one that everybody is shown.
    fn not_witnessed(&self) -> Option<String> {
        let want = self.replayed.state.root().map_or(0, |root| root.body.quorum);
        let got = self.witnesses().len() as u64;
        let why = match want {
            0 => "this registry names no witnesses".to_owned(),
            _ if got < want => format!("want {want} witnesses to have cosigned, got {got}"),
            _ => return None,
        };
        Some(format!("whether others are shown the same history: {why}"))
    }

    fn not_checked(&self, question: &Question) -> Vec<String> {
        let [words, newer] = BEYOND;
        let mut sentences = vec![words.to_owned()];
        if question.expect.is_none() && self.replayed.state.registry().is_some() {
            sentences.push(
                "whether this is the registry you mean: compare its fingerprint with one from another source"
                    .to_owned(),
            );
        }
        sentences.extend(self.not_witnessed());
        sentences.push(newer.to_owned());
        if !self.replayed.state.organisations().is_empty() {
            sentences.push(
                "whether the keys are the organisations': the registry's maintainers claim it"
                    .to_owned(),
            );
        }
        sentences.extend(question.not_checked.iter().cloned());
        sentences
    }
}

fn log_finding(fault: &LogFault) -> Finding {
    let severity = if fault.is_damage { Severity::Unchecked } else { Severity::Broken };
    Finding::new(severity, fault.code, &fault.path, &fault.message)
}

/// The derived file must be what the records say; people check signatures with it.
fn derived(source: &dyn Source, state: &State) -> Option<Finding> {
    state.root()?;
    let want = allowed_signers::derive(state);
    let path = layout::ALLOWED_SIGNERS;
    let broken =
        |message: &str| Some(Finding::new(Severity::Broken, "allowed-signers", path, message));
    if !source.listing().files.contains_key(path) {
        return broken("the file is missing: stock tools cannot check signatures without it");
    }
    match source.read(path, want.len() as u64) {
        Ok(got) if got == want.as_bytes() => None,
        Err(error @ (ReadError::Damaged { .. } | ReadError::Other { .. })) => {
            Some(reading::unreadable(path, &error))
        }
        _ => broken("it names other keys than the records do"),
    }
}

/// What the reader must know about the versions: caveats where they were asked about, else notes.
fn standing_findings(
    statements: &[StatementLine],
    require: Option<Require>,
    asked: bool,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (statement, version) in
        statements.iter().flat_map(|one| one.versions.iter().map(move |version| (one, version)))
    {
        let id = statement.id.at(version.version);
        let path = layout::version_folder(&id);
        let severity = if asked { Severity::Caveat } else { Severity::Note };
        let mut say = |severity, code, message: String| {
            findings.push(Finding::new(severity, code, &path, message))
        };
        match version.standing {
            VersionStanding::Superseded => {
                say(severity, "superseded", format!("{id} was replaced by a newer version"))
            }
            VersionStanding::Historical => {
                say(
                    severity,
                    "historical",
                    format!("{id} records what was printed elsewhere; nobody signed it here"),
                );
            }
            VersionStanding::Proposed => {
                say(severity, "pending", format!("{id} is not in the log and counts for nothing"))
            }
            VersionStanding::Current => {}
        }
        let live =
            matches!(version.standing, VersionStanding::Current | VersionStanding::Superseded);
        let withdrawn =
            version.organisations.iter().filter(|one| one.standing == Standing::Withdrawn).count();
        if live && withdrawn > 0 {
            let who = match withdrawn {
                1 => "1 organisation has withdrawn its endorsement".to_owned(),
                many => format!("{many} organisations have withdrawn their endorsements"),
            };
            say(severity, "withdrawn", format!("{who} of {id}"));
        }
        for line in version.organisations.iter().filter(|line| judge::is_uncounted(line)) {
            say(
                Severity::Note,
                "capacity",
                format!("{} endorses {id} in another capacity and is not counted", line.name),
            );
        }
        for line in &version.organisations {
            match line.pending {
                Some(act @ ("withdraw" | "decline")) => {
                    say(
                        Severity::Caveat,
                        "pending-bad-news",
                        format!("a {act} by {} waits to be logged", line.name),
                    );
                }
                Some(act) => say(
                    Severity::Note,
                    "pending",
                    format!("an act ({act}) by {} waits to be logged", line.name),
                ),
                None => {}
            }
        }
        let too_few = too_few(version, require).filter(|_| asked || require.is_some());
        if let Some(message) =
            too_few.filter(|_| version.standing == VersionStanding::Current || asked)
        {
            say(Severity::Caveat, "too-few", format!("{id}: {message}"));
        }
    }
    findings
}

fn too_few(version: &VersionLine, require: Option<Require>) -> Option<String> {
    let got = version.endorsed;
    match require {
        None if got == 0 => Some("no organisation endorses it".to_owned()),
        Some(Require::Count(want)) if got < want => {
            Some(format!("want {want} endorsements, got {got}"))
        }
        Some(Require::All) if version.endorsed_of_named < version.named || version.named == 0 => {
            Some(format!(
                "want all {} that are named, got {}",
                version.named, version.endorsed_of_named
            ))
        }
        _ => None,
    }
}

/// The gravest thing decides: broken, unchecked, not here, caveat, holds.
fn outcome(report: &Report, question: &Question, asked: bool) -> Outcome {
    let has = |severity| report.findings.iter().any(|finding| finding.severity == severity);
    if has(Severity::Broken) {
        return Outcome::Broken;
    }
    if has(Severity::Unchecked) || report.registry.is_none() {
        return Outcome::Unchecked;
    }
    if asked && report.statements.is_empty() {
        return Outcome::Unknown;
    }
    let counted: u64 = report
        .statements
        .iter()
        .flat_map(|one| &one.versions)
        .map(|version| version.endorsed)
        .sum();
    let is_all = report.findings.is_empty() && report.not_checked.len() == BEYOND.len();
    let strict = question.strict && !is_all;
    if has(Severity::Caveat) || counted == 0 || strict {
        return Outcome::Caveat;
    }
    Outcome::Holds
}
