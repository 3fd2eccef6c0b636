//! `countersign compare`

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::failure::{Failure, Stop};
use super::open::{self, Opened};
use super::remembered;
use super::session::Session;
use crate::bundle::{self, BUNDLE_BYTES_MAX, Bundle, BundleError};
use crate::checkpoint::Checkpoint;
use crate::digest::Hash;
use crate::directory::Directory;
use crate::escape;
use crate::ledger::authority::Root;
use crate::log::Log;
use crate::note::Note;
use crate::record::entry::Entry;
use crate::store::Store;
use crate::verify::report::{Finding, Severity};
use crate::verify::{Examined, examine};

/// Compare this registry's history with another copy of it
///
/// Says whether they are the same, one goes on from the other, or which is the first entry in which they differ.
/// Exit codes: 0 one history, 3 two histories, or this one is not what was seen before, 7 could not be told.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Another clone, an exported folder, a bundle, or a checkpoint that somebody sent
    #[arg(value_name = "OTHER")]
    other: PathBuf,
}

#[derive(Serialize)]
struct Document {
    schema: &'static str,
    outcome: &'static str,
    /// `same`, `here` or `there` (which of them goes on), `differ` or `unknown`.
    relation: &'static str,
    here: Head,
    there: Head,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_difference: Option<u64>,
    findings: Vec<Finding>,
}

#[derive(Serialize)]
struct Head {
    size: u64,
    root: Hash,
}

/// What stands on the other side.
enum Other {
    Registry(Box<Examined>),
    Bundle(Box<Bundle>, Box<Examined>),
    Head(Checkpoint),
}

/// What comparing gave, in words and for programs.
struct Compared {
    relation: &'static str,
    first_difference: Option<u64>,
    text: String,
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let opened = Opened::at_head(session)?;
        opened.check_sound()?;
        // Whoever was shown an older or another history here needs the comparison all the more.
        let before = remembered::finding(session, &opened.examined)?;
        let here = log_of(&opened.examined)?;
        let other = self.other(session, &opened.examined)?;
        let (compared, there) = match &other {
            Other::Registry(examined) => {
                check_same_registry(&opened.examined, examined)?;
                let there = log_of(examined)?;
                (logs(&opened.examined, examined, here, there), head(&there.checkpoint))
            }
            Other::Bundle(bundle, examined) => {
                check_same_registry(&opened.examined, examined)?;
                let checkpoint = bundle.head().map_err(|error| unlike("a bundle", &error))?;
                let there = Head { size: checkpoint.size(), root: *checkpoint.root() };
                let differs = with_entries(&opened.examined, examined, here, bundle);
                (differs.unwrap_or_else(|| with_head(here, &checkpoint)), there)
            }
            Other::Head(checkpoint) => {
                if checkpoint.origin() != here.checkpoint.origin() {
                    return Err(another(here.checkpoint.origin(), checkpoint.origin()));
                }
                (with_head(here, checkpoint), head(checkpoint))
            }
        };
        let (outcome, code) = match compared.relation {
            _ if before.is_some() => ("broken", 3),
            "differ" => ("broken", 3),
            "unknown" => ("unchecked", 7),
            _ => ("done", 0),
        };
        if session.json() {
            session.answer_json(&Document {
                schema: "countersign.compare/1",
                outcome,
                relation: compared.relation,
                here: head(&here.checkpoint),
                there,
                first_difference: compared.first_difference,
                findings: before.into_iter().collect(),
            })?;
        } else {
            let said =
                before.map(|finding| format!("here: {}\n", escape::terminal(&finding.message)));
            session.answer(&(said.unwrap_or_default() + &compared.text))?;
        }
        Ok(code)
    }

    fn other(&self, session: &Session, here: &Examined) -> Result<Other, Failure> {
        let path = session.path(&self.other);
        let name = escape::terminal(&self.other.display().to_string()).to_string();
        if path.is_dir() {
            return examined(&path, &name).map(|examined| Other::Registry(Box::new(examined)));
        }
        let bytes = session.read_given(&self.other, BUNDLE_BYTES_MAX as u64, Stop::Unchecked)?;
        if bytes.first() == Some(&b'{') {
            return bundle(&bytes, &name);
        }
        let unlike = |error: &dyn std::fmt::Display| {
            Failure::new(Stop::Unchecked, format!("{name} is no checkpoint"))
                .why(error)
                .attempt("countersign checkpoint show, on the other side, prints one")
        };
        let note = Note::parse(&bytes).map_err(|error| unlike(&error))?;
        let checkpoint: Checkpoint = note.text().parse().map_err(|error| unlike(&error))?;
        let is_ours = |root: &&Root| root.body.origin.as_str() == checkpoint.origin();
        if let Some(root) = here.replayed.state.root().filter(is_ours) {
            // What the log never signed says nothing about it.
            let then = root.at_size(checkpoint.size());
            Checkpoint::open(&note, checkpoint.origin(), &then.log_keys)
                .map_err(|error| unlike(&error))?;
        }
        Ok(Other::Head(checkpoint))
    }
}

fn examined(path: &Path, name: &str) -> Result<Examined, Failure> {
    let nothing = |why: &dyn std::fmt::Display| {
        Failure::new(Stop::Unknown, format!("no registry in {name}"))
            .why(why)
            .attempt("the folder of another clone, or one with registry/ and keys/")
    };
    if let Ok(store) = Store::open(path)
        && let Ok(head) = open::head(&store)
    {
        return Ok(Opened::at(store, head)?.examined);
    }
    let directory = Directory::open(path).map_err(|error| nothing(&error.why))?;
    let examined = examine(&directory, &Vec::new);
    open::check_is_registry(&examined, &directory)?;
    Ok(examined)
}

