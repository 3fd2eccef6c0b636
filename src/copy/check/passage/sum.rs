//! What the parts of a copy add up to.

use std::collections::BTreeSet;
use std::ops::Range;

use super::items::{Item, items};
use super::{Judged, Library, Piece, State};
use crate::check::align::{self, Same, Step};
use crate::check::compare::{self, Comparison, Sides};
use crate::check::token::{Gap, Tokens};
use crate::check::{Match, Side};

/// Fewest words of a text of which a few lost words at one end are a change.
const LONG_WORDS: usize = 50;
/// Most pieces among which those that repeat others are looked for.
const REPEATS_MAX: usize = 200;
/// Most tokens of a mark that says that words are left out: `[. . .]`
const CUT_TOKENS_MAX: usize = 8;
/// Fewest missing words that can be told again among others.
const REWRITTEN_WORDS_MIN: usize = 3;
/// How many words more than are missing may stand in their place.
const REWRITTEN_WORDS_MORE: usize = 2;
/// Most words of such a loss.
const LOST_WORDS_MAX: usize = 8;

/// All parts, and the text that they are most of.
pub(in crate::check) struct Sum {
    pub(in crate::check) matched: Match,
    /// The text.
    pub(in crate::check) text: usize,
    pub(in crate::check) comparison: Comparison,
    pub(in crate::check) parts: Vec<Judged>,
    /// Tokens of the copy that stand between signed words and are not signed, and whether within a sentence.
    pub(in crate::check) unsigned: Vec<(Range<usize>, bool)>,
}

/// What the parts add up to; nothing where all of them are somebody else's.
pub(in crate::check) fn sum(library: &Library<'_>, mut parts: Vec<Judged>) -> Option<Sum> {
    let text = principal(library, &parts)?;
    for part in &mut parts {
        if part.text != text
            && let Some(at) = part.also.iter().position(|other| other.text == text)
        {
            let mut chosen = part.also.swap_remove(at);
            let mut also = std::mem::take(&mut part.also);
            (chosen.is_quoted, chosen.is_short) = (part.is_quoted, part.is_short);
            chosen.unit = part.unit.clone();
            also.push(part.clone());
            *part = Judged { also, ..chosen };
        }
    }
    let side = library.sides.get(text)?;
    let summing = Summing { library, side, text, parts: &parts };
    let (matched, comparison, unsigned) = summing.answer();
    Some(Sum { matched, text, comparison, parts, unsigned })
}

/// The text that the parts have most words of; the current one where several have as many.
fn principal(library: &Library<'_>, parts: &[Judged]) -> Option<usize> {
    let words = |text: usize| -> usize {
        let here = parts.iter().filter(|part| part.state != State::Unknown);
        here.flat_map(|part| std::iter::once(part).chain(&part.also))
            .filter(|part| part.text == text)
            .map(|part| library.copy.words(part.unit.clone()))
            .sum()
    };
    let rank = |text: usize| {
        let side = library.sides.get(text);
        let place = side.and_then(|side| side.text.places().first());
        let newest = place.map(|place| (place.is_current, place.version.version));
        (words(text), newest, side.map(|side| std::cmp::Reverse(side.text.hash())))
    };
    let best = (0..library.sides.len()).max_by_key(|text| rank(*text))?;
    (words(best) > 0).then_some(best)
}

pub(super) struct Summing<'a> {
    pub(super) library: &'a Library<'a>,
    pub(super) side: &'a Side<'a>,
    pub(super) text: usize,
    pub(super) parts: &'a [Judged],
}

