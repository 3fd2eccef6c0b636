//! Which words of a copy are which words of a text.
//!
//! Grams that stand once in the text are the pegs; between two pegs the words are compared, first letter by letter
//! from both ends (so that words which were glued, cut or broken at a line end are the same words), then by the
//! shortest way from one to the other. Work is bounded: what is too long to compare is different as a whole.

use std::ops::Range;

use super::fold::{self, Kind};
use super::gram;
use super::token::{Gap, Keys, Token, Tokens};
use crate::shortest;

mod pegs;
mod tidy;

pub(super) use pegs::Once;
use pegs::{Peg, groups};
use tidy::tidy;

/// Most work for one text: the square of the number of words between two pegs, summed.
/// It is a fraction of a second.
pub const COST_MAX: usize = 3_000 * 3_000;
/// Most copies of a text, or of parts of it, that are all laid beside it.
const GROUPS_MAX: usize = 16;
/// Most words before the first and after the last peg that are compared.
const REACH_TOKENS: usize = 400;

/// Some words of the copy, and the words of the text in their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    /// Tokens of the copy.
    pub(super) copy: Range<usize>,
    /// Tokens of the text.
    pub(super) text: Range<usize>,
    /// How they stand to each other.
    pub(super) same: Same,
}

/// How the words of a step stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Same {
    /// Token for token they look the same.
    Plain,
    /// They have the same letters, cut otherwise.
    Cut(Kind),
    /// They differ.
    No,
}

/// A part of the copy beside the whole text: steps that cover both, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Aligned {
    pub(super) steps: Vec<Step>,
    /// Whether some words were too many to compare.
    pub(super) is_coarse: bool,
}

