//! What people read. Everything that comes from a file is escaped here, on its way out.

use std::fmt::Write as _;

use super::failure::Failure;
use crate::escape;
use crate::locale::Locale;
use crate::record::endorsement::{Act, Capacity, Conditions};
use crate::time::Timestamp;
use crate::verify::Subject;
use crate::verify::report::{
    Finding, KeyBinding, OrganisationLine, Outcome, Report, Severity, SignatureState, Standing,
    VersionLine, VersionStanding,
};

/// Longest title in a list, in columns.
const TITLE_COLUMNS_MAX: usize = 72;
/// Findings about a version or an organisation: their sentence names it.
const STANDING_CODES: [&str; 12] = [
    "superseded",
    "historical",
    "pending",
    "pending-bad-news",
    "withdrawn",
    "capacity",
    "too-few",
    "unreliable",
    "recovered",
    "condition",
    "recovery",
    "silent",
];
/// Longest name of an organisation in a list, in columns.
const NAME_COLUMNS_MAX: usize = 48;
/// Most notes that are printed without -v.
const NOTES_MAX: usize = 10;

const BOLD: &str = "\u{1b}[1m";
const RED: &str = "\u{1b}[31m";
const GREEN: &str = "\u{1b}[32m";
const YELLOW: &str = "\u{1b}[33m";
const PLAIN: &str = "\u{1b}[0m";

/// An error: what happened, why, one command to try.
pub(crate) fn failure(failure: &Failure) -> String {
    let mut text = format!("error: {}\n", escape::terminal(&failure.what));
    if let Some(why) = &failure.why {
        let _ = writeln!(text, "why: {}", escape::terminal(why));
    }
    if let Some(attempt) = &failure.attempt {
        let _ = writeln!(text, "try: {}", escape::terminal(attempt));
    }
    text
}

/// The verdict: the answer, the evidence, what was not checked, the next safe step.
pub(crate) fn report(
    report: &Report,
    subject: &Subject,
    verbose: bool,
    now: Timestamp,
    locale: Locale,
) -> String {
    let mut text = headline(report, subject, locale);
    let grave = |finding: &&Finding| finding.severity != Severity::Note;
    for finding in report.findings.iter().filter(grave) {
        text.push_str(&finding_line(finding));
    }
    if report.outcome == Outcome::Broken && !report.statements.is_empty() {
        text.push_str("\nwhat it says, not to be quoted as long as anything is broken:\n");
    }
    for statement in &report.statements {
        for version in &statement.versions {
            let id = statement.id.at(version.version);
            let _ = write!(text, "\n{BOLD}{id}{PLAIN}  {}\n", title(&version.title));
            text.push_str(&version_lines(version));
            if verbose || *subject != Subject::Registry {
                text.push_str(&super::whose::lines(version, now, verbose));
            }
        }
    }
    if let Some(said_once) = said_once(report.statements.iter().flat_map(|one| &one.versions)) {
        let _ = write!(text, "\n{said_once}");
    }
    let notes: Vec<&Finding> =
        report.findings.iter().filter(|finding| finding.severity == Severity::Note).collect();
    if !notes.is_empty() {
        text.push('\n');
        let shown = if verbose { notes.len() } else { NOTES_MAX.min(notes.len()) };
        notes.iter().take(shown).for_each(|finding| text.push_str(&finding_line(finding)));
        if shown < notes.len() {
            let _ = writeln!(text, "{} more notes: add -v", notes.len() - shown);
        }
    }
    text.push('\n');
    text.push_str(&evidence(report));
    text.push_str("not checked:\n");
    for sentence in &report.not_checked {
        let _ = writeln!(text, "  {}", escape::terminal(sentence));
    }
    let _ = writeln!(text, "next: {}", next_step(report, subject, locale));
    text
}

