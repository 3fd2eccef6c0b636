//! Git's index with some entries put or taken away, the others copied as they are (gitformat-index(5)).
//!
//! The index names every file of the registry, and libgit2 takes it apart and sorts it anew for each change.
//! Here it is copied in long runs, so that a commit in a large registry costs one pass over it.
//! What this does not read ends in `None`, and libgit2 does it: version 4, extensions that must be understood,
//! a file where another one's folder is to be, damage.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, btree_set::IntoIter};
use std::io::{self, Write};
use std::iter::Peekable;
use std::thread;

use sha1::{Digest, Sha1};

use super::object::ObjectId;

/// Where an entry that is to be put stood before, and what stands there now; both as git's index has them.
pub(super) struct Step {
    /// The id that the entry must have; none where there must be no entry.
    pub(super) before: Option<ObjectId>,
    /// The entry without its path: [`FIXED_BYTES`] bytes; none where it is taken away.
    pub(super) after: Option<[u8; FIXED_BYTES]>,
}

/// Times, device, inode, mode, owner, size, id, flags.
pub(super) const FIXED_BYTES: usize = 62;
const ID: usize = 40;
const FLAGS: usize = 60;
const HEAD_BYTES: usize = 12;
const HASH_BYTES: usize = 20;
/// Flags: one more word of flags follows (version 3).
const EXTENDED: u16 = 0x4000;
/// Flags: which side of a conflict.
const STAGE: u16 = 0x3000;
/// Flags: the length of the path, or this where it is as long or longer.
const NAME: u16 = 0x0fff;

/// An index without entries.
pub(super) const EMPTY: &[u8] = b"DIRC\0\0\0\x02\0\0\0\0";

/// An index: long runs of the old one, and what is new between them.
#[derive(Debug, Default)]
pub(super) struct New<'a> {
    pieces: Vec<Cow<'a, [u8]>>,
    has_hash: bool,
}

impl<'a> New<'a> {
    /// Writes it with its hash, which is computed meanwhile.
    pub(super) fn write(&self, out: &mut impl Write) -> io::Result<()> {
        let hash = thread::scope(|scope| {
            let hash = scope.spawn(|| {
                let pieces = self.pieces.iter().filter(|_| self.has_hash);
                pieces.fold(Sha1::new(), Sha1::chain_update).finalize()
            });
            self.pieces.iter().try_for_each(|piece| out.write_all(piece))?;
            hash.join().map_err(|_| io::Error::other("its hash cannot be computed"))
        })?;
        out.write_all(if self.has_hash { hash.as_slice() } else { &[0; HASH_BYTES] })
    }

    /// Takes over a run.
    fn keep(&mut self, run: &'a [u8]) {
        if !run.is_empty() {
            self.pieces.push(Cow::Borrowed(run));
        }
    }

    /// What is new behind all that is there.
    fn own(&mut self) -> &mut Vec<u8> {
        if !matches!(self.pieces.last(), Some(Cow::Owned(_))) {
            self.pieces.push(Cow::Owned(Vec::new()));
        }
        let at = self.pieces.len() - 1;
        self.pieces[at].to_mut()
    }

    fn bytes(&self) -> usize {
        self.pieces.iter().map(|piece| piece.len()).sum()
    }
}

/// The index after `steps`; an entry that somebody staged differently stays as it is.
pub(super) fn edit<'a>(old: &'a [u8], steps: &BTreeMap<&str, Step>) -> Option<New<'a>> {
    let end = check(old)?;
    // Whether the old hash is right is not known before all of it was read, and nothing else depends on it.
    thread::scope(|scope| {
        let is_whole = scope.spawn(|| is_whole(old, end));
        let new = edit_checked(old, end, steps);
        new.filter(|_| is_whole.join().is_ok_and(|is_whole| is_whole))
    })
}

fn edit_checked<'a>(old: &'a [u8], end: usize, steps: &BTreeMap<&str, Step>) -> Option<New<'a>> {
    let mut in_the_way = InTheWay::of(steps);
    let new = New::default();
    let mut edit = Edit { old, new, kept: HEAD_BYTES, changed: Vec::new(), count: 0 };
    edit.new.own().extend_from_slice(old.get(..HEAD_BYTES)?);
    let mut steps = steps.iter().peekable();
    let mut at = HEAD_BYTES;
    edit.count = number(old, 8)?;
    for _ in 0..edit.count {
        let entry = Entry::at(old.get(..end)?, at)?;
        while let Some((path, step)) = steps.next_if(|(path, _)| path.as_bytes() < entry.path) {
            edit.put(at, path, step)?;
        }
        if let Some((path, step)) = steps.next_if(|(path, _)| path.as_bytes() == entry.path) {
            edit.replace(at, &entry, path, step)?;
        } else if in_the_way.is(entry.path) {
            return None;
        }
        at = entry.end;
    }
    for (path, step) in steps {
        edit.put(at, path, step)?;
    }
    edit.finish(at, end)
}

