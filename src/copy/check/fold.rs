//! The folds: what may differ between two spellings of one word.
//!
//! Each fold is a table or a rule that fits on a page, so that another program can have the same ones
//! (`docs/FORMAT.md`, "Comparing a copy"; `tests/vectors/check-folds.json`).
//! They only compare: nothing that was folded is ever hashed or shown as the words.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::Serialize;

use super::look;
use countersign_core::escape;
use countersign_core::unicode::{is_combining_mark, is_nfc, nfc, nfkc};

/// What differs between a copy and the words and is no difference of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// White space: how much, and where lines break.
    Spaces,
    /// A word that was broken at the end of a line with a hyphen.
    Hyphenation,
    /// U+00AD, where a line may break.
    SoftHyphens,
    /// A dash or bullet that begins a line.
    Bullets,
    /// The same letters, cut into words otherwise.
    Joined,
    /// Spaces at which no line may break, and of other widths.
    NoBreakSpaces,
    /// Quotation marks and apostrophes.
    Quotes,
    /// Hyphens and dashes.
    Dashes,
    /// Three dots as one character.
    Ellipses,
    /// Several letters, or a form that depends on the neighbours, as one character.
    Ligatures,
    /// Upper and lower case.
    Case,
    /// Accents as characters of their own.
    Composition,
    /// Lengthened joins between Arabic letters.
    Kashida,
    /// Characters that are not seen.
    Hidden,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::Spaces,
        Self::Hyphenation,
        Self::SoftHyphens,
        Self::Bullets,
        Self::Joined,
        Self::NoBreakSpaces,
        Self::Quotes,
        Self::Dashes,
        Self::Ellipses,
        Self::Ligatures,
        Self::Case,
        Self::Composition,
        Self::Kashida,
        Self::Hidden,
    ];

    /// Whether it belongs to layout; all others belong to typography.
    #[must_use]
    pub const fn is_layout(self) -> bool {
        matches!(
            self,
            Self::Spaces | Self::Hyphenation | Self::SoftHyphens | Self::Bullets | Self::Joined
        )
    }
}

/// What a character is to a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Layout white space; whether it ends a line.
    Space { is_line: bool },
    /// White space that belongs to typography.
    OtherSpace,
    /// Not seen: dropped.
    Hidden,
    /// Part of a word.
    Word,
    /// A word by itself, in scripts that are written without spaces.
    Single,
    /// A mark of punctuation or a symbol.
    Mark,
}

/// U+00AD.
pub(super) const SOFT_HYPHEN: char = '\u{ad}';
/// U+0640, the lengthened join between Arabic letters.
const KASHIDA: char = '\u{640}';

pub(super) fn class(character: char) -> Class {
    match character {
        '0'..='9' | 'a'..='z' | 'A'..='Z' => Class::Word,
        ' ' | '\t' => Class::Space { is_line: false },
        '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
            Class::Space { is_line: true }
        }
        '!'..='~' => Class::Mark,
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
            Class::OtherSpace
        }
        KASHIDA => Class::Hidden,
        _ if is_unseen(character) => Class::Hidden,
        _ if is_single(character) => Class::Single,
        _ if character.is_alphanumeric() || is_combining_mark(character) => Class::Word,
        _ => Class::Mark,
    }
}

/// Controls and default-ignorable characters.
fn is_unseen(character: char) -> bool {
    character.is_control() || escape::is_default_ignorable(character)
}

/// Thai, Lao, Myanmar, Khmer, kana and Han: a reader sees words, and a program does not.
const fn is_single(character: char) -> bool {
    matches!(
        character,
        '\u{e00}'..='\u{e4f}'
            | '\u{e80}'..='\u{ecf}'
            | '\u{1000}'..='\u{103f}'
            | '\u{1780}'..='\u{17df}'
            | '\u{3005}'..='\u{3007}'
            | '\u{3041}'..='\u{30ff}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{3ffff}'
    )
}

/// Raised digits.
pub(super) const fn is_raised(character: char) -> bool {
    matches!(character, '\u{b2}' | '\u{b3}' | '\u{b9}' | '\u{2070}' | '\u{2074}'..='\u{2079}')
}

/// Quotation marks and apostrophes; primes are not among them, since 5′ is not 5″.
pub(super) const fn is_quote(character: char) -> bool {
    matches!(
        character,
        '"' | '\''
            | '`'
            | '\u{ab}'
            | '\u{b4}'
            | '\u{bb}'
            | '\u{2bc}'
            | '\u{2018}'..='\u{201f}'
            | '\u{2039}'
            | '\u{203a}'
            | '\u{300c}'..='\u{300f}'
            | '\u{301d}'..='\u{301f}'
    )
}

/// Those that stand for half of a double mark where two stand together.
pub(super) const fn is_single_quote(character: char) -> bool {
    matches!(character, '\'' | '`' | '\u{b4}' | '\u{2018}'..='\u{201b}')
}

