//! What was not checked, in words.

use crate::locale::{Sentence, message};
use countersign_core::verify::NotChecked;

/// Something that was not checked.
#[must_use]
pub fn not_checked(what: &NotChecked) -> Sentence {
    match what {
        NotChecked::Truth => message::unseen_truth(),
        NotChecked::Registry => message::unseen_registry(),
        NotChecked::Policy => message::unseen_policy(),
        NotChecked::OwnPolicy => message::unseen_own_policy(),
        NotChecked::NoWitnesses => message::unseen_witnesses_none(),
        NotChecked::WitnessedBefore { witnessed, size } => {
            message::unseen_witnesses_before(*witnessed, *size)
        }
        NotChecked::FewWitnesses { want, got } => message::unseen_witnesses_few(*want, *got),
        NotChecked::Newer => message::unseen_newer(),
        NotChecked::NewerThanBundle { size } => message::unseen_newer_than_bundle(*size),
        NotChecked::OtherEntries { others, size } => message::unseen_other_entries(*others, *size),
        NotChecked::Attachments(names) => message::unseen_attachments(names.join(", ")),
        NotChecked::Keys => message::unseen_keys(),
        NotChecked::UnconfirmedKeys => message::unseen_keys_others(),
        NotChecked::Page => message::unseen_page(),
        NotChecked::Withheld => message::unseen_withheld(),
        NotChecked::Memory => message::unseen_memory(),
        NotChecked::Revision => message::unseen_revision(),
        NotChecked::Folder => message::unseen_folder(),
        NotChecked::WorkTree => message::unseen_work_tree(),
        NotChecked::Shallow => message::unseen_shallow(),
        NotChecked::Rest => message::unseen_rest(),
    }
}
