//! The paste box of a page (`src/site/assets/paste/`) beside `check`: the same copies, one answer.
//!
//! The copies are those of `testkit/corpus/` that are plain text, read as they stand, and texts with edits at random.
//! The cases are left in cargo's folder for tests, where `tests/browser/paste.mjs` also runs them in browsers.

use countersign_copy::check::tables::Tables;
use countersign_copy::check::{Index, Place, Registered, check, grams, sketch};
use serde_json::{Value, json};
use testkit::corpus::{self, random};
use testkit::node;

/// Copies with edits at random.
const RANDOM_COPIES: u64 = 1_000;

/// What `check` says of a copy, as far as the box says it too.
fn answer(text: &str, title: &str, copy: &str) -> Value {
    let place = Place {
        version: "2021/standing@1".parse().unwrap(),
        language: "en".parse().unwrap(),
        is_current: true,
    };
    let registered = Registered::new(vec![place], text, &[title.to_owned()]);
    let index = Index::of(&[(registered.hash(), sketch(text))].into());
    let verdict = check(copy, &[registered], &index.find(&grams(copy)));
    let found = verdict.found.as_ref();
    let mut folds: Vec<String> = found
        .iter()
        .flat_map(|found| &found.kinds)
        .map(|kind| serde_json::to_value(kind).unwrap().as_str().unwrap().to_owned())
        .collect();
    folds.sort();
    let changes: Vec<Value> = found
        .iter()
        .flat_map(|found| &found.changes)
        .map(|change| json!([change.before, change.after]))
        .collect();
    json!({"match": verdict.matched, "folds": folds, "changes": changes})
}

fn case(name: &str, text: &str, copy: &str) -> Value {
    let title = text.lines().next().unwrap();
    let want = answer(text, title, copy);
    json!({"name": name, "text": text, "titles": [title], "copy": copy, "want": want})
}

fn cases() -> Vec<Value> {
    let mut cases = Vec::new();
    let bases = corpus::bases();
    for base in &bases {
        for (edit, _, make) in corpus::edits() {
            let copied = make(base).filter(|one| one.ending == "txt");
            if let Some(copy) = copied.and_then(|one| String::from_utf8(one.bytes).ok()) {
                cases.push(case(&format!("{}/{edit}", base.name), &base.text, &copy));
            }
        }
    }
    for seed in 0..RANDOM_COPIES {
        let base = &bases[usize::try_from(seed).unwrap() % bases.len()];
        let copy = random::edited(&base.text, seed);
        cases.push(case(&format!("{} at random, {seed}", base.name), &base.text, &copy));
    }
    cases
}

#[test]
fn the_paste_box_answers_as_check_does() {
    let cases = cases();
    for answer in ["exact", "layout", "typography", "excerpt", "contains", "altered", "unknown"] {
        let count = cases.iter().filter(|one| one["want"]["match"] == answer).count();
        assert!(count >= 3, "{answer}: {count} cases");
    }
    let document = json!({"tables": Tables::new(), "cases": cases});
    let Some(said) = node::run("paste.mjs", &document, "paste-cases.json") else { return };
    assert!(said.contains(" copies in Node, 0 with another answer"));
}
