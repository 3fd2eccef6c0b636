//! `check` on whole registries: an index never changes an answer, versions and translations, names, and the attacks
//! on a copy (B10, D6, D7, D15).

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;

use countersign_copy::check::{
    Hits, Index, Match, Place, Registered, Verdict, check, grams, sketch,
};
use countersign_core::digest::Hash;
use countersign_core::record::Body;
use countersign_core::record::statement::TextReference;
use serde_json::Value;
use testkit::cli;
use testkit::committed::committed;
use testkit::forge::{self, Forge, Item, version_one};

/// Words of a made-up language, always the same for the same number.
fn words(seed: u64, count: usize) -> String {
    const SOUNDS: [&str; 16] = [
        "ba", "cor", "di", "fen", "gu", "ha", "lim", "mo", "nar", "pe", "quo", "ri", "sta", "tu",
        "ver", "zo",
    ];
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut text = String::new();
    for index in 0..count {
        for _ in 0..2 {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            text.push_str(SOUNDS[(state >> 60) as usize]);
        }
        text.push_str(if index % 12 == 11 { ". " } else { " " });
    }
    text.trim_end().to_owned() + "\n"
}

fn text(number: u64, words: &str) -> Registered {
    let version = format!("2021/statement-{number}@1").parse().unwrap();
    let place = Place { version, language: "en".parse().unwrap(), is_current: true };
    Registered::new(vec![place], words, &[])
}

fn library(count: u64) -> Vec<Registered> {
    // Every third text is a later draft of the one before it, so that texts share much.
    let of = |number: u64| match number % 3 {
        2 => words(number - 1, 120).replace("ba", "be"),
        _ => words(number, 60 + number as usize % 90),
    };
    (0..count).map(|number| text(number, &of(number))).collect()
}

fn sketches(texts: &[Registered]) -> BTreeMap<countersign_core::digest::Hash, Vec<u32>> {
    texts.iter().map(|text| (text.hash(), sketch(text.words()))).collect()
}

fn with(index: &Index, texts: &[Registered], copy: &str) -> (Hits, Verdict) {
    let hits = index.find(&grams(copy));
    let chosen: Vec<Registered> =
        texts.iter().filter(|text| hits.texts.contains(&text.hash())).cloned().collect();
    let verdict = check(copy, &chosen, &hits);
    (hits, verdict)
}

#[test]
fn an_index_never_changes_an_answer() {
    let texts = library(120);
    let index = Index::of(&sketches(&texts));
    let mut grown = Index::of(&BTreeMap::new());
    for part in texts.chunks(70) {
        grown = grown.with(&sketches(part));
    }
    assert_eq!(grown, index, "made at once, or as the log grew");
    assert_eq!(Index::decode(&index.encode()).unwrap(), index);
    for number in (0..120).step_by(29) {
        let own = texts[number].words();
        let copies = [
            own.to_owned(),
            own.to_uppercase().replace(' ', ""),
            format!("{}\n{own}\n{}", words(9_000, 80), words(9_001, 300)),
            own.replacen(". ", ". Never ", 2),
            own.split(' ').skip(12).take(14).collect::<Vec<_>>().join(" "),
            words(7_000 + number as u64, 100),
        ];
        for copy in copies {
            let (hits, verdict) = with(&index, &texts, &copy);
            let all = check(&copy, &texts, &hits);
            assert_eq!(verdict, all, "{copy}");
        }
    }
}

#[test]
fn a_damaged_index_is_none() {
    let bytes = Index::of(&sketches(&library(40))).encode();
    for at in (0..bytes.len()).step_by(997).chain([0, bytes.len() - 1]) {
        let mut damaged = bytes.clone();
        damaged[at] ^= 1;
        assert!(Index::decode(&damaged).is_err(), "{at}");
    }
    assert!(Index::decode(&bytes[..bytes.len() - 1]).is_err());
    assert!(Index::decode(&[&bytes[..], b"x"].concat()).is_err());
    assert!(Index::decode(b"").is_err());
}

#[test]
fn one_text_of_many_is_found_by_any_part_of_it() {
    let texts = library(300);
    let index = Index::of(&sketches(&texts));
    let (_, verdict) = with(&index, &texts, texts[100].words());
    assert_eq!(verdict.matched, Match::Exact);
    assert_eq!(verdict.found.unwrap().places, texts[100].places());
    let (_, verdict) = with(&index, &texts, &words(50_000, 200));
    assert_eq!(verdict.matched, Match::Unknown);
}

