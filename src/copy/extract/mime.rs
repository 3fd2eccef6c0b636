//! Mails with a structure (RFC 2045 and 2046): the words that a reader of the mail sees.
//!
//! ```text
//! Content-Type: multipart/alternative; boundary="x"
//!
//! --x
//! Content-Type: text/plain; charset=utf-8
//! Content-Transfer-Encoding: quoted-printable
//!
//! We stand=20together.
//! --x
//! Content-Type: text/html
//!
//! <p>We stand together.
//! --x--
//! ```
//!
//! Of alternatives a mail program shows the last that it can, so that is what is read; the plain one is a reading
//! beside it where it has the same letters, and else is named. Parts after each other are shown after each other.
//! What is attached is not looked at, and said.

use base64ct::{Base64, Encoding as _};

use super::map::Woven;
use super::note::join_words;
use super::{
    ExtractError, HEADER_LINES_MAX, MAIL_PARTS_MAX, MARKUP_BYTES_MAX, Note, PART_DEPTH_MAX,
    Reading, WORDS_BYTES_MAX, encoding, html, plain,
};

/// Fields that a header must have for it to be one: fewer may be a sentence with a colon.
const FIELDS_MIN: usize = 2;
/// Longest address that is shown, in bytes (RFC 5321, section 4.5.3.1.3).
#[cfg(feature = "documents")]
const ADDRESS_BYTES_MAX: usize = 254;

/// Whether these are the bytes of a mail that is more than a header and its text.
pub(super) fn is_structured(given: &[u8]) -> bool {
    let Some((header, _)) = Header::read(given) else { return false };
    let kind = header.content_type();
    header.fields.len() >= FIELDS_MIN
        && header.field("content-type").is_some()
        && (kind.is("multipart/") || kind.is("text/html") || header.transfer() == "base64")
}

/// Whether these are the bytes of any mail.
pub(super) fn is_mail(given: &[u8]) -> bool {
    Header::read(given).is_some_and(|(header, _)| header.fields.len() >= FIELDS_MIN)
}

/// The readings of a mail, the one that a mail program shows first.
///
/// # Errors
/// If there are no words in it, or it is damaged, encrypted or too large.
pub(super) fn readings(given: &[u8]) -> Result<Vec<Reading>, ExtractError> {
    let (header, body) = Header::read(given).ok_or(ExtractError::Damaged)?;
    let mut walk = Walk::default();
    let shown = walk.part(&header, body, 0)?;
    let mut around = String::new();
    let head = given.get(..given.len() - body.len()).unwrap_or_default();
    join_words(&mut around, &String::from_utf8_lossy(head));
    walk.notes.insert(0, Note::MailHeader(around));
    if walk.attached > 0 {
        walk.notes.push(Note::Attachments(walk.attached));
    }
    if shown.rich.is_empty() && shown.plain.is_empty() {
        return Err(if walk.is_encrypted { ExtractError::Encrypted } else { ExtractError::Empty });
    }
    let mut readings = words(&shown.rich, &walk.notes)?;
    if shown.plain != shown.rich {
        let others = words(&shown.plain, &walk.notes)?;
        let is_same = |one: &Reading| readings.iter().any(|own| letters(own) == letters(one));
        match others.first() {
            Some(first) if first.text.trim().is_empty() => {}
            Some(first) if !others.iter().any(is_same) => {
                let note = Note::MailOtherWords(first.text.clone());
                readings.iter_mut().for_each(|reading| reading.notes.push(note.clone()));
            }
            _ => readings.extend(others),
        }
    }
    Ok(readings)
}

/// One part of a mail that holds no others.
#[cfg(feature = "documents")]
pub(super) struct Carried {
    /// The name that it is attached under.
    pub(super) name: Option<String>,
    /// Its bytes as they were before the mail, if they came through it.
    pub(super) bytes: Result<Vec<u8>, ExtractError>,
}

