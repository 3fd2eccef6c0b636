//! Everything that was gathered against the registry as it is: what fits, what is here, what waits, what is refused.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use super::Passed;
use super::gather::Gathered;
use super::inside::Paper;
use super::refusal::{Answer, Refusal};
use crate::draft::{self, Draft, RefusedAct, WithMore};
use crate::land::Signed;
use crate::open::Opened;
use crate::organisation::invite;
use crate::progress::Steps;
use crate::waiting::Waiting;
use crate::{Error, World, asked, clock};
use countersign_core::digest::Hash;
use countersign_core::layout;
use countersign_core::ledger::conditions::Unsettled;
use countersign_core::ledger::version::Version;
use countersign_core::ledger::{State, Violation, order};
use countersign_core::name::{Domain, VersionId};
use countersign_core::record::{Body, Kind, Record};
use countersign_core::time::Timestamp;

mod candidates;

use candidates::Candidates;

/// A file that was given.
pub struct Given {
    /// Its name.
    pub file: PathBuf,
    /// What became of it.
    pub fate: Fate,
}

/// What became of one file.
pub enum Fate {
    /// It belongs to this one of [`Judged::items`].
    Item(usize),
    /// It is no answer, and was not meant to be one.
    Passed(Passed),
    /// It cannot be used.
    Unusable(Refusal),
}

/// What is to be done with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It goes in.
    New,
    /// It is in already.
    Here,
    /// It is kept until more people have signed.
    Waits,
    /// It cannot be taken in.
    Refused,
}

/// One record with all its signatures, from however many files.
pub struct Item {
    /// The record.
    pub signed: Signed,
    /// Why it cannot be taken in, where it cannot.
    pub refusal: Option<Refusal>,
    /// Its version, where that is a draft.
    pub draft: Option<VersionId>,
    standing: Standing,
    files: Vec<PathBuf>,
}

impl Item {
    /// What is to be done with it.
    #[must_use]
    pub const fn standing(&self) -> Standing {
        if self.refusal.is_some() { Standing::Refused } else { self.standing }
    }
}

/// A draft, and how it is once the new acts are on it.
pub(super) struct Plan {
    pub(super) draft: Draft,
    pub(super) state: State,
    /// Organisations whose decline, which was not public, another act takes the place of.
    pub(super) replaced: BTreeSet<Domain>,
}

/// Everything, checked.
pub struct Judged {
    /// The files, in the order in which they were given.
    pub files: Vec<Given>,
    /// Their records.
    pub items: Vec<Item>,
    pub(super) drafts: BTreeMap<VersionId, Plan>,
}

impl Judged {
    /// The version that an act is about, on its draft or published.
    #[must_use]
    pub fn version<'a>(&'a self, opened: &'a Opened, id: &VersionId) -> Option<&'a Version> {
        let draft = self.drafts.get(id).and_then(|plan| plan.state.version(id));
        draft.or_else(|| opened.examined.pending.state.version(id))
    }
}

/// Judges what was gathered; nothing is written.
///
/// # Errors
/// Where the registry cannot be read.
pub fn judge(
    world: &mut dyn World,
    opened: &Opened,
    gathered: Vec<Gathered>,
) -> Result<Judged, Error> {
    let candidates = Candidates::of(world, opened, &gathered)?;
    let mut judged = Judged { files: Vec::new(), items: Vec::new(), drafts: BTreeMap::new() };
    let mut by_hash: HashMap<Hash, usize> = HashMap::new();
    let mut steps = Steps::new(world, gathered.len());
    for Gathered { file, paper, is_told } in gathered {
        let signed = match paper {
            Paper::Reply(signed) => Ok(signed),
            Paper::Signature(signature) => candidates.fit(signature).map_err(Fate::Unusable),
            Paper::Record(_) => Err(Fate::Passed(Passed::Unsigned)),
            Paper::Other(why) => Err(Fate::Passed(why)),
            Paper::Unusable(refusal) => Err(Fate::Unusable(refusal)),
        };
        let fate = match signed {
            Ok(signed) => Fate::Item(judged.add(&mut by_hash, signed, &file)),
            Err(fate) => fate,
        };
        if is_told {
            judged.files.push(Given { file, fate });
        }
        steps.step(world);
    }
    steps.end(world);
    judged.find_what_is_here(opened)?;
    judged.refuse_ahead(world.now());
    judged.refuse_contradictions();
    judged.refuse_older_than_a_no(world, opened)?;
    judged.refuse_ready_made(world, opened)?;
    judged.judge_main(opened);
    judged.judge_drafts(opened);
    Ok(judged)
}

