//! Times and dates as people claim them.
//!
//! A [`Timestamp`] is RFC 3339 in UTC with whole seconds and exactly twenty characters;
//! a [`Date`] is a year, a month of a year, or a day.
//! Both are *claims*: nothing in this program decides who may speak by comparing them with each other.
//!
//! ```
//! use countersign::time::{Date, Timestamp};
//! let time: Timestamp = "2021-02-08T09:30:00Z".parse()?;
//! assert_eq!(time.unix_seconds(), 1_612_776_600);
//! assert!("2021-02-08T09:30:00+00:00".parse::<Timestamp>().is_err());
//! assert_eq!("2021-02".parse::<Date>()?.to_string(), "2021-02");
//! # Ok::<(), countersign::time::TimeError>(())
//! ```

use std::fmt;
use std::str::FromStr;

/// Latest second that has a four-digit year: 9999-12-30T22:00:00Z, the last one that every time library can show.
const UNIX_SECONDS_MAX: i64 = 253_402_207_200;

/// A moment in UTC, to the second, between 1970 and 9999.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The moment that lies `seconds` after 1970-01-01T00:00:00Z.
    ///
    /// # Errors
    /// Before 1970 or after the year 9999.
    pub fn from_unix_seconds(seconds: i64) -> Result<Self, TimeError> {
        if (0..=UNIX_SECONDS_MAX).contains(&seconds) {
            Ok(Self(seconds))
        } else {
            Err(TimeError::Range(seconds))
        }
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn unix_seconds(self) -> i64 {
        self.0
    }

    /// The UTC day on which this moment lies, as `YYYY-MM-DD`.
    #[must_use]
    pub fn date(self) -> String {
        self.to_string()[..10].to_owned()
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The range is checked where a Timestamp is made, so jiff can show every one of them.
        let time = jiff::Timestamp::from_second(self.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        write!(f, "{time}")
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Timestamp {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        let refuse = || TimeError::Timestamp(text.chars().take(40).collect());
        if text.len() != "2021-02-08T09:30:00Z".len() {
            return Err(refuse());
        }
        let time: jiff::Timestamp = text.parse().map_err(|_| refuse())?;
        let time = Self::from_unix_seconds(time.as_second())?;
        if time.to_string() == text { Ok(time) } else { Err(refuse()) }
    }
}

/// A year, a month of a year, or a day, as printed on a statement: `2021`, `2021-02` or `2021-02-08`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Date(String);

impl Date {
    /// The date as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Date {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        let rest = match text.len() {
            4 => "-01-01",
            7 => "-01",
            10 => "",
            _ => return Err(TimeError::Date(text.chars().take(40).collect())),
        };
        let day = format!("{text}{rest}");
        match day.parse::<jiff::civil::Date>() {
            Ok(date) if date.year() >= 1000 && date.to_string() == day => Ok(Self(text.to_owned())),
            _ => Err(TimeError::Date(text.to_owned())),
        }
    }
}

/// What is not a time or date in its one spelling.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TimeError {
    /// Not a time.
    #[error("want a time such as 2021-02-08T09:30:00Z, got {0:?}")]
    Timestamp(String),
    /// Not a date.
    #[error("want a date such as 2021-02-08, 2021-02 or 2021, got {0:?}")]
    Date(String),
    /// Seconds outside the years 1970 to 9999.
    #[error("want seconds between the years 1970 and 9999, got {0}")]
    Range(i64),
}

as_json_string!(Timestamp);
as_json_string!(Date);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_spelling() {
        for good in ["1970-01-01T00:00:00Z", "2024-02-29T23:59:59Z", "9999-12-30T22:00:00Z"] {
            assert_eq!(good.parse::<Timestamp>().unwrap().to_string(), good);
        }
        for bad in [
            "",
            "2021-02-08",
            "2021-02-08T09:30:00z",
            "2021-02-08 09:30:00Z",
            "2021-02-08T09:30:60Z",
            "2021-02-30T09:30:00Z",
            "1969-12-31T23:59:59Z",
            "9999-12-31T23:59:59Z",
            "2021-02-08T09:30:0éZ",
        ] {
            assert!(bad.parse::<Timestamp>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn dates_may_be_coarse() {
        for good in ["2021", "2021-02", "2021-02-08"] {
            assert_eq!(good.parse::<Date>().unwrap().to_string(), good);
        }
        for bad in ["21", "0021", "2021-13", "2021-2-8", "2021-02-30", "20210208"] {
            assert!(bad.parse::<Date>().is_err(), "{bad:?}");
        }
    }
}
