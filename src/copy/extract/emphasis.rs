//! `*emphasis*`, `__emphasis__` and `# headings` as people type them into a plain text.
//!
//! A text that was pasted into a page is no Markdown file: only the marks that come in pairs round words, or before a
//! heading, are taken off. Whoever compares takes the better of the two readings, so that a mark that belongs to the
//! text is not lost.

use super::Note;
use super::map::Woven;

/// Takes off marks of emphasis that come in pairs within a paragraph, and marks before headings.
pub(super) fn without_emphasis(woven: Woven, notes: &mut Vec<Note>) -> Woven {
    let mut marks = Vec::new();
    let mut at = 0;
    for paragraph in woven.text.split_inclusive("\n\n") {
        paired(paragraph, at, &mut marks);
        at += paragraph.len();
    }
    if marks.is_empty() {
        return woven;
    }
    let (mut plain, mut kept) = (Woven::default(), 0);
    for (start, end) in marks {
        plain.keep(&woven, kept..start);
        kept = end;
    }
    plain.keep(&woven, kept..woven.text.len());
    notes.push(Note::Markdown);
    plain
}

/// The places of the marks of a paragraph that begins at `base`, in order.
fn paired(paragraph: &str, base: usize, marks: &mut Vec<(usize, usize)>) {
    let first = marks.len();
    let mut open: Vec<(usize, usize)> = Vec::new();
    let (mut at, mut before) = (0, '\n');
    while let Some(letter) = paragraph.get(at..).and_then(|rest| rest.chars().next()) {
        let length = paragraph.len() - at;
        let run = match letter {
            '*' | '_' | '#' => length - paragraph[at..].trim_start_matches(letter).len(),
            _ => letter.len_utf8(),
        };
        let after = paragraph[at + run..].chars().next().unwrap_or('\n');
        let place = (base + at, base + at + run);
        match letter {
            '#' if before == '\n' && after == ' ' => marks.push((place.0, place.1 + 1)),
            '*' | '_' if opens(before, after) => open.push(place),
            '*' | '_' if opens(after, before) => {
                let is_pair = |one: &(usize, usize)| {
                    one.1 - one.0 == run && paragraph[one.0 - base..].starts_with(letter)
                };
                if let Some(found) = open.iter().rposition(is_pair) {
                    marks.extend([open[found], place]);
                    open.truncate(found);
                }
            }
            _ => {}
        }
        (at, before) = (at + run, letter);
    }
    if let Some(new) = marks.get_mut(first..) {
        new.sort_unstable();
    }
}

/// Whether a mark between these letters stands before a word.
fn opens(outside: char, inside: char) -> bool {
    !outside.is_alphanumeric() && !inside.is_whitespace() && !matches!(inside, '*' | '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_come_off_in_pairs_only() {
        for (given, plain) in [
            ("We *ask* for **all** of __it__.\n", "We ask for all of it.\n"),
            ("# We ask\n\nall_of_it, 2 * 3 * 4, *one\n", "We ask\n\nall_of_it, 2 * 3 * 4, *one\n"),
            ("***We*** «_all_»\n\n*of\n\nit*\n", "We «all»\n\n*of\n\nit*\n"),
        ] {
            let mut notes = Vec::new();
            assert_eq!(without_emphasis(Woven::same(given, 0), &mut notes).text, plain);
            assert_eq!(notes, [Note::Markdown]);
        }
        let plain = Woven::same("We ask * for it.\n", 0);
        assert_eq!(without_emphasis(plain.clone(), &mut Vec::new()), plain);
    }
}
