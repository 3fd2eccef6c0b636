//! Edits at random, the same for the same seed.

/// What may stand in a copy between its words or within one.
const PIECES: [&str; 40] = [
    "\u{ad}",
    "\u{200b}",
    "\u{a0}",
    "\u{202f}",
    "\u{640}",
    "\u{301}",
    "\u{feff}",
    "\u{202e}",
    "-\n",
    "\n\n",
    "\n- ",
    "\n2\n",
    "\nPage 3 of 4\n",
    " ",
    "\t",
    "\u{2028}",
    "“",
    "”",
    "«\u{a0}",
    "'",
    "''",
    "—",
    "--",
    "…",
    "...",
    "ﬁ",
    "ŉ",
    "а",
    "Ｅ",
    "𝐛",
    "٣",
    "日本",
    "ก็",
    "ẞ",
    "İ",
    "Σς",
    "½",
    "(",
    ". ",
    ",",
];
/// Words that are in none of the texts.
const WORDS: [&str; 4] = ["never", "nunca", "jamais", "أبدا"];
/// Most edits of one copy.
const EDITS_MAX: u64 = 6;

/// A small generator (SplitMix64, Steele, Lea, Flood 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() % most.max(1) as u64).unwrap()
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

/// The text with one to `EDITS_MAX` edits.
pub fn edited(text: &str, seed: u64) -> String {
    let mut random = Random(seed);
    let mut copy = text.to_owned();
    for _ in 0..=random.next() % EDITS_MAX {
        copy = edit(&copy, text, &mut random);
    }
    copy
}

fn edit(copy: &str, text: &str, random: &mut Random) -> String {
    let letters: Vec<char> = copy.chars().collect();
    let at = random.below(letters.len());
    let (before, after) = (collect(&letters[..at]), collect(letters.get(at..).unwrap_or_default()));
    let words: Vec<&str> = copy.split(' ').collect();
    let word = random.below(words.len());
    let some = 1 + random.below(words.len() / 3 + 1);
    let past = (word + some).min(words.len());
    match random.below(14) {
        0..=2 => format!("{before}{}{after}", random.one(&PIECES)),
        3 => with(&words, word..word, random.one(&WORDS)),
        4 => with(&words, word..(word + 1).min(words.len()), random.one(&WORDS)),
        5 => with(&words, word..(word + 1).min(words.len()), &words[word].to_uppercase()),
        6 => with(&words, word..(word + 2).min(words.len()), ""),
        7 => with(&words, word..past, ""),
        8 => words[word..past].join(" "),
        9 => with(&words, word..word, &words[word..past].join(" ")),
        10 => format!("{copy}\n{}", random.one(&WORDS)),
        11 => format!("{}: {copy}", random.one(&WORDS)),
        12 => format!("{copy}\n\n{text}"),
        _ => replaced(copy, random),
    }
}

/// Every mark of a kind as another one.
fn replaced(copy: &str, random: &mut Random) -> String {
    let (from, to) = [
        (" ", "\n"),
        (". ", ".\n\n"),
        ("’", "'"),
        ("–", "-"),
        ("e", "е"),
        (" ", "\u{a0}"),
        ("\n", " "),
    ][random.below(7)];
    copy.replace(from, to)
}

fn with(words: &[&str], range: std::ops::Range<usize>, other: &str) -> String {
    let mut all = words.to_vec();
    let other: Vec<&str> = if other.is_empty() { Vec::new() } else { vec![other] };
    all.splice(range, other);
    all.join(" ")
}

fn collect(letters: &[char]) -> String {
    letters.iter().collect()
}
