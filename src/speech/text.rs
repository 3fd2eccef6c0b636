//! What a reader could miss in a text, in words.

use crate::locale::{Sentence, message};
use countersign_core::text::{Invisible, Suspicion, Warning};

/// A character that is not seen, and where it stands.
#[must_use]
pub fn invisible(one: &Invisible) -> Sentence {
    let what = format!("{} {}", one.code_point(), one.name);
    message::text_invisible(one.line, one.column, what)
}

/// A word that deserves a second look, and where it stands.
#[must_use]
pub fn warning(warning: &Warning) -> Sentence {
    let (line, column) = (warning.line, warning.column);
    let word = format!("{:?}", warning.word);
    match &warning.suspicion {
        Suspicion::MixedScript => message::text_mixed_script(line, column, word),
        Suspicion::LooksLatin(latin) => {
            message::text_looks_latin(line, column, word, format!("{latin:?}"))
        }
    }
}
