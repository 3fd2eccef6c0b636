//! The engine of the pages: it answers as the program does, here, in Node, and in browsers.
//!
//! The cases are left in cargo's folder for tests, where `tests/browser/engine.mjs` also runs them in browsers.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use countersign_core::bundle::{self, Bundle, Maker};
use countersign_core::verify::report::Outcome;
use countersign_core::verify::{Question, Subject, examine};
use countersign_engine::Engine;
use countersign_git::directory::Directory;
use serde_json::{Value, json};
use testkit::coalition::Coalition;
use testkit::{node, repository, scratch};

use crate::site::{Pages, hostile, of, shipped};

/// A text in which a line is indented, and its title.
const LIST: &str = "We ask:\n\n* first,\n  and second.\n";
/// The text that copies are made of.
const WORDS: &str = "We, the undersigned, ask for the release of everyone who is held for what they said.\n\n\
    We ask the government to let observers in, and we will not be silent until it does.\n";

/// What is asked of one bundle, in turn.
struct Case {
    name: String,
    bundle: String,
    /// Copies that are laid beside it.
    copies: Vec<String>,
}

impl Case {
    fn new(name: &str, bundle: String) -> Self {
        Self { name: name.to_owned(), bundle, copies: Vec::new() }
    }

    /// The questions with this engine's answers.
    fn value(&self) -> Value {
        let mut engine = Engine::default();
        let mut asked = Vec::new();
        let mut add = |request: Value, bytes: &str| {
            let want = ask(&mut engine, &request, bytes.as_bytes());
            asked.push(json!({"request": request, "bytes": bytes, "want": want}));
        };
        add(json!({"function": "name"}), &self.bundle);
        add(json!({"function": "open", "language": "es"}), &self.bundle);
        for copy in &self.copies {
            add(json!({"function": "check", "language": "fr"}), copy);
        }
        json!({"name": self.name, "asked": asked})
    }
}

/// What the engine answers.
pub(crate) fn ask(engine: &mut Engine, request: &Value, bytes: &[u8]) -> Value {
    let request = request.to_string();
    let mut given = u32::try_from(request.len()).unwrap().to_le_bytes().to_vec();
    given.extend_from_slice(request.as_bytes());
    given.extend_from_slice(bytes);
    serde_json::from_slice(&engine.call(&given)).unwrap()
}

/// The WebAssembly of these sources; nothing where the one beside them was made of others.
fn engine() -> Option<PathBuf> {
    if let Some(built) = std::env::var_os("COUNTERSIGN_ENGINE") {
        return Some(built.into());
    }
    let assets = repository().join("src/site/assets");
    let said = std::fs::read_to_string(assets.join("engine.txt")).unwrap();
    let sources = Command::new(repository().join(".ci/engine")).arg("sources").output().unwrap();
    let sources = String::from_utf8(sources.stdout).unwrap();
    if said.starts_with(sources.trim()) {
        return Some(assets.join("engine-verify.wasm"));
    }
    let _ = writeln!(
        std::io::stderr(),
        "skipped: the engine is of other sources; .ci/engine builds it"
    );
    None
}

fn bundle_of(registry: &Path, id: &str) -> String {
    let source = Directory::open(registry).unwrap();
    let examined = examine(&source, &Vec::new);
    let maker = Maker::new(&examined, &source).unwrap();
    let bytes = maker.bundle(&id.parse().unwrap()).unwrap().encode().unwrap();
    String::from_utf8(bytes).unwrap()
}

