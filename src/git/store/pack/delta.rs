//! Numbers in a pack, and differences between objects (gitformat-pack(5), "Deltified representation").

use super::PackError;

/// Bytes yet to be parsed.
pub(super) struct Bytes<'a>(pub(super) &'a [u8]);

impl<'a> Bytes<'a> {
    pub(super) fn next(&mut self) -> Result<u8, PackError> {
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
    pub(super) fn varint(&mut self, mut shift: u32) -> Result<u64, PackError> {
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
    pub(super) fn distance(&mut self, offset: u64) -> Result<u64, PackError> {
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
pub(super) struct Delta<'a> {
    base_bytes: u64,
    pub(super) result_bytes: u64,
    steps: Bytes<'a>,
}

impl<'a> Delta<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Result<Self, PackError> {
        let mut steps = Bytes(bytes);
        Ok(Self { base_bytes: steps.varint(0)?, result_bytes: steps.varint(0)?, steps })
    }

    pub(super) fn apply(mut self, base: &[u8], result_bytes: usize) -> Result<Vec<u8>, PackError> {
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
