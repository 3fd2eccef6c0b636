//! The few plain files of a backup as a tar (POSIX.1-1988, `ustar`), which any system can open.
//!
//! Whatever else a tar may hold, such as links, folders and long names, is refused on reading: no name in it becomes a path.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

use countersign_core::time::Timestamp;

/// What everything is filled up to, in bytes.
const BLOCK: usize = 512;
/// Most files: a backup has eight at most.
const FILES_MAX: usize = 16;
/// Where the fields of a header lie.
const NAME: std::ops::Range<usize> = 0..100;
const SIZE: std::ops::Range<usize> = 124..136;
const SUM: std::ops::Range<usize> = 148..156;
const KIND: usize = 156;
const MAGIC: std::ops::Range<usize> = 257..265;
/// That it is such a header, and of which version.
const USTAR: &[u8] = b"ustar\x0000";

/// Writes files one after the other.
pub(super) struct Writer<W> {
    to: W,
    made_at: Timestamp,
}

impl<W: Write> Writer<W> {
    pub(super) const fn new(to: W, made_at: Timestamp) -> Self {
        Self { to, made_at }
    }

    pub(super) fn bytes(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.copy(name, bytes.len() as u64, &mut &bytes[..])
    }

    pub(super) fn file(&mut self, name: &str, file: &mut File) -> io::Result<()> {
        let size = file.metadata()?.len();
        self.copy(name, size, file)
    }

