//! The answer about one file: what the copy is, what verification says about that version, and what follows.

use super::CheckedRegistry;
use super::names::{self, NameLines, Unsigned};
use crate::failure::Failure;
use countersign_copy::check::{Beside, Found, Kind, Letter, Match, Mixed, Verdict};
use countersign_copy::extract::Reading;
use countersign_core::name::VersionId;
use countersign_core::verify::Subject;
use countersign_core::verify::report::{
    Outcome, Report, Severity, Standing, VersionLine, VersionStanding,
};
use countersign_speech::locale::{Locale, message};
use countersign_speech::{self as speech, FindingLine, phrase};

/// Longest piece of a copy that a sentence repeats, in characters.
const PIECE_CHARS_MAX: usize = 60;
/// Most letters that one sentence names.
const LETTERS_NAMED_MAX: usize = 5;

/// What there is to say about one file.
pub(super) struct Answer {
    /// The file, where there is a name to call it by.
    pub(super) file: Option<String>,
    /// What was given, as it was read.
    pub(super) reading: Option<Reading>,
    pub(super) outcome: Outcome,
    /// The comparison; nothing where none was made.
    pub(super) verdict: Option<Verdict>,
    /// What verification says about the version that was found, else about the registry.
    pub(super) report: Report,
    /// The newest version of the statement, where that is another one.
    pub(super) newest: Option<VersionId>,
    pub(super) names: NameLines,
    pub(super) findings: Vec<FindingLine>,
}

impl Answer {
    /// Nothing is a match in a registry that is broken.
    pub(super) fn of_broken(file: Option<String>, report: Report) -> Self {
        let findings = speech::findings(&report.findings);
        Self::bare(file, report, Outcome::Broken, findings)
    }

    /// A file that could not be read.
    pub(super) fn unread(file: Option<String>, failure: &Failure, whole: &Report) -> Self {
        let message = match &failure.why {
            Some(why) => message::finding_unread_copy(&failure.what, why),
            None => failure.what.clone(),
        };
        let path = file.clone().unwrap_or_default();
        let finding = FindingLine::new(Severity::Unchecked, "unreadable-copy", path, message);
        Self::bare(file, whole.clone(), Outcome::Unchecked, vec![finding])
    }

    fn bare(
        file: Option<String>,
        report: Report,
        outcome: Outcome,
        findings: Vec<FindingLine>,
    ) -> Self {
        Self {
            file,
            reading: None,
            outcome,
            verdict: None,
            report,
            newest: None,
            names: NameLines::default(),
            findings,
        }
    }

    /// A copy that was compared.
    pub(super) fn of(
        file: Option<String>,
        reading: Reading,
        verdict: Verdict,
        asked: &CheckedRegistry,
        whole: &Report,
        locale: Locale,
    ) -> Self {
        let copy = &reading.text;
        let notes = reading.notes.iter().map(|note| {
            FindingLine::new(Severity::Note, "copy-read", "", speech::note(note, locale))
        });
        let Some(found) = &verdict.found else {
            let is_unchecked = whole.outcome == Outcome::Unchecked;
            let outcome = if is_unchecked { Outcome::Unchecked } else { Outcome::Unknown };
            let grave = whole.findings.iter().filter(|finding| finding.is_grave());
            let mut findings = speech::findings(grave);
            findings.extend(unseen(&verdict.unseen, copy, locale));
            findings.extend(notes);
            let mut answer = Self::bare(file, whole.clone(), outcome, findings);
            (answer.verdict, answer.reading) = (Some(verdict), Some(reading));
            return answer;
        };
        let state = &asked.opened.examined.pending.state;
        let id = found.places.first().map(|place| place.version.clone());
        let report = match &id {
            Some(id) => asked.report(Subject::Version(id.clone())),
            None => whole.clone(),
        };
        let line = report.statements.iter().flat_map(|one| &one.versions).next();
        let names =
            line.map_or_else(NameLines::default, |line| names::of(copy, line, state, &found.parts));
        let newest = id.as_ref().and_then(|id| {
            let current = asked.opened.examined.replayed.state.current(&id.statement)?;
            (current.statement.version > id.version)
                .then(|| id.statement.at(current.statement.version))
        });
        let mut findings = of_words(found, &verdict, copy, locale);
        findings.extend(of_names(&names, verdict.matched, locale));
        findings.extend(report.findings.iter().map(speech::finding));
        findings.extend(notes);
        findings.sort();
        let outcome = outcome(verdict.matched, &report, &findings);
        Self {
            file,
            reading: Some(reading),
            outcome,
            verdict: Some(verdict),
            report,
            newest,
            names,
            findings,
        }
    }

    /// The words that were compared.
    pub(super) fn copy(&self) -> &str {
        self.reading.as_ref().map_or("", |reading| &reading.text)
    }

    pub(super) fn found(&self) -> Option<&Found> {
        self.verdict.as_ref()?.found.as_ref()
    }

