//! Step 10 of verification: where every organisation stands towards every version.

use std::collections::{BTreeMap, BTreeSet};

use super::earlier;
use super::evidence::{self, DoubtLine, Evidence};
use super::question::Pin;
use super::reading::{ReadSignature, Reading};
use super::replay::Replayed;
use super::report::{
    KeyBinding, Lost, OrganisationLine, RetractionLine, SignatureState, Standing, StatementLine,
    TakenDownLine, TranslationLine, VersionLine, VersionStanding,
};
use crate::cores::*;
use crate::key::PublicKey;
use crate::ledger::authority::Enrolled;
use crate::ledger::standing::{Believed, Doubt, Stands};
use crate::ledger::version::{BoundFile, Condition, Retracted, Translated, Version};
use crate::ledger::{State, Withheld};
use crate::name::{Domain, StatementId, VersionId};
use crate::record::Body;
use crate::record::endorsement::Act;
use crate::record::line::Line;
use crate::record::retraction::Replacement;
use crate::record::signature::Unfit;

/// In whose name something was refused, by version.
type Refused = BTreeMap<VersionId, BTreeMap<Domain, SignatureState>>;

/// What the lines are made from.
pub(super) struct Judge<'a> {
    /// What was read.
    pub(super) reading: &'a Reading,
    /// What the log admits.
    pub(super) replayed: &'a Replayed,
    /// The same and what is pending after it.
    pub(super) after: &'a State,
    /// Keys that the reader confirmed.
    pub(super) pins: &'a [Pin],
    /// Whether acts on other versions than the one that was asked about are not here.
    pub(super) is_part: bool,
}

/// What every line is judged by.
struct Known {
    refused: Refused,
    believed: Believed,
}

