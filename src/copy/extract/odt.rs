//! OpenDocument texts (ODF 1.3): the words that a reader of the document sees.
//!
//! The words are the paragraphs and headings of `content.xml`. Tracked changes are read as accepted: what they delete
//! lies apart in the document and is left out, what they insert is kept, and both are said.
//! Hidden and struck-out words are left out and said; footnotes come after the text; page headers and footers and
//! comments are left out.

use std::collections::{BTreeMap, BTreeSet};

use super::color::{is_dark, is_light};
use super::note::{Unseen, end_paragraph, join_words};
use super::packed::Packed;
use super::scripts::{Script, raised};
use super::xml::{self, Element, Piece};
use super::{ExtractError, Foreign, Note, WORDS_BYTES_MAX};

const TEXT: &str = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
const OFFICE: &str = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";
const STYLE: &str = "urn:oasis:names:tc:opendocument:xmlns:style:1.0";
/// How the media type of such a document begins; templates and master documents go on.
const MEDIA_TYPE: &str = "application/vnd.oasis.opendocument.text";
/// Styles one after the other from which a style takes what it does not say.
const PARENTS_MAX: usize = 32;
/// Most spaces that one element stands for.
const SPACES_MAX: usize = 256;

/// Size below which letters may not be seen, in points.
const SIZE_SEEN: f64 = 4.0;
/// How wide letters are that are seen, in a hundred of their own width.
const SCALE_SEEN: f64 = 40.0;
/// Space between letters with which they still stand beside each other, in centimetres or inches.
const SPACING_SEEN: f64 = -0.08;

/// The element that holds all of a document in one file.
const FLAT: &[u8] = b"office:document";
/// Bytes within which it begins and says what it holds.
const HEAD_BYTES: usize = 8192;

/// Whether a packed file is a document of this family.
pub(super) fn is_document(packed: &Packed) -> bool {
    packed.has("content.xml") && packed.has("mimetype")
}

/// The words of a document.
///
/// # Errors
/// If it is damaged, encrypted, too large, or no text.
pub(super) fn words(packed: &Packed, notes: &mut Vec<Note>) -> Result<String, ExtractError> {
    let kind = packed.read("mimetype")?;
    if !kind.starts_with(MEDIA_TYPE.as_bytes()) {
        return Err(ExtractError::Foreign(Foreign::Office));
    }
    if is_encrypted(packed)? {
        return Err(ExtractError::Encrypted);
    }
    let content = packed.read("content.xml")?;
    let part = packed.has("styles.xml").then(|| packed.read("styles.xml")).transpose()?;
    written(&content, part.as_deref(), notes)
}

/// Whether a text is a document of this family in one file (`.fodt`).
pub(super) fn is_flat(given: &[u8]) -> bool {
    let head = given.get(..given.len().min(HEAD_BYTES)).unwrap_or_default();
    let is_text = head.trim_ascii_start().strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    is_text.trim_ascii_start().starts_with(b"<")
        && head.windows(MEDIA_TYPE.len()).any(|window| window == MEDIA_TYPE.as_bytes())
        && head.windows(FLAT.len()).any(|window| window == FLAT)
}

/// The words of a document in one file.
///
/// # Errors
/// If it is damaged or too large.
pub(super) fn flat(given: &[u8], notes: &mut Vec<Note>) -> Result<String, ExtractError> {
    written(given, None, notes)
}

fn written(
    content: &[u8],
    part: Option<&[u8]>,
    notes: &mut Vec<Note>,
) -> Result<String, ExtractError> {
    let mut styles = Styles::default();
    let mut around = Text::default();
    if let Some(part) = part {
        styles.read(part)?;
        styles.read(content)?;
        around.read(part, &styles)?;
    } else {
        styles.read(content)?;
    }
    let mut text = Text::default();
    text.read(content, &styles)?;
    end_paragraph(&mut text.words);
    notes.extend(text.unseen.notes(&around.words));
    let footnotes = text.footnotes.len();
    join_words(&mut text.list_words, &around.list_words);
    let flags = [
        (footnotes > 0, Note::Footnotes(footnotes)),
        (!text.list_words.is_empty(), Note::ListWords(text.list_words)),
        (text.has_lists, Note::ListNumbers),
        (text.frames > 0, Note::Frames(text.frames)),
        (text.pictures > 0, Note::Pictures(text.pictures)),
        (text.has_comments, Note::Comments),
    ];
    notes.extend(flags.into_iter().filter(|(is_so, _)| *is_so).map(|(_, note)| note));
    let mut words = text.words;
    text.footnotes.iter().for_each(|note| words.push_str(note));
    Ok(words)
}

