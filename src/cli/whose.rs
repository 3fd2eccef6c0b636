//! How anyone knows that keys are an organisation's, in words: claimed by the registry, or confirmed by others.

use std::fmt::Write as _;

use countersign_core::escape;
use countersign_core::time::Timestamp;
use countersign_core::verify::report::{KeyBinding, OrganisationLine};
use countersign_speech as speech;
use countersign_speech::locale::{Locale, message};

/// The lines below a version that somebody asked about.
///
/// That the maintainers enrolled an organisation, and nobody says more, is said once below the list.
pub(crate) fn lines(
    shown: &[&OrganisationLine],
    now: Timestamp,
    verbose: bool,
    locale: Locale,
) -> String {
    let mut text = String::new();
    let is_told = |line: &&OrganisationLine| {
        verbose || line.evidence.len() > 1 || line.key_binding != Some(KeyBinding::Claimed)
    };
    for line in shown.iter().copied().filter(is_told) {
        let (Some(domain), Some(binding)) = (&line.organisation, line.key_binding) else {
            continue;
        };
        if text.is_empty() {
            let _ = writeln!(text, "\n  {}", message::verify_whose().say(locale));
        }
        let _ = writeln!(text, "  {domain}: {}", word(binding, locale));
        for sentence in speech::evidence(&line.evidence) {
            let _ = writeln!(text, "    {}", escape::terminal(&sentence.say(locale)));
        }
        if let Some(newest) = newest(line, now, locale) {
            let _ = writeln!(text, "    {newest}");
        }
    }
    text
}

/// What a binding means, in a few words.
fn word(binding: KeyBinding, locale: Locale) -> String {
    match binding {
        KeyBinding::Confirmed => message::verify_whose_confirmed().say(locale),
        KeyBinding::Claimed => message::verify_whose_claimed().say(locale),
        KeyBinding::Recovered => message::verify_whose_recovered().say(locale),
    }
}

fn newest(line: &OrganisationLine, now: Timestamp, locale: Locale) -> Option<String> {
    let at = line.confirmed_at?;
    let age = age(at, now, locale);
    Some(message::verify_newest_confirmation(at.date(), age).say(locale))
}

/// "5 months ago"
pub(crate) fn age(then: Timestamp, now: Timestamp, locale: Locale) -> String {
    let days = (now.unix_seconds() - then.unix_seconds()) / (24 * 60 * 60);
    let count = days.unsigned_abs();
    match days {
        i64::MIN..=-1 => message::verify_age_future().say(locale),
        0 => message::verify_age_today().say(locale),
        1..=60 => message::verify_age_days(count).say(locale),
        61..=729 => message::verify_age_months(count / 30).say(locale),
        _ => message::verify_age_years(count / 365).say(locale),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages() {
        let now = "2024-05-06T09:00:00Z".parse().unwrap();
        for (then, want) in [
            ("2024-05-07T10:00:00Z", "which is later than the clock of this computer"),
            ("2024-05-06T08:00:00Z", "within the last day"),
            ("2024-05-05T08:00:00Z", "1 day ago"),
            ("2024-03-08T09:00:00Z", "59 days ago"),
            ("2023-12-06T09:00:00Z", "5 months ago"),
            ("2021-05-06T09:00:00Z", "3 years ago"),
        ] {
            assert_eq!(age(then.parse().unwrap(), now, Locale::En), want, "{then}");
        }
    }
}