/// Every place at which a bundle can be damaged, each damaged in one way.
fn damaged(bundle: &str) -> Vec<Case> {
    let value: Value = serde_json::from_str(bundle).unwrap();
    let mut cases = Vec::new();
    let mut add = |name: String, change: &dyn Fn(&mut Value)| {
        let mut value = value.clone();
        change(&mut value);
        cases.push(Case::new(&name, serde_json_canonicalizer::to_string(&value).unwrap()));
    };
    for list in ["entries", "chains", "proof", "recipe"] {
        for at in 0..value[list].as_array().unwrap().len() {
            add(format!("{list} without {at}"), &|value| {
                value[list].as_array_mut().unwrap().remove(at);
            });
        }
    }
    for path in value["files"].as_object().unwrap().keys() {
        add(format!("files without {path}"), &|value| {
            value["files"].as_object_mut().unwrap().remove(path);
        });
        for other in [
            'a',
            'b',
            '\u{202e}',
            '\0',
            '\u{1b}',
            '\t',
            '\r',
            '\u{2028}',
            '\u{e000}',
            '\u{200b}',
            '\u{feff}',
            '\u{e0041}',
        ] {
            add(format!("{path} with {other:?}"), &|value| {
                let text = value["files"][path].as_str().unwrap().to_owned();
                let at = (text.len() / 2..).find(|at| text.is_char_boundary(*at)).unwrap();
                let width = text[at..].chars().next().unwrap().len_utf8();
                value["files"][path] =
                    format!("{}{other}{}", &text[..at], &text[at + width..]).into();
            });
        }
    }
    add("another version".to_owned(), &|value| value["version"] = json!(99));
    add("another statement".to_owned(), &|value| value["statement"] = json!("2021/other"));
    add("a member too many".to_owned(), &|value| value["more"] = json!(1));
    add("an entry twice".to_owned(), &|value| {
        let first = value["entries"][0].clone();
        value["entries"].as_array_mut().unwrap().insert(0, first);
    });
    for (name, change) in
        [("a larger log", "\n1"), ("a line too many", "\n\n"), ("a mark", "\n\u{feff}")]
    {
        add(name.to_owned(), &|value| {
            let note = value["checkpoint"].as_str().unwrap().replacen('\n', change, 1);
            value["checkpoint"] = note.into();
        });
    }
    add("a file too many".to_owned(), &|value| value["files"]["keys/more.txt"] = json!("x"));
    cases.push(Case::new("white space", format!("{bundle} ")));
    let twice = bundle.replacen("{\"chains\":", "{\"chains\":[],\"chains\":", 1);
    cases.push(Case::new("a member twice", twice));
    cases.push(Case::new("cut off", bundle[..bundle.len() / 2].to_owned()));
    cases
}

/// The same words as they come by mail, out of web pages and word processors, or from somebody who means no good.
fn copies() -> Vec<(&'static str, String)> {
    let with = |from: &str, to: &str| WORDS.replacen(from, to, 1);
    vec![
        ("exact", WORDS.to_owned()),
        ("layout", WORDS.replace(' ', "\n")),
        (
            "quoted mail",
            WORDS.lines().fold(String::new(), |mut all, line| {
                let _ = writeln!(all, "> {line}");
                all
            }),
        ),
        ("entities", WORDS.replace(',', "&#44;")),
        ("misread", with("silent", "silentâ€™").replace("silentâ€™", "silent")),
        ("emphasis", with("release", "**release**")),
        ("asterisks", with("release", "*release*")),
        ("glued words", with("the release", "therelease")),
        ("tag characters", with("release", "rel\u{e0041}\u{e0042}ease")),
        ("a direction", with("release", "\u{202e}release\u{202c}")),
        ("another letter", with("release", "rel\u{435}ase")),
        ("another word", with("release", "trial")),
        ("a word less", with("will not", "will")),
        ("an excerpt", WORDS.split("\n\n").next().unwrap().to_owned()),
        ("words around it", format!("Dear all,\n\n{WORDS}\nYours")),
        ("capitals", WORDS.to_uppercase()),
        ("a web page", format!("<html><body><p>{}</p></body>", WORDS.replace("\n\n", "</p><p>"))),
        ("other words", "Something else entirely.".to_owned()),
        ("nothing", " \n".to_owned()),
    ]
}

/// A registry with both texts, published and signed.
fn coalition() -> Coalition {
    let coalition = Coalition::with(&["uno", "dos"]);
    for (id, text) in [("2021/list", LIST), ("2021/words", WORDS)] {
        std::fs::write(coalition.path("text.txt"), text).unwrap();
        coalition.done(&format!("propose {id} --title en=Standing --text en=../text.txt --signatory uno.example --signatory dos.example"));
        for name in ["uno", "dos"] {
            let domain = format!("{name}.example");
            coalition.done(&format!(
                "--no-input sign {id}@1 --as {domain} --key ../{name} --confirm {domain}"
            ));
        }
        coalition.done(&format!("publish {id}@1 --confirm {id}@1"));
    }
    coalition
}

