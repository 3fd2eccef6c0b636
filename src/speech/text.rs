//! What a reader could miss in a text, in words.

use crate::locale::{Sentence, sentence};
use crate::text::{Invisible, Suspicion, Warning};

/// A character that is not seen, and where it stands.
#[must_use]
pub fn invisible(one: &Invisible) -> Sentence {
    let what = format!("{} {}", one.code_point(), one.name);
    sentence(
        "text-invisible",
        &[("line", one.line.into()), ("column", one.column.into()), ("what", what.into())],
    )
}

/// A word that deserves a second look, and where it stands.
#[must_use]
pub fn warning(warning: &Warning) -> Sentence {
    let (line, column) = (warning.line.into(), warning.column.into());
    let word = format!("{:?}", warning.word).into();
    match &warning.suspicion {
        Suspicion::MixedScript => {
            sentence("text-mixed-script", &[("line", line), ("column", column), ("word", word)])
        }
        Suspicion::LooksLatin(latin) => sentence(
            "text-looks-latin",
            &[
                ("line", line),
                ("column", column),
                ("word", word),
                ("latin", format!("{latin:?}").into()),
            ],
        ),
    }
}
