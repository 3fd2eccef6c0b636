//! What one organisation said, as it lies in git's history: found, and taken out in this clone.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::open::{self, Opened};
use crate::world::random_bytes;
use crate::{Error, World, asked};
use countersign_core::layout;
use countersign_core::name::{Domain, VersionId};
use countersign_core::record::{Body, Record};
use countersign_core::verify::withheld;
use countersign_git::store::{Forgetting, Held, Rewritten};

/// What stands in messages where the name stood.
const INSTEAD: &str = "(name withheld)";

/// What one organisation said about one version, as it lies in git's history.
#[derive(Debug)]
pub struct Past {
    /// Where it lies.
    pub held: Held,
    /// The folder with private notes about when it was asked, where it has any.
    pub asked: Option<PathBuf>,
    /// What it said, and where notes about when it was asked lay once; or the files that are taken down.
    folders: Vec<String>,
    /// The organisation's domain and names, the longest first.
    words: Vec<String>,
    about: String,
    /// Files that are still shown, and will be no more.
    going: BTreeSet<String>,
}

impl Past {
    /// Looks for it in everything that this clone's references reach.
    ///
    /// `withholding` is the record that will take what is still shown out of sight.
    pub(super) fn of(
        world: &dyn World,
        opened: &Opened,
        id: &VersionId,
        (domain, withholding): (&Domain, Option<&Record>),
    ) -> Result<Self, Error> {
        let mut words = vec![domain.to_string()];
        words.extend(super::names(&opened.examined.pending.state, domain));
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let acts = format!("{}/endorsements/{domain}", layout::version_folder(id));
        let notes = layout::requests_folder(id, domain).trim_end_matches('/').to_owned();
        let asked = asked::place(world, opened, id, domain)?;
        let going = match withholding.map(Record::body) {
            Some(Body::Withholding(body)) => {
                withheld::named_by(std::iter::once(body), &opened.examined.reading)
            }
            _ => BTreeSet::new(),
        };
        let about = id.statement.to_string();
        let (folders, held) = (vec![acts, notes], Held::default());
        let mut past = Self { folders, asked, words, about, going, held };
        past.held = opened.store.held(&past.forgetting())?;
        Ok(past)
    }

    /// Looks for words of a version; `going` are those files of them that are still shown.
    pub(super) fn of_words(
        opened: &Opened,
        id: &VersionId,
        files: &BTreeSet<String>,
        going: &BTreeSet<String>,
    ) -> Result<Self, Error> {
        let folders = files.iter().cloned().collect();
        let (going, about) = (going.clone(), id.statement.to_string());
        let (asked, words, held) = (None, Vec::new(), Held::default());
        let mut past = Self { folders, asked, words, about, going, held };
        past.held = opened.store.held(&past.forgetting())?;
        Ok(past)
    }

    /// Whether anything of it is kept.
    pub(super) fn holds_any(&self) -> bool {
        self.held.commits > 0 || self.asked.is_some()
    }

    fn forgetting(&self) -> Forgetting<'_> {
        Forgetting {
            folders: &self.folders,
            words: &self.words,
            instead: INSTEAD,
            about: &self.about,
            going: &self.going,
        }
    }

    /// Takes it out of history: commits are made again, and what nothing names any more is removed; private notes go, too.
    ///
    /// # Errors
    /// Where history or the notes cannot be read or written.
    pub fn rewrite(&self, world: &mut dyn World, opened: &Opened) -> Result<Rewritten, Error> {
        if let Some(folder) = &self.asked {
            std::fs::remove_dir_all(folder)?;
        }
        let salt = random_bytes(world)?;
        Ok(opened.store.lock()?.rewrite(&self.forgetting(), salt)?)
    }
}

/// Finishes a rewriting that was killed, and says what it did; none where there was none.
///
/// # Errors
/// Where somebody else is writing, or it cannot be finished.
pub fn finish(world: &dyn World) -> Result<Option<Rewritten>, Error> {
    let store = open::find(world)?;
    let lock = store.lock()?;
    Ok(lock.rewritten().cloned())
}
