//! Organisations: what each said, its keys, and how anyone knows that they are its own.

use std::collections::BTreeMap;

use askama::Template;

use super::frame::{self, Frame};
use super::version::built;
use super::{Site, SiteError};
use countersign_core::name::Domain;
use countersign_core::verify::edition::{KeyPart, OrganisationPart};
use countersign_core::verify::report::{OrganisationLine, StatementLine, VersionLine};
use countersign_speech::locale::{Locale, message};
use countersign_speech::{self as speech, page, phrase};

/// What an organisation said about a version.
struct ActRow {
    id: String,
    title: String,
    tag: String,
    direction: &'static str,
    link: String,
    word: String,
    standing: String,
    details: Vec<String>,
}

struct Key {
    label: String,
    fingerprint: String,
    times: String,
    is_shown: bool,
    warning: Option<String>,
}

#[derive(Template)]
#[template(path = "organisation.html")]
struct Page {
    page: Frame,
    name: String,
    domain: String,
    aliases: Vec<String>,
    retired: Option<String>,
    threshold: String,
    silent: bool,
    recoveries: Vec<String>,
    keys: Vec<Key>,
    confirmations: Vec<String>,
    said: Vec<ActRow>,
    built: String,
}

#[derive(Template)]
#[template(path = "organisations.html")]
struct List {
    page: Frame,
    rows: Vec<(String, String, String, String)>,
    built: String,
}

/// Where a line of an organisation stands.
type Place<'a> = (&'a StatementLine, &'a VersionLine, &'a OrganisationLine);

pub(super) fn pages(site: &Site<'_>, locale: Locale) -> Result<Vec<(String, String)>, SiteError> {
    let mut places: BTreeMap<&Domain, Vec<Place<'_>>> = BTreeMap::new();
    for statement in &site.edition.report.statements {
        for version in &statement.versions {
            for line in &version.organisations {
                if let Some(domain) = &line.organisation {
                    places.entry(domain).or_default().push((statement, version, line));
                }
            }
        }
    }
    let mut pages = Vec::new();
    let mut rows = Vec::new();
    let heading = message::site_organisations().say(locale);
    let list = site.frame(locale, "organisations/index.html", &heading);
    for (domain, part) in &site.edition.organisations {
        let places = places.get(domain).map_or(&[][..], Vec::as_slice);
        let path = format!("organisations/{domain}.html");
        let endorsed = places.iter().filter(|(_, _, line)| line.counts()).count();
        let count = message::site_endorsed_count(endorsed).say(locale);
        rows.push((list.link(&path), part.name.clone(), domain.to_string(), count));
        let page = organisation(site, locale, domain, part, places, &path)?;
        pages.push((path, page));
    }
    let list = List { page: list, rows, built: built(site, locale) };
    pages.push(("organisations/index.html".to_owned(), list.render()?));
    Ok(pages)
}

fn organisation(
    site: &Site<'_>,
    t: Locale,
    domain: &Domain,
    part: &OrganisationPart,
    places: &[Place<'_>],
    path: &str,
) -> Result<String, SiteError> {
    let frame = site.frame(t, path, &format!("{} ({domain})", part.name));
    let said = places.iter().rev().map(|place| said(site, &frame, place)).collect();
    let recoveries = part.recoveries.iter().map(|(at, is_adopted)| match is_adopted {
        true => message::site_recovery_adopted(*at).say(t),
        false => message::site_recovery(*at).say(t),
    });
    let page = Page {
        name: part.name.clone(),
        domain: domain.to_string(),
        aliases: part.aliases.clone(),
        retired: part.retired.as_ref().map(|one| page::sentence(&phrase::retired(one, t))),
        threshold: message::site_threshold(part.threshold).say(t),
        silent: part.is_silent,
        recoveries: recoveries.collect(),
        keys: part.keys.iter().map(|one| key(one, t)).collect(),
        confirmations: part
            .confirmations
            .iter()
            .map(|one| speech::confirmation(one).say(t))
            .collect(),
        said,
        built: built(site, t),
        page: frame,
    };
    Ok(page.render()?)
}

fn said(site: &Site<'_>, frame: &Frame, (statement, version, line): &Place<'_>) -> ActRow {
    let t = frame.t;
    let id = statement.id.at(version.version);
    let original = site.edition.versions.get(&id).map(|part| &part.original);
    let date = line.made_at.map(|time| message::site_on_date(t.day(time)).say(t));
    ActRow {
        title: version.title.clone(),
        tag: original.map_or_else(String::new, ToString::to_string),
        direction: original.map_or("ltr", page::direction),
        link: frame.link(&frame::version_path(&statement.id, version)),
        word: phrase::standing(line, t),
        standing: phrase::version_standing(version, t),
        details: date.into_iter().chain(phrase::details(version, line, t)).collect(),
        id: id.to_string(),
    }
}

fn key(key: &KeyPart, t: Locale) -> Key {
    let from = key.from;
    let times = match key.until {
        None => message::site_key_in_force(from).say(t),
        Some(until) if key.is_revoked => message::site_key_revoked(from, until).say(t),
        Some(until) => message::site_key_removed(from, until).say(t),
    };
    Key {
        label: key.label.clone(),
        fingerprint: key.fingerprint.clone(),
        times,
        is_shown: key.is_shown,
        warning: key.compromised_since.map(|since| message::site_key_taken(since).say(t)),
    }
}
