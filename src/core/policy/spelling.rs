//! A policy in one spelling, as lines and as JSON, and what a registry's record asks of it.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{AcceptedLog, Is, Key, Member, Met, Policy};
use crate::note::VerifierKey;

/// The name of the group in a policy that asks for a number of witnesses: no verifier key, so that none has it.
const QUORUM: &[u8] = b"enough";

impl Policy {
    /// The policy that so many of these witnesses cosign; nobody has to where it is none of them.
    #[must_use]
    pub fn of(witnesses: &[VerifierKey], quorum: u64) -> Self {
        let member = |key: &VerifierKey| Member {
            name: key.to_string().into_bytes(),
            is: Is::Witness(Key::Known(key.clone())),
            url: None,
        };
        let mut members: Vec<Member> = witnesses.iter().map(member).collect();
        let all = members.len();
        let quorum = usize::try_from(quorum).ok().filter(|count| *count > 0).map(|count| {
            let is = Is::Group(count, (0..all).collect());
            members.push(Member { name: QUORUM.to_vec(), is, url: None });
            all
        });
        Self { logs: Vec::new(), members, quorum }
    }

    /// Its lines, in their one spelling.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let with = |line: String, url: &Option<String>| match url {
            Some(url) => format!("{line} {url}"),
            None => line,
        };
        let mut lines: Vec<String> =
            self.logs.iter().map(|one| with(format!("log {}", one.key), &one.url)).collect();
        let name = |place: &usize| self.members.get(*place).map_or_else(String::new, Member::name);
        lines.extend(self.members.iter().map(|one| match &one.is {
            Is::Witness(key) => with(format!("witness {} {key}", one.name()), &one.url),
            Is::Group(count, members) => {
                let names: Vec<String> = members.iter().map(name).collect();
                format!("group {} {count} {}", one.name(), names.join(" "))
            }
        }));
        let quorum = self.quorum.as_ref().map_or_else(|| "none".to_owned(), name);
        lines.push(format!("quorum {quorum}"));
        lines
    }

    /// Whether it asks for anybody.
    #[must_use]
    pub fn asks(&self) -> bool {
        self.judge(&[]) != Met::Yes
    }

    /// Whether it asks the same witnesses for as much as another one does, whatever they are called there.
    #[must_use]
    pub fn asks_as(&self, other: &Self) -> bool {
        let what = |policy: &Self| -> Vec<Is> {
            policy.members.iter().map(|one| one.is.clone()).collect()
        };
        self.quorum == other.quorum && what(self) == what(other)
    }

    /// The fewest witnesses that could meet it; none where only keys of types that this program does not know could.
    #[must_use]
    pub fn fewest(&self) -> Option<u64> {
        self.quorum.map_or(Some(0), |place| self.fewest_of(place))
    }

    /// Each witness and group stands in one group at most, so that their numbers add up.
    fn fewest_of(&self, place: usize) -> Option<u64> {
        match self.members.get(place).map(|one| &one.is)? {
            Is::Witness(Key::Known(_)) => Some(1),
            Is::Witness(Key::Unknown(_)) => None,
            Is::Group(count, members) => {
                let mut each: Vec<u64> =
                    members.iter().filter_map(|place| self.fewest_of(*place)).collect();
                each.sort_unstable();
                (each.len() >= *count).then(|| each.iter().take(*count).sum())
            }
        }
    }

    /// How many witnesses it names, those with keys of unknown types too.
    #[must_use]
    pub fn witnesses_named(&self) -> usize {
        self.members.iter().filter(|one| matches!(one.is, Is::Witness(_))).count()
    }

    /// The addresses in it.
    pub fn urls(&self) -> impl Iterator<Item = &str> {
        let logs = self.logs.iter().map(|one| &one.url);
        logs.chain(self.members.iter().map(|one| &one.url)).filter_map(Option::as_deref)
    }

    /// The same without the logs whose keys this program knows: a registry's record says by itself which those are.
    #[must_use]
    pub fn without_known_logs(self) -> Self {
        let is_unknown = |one: &AcceptedLog| matches!(one.key, Key::Unknown(_));
        Self { logs: self.logs.into_iter().filter(is_unknown).collect(), ..self }
    }
}

impl Member {
    fn name(&self) -> String {
        String::from_utf8_lossy(&self.name).into_owned()
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(key) => key.fmt(f),
            Self::Unknown(vkey) => vkey.fmt(f),
        }
    }
}

impl Serialize for Policy {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.lines().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Policy {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let lines = Vec::<String>::deserialize(deserializer)?;
        let file: String = lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect();
        Self::parse(file.as_bytes()).map_err(de::Error::custom)
    }
}