impl Judged {
    /// The item of a record, with these signatures added to those that it has.
    fn add(&mut self, by_hash: &mut HashMap<Hash, usize>, signed: Signed, file: &Path) -> usize {
        let hash = signed.record.hash();
        if let Some((index, item)) =
            by_hash.get(&hash).and_then(|index| Some((*index, self.items.get_mut(*index)?)))
        {
            item.signed.join(signed);
            item.files.push(file.to_owned());
            return index;
        }
        let files = vec![file.to_owned()];
        let (refusal, draft) = (None, None);
        self.items.push(Item { signed, refusal, draft, standing: Standing::New, files });
        by_hash.insert(hash, self.items.len() - 1);
        self.items.len() - 1
    }

    /// Finds the draft that an item is about, what others signed of it before, and whether it is here already.
    fn find_what_is_here(&mut self, opened: &Opened) -> Result<(), Error> {
        let published = &opened.examined.pending.state;
        for item in &mut self.items {
            let record = &item.signed.record;
            if opened.examined.reading.by_hash.contains_key(&record.hash()) {
                item.standing = Standing::Here;
                continue;
            }
            if matches!(record.kind(), Kind::Endorsement | Kind::Publication)
                && let Some(id) = record.version()
                && published.version(&id).is_none()
            {
                if !self.drafts.contains_key(&id) {
                    let Some(draft) = Draft::find(opened, &id)? else { continue };
                    let (state, replaced) = (draft.state.clone(), BTreeSet::new());
                    self.drafts.insert(id.clone(), Plan { draft, state, replaced });
                }
                let acts = self.drafts.get(&id).map(|plan| &plan.draft.acts);
                if acts
                    .is_some_and(|acts| acts.iter().any(|act| act.record.hash() == record.hash()))
                {
                    item.standing = Standing::Here;
                }
                item.draft = Some(id);
            }
            let place = layout::record_place_of(record, None);
            if let Some(path) = place.as_ref().and_then(layout::path_of)
                && let Some(waiting) = Waiting::at(opened, &path)?
                && waiting.item.record.hash() == record.hash()
            {
                let before = waiting.item.signatures.len();
                let new = std::mem::replace(&mut item.signed, waiting.item);
                item.signed.join(new);
                if item.signed.signatures.len() == before {
                    item.standing = Standing::Here;
                }
            }
            if item.standing == Standing::New
                && let Body::Organisation(body) = item.signed.record.body()
                && body.number == 1
                && let Some(other) = invite::answered(opened, &body.organisation)?
                && other.item.record.hash() != item.signed.record.hash()
            {
                let organisation = body.organisation.clone();
                let keys = other.body.keys.iter().map(|one| one.key.fingerprint()).collect();
                item.refusal = Some(Refusal::OtherEnrolment { organisation, keys });
            }
        }
        Ok(())
    }

    /// What is dated far ahead of this clock would make everybody's clock look wrong from then on.
    fn refuse_ahead(&mut self, now: Timestamp) {
        for item in self.items.iter_mut().filter(|item| item.standing() == Standing::New) {
            let record = &item.signed.record;
            let answer = match record.body() {
                Body::Endorsement(body) => Some(Answer::of(body)),
                _ => None,
            };
            if let Some(time) = clock::ahead(now, record) {
                item.refusal = Some(Refusal::Ahead { time, now, answer });
            }
        }
    }

