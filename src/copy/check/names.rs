//! The names that a copy prints, against the organisations that stand behind the version.
//!
//! A name is looked for by its words, without case, accents and marks, wherever it stands.
//! Beside known names in a list, a line or an item that is nobody's name is one that was *added*:
//! in lists people look for who signed.

use std::collections::HashMap;
use std::ops::Range;

use super::token::{Gap, Keys, Tokens};
use countersign_core::unicode::{is_combining_mark, nfd};

mod list;

pub use list::{Listed, list};

/// Most words of a line or an item that can be a name.
const NAME_WORDS_MAX: usize = 14;
/// For so many letters of a name, one may be wrong in a near spelling.
const LETTERS_PER_SLIP: usize = 8;
/// Most names that were added and are listed.
pub const ADDED_MAX: usize = 100;

/// An organisation, by all its names; the caller knows which one by its index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The names: as printed, as enrolled, and the aliases.
    pub names: Vec<String>,
    /// Whether it is looked for in running text, or only in lists.
    pub anywhere: bool,
}

/// A name in the copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// Which organisation.
    pub index: usize,
    /// Where it stands first, in bytes.
    pub at: Range<usize>,
    /// As it stands there.
    pub text: String,
    /// Whether it is not quite one of the organisation's names.
    pub is_near: bool,
}

/// The names in a copy.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Names {
    /// Organisations whose names are there, each once, in their order.
    pub printed: Vec<Printed>,
    /// Items of a list of names that are no organisation's, at most [`ADDED_MAX`].
    pub added: Vec<(Range<usize>, String)>,
}

/// Looks for names in a copy; `signed` are the bytes of the copy that are the text's own words.
#[must_use]
pub fn find(copy: &str, organisations: &[Named], signed: &[Range<usize>]) -> Names {
    let mut keys = Keys::default();
    let copied = Tokens::of(copy, &mut keys);
    let bare = Bare::of(&copied, &keys);
    let known = known(organisations);
    let mut first: HashMap<&str, Vec<&(usize, Vec<String>)>> = HashMap::new();
    for one in &known {
        if let Some(word) = one.1.first() {
            first.entry(word).or_default().push(one);
        }
    }
    let mut found: HashMap<usize, Printed> = HashMap::new();
    for (at, word) in bare.words.iter().enumerate() {
        for (index, words) in first.get(word.as_str()).into_iter().flatten() {
            let range = at..at + words.len();
            let is_name = bare.words.get(range.clone()).is_some_and(|here| here == words);
            let is_sought = organisations.get(*index).is_some_and(|one| one.anywhere);
            if is_name && is_sought && bare.is_written_as_name(&range) {
                let printed = bare.printed(*index, &range, false);
                found.entry(*index).or_insert(printed);
            }
        }
    }
    let added = lists(&bare, &known, &mut found, signed);
    let mut printed: Vec<Printed> = found.into_values().collect();
    printed.sort_by_key(|one| one.index);
    Names { printed, added }
}

/// Every spelling of every name, with whose it is.
fn known(organisations: &[Named]) -> Vec<(usize, Vec<String>)> {
    organisations
        .iter()
        .enumerate()
        .flat_map(|(index, one)| one.names.iter().map(move |name| (index, name)))
        .flat_map(|(index, name)| spellings(name).into_iter().map(move |words| (index, words)))
        .collect()
}

/// The words of a copy without case, accents and marks.
struct Bare<'a> {
    copied: &'a Tokens<'a>,
    words: Vec<String>,
    tokens: Vec<usize>,
}

impl<'a> Bare<'a> {
    fn of(copied: &'a Tokens<'a>, keys: &Keys) -> Self {
        let is_word = |index: &usize| copied.all.get(*index).is_some_and(|token| token.is_word);
        let tokens: Vec<usize> = (0..copied.all.len()).filter(is_word).collect();
        let look =
            |index: &usize| copied.all.get(*index).map_or("", |token| keys.string(token.look));
        let words = tokens.iter().map(|index| bare(look(index))).collect();
        Self { copied, words, tokens }
    }

    fn bytes(&self, range: &Range<usize>) -> Range<usize> {
        let token = |index: usize| self.tokens.get(index).copied().unwrap_or(self.copied.all.len());
        self.copied.bytes(&(token(range.start)..token(range.end.max(1) - 1) + 1))
    }

