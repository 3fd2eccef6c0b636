//! Step 11 of verification: what was not checked.

use super::part::Part;
use super::totals::Totals;
use super::{Examined, Question};
use crate::locale::{Sentence, sentence};
use crate::log::Log;

impl Examined {
    /// Only others who saw this head can tell that it is the one that everybody is shown.
    fn not_witnessed(&self) -> Option<Sentence> {
        let want = self.replayed.state.root().map_or(0, |root| root.body.quorum);
        let got = self.witnesses().len() as u64;
        let size = self.log.as_ref().map_or(0, Log::size);
        Some(match (want, self.witnessed) {
            (0, _) if got == 0 => sentence("unseen-witnesses-none", &[]),
            (0, _) => return None,
            (_, Some(witnessed)) if got < want => sentence(
                "unseen-witnesses-before",
                &[("witnessed", witnessed.into()), ("size", size.into())],
            ),
            _ if got < want => {
                sentence("unseen-witnesses-few", &[("want", want.into()), ("got", got.into())])
            }
            _ => return None,
        })
    }

    /// Step 11: what was not checked.
    pub(super) fn not_checked(&self, question: &Question, totals: &Totals) -> Vec<Sentence> {
        let mut sentences = vec![sentence("unseen-truth", &[])];
        if question.expect.is_none() && self.replayed.state.registry().is_some() {
            sentences.push(sentence("unseen-registry", &[]));
        }
        sentences.extend(self.not_witnessed());
        sentences.push(match &self.part {
            Some(part) => part.after(),
            None => sentence("unseen-newer", &[]),
        });
        sentences.extend(self.part.iter().flat_map(Part::not_checked));
        sentences.extend(unconfirmed(totals));
        sentences.extend(not_shown(totals));
        sentences.extend(question.not_checked.iter().cloned());
        sentences
    }
}

/// What is not shown cannot be looked at.
fn not_shown(totals: &Totals) -> Option<Sentence> {
    totals.is_withheld.then(|| sentence("unseen-withheld", &[]))
}

/// Keys that only the maintainers vouch for leave open whose they are.
fn unconfirmed(totals: &Totals) -> Option<Sentence> {
    match totals.keys {
        (_, false) => None,
        (true, true) => Some(sentence("unseen-keys-others", &[])),
        (false, true) => Some(sentence("unseen-keys", &[])),
    }
}
