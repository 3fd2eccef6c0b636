//! Which of two files is wrong where entries and the tile over them disagree: the one without which the head fits.

use super::{Log, fault::Fault, log_path, read_file};
use crate::layout;
use crate::log::LogFault;
use crate::merkle;
use crate::tile::{self, TILE_WIDTH, Tier, TileFault, TilePath, decode_tile};
use crate::tree::Source;

impl Log {
    /// The same fault, on the bundle of entries where the tiles over all entries give the root of the head.
    pub(super) fn blame(&self, source: &dyn Source, fault: LogFault) -> LogFault {
        self.bundle_at_fault(source, &fault).unwrap_or(fault)
    }

    fn bundle_at_fault(&self, source: &dyn Source, fault: &LogFault) -> Option<LogFault> {
        let Fault::Tile(TileFault::Hash { place, want, got }) = &fault.what else { return None };
        let path = fault.path.strip_prefix(layout::LOG)?.strip_prefix('/')?;
        let path: TilePath =
            path.parse().ok().filter(|path: &TilePath| path.tier() == Tier::Level(0))?;
        let mut leaves = Vec::new();
        for tile in tile::tiles(Tier::Level(0), self.size()) {
            leaves.extend(decode_tile(&read_file(source, &tile).ok()?, tile.width()).ok()?);
        }
        if merkle::root(&leaves) != *self.checkpoint.root() {
            return None;
        }
        let bundle = tile::bundle_of(path.index() * TILE_WIDTH as u64, self.size())?;
        let what = Fault::Tile(TileFault::Hash { place: *place, want: *got, got: *want });
        Some(LogFault { path: log_path(&bundle), what, is_damage: false })
    }
}
