//! What there is to say about a copy: one kind for each thing, with its stable code and what it is about.

use super::names::{NameLines, Unsigned};
use super::{one_line, pieces, position};
use crate::check::{self, Found, Letter, Match, Verdict};
use crate::extract::Note;
use countersign_core::name::{Language, VersionId};
use countersign_core::record::line::Line;
use countersign_core::time::Timestamp;
use countersign_core::verify::report::{Severity, Standing};

mod changes;
mod passages;

/// Longest piece of a copy that a sentence repeats, in characters.
const PIECE_CHARS_MAX: usize = 60;

/// One thing to say about a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How grave it is.
    pub severity: Severity,
    /// What it is.
    pub remark: Remark,
}

/// A piece of the copy, on one line and as short as a sentence can repeat it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece(String);

/// Where a character of the copy is, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

/// What there can be to say about a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// The text is there more than once.
    Copies {
        /// How often.
        copies: usize,
        /// How many of them have other words.
        altered: usize,
    },
    /// Some changes have the words of another version.
    Mixed {
        /// How many.
        changes: usize,
        /// Of how many.
        all: usize,
        /// The other version.
        version: VersionId,
        /// Whether it is newer than the one that was found.
        is_newer: bool,
    },
    /// Letters that only look like the signed ones.
    Lookalike(Vec<(Letter, Place)>),
    /// Words that are cut otherwise.
    WordsCut(Vec<Piece>),
    /// Lines that look like a page's number or head.
    PageLines(Vec<Piece>),
    /// Characters that are not seen.
    Unseen(Vec<(Letter, Place)>),
    /// Another statement that the copy has words of.
    Beside {
        /// Its version.
        version: VersionId,
        /// Whether those words differ.
        is_altered: bool,
    },
    /// Some parts were too long to compare word by word.
    Coarse,
    /// A file with exactly these bytes was taken down.
    TakenDown {
        /// Of which version.
        version: VersionId,
        /// What it was called there.
        file: String,
        /// Why, as the maintainers say.
        reason: Line,
    },
    /// The words of a translation that was replaced by another one.
    TranslationReplaced {
        /// Of which version.
        version: VersionId,
        /// Into which language.
        language: Language,
    },
    /// The words of a translation that the maintainers took back.
    TranslationRetracted {
        /// Of which version.
        version: VersionId,
        /// Into which language.
        language: Language,
        /// Why.
        reason: Line,
    },
    /// The words of a version that is not published.
    Draft {
        /// Which.
        version: VersionId,
    },
    /// The same words stand in other places, too.
    SameWords(Vec<check::Place>),
    /// Organisations that endorse the text are not named.
    NameMissing {
        /// How many are.
        printed: u64,
        /// Of how many.
        endorsed: u64,
        /// Who is not.
        names: Vec<String>,
    },
    /// Names that no endorsement stands behind.
    NameUnsigned {
        /// Where they stand towards the version, where they have any standing.
        standing: Option<Standing>,
        /// When they acted, as they claim.
        date: Option<Timestamp>,
        /// Whether they are organisations of this registry.
        is_known: bool,
        /// The names.
        names: Vec<Piece>,
    },
    /// A name that is spelled otherwise.
    NameNear {
        /// As the copy has it.
        printed: String,
        /// The organisation's.
        name: String,
    },
    /// Quotations that are nearly a text's.
    QuotationAltered(Vec<Piece>),
    /// Quotations that no text here has.
    QuotationUnknown(Vec<Piece>),
    /// A marked cut that takes out a negation; the words that it leaves out.
    CutNegation(Vec<Piece>),
    /// Words of the text right beside a passage that have a negation.
    NegationBeside(Vec<Piece>),
    /// One that takes out a number or a name.
    CutName(Vec<Piece>),
    /// One that makes one sentence of two.
    CutJoins(Vec<Piece>),
    /// A short one, in a language whose negations nobody listed.
    CutShort(Vec<Piece>),
    /// Any other.
    Cut(Vec<Piece>),
    /// Words in brackets that are an editor's.
    EditorWords(Vec<Piece>),
    /// What stands between signed words and could be read as one of them.
    Unsigned(Vec<Piece>),
    /// Numbers of pages between signed words.
    PageNumbers(usize),
    /// Quotations of so few words that they may be there by chance.
    ShortQuotation(Vec<Piece>),
    /// It looks like a scan: how many changed words differ by letters that look alike to a machine.
    Scan(usize),
    /// Changes of marks alone, and of how many.
    Marks {
        /// How many.
        marks: usize,
        /// Of how many.
        all: usize,
    },
    /// Changes of spelling alone, of Arabic and Hebrew letters that writers exchange.
    Spelling {
        /// How many.
        spellings: usize,
        /// Of how many.
        all: usize,
    },
    /// What was done on the way to the words.
    Read(Note),
}

