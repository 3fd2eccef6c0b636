//! One text beside a copy: is it there, whole or in part, and what differs.

use std::collections::BTreeSet;
use std::ops::Range;

use super::align::{self, Aligned, Same, Step};
use super::fold::{self, Kind};
use super::furniture::{self, Furniture};
use super::look;
use super::token::{self, Gap, Keys, Tokens};
use super::{Change, Letter, Match};
use crate::wording;

mod beside;

/// Fewest words of an excerpt: fewer in a row are found in texts that nobody took from each other.
pub const EXCERPT_WORDS_MIN: usize = 8;
/// Fewest words between two runs of the text for them to be two excerpts.
const SKIPPED_WORDS_MIN: usize = 20;
/// Most changes that are listed; more are counted.
pub const CHANGES_MAX: usize = 1_000;
/// Words of context on each side of a change.
const CONTEXT_TOKENS: usize = 4;
/// Of a thousand words, so many of a text in a copy make it an altered copy and no choice of excerpts.
const COPY_PERMILLE: usize = 300;
/// Of a thousand words of the part that is compared, so many must be the same for it to be of the text at all.
const SAME_PERMILLE: usize = 500;

/// How a copy stands to one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Comparison {
    pub(super) matched: Match,
    /// What it took to make the words equal.
    pub(super) kinds: BTreeSet<Kind>,
    /// Words of the text that the copy has in order.
    pub(super) words_here: usize,
    /// Words of the text.
    pub(super) words: usize,
    /// Of a thousand words of both, how many are the same.
    pub(super) similarity_permille: usize,
    /// The bytes of the copy that are the text's.
    pub(super) parts: Vec<Range<usize>>,
    /// The bytes of the text that the copy does not have, where it is an excerpt.
    pub(super) missing: Vec<Range<usize>>,
    pub(super) changes: Vec<Change>,
    pub(super) changes_count: usize,
    /// Letters that only look like the text's.
    pub(super) lookalikes: Vec<Letter>,
    /// Lines inside the text that belong to a page.
    pub(super) furniture: Vec<Range<usize>>,
    /// Words that are cut otherwise.
    pub(super) cuts: Vec<Range<usize>>,
    /// Copies of the text here, and how many of them differ.
    pub(super) copies: usize,
    pub(super) copies_altered: usize,
    pub(super) is_coarse: bool,
}

/// Both sides of a comparison.
pub(super) struct Sides<'a> {
    pub(super) copy: &'a Tokens<'a>,
    pub(super) text: &'a Tokens<'a>,
    pub(super) once: &'a align::Once,
    pub(super) keys: &'a Keys,
    pub(super) furniture: &'a Furniture,
}

/// Compares; `hits` are the grams of the copy that any text has, with where they begin.
pub(super) fn compare(sides: &Sides<'_>, hits: &[(u32, u32)]) -> Option<Comparison> {
    let places = align::places(sides.copy, (sides.text, sides.once), sides.keys, hits);
    let mut judged: Vec<Comparison> =
        places.iter().filter_map(|place| judge(sides, place)).collect();
    let words = sides.text.words(0..sides.text.all.len());
    // Beside a whole copy, a headline or a teaser that has a part of the text is no second copy.
    let most = judged.iter().map(|one| one.words_here).max()?;
    judged.retain(|one| one.words_here * 2 >= words.min(most));
    let copies = judged.len();
    let copies_altered = judged.iter().filter(|one| one.matched == Match::Altered).count();
    let parts: Vec<Range<usize>> = judged.iter().flat_map(|one| one.parts.clone()).collect();
    // Where one copy was altered, that is the answer.
    let worst = |one: &Comparison| {
        (one.matched == Match::Altered, one.changes_count, std::cmp::Reverse(one.words_here))
    };
    let mut found = judged.into_iter().max_by_key(worst)?;
    (found.copies, found.copies_altered) = (copies, copies_altered);
    if copies > 1 {
        found.parts = parts;
    }
    if found.matched == Match::Contains {
        found.matched = ladder(sides, &mut found);
    }
    Some(found)
}

