//! What is not yet public: one branch for each version, with the statement, its words and the acts so far.
//!
//! A draft is judged by the ledger like everything else: the statement and the acts are applied to the state
//! that the branch `main` has, in the order in which publication would log them.

use std::collections::{BTreeMap, BTreeSet};

use super::beside::Beside;
use super::error::{DraftError, DraftFault, OpenError};
use super::land::Signed;
use super::open::{self, Opened};
use super::{AskedVersion, Error, World};
use countersign_core::digest::Hash;
use countersign_core::layout;
use countersign_core::ledger::version::Version;
use countersign_core::ledger::{State, Violation, order};
use countersign_core::name::{Domain, StatementId, VersionId};
use countersign_core::record::endorsement::Act;
use countersign_core::record::entry::RecordEntry;
use countersign_core::record::signature::VerifiedSignature;
use countersign_core::record::{Body, Kind, Record};
use countersign_core::tree::Source;
use countersign_core::verify::reading::{self, ReadRecord};
use countersign_git::store::{ObjectId, Snapshot, Store};

/// A version on its branch.
pub struct Draft {
    /// The version.
    pub id: VersionId,
    /// Its branch.
    pub branch: String,
    /// The branch's commit.
    pub commit: ObjectId,
    /// That commit's files.
    pub snapshot: Snapshot,
    /// The statement's record.
    pub statement: Record,
    /// The acts on exactly this draft that the ledger admits.
    pub acts: Vec<ReadRecord>,
    /// Acts that do not count, and why.
    pub stale: Vec<Stale>,
    /// The last word of each organisation on a draft that was replaced, where it has said nothing of this one.
    pub before: BTreeMap<Domain, Act>,
    /// The organisations that asked for their names not to be published.
    pub withheld: BTreeSet<Domain>,
    /// The state with this version put forward and its acts applied.
    pub state: State,
}

/// An act on the branch that does not count.
#[derive(Debug)]
pub struct Stale {
    /// Where it lies.
    pub path: String,
    /// Why it does not count.
    pub why: StaleWhy,
}

/// Why an act on the branch does not count.
#[derive(Debug, PartialEq, Eq)]
pub enum StaleWhy {
    /// It does not lie where it belongs.
    Misplaced,
    /// The rules do not admit it.
    Refused(Box<Violation>),
}

impl Stale {
    /// Whether it is about a draft that was replaced.
    #[must_use]
    pub(crate) fn is_older(&self) -> bool {
        matches!(&self.why, StaleWhy::Refused(why) if matches!(**why, Violation::OtherWords { .. }))
    }
}

/// More acts on a draft, and what became of them.
pub struct WithMore {
    /// The state with those that the rules admit.
    pub state: State,
    /// Those that they do not.
    pub refused: Vec<RefusedAct>,
}

/// An act that the rules do not admit on a draft.
#[derive(Debug)]
pub struct RefusedAct {
    /// Which of those that were given.
    pub index: usize,
    /// Which rule.
    pub violation: Violation,
}

impl Draft {
    /// The draft of a version, where there is one that is not published yet.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn find(opened: &Opened, id: &VersionId) -> Result<Option<Self>, Error> {
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
    ///
    /// # Errors
    /// Where the repository cannot be read.
    pub fn all(opened: &Opened) -> Result<Vec<VersionId>, Error> {
        let branches = opened.store.other_branches("proposals/")?;
        let ids = branches.keys().filter_map(|branch| layout::version_of_branch(branch));
        Ok(ids.filter(|id| opened.examined.pending.state.version(id).is_none()).collect())
    }