/// Runs `check` in a registry on what is pasted.
fn run(registry: &Path, pasted: &str, arguments: &[&str]) -> cli::Ran {
    let mut environment = cli::environment(registry);
    environment.input = Box::new(Cursor::new(pasted.as_bytes().to_vec()));
    let all: Vec<&str> = std::iter::once("check").chain(arguments.iter().copied()).collect();
    cli::run_with(environment, &all)
}

fn json(ran: &cli::Ran) -> Value {
    serde_json::from_str(&ran.output).unwrap_or_else(|error| panic!("{error}: {ran:?}"))
}

const FIRST: &str = "We stand with everyone who is held for what they said.\n\nWe ask that they be released, \
                     and that nobody be punished for asking. Ten years are enough.\n";
const SPANISH: &str = "Estamos con todas las personas detenidas por lo que dijeron.\n\nPedimos que se las libere, \
                       y que nadie sea castigado por preguntar. Diez años bastan.\n";

/// Two versions of one statement, the second with a translation; foro and uno endorse both, uno withdraws from it.
fn two_versions() -> Forge {
    let mut forge = Forge::founded(3);
    let enrolments: Vec<Item> = ["dos", "foro", "uno"].map(|stem| forge.enrolment(stem)).into();
    forge.append(&enrolments);
    let first = forge.statement(&version_one(), None, FIRST);
    let acts = ["foro", "uno"].map(|stem| forge.endorsement(stem, &first));
    let publication = forge.publication(&first);
    forge.append(&[vec![first.clone()], acts.into(), vec![publication]].concat());
    let id = "2021/solidarity@2".parse().unwrap();
    let newer = FIRST.replace("Ten years are", "Eleven years are more than");
    let mut body = forge.statement_body(&id, Some(first.hash()), &newer);
    let spanish: countersign_core::name::Language = "es".parse().unwrap();
    body.title.insert(spanish.clone(), "En solidaridad".parse().unwrap());
    let reference = TextReference {
        bytes: SPANISH.len() as u64,
        file: "text.es.txt".parse().unwrap(),
        sha256: Hash::of(SPANISH.as_bytes()),
    };
    body.texts.insert(spanish, reference);
    let folder = "registry/2021/solidarity/v2";
    forge.files.insert(format!("{folder}/text.en.txt"), newer.into());
    forge.files.insert(format!("{folder}/text.es.txt"), SPANISH.into());
    let second = Item::signed(Body::Statement(body.into()), &[]);
    let acts = ["foro", "uno"].map(|stem| forge.endorsement(stem, &second));
    let withdrawal = forge.withdrawal(&acts[1], "uno");
    let publication = forge.publication(&second);
    forge.append(&[vec![second], acts.into(), vec![publication]].concat());
    forge.append(&[withdrawal]);
    forge
}