fn cases(coalition: &Coalition) -> Vec<Case> {
    let registry = coalition.registry();
    let mut words = Case::new("words", bundle_of(&registry, "2021/words@1"));
    words.copies = copies().into_iter().map(|(_, copy)| copy).collect();
    let list = Case::new("an indented line", bundle_of(&registry, "2021/list@1"));
    let mut cases = damaged(&list.bundle);
    cases.extend([words, list]);
    for id in ["2021/venezuela-solidarity@1", "2024/water-defenders@1", "2024/water-defenders@2"] {
        cases.push(Case::new(id, bundle_of(repository(), id)));
    }
    cases
}

#[test]
fn the_engine_answers_as_the_program_does() {
    let coalition = coalition();
    let cases = cases(&coalition);
    let mut outcomes = Vec::new();
    for case in &cases {
        let answer =
            ask(&mut Engine::default(), &json!({"function": "open"}), case.bundle.as_bytes());
        let Ok(bundle) = Bundle::read(case.bundle.as_bytes()) else {
            assert!(answer["error"].is_string(), "{}", case.name);
            continue;
        };
        let question = Question::about(Subject::Version(bundle.about()));
        let report = bundle::examine(&bundle).answer(&question);
        assert_eq!(answer["outcome"], json!(report.outcome), "{}", case.name);
        outcomes.push(report.outcome);
    }
    for outcome in [Outcome::Holds, Outcome::Caveat, Outcome::Broken] {
        assert!(outcomes.contains(&outcome), "no case is {outcome:?}");
    }
    let values: Vec<Value> = cases.iter().map(Case::value).collect();
    let count: usize = values.iter().map(|one| one["asked"].as_array().unwrap().len()).sum();
    let Some(engine) = engine() else { return };
    let document = Value::Array(values);
    let given = [engine.display().to_string()];
    let Some(said) = node::run("engine.mjs", &document, "engine-cases.json", &given) else {
        return;
    };
    assert!(said.contains(&format!("{count} answers in Node, 0 of them other ones")));
}

#[test]
fn times_ahead_of_the_readers_clock_are_noted_and_change_no_outcome() {
    let bundle = bundle_of(&coalition().registry(), "2021/words@1");
    let open = |now: Option<i64>| {
        let request = match now {
            Some(now) => json!({"function": "open", "now": now}),
            None => json!({"function": "open"}),
        };
        let told = ask(&mut Engine::default(), &request, bundle.as_bytes());
        let lines = told["lines"].as_array().unwrap();
        let noted = lines.iter().filter(|line| line["code"] == "clock").count();
        (told["outcome"].clone(), noted)
    };
    let (outcome, noted) = open(None);
    assert_eq!(noted, 0);
    // In 1970, in 2100, and at times that no calendar has.
    assert_eq!(open(Some(0)), (outcome.clone(), 1));
    for now in [4_102_444_800, i64::MAX, i64::MIN] {
        assert_eq!(open(Some(now)), (outcome.clone(), 0), "{now}");
    }
}

#[test]
fn a_copy_is_to_the_engine_what_it_is_to_check() {
    let coalition = coalition();
    let mut engine = Engine::default();
    let bundle = bundle_of(&coalition.registry(), "2021/words@1");
    ask(&mut engine, &json!({"function": "open"}), bundle.as_bytes());
    for (name, copy) in copies() {
        // A page's box takes a text; the desk reads the source of a page, too.
        let is_page = name == "a web page";
        let pasted = ask(&mut engine, &json!({"function": "check"}), copy.as_bytes());
        assert!(!is_page || pasted["outcome"] == "unchecked", "{pasted}");
        let read = ask(&mut engine, &json!({"function": "compare"}), copy.as_bytes());
        let answer = if is_page { read } else { pasted };
        let mut check = coalition.countersign("check --json --statement 2021/words -");
        let mut check = check.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        check.stdin.take().unwrap().write_all(copy.as_bytes()).unwrap();
        let said = check.wait_with_output().unwrap().stdout;
        let Ok(said) = serde_json::from_slice::<Value>(&said) else {
            assert_eq!(answer["outcome"], "unchecked", "{name}");
            continue;
        };
        if said.get("outcome").is_none() || said["match"].is_null() {
            assert_eq!(answer["outcome"], "unchecked", "{name}: {said}");
            continue;
        }
        for member in ["match", "folds", "changes", "letters", "parts", "around", "names"] {
            assert_eq!(answer["document"][member], said[member], "{name}: {member}");
        }
    }
}

