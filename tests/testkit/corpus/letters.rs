//! Letters: other shapes of the same ones, ones that are not seen, and ones that only look the same.

use unicode_normalization::UnicodeNormalization as _;

use super::layout::text;
use super::{Base, Copied, Edit};

pub(crate) const EDITS: &[Edit] = &[
    // Typography: another hand set the same words.
    ("straight-quotes", "typography", |base| {
        swap(base, &[("‘", "'"), ("’", "'"), ("“", "\""), ("”", "\""), ("«", "\""), ("»", "\"")])
    }),
    ("german-quotes", "typography", |base| {
        swap(base, &[("‘", "‚"), ("“", "„"), ("”", "“"), ("«", "„"), ("»", "“")])
    }),
    ("guillemets", "typography", |base| {
        swap(
            base,
            &[
                ("‘Agua Clara’", "«Agua Clara»"),
                ("‘Azul Positivo’", "«Azul Positivo»"),
                ("“", "«"),
                ("”", "»"),
            ],
        )
    }),
    ("english-quotes", "typography", |base| {
        swap(base, &[("« ", "“"), (" »", "”"), ("«", "“"), ("»", "”")])
    }),
    ("typewriter-apostrophes", "typography", |base| swap(base, &[("’", "`")])),
    ("no-break-spaces", "typography", |base| swap(base, &[(" ", "\u{a0}")])),
    ("narrow-no-break-spaces", "typography", |base| {
        swap(
            base,
            &[("2025", "2025\u{202f}"), ("2020 ", "2020\u{202f}"), (" 37 ", "\u{202f}37\u{202f}")],
        )
    }),
    ("thin-spaces", "typography", |base| every(base, 9, |word| word.replace(' ', "\u{2009}"))),
    ("ligatures", "typography", |base| {
        swap(base, &[("fi", "\u{fb01}"), ("fl", "\u{fb02}"), ("ff", "\u{fb00}")])
    }),
    ("arabic-ligatures", "typography", |base| swap(base, &[("لا", "\u{fefb}"), ("لأ", "\u{fef7}")])),
    ("kashida", "typography", |base| swap(base, &[("من", "مـن"), ("في", "فـي")])),
    ("hyphens-for-dashes", "typography", |base| swap(base, &[("–", "-"), ("—", "-")])),
    ("unbreakable-hyphens", "typography", |base| {
        swap(base, &[("well-digging", "well\u{2011}digging")])
    }),
    ("upper-case", "typography", |base| swap_all(base, &base.text.to_uppercase())),
    ("upper-case-heading", "typography", |base| {
        let (heading, rest) = base.text.split_once('\n')?;
        swap_all(base, &format!("{}\n{rest}", heading.to_uppercase()))
    }),
    ("title-case-heading", "typography", |base| {
        let (heading, rest) = base.text.split_once('\n')?;
        let words: Vec<String> = heading.split(' ').map(capital).collect();
        swap_all(base, &format!("{}\n{rest}", words.join(" ")))
    }),
    ("decomposed", "typography", |base| swap_all(base, &base.text.nfd().collect::<String>())),
    ("decomposed-and-wrapped", "typography", |base| {
        let decomposed = base.text.nfd().collect::<String>();
        (decomposed != base.text).then(|| super::layout::wrapped(&decomposed, 60, "\n").into())
    }),
    // Characters that nobody sees: the words are the same, and they are named.
    ("zero-width-spaces", "typography", |base| every(base, 7, |word| split(word, "\u{200b}"))),
    ("zero-width-joiners", "typography", |base| {
        not_arabic(every(base, 7, |word| split(word, "\u{200d}")), base)
    }),
    ("word-joiners", "typography", |base| every(base, 11, |word| format!("\u{2060}{word}"))),
    ("byte-order-marks-within", "typography", |base| {
        every(base, 13, |word| format!("\u{feff}{word}"))
    }),
    ("direction-marks", "typography", |base| every(base, 13, |word| format!("\u{200e}{word}"))),
    // Letters that only look the same.
    ("cyrillic-a", "altered", |base| nth(base, "a", 7, "а")),
    ("cyrillic-e-everywhere", "altered", |base| swap(base, &[("e", "е")])),
    ("greek-omicron", "altered", |base| nth(base, "o", 5, "ο")),
    ("full-width-letter", "altered", |base| nth(base, "d", 3, "ｄ")),
    ("mathematical-letter", "altered", |base| nth(base, "s", 4, "𝐬")),
    ("arabic-digits", "altered", |base| swap(base, &[("2026", "٢٠٢٦"), ("2020", "٢٠٢٠")])),
    ("full-width-digits", "altered", |base| swap(base, &[("37", "３７"), ("2020", "２０２０")])),
    ("raised-digit", "altered", |base| swap(base, &[("37", "3⁷"), ("2020", "202⁰")])),
    ("one-for-l", "altered", |base| nth(base, "l", 6, "1")),
    ("capital-i-for-l", "altered", |base| nth(base, "l", 6, "I")),
    ("zero-for-o", "altered", |base| nth(base, "o", 9, "0")),
    ("rn-for-m", "altered", |base| nth(base, "m", 4, "rn")),
    ("dotless-i", "altered", |base| nth(base, "i", 8, "ı")),
    ("farsi-yeh", "altered", |base| nth(base, "ي", 5, "ی")),
    ("farsi-kaf", "altered", |base| nth(base, "ك", 3, "ک")),
    ("lost-accents", "altered", |base| {
        let bare: String =
            base.text.nfd().filter(|letter| !('\u{300}'..='\u{36f}').contains(letter)).collect();
        (!base.name.ends_with("ar")).then_some(()).and_then(|()| swap_all(base, &bare))
    }),
    ("one-lost-accent", "altered", |base| nth(base, "é", 2, "e")),
    ("added-accent", "altered", |base| nth(base, "e", 6, "é")),
    ("lost-hamza", "altered", |base| nth(base, "أ", 4, "ا")),
    ("tag-characters", "typography", |base| every(base, 17, |word| format!("\u{e0061}{word}"))),
];

/// The text with every `from` as `to`, where there is one.
pub(crate) fn swap(base: &Base, pairs: &[(&str, &str)]) -> Option<Copied> {
    let mut changed = base.text.clone();
    for (from, to) in pairs {
        changed = changed.replace(from, to);
    }
    swap_all(base, &changed)
}

fn swap_all(base: &Base, changed: &str) -> Option<Copied> {
    (changed != base.text).then(|| changed.to_owned().into())
}

/// The text with the `n`th `from` as `to`.
pub(crate) fn nth(base: &Base, from: &str, n: usize, to: &str) -> Option<Copied> {
    let (at, _) = base.text.match_indices(from).nth(n)?;
    text(format!("{}{to}{}", &base.text[..at], &base.text[at + from.len()..]))
}

/// The text with each `step`th word changed.
fn every(base: &Base, step: usize, change: impl Fn(&str) -> String) -> Option<Copied> {
    let words = base.text.split_inclusive(' ').enumerate();
    let changed: String = words
        .map(|(at, word)| if at % step == step - 1 { change(word) } else { word.to_owned() })
        .collect();
    swap_all(base, &changed)
}

fn split(word: &str, with: &str) -> String {
    let middle = word.char_indices().nth(word.trim().chars().count() / 2).map_or(0, |(at, _)| at);
    format!("{}{with}{}", &word[..middle], &word[middle..])
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}

/// A joiner is a letter's form in Arabic, and nothing in Latin.
fn not_arabic(copied: Option<Copied>, base: &Base) -> Option<Copied> {
    copied.filter(|_| !base.name.ends_with("ar"))
}
