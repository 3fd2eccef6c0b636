//! The parts of a copy as they are told.

use std::ops::Range;

use serde::Serialize;

use super::passage::{Judged, Library, Omission, State, Sum};
use super::token::Tokens;
use super::{Change, Place};

/// Fewest words of a quotation that is named where no text has it.
const STRANGE_WORDS_MIN: usize = 4;
/// Fewest letters of one in fewer words.
const STRANGE_LETTERS_MIN: usize = 20;

/// What a part of a copy is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PassageKind {
    /// The words of a text.
    Verbatim,
    /// The words of a text with marked cuts, or an editor's words.
    Cut,
    /// Nearly the words of a text.
    Altered,
    /// A quotation that is in no text here.
    Unknown,
}

/// What a marked cut leaves out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Omitted {
    /// The words.
    pub words: String,
    /// A negation is among them.
    pub negates: bool,
    /// A number or a name is among them.
    pub names: bool,
    /// They begin in one sentence and end in another.
    pub joins: bool,
    /// They are few, and there is no list of the negations of the language.
    pub is_dark: bool,
}

/// A part of a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// What it is.
    pub kind: PassageKind,
    /// Where its text stands; nothing where no text has it.
    pub place: Option<Place>,
    /// Other places of the same words.
    pub also: Vec<Place>,
    /// Its bytes in the copy.
    pub at: Range<usize>,
    /// The bytes of its text that it has; empty where it is none's word for word.
    pub text_at: Vec<Range<usize>>,
    /// Its words.
    pub words: usize,
    /// Whether it stands between quotation marks that are not the text's.
    pub is_quoted: bool,
    /// Whether so few words may be there by chance.
    pub is_short: bool,
    /// What marked cuts leave out.
    pub omitted: Vec<Omitted>,
    /// The bytes of the copy that are an editor's words.
    pub added: Vec<Range<usize>>,
    /// Words of the text right before or after it that have a negation.
    pub negations: Vec<String>,
    /// How it differs.
    pub changes: Vec<Change>,
}

/// What stands between signed words and is not signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsigned {
    /// Its bytes in the copy.
    pub at: Range<usize>,
    /// Whether it has letters, and is no number alone.
    pub has_words: bool,
    /// Whether a signed sentence goes on behind it.
    pub is_within: bool,
}

/// The parts that are of a text, and the quotations of none.
pub(super) fn passages(library: &Library<'_>, parts: &[Judged]) -> Vec<Passage> {
    parts.iter().filter_map(|part| passage(library, part)).collect()
}

fn passage(library: &Library<'_>, part: &Judged) -> Option<Passage> {
    let copy = library.copy;
    let words = copy.words(part.unit.clone());
    let is_strange = part.is_quoted
        && (words >= STRANGE_WORDS_MIN || copy.letters_in(&part.unit) >= STRANGE_LETTERS_MIN);
    let kind = match part.state {
        State::Verbatim => PassageKind::Verbatim,
        State::Cut => PassageKind::Cut,
        State::Altered => PassageKind::Altered,
        State::Unknown if is_strange => PassageKind::Unknown,
        State::Unknown => return None,
    };
    let side = library.sides.get(part.text).filter(|_| kind != PassageKind::Unknown);
    let places = |text: usize| library.sides.get(text).map_or(&[][..], |side| side.text.places());
    let mut also: Vec<Place> =
        side.iter().flat_map(|side| side.text.places().iter().skip(1).cloned()).collect();
    also.extend(part.also.iter().flat_map(|other| places(other.text).iter().cloned()));
    let omitted = |one: &Omission| Omitted {
        words: side.map_or_else(String::new, |side| side.tokens.slice(&one.text).to_owned()),
        negates: one.negates,
        names: one.names,
        joins: one.joins,
        is_dark: one.is_dark,
    };
    let run = part.pieces.first().map_or(0, |piece| piece.copy.start)
        ..part.pieces.last().map_or(0, |piece| piece.copy.end);
    let text_at = part.pieces.iter().filter_map(|piece| Some(side?.tokens.bytes(&piece.text)));
    let words_of = |range: &Range<usize>| Some(side?.tokens.slice(range).to_owned());
    Some(Passage {
        kind,
        place: side.and_then(|side| side.text.places().first().cloned()),
        also,
        at: copy.bytes(if run.is_empty() { &part.unit } else { &run }),
        text_at: text_at.collect(),
        words: if run.is_empty() { words } else { copy.words(run) },
        is_quoted: part.is_quoted,
        is_short: part.is_short,
        omitted: part.omissions.iter().map(omitted).collect(),
        added: part.added.iter().map(|range| copy.bytes(range)).collect(),
        negations: part.beside.iter().filter_map(words_of).collect(),
        changes: part.comparison.iter().flat_map(|one| one.changes.iter().cloned()).collect(),
    })
}

/// What stands between signed words.
pub(super) fn unsigned(copy: &Tokens<'_>, sum: &Sum) -> Vec<Unsigned> {
    let told = |(range, is_within): &(Range<usize>, bool)| Unsigned {
        at: copy.bytes(range),
        has_words: range.clone().any(|index| copy.raw(index).chars().any(char::is_alphabetic)),
        is_within: *is_within,
    };
    sum.unsigned.iter().map(told).collect()
}
