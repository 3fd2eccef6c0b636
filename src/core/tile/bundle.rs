//! Entry bundles: entries one after the other, each after its length.

/// Longest entry, in bytes: an entry names a record and the signatures beside it, and this is room for 200 of them.
/// (C2SP's two length bytes could say 65,535; a full bundle then takes 16 MiB to read, now 4 MiB.)
pub const ENTRY_BYTES_MAX: usize = 16_384;

const LENGTH_BYTES: usize = 2;

/// Bytes that are not the entry bundle they should be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BundleError {
    /// Fewer entries than the path says.
    #[error("want {want} entries, got {got}")]
    TooFew {
        /// How many the path says.
        want: usize,
        /// How many there are.
        got: usize,
    },
    /// Bytes after the last entry.
    #[error("want {want} entries, got {rest_bytes} bytes after them")]
    TooLong {
        /// How many the path says.
        want: usize,
        /// How many bytes follow.
        rest_bytes: usize,
    },
    /// An entry longer than any can be.
    #[error("want entries of at most {ENTRY_BYTES_MAX} bytes, got {got} as entry {place}")]
    EntryTooLong {
        /// Which entry of the bundle, counted from 0.
        place: usize,
        /// Its length, in bytes.
        got: usize,
    },
    /// The bytes end within an entry.
    #[error("the file ends within entry {place}")]
    Cut {
        /// Which entry of the bundle, counted from 0.
        place: usize,
    },
}

/// The bytes of a bundle.
///
/// # Errors
/// Where an entry is longer than [`ENTRY_BYTES_MAX`].
pub fn encode_bundle(entries: &[impl AsRef<[u8]>]) -> Result<Vec<u8>, BundleError> {
    let mut bytes = Vec::new();
    for (place, entry) in entries.iter().map(AsRef::as_ref).enumerate() {
        let length = u16::try_from(entry.len())
            .ok()
            .filter(|_| entry.len() <= ENTRY_BYTES_MAX)
            .ok_or(BundleError::EntryTooLong { place, got: entry.len() })?;
        bytes.extend(length.to_be_bytes());
        bytes.extend(entry);
    }
    Ok(bytes)
}

/// The `width` entries of a bundle.
///
/// # Errors
/// Where the bytes are anything else than exactly so many entries.
pub fn decode_bundle(bytes: &[u8], width: usize) -> Result<Vec<Vec<u8>>, BundleError> {
    let mut entries = Vec::new();
    let mut rest = bytes;
    for place in 0..width {
        if rest.is_empty() {
            return Err(BundleError::TooFew { want: width, got: place });
        }
        let (length, after) =
            rest.split_first_chunk::<LENGTH_BYTES>().ok_or(BundleError::Cut { place })?;
        let length = usize::from(u16::from_be_bytes(*length));
        if length > ENTRY_BYTES_MAX {
            return Err(BundleError::EntryTooLong { place, got: length });
        }
        let (entry, after) = after.split_at_checked(length).ok_or(BundleError::Cut { place })?;
        entries.push(entry.to_vec());
        rest = after;
    }
    if rest.is_empty() {
        Ok(entries)
    } else {
        Err(BundleError::TooLong { want: width, rest_bytes: rest.len() })
    }
}
