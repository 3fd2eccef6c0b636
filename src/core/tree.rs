//! A tree of files as it was found: what `store` and `directory` hand over, before anybody believes it.
//!
//! A [`Listing`] names every plain file below `registry/` and `keys/`;
//! whatever cannot be a plain file with an allowed name becomes an [`Oddity`] and is never read.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

mod portions;
mod together;

pub use portions::Portions;
pub use together::{Together, Undivided};

/// Directories below `registry/` and `keys/` nest no deeper: the format needs eight levels.
pub const DEPTH_MAX: usize = 16;
/// More files are not looked at: a hundred thousand statements with a dozen signatories need about half of them.
pub const FILES_MAX: usize = 2_000_000;
/// More directories are not looked at, so that a tree which repeats itself ends.
pub const FOLDERS_MAX: usize = 1_500_000;
/// A listing that has met more oddities stops: nobody reads further.
pub const ODDITIES_MAX: usize = 10_000;
/// Longest name of one entry, in bytes: what common file systems can hold.
pub const NAME_BYTES_MAX: usize = 255;

/// One plain file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Size in bytes, where the source tells it without reading the file.
    pub size_bytes: Option<u64>,
    /// The git object id where there is one; equal ids are equal bytes.
    pub id: Option<[u8; 20]>,
}

/// Why something in the tree is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum OddityKind {
    /// A symbolic link.
    Symlink,
    /// A git submodule.
    Submodule,
    /// A pipe, socket or device.
    Special,
    /// A name that some system reads as another one, as [`judge_names`] tells.
    Name,
    /// Two entries of one git tree have the same name.
    Duplicate,
    /// Two names differ only in letter case.
    CaseCollision,
    /// Directories nested deeper than any registry needs.
    Depth,
    /// `refs/replace` or `info/grafts` make git show something other than what lies here.
    Replaced,
    /// An object that is damaged, or whose header lies.
    Damaged,
    /// More files than a reader can be asked to look at.
    TooMany,
}

/// Something in the tree that is not a plain file with an allowed name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Oddity {
    /// Where; not valid UTF-8 is shown as U+FFFD.
    pub path: String,
    /// What.
    pub kind: OddityKind,
}

/// Every plain file below `registry/` and `keys/`, by path, and what else was met there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// The plain files by path from the top of the registry, with `/`.
    pub files: BTreeMap<String, File>,
    /// What is not read.
    pub oddities: Vec<Oddity>,
}

/// Why a file could not be read; says nothing about authenticity.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// No such file.
    #[error("there is no file {0}")]
    Missing(String),
    /// The file is larger than the caller's bound.
    #[error(
        "{path} has {size_bytes} bytes, more than the {max_bytes} that can be a file of its kind"
    )]
    TooLarge {
        /// The file.
        path: String,
        /// Its size, in bytes.
        size_bytes: u64,
        /// The bound, in bytes.
        max_bytes: u64,
    },
    /// The stored object is damaged.
    #[error("{path} is damaged: {why}")]
    Damaged {
        /// The file.
        path: String,
        /// What is wrong with it.
        why: String,
    },
    /// Anything else the system or git said.
    #[error("cannot read {path}: {why}")]
    Other {
        /// The file.
        path: String,
        /// What the system said.
        why: String,
    },
}

/// Where a registry's files can be read from, by several threads at once.
pub trait Source: Send + Sync {
    /// The files and oddities, found when the source was opened.
    fn listing(&self) -> &Listing;

    /// The bytes of one listed file.
    ///
    /// # Errors
    /// Where it is missing, larger than `max_bytes`, damaged or unreadable.
    fn read(&self, path: &str, max_bytes: u64) -> Result<Vec<u8>, ReadError>;

    /// The bytes of a file as the listing has it: [`Source::read`] without looking the path up again.
    ///
    /// # Errors
    /// As [`Source::read`].
    fn read_listed(&self, path: &str, file: &File, max_bytes: u64) -> Result<Vec<u8>, ReadError> {
        let _ = file;
        self.read(path, max_bytes)
    }
}

