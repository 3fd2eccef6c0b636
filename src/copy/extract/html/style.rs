//! What an element's own `style` does to its words, as far as that can be told without a browser.
//!
//! Words are seen where they are dark on light ground, of a readable size, and stand where they stand in the page.
//! Whatever is declared besides and is not known to leave them so is doubtful: the list is of what is harmless.

use super::super::color::{is_dark, is_light};
use super::tree::Node;

/// Fewest pixels of letters that are read.
const SIZE_SEEN: f64 = 5.0;
/// Most pixels by which words are moved and still stand where a reader looks for them.
const MOVED_MAX: f64 = 40.0;
/// Most pixels of a space that is left before words.
const SPACE_MAX: f64 = 400.0;

/// Properties that move, hide and add nothing, whatever their value is.
const HARMLESS: [&str; 62] = [
    "align-content",
    "align-items",
    "align-self",
    "border-collapse",
    "border-radius",
    "border-spacing",
    "box-shadow",
    "box-sizing",
    "break-after",
    "break-before",
    "break-inside",
    "caption-side",
    "clear",
    "column-gap",
    "cursor",
    "direction",
    "empty-cells",
    "flex-grow",
    "flex-shrink",
    "flex-wrap",
    "float",
    "font-family",
    "font-kerning",
    "font-optical-sizing",
    "font-stretch",
    "font-style",
    "font-variant",
    "font-variant-caps",
    "font-variant-ligatures",
    "font-variant-numeric",
    "font-weight",
    "gap",
    "hyphens",
    "justify-content",
    "line-break",
    "list-style-position",
    "min-height",
    "min-width",
    "orphans",
    "overflow-wrap",
    "page",
    "page-break-after",
    "page-break-before",
    "page-break-inside",
    "punctuation-wrap",
    "row-gap",
    "size",
    "tab-interval",
    "tab-size",
    "table-layout",
    "text-align",
    "text-align-last",
    "text-autospace",
    "text-justify",
    "text-rendering",
    "text-transform",
    "text-wrap",
    "vertical-align",
    "white-space",
    "widows",
    "word-break",
    "word-wrap",
];

/// One declaration, in small letters.
pub(super) struct Declaration {
    pub(super) name: String,
    pub(super) value: String,
}

/// The declarations of the element's own `style`: no mark in quotes or brackets ends one.
pub(super) fn declarations(node: &Node) -> Vec<Declaration> {
    let style = node.attribute("style").unwrap_or_default();
    let (mut all, mut open) = (Vec::new(), String::new());
    let (mut quote, mut depth) = (None, 0_usize);
    let mut letters = style.chars();
    while let Some(letter) = letters.next() {
        open.push(letter);
        match (quote, letter) {
            (_, '\\') => open.extend(letters.next()),
            (Some(mark), _) if letter == mark => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(letter),
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')' | ']' | '}') => depth = depth.saturating_sub(1),
            (None, ';') if depth == 0 => all.push(std::mem::take(&mut open)),
            (None, '*') if open.ends_with("/*") => {
                let rest = letters.as_str();
                let end = rest.find("*/").map_or(rest.len(), |at| at + 2);
                letters = rest.get(end..).unwrap_or_default().chars();
                open.truncate(open.len() - 2);
            }
            (None, _) => {}
        }
    }
    all.push(open);
    all.iter().filter_map(|one| declaration(one)).collect()
}

fn declaration(declared: &str) -> Option<Declaration> {
    let (name, value) = declared.trim_end_matches(';').split_once(':')?;
    let value = value.trim().to_ascii_lowercase();
    let important = value.rsplit_once('!').filter(|(_, word)| word.trim() == "important");
    let value = important.map_or(value.as_str(), |(value, _)| value).trim().to_owned();
    Some(Declaration { name: name.trim().to_ascii_lowercase(), value })
}

/// Whether a declaration leaves nothing to be seen of an element's words.
pub(super) fn hides(one: &Declaration) -> bool {
    let is_zero = || {
        let number = one.value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
        number.parse::<f64>().is_ok_and(|number| number <= 0.0)
    };
    match one.name.as_str() {
        "display" => one.value == "none",
        "visibility" => one.value == "hidden" || one.value == "collapse",
        "font-size" | "opacity" => is_zero(),
        "color" => one.value == "transparent",
        _ => false,
    }
}

/// Whether a declaration may show words within an element that its own style hides.
pub(super) fn may_show(node: &Node) -> bool {
    let shows = |one: &Declaration| {
        matches!(one.name.as_str(), "visibility" | "font-size" | "font" | "color" | "all")
    };
    declarations(node).iter().any(shows)
}