fn headline(report: &Report, subject: &Subject, locale: Locale) -> String {
    let whose = report.registry.as_ref().map_or_else(
        || locale.say("verify-this-registry", &[]),
        |registry| {
            format!("{} ({})", escape::terminal(&registry.name), escape::terminal(&registry.origin))
        },
    );
    let (colour, word, sentence) = match report.outcome {
        Outcome::Holds => (
            GREEN,
            locale.say("verify-word-holds", &[]),
            holds_sentence(report, subject, &whose, locale),
        ),
        Outcome::Caveat => {
            (YELLOW, locale.say("verify-word-caveat", &[]), caveat_sentence(report, &whose, locale))
        }
        Outcome::Broken => (
            RED,
            locale.say("verify-word-broken", &[]),
            locale.say("verify-broken", &[("registry", whose.into())]),
        ),
        Outcome::Unchecked => (
            YELLOW,
            locale.say("verify-word-unchecked", &[]),
            locale.say("verify-unchecked", &[("registry", whose.into())]),
        ),
        Outcome::Unknown => (
            YELLOW,
            locale.say("verify-word-unknown", &[]),
            locale.say(
                "verify-unknown",
                &[("asked", asked(subject, locale).into()), ("registry", whose.into())],
            ),
        ),
        Outcome::Altered => (
            RED,
            locale.say("verify-word-altered", &[]),
            locale.say("verify-altered", &[("registry", whose.into())]),
        ),
    };
    format!("{BOLD}{colour}{word}{PLAIN}: {sentence}\n")
}

fn caveat_sentence(report: &Report, whose: &str, locale: Locale) -> String {
    if report.findings.iter().any(|finding| finding.severity == Severity::Caveat) {
        return locale.say("verify-caveat-read", &[("registry", whose.into())]);
    }
    let counted = report.statements.iter().flat_map(|one| &one.versions);
    if counted.map(|version| version.endorsed).sum::<u64>() == 0 {
        return locale.say("verify-caveat-none", &[("registry", whose.into())]);
    }
    locale.say("verify-caveat-noted", &[("registry", whose.into())])
}

fn asked(subject: &Subject, locale: Locale) -> String {
    match subject {
        Subject::Registry => locale.say("verify-what-was-asked", &[]),
        Subject::Statement(id) => id.to_string(),
        Subject::Version(id) => id.to_string(),
    }
}

fn holds_sentence(report: &Report, subject: &Subject, whose: &str, locale: Locale) -> String {
    match subject {
        Subject::Registry => locale.say("verify-holds", &[("registry", whose.into())]),
        _ => match report.statements.first().and_then(|one| one.versions.first()) {
            Some(version) => format!("{}; {whose}", endorsed_sentence(version)),
            None => whose.to_owned(),
        },
    }
}

/// "11 of the 12 named have endorsed this exact text"
pub(crate) fn endorsed_sentence(version: &VersionLine) -> String {
    if version.standing == VersionStanding::Historical {
        let verb = if version.named == 1 { "stands" } else { "stand" };
        return format!("{} {verb} under it; nobody signed it here", names(version.named));
    }
    let verb = |count: u64| if count == 1 { "has" } else { "have" };
    let mut sentence = match (version.endorsed_of_named, version.named) {
        (0, 0) => format!(
            "{} {} endorsed this exact text",
            organisations(version.endorsed),
            verb(version.endorsed)
        ),
        (some, named) => {
            format!("{some} of the {named} named {} endorsed this exact text", verb(some))
        }
    };
    let others = version.endorsed - version.endorsed_of_named;
    if version.named > 0 && others > 0 {
        let _ = write!(
            sentence,
            ", and {others} that {} not named",
            if others == 1 { "is" } else { "are" }
        );
    }
    sentence
}

fn names(count: u64) -> String {
    if count == 1 { "1 name".to_owned() } else { format!("{count} names") }
}

fn organisations(count: u64) -> String {
    match count {
        0 => "no organisation".to_owned(),
        1 => "1 organisation".to_owned(),
        _ => format!("{count} organisations"),
    }
}

