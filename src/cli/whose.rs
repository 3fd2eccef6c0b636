//! How anyone knows that keys are an organisation's, in words: claimed by the registry, or confirmed by others.

use std::fmt::Write as _;

use crate::escape;
use crate::time::Timestamp;
use crate::verify::report::{KeyBinding, OrganisationLine, VersionLine};

/// The lines below a version that somebody asked about.
///
/// That the maintainers enrolled an organisation, and nobody says more, is said once below the list.
pub(crate) fn lines(version: &VersionLine, now: Timestamp, verbose: bool) -> String {
    let mut text = String::new();
    let is_told = |line: &&OrganisationLine| {
        verbose || line.evidence.len() > 1 || line.key_binding != Some(KeyBinding::Claimed)
    };
    for line in version.organisations.iter().filter(is_told) {
        let (Some(domain), Some(binding)) = (&line.organisation, line.key_binding) else {
            continue;
        };
        if text.is_empty() {
            text.push_str("\n  whose the keys are:\n");
        }
        let _ = writeln!(text, "  {domain}: {}", word(binding));
        for sentence in &line.evidence {
            let _ = writeln!(text, "    {}", escape::terminal(sentence));
        }
        if let Some(newest) = newest(line, now) {
            let _ = writeln!(text, "    {newest}");
        }
    }
    text
}

/// What a binding means, in a few words.
const fn word(binding: KeyBinding) -> &'static str {
    match binding {
        KeyBinding::Confirmed => "confirmed by somebody other than this registry's maintainers",
        KeyBinding::Claimed => "claimed by this registry",
        KeyBinding::Recovered => {
            "claimed by this registry, in the place of the organisation's own keys"
        }
    }
}

fn newest(line: &OrganisationLine, now: Timestamp) -> Option<String> {
    let at = line.confirmed_at?;
    Some(format!("newest confirmation: {}, {}", at.date(), age(at, now)))
}

/// "5 months ago"
pub(crate) fn age(then: Timestamp, now: Timestamp) -> String {
    let days = (now.unix_seconds() - then.unix_seconds()) / (24 * 60 * 60);
    let (count, one, many) = match days {
        i64::MIN..=-1 => return "which is later than the clock of this computer".to_owned(),
        0 => return "within the last day".to_owned(),
        1..=60 => (days, "day", "days"),
        61..=729 => (days / 30, "month", "months"),
        _ => (days / 365, "year", "years"),
    };
    format!("{} ago", super::prose::count(count.unsigned_abs(), one, many))
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
            assert_eq!(age(then.parse().unwrap(), now), want, "{then}");
        }
    }
}
