//! Copies of words that do not stand: translations that were replaced or taken back, and drafts. Nobody is counted for
//! them, and a reader is told what they are.

use super::{Answer, Finding, Remark};
use crate::check::quote::Quotation;
use crate::check::{self, Index, Match, Place, Registered, grams, sketch};
use countersign_core::name::{Language, VersionId};
use countersign_core::record::line::Line;
use countersign_core::verify::report::Severity;

/// Most words that do not stand beside which a copy is laid: the newest ones.
pub const APART_MAX: usize = 256;

/// Words of a version that do not stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apart {
    /// Of which version.
    pub version: VersionId,
    /// In which language.
    pub language: Language,
    /// The words.
    pub words: String,
    /// Why they do not stand.
    pub why: Why,
}

/// Why words do not stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Another translation took the place of this one.
    Replaced,
    /// The maintainers took the translation back, and say why.
    Retracted(Line),
    /// The version is not published.
    Draft,
}

impl Apart {
    fn told(&self) -> Finding {
        let (version, language) = (self.version.clone(), self.language.clone());
        let what = match self.why.clone() {
            Why::Retracted(reason) => Remark::TranslationRetracted { version, language, reason },
            Why::Replaced => Remark::TranslationReplaced { version, language },
            Why::Draft => Remark::Draft { version },
        };
        Finding::of(Severity::Caveat, what)
    }
}

impl Answer {
    /// Whether the copy has all the words of a text that stands.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.matched().is_some_and(is_whole)
    }
}

const fn is_whole(matched: Match) -> bool {
    matches!(matched, Match::Exact | Match::Layout | Match::Typography | Match::Contains)
}

/// That a copy has words that do not stand, where it is no text that does.
#[must_use]
pub fn of_apart(answer: &Answer, all: &[Apart]) -> Option<Finding> {
    if all.is_empty() || answer.matched().is_none_or(is_whole) {
        return None;
    }
    let registered = |one: &Apart| {
        let (version, language) = (one.version.clone(), one.language.clone());
        Registered::new(vec![Place { version, language, is_current: false }], &one.words, &[])
    };
    let texts: Vec<Registered> = all.iter().rev().take(APART_MAX).map(registered).collect();
    let sketches = texts.iter().map(|one| (one.hash(), sketch(one.words()))).collect();
    let hits = Index::of(&sketches).find(&grams(answer.copy()));
    let verdict = check::check(answer.copy(), &texts, &hits);
    // A passage of it is one only where no text that stands has it, too.
    let is_its = is_whole(verdict.matched)
        || verdict.matched == Match::Excerpt && answer.matched() != Some(Match::Excerpt);
    let words = verdict.found.filter(|_| is_its)?.text;
    all.iter().rev().find(|one| one.words == words).map(Apart::told)
}

/// That a sentence which is in no text that stands is in words that do not.
#[must_use]
pub fn quoted_apart(sentence: &str, all: &[Apart]) -> Option<Finding> {
    let mut quotation = Quotation::of(sentence)?;
    all.iter().rev().find(|one| quotation.find(&one.words).is_some()).map(Apart::told)
}
