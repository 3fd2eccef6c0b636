//! Contacts in the rows of a table.

use std::collections::{BTreeMap, BTreeSet};

use super::heads;
use super::{Address, Contact};
use countersign_core::key::PublicKey;
use countersign_core::name::Domain;
use countersign_core::record::line::Line;

/// What programs for tables take for the first character of a formula, also as Chinese and Japanese keyboards write it.
pub const FORMULA_BEGINS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// What a column has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// The organisation's domain.
    Domain,
    /// Its name.
    Name,
    /// Other names, between semicolons.
    Aliases,
    /// The language to write in.
    Language,
    /// Where to write to.
    Address,
    /// Its key.
    Key,
}

/// What is wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It has no domain, or none that can be.
    Domain,
    /// A name is none that a record could have.
    Name,
    /// The language is no tag and no word that is known.
    Language,
    /// The address is none.
    Address,
    /// The key is no public key.
    Key,
    /// It is a private key, which must not be in a table.
    PrivateKey,
    /// Another line is about the same organisation.
    Twice,
}

/// A line that cannot be taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Its row, from one, as programs for tables count.
    pub row: usize,
    /// What is wrong.
    pub fault: Fault,
    /// What stands there; empty where it must not be shown.
    pub got: String,
}

/// What a table says.
#[derive(Debug, Default)]
pub struct Table {
    /// The lines that can be taken in.
    pub contacts: Vec<Contact>,
    /// Those that cannot, by row.
    pub wrong: Vec<Wrong>,
    /// Heads of columns that nothing is known about.
    pub unknown: Vec<String>,
}

impl Table {
    /// What rows say; none where no column is headed as one with domains is.
    #[must_use]
    pub fn read(rows: &[Vec<String>]) -> Option<Self> {
        let first = rows.iter().position(|row| !is_empty(row))?;
        let heads = rows.get(first)?;
        let has_domain =
            |is_name| heads.iter().any(|head| heads::column(head, is_name) == Some(Column::Domain));
        let is_name = has_domain(true);
        if !is_name && !has_domain(false) {
            return None;
        }
        let mut columns = BTreeMap::new();
        let mut table = Self::default();
        for (at, head) in heads.iter().enumerate() {
            match heads::column(head, is_name) {
                Some(column) => drop(columns.entry(column).or_insert(at)),
                None if head.is_empty() => {}
                None => table.unknown.push(head.clone()),
            }
        }
        let mut seen = BTreeSet::new();
        for (at, row) in rows.iter().enumerate().skip(first + 1).filter(|(_, row)| !is_empty(row)) {
            let cell = |column| {
                columns.get(&column).and_then(|at| row.get(*at)).map_or("", |cell| bare_cell(cell))
            };
            match contact(&cell) {
                Ok(contact) if seen.insert(contact.organisation.clone()) => {
                    table.contacts.push(contact)
                }
                Ok(contact) => {
                    let got = contact.organisation.to_string();
                    table.wrong.push(Wrong { row: at + 1, fault: Fault::Twice, got });
                }
                Err((fault, got)) => table.wrong.push(Wrong { row: at + 1, fault, got }),
            }
        }
        Some(table)
    }
}

/// A cell without the mark that keeps programs for tables from taking it for a formula.
fn bare_cell(cell: &str) -> &str {
    let cell = cell.trim();
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(FORMULA_BEGINS)).unwrap_or(cell)
}

fn is_empty(row: &[String]) -> bool {
    row.iter().all(|cell| cell.trim().is_empty())
}

