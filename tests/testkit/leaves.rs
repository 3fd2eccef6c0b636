//! Every leaf of a JSON document, and what it can be changed into.

use serde_json::{Value, json};

/// The JSON pointers of all leaves below a value.
pub fn collect(value: &Value, pointer: String, leaves: &mut Vec<String>) {
    let escaped = |name: &str| name.replace('~', "~0").replace('/', "~1");
    match value {
        Value::Array(list) => list
            .iter()
            .enumerate()
            .for_each(|(at, one)| collect(one, format!("{pointer}/{at}"), leaves)),
        Value::Object(members) => members
            .iter()
            .for_each(|(name, one)| collect(one, format!("{pointer}/{}", escaped(name)), leaves)),
        _ => leaves.push(pointer),
    }
}

/// A leaf changed in several ways.
pub fn changes(leaf: &Value) -> Vec<Value> {
    if let Some(number) = leaf.as_u64() {
        return vec![
            json!(number + 1),
            json!(number.saturating_sub(1).min(number + 2)),
            json!("1"),
        ]
        .into_iter()
        .filter(|one| one != leaf)
        .collect();
    }
    let text = leaf.as_str().unwrap();
    let other = |at: usize| {
        let mut changed: Vec<char> = text.chars().collect();
        changed[at] = if changed[at] == 'a' { 'b' } else { 'a' };
        json!(changed.into_iter().collect::<String>())
    };
    let count = text.chars().count();
    let mut all = vec![json!(""), json!(format!("{text} ")), json!(format!("{text}\n")), json!(1)];
    all.extend([0, count / 2, count - 1].map(other));
    all
}
