//! Rich text (RTF 1.9): the words between its control words.
//!
//! Groups that are no part of the text (fonts, colours, styles, pictures, headers, footers, comments, and whatever a
//! reader may pass over) are left out; hidden and deleted words are said.

use encoding_rs::{Encoding, WINDOWS_1252};

use super::note::Unseen;
use super::{ExtractError, NESTING_MAX, Note, WORDS_BYTES_MAX};

/// Groups that are no part of the text.
const OTHERS: [&str; 18] = [
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "object",
    "annotation",
    "atnauthor",
    "listtable",
    "listoverridetable",
    "fldinst",
    "xmlnstbl",
    "themedata",
    "colorschememapping",
    "datastore",
    "latentstyles",
    "generator",
    "rsidtbl",
];
/// Groups with words around the text.
const AROUND: [&str; 8] =
    ["header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"];

/// What a group says about the words in it.
#[derive(Debug, Clone, Copy, Default)]
struct Group {
    is_other: bool,
    is_around: bool,
    is_hidden: bool,
    is_struck: bool,
    is_deleted: bool,
    /// Letters after a Unicode one that stand for it to old readers.
    fallback: usize,
}

struct Reader<'a> {
    given: &'a [u8],
    at: usize,
    groups: Vec<Group>,
    group: Group,
    encoding: &'static Encoding,
    /// Letters to be passed over.
    passed: usize,
    surrogate: Option<u16>,
    words: String,
    around: String,
    unseen: Unseen,
}

/// The words of a document.
///
/// # Errors
/// If it does not end, is nested more deeply than documents are, or has too many words.
pub(super) fn words(given: &[u8], notes: &mut Vec<Note>) -> Result<String, ExtractError> {
    let mut reader = Reader {
        given,
        at: 0,
        groups: Vec::new(),
        group: Group { fallback: 1, ..Group::default() },
        encoding: WINDOWS_1252,
        passed: 0,
        surrogate: None,
        words: String::new(),
        around: String::new(),
        unseen: Unseen::default(),
    };
    reader.read()?;
    notes.extend(reader.unseen.notes(&reader.around));
    Ok(reader.words)
}

