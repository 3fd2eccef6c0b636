//! Names that are withheld from the start: what these organisations signed on the draft is judged, and then logged
//! without its records, with a withholding for each.
//!
//! Their entries come right before the withholdings, behind the publication, so that neither their place among
//! the others nor a condition that asks for a count tells anything about them.

use std::collections::{BTreeMap, BTreeSet};

use super::super::failure::{self, Failure, Stop};
use super::super::org::MaintainerKeys;
use super::super::session::Session;
use crate::told::told;
use countersign_core::layout::{self, Place};
use countersign_core::ledger::order;
use countersign_core::name::Domain;
use countersign_core::record::endorsement::Act;
use countersign_core::record::entry::{Entry, RecordEntry};
use countersign_core::record::line::Line;
use countersign_core::record::withholding::ENTRIES_MAX;
use countersign_core::record::{Body, Record, Withholding};
use countersign_core::time::Timestamp;
use countersign_core::verify::reading::ReadRecord;
use countersign_speech as speech;
use countersign_speech::locale::{Sentence, message};
use countersign_workflow::beside::Beside;
use countersign_workflow::draft::{self, Draft};
use countersign_workflow::land::Signed;
use countersign_workflow::open::Opened;
use countersign_workflow::waiting::Waiting;

/// What is said about why, since the organisation's own reason is not known.
const REASON: &str = "withheld from the start, as the organisation asked";

/// The acts of the organisations whose names are withheld, each in order.
pub(super) type Hidden<'a> = BTreeMap<Domain, Vec<&'a ReadRecord>>;

/// Takes these organisations' acts out of what lands; those that do not end in an endorsement are left out altogether.
pub(super) fn take<'a>(
    landing: &mut Vec<&'a ReadRecord>,
    wanted: &BTreeSet<&Domain>,
    left_out: &mut Vec<Sentence>,
) -> Hidden<'a> {
    let mut hidden = Hidden::new();
    landing.retain(|act| {
        let Body::Endorsement(body) = act.record.body() else { return true };
        let is_wanted = wanted.contains(&body.organisation);
        if is_wanted {
            hidden.entry(body.organisation.clone()).or_default().push(*act);
        }
        !is_wanted
    });
    hidden.retain(|domain, acts| {
        let endorses = acts.last().is_some_and(|act| match act.record.body() {
            Body::Endorsement(body) => body.act == Act::Endorse,
            _ => false,
        });
        if !endorses {
            left_out.push(message::publish_left_withheld(domain));
        }
        endorses
    });
    hidden
}

/// Refuses what the ledger would not admit in the open, or what a condition of a withheld organisation forbids:
/// nobody can judge it afterwards.
pub(super) fn check(
    opened: &Opened,
    landing: &[Signed],
    hidden: &Hidden<'_>,
    published_at: Timestamp,
) -> Result<(), Failure> {
    for (domain, acts) in hidden {
        let mut all: Vec<_> =
            landing.iter().map(|item| (&item.record, item.verified_signatures())).collect();
        all.extend(acts.iter().map(|act| (&act.record, act.verified_signatures())));
        order::sort(&mut all, |(record, _)| record);
        let mut state = (*opened.examined.pending.state).clone();
        for (record, signatures) in &all {
            draft::apply(&mut state, record, signatures)
                .map_err(|refusal| failure::refused(told(record), &refusal))?;
        }
        let unmet = state.staged().and_then(|staged| state.unmet(staged, published_at));
        if let Some((organisation, unmet)) = unmet
            && organisation == *domain
        {
            let what = message::failure_condition(&organisation);
            let attempt = message::failure_wait_or_without(&organisation);
            return Err(Failure::new(Stop::Refused, what)
                .why(speech::unmet(&unmet))
                .attempt(attempt));
        }
    }
    Ok(())
}

