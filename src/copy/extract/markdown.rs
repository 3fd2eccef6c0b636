//! Markdown: bullets, emphasis, headings and links become the words that a reader of the page would see.
//!
//! It is rendered (CommonMark, with GitHub's tables, strike-through, footnotes and task lists) and then read as a page,
//! so that HTML within it hides nothing either.

use pulldown_cmark::{Options, Parser, html};

use super::{ExtractError, MARKDOWN_BYTES_MAX, Note};

/// The page that a Markdown text becomes.
///
/// # Errors
/// If it is longer than any text that is written in Markdown.
pub(super) fn page(text: &str, notes: &mut Vec<Note>) -> Result<String, ExtractError> {
    if text.len() > MARKDOWN_BYTES_MAX {
        return Err(ExtractError::Size { what: "a Markdown file", most: MARKDOWN_BYTES_MAX });
    }
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut page = String::from("<!doctype html><body>");
    html::push_html(&mut page, Parser::new_ext(text, options));
    notes.push(Note::Markdown);
    Ok(page)
}

/// Whether a plain text has marks of Markdown.
pub(super) fn is_likely(text: &str) -> bool {
    let has_inline = ["**", "__", "](", "~~", "`"].iter().any(|mark| text.contains(mark));
    let begins = |line: &str| {
        let line = line.trim_start();
        let heading = line.trim_start_matches('#');
        let is_heading = heading.len() < line.len() && heading.starts_with(' ');
        is_heading || ["* ", "- ", "+ ", "> ", "*"].iter().any(|mark| line.starts_with(mark))
    };
    has_inline || text.lines().any(begins) || text.contains(" *") || text.contains(" _")
}
