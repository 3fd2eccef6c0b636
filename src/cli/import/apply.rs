//! What was found good, written: one commit on the branch that is checked out, one on each draft.

use std::collections::BTreeMap;

use super::State as Row;
use super::judge::{Item, Judged, Plan};
use crate::failure::Failure;
use crate::landing;
use crate::session::Session;
use countersign_workflow::open::Opened;

use countersign_core::layout;
use countersign_core::name::VersionId;

pub(super) fn write(session: &mut Session, opened: &Opened, judged: Judged) -> Result<(), Failure> {
    let (mut landing, mut waits) = (Vec::new(), Vec::new());
    let mut on_drafts: BTreeMap<VersionId, Vec<Item>> = BTreeMap::new();
    for item in judged.items {
        match (item.state(), item.draft.clone()) {
            (Row::New | Row::Waits, Some(id)) => on_drafts.entry(id).or_default().push(item),
            (Row::New, None) => landing.push(item.signed),
            (Row::Waits, None) => waits.push(item.signed),
            _ => {}
        }
    }
    let branches: Vec<String> = landing
        .iter()
        .filter_map(|item| layout::waiting_branch(&layout::record_place_of(&item.record, None)?))
        .collect();
    if !landing.is_empty() {
        let message = "import what was signed elsewhere\n";
        landing::land(session, opened, landing, BTreeMap::new(), message)?;
    }
    for branch in branches {
        if let Some(commit) = opened.store.branch(&branch)? {
            opened.store.lock()?.delete_branch(&branch, commit)?;
        }
    }
    for item in waits {
        landing::land_or_wait(session, opened, item, "import one more signature\n")?;
    }
    let mut plans = judged.drafts;
    for (id, items) in on_drafts {
        if let Some(plan) = plans.remove(&id) {
            on_draft(session, opened, &plan, items)?;
        }
    }
    Ok(())
}

fn on_draft(
    session: &Session,
    opened: &Opened,
    plan: &Plan,
    items: Vec<Item>,
) -> Result<(), Failure> {
    let mut put = BTreeMap::new();
    for item in &items {
        put.extend(item.signed.files(&plan.state)?);
    }
    let message = format!("{}: import answers\n", plan.draft.id);
    Ok(plan.draft.write(session, opened, put, plan.replaced.iter(), &message)?)
}