impl Finding {
    /// A finding.
    #[must_use]
    pub const fn of(severity: Severity, remark: Remark) -> Self {
        Self { severity, remark }
    }

    /// A stable word for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match &self.remark {
            Remark::Copies { .. } => "copies",
            Remark::Mixed { .. } => "mixed-versions",
            Remark::Lookalike(_) => "lookalike",
            Remark::WordsCut(_) => "words-cut",
            Remark::PageLines(_) => "page-lines",
            Remark::Unseen(_) => "unseen",
            Remark::Beside { .. } => "beside",
            Remark::TakenDown { .. } => "taken-down",
            Remark::TranslationReplaced { .. } => "translation-replaced",
            Remark::TranslationRetracted { .. } => "translation-retracted",
            Remark::Draft { .. } => "draft",
            Remark::Coarse => "coarse",
            Remark::SameWords(_) => "same-words",
            Remark::NameMissing { .. } => "name-missing",
            Remark::NameUnsigned { standing: Some(Standing::Withdrawn), .. } => "name-withdrawn",
            Remark::NameUnsigned { .. } => "name-unsigned",
            Remark::NameNear { .. } => "name-near",
            Remark::QuotationAltered(_) => "quotation-altered",
            Remark::QuotationUnknown(_) => "quotation-unknown",
            Remark::CutNegation(_) => "cut-negation",
            Remark::NegationBeside(_) => "negation-beside",
            Remark::CutName(_) => "cut-name",
            Remark::CutJoins(_) => "cut-joins",
            Remark::CutShort(_) => "cut-short",
            Remark::Cut(_) => "cut",
            Remark::EditorWords(_) => "editor-words",
            Remark::Unsigned(_) => "unsigned",
            Remark::PageNumbers(_) => "page-numbers",
            Remark::ShortQuotation(_) => "short-quotation",
            Remark::Scan(_) => "scan",
            Remark::Marks { .. } => "marks",
            Remark::Spelling { .. } => "spelling",
            Remark::Read(_) => "copy-read",
        }
    }

    /// Whether it is to be read before everything else of its severity.
    #[must_use]
    pub const fn is_loud(&self) -> bool {
        matches!(
            self.remark,
            Remark::Draft { .. }
                | Remark::TranslationReplaced { .. }
                | Remark::TranslationRetracted { .. }
                | Remark::QuotationAltered(_)
                | Remark::QuotationUnknown(_)
                | Remark::CutNegation(_)
                | Remark::NegationBeside(_)
                | Remark::CutName(_)
                | Remark::CutJoins(_)
                | Remark::CutShort(_)
                | Remark::Unsigned(_)
        )
    }
}

impl Piece {
    /// A piece of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let line = one_line(text, " / ");
        if line.chars().count() <= PIECE_CHARS_MAX {
            return Self(line);
        }
        Self(line.chars().take(PIECE_CHARS_MAX - 1).chain(['…']).collect())
    }

    /// Its words.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What the comparison has to say.
