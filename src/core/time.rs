//! Times and dates as people claim them.
//!
//! A [`Timestamp`] is RFC 3339 in UTC with whole seconds and exactly twenty characters;
//! a [`Date`] is a year, a month of a year, or a day.
//! Both are *claims*: nothing in this program decides who may speak by comparing them with each other.
//!
//! ```
//! use countersign_core::time::{Date, Timestamp};
//! let time: Timestamp = "2021-02-08T09:30:00Z".parse()?;
//! assert_eq!(time.unix_seconds(), 1_612_776_600);
//! assert!("2021-02-08T09:30:00+00:00".parse::<Timestamp>().is_err());
//! assert_eq!("2021-02".parse::<Date>()?.to_string(), "2021-02");
//! # Ok::<(), countersign_core::time::TimeError>(())
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

    /// `YYYY-MM-DDTHH:MM:SSZ`.
    #[expect(clippy::expect_used, reason = "the range is checked where a Timestamp is made")]
    fn spelt(self) -> [u8; 20] {
        let time = jiff::Timestamp::from_second(self.0).expect("jiff has every one of them");
        let time = jiff::tz::Offset::UTC.to_datetime(time);
        let mut spelt = *b"0000-00-00T00:00:00Z";
        let mut put = |end: usize, mut value: i16| {
            for digit in spelt.iter_mut().take(end).rev() {
                *digit += u8::try_from(value % 10).expect("no year is before the first");
                value /= 10;
            }
        };
        put(4, time.year());
        put(7, time.month().into());
        put(10, time.day().into());
        put(13, time.hour().into());
        put(16, time.minute().into());
        put(19, time.second().into());
        spelt
    }

    /// The UTC day on which this moment lies, as `YYYY-MM-DD`.
    #[must_use]
    pub fn date(self) -> String {
        self.to_string()[..10].to_owned()
    }
}

impl fmt::Display for Timestamp {
    #[expect(clippy::expect_used, reason = "only digits and marks are ever put there")]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(std::str::from_utf8(&self.spelt()).expect("digits are ASCII"))
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
        let time = digits(text.as_bytes()).ok_or_else(refuse)?;
        let time = Self::from_unix_seconds(time.as_second())?;
        if time.spelt() == *text.as_bytes() { Ok(time) } else { Err(refuse()) }
    }
}

/// The moment whose digits stand where RFC 3339 has them; what stands between them is not looked at.
fn digits(text: &[u8]) -> Option<jiff::Timestamp> {
    let number = |from: usize, to: usize| {
        let mut value = 0_i32;
        for digit in text.get(from..to)? {
            value = value * 10 + i32::from(digit.wrapping_sub(b'0'));
        }
        i16::try_from(value).ok()
    };
    let part = |from: usize| i8::try_from(number(from, from + 2)?).ok();
    let (year, month, day) = (number(0, 4)?, part(5)?, part(8)?);
    let time =
        jiff::civil::DateTime::new(year, month, day, part(11)?, part(14)?, part(17)?, 0).ok()?;
    jiff::tz::Offset::UTC.to_timestamp(time).ok()
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
as_json_string!(Date, as_str);

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
