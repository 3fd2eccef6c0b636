use proptest::prelude::*;

use super::*;

mod measure;
mod tongue;

const WORDS: &str = "Standing together\n\nWe stand with everyone who is held for what they said, and with those who wait for them at home.\n\nWe ask that they be released; that what was taken from them be given back; and that nobody be punished for asking. Ten years are \u{201c}too long\u{201d} \u{2013} far too long \u{2013} for a word.\n";

fn place(version: &str, language: &str, is_current: bool) -> Place {
    Place { version: version.parse().unwrap(), language: language.parse().unwrap(), is_current }
}

fn text(version: &str, words: &str) -> Registered {
    Registered::new(vec![place(version, "en", true)], words, &["Standing together".to_owned()])
}

fn among(copy: &str, texts: &[Registered]) -> Verdict {
    let sketches = texts.iter().map(|text| (text.hash(), sketch(text.words()))).collect();
    let hits = Index::of(&sketches).find(&grams(copy));
    check(copy, texts, &hits)
}

fn of(copy: &str) -> Verdict {
    among(copy, &[text("2021/standing@1", WORDS)])
}

#[track_caller]
fn is(copy: &str, want: Match) -> Found {
    let verdict = of(copy);
    assert_eq!(verdict.matched, want, "{copy}\n{verdict:#?}");
    verdict.found.unwrap()
}

#[test]
fn exact() {
    let found = is(WORDS, Match::Exact);
    assert!(found.kinds.is_empty() && found.around.is_empty());
    assert_eq!((found.words_here, found.similarity_permille), (found.words, 1000));
}

#[test]
fn layout() {
    for copy in [
        WORDS.replace('\n', "\r\n"),
        WORDS.replace(' ', "\n"),
        WORDS.replace(' ', ""),
        WORDS.replace("everyone", "every-\none"),
        WORDS.replace("everyone", "every\u{ad}one"),
        WORDS.replace("We ask", "\n  We   ask"),
        WORDS.replace("held for", "heldfor"),
        WORDS.trim().to_owned(),
        WORDS.replace("We ask that", "- We ask that"),
        WORDS.replace("punished", "pun-\nish-\ned"),
    ] {
        is(&copy, Match::Layout);
    }
}

#[test]
fn typography() {
    for copy in [
        WORDS.to_uppercase(),
        WORDS.replace(['\u{201c}', '\u{201d}'], "\""),
        WORDS.replace('\u{201c}', "« ").replace('\u{201d}', " »"),
        WORDS.replace(" \u{2013} ", "--"),
        WORDS.replace("far too", "far\u{a0}too"),
        WORDS.replace("Standing", "STANDING"),
        WORDS.replace("said", "sa\u{200b}id"),
    ] {
        is(&copy, Match::Typography);
    }
}

#[test]
fn d6_unsigned_preface_around_the_signed_text() {
    let found =
        is(&format!("This is false, says the state:\n\n{WORDS}\nSigned by many."), Match::Contains);
    assert_eq!(found.around.len(), 2);
}

#[test]
fn d7_sentence_removed_or_name_added_in_a_copy() {
    let removed = WORDS.replace("that what was taken from them be given back; and ", "");
    let found = is(&removed, Match::Altered);
    assert_eq!(found.changes_count, 1);
    assert_eq!(found.changes[0].before, "that what was taken from them be given back; and");
    let end = WORDS.rfind(" Ten years").unwrap();
    let found = is(&WORDS[..end], Match::Excerpt);
    assert!(WORDS[found.missing[0].clone()].starts_with("Ten years"));
}

#[test]
fn excerpts() {
    let found = is(
        "he said: “We ask that they be released; that what was taken from them be given back”, and left",
        Match::Excerpt,
    );
    assert_eq!(found.words_here, 15);
    is(
        "We ask that they be released; that what was taken from them be given back, tomorrow",
        Match::Altered,
    );
    is(
        "We ask that they not be released; that what was taken from them be given back",
        Match::Altered,
    );
    assert_eq!(of("We ask that they").matched, Match::Unknown);
    assert_eq!(of("Standing together").matched, Match::Unknown);
}

