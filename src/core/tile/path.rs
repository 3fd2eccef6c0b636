//! Paths of tiles and entry bundles, and which of them a log of a given size has.

use std::fmt;
use std::str::FromStr;

/// Hashes in a full tile, and entries in a full bundle.
pub const TILE_WIDTH: usize = 256;
/// Levels of the tree that one tile spans.
pub(crate) const TILE_HEIGHT: u8 = 8;
/// Highest level of tiles: eight levels of eight are as much as a size of 64 bits can need.
/// (C2SP lets a path say up to 63, for logs that nobody can count.)
pub const LEVEL_MAX: u8 = 7;
/// Largest index of a tile: beyond it lie more than 2^64 leaves.
const INDEX_MAX: u64 = u64::MAX / WIDTH;
/// Longest path, in bytes: `tile/entries/`, seven groups of three digits, and `.p/255`.
const PATH_BYTES_MAX: usize = 64;

const WIDTH: u64 = TILE_WIDTH as u64;

/// What a row of files holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// The entries themselves, in bundles.
    Entries,
    /// The hashes of one level of tiles, at most [`LEVEL_MAX`].
    Level(u8),
}

impl Tier {
    /// How many entries or hashes this row has in a log of `size` entries.
    #[must_use]
    pub fn count(self, size: u64) -> u64 {
        match self {
            Self::Entries => size,
            Self::Level(level) => {
                size.checked_shr(u32::from(level) * u32::from(TILE_HEIGHT)).unwrap_or(0)
            }
        }
    }
}

/// The path of a tile or an entry bundle, from the directory of the log.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TilePath {
    tier: Tier,
    index: u64,
    /// 1 to 256.
    width: u16,
}

impl TilePath {
    /// The row.
    #[must_use]
    pub(crate) const fn tier(&self) -> Tier {
        self.tier
    }

    /// Which file of its row, counted from 0.
    #[must_use]
    pub const fn index(&self) -> u64 {
        self.index
    }

    /// How many hashes or entries the file has: 1 to 256.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width.into()
    }

    /// Whether the file has room for more; a full file never changes.
    #[must_use]
    pub(crate) fn is_partial(&self) -> bool {
        self.width() < TILE_WIDTH
    }

    /// The last file of a row in a log of `size` entries, where the row has any.
    #[must_use]
    pub fn last(tier: Tier, size: u64) -> Option<Self> {
        Self::holding(tier, tier.count(size).checked_sub(1)?, size)
    }

    /// The file that holds entry or hash `place` of a row, in a log of `size` entries.
    pub(super) fn holding(tier: Tier, place: u64, size: u64) -> Option<Self> {
        let count = tier.count(size);
        if place >= count {
            return None;
        }
        let index = place / WIDTH;
        let width = u16::try_from((count - index * WIDTH).min(WIDTH)).ok()?;
        Some(Self { tier, index, width })
    }

    /// The file for one chunk of a row; `width` is at most [`TILE_WIDTH`].
    pub(super) fn chunk(tier: Tier, index: u64, width: usize) -> Self {
        Self { tier, index, width: u16::try_from(width).unwrap_or(u16::MAX) }
    }
}

/// The files of one row in a log of `size` entries, in order.
pub fn tiles(tier: Tier, size: u64) -> impl Iterator<Item = TilePath> {
    let count = tier.count(size).div_ceil(WIDTH);
    (0..count).filter_map(move |index| TilePath::holding(tier, index * WIDTH, size))
}

/// All files of a log of `size` entries: the bundles, then the tiles from level 0 upwards.
pub fn paths(size: u64) -> impl Iterator<Item = TilePath> {
    let levels = (0..=LEVEL_MAX).flat_map(move |level| tiles(Tier::Level(level), size));
    tiles(Tier::Entries, size).chain(levels)
}

/// The bundle that holds entry `index` of a log of `size` entries.
#[must_use]
pub fn bundle_of(index: u64, size: u64) -> Option<TilePath> {
    TilePath::holding(Tier::Entries, index, size)
}

impl fmt::Display for TilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.tier {
            Tier::Entries => f.write_str("tile/entries")?,
            Tier::Level(level) => write!(f, "tile/{level}")?,
        }
        let digits = self.index.to_string();
        let digits = format!("{}{digits}", "0".repeat((3 - digits.len() % 3) % 3));
        let groups = digits.len() / 3;
        for (place, digit) in digits.chars().enumerate() {
            match place % 3 {
                0 if place / 3 + 1 < groups => write!(f, "/x{digit}")?,
                0 => write!(f, "/{digit}")?,
                _ => write!(f, "{digit}")?,
            }
        }
        if self.is_partial() { write!(f, ".p/{}", self.width) } else { Ok(()) }
    }
}

impl fmt::Debug for TilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Text that is not the path of a tile or an entry bundle.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("want a tile path such as tile/0/x001/067.p/5, got {got:?}")]
pub struct PathError {
    /// The text, cut to 80 characters.
    pub got: String,
}

impl FromStr for TilePath {
    type Err = PathError;

    fn from_str(text: &str) -> Result<Self, PathError> {
        // What is read loosely here has to be spelt exactly as it would be written.
        read(text)
            .filter(|path| path.to_string() == text)
            .ok_or_else(|| PathError { got: text.chars().take(80).collect() })
    }
}

fn read(text: &str) -> Option<TilePath> {
    if text.len() > PATH_BYTES_MAX {
        return None;
    }
    let (row, rest) = text.strip_prefix("tile/")?.split_once('/')?;
    let tier = match row {
        "entries" => Tier::Entries,
        level => Tier::Level(level.parse().ok().filter(|level| *level <= LEVEL_MAX)?),
    };
    let (groups, width) = match rest.split_once(".p/") {
        Some((groups, width)) => {
            (groups, width.parse().ok().filter(|width| (1..WIDTH).contains(width))?)
        }
        None => (rest, WIDTH),
    };
    let digits: String = groups.chars().filter(char::is_ascii_digit).collect();
    let index = digits.parse().ok().filter(|index| *index <= INDEX_MAX)?;
    Some(TilePath { tier, index, width: u16::try_from(width).ok()? })
}
