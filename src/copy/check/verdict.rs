//! The parts of a verdict: the text that was found, what is not seen, other statements beside it.

use std::ops::Range;

use super::token::{self, Tokens};
use super::{Beside, Compared, Found, LETTERS_MAX, Letter, Match, Mixed, fold, look};

/// The text that a copy has most of.
pub(super) fn found(copied: &Tokens<'_>, best: &Compared<'_>, mixed: Vec<Mixed>) -> Found {
    let comparison = best.comparison.clone();
    let mut around = Vec::new();
    let mut at = 0;
    let mut inside: Vec<Range<usize>> = comparison.parts.clone();
    inside.sort_by_key(|part| part.start);
    let whole = copied.text.len();
    for part in inside.iter().chain([&(whole..whole)]) {
        let tokens = copied
            .all
            .iter()
            .filter(|one| one.start as usize >= at && one.end as usize <= part.start);
        let (mut first, mut last, mut has_words) = (None, None, false);
        for token in tokens {
            first = first.or(Some(token.start as usize));
            last = Some(token.end as usize);
            has_words |= token.is_word;
        }
        // The marks around what is quoted are its own; around all of the words they are something more.
        let is_news = has_words || comparison.matched == Match::Contains;
        around.extend(first.zip(last).filter(|_| is_news).map(|(first, last)| first..last));
        at = at.max(part.end);
    }
    let mut lookalikes = comparison.lookalikes;
    lookalikes.truncate(LETTERS_MAX);
    Found {
        places: best.text.places.clone(),
        text: best.text.words.clone(),
        kinds: comparison.kinds,
        words_here: comparison.words_here,
        words: comparison.words,
        similarity_permille: comparison.similarity_permille,
        parts: comparison.parts,
        around,
        missing: comparison.missing,
        changes: comparison.changes,
        changes_count: comparison.changes_count,
        is_coarse: comparison.is_coarse,
        lookalikes,
        furniture: comparison.furniture,
        cuts: comparison.cuts,
        copies: comparison.copies,
        copies_altered: comparison.copies_altered,
        mixed,
    }
}

/// What is not seen in the copy, without what the text has too.
pub(super) fn unseen(copied: &Tokens<'_>, text: &str) -> Vec<Letter> {
    let is_news = |one: &&token::Unseen| {
        let is_mark = one.at == 0 && one.character == '\u{feff}';
        !is_mark && !fold::is_harmless(one.character) && !text.contains(one.character)
    };
    let letter = |one: &token::Unseen| Letter {
        at: one.at as usize,
        character: one.character,
        stands_for: look::tag(one.character),
    };
    copied.unseen.iter().filter(is_news).map(letter).take(LETTERS_MAX).collect()
}

/// Other statements of which the copy has words that are not the best one's.
pub(super) fn beside(best: &Compared<'_>, all: &[Compared<'_>]) -> Vec<Beside> {
    let mut found: Vec<Beside> = Vec::new();
    let overlaps = |one: &[Range<usize>], other: &[Range<usize>]| {
        one.iter()
            .any(|one| other.iter().any(|other| one.start < other.end && other.start < one.end))
    };
    for other in all {
        let parts = &other.comparison.parts;
        let is_taken = overlaps(parts, &best.comparison.parts)
            || found.iter().any(|one| overlaps(parts, &one.parts));
        let (Some(place), false) = (other.text.places.first(), is_taken) else { continue };
        found.push(Beside {
            place: place.clone(),
            matched: other.comparison.matched,
            parts: parts.clone(),
        });
    }
    found
}