impl Summing<'_> {
    fn answer(&self) -> (Match, Comparison, Vec<(Range<usize>, bool)>) {
        let own: Vec<&Judged> = self
            .parts
            .iter()
            .filter(|part| part.text == self.text && part.state > State::Altered)
            .collect();
        let mut pieces: Vec<Piece> =
            own.iter().flat_map(|part| part.pieces.iter().cloned()).collect();
        let tokens = &self.side.tokens;
        let words = tokens.words(0..tokens.all.len());
        let has_cut = own.iter().any(|part| part.state == State::Cut && !self.is_numbered(part));
        let names =
            (!has_cut && covered(tokens, &pieces) < words).then(|| self.names(&pieces)).flatten();
        let is_listed = names.is_some();
        let listed = names.as_ref().and_then(|names| names.first()).map(|first| first.copy.start);
        if let Some(names) = names {
            pieces.retain(|piece| listed.is_none_or(|start| piece.copy.end <= start));
            pieces.extend(names);
        }
        let is_altered = self.parts.iter().any(|part| {
            part.state == State::Altered && listed.is_none_or(|start| part.unit.end <= start)
        });
        let here = covered(tokens, &pieces);
        without_repeats(tokens, &mut pieces);
        let in_order =
            is_listed || pieces.is_sorted_by(|one, next| one.text.end <= next.text.start);
        let is_torn = here * 2 >= words && (!in_order || self.has_gap(&own)) && here < words;
        let is_out_of_order = here * 2 >= words && !in_order;
        let is_whole = here == words && in_order && !has_cut;
        let mut unsigned = self.unsigned(&pieces);
        // What counts names, and an "and" before the last one, is no news.
        unsigned.retain(|(range, _)| {
            let is_among = listed.is_some_and(|first| first < range.start);
            !(is_among && range.clone().all(|index| self.is_small(index)))
        });
        let turns = |(range, is_within): &(Range<usize>, bool)| *is_within && self.reads_on(range);
        let matched =
            if is_altered || is_torn || is_out_of_order || self.is_clipped(&pieces, here, words) {
                Match::Altered
            } else if is_whole {
                if !is_listed && unsigned.iter().any(|one| turns(one) || self.is_inside(&one.0)) {
                    Match::Altered
                } else {
                    Match::Contains
                }
            } else {
                Match::Excerpt
            };
        if matched == Match::Excerpt
            && in_order
            && !has_cut
            && here * 2 >= words
            && self.is_rewritten(&pieces)
        {
            let (sides, hits) = (self.sides(), &self.library.hits);
            let whole = compare::compare(&sides, hits);
            if let Some(whole) = whole.filter(|whole| whole.matched == Match::Altered) {
                return (Match::Altered, whole, unsigned);
            }
        }
        let comparison = self.comparison(matched, &pieces, (here, words));
        (matched, comparison, unsigned)
    }

    /// Whether words that are missing stand there with others among them: a title with one word changed, say.
    fn is_rewritten(&self, pieces: &[Piece]) -> bool {
        let (copy, tokens) = (self.library.copy, &self.side.tokens);
        let ends = pieces.iter().map(|one| (one.copy.end, one.text.end));
        let starts = pieces.iter().map(|one| (one.copy.start, one.text.start));
        let last = std::iter::once((copy.all.len(), tokens.all.len()));
        let mut gaps = std::iter::once((0, 0)).chain(ends).zip(starts.chain(last));
        gaps.any(|((copy_from, text_from), (copy_to, text_to))| {
            if copy_from >= copy_to || text_from >= text_to {
                return false;
            }
            let looks = |tokens: &Tokens<'_>, range: Range<usize>| -> Vec<u32> {
                let words = tokens.all.get(range).unwrap_or_default().iter();
                words.filter(|one| one.is_word).map(|one| one.look).collect()
            };
            let mut missing = looks(tokens, text_from..text_to);
            let here = looks(copy, copy_from..copy_to);
            // What stands right beside the signed words, and not somewhere in a long article.
            let beside = missing.len() + REWRITTEN_WORDS_MORE;
            let here = match (copy_from, here.len() > beside) {
                (0, true) => here.get(here.len() - beside..),
                _ => here.get(..here.len().min(beside)),
            };
            let wanted = missing.len();
            let mut same = 0;
            for word in here.unwrap_or_default() {
                if let Some(at) = missing.iter().position(|one| one == word) {
                    missing.swap_remove(at);
                    same += 1;
                }
            }
            wanted >= REWRITTEN_WORDS_MIN && same * 2 >= wanted
        })
    }

    /// Whether nothing is an editor's in a part but numbers in brackets, as of notes: `[2]`
    fn is_numbered(&self, part: &Judged) -> bool {
        let is_number = |index: usize| self.library.copy.raw(index).chars().all(char::is_numeric);
        part.omissions.is_empty() && part.added.iter().all(|added| added.clone().all(is_number))
    }

    fn sides(&self) -> Sides<'_> {
        Sides {
            copy: self.library.copy,
            text: &self.side.tokens,
            once: &self.side.once,
            keys: self.library.keys,
            furniture: &self.side.furniture,
        }
    }

    /// Whether words are missing between parts that are no quotations of an article, and no mark says so.
    fn has_gap(&self, own: &[&Judged]) -> bool {
        let tokens = &self.side.tokens;
        // A mark that stands alone between two paragraphs.
        let cuts: Vec<usize> = self
            .parts
            .iter()
            .filter(|part| part.unit.len() <= CUT_TOKENS_MAX && part.state == State::Unknown)
            .filter(|part| {
                items(self.library.copy, &part.unit).is_some_and(|items| items == [Item::Cut])
            })
            .map(|part| part.unit.start)
            .collect();
        own.iter().zip(own.iter().skip(1)).any(|(one, next)| {
            let (Some(end), Some(start)) = (one.pieces.last(), next.pieces.first()) else {
                return false;
            };
            let first = cuts.partition_point(|cut| *cut < one.unit.end);
            let is_marked = cuts.get(first).is_some_and(|cut| *cut < next.unit.start);
            let gap = end.text.end..start.text.start;
            let is_of_article = one.is_quoted && next.is_quoted;
            !is_marked && !is_of_article && gap.start < gap.end && tokens.words(gap) > 0
        })
    }

    /// Whether a few words at one end of nearly the whole text are gone, in the middle of a sentence or a list.
    fn is_clipped(&self, pieces: &[Piece], here: usize, words: usize) -> bool {
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return false };
        let tokens = &self.side.tokens;
        let head = tokens.words(0..first.text.start.min(tokens.all.len()));
        let tail = tokens.words(last.text.end..tokens.all.len().max(last.text.end));
        let is_lost = |lost: usize, clean: bool| lost > 0 && lost <= LOST_WORDS_MAX && !clean;
        let starts = compare::is_start(tokens, first.text.start);
        let ends = compare::is_end(tokens, last.text.end);
        words >= LONG_WORDS
            && here < words
            && here * 10 >= words * 9
            && (head == 0 && is_lost(tail, ends) || tail == 0 && is_lost(head, starts))
    }

    fn comparison(
        &self,
        matched: Match,
        pieces: &[Piece],
        (here, words): (usize, usize),
    ) -> Comparison {
        let (copy, tokens, sides) = (self.library.copy, &self.side.tokens, self.sides());
        let altered = self.parts.iter().filter(|part| part.text == self.text).filter_map(|part| {
            let comparison = part.comparison.as_ref().filter(|_| part.state == State::Altered)?;
            Some(comparison)
        });
        let mut found = Comparison {
            matched,
            kinds: BTreeSet::new(),
            words_here: here,
            words,
            similarity_permille: (here * 2000)
                .checked_div(here + words)
                .unwrap_or(0)
                .min(if matched == Match::Altered { 999 } else { 1000 }),
            parts: pieces.iter().map(|piece| copy.bytes(&self.with_marks(piece))).collect(),
            missing: Vec::new(),
            changes: Vec::new(),
            changes_count: 0,
            lookalikes: Vec::new(),
            furniture: Vec::new(),
            cuts: Vec::new(),
            copies: 1,
            copies_altered: 0,
            is_coarse: false,
        };
        for piece in pieces {
            if let Some((_, steps)) = align::run(
                (copy, piece.copy.clone()),
                (tokens, piece.text.start),
                self.library.keys,
            ) {
                compare::fold_run(&sides, &steps, &mut found);
            }
        }
        for comparison in altered {
            found.words_here += comparison.words_here;
            found.parts.extend(comparison.parts.iter().cloned());
            found.changes.extend(comparison.changes.iter().cloned());
            found.changes_count += comparison.changes_count;
            found.lookalikes.extend(comparison.lookalikes.iter().cloned());
            found.kinds.extend(comparison.kinds.iter().copied());
            found.is_coarse |= comparison.is_coarse;
        }
        found.words_here = found.words_here.min(words);
        found.changes.extend(self.turned(&sides));
        found.changes_count = found.changes_count.max(found.changes.len());
        self.missing(matched, pieces, &sides, &mut found);
        found.parts.sort_by_key(|part| part.start);
        found
    }

    /// A piece with the marks right beside it that the text has there, too.
    fn with_marks(&self, piece: &Piece) -> Range<usize> {
        let (copy, text) = (self.library.copy, &self.side.tokens);
        let is_same = |own: usize, their: usize| {
            let (own, their) = (copy.all.get(own), text.all.get(their));
            own.zip(their).is_some_and(|(own, their)| !own.is_word && own.key == their.key)
        };
        let mut range = piece.copy.clone();
        let mut text_end = piece.text.end;
        while is_same(range.end, text_end) {
            (range.end, text_end) = (range.end + 1, text_end + 1);
        }
        let mut text_start = piece.text.start;
        while range.start > 0 && text_start > 0 && is_same(range.start - 1, text_start - 1) {
            (range.start, text_start) = (range.start - 1, text_start - 1);
        }
        range
    }

    /// What marked cuts take out of the sense, as changes.
    fn turned(&self, sides: &Sides<'_>) -> Vec<crate::check::Change> {
        let turned = self.parts.iter().filter(|part| {
            part.text == self.text && part.state == State::Altered && part.comparison.is_none()
        });
        let mut changes = Vec::new();
        for part in turned {
            let mut say = |copy: Range<usize>, text: Range<usize>| {
                if !(copy.is_empty() && text.is_empty()) {
                    let step = Step { copy, text, same: Same::No };
                    changes.push(compare::change(sides, &step));
                }
            };
            for (one, next) in part.pieces.iter().zip(part.pieces.iter().skip(1)) {
                say(one.copy.end..next.copy.start, one.text.end..next.text.start);
            }
            for lost in &part.omissions {
                let first = part.pieces.first().filter(|one| one.text.start == lost.text.end);
                let last = part.pieces.last().filter(|one| one.text.end == lost.text.start);
                let at = first.map(|one| one.copy.start).or(last.map(|one| one.copy.end));
                at.into_iter().for_each(|at| say(at..at, lost.text.clone()));
            }
        }
        changes
    }

    /// What of the text the copy does not have: missing in an excerpt, a change between words that follow each other.
    fn missing(&self, matched: Match, pieces: &[Piece], sides: &Sides<'_>, found: &mut Comparison) {
        let tokens = &self.side.tokens;
        let mut ranges: Vec<&Piece> = pieces.iter().collect();
        ranges.sort_by_key(|piece| piece.text.start);
        let mut at = 0;
        let mut last_copy = None;
        for piece in ranges {
            let gap = past_marks(tokens, at)..piece.text.start;
            if gap.start < gap.end && tokens.words(gap.clone()) > 0 {
                if matched == Match::Altered
                    && found.changes.is_empty()
                    && let Some(end) = last_copy
                {
                    let step = Step { copy: end..end, text: gap, same: Same::No };
                    found.changes.push(compare::change(sides, &step));
                    found.changes_count += 1;
                } else {
                    found.missing.push(tokens.bytes(&gap));
                }
            }
            at = at.max(piece.text.end);
            last_copy = Some(piece.copy.end);
        }
        if at < tokens.all.len() && tokens.words(at..tokens.all.len()) > 0 {
            found.missing.push(tokens.bytes(&(past_marks(tokens, at)..tokens.all.len())));
        }
        if matched == Match::Altered && found.changes.is_empty() {
            let unsigned = self.unsigned(pieces);
            for (range, _) in unsigned {
                let step = Step { copy: range, text: 0..0, same: Same::No };
                found.changes.push(compare::change(sides, &step));
                found.changes_count += 1;
            }
        }
        if matched == Match::Altered
            && found.changes.is_empty()
            && let Some(gap) = found.missing.first().cloned()
        {
            let first = tokens.all.partition_point(|one| (one.start as usize) < gap.start);
            let last = tokens.all.partition_point(|one| (one.start as usize) < gap.end);
            let end = pieces
                .last()
                .map_or(0, |piece| if piece.text.end <= first { piece.copy.end } else { 0 });
            let step = Step { copy: end..end, text: first..last, same: Same::No };
            found.changes.push(compare::change(sides, &step));
            found.changes_count += 1;
        }
    }
}

