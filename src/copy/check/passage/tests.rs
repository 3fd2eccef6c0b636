use proptest::prelude::*;

use crate::check::*;

const WORDS: &str = "Open the harbour\n\nThe harbour has been closed to small boats since the first week of May, and no authority has told the crews why.\n\nOn 14 May, eleven of our members were taken from their homes at night. Seven came back after two days. Four have not been seen by their families or the Red Cross.\n\nWe do not ask for the resignation of the harbour master, as some newspapers have written, and we reject every act of violence that is done in our name.\n\nTo our friends abroad we say that letters help. A letter costs less than a flag and lasts longer than a speech.\n\nAmnesty Sur\nCasa Azul\nForo Penal\nRed Verde\n";

fn text(version: &str, language: &str, is_current: bool, words: &str) -> Registered {
    let (version, language) = (version.parse().unwrap(), language.parse().unwrap());
    Registered::new(vec![Place { version, language, is_current }], words, &[])
}

fn among(copy: &str, texts: &[Registered]) -> Verdict {
    let sketches = texts.iter().map(|text| (text.hash(), sketch(text.words()))).collect();
    check(copy, texts, &Index::of(&sketches).find(&grams(copy)))
}

fn of(copy: &str) -> Verdict {
    among(copy, &[text("2024/harbour@1", "en", true, WORDS)])
}

#[track_caller]
fn is(copy: &str, want: Match) -> Verdict {
    let verdict = of(copy);
    assert_eq!(verdict.matched, want, "{copy}\n{verdict:#?}");
    verdict
}

fn kinds(verdict: &Verdict) -> Vec<PassageKind> {
    verdict.passages.iter().map(|one| one.kind).collect()
}

/// Eight words in a row count, and fewer where they have the letters of a gram; seven short ones may be chance.
#[test]
fn chance_at_both_sides() {
    is("eleven of our members were taken from their", Match::Excerpt);
    is("of our members were taken from their homes", Match::Excerpt);
    let short = is("resignation of the harbour master", Match::Excerpt);
    assert!(short.passages[0].is_short);
    // Nineteen letters, and twenty.
    is("a flag and lasts longer", Match::Unknown);
    is("a flag and lasts longer t", Match::Unknown);
    is("a flag and lasts longer than", Match::Excerpt);
    is("resignation newspapers", Match::Unknown);
    // What two statements say is nobody's short quotation.
    let other = "They ask for the resignation of the harbour master of another town, and for nothing else at all.\n";
    let both = [text("2024/harbour@1", "en", true, WORDS), text("2024/other@1", "en", true, other)];
    assert_eq!(among("resignation of the harbour master", &both).matched, Match::Unknown);
}

#[test]
fn the_version_that_has_it_is_named() {
    let newer = WORDS.replace("Four have", "Three have");
    let texts =
        [text("2024/harbour@1", "en", false, WORDS), text("2024/harbour@2", "en", true, &newer)];
    let version = |copy: &str| {
        let verdict = among(copy, &texts);
        assert_eq!(verdict.matched, Match::Excerpt, "{copy}");
        (verdict.found.unwrap().places[0].version.version, verdict.passages[0].also.len())
    };
    assert_eq!(version("Four have not been seen by their families or the Red Cross."), (1, 0));
    assert_eq!(version("Three have not been seen by their families or the Red Cross."), (2, 0));
    assert_eq!(version("Seven came back after two days. Three have not been seen"), (2, 0));
    assert_eq!(version("eleven of our members were taken from their homes at night"), (2, 1));
}

/// A title with one word changed is no excerpt that lacks it; a copy without the title is one.
#[test]
fn a_line_that_is_told_again_in_other_words_is_a_change() {
    let changed = |from: &str, to: &str| WORDS.replacen(from, to, 1);
    is(&changed("Open the harbour", "Close the harbour"), Match::Altered);
    let verdict = is(&changed("Open the harbour", "Op\u{435}n the harbour"), Match::Altered);
    assert_eq!(verdict.found.unwrap().lookalikes.len(), 1);
    is(&changed("Open the harbour\n\n", ""), Match::Excerpt);
    is(&changed("Open the harbour\n\n", "What they said in May\n\n"), Match::Excerpt);
}

