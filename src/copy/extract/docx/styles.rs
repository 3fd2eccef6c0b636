//! Parts beside a Word document that say how its words are shown: styles that may hide them, and lists that add some.

use std::collections::{BTreeMap, BTreeSet};

use super::super::ExtractError;
use super::super::note::join_words;
use super::super::xml::{self, Element, Piece};

/// Styles one after the other from which a style takes what it does not say.
const PARENTS_MAX: usize = 32;

/// The styles that may hide the words that have them.
#[derive(Debug, Default)]
pub(super) struct Styles {
    doubtful: BTreeSet<String>,
    parents: BTreeMap<String, String>,
    /// Whether words that have no style may be hidden.
    pub(super) is_default_doubtful: bool,
}

impl Styles {
    /// # Errors
    /// If it is no XML of the kind that documents hold.
    pub(super) fn read(&mut self, part: &[u8]) -> Result<(), ExtractError> {
        let mut style: Option<String> = None;
        let (mut is_default, mut depth) = (true, 0_usize);
        // How deep the properties are that words of a style have.
        let mut properties: Option<usize> = None;
        xml::read(part, |piece| {
            match piece {
                Piece::Start(element) => {
                    depth += 1;
                    match element.name.as_str() {
                        "style" => {
                            style = element.attribute("styleId").map(str::to_owned);
                            is_default = matches!(element.attribute("default"), Some("1" | "true"));
                        }
                        "basedOn" => {
                            let parent = element.attribute("val").unwrap_or_default().to_owned();
                            self.parents.extend(style.clone().map(|style| (style, parent)));
                        }
                        "rPr" => properties = properties.or(Some(depth)),
                        _ if properties.is_some() && hides(&element) => {
                            self.is_default_doubtful |= is_default;
                            self.doubtful.extend(style.clone());
                        }
                        _ => {}
                    }
                }
                Piece::End => {
                    properties = properties.filter(|at| *at != depth);
                    depth = depth.saturating_sub(1);
                }
                Piece::Text(_) => {}
            }
            Ok(())
        })
    }

    /// Whether the style that an element names, or one that it is derived from, may hide words.
    pub(super) fn may_hide(&self, element: &Element) -> bool {
        let mut next = element.attribute("val");
        for _ in 0..PARENTS_MAX {
            let Some(name) = next else { return false };
            if self.doubtful.contains(name) {
                return true;
            }
            next = self.parents.get(name).map(String::as_str);
        }
        true
    }
}

fn hides(element: &Element) -> bool {
    let is_off = matches!(element.attribute("val"), Some("0" | "false" | "off"));
    let size = element.attribute("val").and_then(|size| size.parse::<u32>().ok());
    super::may_hide(element)
        || element.name == "vanish" && !is_off
        || element.name == "sz" && size.is_some_and(|size| size <= super::SIZE_SEEN)
}

/// The words that lists set before their items.
///
/// # Errors
/// If it is no XML of the kind that documents hold.
pub(super) fn list_words(part: &[u8]) -> Result<String, ExtractError> {
    let mut words = String::new();
    xml::read(part, |piece| {
        if let Piece::Start(element) = piece
            && element.name == "lvlText"
        {
            let text = element.attribute("val").unwrap_or_default();
            if text.chars().filter(|one| one.is_alphabetic()).count() > 1 {
                join_words(&mut words, text);
            }
        }
        Ok(())
    })?;
    Ok(words)
}
