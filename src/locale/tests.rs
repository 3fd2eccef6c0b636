use fluent_bundle::FluentResource;

use super::files::FILES;
use super::*;

#[test]
fn every_file_is_read_without_an_error() {
    for (locale, area, text) in FILES {
        if let Err((_, errors)) = FluentResource::try_new((*text).to_owned()) {
            panic!("locales/{locale}/{area}.ftl: {errors:?}");
        }
    }
}

#[test]
fn every_file_is_in_the_list() {
    for locale in Locale::ALL {
        let folder = format!("{}/locales/{locale}", env!("CARGO_MANIFEST_DIR"));
        let mut there: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        there.sort();
        let listed = FILES.iter().filter(|(one, ..)| *one == locale);
        let listed: Vec<String> = listed.map(|(_, area, _)| format!("{area}.ftl")).collect();
        assert_eq!(there, listed);
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
