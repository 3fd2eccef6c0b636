//! Git objects as bytes, and what little of trees, commits and tags is needed.
//!
//! Reading is strict: what `git fsck` would complain about ends in [`ObjectError::Damaged`].

use std::fmt;
use std::io;
use std::path::PathBuf;
use std::str::FromStr;

use countersign_core::digest::{HexError, from_hex, to_hex};

/// Length of a SHA-1 object id, in bytes.
const ID_BYTES: usize = 20;
/// Most parents of one commit: git itself makes a handful.
const PARENTS_MAX: usize = 1_000;

/// The name of a git object: SHA-1, computed with collision detection.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectId([u8; ID_BYTES]);

impl ObjectId {
    /// Twenty zero bytes: git's sign for "no object".
    pub const ZERO: Self = Self([0; ID_BYTES]);

    /// The id whose bytes are already known.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; ID_BYTES]) -> Self {
        Self(bytes)
    }

    /// The 20 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; ID_BYTES] {
        &self.0
    }

    /// The id that an object of this kind and content has.
    pub(super) fn of(kind: Kind, bytes: &[u8]) -> Self {
        // libgit2 fails here only where SHA-1 collision detection strikes; nothing is called ZERO.
        git2::Oid::hash_object(kind.git(), bytes)
            .ok()
            .and_then(|id| id.as_bytes().try_into().ok())
            .map_or(Self::ZERO, Self)
    }
}

impl fmt::Display for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&to_hex(&self.0))
    }
}

impl fmt::Debug for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for ObjectId {
    type Err = HexError;

    fn from_str(text: &str) -> Result<Self, HexError> {
        from_hex(text).map(Self)
    }
}

/// What a git object is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A commit.
    Commit,
    /// A directory.
    Tree,
    /// The content of a file.
    Blob,
    /// An annotated tag.
    Tag,
}

impl Kind {
    /// The word that git hashes.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Commit => "commit",
            Self::Tree => "tree",
            Self::Blob => "blob",
            Self::Tag => "tag",
        }
    }

    pub(super) fn from_word(word: &[u8]) -> Option<Self> {
        [Self::Commit, Self::Tree, Self::Blob, Self::Tag]
            .into_iter()
            .find(|kind| kind.word().as_bytes() == word)
    }

    const fn git(self) -> git2::ObjectType {
        match self {
            Self::Commit => git2::ObjectType::Commit,
            Self::Tree => git2::ObjectType::Tree,
            Self::Blob => git2::ObjectType::Blob,
            Self::Tag => git2::ObjectType::Tag,
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// Why an object could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ObjectError {
    /// It is not there.
    #[error("git object {0} is missing")]
    Missing(ObjectId),
    /// It is larger than the caller's bound.
    #[error("git object {id} has {size_bytes} bytes, more than {max_bytes}")]
    TooLarge {
        /// The object.
        id: ObjectId,
        /// Its size as its header tells, in bytes.
        size_bytes: u64,
        /// The bound, in bytes.
        max_bytes: u64,
    },
    /// It is there and not what its name promises.
    #[error("git object {id} is damaged: {why}")]
    Damaged {
        /// The object.
        id: ObjectId,
        /// What is wrong with it.
        why: String,
    },
    /// The system refused.
    #[error("cannot read {path}: {why}", path = path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        why: io::Error,
    },
}

impl ObjectError {
    pub(super) fn damaged(id: ObjectId, why: impl Into<String>) -> Self {
        Self::Damaged { id, why: why.into() }
    }
}

/// What an entry of a tree is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    File,
    Executable,
    Folder,
    Symlink,
    Submodule,
}

impl Mode {
    const fn from_octal(text: &[u8]) -> Option<Self> {
        match text {
            b"100644" => Some(Self::File),
            b"100755" => Some(Self::Executable),
            b"40000" => Some(Self::Folder),
            b"120000" => Some(Self::Symlink),
            b"160000" => Some(Self::Submodule),
            _ => None,
        }
    }

    const fn octal(self) -> &'static str {
        match self {
            Self::File => "100644",
            Self::Executable => "100755",
            Self::Folder => "40000",
            Self::Symlink => "120000",
            Self::Submodule => "160000",
        }
    }
}

/// One line of a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) mode: Mode,
    pub(super) name: Vec<u8>,
    pub(super) id: ObjectId,
}

impl Entry {
    /// Git sorts folders as if their name ended in `/`.
    pub(super) fn sort_key(&self) -> impl Iterator<Item = u8> + '_ {
        let end = (self.mode == Mode::Folder).then_some(b'/');
        self.name.iter().copied().chain(end)
    }
}

/// The entries of a tree object: well-formed and in git's order; a name may still occur twice.
pub(super) fn parse_tree(mut bytes: &[u8]) -> Result<Vec<Entry>, &'static str> {
    let mut entries: Vec<Entry> = Vec::with_capacity(bytes.len() / 40);
    while !bytes.is_empty() {
        let (mode, rest) = split_once(bytes, b' ').ok_or("a tree entry without a mode")?;
        let (name, rest) = split_once(rest, 0).ok_or("a tree entry without an end of its name")?;
        let (id, rest) = rest.split_first_chunk().ok_or("a tree entry with a short id")?;
        let mode = Mode::from_octal(mode).ok_or("a tree entry with an unknown mode")?;
        let entry = Entry { mode, name: name.to_vec(), id: ObjectId(*id) };
        if entries.last().is_some_and(|last| last.sort_key().gt(entry.sort_key())) {
            return Err("tree entries out of order");
        }
        entries.push(entry);
        bytes = rest;
    }
    Ok(entries)
}

