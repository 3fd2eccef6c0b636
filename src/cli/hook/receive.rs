//! What is pushed to a server, judged before any branch moves there.
//!
//! Git puts what came into a folder of its own until the hook has said yes; it is read from there.

use std::io::BufRead as _;
use std::path::PathBuf;

use super::refuse;
use crate::failure::{Failure, Stop};
use crate::session::Session;
use countersign_core::tree::Source as _;
use countersign_core::verify::reading;
use countersign_core::verify::report::Severity;
use countersign_git::store::{ObjectId, Store};
use countersign_speech as speech;
use countersign_speech::locale::message;
use countersign_workflow::open::Opened;
use countersign_workflow::sync;

/// Most references that one push may move.
const REFERENCES_MAX: usize = 10_000;

/// One line of standard input: a reference and what becomes of it.
struct Update {
    old: Option<ObjectId>,
    new: Option<ObjectId>,
    name: String,
}

pub(super) fn run(session: &mut Session) -> Result<u8, Failure> {
    let mut updates = Vec::new();
    for line in (&mut session.environment.input).lines().take(REFERENCES_MAX) {
        updates.push(parse(&line?)?);
    }
    if updates.len() == REFERENCES_MAX {
        return Err(Failure::new(Stop::Refused, message::failure_push_many())
            .why(message::failure_push_many_why(REFERENCES_MAX))
            .attempt(message::failure_push_one()));
    }
    let published = store(session)?.head_branch()?;
    for update in &updates {
        update.judge(session, published.as_deref())?;
    }
    Ok(0)
}

fn parse(line: &str) -> Result<Update, Failure> {
    let words: Vec<&str> = line.split(' ').collect();
    let [old, new, name] = words.as_slice() else {
        return Err(Failure::new(
            Stop::Usage,
            "want lines of an old commit, a new one and a reference",
        )
        .attempt("countersign hook install, and git runs the hook"));
    };
    let id = |text: &str| {
        let id = text.parse::<ObjectId>().map_err(|_| {
            Failure::new(Stop::Usage, "want the id of a commit, 40 hexadecimal digits")
        })?;
        Ok::<_, Failure>(Some(id).filter(|id| *id != ObjectId::ZERO))
    };
    Ok(Update { old: id(old)?, new: id(new)?, name: (*name).to_owned() })
}

/// The server's repository, with what came and is not yet part of it.
fn store(session: &Session) -> Result<Store, Failure> {
    let environment = &session.environment;
    let place = environment.variable("GIT_DIR").unwrap_or(".");
    let store = Store::open(&session.path(PathBuf::from(place).as_path()))?;
    let came: Vec<PathBuf> = ["GIT_OBJECT_DIRECTORY", "GIT_QUARANTINE_PATH"]
        .into_iter()
        .filter_map(|name| environment.variable(name))
        .map(|path| session.path(PathBuf::from(path).as_path()))
        .collect();
    Ok(store.with_objects(&came)?)
}

impl Update {
    fn judge(&self, session: &mut Session, published: Option<&str>) -> Result<(), Failure> {
        let branch = self.name.strip_prefix("refs/heads/");
        let is_published = branch.is_some() && branch == published;
        if self.name.starts_with("refs/replace/") {
            return Err(Failure::new(Stop::Broken, format!("{} is refused", self.name))
                .why(message::failure_push_replaced())
                .attempt(message::failure_push_one()));
        }
        let Some(new) = self.new else {
            if is_published {
                return Err(Failure::new(Stop::Broken, format!("{} cannot be deleted", self.name))
                    .why(message::failure_push_deleted_why()));
            }
            return Ok(());
        };
        if branch.is_some() && store(session)?.brings_back(&new)? {
            return Err(Failure::new(Stop::Refused, message::failure_push_gone(&self.name))
                .why(message::failure_gone_why())
                .attempt(message::failure_gone_here()));
        }
        if branch.is_some_and(|branch| branch.starts_with("proposals/")) {
            return self.judge_draft(session, new);
        }
        self.judge_registry(session, new, is_published)
    }

    /// A draft is read as strictly as everything else, and the rest is judged when it is published.
    fn judge_draft(&self, session: &Session, new: ObjectId) -> Result<(), Failure> {
        let snapshot = store(session)?.snapshot(&new)?;
        let reading = reading::read(&snapshot);
        let grave = reading.findings.iter().find(|one| one.is_grave());
        let Some(finding) = grave else { return Ok(()) };
        let stop =
            if finding.severity == Severity::Broken { Stop::Broken } else { Stop::Unchecked };
        Err(Failure::new(stop, format!("{} is refused", self.name))
            .why(speech::finding(finding).told())
            .attempt("countersign propose, to make the draft anew"))
    }

    fn judge_registry(
        &self,
        session: &mut Session,
        new: ObjectId,
        is_published: bool,
    ) -> Result<(), Failure> {
        let came = store(session)?;
        // What a tag names is judged as the commit that it leads to.
        let new = came.resolve(&new.to_string())?;
        let there = match Opened::at(came, new).map_err(Failure::from) {
            Ok(there) => there,
            // A branch without a registry is none of ours, unless there was one.
            Err(failure)
                if failure.stop == Stop::Unknown && !(is_published && self.old.is_some()) =>
            {
                return Ok(());
            }
            Err(failure) => return Err(failure),
        };
        refuse(&there.examined, &format!("{} is refused: it does not verify", self.name))?;
        if there.snapshot.listing().files.is_empty() {
            return Ok(());
        }
        let Some(old) = self.old.filter(|_| is_published) else { return Ok(()) };
        let here = match Opened::at(store(session)?, old).map_err(Failure::from) {
            Ok(here) => here,
            Err(failure) if failure.stop == Stop::Unknown => return Ok(()),
            Err(failure) => return Err(failure),
        };
        sync::goes_on(&self.name, &here, &there)?;
        if let Some(path) = sync::lost(&here, &there.examined)? {
            return Err(Failure::new(
                Stop::Broken,
                format!("{} is refused: it loses a record", self.name),
            )
            .why(message::failure_push_lost_why(path))
            .attempt("countersign sync, which puts your records on top of what is here"));
        }
        sync::give_up(session, &there, old, new)?;
        Ok(())
    }
}