/// What a mail carries, also in mails that are forwarded in it.
///
/// # Errors
/// If it has more parts than mails have.
#[cfg(feature = "documents")]
pub(super) fn carried(given: &[u8]) -> Result<Vec<Carried>, ExtractError> {
    let (header, body) = Header::read(given).ok_or(ExtractError::Damaged)?;
    let (mut found, mut waiting) = (Vec::new(), vec![(header, body, 0)]);
    let mut count = 0;
    while let Some((header, body, depth)) = waiting.pop() {
        count += 1;
        if depth > PART_DEPTH_MAX || count > MAIL_PARTS_MAX {
            return Err(ExtractError::Tangled);
        }
        let kind = header.content_type();
        if let Some(boundary) = kind.parameter("boundary").filter(|_| kind.is("multipart/")) {
            for part in parts(body, boundary).into_iter().rev() {
                let (header, body) = Header::read(part).unwrap_or((Header::default(), part));
                waiting.push((header, body, depth + 1));
            }
        } else if let (true, Some((header, body))) = (kind.is("message/rfc822"), Header::read(body))
        {
            waiting.push((header, body, depth + 1));
        } else {
            found.push(header.carried(body));
        }
    }
    Ok(found)
}

/// Whom a mail says that it is from: the address alone.
#[cfg(feature = "documents")]
pub(super) fn sender(given: &[u8]) -> Option<String> {
    let (header, _) = Header::read(given)?;
    let from = header.field("from")?;
    let address = from.rsplit_once('<').map_or(from, |(_, rest)| rest);
    let address = address.split('>').next()?.trim();
    (address.contains('@') && address.len() <= ADDRESS_BYTES_MAX).then(|| address.to_owned())
}

/// The letters of a reading alone, by which two versions of one mail are compared.
fn letters(reading: &Reading) -> String {
    reading.text.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// Parts that are shown after each other, in the ways in which their words can be read.
fn words(blocks: &[Block], notes: &[Note]) -> Result<Vec<Reading>, ExtractError> {
    let mut notes = notes.to_vec();
    let mut text = String::new();
    let mut has_page = false;
    for block in blocks {
        let words = match block {
            Block::Plain(words) => words.clone(),
            Block::Page(page) => html::words(page, &mut notes)?,
        };
        has_page |= matches!(block, Block::Page(_));
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(&words);
        if text.len() > WORDS_BYTES_MAX {
            return Err(ExtractError::Size { what: "the words of a copy", most: WORDS_BYTES_MAX });
        }
    }
    let woven = Woven::unplaced(text);
    if has_page {
        Ok(vec![Reading::of(woven, notes)])
    } else {
        plain::readings(woven, &notes, false)
    }
}

/// The words of one part.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Block {
    Plain(String),
    Page(String),
}

/// What a part shows: as a page where it can, and without pages where it can.
#[derive(Debug, Default)]
struct Shown {
    rich: Vec<Block>,
    plain: Vec<Block>,
}

#[derive(Default)]
struct Walk {
    notes: Vec<Note>,
    parts: usize,
    attached: usize,
    is_encrypted: bool,
}

