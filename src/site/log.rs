//! The log: its size, its head, who else saw it, who keeps it.

use askama::Template;

use super::frame::Frame;
use super::version::built;
use super::{Site, SiteError};
use countersign_speech::locale::{Locale, message};

#[derive(Template)]
#[template(path = "log.html")]
struct Page {
    page: Frame,
    size: String,
    origin: String,
    root: String,
    checkpoint: String,
    witnesses: Vec<(String, String)>,
    witnessed: Option<String>,
    maintainers: String,
    threshold: String,
    checked: String,
    built: String,
    desk: String,
}

pub(super) fn page(site: &Site<'_>, t: Locale) -> Result<String, SiteError> {
    let (edition, report) = (site.edition, &site.edition.report);
    let heading = message::site_log().say(t);
    let log = report.log.as_ref();
    let witnesses = log.iter().flat_map(|log| &log.witnesses);
    let checked = report.checked;
    let page = Page {
        page: site.frame(t, "log.html", &heading),
        size: message::site_log_size(log.map_or(0, |log| log.size)).say(t),
        origin: report.registry.as_ref().map_or_else(String::new, |one| one.origin.clone()),
        root: log.map_or_else(String::new, |log| log.root.to_string()),
        checkpoint: edition.checkpoint.clone(),
        witnesses: witnesses
            .map(|witness| (witness.name.clone(), witness.time.to_string()))
            .collect(),
        witnessed: log
            .and_then(|log| log.witnessed)
            .map(|size| message::site_log_witnessed(size).say(t)),
        maintainers: t.list(&edition.maintainers),
        threshold: message::site_log_threshold(edition.threshold).say(t),
        checked: message::site_log_checked(checked.records, checked.signatures, checked.texts)
            .say(t),
        built: built(site, t),
        desk: super::desk::hash()?.to_string(),
    };
    Ok(page.render()?)
}
