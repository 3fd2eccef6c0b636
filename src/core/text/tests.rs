use proptest::prelude::*;

use super::*;

fn language(tag: &str) -> Language {
    tag.parse().unwrap()
}

fn parse(text: &str, tag: &str) -> Result<Text, TextError> {
    Text::parse(text.as_bytes(), &language(tag))
}

#[track_caller]
fn refused(text: &str, tag: &str, want: (usize, usize, char, Reason)) {
    let (line, column, character, reason) = want;
    let error = parse(text, tag).unwrap_err();
    assert_eq!(error, TextError::Character { line, column, character, reason }, "{text:?}");
    assert!(error.to_string().contains(&format!("U+{:04X}", u32::from(character))), "{error}");
}

#[test]
fn one_layout() {
    for good in ["a\n", "a b\nc\n", "a\n\nb\nc\n\nd\n", "«\u{a0}a\u{202f}!\u{a0}»\n"] {
        let text = parse(good, "fr").unwrap();
        assert_eq!(text.as_str(), good);
        assert_eq!(text.sha256(), Hash::of(good.as_bytes()));
    }
    assert_eq!(parse("", "en"), Err(TextError::Empty));
    refused("\n", "en", (1, 1, '\n', Reason::BlankLine));
    refused("\na\n", "en", (1, 1, '\n', Reason::BlankLine));
    refused("a", "en", (1, 1, 'a', Reason::FinalNewline));
    refused("a\n\nbc", "en", (3, 2, 'c', Reason::FinalNewline));
    refused("a\n\n", "en", (2, 1, '\n', Reason::BlankLine));
    refused("a\n\n\nb\n", "en", (3, 1, '\n', Reason::BlankLine));
    refused("a \nb\n", "en", (1, 2, ' ', Reason::TrailingSpace));
    refused("a\n \nb\n", "en", (2, 1, ' ', Reason::TrailingSpace));
    refused("a\u{a0}\n", "fr", (1, 2, '\u{a0}', Reason::TrailingSpace));
    refused("a\r\nb\n", "en", (1, 2, '\r', Reason::Control));
    refused("a\n\tb\n", "en", (2, 1, '\t', Reason::Control));
}

#[test]
fn size_at_the_limit_and_one_past_it() {
    let limit = format!("{}\n", "a".repeat(TEXT_BYTES_MAX - 1));
    assert!(parse(&limit, "en").is_ok());
    assert_eq!(parse(&format!("a{limit}"), "en"), Err(TextError::Size(TEXT_BYTES_MAX + 1)));
    let marks = format!("x{}", "\u{301}".repeat(MARKS_MAX));
    assert!(parse(&format!("{marks}\n"), "en").is_ok());
    refused(&format!("{marks}\u{301}\n"), "en", (1, MARKS_MAX + 2, '\u{301}', Reason::Marks));
}

#[test]
fn encoding() {
    let error = Text::parse(b"a\n\xc3\xa9\xff\n", &language("fr")).unwrap_err();
    assert_eq!(error, TextError::Encoding { line: 2, column: 2, byte: 0xff });
    assert_eq!(error.to_string(), "line 2, column 2: want UTF-8, got byte 0xff");
    for bad in [&b"\xed\xa0\x80\n"[..], b"\xc0\xaf\n", b"\xf4\x90\x80\x80\n", b"a\xc3"] {
        assert!(matches!(Text::parse(bad, &language("en")), Err(TextError::Encoding { .. })));
    }
    refused("a\ne\u{301}\n", "es", (2, 1, 'e', Reason::Composition));
    refused("\u{212b}\n", "en", (1, 1, '\u{212b}', Reason::Composition));
}

#[test]
fn b10_every_control_and_every_hidden_character_is_refused() {
    let all = (0..=0x0010_ffff).filter_map(char::from_u32);
    for character in all.filter(|character| crate::escape::is_hidden(*character)) {
        let text = format!("a{character}b\n");
        let error = parse(&text, "en");
        if character == '\n' {
            assert!(error.is_ok());
        } else {
            assert!(
                matches!(error, Err(TextError::Character { line: 1, column: 2, character: got, .. }) if got == character),
                "{character:?}: {error:?}"
            );
        }
    }
}

