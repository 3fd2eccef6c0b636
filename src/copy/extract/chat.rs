//! Messages as messengers write them when they are copied or exported: `[03/06/24, 10:15] Ana: We ask`.
//!
//! The head of each message becomes a paragraph of its own, so that it stands beside the words and not in them.

use super::map::Woven;
use super::{Note, Reading};

/// Fewest heads that make a text a chat: one alone may be a sentence with a colon.
const HEADS_MIN: usize = 2;
/// Fewest digits of a date with a time: `1/2/24, 9:05`
const DIGITS_MIN: usize = 6;
/// Longest head, in characters.
const HEAD_CHARS_MAX: usize = 80;

/// A text with the heads of its messages set apart; none where it has none.
pub(super) fn reading(text: &str, notes: &[Note]) -> Option<Reading> {
    let mut words = String::with_capacity(text.len());
    let mut heads = 0;
    for line in text.lines() {
        match head(line) {
            Some(end) => {
                let (own, rest) = line.split_at(end);
                heads += 1;
                for part in ["\n", own.trim_end(), "\n\n", rest.trim_start(), "\n"] {
                    words.push_str(part);
                }
            }
            None => {
                words.push_str(line);
                words.push('\n');
            }
        }
    }
    (heads >= HEADS_MIN).then(|| Reading::of(Woven::unplaced(words), notes.to_vec()))
}

/// Where a message begins behind its date, its time and who wrote it.
fn head(line: &str) -> Option<usize> {
    let is_unseen = |one: char| matches!(one, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}');
    let own = line.trim_start_matches(is_unseen);
    let skipped = line.len() - own.len();
    let is_date = |one: char| {
        one.is_numeric()
            || one.is_whitespace()
            || is_unseen(one)
            || matches!(
                one,
                '/' | '.' | '-' | ':' | ',' | '[' | ']' | 'a' | 'p' | 'm' | 'A' | 'P' | 'M'
            )
    };
    let date = own.find(|one| !is_date(one)).unwrap_or(own.len());
    let date = own.get(..date)?;
    let digits = date.chars().filter(|one| one.is_numeric()).count();
    let begins = date.starts_with(|one: char| one == '[' || one.is_numeric());
    if !begins || digits < DIGITS_MIN || !date.contains(':') {
        return None;
    }
    let end = own.get(date.len()..)?.find(": ").map(|at| date.len() + at + 1)?;
    (own.get(..end)?.chars().count() <= HEAD_CHARS_MAX).then_some(skipped + end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_of_messages_stand_apart() {
        for chat in [
            "[03/06/24, 10:15] Ana: We ask\nfor all.\n[03/06/24, 10:16] Ana: And wait.\n",
            "03.06.24, 10:15 - Ana: We ask\nfor all.\n03.06.24, 10:16 - +1 555: And wait.\n",
            "6/3/24, 9:15 AM - Ana: We ask\nfor all.\n6/3/24, 9:16 AM - Ana: And wait.\n",
        ] {
            let read = reading(chat, &[]).unwrap().text;
            assert!(read.contains("\n\nWe ask\nfor all.\n\n"), "{read}");
            assert!(read.contains(":\n\nAnd wait.\n"), "{read}");
        }
        for text in [
            "[03/06/24, 10:15] Ana: We ask\n",
            "On 3 June at 10:15 we said: no\nOn 4 June at 10:15 we said: no\n",
            "1. We ask: this\n2. We ask: that\n",
            "2024-06-03 is a day: it was\n2024-06-04 is a day: it was\n",
        ] {
            assert_eq!(reading(text, &[]), None, "{text}");
        }
    }
}