/// A whole text with nothing around it is the text itself.
fn ladder(sides: &Sides<'_>, found: &mut Comparison) -> Match {
    let covered: usize = found.parts.iter().map(|part| part.end - part.start).sum();
    let all = sides.copy.bytes(&(0..sides.copy.all.len()));
    if found.copies > 1 || !found.furniture.is_empty() || covered < all.end - all.start {
        return Match::Contains;
    }
    if sides.copy.text == sides.text.text {
        return Match::Exact;
    }
    if found.kinds.is_empty() || sides.copy.before(0) != sides.text.before(0) {
        found.kinds.insert(Kind::Spaces);
    }
    if found.kinds.iter().all(|kind| kind.is_layout()) { Match::Layout } else { Match::Typography }
}

/// Notes which folds the steps of a run needed, and where its words are cut otherwise.
pub(super) fn fold_run(sides: &Sides<'_>, steps: &[Step], found: &mut Comparison) {
    let place = Aligned { steps: Vec::new(), is_coarse: false };
    Judging { sides, core: steps, place: &place }.fold(found);
}

/// What one place of the copy is to the text.
fn judge(sides: &Sides<'_>, place: &Aligned) -> Option<Comparison> {
    let steps = &place.steps;
    let first = steps.iter().position(|step| step.same != Same::No)?;
    let last = steps.iter().rposition(|step| step.same != Same::No)?;
    let core = steps.get(first..=last)?;
    let judging = Judging { sides, core, place };
    let copy = core.first()?.copy.start..core.last()?.copy.end;
    let text = core.first()?.text.start..core.last()?.text.end;
    judging.judge(copy, text)
}

struct Judging<'a> {
    sides: &'a Sides<'a>,
    core: &'a [Step],
    place: &'a Aligned,
}