/// The lines under a version's heading.
pub(crate) fn version_lines(version: &VersionLine) -> String {
    let standing = match version.standing {
        VersionStanding::Current => "current",
        VersionStanding::Superseded => "replaced by a newer version",
        VersionStanding::Historical => "historical, a record of what was printed elsewhere",
        VersionStanding::Proposed => "proposed, not in the log, counts for nothing",
    };
    let mut text = format!("  {standing}: {}\n", endorsed_sentence(version));
    let width = version
        .organisations
        .iter()
        .map(|line| escape::width(&label(line)))
        .max()
        .unwrap_or(0)
        .min(60);
    for line in &version.organisations {
        let label = label(line);
        let pad = " ".repeat(width.saturating_sub(escape::width(&label)));
        let line = format!("  {}{label}{pad}  {}", standing_word(line), details(line));
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn label(line: &OrganisationLine) -> String {
    let name = escape::cut(&line.name, NAME_COLUMNS_MAX);
    match &line.organisation {
        Some(domain) if line.name != domain.as_str() => format!("{name} ({domain})"),
        _ => name,
    }
}

fn standing_word(line: &OrganisationLine) -> String {
    let (colour, word) = match line.standing {
        Standing::Endorsed if !line.counts() => (YELLOW, "not counted"),
        Standing::Endorsed => (GREEN, "endorsed"),
        Standing::Declined => (YELLOW, "declined"),
        Standing::Withdrawn => (YELLOW, "withdrew"),
        Standing::Named => (PLAIN, "named"),
        Standing::Withheld => (PLAIN, "withheld"),
        Standing::Unreliable => (RED, "do not rely"),
    };
    format!("{colour}{word}{PLAIN}{}", " ".repeat(12_usize.saturating_sub(word.len())))
}

fn details(line: &OrganisationLine) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(line.made_at.map(|time| time.date().to_string()));
    match line.signature {
        SignatureState::Fits => {}
        SignatureState::Bad => parts.push("signature does not fit or was not entitled".to_owned()),
        SignatureState::None => parts.push("no signature here".to_owned()),
        SignatureState::Unchecked if line.standing == Standing::Withheld => {
            parts.push("cannot be checked here".to_owned())
        }
        SignatureState::Unchecked => {
            parts.push("signature of a type that was not checked".to_owned())
        }
    }
    match line.key_binding {
        Some(KeyBinding::Confirmed) => parts.push("key confirmed by others".to_owned()),
        Some(KeyBinding::Recovered) => {
            parts.push("with keys that only the maintainers chose".to_owned());
        }
        // This is said once, under the list.
        Some(KeyBinding::Claimed) | None => {}
    }
    let own = Capacity::Organisation.name();
    if let Some(capacity) = line.capacity.filter(|capacity| *capacity != own) {
        parts.push(format!("endorsed in the capacity \"{capacity}\" only"));
    }
    parts.extend(
        line.reservation
            .as_ref()
            .map(|words| format!("with a reservation: {}", escape::terminal(words))),
    );
    parts.extend(line.reason.as_ref().map(|words| format!("because: {}", escape::terminal(words))));
    parts.extend(
        line.conditions
            .map(|conditions| format!("under conditions: {}", condition_words(&conditions))),
    );
    if line.standing == Standing::Unreliable && line.doubt.is_some() {
        parts.push("the key is said to have been in other hands".to_owned());
    }
    parts.extend(line.pending.map(|act| format!("an act ({act}) waits to be logged")));
    parts.join("; ")
}

/// What holds for every line of a list that does not say otherwise.
pub(crate) fn said_once<'a>(versions: impl Iterator<Item = &'a VersionLine>) -> Option<String> {
    let lines = || versions.flat_map(|version| &version.organisations);
    let fits = lines().any(|line| line.signature == SignatureState::Fits);
    fits.then(|| {
        "  on each line with a date, unless it says otherwise: the signature fits;\n  \
         that the key is the organisation's is what this registry's maintainers claim;\n  \
         the date is what the organisation wrote\n"
            .to_owned()
    })
}

