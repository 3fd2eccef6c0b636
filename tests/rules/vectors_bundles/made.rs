//! What is made: bundles by file name, and what is right for each.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What a verifier says of one file: a line of the index.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Right {
    pub(crate) file: String,
    /// What the verifier is told besides, as `countersign verify` takes it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) arguments: Vec<String>,
    pub(crate) outcome: String,
    pub(crate) exit: u8,
    /// The code of the first finding; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) first_code: Option<String>,
    pub(crate) comment: String,
}

/// Everything that was made so far.
#[derive(Default)]
pub(crate) struct Made {
    pub(crate) bundles: BTreeMap<String, Vec<u8>>,
    pub(crate) right: Vec<Right>,
}

impl Made {
    /// A bundle by the name of what is right, which begins with its outcome, and the code that is said first, if any.
    pub(crate) fn add(&mut self, name: &str, code: Option<&str>, bundle: &Value, comment: &str) {
        self.add_bytes(name, code, &serde_json::to_vec(bundle).unwrap(), comment);
    }

    /// A bundle that is broken.
    pub(crate) fn broken(&mut self, name: &str, code: &str, bundle: &Value, comment: &str) {
        self.add(&format!("broken-{name}"), Some(code), bundle, comment);
    }

    /// The same for bytes that may be no bundle.
    pub(crate) fn add_bytes(
        &mut self,
        name: &str,
        code: Option<&str>,
        bytes: &[u8],
        comment: &str,
    ) {
        let file = format!("{name}.json");
        let (outcome, _) = name.split_once('-').unwrap();
        self.ask(&file, &[], (outcome, code), comment);
        let before = self.bundles.insert(file, bytes.to_vec());
        assert!(before.is_none(), "two vectors are called {name}");
    }

    /// What is right for a file that is here already, where the verifier is told something besides.
    pub(crate) fn ask(
        &mut self,
        file: &str,
        arguments: &[&str],
        (outcome, code): (&str, Option<&str>),
        comment: &str,
    ) {
        self.right.push(Right {
            file: file.to_owned(),
            arguments: arguments.iter().map(|one| (*one).to_owned()).collect(),
            outcome: outcome.to_owned(),
            exit: exit_code(outcome),
            first_code: code.map(str::to_owned),
            comment: comment.to_owned(),
        });
    }
}

/// The table of FORMAT.md, written down a second time.
fn exit_code(outcome: &str) -> u8 {
    match outcome {
        "holds" => 0,
        "broken" => 3,
        "unknown" => 5,
        "caveat" => 6,
        "unchecked" => 7,
        other => panic!("no outcome of a bundle is {other}"),
    }
}

/// A bundle with one change.
pub(crate) fn changed(bundle: &Value, change: impl FnOnce(&mut Value)) -> Value {
    let mut bundle = bundle.clone();
    change(&mut bundle);
    bundle
}
