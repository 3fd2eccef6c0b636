//! Bundles in which files were changed, taken away or added.

use countersign_core::layout;
use countersign_core::record::Record;
use serde_json::{Value, json};

use super::honest::bundle_of;
use super::made::{Made, changed};
use super::registries;
use testkit::forge::{Forge, act_path, key};
use testkit::liar::withheld;

pub(crate) const TEXT: &str = "registry/2021/solidarity/v1/text.en.txt";
pub(crate) const NAMES: &str = "registry/2021/solidarity/v1/signatories.json";

pub(crate) fn make(made: &mut Made) {
    let good = bundle_of(&Forge::coalition());
    records(made, &good);
    texts(made, &good);
    added_records(made, &good);
    added_elsewhere(made, &good);
}

/// One of its files in other words.
fn with_file(bundle: &Value, path: &str, change: impl FnOnce(&str) -> String) -> Value {
    changed(bundle, |bundle| {
        let text = change(bundle["files"][path].as_str().unwrap());
        assert_ne!(bundle["files"][path], json!(text), "{path}");
        bundle["files"][path] = json!(text);
    })
}

fn without_file(bundle: &Value, path: &str) -> Value {
    changed(bundle, |bundle| {
        bundle["files"].as_object_mut().unwrap().remove(path).unwrap();
    })
}

/// Base64 with another letter near its end, before what pads it.
fn other_letter(text: &str) -> String {
    let at = text.rfind("\n-----END").unwrap() - 8;
    let other = if &text[at..=at] == "A" { "B" } else { "A" };
    format!("{}{other}{}", &text[..at], &text[at + 1..])
}

fn records(made: &mut Made, good: &Value) {
    let act = act_path("foro", 1);
    let signature = format!("{act}.press.sig");
    let spaced = with_file(good, &act, |text| text.replace(',', ", "));
    made.broken("record-spelling", "record-altered", &spaced, "white space in a record");
    let twice = with_file(good, &act, |text| text.replacen('{', "{\"act\":\"decline\",", 1));
    made.broken(
        "record-member-twice",
        "record-altered",
        &twice,
        "a member stands twice in a record",
    );
    let other = with_file(good, &act, |text| text.replace("12:00:00Z", "12:00:01Z"));
    made.broken(
        "record-changed",
        "record-missing",
        &other,
        "a record with another time: lawful, and not the one that was signed and logged",
    );
    made.broken(
        "record-missing",
        "record-missing",
        &without_file(&without_file(good, &act), &signature),
        "an entry without its record",
    );
    made.broken(
        "signature-changed",
        "signature-bad",
        &with_file(good, &signature, other_letter),
        "one letter of a signature",
    );
    made.broken(
        "signature-spelling",
        "signature-bad",
        &with_file(good, &signature, |text| text.replace('\n', "\r\n")),
        "a signature with other line ends",
    );
    made.broken(
        "signature-missing",
        "signatures-changed",
        &without_file(good, &signature),
        "a record without the signature that its entry names",
    );
    let moved = changed(good, |bundle| {
        let files = bundle["files"].as_object_mut().unwrap();
        for path in [&act, &signature] {
            let file = files.remove(path).unwrap();
            files.insert(path.replace("/v1/", "/v2/"), file);
        }
    });
    made.broken(
        "record-moved",
        "misplaced",
        &moved,
        "an endorsement of version 1 at the place of one of version 2",
    );
}

fn texts(made: &mut Made, good: &Value) {
    made.broken(
        "text-changed",
        "words-altered",
        &with_file(good, TEXT, |text| text.replace("release", "relief")),
        "another word in the text",
    );
    made.broken(
        "text-line-ends",
        "words-altered",
        &with_file(good, TEXT, |text| text.replace('\n', "\r\n")),
        "the text with other line ends",
    );
    made.broken("text-missing", "words-missing", &without_file(good, TEXT), "no text");
    let signers = with_file(good, layout::ALLOWED_SIGNERS, |text| {
        text.replace("foro.example", "uno.example")
    });
    made.broken(
        "allowed-signers",
        "allowed-signers",
        &signers,
        "the derived file names another principal",
    );
}

fn added_records(made: &mut Made, good: &Value) {
    let act = act_path("foro", 1);
    let mut broken = |name: &str, code: &str, change: &dyn Fn(&mut Value), comment: &str| {
        made.add(&format!("broken-{name}"), Some(code), &changed(good, change), comment);
    };
    let record: Record = Forge::coalition().item(&act).record;
    let late = key("uno").sign(record.kind().type_name(), &record.hash()).to_armor();
    let path = format!("{act}.uno.sig");
    broken(
        "signature-late",
        "signature-late",
        &|one| one["files"][&path] = json!(late),
        "a signature that its entry does not name",
    );
    let path = format!("{}.press.sig", act_path("dos", 1));
    broken(
        "signature-alone",
        "signature-without-record",
        &|one| one["files"][&path] = json!(late),
        "a signature without its record",
    );
    let unlogged = registries::late_endorsement();
    let act = act_path("dos", 1);
    let files: Vec<(String, Value)> = unlogged
        .item(&act)
        .files()
        .into_iter()
        .map(|(path, bytes)| (path, json!(String::from_utf8(bytes).unwrap())))
        .collect();
    broken(
        "record-unlogged",
        "bundle-extra",
        &|one| {
            one["files"].as_object_mut().unwrap().extend(files.iter().cloned());
        },
        "a good endorsement that the log does not have",
    );
    let mut withheld = bundle_of(&withheld());
    let shown = good["files"].as_object().unwrap().iter();
    let shown = shown.filter(|(path, _)| path.contains("/endorsements/foro.example/"));
    let shown: Vec<_> = shown.map(|(path, file)| (path.clone(), file.clone())).collect();
    withheld["files"].as_object_mut().unwrap().extend(shown);
    made.add(
        "broken-withheld-shown",
        Some("withheld-shown"),
        &withheld,
        "an act that is withheld, and its files",
    );
}

fn added_elsewhere(made: &mut Made, good: &Value) {
    let mut broken = |name: &str, code: &str, change: &dyn Fn(&mut Value), comment: &str| {
        made.add(&format!("broken-{name}"), Some(code), &changed(good, change), comment);
    };
    let path = TEXT.replace("/v1/", "/v2/");
    broken(
        "text-unbound",
        "words-unbound",
        &|one| one["files"][&path] = json!("We stand.\n"),
        "a text of a version that is not published",
    );
    broken(
        "chain-extra",
        "bundle-extra",
        &|one| {
            let chains = one["chains"].as_array_mut().unwrap();
            let place = chains.iter().position(|one| one["chain"] == "root").unwrap();
            chains.insert(place, json!({"chain":"keys/zz.example","siblings":[]}));
        },
        "the proof of a chain that has nothing to do with the version",
    );
    broken(
        "recipe",
        "bundle-recipe",
        &|one| {
            one["recipe"].as_array_mut().unwrap().push(json!("echo all is well"));
        },
        "one more line in the recipe",
    );
}
