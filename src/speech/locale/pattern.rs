//! A message in one language, in the form in which `build.rs` writes it: text with marks, so that saying it needs no
//! parser of message files, and a program has only the messages that it can say.
//!
//! ```text
//! \x01 a                                the first argument; b is the second
//! \x02 a (key \x03 text \x04)* \x05     a choice by it; the key `*` is for whatever no other key is for
//! ```

use super::Locale;
use super::sentence::Argument;

const ARGUMENT: char = '\x01';
const CHOICE: char = '\x02';
const KEY_END: char = '\x03';
const TEXT_END: char = '\x04';
const CHOICE_END: char = '\x05';

/// Puts the arguments into the pattern.
pub(super) fn say(pattern: &str, arguments: &[Argument], locale: Locale, said: &mut String) {
    let mut rest = pattern;
    while let Some((before, mark, after)) = marked(rest, &[ARGUMENT, CHOICE]) {
        said.push_str(before);
        let mut letters = after.chars();
        let at = letters.next().map_or(0, |letter| letter as usize - 'a' as usize);
        rest = letters.as_str();
        let Some(argument) = arguments.get(at) else { continue };
        if mark == ARGUMENT {
            said.push_str(&argument.say(locale));
        } else {
            let (chosen, past) = choose(rest, argument, locale);
            say(chosen, arguments, locale, said);
            rest = past;
        }
    }
    said.push_str(rest);
}

/// The text that is chosen, and what comes after the choice.
fn choose<'a>(mut rest: &'a str, argument: &Argument, locale: Locale) -> (&'a str, &'a str) {
    let (mut chosen, mut other) = (None, "");
    while let Some((key, KEY_END, after)) = marked(rest, &[KEY_END, CHOICE_END]) {
        let (text, past) = text(after);
        if key == "*" {
            other = text;
        } else if chosen.is_none() && argument.is(key, locale) {
            chosen = Some(text);
        }
        rest = past;
    }
    let past = rest.strip_prefix(CHOICE_END).unwrap_or(rest);
    (chosen.unwrap_or(other), past)
}

/// The text up to its end, which is not that of a text within it, and what comes after.
fn text(whole: &str) -> (&str, &str) {
    let (mut depth, mut rest) = (0_usize, whole);
    while let Some((_, mark, after)) = marked(rest, &[CHOICE, TEXT_END, CHOICE_END]) {
        match mark {
            CHOICE => depth += 1,
            CHOICE_END => depth = depth.saturating_sub(1),
            _ if depth == 0 => {
                let length = whole.len() - after.len() - TEXT_END.len_utf8();
                return (whole.get(..length).unwrap_or_default(), after);
            }
            _ => {}
        }
        rest = after;
    }
    (whole, "")
}

/// What stands before the next of these marks, the mark, and what stands after it.
fn marked<'a>(text: &'a str, marks: &[char]) -> Option<(&'a str, char, &'a str)> {
    let at = text.find(marks)?;
    let (before, rest) = text.split_at(at);
    let mut letters = rest.chars();
    Some((before, letters.next()?, letters.as_str()))
}

#[cfg(test)]
mod tests {
    use super::super::sentence::Argument;
    use super::*;

    #[test]
    fn arguments_and_choices_within_choices_are_put_in() {
        let pattern = "a \x01b \x02a0\x03none\x04one\x03one \x02bx\x03X\x04*\x03\x01b!\x04\x05.\x04*\x03\x01a\x04\x05 z";
        let said = |number: u64, word: &str, locale| {
            let mut said = String::new();
            say(pattern, &[Argument::number(number), Argument::text(word)], locale, &mut said);
            said
        };
        assert_eq!(said(0, "x", Locale::En), "a x none z");
        assert_eq!(said(1, "x", Locale::En), "a x one X. z");
        assert_eq!(said(1, "\x02a", Locale::Es), "a \x02a one \x02a!. z");
        assert_eq!(said(7, "x", Locale::Fr), "a x 7 z");
    }

    #[test]
    fn one_is_what_a_language_says_it_is() {
        let is_one = |number: u64, locale| Argument::number(number).is("one", locale);
        assert!(is_one(1, Locale::En) && is_one(1, Locale::Es) && is_one(1, Locale::Fr));
        assert!(!is_one(0, Locale::En) && !is_one(0, Locale::Es) && is_one(0, Locale::Fr));
        assert!(!is_one(2, Locale::Fr) && !is_one(21, Locale::En));
    }
}
