//! A verdict on a terminal: the answer, the evidence, what was not checked, the next safe step.

use std::fmt::Write as _;

use rayon::prelude::*;

use super::brief::Length;
use super::failure::Failure;
use super::session::Session;
use countersign_core::escape;
use countersign_core::name::VersionId;
use countersign_core::time::Timestamp;
use countersign_core::verify::Subject;
use countersign_core::verify::finding::Finding;
use countersign_core::verify::report::{
    BundleLine, OrganisationLine, Outcome, Report, Severity, SignatureState, Standing,
    StatementLine, VersionLine, VersionStanding,
};
use countersign_speech::locale::{Locale, message};
use countersign_speech::{self as speech, FindingLine, phrase};

/// Longest name of an organisation in a list, in columns.
const NAME_COLUMNS_MAX: usize = 48;
/// Most notes that are printed without -v.
const NOTES_MAX: usize = 10;

/// Least columns of the word that says where an organisation stands.
const STANDING_COLUMNS: usize = 12;

const BOLD: &str = "\u{1b}[1m";
const RED: &str = "\u{1b}[31m";
const GREEN: &str = "\u{1b}[32m";
const YELLOW: &str = "\u{1b}[33m";
const PLAIN: &str = "\u{1b}[0m";

/// How a verdict is told.
#[derive(Clone, Copy)]
pub(crate) struct VerdictStyle<'a> {
    /// What was asked about.
    pub(crate) subject: &'a Subject,
    /// Whether to tell more than most readers want.
    pub(crate) verbose: bool,
    /// Whether it is about a bundle, which cannot know what came after it.
    pub(crate) is_bundle: bool,
    /// How much of a long list is printed.
    pub(crate) length: Length<'a>,
    /// The present time.
    pub(crate) now: Timestamp,
    /// For whom.
    pub(crate) locale: Locale,
}

impl VerdictStyle<'_> {
    /// Prints a report that has all its statements, as JSON where that was asked for.
    pub(crate) fn print(&self, session: &mut Session, report: &Report) -> Result<(), Failure> {
        if session.json() {
            session.answer_json(&speech::json::report(report))
        } else {
            session.answer(&self.report(report))
        }
    }

    /// The verdict: the answer, the evidence, what was not checked, the next safe step.
    fn report(&self, report: &Report) -> String {
        let mut text = self.before(report);
        text.par_extend(report.statements.par_iter().map(|one| self.statement(one)));
        text + &self.after(report)
    }

    /// What stands before the statements.
    pub(crate) fn before(&self, report: &Report) -> String {
        let locale = self.locale;
        let mut text = headline(report, self.subject, locale);
        let grave = |finding: &&Finding| finding.severity != Severity::Note;
        let graves = speech::findings(report.findings.iter().filter(grave));
        let count = graves.len();
        for finding in graves.into_iter().take(self.length.max()) {
            text.push_str(&finding_line(&finding, locale));
            for one in finding.follows.iter().filter(|_| self.verbose) {
                let _ = write!(text, "  {}", finding_line(one, locale));
            }
        }
        if let Length::Brief(how) = self.length
            && count > self.length.max()
        {
            let more = message::verify_more_findings(count - self.length.max(), how);
            let _ = writeln!(text, "{}", more.say(locale));
        }
        if report.outcome == Outcome::Broken && report.totals.versions > 0 {
            let _ = writeln!(text, "\n{}", message::verify_not_to_be_quoted().say(locale));
        }
        text
    }

    /// One statement.
    pub(crate) fn statement(&self, statement: &StatementLine) -> String {
        let mut text = String::new();
        for version in &statement.versions {
            let id = statement.id.at(version.version);
            let _ = write!(text, "\n{BOLD}{id}{PLAIN}  {}\n", super::prose::title(&version.title));
            let standing = match version.standing {
                VersionStanding::Current if self.is_bundle && version.retraction.is_none() => {
                    message::verify_version_newest_here().say(self.locale)
                }
                _ => phrase::version_standing(version, self.locale),
            };
            text.push_str(&lines_of(version, &standing, self.length, self.locale));
            if self.verbose || *self.subject != Subject::Registry {
                let shown = self.length.shown(&version.organisations);
                text.push_str(&super::whose::lines(&shown, self.now, self.verbose, self.locale));
            }
        }
        text
    }

    /// What stands after the statements.
    pub(crate) fn after(&self, report: &Report) -> String {
        let locale = self.locale;
        let mut text = String::new();
        if report.totals.fits {
            let _ = write!(text, "\n{}", once(locale));
        }
        let notes = report.findings.iter().filter(|finding| finding.severity == Severity::Note);
        let notes = speech::findings(notes);
        if !notes.is_empty() {
            text.push('\n');
            let shown = if self.verbose { notes.len() } else { NOTES_MAX.min(notes.len()) };
            notes
                .iter()
                .take(shown)
                .for_each(|finding| text.push_str(&finding_line(finding, locale)));
            if shown < notes.len() {
                let more = notes.len() - shown;
                let more = message::verify_more_notes(more).say(locale);
                let _ = writeln!(text, "{more}");
            }
        }
        text.push('\n');
        text.push_str(&evidence(report, locale));
        if let Some(commit) = report.commit.as_ref().filter(|_| self.verbose) {
            let _ = writeln!(text, "{}", message::verify_commit(commit).say(locale));
        }
        let _ = writeln!(text, "{}", message::verify_not_checked().say(locale));
        for unseen in &report.not_checked {
            let said = speech::not_checked(unseen).say(locale);
            let _ = writeln!(text, "  {}", escape::terminal(&said));
        }
        let step = next_step(report, self.subject, locale);
        let _ = writeln!(text, "{}", message::verify_next(step).say(locale));
        text
    }
}

