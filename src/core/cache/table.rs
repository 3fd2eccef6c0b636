//! The rows of one state, in shards by the first bits of their key: one file that is replaced and never changed.
//!
//! It begins with a line of 72 bytes for each shard: how many chain rows and entry rows it has (four bytes each),
//! the hash of the subtree over its chains, the SHA-256 of its bytes.
//! The shards follow: chain rows of 64 bytes (key, value), then entry rows of 40 bytes (leaf hash, position),
//! each sorted by its first 32 bytes. Numbers are big-endian.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Cursor, Seek, Write};
use std::ops::Range;
use std::sync::Arc;

use super::Unusable;
use crate::chain_map::Subtree;
use crate::digest::{HASH_BYTES, Hash};

/// A chain's key and value.
pub(super) type Chain = (Hash, Hash);
/// An entry's leaf hash and position.
pub(super) type Entry = (Hash, u64);
/// Gives some bytes of the table's file, if they are there.
pub(super) type Read = Box<dyn Fn(Range<u64>) -> Option<Vec<u8>>>;

const CHAIN_ROW_BYTES: u64 = 64;
const ENTRY_ROW_BYTES: u64 = 40;
const LINE_BYTES: usize = 8 + 2 * HASH_BYTES;
/// A shard has about so many rows, or up to twice as many: an append reads some thirty shards, and every line.
const SHARD_ROWS: usize = 256;
/// Most bits of a key that choose its shard: all of the first two bytes.
const BITS_MAX: u32 = u16::BITS;

/// The table, of which only the shards that were asked for are in memory.
pub(super) struct Table {
    bits: u32,
    /// The SHA-256 of the lines.
    pub(super) hash: Hash,
    lines: Vec<Line>,
    shards: BTreeMap<usize, Shard>,
    read: Read,
}

struct Line {
    start: u64,
    chains: u32,
    entries: u32,
    root: Hash,
    sha256: Hash,
}

/// Rows in the order of their keys, each key once.
struct Shard {
    chains: Vec<Chain>,
    entries: Vec<Entry>,
}

impl Table {
    /// The table of these rows, in any order, and the bytes of its file.
    #[expect(clippy::expect_used, reason = "nothing else than memory is written to")]
    pub(super) fn of(mut chains: Vec<Chain>, mut entries: Vec<Entry>) -> (Self, Arc<Vec<u8>>) {
        chains.sort_unstable();
        // An entry that occurs twice is found where it came last.
        entries.sort_unstable_by_key(|(leaf, position)| (*leaf, Reverse(*position)));
        entries.dedup_by_key(|(leaf, _)| *leaf);
        let mut file = Cursor::new(Vec::new());
        let (bits, head) = write(&mut file, chains.into_iter(), entries.into_iter())
            .expect("memory takes everything");
        let file = Arc::new(file.into_inner());
        let shared = Arc::clone(&file);
        let read = move |range: Range<u64>| {
            let range = usize::try_from(range.start).ok()?..usize::try_from(range.end).ok()?;
            shared.get(range).map(<[u8]>::to_vec)
        };
        (Self::with(bits, &head, Box::new(read)), file)
    }

    fn with(bits: u32, head: &[u8], read: Read) -> Self {
        Self { bits, hash: Hash::of(head), lines: lines(head), shards: BTreeMap::new(), read }
    }

    /// Writes the table of rows that come in the order of their keys, each key once; it cannot be read before it is opened.
    pub(super) fn written(
        file: &mut (impl Write + Seek),
        chains: impl ExactSizeIterator<Item = Chain>,
        entries: impl ExactSizeIterator<Item = Entry>,
    ) -> io::Result<Self> {
        let (bits, head) = write(file, chains, entries)?;
        Ok(Self::with(bits, &head, Box::new(|_| None)))
    }

