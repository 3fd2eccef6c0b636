//! Words: those that are gone, new or others; those around the text; and texts that are not it.

use super::layout::{text, wrapped};
use super::letters::{nth, swap};
use super::{Base, Copied, Edit};

pub(crate) const EDITS: &[Edit] = &[
    // One word.
    ("word-replaced", "altered", |base| at(base, 2, 5, |_| vec![base.word])),
    ("early-word-replaced", "altered", |base| word(base, 3, |_| vec![base.word])),
    ("late-word-replaced", "altered", |base| at(base, 9, 10, |_| vec![base.word])),
    ("word-inserted", "altered", |base| at(base, 1, 2, |old| vec![base.word, old])),
    ("early-word-inserted", "altered", |base| word(base, 2, |old| vec![base.word, old])),
    ("word-deleted", "altered", |base| at(base, 1, 3, |_| vec![])),
    ("early-word-deleted", "altered", |base| word(base, 2, |_| vec![])),
    ("late-word-deleted", "altered", |base| at(base, 4, 5, |_| vec![])),
    ("word-doubled", "altered", |base| at(base, 3, 5, |old| vec![old, old])),
    ("words-swapped", "altered", |base| {
        let mut words = words(base);
        let middle = words.len() / 2;
        words.swap(middle, middle + 1);
        joined(&words)
    }),
    ("word-replaced-and-wrapped", "altered", |base| {
        let middle = words(base).len() / 2;
        let changed = word(base, middle, |_| vec![base.word])?;
        text(wrapped(&String::from_utf8(changed.bytes).ok()?, 40, "\n"))
    }),
    ("five-words-replaced", "altered", |base| {
        let mut words = words(base);
        for part in 1..6 {
            let index = words.len() * part / 7;
            words[index] = format!("{} ", base.word);
        }
        joined(&words)
    }),
    // Meaning.
    ("negation-removed", "altered", |base| swap(base, &[base.negation])),
    ("negation-removed-and-upper-case", "altered", |base| {
        text(base.text.replace(base.negation.0, base.negation.1).to_uppercase())
    }),
    ("number-changed", "altered", |base| swap(base, &[base.number])),
    ("digit-added", "altered", |base| nth(base, "20", 0, "200")),
    ("number-lost", "altered", |base| swap(base, &[("37 ", ""), ("November 2020 ", "November ")])),
    ("sign-added", "altered", |base| {
        swap(base, &[("37", "−37"), ("five members", "−five members")])
    }),
    ("per-cent-added", "altered", |base| swap(base, &[("37", "37%"), ("2020 as", "2020% as")])),
    ("question-mark", "altered", |base| nth(base, ".", 2, "?")),
    ("comma-removed", "altered", |base| {
        nth(base, ", ", 2, " ").or_else(|| nth(base, "، ", 1, " "))
    }),
    ("comma-added", "altered", |base| at(base, 1, 2, |old| vec![old.trim_end(), ", "])),
    ("letter-doubled", "altered", |base| {
        nth(base, "n", 9, "nn").or_else(|| nth(base, "ن", 9, "نن"))
    }),
    ("letter-lost", "altered", |base| nth(base, "n", 9, "").or_else(|| nth(base, "ن", 9, ""))),
    ("quotation-marks-lost", "altered", |base| {
        let open =
            ["‘Azul Positivo’", "‘Agua Clara’", "«Agua Clara»", "« Agua Clara »", "«أغوا كلارا»"];
        let found = open.into_iter().find(|open| base.text.contains(open))?;
        let bare = found.trim_matches(|c: char| !c.is_alphabetic());
        swap(base, &[(found, bare)])
    }),
    // Names.
    ("name-added", "altered", |base| name(base, |names| names.insert(2, base.stranger))),
    ("name-replaced", "altered", |base| name(base, |names| names[2] = base.stranger)),
    ("name-removed", "altered", |base| {
        name(base, |names| names.retain(|name| *name != names_of(base)[2]))
    }),
    ("names-in-another-order", "contains", |base| name(base, |names| names.swap(1, 3))),
    ("name-added-at-the-end", "contains", |base| name(base, |names| names.push(base.stranger))),
    ("last-name-removed", "altered", |base| {
        name(base, |names| names.truncate(names_of(base).len() - 1))
    }),
    ("names-removed", "excerpt", |base| name(base, Vec::clear)),
    // Sentences and paragraphs.
    ("sentence-added", "altered", |base| {
        paragraphs(base, |all| all[2] = format!("{} {}", base.sentence, all[2]))
    }),
    ("sentence-added-within", "altered", |base| {
        let (first, rest) = base.text.split_once(". ")?;
        text(format!("{first}. {} {rest}", base.sentence))
    }),
    ("sentence-removed", "altered", |base| {
        let (start, _) = base.text.match_indices(". ").nth(1)?;
        let (end, _) = base.text.match_indices(". ").nth(2)?;
        text(format!("{}{}", &base.text[..start], &base.text[end..]))
    }),
    ("sentence-twice", "altered", |base| {
        let (start, _) = base.text.match_indices(". ").nth(1)?;
        let (end, _) = base.text.match_indices(". ").nth(2)?;
        // What reaches over a paragraph's end is more than a sentence.
        let is_one = !base.text[start..end].contains("\n\n");
        is_one.then(|| text(format!("{}{}", &base.text[..end], &base.text[start..])))?
    }),
    ("paragraphs-swapped", "altered", |base| paragraphs(base, |all| all.swap(1, 3))),
    ("paragraph-added", "contains", |base| {
        paragraphs(base, |all| all.insert(2, base.sentence.to_owned()))
    }),
    ("paragraph-replaced", "altered", |base| {
        paragraphs(base, |all| all[2] = base.sentence.to_owned())
    }),
    // Around the text.
    ("preface", "contains", |base| text(format!("{}\n\n{}", base.sentence, base.text))),
    ("postscript", "contains", |base| text(format!("{}\n{}\n", base.text, base.sentence))),
    ("article-around", "contains", |base| {
        text(format!("{}\n\n{}\n{}\n", base.unrelated, base.text, base.sentence))
    }),
    ("the-text-twice", "contains", |base| text(format!("{}\n{}", base.text, base.text))),
    // A true copy beside an altered one.
    ("true-then-altered", "altered", |base| {
        text(format!("{}\n{}", base.text, base.text.replace(base.negation.0, base.negation.1)))
    }),
    ("altered-then-true", "altered", |base| {
        text(format!("{}\n{}", base.text.replace(base.number.0, base.number.1), base.text))
    }),
    ("altered-quoted-below-true", "altered", |base| {
        let altered = base.text.replace(base.negation.0, base.negation.1);
        let quoted: String =
            wrapped(&altered, 60, "\n").lines().map(|line| format!("> {line}\n")).collect();
        text(format!("{}\n{quoted}", base.text))
    }),
    // Parts.
    ("first-two-paragraphs", "excerpt", |base| paragraphs(base, |all| all.truncate(2))),
    ("third-paragraph", "excerpt", |base| paragraphs(base, |all| *all = vec![all[2].clone()])),
    ("without-the-heading", "excerpt", |base| paragraphs(base, |all| *all = all.split_off(1))),
    ("one-sentence", "excerpt", |base| {
        let paragraph = base.text.split("\n\n").nth(1)?;
        text(format!("{}.", paragraph.split(". ").next()?.trim_end_matches('.')))
    }),
    ("sentence-with-another-word", "altered", |base| {
        let paragraph = base.text.split("\n\n").nth(1)?;
        let changed: Vec<&str> = paragraph
            .split(' ')
            .enumerate()
            .map(|(at, word)| if at == 9 { base.word } else { word })
            .collect();
        text(changed.join(" "))
    }),
    // Not the text.
    ("another-text-on-the-same-topic", "unknown", |base| text(base.unrelated.clone())),
    ("another-text-wrapped", "unknown", |base| text(wrapped(&base.unrelated, 50, "\n"))),
    ("one-strange-sentence", "unknown", |base| text(base.sentence.to_owned())),
    ("three-words", "unknown", |base| {
        let words = base.text.split(' ').skip(9).take(3).collect::<Vec<_>>().join(" ");
        // Long words are rare enough to be found.
        (words.chars().filter(|one| one.is_alphanumeric()).count() < 20).then(|| text(words))?
    }),
    ("one-word-many-times", "unknown", |base| text(format!("{} ", base.word).repeat(20_000))),
    ("one-sentence-many-times", "unknown", |base| {
        text(format!("{} ", base.sentence).repeat(2_000))
    }),
    ("words-in-another-order", "unknown", |base| {
        let mut words = words(base);
        words.sort();
        joined(&words)
    }),
];

