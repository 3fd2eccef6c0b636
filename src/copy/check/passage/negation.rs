//! Words that turn the sense of a sentence: a marked cut that takes one out, or an editor's bracket that brings one in,
//! is no honest quotation.
//!
//! These lists and no others decide an exit code; `docs/FORMAT.md` has them.

/// The words, by language.
const NEGATIONS: &[(&str, &[&str])] = &[
    (
        "ar",
        &[
            "لا",
            "لم",
            "لن",
            "ليس",
            "ليست",
            "ليسوا",
            "ولا",
            "ولم",
            "ولن",
            "وليس",
            "غير",
            "بدون",
            "دون",
            "بلا",
        ],
    ),
    (
        "de",
        &[
            "nicht", "kein", "keine", "keinen", "keinem", "keiner", "keines", "nie", "niemals",
            "niemand", "nichts", "ohne", "weder", "noch",
        ],
    ),
    (
        "en",
        &[
            "not", "no", "never", "nor", "neither", "none", "nobody", "nothing", "nowhere",
            "cannot", "without", "t",
        ],
    ),
    (
        "es",
        &[
            "no", "ni", "nunca", "jamás", "nadie", "nada", "ninguno", "ninguna", "ningún",
            "tampoco", "sin",
        ],
    ),
    ("fa", &["نه", "نیست", "نیستند", "هیچ", "بدون", "هرگز"]),
    (
        "fr",
        &[
            "ne", "n", "pas", "jamais", "rien", "personne", "aucun", "aucune", "ni", "sans", "non",
            "guère",
        ],
    ),
    ("he", &["לא", "אין", "אל", "בלי", "אף", "ללא"]),
    ("it", &["non", "né", "mai", "nessuno", "nessuna", "niente", "nulla", "senza"]),
    ("pt", &["não", "nem", "nunca", "jamais", "ninguém", "nada", "nenhum", "nenhuma", "sem"]),
    ("ru", &["не", "ни", "нет", "никогда", "никто", "ничего", "без", "нельзя"]),
];

/// The negations of a language by its primary subtag; nothing where there is no list of them.
pub(super) fn of(language: &str) -> Option<&'static [&'static str]> {
    let primary = language.split('-').next().unwrap_or_default();
    NEGATIONS.iter().find(|(tag, _)| *tag == primary).map(|(_, words)| *words)
}

/// Whether the word, in lower case, is a negation in any language that has a list.
pub(super) fn is_in_any(word: &str) -> bool {
    NEGATIONS.iter().any(|(_, words)| words.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_format_lists_them() {
        let format = include_str!("../../../../docs/FORMAT.md");
        for (tag, words) in NEGATIONS {
            let row = format!("| `{tag}` | {} |", words.join(", "));
            assert!(format.lines().any(|line| line == row), "{row}");
        }
        assert!(of("es-419").is_some() && of("sw").is_none());
        assert!(is_in_any("never") && !is_in_any("ever"));
    }
}