pub(super) fn of_words(found: &Found, verdict: &Verdict, copy: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut say = |severity, remark| findings.push(Finding::of(severity, remark));
    if found.copies > 1 {
        let (copies, altered) = (found.copies, found.copies_altered);
        say(Severity::Caveat, Remark::Copies { copies, altered });
    }
    for mixed in &found.mixed {
        let place = found.places.first();
        let is_newer = place.is_some_and(|one| mixed.version.version > one.version.version);
        let (changes, all) = (mixed.changes, found.changes_count);
        let version = mixed.version.clone();
        say(Severity::Caveat, Remark::Mixed { changes, all, version, is_newer });
    }
    if !found.lookalikes.is_empty() {
        say(Severity::Caveat, Remark::Lookalike(placed(&found.lookalikes, copy)));
    }
    if !found.cuts.is_empty() {
        say(Severity::Caveat, Remark::WordsCut(pieces(copy, &found.cuts)));
    }
    if !found.furniture.is_empty() {
        say(Severity::Caveat, Remark::PageLines(pieces(copy, &found.furniture)));
    }
    for beside in &verdict.beside {
        let is_altered = beside.matched == Match::Altered;
        let severity = if is_altered { Severity::Caveat } else { Severity::Note };
        say(severity, Remark::Beside { version: beside.place.version.clone(), is_altered });
    }
    if found.is_coarse {
        say(Severity::Note, Remark::Coarse);
    }
    if let Some((_, others)) = found.places.split_first().filter(|(_, rest)| !rest.is_empty()) {
        say(Severity::Note, Remark::SameWords(others.to_vec()));
    }
    findings.extend(unseen(&verdict.unseen, copy));
    findings.extend(passages::of(verdict, copy));
    findings.extend(changes::of(found));
    findings
}

/// What is not seen in the copy.
pub(super) fn unseen(unseen: &[Letter], copy: &str) -> Option<Finding> {
    let is_dangerous = unseen.iter().any(Letter::is_dangerous);
    let severity = if is_dangerous { Severity::Caveat } else { Severity::Note };
    (!unseen.is_empty()).then(|| Finding::of(severity, Remark::Unseen(placed(unseen, copy))))
}

fn placed(letters: &[Letter], copy: &str) -> Vec<(Letter, Place)> {
    letters.iter().map(|letter| (*letter, position(copy, letter.at))).collect()
}

/// What the names in the copy have to say.
pub(super) fn of_names(names: &NameLines, matched: Match) -> Vec<Finding> {
    let mut findings = Vec::new();
    let some = names.printed > 0 && matched != Match::Excerpt;
    if some && !names.missing.is_empty() {
        let (printed, endorsed) = (names.printed, names.endorsed);
        let missing = Remark::NameMissing { printed, endorsed, names: names.missing.clone() };
        findings.push(Finding::of(Severity::Note, missing));
    }
    for (number, one) in names.unsigned.iter().enumerate() {
        let is_alike = |other: &&Unsigned| other.is_alike(one);
        if names.unsigned.iter().take(number).any(|earlier| earlier.is_alike(one)) {
            continue;
        }
        let alike = names.unsigned.iter().filter(is_alike).map(|other| Piece::of(&other.name));
        findings.push(unsigned(one, alike.collect()));
    }
    findings.extend(names.near.iter().map(|near| {
        let (printed, name) = (near.printed.clone(), near.name.clone());
        Finding::of(Severity::Caveat, Remark::NameNear { printed, name })
    }));
    findings
}

/// What there is to say about `names`, with whom it is as with `one`.
fn unsigned(one: &Unsigned, names: Vec<Piece>) -> Finding {
    // What the signed words say themselves is no news about this copy.
    let is_old = one.is_signed_text && one.standing == Some(Standing::Named);
    let severity = if is_old { Severity::Note } else { Severity::Caveat };
    let (standing, date, is_known) = (one.standing, one.date, one.is_known);
    Finding::of(severity, Remark::NameUnsigned { standing, date, is_known, names })
}
