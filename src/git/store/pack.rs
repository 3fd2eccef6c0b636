//! Packs: many objects in one file, each deflated, many as differences to another (gitformat-pack(5)).
//!
//! libgit2 is not asked: it follows a circle of differences for ever,
//! and unpacks whatever base a small object names.
//! Here every read has a budget of bytes, from which all that is inflated on the way is paid.

mod delta;
mod index;
mod window;

use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex};

use super::object::{Kind, ObjectId};
use super::plain;
use delta::{Bytes, Delta};
use index::Index;
use window::{inflate, peek};

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
/// Bases kept for the next object that differs from them, in bytes of all packs together.
const BASES_BYTES_MAX: usize = 32 << 20;
/// Larger bases are not kept, in bytes: one of them would displace thousands.
const BASE_BYTES_MAX: usize = 1 << 20;
/// Longest header of an entry, in bytes: ten of its size, and twenty that name its base.
const HEADER_BYTES_MAX: usize = 32;

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
    index: Index,
}

enum Form {
    Whole(Kind),
    Differs(u64),
}

impl Pack {
    /// The pack beside the index `path`.
    pub(super) fn open(path: &Path, number: usize) -> Result<Self, PackError> {
        let index = Index::open(path)?;
        let file = plain::open(&path.with_extension("pack"))?
            .ok_or(PackError::Damaged("there is an index without its pack"))?;
        let mut head = [0; 8];
        let got = read_at(&file, &mut head, 0)?;
        if got < head.len() || !matches!(head, [b'P', b'A', b'C', b'K', 0, 0, 0, 2 | 3]) {
            return Err(PackError::Damaged("not a pack of version 2"));
        }
        Ok(Self { number, file, index })
    }

    /// Where the object lies in the pack, or another whose id begins alike.
    pub(super) fn find(&self, id: &ObjectId) -> Option<u64> {
        self.index.find(id)
    }

    /// Whether exactly this object is in the pack.
    pub(super) fn holds(&self, id: &ObjectId) -> bool {
        self.index.holds(id)
    }

    /// The objects whose first byte is `first`.
    pub(super) fn starting_with(&self, first: u8) -> impl Iterator<Item = ObjectId> + '_ {
        self.index.starting_with(first)
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
                    break (kind, Arc::new(inflate(self, data, spend(size)?)?));
                }
                Form::Differs(_) if steps.len() == CHAIN_MAX => {
                    return Err(PackError::Damaged("its chain of bases is too long"));
                }
                Form::Differs(base) => {
                    kept = kept.saturating_add(size);
                    if kept > one_max {
                        return Err(PackError::Damaged("its differences are too large"));
                    }
                    let delta = inflate(self, data, spend(size)?)?;
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
        let mut buffer = [0; HEADER_BYTES_MAX];
        let got = peek(self, offset, &mut buffer)?;
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

#[cfg(unix)]
fn read_at(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, buffer, offset)
}

#[cfg(windows)]
fn read_at(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, buffer, offset)
}
