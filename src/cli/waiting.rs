//! Records that lack signatures: each waits on a branch of its own until enough people have signed.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde::Serialize;

use super::acts::{self, Landed, Signed};
use super::beside::Beside;
use super::draft;
use super::failure::{Failure, Stop};
use super::open::Opened;
use super::prose;
use super::session::Session;
use crate::escape;
use crate::key::sshsig::SshSignature;
use crate::layout::{self, Place};
use crate::ledger::Violation;
use crate::ledger::approvals::Approvals;
use crate::locale::{Locale, Sentence};
use crate::record::Body;
use crate::speech;
use crate::store::ObjectId;
use crate::tree::Source;
use crate::verify::reading::{self, ReadRecord, SIGNATURE_BYTES_MAX};

/// A record on its branch.
pub(crate) struct Waiting {
    pub(crate) path: String,
    pub(crate) item: Signed,
}

/// What became of a record.
pub(crate) enum Outcome {
    Landed(Box<Landed>),
    Waits { path: String, approvals: Vec<Approvals> },
}

/// One group of signers, for `--json`.
#[derive(Debug, Serialize)]
pub(crate) struct Row {
    pub(crate) path: String,
    who: Sentence,
    want: u64,
    approved: Vec<String>,
    waiting_for: Vec<String>,
}

impl Waiting {
    /// Everything that waits for signatures, by branch.
    pub(crate) fn all(opened: &Opened) -> Result<Vec<Self>, Failure> {
        let mut all = Vec::new();
        for (branch, commit) in opened.store.other_branches("proposals/")? {
            all.extend(Self::on(opened, &branch, commit)?);
        }
        Ok(all)
    }

    /// The record that waits at a path.
    pub(crate) fn at(opened: &Opened, path: &str) -> Result<Option<Self>, Failure> {
        let Some(branch) = layout::waiting_branch(&layout::place_of(path)) else {
            return Ok(None);
        };
        let Some(commit) = opened.store.branch(&branch)? else { return Ok(None) };
        Ok(Self::on(opened, &branch, commit)?.into_iter().find(|one| one.path == path))
    }

    /// What waits on a branch: only records that belong on exactly this one, with the signatures that fit.
    fn on(opened: &Opened, branch: &str, commit: ObjectId) -> Result<Vec<Self>, Failure> {
        let snapshot = opened.store.snapshot(&commit)?;
        let mut waiting = Vec::new();
        for read in reading::read(&snapshot).records {
            let place = layout::record_place_of(&read.record, None);
            let is_here = |place: &Place| {
                layout::waiting_branch(place).as_deref() == Some(branch)
                    && layout::path_of(place).as_deref() == Some(&read.path)
            };
            if place.as_ref().is_some_and(is_here) {
                let item = with_signatures(&snapshot, &read)?;
                waiting.push(Self { path: read.path, item });
            }
        }
        Ok(waiting)
    }

    /// Whose signatures it has and lacks, by the registry as it is now.
    pub(crate) fn approvals(&self, opened: &Opened) -> Vec<Approvals> {
        let state = &opened.examined.pending.state;
        state.approvals(&self.item.record, &self.item.fitting())
    }

    pub(crate) fn rows(&self, opened: &Opened) -> Vec<Row> {
        let text = |labels: &[crate::name::Label]| labels.iter().map(ToString::to_string).collect();
        let row = |one: Approvals| Row {
            path: self.path.clone(),
            who: speech::group(&one.who),
            want: one.want,
            approved: text(&one.signed),
            waiting_for: text(&one.waiting),
        };
        self.approvals(opened).into_iter().map(row).collect()
    }
}

