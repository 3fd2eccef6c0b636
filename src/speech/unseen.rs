//! What was not checked, in words.

use crate::locale::{Sentence, sentence};
use crate::verify::NotChecked;

/// Something that was not checked.
#[must_use]
pub fn not_checked(what: &NotChecked) -> Sentence {
    match what {
        NotChecked::Truth => sentence("unseen-truth", &[]),
        NotChecked::Registry => sentence("unseen-registry", &[]),
        NotChecked::NoWitnesses => sentence("unseen-witnesses-none", &[]),
        NotChecked::WitnessedBefore { witnessed, size } => sentence(
            "unseen-witnesses-before",
            &[("witnessed", (*witnessed).into()), ("size", (*size).into())],
        ),
        NotChecked::FewWitnesses { want, got } => {
            sentence("unseen-witnesses-few", &[("want", (*want).into()), ("got", (*got).into())])
        }
        NotChecked::Newer => sentence("unseen-newer", &[]),
        NotChecked::NewerThanBundle { size } => {
            sentence("unseen-newer-than-bundle", &[("size", (*size).into())])
        }
        NotChecked::OtherEntries { others, size } => sentence(
            "unseen-other-entries",
            &[("others", (*others).into()), ("size", (*size).into())],
        ),
        NotChecked::Attachments(names) => {
            sentence("unseen-attachments", &[("names", names.join(", ").into())])
        }
        NotChecked::Keys => sentence("unseen-keys", &[]),
        NotChecked::UnconfirmedKeys => sentence("unseen-keys-others", &[]),
        NotChecked::Withheld => sentence("unseen-withheld", &[]),
        NotChecked::Memory => sentence("unseen-memory", &[]),
        NotChecked::Revision => sentence("unseen-revision", &[]),
        NotChecked::Folder => sentence("unseen-folder", &[]),
        NotChecked::Shallow => sentence("unseen-shallow", &[]),
        NotChecked::Rest => sentence("unseen-rest", &[]),
    }
}
