//! The files that are checked out, beside those that were judged: whoever opens one here must read what was signed.

use super::Error;
use countersign_core::tree::{Listing, Parts};
use countersign_core::verify::NotChecked;
use countersign_core::verify::finding::{FileFinding, Finding, FolderDifference};
use countersign_core::verify::report::Severity;
use countersign_git::store::Store;
use countersign_git::store::folder::{self, Difference, Differences};

/// What the folder has beside what was judged.
#[derive(Debug, Default)]
pub struct Beside {
    /// Each file that differs.
    pub findings: Vec<Finding>,
    /// That nothing is checked out, or only some.
    pub not_checked: Option<NotChecked>,
}

/// Compares all files of a registry.
///
/// # Errors
/// Where the configuration cannot be read.
pub fn all(store: &Store, parts: &dyn Parts) -> Result<Beside, Error> {
    of(store, &|work_tree| folder::all(work_tree, parts))
}

/// Compares the files of one statement, by its folder.
///
/// # Errors
/// Where the configuration cannot be read.
pub fn of_statement(store: &Store, listing: &Listing, folder: &str) -> Result<Beside, Error> {
    of(store, &|work_tree| folder::one(work_tree, listing, folder))
}

/// Compares the files of one statement, where a registry has it.
///
/// # Errors
/// Where the configuration cannot be read.
pub fn of_part(store: &Store, parts: &dyn Parts, folder: &str) -> Result<Beside, Error> {
    let part = parts.named(folder).and_then(|at| parts.part(at..at + 1));
    match part {
        Some(source) => of_statement(store, source.listing(), folder),
        None => Ok(Beside::default()),
    }
}

fn of(store: &Store, compare: &dyn Fn(&std::path::Path) -> Differences) -> Result<Beside, Error> {
    let Some(work_tree) = store.work_tree() else {
        return Ok(Beside { not_checked: Some(NotChecked::WorkTree), ..Beside::default() });
    };
    let Differences { mut named, more } = compare(work_tree);
    let sparse = store.get_config("core.sparseCheckout")?;
    let is_sparse = sparse.is_some_and(|value| value.eq_ignore_ascii_case("true"));
    let before = named.len();
    named.retain(|_, what| !(is_sparse && *what == Difference::Missing));
    let not_checked = (named.len() < before).then_some(NotChecked::WorkTree);
    let caveat = |path: String, what| Finding::new(Severity::Caveat, path, what);
    let mut findings: Vec<Finding> = named
        .into_iter()
        .map(|(path, what)| caveat(path, FileFinding::FolderDiffers(difference(what))))
        .collect();
    if more > 0 {
        findings.push(caveat(String::new(), FileFinding::FolderDiffersMore(more)));
    }
    Ok(Beside { findings, not_checked })
}

const fn difference(what: Difference) -> FolderDifference {
    match what {
        Difference::Changed => FolderDifference::Changed,
        Difference::Missing => FolderDifference::Missing,
        Difference::Extra => FolderDifference::Extra,
    }
}
