//! Whether a copy has the words of a registered text, and what differs; pure.
//!
//! A copy is any Unicode text: pasted, or taken out of a file.
//! [`Index::find`] says which of the registered texts it could be of, [`check`] compares those closely and answers
//! with a [`Verdict`]: the one text that the copy has most of, a [`Match`], and every difference with its place in
//! the copy as bytes.
//! White space, letter case and the like are folded ([`Kind`]); letters that only look the same never are.
//! Who endorsed the words is not its business: that is in the report of `verify`.
//!
//! ```
//! use countersign_copy::check::{self, Index, Match, Place, Registered};
//! let words = "We stand with everyone who is held for what they said.\n";
//! let place = Place { version: "2021/solidarity@1".parse()?, language: "en".parse()?, is_current: true };
//! let text = Registered::new(vec![place], words, &["Solidarity".to_owned()]);
//! let index = Index::of(&[(text.hash(), check::sketch(words))].into());
//! let copy = "WE STAND with everyone,\nwho is held for what they said.";
//! let hits = index.find(&check::grams(copy));
//! let verdict = check::check(copy, &[text], &hits);
//! assert_eq!(verdict.matched, Match::Altered);
//! let change = &verdict.found.as_ref().ok_or("nothing found")?.changes[0];
//! assert_eq!((change.after.as_str(), change.at.clone()), (",", 22..23));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Range;

use rayon::prelude::*;
use serde::Serialize;

use crate::wording;
use countersign_core::digest::Hash;
use countersign_core::name::{Language, VersionId};

mod align;
mod compare;
mod fold;
mod furniture;
mod gram;
mod index;
mod look;
pub mod names;
pub mod quote;
pub mod tables;
mod token;
mod versions;

pub use align::COST_MAX;
pub use compare::{CHANGES_MAX, EXCERPT_WORDS_MIN};
pub use fold::Kind;
pub use gram::{GRAM_LETTERS, RUN_LETTERS, WINDOW_GRAMS, sketch};
pub use index::{CANDIDATES_MAX, Hits, INDEX_BYTES_MAX, Index, NoIndex, grams};

use compare::{Comparison, Sides};
use furniture::Furniture;
use token::{Keys, Tokens};

/// Largest copy that is compared, in bytes: eight of the largest texts.
pub const COPY_BYTES_MAX: usize = 8 << 20;
/// Most letters that look like others, and most unseen characters, that are listed.
pub const LETTERS_MAX: usize = 100;

/// What a copy is to the text that it has most of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Match {
    /// The same bytes.
    Exact,
    /// The same words, laid out otherwise.
    Layout,
    /// The same words with other quotation marks, dashes, letter case and the like.
    Typography,
    /// All of the words, and something around them.
    Contains,
    /// A run of the words, and not all of them.
    Excerpt,
    /// Other words.
    Altered,
    /// Not a text of this registry.
    Unknown,
}

/// Where a text stands: a version, in a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The version.
    pub version: VersionId,
    /// The language.
    pub language: Language,
    /// Whether it is the newest version of its statement.
    pub is_current: bool,
}

/// A registered text, and every place where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registered {
    places: Vec<Place>,
    words: String,
    titles: Vec<String>,
    hash: Hash,
}

impl Registered {
    /// A text; `places` where it stands, `titles` what may stand at the head of its pages.
    #[must_use]
    pub fn new(mut places: Vec<Place>, words: &str, titles: &[String]) -> Self {
        places.sort_by(|one, other| {
            (other.is_current, other.version.version).cmp(&(one.is_current, one.version.version))
        });
        Self {
            places,
            hash: Hash::of(words.as_bytes()),
            words: words.to_owned(),
            titles: titles.to_vec(),
        }
    }

    /// SHA-256 of its words.
    #[must_use]
    pub const fn hash(&self) -> Hash {
        self.hash
    }

    /// Its words.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.words
    }

    /// Where it stands, the place that a reader most likely means first.
    #[must_use]
    pub fn places(&self) -> &[Place] {
        &self.places
    }
}

/// One difference of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What happened.
    pub kind: wording::Kind,
    /// The words of the text; empty for an insertion.
    pub before: String,
    /// The words of the copy; empty for a deletion.
    pub after: String,
    /// Where they are in the copy, in bytes; empty where words are missing.
    pub at: Range<usize>,
    /// Where the text's words are in the text, in bytes.
    pub before_at: Range<usize>,
    /// Words of the copy before it.
    pub context_before: String,
    /// Words of the copy after it.
    pub context_after: String,
}

/// A character that is not what it seems.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letter {
    /// Its first byte in the copy.
    pub at: usize,
    /// It.
    pub character: char,
    /// What a reader takes it for; nothing where it is not seen at all.
    pub stands_for: Option<char>,
}

impl Letter {
    /// The script or block it is of, in words.
    #[must_use]
    pub const fn script(&self) -> &'static str {
        look::script(self.character)
    }

    /// Whether it can change how the characters around it are read, or is text that nobody sees.
    #[must_use]
    pub const fn is_dangerous(&self) -> bool {
        matches!(
            self.character,
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{e0000}'..='\u{e007f}'
        )
    }
}

/// Changes that have the words of another version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mixed {
    /// The other version.
    pub version: VersionId,
    /// How many of the changes have its words.
    pub changes: usize,
}

