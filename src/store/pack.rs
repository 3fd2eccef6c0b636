//! Packs: many objects in one file, each deflated, many as differences to another (gitformat-pack(5)).
//!
//! libgit2 is not asked: it follows a circle of differences for ever,
//! and unpacks whatever base a small object names.
//! Here every read has a budget of bytes, from which all that is inflated on the way is paid.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex};

use flate2::{Decompress, FlushDecompress, Status};

use super::object::{Kind, ObjectId};
use super::plain;

/// Longest chain of differences: the most that `git pack-objects` can be told to make.
const CHAIN_MAX: usize = 4_095;
/// What may be inflated to get at an object of the largest allowed size, as a multiple of that size:
/// `git pack-objects` makes no difference to a base more than 32 times as large.
const BUDGET_FACTOR: u64 = 64;
/// What may be inflated in any case, in bytes: chains of small objects are long.
const BUDGET_BYTES_MIN: u64 = 4 << 20;
/// Largest base, and most bytes of differences kept at once, where the object itself may not be larger, in bytes:
/// the budget alone would let one small object fill the memory.
const INFLATED_BYTES_MAX: u64 = 32 << 20;
/// Largest index that is loaded, in bytes: about 38 million objects.
const INDEX_BYTES_MAX: u64 = 1 << 30;
/// Bases kept for the next object that differs from them, in bytes of all packs together.
const BASES_BYTES_MAX: usize = 32 << 20;
/// Larger bases are not kept, in bytes: one of them would displace thousands.
const BASE_BYTES_MAX: usize = 1 << 20;
/// What is read at once, in bytes: most records fit.
const CHUNK_BYTES: usize = 4_096;

const HEAD: usize = 8;
const FANOUT: usize = HEAD + 256 * 4;

/// Why an entry of a pack could not be read.
#[derive(Debug)]
pub(super) enum PackError {
    TooLarge(u64),
    Damaged(&'static str),
    Io(io::Error),
}

impl From<io::Error> for PackError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// One pack with its index.
pub(super) struct Pack {
    /// Tells packs apart in [`Bases`].
    number: usize,
    file: File,
    index: Vec<u8>,
    count: usize,
}

enum Form {
    Whole(Kind),
    Differs(u64),
}

impl Pack {
    /// The pack beside the index `path`.
    pub(super) fn open(path: &Path, number: usize) -> Result<Self, PackError> {
        let index =
            plain::read(path, INDEX_BYTES_MAX)?.ok_or(PackError::Damaged("the index went away"))?;
        if index.get(..HEAD) != Some(b"\xfftOc\0\0\0\x02") {
            return Err(PackError::Damaged("not an index of version 2"));
        }
        let count = number_at(&index, FANOUT - 4).unwrap_or(u32::MAX) as usize;
        let rises = (0..255)
            .all(|i| number_at(&index, HEAD + i * 4) <= number_at(&index, HEAD + i * 4 + 4));
        let needed = count.checked_mul(28).and_then(|bytes| bytes.checked_add(FANOUT + 40));
        if !rises || needed.is_none_or(|needed| needed > index.len()) {
            return Err(PackError::Damaged("the index is cut short"));
        }
        let file = plain::open(&path.with_extension("pack"))?
            .ok_or(PackError::Damaged("there is an index without its pack"))?;
        let mut head = [0; 8];
        let got = read_at(&file, &mut head, 0)?;
        if got < head.len() || !matches!(head, [b'P', b'A', b'C', b'K', 0, 0, 0, 2 | 3]) {
            return Err(PackError::Damaged("not a pack of version 2"));
        }
        Ok(Self { number, file, index, count })
    }

    /// Where the object lies in the pack.
    pub(super) fn find(&self, id: &ObjectId) -> Option<u64> {
        let (mut low, mut high) = self.range(id.as_bytes()[0]);
        while low < high {
            let middle = low.midpoint(high);
            match self.id(middle)?.cmp(id.as_bytes()) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return self.offset(middle),
            }
        }
        None
    }

