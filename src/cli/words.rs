//! The words of a version as they are shown: each text, what a reader could miss, what changed since.

use super::failure::Failure;
use countersign_copy::wording::Changes;
use countersign_core::escape;
use countersign_core::ledger::version::Version;
use countersign_core::name::{Domain, Language};
use countersign_speech as speech;
use countersign_speech::locale::{Locale, Sentence, message};
use countersign_workflow::open::Opened;
use countersign_workflow::texts::{self, Texts, last_signed};

/// The text in one language, safe for a terminal.
pub(crate) fn shown(texts: &Texts, language: &Language) -> String {
    texts
        .get(language)
        .map_or_else(String::new, |text| escape::multiline(text.as_str()).to_string())
}

/// What a reader could miss: characters that are not seen, words that mix scripts.
pub(crate) fn look_twice(texts: &Texts, locale: Locale) -> Vec<String> {
    let mut lines = Vec::new();
    for (language, text) in texts {
        let said = |what: Sentence| {
            let language = language.as_str();
            message::show_look_twice(language, what).say(locale)
        };
        // Whoever froze the text was shown its no-break spaces, and no word hangs on them.
        let invisible = text.invisible();
        let seen = invisible.iter().filter(|one| !matches!(one.character, '\u{a0}' | '\u{202f}'));
        lines.extend(seen.map(|one| said(speech::invisible(one))));
        lines.extend(text.warnings().iter().map(|one| said(speech::warning(one))));
    }
    lines
}

/// The word difference to the last earlier version that this organisation endorsed.
pub(crate) fn since_last_signed(
    opened: &Opened,
    version: &Version,
    now: &Texts,
    (organisation, locale): (&Domain, Locale),
) -> Result<Option<String>, Failure> {
    let Some(earlier) = last_signed(opened, version, organisation) else { return Ok(None) };
    let earlier = earlier.version;
    let before = texts::of(opened, None, earlier)?;
    let down = texts::taken_down(earlier, &before.keys().cloned().collect());
    let is_known = |language: &Language| !down.contains(language);
    let mut now = now.clone();
    now.retain(|language, _| is_known(language));
    let mut text = changes(earlier.statement.version, (organisation, locale), &before, &now);
    for language in &down {
        text += &(message::show_text_taken_down(language.as_str()).say(locale) + "\n");
    }
    Ok(Some(text))
}

/// The word difference between what an organisation endorsed and what it is asked about.
pub(crate) fn changes(
    version: u64,
    (organisation, locale): (&Domain, Locale),
    before: &Texts,
    now: &Texts,
) -> String {
    let mut text =
        format!("\n{}\n", message::show_changes_since(version, organisation).say(locale));
    for (language, now) in now {
        match before.get(language) {
            Some(then) => {
                let changes = Changes::between(then.as_str(), now.as_str());
                let shown = if changes.is_empty() {
                    message::show_no_word().say(locale) + "\n"
                } else {
                    changes.excerpts()
                };
                let language = language.as_str();
                let head = message::show_changes_in(language).say(locale);
                text.push_str(&format!("{head}\n{shown}\n"));
            }
            None => {
                let language = language.as_str();
                text += &(message::show_new_text(language).say(locale) + "\n");
            }
        }
    }
    for language in before.keys().filter(|language| !now.contains_key(*language)) {
        text += &(message::show_gone_text(language.as_str()).say(locale) + "\n");
    }
    text
}