/// The pieces of a page, as its script collects them: elements that hold text only.
fn pieces(page: &str) -> Vec<(String, String)> {
    let starts = page.split(" data-said=\"").skip(1);
    let piece = |rest: &str| {
        let (kind, rest) = rest.split_once('"').unwrap();
        let text = rest.split_once('>').unwrap().1.split('<').next().unwrap();
        (kind.to_owned(), unescaped(text))
    };
    starts.map(piece).collect()
}

fn unescaped(text: &str) -> String {
    let letters = [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")];
    letters.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// The bundle in a page.
fn carried(page: &str) -> Vec<u8> {
    match countersign_site::bundle_in(page.as_bytes()) {
        countersign_site::InPage::Here(bundle) => bundle,
        _ => panic!("no bundle in the page"),
    }
}

fn show_what_they_carry(pages: &Pages) -> usize {
    let is_version =
        |path: &&String| path.rsplit_once('/').is_some_and(|(_, name)| name.len() == 69);
    let versions = pages.iter().filter(|(path, _)| is_version(path) && path.ends_with(".html"));
    let mut count = 0;
    for (path, page) in versions {
        let language = ["es", "fr"].into_iter().find(|tag| path.starts_with(&format!("{tag}/")));
        let language = language.unwrap_or("en");
        let mut engine = Engine::default();
        let opened = ask(&mut engine, &json!({"function": "open"}), &carried(page));
        assert!(
            ["holds", "caveat"].contains(&opened["outcome"].as_str().unwrap()),
            "{path}: {opened}"
        );
        let mut compare = |shown: &[(String, String)]| {
            ask(
                &mut engine,
                &json!({"function": "page", "language": language, "shown": shown}),
                &[],
            )
        };
        let shown = pieces(page);
        let found = compare(&shown);
        assert_eq!(found["differs"], Value::Null, "{path}");
        assert_eq!(found["outcome"], opened["outcome"], "{path}");
        for at in 0..shown.len() {
            let mut changed = shown.clone();
            changed[at].1.push('.');
            let found = compare(&changed);
            assert_eq!(
                (&found["outcome"], &found["differs"]["at"]),
                (&json!("broken"), &json!(at)),
                "{path}"
            );
            changed.remove(at);
            assert_eq!(compare(&changed)["outcome"], "broken", "{path}: without {at}");
        }
        assert_eq!(compare(&[])["outcome"], "broken", "{path}: without any");
        count += 1;
    }
    count
}

#[test]
fn every_page_shows_what_its_bundle_says_and_no_piece_can_be_changed() {
    assert_eq!(show_what_they_carry(&shipped()), 12);
    let hostile = hostile();
    assert!(show_what_they_carry(&of(&hostile.registry(), "https://statements.example/")) >= 6);
    let coalition = coalition();
    assert_eq!(show_what_they_carry(&of(&coalition.registry(), "https://statements.example/")), 6);
}

/// What `.ci/engine commit` left is what it says it is.
#[test]
fn the_engine_beside_the_sources_has_its_hash() {
    let assets = repository().join("src/site/assets");
    let said = std::fs::read_to_string(assets.join("engine.txt")).unwrap();
    for name in ["engine-desk.wasm", "engine-verify.wasm"] {
        let hash = countersign_core::digest::Hash::of(&std::fs::read(assets.join(name)).unwrap());
        assert!(said.contains(&format!("{hash}  {name}\n")), "{name}");
    }
}

/// The example in the crate's README, run as it stands.
#[test]
fn another_program_uses_the_engine_in_twenty_lines() {
    let readme = std::fs::read_to_string(repository().join("src/engine/README.md")).unwrap();
    let example = readme.split_once("```js\n").unwrap().1.split_once("```").unwrap().0;
    assert!(example.lines().count() <= 20, "{} lines", example.lines().count());
    let Some(engine) = engine() else { return };
    let (script, bundle) = (scratch().join("example.mjs"), scratch().join("example.bundle"));
    std::fs::write(&script, example).unwrap();
    std::fs::write(&bundle, bundle_of(repository(), "2024/water-defenders@2")).unwrap();
    let Ok(output) = Command::new("node").arg(&script).arg(&engine).arg(&bundle).output() else {
        let _ = writeln!(std::io::stderr(), "skipped: no node");
        return;
    };
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        said.starts_with("caveat") || said.starts_with("holds"),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