/// Entries that cannot stand beside what is put: where its folders are to be, or below it. Asked in the index's order.
struct InTheWay {
    folders: Peekable<IntoIter<String>>,
    below: Peekable<IntoIter<String>>,
}

impl InTheWay {
    fn of(steps: &BTreeMap<&str, Step>) -> Self {
        let put = || steps.iter().filter(|(_, step)| step.after.is_some()).map(|(path, _)| *path);
        let above = |path: &'_ str| -> Vec<String> {
            path.match_indices('/')
                .filter_map(|(at, _)| path.get(..at).map(str::to_owned))
                .collect()
        };
        let folders: BTreeSet<String> = put().flat_map(above).collect();
        let below: BTreeSet<String> = put().map(|path| format!("{path}/")).collect();
        Self { folders: folders.into_iter().peekable(), below: below.into_iter().peekable() }
    }

    fn is(&mut self, path: &[u8]) -> bool {
        while self.folders.next_if(|folder| folder.as_bytes() < path).is_some() {}
        let is_past =
            |folder: &String| folder.as_bytes() < path && !path.starts_with(folder.as_bytes());
        while self.below.next_if(is_past).is_some() {}
        self.folders.peek().is_some_and(|folder| folder.as_bytes() == path)
            || self.below.peek().is_some_and(|folder| path.starts_with(folder.as_bytes()))
    }
}

/// Where the content ends, if it is an index that can be edited here.
fn check(old: &[u8]) -> Option<usize> {
    let head = old.get(..HEAD_BYTES)?;
    if head.get(..4)? != b"DIRC" || !matches!(number(old, 4)?, 2 | 3) {
        return None;
    }
    if old == EMPTY {
        return Some(HEAD_BYTES);
    }
    old.len().checked_sub(HASH_BYTES).filter(|end| *end >= HEAD_BYTES)
}

/// Whether an index has the hash that stands behind its content.
fn is_whole(old: &[u8], end: usize) -> bool {
    let (content, hash) = old.split_at(end.min(old.len()));
    // Git may be told to leave the hash out (index.skipHash).
    old == EMPTY || hash == [0; HASH_BYTES] || Sha1::digest(content).as_slice() == hash
}

struct Entry<'a> {
    id: &'a [u8],
    flags: u16,
    path: &'a [u8],
    end: usize,
}

impl<'a> Entry<'a> {
    fn at(bytes: &'a [u8], at: usize) -> Option<Self> {
        let fixed = bytes.get(at..at.checked_add(FIXED_BYTES)?)?;
        let flags = u16::from_be_bytes(*fixed.get(FLAGS..)?.first_chunk()?);
        let start = at + FIXED_BYTES + if flags & EXTENDED == 0 { 0 } else { 2 };
        let rest = bytes.get(start..)?;
        let length = match usize::from(flags & NAME) {
            long if long == usize::from(NAME) => rest.iter().position(|byte| *byte == 0)?,
            length => length,
        };
        let path = rest.get(..length).filter(|path| !path.is_empty())?;
        let end = at + padded(start - at + length);
        bytes.get(start + length..end)?.iter().all(|byte| *byte == 0).then_some(())?;
        Some(Self { id: fixed.get(ID..FLAGS)?, flags, path, end })
    }
}

/// One to eight zero bytes follow, up to a multiple of eight.
const fn padded(length: usize) -> usize {
    (length + 8) & !7
}

struct Edit<'a, 'steps> {
    old: &'a [u8],
    new: New<'a>,
    /// Up to here the old index was taken over or left out.
    kept: usize,
    /// The paths whose folders have other content now.
    changed: Vec<&'steps str>,
    count: u32,
}

impl<'a, 'steps> Edit<'a, 'steps> {
    /// Takes over the old index up to a place.
    fn keep(&mut self, until: usize) -> Option<()> {
        self.new.keep(self.old.get(self.kept..until)?);
        self.kept = until;
        Some(())
    }

    /// Puts an entry at a place where there is none.
    fn put(&mut self, at: usize, path: &'steps str, step: &Step) -> Option<()> {
        if let (None, Some(fixed)) = (step.before, &step.after) {
            self.keep(at)?;
            self.write(path, fixed)?;
            self.count = self.count.checked_add(1)?;
        }
        Some(())
    }

