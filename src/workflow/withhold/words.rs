//! Taking words of a version down: [`Plan::of`] says which files go and what stays, [`Plan::land`] signs and lands it.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::{Past, Withheld};
use crate::error::WithholdError;
use crate::land::Signed;
use crate::open::Opened;
use crate::waiting::land_or_wait;
use crate::{AskedVersion, Error, World, draft, officers};
use countersign_core::digest::Hash;
use countersign_core::layout;
use countersign_core::ledger::version::{BoundFile, Version};
use countersign_core::name::{FileName, Language, VersionId};
use countersign_core::record::line::Line;
use countersign_core::record::{Body, Record, Withholding};

/// Which words are to be taken down.
#[derive(Debug, Clone)]
pub struct Choice {
    /// The version.
    pub version: AskedVersion,
    /// The languages of its texts and translations.
    pub texts: Vec<Language>,
    /// Its attachments.
    pub attachments: Vec<FileName>,
    /// Whether the names under it go.
    pub names: bool,
    /// Why, for everybody to read.
    pub reason: Line,
    /// Whether they go out of git's history, too.
    pub rewrites_history: bool,
}

/// What will go, and what will stay.
#[derive(Debug)]
pub struct Plan {
    /// The version.
    pub id: VersionId,
    /// The files that go.
    pub files: BTreeSet<String>,
    /// Files of other versions with the same bytes, which stay.
    pub also: Vec<String>,
    /// Whether the names under it go: those who acted on it stay, with the names that they signed.
    pub are_names: bool,
    /// What lies in git's history, where that is rewritten.
    pub past: Option<Past>,
    /// The withholding; none where all was taken down before.
    record: Option<Record>,
}

impl Plan {
    /// What would go, and what would stay.
    ///
    /// # Errors
    /// Where there is no such version, it has no such words, or something cannot be read.
    pub fn of(world: &dyn World, opened: &Opened, choice: &Choice) -> Result<Self, Error> {
        let id = draft::version_to_act_on(opened, &choice.version)?;
        let version = opened.published(&AskedVersion::Exact(id.clone()))?;
        let chosen = chosen(version, &id, choice)?;
        let paths: BTreeSet<String> = chosen.iter().map(|file| file.path.clone()).collect();
        // Whatever has the same bytes goes with it: a file is named by its hash.
        let shown = chosen.iter().filter(|file| file.taken_down.is_none());
        let words: BTreeSet<Hash> = shown.map(|file| file.sha256).collect();
        let mut files: Vec<BoundFile> = version.files();
        files.retain(|file| words.contains(&file.sha256));
        let files: BTreeSet<String> = files.into_iter().map(|file| file.path).collect();
        let record = (!words.is_empty())
            .then(|| record(world, opened, version, (&words, choice)))
            .transpose()?;
        let past = match choice.rewrites_history {
            true => Some(Past::of_words(opened, &id, &paths, &files)?),
            false => None,
        };
        if record.is_none() && past.is_none() {
            return Err(WithholdError::DownAlready(id).into());
        }
        let also = also(opened, version, &chosen);
        Ok(Self { id, files, also, are_names: choice.names, past, record })
    }

    /// Signs the withholding and lands it with those who signed before; nothing where nothing is shown any more.
    ///
    /// # Errors
    /// Where nobody can sign it, the rules do not admit it, or it cannot be written.
    pub fn land(
        &mut self,
        world: &mut dyn World,
        opened: &Opened,
        keys: &[PathBuf],
    ) -> Result<Option<Withheld>, Error> {
        let Some(record) = self.record.take() else { return Ok(None) };
        let item = match super::waiting(opened, &record)? {
            Some(waiting) => waiting,
            None => Signed { record, signatures: Vec::new() },
        };
        let item = officers::sign_as_maintainers(world, opened, item, keys)?;
        let files = self.files.clone();
        let outcome =
            land_or_wait(world, opened, item, &format!("{}: take words down\n", self.id))?;
        Ok(Some(Withheld { acts: 0, files, outcome }))
    }
}

/// The files that were chosen; each choice names at least one.
fn chosen(version: &Version, id: &VersionId, choice: &Choice) -> Result<Vec<BoundFile>, Error> {
    let files = version.files();
    let mut chosen: Vec<BoundFile> = Vec::new();
    let mut take = |wanted: String, is_it: &dyn Fn(&BoundFile) -> bool| {
        let its: Vec<BoundFile> = files.iter().filter(|file| is_it(file)).cloned().collect();
        match its.is_empty() {
            true => Err(WithholdError::NoSuchWords { id: id.clone(), wanted }),
            false => {
                chosen.extend(its);
                Ok(())
            }
        }
    };
    for language in &choice.texts {
        take(language.to_string(), &|file| file.language.as_ref() == Some(language))?;
    }
    if choice.names {
        let path = layout::signatories_path(id);
        let file = path.rsplit('/').next().unwrap_or_default();
        take(file.to_owned(), &BoundFile::is_names)?;
    }
    for name in &choice.attachments {
        let path = layout::attachment_path(id, name);
        take(name.to_string(), &|file| file.path == path)?;
    }
    Ok(chosen)
}

/// Files of other versions that have the same bytes and are still shown.
fn also(opened: &Opened, version: &Version, chosen: &[BoundFile]) -> Vec<String> {
    let statements = opened.examined.pending.state.statements().values();
    let others = statements.flat_map(|history| &history.versions);
    let others = others.filter(|other| other.record != version.record);
    let is_same = |file: &BoundFile| chosen.iter().any(|one| one.sha256 == file.sha256);
    let files = others.flat_map(Version::files);
    files.filter(|file| file.taken_down.is_none() && is_same(file)).map(|file| file.path).collect()
}

fn record(
    world: &dyn World,
    opened: &Opened,
    version: &Version,
    (words, choice): (&BTreeSet<Hash>, &Choice),
) -> Result<Record, Error> {
    let statement = &version.statement;
    let id = statement.id.at(statement.version);
    let last = opened.examined.pending.state.withheld(&id).last();
    let body = Withholding {
        asked: false,
        entries: Vec::new(),
        number: last.map_or(1, |last| last.body.number + 1),
        previous: last.map(|last| last.record),
        reason: choice.reason.clone(),
        record: version.record,
        registry: opened.registry()?,
        since: world.now(),
        statement: statement.id.clone(),
        tag: Default::default(),
        version: statement.version,
        wish: None,
        words: words.iter().copied().collect(),
    };
    Ok(Record::new(&Body::Withholding(body)).map_err(WithholdError::Record)?)
}