    /// The table whose lines have this hash.
    pub(super) fn open(bits: u32, hash: Hash, read: Read) -> Result<Self, Unusable> {
        if bits > BITS_MAX {
            return Err(Unusable);
        }
        let head = read(0..(LINE_BYTES as u64) << bits).ok_or(Unusable)?;
        if Hash::of(&head) != hash {
            return Err(Unusable);
        }
        Ok(Self::with(bits, &head, read))
    }

    /// How many bits of a key choose its shard.
    pub(super) const fn bits(&self) -> u32 {
        self.bits
    }

    /// The shard of a key.
    pub(super) fn place(&self, key: &Hash) -> usize {
        place(key, self.bits)
    }

    /// The first and the last key that a shard can have.
    pub(super) fn keys(&self, index: usize) -> (Hash, Hash) {
        let first = (index << (BITS_MAX - self.bits)) as u16;
        let [mut low, mut high] = [[0; HASH_BYTES], [u8::MAX; HASH_BYTES]];
        let last = first | u16::MAX.checked_shr(self.bits).unwrap_or(0);
        for (bytes, bits) in [(&mut low, first), (&mut high, last)] {
            bytes[..2].copy_from_slice(&bits.to_be_bytes());
        }
        (Hash::from_bytes(low), Hash::from_bytes(high))
    }

    /// The subtrees over the chains of each shard.
    pub(super) fn subtrees(&self) -> impl Iterator<Item = Subtree> {
        self.lines.iter().map(|line| Subtree { keys: u64::from(line.chains), hash: line.root })
    }

    /// The value of a chain.
    pub(super) fn value(&mut self, key: &Hash) -> Result<Option<Hash>, Unusable> {
        Ok(find(&self.shard(self.place(key))?.chains, key))
    }

    /// The position of an entry.
    pub(super) fn position(&mut self, leaf: &Hash) -> Result<Option<u64>, Unusable> {
        Ok(find(&self.shard(self.place(leaf))?.entries, leaf))
    }

    /// The chains of a shard.
    pub(super) fn chains(&mut self, index: usize) -> Result<&[Chain], Unusable> {
        Ok(&self.shard(index)?.chains)
    }

    /// Every row.
    pub(super) fn rows(&mut self) -> Result<(Vec<Chain>, Vec<Entry>), Unusable> {
        let (mut chains, mut entries) = (Vec::new(), Vec::new());
        for index in 0..self.lines.len() {
            let shard = self.shard(index)?;
            chains.extend_from_slice(&shard.chains);
            entries.extend_from_slice(&shard.entries);
        }
        Ok((chains, entries))
    }

    /// Whether every shard is there and undamaged; none of them is kept for that.
    pub(super) fn is_whole(&self) -> bool {
        self.lines.iter().all(|line| self.bytes(line).is_ok())
    }

    fn bytes(&self, line: &Line) -> Result<Vec<u8>, Unusable> {
        let bytes = (self.read)(line.start..line.end()).ok_or(Unusable)?;
        if Hash::of(&bytes) == line.sha256 { Ok(bytes) } else { Err(Unusable) }
    }

    fn shard(&mut self, index: usize) -> Result<&Shard, Unusable> {
        if !self.shards.contains_key(&index) {
            let line = self.lines.get(index).ok_or(Unusable)?;
            let bytes = self.bytes(line)?;
            let mut rest = bytes.as_slice();
            let chains = (0..line.chains).map(|_| take_chain(&mut rest)).collect::<Option<_>>();
            let entries = (0..line.entries).map(|_| take_entry(&mut rest)).collect::<Option<_>>();
            let (Some(chains), Some(entries)) = (chains, entries) else { return Err(Unusable) };
            self.shards.insert(index, Shard { chains, entries });
        }
        self.shards.get(&index).ok_or(Unusable)
    }
}

