//! `countersign restore`

use std::path::PathBuf;

use serde::Serialize;

use super::backup::{KeyRow, role_name};
use super::failure::Failure;
use super::prose;
use super::session::Session;
use countersign_core::digest::Hash;
use countersign_core::escape;
use countersign_core::time::Timestamp;
use countersign_speech::locale::{Locale, message};
use countersign_workflow::backup::{self, Restored, Role};

/// Make a registry again from a file that `countersign backup` wrote
///
/// What was private, seen and signed goes where this person's own things are, and what is known there already stays.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The file
    file: PathBuf,
    /// The folder, which is empty or not there
    dir: PathBuf,
}

#[derive(Serialize)]
struct Facts {
    registry: Hash,
    made_at: Timestamp,
    folder: String,
    branches: usize,
    contacts: usize,
    asked: usize,
    declined_in_private: usize,
    remotes: Vec<String>,
    keys: Vec<KeyRow>,
    behind: bool,
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let restored = backup::restore(session, &self.file, &self.dir)?;
        let folder = self.dir.display().to_string();
        let text = told(&restored, escape::terminal(&folder).to_string(), session.locale());
        let facts = Facts {
            registry: restored.registry,
            made_at: restored.made_at,
            folder,
            branches: restored.branches,
            contacts: restored.contacts,
            asked: restored.taken.asked,
            declined_in_private: restored.taken.noes,
            keys: restored.keys.iter().map(|key| KeyRow::of(key, true)).collect(),
            remotes: restored.remotes,
            behind: restored.is_behind,
        };
        session.answer_done("countersign.restore/1", &facts, &text)?;
        Ok(0)
    }
}

fn told(restored: &Restored, folder: String, locale: Locale) -> String {
    let mut lines = vec![
        message::backup_restored(&folder, restored.made_at, restored.branches),
        message::init_fingerprint(restored.registry),
        message::backup_restored_private(
            restored.contacts,
            restored.taken.asked,
            restored.taken.noes,
        ),
    ];
    for key in &restored.keys {
        let word = role_name(key.role).say(locale);
        lines.push(message::backup_key_restored(word, key.file.display().to_string()));
    }
    if restored.keys.is_empty() {
        lines.push(message::backup_no_keys_in_it());
    }
    if restored.keys.iter().any(|key| key.role == Role::Log) {
        lines.push(message::backup_one_signs());
    }
    if restored.is_behind {
        lines.push(message::backup_behind());
    }
    let mut text: String =
        lines.iter().map(|line| escape::terminal(&line.say(locale)).to_string() + "\n").collect();
    let next = match restored.remotes.is_empty() {
        true => format!("countersign -C {folder} verify"),
        false => format!("countersign -C {folder} sync"),
    };
    text.push_str(&prose::next(locale, next));
    text
}