fn contact<'a>(cell: &dyn Fn(Column) -> &'a str) -> Result<Contact, (Fault, String)> {
    let given = |column| Some(cell(column)).filter(|words| !words.is_empty());
    let domain = bare(cell(Column::Domain));
    let wrong = |fault: Fault, got: &str| (fault, got.to_owned());
    let organisation: Domain =
        domain.parse().map_err(|_| wrong(Fault::Domain, cell(Column::Domain)))?;
    let line = |words: &str| words.parse::<Line>().map_err(|_| wrong(Fault::Name, words));
    let aliases = cell(Column::Aliases).split([';', '|', '\n']).map(bare_cell);
    let aliases = aliases.filter(|alias| !alias.is_empty()).map(line);
    let mut aliases = aliases.collect::<Result<Vec<Line>, _>>()?;
    aliases.sort();
    let language = given(Column::Language)
        .map(|word| heads::language(word).parse().map_err(|_| wrong(Fault::Language, word)));
    let address = given(Column::Address)
        .map(|words| words.parse::<Address>().map_err(|fault| wrong(fault, words)));
    Ok(Contact {
        address: address.transpose()?,
        aliases,
        key: given(Column::Key).map(key).transpose()?,
        language: language.transpose()?,
        name: given(Column::Name).map(line).transpose()?,
        organisation,
    })
}

fn key(words: &str) -> Result<String, (Fault, String)> {
    if words.contains("PRIVATE KEY") {
        return Err((Fault::PrivateKey, String::new()));
    }
    match words.parse::<PublicKey>() {
        Ok(key) => Ok(key.to_string()),
        Err(_) => Err((Fault::Key, words.to_owned())),
    }
}

/// A domain as people write it: `https://Foro.Example/`.
fn bare(words: &str) -> String {
    let words = words.to_lowercase();
    let words =
        words.strip_prefix("https://").or_else(|| words.strip_prefix("http://")).unwrap_or(&words);
    words.trim_end_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
    }

    #[test]
    fn columns_are_found_by_their_heads_in_three_languages() {
        for heads in [
            ["Organisation", "Domain", "Language", "E-mail", "Other names"],
            ["Organización", "Dominio", "Idioma", "Correo electrónico", "Siglas"],
            ["Organisation", "Domaine", "Langue", "Courriel", "Autres noms"],
        ] {
            let line =
                ["Foro Ejemplo", "https://Foro.Example/", "español", "a@b.example", "FE; Foro"];
            let table = Table::read(&rows(&[&heads, &line])).unwrap();
            assert_eq!(table.wrong, []);
            let one = &table.contacts[0];
            assert_eq!(one.organisation.as_str(), "foro.example");
            assert_eq!(one.name.as_ref().unwrap().as_str(), "Foro Ejemplo");
            assert_eq!(one.language.as_ref().unwrap().as_str(), "es");
            assert_eq!(one.aliases.len(), 2);
        }
        let table =
            Table::read(&rows(&[&["organización", "Notas"], &["uno.example", "x"]])).unwrap();
        assert_eq!(
            (table.contacts.len(), table.unknown.as_slice()),
            (1, &["Notas".to_owned()][..])
        );
        assert!(Table::read(&rows(&[&["a", "b"], &["uno.example", "x"]])).is_none());
        assert!(Table::read(&[]).is_none());
    }

    #[test]
    fn a_wrong_line_is_named_by_its_row_and_hides_no_other() {
        let table = rows(&[
            &["domain", "e-mail", "language", "key"],
            &["uno.example", "a@b.example"],
            &[],
            &["not a domain", "a@b.example"],
            &["dos.example", "a at b"],
            &["tres.example", "a@b.example", "no language"],
            &["uno.example", "c@b.example"],
            &["four.example", "", "", "-----BEGIN OPENSSH PRIVATE KEY-----"],
            &["five.example", "", "", "ssh-rsa nothing"],
            &["six.example"],
        ]);
        let table = Table::read(&table).unwrap();
        let wrong: Vec<_> = table.wrong.iter().map(|one| (one.row, one.fault)).collect();
        let want = [
            (4, Fault::Domain),
            (5, Fault::Address),
            (6, Fault::Language),
            (7, Fault::Twice),
            (8, Fault::PrivateKey),
            (9, Fault::Key),
        ];
        assert_eq!(wrong, want);
        assert_eq!(table.contacts.len(), 2);
        assert!(table.wrong.iter().all(|one| !one.got.contains("PRIVATE")));
    }
}
