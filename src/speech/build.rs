//! Makes a function of each message in `locales/`, so that what is said wrongly does not compile.
//!
//! A message `check-closest` with `{ $count -> … }` and `{ $version }` becomes
//! `pub fn check_closest(count: impl Into<Count>, version: impl Tell) -> Sentence`.
//! Arguments stand in the order in which the English message first uses them.
//! What an argument takes follows from how any of the languages uses it:
//!
//! - it chooses between numbers and plural forms: a number;
//! - it chooses between words (`[endorse]`, `[decline]`): one of an enum with the argument's name, `Act`;
//! - it only stands there: a text.
//!
//! The build fails where a language lacks a message or has one too many, and where it lacks an argument or has
//! another; only where English has `technical` may other languages say something else with what is known.
#![allow(clippy::print_stdout, reason = "cargo reads what a build script prints")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Message, Pattern, PatternElement, Resource, VariantKey,
};
use fluent_syntax::{parser, serializer};

/// The languages, as folders below `locales/`, in the order of `Locale`; English comes first and decides.
const LANGUAGES: [&str; 3] = ["en", "es", "fr"];

/// The words of Unicode for plural forms: what is chosen by them is a number.
const PLURAL: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// Where English has it, other languages say something shorter: it is what a parser of bytes says, in English.
const TECHNICAL: &str = "technical";

/// The one area whose messages are not named after it.
const DATES: &str = "date";

/// Arguments that cannot be names in Rust as they are.
const KEYWORDS: [&str; 8] = ["as", "for", "if", "in", "ref", "type", "use", "where"];

/// What is wrong with the messages, in one line.
type Wrong = String;

/// How an argument is used; a use further down says more than one above it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Use {
    Text,
    Number,
    Words(BTreeSet<String>),
}

/// A message as one language has it.
struct MessageSource {
    /// Its text in the file.
    source: String,
    /// Its arguments in the order of their first use.
    arguments: Vec<(String, Use)>,
    /// What it says, with marks (`locale/pattern.rs`) around the names of arguments.
    pattern: String,
}

/// The messages of one language, by name.
type Messages = BTreeMap<String, MessageSource>;

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=locales");
    match generate() {
        Ok(()) => ExitCode::SUCCESS,
        Err(wrong) => {
            println!("cargo::error={wrong}");
            ExitCode::FAILURE
        }
    }
}

fn generate() -> Result<(), Wrong> {
    let folder = |name: &str| env::var_os(name).map(PathBuf::from).ok_or(format!("no {name}"));
    let locales = folder("CARGO_MANIFEST_DIR")?.join("locales");
    let mut languages = Vec::new();
    for tag in LANGUAGES {
        let areas = areas(&locales.join(tag))?;
        languages.push((tag, read(&locales.join(tag), &areas)?));
    }
    let (_, mut english) = languages.remove(0);
    for (tag, theirs) in &languages {
        join(&mut english, tag, theirs)?;
    }
    let mut code = enums(&english)?;
    for (name, said) in &english {
        let others = languages.iter().filter_map(|(_, theirs)| theirs.get(name));
        let patterns = std::iter::once(said).chain(others);
        let patterns: Vec<String> = patterns.map(|one| numbered(one, &said.arguments)).collect();
        code += &function(name, said, &patterns);
    }
    code += &every(&english);
    let out = folder("OUT_DIR")?.join("messages.rs");
    fs::write(&out, code).map_err(|error| format!("{}: {error}", out.display()))
}

/// The names of the files in a language's folder, without their ending.
fn areas(folder: &Path) -> Result<BTreeSet<String>, Wrong> {
    let unread = |error| format!("{}: {error}", folder.display());
    let area = |entry: std::io::Result<fs::DirEntry>| {
        let name = entry.map_err(unread)?.file_name();
        let area = name.to_str().and_then(|name| name.strip_suffix(".ftl"));
        area.map(str::to_owned).ok_or(format!("{}: {name:?} is no .ftl", folder.display()))
    };
    fs::read_dir(folder).map_err(unread)?.map(area).collect()
}