impl Reader<'_> {
    fn read(&mut self) -> Result<(), ExtractError> {
        while let Some(byte) = self.given.get(self.at).copied() {
            self.at += 1;
            match byte {
                b'{' => self.groups.push(self.group),
                b'}' => {
                    self.group = self.groups.pop().ok_or(ExtractError::Damaged)?;
                    if self.groups.is_empty() {
                        // What stands behind the document is shown by nobody.
                        return Ok(());
                    }
                }
                b'\\' => self.control(),
                b'\r' | b'\n' => {}
                _ => {
                    let text = self.encoding.decode_without_bom_handling(&[byte]).0.into_owned();
                    self.text(&text);
                }
            }
            if self.groups.len() > NESTING_MAX {
                return Err(ExtractError::Tangled);
            }
            if self.words.len() + self.around.len() > WORDS_BYTES_MAX {
                return Err(ExtractError::Size {
                    what: "the words of a copy",
                    most: WORDS_BYTES_MAX,
                });
            }
        }
        // A document that does not end was cut, and what is gone may be words.
        Err(ExtractError::Damaged)
    }

    fn control(&mut self) {
        let rest = self.given.get(self.at..).unwrap_or_default();
        let name = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        if name == 0 {
            self.symbol(rest);
            return;
        }
        let digits = rest.get(name..).unwrap_or_default();
        let sign = usize::from(digits.first() == Some(&b'-'));
        let count =
            digits.iter().skip(sign).take(10).take_while(|byte| byte.is_ascii_digit()).count();
        let end = if count > 0 { name + sign + count } else { name };
        let text =
            |range| std::str::from_utf8(rest.get(range).unwrap_or_default()).unwrap_or_default();
        let (word, number) = (text(0..name), text(name..end).parse::<i64>().ok());
        self.at += end + usize::from(rest.get(end) == Some(&b' '));
        self.word(word, number);
    }

    fn symbol(&mut self, rest: &[u8]) {
        self.at += 1;
        match rest.first() {
            Some(b'\'') => {
                let hex = rest.get(1..3).and_then(|hex| std::str::from_utf8(hex).ok());
                self.at += 2;
                if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
                    let text = self.encoding.decode_without_bom_handling(&[byte]).0.into_owned();
                    self.text(&text);
                }
            }
            Some(b'*') => self.group.is_other = true,
            Some(b'~') => self.text("\u{a0}"),
            Some(b'_') => self.text("\u{2011}"),
            Some(b'-') => self.text("\u{ad}"),
            Some(b'\r' | b'\n') => self.text("\n\n"),
            Some(byte @ (b'\\' | b'{' | b'}')) => self.text(&char::from(*byte).to_string()),
            _ => {}
        }
    }

    fn word(&mut self, word: &str, number: Option<i64>) {
        let is_on = number != Some(0);
        match word {
            "par" | "sect" | "page" | "row" => self.text("\n\n"),
            "line" => self.text("\n"),
            "tab" | "cell" => self.text("\t"),
            "emdash" => self.text("—"),
            "endash" => self.text("–"),
            "lquote" => self.text("‘"),
            "rquote" => self.text("’"),
            "ldblquote" => self.text("“"),
            "rdblquote" => self.text("”"),
            "bullet" => self.text("•"),
            "emspace" | "enspace" | "qmspace" => self.text(" "),
            "plain" => {
                (self.group.is_hidden, self.group.is_struck, self.group.is_deleted) =
                    (false, false, false)
            }
            "v" => self.group.is_hidden = is_on,
            "strike" | "striked" => self.group.is_struck = is_on,
            "deleted" => self.group.is_deleted = is_on,
            "uc" => {
                self.group.fallback = number.and_then(|one| usize::try_from(one).ok()).unwrap_or(1)
            }
            "u" => self.unicode(number.unwrap_or_default()),
            "ansicpg" => {
                let label = format!("windows-{}", number.unwrap_or(1252));
                self.encoding = Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252);
            }
            _ if OTHERS.contains(&word) => self.group.is_other = true,
            _ if AROUND.contains(&word) => self.group.is_around = true,
            _ => {}
        }
    }

    fn unicode(&mut self, number: i64) {
        // Numbers above 32,767 are written as negative ones.
        let unit = number.rem_euclid(0x1_0000) as u16;
        let units: Vec<u16> = self.surrogate.take().into_iter().chain([unit]).collect();
        match char::decode_utf16(units).next() {
            Some(Ok(letter)) => self.text(&letter.to_string()),
            _ => self.surrogate = Some(unit),
        }
        self.passed = self.group.fallback;
    }

    fn text(&mut self, text: &str) {
        if self.passed > 0 {
            self.passed -= 1;
            return;
        }
        let Group { is_other, is_around, is_hidden, is_struck, is_deleted, .. } = self.group;
        let into = match () {
            () if is_other => return,
            () if is_around => &mut self.around,
            () if is_deleted => &mut self.unseen.deleted,
            () if is_hidden => &mut self.unseen.hidden,
            () if is_struck => &mut self.unseen.struck,
            () => &mut self.words,
        };
        into.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_reader_sees() {
        let given = br"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}{\*\generator Writer;}{\header Draft\par}\pard We do {\v hidden }{\strike never }ask for \'93rel\u233?ase\'94.\par Twice\line over.\par}";
        let mut notes = Vec::new();
        let words = words(given, &mut notes).unwrap();
        assert_eq!(words, "We do ask for “reléase”.\n\nTwice\nover.\n\n");
        let (hidden, struck, head) = ("hidden ", "never ", "Draft");
        assert_eq!(
            notes,
            [
                Note::Hidden(hidden.into()),
                Note::Struck(struck.into()),
                Note::HeadersFooters(head.into())
            ]
        );
        assert!(super::words(&b"{".repeat(2_000), &mut Vec::new()).is_err());
        for cut in 0..given.len() - 1 {
            let cut = super::words(&given[..cut], &mut Vec::new());
            assert_eq!(cut, Err(ExtractError::Damaged));
        }
        let behind = [given, &b"\0\n{\\par No.}"[..]].concat();
        assert_eq!(super::words(&behind, &mut Vec::new()).unwrap(), words);
    }
}
