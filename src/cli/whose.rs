//! How anyone knows that keys are an organisation's, in words: claimed by the registry, or confirmed by others.

use std::fmt::Write as _;

use crate::escape;
use crate::locale::Locale;
use crate::speech;
use crate::time::Timestamp;
use crate::verify::report::{KeyBinding, OrganisationLine, VersionLine};

/// The lines below a version that somebody asked about.
///
/// That the maintainers enrolled an organisation, and nobody says more, is said once below the list.
pub(crate) fn lines(
    version: &VersionLine,
    now: Timestamp,
    verbose: bool,
    locale: Locale,
) -> String {
    let mut text = String::new();
    let is_told = |line: &&OrganisationLine| {
        verbose || line.evidence.len() > 1 || line.key_binding != Some(KeyBinding::Claimed)
    };
    for line in version.organisations.iter().filter(is_told) {
        let (Some(domain), Some(binding)) = (&line.organisation, line.key_binding) else {
            continue;
        };
        if text.is_empty() {
            let _ = writeln!(text, "\n  {}", locale.say("verify-whose", &[]));
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
        KeyBinding::Confirmed => locale.say("verify-whose-confirmed", &[]),
        KeyBinding::Claimed => locale.say("verify-whose-claimed", &[]),
        KeyBinding::Recovered => locale.say("verify-whose-recovered", &[]),
    }
}

fn newest(line: &OrganisationLine, now: Timestamp, locale: Locale) -> Option<String> {
    let at = line.confirmed_at?;
    let age = age(at, now, locale);
    Some(
        locale
            .say("verify-newest-confirmation", &[("date", at.date().into()), ("age", age.into())]),
    )
}

/// "5 months ago"
pub(crate) fn age(then: Timestamp, now: Timestamp, locale: Locale) -> String {
    let days = (now.unix_seconds() - then.unix_seconds()) / (24 * 60 * 60);
    let count = days.unsigned_abs();
    match days {
        i64::MIN..=-1 => locale.say("verify-age-future", &[]),
        0 => locale.say("verify-age-today", &[]),
        1..=60 => locale.say("verify-age-days", &[("count", count.into())]),
        61..=729 => locale.say("verify-age-months", &[("count", (count / 30).into())]),
        _ => locale.say("verify-age-years", &[("count", (count / 365).into())]),
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