fn read(folder: &Path, areas: &BTreeSet<String>) -> Result<Messages, Wrong> {
    let mut messages = Messages::new();
    for area in areas {
        let path = folder.join(format!("{area}.ftl"));
        let within = |wrong: Wrong| format!("{}: {wrong}", path.display());
        let text = fs::read_to_string(&path).map_err(|error| within(error.to_string()))?;
        let resource = parser::parse(text.as_str()).map_err(|(_, errors)| {
            within(errors.iter().map(|error| format!("{error}; ")).collect())
        })?;
        for entry in resource.body {
            let message = match entry {
                Entry::Message(message) => message,
                Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => continue,
                Entry::Term(_) | Entry::Junk { .. } => return Err(within("only messages".into())),
            };
            let name = message.id.name.to_owned();
            if area != DATES && !name.starts_with(&format!("{area}-")) {
                return Err(within(format!("{name} belongs in another file")));
            }
            if name.contains('_') {
                return Err(within(format!("{name}: a name with _ could clash with one with -")));
            }
            let said = said(message).map_err(|wrong| within(format!("{name}: {wrong}")))?;
            if messages.insert(name.clone(), said).is_some() {
                return Err(within(format!("{name} is there twice")));
            }
        }
    }
    Ok(messages)
}

fn said(message: Message<&str>) -> Result<MessageSource, Wrong> {
    if !message.attributes.is_empty() {
        return Err("an attribute is never said".into());
    }
    let mut arguments = Vec::new();
    let value = message.value.as_ref().ok_or("it has no text")?;
    of_pattern(value, &mut arguments)?;
    let mut pattern = String::new();
    marked(value, &mut pattern);
    if pattern
        .chars()
        .any(|letter| letter.is_control() && !"\n\x01\x02\x03\x04\x05\x06".contains(letter))
    {
        return Err("a control character".into());
    }
    let message = Message { comment: None, ..message };
    let resource = Resource { body: vec![Entry::Message(message)] };
    Ok(MessageSource { source: serializer::serialize(&resource), arguments, pattern })
}

fn of_pattern(pattern: &Pattern<&str>, arguments: &mut Vec<(String, Use)>) -> Result<(), Wrong> {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { .. } => {}
            PatternElement::Placeable { expression: Expression::Inline(inline) } => {
                of_inline(inline, Use::Text, arguments)?;
            }
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                of_inline(selector, chosen_by(variants.iter().map(|one| &one.key)), arguments)?;
                for variant in variants {
                    of_pattern(&variant.value, arguments)?;
                }
            }
        }
    }
    Ok(())
}

/// The marks of `locale/pattern.rs`, and `\x06` after the name of an argument, which a letter replaces later.
fn marked(pattern: &Pattern<&str>, text: &mut String) {
    let inline = |inline: &InlineExpression<&str>, mark: char, text: &mut String| match inline {
        InlineExpression::VariableReference { id } => {
            text.push(mark);
            text.push_str(id.name);
            text.push('\x06');
        }
        InlineExpression::StringLiteral { value } | InlineExpression::NumberLiteral { value } => {
            text.push_str(value);
        }
        // `of_inline` has refused all others.
        _ => {}
    };
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => text.push_str(value),
            PatternElement::Placeable { expression: Expression::Inline(one) } => {
                inline(one, '\x01', text);
            }
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                inline(selector, '\x02', text);
                for variant in variants {
                    text.push_str(match &variant.key {
                        _ if variant.default => "*",
                        VariantKey::Identifier { name } => name,
                        VariantKey::NumberLiteral { value } => value,
                    });
                    text.push('\x03');
                    marked(&variant.value, text);
                    text.push('\x04');
                }
                text.push('\x05');
            }
        }
    }
}

/// The pattern with a letter for each argument.
fn numbered(said: &MessageSource, arguments: &[(String, Use)]) -> String {
    let mut pattern = said.pattern.clone();
    for ((name, _), letter) in arguments.iter().zip('a'..) {
        for mark in ['\x01', '\x02'] {
            pattern = pattern.replace(&format!("{mark}{name}\x06"), &format!("{mark}{letter}"));
        }
    }
    pattern
}

fn chosen_by<'a>(keys: impl Iterator<Item = &'a VariantKey<&'a str>>) -> Use {
    let mut words = BTreeSet::new();
    for key in keys {
        match key {
            VariantKey::Identifier { name } if !PLURAL.contains(name) => {
                words.insert((*name).to_owned());
            }
            _ => return Use::Number,
        }
    }
    Use::Words(words)
}

fn of_inline(
    inline: &InlineExpression<&str>,
    used: Use,
    arguments: &mut Vec<(String, Use)>,
) -> Result<(), Wrong> {
    match inline {
        InlineExpression::VariableReference { id } => take(arguments, id.name, used),
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => Ok(()),
        _ => Err("no functions, terms, references to messages or braces within braces".into()),
    }
}

