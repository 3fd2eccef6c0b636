//! The newest time that anybody claims, beside a clock: where they are far apart, one of the two is wrong.

use super::Examined;
use super::finding::{Finding, ReaderFinding};
use super::reading::ReadRecord;
use super::report::Severity;
use crate::record::{Body, Record};
use crate::time::Timestamp;

/// How far a record may be ahead of a clock, in seconds: a day, since clocks are set to the wrong zone.
const AHEAD_SECONDS_MAX: i64 = 24 * 60 * 60;
/// How far a clock may be ahead of the newest record before somebody is asked, in seconds: a year, since a registry may
/// be quiet for months.
const QUIET_SECONDS_MAX: i64 = 366 * 24 * 60 * 60;

/// A time that a record claims.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Dated {
    /// The time.
    pub time: Timestamp,
    /// Where the record lies.
    pub path: String,
}

impl Dated {
    /// What there is to say of a time that is far ahead of a clock.
    #[must_use]
    pub fn finding(self, now: Timestamp) -> Finding {
        let Self { time, path } = self;
        Finding::new(Severity::Note, path, ReaderFinding::AheadOfClock { now, time })
    }
}

/// The time that a record claims, where its kind has one.
#[must_use]
pub fn claimed(record: &Record) -> Option<Timestamp> {
    match record.body() {
        Body::Registry(body) => Some(body.made_at),
        Body::Organisation(body) => Some(body.made_at),
        Body::Confirmation(body) => Some(body.confirmed_at),
        Body::Listing(body) => Some(body.made_at),
        Body::Endorsement(body) => Some(body.made_at),
        Body::Publication(body) => Some(body.published_at),
        Body::Retraction(body) => Some(body.retracted_at),
        Body::Translation(body) => Some(body.translated_at),
        Body::Statement(_) | Body::Revocation(_) | Body::Withholding(_) | Body::Extension(_) => {
            None
        }
    }
}

/// Whether a time is so far ahead of a clock that one of the two is wrong.
#[must_use]
pub const fn is_ahead(time: Timestamp, now: Timestamp) -> bool {
    time.unix_seconds().saturating_sub(now.unix_seconds()) > AHEAD_SECONDS_MAX
}

/// Whether a time is so long before a clock that the clock may be ahead.
#[must_use]
pub const fn is_long_ago(time: Timestamp, now: Timestamp) -> bool {
    now.unix_seconds().saturating_sub(time.unix_seconds()) > QUIET_SECONDS_MAX
}

/// The newest of these.
pub(super) fn newest(records: &[ReadRecord]) -> Option<Dated> {
    let dated = records.iter().filter_map(|read| Some((claimed(&read.record)?, &read.path)));
    dated.max().map(|(time, path)| Dated { time, path: path.clone() })
}

impl Examined {
    /// The newest time that anybody claims in a record that was looked at.
    #[must_use]
    pub fn newest(&self) -> Option<Dated> {
        newest(&self.reading.records).max(self.newest_beside.clone())
    }

    /// What there is to say where a record claims a time far ahead of the reader's clock.
    pub(super) fn ahead(&self, now: Option<Timestamp>) -> Option<Finding> {
        let now = now?;
        Some(self.newest().filter(|newest| is_ahead(newest.time, now))?.finding(now))
    }
}