#[test]
fn what_an_editor_marks() {
    for cut in ["[…]", "[...]", "(...)", "(…)", "…", "...", "[. . .]", ". . ."] {
        let copy = format!(
            "On 14 May, eleven of our members {cut} at night. Seven came back after two days."
        );
        let verdict = is(&copy, Match::Excerpt);
        assert_eq!(kinds(&verdict), [PassageKind::Cut], "{cut}");
        assert_eq!(verdict.passages[0].omitted[0].words, "were taken from their homes");
    }
    is(
        "“[s]even came back after two days. Four have not been seen by their families”",
        Match::Excerpt,
    );
    is("A letter costs less than a flag and lasts longer than a speech [sic].", Match::Excerpt);
    let verdict = is("seen by their families or the [International] Red Cross", Match::Excerpt);
    assert_eq!(verdict.passages[0].added.len(), 1);
    let named =
        is("On 14 […], eleven of our members were taken from their homes at night", Match::Excerpt);
    assert!(named.passages[0].omitted[0].names);
    let joined = is(
        "eleven of our members were taken from […] back after two days. Four have",
        Match::Excerpt,
    );
    assert!(joined.passages[0].omitted[0].joins);
}

#[test]
fn a_cut_that_turns_the_sense_is_a_change() {
    let verdict = is(
        "We […] ask for the resignation of the harbour master, as some newspapers have written",
        Match::Altered,
    );
    assert!(verdict.passages[0].omitted[0].negates);
    is(
        "On 14 May, eleven of our members were [not] taken from their homes at night.",
        Match::Altered,
    );
    // A whole sentence with a negation may go, and a cut that nobody marked may not.
    is(
        "Seven came back after two days. […] We do not ask for the resignation of the harbour master",
        Match::Excerpt,
    );
    is("Four have been seen by their families or the Red Cross.", Match::Altered);
    let dark = "Mji umefungwa tangu wiki ya kwanza ya mwezi huu na hakuna aliyesema kwa nini hali iko hivyo leo.\n";
    let copy = "Mji umefungwa tangu wiki ya kwanza ya mwezi huu na […] aliyesema kwa nini hali iko hivyo leo";
    let verdict = among(copy, &[text("2024/mji@1", "sw", true, dark)]);
    assert_eq!(verdict.matched, Match::Excerpt);
    assert!(verdict.passages[0].omitted[0].is_dark);
}

/// Every word may have another of the letters that writers exchange, and the passage is found by its other letters.
#[test]
fn arabic_is_found_in_another_spelling() {
    let words = "الميناء مغلق أمام القوارب الصغيرة منذ الأسبوع الأول من أيار، ولم تخبر أي سلطة البحارة بالسبب.\n\nنطالب بثلاثة أمور: أن يمثل الأربعة أمام قاض، وأن يفتح الميناء.\n";
    let text = [text("2024/mina@1", "ar", true, words)];
    let paragraph = words.split("\n\n").next().unwrap();
    for (from, to) in [("ي", "ی"), ("أ", "ا"), ("الميناء", "المِينَاءُ"), ("ة", "ه")]
    {
        let verdict = among(&paragraph.replace(from, to), &text);
        assert_eq!(verdict.matched, Match::Altered, "{from}");
        let found = verdict.found.unwrap();
        assert!(found.lookalikes.is_empty());
        let is_spelling =
            |one: &super::super::Change| crate::check::is_spelled_alike(&one.before, &one.after);
        let mut replaced = found.changes.iter().filter(|one| !one.after.is_empty());
        assert!(replaced.clone().count() > 0 && replaced.all(is_spelling), "{from}");
    }
}

/// What is left out at the edge of a quotation has no mark between words.
#[test]
fn a_negation_beside_a_passage() {
    let asks = "ask for the resignation of the harbour master, as some newspapers have written";
    let lost = is(&format!("[…] {asks}"), Match::Altered);
    assert!(lost.passages[0].omitted[0].negates);
    assert_eq!(lost.found.unwrap().changes[0].before, "We do not");
    is(&format!("[We] {asks}"), Match::Altered);
    is(&asks.replacen('a', "A", 1), Match::Altered);
    is(&format!("They wrote on Friday: “A{}.” Nobody knows why.", &asks[1..]), Match::Altered);
    let beside = is(&format!("The letter wants to “{asks}”."), Match::Excerpt);
    assert_eq!(beside.passages[0].negations, ["We do not"]);
    // A mark stands between, or the part before it has the negation.
    is("[…] as some newspapers have written, and we reject every act of violence", Match::Excerpt);
    let whole = is(&format!("“We do not,” they wrote, “{asks}.”"), Match::Excerpt);
    assert!(whole.passages.iter().all(|one| one.negations.is_empty()));
    let text = [text(
        "2024/gate@1",
        "en",
        true,
        "Those who came by boat may leave at noon; these four may not.\n",
    )];
    let ends = |copy: &str| among(copy, &text).matched;
    assert_eq!(ends("Those who came by boat may leave at noon; these four may."), Match::Altered);
    assert_eq!(
        ends("Those who came by boat may leave at noon; these four may […]"),
        Match::Altered
    );
    assert_eq!(ends("Those who came by boat may leave at noon; these four may"), Match::Excerpt);
}