/// Adds a use of an argument to those that are known.
fn take(arguments: &mut Vec<(String, Use)>, name: &str, used: Use) -> Result<(), Wrong> {
    let Some((_, known)) = arguments.iter_mut().find(|(known, _)| known == name) else {
        arguments.push((name.to_owned(), used));
        return Ok(());
    };
    if *known != Use::Text && used != Use::Text && *known != used {
        return Err(format!("${name} chooses in two ways"));
    }
    *known = used.max(known.clone());
    Ok(())
}

/// Holds another language against English, and learns from it how arguments are used.
fn join(english: &mut Messages, tag: &str, theirs: &Messages) -> Result<(), Wrong> {
    if let Some(name) = theirs.keys().find(|name| !english.contains_key(*name)) {
        return Err(format!("locales/{tag}: {name} is not in English"));
    }
    for (name, said) in english {
        let wrong = |wrong: Wrong| format!("locales/{tag}: {name}: {wrong}");
        let Some(other) = theirs.get(name) else { return Err(wrong("is missing".into())) };
        let has =
            |all: &MessageSource, name: &str| all.arguments.iter().any(|(one, _)| one == name);
        let is_free = has(said, TECHNICAL);
        for (argument, used) in &other.arguments {
            if !is_free && !has(said, argument) {
                return Err(wrong(format!("${argument} is not in English")));
            }
            take(&mut said.arguments, argument, used.clone()).map_err(wrong)?;
        }
        let left_out = said.arguments.iter().find(|(one, _)| !has(other, one));
        if let Some((argument, _)) = left_out.filter(|_| !is_free) {
            return Err(wrong(format!("${argument} is left out")));
        }
    }
    Ok(())
}

/// One enum for each argument by whose words something is chosen.
fn enums(messages: &Messages) -> Result<String, Wrong> {
    let mut enums: BTreeMap<&str, &BTreeSet<String>> = BTreeMap::new();
    for (name, said) in messages {
        for (argument, used) in &said.arguments {
            let Use::Words(words) = used else { continue };
            let others = enums.insert(argument, words);
            if others.is_some_and(|others| others != words) {
                return Err(format!("{name}: ${argument} has other words than elsewhere"));
            }
        }
    }
    let choice = |(argument, words): (&str, &BTreeSet<String>)| {
        let each = |word: &String| format!("{} = {word:?}, ", camel(word));
        let variants: String = words.iter().map(each).collect();
        format!("choice! {{ {argument:?}, {} {{ {variants}}} }}\n", camel(argument))
    };
    Ok(enums.into_iter().map(choice).collect())
}

fn function(name: &str, said: &MessageSource, patterns: &[String]) -> String {
    let (mut parameters, mut given) = (Vec::new(), Vec::new());
    for (argument, used) in &said.arguments {
        let name = rust(argument);
        let (takes, made) = match used {
            Use::Text => ("Tell".to_owned(), "text".to_owned()),
            Use::Number => ("Into<Count>".to_owned(), "number".to_owned()),
            Use::Words(_) => {
                let choice = camel(argument);
                (format!("Into<{choice}>"), format!("word::<{choice}>"))
            }
        };
        parameters.push(format!("{name}: impl {takes}"));
        given.push(format!("Argument::{made}({name})"));
    }
    let doc = said.source.trim_end().replace('\n', "\n/// ");
    let (function, parameters, given) = (rust(name), parameters.join(", "), given.join(", "));
    format!(
        "/// ```ftl\n/// {doc}\n/// ```\n#[must_use]\npub fn {function}({parameters}) -> Sentence {{
    Sentence::message(&{patterns:?}, vec![{given}])\n}}\n"
    )
}

/// Calls every message with a number, one of the words that it chooses by, and a text that nobody meant.
fn every(messages: &Messages) -> String {
    let calls = messages.iter().map(|(name, said)| {
        let give = |(argument, used): &(String, Use)| match used {
            Use::Text => "text".to_owned(),
            Use::Number => "number".to_owned(),
            Use::Words(words) => format!("{}::ALL[word % {}]", camel(argument), words.len()),
        };
        let given: Vec<String> = said.arguments.iter().map(give).collect();
        format!("    |number, word, text| {}({}),\n", rust(name), given.join(", "))
    });
    format!("every! {{\n{}}}\n", calls.collect::<String>())
}

/// The name in Rust of a message or argument.
fn rust(name: &str) -> String {
    let name = name.replace('-', "_");
    if KEYWORDS.contains(&name.as_str()) { format!("r#{name}") } else { name }
}

fn camel(name: &str) -> String {
    let capital = |part: &str| part[..1].to_uppercase() + &part[1..];
    name.split(['-', '_']).map(capital).collect()
}
