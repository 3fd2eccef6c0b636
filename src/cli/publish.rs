//! `countersign publish`

mod withheld;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::failure::{self, Failure, Stop};
use super::org::MaintainerKeys;
use super::prose;
use super::session::Session;
use super::told::told;
use crate::landing;
use crate::waiting;
use countersign_core::digest::Hash;
use countersign_core::escape;
use countersign_core::layout::{self, Place};
use countersign_core::ledger::approvals::Approvals;
use countersign_core::ledger::version::Version;
use countersign_core::ledger::{State, Violation};
use countersign_core::name::{Domain, VersionId};
use countersign_core::record::endorsement::Act;
use countersign_core::record::{Body, Publication, Record};
use countersign_core::time::Timestamp;
use countersign_core::verify::reading::ReadRecord;
use countersign_git::store::StoreError;
use countersign_speech as speech;
use countersign_speech::locale::{Locale, Sentence, message};
use countersign_workflow::AskedVersion;
use countersign_workflow::asked::{self, No};
use countersign_workflow::draft::{self, Draft, StaleWhy};
use countersign_workflow::land::Signed;
use countersign_workflow::open::Opened;
use countersign_workflow::waiting::Waiting;

/// Make a version official: from now on it is the current one
///
/// Everything that was signed on the draft lands with it, or is left out by name with --without.
/// An organisation that did not answer is not counted: silence is never consent.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The version, such as 2021/solidarity@1
    #[arg(value_name = "ID[@V]")]
    id: AskedVersion,
    /// Leave out what this organisation signed; again for each
    #[arg(long, value_name = "DOMAIN")]
    without: Vec<Domain>,
    /// Publish what this organisation signed without its name, as it asked: nobody can check it; again for each
    #[arg(long, value_name = "DOMAIN")]
    withhold: Vec<Domain>,
    /// Say what would happen, and write nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    maintainers: MaintainerKeys,
}

impl Arguments {
    /// The publication of a version that waits, approved by these maintainers.
    pub(crate) fn approving(id: VersionId, maintainers: MaintainerKeys) -> Self {
        let id = AskedVersion::Exact(id);
        Self { id, without: Vec::new(), withhold: Vec::new(), dry_run: false, maintainers }
    }
}

#[derive(Serialize)]
struct Facts<'a> {
    version: &'a VersionId,
    record: Hash,
    endorsed: u64,
    named: u64,
    /// Organisations whose names are withheld from the start.
    withheld: u64,
    written: bool,
    logged: bool,
}

impl<'a> Facts<'a> {
    fn of(draft: &'a Draft, state: &State, version: &Version, written: bool, logged: bool) -> Self {
        Self {
            version: &draft.id,
            record: version.record,
            endorsed: state.endorsed(version) as u64,
            named: version.statement.signatories.len() as u64,
            withheld: 0,
            written,
            logged,
        }
    }
}

