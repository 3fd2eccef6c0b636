//! Whose names a copy prints, and where those organisations stand.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::check::names::{Named, Names, find};
use countersign_core::ledger::State;
use countersign_core::name::Domain;
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
    /// Every name that the copy prints, and who that is.
    pub lines: Vec<NameLine>,
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
    /// Whether it is an organisation of this registry.
    pub is_known: bool,
}

impl Unsigned {
    /// Whether the same sentence is true of both.
    pub(super) fn is_alike(&self, other: &Self) -> bool {
        let alike = |one: &Self| {
            let standing = one.standing.unwrap_or(Standing::Named);
            (standing, one.date.map(Timestamp::date), one.is_signed_text, one.is_known)
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

/// Where the organisation that a name stands for is towards a version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NameStanding {
    /// Its endorsement counts.
    Endorsed,
    /// It endorsed, and that does not count for this text.
    NotCounted,
    /// It declined in public.
    Declined,
    /// It withdrew.
    Withdrawn,
    /// Its act is not to be relied on.
    Unreliable,
    /// It is printed under the version, or is in the registry, which shows nothing that it said about the version.
    Silent,
    /// Nobody of this registry has the name.
    Unknown,
}

/// A name as it is printed, and who that is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameLine {
    /// As it is printed.
    pub printed: String,
    /// The organisation's name; nothing where it is nobody's.
    pub name: Option<String>,
    /// Its domain, where it has one.
    pub organisation: Option<Domain>,
    /// Where it stands.
    pub standing: NameStanding,
    /// When it acted, as it claims.
    pub date: Option<Timestamp>,
    /// Whether what is printed only looks like its name.
    pub is_near: bool,
}

/// The organisations of a version, and after them all others of the registry.
struct Sought<'a> {
    lines: Vec<&'a OrganisationLine>,
    others: Vec<(&'a Domain, String)>,
    names: Vec<Named>,
}

impl<'a> Sought<'a> {
    fn of(version: &'a VersionLine, state: &'a State) -> Self {
        let is_shown = |line: &&OrganisationLine| line.standing != Standing::Withheld;
        let lines: Vec<&OrganisationLine> = version.organisations.iter().filter(is_shown).collect();
        let mut names: Vec<Named> = lines.iter().map(|line| named(line, state)).collect();
        let here: BTreeSet<_> =
            lines.iter().filter_map(|line| line.organisation.as_ref()).collect();
        let mut others = Vec::new();
        for (domain, enrolled) in state.organisations().iter().filter(|one| !here.contains(one.0)) {
            let listed: Vec<String> = enrolled.listed.names().map(ToString::to_string).collect();
            others.push((domain, listed.first().cloned().unwrap_or_default()));
            names.push(Named { names: listed, anywhere: false });
        }
        Self { lines, others, names }
    }

    fn line(&self, printed: String, index: Option<usize>, is_near: bool) -> NameLine {
        let nobody = NameLine {
            printed,
            name: None,
            organisation: None,
            standing: NameStanding::Unknown,
            date: None,
            is_near,
        };
        let Some(index) = index else { return nobody };
        match (self.lines.get(index), self.others.get(index.saturating_sub(self.lines.len()))) {
            (Some(line), _) => NameLine {
                name: Some(line.name.clone()),
                organisation: line.organisation.clone(),
                standing: standing(line),
                date: line.made_at,
                ..nobody
            },
            (None, Some((domain, name))) => NameLine {
                name: Some(name.clone()),
                organisation: Some((*domain).clone()),
                standing: NameStanding::Silent,
                ..nobody
            },
            (None, None) => nobody,
        }
    }
}

fn standing(line: &OrganisationLine) -> NameStanding {
    match line.standing {
        Standing::Endorsed if line.counts() => NameStanding::Endorsed,
        Standing::Endorsed => NameStanding::NotCounted,
        Standing::Declined => NameStanding::Declined,
        Standing::Withdrawn => NameStanding::Withdrawn,
        Standing::Unreliable => NameStanding::Unreliable,
        Standing::Named | Standing::Withheld => NameStanding::Silent,
    }
}

/// Every name of a bare list, and where each organisation stands towards `version`.
#[must_use]
pub fn of_list(list: &str, version: &VersionLine, state: &State) -> Vec<NameLine> {
    let sought = Sought::of(version, state);
    let listed = crate::check::names::list(list, &sought.names);
    listed.into_iter().map(|one| sought.line(one.text, one.index, one.is_near)).collect()
}

/// Looks for the names of `version`, and for those of other organisations in lists; `signed` are the copy's parts
/// that are the text's own words.
pub(super) fn of(
    copy: &str,
    version: &VersionLine,
    state: &State,
    signed: &[std::ops::Range<usize>],
) -> NameLines {
    let sought = Sought::of(version, state);
    let lines = &sought.lines;
    let found = find(copy, &sought.names, signed);
    let is_signed = |at: &std::ops::Range<usize>| {
        signed.iter().any(|part| part.start <= at.start && at.end <= part.end)
    };
    let mut names = NameLines {
        endorsed: lines.iter().filter(|line| line.counts()).count() as u64,
        ..NameLines::default()
    };
    let mut told_at = Vec::new();
    for printed in &found.printed {
        let line = lines.get(printed.index);
        let told = sought.line(printed.text.clone(), Some(printed.index), printed.is_near);
        let name = told.name.clone().unwrap_or_default();
        told_at.push((printed.at.start, told));
        if printed.is_near {
            names.near.push(Near { printed: printed.text.clone(), name: name.clone() });
        }
        if line.is_some_and(|line| line.counts()) {
            names.printed += 1;
            continue;
        }
        names.unsigned.push(Unsigned {
            name: line.map_or_else(|| printed.text.clone(), |_| name),
            standing: line.map(|line| line.standing),
            date: line.and_then(|line| line.made_at),
            is_signed_text: is_signed(&printed.at),
            is_known: true,
        });
    }
    names.missing = missing(lines, &found);
    for (at, name) in found.added {
        told_at.push((at.start, sought.line(name.clone(), None, false)));
        names.unsigned.push(Unsigned {
            name,
            standing: None,
            date: None,
            is_signed_text: false,
            is_known: false,
        });
    }
    told_at.sort_by_key(|(at, _)| *at);
    names.lines = told_at.into_iter().map(|(_, line)| line).collect();
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