/// Every place where the copy has the text, or a good part of it.
pub(super) fn places(
    copy: &Tokens<'_>,
    (text, once): (&Tokens<'_>, &Once),
    keys: &Keys,
    hits: &[(u32, u32)],
) -> Vec<Aligned> {
    let mut groups = groups(&once.pegs(hits));
    if groups.is_empty() {
        groups.push(Vec::new());
    } else if groups.len() > GROUPS_MAX {
        // Of so many, those that have little of the text are sentences that many texts have, and no copies of it.
        let span = |group: &Vec<Peg>| {
            Some((group.last()?.text - group.first()?.text) as usize + gram::GRAM_LETTERS)
        };
        groups.retain(|group| span(group).is_some_and(|span| span * 4 >= text.letters.len()));
    }
    let token = |letters: &[super::token::Letter], at: u32| {
        letters.get(at as usize).map_or(0, |letter| letter.token as usize)
    };
    let mut places = Vec::new();
    let mut free = 0;
    for (index, group) in groups.iter().enumerate() {
        let next = groups.get(index + 1).and_then(|next| next.first());
        let own_end = group
            .last()
            .map_or(0, |last| token(&copy.letters, last.copy + gram::GRAM_LETTERS as u32));
        let end = next.map_or(copy.all.len(), |peg| {
            let pegged = token(&copy.letters, peg.copy);
            // Words before the next copy's first peg are its own, where it begins with the text.
            let begins = pegged.saturating_sub(token(&text.letters, peg.text));
            if begins > own_end { begins } else { pegged }
        });
        let (mut start, mut stop) = (free, end);
        if let (Some(first), Some(last)) = (group.first(), group.last()) {
            let before = token(&text.letters, first.text);
            let after = text.all.len() - token(&text.letters, last.text);
            let reach = |tokens: usize| (tokens * 2 + 8).min(REACH_TOKENS);
            start = token(&copy.letters, first.copy).saturating_sub(reach(before)).max(free);
            let past = token(&copy.letters, last.copy) + gram::RUN_LETTERS;
            stop = (past + reach(after)).min(end).max(start);
        }
        let mut alignment =
            Alignment { copy, text, keys, steps: Vec::new(), cost: 0, is_coarse: false };
        alignment.all(start..stop, group);
        let steps = tidy(alignment.steps, copy, text);
        // Words that are the same by chance stay free for the copy of the text that follows them.
        let last = steps.iter().rev().find(|step| step.same != Same::No);
        free = last.map_or(start, |step| step.copy.end);
        places.push(Aligned { steps, is_coarse: alignment.is_coarse });
    }
    places
}

/// The tokens of the text, from one on, that are these of the copy word for word and mark for mark.
pub(super) fn run(
    copy: (&Tokens<'_>, Range<usize>),
    text: (&Tokens<'_>, usize),
    keys: &Keys,
) -> Option<(Range<usize>, Vec<Step>)> {
    let ((copy, range), (text, start)) = (copy, text);
    let alignment = Alignment { copy, text, keys, steps: Vec::new(), cost: 0, is_coarse: false };
    let (steps, rest, _) = alignment.front(range, start..text.all.len());
    let key = |tokens: &Tokens<'_>, index: usize| tokens.all.get(index).map(|token| token.key);
    let is_same = |step: &Step| {
        step.same != Same::Plain
            || step
                .copy
                .clone()
                .zip(step.text.clone())
                .all(|(own, their)| key(copy, own) == key(text, their))
    };
    let end = steps.iter().rev().find(|step| !step.copy.is_empty())?.text.end;
    (rest.is_empty() && steps.iter().all(is_same)).then_some((start..end, steps))
}

/// Where a peg is next to words that are compared: before the first peg, those beside it are the text's and not those
/// where the copy was cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// Before them.
    Front,
    /// After them.
    Back,
}

/// A comparison under way.
struct Alignment<'a> {
    copy: &'a Tokens<'a>,
    text: &'a Tokens<'a>,
    keys: &'a Keys,
    steps: Vec<Step>,
    cost: usize,
    is_coarse: bool,
}

impl Alignment<'_> {
    fn all(&mut self, copy: Range<usize>, pegs: &[Peg]) {
        let (mut copy_at, mut text_at) = (copy.start, 0);
        let mut side = Side::Back;
        for peg in pegs {
            let Some((copy_token, text_token)) = self.pegged(*peg) else { continue };
            if copy_token < copy_at || text_token < text_at || copy_token > copy.end {
                continue;
            }
            self.between(copy_at..copy_token, text_at..text_token, side);
            (copy_at, text_at, side) = (copy_token, text_token, Side::Front);
        }
        self.between(copy_at..copy.end.max(copy_at), text_at..self.text.all.len(), Side::Front);
    }

    /// Two tokens in a row that look the same and begin within the peg.
    fn pegged(&self, peg: Peg) -> Option<(usize, usize)> {
        let starts = (0..gram::GRAM_LETTERS as u32).filter_map(|offset| {
            let copy = self.copy.letters.get((peg.copy + offset) as usize)?;
            let text = self.text.letters.get((peg.text + offset) as usize)?;
            (copy.is_first && text.is_first).then_some((copy.token as usize, text.token as usize))
        });
        let look =
            |tokens: &Tokens<'_>, index: usize| tokens.all.get(index).map(|token| token.look);
        let mut same =
            starts.filter(|(copy, text)| look(self.copy, *copy) == look(self.text, *text));
        same.next()
    }

    fn between(&mut self, copy: Range<usize>, text: Range<usize>, side: Side) {
        let (head, tail, copy, text) = match side {
            Side::Front => {
                let (head, copy, text) = self.front(copy, text);
                let (tail, copy, text) = self.back(copy, text);
                (head, tail, copy, text)
            }
            Side::Back => {
                let (tail, copy, text) = self.back(copy, text);
                let (head, copy, text) = self.front(copy, text);
                (head, tail, copy, text)
            }
        };
        head.into_iter().for_each(|step| self.push(step));
        let length = copy.len() + text.len();
        let cost = self.cost.saturating_add(length.saturating_mul(length));
        if copy.is_empty() || text.is_empty() {
            self.hunk(copy, text);
        } else if cost > COST_MAX {
            self.is_coarse = true;
            self.push(Step { copy, text, same: Same::No });
        } else {
            self.cost = cost;
            self.shortest(copy, text);
        }
        tail.into_iter().for_each(|step| self.push(step));
    }

    fn shortest(&mut self, copy: Range<usize>, text: Range<usize>) {
        let looks = |tokens: &Tokens<'_>, range: &Range<usize>| -> Vec<u32> {
            tokens.all.get(range.clone()).unwrap_or_default().iter().map(|one| one.look).collect()
        };
        let (olds, news) = (looks(self.text, &text), looks(self.copy, &copy));
        let (mut copy_at, mut text_at) = (copy.start, text.start);
        for stay in shortest::stays(&olds, &news) {
            let old = stay.old.start + text.start..stay.old.end + text.start;
            let new = stay.new.start + copy.start..stay.new.end + copy.start;
            self.hunk(copy_at..new.start, text_at..old.start);
            (copy_at, text_at) = (new.end, old.end);
            self.push(Step { copy: new, text: old, same: Same::Plain });
        }
        self.hunk(copy_at..copy.end, text_at..text.end);
    }

    /// Words in each other's place: what has the same letters at both ends, and the rest.
    fn hunk(&mut self, copy: Range<usize>, text: Range<usize>) {
        let (head, copy, text) = self.front(copy, text);
        head.into_iter().for_each(|step| self.push(step));
        let (tail, copy, text) = self.back(copy, text);
        self.push(Step { copy, text, same: Same::No });
        tail.into_iter().for_each(|step| self.push(step));
    }

    fn push(&mut self, step: Step) {
        push(&mut self.steps, step);
    }

    /// The steps from the front on that have the same letters, and what is left.
    fn front(
        &self,
        copy: Range<usize>,
        text: Range<usize>,
    ) -> (Vec<Step>, Range<usize>, Range<usize>) {
        let (mut copy_at, mut text_at) = (copy.start, text.start);
        let mut steps = Vec::new();
        while let Some((copy_next, text_next, same)) =
            self.advance(copy_at..copy.end, text_at..text.end)
        {
            push(&mut steps, Step { copy: copy_at..copy_next, text: text_at..text_next, same });
            (copy_at, text_at) = (copy_next, text_next);
        }
        (steps, copy_at..copy.end, text_at..text.end)
    }

    /// The steps from the back on that have the same letters, and what is left.
    fn back(
        &self,
        copy: Range<usize>,
        text: Range<usize>,
    ) -> (Vec<Step>, Range<usize>, Range<usize>) {
        let same = |back: usize| {
            let (copy_index, text_index) = (copy.end - back - 1, text.end - back - 1);
            let look =
                |tokens: &Tokens<'_>, index: usize| tokens.all.get(index).map(|token| token.look);
            look(self.copy, copy_index) == look(self.text, text_index)
        };
        let count = (0..copy.len().min(text.len())).take_while(|back| same(*back)).count();
        let (copy_end, text_end) = (copy.end - count, text.end - count);
        let step = Step { copy: copy_end..copy.end, text: text_end..text.end, same: Same::Plain };
        (vec![step], copy.start..copy_end, text.start..text_end)
    }

    /// The next tokens on both sides that have the same letters together.
    fn advance(&self, copy: Range<usize>, text: Range<usize>) -> Option<(usize, usize, Same)> {
        let token = |tokens: &Tokens<'_>, index: usize| tokens.all.get(index).copied();
        let own = (!copy.is_empty()).then(|| token(self.copy, copy.start)).flatten();
        let their = (!text.is_empty()).then(|| token(self.text, text.start)).flatten();
        if let (Some(own), Some(their)) = (own, their)
            && own.look == their.look
        {
            return Some((copy.start + 1, text.start + 1, Same::Plain));
        }
        if copy.len() > 1
            && text.len() > 1
            && is_swapped(self.copy, copy.start, self.text, text.start)
        {
            return Some((copy.start + 2, text.start + 2, Same::Cut(Kind::Quotes)));
        }
        if own.is_some() && is_list_mark(self.copy, copy.start) {
            return Some((copy.start + 1, text.start, Same::Cut(Kind::Bullets)));
        }
        if their.is_some() && is_list_mark(self.text, text.start) {
            return Some((copy.start, text.start + 1, Same::Cut(Kind::Bullets)));
        }
        self.letters(copy, text)
    }

    /// Goes on letter by letter until a token ends on both sides.
    fn letters(&self, copy: Range<usize>, text: Range<usize>) -> Option<(usize, usize, Same)> {
        let mut own = Walk {
            tokens: self.copy,
            keys: self.keys,
            at: copy.start,
            end: copy.end,
            rest: "",
            breaks: 0,
        };
        let mut their = Walk {
            tokens: self.text,
            keys: self.keys,
            at: text.start,
            end: text.end,
            rest: "",
            breaks: 0,
        };
        own.open()?;
        their.open()?;
        loop {
            let shared = own
                .rest
                .bytes()
                .zip(their.rest.bytes())
                .take_while(|(own, their)| own == their)
                .count();
            own.rest = own.rest.get(shared..)?;
            their.rest = their.rest.get(shared..)?;
            if !own.rest.is_empty() && !their.rest.is_empty() {
                return None;
            }
            if own.rest.is_empty() && their.rest.is_empty() {
                // A hyphen at a line's end may hide that the word goes on.
                let is_broken = own.skip_break() || their.skip_break();
                if !is_broken {
                    let kind = if own.breaks + their.breaks > 0 {
                        Kind::Hyphenation
                    } else {
                        Kind::Joined
                    };
                    return Some((own.at + 1, their.at + 1, Same::Cut(kind)));
                }
            }
            if own.rest.is_empty() {
                own.next()?;
            }
            if their.rest.is_empty() {
                their.next()?;
            }
        }
    }
}

