//! Web pages: the words that a reader sees, in the order of the page.
//!
//! The page is parsed as browsers do (html5ever). Scripts and styles are no words;
//! what is marked as not shown (`hidden`, `display:none`, `template`, `noscript` …) is left out and said,
//! and so is what is struck out. Menus, which are navigation and consist of short links, are left out before and
//! after the words, never between them: whatever a reader could take for part of the text stays in it.
//! Style sheets are not applied, and a note says so.

use html5ever::interface::TreeSink as _;
use html5ever::tendril::{StrTendril, TendrilSink as _};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};

use super::{ExtractError, MARKUP_BYTES_MAX, NESTING_MAX, NODES_MAX, Note};

mod shown;
mod style;
mod tree;
mod words;

use tree::{Node, Tree};

/// Bytes that the parser is given at a time: after each, its tree is measured.
const STEP_BYTES: usize = 1024;
/// Letters without a space that are data and no words, such as a picture in an address.
const DATA_BYTES: usize = 1024;
/// Work that attributes may cost: the parser compares each with all before it in its tag.
const ATTRIBUTE_COST: usize = 1 << 28;

/// The words of a page.
///
/// # Errors
/// If the page is larger, deeper or more tangled than a page that people read.
pub(super) fn words(page: &str, notes: &mut Vec<Note>) -> Result<String, ExtractError> {
    let nodes = parse(page)?;
    words::of(&nodes, notes)
}

/// Whether a text is a page, by how it begins or by the tags in it.
pub(super) fn is_page(text: &str) -> bool {
    let start = text.get(..text.len().min(512)).unwrap_or(text);
    let start = start.trim_start().to_ascii_lowercase();
    let tags =
        ["<p>", "<p ", "</p>", "<br", "<div", "</div>", "<li>", "</li>", "<h1", "<span", "<body"];
    ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| start.starts_with(tag))
        || (start.starts_with('<') && tags.iter().any(|tag| start.contains(tag)))
        || start.starts_with("<!--") && start.contains("<html")
}

fn parse(page: &str) -> Result<Vec<Node>, ExtractError> {
    if page.len() > MARKUP_BYTES_MAX {
        return Err(ExtractError::Size { what: "a page", most: MARKUP_BYTES_MAX });
    }
    let tree_builder = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let mut parser =
        parse_document(Tree::new(), ParseOpts { tree_builder, ..ParseOpts::default() });
    let page = without_data(page);
    let mut cost = 0_usize;
    let (mut silence, mut events) = (0_usize, 0);
    let mut at = 0;
    while at < page.len() {
        let is_end = |past: &usize| page.is_char_boundary(*past);
        let past = (at + STEP_BYTES..page.len()).find(is_end).unwrap_or(page.len());
        let piece = page.get(at..past).unwrap_or_default();
        at = past;
        parser.process(StrTendril::from_slice(piece));
        let tree = &parser.tokenizer.sink.sink;
        if tree.len() > NODES_MAX || tree.depth() > NESTING_MAX {
            return Err(ExtractError::Tangled);
        }
        // While nothing comes out, a tag is being read, and all that could be attributes is counted.
        let ends = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'"' | b'\'');
        silence = if tree.events() == events { silence } else { 0 };
        events = tree.events();
        silence += piece.bytes().filter(|byte| ends(*byte)).count();
        if silence * silence / 2 > ATTRIBUTE_COST.saturating_sub(cost) {
            return Err(ExtractError::Tangled);
        }
        cost += silence * STEP_BYTES / 4;
    }
    Ok(parser.finish().finish().into_nodes())
}

/// The page without long runs of letters that are no words.
fn without_data(page: &str) -> String {
    let is_data = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
    let mut kept = String::with_capacity(page.len());
    for run in page.as_bytes().chunk_by(|left, right| is_data(*left) == is_data(*right)) {
        let is_long = run.len() >= DATA_BYTES && run.first().is_some_and(|byte| is_data(*byte));
        if !is_long {
            kept.push_str(&String::from_utf8_lossy(run));
        }
    }
    kept
}

#[cfg(test)]
mod tests;
