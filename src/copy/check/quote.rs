//! In which texts a sentence stands.

use std::ops::Range;

use super::fold;
use super::token::{Keys, Tokens};

/// A sentence to look for.
#[derive(Debug)]
pub struct Quotation {
    keys: Keys,
    words: Vec<u32>,
}

impl Quotation {
    /// A sentence as it was quoted: the quotation marks around it are not part of it.
    ///
    /// Nothing where there is no word in it.
    #[must_use]
    pub fn of(sentence: &str) -> Option<Self> {
        let mut keys = Keys::default();
        let tokens = Tokens::of(sentence, &mut keys);
        let is_inner = |index: &usize| {
            let is_mark = |one: char| fold::is_quote(one) || matches!(one, '…' | '[' | ']');
            !tokens.raw(*index).chars().all(is_mark)
        };
        let first = (0..tokens.all.len()).find(is_inner)?;
        let last = (0..tokens.all.len()).rev().find(is_inner)?;
        let inner = tokens.all.get(first..=last)?;
        inner.iter().any(|one| one.is_word).then_some(())?;
        let words = inner.iter().map(|one| one.key).collect();
        Some(Self { keys, words })
    }

    /// Where the sentence stands in a text, in bytes: the first place.
    pub fn find(&mut self, text: &str) -> Option<Range<usize>> {
        let tokens = Tokens::of(text, &mut self.keys);
        let keys: Vec<u32> = tokens.all.iter().map(|one| one.key).collect();
        let at = position(&keys, &self.words)?;
        Some(tokens.bytes(&(at..at + self.words.len())))
    }
}

/// The first place of `part` in `whole`, in time that grows with the length of both (Knuth, Morris, Pratt 1977).
fn position(whole: &[u32], part: &[u32]) -> Option<usize> {
    let at = |index: usize| part.get(index).copied();
    let mut backs = vec![0_usize; part.len()];
    let mut matched = 0;
    for index in 1..part.len() {
        while matched > 0 && at(index) != at(matched) {
            matched = backs.get(matched - 1).copied().unwrap_or(0);
        }
        matched += usize::from(at(index) == at(matched));
        if let Some(back) = backs.get_mut(index) {
            *back = matched;
        }
    }
    matched = 0;
    for (index, word) in whole.iter().enumerate() {
        while matched > 0 && Some(*word) != at(matched) {
            matched = backs.get(matched - 1).copied().unwrap_or(0);
        }
        matched += usize::from(Some(*word) == at(matched));
        if matched == part.len() {
            return Some(index + 1 - matched);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_in_a_text() {
        let mut quotation = Quotation::of("“ask for  RELEASE”").unwrap();
        let text = "We ask for this.\n\nWe ask\nfor release.\n";
        assert_eq!(quotation.find(text).map(|range| &text[range]), Some("ask\nfor release"));
        assert!(quotation.find("We ask for more.\n").is_none());
        assert!(Quotation::of("“…”").is_none());
    }

    #[test]
    fn a_part_that_repeats_itself() {
        assert_eq!(position(&[1, 1, 2, 1, 1, 1, 2], &[1, 1, 1, 2]), Some(3));
        assert_eq!(position(&[1, 1, 2], &[2, 1]), None);
    }
}
