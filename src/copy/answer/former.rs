//! Copies of translations that do not stand any more: nobody is counted for them, and a reader is told what they are.

use super::{Answer, Finding, Remark};
use crate::check::{self, Index, Match, Place, Registered, grams, sketch};
use countersign_core::name::{Language, VersionId};
use countersign_core::record::line::Line;
use countersign_core::verify::report::Severity;

/// Most translations that do not stand any more beside which a copy is laid: the newest ones.
pub const FORMER_MAX: usize = 256;

/// A translation that was replaced or taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Former {
    /// Of which version.
    pub version: VersionId,
    /// Into which language.
    pub language: Language,
    /// Its words.
    pub words: String,
    /// Why it was taken back; none where it was replaced.
    pub reason: Option<Line>,
}

/// That a copy has the words of a translation that does not stand any more, where it is no text that does.
#[must_use]
pub fn of_former(answer: &Answer, all: &[Former]) -> Option<Finding> {
    let is_whole = |matched| {
        matches!(matched, Match::Exact | Match::Layout | Match::Typography | Match::Contains)
    };
    if all.is_empty() || answer.matched().is_none_or(is_whole) {
        return None;
    }
    let registered = |one: &Former| {
        let (version, language) = (one.version.clone(), one.language.clone());
        Registered::new(vec![Place { version, language, is_current: false }], &one.words, &[])
    };
    let texts: Vec<Registered> = all.iter().rev().take(FORMER_MAX).map(registered).collect();
    let sketches = texts.iter().map(|one| (one.hash(), sketch(one.words()))).collect();
    let hits = Index::of(&sketches).find(&grams(answer.copy()));
    let verdict = check::check(answer.copy(), &texts, &hits);
    // A passage of it is one only where no text that stands has it, too.
    let is_its = is_whole(verdict.matched)
        || verdict.matched == Match::Excerpt && answer.matched() != Some(Match::Excerpt);
    let words = verdict.found.filter(|_| is_its)?.text;
    let one = all.iter().rev().find(|one| one.words == words)?;
    let (version, language) = (one.version.clone(), one.language.clone());
    let what = match one.reason.clone() {
        Some(reason) => Remark::TranslationRetracted { version, language, reason },
        None => Remark::TranslationReplaced { version, language },
    };
    Some(Finding::of(Severity::Caveat, what))
}