/// One side of a walk along letters.
struct Walk<'a> {
    tokens: &'a Tokens<'a>,
    keys: &'a Keys,
    at: usize,
    end: usize,
    rest: &'a str,
    breaks: usize,
}

impl Walk<'_> {
    fn token(&self) -> Option<Token> {
        (self.at < self.end).then(|| self.tokens.all.get(self.at).copied()).flatten()
    }

    fn open(&mut self) -> Option<()> {
        let token = self.token()?;
        self.rest = self.keys.string(token.look);
        Some(())
    }

    /// The token after this one, past a hyphen at a line's end.
    fn next(&mut self) -> Option<()> {
        if !self.skip_break() {
            self.at += 1;
            // Marks are not glued to anything by a lost space.
            self.token().filter(|token| token.is_word)?;
        }
        self.open()
    }

    /// Whether a hyphen at a line's end follows, and a word after it; then the walk goes on with that word.
    fn skip_break(&mut self) -> bool {
        let (Some(hyphen), Some(word)) =
            (self.tokens.all.get(self.at + 1), self.tokens.all.get(self.at + 2))
        else {
            return false;
        };
        let is_break = self.at + 2 < self.end
            && self.tokens.raw(self.at + 1).chars().all(fold::is_dash)
            && hyphen.gap == Gap::None
            && word.gap == Gap::Line
            && word.is_word;
        if is_break {
            self.at += 2;
            self.breaks += 1;
            self.rest = self.keys.string(word.look);
        }
        is_break
    }
}

