//! Verification of what is checked out.

use super::here::Here;
use super::{Error, Registry};
use countersign_core::layout;
use countersign_core::verify::finding::Finding;
use countersign_core::verify::report::{Report, StatementLine};
use countersign_core::verify::{Expect, Question, Subject};
use countersign_speech as speech;
use countersign_workflow as workflow;
use countersign_workflow::verify::{
    Answer, OnlyOne, Query, SeenPart, State, keep_known, not_checked, only_one,
};
use countersign_workflow::{AskedVersion, cache, folder, open};

impl Registry {
    /// What there is to say about the registry, a statement or a version; the same as `countersign verify` says.
    ///
    /// # Errors
    /// Where there is no registry, or what was seen of it before cannot be read.
    /// That a registry is broken is no error: see [`Report::outcome`].
    pub fn verify(&self, question: Question) -> Result<Report, Error> {
        let query = Query { question, pins: &[], state: State::Head, file: None };
        answer(&mut self.here()?, query).map_err(Error::of)
    }
}

fn answer(here: &mut Here, mut query: Query<'_>) -> Result<Report, workflow::Error> {
    if let Some(about) = one(&query.question)
        && let OnlyOne::Part(part) = only_one(here, &about)?
    {
        let SeenPart { examined, not_checked, beside, commit } = *part;
        query.question.not_checked.extend(not_checked);
        query.question.beside.extend(beside);
        query.question.commit = Some(commit);
        let complete = query.complete(here, &examined)?;
        let report = examined.answer(&complete.question);
        // Where it cannot be remembered, the verdict is the same.
        let _ = complete.remember(here, report.outcome);
        return Ok(report);
    }
    let store = open::find(here)?;
    let commit = open::head(&store)?;
    let parts = store.parts(&commit, &layout::is_statement)?;
    query.question.not_checked.extend(not_checked(&store));
    let beside = match one(&query.question) {
        Some(about) => folder::of_part(&store, &parts, &format!("registry/{}", about.statement()))?,
        None => folder::all(&store, &parts)?,
    };
    query.question.not_checked.extend(beside.not_checked);
    query.question.beside.extend(beside.findings);
    query.question.commit = Some(commit.to_string());
    let landed = || open::landed(&store, commit);
    let mut held: Vec<StatementLine> = Vec::new();
    let mut take = |lines: Option<Vec<StatementLine>>| {
        match lines {
            Some(lines) => held.extend(lines),
            None => held.clear(),
        }
        true
    };
    let answer = query.of_all(here, (&parts, &landed), &|judged| judged.lines, &mut take)?;
    let Some(Answer { examined, mut report, .. }) = answer else {
        unreachable!("whatever is told is taken")
    };
    keep_known(cache::Place::of(here, &store, &commit), &examined);
    report.statements = held;
    Ok(report)
}

/// The statement that is asked about, where less than everything may be enough for the answer.
fn one(question: &Question) -> Option<AskedVersion> {
    let of_all = question.strict || matches!(question.expect, Some(Expect::Checkpoint(..)));
    match &question.subject {
        _ if of_all => None,
        Subject::Registry => None,
        Subject::Statement(statement) => Some(AskedVersion::Current(statement.clone())),
        Subject::Version(id) => Some(AskedVersion::Exact(id.clone())),
    }
}

/// A finding as an English sentence.
#[must_use]
pub fn sentence(finding: &Finding) -> String {
    speech::finding(finding).told().english()
}