/// Writes a table from the beginning of a file; gives its bits and its lines.
fn write(
    file: &mut (impl Write + Seek),
    chains: impl ExactSizeIterator<Item = Chain>,
    entries: impl ExactSizeIterator<Item = Entry>,
) -> io::Result<(u32, Vec<u8>)> {
    let bits = ((chains.len() + entries.len()) / SHARD_ROWS).max(1).ilog2().min(BITS_MAX);
    let mut head = Vec::with_capacity(LINE_BYTES << bits);
    file.write_all(&vec![0; LINE_BYTES << bits])?;
    let (mut chains, mut entries) = (chains.peekable(), entries.peekable());
    for index in 0..1 << bits {
        let is_here = |key: &Hash| place(key, bits) <= index;
        let of_shard: Vec<Chain> =
            std::iter::from_fn(|| chains.next_if(|(key, _)| is_here(key))).collect();
        let mut rows = Vec::new();
        of_shard.iter().for_each(|chain| put_chain(&mut rows, chain));
        let mut count = 0_u32;
        while let Some(entry) = entries.next_if(|(leaf, _)| is_here(leaf)) {
            put_entry(&mut rows, &entry);
            count += 1;
        }
        file.write_all(&rows)?;
        head.extend_from_slice(&(of_shard.len() as u32).to_be_bytes());
        head.extend_from_slice(&count.to_be_bytes());
        head.extend_from_slice(Subtree::of_sorted(&of_shard, bits as usize).hash.as_bytes());
        head.extend_from_slice(Hash::of(&rows).as_bytes());
    }
    file.rewind()?;
    file.write_all(&head)?;
    Ok((bits, head))
}

impl Line {
    const fn end(&self) -> u64 {
        let (chains, entries) = (self.chains as u64, self.entries as u64);
        self.start + chains * CHAIN_ROW_BYTES + entries * ENTRY_ROW_BYTES
    }
}

/// The lines that a table begins with.
fn lines(head: &[u8]) -> Vec<Line> {
    let (mut start, mut rest) = (head.len() as u64, head);
    let next = || {
        let (chains, entries) = (take(&mut rest)?, take(&mut rest)?);
        let (chains, entries) = (u32::from_be_bytes(chains), u32::from_be_bytes(entries));
        let (root, sha256) = (take_hash(&mut rest)?, take_hash(&mut rest)?);
        let line = Line { start, chains, entries, root, sha256 };
        start = line.end();
        Some(line)
    };
    std::iter::from_fn(next).collect()
}

/// The shard of a key, chosen by so many of its first bits.
fn place(key: &Hash, bits: u32) -> usize {
    let [first, second, ..] = *key.as_bytes();
    usize::from(u16::from_be_bytes([first, second])) >> (BITS_MAX - bits)
}

fn find<T: Copy>(rows: &[(Hash, T)], key: &Hash) -> Option<T> {
    let at = rows.binary_search_by_key(key, |(key, _)| *key).ok()?;
    rows.get(at).map(|(_, found)| *found)
}

pub(super) fn put_chain(bytes: &mut Vec<u8>, (key, value): &Chain) {
    bytes.extend_from_slice(key.as_bytes());
    bytes.extend_from_slice(value.as_bytes());
}

pub(super) fn put_entry(bytes: &mut Vec<u8>, (leaf, position): &Entry) {
    bytes.extend_from_slice(leaf.as_bytes());
    bytes.extend_from_slice(&position.to_be_bytes());
}

pub(super) fn take_chain(rest: &mut &[u8]) -> Option<Chain> {
    Some((take_hash(rest)?, take_hash(rest)?))
}

pub(super) fn take_entry(rest: &mut &[u8]) -> Option<Entry> {
    Some((take_hash(rest)?, u64::from_be_bytes(take(rest)?)))
}

pub(super) fn take_hash(rest: &mut &[u8]) -> Option<Hash> {
    take(rest).map(Hash::from_bytes)
}

pub(super) fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (first, after) = rest.split_first_chunk()?;
    *rest = after;
    Some(*first)
}
