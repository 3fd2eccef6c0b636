//! What mail programs do to a text: headers before it, quoted-printable, and `> ` before what is quoted.
//!
//! Each step changes what is recognisable as a mail program's doing and leaves everything else alone;
//! `format=flowed` (RFC 3676) only breaks lines, which whoever compares does not count.

use super::Note;
use super::encoding::windows_1252;
use super::map::Woven;

/// Names of header lines that begin a mail, as programs write them when they save, print or forward it.
const HEADERS: [&str; 34] = [
    "from",
    "to",
    "cc",
    "bcc",
    "subject",
    "date",
    "sent",
    "reply-to",
    "sender",
    "message-id",
    "in-reply-to",
    "references",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
    "content-language",
    "received",
    "return-path",
    "delivered-to",
    "dkim-signature",
    "authentication-results",
    "list-id",
    "user-agent",
    "importance",
    // Spanish and French programs.
    "de",
    "para",
    "asunto",
    "fecha",
    "enviado",
    "objet",
    "à",
    "envoyé",
    "pour",
    "cci",
];
/// Header lines that must stand together: one alone may be a sentence with a colon.
const HEADERS_MIN: usize = 2;

/// Takes off the header lines at the start.
pub(super) fn without_header(woven: Woven, notes: &mut Vec<Note>) -> Woven {
    let Some(end) = header(&woven.text) else { return woven };
    notes.push(Note::MailHeader(woven.text.get(..end).unwrap_or_default().to_owned()));
    let mut rest = Woven::default();
    rest.keep(&woven, end..woven.text.len());
    rest
}

/// Where the words begin after the header lines.
fn header(text: &str) -> Option<usize> {
    let (mut names, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        at += line.len();
        let is_blank = line.trim().is_empty();
        if is_blank && names == 0 {
            continue;
        }
        if is_blank {
            break;
        }
        if line.starts_with([' ', '\t']) && names > 0 {
            continue;
        }
        let name = line.split_once(':')?.0.trim_matches(['*', ' ']);
        let lower = name.to_lowercase();
        let is_extension = lower.starts_with("x-") && !lower.contains(' ');
        if !HEADERS.contains(&lower.as_str()) && !is_extension {
            return None;
        }
        names += 1;
    }
    (names >= HEADERS_MIN).then_some(at)
}

/// Undoes quoted-printable (RFC 2045, section 6.7), where every `=` of the text belongs to it.
pub(super) fn without_quoted_printable(woven: Woven, notes: &mut Vec<Note>) -> Woven {
    match undone(&woven) {
        Some(undone) => {
            notes.push(Note::MailEncoding);
            undone
        }
        None => woven,
    }
}

fn undone(woven: &Woven) -> Option<Woven> {
    let text = &woven.text;
    let mut plain = Woven::default();
    let mut kept = 0;
    while let Some(found) = text.get(kept..)?.find('=') {
        let start = kept + found;
        plain.keep(woven, kept..start);
        let mut bytes = Vec::new();
        let mut at = start;
        while let Some(byte) = octet(text.get(at..)?) {
            bytes.push(byte);
            at += 3;
            // A soft break may stand between the bytes of one letter.
            at += soft_break(text.get(at..)?)
                .filter(|past| octet(&text[at + past..]).is_some())
                .unwrap_or(0);
        }
        if bytes.is_empty() {
            at += soft_break(text.get(at..)?)?;
        } else {
            let letters = String::from_utf8(bytes)
                .unwrap_or_else(|error| windows_1252::decode(error.as_bytes()));
            plain.replace(woven, start..at, &letters);
        }
        kept = at;
    }
    if kept == 0 {
        return None;
    }
    plain.keep(woven, kept..text.len());
    Some(plain)
}

/// The byte that `=XX` stands for; lower-case digits are no quoted-printable.
fn octet(text: &str) -> Option<u8> {
    let digits = text.strip_prefix('=')?.get(..2)?;
    let is_digit = |digit: u8| digit.is_ascii_digit() || (b'A'..=b'F').contains(&digit);
    if !digits.bytes().all(is_digit) {
        return None;
    }
    let byte = u8::from_str_radix(digits, 16).ok()?;
    // Nothing but text is written so, and a zero is no text.
    (byte >= 0x20 || matches!(byte, b'\t' | b'\n' | b'\r')).then_some(byte)
}

/// The length of `=` and the line end after it.
fn soft_break(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('=')?;
    let blank = rest.trim_start_matches([' ', '\t']);
    let end = if blank.starts_with("\r\n") {
        2
    } else if blank.starts_with(['\n', '\r']) {
        1
    } else {
        return if blank.is_empty() { Some(text.len()) } else { None };
    };
    Some(text.len() - blank.len() + end)
}

