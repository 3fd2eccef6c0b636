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
const DAY_SECONDS: i64 = 86_400;
/// From the first of March in the year 0 to 1970-01-01.
const MARCH_0000_TO_1970_DAYS: i64 = 719_468;

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
        let (day, second) = (self.0.div_euclid(DAY_SECONDS), self.0.rem_euclid(DAY_SECONDS));
        let day = Day::at(day);
        let mut spelt = *b"0000-00-00T00:00:00Z";
        let mut put = |end: usize, mut value: i64| {
            for digit in spelt.iter_mut().take(end).rev() {
                *digit += u8::try_from(value % 10).expect("no year is before the first");
                value /= 10;
            }
        };
        put(4, day.year);
        put(7, day.month);
        put(10, day.day);
        put(13, second / 3600);
        put(16, second / 60 % 60);
        put(19, second % 60);
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
        let time = Self::from_unix_seconds(seconds(text.as_bytes()).ok_or_else(refuse)?)?;
        if time.spelt() == *text.as_bytes() { Ok(time) } else { Err(refuse()) }
    }
}

/// The moment whose digits stand where RFC 3339 has them; what stands between them is not looked at.
fn seconds(text: &[u8]) -> Option<i64> {
    let part = |from: usize, below: i64| {
        digits(text.get(from..from + 2)?).filter(|number| *number < below)
    };
    let day = Day::of(text.get(..10)?)?;
    let seconds = part(11, 24)? * 3600 + part(14, 60)? * 60 + part(17, 60)?;
    Some(day.number() * DAY_SECONDS + seconds).filter(|seconds| *seconds <= UNIX_SECONDS_MAX)
}

/// The number that ASCII digits make.
fn digits(text: &[u8]) -> Option<i64> {
    let add =
        |sum: i64, digit: &u8| digit.is_ascii_digit().then(|| sum * 10 + i64::from(digit - b'0'));
    text.iter().try_fold(0, add)
}

/// A day of the Gregorian calendar, also before there was one.
struct Day {
    year: i64,
    month: i64,
    day: i64,
}

impl Day {
    /// The day whose digits stand where `YYYY-MM-DD` has them.
    fn of(text: &[u8]) -> Option<Self> {
        let (year, month) = (digits(text.get(..4)?)?, digits(text.get(5..7)?)?);
        let day = digits(text.get(8..10)?)?;
        let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            2 => 28 + i64::from(is_leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        (1..=days).contains(&day).then_some(Self { year, month, day })
    }

    /// How many days after 1970-01-01 it is: years begin in March, so that the day of a leap year is the last.
    fn number(&self) -> i64 {
        let year = if self.month < 3 { self.year - 1 } else { self.year };
        let day = (153 * ((self.month + 9) % 12) + 2) / 5 + self.day - 1;
        let leaps = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        year * 365 + leaps + day - MARCH_0000_TO_1970_DAYS
    }

    /// The day that is so many after 1970-01-01.
    fn at(number: i64) -> Self {
        let number = number + MARCH_0000_TO_1970_DAYS;
        // Four centuries are 146,097 days; the last day of four years, and of four centuries, is one more.
        let (era, day) = (number.div_euclid(146_097), number.rem_euclid(146_097));
        let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        let month = (5 * day + 2) / 153;
        let day = day - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        Self { year: era * 400 + year + i64::from(month < 3), month, day }
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
        let has_lines = day.bytes().skip(4).step_by(3).eq(*b"--");
        match Day::of(day.as_bytes()) {
            Some(date) if date.year >= 1000 && has_lines => Ok(Self(text.to_owned())),
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

    /// Every day from the first to the last, one after the other.
    #[test]
    fn days_follow_each_other() {
        let mut last = Day { year: 1969, month: 12, day: 31 };
        for number in 0..UNIX_SECONDS_MAX / DAY_SECONDS {
            let day = Day::at(number);
            assert_eq!(day.number(), number);
            let text = format!("{:04}-{:02}-{:02}", day.year, day.month, day.day);
            assert!(Day::of(text.as_bytes()).is_some_and(|read| read.number() == number), "{text}");
            let is_next = match (day.day, day.month) {
                (1, 1) => (day.year, last.month, last.day) == (last.year + 1, 12, 31),
                (1, _) => day.month == last.month + 1 && last.day >= 28,
                _ => (day.year, day.month, day.day) == (last.year, last.month, last.day + 1),
            };
            assert!(is_next, "{text}");
            last = day;
        }
        assert_eq!("2000-02-29T12:34:56Z".parse::<Timestamp>().unwrap().0, 951_827_696);
        assert!("2100-02-29".parse::<Date>().is_err() && "2000-02-29".parse::<Date>().is_ok());
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