fn is_encrypted(packed: &Packed) -> Result<bool, ExtractError> {
    const MANIFEST: &str = "META-INF/manifest.xml";
    if packed.has("encrypted-package") {
        return Ok(true);
    }
    if !packed.has(MANIFEST) {
        return Ok(false);
    }
    let mut is_encrypted = false;
    xml::read(&packed.read(MANIFEST)?, |piece| {
        is_encrypted |= matches!(piece, Piece::Start(element) if element.name == "encryption-data");
        Ok(())
    })?;
    Ok(is_encrypted)
}

/// What a style says about the words in it.
#[derive(Debug, Clone, Default)]
struct Style {
    parent: Option<String>,
    is_hidden: Option<bool>,
    is_struck: Option<bool>,
    is_doubtful: Option<bool>,
    script: Option<Script>,
}

/// The styles, by family and name.
#[derive(Debug, Default)]
struct Styles(BTreeMap<(String, String), Style>);

impl Styles {
    fn read(&mut self, part: &[u8]) -> Result<(), ExtractError> {
        let mut open: Option<(String, String)> = None;
        xml::read(part, |piece| {
            let Piece::Start(element) = piece else { return Ok(()) };
            if element.namespace != STYLE {
                return Ok(());
            }
            let named = |name| element.attribute(name).unwrap_or_default().to_owned();
            match element.name.as_str() {
                "style" => {
                    let key = (named("family"), named("name"));
                    let parent = element.attribute("parent-style-name").map(str::to_owned);
                    self.0.insert(key.clone(), Style { parent, ..Style::default() });
                    open = Some(key);
                }
                "default-style" => open = None,
                "text-properties" | "section-properties" => {
                    if let Some(style) = open.as_ref().and_then(|key| self.0.get_mut(key)) {
                        style.set(&element);
                    }
                }
                _ => {}
            }
            Ok(())
        })
    }

    /// What a style says, or else those from which it is derived.
    fn of(&self, family: &str, name: &str) -> Style {
        let mut found = Style::default();
        let mut next = Some(name.to_owned());
        for _ in 0..PARENTS_MAX {
            let Some(name) = next else { break };
            let Some(style) = self.0.get(&(family.to_owned(), name)) else { break };
            found.is_hidden = found.is_hidden.or(style.is_hidden);
            found.is_struck = found.is_struck.or(style.is_struck);
            found.is_doubtful = found.is_doubtful.or(style.is_doubtful);
            found.script = found.script.or(style.script);
            next = style.parent.clone();
        }
        found
    }
}

impl Style {
    /// What words in this style are: hidden and struck-out ones are left out.
    const fn role(&self, shown: Role) -> Role {
        match (self.is_hidden, self.is_struck) {
            (Some(true), _) => Role::Hidden,
            (_, Some(true)) => Role::Struck,
            _ => shown,
        }
    }

