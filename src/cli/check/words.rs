//! The answer in words: one plain sentence first, then what differs, who stands behind it, what was not checked.

use std::fmt::Write as _;

use crate::brief::Length;
use crate::verdict;
use countersign_copy::answer::{Answer, Piece, one_line};
use countersign_copy::check::{Change, Found, Match};
use countersign_core::escape;
use countersign_core::verify::report::Severity;
use countersign_speech::check::json::File;
use countersign_speech::locale::{Locale, message};
use countersign_speech::{self as speech, FindingLine, phrase};

/// Most changes, and most pieces around the text, that are printed; `--json` has them all.
const SHOWN_MAX: usize = 20;

/// What a person reads about all files.
pub(super) fn answers(answers: &[File], locale: Locale) -> String {
    let mut text = String::new();
    for answer in answers {
        if let Some(file) = answer.name.as_ref().filter(|_| answers.len() > 1) {
            let _ = writeln!(
                text,
                "{}== {}",
                if text.is_empty() { "" } else { "\n" },
                escape::terminal(file)
            );
        }
        text.push_str(&one(answer, locale));
    }
    text
}

fn one(File { answer, findings, .. }: &File, locale: Locale) -> String {
    let word = speech::check::word(answer).say(locale);
    let sentence = speech::check::sentence(answer).say(locale);
    let mut text = verdict::first_line(answer.outcome, &word, &sentence, locale);
    if let Some(line) = answer.line().filter(|_| is_the_text(answer)) {
        let _ = writeln!(text, "{}", escape::terminal(&phrase::endorsed(line, locale)));
    }
    let is_note = |finding: &&FindingLine| finding.severity == Severity::Note;
    for finding in findings.iter().filter(|finding| !is_note(finding)) {
        text.push_str(&verdict::finding_line(finding, locale));
    }
    if let Some(found) = answer.found() {
        text.push_str(&differences(answer, found, locale));
        if let Some(names) = speech::check::names(answer) {
            let _ = writeln!(text, "{}", names.say(locale));
        }
    }
    for finding in findings.iter().filter(is_note) {
        text.push_str(&verdict::finding_line(finding, locale));
    }
    if let Some(line) = answer.line() {
        let place = answer.found().and_then(|found| found.places.first());
        let id = place.map(|place| place.version.to_string()).unwrap_or_default();
        let title = crate::prose::title(&line.title);
        let all = format!("countersign show {id} --all");
        let signed = message::check_signed_text(id, title).say(locale);
        let _ = writeln!(text, "\n{signed}");
        text.push_str(&verdict::version_lines(line, Length::Brief(&all), locale));
        text.push_str(&verdict::said_once(std::iter::once(line), locale).unwrap_or_default());
    }
    let _ = writeln!(text, "\n{}", message::verify_not_checked().say(locale));
    for unseen in &answer.report.not_checked {
        let _ = writeln!(text, "  {}", escape::terminal(&speech::not_checked(unseen).say(locale)));
    }
    let step = message::verify_next(speech::check::next_step(answer));
    let _ = writeln!(text, "{}", step.say(locale));
    text
}

/// Whether the copy is the text and nothing else.
fn is_the_text(answer: &Answer) -> bool {
    matches!(answer.matched(), Some(Match::Exact | Match::Layout | Match::Typography))
}

/// What differs, and what of the copy is not of the text.
fn differences(answer: &Answer, found: &Found, locale: Locale) -> String {
    let mut text = String::new();
    let is_folded =
        matches!(answer.matched(), Some(Match::Excerpt | Match::Contains | Match::Altered));
    if is_folded && !found.kinds.is_empty() {
        let _ = writeln!(text, "{}", message::check_folds(speech::check::folds(found)).say(locale));
    }
    if !found.changes.is_empty() {
        let heading = message::check_changes(found.changes_count, "[- -]", "{+ +}").say(locale);
        let _ = writeln!(text, "\n{heading}");
        for (number, change) in found.changes.iter().take(SHOWN_MAX).enumerate() {
            let _ = writeln!(text, "{:4}. {}", number + 1, marked(change));
        }
        if found.changes_count > SHOWN_MAX {
            let more = found.changes_count - SHOWN_MAX;
            let _ = writeln!(text, "      {}", message::check_more(more).say(locale));
        }
    }
    let copy =
        |range: &std::ops::Range<usize>| answer.copy().get(range.clone()).unwrap_or_default();
    if !found.around.is_empty() {
        let _ = writeln!(text, "\n{}", message::check_around().say(locale));
        for range in found.around.iter().take(SHOWN_MAX) {
            let _ = writeln!(text, "  {{+{}+}}", escape::terminal(Piece::of(copy(range)).as_str()));
        }
    }
    if !found.missing.is_empty() {
        let _ = writeln!(text, "\n{}", message::check_missing().say(locale));
        for range in found.missing.iter().take(SHOWN_MAX) {
            let words = found.text.get(range.clone()).unwrap_or_default();
            let _ = writeln!(text, "  [-{}-]", escape::terminal(Piece::of(words).as_str()));
        }
    }
    text
}

/// `… before [-removed-]{+added+} after …`
fn marked(change: &Change) -> String {
    let plain = |text: &str| escape::terminal(&one_line(text, " ")).to_string();
    let mut marks = String::new();
    if !change.before.is_empty() {
        let _ = write!(marks, "[-{}-]", plain(&change.before));
    }
    if !change.after.is_empty() {
        let _ = write!(marks, "{{+{}+}}", plain(&change.after));
    }
    let space = |is_there: bool| if is_there { " " } else { "" };
    let (before, after) = (&change.context_before, &change.context_after);
    // Where words are missing, the copy has one space for the two that stood around them.
    let is_gone = change.after.is_empty();
    let left = space(before.ends_with(char::is_whitespace) || (is_gone && !before.is_empty()));
    let right = space(after.starts_with(char::is_whitespace));
    format!("{}{left}{marks}{right}{}", plain(before), plain(after)).trim().to_owned()
}