    fn raw(&self, index: usize) -> &'a str {
        self.tokens.get(index).map_or("", |token| self.copied.raw(*token))
    }

    /// A name begins with a capital letter, where its script has them.
    fn is_written_as_name(&self, range: &Range<usize>) -> bool {
        let first = self.raw(range.start).chars().next();
        first.is_some_and(|first| !first.is_lowercase()) || range.len() > 2
    }

    fn printed(&self, index: usize, range: &Range<usize>, is_near: bool) -> Printed {
        let at = self.bytes(range);
        let text = self.copied.text.get(at.clone()).unwrap_or_default().to_owned();
        let is_strange = range.clone().any(|word| self.is_strange(word));
        Printed { index, at, text, is_near: is_near || is_strange }
    }

    /// Whether letters of the word only look like what they are taken for.
    fn is_strange(&self, word: usize) -> bool {
        let token = self.tokens.get(word).and_then(|index| self.copied.all.get(*index));
        token.is_some_and(|token| token.key != token.look)
    }
}

/// Items of the copy's lines: words between commas, semicolons and bullets, or a whole line.
fn items(bare: &Bare<'_>) -> Vec<(usize, Range<usize>)> {
    let mut items: Vec<(usize, Range<usize>)> = Vec::new();
    let (mut line, mut start) = (0, 0);
    let mut last = 0;
    for (at, token) in bare.tokens.iter().enumerate() {
        let between = last..*token;
        let breaks = (last + 1..=*token)
            .any(|index| bare.copied.all.get(index).is_some_and(|one| one.gap >= Gap::Line));
        let is_cut = between.skip(1).any(|index| {
            matches!(bare.copied.raw(index), "," | ";" | "•" | "·" | "|" | "/" | "،" | "؛")
        });
        if at > 0 && (breaks || is_cut) {
            items.push((line, start..at));
            start = at;
        }
        line += usize::from(at > 0 && breaks);
        last = *token;
    }
    items.push((line, start..bare.tokens.len()));
    items.retain(|(_, range)| !range.is_empty());
    items
}

/// Finds near spellings and strangers in lists of names.
fn lists(
    bare: &Bare<'_>,
    known: &[(usize, Vec<String>)],
    found: &mut HashMap<usize, Printed>,
    signed: &[Range<usize>],
) -> Vec<(Range<usize>, String)> {
    let items = items(bare);
    let words = |range: &Range<usize>| bare.words.get(range.clone()).unwrap_or_default();
    let whose: Vec<Option<(usize, bool)>> =
        items.iter().map(|(_, range)| whose(words(range), known)).collect();
    for ((_, range), who) in items.iter().zip(&whose) {
        if let Some((index, is_near)) = who {
            let is_better = found.get(index).is_none_or(|one| one.is_near && !is_near);
            if is_better {
                found.insert(*index, bare.printed(*index, range, *is_near));
            }
        }
    }
    let is_known = |index: Option<usize>| {
        index.and_then(|index| whose.get(index)).is_some_and(Option::is_some)
    };
    if whose.iter().flatten().count() < 2 {
        return Vec::new();
    }
    let mut added = Vec::new();
    for (index, (_, range)) in items.iter().enumerate() {
        let neighbours = [is_known(index.checked_sub(1)), is_known(Some(index + 1))];
        let at = bare.bytes(range);
        let is_signed = signed.iter().any(|part| part.start <= at.start && at.end <= part.end);
        let has_reason = match neighbours {
            [true, true] => true,
            [false, false] => false,
            _ => is_capitalised(bare, range),
        };
        if is_known(Some(index)) || is_signed || !has_reason || range.len() > NAME_WORDS_MAX {
            continue;
        }
        if added.len() < ADDED_MAX {
            let text = bare.copied.text.get(at.clone()).unwrap_or_default();
            added.push((at, text.to_owned()));
        }
    }
    added
}

/// Whether most longer words begin with a capital letter.
fn is_capitalised(bare: &Bare<'_>, range: &Range<usize>) -> bool {
    let first = |index: usize| bare.raw(index).chars().next();
    let long: Vec<usize> =
        range.clone().filter(|index| bare.raw(*index).chars().count() > 3).collect();
    let capital =
        long.iter().filter(|index| first(**index).is_some_and(char::is_uppercase)).count();
    let begins = first(range.start).is_some_and(|first| !first.is_lowercase());
    let ends = bare.tokens.get(range.end.max(1) - 1).map(|token| bare.copied.raw(token + 1));
    begins && capital * 2 > long.len() && !matches!(ends, Some("." | ":" | "?" | "!"))
}

