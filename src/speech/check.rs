//! What a copy is, as sentences.

use crate::locale::{Sentence, Tell, message};
use crate::{FindingLine, finding, note};
use countersign_copy::answer::{Answer, Finding, Piece, Place, Remark};
use countersign_copy::check::{Found, Kind, Letter, Match, Verdict};
use countersign_core::time::Timestamp;
use countersign_core::verify::report::{Outcome, Standing};

pub mod json;

/// Most letters and pieces that one sentence names.
const NAMED_MAX: usize = 5;

/// Everything that there is to say about a copy, gravest first; in JSON it is English.
#[must_use]
pub fn findings(answer: &Answer) -> Vec<FindingLine> {
    let of_report = answer.report.findings.iter().map(|one| (true, finding(one)));
    let of_copy = answer.findings.iter().map(|one| (!one.is_loud(), of_copy(one)));
    let mut lines: Vec<(bool, FindingLine)> = of_report.chain(of_copy).collect();
    lines.sort_by_cached_key(|(is_quiet, line)| {
        (line.severity, *is_quiet, line.code, line.path.clone(), line.message.english())
    });
    lines.into_iter().map(|(_, line)| line).collect()
}

/// One thing about a copy.
#[must_use]
pub fn of_copy(finding: &Finding) -> FindingLine {
    FindingLine::new(finding.severity, finding.code(), "", remark(&finding.remark))
}

fn remark(remark: &Remark) -> Sentence {
    match remark {
        Remark::Copies { copies, altered } => message::check_copies(*copies, *altered),
        Remark::Mixed { changes, all, version, is_newer: true } => {
            message::check_mixed_newer(*changes, *all, version)
        }
        Remark::Mixed { changes, all, version, is_newer: false } => {
            message::check_mixed_older(*changes, *all, version)
        }
        Remark::Lookalike(all) => message::check_lookalike(all.len(), letters(all)),
        Remark::WordsCut(all) => message::check_cut(all.len(), pieces(all)),
        Remark::PageLines(all) => message::check_page_lines(all.len(), pieces(all)),
        Remark::Unseen(all) => message::check_unseen(all.len(), letters(all)),
        Remark::Beside { version, is_altered: true } => message::check_beside_altered(version),
        Remark::Beside { version, is_altered: false } => message::check_beside(version),
        Remark::Coarse => message::check_coarse(),
        Remark::SameWords(places) => {
            let place = |one: &countersign_copy::check::Place| {
                format!("{} ({})", one.version, one.language).tell()
            };
            message::check_same_words(Sentence::list(places.iter().map(place).collect()))
        }
        Remark::NameMissing { printed, endorsed, names } => {
            message::check_name_missing(*printed, *endorsed, names.join("; "))
        }
        Remark::NameUnsigned { standing: None, is_known: true, names, .. } => {
            message::check_name_silent(names_of(names))
        }
        Remark::NameUnsigned { standing: None, names, .. } => {
            message::check_name_unknown(names_of(names))
        }
        Remark::NameUnsigned { standing, date, names, .. } => unsigned(*standing, *date, names),
        Remark::NameNear { printed, name } => message::check_name_near(printed, name),
        Remark::QuotationAltered(all) => message::check_quotation_altered(all.len(), pieces(all)),
        Remark::QuotationUnknown(all) => message::check_quotation_unknown(all.len(), pieces(all)),
        Remark::CutNegation(all) => message::check_cut_negation(pieces(all)),
        Remark::NegationBeside(all) => message::check_negation_beside(pieces(all)),
        Remark::CutName(all) => message::check_cut_name(pieces(all)),
        Remark::CutJoins(all) => message::check_cut_joins(pieces(all)),
        Remark::CutShort(all) => message::check_cut_short(pieces(all)),
        Remark::Cut(all) => message::check_cut_words(pieces(all)),
        Remark::EditorWords(all) => message::check_editor_words(pieces(all)),
        Remark::Unsigned(all) => message::check_unsigned(all.len(), pieces(all)),
        Remark::PageNumbers(count) => message::check_page_numbers(*count),
        Remark::ShortQuotation(all) => message::check_short_quotation(pieces(all)),
        Remark::Scan(count) => message::check_scan(*count),
        Remark::Marks { marks, all } => message::check_marks(*marks, *all),
        Remark::Spelling { spellings, all } => message::check_spelling(*spellings, *all),
        Remark::TakenDown { version, file, reason } => {
            message::check_taken_down(version, file, reason)
        }
        Remark::TranslationReplaced { version, language } => {
            message::check_translation_replaced(version, language)
        }
        Remark::TranslationRetracted { version, language, reason } => {
            message::check_translation_retracted(version, language, reason)
        }
        Remark::Draft { version } => message::check_draft(version),
        Remark::Read(one) => note(one),
    }
}

