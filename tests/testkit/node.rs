//! A script that Node runs, where there is Node.

use std::io::Write as _;
use std::process::Command;

use serde_json::Value;

use crate::repository;
use crate::scratch;

/// What a script below `tests/browser/` says of a document, which stays in cargo's folder for tests, and of what else it is
/// given; nothing without Node.
pub fn run(script: &str, document: &Value, name: &str, more: &[String]) -> Option<String> {
    let path = scratch().join(name);
    std::fs::write(&path, serde_json::to_string(document).unwrap()).unwrap();
    let script = repository().join("tests/browser").join(script);
    let Ok(output) = Command::new("node").arg(script).arg(&path).args(more).output() else {
        let _ = writeln!(std::io::stderr(), "skipped: no node");
        return None;
    };
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let _ = write!(std::io::stderr(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success());
    Some(said)
}
