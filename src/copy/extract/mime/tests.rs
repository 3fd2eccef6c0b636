use super::super::Note;
use super::super::{Hint, Kind, extract};
use super::*;

const HEAD: &str = "Received: from a.example\r\n by b.example\r\nARC-Seal: i=1\r\nFrom: foro@foro.example\r\nSubject: text\r\nMIME-Version: 1.0\r\n";

/// A mail of parts, each a header and a body.
fn mail(kind: &str, parts: &[(&str, &str)]) -> String {
    let mut mail =
        format!("{HEAD}Content-Type: {kind}; boundary=\"=_x\"\r\n\r\nno reader sees this\r\n");
    for (header, body) in parts {
        mail.push_str(&format!("--=_x\r\n{header}\r\n\r\n{body}\r\n"));
    }
    mail + "--=_x--\r\nnor this\r\n"
}

fn read(mail: &str) -> Vec<Reading> {
    let copy = extract(mail.as_bytes(), Hint::None).unwrap();
    assert_eq!(copy.kind, Kind::Mail);
    copy.readings
}

const PLAIN: &str =
    "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable";
const PAGE: &str =
    "Content-Type: text/html; charset=\"UTF-8\"\r\nContent-Transfer-Encoding: base64";

#[test]
fn both_alternatives_are_read_where_they_have_the_same_words() {
    // <p>We stand together — all of us.</p>
    let page = "PHA+V2Ugc3RhbmQgdG9nZXRoZXIg\r\n4oCUIGFsbCBvZiB1cy48L3A+";
    let mail = mail(
        "multipart/alternative",
        &[(PLAIN, "We stand =\r\ntogether =E2=80=94 all of us.  "), (PAGE, page)],
    );
    let readings = read(&mail);
    let texts: Vec<&str> = readings.iter().map(|reading| reading.text.trim()).collect();
    assert_eq!(texts, ["We stand together — all of us."; 2]);
    assert_eq!(readings[0].notes[1..], [Note::MailEncoding]);
}

#[test]
fn what_a_mail_program_shows_is_read_and_other_plain_words_are_named() {
    let page = "Content-Type: text/html";
    let mail = mail(
        "multipart/alternative",
        &[(PLAIN, "We stand together."), (page, "<p>We do not stand together.</p>")],
    );
    let readings = read(&mail);
    assert_eq!(readings.len(), 1);
    assert_eq!(readings[0].text, "We do not stand together.\n");
    let other = Note::MailOtherWords("We stand together.\n".to_owned());
    assert_eq!(readings[0].notes.last(), Some(&other));
}

#[test]
fn parts_are_shown_after_each_other_and_attachments_are_counted() {
    let inner =
        mail("multipart/alternative", &[("Content-Type: text/plain", "We ask for release.")]);
    let inner = inner.replace("=_x", "inner");
    let mail = mail(
        "multipart/mixed",
        &[
            (PLAIN, "We stand."),
            ("Content-Type: message/rfc822", &inner),
            (
                "Content-Type: text/plain\r\nContent-Disposition: attachment; filename=a.txt",
                "other",
            ),
            ("Content-Type: application/pdf", "JVBERi0="),
            ("Content-Type: text/plain; charset=iso-8859-1", "Adi\u{f3}s."),
        ],
    );
    let readings = read(&mail);
    let words: Vec<&str> = readings[0].text.split_whitespace().collect();
    assert_eq!(words.join(" "), "We stand. We ask for release. AdiÃ³s.");
    assert!(readings[0].notes.contains(&Note::Attachments(2)));
}

#[test]
fn a_page_alone_and_a_coded_text_alone() {
    let page = format!("{HEAD}Content-Type: text/html\r\n\r\n<p>We <b>stand</b>.</p>");
    assert_eq!(read(&page)[0].text, "We stand.\n");
    let coded = format!(
        "{HEAD}Content-Type: text/plain\r\nContent-Transfer-Encoding: BASE64\r\n\r\nV2Ug\r\nc3RhbmQu"
    );
    assert_eq!(read(&coded)[0].text, "We stand.");
    // A file whose name says that it is a mail is read as one, whatever its fields are called.
    let bare = format!("{HEAD}\r\nWe stand.\r\n");
    let copy = extract(bare.as_bytes(), Hint::Mail).unwrap();
    assert_eq!((copy.kind, copy.readings[0].text.trim()), (Kind::Mail, "We stand."));
    assert_eq!(extract(b"We stand: all.\n", Hint::Mail).unwrap().kind, Kind::Plain);
}

#[test]
fn what_is_damaged_encrypted_or_tangled_is_refused() {
    let extract = |mail: &str| extract(mail.as_bytes(), Hint::Mail).map(|copy| copy.readings);
    let sealed = mail("multipart/encrypted", &[("Content-Type: application/octet-stream", "x")]);
    assert_eq!(extract(&sealed), Err(ExtractError::Encrypted));
    assert_eq!(extract(&mail("multipart/mixed", &[])), Err(ExtractError::Empty));
    let bad = mail("multipart/mixed", &[(PAGE, "PHA+*")]);
    assert_eq!(extract(&bad), Err(ExtractError::Damaged));
    let unbound = format!("{HEAD}Content-Type: multipart/mixed\r\n\r\nx");
    assert_eq!(extract(&unbound), Err(ExtractError::Damaged));
    let nested = |depth: usize| {
        let mut inner = "A: b\r\nC: d\r\n\r\nwords".to_owned();
        for _ in 0..depth {
            inner = format!("A: b\r\nContent-Type: message/rfc822\r\n\r\n{inner}");
        }
        extract(&inner)
    };
    assert!(nested(PART_DEPTH_MAX).is_ok());
    assert_eq!(nested(PART_DEPTH_MAX + 1), Err(ExtractError::Tangled));
    let many = |count: usize| extract(&mail("multipart/mixed", &vec![("A: b", "words"); count]));
    assert!(many(MAIL_PARTS_MAX - 1).is_ok());
    assert_eq!(many(MAIL_PARTS_MAX), Err(ExtractError::Tangled));
    let lines = |count: usize| Header::read("A: b\n".repeat(count).as_bytes()).is_some();
    assert!(lines(HEADER_LINES_MAX + 1) && !lines(HEADER_LINES_MAX + 2));
}

#[test]
fn boundaries_are_whole_lines() {
    let parts = |body: &str| -> Vec<String> {
        let parts = super::parts(body.as_bytes(), "x");
        parts.iter().map(|part| String::from_utf8_lossy(part).into_owned()).collect()
    };
    assert_eq!(parts("a\n--x \nb\n--xy\n --x\nc --x\n--x--\n--x\nd"), ["b\n--xy\n --x\nc --x\n"]);
    assert_eq!(parts("--x\r\nb\r\n--x\r\nc"), ["b\r\n", "c"]);
    assert_eq!(parts("b"), [""; 0]);
}

#[test]
fn parameters_and_transfer_encodings() {
    let valued = Valued::of("Text/Plain ; Charset=\"a;b\"; x = y ;format=flowed");
    assert!(valued.is("text/plain") && valued.is("text/") && !valued.is("text"));
    let parameter = |name| valued.parameter(name);
    assert_eq!(
        [parameter("charset"), parameter("x"), parameter("format")],
        [Some("a;b"), Some("y"), Some("flowed")]
    );
    assert_eq!(parameter("boundary"), None);
    let undone = |text: &str| String::from_utf8(quoted_printable(text.as_bytes())).unwrap();
    assert_eq!(undone("a =3D b=\r\nc=c3=A9  \r\n=zz ="), "a = bcé\n=zz ");
}
