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
const RIM: [&str; 5] = ["store", "directory", "workflow", "cli", "main"];

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
        .filter(|(path, _)| !is_test(path))
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

/// The top-level module that a file belongs to.
fn module(path: &str) -> &str {
    path.split(['/', '.']).next().unwrap()
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

/// The table is the law in both directions: nothing else is imported, and nothing stands there that is not.
#[test]
fn modules_know_only_what_the_table_allows() {
    let table = table("| module | knows | what it is |");
    let mut used: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, code) in code() {
        let module = module(&path);
        if matches!(module, "lib" | "main") {
            continue;
        }
        let known = used.entry(module.to_owned()).or_default();
        for name in after(&code, "crate::") {
            assert!(!name.is_empty(), "{path}: name each module in a `use` of its own");
            if name != module {
                known.insert(name.to_owned());
            }
        }
        let reaches_root = "super::".repeat(path.split('/').count());
        assert!(!code.contains(&reaches_root), "{path}: reaches other modules through super");
    }
    let mut above: BTreeSet<&str> = BTreeSet::new();
    for (module, allowed) in &table {
        for name in allowed {
            assert!(above.contains(name.as_str()), "{module} knows {name}, which stands below it");
        }
        let allowed: BTreeSet<String> = allowed.iter().cloned().collect();
        assert_eq!(used.get(module), Some(&allowed), "{module}: source (left), table (right)");
        above.insert(module);
    }
    let named: BTreeSet<&str> = used.keys().map(String::as_str).collect();
    assert_eq!(named, above, "modules of the source (left), of the table (right)");
}

#[test]
fn outside_crates_stay_at_home() {
    let homes: BTreeMap<String, Vec<String>> =
        table("| crate | home | for |").into_iter().collect();
    let manifest = fs::read_to_string(repository().join("Cargo.toml")).unwrap();
    let dependencies = manifest.split("[dependencies]").nth(1).unwrap();
    let dependencies: BTreeSet<String> = dependencies
        .lines()
        .take_while(|line| !line.starts_with('['))
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| Some(line.split_once(" = ")?.0.to_owned()))
        .collect();
    let listed: BTreeSet<String> = homes.keys().cloned().collect();
    assert_eq!(dependencies, listed, "crates of Cargo.toml (left), of the table (right)");
    let code = code();
    for (name, home) in &homes {
        let prefix = format!("{}::", name.replace('-', "_"));
        let users: BTreeSet<String> = code
            .iter()
            .filter(|(_, code)| !after(code, &prefix).is_empty())
            .map(|(path, _)| module(path).to_owned())
            .collect();
        if home.as_slice() == ["anywhere"] {
            assert!(users.len() > 2, "{name} has a home: {users:?}");
        } else {
            assert_eq!(
                users,
                home.iter().cloned().collect(),
                "{name}: source (left), table (right)"
            );
        }
    }
}

#[test]
fn only_the_rim_reaches_outside_the_process() {
    for (path, code) in code() {
        let reached: BTreeSet<&str> =
            after(&code, "std::").into_iter().filter(|name| OUTSIDE.contains(name)).collect();
        let grouped = code.contains("use std::{");
        assert!(!grouped, "{path}: name each part of std in a `use` of its own");
        assert!(reached.is_empty() || RIM.contains(&module(&path)), "{path}: {reached:?}");
        if module(&path) != "cli" {
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
    assert_eq!(defining("vartime_double_scalar_mul_basepoint("), ["key/ed25519.rs"]);
    assert_eq!(defining("verify_strict("), [""; 0]);
    assert_eq!(defining("pub fn fits("), ["key/ed25519.rs", "key/sshsig.rs"]);
    assert_eq!(defining("pub fn fits_all("), ["key/ed25519.rs", "key/sshsig.rs"]);
    assert_eq!(defining("sshsig::fits_all("), ["record/signature.rs"]);
    assert_eq!(defining("fn tally("), ["ledger/authority.rs"]);
    assert_eq!(defining("Self { hash: Hash::of(bytes), body }"), ["record.rs"]);
}

#[test]
fn the_map_of_the_code_names_every_module() {
    let document = fs::read_to_string(repository().join("docs/ARCHITECTURE.md")).unwrap();
    for path in code().keys() {
        let module = module(path);
        if !matches!(module, "lib" | "main") {
            let name = format!("`{module}`");
            let heading = |line: &str| line.starts_with("### ") && line.contains(&name);
            assert!(document.lines().any(heading), "no section about {module}");
        }
    }
}
