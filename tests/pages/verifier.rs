//! The browser's verifier (`src/site/assets/verifier/`) beside this one: the same bundles, whole and damaged, one outcome.
//!
//! The cases are left in cargo's folder for tests, where `tests/browser/verifier.mjs` also runs them in a browser.

use std::path::Path;

use countersign_core::bundle::{self, Bundle, Maker};
use countersign_core::verify::report::Outcome;
use countersign_core::verify::{Question, Subject, examine};
use countersign_git::directory::Directory;
use serde_json::{Value, json};
use testkit::coalition::Coalition;
use testkit::node;
use testkit::repository;

/// A bundle and what this verifier makes of it.
struct Case {
    name: String,
    bundle: String,
}

impl Case {
    fn value(&self) -> Value {
        let Ok(bundle) = Bundle::read(self.bundle.as_bytes()) else {
            return json!({"name": self.name, "bundle": self.bundle, "want": {"outcome": "unread"}});
        };
        let report =
            bundle::examine(&bundle).answer(&Question::about(Subject::Version(bundle.about())));
        let mut want = json!({"outcome": report.outcome});
        if matches!(report.outcome, Outcome::Holds | Outcome::Caveat) {
            let line = &report.statements[0].versions[0];
            let organisations: Vec<Value> = line
                .organisations
                .iter()
                .map(|one| json!([one.organisation, one.name, one.standing]))
                .collect();
            want = json!({
                "outcome": report.outcome, "standing": line.standing, "record": line.record,
                "title": line.title, "endorsed": line.endorsed, "named": line.named,
                "endorsed_of_named": line.endorsed_of_named, "withheld": line.withheld,
                "organisations": organisations,
            });
        }
        json!({"name": self.name, "bundle": self.bundle, "want": want})
    }
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
        let bundle = serde_json_canonicalizer::to_string(&value).unwrap();
        cases.push(Case { name, bundle });
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
        add(format!("{path} with another letter"), &|value| {
            let text = value["files"][path].as_str().unwrap().to_owned();
            let at = (text.len() / 2..).find(|at| text.is_char_boundary(*at)).unwrap();
            let other = if text[at..].starts_with('a') { 'b' } else { 'a' };
            let width = text[at..].chars().next().unwrap().len_utf8();
            let text = format!("{}{other}{}", &text[..at], &text[at + width..]);
            value["files"][path] = text.into();
        });
    }
    add("another version".to_owned(), &|value| value["version"] = json!(99));
    add("another statement".to_owned(), &|value| value["statement"] = json!("2021/other"));
    add("a member too many".to_owned(), &|value| value["more"] = json!(1));
    add("an entry twice".to_owned(), &|value| {
        let first = value["entries"][0].clone();
        value["entries"].as_array_mut().unwrap().insert(0, first);
    });
    add("a larger log".to_owned(), &|value| {
        let note = value["checkpoint"].as_str().unwrap().replacen('\n', "\n1", 1);
        value["checkpoint"] = note.into();
    });
    add("a file too many".to_owned(), &|value| value["files"]["keys/more.txt"] = json!("x"));
    cases.push(Case { name: "white space".to_owned(), bundle: format!("{bundle} ") });
    let twice = bundle.replacen("{\"chains\":", "{\"chains\":[],\"chains\":", 1);
    cases.push(Case { name: "a member twice".to_owned(), bundle: twice });
    cases.push(Case { name: "cut off".to_owned(), bundle: bundle[..bundle.len() / 2].to_owned() });
    cases
}

fn cases() -> Vec<Case> {
    let shipped = repository();
    let mut cases: Vec<Case> =
        ["2021/venezuela-solidarity@1", "2024/water-defenders@1", "2024/water-defenders@2"]
            .map(|id| Case { name: id.to_owned(), bundle: bundle_of(shipped, id) })
            .into();
    let coalition = Coalition::with(&["uno", "dos"]);
    for name in ["uno", "dos"] {
        let domain = format!("{name}.example");
        coalition.done(&format!(
            "--no-input sign 2021/solidarity --as {domain} --key ../{name} --confirm {domain}"
        ));
    }
    coalition.done("--no-input publish 2021/solidarity --maintainer-key ../maria");
    let good = bundle_of(&coalition.registry(), "2021/solidarity@1");
    cases.extend(damaged(&good));
    cases.push(Case { name: "one that holds".to_owned(), bundle: good });
    // The large one takes a while; every third place is damaged.
    cases.extend(damaged(&cases[1].bundle.clone()).into_iter().step_by(3));
    cases
}

#[test]
fn the_browsers_verifier_judges_every_bundle_as_this_one_does() {
    let values: Vec<Value> = cases().iter().map(Case::value).collect();
    let outcomes: Vec<&str> =
        values.iter().map(|one| one["want"]["outcome"].as_str().unwrap()).collect();
    for outcome in ["holds", "caveat", "broken", "unread"] {
        assert!(outcomes.contains(&outcome), "no case is {outcome}");
    }
    let count = values.len();
    let document = Value::Array(values);
    let Some(said) = node::run("verifier.mjs", &document, "verifier-cases.json") else { return };
    assert!(said.contains(&format!("{count} bundles in Node, 0 judged otherwise")));
}