    fn set(&mut self, element: &Element) {
        if let Some(display) = element.attribute("display") {
            self.is_hidden = Some(display == "none");
        }
        for line in ["text-line-through-style", "text-line-through-type"] {
            if let Some(value) = element.attribute(line) {
                self.is_struck = Some(value != "none");
            }
        }
        let is_small = |name: &str, unit: &str, least: f64| {
            let size = element.attribute(name).and_then(|size| size.strip_suffix(unit));
            size.and_then(|size| size.parse().ok()).is_some_and(|size: f64| size < least)
        };
        let color = |name: &str| element.attribute(name).map(str::to_ascii_lowercase);
        let is_pale = color("color").is_some_and(|color| !is_dark(&color));
        let is_covered = color("background-color").is_some_and(|color| !is_light(&color));
        let is_tiny = is_small("font-size", "pt", SIZE_SEEN)
            || is_small("text-scale", "%", SCALE_SEEN)
            || is_small("letter-spacing", "cm", SPACING_SEEN)
            || is_small("letter-spacing", "in", SPACING_SEEN);
        let says = ["color", "background-color", "font-size", "text-scale", "letter-spacing"]
            .iter()
            .any(|name| element.attribute(name).is_some());
        if says {
            self.is_doubtful = Some(is_pale || is_covered || is_tiny);
        }
        let position = element.attribute("text-position").unwrap_or_default();
        let raise = position.split_whitespace().next().unwrap_or_default();
        self.script = match raise {
            "super" => Some(Script::Super),
            "sub" => Some(Script::Sub),
            _ if raise.starts_with('-') => Some(Script::Sub),
            _ if raise.ends_with('%') && !raise.starts_with('0') => Some(Script::Super),
            _ => self.script,
        };
    }
}

/// What an element means for the words in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// No words of its own.
    Other,
    Paragraph,
    /// Letters, with how they are set.
    Words(Option<Script>),
    Deleted,
    Hidden,
    Struck,
    Note,
    Skipped,
}

#[derive(Debug, Default)]
struct Text {
    words: String,
    bytes: usize,
    open: Vec<Role>,
    /// Where the words of the paragraph begin, and whether a field hides all of them.
    paragraph_at: usize,
    is_paragraph_hidden: bool,
    /// The words around a footnote while it is read, and the footnotes.
    aside: Vec<String>,
    footnotes: Vec<String>,
    /// The region of a tracked change that is described, those that insert, and the one that is open.
    region: String,
    insertions: BTreeSet<String>,
    inserting: BTreeSet<String>,
    unseen: Unseen,
    /// How deep the elements are whose words may not be seen.
    doubtful: Vec<usize>,
    list_words: String,
    frames: usize,
    pictures: usize,
    has_lists: bool,
    has_comments: bool,
}

impl Text {
    fn read(&mut self, part: &[u8], styles: &Styles) -> Result<(), ExtractError> {
        xml::read(part, |piece| {
            match piece {
                Piece::Start(element) => {
                    let role = self.role(&element, styles);
                    self.open.push(role);
                }
                Piece::End => self.end(),
                Piece::Text(text) => {
                    let is_words = matches!(
                        self.open.last(),
                        Some(Role::Paragraph | Role::Words(_) | Role::Hidden | Role::Struck)
                    );
                    if is_words {
                        self.add(&text);
                    }
                }
            }
            if self.bytes > WORDS_BYTES_MAX {
                return Err(ExtractError::Size {
                    what: "the words of a copy",
                    most: WORDS_BYTES_MAX,
                });
            }
            Ok(())
        })
    }

    fn end(&mut self) {
        let ended = self.open.pop();
        self.doubtful.pop_if(|depth| *depth == self.open.len());
        match ended {
            Some(Role::Paragraph) => {
                if std::mem::take(&mut self.is_paragraph_hidden) {
                    let at = self.paragraph_at.min(self.words.len());
                    let words = self.words.split_off(at);
                    join_words(&mut self.unseen.hidden, &words);
                }
                end_paragraph(&mut self.words);
            }
            Some(Role::Note) => {
                end_paragraph(&mut self.words);
                let around = self.aside.pop().unwrap_or_default();
                self.paragraph_at = around.trim_end_matches('\n').len();
                self.footnotes.push(std::mem::replace(&mut self.words, around));
            }
            _ => {}
        }
    }

