//! Taking what one organisation said about a version out of sight: [`Plan::of`] says what goes and what stays,
//! [`Plan::land`] signs and lands the withholding, and [`Past::rewrite`] takes it out of this clone's history too.

mod history;
pub mod words;

use std::collections::BTreeSet;
use std::path::PathBuf;

pub use history::{Past, finish};

use super::error::WithholdError;
use super::land::Signed;
use super::open::Opened;
use super::waiting::{Outcome, Waiting, land_or_wait};
use super::{AskedVersion, Error, World, asked, draft, officers, texts};
use countersign_core::digest::Hash;
use countersign_core::key::PublicKey;
use countersign_core::layout;
use countersign_core::ledger::State;
use countersign_core::ledger::version::Version;
use countersign_core::name::{Domain, Language, VersionId};
use countersign_core::record::line::Line;
use countersign_core::record::wish::SignedWish;
use countersign_core::record::{Body, Record, Withholding};
use countersign_core::verify::withheld;

/// What is to be withheld.
#[derive(Debug, Clone)]
pub struct Choice {
    /// The version.
    pub version: AskedVersion,
    /// The organisation.
    pub organisation: Domain,
    /// Whether the organisation asked for it: what everybody is told the maintainers claim.
    pub is_asked: bool,
    /// The organisation's own wish, of which only the hash is published.
    pub wish: Option<SignedWish>,
    /// Why, for everybody to read.
    pub reason: Line,
    /// Whether it goes out of git's history, too.
    pub rewrites_history: bool,
}

/// What will go, and what will stay.
#[derive(Debug)]
pub struct Plan {
    /// The version.
    pub id: VersionId,
    /// What lies in git's history, where that is rewritten.
    pub past: Option<Past>,
    /// Where the name still stands afterwards.
    pub stays: Stays,
    /// The withholding; none where nothing is shown any more.
    record: Option<Record>,
}

/// Where the name of an organisation still stands after a withholding, beside the record of its keys.
#[derive(Debug)]
pub struct Stays {
    /// Whether it is printed under the version.
    pub is_signatory: bool,
    /// The texts in which it occurs.
    pub texts: Vec<Language>,
    /// Other versions about which the organisation said something.
    pub versions: Vec<VersionId>,
    /// Whether nothing that it did is shown any more, though its keys are.
    pub shows_nothing_else: bool,
    /// Whether it answered with a file that went out by mail, so that whoever saw that finds it in the log.
    pub is_ready_made: bool,
    /// The folder with private notes about when it was asked.
    pub notes: Option<PathBuf>,
    /// Whether it goes out of this clone's history.
    pub is_rewritten: bool,
}

/// What became of a withholding.
#[derive(Debug)]
pub struct Withheld {
    /// How many acts it names.
    pub acts: usize,
    /// The files that go with it.
    pub files: BTreeSet<String>,
    /// Whether it landed.
    pub outcome: Outcome,
}

impl Plan {
    /// What would go, and what would stay.
    ///
    /// # Errors
    /// Where there is no such version, the organisation said nothing about it, or something cannot be read.
    pub fn of(world: &dyn World, opened: &Opened, choice: &Choice) -> Result<Self, Error> {
        let id = draft::version_to_act_on(opened, &choice.version)?;
        let domain = &choice.organisation;
        let version = opened.published(&AskedVersion::Exact(id.clone()))?;
        let is_shown = version.acts.contains_key(domain);
        let record = is_shown.then(|| record(world, opened, version, choice)).transpose()?;
        let past = match choice.rewrites_history {
            true => Some(Past::of(world, opened, &id, (domain, record.as_ref()))?),
            false => None,
        };
        // What is out of sight already may still lie in history, or among what nothing names any more.
        let is_rewritten = past.as_ref().is_some_and(Past::holds_any);
        let withheld = opened.examined.replayed.state.withheld(&id);
        let is_out_of_sight = withheld.iter().any(|one| !one.entries.is_empty());
        if !is_shown && !is_rewritten && (past.is_none() || !is_out_of_sight) {
            return Err(nothing(domain, version).into());
        }
        let told = choice.reason.as_str().to_lowercase();
        let mut words = names(&opened.examined.pending.state, domain);
        words.push(domain.to_string());
        let signed = version.acts.get(domain).into_iter().flatten();
        words.extend(signed.map(|act| act.body.name.to_string()));
        if words.iter().any(|word| told.contains(&word.to_lowercase())) {
            return Err(WithholdError::ReasonNames.into());
        }
        let stays = stays(world, opened, (version, domain), past.is_some())?;
        Ok(Self { id, past, stays, record })
    }

    /// Signs the withholding and lands it with those who signed before; nothing where nothing is shown any more.
    ///
    /// # Errors
    /// Where nobody can sign it, the rules do not admit it, or it cannot be written.
    pub fn land(
        &mut self,
        world: &mut dyn World,
        opened: &Opened,
        keys: &[PathBuf],
    ) -> Result<Option<Withheld>, Error> {
        let Some(record) = self.record.take() else { return Ok(None) };
        let item = match waiting(opened, &record)? {
            Some(waiting) => waiting,
            None => Signed { record, signatures: Vec::new() },
        };
        let item = officers::sign_as_maintainers(world, opened, item, keys)?;
        let Body::Withholding(body) = item.record.body() else { return Ok(None) };
        let acts = body.entries.len();
        let files = files(opened, body);
        let outcome = land_or_wait(world, opened, item, &format!("{}: withhold\n", self.id))?;
        Ok(Some(Withheld { acts, files, outcome }))
    }
}

