//! What is not yet public: one branch for each version, with the statement, its words and the acts so far.
//!
//! A draft is judged by the ledger like everything else: the statement and the acts are applied to the state
//! that the branch `main` has, in the order in which publication would log them.

use std::collections::{BTreeMap, BTreeSet};

use super::acts::Signed;
use super::beside::Beside;
use super::failure::{Failure, Stop};
use super::open::Opened;
use super::session::Session;
use crate::layout::{self, Place};
use crate::ledger::{State, Violation, order};
use crate::locale::{Sentence, Tell, sentence};
use crate::name::{Domain, StatementId, VersionId};
use crate::record::entry::RecordEntry;
use crate::record::signature::Fitting;
use crate::record::{Body, Kind, Record};
use crate::speech;
use crate::store::{ObjectId, Snapshot};
use crate::tree::Source;
use crate::verify::reading::{self, ReadRecord};

/// A version on its branch.
pub(crate) struct Draft {
    pub(crate) id: VersionId,
    pub(crate) branch: String,
    pub(crate) commit: ObjectId,
    pub(crate) snapshot: Snapshot,
    /// The statement's record.
    pub(crate) statement: Record,
    /// The acts on exactly this draft that the ledger admits.
    pub(crate) acts: Vec<ReadRecord>,
    /// Acts that do not count, and why.
    pub(crate) stale: Vec<Stale>,
    /// The organisations that asked for their names not to be published.
    pub(crate) withheld: BTreeSet<Domain>,
    /// The state with this version put forward and its acts applied.
    pub(crate) state: State,
}

/// An act on the branch that does not count.
pub(crate) struct Stale {
    pub(crate) path: String,
    pub(crate) why: Sentence,
    /// Whether it is about a draft that was replaced.
    pub(crate) is_older: bool,
}

impl Draft {
    /// The draft of a version, where there is one that is not published yet.
    pub(crate) fn find(opened: &Opened, id: &VersionId) -> Result<Option<Self>, Failure> {
        if opened.examined.pending.state.version(id).is_some() {
            return Ok(None);
        }
        let branch = layout::proposal_branch(id);
        match opened.store.branch(&branch)? {
            Some(commit) => Self::read(opened, id, branch, commit).map(Some),
            None => Ok(None),
        }
    }

    /// The versions that have a branch of their own and are not published.
    pub(crate) fn all(opened: &Opened) -> Result<Vec<VersionId>, Failure> {
        let branches = opened.store.other_branches("proposals/")?;
        let ids = branches.keys().filter_map(|branch| layout::version_of_branch(branch));
        Ok(ids.filter(|id| opened.examined.pending.state.version(id).is_none()).collect())
    }

    /// The draft that lies at a commit.
    pub(crate) fn read(
        opened: &Opened,
        id: &VersionId,
        branch: String,
        commit: ObjectId,
    ) -> Result<Self, Failure> {
        let snapshot = opened.store.snapshot(&commit)?;
        let reading = reading::read(&snapshot);
        let broken = |why: Sentence| {
            Failure::new(
                Stop::Broken,
                sentence("failure-draft-unread", &[("id", id.to_string().into())]),
            )
            .why(why)
            .attempt(sentence("failure-try-propose", &[("id", id.statement.to_string().into())]))
        };
        let path = layout::path_of(&Place::Statement(id.clone())).unwrap_or_default();
        let statement = reading.records.iter().find(|read| read.path == path);
        let statement = statement
            .filter(|read| {
                read.record.kind() == Kind::Statement && read.record.version().as_ref() == Some(id)
            })
            .ok_or_else(|| {
                let why = reading.findings.iter().find(|finding| finding.path == path);
                broken(why.map_or_else(
                    || sentence("failure-draft-no-statement", &[]),
                    |finding| speech::finding(finding).message,
                ))
            })?;
        let mut draft = Self {
            id: id.clone(),
            branch,
            commit,
            snapshot,
            statement: statement.record.clone(),
            acts: Vec::new(),
            stale: Vec::new(),
            withheld: BTreeSet::new(),
            state: (*opened.examined.pending.state).clone(),
        };
        apply(&mut draft.state, &draft.statement, &[])
            .map_err(|refusal| broken(speech::violation(&refusal)))?;
        let files = &draft.snapshot.listing().files;
        let enrolled = draft.state.organisations().keys();
        draft.withheld =
            enrolled.filter(|one| files.contains_key(&layout::wish(id, one))).cloned().collect();
        let mut acts: Vec<ReadRecord> = reading
            .records
            .into_iter()
            .filter(|read| read.record.kind() == Kind::Endorsement)
            .collect();
        order::sort(&mut acts, |read| &read.record);
        for act in acts {
            let stale = if layout::record_path(&act.record, None).as_deref() != Some(&act.path) {
                Some((sentence("failure-misplaced", &[]), false))
            } else {
                let applied = apply(&mut draft.state, &act.record, &act.fitting());
                applied.err().map(|refusal| {
                    let is_older = matches!(refusal, Violation::OtherWords { .. });
                    (speech::violation(&refusal), is_older)
                })
            };
            match stale {
                None => draft.acts.push(act),
                Some((why, is_older)) => draft.stale.push(Stale { path: act.path, why, is_older }),
            }
        }
        Ok(draft)
    }

    /// The state with one more act; `replaced` is the organisation whose earlier acts it takes the place of.
    pub(crate) fn with(
        &self,
        opened: &Opened,
        item: &Signed,
        replaced: Option<&Domain>,
    ) -> Result<State, Violation> {
        let (state, refused) =
            self.beside(opened, &[(0, item)], &replaced.into_iter().collect())?;
        refused.into_iter().next().map_or(Ok(state), |(_, violation)| Err(violation))
    }

