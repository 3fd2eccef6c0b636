//! Languages by name, and the direction in which they are written.

use countersign_core::name::Language;
use countersign_core::text;
use countersign_speech::locale::{Locale, message};

/// The name of a language for a reader, where it is one that many statements are written in; else its tag.
pub(super) fn name(language: &Language, locale: Locale) -> String {
    match language.as_str() {
        "ar" => message::site_language_ar().say(locale),
        "en" => message::site_language_en().say(locale),
        "es" => message::site_language_es().say(locale),
        "fa" => message::site_language_fa().say(locale),
        "fr" => message::site_language_fr().say(locale),
        "he" => message::site_language_he().say(locale),
        "pt" => message::site_language_pt().say(locale),
        "ru" => message::site_language_ru().say(locale),
        "uk" => message::site_language_uk().say(locale),
        "zh" => message::site_language_zh().say(locale),
        tag => tag.to_owned(),
    }
}

/// The value of `dir` for words in this language.
pub(super) fn direction(language: &Language) -> &'static str {
    if text::is_right_to_left(language) { "rtl" } else { "ltr" }
}
