//! The tables of the folds as data, for a page that compares by itself.
//!
//! They are taken from the functions that compare here, one character at a time, so that there is one source of them.
//! What another program has in its own Unicode data (letters, marks, normalization, lower case) is not among them.

use serde::Serialize;

use super::{fold, furniture, look, token};

/// Code points in a row: the first and the last.
pub type Row = (u32, u32);

/// Everything about characters that a comparison needs and no Unicode library has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tables {
    /// What begins the lines of a list.
    bullets: Vec<Row>,
    /// Hyphens, dashes and the minus sign.
    dashes: Vec<Row>,
    /// Full-width forms, letters of mathematics, circled letters: each looks like its compatibility mapping.
    forms: Vec<Row>,
    /// Quotation marks that stand for half of a double one.
    half_quotes: Vec<Row>,
    /// One character for several letters.
    ligatures: Vec<Row>,
    /// Letters, and the one that each of them looks like.
    lookalikes: Vec<(&'static str, char)>,
    /// Words beside a page's number.
    page_words: Vec<&'static str>,
    /// Quotation marks and apostrophes.
    quotes: Vec<Row>,
    /// Words by themselves, in scripts without spaces.
    singles: Vec<Row>,
    /// White space that is not of layout.
    spaces: Vec<Row>,
    /// What ends a sentence, opens or closes a quotation or bracket.
    stops: Vec<Row>,
    /// The first of ten digits.
    zeros: Vec<u32>,
}

impl Tables {
    /// The tables of this program.
    #[must_use]
    pub fn new() -> Self {
        Self {
            bullets: rows(fold::is_bullet),
            dashes: rows(fold::is_dash),
            forms: rows(look::is_form),
            half_quotes: rows(fold::is_single_quote),
            ligatures: rows(fold::is_ligature),
            lookalikes: look::LOOKALIKES.to_vec(),
            page_words: furniture::PAGE_WORDS.to_vec(),
            quotes: rows(fold::is_quote),
            singles: rows(|one| fold::class(one) == fold::Class::Single),
            spaces: rows(|one| fold::class(one) == fold::Class::OtherSpace),
            stops: rows(token::is_stop_mark),
            zeros: look::ZEROS.map(u32::from).to_vec(),
        }
    }
}

impl Default for Tables {
    fn default() -> Self {
        Self::new()
    }
}

/// The characters for which it holds, in rows.
fn rows(holds: impl Fn(char) -> bool) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for code in ('\0'..=char::MAX).filter(|one| holds(*one)).map(u32::from) {
        match rows.last_mut() {
            Some(row) if row.1 + 1 == code => row.1 = code,
            _ => rows.push((code, code)),
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_what_the_functions_say() {
        let tables = Tables::new();
        assert_eq!(tables.dashes, [(0x2d, 0x2d), (0x2010, 0x2015), (0x2212, 0x2212)]);
        let holds = |rows: &[Row], one: char| {
            rows.iter().any(|row| (row.0..=row.1).contains(&u32::from(one)))
        };
        for one in '\0'..=char::MAX {
            assert_eq!(holds(&tables.quotes, one), fold::is_quote(one), "{one:?}");
        }
        assert!(holds(&tables.singles, 'の') && !holds(&tables.singles, 'a'));
    }
}