    /// Where one organisation says two things at one place of its chain, nobody guesses which it means.
    fn refuse_contradictions(&mut self) {
        let mut answers: BTreeMap<(VersionId, Domain, u64), Vec<usize>> = BTreeMap::new();
        for (index, item) in self.items.iter().enumerate() {
            if let Body::Endorsement(body) = item.signed.record.body()
                && item.standing == Standing::New
            {
                let version = body.statement.at(body.version);
                let key = (version, body.organisation.clone(), body.number);
                answers.entry(key).or_default().push(index);
            }
        }
        for indices in answers.into_values().filter(|indices| indices.len() > 1) {
            let files: Vec<PathBuf> = indices
                .iter()
                .filter_map(|index| self.items.get(*index))
                .flat_map(|item| item.files.iter().cloned())
                .collect();
            for index in indices {
                if let Some(item) = self.items.get_mut(index)
                    && let Body::Endorsement(body) = item.signed.record.body()
                {
                    let organisation = body.organisation.clone();
                    let files = files.clone();
                    item.refusal = Some(Refusal::TwoAnswers { organisation, files });
                }
            }
        }
    }

    /// Who said no before the version was published, and was not shown with it, is not counted by an older yes.
    fn refuse_older_than_a_no(&mut self, world: &dyn World, opened: &Opened) -> Result<(), Error> {
        let mut noes: BTreeMap<VersionId, BTreeMap<Domain, Timestamp>> = BTreeMap::new();
        for item in self.items.iter_mut().filter(|item| item.draft.is_none()) {
            let Body::Endorsement(body) = item.signed.record.body() else { continue };
            if body.number > 1 || item.standing() != Standing::New {
                continue;
            }
            let id = body.statement.at(body.version);
            if !noes.contains_key(&id) {
                noes.insert(id.clone(), asked::noes(world, opened, &id)?);
            }
            let no = noes.get(&id).and_then(|noes| noes.get(&body.organisation));
            if let Some(no) = no.filter(|no| body.made_at <= **no) {
                item.refusal = Some(Refusal::declined_since(body, *no));
            }
        }
        Ok(())
    }

    /// Whoever saw the mail with a request could find its ready-made answers in the log: none of them is withheld.
    fn refuse_ready_made(&mut self, world: &dyn World, opened: &Opened) -> Result<(), Error> {
        for item in &mut self.items {
            let Body::Endorsement(body) = item.signed.record.body() else { continue };
            let plan = item.draft.as_ref().and_then(|id| self.drafts.get(id));
            let Some(plan) = plan.filter(|_| item.standing == Standing::New) else { continue };
            let is_withheld = plan.draft.withheld.contains(&body.organisation);
            let record = item.signed.record.hash();
            if is_withheld && asked::ready_made(world, opened, &plan.draft.id)?.contains(&record) {
                item.refusal = Some(Refusal::ReadyMade(Answer::of(body)));
            }
        }
        Ok(())
    }

    /// What lands on the branch that is checked out, in the order in which it would be logged.
    fn judge_main(&mut self, opened: &Opened) {
        let mut state = (*opened.examined.pending.state).clone();
        let mut items: Vec<&mut Item> = self
            .items
            .iter_mut()
            .filter(|item| item.draft.is_none() && item.standing() == Standing::New)
            .collect();
        order::sort(&mut items, |item| &item.signed.record);
        for item in items {
            let (record, verified) = (&item.signed.record, item.signed.verified_signatures());
            let place = layout::record_place_of(record, None);
            let may_wait = place.as_ref().and_then(layout::waiting_branch).is_some();
            match draft::apply(&mut state, record, &verified) {
                Ok(()) => {}
                Err(Violation::Threshold { .. })
                    if may_wait && record.kind() != Kind::Publication =>
                {
                    item.standing = Standing::Waits;
                }
                Err(violation) => {
                    item.refusal = Some(Refusal::of(violation, record, verified.len(), &state));
                }
            }
        }
        for Unsettled { record, violation, .. } in state.end_append(u64::MAX) {
            let is_it = |item: &&mut Item| item.signed.record.hash() == record;
            if let Some(item) = self.items.iter_mut().find(is_it) {
                let (record, signed) = (&item.signed.record, item.signed.signatures.len());
                item.refusal = Some(Refusal::of(violation, record, signed, &state));
            }
        }
    }

