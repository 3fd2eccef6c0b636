//! The answer in words: one plain sentence first, then what differs, who stands behind it, what was not checked.

use std::fmt::Write as _;

use super::answer::{Answer, folds, one_line, piece};
use crate::verdict;
use countersign_copy::check::{Change, Found, Match};
use countersign_core::escape;
use countersign_core::verify::report::{Outcome, Severity};
use countersign_speech::locale::{Locale, message};
use countersign_speech::{self as speech, FindingLine, phrase};

/// Most changes, and most pieces around the text, that are printed; `--json` has them all.
const SHOWN_MAX: usize = 20;

/// What a person reads about all files.
pub(super) fn answers(answers: &[Answer], locale: Locale) -> String {
    let mut text = String::new();
    for answer in answers {
        if let Some(file) = answer.file.as_ref().filter(|_| answers.len() > 1) {
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

fn one(answer: &Answer, locale: Locale) -> String {
    let mut text = verdict::first_line(
        answer.outcome,
        &word(answer, locale),
        &sentence(answer, locale),
        locale,
    );
    if let Some(line) = answer.line().filter(|_| is_the_text(answer)) {
        let _ = writeln!(text, "{}", escape::terminal(&phrase::endorsed(line, locale)));
    }
    let is_note = |finding: &&FindingLine| finding.severity == Severity::Note;
    for finding in answer.findings.iter().filter(|finding| !is_note(finding)) {
        text.push_str(&verdict::finding_line(finding, locale));
    }
    if let Some(found) = answer.found() {
        text.push_str(&differences(answer, found, locale));
        text.push_str(&names(answer, locale));
    }
    for finding in answer.findings.iter().filter(is_note) {
        text.push_str(&verdict::finding_line(finding, locale));
    }
    if let Some(line) = answer.line() {
        let place = answer.found().and_then(|found| found.places.first());
        let id = place.map(|place| place.version.to_string()).unwrap_or_default();
        let title = crate::prose::title(&line.title);
        let signed = message::check_signed_text(id, title).say(locale);
        let _ = writeln!(text, "\n{signed}");
        text.push_str(&verdict::version_lines(line, locale));
        text.push_str(&verdict::said_once(std::iter::once(line), locale).unwrap_or_default());
    }
    let _ = writeln!(text, "\n{}", message::verify_not_checked().say(locale));
    for unseen in &answer.report.not_checked {
        let _ = writeln!(text, "  {}", escape::terminal(&speech::not_checked(unseen).say(locale)));
    }
    let step = next_step(answer, locale);
    let _ = writeln!(text, "{}", message::verify_next(step).say(locale));
    text
}

/// Whether the copy is the text and nothing else.
fn is_the_text(answer: &Answer) -> bool {
    let matched = answer.verdict.as_ref().map(|verdict| verdict.matched);
    matches!(matched, Some(Match::Exact | Match::Layout | Match::Typography))
}

/// The word before the sentence.
fn word(answer: &Answer, locale: Locale) -> String {
    if answer.outcome == Outcome::Broken {
        return message::verify_word_broken().say(locale);
    }
    match answer.verdict.as_ref().map(|verdict| verdict.matched) {
        None => message::verify_word_unchecked().say(locale),
        _ if answer.outcome == Outcome::Unchecked => message::verify_word_unchecked().say(locale),
        Some(Match::Exact) => message::check_word_exact().say(locale),
        Some(Match::Layout) => message::check_word_layout().say(locale),
        Some(Match::Typography) => message::check_word_typography().say(locale),
        Some(Match::Excerpt) => message::check_word_excerpt().say(locale),
        Some(Match::Contains) => message::check_word_contains().say(locale),
        Some(Match::Altered) => message::check_word_altered().say(locale),
        Some(Match::Unknown) => message::check_word_unknown().say(locale),
    }
}

/// One plain sentence; that a version was replaced or left comes first.
fn sentence(answer: &Answer, locale: Locale) -> String {
    let Some(verdict) = &answer.verdict else {
        return match answer.outcome {
            Outcome::Broken => message::check_broken().say(locale),
            _ => message::check_unread().say(locale),
        };
    };
    let Some(found) = &verdict.found else {
        return match answer.outcome {
            Outcome::Unchecked => message::check_unchecked_unknown().say(locale),
            _ => message::check_unknown().say(locale),
        };
    };
    let place = found.places.first();
    let id = place.map(|place| place.version.to_string()).unwrap_or_default();
    let language = place.map(|place| place.language.to_string()).unwrap_or_default();
    let sentence = match verdict.matched {
        Match::Exact => message::check_exact(id, language).say(locale),
        Match::Layout | Match::Typography => {
            message::check_folded(id, language, folds(found, locale)).say(locale)
        }
        Match::Excerpt => {
            message::check_excerpt(found.words_here, found.words, id, language).say(locale)
        }
        Match::Contains => message::check_contains(id, language).say(locale),
        _ => message::check_altered(id, language, found.changes_count).say(locale),
    };
    let sentence = match (answer.is_superseded(), answer.withdrawn()) {
        (true, _) => {
            let newest = answer.newest.as_ref().map(ToString::to_string).unwrap_or_default();
            message::check_superseded(newest, sentence).say(locale)
        }
        (false, 0) => sentence,
        (false, count) => message::check_withdrawn(count, sentence).say(locale),
    };
    match answer.outcome {
        Outcome::Unchecked => message::check_unchecked(sentence).say(locale),
        _ => sentence,
    }
}

/// What differs, and what of the copy is not of the text.
fn differences(answer: &Answer, found: &Found, locale: Locale) -> String {
    let mut text = String::new();
    let is_folded = matches!(
        answer.verdict.as_ref().map(|verdict| verdict.matched),
        Some(Match::Excerpt | Match::Contains | Match::Altered)
    );
    if is_folded && !found.kinds.is_empty() {
        let _ = writeln!(text, "{}", message::check_folds(folds(found, locale)).say(locale));
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
            let _ = writeln!(text, "  {{+{}+}}", escape::terminal(&piece(copy(range))));
        }
    }
    if !found.missing.is_empty() {
        let _ = writeln!(text, "\n{}", message::check_missing().say(locale));
        for range in found.missing.iter().take(SHOWN_MAX) {
            let words = found.text.get(range.clone()).unwrap_or_default();
            let _ = writeln!(text, "  [-{}-]", escape::terminal(&piece(words)));
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

fn names(answer: &Answer, locale: Locale) -> String {
    let names = &answer.names;
    if names.endorsed == 0 {
        return String::new();
    }
    let (printed, endorsed) = (names.printed, names.endorsed);
    let matched = answer.verdict.as_ref().map(|verdict| verdict.matched);
    let line = match printed {
        // A text that names nobody is not expected to.
        0 if matched != Some(Match::Contains) => return String::new(),
        0 => message::check_names_none(endorsed).say(locale),
        _ if names.missing.is_empty() => message::check_names_all(endorsed).say(locale),
        _ => message::check_names_some(printed, endorsed).say(locale),
    };
    format!("{line}\n")
}

fn next_step(answer: &Answer, locale: Locale) -> String {
    let place = answer.found().and_then(|found| found.places.first());
    let show =
        place.map(|place| format!("countersign show {} --text {}", place.version, place.language));
    match (answer.outcome, show) {
        (Outcome::Broken, _) => message::check_next_broken("countersign verify").say(locale),
        (Outcome::Unchecked, _) => message::verify_next_unchecked().say(locale),
        (_, None) => message::check_next_unknown("countersign status").say(locale),
        (Outcome::Altered, Some(show)) => message::check_next_altered(show).say(locale),
        (_, Some(_)) if answer.newest.is_some() => {
            let newest = answer.newest.as_ref().map(ToString::to_string).unwrap_or_default();
            message::check_next_newest(format!("countersign show {newest}")).say(locale)
        }
        (_, Some(show)) => message::check_next_quote(show).say(locale),
    }
}
