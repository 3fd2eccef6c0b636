//! Who must have cosigned a head: a policy file in the form of C2SP tlog-policy.
//!
//! Each line defines a log, a witness, a group of witnesses and groups, or the quorum; a name is defined above the lines
//! that use it, and stands in one group at most, so that each witness counts once. Lines that begin with `#` say nothing.
//!
//! ```text
//! witness near witness.example/w1+141f260a+BMqTrBcFGHBx1nuDx/8O/oEI6OxFMFdddyaHkzPb2r58
//! witness far other.example/w2+KEYID+BASE64
//! group both all near far
//! quorum both
//! ```
//!
//! A key of a type that this program does not know is carried and never counted: [`Policy::judge`] tells a policy that
//! is not met from one that only such keys could meet.
//!
//! A policy is also shown and kept as lines in one spelling: logs, then witnesses and groups in their order, then the
//! quorum, each word one space after the other, and the size of a group as a number.
//!
//! ```
//! use countersign_core::policy::{Met, Policy};
//! let near = "witness.example/w1+141f260a+BMqTrBcFGHBx1nuDx/8O/oEI6OxFMFdddyaHkzPb2r58";
//! let policy = Policy::parse(format!("witness near {near}\nquorum near\n").as_bytes())?;
//! assert_eq!(policy.judge(&[]), Met::No);
//! assert_eq!(policy.judge(&policy.witnesses()), Met::Yes);
//! assert_eq!(policy.lines()[1], "quorum near");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use crate::note::{Algorithm, VerifierKey, VerifierKeyError};

mod spelling;
#[cfg(test)]
mod tests;

/// Longest policy file, in bytes: as many lines as may be, each with the longest post-quantum key and an address.
pub const POLICY_BYTES_MAX: u64 = 1024 * 1024;
/// Most logs, witnesses and groups together: three times what C2SP tlog-policy asks to have room for.
pub const NAMES_MAX: usize = 96;

/// Who must have cosigned a head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// The logs that are accepted, where the policy names any.
    logs: Vec<AcceptedLog>,
    /// Witnesses and groups, in the order of their lines.
    members: Vec<Member>,
    /// The place of the one that must be met; none where nobody needs to have cosigned.
    quorum: Option<usize>,
}

/// A log that is accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
struct AcceptedLog {
    key: Key,
    url: Option<String>,
}

/// A witness or a group.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Member {
    name: Vec<u8>,
    is: Is,
    /// Where a witness is asked.
    url: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Is {
    Witness(Key),
    /// At least so many of these, by their places.
    Group(usize, Vec<usize>),
}

/// A key, which this program may not know how to use.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Key {
    Known(VerifierKey),
    Unknown(String),
}

/// Whether a policy is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Met {
    /// It is.
    Yes,
    /// It is not, and could be.
    No,
    /// Nobody could meet it without keys of types that this program does not know.
    Unknown,
}

/// What is wrong with a line of a policy, or with all of it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PolicyError {
    /// A control character other than tab and newline.
    #[error("line {0}: want no control characters but tabs")]
    Control(usize),
    /// A last line without newline.
    #[error("the last line does not end in a newline")]
    OpenLine,
    /// None of the four kinds of lines.
    #[error(
        "line {0}: want log VKEY, witness NAME VKEY, group NAME K|all|any NAME…, or quorum NAME"
    )]
    Line(usize),
    /// No key, or one of the wrong type.
    #[error("line {line}: {why}")]
    Key {
        /// Which line.
        line: usize,
        /// Why.
        why: VerifierKeyError,
    },
    /// A log's key where a witness's belongs, or the other way round.
    #[error("line {0}: want a key of type 0x01 for a log and of type 0x04 for a witness")]
    Type(usize),
    /// A key, or a name, that stands twice.
    #[error("line {0}: it stands twice")]
    Twice(usize),
    /// A name that no line above defines, or that is in a group already.
    #[error("line {0}: want names that are defined above, each in one group at most")]
    Name(usize),
    /// More of a group than it has.
    #[error("line {0}: want a number from 1 to the number of members, all or any")]
    Threshold(usize),
    /// No quorum, or two.
    #[error("want one line with the quorum")]
    Quorum,
    /// Too many names.
    #[error("want at most {NAMES_MAX} logs, witnesses and groups")]
    TooMany,
}

