//! `countersign compare`

use std::cmp::Ordering;
use std::path::{Path, PathBuf};

use serde::Serialize;

mod copy;

use super::failure::{Failure, Stop};
use super::prose;
use super::session::Session;
use countersign_core::bundle::{self, BUNDLE_BYTES_MAX, Bundle, BundleError};
use countersign_core::checkpoint::Checkpoint;
use countersign_core::digest::Hash;
use countersign_core::escape;
use countersign_core::layout;
use countersign_core::ledger::authority::Root;
use countersign_core::log::Log;
use countersign_core::merkle;
use countersign_core::name::StatementId;
use countersign_core::note::Note;
use countersign_core::verify::finding::{Finding, ReaderFinding};
use countersign_core::verify::report::Severity;
use countersign_core::verify::{Examined, withheld};
use countersign_git::directory::Directory;
use countersign_git::store::Store;
use countersign_speech::locale::{Locale, Sentence, message};
use countersign_speech::{self as speech, FindingLine};
use countersign_workflow::open::{self, Opened};
use countersign_workflow::seen;

use copy::Copy;

/// Compare this registry's history with another copy of it
///
/// Says whether they are the same, one goes on from the other, or which is the first entry in which they differ.
/// Exit codes: 0 one history, 3 two histories, this one is not what was seen before, or it withholds an act and shows
/// another one in its place, 6 one history in which acts are withheld, or words taken down, that the other copy shows (or
/// the other way round for words), 7 could not be told.
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
    Registry(Box<Copy>),
    Bundle(Box<Bundle>, Box<Examined>),
    Head { head: Checkpoint, note: Note },
}

/// What comparing gave, in words and for programs.
struct Compared {
    relation: &'static str,
    first_difference: Option<u64>,
    lines: Vec<Sentence>,
}

impl Compared {
    fn is_differing(&self) -> bool {
        self.relation == "differ"
    }

    fn text(&self, locale: Locale) -> String {
        let mut text = String::new();
        for (at, line) in self.lines.iter().enumerate() {
            let indent = if at > 0 { "  " } else { "" };
            text.push_str(&format!("{indent}{}\n", escape::terminal(&line.say(locale))));
        }
        let next = match self.relation {
            "differ" => message::compare_next_differ().say(locale),
            _ => "countersign verify".to_owned(),
        };
        text + &prose::next(locale, next)
    }
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let store = open::find(session)?;
        let commit = open::head(&store)?;
        let opened = Opened::about_watched(session, store, commit, &[])?;
        opened.check_sound()?;
        // Whoever was shown an older or another history here needs the comparison all the more.
        let before = seen::findings(session, &opened.examined)?;
        let before: Vec<FindingLine> = before.iter().map(speech::finding).collect();
        let ours = Copy::of(opened);
        let here = log_of(&ours.examined)?;
        let other = self.other(session, &ours.examined)?;
        let (compared, there) = match &other {
            Other::Registry(theirs) => {
                check_same_registry(&ours.examined, &theirs.examined)?;
                let there = log_of(&theirs.examined)?;
                (logs((&ours, here), (theirs, there)), head(&there.checkpoint))
            }
            Other::Bundle(bundle, examined) => {
                check_same_registry(&ours.examined, examined)?;
                let checkpoint = bundle.head().map_err(|error| unlike("a bundle", &error))?;
                let there = Head { size: checkpoint.size(), root: *checkpoint.root() };
                let differs = with_entries((&ours, here), bundle, examined);
                (differs.unwrap_or_else(|| with_head(here, &checkpoint)), there)
            }
            Other::Head { head: checkpoint, .. } => {
                if checkpoint.origin() != here.checkpoint.origin() {
                    return Err(another(here.checkpoint.origin(), checkpoint.origin()));
                }
                (with_head(here, checkpoint), head(checkpoint))
            }
        };
        let void = compared.is_differing().then(|| self.void(&ours.examined, &other, there.size));
        let void = void.flatten();
        let is_void = void.is_some();
        let mut hidden = hidden(session, &ours, &other)?;
        hidden.extend(void);
        let has = |severity| before.iter().chain(&hidden).any(|one| one.severity == severity);
        let (outcome, code) = match compared.relation {
            _ if has(Severity::Broken) => ("broken", 3),
            "differ" if !is_void => ("broken", 3),
            _ if has(Severity::Unchecked) => ("unchecked", 7),
            "unknown" => ("unchecked", 7),
            _ if !hidden.is_empty() => ("caveat", 6),
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
                findings: before.into_iter().chain(hidden).collect(),
            })?;
        } else {
            let locale = session.locale();
            let said = before.into_iter().map(|finding| {
                let said = message::compare_seen(finding.message).say(locale);
                format!("{}\n", escape::terminal(&said))
            });
            let hidden = hidden
                .into_iter()
                .map(|one| format!("{}\n", escape::terminal(&one.message.say(locale))));
            let said = said.chain(hidden).collect::<String>();
            session.answer(&(said + &compared.text(locale)))?;
        }
        Ok(code)
    }

    /// That the head on the other side is void: stolen keys of the log signed it, and witnesses have seen that here.
    fn void(&self, here: &Examined, other: &Other, size: u64) -> Option<FindingLine> {
        let note = match other {
            Other::Registry(theirs) => theirs.examined.log.as_ref().map(|log| log.signed().clone()),
            Other::Bundle(_, examined) => examined.log.as_ref().map(|log| log.signed().clone()),
            Other::Head { note, .. } => Some(note.clone()),
        };
        let since = here.void_since(&note?, None)?;
        let file = self.other.display().to_string();
        let what = ReaderFinding::VoidHead { size, since, file };
        Some(speech::finding(&Finding::new(Severity::Caveat, layout::CHECKPOINT, what)))
    }

    fn other(&self, session: &Session, here: &Examined) -> Result<Other, Failure> {
        let path = session.path(&self.other);
        let name = escape::terminal(&self.other.display().to_string()).to_string();
        if path.is_dir() {
            return other_copy(&path, &name).map(|copy| Other::Registry(Box::new(copy)));
        }
        let bytes = session.read_given(&self.other, BUNDLE_BYTES_MAX as u64, Stop::Unchecked)?;
        if bytes.first() == Some(&b'{') {
            return bundle(&bytes, &name);
        }
        let unlike = |error: &dyn std::fmt::Display| {
            Failure::new(Stop::Unchecked, message::failure_no_checkpoint(&name))
                .why(error)
                .attempt(message::failure_try_checkpoint())
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
        Ok(Other::Head { head: checkpoint, note })
    }
}

