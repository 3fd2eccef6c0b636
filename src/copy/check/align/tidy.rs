//! What a reader would not call the same, and where a difference is best shown.

use super::{Same, Step, push};
use crate::check::token::{self, Gap, Tokens};

/// Fewer words next to longer differences may be the same by chance.
const CHANCE_WORDS: usize = 8;

/// The steps without words that are the same by chance, and with each insertion and deletion where a sentence or
/// a part of one begins, as far as that is free to choose.
pub(super) fn tidy(steps: Vec<Step>, copy: &Tokens<'_>, text: &Tokens<'_>) -> Vec<Step> {
    slide(without_chance(steps, copy, text), copy, text)
}

/// Takes words that are the same by chance, between longer differences, for different.
fn without_chance(mut steps: Vec<Step>, copy: &Tokens<'_>, text: &Tokens<'_>) -> Vec<Step> {
    let words = |step: Option<&Step>| match step {
        Some(step) if step.same == Same::No => {
            Some(copy.words(step.copy.clone()).max(text.words(step.text.clone())))
        }
        _ => None,
    };
    loop {
        let is_chance = |index: &usize| {
            let Some(step) = steps.get(*index).filter(|step| step.same != Same::No) else {
                return false;
            };
            let own = text.words(step.text.clone()).max(1);
            let before = words(index.checked_sub(1).and_then(|index| steps.get(index)));
            let after = words(steps.get(index + 1));
            let is_first = *index <= 1 && before.is_some();
            let is_last = index + 2 >= steps.len() && after.is_some();
            match (before, after) {
                (Some(before), Some(after)) if is_first && own < CHANCE_WORDS => {
                    before > 0 && (own * 2 < after || (own < 3 && own * 2 < before))
                }
                (Some(before), Some(after)) if is_last && own < CHANCE_WORDS => {
                    after > 0 && (own * 2 < before || (own < 3 && own * 2 < after))
                }
                (Some(before), Some(after)) => own < CHANCE_WORDS && own * 3 < before.min(after),
                (None, Some(after)) if *index == 0 => own * 2 < after && own < CHANCE_WORDS,
                (Some(before), None) if index + 1 == steps.len() => {
                    own * 2 < before && own < CHANCE_WORDS
                }
                _ => false,
            }
        };
        let Some(found) = (0..steps.len()).find(is_chance) else { return steps };
        let mut tidied = Vec::with_capacity(steps.len());
        for (index, step) in std::mem::take(&mut steps).into_iter().enumerate() {
            let same = if index == found { Same::No } else { step.same };
            push(&mut tidied, Step { same, ..step });
        }
        steps = tidied;
    }
}

/// Moves words that were only added or only taken away back over equal ones, to where something begins.
///
/// Of "a b, a c" without "b, a" it is as true that "a b," was taken away, and easier to read.
fn slide(mut steps: Vec<Step>, copy: &Tokens<'_>, text: &Tokens<'_>) -> Vec<Step> {
    for index in 1..steps.len().saturating_sub(1) {
        let (Some(before), Some(step), Some(after)) =
            (steps.get(index - 1), steps.get(index), steps.get(index + 1))
        else {
            break;
        };
        let is_between = before.same == Same::Plain && after.same == Same::Plain;
        let is_one_sided = step.same == Same::No && (step.copy.is_empty() || step.text.is_empty());
        if !is_between || !is_one_sided {
            continue;
        }
        let (tokens, range) = if step.copy.is_empty() {
            (text, step.text.clone())
        } else {
            (copy, step.copy.clone())
        };
        let Some(back) = way_back(tokens, &range, before.copy.len() - 1) else { continue };
        let shift = |range: &std::ops::Range<usize>| range.start - back..range.end - back;
        let (moved_copy, moved_text) = (shift(&step.copy), shift(&step.text));
        if let Some(before) = steps.get_mut(index - 1) {
            before.copy.end -= back;
            before.text.end -= back;
        }
        if let Some(step) = steps.get_mut(index) {
            (step.copy, step.text) = (moved_copy, moved_text);
        }
        if let Some(after) = steps.get_mut(index + 1) {
            after.copy.start -= back;
            after.text.start -= back;
        }
    }
    steps
}

/// How many tokens back something begins, if the words may be moved there.
fn way_back(tokens: &Tokens<'_>, range: &std::ops::Range<usize>, most: usize) -> Option<usize> {
    let look = |index: usize| tokens.all.get(index).map(|token| token.look);
    let begins = |start: usize| {
        let before = start.checked_sub(1).map(|index| tokens.raw(index));
        before.is_none_or(|raw| token::is_stop(raw) || raw == ",")
            || tokens.all.get(start).is_some_and(|token| token.gap == Gap::Blank)
    };
    let same = |back: &usize| look(range.start - back) == look(range.end - back);
    let most = most.min(range.start);
    if begins(range.start) {
        return None;
    }
    (1..=most).take_while(same).find(|back| begins(range.start - back))
}