    fn judge_drafts(&mut self, opened: &Opened) {
        for (id, plan) in &mut self.drafts {
            let mut acts: Vec<&mut Item> = self
                .items
                .iter_mut()
                .filter(|item| item.draft.as_ref() == Some(id) && item.standing() == Standing::New)
                .collect();
            plan.judge(opened, &mut acts);
        }
    }
}

impl Plan {
    fn judge(&mut self, opened: &Opened, items: &mut [&mut Item]) {
        for item in &mut *items {
            self.look_for_a_decline(item);
        }
        let is_act =
            |item: &Item| item.refusal.is_none() && item.signed.record.kind() == Kind::Endorsement;
        let places: Vec<usize> = (0..items.len()).filter(|at| is_act(items[*at])).collect();
        let acts: Vec<&Signed> = places.iter().map(|at| &items[*at].signed).collect();
        let replaced: BTreeSet<&Domain> = self.replaced.iter().collect();
        let Ok(more) = self.draft.beside(opened, &acts, &replaced) else { return };
        let WithMore { state, refused } = more;
        for RefusedAct { index, violation } in refused {
            if let Some(item) = places.get(index).and_then(|at| items.get_mut(*at)) {
                let signed = item.signed.signatures.len();
                let refusal = Refusal::of(violation, &item.signed.record, signed, &state);
                item.refusal = Some(refusal);
            }
        }
        for item in items.iter_mut().filter(|item| item.signed.record.kind() == Kind::Publication) {
            let (record, verified) = (&item.signed.record, item.signed.verified_signatures());
            match draft::apply(&mut state.clone(), record, &verified) {
                // Whether conditions hold is asked when it is published.
                Ok(())
                | Err(
                    Violation::Threshold { .. }
                    | Violation::Condition { .. }
                    | Violation::PrivateDecline { .. },
                ) => item.standing = Standing::Waits,
                Err(violation) => {
                    item.refusal = Some(Refusal::of(violation, record, verified.len(), &state));
                }
            }
        }
        self.state = state;
    }

    /// A decline that was not made public is never logged, and what the organisation signs after it takes its place.
    ///
    /// What it signed before that, or for the same request, does not: nobody who declined is counted by an older yes.
    fn look_for_a_decline(&mut self, item: &mut Item) {
        let Body::Endorsement(body) = item.signed.record.body() else { return };
        let id = &self.draft.id;
        let last = self.draft.state.version(id).and_then(|one| one.last_act(&body.organisation));
        let Some(declined) = last.filter(|last| last.body.public == Some(false)) else { return };
        if body.number == 1 && body.made_at > declined.body.made_at {
            self.replaced.insert(body.organisation.clone());
        } else {
            item.refusal = Some(Refusal::declined_since(body, declined.body.made_at));
        }
    }
}

/// The organisation that a record is by, where it is one's.
fn by(record: &Record) -> Option<&Domain> {
    use countersign_core::record::confirmation::ConfirmedBy;
    match record.body() {
        Body::Endorsement(body) => Some(&body.organisation),
        Body::Organisation(body) => Some(&body.organisation),
        Body::Confirmation(body) => match &body.confirmed_by {
            ConfirmedBy::Organisation(domain) => Some(domain),
            ConfirmedBy::Maintainer(_) => None,
        },
        _ => None,
    }
}