/// Whether the token is a dash or bullet that begins a line, with a space after it.
fn is_list_mark(tokens: &Tokens<'_>, index: usize) -> bool {
    let next = tokens.all.get(index + 1);
    let starts =
        tokens.all.get(index).is_some_and(|token| token.gap >= Gap::Line && !token.is_word);
    starts
        && next.is_some_and(|next| next.gap != Gap::None)
        && tokens.raw(index).chars().all(fold::is_bullet)
}

/// Whether the token comes right after a dash or bullet that begins a line.
pub(super) fn is_after_list_mark(tokens: &Tokens<'_>, index: usize) -> bool {
    index.checked_sub(1).is_some_and(|before| is_list_mark(tokens, before))
}

/// Whether a comma or full stop and a closing quotation mark stand here that the other side has the other way round.
fn is_swapped(copy: &Tokens<'_>, copy_at: usize, text: &Tokens<'_>, text_at: usize) -> bool {
    let is_quote = |raw: &str| !raw.is_empty() && raw.chars().all(fold::is_quote);
    let ends = |raw: &str| matches!(raw, "." | ",");
    let is_glued = |tokens: &Tokens<'_>, at: usize| {
        (at..at + 2).all(|at| tokens.all.get(at).is_some_and(|one| one.gap == Gap::None))
    };
    let (own, own_next) = (copy.raw(copy_at), copy.raw(copy_at + 1));
    let (their, their_next) = (text.raw(text_at), text.raw(text_at + 1));
    let is_crossed = (ends(own) && own == their_next && is_quote(own_next) && is_quote(their))
        || (ends(their) && their == own_next && is_quote(their_next) && is_quote(own));
    is_crossed && is_glued(copy, copy_at) && is_glued(text, text_at)
}

/// Adds a step; neighbours of one kind become one.
fn push(steps: &mut Vec<Step>, step: Step) {
    if step.copy.is_empty() && step.text.is_empty() {
        return;
    }
    match steps.last_mut() {
        Some(last) if last.same == step.same && !matches!(step.same, Same::Cut(_)) => {
            last.copy.end = step.copy.end;
            last.text.end = step.text.end;
        }
        _ => steps.push(step),
    }
}