/// Whose name the words are, and whether they are only near to it.
fn whose(words: &[String], known: &[(usize, Vec<String>)]) -> Option<(usize, bool)> {
    // "and" before the last name of a list.
    let shorter = words.get(1..).filter(|rest| {
        !rest.is_empty()
            && words.first().is_some_and(|first| matches!(first.as_str(), "and" | "y" | "e" | "et"))
    });
    let same =
        |words: &[String]| known.iter().find(|(_, name)| name == words).map(|one| (one.0, false));
    if let Some(found) = same(words).or_else(|| same(shorter?)) {
        return Some(found);
    }
    let joined = words.concat();
    let slips = joined.chars().count() / LETTERS_PER_SLIP;
    let is_near = |(_, name): &&(usize, Vec<String>)| {
        let name = name.concat();
        slips > 0
            && name.len().abs_diff(joined.len()) <= slips * 4
            && distance(&name, &joined, slips) <= slips
    };
    (words.len() <= NAME_WORDS_MAX)
        .then(|| known.iter().find(is_near))
        .flatten()
        .map(|one| (one.0, true))
}

/// The words of a name; without what stands in parentheses at its end, too.
fn spellings(name: &str) -> Vec<Vec<String>> {
    let words = |text: &str| -> Vec<String> {
        let mut keys = Keys::default();
        let tokens = Tokens::of(text, &mut keys);
        let is_word = |one: &&super::token::Token| one.is_word;
        tokens.all.iter().filter(is_word).map(|one| bare(keys.string(one.look))).collect()
    };
    let mut spellings = vec![words(name)];
    if let Some((before, _)) = name.rsplit_once('(') {
        spellings.push(words(before));
    }
    spellings.retain(|words| !words.is_empty());
    spellings
}

fn bare(word: &str) -> String {
    if word.is_ascii() {
        return word.to_owned();
    }
    nfd(word).chars().filter(|letter| !is_combining_mark(*letter)).collect()
}

/// How many letters differ (Levenshtein); one more than `most` where there are more.
fn distance(one: &str, other: &str, most: usize) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.chars().enumerate() {
        let mut diagonal = at;
        let mut left = at + 1;
        let mut least = left;
        for (index, their) in other.iter().enumerate() {
            let above = row.get(index + 1).copied().unwrap_or(usize::MAX - 1);
            let here = (diagonal + usize::from(letter != *their)).min(above + 1).min(left + 1);
            if let Some(cell) = row.get_mut(index) {
                *cell = left;
            }
            (diagonal, left) = (above, here);
            least = least.min(here);
        }
        if let Some(cell) = row.last_mut() {
            *cell = left;
        }
        if least > most {
            return most + 1;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(names: &[&str]) -> Named {
        Named { names: names.iter().map(|name| (*name).to_owned()).collect(), anywhere: true }
    }

    #[test]
    fn d7_a_name_added_in_a_copy() {
        let all =
            [named(&["Foro Penal"]), named(&["Amnistía Sur", "AS"]), named(&["Casa Azul (CAZ)"])];
        let copy =
            "We ask.\n\nForo Penal\nCentro Nuevo\nAmnistia Sur\nCasa Azúl\nShare this page\n";
        let names = find(copy, &all, &[]);
        assert_eq!(names.printed.iter().map(|one| one.index).collect::<Vec<_>>(), [0, 1, 2]);
        assert!(names.printed.iter().all(|one| !one.is_near));
        assert_eq!(
            names.added.iter().map(|one| one.1.as_str()).collect::<Vec<_>>(),
            ["Centro Nuevo"]
        );
    }

    #[test]
    fn near_spellings_and_strange_letters() {
        let all = [named(&["International Service"]), named(&["Foro Penal"])];
        let names = find("Internationl Service, F\u{43e}ro Penal, and others", &all, &[]);
        let near: Vec<(usize, bool)> =
            names.printed.iter().map(|one| (one.index, one.is_near)).collect();
        assert_eq!(near, [(0, true), (1, true)]);
    }

    #[test]
    fn distances() {
        for (one, other, want) in [
            ("abc", "abc", 0),
            ("abc", "abd", 1),
            ("abc", "ac", 1),
            ("", "ab", 2),
            ("kitten", "sitting", 3),
        ] {
            assert_eq!(distance(one, other, 9), want, "{one} {other}");
        }
    }
}
