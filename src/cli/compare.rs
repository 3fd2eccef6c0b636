//! `countersign compare`

use std::cmp::Ordering;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::failure::{Failure, Stop};
use super::prose;
use super::session::Session;
use super::told;
use crate::bundle::{self, BUNDLE_BYTES_MAX, Bundle, BundleError};
use crate::checkpoint::Checkpoint;
use crate::digest::Hash;
use crate::directory::Directory;
use crate::escape;
use crate::ledger::authority::Root;
use crate::locale::{Locale, Sentence, sentence};
use crate::log::Log;
use crate::note::Note;
use crate::record::entry::Entry;
use crate::speech::{self, FindingLine};
use crate::store::Store;
use crate::verify::report::Severity;
use crate::verify::{Examined, examine};
use crate::workflow::open::{self, Opened};
use crate::workflow::seen;

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
    findings: Vec<FindingLine>,
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
    lines: Vec<Sentence>,
}

impl Compared {
    fn text(&self, locale: Locale) -> String {
        let mut text = String::new();
        for (at, line) in self.lines.iter().enumerate() {
            let indent = if at > 0 { "  " } else { "" };
            text.push_str(&format!("{indent}{}\n", escape::terminal(&line.say(locale))));
        }
        let next = match self.relation {
            "differ" => locale.say("compare-next-differ", &[]),
            _ => "countersign verify".to_owned(),
        };
        text + &prose::next(locale, next)
    }
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let opened = Opened::at_head(session)?;
        opened.check_sound()?;
        // Whoever was shown an older or another history here needs the comparison all the more.
        let before = seen::finding(session, &opened.examined)?.as_ref().map(speech::finding);
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
            let locale = session.locale();
            let said = before.map(|finding| {
                let said = locale.say("compare-seen", &[("finding", finding.message.into())]);
                format!("{}\n", escape::terminal(&said))
            });
            session.answer(&(said.unwrap_or_default() + &compared.text(locale)))?;
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
            Failure::new(
                Stop::Unchecked,
                sentence("failure-no-checkpoint", &[("name", name.to_string().into())]),
            )
            .why(error)
            .attempt(sentence("failure-try-checkpoint", &[]))
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
        Failure::new(
            Stop::Unknown,
            sentence("failure-no-registry-in", &[("name", name.to_string().into())]),
        )
        .why(why)
        .attempt(sentence("failure-try-other-folder", &[]))
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
    let worst = speech::gravest(examined.findings());
    if let Some(worst) = worst {
        let stop = match worst.severity {
            Severity::Broken => Stop::Broken,
            _ => Stop::Unchecked,
        };
        return Err(Failure::new(
            stop,
            sentence("failure-does-not-hold", &[("name", name.to_string().into())]),
        )
        .why(worst.message)
        .attempt(format!("countersign verify {name}")));
    }
    Ok(Other::Bundle(Box::new(bundle), Box::new(examined)))
}

fn unlike(name: &str, error: &BundleError) -> Failure {
    Failure::new(
        Stop::Unchecked,
        sentence("failure-no-bundle", &[("name", name.to_string().into())]),
    )
    .why(error)
    .attempt(sentence("failure-try-bundle", &[]))
}

fn log_of(examined: &Examined) -> Result<&Log, Failure> {
    let log = examined.log.as_ref().filter(|log| log.entries.len() as u64 == log.size());
    log.ok_or_else(|| {
        Failure::new(Stop::Unchecked, sentence("failure-other-log-unread", &[]))
            .attempt(sentence("failure-try-verify-other", &[]))
    })
}

fn head(checkpoint: &Checkpoint) -> Head {
    Head { size: checkpoint.size(), root: *checkpoint.root() }
}

fn another(here: &str, there: &str) -> Failure {
    Failure::new(Stop::Unknown, sentence("failure-other-registry", &[]))
        .why(sentence(
            "failure-this-and-other",
            &[("here", here.to_string().into()), ("there", there.to_string().into())],
        ))
        .attempt(sentence("failure-try-verify-fingerprint", &[]))
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

/// Two logs, entry by entry.
fn logs(here: &Examined, there: &Examined, ours: &Log, theirs: &Log) -> Compared {
    let differ = ours.entries.iter().zip(&theirs.entries).position(|(left, right)| left != right);
    if let Some(at) = differ {
        let lines = vec![
            sentence("compare-differ", &[("at", at.into())]),
            sentence("compare-here", &[("entry", told(here, ours.entries.get(at)).into())]),
            sentence("compare-there", &[("entry", told(there, theirs.entries.get(at)).into())]),
        ];
        return Compared { relation: "differ", first_difference: Some(at as u64), lines };
    }
    let (a, b) = (ours.size(), theirs.size());
    let (relation, line) = match a.cmp(&b) {
        Ordering::Equal => ("same", sentence("compare-same", &[("count", a.into())])),
        Ordering::Greater => ("here", sentence("compare-ahead", &[("count", (a - b).into())])),
        Ordering::Less => ("there", sentence("compare-behind", &[("count", (b - a).into())])),
    };
    Compared { relation, first_difference: None, lines: vec![line] }
}

/// Against a head alone: whether this log passed through it.
fn with_head(here: &Log, other: &Checkpoint) -> Compared {
    let (a, b) = (here.size(), other.size());
    let (relation, line) = match here.root_at(b) {
        Some(root) if root == *other.root() && a == b => {
            ("same", sentence("compare-same", &[("count", a.into())]))
        }
        Some(root) if root == *other.root() => {
            ("here", sentence("compare-ahead-of-head", &[("count", (a - b).into())]))
        }
        Some(_) => ("differ", sentence("compare-differ-head", &[("count", b.into())])),
        None => {
            ("unknown", sentence("compare-unknown", &[("count", b.into()), ("here", a.into())]))
        }
    };
    Compared { relation, first_difference: None, lines: vec![line] }
}

/// The entries that a bundle carries, against those here: the first that is another one.
fn with_entries(
    here: &Examined,
    there: &Examined,
    ours: &Log,
    bundle: &Bundle,
) -> Option<Compared> {
    let entry = |at: u64| ours.entries.get(usize::try_from(at).ok()?);
    let (at, theirs) =
        bundle.entries().find(|(at, theirs)| entry(*at).is_some_and(|ours| ours != *theirs))?;
    let lines = vec![
        sentence("compare-differ-bundle", &[("at", at.into())]),
        sentence("compare-here", &[("entry", told(here, entry(at)).into())]),
        sentence("compare-there", &[("entry", told(there, Some(theirs)).into())]),
    ];
    Some(Compared { relation: "differ", first_difference: None, lines })
}

/// What an entry says, as far as its record is there.
fn told(examined: &Examined, bytes: Option<impl AsRef<[u8]>>) -> Sentence {
    let Some(bytes) = bytes else { return sentence("compare-nothing", &[]) };
    let Ok(Entry::Record(entry)) = Entry::decode(bytes.as_ref()) else {
        return sentence("log-heads", &[]);
    };
    let reading = &examined.reading;
    let read = reading.by_hash.get(&entry.record).and_then(|index| reading.records.get(*index));
    let what = read.map_or_else(|| told::not_shown(entry.kind), |read| told::told(&read.record));
    sentence("compare-entry", &[("record", entry.record.short().into()), ("what", what.into())])
}
