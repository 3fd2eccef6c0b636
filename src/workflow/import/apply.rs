//! What was found good, written: one commit on the branch that is checked out, one on each draft.

use std::collections::BTreeMap;

use super::judge::{Item, Judged, Plan, Standing};
use crate::land::{self, Landed};
use crate::open::Opened;
use crate::waiting::{self, Outcome};
use crate::{Error, World};
use countersign_core::layout;
use countersign_core::name::VersionId;

impl Judged {
    /// Whether there is anything to be written.
    #[must_use]
    pub fn has_new(&self) -> bool {
        self.items.iter().any(|item| matches!(item.standing(), Standing::New | Standing::Waits))
    }

    /// Writes what was found good, and gives what landed on the branch that is checked out.
    ///
    /// # Errors
    /// Where something cannot be written, or another process wrote first.
    pub fn write(self, world: &mut dyn World, opened: &Opened) -> Result<Vec<Landed>, Error> {
        let (mut landing, mut waits) = (Vec::new(), Vec::new());
        let mut all = Vec::new();
        let mut on_drafts: BTreeMap<VersionId, Vec<Item>> = BTreeMap::new();
        for item in self.items {
            match (item.standing(), item.draft.clone()) {
                (Standing::New | Standing::Waits, Some(id)) => {
                    on_drafts.entry(id).or_default().push(item)
                }
                (Standing::New, None) => landing.push(item.signed),
                (Standing::Waits, None) => waits.push(item.signed),
                _ => {}
            }
        }
        let branches: Vec<String> = landing
            .iter()
            .filter_map(|item| {
                layout::waiting_branch(&layout::record_place_of(&item.record, None)?)
            })
            .collect();
        if !landing.is_empty() {
            let message = "import what was signed elsewhere\n";
            all.push(land::land(world, opened, landing, BTreeMap::new(), message)?);
        }
        for branch in branches {
            if let Some(commit) = opened.store.branch(&branch)? {
                opened.store.lock()?.delete_branch(&branch, commit)?;
            }
        }
        for item in waits {
            let message = "import one more signature\n";
            if let Outcome::Landed(landed) = waiting::land_or_wait(world, opened, item, message)? {
                all.push(*landed);
            }
        }
        let mut plans = self.drafts;
        for (id, items) in on_drafts {
            if let Some(plan) = plans.remove(&id) {
                on_draft(world, opened, &plan, items)?;
            }
        }
        Ok(all)
    }
}

fn on_draft(
    world: &dyn World,
    opened: &Opened,
    plan: &Plan,
    items: Vec<Item>,
) -> Result<(), Error> {
    let mut put = BTreeMap::new();
    for item in &items {
        put.extend(item.signed.files(&plan.state)?);
    }
    let message = format!("{}: import answers\n", plan.draft.id);
    plan.draft.write(world, opened, put, plan.replaced.iter(), &message)
}
