//! A bare list of names: one on each line, or between the commas of a line.

use std::ops::Range;

use super::{Bare, Named, items, known, whose};
use crate::check::token::{Keys, Tokens};

/// Most digits of a number before a name.
const COUNT_DIGITS_MAX: usize = 4;

/// A name of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its bytes.
    pub at: Range<usize>,
    /// As it stands there.
    pub text: String,
    /// Which organisation it is, or is near to; nothing where it is nobody's.
    pub index: Option<usize>,
    /// Whether it is not quite one of the organisation's names.
    pub is_near: bool,
}

/// Every name of a list, in its order; a line that ends in a colon is a heading.
#[must_use]
pub fn list(text: &str, organisations: &[Named]) -> Vec<Listed> {
    let mut keys = Keys::default();
    let copied = Tokens::of(text, &mut keys);
    let bare = Bare::of(&copied, &keys);
    let known = known(organisations);
    let words = |range: &Range<usize>| bare.words.get(range.clone()).unwrap_or_default();
    let whose = |range: &Range<usize>| whose(words(range), &known);
    let all = items(&bare);
    let is_one_line = all.iter().all(|item| Some(item.0) == all.first().map(|first| first.0));
    let mut names: Vec<Range<usize>> = Vec::new();
    for line in all.chunk_by(|one, next| one.0 == next.0) {
        let (Some(first), Some(last)) = (line.first(), line.last()) else { continue };
        let whole = uncounted(&bare, first.1.start..last.1.end);
        if is_heading(&bare, &whole) {
            continue;
        }
        let parts = || line.iter().map(|item| uncounted(&bare, item.1.clone()));
        let is_split = line.len() > 1
            && whose(&whole).is_none_or(|(_, is_near)| is_near)
            && (is_one_line || parts().any(|part| whose(&part).is_some()));
        if is_split { names.extend(parts()) } else { names.push(whole) }
    }
    let listed = |range: Range<usize>| {
        let found = whose(&range);
        let printed = bare.printed(found.map_or(0, |one| one.0), &range, false);
        Listed {
            is_near: found.is_some_and(|one| one.1 || printed.is_near),
            at: printed.at,
            text: printed.text,
            index: found.map(|one| one.0),
        }
    };
    names.into_iter().map(listed).collect()
}

/// A name without the number before it: `12. Foro Penal`.
fn uncounted(bare: &Bare<'_>, range: Range<usize>) -> Range<usize> {
    let first = bare.raw(range.start);
    let is_count = range.len() > 1
        && first.chars().all(char::is_numeric)
        && first.chars().count() <= COUNT_DIGITS_MAX;
    range.start + usize::from(is_count)..range.end
}

fn is_heading(bare: &Bare<'_>, range: &Range<usize>) -> bool {
    let last = range.end.checked_sub(1).and_then(|last| bare.tokens.get(last));
    last.is_some_and(|last| bare.copied.raw(last + 1) == ":")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Named {
        Named { names: vec![name.to_owned()], anywhere: true }
    }

    /// Each name as it is printed, whose it is, and whether it only looks so.
    fn listed(text: &str) -> Vec<(String, Option<usize>, bool)> {
        let all = [named("Foro Penal"), named("Casa Azul (CAZ)"), named("Agua, Tierra y Vida")];
        list(text, &all).into_iter().map(|one| (one.text, one.index, one.is_near)).collect()
    }

    #[test]
    fn names_in_lines_and_between_commas() {
        let want = |names: &[(&str, Option<usize>)]| -> Vec<(String, Option<usize>, bool)> {
            names.iter().map(|(name, index)| ((*name).to_owned(), *index, false)).collect()
        };
        let both = want(&[("FORO PENAL", Some(0)), ("Centro Nuevo", None)]);
        assert_eq!(listed("Signed by:\n1. FORO PENAL\n2. Centro Nuevo\n"), both);
        assert_eq!(listed("FORO PENAL; Centro Nuevo"), both);
        assert_eq!(listed("• FORO PENAL\n\n• Centro Nuevo"), both);
        assert_eq!(
            listed("Casa Azul\nAgua, Tierra y Vida\nPan, Paz y Luz\nForo Penal, Uno"),
            want(&[
                ("Casa Azul", Some(1)),
                ("Agua, Tierra y Vida", Some(2)),
                ("Pan, Paz y Luz", None),
                ("Foro Penal", Some(0)),
                ("Uno", None),
            ])
        );
        assert_eq!(listed(""), []);
    }

    #[test]
    fn names_that_only_look_like_others() {
        assert_eq!(listed("F\u{43e}ro Penal"), [("F\u{43e}ro Penal".to_owned(), Some(0), true)]);
        assert_eq!(listed("Foro Pena1"), [("Foro Pena1".to_owned(), Some(0), true)]);
    }
}
