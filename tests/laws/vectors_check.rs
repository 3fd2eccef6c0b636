//! `tests/vectors/check-folds.json`: what copies are to their texts, for this program and every other one.

use std::collections::BTreeMap;

use countersign_copy::check::{Index, Place, Registered, check, grams, sketch};
use serde::Deserialize;
use serde_json::Value;
use testkit::repository;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Vectors {
    #[serde(rename = "about")]
    _about: String,
    titles: Vec<String>,
    texts: BTreeMap<String, String>,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    text: String,
    copy: String,
    #[serde(rename = "match")]
    matched: String,
    folds: Option<Vec<String>>,
}

#[test]
fn every_copy_is_what_the_vectors_say() {
    let path = repository().join("tests/vectors/check-folds.json");
    let vectors: Vectors = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let mut wrong = Vec::new();
    for case in &vectors.cases {
        let place = Place {
            version: "2021/standing@1".parse().unwrap(),
            language: "en".parse().unwrap(),
            is_current: true,
        };
        let words = &vectors.texts[&case.text];
        let text = Registered::new(vec![place], words, &vectors.titles);
        let index = Index::of(&[(text.hash(), sketch(words))].into());
        let verdict = check(&case.copy, &[text], &index.find(&grams(&case.copy)));
        let text = |value: Value| value.as_str().unwrap().to_owned();
        let matched = text(serde_json::to_value(verdict.matched).unwrap());
        let found = verdict.found.as_ref();
        let kinds = found.map(|found| {
            let kind = |kind| text(serde_json::to_value(kind).unwrap());
            found.kinds.iter().map(kind).collect::<Vec<_>>()
        });
        let is_right = matched == case.matched
            && case.folds.as_ref().is_none_or(|folds| Some(folds) == kinds.as_ref());
        if !is_right {
            wrong.push(format!(
                "{}: want {} {:?}, got {matched} {kinds:?}",
                case.name, case.matched, case.folds
            ));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(vectors.cases.len() >= 50);
}