    /// The draft that lies at a commit.
    ///
    /// # Errors
    /// Where none does that could be published.
    pub fn read(
        opened: &Opened,
        id: &VersionId,
        branch: String,
        commit: ObjectId,
    ) -> Result<Self, Error> {
        let snapshot = opened.store.snapshot(&commit)?;
        let reading = reading::read(&snapshot);
        let unread =
            |fault: DraftFault| DraftError::Unread { id: id.clone(), fault: Box::new(fault) };
        let path = layout::statement_path(id);
        let statement = reading.records.iter().find(|read| read.path == path);
        let statement = statement
            .filter(|read| {
                read.record.kind() == Kind::Statement && read.record.version().as_ref() == Some(id)
            })
            .ok_or_else(|| {
                let why = reading.findings.iter().find(|finding| finding.path == path);
                unread(why.map_or(DraftFault::NoStatement, |why| DraftFault::Finding(why.clone())))
            })?;
        let mut draft = Self {
            id: id.clone(),
            branch,
            commit,
            snapshot,
            statement: statement.record.clone(),
            acts: Vec::new(),
            stale: Vec::new(),
            before: BTreeMap::new(),
            withheld: BTreeSet::new(),
            state: (*opened.examined.pending.state).clone(),
        };
        if draft.statement.binds_names().is_some() && draft.statement.names().is_none() {
            return Err(DraftError::Changed(layout::signatories_path(id)).into());
        }
        apply(&mut draft.state, &draft.statement, &[])
            .map_err(|violation| unread(DraftFault::Refused(Box::new(violation))))?;
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
                Some(StaleWhy::Misplaced)
            } else {
                let applied = apply(&mut draft.state, &act.record, &act.verified_signatures());
                applied.err().map(|violation| StaleWhy::Refused(Box::new(violation)))
            };
            match stale {
                None => draft.acts.push(act),
                Some(why) => {
                    let stale = Stale { path: act.path, why };
                    if let (true, Body::Endorsement(body)) = (stale.is_older(), act.record.body()) {
                        draft.before.insert(body.organisation.clone(), body.act);
                    }
                    draft.stale.push(stale);
                }
            }
        }
        for act in &draft.acts {
            if let Body::Endorsement(body) = act.record.body() {
                draft.before.remove(&body.organisation);
            }
        }
        Ok(draft)
    }

    /// The state with one more act; `replaced` is the organisation whose earlier acts it takes the place of.
    ///
    /// # Errors
    /// Where the rules do not admit it.
    pub fn with(
        &self,
        opened: &Opened,
        item: &Signed,
        replaced: Option<&Domain>,
    ) -> Result<State, Violation> {
        let WithMore { state, refused } =
            self.beside(opened, &[item], &replaced.into_iter().collect())?;
        refused.into_iter().next().map_or(Ok(state), |refused| Err(refused.violation))
    }

    /// The state with more acts, and which of those were refused; the organisations in `replaced` begin anew.
    ///
    /// # Errors
    /// Where the rules do not admit what is on the draft.
    pub fn beside(
        &self,
        opened: &Opened,
        items: &[&Signed],
        replaced: &BTreeSet<&Domain>,
    ) -> Result<WithMore, Violation> {
        let stays = |read: &&ReadRecord| match read.record.body() {
            Body::Endorsement(body) => !replaced.contains(&body.organisation),
            _ => true,
        };
        let stay = self.acts.iter().filter(stays);
        let mut acts: Vec<(Option<usize>, &Record, Vec<VerifiedSignature>)> =
            stay.map(|read| (None, &read.record, read.verified_signatures())).collect();
        let mut refused = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let (record, signatures) = (&item.record, item.verified_signatures());
            // What has the place of an act that stays is judged after it, whichever hash is smaller.
            let violation = (self.has_place_of(record, replaced))
                .then(|| apply(&mut self.state.clone(), record, &signatures).err())
                .flatten();
            match violation {
                Some(violation) => refused.push(RefusedAct { index, violation }),
                None => acts.push((Some(index), record, signatures)),
            }
        }
        order::sort(&mut acts, |(_, record, _)| record);
        let mut state = (*opened.examined.pending.state).clone();
        apply(&mut state, &self.statement, &[])?;
        for (index, record, signatures) in acts {
            match (apply(&mut state, record, &signatures), index) {
                (Err(violation), Some(index)) => refused.push(RefusedAct { index, violation }),
                (Err(violation), None) => return Err(violation),
                (Ok(()), _) => {}
            }
        }
        Ok(WithMore { state, refused })
    }

    /// Whether another act that stays on the draft has the number of this one.
    fn has_place_of(&self, record: &Record, replaced: &BTreeSet<&Domain>) -> bool {
        let Body::Endorsement(new) = record.body() else { return false };
        !replaced.contains(&new.organisation)
            && self.acts.iter().any(|act| match act.record.body() {
                Body::Endorsement(body) => {
                    (&body.organisation, body.number) == (&new.organisation, new.number)
                        && act.record.hash() != record.hash()
                }
                _ => false,
            })
    }

    /// Writes files on the draft's branch; the acts of those in `replaced` that are not among the files go.
    ///
    /// # Errors
    /// Where the branch moved, or cannot be written.
    pub fn write<'a>(
        &self,
        world: &dyn World,
        opened: &Opened,
        put: BTreeMap<String, Vec<u8>>,
        replaced: impl Iterator<Item = &'a Domain>,
        message: &str,
    ) -> Result<(), Error> {
        let folder = layout::version_folder(&self.id);
        let folders: Vec<String> =
            replaced.map(|domain| format!("{folder}/endorsements/{domain}/")).collect();
        let goes = |path: &&String| {
            folders.iter().any(|folder| path.starts_with(folder)) && !put.contains_key(*path)
        };
        let remove: BTreeSet<String> = self.paths().filter(goes).cloned().collect();
        self.place().commit(world, opened, put, remove, message)
    }

    /// Its branch as it was shown: where the draft was replaced after that, the branch has moved.
    #[must_use]
    pub fn place(&self) -> Beside {
        let (branch, shown) = (self.branch.clone(), Some(self.commit));
        Beside { branch, old: shown, base: shown }
    }

    /// The texts, the names under them and the attachments, by path, as their hashes in the statement bind them.
    ///
    /// # Errors
    /// Where one is missing or was changed.
    pub fn words(&self) -> Result<BTreeMap<String, Vec<u8>>, Error> {
        words_of(&self.statement, &self.snapshot)
    }

    /// The path of every file on the branch.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &String> {
        self.snapshot.listing().files.keys()
    }
}

