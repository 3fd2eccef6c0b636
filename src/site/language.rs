//! Languages by name, and the direction in which they are written.

use crate::locale::Locale;
use crate::name::Language;
use crate::text;

/// The name of a language for a reader, where it is one that many statements are written in; else its tag.
pub(super) fn name(language: &Language, locale: Locale) -> String {
    match language.as_str() {
        "ar" => locale.say("site-language-ar", &[]),
        "en" => locale.say("site-language-en", &[]),
        "es" => locale.say("site-language-es", &[]),
        "fa" => locale.say("site-language-fa", &[]),
        "fr" => locale.say("site-language-fr", &[]),
        "he" => locale.say("site-language-he", &[]),
        "pt" => locale.say("site-language-pt", &[]),
        "ru" => locale.say("site-language-ru", &[]),
        "uk" => locale.say("site-language-uk", &[]),
        "zh" => locale.say("site-language-zh", &[]),
        tag => tag.to_owned(),
    }
}

/// The value of `dir` for words in this language.
pub(super) fn direction(language: &Language) -> &'static str {
    if text::is_right_to_left(language) { "rtl" } else { "ltr" }
}