/// A record with the signature files beside it that fit.
pub(crate) fn with_signatures(source: &dyn Source, read: &ReadRecord) -> Result<Signed, Failure> {
    let mut signatures = Vec::new();
    for signature in &read.signatures {
        let Ok(fitting) = &signature.fitting else { continue };
        let bytes = super::open::read_file(source, &signature.path, SIGNATURE_BYTES_MAX)?;
        let parsed =
            SshSignature::parse(&bytes).map_err(|error| Failure::new(Stop::Broken, error))?;
        signatures.push((parsed, fitting.clone()));
    }
    Ok(Signed { record: read.record.clone(), signatures })
}

/// Lands a record, or lets it wait on its branch where only signatures are missing.
///
/// With a withholding the acts that it names go out of sight.
pub(crate) fn land_or_wait(
    session: &mut Session,
    opened: &Opened,
    item: Signed,
    message: &str,
) -> Result<Outcome, Failure> {
    match item.record.body() {
        Body::Withholding(body) => {
            let (hidden, removed) =
                super::withhold::hide(session, opened, std::slice::from_ref(body))?;
            land_or_keep(session, &hidden, item, removed, message)
        }
        _ => land_or_keep(session, opened, item, BTreeSet::new(), message),
    }
}

fn land_or_keep(
    session: &mut Session,
    opened: &Opened,
    item: Signed,
    removed: BTreeSet<String>,
    message: &str,
) -> Result<Outcome, Failure> {
    let place = layout::record_place_of(&item.record, None);
    let branch = place.as_ref().and_then(layout::waiting_branch);
    let path = place.as_ref().and_then(layout::path_of).unwrap_or_default();
    let old = match &branch {
        Some(branch) => opened.store.branch(branch)?,
        None => None,
    };
    let mut state = (*opened.examined.pending.state).clone();
    let fitting = item.fitting();
    match (draft::apply(&mut state, &item.record, &fitting), branch) {
        (Err(Violation::Threshold { .. }), Some(branch)) if !fitting.is_empty() => {
            let approvals = opened.examined.pending.state.approvals(&item.record, &item.fitting());
            // Another record that waited there is replaced.
            keep(session, opened, (&branch, old, None), &item, message)?;
            Ok(Outcome::Waits { path, approvals })
        }
        (_, branch) => {
            let landed = acts::land_one(session, opened, item, removed, message)?;
            if let Some((branch, old)) = branch.zip(old) {
                opened.store.lock()?.delete_branch(&branch, old)?;
            }
            Ok(Outcome::Landed(Box::new(landed)))
        }
    }
}

/// Writes a record and its signatures on the branch where it waits: the branch, its commit, and what it keeps of that.
pub(crate) fn keep(
    session: &Session,
    opened: &Opened,
    (branch, old, base): (&str, Option<ObjectId>, Option<ObjectId>),
    item: &Signed,
    message: &str,
) -> Result<(), Failure> {
    let put = item.files(&opened.examined.pending.state)?;
    let branch = Beside { branch: branch.to_owned(), old, base };
    branch.commit(session, opened, put, BTreeSet::new(), message)
}

/// "1 of 2 maintainers have approved; waiting for: jorge"
pub(crate) fn lines(path: &str, approvals: &[Approvals], locale: Locale) -> String {
    let mut text = String::new();
    for one in approvals.iter().filter(|one| !one.is_reached()) {
        let labels: Vec<&str> = one.waiting.iter().map(|label| label.as_str()).collect();
        let said = locale.say(
            "status-approvals",
            &[
                ("path", path.into()),
                ("signed", one.signed.len().into()),
                ("want", one.want.into()),
                ("who", speech::group(&one.who).into()),
                ("labels", labels.join(", ").into()),
            ],
        );
        let _ = writeln!(text, "{}", escape::terminal(&said));
    }
    text
}

/// What is said about a record that waits.
pub(crate) fn waits(path: &str, approvals: &[Approvals], locale: Locale) -> String {
    let command = format!("countersign approve {path}");
    let next = locale.say("status-next-each", &[("command", command.into())]);
    format!(
        "{}\n{}{}",
        locale.say("status-waits", &[]),
        lines(path, approvals, locale),
        prose::next(locale, next)
    )
}
