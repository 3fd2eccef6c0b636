//! The rows of a table: a spreadsheet (XLSX, ECMA-376 part 1, section 18) or separated values (CSV).
//!
//! Of a spreadsheet the first sheet is read, as it stands: formulas with the value that was last computed.
//! Each part of it is inflated with a bound, and what comes out of it is bounded again: a few packed kilobytes can name
//! one long word a million times.
//!
//! ```
//! let rows = countersign_copy::extract::rows(b"domain;name\nforo.example;\"Foro; Ejemplo\"\n").unwrap();
//! assert_eq!(rows, [["domain", "name"], ["foro.example", "Foro; Ejemplo"]]);
//! ```

use super::packed::Packed;
use super::xml::{self, Piece};
use super::{ExtractError, MARKUP_BYTES_MAX, encoding};

/// Most rows of a table: more organisations than anybody asks.
const ROWS_MAX: usize = 20_000;
/// Most columns.
const COLUMNS_MAX: usize = 64;
/// Most letters in all of a table, in bytes.
const CELLS_BYTES_MAX: usize = 4 << 20;

/// How separated values may be separated; where two are as frequent in the first line, the first of them.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// The rows of a table; empty ones have no cells.
///
/// # Errors
/// If it is no table, is damaged, or larger than a limit.
pub fn rows(given: &[u8]) -> Result<Vec<Vec<String>>, ExtractError> {
    if given.len() > MARKUP_BYTES_MAX {
        return Err(ExtractError::Size { what: "a table", most: MARKUP_BYTES_MAX });
    }
    let mut table = Table::default();
    if given.starts_with(b"PK\x03\x04") {
        sheet(&Packed::open(given)?, &mut table)?;
    } else {
        separated(&encoding::decode(given, &mut Vec::new())?.text, &mut table)?;
    }
    Ok(table.rows)
}

/// Rows that grow up to a limit.
#[derive(Default)]
struct Table {
    rows: Vec<Vec<String>>,
    bytes: usize,
}

impl Table {
    /// Puts words into a cell.
    fn put(&mut self, row: usize, column: usize, words: &str) -> Result<(), ExtractError> {
        self.bytes += words.len();
        let limits = [(row, ROWS_MAX, "rows"), (column, COLUMNS_MAX, "columns")];
        if let Some((_, most, what)) = limits.into_iter().find(|(at, most, _)| at >= most) {
            return Err(ExtractError::Size { what, most });
        }
        if self.bytes > CELLS_BYTES_MAX {
            return Err(ExtractError::Size { what: "a table", most: CELLS_BYTES_MAX });
        }
        while self.rows.len() <= row {
            self.rows.push(Vec::new());
        }
        if let Some(row) = self.rows.get_mut(row) {
            row.resize(row.len().max(column + 1), String::new());
            row[column] = words.trim().to_owned();
        }
        Ok(())
    }
}

fn separated(text: &str, table: &mut Table) -> Result<(), ExtractError> {
    // What reads them takes the second half of such an end for the beginning of the next row.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |separator: &u8| first.bytes().filter(|byte| byte == separator).count();
    let most = SEPARATORS.iter().map(count).max().unwrap_or_default();
    let separator = SEPARATORS.into_iter().find(|one| count(one) == most).unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let (bytes, mut at, mut row) = (text.as_bytes(), 0, 0);
    for record in reader.records() {
        let record = record.map_err(|_| ExtractError::Damaged)?;
        // The reader passes over empty lines, and begins a record before them; a row has the number that people see.
        let begun = record.position().map_or(0, csv::Position::byte);
        let begun = usize::try_from(begun).unwrap_or(usize::MAX).clamp(at, bytes.len());
        let empty = bytes[begun..].iter().take_while(|byte| **byte == b'\n').count();
        row += bytes[at..begun + empty].iter().filter(|byte| **byte == b'\n').count();
        at = begun + empty;
        for (column, words) in record.iter().enumerate() {
            table.put(row, column, words)?;
        }
    }
    Ok(())
}

