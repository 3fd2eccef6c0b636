//! Whose names a copy prints, and where those organisations stand.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::check::names::{Named, Names, find};
use countersign_core::ledger::State;
use countersign_core::time::Timestamp;
use countersign_core::verify::report::{OrganisationLine, Standing, VersionLine};

/// The names in a copy against the organisations of a version.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NameLines {
    /// How many organisations that endorse are named.
    pub printed: u64,
    /// How many endorse.
    pub endorsed: u64,
    /// Who endorses and is not named.
    pub missing: Vec<String>,
    /// Who is named and does not endorse.
    pub unsigned: Vec<Unsigned>,
    /// Who is named with another spelling.
    pub near: Vec<Near>,
}

/// A name in the copy that no endorsement stands behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsigned {
    /// The name.
    pub name: String,
    /// Where the organisation stands towards the version, where it has any standing.
    pub standing: Option<Standing>,
    /// When it acted, as it claims.
    pub date: Option<Timestamp>,
    /// The words that were signed name it too.
    pub is_signed_text: bool,
}

impl Unsigned {
    /// Whether the same sentence is true of both.
    pub(super) fn is_alike(&self, other: &Self) -> bool {
        let alike = |one: &Self| {
            let standing = one.standing.unwrap_or(Standing::Named);
            (standing, one.date.map(Timestamp::date), one.is_signed_text)
        };
        alike(self) == alike(other)
    }
}

/// A name that is nearly an organisation's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Near {
    /// As the copy has it.
    pub printed: String,
    /// The organisation's.
    pub name: String,
}

/// Looks for the names of `version`, and for those of other organisations in lists; `signed` are the copy's parts
/// that are the text's own words.
pub(super) fn of(
    copy: &str,
    version: &VersionLine,
    state: &State,
    signed: &[std::ops::Range<usize>],
) -> NameLines {
    let lines: Vec<&OrganisationLine> =
        version.organisations.iter().filter(|line| line.standing != Standing::Withheld).collect();
    let mut all: Vec<Named> = lines.iter().map(|line| named(line, state)).collect();
    let here: BTreeSet<_> = lines.iter().filter_map(|line| line.organisation.as_ref()).collect();
    let others: Vec<_> = state.organisations().iter().filter(|one| !here.contains(one.0)).collect();
    all.extend(others.iter().map(|(_, enrolled)| {
        let names = enrolled.listed.names().map(ToString::to_string).collect();
        Named { names, anywhere: false }
    }));
    let found = find(copy, &all, signed);
    let is_signed = |at: &std::ops::Range<usize>| {
        signed.iter().any(|part| part.start <= at.start && at.end <= part.end)
    };
    let mut names = NameLines {
        endorsed: lines.iter().filter(|line| line.counts()).count() as u64,
        ..NameLines::default()
    };
    for printed in &found.printed {
        let line = lines.get(printed.index);
        let name = line.map_or(&printed.text, |line| &line.name).clone();
        if printed.is_near {
            names.near.push(Near { printed: printed.text.clone(), name: name.clone() });
        }
        if line.is_some_and(|line| line.counts()) {
            names.printed += 1;
            continue;
        }
        names.unsigned.push(Unsigned {
            name,
            standing: line.map(|line| line.standing),
            date: line.and_then(|line| line.made_at),
            is_signed_text: is_signed(&printed.at),
        });
    }
    names.missing = missing(&lines, &found);
    names.unsigned.extend(found.added.into_iter().map(|(_, name)| Unsigned {
        name,
        standing: None,
        date: None,
        is_signed_text: false,
    }));
    names
}

fn missing(lines: &[&OrganisationLine], found: &Names) -> Vec<String> {
    let is_printed = |index: usize| found.printed.iter().any(|one| one.index == index);
    let missing =
        lines.iter().enumerate().filter(|(index, line)| line.counts() && !is_printed(*index));
    missing.map(|(_, line)| line.name.clone()).collect()
}

/// An organisation by every name that it has.
fn named(line: &OrganisationLine, state: &State) -> Named {
    let enrolled = line.organisation.as_ref().and_then(|domain| state.organisations().get(domain));
    let mut names = vec![line.name.clone()];
    if let Some(enrolled) = enrolled {
        names.extend(enrolled.listed.names().map(ToString::to_string));
    }
    names.dedup();
    Named { names, anywhere: true }
}
