//! `withhold --rewrite-history`: what goes out of git's history, and what became of that, in words and as JSON.

use serde::Serialize;

use super::super::session::Session;
use countersign_core::escape;
use countersign_git::store::Rewritten;
use countersign_speech::locale::{Locale, message};
use countersign_workflow::open::Opened;
use countersign_workflow::withhold::Past;

/// What became of git's history.
#[derive(Serialize)]
pub(super) struct HistoryLine {
    commits: usize,
    removed: usize,
    kept: Vec<String>,
    remotes: Vec<String>,
}

impl HistoryLine {
    pub(super) fn of(past: &Past, done: Rewritten) -> Self {
        let remotes = past.held.remotes.iter().cloned().collect();
        let Rewritten { commits, removed, kept } = done;
        Self { commits, removed, kept, remotes }
    }
}

/// What is about to happen, and what stays all the same.
pub(super) fn preview(past: &Past, locale: Locale) -> String {
    let mut lines = vec![message::safety_rewrites(past.held.commits).say(locale)];
    let notes = past.asked.as_ref();
    lines.extend(notes.map(|folder| message::safety_asked(folder.display()).say(locale)));
    lines.extend(on_remotes(past, locale));
    escape::multiline(&lines.join("\n")).to_string()
}

fn on_remotes(past: &Past, locale: Locale) -> Option<String> {
    let remotes: Vec<String> = past.held.remotes.iter().cloned().collect();
    (!remotes.is_empty()).then(|| message::safety_on_remotes(locale.list(&remotes)).say(locale))
}

/// What was done, what could not be, and where it still is.
pub(super) fn told(session: &Session, opened: &Opened, past: &Past, done: &Rewritten) -> String {
    let locale = session.locale();
    let mut lines = vec![message::safety_rewritten(done.commits, done.removed).say(locale)];
    let kept = done.kept.iter().map(|what| message::safety_kept(what.as_str()).say(locale));
    lines.extend(kept);
    lines.push(message::safety_still().say(locale));
    lines.extend(on_remotes(past, locale));
    if let (Some(remote), Ok(branch)) = (past.held.remotes.first(), opened.branch()) {
        lines.push(message::safety_steps(remote.as_str(), branch).say(locale));
    }
    escape::multiline(&lines.join("\n")).to_string() + "\n"
}
