//! The constants of the source, read from its text: their names, whether they are public, their values.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A constant of the source.
pub struct Constant {
    /// Whether it is declared `pub`.
    pub is_public: bool,
    /// Its value, where it is a number that follows from numbers and other constants.
    pub value: Option<u128>,
}

/// Every source file below `folder`, by path.
pub fn sources(folder: &Path) -> BTreeMap<String, String> {
    let mut sources = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                sources.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    sources
}

/// Every constant of the modules below `folder`, named as `module::NAME`.
pub fn of_source(folder: &Path) -> BTreeMap<String, Constant> {
    let mut found: BTreeMap<String, (bool, String)> = BTreeMap::new();
    for (path, source) in sources(folder) {
        // A module is named without its crate.
        let (name, inside) = path.split_once('/').unwrap_or(("", &path));
        let module = inside.trim_end_matches(".rs").replace('/', "::");
        // The command line reads files and asks people; its bounds are not part of the format.
        if name == "cli" {
            continue;
        }
        for line in source.lines() {
            let (is_public, rest) = match line.strip_prefix("pub const ") {
                Some(rest) => (true, rest),
                None => (false, line.strip_prefix("const ").unwrap_or_default()),
            };
            let Some((name, rest)) = rest.split_once(": ") else { continue };
            let Some((_, value)) = rest.trim_end_matches(';').split_once(" = ") else { continue };
            found.insert(format!("{module}::{name}"), (is_public, value.to_owned()));
        }
    }
    let value = |name: &String, text: &str| Evaluator { found: &found, module: name }.sum(text);
    found
        .iter()
        .map(|(name, (is_public, text))| {
            (name.clone(), Constant { is_public: *is_public, value: value(name, text) })
        })
        .collect()
}

struct Evaluator<'a> {
    found: &'a BTreeMap<String, (bool, String)>,
    module: &'a str,
}

impl Evaluator<'_> {
    /// Numbers, constants, parentheses, and `<<`, `>>`, `-`, `+`, `*`, `/`, loosest first.
    fn sum(&self, text: &str) -> Option<u128> {
        let text = text.replace(" as u64", "").replace(" as usize", "");
        let text = text.trim();
        for operator in [" << ", " >> ", " - ", " + ", " * ", " / "] {
            if let Some(at) = last_outside(text, operator) {
                let left = self.sum(&text[..at])?;
                let right = self.sum(&text[at + operator.len()..])?;
                return match operator.trim() {
                    "<<" => left.checked_shl(right.try_into().ok()?),
                    ">>" => left.checked_shr(right.try_into().ok()?),
                    "-" => left.checked_sub(right),
                    "+" => left.checked_add(right),
                    "*" => left.checked_mul(right),
                    _ => left.checked_div(right),
                };
            }
        }
        if let Some(inner) = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
            return self.sum(inner);
        }
        if text == "u64::MAX" {
            return Some(u64::MAX.into());
        }
        text.replace('_', "").parse().ok().or_else(|| self.constant(text))
    }

    /// The nearest constant of this name: in the module itself, else the one that is named alike and public.
    fn constant(&self, text: &str) -> Option<u128> {
        let (qualifier, name) = text.rsplit_once("::").unwrap_or(("", text));
        let own = self.module.rsplit_once("::")?.0;
        let here = format!("{own}::{name}");
        let ends = format!("::{name}");
        let candidates = || self.found.iter().filter(|(other, _)| other.ends_with(&ends));
        let found = match qualifier {
            "" if self.found.contains_key(&here) => self.found.get_key_value(&here),
            "" => candidates().find(|(_, (is_public, _))| *is_public),
            _ => candidates().find(|(other, _)| other.contains(qualifier)),
        };
        let (full, (_, value)) = found?;
        Evaluator { found: self.found, module: full }.sum(value)
    }
}

/// Where the last `operator` outside parentheses begins.
fn last_outside(text: &str, operator: &str) -> Option<usize> {
    let outside = |at: &usize| {
        let before = &text[..*at];
        before.matches('(').count() == before.matches(')').count()
    };
    text.match_indices(operator).map(|(at, _)| at).filter(outside).last()
}