    /// The objects whose first byte is `first`.
    pub(super) fn starting_with(&self, first: u8) -> impl Iterator<Item = ObjectId> + '_ {
        let (low, high) = self.range(first);
        (low..high).filter_map(|i| self.id(i).map(|id| ObjectId::from_bytes(*id)))
    }

    fn range(&self, first: u8) -> (usize, usize) {
        let bound = |i: usize| number_at(&self.index, HEAD + i * 4).map_or(0, |n| n as usize);
        let first = usize::from(first);
        (if first == 0 { 0 } else { bound(first - 1) }, bound(first).min(self.count))
    }

    fn id(&self, i: usize) -> Option<&[u8; 20]> {
        self.index.get(FANOUT + i * 20..)?.first_chunk()
    }

    fn offset(&self, i: usize) -> Option<u64> {
        let small = number_at(&self.index, FANOUT + self.count * 24 + i * 4)?;
        if small & 0x8000_0000 == 0 {
            return Some(u64::from(small));
        }
        let large = FANOUT + self.count * 28 + (small & 0x7fff_ffff) as usize * 8;
        self.index.get(large..)?.first_chunk().map(|bytes| u64::from_be_bytes(*bytes))
    }

    /// The object at `offset`, if it has at most `max_bytes`.
    pub(super) fn read(
        &self,
        offset: u64,
        max_bytes: u64,
        bases: &Bases,
    ) -> Result<(Kind, Vec<u8>), PackError> {
        let mut budget = max_bytes.saturating_mul(BUDGET_FACTOR).max(BUDGET_BYTES_MIN);
        let one_max = max_bytes.max(INFLATED_BYTES_MAX);
        let mut spend = |bytes: u64| {
            budget = budget
                .checked_sub(bytes)
                .filter(|_| bytes <= one_max)
                .ok_or(PackError::Damaged("its bases are too large"))?;
            usize::try_from(bytes).map_err(|_| PackError::TooLarge(bytes))
        };
        let mut steps: Vec<(u64, Vec<u8>)> = Vec::new();
        let (mut at, mut kept) = (offset, 0_u64);
        let (kind, mut bytes) = loop {
            if !steps.is_empty()
                && let Some(found) = bases.get(self.number, at)
            {
                break found;
            }
            let (form, size, data) = self.header(at)?;
            match form {
                Form::Whole(_) if steps.is_empty() && size > max_bytes => {
                    return Err(PackError::TooLarge(size));
                }
                Form::Whole(kind) => {
                    break (kind, Arc::new(inflate(&self.file, data, spend(size)?)?));
                }
                Form::Differs(_) if steps.len() == CHAIN_MAX => {
                    return Err(PackError::Damaged("its chain of bases is too long"));
                }
                Form::Differs(base) => {
                    kept = kept.saturating_add(size);
                    if kept > one_max {
                        return Err(PackError::Damaged("its differences are too large"));
                    }
                    let delta = inflate(&self.file, data, spend(size)?)?;
                    let result = Delta::new(&delta)?.result_bytes;
                    if steps.is_empty() && result > max_bytes {
                        return Err(PackError::TooLarge(result));
                    }
                    steps.push((at, delta));
                    at = base;
                }
            }
        };
        while let Some((here, delta)) = steps.pop() {
            let delta = Delta::new(&delta)?;
            let room = spend(delta.result_bytes)?;
            let result = delta.apply(&bytes, room)?;
            bases.put(self.number, at, kind, bytes);
            (bytes, at) = (Arc::new(result), here);
        }
        Ok((kind, Arc::try_unwrap(bytes).unwrap_or_else(|shared| shared.to_vec())))
    }

    /// What lies at `offset`: its form, its inflated size, and where its deflated bytes start.
    fn header(&self, offset: u64) -> Result<(Form, u64, u64), PackError> {
        let mut buffer = [0; 64];
        let got = read_at(&self.file, &mut buffer, offset)?;
        let mut bytes = Bytes(buffer.get(..got).unwrap_or_default());
        let first = bytes.next()?;
        let mut size = u64::from(first & 15);
        if first & 128 != 0 {
            size |= bytes.varint(4)?;
        }
        let form = match first >> 4 & 7 {
            1 => Form::Whole(Kind::Commit),
            2 => Form::Whole(Kind::Tree),
            3 => Form::Whole(Kind::Blob),
            4 => Form::Whole(Kind::Tag),
            6 => Form::Differs(bytes.distance(offset)?),
            7 => {
                let id =
                    bytes.0.split_first_chunk().ok_or(PackError::Damaged("it is cut short"))?;
                bytes.0 = id.1;
                let base = self.find(&ObjectId::from_bytes(*id.0));
                Form::Differs(base.ok_or(PackError::Damaged("its base is not in its pack"))?)
            }
            _ => return Err(PackError::Damaged("it is of unknown type")),
        };
        let used = got.saturating_sub(bytes.0.len()) as u64;
        Ok((form, size, offset.saturating_add(used)))
    }
}