impl Arguments {
    pub(crate) fn run(self, session: &mut Session) -> Result<u8, Failure> {
        let opened = Opened::for_writing(session, Some(self.id.statement()))?;
        let draft = self.draft(&opened)?;
        let without: BTreeSet<&Domain> = self.without.iter().collect();
        self.check_left_out(&draft, &without)?;
        let (mut landing, mut left_out) = choose(&draft, &without);
        let hidden = self.hidden(&draft, &mut landing, &mut left_out)?;
        for line in &left_out {
            let said = escape::terminal(&line.say(session.locale())).to_string();
            session.message(&said)?;
        }
        let mut items = vec![Signed { record: draft.statement.clone(), signatures: Vec::new() }];
        for act in &landing {
            items.push(Signed::read(&draft.snapshot, act)?);
        }
        let waiting = self.waiting(&opened, &draft)?;
        let at = waiting.as_ref().map_or(session.now(), |(_, published_at)| *published_at);
        let staged = conditions_hold(&opened, &items, at)?;
        withheld::check(&opened, &items, &hidden, at)?;
        if self.dry_run {
            return dry_run(session, &draft, &staged, hidden.len() as u64);
        }
        let waiting = waiting.map(|(waiting, _)| waiting);
        let publication = self.publication(session, &opened, (&draft, &items), waiting)?;
        let withholdings =
            withheld::withholdings(session, &opened, &draft, &hidden, &self.maintainers)?;
        if let Some(approvals) = self.lacks(&opened, &items, &publication) {
            let path = layout::path_of(&Place::Publication(draft.id.clone())).unwrap_or_default();
            let message = format!("publish {}: approved by one more\n", draft.id);
            Waiting::keep(session, &opened, draft.place(), &publication, &message)?;
            withheld::keep(session, &opened, &withholdings)?;
            let state = &draft.state;
            let staged = state
                .staged()
                .ok_or_else(|| Failure::new(Stop::Error, message::failure_nothing_forward()))?;
            let text = not_yet(&draft.id, session.locale())
                + &waiting::waits(&path, &approvals, session.locale());
            let facts = Facts::of(&draft, state, staged, false, false);
            session.answer_done("countersign.publish/1", &facts, &text)?;
            return Ok(0);
        }
        items.push(publication);
        let answers: Vec<Record> = withholdings.iter().map(|item| item.record.clone()).collect();
        items.extend(withholdings);
        let landed = landing::land(
            session,
            &opened,
            items,
            draft.words()?,
            &format!("publish {}\n", draft.id),
        )?;
        asked::keep_noes(session, &opened, &draft.id, unpublished(&draft, &landing)?)?;
        self.end_draft(session, &opened, &draft)?;
        let withheld = answers.len() as u64;
        if withheld > 0 {
            withheld::clear(session, &opened, &draft, answers)?;
        }
        let version = landed
            .state
            .version(&draft.id)
            .ok_or_else(|| Failure::new(Stop::Error, message::failure_published_gone()))?;
        let locale = session.locale();
        let text = done(&draft.id, locale)
            + &endorsed_line(&landed.state, version, locale)
            + &withheld_line(session, withheld)
            + &prose::next(locale, "countersign verify");
        let facts =
            Facts { withheld, ..Facts::of(&draft, &landed.state, version, true, landed.logged) };
        session.answer_done("countersign.publish/1", &facts, &text)?;
        Ok(0)
    }