/// One withholding for each of them, signed by the maintainers at hand; in an order that tells nothing of the names.
pub(super) fn withholdings(
    session: &mut Session,
    opened: &Opened,
    draft: &Draft,
    hidden: &Hidden<'_>,
    maintainers: &MaintainerKeys,
) -> Result<Vec<Signed>, Failure> {
    let mut chains: Vec<&Vec<&ReadRecord>> = hidden.values().collect();
    chains.sort_by_key(|acts| acts.first().map(|act| act.record.hash()));
    let mut signed: Vec<Signed> = Vec::new();
    for (number, acts) in (1..).zip(chains) {
        let body = body(session, opened, draft, (number, signed.last()), acts)?;
        let item = match same_that_waits(opened, draft, &body)? {
            Some(waiting) => maintainers.add_to(session, opened, waiting)?,
            None => {
                let record = Record::new(&Body::Withholding(body))
                    .map_err(|error| Failure::new(Stop::Refused, error))?;
                maintainers.sign(session, opened, record)?
            }
        };
        signed.push(item);
    }
    Ok(signed)
}

fn body(
    session: &Session,
    opened: &Opened,
    draft: &Draft,
    (number, last): (u64, Option<&Signed>),
    acts: &[&ReadRecord],
) -> Result<Withholding, Failure> {
    let unfit = |error: &dyn std::fmt::Display| Failure::new(Stop::Error, error);
    if acts.len() > ENTRIES_MAX {
        return Err(Failure::new(Stop::Refused, message::failure_many_acts()));
    }
    let mut entries = Vec::new();
    for act in acts {
        let entry = Entry::Record(RecordEntry::of(&act.record, &act.verified_signatures()));
        let bytes = entry.encode().map_err(|error| unfit(&error))?;
        entries.push(String::from_utf8_lossy(&bytes).into_owned());
    }
    Ok(Withholding {
        entries,
        number,
        previous: last.map(|last| last.record.hash()),
        reason: REASON.parse::<Line>().map_err(|error| unfit(&error))?,
        record: draft.statement.hash(),
        registry: opened.registry()?,
        since: session.now(),
        statement: draft.id.statement.clone(),
        tag: Default::default(),
        version: draft.id.version,
    })
}

/// The same withholding, where another maintainer signed it already.
fn same_that_waits(
    opened: &Opened,
    draft: &Draft,
    want: &Withholding,
) -> Result<Option<Signed>, Failure> {
    let place = Place::Withholding(draft.id.clone(), want.number);
    let waiting = Waiting::at(opened, &layout::path_of(&place).unwrap_or_default())?;
    let is_same = |waiting: &Waiting| match waiting.item.record.body() {
        Body::Withholding(body) => {
            (&body.entries, body.previous, body.record)
                == (&want.entries, want.previous, want.record)
        }
        _ => false,
    };
    Ok(waiting.filter(is_same).map(|waiting| waiting.item))
}

/// Lets withholdings wait for further maintainers beside the publication.
pub(super) fn keep(session: &Session, opened: &Opened, items: &[Signed]) -> Result<(), Failure> {
    for item in items {
        let Some(branch) = branch(item) else { continue };
        let old = opened.store.branch(&branch)?;
        let branch = Beside { branch, old, base: None };
        Waiting::keep(session, opened, branch, item, "withhold: approved by one more\n")?;
    }
    Ok(())
}

/// What waited is done, and the draft with the names goes: no object of it stays behind.
pub(super) fn clear(
    session: &mut Session,
    opened: &Opened,
    draft: &Draft,
    items: Vec<Record>,
) -> Result<(), Failure> {
    for record in items {
        let Some(branch) = branch_of(&record) else { continue };
        if let Some(commit) = opened.store.branch(&branch)? {
            opened.store.lock()?.delete_branch(&branch, commit)?;
        }
    }
    for kept in opened.store.lock()?.forget(draft.commit)? {
        let what = message::safety_kept(kept).say(session.locale());
        session.message(&countersign_core::escape::multiline(&what).to_string())?;
    }
    Ok(())
}

fn branch(item: &Signed) -> Option<String> {
    branch_of(&item.record)
}

fn branch_of(record: &Record) -> Option<String> {
    layout::waiting_branch(&layout::record_place_of(record, None)?)
}