fn unsigned(standing: Option<Standing>, date: Option<Timestamp>, names: &[Piece]) -> Sentence {
    let names = names_of(names);
    match standing {
        Some(Standing::Withdrawn) => {
            let date = date.map_or_else(|| "".tell(), Sentence::day);
            message::check_name_withdrew(date, names)
        }
        Some(Standing::Declined) => message::check_name_declined(names),
        Some(Standing::Unreliable) => message::check_name_unreliable(names),
        Some(Standing::Endorsed) => message::check_name_not_counted(names),
        Some(Standing::Named | Standing::Withheld) | None => message::check_name_unsigned(names),
    }
}

fn names_of(names: &[Piece]) -> String {
    names.iter().map(Piece::as_str).collect::<Vec<_>>().join("; ")
}

fn pieces(all: &[Piece]) -> Sentence {
    let piece = |one: &Piece| format!("«{}»", one.as_str()).tell();
    Sentence::row(all.iter().take(NAMED_MAX).map(piece).collect(), ", ")
}

/// "U+0430 (Cyrillic) for a, line 2, column 5; …"
fn letters(all: &[(Letter, Place)]) -> Sentence {
    let letter = |(letter, Place { line, column }): &(Letter, Place)| {
        let code = format!("U+{:04X}", u32::from(letter.character));
        match letter.stands_for {
            Some(other) => message::check_letter(code, letter.script(), other, *line, *column),
            None => message::check_character(code, *line, *column),
        }
    };
    let mut named: Vec<Sentence> = all.iter().take(NAMED_MAX).map(letter).collect();
    if all.len() > NAMED_MAX {
        named.push("…".tell());
    }
    Sentence::row(named, "; ")
}

/// The word before the sentence.
#[must_use]
pub fn word(answer: &Answer) -> Sentence {
    match (answer.outcome, answer.matched()) {
        (Outcome::Broken, _) => message::verify_word_broken(),
        (Outcome::Unchecked, _) | (_, None) => message::verify_word_unchecked(),
        (_, Some(Match::Exact)) => message::check_word_exact(),
        (_, Some(Match::Layout)) => message::check_word_layout(),
        (_, Some(Match::Typography)) => message::check_word_typography(),
        (_, Some(Match::Excerpt)) => message::check_word_excerpt(),
        (_, Some(Match::Contains)) => message::check_word_contains(),
        (_, Some(Match::Altered)) => message::check_word_altered(),
        (_, Some(Match::Unknown)) => message::check_word_unknown(),
    }
}

/// One plain sentence; that a version was taken back, replaced or left comes first.
#[must_use]
pub fn sentence(answer: &Answer) -> Sentence {
    let Some(verdict) = &answer.verdict else {
        return match answer.outcome {
            Outcome::Broken => message::check_broken(),
            _ => message::check_unread(),
        };
    };
    let Some(found) = &verdict.found else {
        return match answer.outcome {
            Outcome::Unchecked => message::check_unchecked_unknown(),
            _ => message::check_unknown(),
        };
    };
    let sentence = of_words(verdict, found);
    let is_retracted = answer.line().is_some_and(|line| line.retraction.is_some());
    let sentence = match (answer.is_superseded(), answer.withdrawn()) {
        (true, _) => {
            let newest = answer.newest.as_ref().map(ToString::to_string).unwrap_or_default();
            message::check_superseded(newest, sentence)
        }
        (false, 0) => sentence,
        (false, count) => message::check_withdrawn(count, sentence),
    };
    let sentence = if is_retracted { message::check_retracted(sentence) } else { sentence };
    match answer.outcome {
        Outcome::Unchecked => message::check_unchecked(sentence),
        _ => sentence,
    }
}

