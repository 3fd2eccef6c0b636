//! Letters that look like others and are not them.
//!
//! They are never a match: they are named, with what they stand for.
//! Full-width forms, letters of mathematics and digits of other scripts are ranges; the rest is a list.

use std::collections::HashMap;
use std::sync::LazyLock;

use countersign_core::unicode::{nfc, nfkc};

/// Letters of other scripts, and the lower-case Latin letter or digit that each looks like.
pub(super) const LOOKALIKES: &[(&str, char)] = &[
    ("аАɑΑαᴀᎪ", 'a'),
    ("вВΒβʙᏴ", 'b'),
    ("сСϲᴄᏟ", 'c'),
    ("ԁᴅ", 'd'),
    ("еЕΕεҽᴇᎬ", 'e'),
    ("ғ", 'f'),
    ("ɡցɢᏀ", 'g'),
    ("һҺнНΗհʜᎻ", 'h'),
    ("іІΙιıɩɪ", 'i'),
    ("јЈϳȷᴊᎫ", 'j'),
    ("кКΚκᴋᏦ", 'k'),
    ("ӏӀʟᏞ", 'l'),
    ("мМΜᴍᎷ", 'm'),
    ("ΝηոɴՈ", 'n'),
    ("оОΟοօՕᴏ", 'o'),
    ("рРΡρᴘᏢ", 'p'),
    ("ԛԚզ", 'q'),
    ("ʀ", 'r'),
    ("ѕЅꜱſᏚ", 's'),
    ("тТΤτᴛᎢ", 't'),
    ("υսᴜ", 'u'),
    ("νѵѴᴠᏙ", 'v'),
    ("ԝԜωᴡᎳ", 'w'),
    ("хХΧχ", 'x'),
    ("уУΥγүҮʏ", 'y'),
    ("Ζᴢ", 'z'),
    ("зЗ", '3'),
    ("б", '6'),
    ("ё", 'ë'),
    ("ї", 'ï'),
    ("ό", 'ó'),
    ("ά", 'á'),
    ("ί", 'í'),
];
/// Letters of Arabic, Persian and Hebrew that writers exchange, and the one that they are laid beside each other as.
pub(super) const SPELLED: [(char, char); 12] = [
    ('أ', 'ا'),
    ('إ', 'ا'),
    ('آ', 'ا'),
    ('ٱ', 'ا'),
    ('ى', 'ي'),
    ('ی', 'ي'),
    ('ئ', 'ي'),
    ('ؤ', 'و'),
    ('ک', 'ك'),
    ('ة', 'ه'),
    ('ہ', 'ه'),
    ('ھ', 'ه'),
];
/// The first of ten digits in a row, in other scripts.
pub(super) const ZEROS: [char; 9] = [
    '\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}', '\u{b66}', '\u{e50}',
    '\u{17e0}',
];
/// What tag characters stand above ASCII.
const TAGS: u32 = 0xe0000;

/// The lower-case letter, digit or mark that `character` looks like, where it is another one.
pub(super) fn letter(character: char) -> Option<char> {
    if character.is_ascii() {
        return None;
    }
    let found = if is_form(character) {
        nfkc(character).chars().next().filter(char::is_ascii_graphic)
    } else {
        digit(character).or_else(|| listed(character))
    };
    found.map(|found| found.to_ascii_lowercase())
}

/// Full-width forms, letters of mathematics and circled letters: they look like their compatibility mapping.
pub(super) const fn is_form(character: char) -> bool {
    matches!(
        character,
        '\u{ff01}'..='\u{ff5e}' | '\u{1d400}'..='\u{1d7ff}' | '\u{2102}'..='\u{2138}' | '\u{24b6}'..='\u{24e9}'
    )
}

/// The ASCII character that a tag character stands for.
pub(super) fn tag(character: char) -> Option<char> {
    matches!(character, '\u{e0020}'..='\u{e007e}')
        .then(|| char::from_u32(u32::from(character) - TAGS))
        .flatten()
}

/// The letter as it is laid beside others of Arabic, Persian and Hebrew; nothing of a vowel sign, which writers leave out.
pub(super) fn spelled(character: char) -> Option<char> {
    let is_vowel_sign = matches!(
        character,
        '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}'
            | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}'
    );
    let listed = SPELLED.iter().find(|(from, _)| *from == character).map(|(_, to)| *to);
    (!is_vowel_sign).then_some(listed.unwrap_or(character))
}

/// Whether two words are the same but for what writers of Arabic, Persian and Hebrew exchange or leave out, and for
/// digits of another script beside such letters.
pub(crate) fn is_spelled_alike(one: &str, other: &str) -> bool {
    let plain = |word: &str| -> String {
        let word = nfc(word);
        let letters = word.chars().filter_map(spelled).filter(|one| *one != 'ء');
        letters.map(|one| digit(one).unwrap_or(one)).collect()
    };
    let is_its_script = |one: char| matches!(one, '\u{590}'..='\u{6ff}' | '\u{fb1d}'..='\u{fefc}');
    one != other
        && one.chars().chain(other.chars()).any(is_its_script)
        && plain(one) == plain(other)
}

fn digit(character: char) -> Option<char> {
    let zero = ZEROS.into_iter().find(|zero| (0..10).contains(&distance(*zero, character)))?;
    char::from_digit(u32::try_from(distance(zero, character)).ok()?, 10)
}

fn distance(from: char, to: char) -> i64 {
    i64::from(u32::from(to)) - i64::from(u32::from(from))
}

/// The list, by letter.
static LISTED: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
    LOOKALIKES
        .iter()
        .flat_map(|(letters, plain)| letters.chars().map(|letter| (letter, *plain)))
        .collect()
});

fn listed(character: char) -> Option<char> {
    LISTED.get(&character).copied()
}

/// The script or block that the letter is of, in words.
pub(super) const fn script(character: char) -> &'static str {
    match character {
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => "Greek",
        '\u{400}'..='\u{52f}' => "Cyrillic",
        '\u{530}'..='\u{58f}' => "Armenian",
        '\u{600}'..='\u{6ff}' => "Arabic",
        '\u{900}'..='\u{9ff}' => "Indic",
        '\u{13a0}'..='\u{13ff}' => "Cherokee",
        '\u{ff01}'..='\u{ff5e}' => "full-width",
        '\u{1d400}'..='\u{1d7ff}' | '\u{2102}'..='\u{2138}' => "mathematical",
        '\u{24b6}'..='\u{24e9}' => "circled",
        '\u{e0000}'..='\u{e007f}' => "tag",
        'a'..='z' | 'A'..='Z' => "Latin",
        _ => "another letter",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_letter_stands_twice_and_none_is_ascii() {
        let all: Vec<char> = LOOKALIKES.iter().flat_map(|(letters, _)| letters.chars()).collect();
        let mut once = all.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), all.len());
        assert!(all.iter().all(|one| !one.is_ascii()));
    }

    #[test]
    fn other_scripts_full_width_tags_and_digits() {
        for (strange, plain) in
            [('а', 'a'), ('Η', 'h'), ('ο', 'o'), ('Ａ', 'a'), ('𝐛', 'b'), ('٣', '3'), ('۴', '4')]
        {
            assert_eq!(letter(strange), Some(plain), "{strange}");
        }
        assert_eq!(tag('\u{e0041}'), Some('A'));
        for own in ['a', 'é', 'ñ', '²', '½', '①', 'ل', '日', 'ж'] {
            assert_eq!(letter(own), None, "{own}");
        }
    }
}
