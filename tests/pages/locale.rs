//! The messages against the source: none is missing in a language, none is left over, all take the same arguments.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use countersign::locale::{Locale, Value};
use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey,
};
use fluent_syntax::parser;
use testkit::cli;
use testkit::repository;
use testkit::source;

/// The words of Unicode for plural forms: what is chosen by them is a number.
const PLURAL: [&str; 5] = ["zero", "one", "two", "few", "many"];

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Text,
    Number,
}

/// The arguments of a message.
type Arguments = BTreeMap<String, Kind>;

/// Every message of a language, with its arguments.
fn messages(locale: Locale) -> BTreeMap<String, Arguments> {
    let mut messages = BTreeMap::new();
    for entry in fs::read_dir(repository().join("locales").join(locale.tag())).unwrap() {
        let path = entry.unwrap().path();
        let area = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let text = fs::read_to_string(&path).unwrap();
        let resource = parser::parse(text.as_str())
            .unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", path.display()));
        for entry in resource.body {
            match entry {
                Entry::Message(message) => {
                    let name = message.id.name.to_owned();
                    assert!(message.attributes.is_empty(), "{name}: an attribute is never said");
                    let begins = name.starts_with(&format!("{area}-")) || area == "date";
                    assert!(begins, "{}: {name} belongs elsewhere", path.display());
                    let mut arguments = Arguments::new();
                    of_pattern(&message.value.expect("a value"), &mut arguments);
                    let before = messages.insert(name.clone(), arguments);
                    assert!(before.is_none(), "{locale}: {name} is there twice");
                }
                Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
                other => panic!("{}: {other:?}", path.display()),
            }
        }
    }
    messages
}

fn of_pattern(pattern: &Pattern<&str>, arguments: &mut Arguments) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { .. } => {}
            PatternElement::Placeable { expression: Expression::Inline(inline) } => {
                of_inline(inline, Kind::Text, arguments);
            }
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                let is_plural = variants.iter().any(|variant| match &variant.key {
                    VariantKey::Identifier { name } => PLURAL.contains(name),
                    VariantKey::NumberLiteral { .. } => true,
                });
                let kind = if is_plural { Kind::Number } else { Kind::Text };
                of_inline(selector, kind, arguments);
                variants.iter().for_each(|variant| of_pattern(&variant.value, arguments));
            }
        }
    }
}

fn of_inline(inline: &InlineExpression<&str>, kind: Kind, arguments: &mut Arguments) {
    match inline {
        InlineExpression::VariableReference { id } => {
            let known = arguments.entry(id.name.to_owned()).or_insert(kind);
            *known = (*known).max(kind);
        }
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        InlineExpression::Placeable { expression } => match expression.as_ref() {
            Expression::Inline(inner) => of_inline(inner, kind, arguments),
            Expression::Select { .. } => panic!("a choice within a choice"),
        },
        other => panic!("no functions, terms or references: {other:?}"),
    }
}

/// The code of the program and of its templates, by path, without tests.
fn code() -> BTreeMap<String, String> {
    let is_test = |path: &String| path.ends_with("/tests.rs") || path.contains("/tests/");
    let mut code: BTreeMap<String, String> = source::sources(&repository().join("src"))
        .into_iter()
        .filter(|(path, _)| !is_test(path) && path != "locale/files.rs")
        .map(|(path, text)| (path, without_comments(&text)))
        .collect();
    let mut folders = vec![repository().join("templates")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(text) = fs::read_to_string(&path) {
                code.insert(path.display().to_string(), text);
            }
        }
    }
    code
}

fn without_comments(text: &str) -> String {
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    text.lines().filter(is_code).map(|line| format!("{line}\n")).collect()
}

/// What is said in a piece of code: names of messages, each with the arguments that it is given.
fn said(path: &str, code: &str) -> Vec<(String, BTreeSet<String>)> {
    let mut said = Vec::new();
    for (at, call) in code.match_indices(".say(").chain(code.match_indices("sentence(")) {
        let rest = &code[at + call.len()..];
        let within = &rest[..end_of_call(rest)];
        let literal = within.trim_start().strip_prefix('"');
        if call == "sentence(" && literal.is_none() {
            // A method or a function of that name, which is given no message.
            continue;
        }
        if call == ".say(" && is_passed_on(within) {
            // Its callers, or the sentence that is said, are read themselves.
            continue;
        }
        let literal = literal.unwrap_or_else(|| panic!("{path}: name the message: say({within})"));
        let (name, arguments) = literal.split_once('"').unwrap();
        let given = arguments.trim_start_matches(',').trim().trim_end_matches(',');
        let bound = given.strip_prefix('&').filter(|name| is_identifier(name));
        let bound = bound.map(|name| binding(&code[..at], name));
        said.push((name.to_owned(), names(bound.unwrap_or(arguments))));
    }
    said
}

/// A wrapper that passes on what was said, or a sentence that is said in a language.
fn is_passed_on(within: &str) -> bool {
    let within = within.trim();
    within.starts_with("message, arguments")
        || ["locale", "self", "t", "Locale::En", "session.locale()"].contains(&within)
}

fn is_identifier(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_')
}