/// The first token that does not belong to the word before it.
fn past_marks(tokens: &Tokens<'_>, at: usize) -> usize {
    let is_glued = |index: &usize| {
        tokens.all.get(*index).is_some_and(|one| !one.is_word && one.gap == Gap::None)
    };
    at + (at..tokens.all.len()).take_while(is_glued).count()
}

/// Takes out pieces that only repeat words of others, where they stand out of order: a sentence that a page shows twice.
fn without_repeats(tokens: &Tokens<'_>, pieces: &mut Vec<Piece>) {
    let here = covered(tokens, pieces);
    if pieces.len() > REPEATS_MAX {
        return;
    }
    while let Some(at) = pieces
        .windows(2)
        .position(|pair| matches!(pair, [one, next] if one.text.end > next.text.start))
    {
        let without = |index: usize| {
            let mut rest = pieces.clone();
            rest.remove(index);
            rest
        };
        // The shorter of the two is the one that repeats.
        let length = |index: usize| pieces.get(index).map_or(0, |piece| piece.text.len());
        let order = if length(at) < length(at + 1) { [at, at + 1] } else { [at + 1, at] };
        let repeat = order.into_iter().find(|index| covered(tokens, &without(*index)) == here);
        let Some(repeat) = repeat else { return };
        pieces.remove(repeat);
    }
}

/// How many words of a text the pieces have.
fn covered(tokens: &Tokens<'_>, pieces: &[Piece]) -> usize {
    let mut ranges: Vec<&Range<usize>> = pieces.iter().map(|piece| &piece.text).collect();
    ranges.sort_by_key(|range| range.start);
    let (mut at, mut count) = (0, 0);
    for range in ranges {
        let start = range.start.max(at);
        if start < range.end {
            count += tokens.words(start..range.end);
            at = range.end;
        }
    }
    count
}