#[test]
fn versions_translations_and_what_mixes_them() {
    let folder = committed(&two_versions());
    let answer = |copy: &str| {
        let ran = run(folder.path(), copy, &["--json"]);
        (ran.code, json(&ran))
    };
    let (code, old) = answer(FIRST);
    assert_eq!(
        (code, &old["match"], &old["version"], &old["newest"]),
        (6, &"exact".into(), &1.into(), &2.into())
    );
    let prose = run(folder.path(), FIRST, &[]).output;
    assert!(
        prose.starts_with("exact: a newer version, 2021/solidarity@2, has replaced this one"),
        "{prose}"
    );
    let (code, spanish) = answer(&SPANISH.to_uppercase());
    assert_eq!(
        (code, &spanish["match"], &spanish["language"]),
        (6, &"typography".into(), &"es".into())
    );
    let prose = run(folder.path(), SPANISH, &[]).output;
    assert!(prose.starts_with("exact: 1 organisation has withdrawn from this text"), "{prose}");
    let mix = FIRST.replace("Ten years", "Eleven years").replace("nobody", "somebody");
    let (code, mixed) = answer(&mix);
    assert_eq!((code, &mixed["match"], &mixed["version"]), (4, &"altered".into(), &2.into()));
    let message = |code: &str| {
        let findings = mixed["findings"].as_array().unwrap();
        findings.iter().find(|one| one["code"] == code).unwrap()["message"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(
        message("mixed-versions"),
        "1 of 2 changes have the words of the older version 2021/solidarity@1"
    );
    let quoted = run(folder.path(), "", &["--quote", "nobody be punished", "--json"]);
    assert_eq!(json(&quoted)["versions"].as_array().unwrap().len(), 2);
}

#[test]
fn names_in_a_copy() {
    let folder = committed(&two_versions());
    let copy =
        format!("{SPANISH}\nFORO Ejemplo\nUNO Ejemplo\nDOS Ejenplo\nCasa Nueva\nOnly Printed\n");
    let ran = run(folder.path(), &copy, &["--json"]);
    let names = &json(&ran)["names"];
    assert_eq!(names["printed"], 1, "{names}");
    assert_eq!(names["withdrawn"], serde_json::json!(["UNO Ejemplo"]));
    assert_eq!(names["unsigned"], serde_json::json!(["DOS Ejemplo", "Only Printed", "Casa Nueva"]));
    assert_eq!(
        names["near"],
        serde_json::json!([{"printed": "DOS Ejenplo", "name": "DOS Ejemplo"}])
    );
    let standings: Vec<&str> = names["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["standing"].as_str().unwrap())
        .collect();
    assert_eq!(standings, ["endorsed", "withdrawn", "silent", "unknown", "silent"], "{names}");
    let prose = run(folder.path(), &copy, &[]).output;
    assert!(
        prose.contains("named here, but withdrew on 1 March 2024, as it says: UNO Ejemplo"),
        "{prose}"
    );
}

/// `check --names`: a list of names, and where each organisation stands.
#[test]
fn a_bare_list_of_names() {
    let folder = committed(&two_versions());
    let list = "Signed by:\n1. FORO Ejemplo\n2. UNO Ejemplo\n3. DOS Ejenplo\n4. Casa Nueva\n";
    let asked = |list: &str, more: &[&str]| {
        let arguments = [&["--names", "-"], more].concat();
        run(folder.path(), list, &arguments)
    };
    let ran = asked(list, &["--json"]);
    assert_eq!(ran.code, 6, "{}", ran.output);
    let names = &json(&ran)["names"];
    let told: Vec<(&str, &str, bool)> = names
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let text = |key: &str| one[key].as_str().unwrap();
            (text("printed"), text("standing"), one["near"].as_bool().unwrap())
        })
        .collect();
    assert_eq!(
        told,
        [
            ("FORO Ejemplo", "endorsed", false),
            ("UNO Ejemplo", "withdrawn", false),
            ("DOS Ejenplo", "silent", true),
            ("Casa Nueva", "unknown", false),
        ]
    );
    let prose = asked(list, &[]).output;
    assert!(prose.contains("endorsed it and withdrew:\n  UNO Ejemplo"), "{prose}");
    assert!(prose.contains("DOS Ejenplo (not its spelling: DOS Ejemplo, dos.example)"), "{prose}");
    let spanish = asked(list, &["--lang", "es"]).output;
    assert!(spanish.contains("lo respaldaron y se retiraron:\n  UNO Ejemplo"), "{spanish}");
    assert_eq!(asked("Casa Nueva\n", &[]).code, 5);
    let one = asked("FORO Ejemplo\n", &[]);
    assert!(one.output.contains("the 1 organisation on this list endorses"), "{}", one.output);
}

#[test]
fn offsets_are_bytes_of_what_was_given() {
    let folder = committed(&two_versions());
    let copy = format!(
        "> ¿Qué?\n>\n> {}\n",
        SPANISH.trim_end().replace('\n', "\n> ").replace("nadie", "alguien")
    );
    let answer = json(&run(folder.path(), &copy, &["--json"]));
    assert_eq!(
        (&answer["match"], &answer["offsets"]),
        (&"altered".into(), &"given".into()),
        "{answer}"
    );
    let change = &answer["changes"][0];
    let at = |name: &str| change[name].as_u64().unwrap() as usize;
    assert_eq!(&copy[at("start")..at("end")], "alguien");
}

/// The copy in the registry is true, and the one in hand is not: the one in hand is what is judged.
#[test]
fn d15_the_tool_checks_the_copy_in_hand_and_not_its_own() {
    let folder = committed(&Forge::coalition());
    let own = folder.path().join("registry/2021/solidarity/v1/text.en.txt");
    assert_eq!(cli::run_in(folder.path(), &["check", own.to_str().unwrap()]).code, 0);
    let copy = folder.path().join("text.en.txt");
    std::fs::write(&copy, forge::WORDS.replace("release", "relief")).unwrap();
    assert_eq!(cli::run_in(folder.path(), &["check", copy.to_str().unwrap()]).code, 4);
    let ran = cli::run_in(folder.path(), &["check", own.to_str().unwrap(), copy.to_str().unwrap()]);
    assert_eq!(ran.code, 4);
    // The work tree is not the registry: a text that was changed there is a copy like any other.
    std::fs::write(&own, forge::WORDS.replace("release", "relief")).unwrap();
    assert_eq!(cli::run_in(folder.path(), &["check", own.to_str().unwrap()]).code, 4);
    assert_eq!(run(folder.path(), forge::WORDS, &[]).code, 0);
}

#[test]
fn nothing_is_a_match_in_a_broken_registry() {
    let mut forge = Forge::coalition();
    let path = "registry/2021/solidarity/v1/text.en.txt";
    forge.files.insert(path.to_owned(), b"We stand apart.\n".to_vec());
    let folder = committed(&forge);
    for copy in [forge::WORDS, "We stand apart.\n"] {
        let ran = run(folder.path(), copy, &["--json"]);
        let answer = json(&ran);
        assert_eq!((ran.code, &answer["outcome"]), (3, &"broken".into()));
        assert!(answer.get("match").is_none() && answer.get("statement").is_none(), "{answer}");
        assert_eq!(run(folder.path(), copy, &["--quote", "stand"]).code, 3);
    }
}

#[test]
fn b10_invisible_and_look_alike_letters_in_a_copy() {
    let folder = committed(&Forge::coalition());
    for (copy, code, words) in [
        (
            forge::WORDS.replace("stand", "st\u{430}nd"),
            4,
            "U+0430 (Cyrillic) for \"a\", line 1, column 6",
        ),
        (forge::WORDS.replace("stand", "st\u{202e}and"), 6, "U+202E, line 1, column 6"),
        (
            forge::WORDS.replace("stand", "stand\u{e0058}"),
            6,
            "U+E0058 (tag) for \"X\", line 1, column 9",
        ),
        (forge::WORDS.replace("stand", "st\u{200b}and"), 0, "note: 1 character that is not seen"),
    ] {
        let ran = run(folder.path(), &copy, &[]);
        assert_eq!(ran.code, code, "{}", ran.output);
        assert!(ran.output.contains(words), "{words}: {}", ran.output);
    }
}

#[test]
fn d6_unsigned_preface_around_the_signed_text() {
    let folder = committed(&Forge::coalition());
    let ran = run(folder.path(), &format!("Paid for by the state.\n\n{}", forge::WORDS), &[]);
    assert_eq!(ran.code, 6);
    assert!(
        ran.output.contains("not part of what was signed:\n  {+Paid for by the state.+}"),
        "{}",
        ran.output
    );
}

#[test]
fn d7_sentence_removed_or_name_added_in_a_copy() {
    let folder = committed(&two_versions());
    let copy = SPANISH
        .replace(" Pedimos que se las libere,", "")
        .replace("Pedimos que se las libere, y que", "Y que");
    let ran = run(folder.path(), &copy, &[]);
    assert_eq!(ran.code, 4, "{}", ran.output);
    assert!(ran.output.contains("[-Pedimos que se las libere,-]"), "{}", ran.output);
    let ran =
        run(folder.path(), &format!("{SPANISH}\nFORO Ejemplo\nCasa Nueva\nUNO Ejemplo\n"), &[]);
    assert_eq!(ran.code, 6);
    assert!(
        ran.output.contains("named here, and nobody of this registry: Casa Nueva"),
        "{}",
        ran.output
    );
}

#[test]
fn what_is_too_much_is_refused_and_what_repeats_itself_ends() {
    let folder = committed(&Forge::coalition());
    let ran = run(folder.path(), &"x ".repeat(25 << 20), &[]);
    assert_eq!((ran.code, ran.output.as_str()), (7, ""));
    assert!(
        ran.messages.contains("error: cannot take words out of what was given"),
        "{}",
        ran.messages
    );
    assert_eq!(run(folder.path(), &forge::WORDS.repeat(5_000), &[]).code, 6);
    assert_eq!(run(folder.path(), &"We ask. ".repeat(100_000), &[]).code, 5);
}