impl Policy {
    /// The policy in a file.
    ///
    /// # Errors
    /// The first line that is none, or what is missing.
    pub fn parse(file: &[u8]) -> Result<Self, PolicyError> {
        let mut policy = Self { logs: Vec::new(), members: Vec::new(), quorum: None };
        let (mut grouped, mut has_quorum) = (Vec::new(), false);
        let lines = file.strip_suffix(b"\n").ok_or(PolicyError::OpenLine)?;
        for (at, text) in (1..).zip(lines.split(|byte| *byte == b'\n')) {
            if text.iter().any(|byte| (*byte < b' ' && *byte != b'\t') || *byte == 0x7f) {
                return Err(PolicyError::Control(at));
            }
            let words: Vec<&[u8]> = text
                .split(|byte| matches!(byte, b' ' | b'\t'))
                .filter(|word| !word.is_empty())
                .collect();
            match words.as_slice() {
                [] => {}
                [first, ..] if first.starts_with(b"#") => {}
                [b"log", vkey, url @ ..] if url.len() <= 1 => policy.add_log(at, vkey, url)?,
                [b"witness", name, vkey, url @ ..] if url.len() <= 1 => {
                    let key = key(at, vkey, Algorithm::Cosignature)?;
                    policy.add(at, name, Is::Witness(key), url)?;
                }
                [b"group", name, k, members @ ..] if !members.is_empty() => {
                    let group = policy.group(at, k, members, &mut grouped)?;
                    policy.add(at, name, group, &[])?;
                }
                [b"quorum", name] if !has_quorum => {
                    has_quorum = true;
                    policy.quorum = match *name {
                        b"none" => None,
                        name => Some(policy.place(name).ok_or(PolicyError::Name(at))?),
                    };
                }
                [b"quorum", ..] => return Err(PolicyError::Quorum),
                _ => return Err(PolicyError::Line(at)),
            }
            if policy.logs.len() + policy.members.len() > NAMES_MAX {
                return Err(PolicyError::TooMany);
            }
        }
        if has_quorum { Ok(policy) } else { Err(PolicyError::Quorum) }
    }

    fn place(&self, name: &[u8]) -> Option<usize> {
        self.members.iter().position(|one| one.name == name)
    }

    fn add_log(&mut self, at: usize, vkey: &[u8], url: &[&[u8]]) -> Result<(), PolicyError> {
        let key = key(at, vkey, Algorithm::Ed25519)?;
        if self.logs.iter().any(|other| is_same(&other.key, &key)) {
            return Err(PolicyError::Twice(at));
        }
        self.logs.push(AcceptedLog { key, url: word(url) });
        Ok(())
    }

    fn add(&mut self, at: usize, name: &[u8], is: Is, url: &[&[u8]]) -> Result<(), PolicyError> {
        let is_taken = |one: &Member| match (&one.is, &is) {
            (Is::Witness(other), Is::Witness(key)) if is_same(other, key) => true,
            _ => one.name == name,
        };
        if name == b"none" || self.members.iter().any(is_taken) {
            return Err(PolicyError::Twice(at));
        }
        self.members.push(Member { name: name.to_vec(), is, url: word(url) });
        Ok(())
    }