impl Judge<'_> {
    /// Every statement, with the versions for which `wanted` is true.
    pub(super) fn statements(
        &self,
        wanted: &(dyn Fn(&VersionId) -> bool + Sync),
    ) -> Vec<StatementLine> {
        let ids: BTreeSet<&StatementId> =
            self.replayed.state.statements().keys().chain(self.after.statements().keys()).collect();
        let pinned: Vec<(Domain, PublicKey)> = self
            .pins
            .iter()
            .filter_map(|pin| Some((pin.organisation.clone(), pin.key.clone()?)))
            .collect();
        let believed = self.replayed.state.believed(&pinned);
        let known = Known { refused: self.refused(), believed };
        let ids: Vec<&StatementId> = ids.into_iter().collect();
        ids.par_iter().filter_map(|id| self.statement(id, wanted, &known)).collect()
    }

    fn statement(
        &self,
        id: &StatementId,
        wanted: &(dyn Fn(&VersionId) -> bool + Sync),
        known: &Known,
    ) -> Option<StatementLine> {
        let logged =
            self.replayed.state.statements().get(id).map_or(&[][..], |history| &history.versions);
        let after = self.after.statements().get(id).map_or(&[][..], |history| &history.versions);
        let mut versions = Vec::new();
        for version in logged {
            let newest = version.statement.version == logged.len() as u64;
            let standing = match (version.statement.historical, newest) {
                _ if version.publication.is_none() => VersionStanding::Proposed,
                (true, _) => VersionStanding::Historical,
                (false, true) => VersionStanding::Current,
                (false, false) => VersionStanding::Superseded,
            };
            versions.push((version, standing));
        }
        versions.extend(
            after.iter().skip(logged.len()).map(|version| (version, VersionStanding::Proposed)),
        );
        let is_wanted = |number: u64| wanted(&id.at(number));
        if !versions.iter().any(|(version, _)| is_wanted(version.statement.version)) {
            return None;
        }
        // A part has no acts on other versions.
        let versions = versions
            .into_iter()
            .filter(|(version, _)| !self.is_part || is_wanted(version.statement.version));
        let mut versions: Vec<VersionLine> =
            versions.map(|(version, standing)| self.version(version, standing, known)).collect();
        if !self.is_part {
            earlier::compare(&mut versions, &self.replayed.state);
        }
        versions.retain(|line| is_wanted(line.version));
        (!versions.is_empty()).then(|| StatementLine { id: id.clone(), versions })
    }

    fn version(&self, version: &Version, standing: VersionStanding, known: &Known) -> VersionLine {
        let statement = &version.statement;
        let id = statement.id.at(statement.version);
        let none = BTreeMap::new();
        let refused = known.refused.get(&id).unwrap_or(&none);
        let mut organisations = Vec::new();
        let mut printed: BTreeSet<&Domain> = BTreeSet::new();
        for signatory in version.signatories() {
            printed.extend(&signatory.organisation);
            organisations.push(match &signatory.organisation {
                Some(domain) => self.line(version, domain, signatory.name.as_str(), known),
                None => blank(None, signatory.name.as_str()),
            });
        }
        let after = self.after.version(&id);
        let others: BTreeSet<&Domain> = version
            .acts
            .keys()
            .chain(after.iter().flat_map(|after| after.acts.keys()))
            .chain(refused.keys())
            .filter(|domain| !printed.contains(*domain))
            .collect();
        for domain in others {
            let enrolled = self.replayed.state.organisations().get(domain);
            let name = enrolled.map_or(domain.as_str(), |enrolled| enrolled.listed.name.as_str());
            organisations.push(self.line(version, domain, name, known));
        }
        let withheld = self.replayed.state.withheld(&id).iter();
        let withheld: Vec<OrganisationLine> =
            withheld.filter(|one| !one.entries.is_empty()).map(withheld_line).collect();
        let withheld_count = withheld.len() as u64;
        organisations.extend(withheld);
        let mut languages = vec![statement.original_language.to_string()];
        languages.extend(
            statement
                .texts
                .keys()
                .filter(|one| **one != statement.original_language)
                .map(ToString::to_string),
        );
        let mut line = VersionLine {
            version: statement.version,
            record: version.record,
            title: statement.original_title().to_owned(),
            languages,
            translations: Vec::new(),
            standing,
            retraction: version.retraction.as_ref().map(retraction),
            published_at: version.publication.map(|publication| publication.published_at),
            is_back_dated: self.is_back_dated(version),
            endorsed: 0,
            named: version.signatories().len() as u64,
            endorsed_of_named: 0,
            earlier: None,
            withheld: withheld_count,
            taken_down: taken_down(after.unwrap_or(version)),
            newest_entry: self.newest_entry(version),
            organisations,
            text: None,
        };
        line.count();
        line.translations = translations(version, &line);
        line
    }

    /// The newest log entry about a version, of those that are logged.
    fn newest_entry(&self, version: &Version) -> u64 {
        let id = version.statement.id.at(version.statement.version);
        let acts = version.acts.values().flatten().map(|act| act.at);
        let withheld = self.replayed.state.withheld(&id).iter().map(|one| one.at);
        let published = version.publication.iter().map(|one| one.at);
        let logged = self.replayed.state.version(&id).is_some_and(|one| one.publication.is_some());
        acts.chain(withheld).chain(published).filter(|_| logged).fold(0, u64::max)
    }

    /// Whether a version says to be published before what came before it: conditions are judged against that time.
    fn is_back_dated(&self, version: &Version) -> bool {
        let Some(publication) = &version.publication else { return false };
        let acts = version.acts.values().flatten().filter(|act| act.at < publication.at);
        let number = version.statement.version.saturating_sub(1);
        let before = self.replayed.state.version(&version.statement.id.at(number));
        let before = before.and_then(|before| before.publication);
        let earlier = acts.map(|act| act.body.made_at).chain(before.map(|one| one.published_at));
        earlier.max().is_some_and(|latest| publication.published_at < latest)
    }

    fn line(
        &self,
        version: &Version,
        domain: &Domain,
        name: &str,
        known: &Known,
    ) -> OrganisationLine {
        let id = &version.statement.id.at(version.statement.version);
        let state = &self.replayed.state;
        let logged = state.version(id);
        let stands = logged.and_then(|version| state.stands(version, domain, &known.believed));
        let last = logged.and_then(|version| version.last_act(domain));
        let newest = self.after.version(id).and_then(|version| version.last_act(domain));
        let pending = newest
            .filter(|newest| last.is_none_or(|last| last.record != newest.record))
            .map(|newest| newest.body.act);
        let mut line = match (&stands, state.organisations().get(domain)) {
            (Some(stands), Some(enrolled)) => {
                let mut line = self.acted(enrolled, stands, known);
                line.listed_as = listed_as(version, enrolled, &line.name);
                line.is_alias = enrolled.listed.aliases.iter().any(|one| one.as_str() == line.name);
                line.lost = lost(version, stands);
                // Of a translation that was replaced or taken back since, nobody endorses what stands now.
                line.texts.retain(|language, hash| version.text(language) == Some(*hash));
                line.is_of_other_text =
                    line.standing == Standing::Endorsed && line.texts.is_empty();
                line
            }
            _ => blank(Some(domain.clone()), name),
        };
        // What was signed on a draft has no entry.
        line.entry = line.entry.filter(|_| version.publication.is_some());
        if last.is_some_and(|act| self.replayed.continued_unseen.contains(&act.record)) {
            line.standing = Standing::Unreliable;
        }
        let refused = known.refused.get(id).and_then(|refused| refused.get(domain));
        if let Some(signature) = refused {
            line.signature = *signature;
            line.standing = Standing::Unreliable;
        }
        line.pending = pending;
        line.is_lent = state.root().is_some_and(|root| root.body.lends(domain));
        let retired = state.organisations().get(domain).and_then(|one| one.listed.retired.as_ref());
        line.is_retired = retired.is_some();
        line.successor = retired.and_then(|retired| retired.successor.clone());
        line.successors = state.successors(domain);
        line
    }

    fn acted(&self, enrolled: &Enrolled, stands: &Stands<'_>, known: &Known) -> OrganisationLine {
        let (state, act) = (&self.replayed.state, stands.act);
        let body = &act.body;
        let (evidence, confirmed_at) = evidence::of_act(state, enrolled, act, self.pins);
        let key_binding = match stands.doubt {
            Some(Doubt::Recovered) => KeyBinding::Recovered,
            _ if enrolled.is_confirmed(act, &known.believed) => KeyBinding::Confirmed,
            _ => KeyBinding::Claimed,
        };
        let doubt = match stands.doubt {
            Some(Doubt::Recovered) => Some(DoubtLine::Recovered { act: body.act }),
            Some(Doubt::Unreliable) => evidence::unreliable(enrolled, act),
            None => None,
        };
        OrganisationLine {
            standing: match (stands.doubt, body.act) {
                (Some(Doubt::Unreliable), _) => Standing::Unreliable,
                (_, Act::Endorse) => Standing::Endorsed,
                (_, Act::Decline) => Standing::Declined,
                (_, Act::Withdraw) => Standing::Withdrawn,
            },
            signature: SignatureState::Fits,
            key_binding: Some(key_binding),
            evidence,
            confirmed_at,
            doubt,
            set_aside: stands.set_aside.map(|act| act.body.act),
            capacity: Some(body.capacity),
            conditions: body.conditions,
            claimed_condition: stands
                .at_least()
                .filter(|_| act.condition == Condition::Claimed && body.act == Act::Endorse),
            reservation: body.reservation.as_ref().map(ToString::to_string),
            reason: body.reason.as_ref().map(ToString::to_string),
            made_at: Some(body.made_at),
            entry: Some(act.at),
            texts: body.texts.clone(),
            ..blank(Some(enrolled.body.organisation.clone()), body.name.as_str())
        }
    }

    /// The organisations in whose name a record lies here that was refused, by version.
    fn refused(&self) -> Refused {
        let mut refused = Refused::new();
        for index in &self.replayed.refused {
            let Some(read) = self.reading.records.get(*index) else { continue };
            let Body::Endorsement(body) = read.record.body() else { continue };
            let is_unsupported =
                |one: &ReadSignature| one.verified.as_ref().is_err_and(Unfit::is_unsupported);
            let state = if read.signatures.iter().any(is_unsupported) {
                SignatureState::Unchecked
            } else {
                SignatureState::Bad
            };
            let version = refused.entry(body.statement.at(body.version)).or_default();
            version.insert(body.organisation.clone(), state);
        }
        refused
    }
}

