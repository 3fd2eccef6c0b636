//! Word documents: the words that a reader of the document sees.
//!
//! Which part is the document is read where Word reads it, in the relations, not guessed from a part's name.
//! Tracked changes are read as accepted: what they delete is left out, what they insert is kept, and both are said.
//! Hidden and struck-out words are left out and said; footnotes come after the text; page headers and footers,
//! comments and the second version of a drawing that is meant for old programs are left out.

mod styles;

use styles::Styles;

use super::color::{is_dark, is_light};
use super::note::{Unseen, end_paragraph, join_words};
use super::packed::Packed;
use super::scripts::{Script, raised};
use super::xml::{self, Element, Piece};
use super::{ExtractError, Foreign, Note, WORDS_BYTES_MAX};

/// The namespaces of WordprocessingML (ECMA-376, transitional and strict).
const WORD: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];
/// The beginnings of the namespaces that Word knows: it skips elements of all others, with what they hold.
const KNOWN: [&str; 4] = [
    "http://schemas.openxmlformats.org/",
    "http://schemas.microsoft.com/office/",
    "http://purl.oclc.org/ooxml/",
    "urn:schemas-microsoft-com:",
];
/// Most relations of a part that are looked at.
const RELATIONS: usize = 512;
/// Size below which letters are not seen, in half points.
const SIZE_SEEN: u32 = 4;

/// How wide letters are that are seen, in a hundred of their own width.
const SCALE_SEEN: i64 = 40;
/// Space between letters with which they still stand beside each other, in twentieths of a point.
const SPACING_SEEN: i64 = -40;

/// Whether a packed file is such a document.
pub(super) fn is_document(packed: &Packed) -> bool {
    packed.has("[Content_Types].xml") && packed.has("_rels/.rels")
}

/// The words of a document.
///
/// # Errors
/// If it is damaged, encrypted or too large.
pub(super) fn words(packed: &Packed, notes: &mut Vec<Note>) -> Result<String, ExtractError> {
    let of_kind = |relations: &[Relation], kind: &str| -> Vec<String> {
        let ends = |relation: &&Relation| relation.kind.ends_with(kind);
        relations.iter().filter(ends).map(|relation| relation.target.clone()).collect()
    };
    let mains = of_kind(&relations(packed, "_rels/.rels", "")?, "/officeDocument");
    let [main] = mains.as_slice() else { return Err(ExtractError::Damaged) };
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", main));
    let path = if folder.is_empty() {
        format!("_rels/{file}.rels")
    } else {
        format!("{folder}/_rels/{file}.rels")
    };
    let others = if packed.has(&path) { relations(packed, &path, folder)? } else { Vec::new() };
    let mut text = Text::default();
    for part in of_kind(&others, "/styles").iter().filter(|part| packed.has(part)) {
        text.styles.read(&packed.read(part)?)?;
    }
    for part in of_kind(&others, "/numbering").iter().filter(|part| packed.has(part)) {
        join_words(&mut text.list_words, &styles::list_words(&packed.read(part)?)?);
    }
    text.read(&packed.read(main)?)?;
    if !text.is_word {
        return Err(ExtractError::Foreign(Foreign::Office));
    }
    let footnotes = text.footnotes;
    for kind in ["/footnotes", "/endnotes"] {
        for part in
            of_kind(&others, kind).into_iter().filter(|part| footnotes > 0 && packed.has(part))
        {
            end_paragraph(&mut text.words);
            text.read(&packed.read(&part)?)?;
        }
    }
    let mut around = Text::default();
    for kind in ["/header", "/footer"] {
        for part in of_kind(&others, kind).into_iter().filter(|part| packed.has(part)) {
            end_paragraph(&mut around.words);
            around.read(&packed.read(&part)?)?;
        }
    }
    notes.extend(text.unseen.notes(&around.words));
    let has_words = text.has_lists && !text.list_words.is_empty();
    let flags = [
        (has_words, Note::ListWords(text.list_words)),
        (footnotes > 0, Note::Footnotes(footnotes)),
        (text.has_lists, Note::ListNumbers),
        (text.frames > 0, Note::Frames(text.frames)),
        (text.pictures > 0, Note::Pictures(text.pictures)),
        (!of_kind(&others, "/comments").is_empty(), Note::Comments),
    ];
    notes.extend(flags.into_iter().filter(|(is_so, _)| *is_so).map(|(_, note)| note));
    Ok(text.words)
}