fn finding_line(finding: &Finding) -> String {
    let (colour, word) = match finding.severity {
        Severity::Broken => (RED, "broken"),
        Severity::Unchecked => (YELLOW, "unchecked"),
        Severity::Caveat => (YELLOW, "caveat"),
        Severity::Note => (PLAIN, "note"),
    };
    // What is said about a version names the version, and some sentences name their file.
    let is_named =
        finding.message.starts_with(&finding.path) || STANDING_CODES.contains(&finding.code);
    let path =
        if is_named { String::new() } else { format!("{}: ", escape::terminal(&finding.path)) };
    format!("{colour}{word}{PLAIN}: {path}{}\n", escape::terminal(&finding.message))
}

fn evidence(report: &Report) -> String {
    let mut text = String::new();
    let checked = report.checked;
    let _ = writeln!(
        text,
        "checked: {}, {}, {}",
        count(checked.records, "record", "records"),
        count(checked.signatures, "signature", "signatures"),
        count(checked.texts, "text", "texts"),
    );
    if let Some(log) = &report.log {
        let _ = writeln!(text, "log: {}, root {}", count(log.size, "entry", "entries"), log.root);
        for witness in &log.witnesses {
            let _ =
                writeln!(text, "witness: {} at {}", escape::terminal(&witness.name), witness.time);
        }
    }
    if let Some(registry) = &report.registry {
        let _ = writeln!(text, "fingerprint: {}", registry.id);
    }
    text
}

/// "1 record", "2 records"
pub(crate) fn count(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

fn next_step(report: &Report, subject: &Subject, locale: Locale) -> String {
    match (report.outcome, &report.registry) {
        (Outcome::Broken, _) => {
            "do not quote from it; ask the registry's maintainers about what is marked broken"
                .to_owned()
        }
        (Outcome::Unchecked, _) => {
            "ask for a newer countersign, or for an undamaged copy".to_owned()
        }
        (Outcome::Unknown, _) => "to see what this registry has: countersign status".to_owned(),
        (_, Some(_)) if *subject == Subject::Registry => {
            "with the fingerprint from somebody you know: countersign verify --expect FINGERPRINT"
                .to_owned()
        }
        _ => {
            let shown = report
                .statements
                .first()
                .and_then(|statement| Some(statement.id.at(statement.versions.first()?.version)));
            let id = shown.map_or_else(|| asked(subject, locale), |id| id.to_string());
            format!("to read the exact words: countersign show {id}")
        }
    }
}

/// A title as it fits in a list.
pub(crate) fn title(title: &str) -> String {
    escape::cut(title, TITLE_COLUMNS_MAX)
}

/// Conditions in words.
pub(crate) fn condition_words(conditions: &Conditions) -> String {
    let mut parts = Vec::new();
    parts.extend(conditions.not_before.map(|time| format!("published at {time} or later")));
    parts.extend(conditions.until.map(|time| format!("published before {time}")));
    parts.extend(
        conditions.at_least.map(|count| format!("at least {count} organisations endorse it")),
    );
    parts.join(", and ")
}

/// What an act was, after it was done.
pub(crate) const fn past(act: Act) -> &'static str {
    match act {
        Act::Endorse => "endorsed",
        Act::Decline => "declined",
        Act::Withdraw => "withdrew from",
    }
}

/// What an act is, before it is done.
pub(crate) const fn intent(act: Act) -> &'static str {
    match act {
        Act::Endorse => "this endorses exactly the text above",
        Act::Decline => "this says that the organisation does not sign the text above",
        Act::Withdraw => "this ends the endorsement of the text above, for everybody to see",
    }
}