    fn replace(
        &mut self,
        at: usize,
        entry: &Entry<'_>,
        path: &'steps str,
        step: &Step,
    ) -> Option<()> {
        // A conflict, and what somebody staged differently, stay.
        if entry.flags & STAGE != 0
            || step.before.is_none_or(|before| before.as_bytes() != entry.id)
        {
            return Some(());
        }
        self.keep(at)?;
        self.kept = entry.end;
        match &step.after {
            Some(fixed) => self.write(path, fixed),
            None => {
                self.changed.push(path);
                self.count = self.count.checked_sub(1)?;
                Some(())
            }
        }
    }

    fn write(&mut self, path: &'steps str, fixed: &[u8; FIXED_BYTES]) -> Option<()> {
        let new = self.new.own();
        let start = new.len();
        let name = u16::try_from(path.len()).unwrap_or(NAME).min(NAME);
        new.extend_from_slice(fixed.get(..FLAGS)?);
        new.extend_from_slice(&name.to_be_bytes());
        new.extend_from_slice(path.as_bytes());
        new.resize(start + padded(FIXED_BYTES + path.len()), 0);
        self.changed.push(path);
        Some(())
    }

    /// Takes over the rest: entries up to `at`, then what git keeps behind them up to `end`.
    fn finish(mut self, at: usize, end: usize) -> Option<New<'a>> {
        self.keep(at)?;
        let mut rest = self.old.get(at..end)?;
        while !rest.is_empty() {
            let (name, after) = rest.split_first_chunk::<4>()?;
            let (length, after) = after.split_first_chunk::<4>()?;
            let (content, after) =
                after.split_at_checked(u32::from_be_bytes(*length).try_into().ok()?)?;
            match name {
                b"TREE" => {
                    let trees = stale_trees(content, &self.changed)?;
                    let length = u32::try_from(trees.bytes()).ok()?.to_be_bytes();
                    self.new.own().extend_from_slice(&[*name, length].concat());
                    self.new.pieces.extend(trees.pieces);
                }
                // Conflicts that were resolved are remembered by path.
                b"REUC" => {
                    self.new.own().extend_from_slice(&[*name, *length].concat());
                    self.new.keep(content);
                }
                // Lower-case names must be understood; the others only save git work, and git makes them anew.
                _ if name.first()?.is_ascii_uppercase() => {}
                _ => return None,
            }
            rest = after;
        }
        let head = self.new.pieces.first_mut()?.to_mut();
        head.get_mut(8..HEAD_BYTES)?.copy_from_slice(&self.count.to_be_bytes());
        self.new.has_hash = self.old == EMPTY || self.old.get(end..)? != [0; HASH_BYTES];
        Some(self.new)
    }
}

/// Git's cache of tree ids, with every folder on the way to a changed path marked as unknown.
///
/// A line is `NAME NUL ENTRIES space SUBTREES newline ID`, the subtrees after it; ENTRIES is -1 and ID absent where unknown.
fn stale_trees<'a>(content: &'a [u8], changed: &[&str]) -> Option<New<'a>> {
    let stale: BTreeSet<&[u8]> = changed
        .iter()
        .flat_map(|path| path.match_indices('/').filter_map(|(at, _)| path.get(..at)))
        .map(str::as_bytes)
        .collect();
    let mut out = New::default();
    // The folders around the line, each with how many of its subtrees are still to come;
    // without its path where it is as it was, and then everything in it is.
    let mut around: Vec<(Option<Vec<u8>>, usize)> = Vec::new();
    let (mut rest, mut run) = (content, content);
    while !rest.is_empty() {
        let (name, after) = split(rest, 0)?;
        let (entries, after) = split(after, b' ')?;
        let (subtrees, after) = split(after, b'\n')?;
        let known = !entries.starts_with(b"-");
        let (_, after) = after.split_at_checked(if known { HASH_BYTES } else { 0 })?;
        while around.last().is_some_and(|(_, left)| *left == 0) {
            around.pop();
        }
        let path = match around.last_mut() {
            None => Some(Vec::new()).filter(|_| !changed.is_empty()),
            Some((folder, left)) => {
                *left -= 1;
                let slash = |folder: &[u8]| if folder.is_empty() { "" } else { "/" };
                let whole = folder
                    .as_ref()
                    .map(|folder| [folder.as_slice(), slash(folder).as_bytes(), name].concat());
                whole.filter(|path| stale.contains(path.as_slice()))
            }
        };
        if path.is_some() {
            out.keep(run.get(..run.len() - rest.len())?);
            out.own().extend_from_slice(&[name, b"\0-1 ", subtrees, b"\n"].concat());
            run = after;
        }
        around.push((path, std::str::from_utf8(subtrees).ok()?.parse().ok()?));
        rest = after;
    }
    out.keep(run);
    Some(out)
}

