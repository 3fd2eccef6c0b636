//! The message files, one for each language and area; a test holds this list against `locales/`.

use super::Locale;

/// The files of one area in every language.
macro_rules! areas {
    ($($area:literal),+ $(,)?) => {
        /// Language, area, text.
        pub(super) const FILES: &[(Locale, &str, &str)] = &[$(
            (Locale::En, $area, include_str!(concat!("../../locales/en/", $area, ".ftl"))),
            (Locale::Es, $area, include_str!(concat!("../../locales/es/", $area, ".ftl"))),
            (Locale::Fr, $area, include_str!(concat!("../../locales/fr/", $area, ".ftl"))),
        )+];
    };
}

areas![
    "act",
    "approve",
    "bundle",
    "changes",
    "check",
    "checkpoint",
    "compare",
    "date",
    "diff",
    "doctor",
    "evidence",
    "extract",
    "failure",
    "finding",
    "hook",
    "init",
    "key",
    "log",
    "org",
    "propose",
    "publish",
    "receipt",
    "request",
    "root",
    "rule",
    "safety",
    "show",
    "site",
    "status",
    "sync",
    "text",
    "unseen",
    "verify",
    "watch",
    "withhold",
    "witness",
];
