//! Where in a pack each object lies (gitformat-pack(5), "Version 2 pack-*.idx files").
//!
//! The index of a large pack is large, and who asks for one version needs a few dozen of its rows:
//! so rows are read where they lie, until so many were asked for that all of them are loaded, and less than a third of each.

use std::cmp::Ordering;
use std::fs::File;
use std::path::Path;
use std::sync::OnceLock;
use std::sync::atomic::{self, AtomicUsize};

use super::{PackError, read_at};
use crate::store::object::ObjectId;
use crate::store::plain;

/// Largest index that is read, in bytes: about 38 million objects.
const INDEX_BYTES_MAX: u64 = 1 << 30;
/// After so many searches the whole index is loaded.
const SEARCHES_MAX: usize = 2_000;
/// Rows that are read at once where all of them are loaded.
const ROWS_AT_ONCE: usize = 4_096;
/// Rows that are read at once where a search has come close, so that it ends there.
const CLOSE: usize = 64;
/// How often an id's own digits are asked where it lies, before the half is.
const GUESSES_MAX: usize = 8;

/// One more than the largest number that [`digits`] gives.
const DIGITS_END: u64 = 1 << 32;

const HEAD: usize = 8;
const FANOUT: usize = HEAD + 256 * 4;
const ID: usize = 20;

/// The index of one pack.
pub(super) struct Index {
    file: File,
    /// How many objects have a first byte up to this one.
    fanout: Vec<u32>,
    bytes: usize,
    searches: AtomicUsize,
    loaded: OnceLock<Loaded>,
}

/// What is needed of every row: digits of the id that nearly always tell it from all others, and where the object lies.
#[derive(Default)]
struct Loaded {
    digits: Vec<u32>,
    offsets: Vec<u32>,
}

impl Index {
    pub(super) fn open(path: &Path) -> Result<Self, PackError> {
        let file = plain::open(path)?.ok_or(PackError::Damaged("the index went away"))?;
        let bytes = file.metadata()?.len();
        let mut head = [0; FANOUT];
        let got = read_at(&file, &mut head, 0)?;
        if !head.starts_with(b"\xfftOc\0\0\0\x02") {
            return Err(PackError::Damaged("not an index of version 2"));
        }
        let (numbers, _) = head.get(HEAD..).unwrap_or_default().as_chunks::<4>();
        let fanout: Vec<u32> = numbers.iter().map(|number| u32::from_be_bytes(*number)).collect();
        let count = fanout.last().map_or(0, |count| u64::from(*count));
        let needed = count * 28 + FANOUT as u64 + 40;
        if got < FANOUT || !fanout.is_sorted() || needed > bytes || bytes > INDEX_BYTES_MAX {
            return Err(PackError::Damaged("the index is cut short"));
        }
        let bytes = usize::try_from(bytes).unwrap_or_default();
        Ok(Self { file, fanout, bytes, searches: AtomicUsize::new(0), loaded: OnceLock::new() })
    }

    /// Where the object lies in the pack; another object may, whose id begins alike ([`Index::holds`]).
    pub(super) fn find(&self, id: &ObjectId) -> Option<u64> {
        if self.loaded.get().is_none()
            && self.searches.fetch_add(1, atomic::Ordering::Relaxed) < SEARCHES_MAX
        {
            return self.offset(self.place(id.as_bytes())?);
        }
        let loaded = self.loaded.get_or_init(|| self.load());
        let id = id.as_bytes();
        match place(&loaded.digits, digits(id), self.range(id[0]))? {
            Place::One(at) => self.resolve(*loaded.offsets.get(at)?),
            Place::Several => self.offset(self.place(id)?),
        }
    }

    /// Whether there is an object with exactly this id.
    pub(super) fn holds(&self, id: &ObjectId) -> bool {
        self.place(id.as_bytes()).is_some()
    }

    /// The row of an id, out of the file.
    fn place(&self, id: &[u8; ID]) -> Option<usize> {
        let (low, high) = self.close(id, self.range(id[0]))?;
        let rows = self.read(FANOUT + low * ID, (high - low) * ID);
        // Eight digits nearly always tell ids apart, and are compared at once.
        let order = |row: &[u8; ID]| first(row).cmp(&first(id)).then_with(|| row.cmp(id));
        Some(low + rows.as_chunks::<ID>().0.binary_search_by(order).ok()?)
    }

