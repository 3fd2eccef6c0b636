//! Texts, look-alikes and hidden characters against data of the Unicode Consortium and of Trojan Source.

use std::fs;
use std::path::Path;

use countersign_core::escape;
use countersign_core::lookalike::skeleton;
use countersign_core::name::Language;
use countersign_core::text::repair::{Kind, repair};
use countersign_core::text::{Reason, Text, TextError};
use testkit::vectors;

fn language(tag: &str) -> Language {
    tag.parse().unwrap()
}

fn parse(text: &str, tag: &str) -> Result<Text, TextError> {
    Text::parse(text.as_bytes(), &language(tag))
}

fn code_points(hex: &str) -> String {
    hex.split_whitespace().map(code_point).collect()
}

fn code_point(hex: &str) -> char {
    u32::from_str_radix(hex, 16).ok().and_then(char::from_u32).unwrap()
}

fn json(path: &Path) -> serde_json::Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// Whether `text` is refused for its form, if it is refused first for that.
fn is_composition(result: &Result<Text, TextError>) -> bool {
    matches!(result, Err(TextError::Character { reason: Reason::Composition, .. }))
}

#[test]
fn normalization() {
    let Some(folder) = vectors::folder("unicode-normalization") else { return };
    let file = fs::read_to_string(folder.join("NormalizationTest.excerpt.txt")).unwrap();
    let (mut accepted, mut composed) = (0, 0);
    for line in file.lines().filter(|line| !line.starts_with(['#', '@']) && line.contains(';')) {
        let columns: Vec<String> = line.split(';').take(5).map(code_points).collect();
        let nfc = &columns[1];
        // Some of these mark runs and singletons are refused for another reason, but never for their form.
        let good = parse(&format!("x{nfc}x\n"), "en");
        assert!(!is_composition(&good), "{line}");
        for source in [&columns[0], &columns[2]] {
            let result = parse(&format!("x{source}x\n"), "en");
            if source == nfc {
                assert_eq!(result, good, "{line}");
            } else if good.is_ok() {
                assert!(result.is_err(), "{line}");
                composed += usize::from(is_composition(&result));
                if let Ok(repaired) = repair(format!("x{source}x\n").as_bytes(), &language("en")) {
                    assert_eq!(repaired.text.as_str(), format!("x{nfc}x\n"), "{line}");
                    assert!(repaired.repairs.iter().any(|repair| repair.kind == Kind::Composition));
                }
            }
        }
        accepted += usize::from(good.is_ok());
    }
    assert!(accepted > 600, "{accepted}");
    assert!(composed > 600, "{composed}");
}

#[test]
fn b10_confusables_of_ascii() {
    let Some(folder) = vectors::folder("unicode-confusables") else { return };
    let table = json(&folder.join("confusables_ascii.json"));
    let (mut same, mut flagged, mut missed) = (0, 0, Vec::new());
    for (ascii, alikes) in table.as_object().unwrap() {
        let is_letter = ascii.len() == 1 && ascii.chars().all(|c| c.is_ascii_alphabetic());
        if !is_letter {
            continue;
        }
        for alike in alikes.as_array().unwrap() {
            let text = alike["c"].as_str().unwrap();
            let word = format!("an{text}other word\n");
            if skeleton(text) == skeleton(ascii) {
                same += 1;
            } else if parse(&word, "en").map_or(true, |text| !text.warnings().is_empty()) {
                flagged += 1;
            } else {
                missed.push(format!("{ascii} {text} {}", alike["cp"]));
            }
        }
    }
    assert!(same > 1000, "{same} same, {flagged} flagged");
    // Unicode took the ogonek for an i once; since then it stands for itself.
    assert_eq!(missed, ["i ˛ \"U+02DB\""]);
}

#[test]
fn b10_default_ignorable() {
    let Some(folder) = vectors::folder("unicode-confusables") else { return };
    let ranges = json(&folder.join("default_ignorable.json"));
    let mut count = 0;
    for range in ranges["default_ignorable_ranges"].as_array().unwrap() {
        let range = range.as_str().unwrap();
        let (first, last) = range.split_once("..").unwrap_or((range, range));
        for character in code_point(first)..=code_point(last) {
            count += 1;
            assert!(escape::is_default_ignorable(character), "{character:?}");
            let shown = escape::terminal(&format!("a{character}")).to_string();
            assert_eq!(shown, format!("a{}", character.escape_unicode()));
            assert!(parse(&format!("a{character}b\n"), "en").is_err(), "{character:?}");
            // What a language needs is listed; the rest is refused there too.
            for (tag, letters, needed) in [
                ("fa", "می", &['\u{200c}', '\u{200d}', '\u{200e}', '\u{200f}', '\u{61c}'][..]),
                ("hi", "क्", &['\u{200c}', '\u{200d}'][..]),
                ("he", "ש", &['\u{200e}', '\u{200f}', '\u{61c}'][..]),
            ] {
                let listed = parse(&format!("{letters}{character}{letters}\n"), tag)
                    .map(|text| text.invisible().iter().map(|found| found.character).collect());
                let want = needed.contains(&character).then(|| vec![character]);
                assert_eq!(listed.ok(), want, "{tag} {character:?}");
            }
        }
    }
    assert!(count > 4000, "{count}");
}

#[test]
fn b10_trojan_source() {
    let Some(folder) = vectors::folder("unicode-trojan-source") else { return };
    let patterns = json(&folder.join("patterns.json"));
    let names = patterns["codepoints"].as_object().unwrap();
    let mut count = 0;
    for (kind, sequences) in patterns["sequences"].as_object().unwrap() {
        for sequence in sequences.as_array().unwrap() {
            let sequence = sequence.as_str().unwrap();
            count += 1;
            if let Some(homoglyph) = sequence.strip_prefix("U+") {
                let letter = code_point(homoglyph.split(' ').next().unwrap());
                let text = parse(&format!("We {letter}and over the text.\n"), "en").unwrap();
                assert_eq!(text.warnings().len(), 1, "{kind} {sequence}");
                continue;
            }
            let hidden: String =
                sequence.split(' ').map(|name| code_point(names[name].as_str().unwrap())).collect();
            for tag in ["en", "ar", "fa", "hi"] {
                for text in
                    [format!("We {hidden}urge all states.\n"), format!("سلام{hidden} دنیا\n")]
                {
                    assert!(parse(&text, tag).is_err(), "{kind} {sequence} {tag}");
                }
            }
            let repaired = repair(format!("We {hidden}urge.\n").as_bytes(), &language("en"));
            if kind == "invisible" {
                assert_eq!(repaired.unwrap().text.as_str(), "We urge.\n");
            } else {
                assert!(repaired.is_err(), "{kind} {sequence}");
            }
            assert!(!escape::terminal(&hidden).to_string().chars().any(escape::is_hidden));
        }
    }
    assert!(count >= 14, "{count}");
}