fn headline(report: &Report, subject: &Subject, locale: Locale) -> String {
    let whose = report.registry.as_ref().map_or_else(
        || message::verify_this_registry().say(locale),
        |registry| {
            format!("{} ({})", escape::terminal(&registry.name), escape::terminal(&registry.origin))
        },
    );
    let (colour, word, sentence) = match report.outcome {
        Outcome::Holds => (
            GREEN,
            message::verify_word_holds().say(locale),
            holds_sentence(report, subject, &whose, locale),
        ),
        Outcome::Caveat => (
            YELLOW,
            message::verify_word_caveat().say(locale),
            caveat_sentence(report, subject, &whose, locale),
        ),
        Outcome::Broken => (
            RED,
            message::verify_word_broken().say(locale),
            message::verify_broken(whose).say(locale),
        ),
        Outcome::Unchecked => (
            YELLOW,
            message::verify_word_unchecked().say(locale),
            message::verify_unchecked(whose).say(locale),
        ),
        Outcome::Unknown => (
            YELLOW,
            message::verify_word_unknown().say(locale),
            message::verify_unknown(asked(subject, locale), whose).say(locale),
        ),
        Outcome::Altered => (
            RED,
            message::verify_word_altered().say(locale),
            message::verify_altered(whose).say(locale),
        ),
    };
    // How old a bundle is decides what it is worth, and comes before everything else.
    let sentence = match (&report.bundle, &report.log) {
        (Some(BundleLine { as_of: Some(as_of), .. }), Some(log)) => {
            message::verify_as_of(as_of.date(), log.size, sentence).say(locale)
        }
        _ => sentence,
    };
    line(&format!("{BOLD}{colour}{word}{PLAIN}"), sentence, locale)
}

/// A word, in the colour of what follows from it, and a sentence.
pub(crate) fn first_line(outcome: Outcome, word: &str, sentence: &str, locale: Locale) -> String {
    let colour = match outcome {
        Outcome::Holds => GREEN,
        Outcome::Broken | Outcome::Altered => RED,
        Outcome::Caveat | Outcome::Unchecked | Outcome::Unknown => YELLOW,
    };
    let sentence = escape::terminal(sentence).to_string();
    line(&format!("{BOLD}{colour}{word}{PLAIN}"), sentence, locale)
}

/// "caveat: read this first"
fn line(word: &str, sentence: String, locale: Locale) -> String {
    message::verify_line(word, sentence).say(locale) + "\n"
}

