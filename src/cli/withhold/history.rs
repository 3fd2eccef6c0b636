//! `withhold --rewrite-history`: what one organisation said goes out of git's history in this clone, too.

use std::collections::BTreeSet;

use serde::Serialize;

use super::super::failure::Failure;
use super::super::session::Session;
use countersign_core::escape;
use countersign_core::layout;
use countersign_core::name::{Domain, VersionId};
use countersign_core::record::{Body, Record};
use countersign_core::verify::withheld;
use countersign_git::store::{Forgetting, Held, Rewritten};
use countersign_speech::locale::{Locale, message};
use countersign_workflow::asked;
use countersign_workflow::open::Opened;

/// What stands in messages where the name stood.
const INSTEAD: &str = "(name withheld)";

/// What one organisation said about one version, as it lies in git's history.
pub(super) struct Past {
    /// What it said, and the notes about when it was asked.
    folders: [String; 2],
    /// The branch with such notes, where it has any.
    asked: Option<String>,
    /// The organisation's domain and names, the longest first.
    words: Vec<String>,
    about: String,
    /// Files that are still shown, and will be no more.
    going: BTreeSet<String>,
    pub(super) held: Held,
}

/// What became of git's history.
#[derive(Serialize)]
pub(super) struct HistoryLine {
    commits: usize,
    removed: usize,
    kept: Vec<String>,
    remotes: Vec<String>,
}

impl Past {
    /// Looks for it in everything that this clone's references reach.
    ///
    /// `withholding` is the record that will take what is still shown out of sight.
    pub(super) fn of(
        opened: &Opened,
        id: &VersionId,
        domain: &Domain,
        withholding: Option<&Record>,
    ) -> Result<Self, Failure> {
        let mut words = vec![domain.to_string()];
        if let Some(one) = opened.examined.pending.state.organisations().get(domain) {
            words.push(one.body.name.to_string());
            words.extend(one.body.aliases.iter().map(ToString::to_string));
        }
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let acts = format!("{}/endorsements/{domain}", layout::version_folder(id));
        let notes = layout::requests_folder(id, domain).trim_end_matches('/').to_owned();
        let asked = asked::names(opened, id, domain)?.then(|| layout::requests_branch(id));
        let going = match withholding.map(Record::body) {
            Some(Body::Withholding(body)) => {
                withheld::named_by(std::iter::once(body), &opened.examined.reading)
            }
            _ => BTreeSet::new(),
        };
        let about = id.statement.to_string();
        let (folders, held) = ([acts, notes], Held::default());
        let mut past = Self { folders, asked, words, about, going, held };
        past.held = opened.store.held(&past.forgetting())?;
        Ok(past)
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

    /// What is about to happen, and what stays all the same.
    pub(super) fn preview(&self, locale: Locale) -> String {
        let commits = self.held.commits;
        let mut lines = vec![message::safety_rewrites(commits).say(locale)];
        let notes = self.asked.as_ref();
        lines.extend(notes.map(|branch| message::safety_asked(branch.as_str()).say(locale)));
        lines.extend(self.on_remotes(locale));
        escape::multiline(&lines.join("\n")).to_string()
    }

    fn on_remotes(&self, locale: Locale) -> Option<String> {
        let remotes: Vec<String> = self.held.remotes.iter().cloned().collect();
        (!remotes.is_empty()).then(|| message::safety_on_remotes(locale.list(&remotes)).say(locale))
    }

    /// Takes it out of history.
    pub(super) fn rewrite(&self, opened: &Opened) -> Result<Rewritten, Failure> {
        Ok(opened.store.lock()?.rewrite(&self.forgetting())?)
    }

    /// What was done, what could not be, and where it still is.
    pub(super) fn told(&self, session: &Session, opened: &Opened, done: &Rewritten) -> String {
        let locale = session.locale();
        let mut lines = vec![message::safety_rewritten(done.commits, done.removed).say(locale)];
        let kept = done.kept.iter().map(|what| message::safety_kept(what.as_str()).say(locale));
        lines.extend(kept);
        lines.push(message::safety_still().say(locale));
        lines.extend(self.on_remotes(locale));
        if let (Some(remote), Ok(branch)) = (self.held.remotes.first(), opened.branch()) {
            lines.push(message::safety_push(remote.as_str(), branch).say(locale));
        }
        escape::multiline(&lines.join("\n")).to_string() + "\n"
    }

    pub(super) fn line(&self, done: &Rewritten) -> HistoryLine {
        HistoryLine {
            commits: done.commits,
            removed: done.removed,
            kept: done.kept.clone(),
            remotes: self.held.remotes.iter().cloned().collect(),
        }
    }
}
