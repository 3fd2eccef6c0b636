//! Raised and lowered digits: 10² must not become 102 when its layout is lost.

use std::borrow::Cow;

/// How letters are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    /// Raised.
    Super,
    /// Lowered.
    Sub,
}

/// `words` in raised or lowered digits, where they are nothing but digits; ordinals such as `er` stay letters.
pub(super) fn raised(words: &str, script: Option<Script>) -> Cow<'_, str> {
    let Some(script) = script else { return Cow::Borrowed(words) };
    let (digits, start) = match script {
        Script::Super => (['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'], ('⁺', '⁻')),
        Script::Sub => (['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'], ('₊', '₋')),
    };
    let raise = |letter: char| match letter {
        '+' => Some(start.0),
        '-' | '−' => Some(start.1),
        _ => digits.get(letter.to_digit(10)? as usize).copied(),
    };
    words.chars().map(raise).collect::<Option<String>>().map_or(Cow::Borrowed(words), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_raised_and_words_are_not() {
        assert_eq!(raised("-12", Some(Script::Super)), "⁻¹²");
        assert_eq!(raised("2", Some(Script::Sub)), "₂");
        assert_eq!(raised("1er", Some(Script::Super)), "1er");
    }
}