fn caveat_sentence(report: &Report, subject: &Subject, whose: &str, locale: Locale) -> String {
    if let Some(id) = retracted(report).filter(|_| *subject != Subject::Registry) {
        return message::verify_caveat_retracted(id, whose).say(locale);
    }
    if report.findings.iter().any(|finding| finding.severity == Severity::Caveat) {
        return message::verify_caveat_read(whose).say(locale);
    }
    if report.totals.endorsed == 0 {
        return message::verify_caveat_none(whose).say(locale);
    }
    message::verify_caveat_noted(whose).say(locale)
}

/// The version that was asked about and that the maintainers took back.
fn retracted(report: &Report) -> Option<VersionId> {
    report.statements.iter().find_map(|one| {
        let version = one.versions.iter().find(|version| version.retraction.is_some())?;
        Some(one.id.at(version.version))
    })
}

fn asked(subject: &Subject, locale: Locale) -> String {
    match subject {
        Subject::Registry => message::verify_what_was_asked().say(locale),
        Subject::Statement(id) => id.to_string(),
        Subject::Version(id) => id.to_string(),
    }
}

fn holds_sentence(report: &Report, subject: &Subject, whose: &str, locale: Locale) -> String {
    match subject {
        Subject::Registry => message::verify_holds(whose).say(locale),
        _ => match report.statements.first().and_then(|one| one.versions.first()) {
            Some(version) => format!("{}; {whose}", phrase::endorsed(version, locale)),
            None => whose.to_owned(),
        },
    }
}

/// The lines under a version's heading.
pub(crate) fn version_lines(version: &VersionLine, length: Length<'_>, locale: Locale) -> String {
    lines_of(version, &phrase::version_standing(version, locale), length, locale)
}

fn lines_of(version: &VersionLine, standing: &str, length: Length<'_>, locale: Locale) -> String {
    let endorsed = phrase::endorsed(version, locale);
    let mut text = String::new();
    if let Some(retraction) = &version.retraction {
        let said = phrase::retracted(retraction, locale);
        let _ = writeln!(text, "  {YELLOW}{}{PLAIN}", escape::terminal(&said));
    }
    text.push_str(&format!("  {}", line(standing, endorsed, locale)));
    let earlier = version.earlier.iter().map(|one| phrase::earlier(one, locale));
    earlier.for_each(|said| text.push_str(&format!("  {said}\n")));
    for one in &version.taken_down {
        let said = phrase::taken_down(one, locale);
        let _ = writeln!(text, "  {YELLOW}{}{PLAIN}", escape::terminal(&said));
    }
    for one in &version.translations {
        let said = message::verify_translation(&one.language, one.endorsed).say(locale);
        let _ = writeln!(text, "  {}", escape::terminal(&said));
    }
    let lines = length.shown(&version.organisations);
    let word_columns = lines.iter().map(|line| escape::width(&phrase::standing(line, locale)));
    let word_columns = word_columns.max().unwrap_or_default() + 1;
    let labels: Vec<String> = lines.iter().map(|line| label(line, locale)).collect();
    let width = labels.iter().map(|label| escape::width(label)).max().unwrap_or(0).min(60);
    for (line, label) in lines.iter().copied().zip(labels) {
        let pad = " ".repeat(width.saturating_sub(escape::width(&label)));
        let (word, details) =
            (standing_word(line, word_columns, locale), details(version, line, locale));
        text.push_str(format!("  {word}{label}{pad}  {details}").trim_end());
        text.push('\n');
    }
    if let Some(rest) = length.rest(&version.organisations, &lines, locale) {
        let _ = writeln!(text, "  {}", escape::terminal(&rest));
    }
    text
}

fn label(line: &OrganisationLine, locale: Locale) -> String {
    with_domain(escape::cut(&phrase::name(line, locale), NAME_COLUMNS_MAX), line)
}

/// A name with the domain beside it.
pub(crate) fn with_domain(name: String, line: &OrganisationLine) -> String {
    match &line.organisation {
        Some(domain) if line.name != domain.as_str() => format!("{name} ({domain})"),
        _ => name,
    }
}