    fn copy(&mut self, name: &str, size: u64, from: &mut dyn Read) -> io::Result<()> {
        self.to.write_all(&header(name, size, self.made_at)?)?;
        if io::copy(&mut from.take(size), &mut self.to)? != size {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.to.write_all(&[0; BLOCK][..padding(size)])
    }

    /// Two empty blocks say that nothing more comes.
    pub(super) fn end(mut self) -> io::Result<W> {
        self.to.write_all(&[0; BLOCK * 2])?;
        Ok(self.to)
    }
}

fn padding(size: u64) -> usize {
    let over = usize::try_from(size % BLOCK as u64).unwrap_or_default();
    (BLOCK - over) % BLOCK
}

fn header(name: &str, size: u64, made_at: Timestamp) -> io::Result<[u8; BLOCK]> {
    let mut header = [0; BLOCK];
    let mut put = |at: usize, text: &str| {
        header[at..at + text.len()].copy_from_slice(text.as_bytes());
    };
    let digits = format!("{size:011o}");
    if name.len() >= NAME.len() || digits.len() >= SIZE.len() {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    put(NAME.start, name);
    put(100, "0000600");
    put(108, "0000000");
    put(116, "0000000");
    put(SIZE.start, &digits);
    put(136, &format!("{:011o}", made_at.unix_seconds()));
    put(SUM.start, "        ");
    put(KIND, "0");
    header[MAGIC].copy_from_slice(USTAR);
    let sum = format!("{:06o}\0 ", sum(&header));
    header[SUM].copy_from_slice(sum.as_bytes());
    Ok(header)
}

fn sum(header: &[u8; BLOCK]) -> u32 {
    header.iter().map(|byte| u32::from(*byte)).sum()
}

/// A file that a tar holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Held {
    pub(super) name: String,
    pub(super) size: u64,
    at: u64,
}

impl Held {
    /// Its bytes; none where they are more than `bytes_max`.
    pub(super) fn bytes(&self, tar: &mut File, bytes_max: u64) -> io::Result<Option<Vec<u8>>> {
        if self.size > bytes_max {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        self.copy(tar, &mut bytes)?;
        Ok(Some(bytes))
    }

    /// Copies its bytes.
    pub(super) fn copy(&self, tar: &mut File, to: &mut dyn Write) -> io::Result<()> {
        tar.seek(SeekFrom::Start(self.at))?;
        match io::copy(&mut tar.take(self.size), to)? {
            copied if copied == self.size => Ok(()),
            _ => Err(io::ErrorKind::UnexpectedEof.into()),
        }
    }
}

/// The files that a tar holds; none where it is not as [`Writer`] writes one.
pub(super) fn held(tar: &mut (impl Read + Seek)) -> io::Result<Option<Vec<Held>>> {
    let mut held: Vec<Held> = Vec::new();
    let end = tar.seek(SeekFrom::End(0))?;
    let mut at = 0;
    loop {
        tar.seek(SeekFrom::Start(at))?;
        let mut block = [0; BLOCK];
        match tar.read_exact(&mut block) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
            read => read?,
        }
        if block == [0; BLOCK] {
            return Ok(Some(held));
        }
        at += BLOCK as u64;
        let one = read_header(&block, at);
        let Some(one) = one.filter(|one| held.iter().all(|other| other.name != one.name)) else {
            return Ok(None);
        };
        let next = at.checked_add(one.size).and_then(|to| to.checked_add(padding(one.size) as u64));
        let Some(next) = next.filter(|next| *next <= end && held.len() < FILES_MAX) else {
            return Ok(None);
        };
        at = next;
        held.push(one);
    }
}

fn read_header(block: &[u8; BLOCK], at: u64) -> Option<Held> {
    let text = |field: &[u8]| {
        let end = field.iter().position(|byte| matches!(byte, 0 | b' '));
        std::str::from_utf8(&field[..end.unwrap_or(field.len())]).ok().map(str::to_owned)
    };
    let mut without = *block;
    without[SUM].fill(b' ');
    let is_sound = u32::from_str_radix(&text(&block[SUM])?, 8).ok()? == sum(&without);
    let is_plain = block[KIND] == b'0' && &block[MAGIC] == USTAR;
    let size = u64::from_str_radix(&text(&block[SIZE])?, 8).ok()?;
    (is_sound && is_plain).then_some(Held { name: text(&block[NAME])?, size, at })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn made(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut tar = Writer::new(Vec::new(), "2021-02-08T09:30:00Z".parse().unwrap());
        for (name, bytes) in files {
            tar.bytes(name, bytes).unwrap();
        }
        tar.end().unwrap()
    }

    fn names(tar: &[u8]) -> Option<Vec<String>> {
        let held = held(&mut Cursor::new(tar)).unwrap();
        Some(held?.into_iter().map(|one| one.name).collect())
    }

    #[test]
    fn what_was_written_is_read_at_every_size_about_a_block() {
        for size in [0, 1, BLOCK - 1, BLOCK, BLOCK + 1] {
            let bytes = vec![7; size];
            let tar = made(&[("a", &bytes), ("keys/log", b"x")]);
            assert_eq!(tar.len() % BLOCK, 0);
            let held = held(&mut Cursor::new(&tar)).unwrap().unwrap();
            assert_eq!((held[0].size, held[1].name.as_str()), (size as u64, "keys/log"));
            let at = usize::try_from(held[0].at).unwrap();
            assert_eq!(tar[at..at + size], bytes);
        }
    }

    #[test]
    fn what_is_cut_changed_or_doubled_is_none() {
        let tar = made(&[("a", b"one"), ("b", b"two")]);
        assert_eq!(names(&tar).unwrap(), ["a", "b"]);
        for end in 0..=BLOCK * 4 {
            assert_eq!(names(&tar[..end]), None, "cut at {end}");
        }
        for at in 0..BLOCK {
            // The sum may be followed by anything.
            if SUM.end - 1 == at || SUM.end - 2 == at {
                continue;
            }
            let mut changed = tar.clone();
            changed[at] ^= 1;
            assert_eq!(names(&changed), None, "changed at {at}");
        }
        assert_eq!(names(&made(&[("a", b"one"), ("a", b"two")])), None);
    }

    #[test]
    fn a_link_or_a_folder_is_none() {
        for kind in [b'1', b'2', b'5', b'L', 0] {
            let mut tar = made(&[("a", b"")]);
            tar[KIND] = kind;
            tar[SUM].fill(b' ');
            let sum = sum(tar[..BLOCK].try_into().unwrap());
            tar[SUM].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
            assert_eq!(names(&tar), None, "{kind}");
        }
    }

    #[test]
    fn files_are_so_many() {
        let named: Vec<String> = (0..=FILES_MAX).map(|number| number.to_string()).collect();
        let files: Vec<(&str, &[u8])> =
            named.iter().map(|name| (name.as_str(), &b"x"[..])).collect();
        assert_eq!(names(&made(&files[..FILES_MAX])).unwrap().len(), FILES_MAX);
        assert_eq!(names(&made(&files)), None);
    }
}
