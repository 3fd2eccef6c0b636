//! The source against `docs/ARCHITECTURE.md`: which module may know which, where IO is, where outside crates live.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use testkit::repository;
use testkit::source;

/// A file has at most so many lines: what one sitting can read.
const FILE_LINES_MAX: usize = 500;
/// `main` only connects the world with the command line.
const MAIN_LINES_MAX: usize = 24;
/// Words under which things gather that belong nowhere.
const VAGUE: [&str; 8] =
    ["util", "utils", "common", "helper", "helpers", "manager", "misc", "shared"];
/// The parts of the standard library that reach outside the process.
const OUTSIDE: [&str; 5] = ["fs", "process", "env", "net", "os"];
/// Where they may be used; `main` hands over its arguments and its exit code.
const RIM: [&str; 4] = ["git", "workflow", "cli", "main"];

/// The rows of the table in ARCHITECTURE.md that begins with this header, without code marks.
fn table(header: &str) -> Vec<(String, Vec<String>)> {
    let document = fs::read_to_string(repository().join("docs/ARCHITECTURE.md")).unwrap();
    let rows = document.lines().skip_while(|line| *line != header).skip(2);
    let row = |line: &str| {
        let line = line.replace('`', "");
        let mut cells = line.trim_matches('|').split('|').map(str::trim);
        let first = cells.next().unwrap().to_owned();
        let second = cells.next().unwrap().split(", ").filter(|word| *word != "—");
        (first, second.map(str::to_owned).collect())
    };
    let rows: Vec<_> = rows.take_while(|line| line.starts_with('|')).map(row).collect();
    assert!(!rows.is_empty(), "no table begins with {header}");
    rows
}

/// The code of every file, without comments and without tests, by path below `src`.
fn code() -> BTreeMap<String, String> {
    let all = source::sources(&repository().join("src"));
    all.into_iter()
        .filter(|(path, _)| !is_test(path) && !path.ends_with("/build.rs"))
        .map(|(path, text)| (path, without_tests(&text)))
        .collect()
}

fn is_test(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.contains("/tests/")
}

fn without_tests(text: &str) -> String {
    let mut code = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if line.trim() != "#[cfg(test)]" {
            let comment = line.trim_start().starts_with("//");
            code.push_str(if comment { "" } else { line });
            code.push('\n');
            continue;
        }
        let indent = &line[..line.len() - line.trim_start().len()];
        let end = format!("{indent}}}");
        // What is only there for tests is one item: a line that ends itself, or a block.
        if lines.next().is_some_and(|first| !first.ends_with(';')) {
            lines.by_ref().take_while(|line| *line != end).for_each(drop);
        }
    }
    code
}

/// The crate that a file belongs to: the folder below `src`.
fn crate_of(path: &str) -> &str {
    path.split(['/', '.']).next().unwrap()
}

/// The top-level module of its crate that a file belongs to; `lib` and `main` are none.
fn module(path: &str) -> Option<&str> {
    let name = path.split(['/', '.']).nth(1).unwrap();
    (path.contains('/') && name != "lib").then_some(name)
}

/// The words that follow `prefix` in the code, as whole path segments.
fn after<'a>(code: &'a str, prefix: &str) -> BTreeSet<&'a str> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(prefix)
        .filter(|(at, _)| !code[..*at].ends_with(is_name))
        .map(|(at, _)| {
            let rest = &code[at + prefix.len()..];
            &rest[..rest.find(|c| !is_name(c)).unwrap_or(rest.len())]
        })
        .collect()
}

/// The crates of this project that a crate's manifest lets it know.
fn known_by_manifest(name: &str) -> BTreeSet<String> {
    let manifest =
        fs::read_to_string(repository().join("src").join(name).join("Cargo.toml")).unwrap();
    let dependencies = manifest.split("[dependencies]").nth(1).unwrap();
    let lines = dependencies.lines().take_while(|line| !line.starts_with('['));
    lines
        .filter_map(|line| line.strip_prefix("countersign-")?.split(['.', ' ']).next())
        .map(str::to_owned)
        .collect()
}

/// The manifests hold the arrows; the table says the same, and stands in an order in which they all point up.
#[test]
fn crates_know_what_the_table_says() {
    let mut above: BTreeSet<String> = BTreeSet::new();
    for (name, allowed) in table("| crate | knows | what it is |") {
        for one in &allowed {
            assert!(above.contains(one), "{name} knows {one}, which stands below it");
        }
        assert_eq!(known_by_manifest(&name), allowed.into_iter().collect(), "{name}");
        above.insert(name);
    }
    let here: BTreeSet<String> = code().keys().map(|path| crate_of(path).to_owned()).collect();
    let here: BTreeSet<String> = &here - &["lib", "library", "main"].map(str::to_owned).into();
    assert_eq!(here, above, "crates of the source (left), of the table (right)");
}

/// Inside the crates whose modules are formats and rules, arrows point one way, too.
#[test]
fn modules_of_a_crate_have_no_circle() {
    for name in ["core", "copy", "git"] {
        let mut knows: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (path, code) in code().iter().filter(|(path, _)| crate_of(path) == name) {
            let Some(module) = module(path) else { continue };
            let known = knows.entry(module.to_owned()).or_default();
            let used = after(code, "crate::");
            assert!(!used.contains(""), "{path}: name each module in a `use` of its own");
            known.extend(used.into_iter().filter(|one| *one != module).map(str::to_owned));
            let reaches_root = "super::".repeat(path.split('/').count() - 1);
            assert!(!code.contains(&reaches_root), "{path}: reaches other modules through super");
        }
        // Whatever knows nothing that is left is taken away, until nothing is left but a circle.
        while !knows.is_empty() {
            let left: BTreeSet<String> = knows.keys().cloned().collect();
            knows.retain(|_, known| !known.is_disjoint(&left));
            assert!(knows.len() < left.len(), "{name}: a circle of modules in {left:?}");
        }
    }
}

