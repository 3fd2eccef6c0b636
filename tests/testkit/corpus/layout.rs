//! Layout: what programs do to lines and spaces, and what stands around a text.

use super::{Base, Copied, Edit};

pub(crate) const EDITS: &[Edit] = &[
    ("identical", "exact", |base| text(base.text.clone())),
    ("byte-order-mark", "layout", |base| text(format!("\u{feff}{}", base.text))),
    ("carriage-returns", "layout", |base| text(base.text.replace('\n', "\r\n"))),
    ("old-mac-lines", "layout", |base| text(base.text.replace('\n', "\r"))),
    ("no-last-line-end", "layout", |base| text(base.text.trim_end().to_owned())),
    ("wrapped-at-30", "layout", |base| text(wrapped(&base.text, 30, "\n"))),
    ("wrapped-at-72", "layout", |base| text(wrapped(&base.text, 72, "\n"))),
    ("wrapped-with-trailing-spaces", "layout", |base| text(wrapped(&base.text, 72, " \n"))),
    ("double-spaced", "layout", |base| text(base.text.replace('\n', "\n\n"))),
    ("extracted-double-spaced", "layout", |base| text(wrapped(&base.text, 90, " \n\n"))),
    ("all-on-one-line", "layout", |base| {
        text(base.text.split_whitespace().collect::<Vec<_>>().join(" "))
    }),
    ("a-word-a-line", "layout", |base| {
        text(base.text.split_whitespace().collect::<Vec<_>>().join("\n"))
    }),
    ("indented", "layout", |base| {
        text(base.text.lines().map(|line| format!("    {line}\n")).collect())
    }),
    ("tabs", "layout", |base| text(base.text.replace(' ', "\t"))),
    ("two-spaces", "layout", |base| text(base.text.replace(". ", ".  ").replace("، ", "،  "))),
    ("blank-lines", "layout", |base| {
        text(format!("\n\n\n{}\n\n\n", base.text.replace("\n\n", "\n\n\n\n")))
    }),
    ("no-blank-lines", "layout", |base| text(base.text.replace("\n\n", "\n"))),
    ("form-feeds", "layout", |base| text(base.text.replace("\n\n", "\n\u{c}\n"))),
    ("line-separators", "layout", |base| text(base.text.replace('\n', "\u{2028}"))),
    ("broken-words", "layout", |base| broken(base, "-\n")),
    ("broken-words-with-soft-hyphens", "layout", |base| broken(base, "\u{ad}\n")),
    ("broken-words-and-indents", "layout", |base| broken(base, "-\r\n   ")),
    ("soft-hyphens", "layout", |base| broken(base, "\u{ad}")),
    ("glued-words", "layout", |base| text(glued(&base.text))),
    ("bulleted-names", "layout", |base| text(bulleted(&base.text, "- "))),
    ("round-bullets", "layout", |base| text(bulleted(&base.text, "• "))),
    ("starred-names", "layout", |base| text(bulleted(&base.text, "* "))),
    ("narrow-column", "layout", |base| text(wrapped(&base.text, 12, "\n"))),
    ("columns-side-by-side", "layout", |base| text(columns(&base.text))),
    ("page-numbers", "layout", |base| text(paged(&base.text, |page| format!("\n\n{page}\n\u{c}")))),
    ("page-numbers-in-words", "layout", |base| {
        text(paged(&base.text, |page| format!("\n\nPage {page} of 4\n\u{c}\n")))
    }),
    ("running-heads", "contains", |base| {
        text(paged(&base.text, |page| format!("\n\n{page}\n\u{c}Coalition – Statement\n\n")))
    }),
    // A head says something, and without form feeds nothing says that a page ends: what stands between is shown.
    ("page-numbers-and-no-form-feeds", "contains", |base| {
        text(paged(&base.text, |page| format!("\n\n{page}\n\n")))
    }),
    ("heads-and-no-form-feeds", "contains", |base| {
        text(paged(&base.text, |_| "\n\nCoalition – Statement\n\n".to_owned()))
    }),
];

pub(crate) fn text(text: String) -> Option<Copied> {
    Some(text.into())
}

/// Every line of more than `columns` characters broken at a space.
pub(crate) fn wrapped(text: &str, columns: usize, end: &str) -> String {
    let mut wrapped = String::new();
    for line in text.lines() {
        let mut column = 0;
        for word in line.split(' ') {
            let length = word.chars().count();
            if column > 0 && column + length + 1 > columns {
                wrapped.push_str(end);
                column = 0;
            }
            if column > 0 {
                wrapped.push(' ');
                column += 1;
            }
            wrapped.push_str(word);
            column += length;
        }
        wrapped.push_str(end);
    }
    wrapped
}

/// Every fifth long word broken; Arabic is not broken at line ends.
fn broken(base: &Base, at: &str) -> Option<Copied> {
    if base.name.ends_with("ar") {
        return None;
    }
    let mut count = 0;
    let words = base.text.split_inclusive(' ').map(|word| {
        let is_plain = word.trim().chars().all(char::is_alphabetic);
        count += usize::from(is_plain && word.len() > 8);
        if is_plain && word.len() > 8 && count % 5 == 0 {
            let half = word.char_indices().nth(4).unwrap().0;
            format!("{}{at}{}", &word[..half], &word[half..])
        } else {
            word.to_owned()
        }
    });
    text(words.collect())
}

/// The last word of a line and the first of the next run together, in two places.
fn glued(text: &str) -> String {
    let mut words: Vec<&str> = text.split_inclusive([' ']).collect();
    for at in [words.len() / 3, words.len() / 2] {
        words[at] = words[at].trim_end();
    }
    words.concat()
}

fn bulleted(text: &str, bullet: &str) -> String {
    let (words, names) = text.trim_end().rsplit_once("\n\n").unwrap();
    let names: Vec<String> = names.lines().map(|name| format!("{bullet}{name}")).collect();
    format!("{words}\n\n{}\n", names.join("\n"))
}

/// Both halves beside each other, as a program prints a page of two columns that keeps its layout.
fn columns(text: &str) -> String {
    let wrapped = wrapped(text, 40, "\n");
    let lines: Vec<&str> = wrapped.lines().filter(|line| !line.is_empty()).collect();
    let (left, right) = lines.split_at(lines.len().div_ceil(2));
    let right = right.iter().chain(std::iter::repeat(&""));
    left.iter().zip(right).map(|(left, right)| format!("{left:<44}{right}\n")).collect()
}

/// A break of pages after every second paragraph, where a sentence may go on.
fn paged(text: &str, end: impl Fn(usize) -> String) -> String {
    let lines = wrapped(text, 70, "\n");
    let lines: Vec<&str> = lines.lines().collect();
    let mut pages = String::new();
    for (number, page) in lines.chunks(lines.len().div_ceil(4)).enumerate() {
        pages.push_str(page.join("\n").trim_end());
        pages.push_str(&end(number + 1));
    }
    pages
}