    /// Takes the acts of those whose names are withheld out of what lands.
    fn hidden<'a>(
        &self,
        draft: &'a Draft,
        landing: &mut Vec<&'a ReadRecord>,
        left_out: &mut Vec<Sentence>,
    ) -> Result<withheld::Hidden<'a>, Failure> {
        let wanted: BTreeSet<&Domain> = self.withhold.iter().chain(&draft.withheld).collect();
        let hidden = withheld::take(landing, &wanted, left_out);
        match self.withhold.iter().find(|domain| !hidden.contains_key(domain)) {
            Some(unknown) => {
                Err(Failure::new(Stop::Refused, message::failure_endorses_nothing(unknown))
                    .why(message::failure_endorses_nothing_why())
                    .attempt(format!("countersign status {}", draft.id)))
            }
            None => Ok(hidden),
        }
    }

    /// The publication that waits on the draft's branch, and its time.
    fn waiting(
        &self,
        opened: &Opened,
        draft: &Draft,
    ) -> Result<Option<(Signed, Timestamp)>, Failure> {
        let path = layout::path_of(&Place::Publication(draft.id.clone())).unwrap_or_default();
        let waiting = Waiting::at(opened, &path)?;
        Ok(waiting.and_then(|one| match one.item.record.body() {
            Body::Publication(body) if body.record == draft.statement.hash() => {
                let published_at = body.published_at;
                Some((one.item, published_at))
            }
            _ => None,
        }))
    }

    /// The publication that waits, or a new one, with the signatures of the maintainers at hand.
    ///
    /// Where enough have signed what waits, nobody signs again.
    fn publication(
        &self,
        session: &mut Session,
        opened: &Opened,
        (draft, items): (&Draft, &[Signed]),
        waiting: Option<Signed>,
    ) -> Result<Signed, Failure> {
        if let Some(waiting) = waiting {
            if self.lacks(opened, items, &waiting).is_none() {
                return Ok(waiting);
            }
            return self.maintainers.add_to(session, opened, waiting);
        }
        let body = Publication {
            published_at: session.now(),
            record: draft.statement.hash(),
            registry: opened.registry()?,
            statement: draft.id.statement.clone(),
            tag: Default::default(),
            version: draft.id.version,
        };
        let record = Record::new(&Body::Publication(body))
            .map_err(|error| Failure::new(Stop::Error, error))?;
        self.maintainers.sign(session, opened, record)
    }

    /// Whose signatures the publication still lacks, where nothing else stands in its way.
    fn lacks(
        &self,
        opened: &Opened,
        items: &[Signed],
        publication: &Signed,
    ) -> Option<Vec<Approvals>> {
        let mut state = (*opened.examined.pending.state).clone();
        for item in items {
            draft::apply(&mut state, &item.record, &item.verified_signatures()).ok()?;
        }
        let signatures = publication.verified_signatures();
        match draft::apply(&mut state, &publication.record, &signatures) {
            Err(Violation::Threshold { .. }) if !signatures.is_empty() => {
                Some(state.approvals(&publication.record, &signatures))
            }
            _ => None,
        }
    }

    /// The version is out; what arrived on the draft in that very moment is kept there, and said.
    fn end_draft(
        &self,
        session: &mut Session,
        opened: &Opened,
        draft: &Draft,
    ) -> Result<(), Failure> {
        match opened.store.lock()?.delete_branch(&draft.branch, draft.commit) {
            Err(StoreError::Moved { .. }) => session.message(&format!(
                "an act arrived on the draft while it was published; it stays on {} and does not count: ask for it again",
                draft.branch
            )),
            other => Ok(other?),
        }
    }

    fn draft(&self, opened: &Opened) -> Result<Draft, Failure> {
        let id = match &self.id {
            AskedVersion::Exact(id) => id.clone(),
            AskedVersion::Current(statement) => {
                let current = opened.examined.pending.state.current(statement);
                statement.at(current.map_or(1, |current| current.statement.version + 1))
            }
        };
        if opened.examined.pending.state.version(&id).is_some() {
            return Err(Failure::new(Stop::Refused, message::failure_published_already(&id))
                .why(message::failure_published_already_why())
                .attempt(format!("countersign show {id}")));
        }
        Draft::find(opened, &id)?.ok_or_else(|| {
            Failure::new(Stop::Unknown, message::failure_no_draft(&id))
                .why(message::failure_no_draft_why())
                .attempt(format!(
                    "countersign propose {} --title TITLE --text en=FILE",
                    id.statement
                ))
        })
    }

    /// What is on the branch and can no longer land must be named, unless it is about an older draft.
    fn check_left_out(&self, draft: &Draft, without: &BTreeSet<&Domain>) -> Result<(), Failure> {
        for stale in &draft.stale {
            let Place::Endorsement(_, domain, _) = layout::place_of(&stale.path) else { continue };
            if !stale.is_older() && !without.contains(&domain) {
                return Err(Failure::new(Stop::Refused, message::failure_not_publishable(&domain))
                    .why(stale_why(&stale.why))
                    .attempt(message::failure_sign_again(&domain)));
            }
        }
        Ok(())
    }
}

/// Why an act on the draft does not count.
fn stale_why(why: &StaleWhy) -> Sentence {
    match why {
        StaleWhy::Misplaced => message::failure_misplaced(),
        StaleWhy::Refused(violation) => speech::violation(violation),
    }
}

/// The last word of each organisation that is left out, where it is no yes.
fn unpublished(draft: &Draft, landing: &[&ReadRecord]) -> Result<Vec<No>, Failure> {
    let mut last: BTreeMap<&Domain, &ReadRecord> = BTreeMap::new();
    for act in &draft.acts {
        if let Body::Endorsement(body) = act.record.body() {
            // The acts are in order: the last one stands.
            last.insert(&body.organisation, act);
        }
    }
    let lands = |act: &ReadRecord| landing.iter().any(|one| one.record.hash() == act.record.hash());
    let is_no = |act: &&ReadRecord| match act.record.body() {
        Body::Endorsement(body) => body.act != Act::Endorse && !lands(act),
        _ => false,
    };
    let noes = last.into_values().filter(is_no);
    noes.map(|act| {
        let preface = told(&act.record).english();
        Ok(No { act: Signed::read(&draft.snapshot, act)?, preface })
    })
    .collect()
}

