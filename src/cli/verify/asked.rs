//! What the arguments of `verify` name: a statement or a file, how many endorsements, what is known already, an age.

use std::path::PathBuf;

use countersign_core::digest::Hash;
use countersign_core::verify::{Expect, Require};
use countersign_core::words;
use countersign_workflow::AskedVersion;

/// What parses as an ID is an ID; everything else is a file.
#[derive(Debug, Clone)]
pub(super) enum About {
    Statement(AskedVersion),
    File(PathBuf),
}

impl std::str::FromStr for About {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let error = match text.parse() {
            Ok(asked) => return Ok(Self::Statement(asked)),
            Err(error) => error,
        };
        let is_file = text.starts_with("./")
            || text.starts_with("../")
            || text.starts_with('/')
            || std::path::Path::new(text).extension().is_some();
        if is_file { Ok(Self::File(text.into())) } else { Err(error.to_string()) }
    }
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Required(pub(super) Require);

impl std::str::FromStr for Required {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "all" {
            return Ok(Self(Require::All));
        }
        match text.parse::<u64>() {
            Ok(count) if count > 0 => Ok(Self(Require::Count(count))),
            _ => Err("want a number from 1, or all".to_owned()),
        }
    }
}

#[derive(Debug, Clone, Copy)]
pub(super) struct ExpectArgument(pub(super) Expect);

impl std::str::FromStr for ExpectArgument {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let hash = |text: &str| text.parse::<Hash>().map_err(|error| error.to_string());
        if text.contains(' ') {
            return words::read(text)
                .map(|words| Self(Expect::Words(words)))
                .map_err(|error| error.to_string());
        }
        match text.split_once(':') {
            None => hash(text).map(|hash| Self(Expect::Registry(hash))),
            Some((size, root)) => {
                let size =
                    countersign_core::name::number(size).map_err(|error| error.to_string())?;
                Ok(Self(Expect::Checkpoint(size, hash(root)?)))
            }
        }
    }
}

/// A duration: a number and `m`, `h` or `d`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Age(pub(super) i64);

impl std::str::FromStr for Age {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let want = || "want a number and m, h or d, such as 36h or 7d".to_owned();
        let unit = text.chars().last().ok_or_else(want)?;
        let seconds = match unit {
            'm' => 60,
            'h' => 60 * 60,
            'd' => 24 * 60 * 60,
            _ => return Err(want()),
        };
        let count =
            countersign_core::name::number(text.trim_end_matches(unit)).map_err(|_| want())?;
        let count = i64::try_from(count).map_err(|_| want())?;
        count.checked_mul(seconds).map(Self).ok_or_else(want)
    }
}