#[test]
fn unknown() {
    for copy in [
        "",
        "…",
        "We ask for something else altogether.",
        "Those who wait at home said that they be given a word for years too long.",
    ] {
        let verdict = of(copy);
        assert_eq!((verdict.matched, verdict.found), (Match::Unknown, None), "{copy}");
    }
}

#[test]
fn b10_look_alike_letters_are_no_match() {
    let copy = WORDS.replace("released", "r\u{435}leased").replace("Ten", "Тen");
    let found = is(&copy, Match::Altered);
    assert_eq!(found.changes_count, 2);
    let letters: Vec<(char, Option<char>)> =
        found.lookalikes.iter().map(|one| (one.character, one.stands_for)).collect();
    assert_eq!(letters, [('\u{435}', Some('e')), ('Т', Some('t'))]);
    let unseen = of(&WORDS.replace("Ten", "T\u{202e}en\u{e0041}")).unseen;
    assert!(unseen.len() == 2 && unseen.iter().all(Letter::is_dangerous));
}

#[test]
fn ten_squared_is_not_a_hundred_and_two() {
    let words = "We ask for 10² places and ½ of the rest, as said on page ① of the report that they wrote.\n";
    for (from, to) in [("10²", "102"), ("½", "1/2"), ("①", "1")] {
        let verdict = among(&words.replace(from, to), &[text("2021/standing@1", words)]);
        assert_eq!(verdict.matched, Match::Altered, "{to}");
    }
}

#[test]
fn page_numbers_and_running_heads() {
    let copy = WORDS
        .replace("released; ", "released;\n\n2\n\nStanding together\n")
        .replace("and that", "\nPage 3 of 4\nand that");
    let found = is(&copy, Match::Contains);
    assert_eq!(found.furniture.len(), 2);
    is(&WORDS.replace("released; ", "released;\nnever\n"), Match::Altered);
}

#[test]
fn one_true_and_one_altered_copy() {
    let found = is(&format!("{WORDS}\n\n{}", WORDS.replace("nobody", "somebody")), Match::Altered);
    assert_eq!((found.copies, found.copies_altered, found.changes_count), (2, 1, 1));
    let found = is(&format!("{WORDS}\n\n{WORDS}"), Match::Contains);
    assert_eq!((found.copies, found.copies_altered), (2, 0));
}

/// A sentence that stands twice is a change of the one copy; what repeats most of it is another copy.
#[test]
fn a_sentence_that_stands_twice() {
    let long = "We stand with everyone who is held for what they said in public on that day. \
        We ask that all of them be released at once and that what was taken be given back. \
        Nobody should be punished for asking, nor for writing down the names of those who asked. \
        Whoever gave the orders that night must answer for them before a court of law. \
        Ten years are enough, and we will not be silent about a single one of them.\n";
    let sentences: Vec<&str> = long.split_inclusive('.').map(str::trim).collect();
    let sentences = &sentences[..5];
    for at in 0..sentences.len() {
        let mut twice = sentences.to_vec();
        twice.insert(at, sentences[at]);
        let text = [text("2021/standing@1", long)];
        let verdict = among(&twice.join(" "), &text);
        let (matched, found) = (verdict.matched, verdict.found.unwrap());
        // Before and after the whole text it stands beside it.
        let is_within = at > 0 && at + 1 < sentences.len();
        let want = if is_within { (Match::Altered, 1, 1) } else { (Match::Contains, 1, 0) };
        assert_eq!((matched, found.copies, found.changes_count), want, "{at}: {found:?}");
        let is_insert = |change: &Change| change.kind == wording::Kind::Insert;
        assert!(found.changes.iter().all(is_insert), "{at}: {:?}", found.changes);
        assert_eq!(found.words_here, found.words);
    }
}

#[test]
fn versions_and_translations() {
    let newer = WORDS.replace("Ten years", "Eleven years").replace("nobody", "no one at all");
    let old = Registered::new(vec![place("2021/standing@1", "en", false)], WORDS, &[]);
    let texts = [old, text("2021/standing@2", &newer)];
    let verdict = among(WORDS, &texts);
    assert_eq!(
        (verdict.matched, verdict.found.unwrap().places[0].version.version),
        (Match::Exact, 1)
    );
    let mix = WORDS.replace("Ten years", "Eleven years");
    let found = among(&mix, &texts).found.unwrap();
    assert_eq!(found.mixed.len(), 1);
    assert_eq!(found.mixed[0].changes, 1);
}