    fn group(
        &self,
        at: usize,
        k: &[u8],
        names: &[&[u8]],
        grouped: &mut Vec<usize>,
    ) -> Result<Is, PolicyError> {
        let mut members = Vec::with_capacity(names.len());
        for name in names {
            let place = self.place(name).filter(|place| !grouped.contains(place));
            let place = place.ok_or(PolicyError::Name(at))?;
            grouped.push(place);
            members.push(place);
        }
        let count = match k {
            b"all" => members.len(),
            b"any" => 1,
            number => std::str::from_utf8(number)
                .ok()
                .filter(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
                .and_then(|number| number.parse().ok())
                .filter(|count| (1..=members.len()).contains(count))
                .ok_or(PolicyError::Threshold(at))?,
        };
        Ok(Is::Group(count, members))
    }

    /// The witnesses whose cosignatures this program can check.
    #[must_use]
    pub fn witnesses(&self) -> Vec<VerifierKey> {
        let known = |one: &Member| match &one.is {
            Is::Witness(Key::Known(key)) => Some(key.clone()),
            _ => None,
        };
        self.members.iter().filter_map(known).collect()
    }

    /// The witnesses and logs whose keys are of a type that this program does not know.
    pub fn unknown_keys(&self) -> impl Iterator<Item = &str> {
        let witnesses = self.members.iter().filter_map(|one| match &one.is {
            Is::Witness(key) => Some(key),
            Is::Group(..) => None,
        });
        let logs = self.logs.iter().map(|one| &one.key);
        logs.chain(witnesses).filter_map(|key| match key {
            Key::Unknown(vkey) => Some(vkey.as_str()),
            Key::Known(_) => None,
        })
    }

    /// The keys of the logs that it accepts; none where the policy names no log, and every log will do.
    #[must_use]
    pub fn logs(&self) -> Option<Vec<VerifierKey>> {
        let known = |one: &AcceptedLog| match &one.key {
            Key::Known(key) => Some(key.clone()),
            Key::Unknown(_) => None,
        };
        (!self.logs.is_empty()).then(|| self.logs.iter().filter_map(known).collect())
    }

    /// Whether it is met where these witnesses cosigned.
    #[must_use]
    pub fn judge(&self, cosigned: &[VerifierKey]) -> Met {
        let is_met = |counts: &dyn Fn(&VerifierKey) -> bool| match self.quorum {
            None => true,
            Some(place) => self.is_met(place, counts),
        };
        if is_met(&|key| cosigned.contains(key)) {
            return Met::Yes;
        }
        if is_met(&|_| true) { Met::No } else { Met::Unknown }
    }

    /// Groups are made of lines above, so this ends.
    fn is_met(&self, place: usize, counts: &dyn Fn(&VerifierKey) -> bool) -> bool {
        match self.members.get(place).map(|one| &one.is) {
            Some(Is::Witness(Key::Known(key))) => counts(key),
            Some(Is::Group(count, members)) => {
                members.iter().filter(|place| self.is_met(**place, counts)).count() >= *count
            }
            Some(Is::Witness(Key::Unknown(_))) | None => false,
        }
    }
}

/// The one word that may stand at the end of a line.
fn word(words: &[&[u8]]) -> Option<String> {
    words.first().map(|word| String::from_utf8_lossy(word).into_owned())
}

fn key(line: usize, vkey: &[u8], algorithm: Algorithm) -> Result<Key, PolicyError> {
    let text = String::from_utf8_lossy(vkey).into_owned();
    match text.parse::<VerifierKey>() {
        Ok(key) if key.algorithm() == algorithm => Ok(Key::Known(key)),
        Ok(_) => Err(PolicyError::Type(line)),
        Err(VerifierKeyError::Algorithm(_)) => Ok(Key::Unknown(text)),
        Err(why) => Err(PolicyError::Key { line, why }),
    }
}

/// Whether two verifier keys wrap the same key, under whatever names.
fn is_same(one: &Key, other: &Key) -> bool {
    match (one, other) {
        (Key::Known(one), Key::Known(other)) => one.key() == other.key(),
        (Key::Unknown(one), Key::Unknown(other)) => bytes(one) == bytes(other),
        _ => false,
    }
}

/// The type and key in a verifier key.
fn bytes(vkey: &str) -> Option<&str> {
    vkey.splitn(3, '+').nth(2)
}
