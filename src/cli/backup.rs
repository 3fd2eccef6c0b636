//! `countersign backup`

use std::path::PathBuf;

use serde::Serialize;

use super::failure::Failure;
use super::prose;
use super::session::Session;
use countersign_core::digest::Hash;
use countersign_core::escape;
use countersign_speech::locale::{Locale, Sentence, message};
use countersign_workflow::backup::{self, Holdings, KeyFile, Role};
use countersign_workflow::open::Opened;

/// List what must be kept of this registry, and pack it into one file
///
/// The file has the registry with all branches, its settings, whom to write to, who was asked, who said no in private,
/// and what was seen and signed on this machine; `countersign restore` makes all of that again on an empty one.
/// It names people. Private keys are packed only with --with-keys.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The file; without it, what there is to keep is only listed
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Also pack the private keys that this clone names: whoever has the file can then sign with them
    #[arg(long, requires = "output")]
    with_keys: bool,
}

#[derive(Serialize)]
struct Facts {
    registry: Hash,
    branches: usize,
    drafts: usize,
    contacts: usize,
    asked: usize,
    declined_in_private: usize,
    keys: Vec<KeyRow>,
    #[serde(skip_serializing_if = "Option::is_none")]
    written: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<u64>,
}

/// A private key file, for JSON.
#[derive(Serialize)]
pub(super) struct KeyRow {
    role: &'static str,
    file: String,
    packed: bool,
}

impl KeyRow {
    pub(super) fn of(key: &KeyFile, packed: bool) -> Self {
        Self { role: key.role.name(), file: key.file.display().to_string(), packed }
    }
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let opened = Opened::sound(session)?;
        let held = backup::look(session, &opened)?;
        let locale = session.locale();
        let mut text = list(&held, locale);
        let mut bytes = None;
        if let Some(output) = &self.output {
            let keys: &[KeyFile] = if self.with_keys { &held.keys } else { &[] };
            let size = backup::write(session, &opened, output, keys, &read_me(&held, locale))?;
            session.must_see(&message::backup_names_people().say(locale))?;
            for key in keys {
                session.must_see(&packed(key, locale))?;
            }
            if keys.is_empty() {
                session.must_see(&message::backup_without_keys().say(locale))?;
            }
            let file = output.display().to_string();
            let file = escape::terminal(&file).to_string();
            text += &(message::backup_written(&file, size).say(locale) + "\n");
            text += &prose::next(locale, message::backup_next(file).say(locale));
            bytes = Some(size);
        } else {
            text += &prose::next(locale, "countersign backup -o FILE");
        }
        let facts = Facts {
            registry: held.registry,
            branches: held.branches,
            drafts: held.drafts,
            contacts: held.contacts,
            asked: held.asked,
            declined_in_private: held.noes,
            keys: held.keys.iter().map(|key| KeyRow::of(key, self.with_keys)).collect(),
            written: self.output.map(|file| file.display().to_string()),
            bytes,
        };
        session.answer_done("countersign.backup/1", &facts, &text)?;
        Ok(0)
    }
}

/// What there is, each thing on a line.
fn list(held: &Holdings, locale: Locale) -> String {
    let place = |path: &PathBuf| path.display().to_string();
    let mut lines = vec![message::backup_registry(held.branches, held.drafts, place(&held.folder))];
    if let Some(folder) = &held.private {
        lines.push(message::backup_private(held.contacts, held.asked, held.noes, place(folder)));
    }
    if let Some(folder) = &held.state {
        lines.push(message::backup_state(place(folder)));
    }
    for role in Role::ALL {
        let file = held.keys.iter().find(|key| key.role == role).map(|key| place(&key.file));
        let word = role_name(role).say(locale);
        lines.push(match file {
            Some(file) => message::backup_key(word, file),
            None => message::backup_no_key(word),
        });
    }
    lines.push(message::backup_elsewhere());
    lines.iter().map(|line| escape::terminal(&line.say(locale)).to_string() + "\n").collect()
}

/// What a key is for, in words.
pub(super) fn role_name(role: Role) -> Sentence {
    match role {
        Role::Log => message::backup_role_log(),
        Role::Maintainer => message::backup_role_maintainer(),
        Role::Officer => message::backup_role_officer(),
    }
}

fn packed(key: &KeyFile, locale: Locale) -> String {
    let (word, file) = (role_name(key.role).say(locale), key.file.display().to_string());
    escape::terminal(&message::backup_key_packed(word, file).say(locale)).to_string()
}

/// What stands first in the file, for somebody who finds it without this program.
fn read_me(held: &Holdings, locale: Locale) -> String {
    message::backup_read_me(held.registry).say(locale) + "\n"
}
