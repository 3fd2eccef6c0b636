use proptest::prelude::*;

use super::*;
use crate::escape;

/// The 2021 statement as a PDF reader wrote it; a blank line follows each of these lines.
const EXTRACTED: [&str; 41] = [
    " Standing in solidarity with Venezuelan human rights defenders ",
    "The recent, ongoing and unwarranted detention of five members of the Venezuelan NGO ‘Azul Positivo’ ",
    "is one more event in a series of threats, harassment, attacks, restrictions, reprisals and criminal ",
    "proceedings against Venezuelan civil society organizations and human rights defenders, which has been ",
    "intensifying since November 2020. In recent months and weeks, state agents have forcibly entered the ",
    "offices of civil society organizations; public threats have been made against defenders who have been ",
    "engaging with human rights mechanisms, NGO bank accounts have been frozen and arrest warrants ",
    "issued for aid workers.  ",
    "Venezuelan civil society operate in a context of serious legal and administrative obstacles with domestic ",
    "laws used to target human rights defenders, such as the ‘Law Against Hate’, or having the effect of limiting ",
    "the operations of NGOs and restricting their access to funding, essentially blocking the work of many ",
    "organizations vital for Venezuelans in need.  ",
    "In a public statement, a number of UN independent human rights experts and regional experts have ",
    "described threats and measures taken against Venezuelan civil society since November 2020 as ",
    "amounting to ‘systematic persecution and stigmatization.’  ",
    "It is essential that humanitarian and human rights organizations responding to the grave humanitarian ",
    "and human rights crises in the country, pushing for accountability for violations and abuses and the return ",
    "of guarantees provided by democratic institutions and processes are able to do their work without fear ",
    "or hindrance.   ",
    "Human rights defenders are critical, constructive and essential to democracies and the functioning of the ",
    "rule of law. Attempts to silence and cow them are counterproductive and shameful.   ",
    "We urge the Venezuelan authorities to ensure that harassment and threats against Venezuelan defenders ",
    "stop and for all international legal guarantees to be respected.  We call on all states and UN bodies and ",
    "agencies to actively support civil society organizations, defenders and activists and to speak up loudly and ",
    "consistently for the right to defend human rights in Venezuela and globally.  ",
    "We are inspired by the daily commitment and courage of Venezuelan human rights defenders and ",
    "humanitarian workers and stand in solidary with our Venezuelan partners and friends.  ",
    " ",
    "Amnesty International  ",
    "Center for Justice and International Law (CEJIL) ",
    "CIVICUS ",
    "Civil Rights Defenders  ",
    "Conectas Diretos Humanos ",
    "Freedom House  ",
    " ",
    "Global Centre for the Responsibility to Protect  ",
    "Human Rights Watch  ",
    "International Commission of Jurists  ",
    "International Service for Human Rights  ",
    "People in Need  ",
    "Washington Office on Latin America (WOLA) ",
];

/// The same statement as it was meant, slips included.
const MEANT: &str = "\
Standing in solidarity with Venezuelan human rights defenders

The recent, ongoing and unwarranted detention of five members of the Venezuelan NGO ‘Azul Positivo’ is one more event in a series of threats, harassment, attacks, restrictions, reprisals and criminal proceedings against Venezuelan civil society organizations and human rights defenders, which has been intensifying since November 2020. In recent months and weeks, state agents have forcibly entered the offices of civil society organizations; public threats have been made against defenders who have been engaging with human rights mechanisms, NGO bank accounts have been frozen and arrest warrants issued for aid workers.

Venezuelan civil society operate in a context of serious legal and administrative obstacles with domestic laws used to target human rights defenders, such as the ‘Law Against Hate’, or having the effect of limiting the operations of NGOs and restricting their access to funding, essentially blocking the work of many organizations vital for Venezuelans in need.

In a public statement, a number of UN independent human rights experts and regional experts have described threats and measures taken against Venezuelan civil society since November 2020 as amounting to ‘systematic persecution and stigmatization.’

It is essential that humanitarian and human rights organizations responding to the grave humanitarian and human rights crises in the country, pushing for accountability for violations and abuses and the return of guarantees provided by democratic institutions and processes are able to do their work without fear or hindrance.

Human rights defenders are critical, constructive and essential to democracies and the functioning of the rule of law. Attempts to silence and cow them are counterproductive and shameful.

