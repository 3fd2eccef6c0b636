//! HTML entities that were pasted into a plain text.

use html5ever::data::NAMED_ENTITIES;

use super::Note;
use super::map::Woven;

/// Longest name of an entity, in bytes (WHATWG HTML, section 13.5: `CounterClockwiseContourIntegral;`).
const NAME_BYTES: usize = 32;

/// Makes letters of `&rsquo;`, `&#8217;` and `&#x2019;`; only the full form with its semicolon counts.
pub(super) fn without_entities(woven: Woven, notes: &mut Vec<Note>) -> Woven {
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
        let Some(letters) = text.get(after..end).and_then(letters) else { continue };
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

fn letters(name: &str) -> Option<String> {
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
    let (first, second) = NAMED_ENTITIES.get(&format!("{name};"))?;
    let letters: String = [*first, *second]
        .into_iter()
        .filter(|code| *code != 0)
        .filter_map(char::from_u32)
        .collect();
    (!letters.is_empty()).then_some(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_entities_become_letters() {
        let mut notes = Vec::new();
        let given = "we&rsquo;re &#8220;here&#x201D; &amp;lt; AT&T; &nosuch; &#0; &";
        let woven = without_entities(Woven::same(given, 0), &mut notes);
        assert_eq!(woven.text, "we’re “here” &lt; AT&T; &nosuch; &#0; &");
        assert_eq!(notes, [Note::Entities(4)]);
        assert_eq!(woven.map.given(2..5), Some(2..9));
        assert_eq!(woven.map.given(5..7), Some(9..11));
    }
}
