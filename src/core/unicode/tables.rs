//! The tables as `build.rs` wrote them, read once.

use std::sync::LazyLock;

static TABLES: LazyLock<Tables> = LazyLock::new(Tables::read);

/// A table's bytes.
macro_rules! written {
    ($name:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/", $name))
    };
}

pub(super) struct Tables {
    pub(super) marks: Set,
    pub(super) assigned: Set,
    pub(super) unsettled: Set,
    pub(super) ignored: Set,
    classes: Vec<Class>,
    pub(super) canonical: Map,
    pub(super) compatible: Map,
    pub(super) alike: Map,
    /// The characters of `canonical` that two others compose, sorted by those.
    pairs: Vec<Pair>,
}

/// From here on characters have this combining class.
struct Class {
    from: u32,
    class: u8,
}

struct Pair {
    both: [char; 2],
    composed: char,
}

pub(super) fn tables() -> &'static Tables {
    &TABLES
}

impl Tables {
    fn read() -> Self {
        let canonical = Map::read(written!("canonical"));
        let mut pairs: Vec<Pair> = canonical.pairs().collect();
        pairs.sort_unstable_by_key(|pair| pair.both);
        Self {
            marks: Set::read(written!("marks")),
            assigned: Set::read(written!("assigned")),
            unsettled: Set::read(written!("unsettled")),
            ignored: Set::read(written!("ignored")),
            classes: classes(written!("classes")),
            canonical,
            compatible: Map::read(written!("compatible")),
            alike: Map::read(written!("alike")),
            pairs,
        }
    }

    /// The canonical combining class.
    pub(super) fn class(&self, letter: char) -> u8 {
        let after = self.classes.partition_point(|class| class.from <= u32::from(letter));
        after.checked_sub(1).and_then(|at| self.classes.get(at)).map_or(0, |class| class.class)
    }

    /// What the two compose.
    pub(super) fn composed(&self, first: char, second: char) -> Option<char> {
        let at = self.pairs.binary_search_by_key(&[first, second], |pair| pair.both).ok()?;
        self.pairs.get(at).map(|pair| pair.composed)
    }
}

/// Characters, as those where the set begins and ends.
pub(super) struct Set(Vec<u32>);

impl Set {
    fn read(bytes: &[u8]) -> Self {
        let mut at = 0;
        let step = |step| {
            at += step;
            at
        };
        Self(Numbers(bytes).map(step).collect())
    }

    pub(super) fn has(&self, letter: char) -> bool {
        self.0.partition_point(|bound| *bound <= u32::from(letter)) % 2 == 1
    }
}

/// Characters, and what becomes of each.
pub(super) struct Map {
    from: Vec<Entry>,
    letters: Vec<char>,
}

struct Entry {
    from: char,
    is_composed: bool,
    /// Where its letters begin.
    at: usize,
    length: u8,
}

impl Map {
    fn read(bytes: &[u8]) -> Self {
        let mut numbers = Numbers(bytes);
        let (mut from, mut before) = (0, [0_i32; u8::MAX as usize]);
        let mut map = Self { from: Vec::new(), letters: Vec::new() };
        while let (Some(step), Some(head)) = (numbers.next(), numbers.next()) {
            from += step;
            let (at, length) = (map.letters.len(), (head >> 1) as u8);
            for before in before.iter_mut().take(length.into()) {
                let step = numbers.next().unwrap_or_default();
                *before += (step >> 1) as i32 ^ -((step & 1) as i32);
                map.letters.extend(char::from_u32(*before as u32));
            }
            let is_composed = head & 1 == 1;
            map.from.extend(char::from_u32(from).map(|from| Entry {
                from,
                is_composed,
                at,
                length,
            }));
        }
        map
    }

    pub(super) fn of(&self, letter: char) -> Option<&[char]> {
        let at = self.from.binary_search_by_key(&letter, |entry| entry.from).ok()?;
        self.from.get(at).map(|entry| self.letters(entry))
    }

    fn letters(&self, entry: &Entry) -> &[char] {
        self.letters.get(entry.at..entry.at + usize::from(entry.length)).unwrap_or_default()
    }

    fn pairs(&self) -> impl Iterator<Item = Pair> {
        self.from.iter().filter(|entry| entry.is_composed).filter_map(|entry| {
            let both = self.letters(entry).first_chunk()?;
            Some(Pair { both: *both, composed: entry.from })
        })
    }
}

fn classes(bytes: &[u8]) -> Vec<Class> {
    let (mut numbers, mut from) = (Numbers(bytes), 0);
    let mut classes = Vec::new();
    while let (Some(step), Some((class, rest))) = (numbers.next(), numbers.0.split_first()) {
        numbers.0 = rest;
        from += step;
        classes.push(Class { from, class: *class });
    }
    classes
}

/// Numbers in groups of seven bits, the lowest first.
struct Numbers<'a>(&'a [u8]);

impl Iterator for Numbers<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let end = self.0.iter().position(|byte| byte & 0x80 == 0)?;
        let (number, rest) = self.0.split_at(end + 1);
        self.0 = rest;
        Some(number.iter().rev().fold(0, |value, byte| (value << 7) | u32::from(byte & 0x7f)))
    }
}
