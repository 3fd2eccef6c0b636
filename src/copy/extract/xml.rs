//! The XML inside of documents, one element after the other, with a bound on depth and number.
//!
//! A document type is refused, so there are no entities but XML's own five and numbers, and nothing is fetched.

use quick_xml::NsReader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;

use super::{ExtractError, NESTING_MAX, NODES_MAX};

/// Most attributes of an element that are looked at: those that say anything here come early.
const ATTRIBUTES: usize = 32;

/// A piece of a document.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// An element begins.
    Start(Element),
    /// The last element that began ends.
    End,
    /// Words.
    Text(String),
}

/// An element without what it holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Element {
    /// The namespace of its name; empty for none.
    pub(super) namespace: String,
    /// Its name without a prefix.
    pub(super) name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    /// The value of an attribute, by its name without a prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Hands each piece of `part` to `each`.
///
/// # Errors
/// If it is no XML of the kind that documents hold, is too deep or has too many pieces, or `each` refuses.
pub(super) fn read(
    part: &[u8],
    mut each: impl FnMut(Piece) -> Result<(), ExtractError>,
) -> Result<(), ExtractError> {
    let text =
        super::encoding::decode(part, &mut Vec::new()).map_err(|_| ExtractError::Damaged)?.text;
    let mut reader = NsReader::from_str(&text);
    reader.config_mut().expand_empty_elements = true;
    let (mut depth, mut pieces) = (0_usize, 0_usize);
    loop {
        pieces += 1;
        if depth > NESTING_MAX || pieces > NODES_MAX {
            return Err(ExtractError::Tangled);
        }
        let (namespace, event) = reader.read_resolved_event().map_err(|_| ExtractError::Damaged)?;
        let piece = match event {
            Event::Start(start) => {
                depth += 1;
                let namespace = match namespace {
                    ResolveResult::Bound(namespace) => namespace.into_inner().to_owned(),
                    ResolveResult::Unbound => String::new(),
                    ResolveResult::Unknown(_) => return Err(ExtractError::Damaged),
                };
                Piece::Start(element(&start, namespace))
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                Piece::End
            }
            Event::Text(text) => Piece::Text(text.xml10_content().into_owned()),
            Event::CData(text) => Piece::Text(text.xml10_content().into_owned()),
            Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                Ok(Some(letter)) => Piece::Text(letter.to_string()),
                Ok(None) => {
                    let letters = resolve_predefined_entity(&reference.xml10_content());
                    Piece::Text(letters.ok_or(ExtractError::Damaged)?.to_owned())
                }
                Err(_) => return Err(ExtractError::Damaged),
            },
            Event::DocType(_) => return Err(ExtractError::Damaged),
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            Event::Eof => return if depth == 0 { Ok(()) } else { Err(ExtractError::Damaged) },
        };
        each(piece)?;
    }
}

fn element(start: &BytesStart, namespace: String) -> Element {
    let attributes = start
        .attributes()
        .with_checks(false)
        .take(ATTRIBUTES)
        .filter_map(Result::ok)
        .map(|attribute| {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).unwrap_or_default();
            (attribute.key.local_name().as_ref().to_owned(), value.into_owned())
        })
        .collect();
    Element { namespace, name: start.local_name().as_ref().to_owned(), attributes }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(part: &str) -> Result<String, ExtractError> {
        let mut words = String::new();
        read(part.as_bytes(), |piece| {
            if let Piece::Text(text) = piece {
                words.push_str(&text);
            }
            Ok(())
        })?;
        Ok(words)
    }

    #[test]
    fn entities_are_those_of_xml_alone() {
        assert_eq!(words("<a>x &amp; y&#8217;s<b/><![CDATA[ <z>]]></a>").unwrap(), "x & y’s <z>");
        let bomb = "<!DOCTYPE a [<!ENTITY b \"bbbb\">]><a>&b;</a>";
        assert_eq!(words(bomb), Err(ExtractError::Damaged));
        assert_eq!(words("<a>&nbsp;</a>"), Err(ExtractError::Damaged));
        let outside = "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>";
        assert_eq!(words(outside), Err(ExtractError::Damaged));
        for broken in ["<a>", "<a></b>", "<a>&</a>", "<x:a/>"] {
            assert_eq!(words(broken), Err(ExtractError::Damaged), "{broken}");
        }
    }

    #[test]
    fn depth_is_bounded() {
        let nested = |depth| format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
        assert_eq!(words(&nested(NESTING_MAX)), Ok(String::new()));
        assert_eq!(words(&nested(NESTING_MAX + 1)), Err(ExtractError::Tangled));
    }
}
