//! `countersign import`

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::acts::{self, Signed};
use super::draft;
use super::failure::{Failure, Stop};
use super::open::Opened;
use super::session::Session;
use super::waiting::{self, Waiting};
use super::witness;
use crate::digest::Hash;
use crate::escape;
use crate::layout;
use crate::ledger::Violation;
use crate::note::Note;
use crate::record::Kind;
use crate::reply::{REPLY_BYTES_MAX, Reply};

/// Most files that one run takes in.
const FILES_MAX: usize = 10_000;

/// Take in what was signed elsewhere: revocations, changes of keys, confirmations, approvals, late endorsements
///
/// FILE is a reply, or a folder of them. Everything is checked before anything is written, in one commit.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// A reply, or a folder of replies
    #[arg(required = true)]
    file: Vec<PathBuf>,
    /// Say what would happen, and write nothing
    #[arg(long)]
    dry_run: bool,
}

#[derive(Serialize)]
struct Facts {
    written: bool,
    files: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    file: String,
    record: Hash,
    what: String,
    /// `new`, `here` or `waits`.
    state: &'static str,
}

/// A reply and where it came from.
struct Read {
    file: String,
    item: Signed,
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let opened = Opened::sound(session)?;
        if let [only] = self.file.as_slice()
            && !session.path(only).is_dir()
            && let Some(note) = witness::is_checkpoint(&session.read_given(
                only,
                REPLY_BYTES_MAX as u64,
                Stop::Unchecked,
            )?)
        {
            return self.cosigned(session, &opened, &note);
        }
        let mut rows = Vec::new();
        let (mut landing, mut waiting) = (Vec::new(), Vec::new());
        let mut state = opened.examined.pending.state.clone();
        for Read { file, item } in self.read(session)? {
            let hash = item.record.hash();
            let what = super::log::sentence(&item.record);
            let is_here = opened.examined.reading.by_hash.contains_key(&hash);
            let item = if is_here { item } else { with_waiting(&opened, item)? };
            let row = |state| Row { file: file.clone(), record: hash, what, state };
            if is_here || landing.iter().any(|one: &Signed| one.record.hash() == hash) {
                rows.push(row("here"));
                continue;
            }
            match draft::apply(&mut state, &item.record, &item.fitting()) {
                Ok(()) => {
                    rows.push(row("new"));
                    landing.push(item);
                }
                Err(Violation::Threshold { .. }) => {
                    rows.push(row("waits"));
                    waiting.push(item);
                }
                Err(violation) => return Err(refused(&file, &violation)),
            }
        }
        let count = landing.len() + waiting.len();
        let written = !self.dry_run && count > 0;
        if written {
            write(session, &opened, landing, waiting)?;
        }
        let text = words(&rows, written);
        session.answer_done("countersign.import/1", &Facts { written, files: rows }, &text)?;
        Ok(0)
    }

    /// A checkpoint that a witness sent back.
    fn cosigned(&self, session: &mut Session, opened: &Opened, note: &Note) -> Result<u8, Failure> {
        let lines = witness::lines_of(opened, note)?;
        let written = !self.dry_run && witness::add(session, opened, &lines)?.written;
        let text = format!(
            "{}: {}\nnext: countersign verify\n",
            super::prose::count(lines.len() as u64, "witness's line", "witnesses' lines"),
            if written { "taken in" } else { "nothing was written" }
        );
        session.answer_done(
            "countersign.import/1",
            &Facts { written, files: Vec::new() },
            &text,
        )?;
        Ok(0)
    }

    /// Every reply, each once; a folder gives the plain files that lie in it.
    fn read(&self, session: &Session) -> Result<Vec<Read>, Failure> {
        let mut files: Vec<PathBuf> = Vec::new();
        for given in &self.file {
            let path = session.path(given);
            if path.is_dir() {
                let mut inside: Vec<PathBuf> = std::fs::read_dir(&path)?
                    .filter_map(|entry| Some(given.join(entry.ok()?.file_name())))
                    .filter(|file| session.path(file).is_file())
                    .collect();
                inside.sort();
                files.extend(inside);
            } else {
                files.push(given.clone());
            }
        }
        if files.len() > FILES_MAX {
            return Err(Failure::new(
                Stop::Usage,
                format!("want at most {FILES_MAX} files, got {}", files.len()),
            )
            .attempt("the same command for a part of them"));
        }
        files.iter().map(|file| read(session, file)).collect()
    }
}

fn read(session: &Session, file: &Path) -> Result<Read, Failure> {
    let bytes = session.read_given(file, REPLY_BYTES_MAX as u64, Stop::Unchecked)?;
    let reply = Reply::from_text(&bytes).map_err(|error| {
        Failure::new(Stop::Refused, format!("{} is no reply, nothing was written", file.display()))
            .why(error)
            .attempt("ask the sender to attach the file itself, unchanged")
    })?;
    let (record, signatures) = reply.into_parts();
    if record.kind() == Kind::Statement {
        return Err(Failure::new(Stop::Refused, format!("{} holds a statement", file.display()))
            .why("a text is put forward by the maintainers")
            .attempt("countersign propose --help"));
    }
    Ok(Read { file: file.display().to_string(), item: Signed { record, signatures } })
}

/// The signatures that others made over the same record before, and that wait on its branch.
fn with_waiting(opened: &Opened, mut item: Signed) -> Result<Signed, Failure> {
    let place = layout::record_place_of(&item.record, None);
    let Some(path) = place.as_ref().and_then(layout::path_of) else { return Ok(item) };
    if let Some(waiting) = Waiting::at(opened, &path)?
        && waiting.item.record.hash() == item.record.hash()
    {
        for (signature, fitting) in waiting.item.signatures {
            if !item.signatures.iter().any(|(_, one)| one.key() == fitting.key()) {
                item.signatures.push((signature, fitting));
            }
        }
    }
    Ok(item)
}

fn write(
    session: &mut Session,
    opened: &Opened,
    landing: Vec<Signed>,
    waiting: Vec<Signed>,
) -> Result<(), Failure> {
    let branches: Vec<String> = landing
        .iter()
        .filter_map(|item| layout::waiting_branch(&layout::record_place_of(&item.record, None)?))
        .collect();
    if !landing.is_empty() {
        acts::land(
            session,
            opened,
            landing,
            BTreeMap::new(),
            "import what was signed elsewhere\n",
        )?;
    }
    for branch in branches {
        if let Some(commit) = opened.store.branch(&branch)? {
            opened.store.lock()?.delete_branch(&branch, commit)?;
        }
    }
    for item in waiting {
        waiting::land_or_wait(session, opened, item, "import one more signature\n")?;
    }
    Ok(())
}

fn refused(file: &str, violation: &Violation) -> Failure {
    Failure::new(Stop::Refused, format!("{file} cannot be taken in, nothing was written"))
        .why(violation)
        .attempt("send the sender the line above: what they signed does not fit this registry now")
}

fn words(rows: &[Row], written: bool) -> String {
    let mut text = String::new();
    for row in rows {
        let state = match row.state {
            "here" => "already here",
            "waits" => "waits for more signatures",
            _ if written => "taken in",
            _ => "would be taken in",
        };
        let (file, what) = (escape::terminal(&row.file), escape::terminal(&row.what));
        text.push_str(&format!("{file}: {what}: {state}\n"));
    }
    if !written {
        text.push_str("nothing was written\n");
    }
    text.push_str("next: countersign status\n");
    text
}