fn other_copy(path: &Path, name: &str) -> Result<Copy, Failure> {
    let nothing = |why: &dyn std::fmt::Display| {
        Failure::new(Stop::Unknown, message::failure_no_registry_in(name))
            .why(why)
            .attempt(message::failure_try_other_folder())
    };
    if let Ok(store) = Store::open(path)
        && let Ok(head) = open::head(&store)
    {
        return Ok(Copy::of(Opened::about(store, head, &[])?));
    }
    let directory = Directory::open(path).map_err(|error| nothing(&error.why))?;
    Ok(Copy::in_folder(directory)?)
}

/// A bundle that holds: what was altered says nothing about the history.
fn bundle(bytes: &[u8], name: &str) -> Result<Other, Failure> {
    let bundle = Bundle::read(bytes).map_err(|error| unlike(name, &error))?;
    let examined = bundle::examine(&bundle);
    let worst = speech::gravest(&examined.causes());
    if let Some(worst) = worst {
        let stop = match worst.severity {
            Severity::Broken => Stop::Broken,
            _ => Stop::Unchecked,
        };
        return Err(Failure::new(stop, message::failure_does_not_hold(name))
            .why(worst.message)
            .attempt(format!("countersign verify {name}")));
    }
    Ok(Other::Bundle(Box::new(bundle), Box::new(examined)))
}

fn unlike(name: &str, error: &BundleError) -> Failure {
    Failure::new(Stop::Unchecked, message::failure_no_bundle(name))
        .why(error)
        .attempt(message::failure_try_bundle())
}

fn log_of(examined: &Examined) -> Result<&Log, Failure> {
    let log = examined.log.as_ref().filter(|log| log.leaves().len() as u64 == log.size());
    log.ok_or_else(|| {
        Failure::new(Stop::Unchecked, message::failure_other_log_unread())
            .attempt(message::failure_try_verify_other())
    })
}

fn head(checkpoint: &Checkpoint) -> Head {
    Head { size: checkpoint.size(), root: *checkpoint.root() }
}

