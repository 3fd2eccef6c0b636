//! What lies in the work tree beside what a commit has: whoever opens a file there sees the one and not the other.
//!
//! Files are compared by their bytes and never by git's index, which can be told to look away.
//! Symbolic links are not followed, pipes and devices not opened, and nothing outside the folders in question is read.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use countersign_core::tree::{DEPTH_MAX, File, Listing, Parts};
use rayon::prelude::*;

/// Most differences that are named; more are counted.
const DIFFERENCES_MAX: usize = 1_000;
/// How many statements are compared together.
const AT_ONCE: usize = 64;
/// The folders of a registry.
const FOLDERS: [&str; 2] = ["keys", "registry"];

/// How a file in the work tree is not what a commit has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// It has other bytes, or is no plain file.
    Changed,
    /// It is not there.
    Missing,
    /// The commit has no such file or folder.
    Extra,
}

/// What differs.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Differences {
    /// Each file or folder, in the order of their paths.
    pub named: BTreeMap<String, Difference>,
    /// How many more there are.
    pub more: usize,
}

/// Compares everything below `keys/` and `registry/`.
#[must_use]
pub fn all(work_tree: &Path, parts: &dyn Parts) -> Differences {
    let statements: Vec<usize> = (0..parts.statements()).step_by(AT_ONCE).collect();
    let of_some = |first: &usize| {
        let range = *first..(first + AT_ONCE).min(parts.statements());
        let names: Vec<&str> = range.clone().filter_map(|one| parts.name(one)).collect();
        let source = parts.part(range);
        source.map(|source| Compare::new(work_tree, source.listing()).below(&names, None))
    };
    let differences =
        statements.par_iter().filter_map(of_some).reduce(Differences::default, Differences::joined);
    let rest = Compare::new(work_tree, parts.rest().listing()).below(&FOLDERS, Some(parts));
    differences.joined(rest)
}

/// Compares everything below one folder, such as a statement's.
#[must_use]
pub fn one(work_tree: &Path, listing: &Listing, folder: &str) -> Differences {
    let below = format!("{folder}/");
    let files =
        listing.files.range(below.clone()..).take_while(|(path, _)| path.starts_with(&below));
    let files = files.map(|(path, file)| (path.as_str(), file)).collect();
    Compare { work_tree, files, found: Differences::default() }.below(&[folder], None)
}

struct Compare<'a> {
    work_tree: &'a Path,
    /// Those that were not met yet.
    files: BTreeMap<&'a str, &'a File>,
    found: Differences,
}

impl<'a> Compare<'a> {
    fn new(work_tree: &'a Path, listing: &'a Listing) -> Self {
        let files = listing.files.iter().map(|(path, file)| (path.as_str(), file)).collect();
        Self { work_tree, files, found: Differences::default() }
    }

    fn below(mut self, folders: &[&str], parts: Option<&dyn Parts>) -> Differences {
        for folder in folders {
            match fs::symlink_metadata(self.work_tree.join(folder)) {
                Ok(found) if found.is_dir() => self.folder(folder, parts, 0),
                Ok(_) => self.found.add((*folder).to_owned(), Difference::Changed),
                Err(_) => {}
            }
        }
        for path in self.files.into_keys() {
            self.found.add(path.to_owned(), Difference::Missing);
        }
        self.found
    }

    fn folder(&mut self, path: &str, parts: Option<&dyn Parts>, depth: usize) {
        let Ok(entries) = fs::read_dir(self.work_tree.join(path)) else {
            return self.found.add(path.to_owned(), Difference::Changed);
        };
        for entry in entries.flatten() {
            let path = format!("{path}/{}", entry.file_name().to_string_lossy());
            // Statements are compared by themselves.
            if parts.is_some_and(|parts| parts.named(&path).is_some()) {
                continue;
            }
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            match self.files.remove(path.as_str()) {
                Some(file) if !is_folder && is_same(&entry.path(), file) => {}
                Some(_) => self.found.add(path, Difference::Changed),
                None if is_folder && (self.has_below(&path) || holds(&path, parts)) => {
                    if depth < DEPTH_MAX {
                        self.folder(&path, parts, depth + 1);
                    }
                }
                None if is_folder && is_empty(&entry.path()) => {}
                None => self.found.add(path, Difference::Extra),
            }
        }
    }

    /// Whether the commit has a file below a folder.
    fn has_below(&self, folder: &str) -> bool {
        let below = format!("{folder}/");
        let mut after = self.files.range(below.as_str()..);
        after.next().is_some_and(|(path, _)| path.starts_with(&below))
    }
}

/// Whether statements lie below a folder.
fn holds(folder: &str, parts: Option<&dyn Parts>) -> bool {
    let Some(parts) = parts else { return false };
    let below = format!("{folder}/");
    let (mut first, mut end) = (0, parts.statements());
    while first < end {
        let middle = first + (end - first) / 2;
        match parts.name(middle) {
            Some(name) if name < below.as_str() => first = middle + 1,
            _ => end = middle,
        }
    }
    parts.name(first).is_some_and(|name| name.starts_with(&below))
}

fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
}

fn is_same(path: &Path, file: &File) -> bool {
    let read = || -> io::Result<bool> {
        let found = fs::symlink_metadata(path)?;
        if !found.is_file() || file.size_bytes.is_some_and(|size| size != found.len()) {
            return Ok(false);
        }
        // Read piece by piece, and without any of git's filters.
        let id = git2::Oid::hash_file(git2::ObjectType::Blob, path).map_err(io::Error::other)?;
        Ok(file.id.is_some_and(|want| id.as_bytes() == want))
    };
    read().unwrap_or(false)
}

impl Differences {
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.named.is_empty()
    }

    fn add(&mut self, path: String, difference: Difference) {
        if self.named.len() < DIFFERENCES_MAX {
            self.named.insert(path, difference);
        } else {
            self.more += 1;
        }
    }

    fn joined(mut self, other: Self) -> Self {
        self.more += other.more;
        other.named.into_iter().for_each(|(path, difference)| self.add(path, difference));
        self
    }
}