/// Bytes yet to be parsed.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn next(&mut self) -> Result<u8, PackError> {
        let (first, rest) = self.0.split_first().ok_or(PackError::Damaged("it is cut short"))?;
        self.0 = rest;
        Ok(*first)
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8], PackError> {
        let (taken, rest) = self
            .0
            .split_at_checked(length)
            .ok_or(PackError::Damaged("a difference is cut short"))?;
        self.0 = rest;
        Ok(taken)
    }

    /// Little-endian groups of seven bits, the first of which is worth `shift` bits.
    fn varint(&mut self, mut shift: u32) -> Result<u64, PackError> {
        let mut value = 0_u64;
        loop {
            let byte = self.next()?;
            // Sizes of 2^56 and more do not exist.
            if shift > 49 {
                return Err(PackError::Damaged("its size is out of range"));
            }
            value |= u64::from(byte & 127) << shift;
            shift += 7;
            if byte & 128 == 0 {
                return Ok(value);
            }
        }
    }

    /// The place before `offset` at which a base lies.
    fn distance(&mut self, offset: u64) -> Result<u64, PackError> {
        let mut byte = self.next()?;
        let mut distance = u64::from(byte & 127);
        while byte & 128 != 0 {
            byte = self.next()?;
            distance = distance
                .checked_add(1)
                .and_then(|distance| distance.checked_mul(128))
                .ok_or(PackError::Damaged("its base is out of range"))?
                | u64::from(byte & 127);
        }
        offset
            .checked_sub(distance)
            .filter(|base| distance > 0 && *base > 0)
            .ok_or(PackError::Damaged("its base is out of range"))
    }
}

/// How one object differs from another.
struct Delta<'a> {
    base_bytes: u64,
    result_bytes: u64,
    steps: Bytes<'a>,
}

impl<'a> Delta<'a> {
    fn new(bytes: &'a [u8]) -> Result<Self, PackError> {
        let mut steps = Bytes(bytes);
        Ok(Self { base_bytes: steps.varint(0)?, result_bytes: steps.varint(0)?, steps })
    }

    fn apply(mut self, base: &[u8], result_bytes: usize) -> Result<Vec<u8>, PackError> {
        const WRONG: PackError = PackError::Damaged("a difference does not fit its base");
        if base.len() as u64 != self.base_bytes {
            return Err(WRONG);
        }
        let mut result = Vec::with_capacity(result_bytes);
        while !self.steps.0.is_empty() {
            let step = self.steps.next()?;
            let piece = if step & 128 == 0 {
                // Step 0 is reserved.
                if step == 0 {
                    return Err(WRONG);
                }
                self.steps.take(usize::from(step))?
            } else {
                let start = self.sparse(step, 4)?;
                let length = self.sparse(step >> 4, 3)?;
                let length = if length == 0 { 0x1_0000 } else { length };
                let end = start.checked_add(length).ok_or(WRONG)?;
                base.get(start..end).ok_or(WRONG)?
            };
            if piece.len() > result_bytes.saturating_sub(result.len()) {
                return Err(WRONG);
            }
            result.extend_from_slice(piece);
        }
        if result.len() == result_bytes { Ok(result) } else { Err(WRONG) }
    }

