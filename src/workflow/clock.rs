//! Whether this computer's clock can be right, asked before it dates what is signed for ever; and whether what others
//! dated can be.

use super::error::SignError;
use super::open::Opened;
use super::{Error, World};
use countersign_core::record::Record;
use countersign_core::time::Timestamp;
use countersign_core::verify::dated::{self, Dated};

/// The newest record, where it claims a time so far ahead of a clock that one of the two is wrong.
#[must_use]
pub fn behind(now: Timestamp, opened: &Opened) -> Option<Dated> {
    opened.examined.newest().filter(|newest| dated::is_ahead(newest.time, now))
}

/// The time that a record claims, where it is so far ahead of a clock that it is not taken in: everybody's clock would
/// be behind it from then on.
#[must_use]
pub(super) fn ahead(now: Timestamp, record: &Record) -> Option<Timestamp> {
    dated::claimed(record).filter(|time| dated::is_ahead(*time, now))
}

/// Refuses to date a record by a clock that is behind the newest one, unless somebody says that the clock is right.
///
/// # Errors
/// [`SignError::Clock`] where nobody does.
pub(super) fn check(world: &mut dyn World, opened: &Opened) -> Result<(), Error> {
    let now = world.now();
    match behind(now, opened) {
        Some(newest) if !world.confirms_clock(&newest) => {
            Err(SignError::Clock { now, newest }.into())
        }
        _ => Ok(()),
    }
}