/// The text that a copy has most of, and how it differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Where the text stands; the same words may stand in other places, which come after the first.
    pub places: Vec<Place>,
    /// The text's words.
    pub text: String,
    /// What it took to make the words equal: empty where their bytes are.
    pub kinds: BTreeSet<Kind>,
    /// Words of the text that the copy has, in order.
    pub words_here: usize,
    /// Words of the text.
    pub words: usize,
    /// Twice the words that both have, in a thousand of both.
    pub similarity_permille: usize,
    /// The bytes of the copy that are of the text.
    pub parts: Vec<Range<usize>>,
    /// The bytes of the copy that are not, where they hold any word or mark.
    pub around: Vec<Range<usize>>,
    /// The bytes of the text that an excerpt leaves out.
    pub missing: Vec<Range<usize>>,
    /// The differences of words.
    pub changes: Vec<Change>,
    /// How many there are; at most [`CHANGES_MAX`] are listed.
    pub changes_count: usize,
    /// Whether some words were too many to compare one by one.
    pub is_coarse: bool,
    /// Letters that look like the text's and are others.
    pub lookalikes: Vec<Letter>,
    /// Page numbers and running heads that stand between the words.
    pub furniture: Vec<Range<usize>>,
    /// Where the copy's letters are the text's, cut into words otherwise.
    pub cuts: Vec<Range<usize>>,
    /// How many copies of the text there are in what was given.
    pub copies: usize,
    /// How many of those have other words.
    pub copies_altered: usize,
    /// The versions whose words the changes have, the one with most first.
    pub mixed: Vec<Mixed>,
}

/// Another statement that the same copy has words of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// Where the text stands.
    pub place: Place,
    /// What the copy is to it.
    pub matched: Match,
    /// The bytes of the copy.
    pub parts: Vec<Range<usize>>,
}

/// What a copy is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The answer.
    pub matched: Match,
    /// The text it is about; nothing where the copy is unknown.
    pub found: Option<Found>,
    /// Characters of the copy that are not seen and not of the text, at most [`LETTERS_MAX`].
    pub unseen: Vec<Letter>,
    /// Other statements in the same copy.
    pub beside: Vec<Beside>,
}

impl Verdict {
    /// Greater for a copy that is nearer to a registered text: to choose between several ways to read one file.
    #[must_use]
    pub fn nearness(&self) -> impl Ord + use<> {
        let found = self.found.as_ref();
        let changes = found.map_or(usize::MAX, |found| found.changes_count);
        let words = found.map_or(0, |found| found.words_here);
        let around = found.map_or(usize::MAX, |found| found.around.len());
        (Reverse(self.matched), Reverse(changes), words, Reverse(around))
    }
}

/// A copy in words, which may be compared with several texts.
struct Compared<'a> {
    text: &'a Registered,
    comparison: Comparison,
    tokens: Tokens<'a>,
}

/// What `copy` is to these texts, which [`Index::find`] named; a reader refuses more than [`COPY_BYTES_MAX`].
#[must_use]
pub fn check(copy: &str, texts: &[Registered], hits: &Hits) -> Verdict {
    let mut keys = Keys::default();
    let copied = Tokens::of(copy, &mut keys);
    let pegs = pegs(&copied, &hits.grams);
    let sides: Vec<(Tokens<'_>, Furniture)> = texts
        .iter()
        .map(|text| (Tokens::of(text.words(), &mut keys), Furniture::of(&text.titles, &mut keys)))
        .collect();
    let mut all: Vec<Compared<'_>> = texts
        .par_iter()
        .zip(sides)
        .filter_map(|(text, (tokens, furniture))| {
            let sides = Sides { copy: &copied, text: &tokens, keys: &keys, furniture: &furniture };
            let comparison = compare::compare(&sides, &pegs)?;
            Some(Compared { text, comparison, tokens })
        })
        .collect();
    all.sort_by(|one, other| rank(other).cmp(&rank(one)).then(one.text.hash.cmp(&other.text.hash)));
    let Some(best) = all.first() else {
        return Verdict {
            matched: Match::Unknown,
            found: None,
            unseen: unseen(&copied, ""),
            beside: Vec::new(),
        };
    };
    let mixed = versions::mixed(&copied, &keys, &pegs, best, &all);
    let beside = beside(best, &all);
    let unseen = unseen(&copied, best.text.words());
    let found = found(&copied, best, mixed);
    Verdict { matched: best.comparison.matched, found: Some(found), unseen, beside }
}

/// What makes a text the one that a copy is about: it has most of its words, and then they fit best.
fn rank(one: &Compared<'_>) -> impl Ord + use<> {
    let comparison = &one.comparison;
    let place = one.text.places.first();
    let fits = match comparison.matched {
        Match::Exact => 5,
        Match::Layout => 4,
        Match::Typography => 3,
        Match::Contains => 2,
        Match::Excerpt => 1,
        Match::Altered | Match::Unknown => 0,
    };
    let few = Reverse((comparison.changes_count, comparison.words));
    let newest = place.map(|place| (place.is_current, place.version.version));
    (comparison.words_here, fits, few, newest)
}

/// Where the grams begin that any text has.
fn pegs(copied: &Tokens<'_>, hits: &[u32]) -> Vec<(u32, u32)> {
    let grams = gram::grams(copied.letters.iter().map(|letter| letter.character));
    let is_hit = |(_, gram): &(u32, u32)| hits.binary_search(gram).is_ok();
    (0..).zip(grams).filter(is_hit).collect()
}

fn found(copied: &Tokens<'_>, best: &Compared<'_>, mixed: Vec<Mixed>) -> Found {
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
        let (mut first, mut last) = (None, None);
        for token in tokens {
            first = first.or(Some(token.start as usize));
            last = Some(token.end as usize);
        }
        around.extend(first.zip(last).map(|(first, last)| first..last));
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
fn unseen(copied: &Tokens<'_>, text: &str) -> Vec<Letter> {
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
fn beside(best: &Compared<'_>, all: &[Compared<'_>]) -> Vec<Beside> {
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

#[cfg(test)]
mod tests;