/// The same withholding, where another maintainer signed it already.
fn waiting(opened: &Opened, record: &Record) -> Result<Option<Signed>, Error> {
    let Some(path) = layout::record_path(record, None) else { return Ok(None) };
    let is_same = |waiting: &Waiting| match (waiting.item.record.body(), record.body()) {
        (Body::Withholding(there), Body::Withholding(here)) => {
            (&there.entries, &there.words, there.previous)
                == (&here.entries, &here.words, here.previous)
        }
        _ => false,
    };
    Ok(Waiting::at(opened, &path)?.filter(is_same).map(|waiting| waiting.item))
}

/// The record that names the entries of the organisation's acts.
fn record(
    world: &dyn World,
    opened: &Opened,
    version: &Version,
    choice: &Choice,
) -> Result<Record, Error> {
    let domain = &choice.organisation;
    let acts = version.acts.get(domain).ok_or_else(|| nothing(domain, version))?;
    let log = opened.examined.log.as_ref().ok_or(WithholdError::LogUnread)?;
    let mut entries = Vec::new();
    for act in acts {
        let place = usize::try_from(act.at).map_err(|_| WithholdError::LogUnread)?;
        let bytes = log.entries.get(place).ok_or(WithholdError::LogUnread)?;
        entries.push(String::from_utf8_lossy(bytes).into_owned());
    }
    let statement = &version.statement;
    let last = opened.examined.replayed.state.withheld(&statement.id.at(statement.version)).last();
    let wish = wish(opened, version, choice)?;
    let body = Withholding {
        asked: choice.is_asked || wish.is_some(),
        entries,
        number: last.map_or(1, |last| last.body.number + 1),
        previous: last.map(|last| last.record),
        reason: choice.reason.clone(),
        record: version.record,
        registry: opened.registry()?,
        since: world.now(),
        statement: statement.id.clone(),
        tag: Default::default(),
        version: statement.version,
        wish,
        words: Vec::new(),
    };
    Ok(Record::new(&Body::Withholding(body)).map_err(WithholdError::Record)?)
}

/// What is published of the organisation's wish: it is about this version, and signed to its threshold.
fn wish(opened: &Opened, version: &Version, choice: &Choice) -> Result<Option<Hash>, Error> {
    let Some(signed) = &choice.wish else { return Ok(None) };
    let (organisation, wish) = (choice.organisation.clone(), signed.wish());
    if wish.record != version.record || wish.registry != opened.registry()? {
        return Err(WithholdError::OtherWish.into());
    }
    let enrolled = opened.examined.pending.state.organisations().get(&organisation);
    let want = enrolled.map_or(1, |one| one.body.threshold);
    let is_its = |key: &&PublicKey| {
        enrolled.is_some_and(|one| one.keys.in_force().iter().any(|tenure| tenure.key == **key))
    };
    let got = signed.keys().iter().filter(is_its).count() as u64;
    if got < want || got < signed.keys().len() as u64 {
        return Err(WithholdError::WishUnsigned { organisation, want, got }.into());
    }
    Ok(Some(signed.hash().map_err(|_| WithholdError::OtherWish)?))
}

fn nothing(organisation: &Domain, version: &Version) -> WithholdError {
    let id = version.statement.id.at(version.statement.version);
    WithholdError::Nothing { organisation: organisation.clone(), id }
}

fn stays(
    world: &dyn World,
    opened: &Opened,
    (version, domain): (&Version, &Domain),
    is_rewritten: bool,
) -> Result<Stays, Error> {
    let state = &opened.examined.replayed.state;
    let names = names(state, domain);
    let texts = texts::with_translations(opened, None, version)?;
    let names_it = |text: &str| names.iter().any(|name| text.contains(name));
    let texts = texts.into_iter().filter(|(_, text)| names_it(text.as_str()));
    let all = state.statements().values().flat_map(|history| &history.versions);
    let others = all.filter(|one| one.record != version.record && one.acts.contains_key(domain));
    let versions: Vec<VersionId> =
        others.map(|one| one.statement.id.at(one.statement.version)).collect();
    let id = version.statement.id.at(version.statement.version);
    let ready = asked::ready_made(world, opened, &id)?;
    let mut acts = version.acts.get(domain).into_iter().flatten();
    let notes = asked::place(world, opened, &id, domain)?.filter(|_| !is_rewritten);
    Ok(Stays {
        is_signatory: version.printed_name(domain).is_some(),
        texts: texts.map(|(language, _)| language).collect(),
        shows_nothing_else: versions.is_empty(),
        is_ready_made: acts.any(|act| ready.contains(&act.record)),
        versions,
        notes,
        is_rewritten,
    })
}

/// Every name of an organisation beside its domain.
fn names(state: &State, domain: &Domain) -> Vec<String> {
    state
        .organisations()
        .get(domain)
        .map_or_else(Vec::new, |one| one.listed.names().map(ToString::to_string).collect())
}

/// The files that a withholding takes away.
#[must_use]
pub fn files(opened: &Opened, body: &Withholding) -> BTreeSet<String> {
    withheld::named_by(std::iter::once(body), &opened.examined.reading)
}