impl Judging<'_> {
    fn judge(&self, copy: Range<usize>, text: Range<usize>) -> Option<Comparison> {
        let (sides, end) = (self.sides, self.sides.text.all.len());
        let words = sides.text.words(0..end);
        let is_same = |step: &&Step| step.same != Same::No;
        let words_here: usize =
            self.core.iter().filter(is_same).map(|step| sides.text.words(step.text.clone())).sum();
        let (furniture, differences): (Vec<&Step>, Vec<&Step>) =
            self.core.iter().filter(|step| step.same == Same::No).partition(|step| {
                step.text.is_empty()
                    && (sides.furniture.is(sides.copy, &step.copy)
                        || furniture::is_counter(
                            (sides.copy, &step.copy),
                            (sides.text, step.text.start),
                        ))
            });
        let mut found = Comparison {
            matched: Match::Contains,
            kinds: BTreeSet::new(),
            words_here,
            words,
            similarity_permille: 0,
            parts: vec![sides.copy.bytes(&copy)],
            missing: Vec::new(),
            changes: Vec::new(),
            changes_count: 0,
            lookalikes: Vec::new(),
            furniture: furniture.iter().map(|step| sides.copy.bytes(&step.copy)).collect(),
            cuts: Vec::new(),
            copies: 1,
            copies_altered: 0,
            is_coarse: self.place.is_coarse,
        };
        self.fold(&mut found);
        let is_whole = text == (0..end);
        let is_looking = !self.lookalike_steps().is_empty();
        if differences.is_empty() && !is_looking && is_whole {
            found.similarity_permille = 1000;
            return Some(found);
        }
        let ends = self.ends(&copy, &text, words_here * 2 >= words);
        let is_run = |step: &Step| sides.text.words(step.text.clone()) >= EXCERPT_WORDS_MIN;
        let is_alone = differences.is_empty() && !is_looking && ends == [true, true];
        if is_alone && words_here < EXCERPT_WORDS_MIN {
            // A few of its words, and no other ones: passages are judged by another rule.
            return None;
        }
        if is_alone {
            let beside = beside::changes(sides, &copy, &text);
            if !beside.is_empty() {
                return self.altered(found, &beside.iter().collect::<Vec<_>>(), copy, text, ends);
            }
            found.matched = Match::Excerpt;
            found.missing = self.outside(&text);
            found.similarity_permille = permille(words_here, words_here, words);
            return Some(found);
        }
        if !is_looking
            && ends == [true, true]
            && words_here * 1000 < words * COPY_PERMILLE
            && self.core.iter().filter(is_same).all(is_run)
            && differences.iter().all(|step| self.is_skipped(step))
        {
            found.matched = Match::Excerpt;
            found.missing = self.outside(&text);
            found.missing.extend(differences.iter().map(|step| sides.text.bytes(&step.text)));
            found.missing.sort_by_key(|range| range.start);
            found.parts =
                self.core.iter().filter(is_same).map(|step| sides.copy.bytes(&step.copy)).collect();
            found.similarity_permille = permille(words_here, words_here, words);
            return Some(found);
        }
        self.altered(found, &differences, copy, text, ends)
    }

    fn altered(
        &self,
        mut found: Comparison,
        differences: &[&Step],
        copy: Range<usize>,
        text: Range<usize>,
        [is_clean_start, is_clean_end]: [bool; 2],
    ) -> Option<Comparison> {
        let sides = self.sides;
        let end = sides.text.all.len();
        // Most of the text is here: what is missing at its ends was taken away.
        let is_copy = found.words_here * 2 >= found.words;
        let mut changes: Vec<Step> = differences.iter().map(|step| (*step).clone()).collect();
        let (mut copy_span, mut text_span) = (copy.clone(), text.clone());
        if !is_clean_start || (is_copy && text.start > 0) {
            let (own, their) = (
                self.sentence_start(copy.start),
                if is_copy { 0 } else { self.text_start(text.start) },
            );
            let own = if is_clean_start { copy.start } else { own };
            changes.push(Step { copy: own..copy.start, text: their..text.start, same: Same::No });
            (copy_span.start, text_span.start) = (own, their);
        }
        if !is_clean_end || (is_copy && text.end < end) {
            let (own, their) =
                (self.sentence_end(copy.end), if is_copy { end } else { self.text_end(text.end) });
            let own = if is_clean_end { copy.end } else { own };
            changes.push(Step { copy: copy.end..own, text: text.end..their, same: Same::No });
            (copy_span.end, text_span.end) = (own, their);
        }
        let own_words = sides.copy.words(copy_span.clone());
        let local = permille(found.words_here, own_words, sides.text.words(text_span.clone()));
        let has_run = self.longest_run() >= EXCERPT_WORDS_MIN.min(found.words.div_ceil(2));
        if local < SAME_PERMILLE || (!has_run && local < SAME_PERMILLE + SAME_PERMILLE / 4) {
            return None;
        }
        changes.extend(self.lookalike_steps());
        changes.retain(|step| !(step.copy.is_empty() && step.text.is_empty()));
        changes.sort_by_key(|step| (step.copy.start, step.text.start));
        // The mark that ends a sentence of the copy is its own, where other words are the difference.
        let is_ending = |step: &Step| {
            step.copy.end == copy_span.end
                && sides.text.words(step.text.clone()) == 0
                && step.copy.clone().all(|at| matches!(sides.copy.raw(at), "." | "," | ";" | "…"))
        };
        if !is_copy && changes.len() > 1 {
            changes.retain(|step| !is_ending(step));
        }
        if changes.is_empty() {
            // A few words that stand in the text as they stand here: too few to be of it.
            return None;
        }
        found.matched = Match::Altered;
        found.changes_count = changes.len();
        found.changes = changes.iter().take(CHANGES_MAX).map(|step| self.change(step)).collect();
        found.parts = vec![sides.copy.bytes(&copy_span)];
        if !is_copy {
            found.missing = self.outside(&text_span);
        }
        found.similarity_permille = permille(found.words_here, own_words, found.words).min(999);
        Some(found)
    }

    /// Notes which folds were needed, where words are cut otherwise, and which letters only look the same.
    fn fold(&self, found: &mut Comparison) {
        let sides = self.sides;
        let mut last: Option<(usize, usize)> = None;
        for step in self.core {
            if let Same::Cut(kind) = step.same {
                found.kinds.insert(kind);
                if kind == Kind::Joined {
                    found.cuts.push(sides.copy.bytes(&step.copy));
                }
                for (range, tokens) in [(&step.copy, sides.copy), (&step.text, sides.text)] {
                    let raw = tokens.slice(range);
                    if raw.contains(fold::SOFT_HYPHEN) {
                        found.kinds.insert(Kind::SoftHyphens);
                    }
                }
            }
            let pairs = if step.same == Same::Plain { step.copy.len() } else { 0 };
            for offset in 0..pairs {
                let (own, their) = (step.copy.start + offset, step.text.start + offset);
                self.pair(own, their, last == own.checked_sub(1).zip(their.checked_sub(1)), found);
                last = Some((own, their));
            }
        }
    }

    fn pair(&self, own: usize, their: usize, follows: bool, found: &mut Comparison) {
        let (copy, text) = (self.sides.copy, self.sides.text);
        let (raw, want) = (copy.raw(own), text.raw(their));
        let is_other =
            copy.all.get(own).map(|token| token.key) != text.all.get(their).map(|token| token.key);
        if is_other && look::is_spelled_alike(raw, want) {
            // It is told of as spelling, and is a change as any other.
        } else if is_other {
            let start = copy.bytes(&(own..own + 1)).start;
            for (at, character) in raw.char_indices() {
                // The text may have the strange letter, and the copy the plain one.
                let stands_for = token::stands_for(character).or_else(|| {
                    let place = raw.get(..at)?.chars().count();
                    want.chars().nth(place).filter(|wanted| {
                        *wanted != character && token::stands_for(*wanted).is_some()
                    })
                });
                let Some(stands_for) = stands_for.filter(|_| !want.contains(character)) else {
                    continue;
                };
                found.lookalikes.push(Letter {
                    at: start + at,
                    character,
                    stands_for: Some(stands_for),
                });
            }
            if found.lookalikes.is_empty() {
                let character = raw.chars().next().unwrap_or_default();
                found.lookalikes.push(Letter { at: start, character, stands_for: None });
            }
        } else if raw != want {
            fold::kinds(raw, want, &mut found.kinds);
        }
        let (space, wanted) = (copy.before(own), text.before(their));
        if follows && space != wanted {
            let plain = |space: &str| {
                space.chars().all(|one| matches!(fold::class(one), fold::Class::Space { .. }))
            };
            let hidden =
                |space: &str| space.chars().any(|one| fold::class(one) == fold::Class::Hidden);
            let kind = match (hidden(space) || hidden(wanted), plain(space) && plain(wanted)) {
                (true, _) if space.contains(fold::SOFT_HYPHEN) => Kind::SoftHyphens,
                (true, _) => Kind::Hidden,
                (false, true) => Kind::Spaces,
                (false, false) => Kind::NoBreakSpaces,
            };
            found.kinds.insert(kind);
        }
    }

    /// Tokens that look the same and are not.
    fn lookalike_steps(&self) -> Vec<Step> {
        let (copy, text) = (self.sides.copy, self.sides.text);
        let mut steps = Vec::new();
        for step in self.core {
            let pairs = if step.same == Same::Plain { step.copy.len() } else { 0 };
            for offset in 0..pairs {
                let (own, their) = (step.copy.start + offset, step.text.start + offset);
                if copy.all.get(own).map(|one| one.key) != text.all.get(their).map(|one| one.key) {
                    steps.push(Step { copy: own..own + 1, text: their..their + 1, same: Same::No });
                }
            }
        }
        steps
    }

    /// Whether these are words that stand between two excerpts: a cut within a paragraph that nobody marked is a change.
    fn is_skipped(&self, step: &Step) -> bool {
        let copy = self.sides.copy;
        let is_apart = (step.copy.start..=step.copy.end).any(|index| {
            copy.all.get(index).is_some_and(|one| one.gap == Gap::Blank)
                || copy.raw(index).chars().next().is_some_and(fold::is_quote)
        });
        is_apart
            && self.sides.text.words(step.text.clone()) >= SKIPPED_WORDS_MIN
            && self.is_clean_end(step.copy.start, step.text.start)
            && self.is_clean_start(step.copy.end, step.text.end)
    }

    /// Words of the longest run without a difference.
    fn longest_run(&self) -> usize {
        let mut longest = 0;
        let mut run = 0;
        for step in self.core {
            run = if step.same == Same::No {
                0
            } else {
                run + self.sides.text.words(step.text.clone())
            };
            longest = longest.max(run);
        }
        longest
    }

    /// Whether the run begins and ends where an excerpt may; one with most of the text ends where a sentence does.
    fn ends(&self, copy: &Range<usize>, text: &Range<usize>, is_copy: bool) -> [bool; 2] {
        let tokens = self.sides.text;
        if is_copy {
            let end = tokens.all.len();
            let none = |range: Range<usize>| tokens.words(range) == 0;
            return [
                is_start(tokens, text.start) || none(0..text.start),
                is_end(tokens, text.end) || none(text.end..end),
            ];
        }
        [self.is_clean_start(copy.start, text.start), self.is_clean_end(copy.end, text.end)]
    }

    /// Whether a run may begin here: where the copy or the text begins something.
    fn is_clean_start(&self, copy: usize, text: usize) -> bool {
        is_start(self.sides.copy, copy) || is_start(self.sides.text, text)
    }

    fn is_clean_end(&self, copy: usize, text: usize) -> bool {
        is_end(self.sides.copy, copy) || is_end(self.sides.text, text)
    }

    fn sentence_start(&self, at: usize) -> usize {
        (0..=at).rev().find(|index| is_start(self.sides.copy, *index)).unwrap_or(at)
    }

    fn sentence_end(&self, at: usize) -> usize {
        let end = self.sides.copy.all.len();
        (at..=end).find(|index| is_end(self.sides.copy, *index)).unwrap_or(end)
    }

    fn text_start(&self, at: usize) -> usize {
        (0..=at).rev().find(|index| is_start(self.sides.text, *index)).unwrap_or(0)
    }

    fn text_end(&self, at: usize) -> usize {
        let end = self.sides.text.all.len();
        (at..=end).find(|index| is_end(self.sides.text, *index)).unwrap_or(end)
    }

    /// What of the text lies outside these tokens.
    fn outside(&self, range: &Range<usize>) -> Vec<Range<usize>> {
        let text = self.sides.text;
        let parts = [0..range.start, range.end..text.all.len()];
        parts.iter().filter(|part| !part.is_empty()).map(|part| text.bytes(part)).collect()
    }

    fn change(&self, step: &Step) -> Change {
        change(self.sides, step)
    }
}

