//! Rows as separated values, in which no program for tables finds a formula.

use countersign_workflow::contacts::FORMULA_BEGINS;

/// Where programs for tables may begin a cell, whatever separator they take.
const SEPARATORS: [char; 4] = [';', '\t', '\n', '\r'];

/// A head and rows, each of as many cells.
#[expect(clippy::expect_used, reason = "memory takes every row, and all rows have as many cells")]
pub(crate) fn csv<const N: usize>(head: [&str; N], rows: &[[String; N]]) -> Vec<u8> {
    let ends = csv::Terminator::CRLF;
    let mut table = csv::WriterBuilder::new().terminator(ends).from_writer(Vec::new());
    table.write_record(head).expect("memory takes it");
    for row in rows {
        table.write_record(row.each_ref().map(|words| cell(words))).expect("memory takes it");
    }
    table.into_inner().expect("memory takes it")
}

/// A cell that no program for tables runs, also where it separates by something else than commas.
fn cell(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    let mut is_first = true;
    for character in words.chars() {
        if is_first && FORMULA_BEGINS.contains(&character) {
            safe.push('\'');
        }
        is_first = SEPARATORS.contains(&character) || is_first && character.is_whitespace();
        safe.push(character);
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::csv;

    #[test]
    fn no_cell_is_a_formula_and_every_cell_is_read_as_one() {
        let row = |words: &str| [words.to_owned(), "x".to_owned()];
        let rows = [
            row("=1+1"),
            row(" @SUM(A1)"),
            row("Uno; =cmd()"),
            row("\u{ff1d}1"),
            row("a, \"b\""),
            row("a-b"),
        ];
        let text = String::from_utf8(csv(["name", "why"], &rows)).unwrap();
        let lines: Vec<&str> = text.split("\r\n").collect();
        assert_eq!(
            lines,
            [
                "name,why",
                "'=1+1,x",
                " '@SUM(A1),x",
                "Uno; '=cmd(),x",
                "'\u{ff1d}1,x",
                "\"a, \"\"b\"\"\",x",
                "a-b,x",
                ""
            ]
        );
    }
}
