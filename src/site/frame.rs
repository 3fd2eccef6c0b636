//! What every page has: its language and the others, links, style, policy.

use super::{Site, policy};
use countersign_core::name::StatementId;
use countersign_core::verify::report::VersionLine;
use countersign_speech::locale::{Locale, Sentence};

/// The same page in another language.
pub(super) struct Other {
    pub(super) tag: &'static str,
    pub(super) name: &'static str,
    pub(super) link: String,
    pub(super) is_this: bool,
}

/// What `base.html` needs.
pub(super) struct Frame {
    pub(super) t: Locale,
    pub(super) registry: String,
    pub(super) title: String,
    pub(super) others: Vec<Other>,
    pub(super) style: &'static str,
    pub(super) script: &'static str,
    pub(super) policy: &'static str,
    /// Leads from the page to the top of the site.
    up: String,
}

impl Frame {
    pub(super) fn new(site: &Site<'_>, locale: Locale, path: &str, title: &str) -> Self {
        let own = format!("{}{path}", prefix(locale));
        let up = "../".repeat(own.matches('/').count());
        let others = Locale::ALL.iter().map(|other| Other {
            tag: other.tag(),
            name: other.name(),
            link: format!("{up}{}{path}", prefix(*other)),
            is_this: *other == locale,
        });
        let registry = site.edition.report.registry.as_ref();
        Self {
            t: locale,
            registry: registry.map_or_else(String::new, |registry| registry.name.clone()),
            title: title.to_owned(),
            others: others.collect(),
            style: policy::STYLE,
            script: "",
            policy: policy::plain(),
            up,
        }
    }

    /// The page with the script of a version's page.
    pub(super) fn with_script(self) -> Self {
        Self { script: policy::script(), policy: policy::scripted(), ..self }
    }

    /// The page of a version that carries its engine.
    pub(super) fn with_engine_inside(self) -> Self {
        Self { policy: policy::alone(), ..self }
    }

    /// The page away from its site: its links lead to where the site is served.
    pub(super) fn alone(self, base: &str) -> Self {
        let absolute = |link: &str| match link.strip_prefix(&self.up) {
            Some(path) => format!("{base}{path}"),
            None => link.to_owned(),
        };
        let others = self.others.iter().map(|other| Other {
            tag: other.tag,
            name: other.name,
            link: absolute(&other.link),
            is_this: other.is_this,
        });
        Self { others: others.collect(), up: base.to_owned(), ..self }
    }

    /// A sentence in the page's language.
    pub(super) fn say(&self, said: Sentence) -> String {
        said.say(self.t)
    }

    /// A link to a file of the whole site.
    pub(super) fn common(&self, path: &str) -> String {
        format!("{}{path}", self.up)
    }

    /// A link to another page of this language.
    pub(super) fn link(&self, path: &str) -> String {
        format!("{}{}{path}", self.up, prefix(self.t))
    }
}

/// Where the pages of a language lie.
pub(super) const fn prefix(locale: Locale) -> &'static str {
    match locale {
        Locale::En => "",
        Locale::Es => "es/",
        Locale::Fr => "fr/",
    }
}

/// The path of a version's page: it has the hash in it, so a link can only lead to these words.
pub(super) fn version_path(id: &StatementId, version: &VersionLine) -> String {
    format!("{id}/v{}/{}.html", version.version, version.record)
}

pub(super) fn changes_path(id: &StatementId, old: u64, new: u64) -> String {
    format!("{id}/changes-{old}-{new}.html")
}
