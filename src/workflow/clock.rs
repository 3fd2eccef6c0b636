//! Whether this computer's clock can be right, asked before it dates what is signed for ever; and whether what others
//! dated can be.

use super::error::SignError;
use super::open::Opened;
use super::{Error, World};
use countersign_core::record::Record;
use countersign_core::time::Timestamp;
use countersign_core::verify::dated::{self, Dated};

/// Why a clock may be wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// The newest record claims a later time, by more than a day: one of the two is wrong.
    Behind(Dated),
    /// The newest record is older than a year: the registry was quiet, or the clock is ahead, which nothing can tell.
    Ahead(Dated),
}

impl Doubt {
    /// The newest record.
    #[must_use]
    pub const fn newest(&self) -> &Dated {
        match self {
            Self::Behind(newest) | Self::Ahead(newest) => newest,
        }
    }
}

/// Why a clock may be wrong beside the newest record that was looked at, where it may.
#[must_use]
pub fn doubt(now: Timestamp, opened: &Opened) -> Option<Doubt> {
    let newest = opened.examined.newest()?;
    if dated::is_ahead(newest.time, now) {
        return Some(Doubt::Behind(newest));
    }
    dated::is_long_ago(newest.time, now).then_some(Doubt::Ahead(newest))
}

/// The time that a record claims, where it is so far ahead of a clock that it is not taken in: everybody's clock would
/// be behind it from then on.
#[must_use]
pub(super) fn ahead(now: Timestamp, record: &Record) -> Option<Timestamp> {
    dated::claimed(record).filter(|time| dated::is_ahead(*time, now))
}

/// Refuses to date a record by a clock that may be wrong, unless somebody says that it is right.
///
/// # Errors
/// [`SignError::Clock`] where nobody does.
pub(super) fn check(world: &mut dyn World, opened: &Opened) -> Result<(), Error> {
    let now = world.now();
    match doubt(now, opened) {
        Some(doubt) if !world.confirms_clock(&doubt) => Err(SignError::Clock { now, doubt }.into()),
        _ => Ok(()),
    }
}
