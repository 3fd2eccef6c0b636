//! What `check` says to copies that others chose: `check.json` beside the repository says what is right.
//!
//! It is read in place, from `COUNTERSIGN_CASES` or `../shared/cases`, and no part of the repository.
//! The test prints what is right by kind: `cargo test --test commands cases_check -- --nocapture`.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use countersign_core::digest::Hash;
use countersign_core::layout;
use countersign_core::name::{Language, VersionId};
use countersign_core::record::Body;
use countersign_core::record::statement::TextReference;
use serde_json::Value;
use testkit::committed::committed;
use testkit::forge::{Forge, Item, act};
use testkit::{cli, repository};

/// So many of the cases are right; it only grows.
const RIGHT_MIN: usize = 98;

fn cases() -> Option<Value> {
    let folder = std::env::var_os("COUNTERSIGN_CASES").map(PathBuf::from);
    let file =
        folder.clone().unwrap_or_else(|| repository().join("../shared/cases")).join("check.json");
    let Ok(bytes) = fs::read(&file) else {
        assert!(folder.is_none(), "COUNTERSIGN_CASES is set, but {} is missing", file.display());
        // Not by `eprintln!`, which the test harness swallows when a test passes.
        let _ = writeln!(std::io::stderr(), "*** SKIPPED: no cases at {} ***", file.display());
        return None;
    };
    Some(serde_json::from_slice(&bytes).unwrap())
}

/// A registry with the texts, each endorsed by every organisation.
fn registry(texts: &serde_json::Map<String, Value>) -> Forge {
    let mut forge = Forge::founded(19);
    let enrolments: Vec<Item> = ["dos", "foro", "uno"].map(|stem| forge.enrolment(stem)).into();
    forge.append(&enrolments);
    let mut versions: Vec<(VersionId, &Value)> =
        texts.iter().map(|(id, text)| (id.parse().unwrap(), text)).collect();
    versions.sort_by_key(|(id, _)| id.version);
    let mut records = BTreeMap::new();
    for (id, text) in versions {
        let words = text["text"].as_str().unwrap();
        let language: Language = text["language"].as_str().unwrap().parse().unwrap();
        let previous = records.get(&id.statement).copied();
        let mut body = forge.statement_body(&id, previous, words);
        let file = format!("text.{language}.txt");
        let reference = TextReference {
            bytes: words.len() as u64,
            file: file.parse().unwrap(),
            sha256: Hash::of(words.as_bytes()),
        };
        body.texts = BTreeMap::from([(language.clone(), reference)]);
        let title = format!("Title {}", id.statement).parse().unwrap();
        body.title = BTreeMap::from([(language.clone(), title)]);
        body.original_language = language.clone();
        let path = format!("{}/{file}", layout::version_folder(&id));
        forge.files.insert(path, words.into());
        let statement = Item::signed(Body::Statement(body.into()), &[]);
        records.insert(id.statement.clone(), statement.hash());
        let acts = ["dos", "foro", "uno"].map(|stem| {
            let body = forge.endorsement_body(stem, &statement);
            act(body, stem)
        });
        let publication = forge.publication(&statement);
        forge.append(&[vec![statement], acts.into(), vec![publication]].concat());
    }
    forge
}

/// Whether a value is among those of a list that is right; null: any.
fn is_among(list: &Value, value: &Value) -> bool {
    list.as_array().is_none_or(|list| list.contains(value))
}

#[test]
fn copies_that_others_chose_get_the_right_answer() {
    let Some(cases) = cases() else { return };
    let registry = committed(&registry(cases["texts"].as_object().unwrap()));
    let copies = tempfile::tempdir().unwrap();
    let mut kinds: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut wrong = Vec::new();
    let all = cases["cases"].as_array().unwrap();
    for (number, case) in all.iter().enumerate() {
        let folder = copies.path().join(number.to_string());
        fs::create_dir(&folder).unwrap();
        let file = folder.join(case["file"].as_str().unwrap());
        fs::write(&file, case["copy"].as_str().unwrap()).unwrap();
        let ran = cli::run_in(registry.path(), &["check", "--json", file.to_str().unwrap()]);
        let answer: Value = serde_json::from_str(&ran.output).unwrap_or_default();
        let found = answer["statement"].as_str().map(|id| format!("{id}@{}", answer["version"]));
        let is_right = is_among(&case["exit"], &Value::from(ran.code))
            && is_among(&case["match"], &answer["match"])
            && case["of"].as_str().is_none_or(|of| found.as_deref() == Some(of));
        let row = kinds.entry(case["kind"].as_str().unwrap()).or_default();
        *row = (row.0 + usize::from(is_right), row.1 + 1);
        if !is_right {
            let (kind, matched) = (&case["kind"], &answer["match"]);
            wrong.push(format!("{number} {kind}: exit {}, {matched}, {found:?}", ran.code));
        }
    }
    for (kind, (right, of)) in &kinds {
        println!("{right:3} of {of:3}  {kind}");
    }
    println!("{} of {} are right", all.len() - wrong.len(), all.len());
    assert!(all.len() - wrong.len() >= RIGHT_MIN.min(all.len()), "{wrong:#?}");
}
