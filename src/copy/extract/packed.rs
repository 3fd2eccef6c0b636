//! A packed file (ZIP) as documents use it: parts by name, each inflated with a bound.
//!
//! The directory at its end is what counts, as for word processors; a part's own header must agree with it.
//! Names only find parts and are never paths. What is larger, of several volumes or encrypted is refused.

use std::collections::BTreeMap;
use std::io::Read as _;

use flate2::Crc;
use flate2::read::DeflateDecoder;

use super::{ExtractError, MARKUP_BYTES_MAX, PARTS_MAX};

/// Length of the end record without its comment, in bytes (APPNOTE 4.3.16).
const END_BYTES: usize = 22;
/// Longest comment after it, in bytes.
const COMMENT_BYTES: usize = 0xffff;

/// The parts of a packed file.
#[derive(Debug)]
pub(super) struct Packed<'a> {
    given: &'a [u8],
    parts: BTreeMap<String, Part>,
}

#[derive(Debug)]
struct Part {
    header: usize,
    packed_bytes: usize,
    bytes: usize,
    crc: u32,
    is_deflated: bool,
    is_encrypted: bool,
}

/// Little-endian numbers at places that may lie outside.
trait Numbers {
    fn two(&self, at: usize) -> Option<usize>;
    fn four(&self, at: usize) -> Option<usize>;
}

impl Numbers for [u8] {
    fn two(&self, at: usize) -> Option<usize> {
        let bytes = self.get(at..at.checked_add(2)?)?;
        Some(usize::from(u16::from_le_bytes(bytes.try_into().ok()?)))
    }

    fn four(&self, at: usize) -> Option<usize> {
        let bytes = self.get(at..at.checked_add(4)?)?;
        usize::try_from(u32::from_le_bytes(bytes.try_into().ok()?)).ok()
    }
}

impl<'a> Packed<'a> {
    /// The parts that the directory names.
    ///
    /// # Errors
    /// If there is no directory, or it has too many parts or one name twice.
    pub(super) fn open(given: &'a [u8]) -> Result<Self, ExtractError> {
        let parts = directory(given)?.ok_or(ExtractError::Damaged)?;
        Ok(Self { given, parts })
    }

    /// The names of all parts, sorted.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.keys().map(String::as_str)
    }

    /// Whether there is a part of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(name)
    }

    /// The bytes of a part.
    ///
    /// # Errors
    /// If there is none, or it is damaged, encrypted or too large.
    pub(super) fn read(&self, name: &str) -> Result<Vec<u8>, ExtractError> {
        let part = self.parts.get(name).ok_or(ExtractError::Damaged)?;
        if part.is_encrypted {
            return Err(ExtractError::Encrypted);
        }
        let size = ExtractError::Size { what: "a part of a document", most: MARKUP_BYTES_MAX };
        if part.bytes > MARKUP_BYTES_MAX {
            return Err(size);
        }
        let packed = self.packed(name, part).ok_or(ExtractError::Damaged)?;
        let mut bytes = Vec::new();
        if part.is_deflated {
            let mut inflating = DeflateDecoder::new(packed).take(part.bytes as u64 + 1);
            inflating.read_to_end(&mut bytes).map_err(|_| ExtractError::Damaged)?;
        } else {
            bytes.extend_from_slice(packed);
        }
        let mut crc = Crc::new();
        crc.update(&bytes);
        if bytes.len() != part.bytes || crc.sum() != part.crc {
            return Err(ExtractError::Damaged);
        }
        Ok(bytes)
    }

    fn packed(&self, name: &str, part: &Part) -> Option<&'a [u8]> {
        let given = self.given;
        if given.get(part.header..part.header + 4)? != b"PK\x03\x04" {
            return None;
        }
        let start = part.header + 30;
        let past = start + given.two(part.header + 26)?;
        if given.get(start..past)? != name.as_bytes() {
            return None;
        }
        let start = past + given.two(part.header + 28)?;
        given.get(start..start.checked_add(part.packed_bytes)?)
    }
}

fn directory(given: &[u8]) -> Result<Option<BTreeMap<String, Part>>, ExtractError> {
    let Some((mut at, count)) = end(given) else { return Ok(None) };
    if count > PARTS_MAX {
        return Err(ExtractError::Tangled);
    }
    let mut parts = BTreeMap::new();
    for _ in 0..count {
        let Some((name, part, past)) = entry(given, at) else { return Ok(None) };
        if parts.insert(name, part).is_some() {
            return Ok(None);
        }
        at = past;
    }
    Ok(Some(parts))
}

/// Where the directory begins, and how many parts it has.
fn end(given: &[u8]) -> Option<(usize, usize)> {
    let last = given.len().checked_sub(END_BYTES)?;
    let first = last.saturating_sub(COMMENT_BYTES);
    let at = (first..=last).rev().find(|at| {
        let is_end = given.get(*at..*at + 4) == Some(b"PK\x05\x06");
        is_end
            && given.two(*at + 20).is_some_and(|comment| *at + END_BYTES + comment == given.len())
    })?;
    let is_one_volume = given.two(at + 4)? == 0 && given.two(at + 8)? == given.two(at + 10)?;
    is_one_volume.then_some((given.four(at + 16)?, given.two(at + 10)?))
}

