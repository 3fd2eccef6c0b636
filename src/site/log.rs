//! The log: its size, its head, who else saw it, who keeps it.

use askama::Template;

use super::frame::Frame;
use super::version::built;
use super::{Site, SiteError};
use crate::locale::Locale;

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
}

pub(super) fn page(site: &Site<'_>, t: Locale) -> Result<String, SiteError> {
    let (edition, report) = (site.edition, &site.edition.report);
    let heading = t.say("site-log", &[]);
    let log = report.log.as_ref();
    let witnesses = log.iter().flat_map(|log| &log.witnesses);
    let checked = report.checked;
    let page = Page {
        page: site.frame(t, "log.html", &heading),
        size: t.say("site-log-size", &[("size", log.map_or(0, |log| log.size).into())]),
        origin: report.registry.as_ref().map_or_else(String::new, |one| one.origin.clone()),
        root: log.map_or_else(String::new, |log| log.root.to_string()),
        checkpoint: edition.checkpoint.clone(),
        witnesses: witnesses
            .map(|witness| (witness.name.clone(), witness.time.to_string()))
            .collect(),
        witnessed: log
            .and_then(|log| log.witnessed)
            .map(|size| t.say("site-log-witnessed", &[("size", size.into())])),
        maintainers: t.list(&edition.maintainers),
        threshold: t.say("site-log-threshold", &[("count", edition.threshold.into())]),
        checked: t.say(
            "site-log-checked",
            &[
                ("records", checked.records.into()),
                ("signatures", checked.signatures.into()),
                ("texts", checked.texts.into()),
            ],
        ),
        built: built(site, t),
    };
    Ok(page.render()?)
}