/// Whether an element's style or attributes may hide its words, move them, or add some.
pub(super) fn is_doubtful(node: &Node) -> bool {
    let all = declarations(node);
    let is_twice = |(at, one): (usize, &Declaration)| {
        let others = all.iter().skip(at + 1);
        others.into_iter().any(|other| other.name == one.name && other.value != one.value)
    };
    let is_escaped = node.attribute("style").is_some_and(|style| style.contains('\\'));
    let is_bright =
        |name| node.attribute(name).is_some_and(|value| !is_dark(&value.to_lowercase()));
    let is_dim = |name| node.attribute(name).is_some_and(|value| !is_light(&value.to_lowercase()));
    is_escaped
        || all.iter().any(|one| !hides(one) && !is_harmless(&one.name, &one.value))
        || all.iter().enumerate().any(is_twice)
        // A declaration to be shown beats the attribute.
        || (node.attribute("hidden").is_some() && all.iter().any(|one| one.name == "display"))
        || is_bright("color")
        || is_bright("text")
        || is_dim("bgcolor")
        || node.attribute("background").is_some()
}

fn is_harmless(name: &str, value: &str) -> bool {
    const SAME: [&str; 6] = ["inherit", "initial", "unset", "revert", "auto", "normal"];
    let is_set = !SAME.contains(&value);
    let lengths = |least: f64, most: f64| {
        let fits = |one: &str| {
            SAME.contains(&one) || pixels(one).is_some_and(|size| (least..=most).contains(&size))
        };
        value.split_whitespace().all(fits)
    };
    match name {
        _ if HARMLESS.contains(&name) => true,
        _ if name.starts_with("mso-") || name.starts_with("--") => true,
        _ if name.starts_with("border") || name.starts_with("outline") => !value.contains("url"),
        _ if name.starts_with("transition") => true,
        _ if name.starts_with("text-decoration") => !value.contains("url"),
        _ if !is_set => true,
        "-webkit-text-size-adjust" | "-ms-text-size-adjust" | "text-size-adjust" => {
            value == "none" || value == "100%"
        }
        "display" => {
            ["block", "inline", "list-item", "contents", "flex", "inline-flex", "grid"]
                .contains(&value)
                || value.starts_with("table")
                || value.starts_with("inline-")
        }
        "visibility" => value == "visible",
        "position" => value == "static" || value == "relative",
        "unicode-bidi" => matches!(value, "embed" | "isolate" | "plaintext"),
        "flex-direction" => matches!(value, "row" | "column"),
        "overflow" | "overflow-x" | "overflow-y" => value == "visible",
        "color" => is_dark(value),
        "background-color" | "background" => value == "none" || is_light(value),
        "background-image" => value == "none",
        "opacity" => value.parse::<f64>().is_ok_and(|part| part >= 0.5),
        "font-size" => is_size(value),
        "font" => value.split_whitespace().any(|one| is_size(one.split('/').next().unwrap_or(one))),
        "line-height" => {
            value.parse::<f64>().is_ok_and(|times| times >= 0.8)
                || pixels(value).is_some_and(|size| size >= 8.0)
        }
        "letter-spacing" | "word-spacing" => lengths(-1.0, MOVED_MAX),
        "left" | "right" | "top" | "bottom" => lengths(-MOVED_MAX, MOVED_MAX),
        "text-indent" => lengths(-2.0 * MOVED_MAX, SPACE_MAX),
        "width" | "height" | "max-width" | "max-height" => {
            matches!(value, "none" | "fit-content" | "max-content" | "min-content")
                || value.ends_with('%') && value != "0%"
                || pixels(value).is_some_and(|size| size > 1.0)
        }
        "list-style" | "list-style-type" => !value.contains(['"', '\'', '(']),
        _ if name.starts_with("margin") || name.starts_with("padding") => {
            lengths(-MOVED_MAX, SPACE_MAX)
        }
        _ => false,
    }
}

/// Whether letters of this size are read.
fn is_size(value: &str) -> bool {
    const WORDS: [&str; 9] = [
        "xx-small", "x-small", "small", "medium", "large", "x-large", "xx-large", "smaller",
        "larger",
    ];
    WORDS.contains(&value) || pixels(value).is_some_and(|size| size >= SIZE_SEEN)
}

/// A length in pixels, of letters with 16; a part of a hundred is one of them, too.
fn pixels(value: &str) -> Option<f64> {
    let digits = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    let number: f64 = digits.parse().ok()?;
    let unit = match value.get(digits.len()..)? {
        "" if number == 0.0 => 1.0,
        "px" => 1.0,
        "pt" => 4.0 / 3.0,
        "pc" | "em" | "rem" => 16.0,
        "ex" | "ch" => 8.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        "%" => 0.16,
        _ => return None,
    };
    Some(number * unit)
}