struct Relation {
    kind: String,
    target: String,
}

fn relations(packed: &Packed, part: &str, folder: &str) -> Result<Vec<Relation>, ExtractError> {
    let mut found = Vec::new();
    xml::read(&packed.read(part)?, |piece| {
        let Piece::Start(element) = piece else { return Ok(()) };
        let is_inside = element.attribute("TargetMode") != Some("External");
        if element.name == "Relationship" && is_inside {
            let kind = element.attribute("Type").unwrap_or_default().to_owned();
            let target = element.attribute("Target").unwrap_or_default();
            let target = match target.strip_prefix('/') {
                Some(absolute) => absolute.to_owned(),
                None if folder.is_empty() => target.to_owned(),
                None => format!("{folder}/{target}"),
            };
            found.push(Relation { kind, target });
        }
        if found.len() > RELATIONS { Err(ExtractError::Tangled) } else { Ok(()) }
    })?;
    Ok(found)
}

/// What an element means for the words in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Other,
    Paragraph,
    Run,
    RunProperties,
    ParagraphProperties,
    Words,
    Deleted,
    Inserted,
    Skipped,
}

#[derive(Debug, Default)]
struct Text {
    words: String,
    open: Vec<Role>,
    is_hidden: bool,
    is_struck: bool,
    /// Whether the style of the paragraph, and the run, may hide their words.
    is_paragraph_doubtful: bool,
    is_doubtful: bool,
    styles: Styles,
    list_words: String,
    script: Option<Script>,
    unseen: Unseen,
    footnotes: usize,
    frames: usize,
    pictures: usize,
    has_lists: bool,
    is_word: bool,
}

impl Text {
    fn read(&mut self, part: &[u8]) -> Result<(), ExtractError> {
        self.open.clear();
        xml::read(part, |piece| {
            match piece {
                Piece::Start(element) => {
                    let role = self.role(&element);
                    self.open.push(role);
                }
                Piece::End => {
                    if self.open.pop() == Some(Role::Paragraph) {
                        end_paragraph(&mut self.words);
                    }
                }
                Piece::Text(text) => {
                    if self.open.last() == Some(&Role::Words) {
                        self.add(&text);
                    }
                }
            }
            if self.words.len() > WORDS_BYTES_MAX {
                return Err(ExtractError::Size {
                    what: "the words of a copy",
                    most: WORDS_BYTES_MAX,
                });
            }
            Ok(())
        })
    }

    fn role(&mut self, element: &Element) -> Role {
        let parent = self.open.last().copied().unwrap_or(Role::Other);
        if parent == Role::Skipped
            || !KNOWN.iter().any(|known| element.namespace.starts_with(known))
        {
            return Role::Skipped;
        }
        let is_word = WORD.contains(&element.namespace.as_str());
        let name = element.name.as_str();
        if !is_word {
            let is_math = element.namespace.ends_with("/math");
            match name {
                "textpath" => self.add(element.attribute("string").unwrap_or_default()),
                "textFill" if parent == Role::RunProperties => self.is_doubtful = true,
                _ => {}
            }
            return match name {
                "t" if is_math => Role::Words,
                "Fallback" => Role::Skipped,
                _ => Role::Other,
            };
        }
        self.is_word = true;
        match (parent, name) {
            (Role::RunProperties, _) => {
                self.property(element);
                Role::Other
            }
            (Role::ParagraphProperties, _) => {
                self.has_lists |= name == "numPr";
                self.is_paragraph_doubtful |= name == "pStyle" && self.styles.may_hide(element);
                Role::Skipped
            }
            (_, "p") => {
                end_paragraph(&mut self.words);
                self.is_paragraph_doubtful = self.styles.is_default_doubtful;
                Role::Paragraph
            }
            (_, "r") => {
                (self.is_hidden, self.is_struck, self.script) = (false, false, None);
                self.is_doubtful = false;
                Role::Run
            }
            (Role::Run, "rPr") => Role::RunProperties,
            (_, "pPr") => Role::ParagraphProperties,
            (_, "rPr" | "sectPr" | "tblPr" | "tcPr" | "trPr" | "instrText" | "delInstrText") => {
                Role::Skipped
            }
            (_, "t" | "delText") => Role::Words,
            (_, "del" | "moveFrom") => Role::Deleted,
            (_, "ins" | "moveTo") => Role::Inserted,
            (_, "footnote" | "endnote")
                if element.attribute("type").is_some_and(|kind| kind != "normal") =>
            {
                Role::Skipped
            }
            _ => {
                self.mark(element);
                Role::Other
            }
        }
    }