#[test]
fn each_quotation_of_an_article_is_judged_by_itself() {
    let article = |quoted: &str| {
        format!(
            "SAN TELMO – The associations wrote on Friday.\n\n“To our friends abroad we say that letters help,” the letter says.\n\n“{quoted},” it says further down.\n\nThe ministry did not answer."
        )
    };
    let verdict = is(
        &article("Seven came back after two days. Four have not been seen by their families"),
        Match::Excerpt,
    );
    assert_eq!(kinds(&verdict), [PassageKind::Verbatim, PassageKind::Verbatim]);
    let verdict = is(
        &article("On 14 May, twelve of our members were taken from their homes at night"),
        Match::Altered,
    );
    assert_eq!(kinds(&verdict), [PassageKind::Verbatim, PassageKind::Altered]);
    let verdict = is(&article("We will take up arms before the summer ends"), Match::Excerpt);
    assert_eq!(kinds(&verdict), [PassageKind::Verbatim, PassageKind::Unknown]);
    let split = "“To our friends abroad,” the letter says, “we say that letters help. A letter costs less than a flag.”";
    is(split, Match::Excerpt);
    for (open, close) in
        [("«", "»"), ("« ", " »"), ("„", "“"), ("\"", "\""), ("‘", "’"), ("「", "」")]
    {
        let copy = format!(
            "They wrote: {open}To our friends abroad we say that letters help.{close} Nobody answered them."
        );
        assert!(is(&copy, Match::Excerpt).passages[0].is_quoted, "{open}");
    }
}

#[test]
fn what_stands_between_signed_words() {
    let with = |between: &str| WORDS.replace("\n\nOn 14", &format!("\n\n{between}\n\nOn 14"));
    is(&with("2 / 3"), Match::Contains);
    for (between, has_words) in
        [("31 May 2024", true), ("ADVERTISEMENT", true), ("We withdraw every word.", true)]
    {
        let verdict = is(&with(between), Match::Contains);
        assert_eq!(verdict.unsigned.len(), 1, "{between}");
        assert_eq!(verdict.unsigned[0].has_words, has_words, "{between}");
    }
    // A footnote at a page's end, and its first line on the next one.
    let page = WORDS.replace("why.\n\nOn 14", "why.\n\n1 See the law of 1999.\nOn 14");
    assert_eq!(is(&page, Match::Contains).unsigned.len(), 1);
    let page = WORDS.replace("why.\n\nOn 14", "why.\n1 See the law of 1999.\n\nOn 14");
    assert_eq!(is(&page, Match::Contains).unsigned.len(), 1);
    // The rest of a paragraph is none: it was told again in other words.
    let broken =
        WORDS.replace("night. Seven", "night.\nSeven").replace("Four have not", "Four have");
    is(&broken, Match::Altered);
    is(&format!("{WORDS}\n{broken}"), Match::Altered);
    // A sentence that the page shows twice, in large letters.
    is(&with("A letter costs less than a flag and lasts longer than a speech."), Match::Contains);
    let within = |between: &str| {
        WORDS.replace("closed to small", &format!("closed\n\n{between}\n\nto small"))
    };
    assert!(is(&within("LETTER – Index 14"), Match::Contains).unsigned[0].is_within);
    is(&within("never"), Match::Altered);
    is(&within("not"), Match::Altered);
    is(&WORDS.replace("closed to", "closed yesterday to"), Match::Altered);
    let thread =
        WORDS.trim_end().replacen("why.", "why. 1/9", 1).replacen("Cross.", "Cross. 2/9", 1);
    is(&thread, Match::Contains);
    // The number of a sentence is no counter.
    is(
        "14. Seven came back after two days. Four have not been seen by their families",
        Match::Excerpt,
    );
    is(
        "Seven hundred came back after two days. Four have not been seen by their families",
        Match::Altered,
    );
}

