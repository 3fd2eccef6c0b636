//! The messages against the source, and the language that a reader gets.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use testkit::{cli, repository, source};

fn package(path: &str) -> PathBuf {
    repository().join(path)
}

/// What ends with one of these endings, somewhere below a folder.
fn texts(folder: &str, endings: &[&str]) -> Vec<String> {
    let (mut texts, mut folders) = (Vec::new(), vec![package(folder)]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if endings.iter().any(|ending| path.extension().is_some_and(|e| e == *ending)) {
                texts.push(fs::read_to_string(&path).unwrap());
            }
        }
    }
    texts
}

#[test]
fn no_message_is_left_over() {
    let is_test = |path: &String| path.ends_with("/tests.rs") || path.contains("/tests/");
    let sources = source::sources(&package("src"));
    let mut code: Vec<String> =
        sources.into_iter().filter(|(path, _)| !is_test(path)).map(|(_, text)| text).collect();
    code.extend(texts("src/site/templates", &["html", "xml"]));
    let mut said = BTreeSet::new();
    for text in &code {
        let is_code = |line: &&str| !line.trim_start().starts_with("//");
        for line in text.lines().filter(is_code) {
            for rest in line.split("message::").skip(1) {
                let ends = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
                said.insert(&rest[..ends.unwrap_or(rest.len())]);
            }
        }
    }
    let files = texts("src/speech/locales/en", &["ftl"]);
    let names: Vec<String> = files
        .iter()
        .flat_map(|text| text.lines())
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
        .map(|line| line.split(" =").next().unwrap().replace('-', "_"))
        .collect();
    assert!(names.len() > 1000, "only {} messages", names.len());
    let left_over: Vec<&String> =
        names.iter().filter(|name| !said.contains(name.as_str())).collect();
    assert!(left_over.is_empty(), "never said: {left_over:#?}");
}

#[test]
fn the_language_is_the_option_or_what_the_variables_say() {
    let said = |variables: &[(&str, &str)], arguments: &[&str]| -> String {
        let folder = tempfile::tempdir().unwrap();
        let mut environment = cli::environment(folder.path());
        environment.variables.extend(variables.iter().map(|(n, v)| ((*n).into(), (*v).into())));
        environment.directory = package("");
        let mut all = vec!["verify"];
        all.extend(arguments);
        let ran = cli::run_with(environment, &all);
        ran.output.split(':').next().unwrap().trim().to_owned()
    };
    let (english, spanish, french) = ("holds", "se sostiene", "tient");
    assert_eq!(said(&[], &[]), english);
    assert_eq!(said(&[("LANG", "es_ES.UTF-8")], &[]), spanish);
    assert_eq!(said(&[("LANG", "es_ES.UTF-8"), ("LC_MESSAGES", "fr_FR")], &[]), french);
    assert_eq!(said(&[("LC_MESSAGES", "fr_FR"), ("LC_ALL", "C")], &[]), english);
    assert_eq!(said(&[("LC_ALL", ""), ("LANG", "de_DE.UTF-8")], &[]), english);
    assert_eq!(said(&[("LANG", "es_ES.UTF-8")], &["--lang", "fr"]), french);
}