/// The words, each with the white space after it.
fn words(base: &Base) -> Vec<String> {
    base.text.split_inclusive([' ', '\n']).map(str::to_owned).collect()
}

fn joined(words: &[String]) -> Option<Copied> {
    text(words.concat())
}

/// The text with the word at `index` made into others; each keeps the old one's white space.
fn word(base: &Base, index: usize, change: impl Fn(&str) -> Vec<&str>) -> Option<Copied> {
    let mut words = words(base);
    // The next word with letters and nothing else, so that no mark is lost with it.
    let is_plain = |word: &String| {
        word.strip_suffix(' ').is_some_and(|word| word.chars().all(char::is_alphabetic))
    };
    let index = (index..words.len()).find(|index| is_plain(&words[*index]))?;
    let old = words[index].clone();
    let new: Vec<String> = change(&old)
        .into_iter()
        .map(|word| {
            if word.ends_with(' ') || word != base.word && word == old.trim_end() {
                word.to_owned()
            } else {
                format!("{word} ")
            }
        })
        .collect();
    words[index] = new.concat();
    joined(&words)
}

/// The same with a word at a fraction of the text.
fn at(base: &Base, part: usize, of: usize, change: impl Fn(&str) -> Vec<&str>) -> Option<Copied> {
    word(base, words(base).len() * part / of, change)
}

fn paragraphs(base: &Base, change: impl Fn(&mut Vec<String>)) -> Option<Copied> {
    let mut all: Vec<String> = base.text.trim_end().split("\n\n").map(str::to_owned).collect();
    change(&mut all);
    text(format!("{}\n", all.join("\n\n")))
}

fn names_of(base: &Base) -> Vec<&str> {
    base.text
        .trim_end()
        .rsplit("\n\n")
        .next()
        .map_or_else(Vec::new, |names| names.lines().collect())
}

fn name<'a>(base: &'a Base, change: impl Fn(&mut Vec<&'a str>)) -> Option<Copied> {
    let (words, names) = base.text.trim_end().rsplit_once("\n\n")?;
    let mut names: Vec<&str> = names.lines().collect();
    change(&mut names);
    let names = names.join("\n");
    text(if names.is_empty() { format!("{words}\n") } else { format!("{words}\n\n{names}\n") })
}