    /// The state with more acts, and which of those were refused; the organisations in `replaced` begin anew.
    pub(crate) fn beside(
        &self,
        opened: &Opened,
        items: &[(usize, &Signed)],
        replaced: &BTreeSet<&Domain>,
    ) -> Result<(State, Vec<(usize, Violation)>), Violation> {
        let stays = |read: &&ReadRecord| match read.record.body() {
            Body::Endorsement(body) => !replaced.contains(&body.organisation),
            _ => true,
        };
        let stay = self.acts.iter().filter(stays);
        let mut acts: Vec<(Option<usize>, &Record, Vec<Fitting>)> =
            stay.map(|read| (None, &read.record, read.fitting())).collect();
        acts.extend(items.iter().map(|(index, item)| (Some(*index), &item.record, item.fitting())));
        order::sort(&mut acts, |(_, record, _)| record);
        let mut state = (*opened.examined.pending.state).clone();
        apply(&mut state, &self.statement, &[])?;
        let mut refused = Vec::new();
        for (index, record, signatures) in acts {
            match (apply(&mut state, record, &signatures), index) {
                (Err(violation), Some(index)) => refused.push((index, violation)),
                (Err(violation), None) => return Err(violation),
                (Ok(()), _) => {}
            }
        }
        Ok((state, refused))
    }

    /// Writes files on the draft's branch; the acts of those in `replaced` that are not among the files go.
    pub(crate) fn write<'a>(
        &self,
        session: &Session,
        opened: &Opened,
        put: BTreeMap<String, Vec<u8>>,
        replaced: impl Iterator<Item = &'a Domain>,
        message: &str,
    ) -> Result<(), Failure> {
        let folder = layout::version_folder(&self.id);
        let folders: Vec<String> =
            replaced.map(|domain| format!("{folder}/endorsements/{domain}/")).collect();
        let goes = |path: &&String| {
            folders.iter().any(|folder| path.starts_with(folder)) && !put.contains_key(*path)
        };
        let remove: BTreeSet<String> = self.paths().filter(goes).cloned().collect();
        // Where the draft was replaced after it was shown, the branch has moved.
        let (branch, shown) = (self.branch.clone(), Some(self.commit));
        let branch = Beside { branch, old: shown, base: shown };
        branch.commit(session, opened, put, remove, message)
    }

    /// The texts and attachments, by path, as their hashes in the statement bind them.
    pub(crate) fn words(&self) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
        words_of(&self.statement, &self.snapshot)
    }

    /// The path of every file on the branch.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &String> {
        self.snapshot.listing().files.keys()
    }
}

/// The texts and attachments that a statement binds, by path; none for other records.
pub(crate) fn words_of(
    record: &Record,
    source: &dyn Source,
) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
    let Body::Statement(body) = record.body() else { return Ok(BTreeMap::new()) };
    let id = body.id.at(body.version);
    let texts = body.texts.iter().map(|(language, text)| {
        (Place::Text(id.clone(), language.clone()), text.bytes, text.sha256)
    });
    let attachments = body
        .attachments
        .iter()
        .map(|file| (Place::Attachment(id.clone(), file.file.clone()), file.bytes, file.sha256));
    let mut words = BTreeMap::new();
    for (place, bytes_max, sha256) in texts.chain(attachments) {
        let path = layout::path_of(&place).unwrap_or_default();
        let bytes = super::open::read_file(source, &path, bytes_max)?;
        if crate::digest::Hash::of(&bytes) != sha256 {
            return Err(Failure::new(
                Stop::Broken,
                sentence("failure-changed-since", &[("path", path.to_string().into())]),
            ));
        }
        words.insert(path, bytes);
    }
    Ok(words)
}

/// Applies a record that is not logged yet to a state; its position is the end of everything.
pub(crate) fn apply(
    state: &mut State,
    record: &Record,
    signatures: &[Fitting],
) -> Result<(), Violation> {
    state.apply(u64::MAX, &RecordEntry::of(record, signatures), Some(record), signatures)
}

/// The version that `ID` or `ID@V` means to somebody who acts: with several, it must be said which.
pub(crate) fn version_to_act_on(
    opened: &Opened,
    asked: &super::open::AskedVersion,
) -> Result<VersionId, Failure> {
    use super::open::AskedVersion;
    match asked {
        AskedVersion::Exact(id) => Ok(id.clone()),
        AskedVersion::Current(statement) => {
            let versions = versions(opened, statement)?;
            match versions.as_slice() {
                [] => Err(super::open::no_version(statement.as_str())),
                [only] => Ok(only.clone()),
                several => {
                    let list: Vec<String> = several.iter().map(ToString::to_string).collect();
                    Err(Failure::new(
                        Stop::Usage,
                        sentence(
                            "failure-several-versions",
                            &[("statement", statement.to_string().into())],
                        ),
                    )
                    .why(list.join(", "))
                    .attempt(sentence("failure-one-of-these", &[])))
                }
            }
        }
    }
}

fn versions(opened: &Opened, statement: &StatementId) -> Result<Vec<VersionId>, Failure> {
    let state = &opened.examined.pending.state;
    let published =
        state.statements().get(statement).map_or(0, |history| history.versions.len() as u64);
    let mut versions: Vec<VersionId> =
        (1..=published).map(|version| statement.at(version)).collect();
    versions.extend(Draft::all(opened)?.into_iter().filter(|id| id.statement == *statement));
    Ok(versions)
}

impl Session {
    /// Why the ledger refused what a command was about to write.
    pub(crate) fn refused(what: impl Tell, refusal: &Violation) -> Failure {
        Failure::new(Stop::Refused, sentence("failure-cannot-log", &[("what", what.tell().into())]))
            .why(speech::violation(refusal))
            .attempt("countersign log")
    }
}