fn split(bytes: &[u8], at: u8) -> Option<(&[u8], &[u8])> {
    let place = bytes.iter().position(|byte| *byte == at)?;
    Some((bytes.get(..place)?, bytes.get(place + 1..)?))
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|bytes| u32::from_be_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(byte: u8) -> [u8; FIXED_BYTES] {
        [byte; FIXED_BYTES]
    }

    fn put(byte: u8) -> Step {
        Step { before: None, after: Some(fixed(byte)) }
    }

    fn edit(old: &[u8], steps: &BTreeMap<&str, Step>) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        super::edit(old, steps)?.write(&mut bytes).unwrap();
        Some(bytes)
    }

    fn stale_trees(content: &[u8], changed: &[&str]) -> Option<Vec<u8>> {
        Some(super::stale_trees(content, changed)?.pieces.concat())
    }

    fn index(paths: &[&'static str]) -> Vec<u8> {
        edit(EMPTY, &paths.iter().map(|path| (*path, put(7))).collect()).unwrap()
    }

    fn id(byte: u8) -> Option<ObjectId> {
        Some(ObjectId::from_bytes([byte; 20]))
    }

    #[test]
    fn one_by_one_is_all_at_once() {
        let paths = ["a", "a-b", "a/b", "a/c/d", "b12345", "b123456", "b1234567", "c"];
        let mut grown = edit(EMPTY, &BTreeMap::new()).unwrap();
        for path in ["c", "a/b", "b1234567", "a-b", "a/c/d", "b12345", "a", "b123456"] {
            if path != "a" {
                grown = edit(&grown, &BTreeMap::from([(path, put(7))])).unwrap();
            }
        }
        assert_eq!(grown, index(&paths[1..]));
        // A file cannot stand where there is a folder.
        assert_eq!(edit(&grown, &BTreeMap::from([("a", put(7))])), None);
        assert_eq!(edit(&grown, &BTreeMap::from([("c/d", put(7))])), None);
        let gone = Step { before: id(7), after: None };
        assert_eq!(
            edit(&index(&["x", "y"]), &BTreeMap::from([("x", gone)])).unwrap(),
            index(&["y"])
        );
    }

    #[test]
    fn what_somebody_staged_stays() {
        let old = index(&["x", "y"]);
        for step in [
            Step { before: id(8), after: Some(fixed(9)) },
            Step { before: id(8), after: None },
            Step { before: None, after: Some(fixed(9)) },
        ] {
            assert_eq!(edit(&old, &BTreeMap::from([("x", step)])).unwrap(), old);
        }
        let absent = Step { before: id(7), after: Some(fixed(9)) };
        assert_eq!(edit(&old, &BTreeMap::from([("z", absent)])).unwrap(), old);
    }

    #[test]
    fn damage_is_left_to_others() {
        let old = index(&["x", "y"]);
        let none = BTreeMap::new();
        assert!(edit(&old, &none).is_some());
        for at in 0..old.len() {
            let mut bad = old.clone();
            bad[at] ^= 1;
            assert_eq!(edit(&bad, &none), None, "{at}");
            assert_eq!(edit(&old[..at], &none), None, "{at}");
        }
    }

    #[test]
    fn folders_on_the_way_to_a_change_become_unknown() {
        let id = [b'i'; 20];
        let line =
            |name: &str, rest: &str| [name.as_bytes(), b"\0", rest.as_bytes(), b"\n"].concat();
        let known = |name: &str, rest: &str| [line(name, rest), id.to_vec()].concat();
        let content =
            [known("", "5 2"), known("a", "3 1"), known("b", "2 0"), known("c", "1 0")].concat();
        let want =
            [line("", "-1 2"), line("a", "-1 1"), known("b", "2 0"), known("c", "1 0")].concat();
        assert_eq!(stale_trees(&content, &["a/x"]).unwrap(), want);
        let deep =
            [line("", "-1 2"), line("a", "-1 1"), line("b", "-1 0"), known("c", "1 0")].concat();
        assert_eq!(stale_trees(&content, &["a/b/x"]).unwrap(), deep);
        assert_eq!(stale_trees(&content, &[]).unwrap(), content);
    }
}
