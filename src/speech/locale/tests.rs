use super::message::EVERY;
use super::*;

/// With every number that has a form of its own, and with words that nobody meant as a message.
#[test]
fn every_message_formats_in_every_language() {
    const WORDS: &str = "{ $word }";
    assert!(EVERY.len() > 1000, "only {} messages", EVERY.len());
    for number in [0_usize, 1, 2, 3, 4, 5, 6, 7, 11, 12, 21, 100, 1_000_000] {
        for one in EVERY {
            let sentence = one(number as u64, number, WORDS);
            for locale in Locale::ALL {
                let text = sentence.check(locale);
                assert!(!text.trim().is_empty(), "{locale}: {sentence:?} is empty");
                let rest = text.replace(WORDS, "");
                assert!(!rest.contains(['{', '}', '$', '\u{2068}']), "{locale}: {text}");
                assert_eq!(text, text.trim(), "{locale}: spaces at the ends");
            }
        }
    }
}

/// Spanish and French do not say the English sentence: what is alike is a word of both languages.
#[test]
fn sentences_are_translated() {
    for one in EVERY {
        let sentence = one(2, 2, "2");
        let english = sentence.english();
        for locale in [Locale::Es, Locale::Fr] {
            let is_sentence = english.split(' ').count() > 3;
            assert!(!is_sentence || english != sentence.say(locale), "{locale}: {english}");
        }
    }
}

#[test]
fn dates_are_written_as_people_write_them() {
    for (locale, day, month, first) in [
        (Locale::En, "8 February 2021", "February 2021", "1 August 2021"),
        (Locale::Es, "8 de febrero de 2021", "febrero de 2021", "1 de agosto de 2021"),
        (Locale::Fr, "8 février 2021", "février 2021", "1er août 2021"),
    ] {
        assert_eq!(locale.date("2021-02-08"), day);
        assert_eq!(locale.date("2021-02"), month);
        assert_eq!(locale.date("2021-08-01"), first);
        assert_eq!(locale.date("2021"), "2021");
    }
}

#[test]
fn lists_end_with_and() {
    let items: Vec<String> = ["a", "b", "c"].map(str::to_owned).to_vec();
    assert_eq!(Locale::En.list(&items), "a, b and c");
    assert_eq!(Locale::Es.list(&items[..2]), "a y b");
    assert_eq!(Locale::Fr.list(&items[..1]), "a");
    assert_eq!(Locale::En.list(&[]), "");
}

#[test]
fn a_posix_locale_names_a_language() {
    for (name, want) in [
        ("es_ES.UTF-8", Some(Locale::Es)),
        ("fr", Some(Locale::Fr)),
        ("fr_CA@euro", Some(Locale::Fr)),
        ("en-GB", Some(Locale::En)),
        ("C.UTF-8", None),
        ("POSIX", None),
        ("de_DE", None),
        ("", None),
    ] {
        assert_eq!(Locale::of_posix(name), want, "{name}");
    }
}

#[test]
fn arguments_are_put_in_as_they_are() {
    let text = "{ $x } \u{2068}<b>";
    let said = Locale::En.list(&[text.to_owned(), "b".to_owned()]);
    assert_eq!(said, format!("{text} and b"));
}