/// Takes off `> ` before lines; `| ` where all of several lines begin so, and are no rows of a table.
pub(super) fn without_quoting(woven: Woven, notes: &mut Vec<Note>) -> Woven {
    let is_barred =
        |line: &str| line.starts_with('|') && !line.trim_start_matches('|').contains('|');
    let mut lines = woven.text.lines().map(str::trim).filter(|line| !line.is_empty()).peekable();
    let has_bars = lines.peek().is_some() && lines.all(is_barred);
    let mark = |line: &str| {
        let marks: &[char] = if has_bars { &['>', '|', ' ', '\t'] } else { &['>', ' ', '\t'] };
        let is_marked = line.trim_start().starts_with(if has_bars { '|' } else { '>' });
        if is_marked { line.len() - line.trim_start_matches(marks).len() } else { 0 }
    };
    without_marks(woven, mark, Note::Quoting, notes)
}

/// Takes off bullets before lines.
pub(super) fn without_bullets(woven: Woven, notes: &mut Vec<Note>) -> Woven {
    let mark = |line: &str| {
        let rest = line.trim_start();
        let after = rest.trim_start_matches([
            '-', '*', '+', '•', '·', '◦', '▪', '‣', '●', '○', '–', '\u{f0b7}',
        ]);
        let is_one = rest.chars().count() == after.chars().count() + 1;
        let is_apart = after.starts_with([' ', '\t', '\u{a0}']);
        if is_one && is_apart { line.len() - after.trim_start().len() } else { 0 }
    };
    without_marks(woven, mark, Note::Bullets, notes)
}

fn without_marks(
    woven: Woven,
    mark: impl Fn(&str) -> usize,
    note: impl Fn(usize) -> Note,
    notes: &mut Vec<Note>,
) -> Woven {
    let mut plain = Woven::default();
    let (mut at, mut lines) = (0, 0);
    for line in woven.text.split_inclusive('\n') {
        let body = line.trim_end_matches(['\n', '\r']);
        let marks = mark(body);
        lines += usize::from(marks > 0);
        plain.keep(&woven, at + marks..at + line.len());
        at += line.len();
    }
    if lines == 0 {
        return woven;
    }
    notes.push(note(lines));
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn done(step: impl Fn(Woven, &mut Vec<Note>) -> Woven, text: &str) -> (String, Vec<Note>) {
        let mut notes = Vec::new();
        (step(Woven::same(text, 0), &mut notes).text, notes)
    }

    #[test]
    fn headers_come_off_where_they_are_headers() {
        let mail = "From: a@uno.example\r\nSubject: To all\r\n of us\r\nX-Spam: no\r\n\r\nWords: here.\r\n";
        let header = mail.split("Words").next().unwrap().to_owned();
        assert_eq!(
            done(without_header, mail),
            ("Words: here.\r\n".to_owned(), vec![Note::MailHeader(header)])
        );
        for text in ["To: nobody\n\nWords", "From: a\nWe ask: release them\n\nWords", "Words", ""] {
            assert_eq!(done(without_header, text), (text.to_owned(), vec![]));
        }
    }

    #[test]
    fn quoted_printable_is_undone_only_where_all_of_it_can_be() {
        let undone = |text| done(without_quoted_printable, text).0;
        assert_eq!(undone("defend=\ners=E2=80=99 and=20\nso"), "defenders’ and \nso");
        assert_eq!(undone("=C3=\r\n=A9t=C3=A9 =3D"), "été =");
        assert_eq!(undone("d=E9tenus"), "détenus");
        for text in ["a=b", "a =e2=80=99", "=00", "1 + 1 = 2", "=E2=80=99 a=b"] {
            assert_eq!(done(without_quoted_printable, text), (text.to_owned(), vec![]));
        }
        let woven = without_quoted_printable(Woven::same("a=\nb=E2=80=99c", 0), &mut Vec::new());
        assert_eq!(woven.map.given(1..2), Some(3..4));
        assert_eq!(woven.map.given(2..5), Some(4..13));
    }

    #[test]
    fn marks_come_off_at_the_start_of_lines() {
        assert_eq!(
            done(without_quoting, "> a > b\n>> c\n>\n> > d\ne"),
            ("a > b\nc\n\nd\ne".to_owned(), vec![Note::Quoting(4)])
        );
        assert_eq!(
            done(without_quoting, "| a\n|\n|| b\n"),
            ("a\n\nb\n".to_owned(), vec![Note::Quoting(3)])
        );
        for text in ["| a | b |\n| c | d |\n", "| a\nb\n", "\n"] {
            assert_eq!(done(without_quoting, text), (text.to_owned(), vec![]));
        }
        assert_eq!(
            done(without_bullets, "- a\n * b\n•\u{a0}c\n** d\n-e\n- "),
            ("a\nb\nc\n** d\n-e\n".to_owned(), vec![Note::Bullets(4)])
        );
    }
}