#[test]
fn long_and_repetitive() {
    let same = "We ask. ".repeat(20_000);
    assert_eq!(of(&same).matched, Match::Unknown);
    let many = WORDS.repeat(200);
    assert_eq!(of(&many).matched, Match::Contains);
    let words = "We ask. ".repeat(3_000).trim().to_owned() + "\n";
    let verdict = among(&same, &[text("2021/standing@1", &words)]);
    assert!(verdict.matched != Match::Exact);
}

fn tokens() -> Vec<&'static str> {
    WORDS.split_whitespace().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_change_of_white_space_is_none_of_words(gaps in proptest::collection::vec("[ \n\t]{1,3}", 90)) {
        let mut copy = String::new();
        for (word, gap) in tokens().into_iter().zip(&gaps) {
            copy.push_str(word);
            copy.push_str(gap);
        }
        let verdict = of(&copy);
        prop_assert!(matches!(verdict.matched, Match::Exact | Match::Layout), "{:?}", verdict.matched);
    }

    #[test]
    fn any_replaced_word_is_found(at in 0_usize..57, word in "[a-z]{3,9}") {
        let mut words = tokens();
        words[at] = &word;
        prop_assume!(word != tokens()[at]);
        let verdict = of(&words.join(" "));
        prop_assert!(matches!(verdict.matched, Match::Altered), "{:?}", verdict.matched);
        let found = verdict.found.unwrap();
        prop_assert!(found.changes.iter().any(|change| change.after.contains(word.as_str())));
    }

    #[test]
    fn any_inserted_word_is_found(at in 1_usize..57, word in "[a-z]{3,9}") {
        let mut words = tokens();
        words.insert(at, &word);
        let verdict = of(&words.join(" "));
        prop_assert_eq!(verdict.matched, Match::Altered);
        prop_assert_eq!(verdict.found.unwrap().changes_count, 1);
    }

    #[test]
    fn any_deleted_word_is_found(at in 0_usize..57) {
        let mut words = tokens();
        words.remove(at);
        let verdict = of(&words.join(" "));
        prop_assert_eq!(verdict.matched, Match::Altered);
    }

    #[test]
    fn nothing_panics_and_every_place_is_in_the_copy(copy in "(?s:.{0,200})", cut in 0_usize..200) {
        let cut = WORDS.char_indices().nth(cut).map_or(0, |one| one.0);
        let copy = format!("{}{copy}{}", &WORDS[..cut], &WORDS[cut..]);
        if let Some(found) = of(&copy).found {
            let ranges = found.parts.iter().chain(&found.around).chain(found.changes.iter().map(|change| &change.at));
            for range in ranges {
                prop_assert!(copy.get(range.clone()).is_some());
            }
        }
    }
}

/// A page that numbers the paragraphs of a text adds no word to them; a number within a line is one.
#[test]
fn paragraphs_that_a_list_numbers() {
    let words = "We ask for the return of all that was taken from the offices.\n\nThe searches must end today, and so must the threats.\n\nNobody is to be punished for asking.\n";
    let place = Place {
        version: "2024/list@1".parse().unwrap(),
        language: "en".parse().unwrap(),
        is_current: true,
    };
    let texts = [Registered::new(vec![place], words, &[])];
    let index = Index::of(&[(texts[0].hash(), sketch(words))].into());
    let of = |copy: &str| check(copy, &texts, &index.find(&grams(copy)));
    let numbered = words.replace("\n\nThe", "\n2. The").replace("\n\nNo", "\n3. No");
    let verdict = of(&format!("1. {numbered}"));
    assert_eq!(verdict.matched, Match::Contains);
    assert_eq!(verdict.found.unwrap().furniture.len(), 2);
    assert_eq!(of(&words.replace("end today", "end\n2. today")).matched, Match::Altered);
}