fn sheet(packed: &Packed<'_>, table: &mut Table) -> Result<(), ExtractError> {
    let shared = match packed.has("xl/sharedStrings.xml") {
        true => shared(&packed.read("xl/sharedStrings.xml")?)?,
        false => Vec::new(),
    };
    let mut cells = Cells { shared, table, row: 0, column: 0, kind: String::new(), words: None };
    let mut path = Vec::new();
    xml::read(&packed.read(&first_sheet(packed)?)?, |piece| cells.take(&mut path, piece))
}

/// The part with the first sheet.
fn first_sheet(packed: &Packed<'_>) -> Result<String, ExtractError> {
    let mut wanted = None;
    xml::read(&packed.read("xl/workbook.xml")?, |piece| {
        if let Piece::Start(element) = piece
            && element.name == "sheet"
            && wanted.is_none()
        {
            wanted = element.attribute("id").map(str::to_owned);
        }
        Ok(())
    })?;
    let mut found = None;
    xml::read(&packed.read("xl/_rels/workbook.xml.rels")?, |piece| {
        if let Piece::Start(element) = piece
            && element.attribute("Id").is_some_and(|id| Some(id) == wanted.as_deref())
        {
            found = element.attribute("Target").map(str::to_owned);
        }
        Ok(())
    })?;
    let target = found.ok_or(ExtractError::Damaged)?;
    Ok(match target.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None => format!("xl/{target}"),
    })
}

/// The words that cells name by number.
fn shared(part: &[u8]) -> Result<Vec<String>, ExtractError> {
    let (mut all, mut path) = (Vec::new(), Vec::new());
    xml::read(part, |piece| {
        match piece {
            Piece::Start(element) => {
                if element.name == "si" {
                    all.push(String::new());
                }
                path.push(element.name);
            }
            Piece::End => drop(path.pop()),
            Piece::Text(words) if is_word(&path) => {
                if let Some(last) = all.last_mut() {
                    last.push_str(&words);
                }
            }
            Piece::Text(_) => {}
        }
        Ok(())
    })?;
    Ok(all)
}

/// Whether words below these elements are seen; how they are pronounced (`rPh`) is not.
fn is_word(path: &[String]) -> bool {
    path.last().is_some_and(|one| one == "t") && !path.iter().any(|one| one == "rPh")
}

struct Cells<'a> {
    shared: Vec<String>,
    table: &'a mut Table,
    row: usize,
    column: usize,
    kind: String,
    words: Option<String>,
}

impl Cells<'_> {
    fn take(&mut self, path: &mut Vec<String>, piece: Piece) -> Result<(), ExtractError> {
        match piece {
            Piece::Start(element) => {
                match element.name.as_str() {
                    "row" => {
                        let number = element.attribute("r").and_then(|row| row.parse().ok());
                        self.row = number.unwrap_or(self.row + 1);
                        self.column = 0;
                    }
                    "c" => {
                        self.column = match element.attribute("r") {
                            Some(place) => column(place).ok_or(ExtractError::Damaged)?,
                            None => self.column + 1,
                        };
                        self.kind = element.attribute("t").unwrap_or_default().to_owned();
                        self.words = None;
                    }
                    _ => {}
                }
                path.push(element.name);
            }
            Piece::Text(words) => {
                if path.last().is_some_and(|one| one == "v") || is_word(path) {
                    self.words.get_or_insert_default().push_str(&words);
                }
            }
            Piece::End => {
                if path.pop().is_some_and(|name| name == "c")
                    && let Some(words) = self.words.take()
                {
                    self.put(&words)?;
                }
            }
        }
        Ok(())
    }

    fn put(&mut self, words: &str) -> Result<(), ExtractError> {
        let words = match self.kind.as_str() {
            "s" => {
                let place = words.trim().parse().ok().and_then(|at: usize| self.shared.get(at));
                place.ok_or(ExtractError::Damaged)?
            }
            _ => words,
        };
        // Rows and columns are counted from one.
        let (row, column) = (self.row.wrapping_sub(1), self.column.wrapping_sub(1));
        self.table.put(row, column, words)
    }
}

/// The number of the column in a place such as `AB12`, from one.
fn column(place: &str) -> Option<usize> {
    let letters = place.bytes().take_while(u8::is_ascii_uppercase);
    letters.take(4).try_fold(0_usize, |number, letter| {
        number.checked_mul(26)?.checked_add(usize::from(letter - b'A') + 1)
    })
}