fn of_words(verdict: &Verdict, found: &Found) -> Sentence {
    let place = found.places.first();
    let id = place.map(|place| place.version.to_string()).unwrap_or_default();
    let language = place.map(|place| place.language.to_string()).unwrap_or_default();
    let passages = verdict.passages.iter().filter(|one| {
        one.place.as_ref().map(|place| &place.version)
            == found.places.first().map(|place| &place.version)
    });
    let (passages, between) = (passages.count(), verdict.unsigned.len());
    match verdict.matched {
        Match::Exact => message::check_exact(id, language),
        Match::Layout | Match::Typography => message::check_folded(id, language, folds(found)),
        Match::Excerpt if passages > 1 => {
            let (here, all) = (found.words_here, found.words);
            message::check_passages(passages, id, language, here, all)
        }
        Match::Excerpt => message::check_excerpt(found.words_here, found.words, id, language),
        Match::Contains if between > 0 => {
            message::check_contains_between(found.words, id, language, between)
        }
        Match::Contains => message::check_contains(id, language),
        Match::Altered | Match::Unknown => {
            message::check_altered(id, language, found.changes_count)
        }
    }
}

/// How many of those who endorse the text are named; nothing where that is no question.
#[must_use]
pub fn names(answer: &Answer) -> Option<Sentence> {
    let names = &answer.names;
    let (printed, endorsed) = (names.printed, names.endorsed);
    match printed {
        _ if endorsed == 0 => None,
        // A text that names nobody is not expected to.
        0 if answer.matched() != Some(Match::Contains) => None,
        0 => Some(message::check_names_none(endorsed)),
        _ if names.missing.is_empty() => Some(message::check_names_all(endorsed)),
        _ => Some(message::check_names_some(printed, endorsed)),
    }
}

/// The next safe step.
#[must_use]
pub fn next_step(answer: &Answer) -> Sentence {
    let place = answer.found().and_then(|found| found.places.first());
    let show =
        place.map(|place| format!("countersign show {} --text {}", place.version, place.language));
    let has_signed = answer.line().is_some_and(|line| line.endorsed > 0);
    match (answer.outcome, show, &answer.newest) {
        (Outcome::Broken, _, _) => message::check_next_broken("countersign verify"),
        (Outcome::Unchecked, _, _) => message::verify_next_unchecked(),
        (_, None, _) => message::check_next_unknown("countersign status"),
        (Outcome::Altered, Some(show), _) if has_signed => message::check_next_altered(show),
        (Outcome::Altered, Some(show), _) => message::check_next_altered_unsigned(show),
        (_, _, Some(newest)) => message::check_next_newest(format!("countersign show {newest}")),
        (_, Some(show), None) if has_signed => message::check_next_quote(show),
        (_, Some(show), None) => message::check_next_quote_unsigned(show),
    }
}

/// The folds that were needed; empty where the bytes are the same.
#[must_use]
pub fn folds(found: &Found) -> Sentence {
    Sentence::row(found.kinds.iter().map(|kind| fold(*kind)).collect(), ", ")
}

/// What differs between a copy and the words, and is no difference of words.
#[must_use]
pub fn fold(kind: Kind) -> Sentence {
    match kind {
        Kind::Spaces => message::check_fold_spaces(),
        Kind::Hyphenation => message::check_fold_hyphenation(),
        Kind::SoftHyphens => message::check_fold_soft_hyphens(),
        Kind::Bullets => message::check_fold_bullets(),
        Kind::Joined => message::check_fold_joined(),
        Kind::NoBreakSpaces => message::check_fold_no_break_spaces(),
        Kind::Quotes => message::check_fold_quotes(),
        Kind::Dashes => message::check_fold_dashes(),
        Kind::Ellipses => message::check_fold_ellipses(),
        Kind::Ligatures => message::check_fold_ligatures(),
        Kind::Case => message::check_fold_case(),
        Kind::Composition => message::check_fold_composition(),
        Kind::Kashida => message::check_fold_kashida(),
        Kind::Hidden => message::check_fold_hidden(),
    }
}