/// What a name was last bound to.
fn binding<'a>(before: &'a str, name: &str) -> &'a str {
    let declared = format!("let {name} =");
    // What is bound to the call itself has no end yet.
    let ended = |(start, _)| before[start..].split_once(';').map(|(bound, _)| bound);
    let mut bound = before.rmatch_indices(declared.as_str()).filter_map(ended);
    bound.next().expect("what is given is bound before")
}

/// Where the call ends whose first character is the first after its parenthesis.
fn end_of_call(rest: &str) -> usize {
    let (mut depth, mut is_text, mut is_escaped) = (1_usize, false, false);
    for (at, c) in rest.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' if is_text => is_escaped = true,
            '"' => is_text = !is_text,
            '(' if !is_text => depth += 1,
            ')' if !is_text => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    panic!("a call without an end: {rest}");
}

/// The names in `&[("count", 3.into()), …]`; what is called within is not an argument's name.
fn names(arguments: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (at, _) in arguments.match_indices('(') {
        let before = arguments[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '!') {
            continue;
        }
        let literal = arguments[at + 1..].trim_start().strip_prefix('"');
        if let Some((name, rest)) = literal.and_then(|literal| literal.split_once('"'))
            && rest.trim_start().starts_with(',')
        {
            names.insert(name.to_owned());
        }
    }
    names
}

/// Whether a message leaves its details to what a parser says.
fn is_technical(arguments: &Arguments) -> bool {
    arguments.contains_key("technical")
}

#[test]
fn every_language_has_the_same_messages_with_the_same_arguments() {
    let english = messages(Locale::En);
    for locale in [Locale::Es, Locale::Fr] {
        let theirs = messages(locale);
        let names = |all: &BTreeMap<String, Arguments>| all.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&english), names(&theirs), "English (left), {locale} (right)");
        for (name, arguments) in &english {
            if is_technical(arguments) {
                // What a parser says is said in English; other languages have a sentence of their own.
                continue;
            }
            let keys = |arguments: &Arguments| arguments.keys().cloned().collect::<Vec<_>>();
            assert_eq!(keys(arguments), keys(&theirs[name]), "{name}: English (left), {locale}");
        }
    }
}

#[test]
fn what_is_said_is_there_and_nothing_is_left_over() {
    let all = Locale::ALL.map(messages);
    let messages = &all[0];
    let mut unsaid: BTreeSet<&String> = messages.keys().collect();
    for (path, code) in code() {
        for (name, given) in said(&path, &code) {
            assert!(messages.contains_key(&name), "{path}: no message {name}");
            let wanted: BTreeSet<String> =
                all.iter().flat_map(|one| one[&name].keys()).cloned().collect();
            assert_eq!(given, wanted, "{path}: {name}: given (left), wanted (right)");
            unsaid.remove(&name);
        }
    }
    assert!(unsaid.is_empty(), "never said: {unsaid:#?}");
}

fn kind_in(arguments: &Arguments, name: &str) -> Kind {
    arguments.get(name).copied().unwrap_or(Kind::Text)
}

/// With every number that has a form of its own, and with words that nobody meant as a message.
#[test]
fn every_message_formats_in_every_language() {
    let english = messages(Locale::En);
    for locale in Locale::ALL {
        for (name, arguments) in messages(locale) {
            for number in [0_u64, 1, 2, 3, 5, 11, 12, 21, 100, 1_000_000] {
                let value = |argument: &String| -> Value<'static> {
                    match arguments[argument].max(kind_in(&english[&name], argument)) {
                        Kind::Number => Value::from(number),
                        Kind::Text => Value::from("{ $word }"),
                    }
                };
                let given: Vec<(&str, Value)> =
                    arguments.keys().map(|key| (key.as_str(), value(key))).collect();
                let text = locale.say(&name, &given);
                assert_ne!(text, name, "{locale}: {name} is missing");
                assert!(!text.trim().is_empty(), "{locale}: {name} is empty");
                let rest = text.replace("{ $word }", "");
                assert!(!rest.contains(['{', '}', '$', '\u{2068}']), "{locale}: {name}: {text}");
                assert_eq!(text, text.trim(), "{locale}: {name} has spaces at its ends");
            }
        }
    }
}

/// Spanish and French do not say the English sentence: what is alike is a word of both languages.
#[test]
fn sentences_are_translated() {
    for locale in [Locale::Es, Locale::Fr] {
        for (name, arguments) in messages(Locale::En) {
            let given: Vec<(&str, Value)> =
                arguments.keys().map(|key| (key.as_str(), 2_u64.into())).collect();
            let (english, theirs) = (Locale::En.say(&name, &given), locale.say(&name, &given));
            let is_sentence = english.split(' ').count() > 3;
            assert!(!is_sentence || english != theirs, "{locale}: {name} is English: {english}");
        }
    }
}

#[test]
fn the_language_is_the_option_or_what_the_variables_say() {
    let said = |variables: &[(&str, &str)], arguments: &[&str]| -> String {
        let folder = tempfile::tempdir().unwrap();
        let mut environment = cli::environment(folder.path());
        environment.variables.extend(variables.iter().map(|(n, v)| ((*n).into(), (*v).into())));
        environment.directory = repository().join("");
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