impl Walk {
    fn part(&mut self, header: &Header, body: &[u8], depth: usize) -> Result<Shown, ExtractError> {
        self.parts += 1;
        if depth > PART_DEPTH_MAX || self.parts > MAIL_PARTS_MAX {
            return Err(ExtractError::Tangled);
        }
        let kind = header.content_type();
        if kind.is("multipart/") {
            let boundary = kind.parameter("boundary").filter(|one| !one.is_empty());
            let boundary = boundary.ok_or(ExtractError::Damaged)?;
            self.is_encrypted |= kind.is("multipart/encrypted");
            return self.parts(&parts(body, boundary), kind.is("multipart/alternative"), depth);
        }
        self.is_encrypted |= kind.is("application/pkcs7-mime");
        let is_attached = header
            .field("content-disposition")
            .is_some_and(|value| Valued::of(value).is("attachment"));
        if is_attached {
            self.attached += 1;
            return Ok(Shown::default());
        }
        if kind.is("message/rfc822") {
            let Some((header, body)) = Header::read(body) else {
                return Err(ExtractError::Damaged);
            };
            return self.part(&header, body, depth + 1);
        }
        let is_page = kind.is("text/html");
        let bytes = match header.transfer().as_str() {
            _ if !is_page && !kind.is("text/plain") => None,
            "base64" => Some(base64(body)?),
            "quoted-printable" => Some(quoted_printable(body)),
            "" | "7bit" | "8bit" | "binary" => Some(body.to_vec()),
            _ => None,
        };
        let Some(bytes) = bytes else {
            self.attached += 1;
            return Ok(Shown::default());
        };
        if bytes.len() > MARKUP_BYTES_MAX {
            return Err(ExtractError::Size { what: "a part of a mail", most: MARKUP_BYTES_MAX });
        }
        if bytes != body && !self.notes.contains(&Note::MailEncoding) {
            self.notes.push(Note::MailEncoding);
        }
        let text = self.letters(&bytes, kind.parameter("charset"))?;
        let block = if is_page { Block::Page(text) } else { Block::Plain(text) };
        Ok(Shown { rich: vec![block.clone()], plain: vec![block] })
    }

    fn parts(
        &mut self,
        parts: &[&[u8]],
        is_choice: bool,
        depth: usize,
    ) -> Result<Shown, ExtractError> {
        let mut all = Shown::default();
        for part in parts {
            // A part may begin with its words at once, and then is plain text.
            let (header, body) = Header::read(part).unwrap_or((Header::default(), part));
            let shown = self.part(&header, body, depth + 1)?;
            if !is_choice {
                all.rich.extend(shown.rich);
                all.plain.extend(shown.plain);
            } else if !shown.rich.is_empty() {
                all.rich = shown.rich;
                if all.plain.is_empty() {
                    all.plain = shown.plain;
                }
            }
        }
        Ok(all)
    }

    /// The letters of a part in the encoding that it names, else in the one that it looks like.
    fn letters(&mut self, bytes: &[u8], label: Option<&str>) -> Result<String, ExtractError> {
        if let Some(text) = label.and_then(|label| encoding::named(bytes, label)) {
            return Ok(text.trim_start_matches('\u{feff}').to_owned());
        }
        let mut notes = Vec::new();
        let text = encoding::decode(bytes, &mut notes)?.text;
        for note in notes {
            if !self.notes.contains(&note) {
                self.notes.push(note);
            }
        }
        Ok(text)
    }
}

/// The fields before a part.
#[derive(Debug, Default)]
struct Header {
    /// Names in lower case.
    fields: Vec<(String, String)>,
}

impl Header {
    /// The header at the start, and what comes after the blank line that ends it.
    fn read(given: &[u8]) -> Option<(Self, &[u8])> {
        let mut header = Self::default();
        let mut at = 0;
        for (number, line) in given.split_inclusive(|byte| *byte == b'\n').enumerate() {
            at += line.len();
            let text = String::from_utf8_lossy(line.trim_ascii_end());
            if text.is_empty() {
                break;
            }
            // A mailbox file has a line before the first field.
            if number == 0 && text.starts_with("From ") {
                continue;
            }
            if number > HEADER_LINES_MAX {
                return None;
            }
            if text.starts_with([' ', '\t']) {
                let (_, value) = header.fields.last_mut()?;
                value.push(' ');
                value.push_str(text.trim());
                continue;
            }
            let (name, value) = text.split_once(':')?;
            let name = name.trim_end();
            if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_graphic()) {
                return None;
            }
            header.fields.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        Some((header, given.get(at..).unwrap_or_default()))
    }