We urge the Venezuelan authorities to ensure that harassment and threats against Venezuelan defenders stop and for all international legal guarantees to be respected. We call on all states and UN bodies and agencies to actively support civil society organizations, defenders and activists and to speak up loudly and consistently for the right to defend human rights in Venezuela and globally.

We are inspired by the daily commitment and courage of Venezuelan human rights defenders and humanitarian workers and stand in solidary with our Venezuelan partners and friends.

Amnesty International
Center for Justice and International Law (CEJIL)
CIVICUS
Civil Rights Defenders
Conectas Diretos Humanos
Freedom House
Global Centre for the Responsibility to Protect
Human Rights Watch
International Commission of Jurists
International Service for Human Rights
People in Need
Washington Office on Latin America (WOLA)
";

#[track_caller]
fn repaired(input: &str) -> Repaired {
    repair(input.as_bytes(), &"en".parse().unwrap()).unwrap()
}

#[track_caller]
fn untouched(text: &str) {
    let repaired = repaired(text);
    assert_eq!(repaired.repairs, []);
    assert_eq!(repaired.text.as_str(), text);
}

/// What was done, as a verb and the noun for one and for many.
const fn words(kind: Kind) -> (&'static str, &'static str, &'static str) {
    match kind {
        Kind::ByteOrderMark => ("removed", "byte order mark", "byte order marks"),
        Kind::LineEnding => ("converted", "line ending", "line endings"),
        Kind::PageBreak => ("removed", "page break", "page breaks"),
        Kind::Tab => ("made a space of", "tab", "tabs"),
        Kind::Space => ("made ordinary", "unusual space", "unusual spaces"),
        Kind::SoftHyphen => ("removed", "soft hyphen", "soft hyphens"),
        Kind::ZeroWidth => ("removed", "zero-width character", "zero-width characters"),
        Kind::Ligature => ("spelt out", "ligature", "ligatures"),
        Kind::Composition => ("composed accents on", "line", "lines"),
        Kind::OuterSpace => ("removed outer spaces on", "line", "lines"),
        Kind::InnerSpace => ("shortened", "run of spaces", "runs of spaces"),
        Kind::BrokenLine => ("joined", "broken line", "broken lines"),
        Kind::SoftWord => {
            ("joined", "word broken by a soft hyphen", "words broken by soft hyphens")
        }
        Kind::BrokenWord => ("joined", "word broken by a hyphen", "words broken by hyphens"),
        Kind::HyphenLine => ("joined", "line that ends in a hyphen", "lines that end in a hyphen"),
        Kind::ListGap => ("closed", "gap in a list", "gaps in a list"),
        Kind::BlankLine => ("removed", "extra blank line", "extra blank lines"),
        Kind::FinalNewline => ("added", "final line feed", "final line feeds"),
    }
}

fn summary(repaired: &Repaired) -> Vec<String> {
    let sentence = |(kind, count): (Kind, usize)| {
        let (verb, one, many) = words(kind);
        format!("{verb} {count} {}", if count == 1 { one } else { many })
    };
    repaired.counts().into_iter().map(sentence).collect()
}

#[track_caller]
fn becomes(input: &str, text: &str, summary: &[&str]) {
    let repaired = repaired(input);
    assert_eq!(repaired.text.as_str(), text);
    assert_eq!(self::summary(&repaired), summary);
}

#[test]
fn the_statement_of_2021() {
    let mut input = String::new();
    for line in EXTRACTED {
        input.push_str(line);
        input.push_str("\n\n");
    }
    let repaired = repaired(&input);
    assert_eq!(repaired.text.as_str(), MEANT);
    assert_eq!(
        summary(&repaired),
        [
            "removed outer spaces on 41 lines",
            "shortened 1 run of spaces",
            "joined 19 broken lines",
            "closed 11 gaps in a list",
            "removed 3 extra blank lines",
        ]
    );
}

#[test]
fn clean_texts_stay() {
    untouched(MEANT);
    untouched("A title\n\nOne paragraph.\n\nAnother.\n");
    // Names, verse, an address, bullets, long names: the lines are meant.
    untouched("Amnesty International\nCIVICUS\nFreedom House\n");
    untouched(
        "Shall I compare thee to a summer’s day?\nThou art more lovely and more temperate:\n",
    );
    untouched("Foro\n12 Long Street\n1000 Brussels\nBelgium\n");
    untouched(
        "- detain nobody for what they say, here or abroad, now or later\n- release those who were detained for what they said before\n",
    );
    untouched(
        "International Federation for Human Rights and the World Organisation\nInternational Commission of Jurists and the International Bar Association\nGlobal Centre for the Responsibility to Protect in the Americas\n",
    );
    // Paragraphs of one line each, two of which happen to begin in lower case.
    untouched(
        "we write about the people who were detained in February and who\n\nare still waiting for the visits that they were promised. Then\n\nthey went home.\n",
    );
}

