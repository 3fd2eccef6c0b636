//! What happened after a version was published, as entries of a feed: it was taken back or replaced, somebody withdrew or endorsed late,
//! a key ended itself, acts are not shown.
//!
//! Each has an id that stays, made of a hash and the place in the log.
//! What claims no time of its own has that of the newest claim at or before its place in the log, so that it stays too.

use super::feed::Entry;
use super::frame::{self, prefix};
use super::{Site, version};
use countersign_core::name::Domain;
use countersign_core::time::Timestamp;
use countersign_core::verify::edition::{KeyPart, OrganisationPart};
use countersign_core::verify::report::{
    OrganisationLine, Standing, StatementLine, VersionLine, VersionStanding,
};
use countersign_speech::locale::{Locale, Sentence, Tell as _, message};
use countersign_speech::{page, phrase};

/// Claimed times by place in the log.
pub(super) struct Times(Vec<(u64, Timestamp)>);

impl Times {
    /// Those of a registry's acts and publications.
    pub(super) fn of(site: &Site<'_>) -> Self {
        let mut times = Vec::new();
        for statement in &site.edition.report.statements {
            for version in &statement.versions {
                let id = statement.id.at(version.version);
                let at = site.edition.versions.get(&id).and_then(|part| part.published);
                times.extend(at.zip(version.published_at));
                let acts = version.organisations.iter();
                times.extend(acts.filter_map(|line| line.entry.zip(line.made_at)));
            }
        }
        Self(times)
    }

    /// The newest claim at or before a place in the log.
    fn until(&self, at: u64) -> Option<Timestamp> {
        self.0.iter().filter(|(entry, _)| *entry <= at).map(|(_, time)| *time).max()
    }
}

/// Makes entries about one version.
struct Teller<'a> {
    site: &'a Site<'a>,
    statement: &'a StatementLine,
    version: &'a VersionLine,
    t: Locale,
}

impl Teller<'_> {
    fn entry(&self, what: &str, said: &Sentence, time: Option<Timestamp>) -> Entry {
        let path = frame::version_path(&self.statement.id, self.version);
        Entry {
            id: self.statement.id.at(self.version.version).to_string(),
            title: self.version.title.clone(),
            sentence: page::sentence(&said.say(self.t)),
            link: format!("{}{}{path}", self.site.base, prefix(self.t)),
            urn: format!("urn:sha256:{}#{what}", self.version.record),
            time: time
                .or(self.version.published_at)
                .map_or_else(String::new, |one| one.to_string()),
        }
    }

    fn replaced(&self) -> Option<Entry> {
        let newest = version::newest(self.statement)
            .filter(|_| self.version.standing == VersionStanding::Superseded)?;
        let said = message::site_feed_replaced(newest.version);
        Some(self.entry("replaced", &said, newest.published_at))
    }

    fn retracted(&self) -> Option<Entry> {
        let line = self.version.retraction.as_ref()?;
        let said = phrase::retracted(line, self.t).tell();
        Some(self.entry("retracted", &said, Some(line.retracted_at)))
    }

    fn act(&self, line: &OrganisationLine, published: Option<u64>) -> Option<Entry> {
        let (organisation, at) = line.organisation.as_ref().zip(line.entry)?;
        let name = format!("{} ({organisation})", line.name);
        let (what, said) = match line.standing {
            Standing::Withdrawn => ("withdrew", message::site_feed_withdrew(name)),
            Standing::Endorsed if published.is_some_and(|published| at > published) => {
                ("endorsed", message::site_feed_late(name))
            }
            _ => return None,
        };
        Some(self.entry(&format!("{what}-{at}"), &said, line.made_at))
    }

    fn withheld(&self, times: &Times) -> Option<Entry> {
        let count = self.version.withheld;
        let time = times.until(u64::MAX).filter(|_| count > 0)?;
        let said = message::site_feed_withheld(count);
        Some(self.entry(&format!("withheld-{count}"), &said, Some(time)))
    }
}

/// What happened to a version after it was published.
pub(super) fn of_version(
    site: &Site<'_>,
    statement: &StatementLine,
    version: &VersionLine,
    times: &Times,
    t: Locale,
) -> Vec<Entry> {
    let teller = Teller { site, statement, version, t };
    let part = site.edition.versions.get(&statement.id.at(version.version));
    let published = part.and_then(|part| part.published);
    let acts = version.organisations.iter().filter_map(|line| teller.act(line, published));
    let told = teller.retracted().into_iter().chain(teller.replaced());
    told.chain(acts).chain(teller.withheld(times)).collect()
}

/// Keys that ended themselves.
pub(super) fn of_keys(site: &Site<'_>, times: &Times, t: Locale) -> Vec<Entry> {
    let registry = site.edition.report.registry.as_ref();
    let id = registry.map(|registry| registry.id.to_string()).unwrap_or_default();
    let entry = |domain: &Domain, part: &OrganisationPart, key: &KeyPart| {
        let at = key.until.filter(|_| key.is_revoked)?;
        let said = message::site_feed_revoked(&part.name, &key.label).say(t);
        Some(Entry {
            id: domain.to_string(),
            title: part.name.clone(),
            sentence: page::sentence(&said),
            link: format!("{}{}organisations/{domain}.html", site.base, prefix(t)),
            urn: format!("urn:sha256:{id}#revoked-{at}"),
            time: times.until(at)?.to_string(),
        })
    };
    let organisations = site.edition.organisations.iter();
    let keys = organisations.flat_map(|(domain, part)| {
        part.keys.iter().filter_map(|key| entry(domain, part, key)).collect::<Vec<_>>()
    });
    keys.collect()
}