/// Hyphens, dashes and the minus sign.
pub(super) const fn is_dash(character: char) -> bool {
    matches!(character, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// What begins the lines of a list.
pub(super) const fn is_bullet(character: char) -> bool {
    is_dash(character)
        || matches!(
            character,
            '*' | '\u{b7}'
                | '\u{2022}'
                | '\u{2023}'
                | '\u{2043}'
                | '\u{25aa}'
                | '\u{25ab}'
                | '\u{25cf}'
                | '\u{25cb}'
                | '\u{25e6}'
        )
}

/// One character for several letters; Arabic, Hebrew and Armenian presentation forms are told by their block.
pub(super) const fn is_ligature(character: char) -> bool {
    matches!(
        character,
        '\u{132}'
            | '\u{133}'
            | '\u{149}'
            | '\u{fb00}'..='\u{fdcf}'
            | '\u{fdf0}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefc}'
    )
}

/// Its letters; the apostrophe before n (U+0149) is the plain one, so that it is no fold of quotation marks.
fn letters(character: char) -> String {
    match character {
        '\u{149}' => "'n".to_owned(),
        _ => nfkc(character),
    }
}

/// One step of the typography fold; what it borrows is the text as it was.
type Step = for<'a> fn(&'a str) -> Cow<'a, str>;

/// The steps of the typography fold, in order.
const STEPS: [(Kind, Step); 8] = [
    (Kind::SoftHyphens, soft_hyphens),
    (Kind::Kashida, kashida),
    (Kind::Hidden, hidden),
    (Kind::Composition, composition),
    (Kind::Ligatures, ligatures),
    (Kind::Quotes, quotes),
    (Kind::Dashes, dashes),
    (Kind::Case, |text| case(text).into()),
];

fn soft_hyphens(text: &str) -> Cow<'_, str> {
    without(text, |one| one == SOFT_HYPHEN)
}

fn kashida(text: &str) -> Cow<'_, str> {
    without(text, |one| one == KASHIDA)
}

fn hidden(text: &str) -> Cow<'_, str> {
    without(text, is_unseen)
}

fn without(text: &str, is_it: impl Fn(char) -> bool) -> Cow<'_, str> {
    if text.contains(&is_it) {
        text.chars().filter(|one| !is_it(*one)).collect()
    } else {
        text.into()
    }
}

fn composition(text: &str) -> Cow<'_, str> {
    if is_nfc(text) { text.into() } else { nfc(text).into() }
}

fn ligatures(text: &str) -> Cow<'_, str> {
    if !text.contains(is_ligature) {
        return text.into();
    }
    let unfold = |one| if is_ligature(one) { letters(one) } else { String::from(one) };
    text.chars().map(unfold).collect()
}

fn quotes(text: &str) -> Cow<'_, str> {
    if !text.contains(is_quote) {
        return text.into();
    }
    if text.chars().all(is_quote) {
        return Cow::Owned("'".to_owned());
    }
    text.chars().map(|one| if is_quote(one) { '\'' } else { one }).collect()
}

fn dashes(text: &str) -> Cow<'_, str> {
    if !text.is_empty() && text.chars().all(is_dash) {
        return Cow::Owned("-".to_owned());
    }
    text.into()
}

/// Lower case; ß is ss and the final sigma is a sigma.
fn case(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    text.chars().for_each(|character| push_lower(character, &mut folded));
    folded
}

fn push_lower(character: char, folded: &mut String) {
    for character in character.to_lowercase() {
        match character {
            'ß' => folded.push_str("ss"),
            'ς' => folded.push('σ'),
            '\u{2026}' => folded.push_str("..."),
            other => folded.push(other),
        }
    }
}

/// The keys of a token: what it is under the typography fold, and what it looks like.
pub(super) fn keys(raw: &str, key: &mut String, look: &mut String) {
    key.clear();
    look.clear();
    // Of the steps, only these do anything to ASCII that is seen, and nothing of it looks like something else.
    if raw.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        key.push_str(raw);
        key.make_ascii_lowercase();
        look.push_str(key);
        return;
    }
    if raw.bytes().all(|byte| byte.is_ascii_graphic()) {
        key.push_str(&dashes(&quotes(raw)));
        key.make_ascii_lowercase();
        look.push_str(key);
        return;
    }
    let others = STEPS.split_last().map_or(&[][..], |all| all.1);
    let mut folded = Cow::Borrowed(raw);
    for (_, step) in others {
        let changed = match step(&folded) {
            Cow::Owned(changed) => changed,
            Cow::Borrowed(_) => continue,
        };
        folded = Cow::Owned(changed);
    }
    for character in folded.chars() {
        push_lower(character, key);
        match look::letter(character) {
            Some(letter) => look.push(letter),
            None => look::spelled(character).into_iter().for_each(|one| push_lower(one, look)),
        }
    }
}

/// Which steps it took to make two spellings of a token equal; nothing where they are the same bytes.
pub(super) fn kinds(one: &str, other: &str, kinds: &mut BTreeSet<Kind>) {
    let (mut one, mut other) = (one.to_owned(), other.to_owned());
    for (kind, step) in STEPS {
        if one == other {
            return;
        }
        let (next, other_next) = (step(&one).into_owned(), step(&other).into_owned());
        let (changed, other_changed) = (next != one, other_next != other);
        if changed != other_changed || (changed && kind == Kind::Case) {
            let is_ellipsis = |text: &str| text.contains('\u{2026}') || text.starts_with("..");
            let is_dots = kind == Kind::Case && is_ellipsis(&one);
            kinds.insert(if is_dots { Kind::Ellipses } else { kind });
        } else if changed && next == other_next {
            kinds.insert(kind);
        }
        (one, other) = (next, other_next);
    }
}

/// Whether an unseen character is one that only says how lines break or letters join.
pub(super) const fn is_harmless(character: char) -> bool {
    matches!(character, SOFT_HYPHEN | KASHIDA)
}