/// The tree object with these entries, which are put in git's order.
pub(super) fn write_tree(entries: &mut [Entry]) -> Vec<u8> {
    entries.sort_by(|a, b| a.sort_key().cmp(b.sort_key()));
    let mut bytes = Vec::new();
    for entry in entries {
        bytes.extend_from_slice(entry.mode.octal().as_bytes());
        bytes.push(b' ');
        bytes.extend_from_slice(&entry.name);
        bytes.push(0);
        bytes.extend_from_slice(&entry.id.0);
    }
    bytes
}

fn split_once(bytes: &[u8], at: u8) -> Option<(&[u8], &[u8])> {
    let position = bytes.iter().position(|byte| *byte == at)?;
    Some((bytes.get(..position)?, bytes.get(position.checked_add(1)?..)?))
}

/// A commit, as far as a registry cares: its metadata are hints, never evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// The commit itself.
    pub id: ObjectId,
    /// Its files.
    pub tree: ObjectId,
    /// What came before, main line first.
    pub parents: Vec<ObjectId>,
    /// When the committer says it was made, in seconds since 1970.
    pub unix_seconds: i64,
    /// What the committer says about it; not valid UTF-8 is shown as U+FFFD.
    pub message: String,
}

pub(super) fn parse_commit(id: ObjectId, bytes: &[u8]) -> Result<Commit, &'static str> {
    let (tree, mut rest) = header(bytes, b"tree ").ok_or("a commit without a tree")?;
    let tree = parse_id(tree)?;
    let mut parents = Vec::new();
    while let Some((parent, after)) = header(rest, b"parent ") {
        if parents.len() == PARENTS_MAX {
            return Err("a commit with too many parents");
        }
        parents.push(parse_id(parent)?);
        rest = after;
    }
    let (_, rest) = header(rest, b"author ").ok_or("a commit without an author")?;
    let (committer, mut rest) =
        header(rest, b"committer ").ok_or("a commit without a committer")?;
    let unix_seconds = parse_seconds(committer).ok_or("a commit without a time")?;
    // Other headers, such as a signature over several lines, end at the first empty line.
    while let Some((line, after)) = split_once(rest, b'\n') {
        rest = after;
        if line.is_empty() {
            break;
        }
    }
    let message = String::from_utf8_lossy(rest).into_owned();
    Ok(Commit { id, tree, parents, unix_seconds, message })
}

/// What an annotated tag names.
pub(super) fn parse_tag(bytes: &[u8]) -> Result<(ObjectId, Kind), &'static str> {
    let (id, rest) = header(bytes, b"object ").ok_or("a tag without an object")?;
    let (kind, _) = header(rest, b"type ").ok_or("a tag without a type")?;
    Ok((parse_id(id)?, Kind::from_word(kind).ok_or("a tag of unknown type")?))
}

fn header<'a>(bytes: &'a [u8], word: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    split_once(bytes.strip_prefix(word)?, b'\n')
}

fn parse_id(hex: &[u8]) -> Result<ObjectId, &'static str> {
    std::str::from_utf8(hex).ok().and_then(|hex| hex.parse().ok()).ok_or("not an object id")
}

/// The number between the last `>` and the zone of an author or committer line.
fn parse_seconds(line: &[u8]) -> Option<i64> {
    let after = line.rsplit(|byte| *byte == b'>').next()?;
    std::str::from_utf8(after).ok()?.trim_start().split(' ').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

    fn entry(mode: Mode, name: &str) -> Entry {
        Entry { mode, name: name.into(), id: ObjectId([7; 20]) }
    }

    #[test]
    fn the_empty_tree_has_its_known_id() {
        assert_eq!(ObjectId::of(Kind::Tree, b"").to_string(), ID);
    }

    #[test]
    fn trees_round_trip_in_git_order() {
        let mut entries =
            [entry(Mode::Folder, "a"), entry(Mode::File, "a.b"), entry(Mode::Executable, "a0")];
        let bytes = write_tree(&mut entries);
        let names: Vec<_> = entries.iter().map(|entry| entry.name.clone()).collect();
        assert_eq!(names, [b"a.b".to_vec(), b"a".to_vec(), b"a0".to_vec()]);
        assert_eq!(parse_tree(&bytes).unwrap(), entries);
    }

    #[test]
    fn every_cut_of_a_tree_is_refused() {
        let bytes = write_tree(&mut [entry(Mode::File, "a"), entry(Mode::File, "b")]);
        let whole = bytes.len() / 2;
        for length in (1..bytes.len()).filter(|length| *length != whole) {
            assert!(parse_tree(&bytes[..length]).is_err(), "{length}");
        }
        let mut swapped = bytes[whole..].to_vec();
        swapped.extend_from_slice(&bytes[..whole]);
        assert_eq!(parse_tree(&swapped), Err("tree entries out of order"));
        let padded = [b"0".as_slice(), &bytes].concat();
        assert_eq!(parse_tree(&padded), Err("a tree entry with an unknown mode"));
    }

    #[test]
    fn commits_with_signatures_and_without_messages() {
        let text = format!(
            "tree {ID}\nparent {ID}\nauthor A <a@x> 1 +0000\ncommitter B <b@x> 1612776600 +0100\ngpgsig x\n y\n\nhello\n"
        );
        let commit = parse_commit(ObjectId::ZERO, text.as_bytes()).unwrap();
        assert_eq!((commit.unix_seconds, commit.message.as_str()), (1_612_776_600, "hello\n"));
        assert_eq!(commit.parents.len(), 1);
        for bad in ["", "tree x\n", "parent", &text[1..], &text.replace("1612776600", "x")] {
            assert!(parse_commit(ObjectId::ZERO, bad.as_bytes()).is_err(), "{bad:?}");
        }
    }
}
