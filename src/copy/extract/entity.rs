//! HTML entities that were pasted into a plain text.

use html5ever::data::NAMED_ENTITIES;

use super::Note;
use super::map::Woven;

/// Longest name of an entity, in bytes (WHATWG HTML, section 13.5: `CounterClockwiseContourIntegral;`).
const NAME_BYTES: usize = 32;

/// The names of HTML 4 (section 24) with their numbers: what people and programs write into texts.
const COMMON: &str = include_str!("entity/html4.txt");

/// The letters that a name without its `&` and `;` stands for.
pub(super) type Named = fn(&str) -> Option<String>;

/// Makes letters of `&rsquo;`, `&#8217;` and `&#x2019;`; only the full form with its semicolon counts.
pub(super) fn without_entities(woven: Woven, named: Named, notes: &mut Vec<Note>) -> Woven {
    let text = &woven.text;
    let mut plain = Woven::default();
    let (mut kept, mut count) = (0, 0);
    for (start, _) in text.match_indices('&') {
        let after = start + 1;
        let window = text.as_bytes().get(after..).unwrap_or_default();
        let Some(length) = window.iter().take(NAME_BYTES).position(|byte| *byte == b';') else {
            continue;
        };
        let end = after + length;
        let letters = text.get(after..end).and_then(|name| letters(name, named));
        let Some(letters) = letters else { continue };
        plain.keep(&woven, kept..start);
        plain.replace(&woven, start..end + 1, &letters);
        kept = end + 1;
        count += 1;
    }
    if count == 0 {
        return woven;
    }
    plain.keep(&woven, kept..text.len());
    notes.push(Note::Entities(count));
    plain
}

fn letters(name: &str, named: Named) -> Option<String> {
    if let Some(number) = name.strip_prefix('#') {
        let is_digits = |digits: &str| digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        let number = match number.strip_prefix(['x', 'X']) {
            Some(digits) if is_digits(digits) => u32::from_str_radix(digits, 16).ok()?,
            Some(_) => return None,
            None if is_digits(number) => number.parse().ok()?,
            None => return None,
        };
        let letter = char::from_u32(number)?;
        return (!letter.is_control() || letter == '\n').then(|| letter.to_string());
    }
    named(name)
}

/// What browsers know.
pub(super) fn every(name: &str) -> Option<String> {
    let (first, second) = NAMED_ENTITIES.get(&format!("{name};"))?;
    let letters: String = [*first, *second]
        .into_iter()
        .filter(|code| *code != 0)
        .filter_map(char::from_u32)
        .collect();
    (!letters.is_empty()).then_some(letters)
}

/// What is found in texts, in a tenth of the room.
pub(super) fn common(name: &str) -> Option<String> {
    let mut words = COMMON.split_ascii_whitespace();
    while let (Some(one), Some(number)) = (words.next(), words.next()) {
        if one == name {
            let number = u32::from_str_radix(number, 16).ok()?;
            return char::from_u32(number).map(String::from);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_entities_become_letters() {
        let mut notes = Vec::new();
        let given = "we&rsquo;re &#8220;here&#x201D; &amp;lt; AT&T; &nosuch; &#0; &";
        let woven = without_entities(Woven::same(given, 0), every, &mut notes);
        assert_eq!(woven.text, "we’re “here” &lt; AT&T; &nosuch; &#0; &");
        assert_eq!(notes, [Note::Entities(4)]);
        assert_eq!(woven.map.given(2..5), Some(2..9));
        assert_eq!(woven.map.given(5..7), Some(9..11));
    }

    #[test]
    fn common_names_are_what_browsers_take_them_for() {
        let names: Vec<&str> = COMMON.split_ascii_whitespace().step_by(2).collect();
        assert_eq!(names.len(), 252);
        for name in names {
            // HTML 5 gave these two other letters, which are canonically the same.
            let is_same = common(name) == every(name) || ["lang", "rang"].contains(&name);
            assert!(is_same, "{name}");
        }
    }
}