/// The translations of a version that stand, with how many of its endorsements that count bind exactly these words.
fn translations(version: &Version, line: &VersionLine) -> Vec<TranslationLine> {
    let standing = version.standing_translations().filter_map(|(language, one)| {
        let (text, title) = (one.body.text.as_ref()?, one.body.title.clone()?);
        Some(TranslationLine {
            language: language.clone(),
            number: one.body.number,
            title_before: title_before(version, one, &title),
            title,
            sha256: text.sha256,
            endorsed: line.endorsed_in(language.as_str()),
            entry: one.at,
        })
    });
    standing.collect()
}

/// Another title, under which somebody endorsed the words of a translation that stands: a title is no part of an act.
fn title_before(version: &Version, standing: &Translated, title: &Line) -> Option<Line> {
    let language = &standing.body.language;
    let words = standing.body.text.as_ref()?.sha256;
    let all = version.translations.get(language)?;
    let last = version.acts.values().filter_map(|acts| acts.last());
    let of_these = last
        .filter(|act| act.body.act == Act::Endorse && act.body.texts.get(language) == Some(&words));
    of_these.filter(|act| act.at < standing.at).find_map(|act| {
        let seen = all.iter().rev().find(|one| one.at < act.at)?.body.title.as_ref()?;
        (seen != title).then(|| seen.clone())
    })
}

