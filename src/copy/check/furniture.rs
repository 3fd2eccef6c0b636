//! Lines that a page has and a text does not: page numbers and running heads, as they stand inside a text that was
//! taken out of a PDF.

use std::ops::Range;

use super::align;
use super::token::{Gap, Keys, Tokens};

/// Words that stand beside a page's number.
pub(super) const PAGE_WORDS: [&str; 13] = [
    "page", "pages", "p", "pp", "of", "página", "páginas", "pág", "de", "sur", "صفحة", "من",
    "seite",
];
/// Most digits of a page's number.
const DIGITS_MAX: usize = 4;

/// What a running head may say: the titles of the statement.
#[derive(Debug, Default)]
pub(super) struct Furniture {
    titles: Vec<Vec<u32>>,
}

impl Furniture {
    pub(super) fn of(titles: &[String], keys: &mut Keys) -> Self {
        let words = |title: &String| {
            let tokens = Tokens::of(title, keys);
            words_besides_numbers(&tokens, &(0..tokens.all.len()))
        };
        Self { titles: titles.iter().map(words).filter(|words| !words.is_empty()).collect() }
    }

    /// Whether these tokens are whole lines, and nothing but a page's number and a running head.
    pub(super) fn is(&self, copy: &Tokens<'_>, range: &Range<usize>) -> bool {
        let starts_line =
            |index: usize| copy.all.get(index).is_none_or(|token| token.gap >= Gap::Line);
        if range.is_empty() || !starts_line(range.start) || !starts_line(range.end) {
            return false;
        }
        let rest = words_besides_numbers(copy, range);
        let is_number = |index: usize| is_page_number(copy.raw(index));
        if rest.is_empty() { range.clone().any(is_number) } else { self.titles.contains(&rest) }
    }
}

/// Whether these tokens are the number that a list sets before a line of the text, or in place of its dash: `2.`
pub(super) fn is_counter(
    (copy, range): (&Tokens<'_>, &Range<usize>),
    (text, at): (&Tokens<'_>, usize),
) -> bool {
    let gap = |tokens: &Tokens<'_>, at: usize| tokens.all.get(at).map(|one| one.gap);
    let begins = |tokens, at| gap(tokens, at).is_some_and(|gap| gap >= Gap::Line);
    range.len() == 2
        && is_page_number(copy.raw(range.start))
        && matches!(copy.raw(range.start + 1), "." | ")")
        && gap(copy, range.end) == Some(Gap::Space)
        && begins(copy, range.start)
        && (begins(text, at) || align::is_after_list_mark(text, at))
}

fn is_page_number(raw: &str) -> bool {
    raw.len() <= DIGITS_MAX && raw.bytes().all(|byte| byte.is_ascii_digit())
}

fn words_besides_numbers(tokens: &Tokens<'_>, range: &Range<usize>) -> Vec<u32> {
    let is_other = |index: &usize| {
        let raw = tokens.raw(*index);
        !is_page_number(raw) && !PAGE_WORDS.contains(&raw.to_lowercase().as_str())
    };
    let word = |index: usize| tokens.all.get(index).filter(|token| token.is_word);
    range.clone().filter(is_other).filter_map(word).map(|token| token.key).collect()
}