    fn load(&self) -> Loaded {
        let count = self.count();
        let mut loaded =
            Loaded { digits: Vec::with_capacity(count), offsets: Vec::with_capacity(count) };
        for first in (0..count).step_by(ROWS_AT_ONCE) {
            let rows = ROWS_AT_ONCE.min(count - first);
            let ids = self.read(FANOUT + first * ID, rows * ID);
            loaded.digits.extend(ids.as_chunks::<ID>().0.iter().map(digits));
            let offsets = self.read(FANOUT + count * 24 + first * 4, rows * 4);
            loaded
                .offsets
                .extend(offsets.as_chunks::<4>().0.iter().map(|one| u32::from_be_bytes(*one)));
        }
        // Where it cannot be read any more, nothing is found.
        if loaded.digits.len() == count && loaded.offsets.len() == count {
            loaded
        } else {
            Loaded::default()
        }
    }

    /// The few rows among which the id would be: ids are spread evenly, so that its own digits tell nearly where.
    fn close(&self, id: &[u8; ID], (mut low, mut high): (usize, usize)) -> Option<(usize, usize)> {
        let (mut from, mut to) = (0, DIGITS_END);
        let want = digits(id).into();
        for round in 0.. {
            let count = high - low;
            if count <= CLOSE {
                break;
            }
            let guess = share(want, from, to, count, round).saturating_sub(CLOSE / 2);
            let first = (low + guess).min(high - CLOSE);
            let rows = self.read(FANOUT + first * ID, CLOSE * ID);
            let rows = rows.as_chunks::<ID>().0;
            let (start, end) = (rows.first()?, rows.last()?);
            if id < start {
                (high, to) = (first, digits(start).into());
            } else if id > end {
                (low, from) = (first + CLOSE, digits(end).into());
            } else {
                return Some((first, first + CLOSE));
            }
        }
        Some((low, high))
    }

    /// The objects whose first byte is `first`.
    pub(super) fn starting_with(&self, first: u8) -> impl Iterator<Item = ObjectId> {
        let (low, high) = self.range(first);
        let rows = self.read(FANOUT + low * ID, (high - low) * ID);
        let ids: Vec<ObjectId> =
            rows.as_chunks::<ID>().0.iter().map(|id| ObjectId::from_bytes(*id)).collect();
        ids.into_iter()
    }

    fn range(&self, first: u8) -> (usize, usize) {
        let bound = |i: usize| self.fanout.get(i).map_or(0, |count| *count as usize);
        let first = usize::from(first);
        (first.checked_sub(1).map_or(0, bound), bound(first))
    }

    fn count(&self) -> usize {
        self.fanout.last().map_or(0, |count| *count as usize)
    }

    fn offset(&self, i: usize) -> Option<u64> {
        let small = self.read(FANOUT + self.count() * 24 + i * 4, 4);
        self.resolve(u32::from_be_bytes(*small.first_chunk()?))
    }

    /// The offset that a row tells, which in a large pack lies in another table.
    fn resolve(&self, small: u32) -> Option<u64> {
        if small & 0x8000_0000 == 0 {
            return Some(u64::from(small));
        }
        let large = FANOUT + self.count() * 28 + (small & 0x7fff_ffff) as usize * 8;
        self.read(large, 8).first_chunk().map(|bytes| u64::from_be_bytes(*bytes))
    }

    /// Some bytes of the index; fewer where it cannot be read, and then nothing is found.
    fn read(&self, offset: usize, length: usize) -> Vec<u8> {
        let mut bytes = vec![0; length.min(self.bytes)];
        let mut filled = 0;
        while let Some(rest) = bytes.get_mut(filled..).filter(|rest| !rest.is_empty()) {
            match read_at(&self.file, rest, (offset + filled) as u64) {
                Ok(0) | Err(_) => break,
                Ok(got) => filled += got,
            }
        }
        bytes.truncate(filled);
        bytes
    }
}

/// What loaded digits say of an id.
enum Place {
    One(usize),
    /// Others begin alike.
    Several,
}

/// The row with these digits; each that is looked at costs a wait for the memory.
fn place(rows: &[u32], want: u32, (mut low, mut high): (usize, usize)) -> Option<Place> {
    let (mut from, mut to) = (0, DIGITS_END);
    for round in 0.. {
        let count = high.checked_sub(low).filter(|count| *count > 0)?;
        let at = low + share(want.into(), from, to, count, round).min(count - 1);
        let row = *rows.get(at)?;
        match row.cmp(&want) {
            Ordering::Equal => {
                let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
                let is_alone = beside.filter_map(|at| rows.get(at)).all(|other| *other != row);
                return Some(if is_alone { Place::One(at) } else { Place::Several });
            }
            Ordering::Less => (low, from) = (at + 1, row.into()),
            Ordering::Greater => (high, to) = (at, row.into()),
        }
    }
    None
}

/// How far into `count` rows from digits `from` to digits `to` an id with digits `want` would lie.
fn share(want: u64, from: u64, to: u64, count: usize, round: usize) -> usize {
    let share = match round {
        ..GUESSES_MAX => want.saturating_sub(from) * count as u64 / to.saturating_sub(from).max(1),
        // An index that somebody crafted may have all its ids on one side: then the half tells more.
        _ => count as u64 / 2,
    };
    usize::try_from(share).unwrap_or(count)
}

