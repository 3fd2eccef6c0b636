//! JSON that holds a text, as servers of pages give it: its strings are what a program would show somewhere.
//!
//! Which of them, in which order and with what beside them only that program knows, so that the note is a caveat.

use super::{ExtractError, NESTING_MAX, Note, html};

/// Fewest letters of a string that is more than a date or an address.
const LETTERS_MIN: usize = 20;

/// Members that hold a title, however short it is: servers of pages have it beside the text.
const TITLES: [&str; 5] = ["title", "headline", "subtitle", "subject", "heading"];

/// Whether a text begins as an object or list of JSON does.
pub(super) fn is_json(text: &str) -> bool {
    let text = text.trim_start();
    let rest = text.strip_prefix(['{', '[']).unwrap_or_default().trim_start();
    rest.starts_with(['"', '{', '[']) && strings(text).is_some()
}

/// The words of its longer strings, and those of members that are titles.
///
/// # Errors
/// If it is no JSON, or a string is a page that is larger or more tangled than any that people read.
pub(super) fn words(text: &str, notes: &mut Vec<Note>) -> Result<String, ExtractError> {
    let mut words = String::new();
    for Value { string, is_title } in strings(text.trim_start()).ok_or(ExtractError::Damaged)? {
        let letters = string.chars().filter(|one| one.is_alphabetic()).count();
        if letters < if is_title { 1 } else { LETTERS_MIN } {
            continue;
        }
        let string = match html::is_page(&string) {
            true => html::words(&string, notes)?,
            false => string,
        };
        if !words.is_empty() {
            words.push_str("\n\n");
        }
        words.push_str(string.trim());
    }
    notes.push(Note::Data);
    Ok(words)
}

/// A string that is a value.
struct Value {
    string: String,
    /// Its member, or the one that its object is the value of, is a title: `"title": {"rendered": "…"}`
    is_title: bool,
}

/// The strings that are values, in their order; nothing where it is no JSON.
fn strings(text: &str) -> Option<Vec<Value>> {
    let mut found = Vec::new();
    let mut titles: Vec<bool> = Vec::new();
    let mut is_title = false;
    let mut depth = 0_usize;
    let mut rest = text;
    loop {
        let one = rest.chars().next()?;
        rest = rest.get(one.len_utf8()..)?;
        match one {
            '{' | '[' => {
                depth += 1;
                titles.push(std::mem::take(&mut is_title));
            }
            '}' | ']' => {
                depth = depth.checked_sub(1)?;
                titles.pop();
            }
            '"' => {
                let (string, after) = string(rest)?;
                rest = after;
                // What a colon follows is the name of a member.
                if rest.trim_start().starts_with(':') {
                    is_title = TITLES.contains(&string.as_str());
                } else {
                    let is_title = std::mem::take(&mut is_title) || titles.last() == Some(&true);
                    found.push(Value { string, is_title });
                }
            }
            ',' => is_title = false,
            ':' | '-' | '+' | '.' => {}
            _ if one.is_ascii_alphanumeric() || one.is_ascii_whitespace() => {}
            _ => return None,
        }
        if depth > NESTING_MAX {
            return None;
        }
        if depth == 0 {
            return rest.trim().is_empty().then_some(found);
        }
    }
}

/// A string after its first quotation mark, and what stands behind it.
fn string(text: &str) -> Option<(String, &str)> {
    let mut units: Vec<u16> = Vec::new();
    let mut letters = text.char_indices();
    while let Some((at, letter)) = letters.next() {
        let unit = match letter {
            '"' => {
                let string = String::from_utf16(&units).ok()?;
                return Some((string, text.get(at + 1..)?));
            }
            '\\' => match letters.next()?.1 {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                'b' => '\u{8}',
                'f' => '\u{c}',
                'u' => {
                    let digits = text.get(at + 2..at + 6)?;
                    units.push(u16::from_str_radix(digits, 16).ok()?);
                    letters.nth(3)?;
                    continue;
                }
                other @ ('"' | '\\' | '/') => other,
                _ => return None,
            },
            '\u{0}'..='\u{1f}' => return None,
            other => other,
        };
        units.extend(unit.encode_utf16(&mut [0; 2]).iter());
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strings_of_json_are_its_words() {
        let json = r#"{"id": 7, "title": {"rendered": "No"}, "content": "<p>We stand with \u201call\u201d who are held.</p><p>\ud83d\ude00 And we ask for their release.<\/p>"}"#;
        assert!(is_json(json));
        let mut notes = Vec::new();
        let words = words(json, &mut notes).unwrap();
        assert_eq!(
            words,
            "No\n\nWe stand with “all” who are held.\n\n😀 And we ask for their release."
        );
        assert_eq!(notes, [Note::Data]);
        let json =
            r#"{"author": {"name": "Ana"}, "slug": "no", "headline": "Taken back", "tags": ["a"]}"#;
        assert_eq!(super::words(json, &mut Vec::new()).unwrap(), "Taken back");
    }

    #[test]
    fn other_texts_are_no_json() {
        for text in [
            "",
            "[…] ask for release",
            "[\"we\"] ask",
            "{\"a\": \"b",
            "{}",
            "[sic]",
            "{\"a\": \"\\ud83d\"}",
        ] {
            assert!(!is_json(text), "{text}");
        }
        assert!(!is_json(&"[".repeat(100_000)));
    }
}