/// A difference as it is shown.
pub(super) fn change(sides: &Sides<'_>, step: &Step) -> Change {
    let (copy, text) = (sides.copy, sides.text);
    let kind = match (step.text.is_empty(), step.copy.is_empty()) {
        (true, _) => wording::Kind::Insert,
        (_, true) => wording::Kind::Delete,
        _ => wording::Kind::Replace,
    };
    let is_word = |index: &usize| copy.all.get(*index).is_some_and(|token| token.is_word);
    let around = step.copy.start.saturating_sub(CONTEXT_TOKENS)
        ..(step.copy.end + CONTEXT_TOKENS).min(copy.all.len());
    let first = (around.start..step.copy.start).find(is_word).unwrap_or(step.copy.start);
    let (own, around) = (copy.bytes(&step.copy), copy.bytes(&(first..around.end)));
    let context = |range: Range<usize>| copy.text.get(range).unwrap_or_default().to_owned();
    Change {
        kind,
        before: text.slice(&step.text).to_owned(),
        after: copy.slice(&step.copy).to_owned(),
        at: own.clone(),
        before_at: text.bytes(&step.text),
        context_before: context(around.start.min(own.start)..own.start),
        context_after: context(own.end..around.end.max(own.end)),
    }
}

/// Whether something begins before this token: the text, a paragraph, a sentence, a quotation.
pub(super) fn is_start(tokens: &Tokens<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map(|index| tokens.raw(index));
    let gap = tokens.all.get(at).map_or(Gap::Blank, |token| token.gap);
    before.is_none_or(token::is_stop) || gap == Gap::Blank || fold_quote(tokens.raw(at))
}

/// Whether something ends before this token.
pub(super) fn is_end(tokens: &Tokens<'_>, at: usize) -> bool {
    let next = tokens.all.get(at);
    is_start(tokens, at)
        || next.is_none()
        || (next.is_some_and(|one| !one.is_word)
            && token::is_stop(tokens.raw(at))
            && fold_quote(tokens.raw(at)))
}

fn fold_quote(raw: &str) -> bool {
    raw.chars().next().is_some_and(|one| fold::is_quote(one) || matches!(one, '(' | '[' | '…'))
}

/// Twice what both have, in a thousand of both.
fn permille(both: usize, one: usize, other: usize) -> usize {
    (both * 2000).checked_div(one + other).unwrap_or(0)
}
