//! A registry as a static site: pages that are complete without a script and load nothing from anywhere.
//!
//! ```text
//! index.html  es/index.html  fr/index.html          the statements; every page lies in each language
//! 2021/solidarity/index.html                         a statement and its versions
//! 2021/solidarity/v1/HASH.html  HASH.svg             a version, with its hash in the link; its badge
//! 2021/solidarity/changes-1-2.html                   what changed from one version to the next
//! organisations/index.html  organisations/DOMAIN.html
//! log.html                                           the log, its head, its witnesses
//! feed.xml  2021/solidarity/feed.xml                 Atom
//! engine-HASH.js                                     what judges the bundle of each version's page
//! desk.html                                          where officers read, answer and check
//! 2021/solidarity/v1/bundle-HASH.js                  a bundle that is too large for its page
//! ```
//!
//! Pages are functions of an [`Edition`], which is a report and what the judged records say besides; words are shown
//! only if they have the hash that the edition names.
//! What was not judged cannot be shown, and a registry that is broken has no edition.
//! The same registry gives the same bytes: there is no clock, and the newest time on a page is one that a record claims.
//!
//! Every string goes through the template engine, which escapes it.
//! Each page has a content security policy ([`policy`]) that allows its own style, its own scripts by hash, and nothing else.

use std::collections::BTreeMap;

use rayon::prelude::*;

use countersign_core::digest::Hash;
use countersign_core::name::{Language, VersionId};
use countersign_core::text::Text;
use countersign_core::verify::edition::{Bound, Edition};
use countersign_core::verify::report::{StatementLine, VersionLine};
use countersign_speech::locale::Locale;

mod badge;
mod changes;
mod code;
mod dense;
pub mod desk;
mod engine;
mod feed;
mod frame;
mod index;
mod log;
mod news;
mod organisation;
mod packed;
pub mod policy;
mod statement;
mod version;

pub use engine::hash as engine_hash;
use frame::Frame;
pub use packed::{InPage, bundle_in};
use version::Carried;

/// Reads the bytes of a text.
pub type Words<'a> = &'a (dyn Fn(&Bound) -> Option<Vec<u8>> + Sync);
/// The bundle of a version, for its pages to judge; none where it is not published.
pub type Bundles<'a> = &'a (dyn Fn(&VersionId) -> Result<Option<Vec<u8>>, String> + Sync);
/// Takes a page: its path below the site, and its bytes.
pub type Put<'a> = &'a (dyn Fn(&str, &str) -> Result<(), String> + Sync);

/// Why a site could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SiteError {
    /// A text that is not there, or not the one that was signed.
    #[error("the text {0} is not the one that its hash names")]
    Words(String),
    /// A version whose bundle could not be made.
    #[error("cannot make a bundle of {0}: {1}")]
    Bundle(VersionId, String),
    /// A page that could not be made or taken.
    #[error("{0}")]
    Page(String),
}

impl From<askama::Error> for SiteError {
    fn from(error: askama::Error) -> Self {
        Self::Page(error.to_string())
    }
}

/// A site about to be made.
pub struct Site<'a> {
    edition: &'a Edition,
    /// Where it will be served, with a slash at its end.
    base: String,
    texts: BTreeMap<VersionId, BTreeMap<Language, Text>>,
    bundles: Bundles<'a>,
}

impl<'a> Site<'a> {
    /// A site of an edition that will be served at `base`, such as `https://statements.example/`.
    ///
    /// # Errors
    /// Where a text is not the one that the edition names.
    pub fn new(
        edition: &'a Edition,
        base: &str,
        words: Words<'_>,
        bundles: Bundles<'a>,
    ) -> Result<Self, SiteError> {
        let texts = edition.versions.par_iter().map(|(id, part)| {
            let texts = part.every_text().map(|(language, bound)| {
                let refuse = || SiteError::Words(bound.path.clone());
                let bytes = words(bound).filter(|bytes| Hash::of(bytes) == bound.sha256);
                let text = Text::parse(&bytes.ok_or_else(refuse)?, language);
                Ok((language.clone(), text.map_err(|_| refuse())?))
            });
            Ok((id.clone(), texts.collect::<Result<_, SiteError>>()?))
        });
        let texts = texts.collect::<Result<_, SiteError>>()?;
        Ok(Self { edition, base: format!("{}/", base.trim_end_matches('/')), texts, bundles })
    }

