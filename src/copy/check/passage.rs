//! Which passages of registered texts a copy has, and what it has besides.
//!
//! A copy is judged in parts: all of it, each paragraph, each quotation within one.
//! A part is *verbatim* where its words are a run of a text's, *cut* where an editor marked what was left out or put
//! in, *altered* where they are nearly a text's, and else it is somebody else's words.
//! Fewer than [`RUN_WORDS_MIN`] words in a row are found by chance in texts that nobody took from each other, unless
//! they have [`SHORT_LETTERS_MIN`] letters, which is a gram, and only one statement has them.

use std::cell::Cell;
use std::ops::Range;

use super::align::{self, COST_MAX};
use super::compare::{self, Comparison};
use super::gram::GRAM_LETTERS;
use super::token::{Gap, Keys, Tokens};
use super::{EXCERPT_WORDS_MIN, Side};

mod cuts;
mod edges;
mod items;
mod names;
mod nearly;
mod negation;
mod sum;
mod turned;
mod units;
mod unsigned;

use items::{items, trimmed};
pub(super) use sum::{Sum, sum};

/// Fewest words of a run that is no chance.
pub(super) const RUN_WORDS_MIN: usize = EXCERPT_WORDS_MIN;
/// Fewest words of a short quotation.
const SHORT_WORDS_MIN: usize = 3;
/// Fewest letters of a short quotation.
const SHORT_LETTERS_MIN: usize = GRAM_LETTERS;
/// Most line breaks from each end of a paragraph at which a passage of it may end.
const LINES_AROUND_MAX: usize = 3;
/// Most parts that are compared with texts one by one, where they are none's word for word.
const COMPARED_MAX: usize = 400;

/// Tokens of the copy, and the tokens of the text that they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) copy: Range<usize>,
    pub(super) text: Range<usize>,
}

/// What a part of the copy is to a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum State {
    /// Nobody's words here.
    Unknown,
    /// Nearly the text's.
    Altered,
    /// The text's, with marked cuts or an editor's words.
    Cut,
    /// The text's.
    Verbatim,
}

/// What a marked cut leaves out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Omission {
    /// Tokens of the text.
    pub(super) text: Range<usize>,
    /// A negation that is lost.
    pub(super) negates: bool,
    /// A number or a name that is lost.
    pub(super) names: bool,
    /// It begins in one sentence and ends in another.
    pub(super) joins: bool,
    /// It is short, and nobody knows the negations of the language.
    pub(super) is_dark: bool,
}

/// One part of the copy, judged.
#[derive(Debug, Clone)]
pub(super) struct Judged {
    /// Tokens of the copy.
    pub(super) unit: Range<usize>,
    pub(super) state: State,
    /// Which text.
    pub(super) text: usize,
    /// The same in other texts that have it in the same way.
    pub(super) also: Vec<Judged>,
    pub(super) pieces: Vec<Piece>,
    pub(super) omissions: Vec<Omission>,
    /// Tokens of the copy that are an editor's.
    pub(super) added: Vec<Range<usize>>,
    /// Tokens of the text beside it that have a negation.
    pub(super) beside: Vec<Range<usize>>,
    pub(super) comparison: Option<Comparison>,
    pub(super) is_quoted: bool,
    /// Found by fewer words than are no chance.
    pub(super) is_short: bool,
}

/// The copy and the texts.
pub(super) struct Library<'a> {
    pub(super) copy: &'a Tokens<'a>,
    pub(super) sides: &'a [Side<'a>],
    pub(super) keys: &'a Keys,
    pub(super) hits: &'a [(u32, u32)],
    /// What is left of the work that one copy may cost.
    work: Cell<usize>,
    compared: Cell<usize>,
}