    /// The part with this header.
    #[cfg(feature = "documents")]
    fn carried(&self, body: &[u8]) -> Carried {
        let kind = self.content_type();
        let disposition = Valued::of(self.field("content-disposition").unwrap_or_default());
        let name = disposition.parameter("filename").or_else(|| kind.parameter("name"));
        let is_sealed = kind.is("application/pkcs7-mime")
            && kind.parameter("smime-type") != Some("signed-data");
        let bytes = match self.transfer().as_str() {
            _ if is_sealed => Err(ExtractError::Encrypted),
            "base64" => base64(body),
            "quoted-printable" => Ok(quoted_printable(body)),
            _ => Ok(body.to_vec()),
        };
        Carried { name: name.map(str::to_owned), bytes }
    }

    fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn content_type(&self) -> Valued<'_> {
        Valued::of(self.field("content-type").unwrap_or("text/plain"))
    }

    fn transfer(&self) -> String {
        let value = self.field("content-transfer-encoding").unwrap_or_default();
        Valued::of(value).value
    }
}

/// A value with parameters: `text/plain; charset="utf-8"`.
struct Valued<'a> {
    /// In lower case.
    value: String,
    parameters: Vec<(String, &'a str)>,
}

impl<'a> Valued<'a> {
    fn of(text: &'a str) -> Self {
        let (value, mut rest) = text.split_once(';').unwrap_or((text, ""));
        let mut parameters = Vec::new();
        while let Some((name, after)) = rest.split_once('=') {
            let after = after.trim_start();
            let (value, next) = match after.strip_prefix('"') {
                Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
                None => (after, after),
            };
            let (plain, next) = next.split_once(';').unwrap_or((next, ""));
            let value = if after.starts_with('"') { value } else { plain.trim() };
            parameters.push((name.trim().to_ascii_lowercase(), value));
            rest = next;
        }
        Self { value: value.trim().to_ascii_lowercase(), parameters }
    }

    /// Whether it is this, or begins with it where it ends in a slash.
    fn is(&self, what: &str) -> bool {
        if what.ends_with('/') { self.value.starts_with(what) } else { self.value == what }
    }

    fn parameter(&self, name: &str) -> Option<&'a str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| *value)
    }
}

/// What stands between the lines that begin with a boundary; what is not ended ends with the mail.
fn parts<'a>(body: &'a [u8], boundary: &str) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    let (mut at, mut start) = (0, None);
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        let before = at;
        at += line.len();
        let rest = line.strip_prefix(b"--").and_then(|line| line.strip_prefix(boundary.as_bytes()));
        let Some(rest) = rest.map(<[u8]>::trim_ascii) else { continue };
        let is_end = rest.starts_with(b"--");
        if !rest.is_empty() && !is_end {
            continue;
        }
        parts.extend(start.and_then(|start| body.get(start..before)));
        start = (!is_end).then_some(at);
        if is_end {
            return parts;
        }
    }
    parts.extend(start.and_then(|start| body.get(start..)));
    parts
}

fn base64(body: &[u8]) -> Result<Vec<u8>, ExtractError> {
    let letters: Vec<u8> =
        body.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let text = std::str::from_utf8(&letters).map_err(|_| ExtractError::Damaged)?;
    Base64::decode_vec(text).map_err(|_| ExtractError::Damaged)
}

/// What quoted-printable (RFC 2045, section 6.7) stands for; a `=` that stands for nothing stays.
fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(body.len());
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        // White space at a line's end was added on the way.
        let words = line.trim_ascii_end();
        let (words, end) = match words.strip_suffix(b"=") {
            Some(soft) => (soft, &b""[..]),
            None if line.ends_with(b"\n") => (words, &b"\n"[..]),
            None => (words, &b""[..]),
        };
        let mut rest = words;
        while let Some((byte, after)) = rest.split_first() {
            let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
            let octet = digits
                .filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
                .and_then(|digits| u8::from_str_radix(digits, 16).ok());
            match octet.filter(|_| *byte == b'=') {
                Some(octet) => {
                    plain.push(octet);
                    rest = after.get(2..).unwrap_or_default();
                }
                None => {
                    plain.push(*byte);
                    rest = after;
                }
            }
        }
        plain.extend_from_slice(end);
    }
    plain
}

#[cfg(test)]
mod tests;
