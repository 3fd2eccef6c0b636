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
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use serde::Serialize;

use crate::wording;
use countersign_core::cores::*;
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
mod passage;
pub mod quote;
mod token;
mod told;
mod verdict;
mod versions;

pub use align::COST_MAX;
pub use compare::{CHANGES_MAX, EXCERPT_WORDS_MIN};
pub use fold::Kind;
pub use gram::{GRAM_LETTERS, RUN_LETTERS, WINDOW_GRAMS, sketch};
pub use index::{CANDIDATES_MAX, Hits, INDEX_BYTES_MAX, Index, NoIndex, grams, shared};
pub use told::{Omitted, Passage, PassageKind, Unsigned};

pub(crate) use look::is_spelled_alike;

use align::Once;
use compare::{Comparison, Sides};
use furniture::Furniture;
use passage::{Library, Sum};
use token::{Keys, Tokens};
use verdict::{beside, found, unseen};

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
    /// The parts of a copy that is no whole text, in its order: those of a text, and quotations of none.
    pub passages: Vec<Passage>,
    /// What stands between signed words and is not signed.
    pub unsigned: Vec<Unsigned>,
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

/// A text in words.
struct Side<'a> {
    text: &'a Registered,
    tokens: Tokens<'a>,
    once: Once,
    furniture: Furniture,
    /// Where each word stands, by what it looks like.
    places: HashMap<u32, Vec<u32>>,
}

impl<'a> Side<'a> {
    fn of(text: &'a Registered, tokens: Tokens<'a>, furniture: Furniture) -> Self {
        let mut places: HashMap<u32, Vec<u32>> = HashMap::new();
        for (at, token) in (0..).zip(&tokens.all) {
            places.entry(token.look).or_default().push(at);
        }
        Self { text, once: Once::of(&tokens), tokens, furniture, places }
    }
}

/// A text beside the whole copy.
struct Compared<'a> {
    text: &'a Registered,
    comparison: Comparison,
    side: &'a Side<'a>,
}

/// What `copy` is to these texts, which [`Index::find`] named; a reader refuses more than [`COPY_BYTES_MAX`].
#[must_use]
pub fn check(copy: &str, texts: &[Registered], hits: &Hits) -> Verdict {
    let mut keys = Keys::default();
    let copied = Tokens::of(copy, &mut keys);
    let pegs = pegs(&copied, &hits.grams);
    let lexed: Vec<(Tokens<'_>, Furniture)> = texts
        .iter()
        .map(|text| (Tokens::of(text.words(), &mut keys), Furniture::of(&text.titles, &mut keys)))
        .collect();
    let sides: Vec<Side<'_>> = texts
        .par_iter()
        .zip(lexed)
        .map(|(text, (tokens, furniture))| Side::of(text, tokens, furniture))
        .collect();
    let mut all: Vec<Compared<'_>> = sides
        .par_iter()
        .filter_map(|side| {
            let Side { text, tokens, once, furniture, .. } = side;
            let sides = Sides { copy: &copied, text: tokens, once, keys: &keys, furniture };
            let comparison = compare::compare(&sides, &pegs)?;
            Some(Compared { text, comparison, side })
        })
        .collect();
    all.sort_by(|one, other| rank(other).cmp(&rank(one)).then(one.text.hash.cmp(&other.text.hash)));
    let is_whole = all.first().is_some_and(|best| {
        best.comparison.matched <= Match::Typography || best.comparison.matched == Match::Contains
    });
    if !is_whole {
        let library = Library::of(&copied, &sides, &keys, &pegs);
        if let Some(sum) = passage::sum(&library, library.judged()) {
            return of_passages(&library, sum, &all);
        }
    }
    let Some(best) = all.first() else {
        return Verdict {
            matched: Match::Unknown,
            found: None,
            unseen: unseen(&copied, ""),
            beside: Vec::new(),
            passages: Vec::new(),
            unsigned: Vec::new(),
        };
    };
    let mixed = versions::mixed(&copied, &keys, &pegs, best, &all);
    let beside = beside(best, &all);
    let unseen = unseen(&copied, best.text.words());
    let found = found(&copied, best, mixed);
    Verdict {
        matched: best.comparison.matched,
        found: Some(found),
        unseen,
        beside,
        passages: Vec::new(),
        unsigned: Vec::new(),
    }
}

/// What the parts of a copy say, where it is no whole text.
fn of_passages(library: &Library<'_>, sum: Sum, all: &[Compared<'_>]) -> Verdict {
    let (copied, keys, pegs) = (library.copy, library.keys, library.hits);
    let passages = told::passages(library, &sum.parts);
    let unsigned = told::unsigned(copied, &sum);
    // Most of the text is here: every difference is shown in its place.
    let whole = all.iter().find(|one| {
        let found = &one.comparison;
        found.matched == Match::Altered && found.words_here * 2 >= found.words
    });
    let is_copy = sum.matched == Match::Altered && !sum.parts.iter().any(|part| part.is_quoted);
    let made = library.sides.get(sum.text).map(|side| Compared {
        text: side.text,
        comparison: sum.comparison,
        side,
    });
    let Some(best) = whole.filter(|_| is_copy).or(made.as_ref()) else {
        unreachable!("the text is one of the sides")
    };
    let mixed = versions::mixed(copied, keys, pegs, best, all);
    let unseen = unseen(copied, best.text.words());
    let found = found(copied, best, mixed);
    Verdict {
        matched: sum.matched,
        found: Some(found),
        unseen,
        beside: Vec::new(),
        passages,
        unsigned,
    }
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

#[cfg(test)]
mod tests;