#[test]
fn names_are_a_set() {
    let with = |names: &str| WORDS.replace("Amnesty Sur\nCasa Azul\nForo Penal\nRed Verde", names);
    for names in [
        "1) Amnesty Sur\n2) Casa Azul\n3) Foro Penal\n4) Red Verde",
        "Amnesty Sur, Casa Azul, Foro Penal and Red Verde.",
        "Signed by:\nRed Verde\nForo Penal\nCasa Azul\nAmnesty Sur",
    ] {
        is(&with(names), Match::Contains);
    }
    let names =
        "Centre for the Rule of Law\nHouse of the Free Press\nWomen of the San Telmo Market";
    let listed = text("2024/names@1", "en", true, &format!("We ask for release.\n\n{names}\n"));
    let numbered = "1. Centre for the Rule of Law\n2. House of the Free Press\n3. Women of the San Telmo Market";
    assert_eq!(among(numbered, &[listed]).matched, Match::Excerpt);
    for names in [
        "Red Verde\nForo Penal\nCasa Azul",
        "Red Verde\nForo Penal\nCasa Azul\nAmnesty Norte",
        "Red Verde\nForo Penal\nCasa Roja\nCasa Azul\nAmnesty Sur",
    ] {
        is(&with(names), Match::Altered);
    }
}

#[test]
fn gaps() {
    let paragraphs: Vec<&str> = WORDS.trim_end().split("\n\n").collect();
    let of =
        |wanted: &[usize]| wanted.iter().map(|at| paragraphs[*at]).collect::<Vec<_>>().join("\n\n");
    is(&of(&[1, 4]), Match::Excerpt);
    is(&of(&[4, 1]), Match::Excerpt);
    is(&of(&[0, 1, 3, 4, 5]), Match::Altered);
    is(&format!("{}\n\n[…]\n\n{}", of(&[0, 1]), of(&[3, 4, 5])), Match::Excerpt);
}

