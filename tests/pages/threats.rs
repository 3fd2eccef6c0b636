//! `docs/THREATS.md` against the tests: each attack that a test makes is described there, and each test named there exists.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use testkit::{repository, source};

fn package(path: &str) -> PathBuf {
    repository().join(path)
}

/// Every test function by the path of its file, which has no ending: `tests/attacks_log`, `src/text/tests`.
fn tests() -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for folder in ["tests", "src"] {
        for (path, text) in source::sources(&package(folder)) {
            let file = format!("{folder}/{}", path.trim_end_matches(".rs"));
            // Attributes may stand between the mark and the function.
            let marked = text.split("#[test]").skip(1);
            let named = marked.filter_map(|rest| {
                let (name, _) = rest.split_once("fn ")?.1.split_once('(')?;
                Some(name.to_owned())
            });
            found.entry(file).or_default().extend(named);
        }
    }
    found
}

/// The attack that a test makes, by the prefix of its name: `A13` of `a13_nothing_in_a_hostile_clone_runs`.
fn code(name: &str) -> Option<String> {
    let (prefix, _) = name.split_once('_')?;
    let (letter, digits) = prefix.split_at_checked(1)?;
    let is_code = matches!(letter, "a" | "b" | "c" | "d" | "e")
        && !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_code.then(|| prefix.to_uppercase())
}

/// The sections of the document by what stands before the colon in their headings, with the tests that each names.
fn sections() -> Vec<(String, Vec<String>)> {
    let document = fs::read_to_string(package("docs/THREATS.md")).unwrap();
    let mut sections = Vec::new();
    for section in document.split("\n### ").skip(1) {
        let (heading, text) = section.split_once('\n').unwrap();
        let text = text.split("\n## ").next().unwrap();
        let named = text.split('`').skip(1).step_by(2).filter(|code| code.contains("::"));
        let heading = heading.split_once(':').map_or(heading, |(code, _)| code);
        sections.push((heading.to_owned(), named.map(str::to_owned).collect()));
    }
    sections
}

/// Whether a test is where the document says: `attacks_log::a2_…` is in a file `attacks_log`, wherever that lies.
fn exists(tests: &BTreeMap<String, BTreeSet<String>>, named: &str) -> bool {
    let (module, function) = named.rsplit_once("::").unwrap();
    let file = format!("/{}", module.replace("::", "/"));
    tests.iter().any(|(path, names)| path.ends_with(&file) && names.contains(function))
}

#[test]
fn each_attack_that_a_test_makes_is_described_with_that_test() {
    let mut want: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for name in tests().into_values().flatten() {
        if let Some(code) = code(&name) {
            want.entry(code).or_default().insert(name);
        }
    }
    assert!(want.len() > 40, "{:?}", want.keys());
    let mut got: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (heading, named) in sections() {
        if code(&format!("{}_", heading.to_lowercase())).is_none() {
            continue;
        }
        let functions = named.iter().map(|one| one.rsplit_once("::").unwrap().1.to_owned());
        let own = functions.filter(|name| code(name).as_ref() == Some(&heading)).collect();
        assert!(got.insert(heading.clone(), own).is_none(), "{heading} is described twice");
    }
    let nothing = BTreeSet::new();
    let missing: Vec<_> = want
        .iter()
        .flat_map(|(code, names)| names.difference(got.get(code).unwrap_or(&nothing)))
        .collect();
    assert!(missing.is_empty(), "docs/THREATS.md does not name, under their codes: {missing:?}");
    let tested: Vec<_> = got.keys().filter(|code| !want.contains_key(*code)).collect();
    assert!(tested.is_empty(), "docs/THREATS.md describes what no test makes: {tested:?}");
}

#[test]
fn each_test_that_is_named_exists() {
    let tests = tests();
    let named: Vec<String> = sections().into_iter().flat_map(|(_, named)| named).collect();
    assert!(named.len() > 100, "{}", named.len());
    let missing: Vec<_> = named.iter().filter(|one| !exists(&tests, one)).collect();
    assert!(missing.is_empty(), "docs/THREATS.md names tests that do not exist: {missing:?}");
}