    /// The version that the copy is of, as verification sees it.
    pub(super) fn line(&self) -> Option<&VersionLine> {
        self.found()?;
        self.report.statements.iter().flat_map(|one| &one.versions).next()
    }

    /// Whether a newer version replaced the one that the copy is of.
    pub(super) fn is_superseded(&self) -> bool {
        self.line().is_some_and(|line| line.standing == VersionStanding::Superseded)
    }

    /// How many organisations have withdrawn.
    pub(super) fn withdrawn(&self) -> u64 {
        let withdrew = |line: &VersionLine| {
            line.organisations.iter().filter(|one| one.standing == Standing::Withdrawn).count()
        };
        self.line().map_or(0, withdrew) as u64
    }
}

/// The gravest of several answers: broken, unchecked, altered, unknown, caveat, holds.
pub(super) fn worst(answers: &[Answer]) -> Outcome {
    const GRAVEST_FIRST: [Outcome; 5] =
        [Outcome::Broken, Outcome::Unchecked, Outcome::Altered, Outcome::Unknown, Outcome::Caveat];
    let is_there = |outcome: &Outcome| answers.iter().any(|answer| answer.outcome == *outcome);
    GRAVEST_FIRST.into_iter().find(is_there).unwrap_or(Outcome::Holds)
}

fn outcome(matched: Match, report: &Report, findings: &[FindingLine]) -> Outcome {
    let has = |severity| findings.iter().any(|finding| finding.severity == severity);
    if has(Severity::Broken) || report.outcome == Outcome::Broken {
        return Outcome::Broken;
    }
    if has(Severity::Unchecked) || report.outcome == Outcome::Unchecked {
        return Outcome::Unchecked;
    }
    match matched {
        Match::Altered => Outcome::Altered,
        Match::Unknown => Outcome::Unknown,
        Match::Excerpt | Match::Contains => Outcome::Caveat,
        _ if has(Severity::Caveat) => Outcome::Caveat,
        _ => report.outcome,
    }
}

/// A piece of the copy as a sentence can repeat it.
pub(super) fn piece(text: &str) -> String {
    let line = one_line(text, " / ");
    if line.chars().count() <= PIECE_CHARS_MAX {
        return line;
    }
    line.chars().take(PIECE_CHARS_MAX - 1).chain(['…']).collect()
}

/// Words on one line, with `between` for a line break.
pub(super) fn one_line(text: &str, between: &str) -> String {
    let plain = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let lines: Vec<String> = text.lines().map(plain).filter(|line| !line.is_empty()).collect();
    lines.join(between)
}

/// Where a byte of the copy is: its line and column, counted from 1.
pub(super) fn position(copy: &str, at: usize) -> (usize, usize) {
    let before = copy.get(..at).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |index| index + 1);
    (line, before.get(start..).unwrap_or_default().chars().count() + 1)
}

fn of_words(found: &Found, verdict: &Verdict, copy: &str, locale: Locale) -> Vec<FindingLine> {
    let say = |severity, code, message| FindingLine::new(severity, code, "", message);
    let text = |range: &std::ops::Range<usize>| piece(copy.get(range.clone()).unwrap_or_default());
    let mut findings = Vec::new();
    if found.copies > 1 {
        let (copies, altered) = (found.copies, found.copies_altered);
        let message = message::check_copies(copies, altered).say(locale);
        findings.push(say(Severity::Caveat, "copies", message));
    }
    findings.extend(found.mixed.iter().map(|mixed| of_mixed(found, mixed, locale)));
    if !found.lookalikes.is_empty() {
        let letters = letters(&found.lookalikes, copy, locale);
        let count = found.lookalikes.len();
        let message = message::check_lookalike(count, letters).say(locale);
        findings.push(say(Severity::Caveat, "lookalike", message));
    }
    if !found.cuts.is_empty() {
        let cuts: Vec<String> = found
            .cuts
            .iter()
            .take(LETTERS_NAMED_MAX)
            .map(|cut| format!("«{}»", text(cut)))
            .collect();
        let message = message::check_cut(found.cuts.len(), cuts.join(", ")).say(locale);
        findings.push(say(Severity::Caveat, "words-cut", message));
    }
    if !found.furniture.is_empty() {
        let lines: Vec<String> = found
            .furniture
            .iter()
            .take(LETTERS_NAMED_MAX)
            .map(|line| format!("«{}»", text(line)))
            .collect();
        let message =
            message::check_page_lines(found.furniture.len(), lines.join(", ")).say(locale);
        findings.push(say(Severity::Caveat, "page-lines", message));
    }
    findings.extend(unseen(&verdict.unseen, copy, locale));
    findings.extend(verdict.beside.iter().map(|beside| of_beside(beside, locale)));
    if found.is_coarse {
        findings.push(say(Severity::Note, "coarse", message::check_coarse().say(locale)));
    }
    if found.places.len() > 1 {
        let others: Vec<String> = found
            .places
            .iter()
            .skip(1)
            .map(|place| format!("{} ({})", place.version, place.language))
            .collect();
        let message = message::check_same_words(locale.list(&others)).say(locale);
        findings.push(say(Severity::Note, "same-words", message));
    }
    findings
}