/// The acts that land, and a sentence for each organisation that is left out.
fn choose<'a>(
    draft: &'a Draft,
    without: &BTreeSet<&Domain>,
) -> (Vec<&'a ReadRecord>, Vec<Sentence>) {
    let mut landing = Vec::new();
    let mut left_out: BTreeSet<Sentence> = BTreeSet::new();
    for act in &draft.acts {
        let Body::Endorsement(body) = act.record.body() else { continue };
        if without.contains(&body.organisation) {
            left_out.insert(message::publish_left_asked(&body.organisation));
        } else if body.act == Act::Decline && body.public != Some(true) {
            left_out.insert(message::publish_left_private(&body.organisation));
        } else {
            landing.push(act);
        }
    }
    left_out.extend(
        draft
            .stale
            .iter()
            .map(|stale| message::publish_left_why(&stale.path, stale_why(&stale.why))),
    );
    (landing, left_out.into_iter().collect())
}

/// The state with the version put forward and everything that lands on it, if every condition holds then.
fn conditions_hold(
    opened: &Opened,
    items: &[Signed],
    published_at: Timestamp,
) -> Result<State, Failure> {
    let mut state = (*opened.examined.pending.state).clone();
    for item in items {
        draft::apply(&mut state, &item.record, &item.verified_signatures())
            .map_err(|refusal| failure::refused(told(&item.record), &refusal))?;
    }
    let unmet = state.staged().and_then(|staged| state.unmet(staged, published_at));
    if let Some((organisation, unmet)) = unmet {
        return Err(Failure::new(Stop::Refused, message::failure_condition(&organisation))
            .why(speech::unmet(&unmet))
            .attempt(message::failure_wait_or_without(&organisation)));
    }
    Ok(state)
}

fn dry_run(
    session: &mut Session,
    draft: &Draft,
    state: &State,
    withheld: u64,
) -> Result<u8, Failure> {
    let staged = state
        .staged()
        .ok_or_else(|| Failure::new(Stop::Error, message::failure_nothing_forward()))?;
    let locale = session.locale();
    let text = format!(
        "{}\n{}{}{}\n{}",
        message::publish_would(&draft.id).say(locale),
        endorsed_line(state, staged, locale),
        withheld_line(session, withheld),
        message::request_import_nothing().say(locale),
        prose::next(locale, format!("countersign publish {}", draft.id))
    );
    session.answer_done(
        "countersign.publish/1",
        &Facts { withheld, ..Facts::of(draft, state, staged, false, false) },
        &text,
    )?;
    Ok(0)
}

fn not_yet(id: &VersionId, locale: Locale) -> String {
    message::publish_not_yet(id).say(locale) + "\n"
}

fn done(id: &VersionId, locale: Locale) -> String {
    message::publish_done(id).say(locale) + "\n"
}

fn withheld_line(session: &Session, withheld: u64) -> String {
    match withheld {
        0 => String::new(),
        _ => message::safety_published(withheld).say(session.locale()) + "\n",
    }
}

fn endorsed_line(state: &State, version: &Version, locale: Locale) -> String {
    let mut silent: Vec<String> = Vec::new();
    let acted: BTreeMap<&Domain, _> = version.acts.iter().collect();
    for signatory in &version.statement.signatories {
        match &signatory.organisation {
            Some(domain) if acted.contains_key(domain) => {}
            Some(domain) => silent.push(domain.to_string()),
            None => silent.push(signatory.name.to_string()),
        }
    }
    let count = state.endorsed(version);
    let mut line = message::publish_endorsed(count).say(locale) + "\n";
    if !silent.is_empty() && !version.statement.historical {
        let said = message::publish_silent(silent.join(", ")).say(locale);
        line.push_str(&format!("{}\n", escape::terminal(&said)));
    }
    line
}
