//! Short passages that are a text's but for a negation: "we ask for release" of "we do not ask for release".
//!
//! So few words would be somebody else's, where a passage of more words is laid beside the text that it is near to.

use std::ops::Range;

use super::items::trimmed;
use super::{
    Judged, Library, Omission, Piece, RUN_WORDS_MIN, SHORT_LETTERS_MIN, SHORT_WORDS_MIN, State,
    negation,
};
use crate::check::Side;

/// Most tokens that are more on one side: `do not`, `don't`.
const TURNED_TOKENS_MAX: usize = 3;

impl Library<'_> {
    /// The part as a short passage of which the sense is turned.
    pub(super) fn turned(&self, unit: &Range<usize>) -> Option<Judged> {
        let run = trimmed(self.copy, unit);
        let words = self.copy.words(run.clone());
        let is_short = (SHORT_WORDS_MIN..RUN_WORDS_MIN * 2).contains(&words);
        if !is_short || self.copy.letters_in(&run) < SHORT_LETTERS_MIN {
            return None;
        }
        let first = self.copy.all.get(run.start)?;
        self.sides.iter().enumerate().find_map(|(text, side)| {
            let language = side.text.places().first()?.language.as_str();
            let list = negation::of(language)?;
            let places = side.places.get(&first.look)?;
            let pieces =
                places.iter().find_map(|at| self.around(side, &run, *at as usize, list))?;
            let [before, after] = &pieces;
            let lost = before.text.end..after.text.start;
            let omission = Omission { text: lost, negates: true, ..Omission::default() };
            Some(Judged {
                state: State::Altered,
                text,
                omissions: vec![omission],
                pieces: pieces.into(),
                ..self.unknown(unit.clone(), false)
            })
        })
    }

    /// What stands before and after one negation that only one side has, where all else is the same.
    fn around(
        &self,
        side: &Side<'_>,
        run: &Range<usize>,
        start: usize,
        list: &[&str],
    ) -> Option<[Piece; 2]> {
        let left = self.work.get().checked_sub(4)?;
        self.work.set(left);
        let (copy, text) = (self.copy, &side.tokens);
        let is_same = |(own, their): (usize, usize)| {
            let look = |tokens: &crate::check::token::Tokens<'_>, at: usize| {
                tokens.all.get(at).map(|one| one.look)
            };
            own < run.end && look(copy, own) == look(text, their)
        };
        let same = |own: usize, their: usize| {
            (0..).take_while(|more| is_same((own + more, their + more))).count()
        };
        let first = same(run.start, start);
        let (own, their) = (run.start + first, start + first);
        let negates = |raw: &str| list.contains(&raw.to_lowercase().as_str());
        let lost = (1..=TURNED_TOKENS_MAX)
            .filter(|more| (their..their + more).any(|at| negates(text.raw(at))))
            .map(|more| (own, their + more));
        let added = (1..=TURNED_TOKENS_MAX)
            .filter(|more| (own..own + more).any(|at| negates(copy.raw(at))))
            .map(|more| (own + more, their));
        let (own_next, their_next) = lost
            .chain(added)
            .find(|(own, their)| *own < run.end && own + same(*own, *their) == run.end)?;
        let piece = |copy: Range<usize>, text: usize| Piece { text: text..text + copy.len(), copy };
        (first > 0).then(|| [piece(run.start..own, start), piece(own_next..run.end, their_next)])
    }
}
