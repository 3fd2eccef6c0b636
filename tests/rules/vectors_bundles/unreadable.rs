//! Files that are no bundle of this format: nothing in them is judged.

use serde_json::{Value, json};

use super::honest::bundle_of;
use super::made::Made;
use testkit::forge::Forge;

pub(crate) fn make(made: &mut Made) {
    let good = bundle_of(&Forge::coalition());
    values(made, &good);
    contents(made, &good);
    spellings(made, &serde_json::to_string(&good).unwrap());
}

/// Canonical JSON that is no bundle.
fn values(made: &mut Made, good: &Value) {
    let mut unchecked = |name: &str, change: &dyn Fn(&mut Value), comment: &str| {
        let mut bundle = good.clone();
        change(&mut bundle);
        made.add(&format!("unchecked-{name}"), None, &bundle, comment);
    };
    unchecked(
        "newer-bundle",
        &|one| one["type"] = json!("countersign/bundle/v2"),
        "a bundle of a later format",
    );
    unchecked(
        "newer-entry",
        &|one| {
            one["entries"][0]["entry"] = json!("{\"kind\":\"amnesty\",\"record\":\"00\"}");
        },
        "an entry of a kind that this format does not have",
    );
    unchecked("unknown-member", &|one| one["more"] = json!(1), "a member that no bundle has");
    unchecked(
        "missing-member",
        &|one| {
            one.as_object_mut().unwrap().remove("proof");
        },
        "a member is missing",
    );
    unchecked("null-member", &|one| one["recipe"] = Value::Null, "a member is null");
    unchecked("version-zero", &|one| one["version"] = json!(0), "no version has the number 0");
    unchecked(
        "version-text",
        &|one| one["version"] = json!("1"),
        "the number of the version is a string",
    );
    unchecked("version-large", &|one| one["version"] = json!(1_u64 << 53), "a number above 2^53-1");
}

/// Members that are canonical JSON and hold what no bundle has.
fn contents(made: &mut Made, good: &Value) {
    let mut unchecked = |name: &str, change: &dyn Fn(&mut Value), comment: &str| {
        let mut bundle = good.clone();
        change(&mut bundle);
        made.add(&format!("unchecked-{name}"), None, &bundle, comment);
    };
    unchecked(
        "entries-order",
        &|one| one["entries"].as_array_mut().unwrap().swap(0, 1),
        "the entries are not in ascending order",
    );
    unchecked(
        "entries-twice",
        &|one| {
            let first = one["entries"][0].clone();
            one["entries"].as_array_mut().unwrap().insert(0, first);
        },
        "an entry stands twice",
    );
    unchecked(
        "chains-order",
        &|one| one["chains"].as_array_mut().unwrap().swap(0, 1),
        "the chains are not in ascending order",
    );
    unchecked(
        "hash-case",
        &|one| {
            one["proof"][0] = json!(one["proof"][0].as_str().unwrap().to_uppercase());
        },
        "a hash in upper case",
    );
    unchecked(
        "file-outside",
        &|one| one["files"]["../outside.txt"] = json!("x"),
        "a path that leads out of the registry",
    );
    unchecked(
        "file-note",
        &|one| one["files"]["keys/notes.txt"] = json!("x"),
        "a file that is no record, signature or text",
    );
    unchecked(
        "checkpoint-unsigned",
        &|one| {
            let note = one["checkpoint"].as_str().unwrap();
            one["checkpoint"] = json!(note.split_once("\n\n").unwrap().0);
        },
        "the checkpoint is no signed note",
    );
}

/// Bytes that are not canonical JSON.
fn spellings(made: &mut Made, good: &str) {
    let mut unchecked = |name: &str, bytes: String, comment: &str| {
        assert_ne!(bytes, good, "{name}");
        made.add_bytes(&format!("unchecked-{name}"), None, bytes.as_bytes(), comment);
    };
    // What mail programs and editors put around a file changes nothing in it.
    let mailed = [
        ("newline", format!("{good}\n"), "a newline at the end"),
        ("byte-order-mark", format!("\u{feff}{good}"), "a byte-order mark before it"),
    ];
    unchecked("space", good.replacen(':', ": ", 1), "white space between tokens");
    unchecked(
        "escape",
        good.replacen("\"type\"", "\"t\\u0079pe\"", 1),
        "an escape that need not be",
    );
    unchecked("member-twice", good.replacen('{', "{\"chains\":[],", 1), "a member stands twice");
    let (rest, version) = good.rsplit_once(",\"version\":").unwrap();
    let version = version.trim_end_matches('}');
    let moved = rest.replacen('{', &format!("{{\"version\":{version},"), 1) + "}";
    unchecked("member-order", moved, "the members are in another order");
    unchecked("fraction", format!("{rest},\"version\":1.0}}"), "a number with a fraction");
    unchecked("cut", good[..good.len() / 2].to_owned(), "the second half is missing");
    unchecked("deep", format!("{{\"chains\":{}", "[".repeat(1_000)), "lists in lists");
    unchecked("empty", String::new(), "no byte at all");
    for (name, bytes, comment) in mailed {
        made.add_bytes(&format!("holds-{name}"), None, bytes.as_bytes(), comment);
    }
}