    fn role(&mut self, element: &Element, styles: &Styles) -> Role {
        if self.open.last() == Some(&Role::Skipped) {
            return Role::Skipped;
        }
        let name = element.name.as_str();
        if element.namespace == OFFICE {
            self.has_comments |= name == "annotation";
            return if name == "annotation" { Role::Skipped } else { Role::Other };
        }
        if element.namespace != TEXT {
            self.frames += usize::from(name == "object" || name == "object-ole");
            self.pictures += usize::from(name == "image");
            return Role::Other;
        }
        let style = element.attribute("style-name").unwrap_or_default();
        let is_hidden = element.attribute("is-hidden") == Some("true");
        match name {
            "p" | "h" => {
                end_paragraph(&mut self.words);
                self.paragraph_at = self.words.len();
                self.styled(&styles.of("paragraph", style), Role::Paragraph)
            }
            "span" => {
                let style = styles.of("text", style);
                self.styled(&style, Role::Words(style.script))
            }
            "section" if is_hidden || element.attribute("display") == Some("none") => Role::Hidden,
            "hidden-text" if is_hidden => Role::Hidden,
            "deletion" => Role::Deleted,
            "note-citation" => Role::Skipped,
            "note" => {
                self.aside.push(std::mem::take(&mut self.words));
                Role::Note
            }
            "section" | "list" | "list-item" | "list-header" | "tracked-changes"
            | "changed-region" | "insertion" | "note-body" => {
                self.structure(element);
                Role::Other
            }
            _ => {
                self.is_paragraph_hidden |= name == "hidden-paragraph" && is_hidden;
                self.mark(element);
                Role::Words(None)
            }
        }
    }

    fn styled(&mut self, style: &Style, shown: Role) -> Role {
        if style.is_doubtful == Some(true) {
            self.doubtful.push(self.open.len());
        }
        style.role(shown)
    }

    fn structure(&mut self, element: &Element) {
        match element.name.as_str() {
            "changed-region" => {
                self.region = element.attribute("id").unwrap_or_default().to_owned();
            }
            "insertion" => {
                self.insertions.insert(self.region.clone());
            }
            name => self.has_lists |= name == "list-item",
        }
    }

    /// What stands for letters without being text, and where what was inserted begins and ends.
    fn mark(&mut self, element: &Element) {
        let change = element.attribute("change-id").unwrap_or_default();
        match element.name.as_str() {
            "s" => {
                let count = element.attribute("c").and_then(|count| count.parse().ok());
                self.push(&" ".repeat(count.unwrap_or(1).min(SPACES_MAX)));
            }
            "tab" => self.push(" "),
            "line-break" => self.push("\n"),
            "change-start" if self.insertions.contains(change) => {
                self.inserting.insert(change.to_owned());
            }
            "change-end" => {
                self.inserting.remove(change);
            }
            "list-level-style-number" | "list-level-style-bullet" => {
                for name in ["num-prefix", "num-suffix", "bullet-char"] {
                    let words = element.attribute(name).unwrap_or_default();
                    if words.chars().filter(|one| one.is_alphabetic()).count() > 1 {
                        join_words(&mut self.list_words, words);
                    }
                }
            }
            _ => {}
        }
    }

    /// Adds words; white space in a row is one space (ODF 1.3, part 3, section 6.1.2).
    fn add(&mut self, text: &str) {
        let mut plain = String::with_capacity(text.len());
        for letter in text.chars() {
            if !matches!(letter, ' ' | '\t' | '\n' | '\r') {
                plain.push(letter);
            } else if !plain.ends_with(' ') {
                plain.push(' ');
            }
        }
        self.push(&plain);
    }

    fn push(&mut self, text: &str) {
        self.bytes += text.len();
        let is_in = |role| self.open.contains(&role);
        if is_in(Role::Deleted) {
            join_words(&mut self.unseen.deleted, text);
        } else if is_in(Role::Hidden) {
            join_words(&mut self.unseen.hidden, text);
        } else if is_in(Role::Struck) {
            join_words(&mut self.unseen.struck, text);
        } else {
            if !self.doubtful.is_empty() {
                join_words(&mut self.unseen.doubtful, text);
            }
            if !self.inserting.is_empty() {
                join_words(&mut self.unseen.inserted, text);
            }
            let script = self.open.iter().rev().find_map(|role| match role {
                Role::Words(script) => *script,
                _ => None,
            });
            self.words.push_str(&raised(text, script));
        }
    }
}

#[cfg(test)]
mod tests;