/// The eight digits after the first byte, as a part of all that there can be.
fn digits(id: &[u8; ID]) -> u32 {
    let [_, rest @ ..] = id;
    rest.first_chunk().map_or(0, |bytes| u32::from_be_bytes(*bytes))
}

fn first(id: &[u8; ID]) -> u64 {
    id.first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    /// An index of version 2 whose object number `i` lies at `i + 12`.
    fn index(ids: &[[u8; ID]]) -> (tempfile::NamedTempFile, Index) {
        let mut bytes = b"\xfftOc\0\0\0\x02".to_vec();
        for first in 0..=255_u8 {
            let count = ids.iter().filter(|id| id[0] <= first).count();
            bytes.extend(u32::try_from(count).unwrap().to_be_bytes());
        }
        ids.iter().for_each(|id| bytes.extend(id));
        bytes.extend(vec![0; ids.len() * 4]);
        (0..ids.len()).for_each(|i| bytes.extend(u32::try_from(i + 12).unwrap().to_be_bytes()));
        bytes.extend([0; 40]);
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(&bytes).unwrap();
        let index = Index::open(file.path()).unwrap();
        (file, index)
    }

    fn id(n: u32) -> [u8; ID] {
        *countersign_core::digest::Hash::of(&n.to_be_bytes()).as_bytes().first_chunk().unwrap()
    }

    /// Every id is found and no other, before the index is loaded and after it.
    fn every_id_is_found(mut ids: Vec<[u8; ID]>, others: &[[u8; ID]]) {
        ids.sort_unstable();
        let (_file, index) = index(&ids);
        for _ in 0..2 {
            for (i, id) in ids.iter().enumerate() {
                let found = index.find(&ObjectId::from_bytes(*id));
                assert_eq!(found, Some(i as u64 + 12));
            }
            let found = |id: &[u8; ID]| index.find(&ObjectId::from_bytes(*id));
            assert_eq!(others.iter().find_map(found), None);
        }
        assert_eq!(index.loaded.get().is_some(), ids.len() * 2 > SEARCHES_MAX);
    }

    #[test]
    fn ids_that_are_spread_evenly() {
        let others: Vec<[u8; ID]> = (0..500).map(|n| id(1_000_000 + n)).collect();
        for count in [0, 1, 63, 64, 65, 3_000, 40_000] {
            every_id_is_found((0..count).map(id).collect(), &others);
        }
    }

    /// All under one first byte, and nearly all on one side.
    #[test]
    fn ids_that_somebody_crafted() {
        let crafted = |n: u32| {
            let mut id = id(n);
            (id[0], id[1]) = (7, if n.is_multiple_of(100) { 0xff } else { 0 });
            id[2..5].fill(0);
            id
        };
        let others: Vec<[u8; ID]> = (0..500).map(|n| crafted(1_000_000 + n)).collect();
        every_id_is_found((0..5_000).map(crafted).collect(), &others);
    }

    #[test]
    fn ids_that_begin_alike() {
        let mut ids: Vec<[u8; ID]> = (0..3_000).map(id).collect();
        let alike = |n: u8| {
            let mut id = id(17);
            id[ID - 1] ^= n;
            id
        };
        ids.push(alike(1));
        every_id_is_found(ids.clone(), &[alike(2)]);
        // Where only one begins like that, it may be given for another one, which is not held.
        ids.pop();
        ids.sort_unstable();
        let (_file, index) = index(&ids);
        for _ in 0..SEARCHES_MAX {
            assert!(index.find(&ObjectId::from_bytes(id(17))).is_some());
        }
        assert!(index.find(&ObjectId::from_bytes(alike(2))).is_some());
        assert!(!index.holds(&ObjectId::from_bytes(alike(2))));
        assert!(index.holds(&ObjectId::from_bytes(id(17))));
    }

    #[test]
    fn an_index_that_is_cut_or_falls_is_refused() {
        let ids: Vec<[u8; ID]> = (0..10).map(|n| [n; ID]).collect();
        let (file, _) = index(&ids);
        let whole = std::fs::read(file.path()).unwrap();
        let refused = |bytes: &[u8]| {
            std::fs::write(file.path(), bytes).unwrap();
            Index::open(file.path()).is_err()
        };
        assert!(!refused(&whole));
        for length in [0, 7, 8, FANOUT - 1, FANOUT, whole.len() - 1] {
            assert!(refused(&whole[..length]), "{length}");
        }
        let mut falls = whole.clone();
        falls[HEAD + 3] = 9;
        assert!(refused(&falls));
    }
}