    /// What stands for letters without being text.
    fn mark(&mut self, element: &Element) {
        match element.name.as_str() {
            "tab" | "ptab" => self.add(" "),
            "br" | "cr" => self.add("\n"),
            "noBreakHyphen" => self.add("\u{2011}"),
            "softHyphen" => self.add("\u{ad}"),
            "sym" => {
                let code =
                    element.attribute("char").and_then(|code| u32::from_str_radix(code, 16).ok());
                let letter = code.and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER);
                self.add(letter.encode_utf8(&mut [0; 4]));
            }
            "footnoteReference" | "endnoteReference" => self.footnotes += 1,
            "altChunk" => self.frames += 1,
            "blip" | "imagedata" => self.pictures += 1,
            _ => {}
        }
    }

    fn property(&mut self, element: &Element) {
        let value = element.attribute("val");
        let is_on = !matches!(value, Some("0" | "false" | "off" | "none"));
        self.is_doubtful |=
            may_hide(element) || element.name == "rStyle" && self.styles.may_hide(element);
        match element.name.as_str() {
            "vanish" => self.is_hidden |= is_on,
            "strike" | "dstrike" => self.is_struck |= is_on,
            "sz" => {
                let size = value.and_then(|size| size.parse().ok());
                self.is_hidden |= size.is_some_and(|size: u32| size <= SIZE_SEEN);
            }
            "vertAlign" => {
                self.script = match value {
                    Some("superscript") => Some(Script::Super),
                    Some("subscript") => Some(Script::Sub),
                    _ => None,
                };
            }
            _ => {}
        }
    }

    fn add(&mut self, text: &str) {
        let is_in = |role| self.open.contains(&role);
        if is_in(Role::Deleted) {
            join_words(&mut self.unseen.deleted, text);
        } else if self.is_hidden {
            join_words(&mut self.unseen.hidden, text);
        } else if self.is_struck {
            join_words(&mut self.unseen.struck, text);
        } else {
            if self.is_doubtful || self.is_paragraph_doubtful {
                join_words(&mut self.unseen.doubtful, text);
            }
            if is_in(Role::Inserted) {
                join_words(&mut self.unseen.inserted, text);
            }
            self.words.push_str(&raised(text, self.script));
        }
    }
}

/// Whether a property of a run may hide its words: their colors, their width and the space between them.
fn may_hide(element: &Element) -> bool {
    let value = element.attribute("val").unwrap_or_default().to_ascii_lowercase();
    let is_less = |least: i64| value.parse::<i64>().is_ok_and(|value| value < least);
    let color = |value: &str| format!("#{}", value.to_ascii_lowercase());
    match element.name.as_str() {
        "color" => {
            let theme = element.attribute("themeColor").unwrap_or_default();
            let is_plain = value == "auto" || value.is_empty() || is_dark(&color(&value));
            !is_plain || ["background", "light", "bg"].iter().any(|one| theme.starts_with(one))
        }
        "shd" => {
            let fill = element.attribute("fill").unwrap_or("auto");
            fill != "auto" && !is_light(&color(fill))
        }
        "highlight" => value.starts_with("dark") || matches!(value.as_str(), "black" | "blue"),
        "w" => is_less(SCALE_SEEN),
        "spacing" => is_less(SPACING_SEEN),
        "webHidden" | "specVanish" => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests;