    /// A number of up to `length` little-endian bytes, of which only those are written whose bit is set.
    fn sparse(&mut self, bits: u8, length: u32) -> Result<usize, PackError> {
        let mut value = 0;
        for i in (0..length).filter(|i| bits >> i & 1 == 1) {
            value |= usize::from(self.steps.next()?) << (8 * i);
        }
        Ok(value)
    }
}

/// Bases that were unpacked lately.
#[derive(Default)]
pub(super) struct Bases(Mutex<Kept>);

/// A kind and content.
type Base = (Kind, Arc<Vec<u8>>);

#[derive(Default)]
struct Kept {
    bytes: usize,
    by_place: HashMap<(usize, u64), Base>,
}

impl Bases {
    fn get(&self, pack: usize, offset: u64) -> Option<Base> {
        self.0.lock().ok()?.by_place.get(&(pack, offset)).cloned()
    }

    fn put(&self, pack: usize, offset: u64, kind: Kind, bytes: Arc<Vec<u8>>) {
        let Ok(mut kept) = self.0.lock() else { return };
        if bytes.len() > BASE_BYTES_MAX {
            return;
        }
        if kept.bytes > BASES_BYTES_MAX {
            *kept = Kept::default();
        }
        // Small objects cost their place in the map too.
        let cost = bytes.len() + 128;
        if kept.by_place.insert((pack, offset), (kind, bytes)).is_none() {
            kept.bytes += cost;
        }
    }
}

thread_local! {
    static INFLATER: RefCell<(Decompress, Box<[u8]>)> =
        RefCell::new((Decompress::new(true), vec![0; CHUNK_BYTES].into()));
}

/// Exactly `size` bytes from the zlib stream at `offset`.
fn inflate(file: &File, mut offset: u64, size: usize) -> Result<Vec<u8>, PackError> {
    // One byte more than allowed, so that a stream that goes on is noticed.
    let mut output = vec![0; size.saturating_add(1)];
    INFLATER.with_borrow_mut(|(inflater, chunk)| {
        inflater.reset(true);
        loop {
            let got = read_at(file, chunk, offset)?;
            let (taken, made) = (inflater.total_in(), inflater.total_out());
            let room = usize::try_from(made).ok().and_then(|made| output.get_mut(made..));
            let status = inflater
                .decompress(
                    chunk.get(..got).unwrap_or_default(),
                    room.unwrap_or_default(),
                    FlushDecompress::None,
                )
                .map_err(|_| PackError::Damaged("it does not inflate"))?;
            let now = inflater.total_out();
            offset = offset.saturating_add(inflater.total_in() - taken);
            match status {
                Status::StreamEnd if now == size as u64 => break,
                Status::StreamEnd => {
                    return Err(PackError::Damaged("its size is not what its header says"));
                }
                _ if now > size as u64 => {
                    return Err(PackError::Damaged("it is larger than its header says"));
                }
                _ if inflater.total_in() == taken && now == made => {
                    return Err(PackError::Damaged("it is cut short"));
                }
                _ => {}
            }
        }
        output.truncate(size);
        Ok(output)
    })
}

fn number_at(bytes: &[u8], offset: usize) -> Option<u32> {
    bytes.get(offset..)?.first_chunk().map(|bytes| u32::from_be_bytes(*bytes))
}

#[cfg(unix)]
fn read_at(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, buffer, offset)
}

#[cfg(windows)]
fn read_at(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, buffer, offset)
}
