//! `docs/DEPENDENCIES.md` against `Cargo.toml`: every crate from elsewhere has a line that says who keeps it.

use std::collections::BTreeSet;
use std::fs;

use testkit::repository;

/// The crates of `[workspace.dependencies]` that are built in: those before what only tests need, and none of our own.
fn built_in() -> BTreeSet<String> {
    let text = fs::read_to_string(repository().join("Cargo.toml")).unwrap();
    let (_, after) = text.split_once("[workspace.dependencies]\n").unwrap();
    let (built_in, _) = after.split_once("# what tests, benchmarks and examples share").unwrap();
    let names = built_in.lines().filter(|line| !line.starts_with('#'));
    let names = names.filter_map(|line| line.split_once(" = ")).map(|(name, _)| name.to_owned());
    names.filter(|name| !name.starts_with("countersign-")).collect()
}

#[test]
fn every_crate_from_elsewhere_has_somebody_who_keeps_it() {
    let text = fs::read_to_string(repository().join("docs/DEPENDENCIES.md")).unwrap();
    let rows = text.lines().filter(|line| line.starts_with("| `"));
    let cells: Vec<Vec<&str>> =
        rows.map(|row| row.trim_matches('|').split('|').map(str::trim).collect()).collect();
    let named = cells
        .iter()
        .flat_map(|cells| cells[0].split(", "))
        .map(|name| name.trim_matches('`').to_owned());
    assert_eq!(named.collect::<BTreeSet<_>>(), built_in());
    for cells in cells {
        assert!(cells.len() == 3 && cells.iter().all(|cell| !cell.is_empty()), "{cells:?}");
    }
}

#[test]
fn the_compiler_that_is_asked_for_is_the_one_that_is_used() {
    let read = |name: &str| fs::read_to_string(repository().join(name)).unwrap();
    let value = |text: &str, key: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(key)).unwrap();
        line.trim_matches([' ', '=', '"']).to_owned()
    };
    let used = value(&read("rust-toolchain.toml"), "channel");
    let asked = value(&read("Cargo.toml"), "rust-version");
    assert!(used.starts_with(&format!("{asked}.")), "{used} is used, {asked} is asked for");
}