/// The statements of which a version has a branch of its own.
///
/// # Errors
/// Where the repository cannot be read.
pub fn statements(store: &Store) -> Result<Vec<StatementId>, Error> {
    let branches = store.other_branches("proposals/")?;
    let ids = branches.keys().filter_map(|branch| layout::version_of_branch(branch));
    Ok(ids.map(|id| id.statement).collect())
}

/// A file that a record binds.
struct BoundWords {
    path: String,
    bytes: u64,
    sha256: Hash,
}

/// The texts, names and attachments that a statement binds, or the words of a translation, by path; none for other records.
///
/// # Errors
/// Where one is missing or was changed.
pub(crate) fn words_of(
    record: &Record,
    source: &dyn Source,
) -> Result<BTreeMap<String, Vec<u8>>, Error> {
    words(bound_by(record), source)
}

/// The same without what was taken down.
///
/// # Errors
/// As [`words_of`].
pub(crate) fn words_shown(
    record: &Record,
    source: &dyn Source,
    state: &State,
) -> Result<BTreeMap<String, Vec<u8>>, Error> {
    let version = record.version().and_then(|id| state.version(&id));
    let is_shown = |file: &BoundWords| {
        version.is_none_or(|version| !version.taken_down.contains_key(&file.sha256))
    };
    words(bound_by(record).into_iter().filter(is_shown).collect(), source)
}

fn words(files: Vec<BoundWords>, source: &dyn Source) -> Result<BTreeMap<String, Vec<u8>>, Error> {
    let mut words = BTreeMap::new();
    for BoundWords { path, bytes, sha256 } in files {
        let read = open::read_file(source, &path, bytes)?;
        if Hash::of(&read) != sha256 {
            return Err(DraftError::Changed(path).into());
        }
        words.insert(path, read);
    }
    Ok(words)
}

fn bound_by(record: &Record) -> Vec<BoundWords> {
    match record.body() {
        Body::Translation(body) => {
            let path = layout::translated_path(&body.of(), &body.language, body.number);
            let text = body.text.iter();
            text.map(|text| BoundWords {
                path: path.clone(),
                bytes: text.bytes,
                sha256: text.sha256,
            })
            .collect()
        }
        Body::Statement(body) => {
            let id = body.id.at(body.version);
            let texts = body.texts.iter().map(|(language, text)| {
                let path = layout::text_path(&id, language);
                BoundWords { path, bytes: text.bytes, sha256: text.sha256 }
            });
            let attachments = body.attachments.iter().map(|file| {
                let path = layout::attachment_path(&id, &file.file);
                BoundWords { path, bytes: file.bytes, sha256: file.sha256 }
            });
            let names = body.signatories.iter().map(|names| {
                let path = layout::signatories_path(&id);
                BoundWords { path, bytes: names.bytes, sha256: names.sha256 }
            });
            texts.chain(attachments).chain(names).collect()
        }
        _ => Vec::new(),
    }
}

/// Applies a record that is not logged yet to a state; its position is the end of everything.
///
/// # Errors
/// Where the rules do not admit it.
pub fn apply(
    state: &mut State,
    record: &Record,
    signatures: &[VerifiedSignature],
) -> Result<(), Violation> {
    state.apply(u64::MAX, &RecordEntry::of(record, signatures), Some(record), signatures)
}

/// What acts on a version are judged by: the state with its draft, where there is one.
#[must_use]
pub fn state<'a>(opened: &'a Opened, draft: Option<&'a Draft>) -> &'a State {
    draft.map_or(&*opened.examined.pending.state, |draft| &draft.state)
}

/// A version as it stands, on its draft or published.
///
/// # Errors
/// Where there is none.
pub fn version<'a>(
    opened: &'a Opened,
    draft: Option<&'a Draft>,
    id: &VersionId,
) -> Result<&'a Version, Error> {
    let version = state(opened, draft).version(id);
    version.ok_or_else(|| OpenError::NoVersion(id.clone()).into())
}

/// The version that `ID` or `ID@V` means to somebody who acts: with several, it must be said which.
///
/// # Errors
/// Where there is none, or several.
pub fn version_to_act_on(opened: &Opened, asked: &AskedVersion) -> Result<VersionId, Error> {
    let statement = match asked {
        AskedVersion::Exact(id) => return Ok(id.clone()),
        AskedVersion::Current(statement) => statement,
    };
    let mut versions = versions(opened, statement)?;
    match (versions.pop(), versions.is_empty()) {
        (None, _) => Err(OpenError::NoStatement(statement.clone()).into()),
        (Some(only), true) => Ok(only),
        (Some(last), false) => {
            versions.push(last);
            let statement = statement.clone();
            Err(OpenError::SeveralVersions { statement, versions }.into())
        }
    }
}

fn versions(opened: &Opened, statement: &StatementId) -> Result<Vec<VersionId>, Error> {
    let state = &opened.examined.pending.state;
    let published =
        state.statements().get(statement).map_or(0, |history| history.versions.len() as u64);
    let mut versions: Vec<VersionId> =
        (1..=published).map(|version| statement.at(version)).collect();
    versions.extend(Draft::all(opened)?.into_iter().filter(|id| id.statement == *statement));
    Ok(versions)
}
