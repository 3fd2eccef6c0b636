//! Step 11 of verification: what was not checked.

use super::part::Part;
use super::totals::Totals;
use super::{Examined, Question};
use crate::log::Log;

/// Something that was not checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotChecked {
    /// Whether the words are true.
    Truth,
    /// Whether this is the registry that the reader means.
    Registry,
    /// Whether others are shown the same history: there are no witnesses.
    NoWitnesses,
    /// The same: witnesses have cosigned some of the entries, and not those after.
    WitnessedBefore {
        /// How many they have.
        witnessed: u64,
        /// How many there are.
        size: u64,
    },
    /// The same: too few witnesses have cosigned.
    FewWitnesses {
        /// How many must.
        want: u64,
        /// How many have.
        got: u64,
    },
    /// The same: the witnesses that the reader asks for have not cosigned this head.
    Policy,
    /// The same: the witnesses that the registry's policy asks for have not cosigned any head.
    OwnPolicy,
    /// Whether a newer state exists elsewhere.
    Newer,
    /// The same, of a bundle that knows so many entries.
    NewerThanBundle {
        /// How many.
        size: u64,
    },
    /// The entries that a bundle does not carry.
    OtherEntries {
        /// How many they are.
        others: u64,
        /// How many there are.
        size: u64,
    },
    /// Attachments that a bundle does not carry, by name.
    Attachments(Vec<String>),
    /// Whether the keys are the organisations'.
    Keys,
    /// Whether the keys that are not confirmed are the organisations'.
    UnconfirmedKeys,
    /// Whether the page that a bundle was taken out of shows what the bundle does.
    Page,
    /// Whose the withheld acts are.
    Withheld,
    /// Whether it goes on from what was seen before: nothing can be remembered.
    Memory,
    /// Whether another revision is newer than the one that was asked for.
    Revision,
    /// The history of a plain folder.
    Folder,
    /// The files that are checked out: there are none, or only some.
    WorkTree,
    /// The history of a shallow clone.
    Shallow,
    /// The rest of a registry that was found sound before.
    Rest,
}

impl Examined {
    /// Only others who saw this head can tell that it is the one that everybody is shown.
    fn not_witnessed(&self, question: &Question) -> Option<NotChecked> {
        if let Some(policy) = &question.policy {
            return (!self.is_met(policy)).then_some(NotChecked::Policy);
        }
        let root = self.replayed.state.root();
        let (want, got) = (root.map_or(0, |root| root.body.quorum), self.witnesses().len() as u64);
        let size = self.log.as_ref().map_or(0, Log::size);
        if !root.is_some_and(|root| root.body.cosigners().asks()) {
            return (got == 0).then_some(NotChecked::NoWitnesses);
        }
        Some(match self.witnessed.size {
            _ if self.has_quorum() => return None,
            Some(witnessed) => NotChecked::WitnessedBefore { witnessed, size },
            None if root.is_some_and(|root| root.body.policy.is_some()) => NotChecked::OwnPolicy,
            None => NotChecked::FewWitnesses { want, got },
        })
    }

    /// Step 11: what was not checked.
    pub(super) fn not_checked(&self, question: &Question, totals: &Totals) -> Vec<NotChecked> {
        let mut not_checked = vec![NotChecked::Truth];
        if question.expect.is_none() && self.replayed.state.registry().is_some() {
            not_checked.push(NotChecked::Registry);
        }
        not_checked.extend(self.not_witnessed(question));
        not_checked.push(match &self.part {
            Some(part) => part.after(),
            None => NotChecked::Newer,
        });
        not_checked.extend(self.part.iter().flat_map(Part::not_checked));
        not_checked.extend(unconfirmed(totals));
        not_checked.extend(not_shown(totals));
        not_checked.extend(question.not_checked.iter().cloned());
        not_checked
    }
}

/// What is not shown cannot be looked at.
fn not_shown(totals: &Totals) -> Option<NotChecked> {
    totals.is_withheld.then_some(NotChecked::Withheld)
}

/// Keys that only the maintainers vouch for leave open whose they are.
const fn unconfirmed(totals: &Totals) -> Option<NotChecked> {
    match totals.is_confirmed {
        _ if !totals.is_unconfirmed => None,
        true => Some(NotChecked::UnconfirmedKeys),
        false => Some(NotChecked::Keys),
    }
}