fn entry(given: &[u8], at: usize) -> Option<(String, Part, usize)> {
    if given.get(at..at.checked_add(4)?)? != b"PK\x01\x02" {
        return None;
    }
    let (flags, method) = (given.two(at + 8)?, given.two(at + 10)?);
    let name_past = at + 46 + given.two(at + 28)?;
    let name = String::from_utf8_lossy(given.get(at + 46..name_past)?).into_owned();
    let past = name_past + given.two(at + 30)? + given.two(at + 32)?;
    let part = Part {
        header: given.four(at + 42)?,
        packed_bytes: given.four(at + 20)?,
        bytes: given.four(at + 24)?,
        crc: u32::try_from(given.four(at + 16)?).ok()?,
        is_deflated: method == 8,
        is_encrypted: flags & 1 == 1,
    };
    (method == 0 || method == 8).then_some((name, part, past))
}

#[cfg(test)]
pub(super) mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::DeflateEncoder;

    use super::*;

    /// A packed file with these parts.
    pub(in super::super) fn pack(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let (mut file, mut directory) = (Vec::new(), Vec::new());
        for (name, bytes) in parts {
            let mut packing = DeflateEncoder::new(Vec::new(), Compression::fast());
            packing.write_all(bytes).unwrap();
            let packed = packing.finish().unwrap();
            let mut crc = Crc::new();
            crc.update(bytes);
            let number = |number: usize| u32::try_from(number).unwrap().to_le_bytes();
            let mut shape = vec![20, 0, 0, 0, 8, 0, 0, 0, 0, 0];
            shape.extend(crc.sum().to_le_bytes());
            shape.extend([number(packed.len()), number(bytes.len()), number(name.len())].concat());
            directory.extend(b"PK\x01\x02\x14\0");
            directory.extend(&shape);
            directory.extend([0; 10]);
            directory.extend(number(file.len()));
            directory.extend(name.as_bytes());
            file.extend(b"PK\x03\x04");
            file.extend(&shape);
            file.extend(name.as_bytes());
            file.extend(packed);
        }
        let count = u16::try_from(parts.len()).unwrap().to_le_bytes();
        let start = u32::try_from(file.len()).unwrap().to_le_bytes();
        let size = u32::try_from(directory.len()).unwrap().to_le_bytes();
        file.extend(directory);
        file.extend(b"PK\x05\x06\0\0\0\0");
        file.extend([count, count].concat());
        file.extend([size, start].concat());
        file.extend([0, 0]);
        file
    }

    #[test]
    fn parts_come_out_as_they_went_in() {
        let file = pack(&[("a.xml", b"words and words and words"), ("../b", b"")]);
        let packed = Packed::open(&file).unwrap();
        assert_eq!(packed.read("a.xml").unwrap(), b"words and words and words");
        assert_eq!(packed.read("../b").unwrap(), b"");
        assert!(packed.has("a.xml") && !packed.has("b"));
        assert_eq!(packed.read("b"), Err(ExtractError::Damaged));
    }

    #[test]
    fn bombs_and_damage_are_refused() {
        let zeros = vec![0; MARKUP_BYTES_MAX];
        let file = pack(&[("a", &zeros)]);
        assert!(file.len() < MARKUP_BYTES_MAX / 100);
        assert_eq!(Packed::open(&file).unwrap().read("a").unwrap().len(), MARKUP_BYTES_MAX);
        let zeros = vec![0; MARKUP_BYTES_MAX + 1];
        let file = pack(&[("a", &zeros)]);
        let size = ExtractError::Size { what: "a part of a document", most: MARKUP_BYTES_MAX };
        assert_eq!(Packed::open(&file).unwrap().read("a"), Err(size));
        let twice = pack(&[("a", b"one"), ("a", b"two")]);
        assert_eq!(Packed::open(&twice).unwrap_err(), ExtractError::Damaged);
        let names: Vec<String> = (0..=PARTS_MAX).map(|number| number.to_string()).collect();
        let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
        assert_eq!(Packed::open(&pack(&many)).unwrap_err(), ExtractError::Tangled);
        assert!(Packed::open(&pack(&many[1..])).is_ok());
    }

    #[test]
    fn every_byte_that_is_changed_is_harmless() {
        let good = pack(&[("a", b"words and words and words"), ("b", b"more")]);
        for at in 0..good.len() {
            let mut bad = good.clone();
            bad[at] ^= 0xff;
            if let Ok(packed) = Packed::open(&bad) {
                assert_ne!(packed.read("a").ok().as_deref(), Some(&b"other words"[..]));
                let _ = packed.read("b");
            }
            let _ = Packed::open(&good[..at]);
        }
    }
}