/// The files of a version that are not shown any more.
fn taken_down(version: &Version) -> Vec<TakenDownLine> {
    let line = |file: BoundFile| {
        let BoundFile { path, sha256, language, taken_down, .. } = file;
        Some(TakenDownLine { path, language, sha256, reason: taken_down? })
    };
    version.files().into_iter().filter_map(line).collect()
}

fn retraction(retracted: &Retracted) -> RetractionLine {
    let body = &retracted.body;
    RetractionLine {
        reason: body.reason.clone(),
        replaced_by: body.replaced_by.as_ref().map(Replacement::id),
        retracted_at: body.retracted_at,
        entry: retracted.at,
    }
}

/// The name that the maintainers show for an organisation, where its keys signed another one.
fn listed_as(version: &Version, enrolled: &Enrolled, signed: &str) -> Option<String> {
    let listed = &enrolled.listed.name;
    let shown = version.printed_name(&enrolled.body.organisation).unwrap_or(listed);
    let other = [shown, listed].into_iter().find(|name| name.as_str() != signed);
    other.map(ToString::to_string)
}

/// What an organisation's endorsement has no more that it had before.
fn lost(version: &Version, stands: &Stands<'_>) -> Vec<Lost> {
    let now = &stands.act.body;
    let before = version.endorsement_before(&now.organisation, now.number);
    let before = before.filter(|_| now.act == Act::Endorse);
    before.map_or_else(Vec::new, |before| Lost::between(&before.body, now))
}

/// Acts that the maintainers say they do not show: whose, and what they said, nobody can check here.
fn withheld_line(withheld: &Withheld) -> OrganisationLine {
    let evidence = Evidence::Withheld {
        at: withheld.at,
        about: withheld.entries.clone(),
        reason: withheld.body.reason.clone(),
        since: withheld.body.since,
        is_asked: withheld.body.asked,
    };
    OrganisationLine {
        standing: Standing::Withheld,
        signature: SignatureState::Unchecked,
        evidence: vec![evidence],
        ..blank(None, "1 organisation, name withheld")
    }
}

fn blank(organisation: Option<Domain>, name: &str) -> OrganisationLine {
    OrganisationLine {
        organisation,
        name: name.to_owned(),
        listed_as: None,
        is_lent: false,
        is_alias: false,
        texts: BTreeMap::new(),
        is_retired: false,
        successor: None,
        successors: Vec::new(),
        is_counted_with_successor: false,
        is_of_other_text: false,
        lost: Vec::new(),
        standing: Standing::Named,
        signature: SignatureState::None,
        key_binding: None,
        evidence: Vec::new(),
        confirmed_at: None,
        doubt: None,
        set_aside: None,
        pending: None,
        capacity: None,
        conditions: None,
        claimed_condition: None,
        reservation: None,
        reason: None,
        made_at: None,
        entry: None,
    }
}