#[test]
fn wrapped_by_hand() {
    let input = "We write about the people who were detained in February and who\nare still waiting for the visits that they were promised. They have\nnot seen a judge.\n\nThe list:\nAda\nEva\n";
    becomes(
        input,
        "We write about the people who were detained in February and who are still waiting for the visits that they were promised. They have not seen a judge.\n\nThe list:\nAda\nEva\n",
        &["joined 2 broken lines"],
    );
    let joint = &repaired(input).repairs[0];
    assert_eq!(joint.line, 2);
    assert_eq!(joint.before, "ere detained in February and who\nare still waiting for the visits");
}

#[test]
fn broken_words() {
    becomes(
        "A humani\u{ad}\ntarian visit\n",
        "A humanitarian visit\n",
        &["removed 1 soft hyphen", "joined 1 word broken by a soft hyphen"],
    );
    becomes("a co\u{ad}operate\n", "a cooperate\n", &["removed 1 soft hyphen"]);
    let text = "They asked for humanitarian visits, and after months of human-\nitarian silence, civil-\nsociety groups.\n";
    // The second line is short, so that the paragraph is not wrapped.
    untouched(text);
    let text = "They asked for humanitarian visits, and after months of human-\nitarian silence in the capital, the groups of the local civil-\nsociety asked again, with all of the care in the world and pre-\nand post-trial.\n";
    becomes(
        text,
        "They asked for humanitarian visits, and after months of humanitarian silence in the capital, the groups of the local civil-society asked again, with all of the care in the world and pre- and post-trial.\n",
        &[
            "joined 1 broken line",
            "joined 1 word broken by a hyphen",
            "joined 1 line that ends in a hyphen",
        ],
    );
    let repaired = repaired(text);
    assert!(
        repaired.in_words().any(|one| one.before.contains("months of human-\nitarian silence"))
    );
}

#[test]
fn characters() {
    becomes("\u{feff}a\n", "a\n", &["removed 1 byte order mark"]);
    becomes("a\r\nb\rc\u{2028}d\n", "a\nb\nc\nd\n", &["converted 3 line endings"]);
    becomes("a\n\u{c}b\u{c}\nc\u{c}d\n", "a\nb\nc\nd\n", &["removed 3 page breaks"]);
    becomes("a\tb\n", "a b\n", &["made a space of 1 tab"]);
    becomes("a\u{2003}b\n", "a b\n", &["made ordinary 1 unusual space"]);
    becomes("a\u{200b}b\u{2060}\n", "ab\n", &["removed 2 zero-width characters"]);
    becomes(
        "\u{fb00}\u{fb01}\u{fb02}\u{fb03}\u{fb04}\u{fb05}\u{fb06}\n",
        "fffiflffifflstst\n",
        &["spelt out 7 ligatures"],
    );
    becomes("cafe\u{301}\n", "café\n", &["composed accents on 1 line"]);
    // What is removed between a letter and its accent does not keep them apart.
    becomes(
        "cafe\u{ad}\u{301}\n",
        "café\n",
        &["removed 1 soft hyphen", "composed accents on 1 line"],
    );
    becomes(
        "  a  b   c \u{a0}\n",
        "a b c\n",
        &["removed outer spaces on 1 line", "shortened 2 runs of spaces"],
    );
    becomes("\n\na\n\n\n\nb\n\n", "a\n\nb\n", &["removed 5 extra blank lines"]);
    becomes("a", "a\n", &["added 1 final line feed"]);
    becomes("“a” -- 'b' ...\n", "“a” -- 'b' ...\n", &[]);
    let persian = repair("می\u{200c}خواهم".as_bytes(), &"fa".parse().unwrap()).unwrap();
    assert_eq!(persian.text.as_str(), "می\u{200c}خواهم\n");
}