/// Where a registry's files can be read from some statements at a time, by several threads at once.
pub trait Parts: Sync {
    /// The files that belong to no statement.
    fn rest(&self) -> &dyn Source;

    /// How many statements there are.
    fn statements(&self) -> usize;

    /// The folder of a statement; their names ascend.
    fn name(&self, statement: usize) -> Option<&str>;

    /// The files of some statements; none where that is past the last.
    fn part(&self, range: Range<usize>) -> Option<Box<dyn Source + '_>>;

    /// Before all of them are taken once more.
    fn again(&self) {}

    /// The statement in whose folder a path lies.
    fn find(&self, path: &str) -> Option<usize> {
        let mut folders = path.match_indices('/').map(|(at, _)| path.split_at(at).0);
        folders.find_map(|folder| self.named(folder))
    }

    /// The statement with this folder.
    fn named(&self, folder: &str) -> Option<usize> {
        let (mut first, mut end) = (0, self.statements());
        while first < end {
            let middle = first + (end - first) / 2;
            match self.name(middle)?.cmp(folder) {
                Ordering::Less => first = middle + 1,
                Ordering::Equal => return Some(middle),
                Ordering::Greater => end = middle,
            }
        }
        None
    }
}

/// Each name of one directory, or why its entry is not read.
///
/// Refused are names that are not UTF-8, empty, longer than [`NAME_BYTES_MAX`], `.`, `..`,
/// `.git` or `git~1` in any letter case, names with `/`, back-slashes, control or invisible characters,
/// names that end in a dot or space, names that occur twice, and names that differ only in letter case:
/// there the first and the second are refused alike, because nobody can know which one was meant.
///
/// ```
/// use countersign_core::tree::{OddityKind, judge_names};
/// let names: [&[u8]; 4] = [b"v1", b"V1", b"..", b"statement.json"];
/// assert_eq!(
///     judge_names(&names),
///     [
///         Err(OddityKind::CaseCollision),
///         Err(OddityKind::CaseCollision),
///         Err(OddityKind::Name),
///         Ok("statement.json"),
///     ],
/// );
/// ```
#[must_use]
pub fn judge_names<'a>(names: &[&'a [u8]]) -> Vec<Result<&'a str, OddityKind>> {
    // By folded name: the name first met, how often it came, and whether another spelling came.
    let mut met: HashMap<Cow<'a, str>, (&'a str, bool, bool)> = HashMap::with_capacity(names.len());
    let alone: Vec<Option<&'a str>> = names.iter().map(|name| allowed(name)).collect();
    for name in alone.iter().flatten() {
        met.entry(fold(name))
            .and_modify(|(first, twice, other)| {
                *twice |= first == name;
                *other |= first != name;
            })
            .or_insert((name, false, false));
    }
    let judge = |name: &Option<&'a str>| {
        let name = name.ok_or(OddityKind::Name)?;
        match met.get(&fold(name)) {
            Some((_, _, true)) => Err(OddityKind::CaseCollision),
            Some((_, true, _)) => Err(OddityKind::Duplicate),
            _ => Ok(name),
        }
    };
    alone.iter().map(judge).collect()
}

fn allowed(name: &[u8]) -> Option<&str> {
    let name = std::str::from_utf8(name).ok()?;
    let git = name.eq_ignore_ascii_case(".git") || name.eq_ignore_ascii_case("git~1");
    let bad = name.is_empty()
        || name.len() > NAME_BYTES_MAX
        || name == "."
        || name == ".."
        || git
        || name.ends_with(['.', ' '])
        || name.chars().any(|c| c == '/' || c == '\\' || c.is_control() || is_invisible(c));
    (!bad).then_some(name)
}

/// Characters that HFS+ ignores in names, or that turn the direction of text.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn fold(name: &str) -> Cow<'_, str> {
    if name.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        Cow::Borrowed(name)
    } else {
        Cow::Owned(name.to_lowercase())
    }
}
