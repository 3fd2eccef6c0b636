//! Whether this computer's clock can be right, asked before it dates what is signed for ever.

use super::error::SignError;
use super::open::Opened;
use super::{Error, World};
use countersign_core::time::Timestamp;

/// How far a record may be ahead of this clock, in seconds: a day, since clocks are set to the wrong zone.
const AHEAD_MAX: i64 = 24 * 60 * 60;

/// The time that the newest record claims, where it is so far ahead of a clock that one of the two is wrong.
#[must_use]
pub fn behind(now: Timestamp, opened: &Opened) -> Option<Timestamp> {
    let is_ahead =
        |at: &Timestamp| at.unix_seconds().saturating_sub(now.unix_seconds()) > AHEAD_MAX;
    opened.examined.newest().filter(is_ahead)
}

/// Refuses to date a record by a clock that is behind the newest one, unless somebody says that the clock is right.
///
/// # Errors
/// [`SignError::Clock`] where nobody does.
pub(super) fn check(world: &mut dyn World, opened: &Opened) -> Result<(), Error> {
    let now = world.now();
    match behind(now, opened) {
        Some(newest) if !world.confirms_clock(newest) => {
            Err(SignError::Clock { now, newest }.into())
        }
        _ => Ok(()),
    }
}