fn standing_word(line: &OrganisationLine, columns: usize, locale: Locale) -> String {
    let colour = match line.standing {
        Standing::Endorsed if !line.counts() => YELLOW,
        Standing::Endorsed => GREEN,
        Standing::Declined | Standing::Withdrawn => YELLOW,
        Standing::Named | Standing::Withheld => PLAIN,
        Standing::Unreliable => RED,
    };
    let word = phrase::standing(line, locale);
    let pad = " ".repeat(columns.max(STANDING_COLUMNS).saturating_sub(escape::width(&word)));
    format!("{colour}{word}{PLAIN}{pad}")
}

fn details(version: &VersionLine, line: &OrganisationLine, locale: Locale) -> String {
    let date = line.made_at.map(|time| time.date());
    let parts: Vec<String> =
        date.into_iter().chain(phrase::details(version, line, locale)).collect();
    escape::terminal(&parts.join("; ")).to_string()
}

/// What holds for every line of a list that does not say otherwise.
pub(crate) fn said_once<'a>(
    versions: impl Iterator<Item = &'a VersionLine>,
    locale: Locale,
) -> Option<String> {
    let mut lines = versions.flat_map(|version| &version.organisations);
    lines.any(|line| line.signature == SignatureState::Fits).then(|| once(locale))
}

fn once(locale: Locale) -> String {
    format!(
        "  {}\n  {}\n  {}\n",
        message::verify_said_once_signature().say(locale),
        message::verify_said_once_key().say(locale),
        message::verify_said_once_date().say(locale)
    )
}

pub(crate) fn finding_line(finding: &FindingLine, locale: Locale) -> String {
    let (colour, word) = match finding.severity {
        Severity::Broken => (RED, message::verify_word_broken().say(locale)),
        Severity::Unchecked => (YELLOW, message::verify_word_unchecked().say(locale)),
        Severity::Caveat => (YELLOW, message::verify_word_caveat().say(locale)),
        Severity::Note => (PLAIN, message::verify_severity_note().say(locale)),
    };
    let told = match finding.follows.len() {
        0 => finding.told(),
        count => {
            let told = finding.told();
            message::verify_follows(told, count)
        }
    };
    let sentence = escape::terminal(&told.say(locale)).to_string();
    line(&format!("{colour}{word}{PLAIN}"), sentence, locale)
}

fn evidence(report: &Report, locale: Locale) -> String {
    let checked = report.checked;
    let mut lines = vec![
        message::verify_checked(checked.records, checked.signatures, checked.texts).say(locale),
    ];
    if let Some(log) = &report.log {
        let root = log.root.to_string();
        lines.push(match &report.bundle {
            Some(bundle) => message::verify_bundle(bundle.entries, log.size, root).say(locale),
            None => message::verify_log(log.size, root).say(locale),
        });
        lines.extend(log.witnesses.iter().map(|witness| {
            let name = escape::terminal(&witness.name).to_string();
            let time = witness.time.to_string();
            message::verify_witness(name, time).say(locale)
        }));
    }
    lines.extend(
        report
            .registry
            .as_ref()
            .map(|registry| message::verify_fingerprint(registry.id).say(locale)),
    );
    lines.join("\n") + "\n"
}

fn next_step(report: &Report, subject: &Subject, locale: Locale) -> String {
    match (report.outcome, &report.registry) {
        (Outcome::Broken, _) => message::verify_next_broken().say(locale),
        (Outcome::Unchecked, _) => message::verify_next_unchecked().say(locale),
        (Outcome::Unknown, _) => message::verify_next_unknown("countersign status").say(locale),
        (_, Some(_)) if report.bundle.is_some() => {
            message::verify_next_expect("countersign verify FILE --expect FINGERPRINT").say(locale)
        }
        (_, Some(_)) if *subject == Subject::Registry => {
            message::verify_next_expect("countersign verify --expect FINGERPRINT").say(locale)
        }
        _ => {
            let shown = report
                .statements
                .first()
                .and_then(|statement| Some(statement.id.at(statement.versions.first()?.version)));
            let id = shown.map_or_else(|| asked(subject, locale), |id| id.to_string());
            let command = format!("countersign show {id}");
            message::verify_next_read(command).say(locale)
        }
    }
}
