//! The registry of releases as it would look: each `SHA256SUMS` is a statement, endorsed by those who built the same bytes.
//!
//! The builders, the maintainer and the hashes are invented.

use std::fmt::Write as _;

use super::{Files, Scene};
use countersign_core::digest::Hash;

/// The builders: domain, name, key file.
const BUILDERS: [(&str, &str, &str); 2] = [
    ("first.builders.example", "First builder (invented)", "first-builder"),
    ("second.builders.example", "Second builder (invented)", "second-builder"),
];
/// What `.ci/dist` makes of each version.
const PACKAGES: [&str; 6] = [
    "linux-aarch64.cdx.json",
    "linux-aarch64.tar.xz",
    "linux-x86_64.cdx.json",
    "linux-x86_64.tar.xz",
    "windows-x86_64.cdx.json",
    "windows-x86_64.zip",
];

/// Everything below `registry/` and `keys/` of the registry of releases.
pub fn releases() -> Files {
    let mut scene = Scene::new();
    scene.clock("2026-01-12T09:00:00Z");
    scene.run(&[
        "init",
        "registry",
        "--name",
        "Releases of countersign (invented)",
        "--origin",
        "releases.countersign.example/2026",
        "--maintainer",
        "maria=test-keys/maria.pub",
    ]);
    for (domain, name, key) in BUILDERS {
        scene.add_key(key);
        let file = format!("build=../test-keys/{key}.pub");
        scene.act(&["org", "add", domain, "--name", name, "--key", &file]);
    }
    scene.clock("2026-02-02T09:00:00Z");
    release(&mut scene, "0.1.0", &BUILDERS);
    scene.clock("2026-03-02T09:00:00Z");
    release(&mut scene, "0.1.1", &BUILDERS[..1]);
    scene.made().registry
}

fn release(scene: &mut Scene, version: &str, builders: &[(&str, &str, &str)]) {
    std::fs::write(scene.folder.path().join("SHA256SUMS"), sums(version)).unwrap();
    let id = format!("2026/countersign-{}", version.replace('.', "-"));
    let title = format!("countersign {version}");
    scene.act(&["propose", &id, "--title", &title, "--text", "en=../SHA256SUMS"]);
    let first = format!("{id}@1");
    for (domain, _, key) in builders {
        let key = format!("../test-keys/{key}");
        scene.act(&["sign", &first, "--as", domain, "--key", &key, "--confirm", domain]);
    }
    scene.act(&["publish", &first]);
}

/// A `SHA256SUMS` as `sha256sum` writes it, of files that nobody built.
fn sums(version: &str) -> String {
    let mut sums = String::new();
    for package in PACKAGES {
        let name = format!("countersign-{version}-{package}");
        let _ = writeln!(sums, "{}  {name}", Hash::of(format!("invented {name}").as_bytes()));
    }
    sums
}
