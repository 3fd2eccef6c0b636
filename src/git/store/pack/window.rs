//! Reading a pack in pieces, and inflating what lies in them.

use std::cell::RefCell;
use std::io;

use flate2::{Decompress, FlushDecompress, Status};

use super::{Pack, PackError, read_at};

/// What is read at once, in bytes: some dozens of records.
const WINDOW_BYTES: usize = 16 * 1024;
/// Objects up to this size, in bytes, are inflated where the last one was, and then copied.
const SCRATCH_BYTES: usize = 64 * 1024;
/// Room behind an object there, in bytes: zlib's fast loop runs only where a whole match still fits (258 and a little).
const ROOM_BYTES: usize = 320;

thread_local! {
    static INFLATER: RefCell<Decompress> = RefCell::new(Decompress::new(true));
    static WINDOW: RefCell<Window> = RefCell::new(Window::default());
    static SCRATCH: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// The piece of a pack that a thread read last: what lies next in a folder mostly lies next in the pack.
#[derive(Default)]
struct Window {
    pack: Option<usize>,
    start: u64,
    bytes: Vec<u8>,
}

impl Window {
    /// What lies at `offset`: at least `want` bytes, unless the pack ends before.
    fn at(&mut self, pack: &Pack, offset: u64, want: usize) -> io::Result<&[u8]> {
        let here = offset.checked_sub(self.start).and_then(|skip| usize::try_from(skip).ok());
        let has = |skip: &usize| self.bytes.len().saturating_sub(*skip) >= want;
        let skip = match here.filter(|skip| self.pack == Some(pack.number) && has(skip)) {
            Some(skip) => skip,
            None => {
                self.pack = None;
                self.bytes.resize(WINDOW_BYTES, 0);
                let got = read_at(&pack.file, &mut self.bytes, offset)?;
                self.bytes.truncate(got);
                (self.pack, self.start) = (Some(pack.number), offset);
                0
            }
        };
        Ok(self.bytes.get(skip..).unwrap_or_default())
    }
}

/// What lies at `offset`, as far as the buffer and the pack go; returns how many bytes that is.
pub(super) fn peek(pack: &Pack, offset: u64, buffer: &mut [u8]) -> io::Result<usize> {
    WINDOW.with_borrow_mut(|window| {
        let there = window.at(pack, offset, buffer.len())?;
        buffer.iter_mut().zip(there).for_each(|(to, from)| *to = *from);
        Ok(there.len().min(buffer.len()))
    })
}

/// Exactly `size` bytes from the zlib stream at `offset`.
pub(super) fn inflate(pack: &Pack, offset: u64, size: usize) -> Result<Vec<u8>, PackError> {
    INFLATER.with_borrow_mut(|inflater| {
        WINDOW.with_borrow_mut(|window| {
            let mut from = Stream { pack, offset, size, inflater, window };
            if size > SCRATCH_BYTES {
                // One byte more than allowed, so that a stream that goes on is noticed.
                let mut output = vec![0; size.saturating_add(1)];
                from.inflate(&mut output)?;
                output.truncate(size);
                return Ok(output);
            }
            SCRATCH.with_borrow_mut(|scratch| {
                scratch.resize(SCRATCH_BYTES + ROOM_BYTES, 0);
                let room = scratch.get_mut(..size + ROOM_BYTES).unwrap_or_default();
                from.inflate(room)?;
                Ok(room.get(..size).unwrap_or_default().to_vec())
            })
        })
    })
}

/// The zlib stream at `offset` of a pack.
struct Stream<'a> {
    pack: &'a Pack,
    offset: u64,
    size: usize,
    inflater: &'a mut Decompress,
    window: &'a mut Window,
}

impl Stream<'_> {
    /// Inflates exactly `size` bytes; there is more room, so that a stream that goes on is noticed.
    fn inflate(&mut self, output: &mut [u8]) -> Result<(), PackError> {
        let (inflater, size) = (&mut *self.inflater, self.size as u64);
        inflater.reset(true);
        loop {
            let (taken, made) = (inflater.total_in(), inflater.total_out());
            let room = usize::try_from(made).ok().and_then(|made| output.get_mut(made..));
            let status = inflater.decompress(
                self.window.at(self.pack, self.offset, 1)?,
                room.unwrap_or_default(),
                FlushDecompress::None,
            );
            let now = inflater.total_out();
            self.offset = self.offset.saturating_add(inflater.total_in() - taken);
            match status {
                Ok(Status::StreamEnd) if now == size => return Ok(()),
                // Whatever comes after, also where it is none of zlib's.
                _ if now > size => {
                    return Err(PackError::Damaged("it is larger than its header says"));
                }
                Err(_) => return Err(PackError::Damaged("it does not inflate")),
                Ok(Status::StreamEnd) => {
                    return Err(PackError::Damaged("its size is not what its header says"));
                }
                _ if inflater.total_in() == taken && now == made => {
                    return Err(PackError::Damaged("it is cut short"));
                }
                _ => {}
            }
        }
    }
}