fn another(here: &str, there: &str) -> Failure {
    Failure::new(Stop::Unknown, message::failure_other_registry())
        .why(message::failure_this_and_other(here, there))
        .attempt(message::failure_try_verify_fingerprint())
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

/// What the other copy shows and this one withholds; another clone names nobody, since it may be one that is in danger.
fn hidden(session: &Session, ours: &Copy, other: &Other) -> Result<Vec<FindingLine>, Failure> {
    let findings = match other {
        Other::Bundle(_, examined) => {
            let statements: Vec<StatementId> =
                examined.replayed.state.statements().keys().cloned().collect();
            let store = open::find(session)?;
            let commit = open::head(&store)?;
            let here = Opened::about(store, commit, &statements)?;
            let (here, there) = (&here.examined.replayed.state, &examined.replayed.state);
            let mut findings = withheld::still_shown(here, &examined.reading);
            findings.extend(withheld::words_down(here, there));
            findings
        }
        Other::Registry(theirs) => {
            let (here, there) = (ours.examined.withheld(), theirs.examined.withheld());
            let size = |copy: &Copy| copy.examined.log.as_ref().map_or(0, Log::size);
            let (here_size, size) = (size(ours), size(theirs));
            let only_here = here.iter().filter(|at| **at < size && !there.contains(at)).count();
            let acts = withheld::withheld_here(only_here);
            let down_here = ours.taken_down_since(size).into_iter();
            let down_here = down_here.map(|one| withheld::down_here(one.of(), one.reason));
            let down_there = theirs.taken_down_since(here_size).into_iter();
            let down_there = down_there.map(|one| withheld::down_there(one.of(), one.reason));
            acts.into_iter().chain(down_here).chain(down_there).collect()
        }
        Other::Head { .. } => Vec::new(),
    };
    Ok(findings.iter().map(speech::finding).collect())
}

/// Two logs, entry by entry.
fn logs((here, ours): (&Copy, &Log), (there, theirs): (&Copy, &Log)) -> Compared {
    let differ = ours.leaves().iter().zip(theirs.leaves()).position(|(left, right)| left != right);
    if let Some(at) = differ.map(|at| at as u64) {
        let lines = vec![
            message::compare_differ(at),
            message::compare_here(here.told(ours, at)),
            message::compare_there(there.told(theirs, at)),
        ];
        return Compared { relation: "differ", first_difference: Some(at), lines };
    }
    let (a, b) = (ours.size(), theirs.size());
    let (relation, line) = match a.cmp(&b) {
        Ordering::Equal => ("same", message::compare_same(a)),
        Ordering::Greater => ("here", message::compare_ahead(a - b)),
        Ordering::Less => ("there", message::compare_behind(b - a)),
    };
    Compared { relation, first_difference: None, lines: vec![line] }
}

/// Against a head alone: whether this log passed through it.
fn with_head(here: &Log, other: &Checkpoint) -> Compared {
    let (a, b) = (here.size(), other.size());
    let (relation, line) = match here.root_at(b) {
        Some(root) if root == *other.root() && a == b => ("same", message::compare_same(a)),
        Some(root) if root == *other.root() => ("here", message::compare_ahead_of_head(a - b)),
        Some(_) => ("differ", message::compare_differ_head(b)),
        None => ("unknown", message::compare_unknown(b, a)),
    };
    Compared { relation, first_difference: None, lines: vec![line] }
}

/// The entries that a bundle carries, against those here: the first that is another one.
fn with_entries(
    (here, ours): (&Copy, &Log),
    bundle: &Bundle,
    there: &Examined,
) -> Option<Compared> {
    let leaf = |at: u64| ours.leaves().get(usize::try_from(at).ok()?);
    let is_other =
        |at: u64, theirs: &[u8]| leaf(at).is_some_and(|leaf| *leaf != merkle::leaf_hash(theirs));
    let (at, theirs) = bundle.entries().find(|(at, theirs)| is_other(*at, theirs))?;
    let lines = vec![
        message::compare_differ_bundle(at),
        message::compare_here(here.told(ours, at)),
        message::compare_there(copy::told(theirs, &|hash| copy::held(there, hash))),
    ];
    Some(Compared { relation: "differ", first_difference: None, lines })
}