#[test]
fn b10_what_must_not_be_repaired_is_refused() {
    for bad in [
        "a\u{202e}b",
        "a\u{2067}b",
        "a\u{200e}b",
        "a\u{1b}b",
        "a\0",
        "a\u{85}",
        "a\u{fffd}",
        "a\u{e0041}",
        "a\u{e000}",
        "a\u{3164}",
    ] {
        let error = repair(format!("x\r\n{bad}").as_bytes(), &"en".parse().unwrap()).unwrap_err();
        assert!(
            matches!(error, TextError::Character { line: 2, column: 2, .. }),
            "{bad:?}: {error}"
        );
    }
    for empty in ["", " ", "\n\n", "\u{feff}", "\u{200b}\r\n"] {
        assert_eq!(
            repair(empty.as_bytes(), &"en".parse().unwrap()),
            Err(TextError::Empty),
            "{empty:?}"
        );
    }
    let mixed = "we p\u{430}y";
    let error = repair(mixed.as_bytes(), &"en".parse().unwrap()).unwrap_err();
    assert!(matches!(error, TextError::Suspicious(_)), "{error}");
    untouched(&format!("{mixed}\n"));
}

#[test]
fn size_at_the_limit_and_one_past_it() {
    let limit = "a".repeat(super::super::TEXT_BYTES_MAX - 1) + "\n";
    untouched(&limit);
    let past = format!("a{limit}");
    assert_eq!(repair(past.as_bytes(), &"en".parse().unwrap()), Err(TextError::Size(past.len())));
}

/// The characters that a reader sees as ink, as repairs of single characters leave them.
fn ink(text: &str) -> String {
    let spelt: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-' && !escape::is_default_ignorable(*c))
        .flat_map(|c| {
            ligature(c).map_or_else(|| c.to_string(), str::to_owned).chars().collect::<Vec<_>>()
        })
        .collect();
    nfc(&spelt)
}

fn file() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        8 => "[a-z]{1,9}", 2 => "[A-Z][a-z]{0,7}", 1 => "[a-z]{1,5}[.:,-]",
        1 => Just("\u{fb01}n".to_owned()), 1 => Just("so\u{ad}".to_owned()), 1 => Just("e\u{301}\u{a0}".to_owned()),
        1 => Just("日本語".to_owned()), 1 => Just("-".to_owned()), 1 => Just("\u{301}\u{200b}".to_owned()),
    ];
    let space = prop_oneof![
        30 => Just(" "), 3 => Just("\n"), 3 => Just("\n\n"), 1 => Just(" \n\n \n"), 1 => Just("\r\n"),
        1 => Just("\t"), 1 => Just("\u{c}"), 1 => Just("  "),
    ];
    // Lines of some seventy columns and one or no blank line after them, besides free ones.
    let measured = (proptest::collection::vec(word.clone(), 1..120), 50_usize..80, 1_usize..3);
    let wrapped = measured.prop_map(|(words, measure, feeds)| {
        let mut column = 0;
        let mut text = String::new();
        for word in words {
            column += word.len() + 1;
            text += if column > measure {
                column = 0;
                if feeds == 1 { "\n" } else { "\n\n" }
            } else {
                " "
            };
            text += &word;
        }
        text
    });
    let free = proptest::collection::vec((word, space), 0..80)
        .prop_map(|parts| parts.into_iter().map(|(word, space)| word + space).collect());
    prop_oneof![wrapped, free]
}

/// Valid and clean are two things: what a text may have and a file seldom means is repaired, and said.
#[test]
fn a_valid_text_may_still_need_repair() {
    for (valid, clean) in [(" s\n", "s\n"), ("a  b\n", "a b\n"), ("\u{fb01}nd\n", "find\n")] {
        assert!(Text::parse(valid.as_bytes(), &"en".parse().unwrap()).is_ok());
        let repaired = repaired(valid);
        assert_eq!((repaired.text.as_str(), repaired.repairs.len()), (clean, 1));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]
    #[test]
    fn a_second_repair_finds_nothing(input in prop_oneof![file(), "(?s:.{0,60})"], tag in "en|fa|ja") {
        let language = tag.parse().unwrap();
        if let Ok(first) = repair(input.as_bytes(), &language) {
            let text = first.text.as_str();
            prop_assert!(Text::parse(text.as_bytes(), &language).is_ok());
            let second = repair(text.as_bytes(), &language).unwrap();
            prop_assert_eq!(&second.repairs, &[]);
            prop_assert_eq!(second.text.as_str(), text);
            prop_assert_eq!(ink(&input), ink(text));
            prop_assert_eq!(first.repairs.is_empty(), input == text);
        }
    }
}