    /// One version's page by itself, whose links lead to where the site is served.
    ///
    /// # Errors
    /// Where it is not in the edition, or could not be made.
    pub fn single(&self, id: &VersionId, locale: Locale) -> Result<String, SiteError> {
        let statements = &self.edition.report.statements;
        let statement = statements.iter().find(|one| one.id == id.statement);
        let is_it = |version: &&VersionLine| version.version == id.version;
        let found = statement.and_then(|one| Some((one, one.versions.iter().find(is_it)?)));
        let lost = || SiteError::Page(format!("{id} is not in the edition"));
        let (statement, version) = found.ok_or_else(lost)?;
        let bundle = self.bundle(id)?;
        version::alone(self, statement, version, locale, bundle.as_deref())
    }

    /// Makes every page in every language.
    ///
    /// # Errors
    /// Where a page could not be made, or `put` does not take it.
    pub fn pages(&self, put: Put<'_>) -> Result<(), SiteError> {
        self.statements(put)?;
        self.overviews(put)
    }

    /// Makes the pages about each statement.
    ///
    /// # Errors
    /// As [`Site::pages`].
    pub fn statements(&self, put: Put<'_>) -> Result<(), SiteError> {
        let statements = &self.edition.report.statements;
        statements.par_iter().try_for_each(|statement| self.statement(statement, put))
    }

    /// Makes the pages about several statements, which show no words, and the engine that all pages load.
    ///
    /// # Errors
    /// As [`Site::pages`].
    pub fn overviews(&self, put: Put<'_>) -> Result<(), SiteError> {
        let engine = engine::script();
        put(&engine.name, &engine.text).map_err(SiteError::Page)?;
        put(desk::FILE, &desk::page(None)?).map_err(SiteError::Page)?;
        Locale::ALL.par_iter().try_for_each(|locale| {
            self.put(put, *locale, "index.html", &index::page(self, *locale)?)?;
            self.put(put, *locale, "log.html", &log::page(self, *locale)?)?;
            self.put(put, *locale, "feed.xml", &feed::all(self, *locale)?)?;
            for (path, page) in organisation::pages(self, *locale)? {
                self.put(put, *locale, &path, &page)?;
            }
            Ok(())
        })
    }

    /// The pages of a statement; each bundle is made once, and goes into the page of each language.
    fn statement(&self, statement: &StatementLine, put: Put<'_>) -> Result<(), SiteError> {
        for version in &statement.versions {
            let path = frame::version_path(&statement.id, version);
            let bundle = self.bundle(&statement.id.at(version.version))?.map(Carried::of);
            if let Some(Carried::Beside(script)) = &bundle {
                let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
                let path = format!("{folder}/{}", script.name);
                put(&path, &script.text).map_err(SiteError::Page)?;
            }
            for locale in Locale::ALL {
                let page = version::page(self, statement, version, locale, bundle.as_ref())?;
                self.put(put, locale, &path, &page)?;
                let badge = badge::page(statement, version, locale)?;
                self.put(put, locale, &path.replace(".html", ".svg"), &badge)?;
            }
        }
        Locale::ALL.iter().try_for_each(|locale| self.history(statement, *locale, put))
    }

    /// What there is of a statement besides its versions.
    fn history(
        &self,
        statement: &StatementLine,
        locale: Locale,
        put: Put<'_>,
    ) -> Result<(), SiteError> {
        let folder = &statement.id;
        let page = statement::page(self, statement, locale)?;
        self.put(put, locale, &format!("{folder}/index.html"), &page)?;
        let feed = feed::of_statement(self, statement, locale)?;
        self.put(put, locale, &format!("{folder}/feed.xml"), &feed)?;
        for pair in statement.versions.windows(2) {
            if let [old, new] = pair {
                let path = frame::changes_path(&statement.id, old.version, new.version);
                let page = changes::page(self, statement, old, new, locale)?;
                self.put(put, locale, &path, &page)?;
            }
        }
        Ok(())
    }

    /// The bundle of a version as its pages carry it.
    fn bundle(&self, id: &VersionId) -> Result<Option<String>, SiteError> {
        let bundle = (self.bundles)(id).map_err(|why| SiteError::Bundle(id.clone(), why))?;
        bundle.map(|bundle| packed::packed(&bundle)).transpose()
    }

    fn put(&self, put: Put<'_>, locale: Locale, path: &str, page: &str) -> Result<(), SiteError> {
        put(&format!("{}{path}", frame::prefix(locale)), page).map_err(SiteError::Page)
    }

    fn frame(&self, locale: Locale, path: &str, title: &str) -> Frame {
        Frame::new(self, locale, path, title)
    }
}

#[cfg(test)]
mod tests;