/// Each crate from elsewhere is there for a reason, which stands beside it, and every one is used.
#[test]
fn outside_crates_are_known_and_used() {
    let manifest = fs::read_to_string(repository().join("Cargo.toml")).unwrap();
    let shared = manifest.split("[workspace.dependencies]").nth(1).unwrap();
    let mut reason = "";
    for line in shared.lines().filter(|line| !line.is_empty()) {
        if line.starts_with('#') {
            reason = line;
            continue;
        }
        let name = line.split(" = ").next().unwrap();
        let is_ours = name.starts_with("countersign-") || name == "testkit";
        assert!(is_ours || !reason.is_empty(), "{name}: nobody says what it is for");
    }
    let code = code();
    for name in crates() {
        let path = repository().join("src").join(&name).join("Cargo.toml");
        let manifest = fs::read_to_string(path).unwrap();
        let dependencies = manifest.split("[dependencies]").nth(1).unwrap();
        let lines = dependencies.lines().take_while(|line| !line.starts_with('['));
        for dependency in lines.filter_map(|line| line.split(['.', ' ']).next()) {
            // libgit2's zlib is linked in instead of loaded, and never named.
            if dependency.is_empty() || dependency.starts_with('#') || dependency == "libz-sys" {
                continue;
            }
            let word = dependency.replace('-', "_");
            let is_used = |(path, code): (&String, &String)| {
                crate_of(path) == name && code.contains(word.as_str())
            };
            assert!(code.iter().any(is_used), "{name} does not use {dependency}");
        }
    }
}

fn crates() -> BTreeSet<String> {
    let table = table("| crate | knows | what it is |");
    table.into_iter().map(|(name, _)| name).collect()
}

#[test]
fn only_the_rim_reaches_outside_the_process() {
    for (path, code) in code() {
        let reached: BTreeSet<&str> =
            after(&code, "std::").into_iter().filter(|name| OUTSIDE.contains(name)).collect();
        let grouped = code.contains("use std::{");
        assert!(!grouped, "{path}: name each part of std in a `use` of its own");
        assert!(reached.is_empty() || RIM.contains(&crate_of(&path)), "{path}: {reached:?}");
        if crate_of(&path) != "cli" {
            for ask in ["SystemTime", "Instant::now", "getrandom", "stdin()", "stdout()"] {
                assert!(!code.contains(ask), "{path}: {ask} is the command line's business");
            }
        }
    }
}

#[test]
fn files_are_small_and_named_for_what_they_hold() {
    let sources = source::sources(&repository().join("src"));
    for (path, text) in &sources {
        let lines = text.lines().count();
        assert!(lines <= FILE_LINES_MAX, "{path} has {lines} lines");
        assert!(
            is_test(path) || text.starts_with("//! "),
            "{path} does not begin by saying what it is"
        );
        for part in path.trim_end_matches(".rs").split('/') {
            assert!(part != "mod", "{path}: foo.rs stands beside foo/");
            assert!(!VAGUE.contains(&part), "{path}: {part} says nothing");
        }
    }
    assert!(sources["main.rs"].lines().count() <= MAIN_LINES_MAX);
}

/// Results and pages cannot say more than the report: prose is made from it, and from nothing that was not judged.
#[test]
fn one_function_answers_each_question_of_trust() {
    let code = code();
    let defining = |what: &str| -> Vec<&str> {
        code.iter().filter(|(_, code)| code.contains(what)).map(|(path, _)| path.as_str()).collect()
    };
    assert_eq!(defining("vartime_double_scalar_mul_basepoint("), ["core/key/ed25519.rs"]);
    assert_eq!(defining("verify_strict("), [""; 0]);
    assert_eq!(defining("pub fn fits("), ["core/key/ed25519.rs", "core/key/sshsig.rs"]);
    assert_eq!(defining("pub fn fits_all("), ["core/key/ed25519.rs", "core/key/sshsig.rs"]);
    assert_eq!(defining("sshsig::fits_all("), ["core/record/signature.rs"]);
    assert_eq!(defining("fn tally("), ["core/ledger/authority.rs"]);
    assert_eq!(defining("Self { hash: Hash::of(bytes), body, names: None }"), ["core/record.rs"]);
    // A log goes on through one comparison with what was signed before, and begins with a registry.
    assert_eq!(defining("Continuation::of("), ["workflow/signed.rs"]);
    assert_eq!(defining("log::begin("), ["workflow/found.rs"]);
}

#[test]
fn the_map_of_the_code_names_every_module() {
    let document = fs::read_to_string(repository().join("docs/ARCHITECTURE.md")).unwrap();
    for path in code().keys() {
        let name = crate_of(path);
        // Of the crates that are one thing, the crate itself is described.
        let of_many = ["core", "copy", "git"].contains(&name);
        let Some(what) = module(path).map(|module| if of_many { module } else { name }) else {
            continue;
        };
        let what = format!("`{what}`");
        let heading = |line: &str| line.starts_with("### ") && line.contains(&what);
        assert!(document.lines().any(heading), "no section about {what}");
    }
}