impl<'a> Library<'a> {
    pub(super) const fn of(
        copy: &'a Tokens<'a>,
        sides: &'a [Side<'a>],
        keys: &'a Keys,
        hits: &'a [(u32, u32)],
    ) -> Self {
        let (work, compared) = (Cell::new(COST_MAX), Cell::new(COMPARED_MAX));
        Self { copy, sides, keys, hits, work, compared }
    }

    /// Every part of the copy, judged, in order.
    pub(super) fn judged(&self) -> Vec<Judged> {
        let whole = 0..self.copy.all.len();
        let mut all = Vec::new();
        match self.found(&whole, false) {
            Some(judged) => all.push(judged),
            None => {
                for paragraph in units::paragraphs(self.copy) {
                    self.paragraph(&paragraph, &mut all);
                }
                self.joined(&mut all);
            }
        }
        self.with_edges(&mut all);
        all
    }

    fn paragraph(&self, paragraph: &Range<usize>, all: &mut Vec<Judged>) {
        if let Some(judged) = self.found(paragraph, false) {
            all.push(judged);
            return;
        }
        let bare = units::bare(self.copy, paragraph);
        if bare != *paragraph
            && let Some(judged) = self.found(&bare, false)
            && judged.pieces.first().is_some_and(|piece| {
                bare.start == paragraph.start || self.begins(judged.text, piece.text.start)
            })
        {
            all.extend(self.rest(paragraph.start..bare.start));
            all.push(judged);
            all.extend(self.rest(bare.end..paragraph.end));
            return;
        }
        if let Some((before, judged, after)) = self.among_lines(paragraph) {
            all.extend(self.rest(before));
            all.push(judged);
            all.extend(self.rest(after));
            return;
        }
        let spans: Vec<Range<usize>> = units::quoted(self.copy, paragraph)
            .into_iter()
            .filter(|span| !self.is_own(span))
            .collect();
        let mut quoted: Vec<Judged> = spans.iter().map(|span| self.span(span)).collect();
        self.joined(&mut quoted);
        let is_found = |one: &Judged| {
            one.state > State::Altered || self.copy.words(one.unit.clone()) < SHORT_WORDS_MIN
        };
        // Where each quotation is a text's, what stands around them is somebody else's.
        if quoted.is_empty() || !quoted.iter().all(is_found) {
            let compared = self.compared(&bare);
            if compared.state == State::Altered && self.is_mostly(&compared) || quoted.is_empty() {
                all.extend(self.rest(paragraph.start..bare.start));
                all.push(compared);
                all.extend(self.rest(bare.end..paragraph.end));
                return;
            }
        }
        let mut at = paragraph.start;
        for judged in quoted {
            all.extend(self.between(at..judged.unit.start));
            at = judged.unit.end;
            all.push(judged);
        }
        all.extend(self.between(at..paragraph.end));
    }

    /// A passage with whole sentences in lines of their own right before or after it, as a footnote at a page's end.
    fn among_lines(
        &self,
        paragraph: &Range<usize>,
    ) -> Option<(Range<usize>, Judged, Range<usize>)> {
        let copy = self.copy;
        let is_break = |index: &usize| {
            copy.all.get(*index).is_some_and(|one| one.gap == Gap::Line)
                && edges::is_sentence_end(copy.raw(index - 1))
        };
        let inner = paragraph.start + 1..paragraph.end;
        // What is left out of a paragraph of the text is no footnote: the passage begins or ends where that does.
        let is_apart = |judged: &Judged, at: usize| {
            let side = self.sides.get(judged.text);
            side.is_some_and(|side| side.tokens.all.get(at).is_none_or(|one| one.gap == Gap::Blank))
        };
        let first = inner.clone().filter(is_break).take(LINES_AROUND_MAX);
        let found = first.into_iter().find_map(|at| {
            let judged = self.found(&(at..paragraph.end), false)?;
            let start = judged.pieces.first()?.text.start;
            is_apart(&judged, start).then_some((
                paragraph.start..at,
                judged,
                paragraph.end..paragraph.end,
            ))
        });
        found.or_else(|| {
            let last = inner.rev().filter(is_break).take(LINES_AROUND_MAX);
            last.into_iter().find_map(|at| {
                let judged = self.found(&(paragraph.start..at), false)?;
                let end = judged.pieces.last()?.text.end;
                let tokens = &self.sides.get(judged.text)?.tokens;
                let past = end + usize::from(edges::is_sentence_end(tokens.raw(end)));
                is_apart(&judged, past).then_some((
                    paragraph.start..paragraph.start,
                    judged,
                    at..paragraph.end,
                ))
            })
        })
    }

    /// What stands between quotations: somebody else's words, or a run of a text.
    fn between(&self, range: Range<usize>) -> Option<Judged> {
        let range = trimmed(self.copy, &range);
        let words = self.copy.words(range.clone());
        if words < RUN_WORDS_MIN {
            return (words > 0).then(|| self.unknown(range, false));
        }
        Some(self.found(&range, false).unwrap_or_else(|| self.compared(&range)))
    }

    fn span(&self, span: &Range<usize>) -> Judged {
        let judged = self.found(span, true).unwrap_or_else(|| self.compared(span));
        Judged { is_quoted: true, ..judged }
    }

    fn rest(&self, range: Range<usize>) -> Option<Judged> {
        (!range.is_empty()).then(|| self.unknown(range, false))
    }

    fn unknown(&self, unit: Range<usize>, is_quoted: bool) -> Judged {
        Judged {
            unit,
            state: State::Unknown,
            text: 0,
            also: Vec::new(),
            pieces: Vec::new(),
            omissions: Vec::new(),
            added: Vec::new(),
            beside: Vec::new(),
            comparison: None,
            is_quoted,
            is_short: false,
        }
    }

    /// Whether a text has these words between quotation marks of its own.
    fn is_own(&self, span: &Range<usize>) -> bool {
        let marked = span.start.saturating_sub(1)..(span.end + 1).min(self.copy.all.len());
        self.sides.iter().any(|side| self.runs(side, &marked).next().is_some())
    }

    /// Whether most of the words of an altered part are the text's.
    fn is_mostly(&self, judged: &Judged) -> bool {
        let Some(comparison) = &judged.comparison else { return false };
        let bytes = |range: &Range<usize>| range.end.saturating_sub(range.start);
        let own: usize = comparison.parts.iter().map(bytes).sum();
        own * 4 >= bytes(&self.copy.bytes(&judged.unit)) * 3
    }

    fn begins(&self, text: usize, at: usize) -> bool {
        self.sides.get(text).is_some_and(|side| compare::is_start(&side.tokens, at))
    }

    /// Where these tokens stand in a text, word for word and mark for mark.
    fn runs<'b>(
        &'b self,
        side: &'b Side<'b>,
        range: &'b Range<usize>,
    ) -> impl Iterator<Item = Range<usize>> + 'b {
        let first = self.copy.all.get(range.start).filter(|_| !range.is_empty());
        let places = first.and_then(|first| side.places.get(&first.look));
        places.into_iter().flatten().filter_map(|at| self.run_at(side, range, *at as usize))
    }

    /// The tokens of a text from one on, where they are these of the copy.
    fn run_at(&self, side: &Side<'_>, range: &Range<usize>, at: usize) -> Option<Range<usize>> {
        let left = self.work.get().checked_sub(4)?;
        self.work.set(left);
        // Words that are cut otherwise still have the same next letter.
        let letter = |tokens: &Tokens<'_>, index: usize| {
            let token = tokens.all.get(index).filter(|one| one.is_word)?;
            self.keys.string(token.look).chars().next()
        };
        let next = (letter(self.copy, range.start + 1), letter(&side.tokens, at + 1));
        if range.len() > 1 && matches!(next, (Some(own), Some(their)) if own != their) {
            return None;
        }
        let found = align::run((self.copy, range.clone()), (&side.tokens, at), self.keys)?.0;
        self.work.set(left.saturating_sub(found.len()));
        (self.is_clear(side, &found) && self.ends_alike(side, range, &found)).then_some(found)
    }

    /// Whether a passage of a text begins and ends outside of numbers: `500` is not `1,500`.
    fn is_clear(&self, side: &Side<'_>, found: &Range<usize>) -> bool {
        let tokens = &side.tokens;
        let is_number =
            |index: usize| tokens.raw(index).chars().next().is_some_and(char::is_numeric);
        let is_glued = |index: usize| tokens.all.get(index).is_some_and(|one| one.gap == Gap::None);
        let cuts = |at: usize| {
            at >= 2
                && (is_glued(at)
                    && is_glued(at - 1)
                    && is_number(at)
                    && is_number(at - 2)
                    && tokens.all.get(at - 1).is_some_and(|one| !one.is_word)
                    || is_glued(at)
                        && is_glued(at + 1)
                        && is_number(at - 1)
                        && is_number(at + 1)
                        && tokens.all.get(at).is_some_and(|one| !one.is_word))
        };
        !cuts(found.start) && !cuts(found.end)
    }

    /// Whether the mark that ends a quotation is none that turns a sentence into a question or an exclamation.
    fn ends_alike(&self, side: &Side<'_>, range: &Range<usize>, found: &Range<usize>) -> bool {
        let asks = |raw: &str| {
            raw.chars().next().is_some_and(|one| matches!(one, '?' | '!' | '؟' | '？' | '！'))
        };
        let own = self.copy.raw(range.end);
        let is_glued = self.copy.all.get(range.end).is_some_and(|one| one.gap == Gap::None);
        !(is_glued && asks(own))
            || side.tokens.raw(found.end) == own
            || asks(side.tokens.raw(found.end))
    }

    /// The part as a passage of a text, verbatim or with an editor's marks.
    fn found(&self, unit: &Range<usize>, is_quoted: bool) -> Option<Judged> {
        let run = trimmed(self.copy, unit);
        let words = self.copy.words(run.clone());
        if words == 0 {
            return None;
        }
        let letters = self.copy.letters_in(&run);
        let mut best: Option<Judged> = None;
        let marked = items(self.copy, unit);
        for (text, side) in self.sides.iter().enumerate() {
            let is_half = || words * 2 >= side.tokens.words(0..side.tokens.all.len());
            let is_no_chance = words >= RUN_WORDS_MIN
                || words >= SHORT_WORDS_MIN && (letters >= SHORT_LETTERS_MIN || is_half());
            let verbatim = is_no_chance.then(|| self.runs(side, &run).next()).flatten();
            let judged = match (verbatim, &marked) {
                (Some(found), _) => Judged {
                    state: State::Verbatim,
                    text,
                    pieces: vec![Piece { copy: run.clone(), text: found }],
                    is_short: words < RUN_WORDS_MIN,
                    ..self.unknown(unit.clone(), is_quoted)
                },
                (None, Some(items)) => match self.cut(text, items) {
                    Some(judged) => Judged { unit: unit.clone(), is_quoted, ..judged },
                    None => continue,
                },
                (None, None) => continue,
            };
            match &mut best {
                Some(best) if best.state > judged.state => {}
                Some(best) if best.state == judged.state => best.also.push(judged),
                _ => best = Some(judged),
            }
        }
        let best = best?;
        let statement = |text: usize| {
            let place = self.sides.get(text).and_then(|side| side.text.places().first());
            place.map(|place| &place.version.statement)
        };
        let is_one = best.also.iter().all(|other| statement(other.text) == statement(best.text));
        (!best.is_short || is_one).then_some(best)
    }

    /// Short parts that go on where the part before them ends, or end where the next one begins.
    fn joined(&self, all: &mut [Judged]) {
        // What counts paragraphs stands between no two of them.
        let has_words =
            |one: &usize| all.get(*one).is_some_and(|one| units::has_words(self.copy, &one.unit));
        let told: Vec<usize> = (0..all.len()).filter(has_words).collect();
        let pairs: Vec<(usize, usize)> =
            told.iter().copied().zip(told.iter().copied().skip(1)).collect();
        for forward in [true, false] {
            let steps: Vec<(usize, usize)> = match forward {
                true => pairs.clone(),
                false => pairs.iter().rev().map(|(one, next)| (*next, *one)).collect(),
            };
            for (from, to) in steps {
                let (Some(known), Some(open)) = (all.get(from), all.get(to)) else { continue };
                if open.state != State::Unknown || known.state <= State::Altered {
                    continue;
                }
                let run = trimmed(self.copy, &units::bare(self.copy, &open.unit));
                if self.copy.words(run.clone()) == 0 {
                    continue;
                }
                let place = |known: &Judged| {
                    let text = self.beside(known, &run, forward)?;
                    let pieces = vec![Piece { copy: run.clone(), text }];
                    let state = State::Verbatim;
                    Some(Judged {
                        state,
                        text: known.text,
                        pieces,
                        is_short: true,
                        also: Vec::new(),
                        ..open.clone()
                    })
                };
                let mut found = std::iter::once(known).chain(&known.also).filter_map(place);
                let Some(first) = found.next() else { continue };
                let judged = Judged { also: found.collect(), ..first };
                if let Some(open) = all.get_mut(to) {
                    *open = judged;
                }
            }
        }
    }

    /// Where a run stands right beside a part.
    fn beside(&self, known: &Judged, run: &Range<usize>, forward: bool) -> Option<Range<usize>> {
        let side = self.sides.get(known.text)?;
        let piece = if forward { known.pieces.last()? } else { known.pieces.first()? };
        let is_beside = |found: &Range<usize>| {
            let gap =
                if forward { piece.text.end..found.start } else { found.end..piece.text.start };
            gap.start <= gap.end && side.tokens.words(gap) == 0
        };
        self.runs(side, run).find(is_beside)
    }
}

#[cfg(test)]
mod tests;