#[test]
fn what_repeats_itself_ends() {
    for copy in [
        "“a” ".repeat(5_000),
        "We […] ask ".repeat(3_000),
        "Seven came back after two days.\n\n".repeat(2_000),
        "On 14 May, […] ".repeat(2_000),
    ] {
        of(&copy);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn any_run_of_eight_words_is_an_excerpt(start in 0_usize..90, length in 8_usize..30) {
        let words: Vec<&str> = WORDS.split_whitespace().collect();
        let start = start.min(words.len() - length);
        let verdict = of(&words[start..start + length].join(" "));
        prop_assert_eq!(verdict.matched, Match::Excerpt);
    }

    #[test]
    fn no_changed_run_is_an_excerpt(start in 0_usize..90, length in 10_usize..30, at in 0_usize..30, word in "[a-z]{3,9}") {
        let mut words: Vec<&str> = WORDS.split_whitespace().collect();
        let start = start.min(words.len() - length);
        // Before a sentence, another word is somebody else's.
        let at = start + 1 + at % (length - 2);
        prop_assume!(!WORDS.to_lowercase().contains(&word));
        words[at] = &word;
        let verdict = of(&words[start..start + length].join(" "));
        prop_assert!(matches!(verdict.matched, Match::Altered | Match::Unknown), "{:?}", verdict.matched);
    }
}

/// A short quotation that lost its negation, or got one, is no stranger's.
#[test]
fn short_quotations_that_are_turned() {
    for copy in [
        "We ask for the resignation of the harbour master",
        "They say: “we ask for the resignation of the harbour master”.",
        "Four have been seen by their families",
        "To our friends abroad we say that letters do not help.",
    ] {
        let verdict = is(copy, Match::Altered);
        assert!(verdict.found.unwrap().changes_count > 0, "{copy}");
    }
    // Other words are not a negation, and what nobody lists is not one.
    is("We plead for the resignation of him", Match::Unknown);
    let text = [text("2024/harbour@1", "sw", true, WORDS)];
    let copy = "Four have been seen by their families";
    assert_eq!(among(copy, &text).matched, Match::Unknown);
}

#[test]
fn short_passages_of_a_short_text() {
    let text = [text("2024/five@1", "en", true, "Free the five now. We will not be silent.\n")];
    let matched = |copy: &str| among(copy, &text).matched;
    assert_eq!(matched("We will not be silent"), Match::Excerpt);
    assert_eq!(matched("We will be silent"), Match::Altered);
    assert_eq!(matched("Free the four now. We will not be silent."), Match::Altered);
    assert_eq!(matched("Free the five"), Match::Unknown);
}

/// American printers set the stop before the mark that closes.
#[test]
fn stops_before_and_after_a_closing_mark() {
    let british = "They are “guests of the port”. Guests may leave; these four may not leave.\n";
    let american = british.replace("port”.", "port.’").replace('“', "‘");
    let text = |words: &str| [text("2024/harbour@1", "en", true, words)];
    assert_eq!(among(&american, &text(british)).matched, Match::Typography);
    assert_eq!(among(british, &text(&american)).matched, Match::Typography);
    let quoted = format!("They write: “{}”", american.trim());
    assert_eq!(among(&quoted, &text(british)).matched, Match::Contains);
    let asked = british.replace("port”.", "port?”");
    assert_eq!(among(&asked, &text(british)).matched, Match::Altered);
}

#[test]
fn marks_of_cuts_in_other_brackets() {
    for cut in ["<...>", "{…}", "/.../", "[---]", "[–]"] {
        let copy =
            format!("We do not ask for the resignation {cut} as some newspapers have written");
        let verdict = is(&copy, Match::Excerpt);
        assert_eq!(verdict.passages[0].omitted.len(), 1, "{cut}");
    }
    is("We do not ask for the resignation / as some newspapers have written", Match::Altered);
}

/// Numbers of notes are said, and are no words of a sentence.
#[test]
fn numbers_of_notes() {
    for (from, to) in [
        ("crews why.", "crews why.[1]"),
        ("small boats", "small boats[12]"),
        ("small boats", "small boats¹"),
        ("crews why.", "crews why.²"),
        ("crews why.", "crews why.2"),
        ("master, as", "master,3 as"),
    ] {
        let verdict = is(&WORDS.replacen(from, to, 1), Match::Contains);
        assert!(!verdict.unsigned.is_empty(), "{to}");
    }
    is(&WORDS.replace("14 May", "14² May"), Match::Altered);
    is(&WORDS.replace("eleven of", "eleven 12 of"), Match::Altered);
    is(&WORDS.replace("14 May", "14.2 May"), Match::Altered);
}

#[test]
fn what_counts_before_paragraphs() {
    let counted = |count: &dyn Fn(usize) -> String| -> String {
        let paragraphs = WORDS.trim().split("\n\n").enumerate();
        paragraphs.map(|(at, words)| format!("{} {words}\n\n", count(at + 1))).collect()
    };
    is(&counted(&|at| format!("{at}\u{fe0f}\u{20e3}")), Match::Contains);
    is(&counted(&|at| format!("({at}/6)")), Match::Contains);
    is(&counted(&|at| char::from_u32(0x245f + at as u32).unwrap().to_string()), Match::Contains);
    let list = "We ask:\n– that the harbour be opened to all small boats;\n– that the four be brought home before the summer.\n";
    let text = [text("2024/list@1", "en", true, list)];
    let numbered = list.replacen('–', "1.", 1).replacen('–', "2.", 1);
    assert_eq!(among(&numbered, &text).matched, Match::Contains);
}

/// A paragraph that is nearly the text's is told of by its changes, and not as words that nobody signed.
#[test]
fn changed_words_are_not_told_as_unsigned() {
    let verdict = is(&WORDS.replace("letters help", "letters hurt"), Match::Altered);
    assert_eq!((verdict.unsigned.len(), verdict.found.unwrap().changes_count), (0, 1));
}

#[test]
fn the_stop_that_ends_a_quotation_is_no_other_word() {
    for copy in [
        "“To our friends abroad we say that letters help. A letter costs less than a flag and lasts longer than a speech.”",
        "“… that letters help. A letter costs less than a flag and lasts longer than a speech.” ….",
    ] {
        assert!(is(copy, Match::Excerpt).found.unwrap().around.is_empty(), "{copy}");
    }
    let found = is(&format!("★ {WORDS}"), Match::Contains).found.unwrap();
    assert_eq!(found.around.len(), 1);
}