#[cfg(test)]
mod tests {
    use super::super::packed::tests::pack;
    use super::*;

    fn workbook(strings: &str, cells: &str) -> Vec<u8> {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        let book = format!(
            "<workbook xmlns=\"{main}\" xmlns:r=\"urn:r\"><sheets><sheet name=\"A\" r:id=\"r7\"/><sheet name=\"B\" r:id=\"r8\"/></sheets></workbook>"
        );
        let links = "<Relationships xmlns=\"urn:x\"><Relationship Id=\"r8\" Target=\"worksheets/b.xml\"/><Relationship Id=\"r7\" Target=\"worksheets/a.xml\"/></Relationships>";
        let strings = format!("<sst xmlns=\"{main}\">{strings}</sst>");
        let sheet =
            format!("<worksheet xmlns=\"{main}\"><sheetData>{cells}</sheetData></worksheet>");
        pack(&[
            ("xl/workbook.xml", book.as_bytes()),
            ("xl/_rels/workbook.xml.rels", links.as_bytes()),
            ("xl/sharedStrings.xml", strings.as_bytes()),
            ("xl/worksheets/a.xml", sheet.as_bytes()),
        ])
    }

    #[test]
    fn a_spreadsheet_has_its_cells_where_they_stand() {
        let strings = "<si><t>domain</t></si><si><r><t>Foro </t></r><r><t>Ejemplo</t></r><rPh><t>x</t></rPh></si>";
        let cells = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row><row r=\"3\"><c r=\"B3\" t=\"s\"><v>1</v></c><c r=\"C3\" t=\"inlineStr\"><is><t>es</t></is></c><c r=\"D3\"><v>7</v></c></row>";
        let rows = rows(&workbook(strings, cells)).unwrap();
        assert_eq!(rows[0], ["domain"]);
        assert!(rows[1].is_empty());
        assert_eq!(rows[2], ["", "Foro Ejemplo", "es", "7"]);
    }

    #[test]
    fn a_spreadsheet_that_grows_without_end_is_refused() {
        let strings = format!("<si><t>{}</t></si>", "x".repeat(100_000));
        let row = |at| format!("<row r=\"{at}\"><c r=\"A{at}\" t=\"s\"><v>0</v></c></row>");
        let cells = |count: usize| (1..=count).map(row).collect::<String>();
        assert_eq!(rows(&workbook(&strings, &cells(41))).unwrap().len(), 41);
        assert!(matches!(
            rows(&workbook(&strings, &cells(42))),
            Err(ExtractError::Size { most: CELLS_BYTES_MAX, .. })
        ));
        let far = "<row r=\"20001\"><c r=\"A20001\"><v>1</v></c></row>";
        assert!(matches!(rows(&workbook("", far)), Err(ExtractError::Size { most: ROWS_MAX, .. })));
        let wide = "<row r=\"1\"><c r=\"BM1\"><v>1</v></c></row>";
        assert!(matches!(
            rows(&workbook("", wide)),
            Err(ExtractError::Size { most: COLUMNS_MAX, .. })
        ));
        assert!(rows(&workbook("", "<row r=\"0\"><c r=\"A0\"><v>1</v></c></row>")).is_err());
        assert!(
            rows(&workbook("", "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>9</v></c></row>")).is_err()
        );
    }

    #[test]
    fn separated_values_are_read_in_what_programs_write() {
        let want = vec![vec!["dominio", "nombre"], vec!["uno.example", "Año, Uno"]];
        let marked = "\u{feff}dominio,nombre\r\nuno.example,\"Año, Uno\"\r\n";
        assert_eq!(rows(marked.as_bytes()).unwrap(), want);
        assert_eq!(rows("dominio\tnombre\nuno.example\tAño, Uno".as_bytes()).unwrap(), want);
        let wide: Vec<u8> = "dominio;nombre\nuno.example;Año, Uno\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(rows(&[b"\xff\xfe".as_slice(), &wide].concat()).unwrap(), want);
        let rows = rows(b"domain\n\nuno.example\n").unwrap();
        assert_eq!((rows.len(), rows[2][0].as_str()), (3, "uno.example"));
    }
}
