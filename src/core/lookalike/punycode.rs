//! Punycode (RFC 3492), read only.
//!
//! A label is at most as long as the DNS allows, since decoding takes time by the square of its length.

use crate::name::DNS_LABEL_BYTES_MAX;

/// Parameters of RFC 3492, section 5.
const BASE: u32 = 36;
const TMIN: u32 = 1;
const TMAX: u32 = 26;
const SKEW: u32 = 38;
const DAMP: u32 = 700;
const INITIAL_BIAS: u32 = 72;
const INITIAL_N: u32 = 128;

/// What is not punycode.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PunycodeError {
    /// Longer than [`DNS_LABEL_BYTES_MAX`].
    #[error("want at most {DNS_LABEL_BYTES_MAX} bytes, got {0}")]
    Size(usize),
    /// Not a letter, digit or hyphen where one is wanted.
    #[error("want a letter or digit of punycode, got {0:?}")]
    Digit(char),
    /// Ends within a number.
    #[error("want another digit, got the end")]
    End,
    /// Stands for no character.
    #[error("want a code point, got a number out of range")]
    Range,
}

/// The label whose encoding, without `xn--`, is `encoded`.
///
/// # Errors
/// If `encoded` is too long or is no punycode.
pub(crate) fn decode_label(encoded: &str) -> Result<String, PunycodeError> {
    if encoded.len() > DNS_LABEL_BYTES_MAX {
        return Err(PunycodeError::Size(encoded.len()));
    }
    let (basic, extended) = encoded.rsplit_once('-').unwrap_or(("", encoded));
    if let Some(bad) = basic.chars().find(|character| !character.is_ascii()) {
        return Err(PunycodeError::Digit(bad));
    }
    let mut label: Vec<char> = basic.chars().collect();
    let mut digits = extended.chars().peekable();
    let (mut n, mut i, mut bias) = (INITIAL_N, 0_u32, INITIAL_BIAS);
    while digits.peek().is_some() {
        let start = i;
        i = number(&mut digits, i, bias)?;
        let length = u32::try_from(label.len()).map_err(|_| PunycodeError::Range)? + 1;
        bias = adapt(i - start, length, start == 0);
        n = n.checked_add(i / length).ok_or(PunycodeError::Range)?;
        i %= length;
        let character = char::from_u32(n).ok_or(PunycodeError::Range)?;
        label.insert(usize::try_from(i).map_err(|_| PunycodeError::Range)?, character);
        i += 1;
    }
    Ok(label.into_iter().collect())
}

/// `i` plus the next number of variable length (RFC 3492, section 3.3).
fn number(
    digits: &mut impl Iterator<Item = char>,
    i: u32,
    bias: u32,
) -> Result<u32, PunycodeError> {
    let mut i = i;
    let mut weight = 1_u32;
    let mut k = BASE;
    loop {
        let character = digits.next().ok_or(PunycodeError::End)?;
        let digit = digit(character)?;
        let step = digit.checked_mul(weight).ok_or(PunycodeError::Range)?;
        i = i.checked_add(step).ok_or(PunycodeError::Range)?;
        let threshold = k.saturating_sub(bias).clamp(TMIN, TMAX);
        if digit < threshold {
            return Ok(i);
        }
        weight = weight.checked_mul(BASE - threshold).ok_or(PunycodeError::Range)?;
        k += BASE;
    }
}

fn digit(character: char) -> Result<u32, PunycodeError> {
    // RFC 3492 has a to z for 0 to 25 and 0 to 9 for 26 to 35, the other way round than base 36.
    match character.to_digit(BASE) {
        Some(value @ 0..=9) => Ok(value + 26),
        Some(value) => Ok(value - 10),
        None => Err(PunycodeError::Digit(character)),
    }
}

const fn adapt(delta: u32, length: u32, is_first: bool) -> u32 {
    let mut delta = if is_first { delta / DAMP } else { delta / 2 };
    delta += delta / length;
    let mut k = 0;
    while delta > (BASE - TMIN) * TMAX / 2 {
        delta /= BASE - TMIN;
        k += BASE;
    }
    k + (BASE - TMIN + 1) * delta / (delta + SKEW)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn samples_of_rfc_3492_section_7_1() {
        for (encoded, label) in [
            ("ihqwcrb4cv8a8dqg056pqjye", "他们为什么不说中文"),
            ("ihqwctvzc91f659drss3x8bo0yb", "他們爲什麽不說中文"),
            ("Proprostnemluvesky-uyb24dma41a", "Pročprostěnemluvíčesky"),
            ("4dbcagdahymbxekheh6e0a7fei0b", "למההםפשוטלאמדבריםעברית"),
            ("i1baa7eci9glrd9b2ae1bj0hfcgg6iyaf8o0a1dig0cd", "यहलोगहिन्दीक्योंनहींबोलसकतेहैं"),
            ("n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa", "なぜみんな日本語を話してくれないのか"),
            ("b1abfaaepdrnnbgefbadotcwatmq2g4l", "почемужеонинеговорятпорусски"),
            (
                "PorqunopuedensimplementehablarenEspaol-fmd56a",
                "PorquénopuedensimplementehablarenEspañol",
            ),
            ("TisaohkhngthchnitingVit-kjcr8268qyxafd2f1b9g", "TạisaohọkhôngthểchỉnóitiếngViệt"),
            ("3B-ww4c5e180e575a65lsy2b", "3年B組金八先生"),
            ("Hello-Another-Way--fc4qua05auwb3674vfr0b", "Hello-Another-Way-それぞれの場所"),
            ("d9juau41awczczp", "そのスピードで"),
            ("-> $1.00 <--", "-> $1.00 <-"),
        ] {
            assert_eq!(decode_label(encoded).as_deref(), Ok(label));
        }
    }

    #[test]
    fn refused() {
        assert_eq!(decode_label("a_b"), Err(PunycodeError::Digit('_')));
        assert_eq!(decode_label("é-a"), Err(PunycodeError::Digit('é')));
        assert_eq!(decode_label("99"), Err(PunycodeError::End));
        assert_eq!(decode_label("9999999999"), Err(PunycodeError::Range));
        let limit = "a".repeat(DNS_LABEL_BYTES_MAX);
        assert!(decode_label(&limit).is_ok());
        assert_eq!(
            decode_label(&format!("{limit}a")),
            Err(PunycodeError::Size(DNS_LABEL_BYTES_MAX + 1))
        );
    }

    proptest! {
        #[test]
        fn never_panics(text in "[a-z0-9-]{0,70}|\\PC{0,20}") {
            let _ = decode_label(&text);
        }
    }
}
