//! Reading a pack in pieces, and inflating what lies in them.

use std::cell::RefCell;
use std::io;

use flate2::{Decompress, FlushDecompress, Status};

use super::{Pack, PackError, read_at};

/// What is read at once, in bytes: some dozens of records.
const WINDOW_BYTES: usize = 16 * 1024;

thread_local! {
    static INFLATER: RefCell<Decompress> = RefCell::new(Decompress::new(true));
    static WINDOW: RefCell<Window> = RefCell::new(Window::default());
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
pub(super) fn inflate(pack: &Pack, mut offset: u64, size: usize) -> Result<Vec<u8>, PackError> {
    // One byte more than allowed, so that a stream that goes on is noticed.
    let mut output = vec![0; size.saturating_add(1)];
    let mut inflate = |inflater: &mut Decompress, window: &mut Window| {
        inflater.reset(true);
        loop {
            let (taken, made) = (inflater.total_in(), inflater.total_out());
            let room = usize::try_from(made).ok().and_then(|made| output.get_mut(made..));
            let status = inflater
                .decompress(
                    window.at(pack, offset, 1)?,
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
        Ok(())
    };
    INFLATER.with_borrow_mut(|inflater| WINDOW.with_borrow_mut(|one| inflate(inflater, one)))?;
    output.truncate(size);
    Ok(output)
}