/// A bundle that holds: what was altered says nothing about the history.
fn bundle(bytes: &[u8], name: &str) -> Result<Other, Failure> {
    let bundle = Bundle::read(bytes).map_err(|error| unlike(name, &error))?;
    let examined = bundle::examine(&bundle);
    let worst = examined.findings().filter(|one| one.severity <= Severity::Unchecked).min();
    if let Some(worst) = worst {
        let stop = match worst.severity {
            Severity::Broken => Stop::Broken,
            _ => Stop::Unchecked,
        };
        return Err(Failure::new(stop, format!("{name} does not hold"))
            .why(&worst.message)
            .attempt(format!("countersign verify {name}")));
    }
    Ok(Other::Bundle(Box::new(bundle), Box::new(examined)))
}

fn unlike(name: &str, error: &BundleError) -> Failure {
    Failure::new(Stop::Unchecked, format!("{name} is no bundle"))
        .why(error)
        .attempt("the file that countersign bundle made, unchanged")
}

fn log_of(examined: &Examined) -> Result<&Log, Failure> {
    let log = examined.log.as_ref().filter(|log| log.entries.len() as u64 == log.size());
    log.ok_or_else(|| {
        Failure::new(Stop::Unchecked, "the log of the other copy cannot be read")
            .attempt("countersign verify, in the other copy")
    })
}

fn head(checkpoint: &Checkpoint) -> Head {
    Head { size: checkpoint.size(), root: *checkpoint.root() }
}

fn another(here: &str, there: &str) -> Failure {
    Failure::new(Stop::Unknown, "the other copy is of another registry")
        .why(format!("this is {here}, the other is {there}"))
        .attempt("countersign verify, in the other copy, to see its fingerprint")
}

fn check_same_registry(here: &Examined, there: &Examined) -> Result<(), Failure> {
    let id = |examined: &Examined| examined.replayed.state.registry();
    match (id(here), id(there)) {
        (Some(here), Some(there)) if here != there => {
            Err(another(&here.to_string(), &there.to_string()))
        }
        _ => Ok(()),
    }
}

fn entries(count: u64) -> String {
    super::prose::count(count, "entry", "entries")
}

/// Two logs, entry by entry.
fn logs(here: &Examined, there: &Examined, ours: &Log, theirs: &Log) -> Compared {
    let differ = ours.entries.iter().zip(&theirs.entries).position(|(left, right)| left != right);
    if let Some(at) = differ {
        let text = format!(
            "two histories: they differ from entry {at} on\n  here:  {}\n  there: {}\n\
             next: show both to somebody who knows the registry; one of you was shown a forged history\n",
            told(here, ours.entries.get(at).map(Vec::as_slice)),
            told(there, theirs.entries.get(at).map(Vec::as_slice))
        );
        return Compared { relation: "differ", first_difference: Some(at as u64), text };
    }
    let (a, b) = (ours.size(), theirs.size());
    let (relation, text) = match a.cmp(&b) {
        std::cmp::Ordering::Equal => ("same", format!("the same history: {}\n", entries(a))),
        std::cmp::Ordering::Greater => (
            "here",
            format!("one history: this copy goes on from the other by {}\n", entries(a - b)),
        ),
        std::cmp::Ordering::Less => (
            "there",
            format!("one history: the other copy goes on from this one by {}\n", entries(b - a)),
        ),
    };
    Compared { relation, first_difference: None, text: text + "next: countersign verify\n" }
}

/// Against a head alone: whether this log passed through it.
fn with_head(here: &Log, other: &Checkpoint) -> Compared {
    let (a, b) = (here.size(), other.size());
    let (relation, text) = match here.root_at(b) {
        Some(root) if root == *other.root() && a == b => {
            ("same", format!("the same history: {}\n", entries(a)))
        }
        Some(root) if root == *other.root() => (
            "here",
            format!("one history: this copy goes on from that checkpoint by {}\n", entries(a - b)),
        ),
        Some(_) => (
            "differ",
            format!(
                "two histories: the first {} are not the same; with a whole copy it can be said which\n",
                entries(b)
            ),
        ),
        None => (
            "unknown",
            format!(
                "that checkpoint has {}, this copy has {a}: whether it goes on from here cannot be told without its entries\n",
                entries(b)
            ),
        ),
    };
    Compared { relation, first_difference: None, text: text + "next: countersign verify\n" }
}

/// The entries that a bundle carries, against those here: the first that is another one.
fn with_entries(
    here: &Examined,
    there: &Examined,
    ours: &Log,
    bundle: &Bundle,
) -> Option<Compared> {
    let entry = |at: u64| Some(ours.entries.get(usize::try_from(at).ok()?)?.as_slice());
    let (at, theirs) =
        bundle.entries().find(|(at, theirs)| entry(*at).is_some_and(|ours| ours != *theirs))?;
    let text = format!(
        "two histories: entry {at} is the first that the bundle carries and that is another one here\n  here:  {}\n  there: {}\n\
         next: show both to somebody who knows the registry; one of you was shown a forged history\n",
        told(here, entry(at)),
        told(there, Some(theirs))
    );
    Some(Compared { relation: "differ", first_difference: None, text })
}

/// What an entry says, as far as its record is there.
fn told(examined: &Examined, bytes: Option<&[u8]>) -> String {
    let Some(bytes) = bytes else { return "nothing".to_owned() };
    let Ok(Entry::Record(entry)) = Entry::decode(bytes) else {
        return "heads of all chains".to_owned();
    };
    let reading = &examined.reading;
    let read = reading.by_hash.get(&entry.record).and_then(|index| reading.records.get(*index));
    let what = read.map_or_else(
        || format!("{}, not shown", entry.kind.name()),
        |read| super::log::sentence(&read.record),
    );
    format!("{} {}", entry.record.short(), escape::terminal(&what))
}