#[test]
fn b10_reasons() {
    use Reason::*;
    for (character, reason) in [
        ('\0', Control),
        ('\x1b', Control),
        ('\x7f', Control),
        ('\u{85}', Control),
        ('\u{9b}', Control),
        ('\u{2028}', Separator),
        ('\u{2029}', Separator),
        ('\u{202a}', Bidi),
        ('\u{202e}', Bidi),
        ('\u{2066}', Bidi),
        ('\u{2069}', Bidi),
        ('\u{200e}', Direction),
        ('\u{200c}', Joiner),
        ('\u{200d}', Joiner),
        ('\u{ad}', Invisible),
        ('\u{200b}', Invisible),
        ('\u{2060}', Invisible),
        ('\u{feff}', Invisible),
        ('\u{fe0f}', Invisible),
        ('\u{3164}', Invisible),
        ('\u{e0041}', Invisible),
        ('\u{fffc}', Invisible),
        ('\u{2003}', Space),
        ('\u{2007}', Space),
        ('\u{3000}', Space),
        ('\u{378}', Unassigned),
        ('\u{e000}', Unassigned),
        ('\u{fdd0}', Unassigned),
        ('\u{ffff}', Unassigned),
        ('\u{fffd}', Replacement),
    ] {
        refused(&format!("a{character}b\n"), "en", (1, 2, character, reason));
    }
}

#[test]
fn what_a_language_needs_is_allowed_and_listed() {
    let persian = parse("می\u{200c}خواهم\u{200f}!\n", "fa").unwrap();
    let listed: Vec<_> = (persian.invisible().iter())
        .map(|one| (one.line, one.column, one.code_point(), one.name))
        .collect();
    assert_eq!(
        listed,
        [
            (1, 3, "U+200C".to_owned(), "ZERO WIDTH NON-JOINER"),
            (1, 9, "U+200F".to_owned(), "RIGHT-TO-LEFT MARK")
        ]
    );
    assert_eq!(
        parse("a\nb\u{202f}!\n", "fr").unwrap().invisible()[0].name,
        "NARROW NO-BREAK SPACE"
    );
    assert!(parse("क्\u{200d}ष\n", "hi").unwrap().warnings().is_empty());
    assert!(parse("日本\u{3000}語\n", "ja").is_ok());
    assert!(parse("שלום\u{200f}\n", "he").is_ok());
    assert!(parse("می\u{200c}خ\n", "pa-arab").is_ok());
    refused("क\u{200f}\n", "hi", (1, 2, '\u{200f}', Reason::Direction));
    refused("ש\u{200d}ש\n", "he", (1, 2, '\u{200d}', Reason::Joiner));
    refused("a\u{200c}b\n", "ku-latn", (1, 2, '\u{200c}', Reason::Joiner));
    refused("a\u{200c}b\n", "fa-latn", (1, 2, '\u{200c}', Reason::Joiner));
    // Hidden in a Latin word, doubled, or first: joins nothing.
    refused("pa\u{200c}y\n", "fa", (1, 3, '\u{200c}', Reason::Joiner));
    refused("می\u{200c}\u{200c}خ\n", "fa", (1, 4, '\u{200c}', Reason::Joiner));
    refused("\u{200d}\n", "fa", (1, 1, '\u{200d}', Reason::Joiner));
    refused("می\u{202b}خ\n", "fa", (1, 3, '\u{202b}', Reason::Bidi));
}

#[test]
fn b10_mixed_scripts_warn() {
    let text = parse(
        "We say p\u{430}y now.\nFine: café, Ünal, naïve, 2021.\n\u{440}\u{430}\u{443} again\n",
        "en",
    );
    let warnings: Vec<String> = text.unwrap().warnings().iter().map(Warning::to_string).collect();
    assert_eq!(
        warnings,
        [
            "line 1, column 8: the word \"p\u{430}y\" mixes letters of several scripts",
            "line 3, column 1: the word \"\u{440}\u{430}\u{443}\" looks like \"pay\" in another script",
        ]
    );
    assert!(parse("рау и соседи: права человека\n", "ru").unwrap().warnings().is_empty());
    assert!(parse("東京タワーへ行く\n", "ja").unwrap().warnings().is_empty());
}

#[test]
fn lines() {
    assert_eq!(check_line("Azul Positivo"), Ok(()));
    for bad in ["", " a", "a ", "\u{a0}", "a\nb", "a\n", "a\x1b[0m", "a\u{202e}", "e\u{301}"] {
        assert!(check_line(bad).is_err(), "{bad:?}");
    }
    let limit = "a".repeat(TEXT_BYTES_MAX);
    assert_eq!(check_line(&limit), Ok(()));
    assert_eq!(check_line(&format!("{limit}a")), Err(TextError::Size(limit.len() + 1)));
}

proptest! {
    #[test]
    fn parse_never_panics_and_changes_nothing(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
        if let Ok(text) = Text::parse(&bytes, &language("en")) {
            prop_assert_eq!(text.as_str().as_bytes(), &bytes[..]);
        }
    }

    #[test]
    fn paragraphs_are_the_whole(text in "[a é\n\u{a0}]{0,12}") {
        if let Ok(text) = parse(&text, "en") {
            let paragraphs: Vec<&str> = text.paragraphs().collect();
            prop_assert!(paragraphs.iter().all(|paragraph| !paragraph.trim().is_empty()));
            prop_assert_eq!(format!("{}\n", paragraphs.join("\n\n")), text.as_str());
        }
    }
}