fn of_mixed(found: &Found, mixed: &Mixed, locale: Locale) -> FindingLine {
    let version = mixed.version.to_string();
    let place = found.places.first();
    let is_newer = place.is_some_and(|one| mixed.version.version > one.version.version);
    let (count, all) = (mixed.changes, found.changes_count);
    let message = if is_newer {
        message::check_mixed_newer(count, all, version).say(locale)
    } else {
        message::check_mixed_older(count, all, version).say(locale)
    };
    FindingLine::new(Severity::Caveat, "mixed-versions", "", message)
}

fn of_beside(beside: &Beside, locale: Locale) -> FindingLine {
    let version = beside.place.version.to_string();
    let (severity, message) = match beside.matched {
        Match::Altered => (Severity::Caveat, message::check_beside_altered(version).say(locale)),
        _ => (Severity::Note, message::check_beside(version).say(locale)),
    };
    FindingLine::new(severity, "beside", "", message)
}

fn unseen(unseen: &[Letter], copy: &str, locale: Locale) -> Option<FindingLine> {
    if unseen.is_empty() {
        return None;
    }
    let is_dangerous = unseen.iter().any(Letter::is_dangerous);
    let severity = if is_dangerous { Severity::Caveat } else { Severity::Note };
    let letters = letters(unseen, copy, locale);
    let message = message::check_unseen(unseen.len(), letters).say(locale);
    Some(FindingLine::new(severity, "unseen", "", message))
}

/// "U+0430 (Cyrillic) for a, line 2, column 5; …"
fn letters(letters: &[Letter], copy: &str, locale: Locale) -> String {
    let mut named: Vec<String> = letters
        .iter()
        .take(LETTERS_NAMED_MAX)
        .map(|letter| {
            let (line, column) = position(copy, letter.at);
            let code = format!("U+{:04X}", u32::from(letter.character));
            match letter.stands_for {
                Some(other) => {
                    message::check_letter(code, letter.script(), other, line, column).say(locale)
                }
                None => message::check_character(code, line, column).say(locale),
            }
        })
        .collect();
    if letters.len() > LETTERS_NAMED_MAX {
        named.push("…".to_owned());
    }
    named.join("; ")
}

fn of_names(names: &NameLines, matched: Match, locale: Locale) -> Vec<FindingLine> {
    let mut findings = Vec::new();
    let some = names.printed > 0 && matched != Match::Excerpt;
    if some && !names.missing.is_empty() {
        let who = names.missing.join("; ");
        let message = message::check_name_missing(names.printed, names.endorsed, who).say(locale);
        findings.push(FindingLine::new(Severity::Note, "name-missing", "", message));
    }
    for (number, one) in names.unsigned.iter().enumerate() {
        let is_alike = |other: &&Unsigned| other.is_alike(one);
        if names.unsigned.iter().take(number).any(|earlier| earlier.is_alike(one)) {
            continue;
        }
        let alike = names.unsigned.iter().filter(is_alike).map(|other| piece(&other.name));
        findings.push(unsigned(one, &alike.collect::<Vec<_>>().join("; "), locale));
    }
    findings.extend(names.near.iter().map(|near| {
        let message = message::check_name_near(&near.printed, &near.name).say(locale);
        FindingLine::new(Severity::Caveat, "name-near", "", message)
    }));
    findings
}

/// What there is to say about `names`, with whom it is as with `one`.
fn unsigned(one: &Unsigned, name: &str, locale: Locale) -> FindingLine {
    let date = one.date.as_deref().map_or_else(String::new, |date| locale.date(date));
    let (code, message) = match one.standing {
        Some(Standing::Withdrawn) => {
            ("name-withdrawn", message::check_name_withdrew(date, name).say(locale))
        }
        Some(Standing::Declined) => {
            ("name-unsigned", message::check_name_declined(name).say(locale))
        }
        Some(Standing::Unreliable) => {
            ("name-unsigned", message::check_name_unreliable(name).say(locale))
        }
        Some(Standing::Endorsed) => {
            ("name-unsigned", message::check_name_not_counted(name).say(locale))
        }
        Some(Standing::Named | Standing::Withheld) | None => {
            ("name-unsigned", message::check_name_unsigned(name).say(locale))
        }
    };
    // What the signed words say themselves is no news about this copy.
    let is_old = one.is_signed_text && one.standing == Some(Standing::Named);
    FindingLine::new(if is_old { Severity::Note } else { Severity::Caveat }, code, "", message)
}

/// The folds that were needed, in words; nothing where the bytes are the same.
pub(super) fn folds(found: &Found, locale: Locale) -> String {
    let word = |kind: &Kind| phrase::fold(*kind, locale);
    found.kinds.iter().map(word).collect::<Vec<_>>().join(", ")
}
