//! Taking in answers as mail programs save, send and spoil them.

use std::fs;
use std::io::{Cursor, Write as _};
use std::process::{Command, Stdio};

use base64ct::{Base64, Encoding as _};
use countersign_core::digest::Hash;
use countersign_core::key::PrivateKey;
use testkit::cli::{Ran, run_with};
use testkit::desk::Desk;

/// A packed file, stored, with these files.
pub(super) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut all, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let size = u32::try_from(bytes.len()).unwrap().to_le_bytes();
        let mut shape = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        shape.extend(crc(bytes).to_le_bytes());
        shape.extend([size, size].concat());
        shape.extend(u32::try_from(name.len()).unwrap().to_le_bytes());
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&shape);
        directory.extend([0; 10]);
        directory.extend(u32::try_from(all.len()).unwrap().to_le_bytes());
        directory.extend(name.as_bytes());
        all.extend(b"PK\x03\x04");
        all.extend(&shape);
        all.extend(name.as_bytes());
        all.extend(*bytes);
    }
    let count = u16::try_from(files.len()).unwrap().to_le_bytes();
    let start = u32::try_from(all.len()).unwrap().to_le_bytes();
    let size = u32::try_from(directory.len()).unwrap().to_le_bytes();
    all.extend(directory);
    all.extend(b"PK\x05\x06\0\0\0\0");
    all.extend([count, count].concat());
    all.extend([size, start].concat());
    all.extend([0, 0]);
    all
}

fn crc(bytes: &[u8]) -> u32 {
    let step = |sum: u32, _| if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 };
    !bytes.iter().fold(!0_u32, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), step))
}

const HEADER: &str = "From: Press <press@foro.example>\r\nTo: secretariat@c.example\r\n\
    Subject: =?utf-8?q?our_answer?=\r\nMIME-Version: 1.0\r\n";

/// A mail with one part.
fn mail(kind: &str, coding: &str, body: &str) -> String {
    format!(
        "{HEADER}Content-Type: {kind}; charset=utf-8\r\nContent-Transfer-Encoding: {coding}\r\n\r\n{body}"
    )
}

/// A mail with words and something attached to it.
fn attached(words: &str, kind: &str, coding: &str, body: &str) -> String {
    format!(
        "{HEADER}Content-Type: multipart/mixed; boundary=\"=_x\"\r\n\r\n--=_x\r\nContent-Type: text/plain\r\n\r\n\
        {words}\r\n--=_x\r\nContent-Type: {kind}\r\nContent-Disposition: attachment; filename=\"a.bin\"\r\n\
        Content-Transfer-Encoding: {coding}\r\n\r\n{body}\r\n--=_x--\r\n"
    )
}

fn base64(bytes: &[u8]) -> String {
    lines(&Base64::encode_string(bytes), 76, "\r\n")
}

fn lines(text: &str, columns: usize, end: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    letters.chunks(columns).map(|line| line.iter().collect::<String>() + end).collect()
}

fn quoted_printable(text: &str) -> String {
    let coded = text.replace('=', "=3D");
    coded
        .lines()
        .map(|line| lines(line, 60, "=\r\n").trim_end_matches("=\r\n").to_owned() + "\r\n")
        .collect()
}

/// The same text with its base64 in lines of another length.
fn wrapped(text: &str, columns: usize) -> String {
    let begin = "-----BEGIN COUNTERSIGN REPLY-----\n";
    let (before, rest) = text.split_once(begin).unwrap();
    let (inside, end) = rest.split_once("-----END").unwrap();
    let inside = lines(&inside.replace('\n', ""), columns, "\n");
    format!("{before}{begin}{inside}-----END{end}")
}

fn wide(text: &str, order: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
    format!("\u{feff}{text}").encode_utf16().flat_map(order).collect()
}

fn page(lines: &str) -> String {
    format!("<html><head><style>p {{ margin: 0 }}</style></head><body>{lines}</body></html>")
}

/// A Word document with a paragraph for each line.
pub(super) fn docx(text: &str) -> Vec<u8> {
    let paragraphs: String = text
        .lines()
        .map(|line| format!("<w:p><w:r><w:t xml:space=\"preserve\">{line}</w:t></w:r></w:p>"))
        .collect();
    docx_of(&paragraphs)
}

/// A Word document with this body.
pub(super) fn docx_of(paragraphs: &str) -> Vec<u8> {
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\
        \"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{paragraphs}</w:body></w:document>"
    );
    let types = b"<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    let relations = b"<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
        <Relationship Id=\"a\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
        Target=\"word/document.xml\"/></Relationships>";
    zip(&[
        ("[Content_Types].xml", types),
        ("_rels/.rels", relations),
        ("word/document.xml", document.as_bytes()),
    ])
}

/// What became of a reply on its way, by what that is called.
fn shapes(reply: &str) -> Vec<(&'static str, Vec<u8>)> {
    let escaped = reply.replace('&', "&amp;").replace('>', "&gt;");
    let each = |before: &str, after: &str| {
        reply.lines().map(|line| format!("{before}{line}{after}\n")).collect::<String>()
    };
    let dashed = |dashes: &str| reply.replace("-----", dashes);
    let pgp = format!(
        "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n{}-----BEGIN PGP SIGNATURE-----\n\niQEzBAEB\n=aBcD\n\
        -----END PGP SIGNATURE-----\n",
        reply.replace("-----BEGIN", "- -----BEGIN").replace("-----END", "- -----END")
    );
    let breaks = page(&escaped.replace('\n', "<br>\n"));
    let blocks: String = escaped.lines().map(|line| format!("<div>{line}&nbsp;</div>")).collect();
    let alternative = format!(
        "{HEADER}Content-Type: multipart/alternative; boundary=y\r\n\r\n--y\r\nContent-Type: text/plain\r\n\r\n\
        {reply}\r\n--y\r\nContent-Type: text/html\r\n\r\n{breaks}\r\n--y--\r\n"
    );
    let in_base64 = attached("Here it is.", "text/plain", "base64", &base64(reply.as_bytes()));
    let forwarded = attached("See below.", "message/rfc822", "7bit", &in_base64);
    let packed = zip(&[
        ("to/", b""),
        ("to/foro/letter.txt", b"Dear Maria"),
        ("to/foro/a", reply.as_bytes()),
    ]);
    let in_zip = attached("", "application/zip", "base64", &base64(&packed));
    let mbox = |mail: &str| format!("From press@foro.example Mon Nov 13 10:00:00 2023\n{mail}\n\n");
    let text = |text: String| text.into_bytes();
    vec![
        ("plain", text(reply.to_owned())),
        ("line ends of Windows", text(reply.replace('\n', "\r\n"))),
        ("line ends of an old Macintosh", text(reply.replace('\n', "\r"))),
        ("a byte order mark", text(format!("\u{feff}{reply}"))),
        ("UTF-16, little end first", wide(reply, u16::to_le_bytes)),
        ("UTF-16, big end first", wide(reply, u16::to_be_bytes)),
        ("quoted", text(each("> ", ""))),
        ("quoted twice", text(each(">> ", ""))),
        ("indented", text(each("    ", ""))),
        ("no-break spaces", text(each("\u{a0}", "\u{a0}"))),
        ("spaces at line ends", text(each("", "  "))),
        ("blank lines between", text(each("", "\n"))),
        ("lines of 40", text(wrapped(reply, 40))),
        (
            "quoted-printable",
            text(mail("text/plain", "quoted-printable", &quoted_printable(reply))),
        ),
        ("quoted-printable, without its header", text(quoted_printable(reply))),
        ("a coded body", text(mail("text/plain", "base64", &base64(reply.as_bytes())))),
        ("a coded attachment", text(in_base64.clone())),
        ("a body and a page", text(alternative)),
        (
            "a page alone",
            text(mail(
                "text/html",
                "base64",
                &base64(page(&format!("<pre>{escaped}</pre>")).as_bytes()),
            )),
        ),
        ("a saved page with breaks", text(breaks)),
        ("a saved page with a block for each line", text(page(&blocks))),
        ("em dashes", text(dashed("\u{2014}\u{2013}"))),
        ("a signature below", text(format!("{reply}\n-- \nMaria\nPress officer\n"))),
        ("signed with PGP", text(pgp)),
        ("packed, with folders", packed),
        ("packed and attached", text(in_zip)),
        ("forwarded as attachment", text(forwarded)),
        ("a mailbox", text(mbox(&in_base64))),
        ("a Word document", docx(reply)),
    ]
}

fn answered(desk: &Desk) -> String {
    let request = desk.ask("foro", "2024/a@1", "out");
    desk.answer("sign", &request, "foro", "reply");
    desk.read("reply")
}

#[track_caller]
fn has_one_answer(name: &str, ran: &Ran) {
    let count = ran.output.matches("foro.example endorses 2024/a@1: would be taken in").count();
    assert!(ran.code == 0 && count == 1, "{name}: {ran:?}");
}

#[test]
fn an_answer_is_found_whatever_mail_made_of_it() {
    let desk = Desk::new();
    let reply = answered(&desk);
    let shapes = shapes(&reply);
    fs::create_dir(desk.path("all")).unwrap();
    for (at, (name, bytes)) in shapes.iter().enumerate() {
        fs::write(desk.path("given"), bytes).unwrap();
        has_one_answer(name, &desk.run("import --dry-run ../given"));
        let mut environment = desk.environment("registry");
        environment.input = Box::new(Cursor::new(bytes.clone()));
        has_one_answer(name, &run_with(environment, &["import", "--dry-run", "-"]));
        // Without what a name says, and all in one folder.
        fs::write(desk.path("all").join(format!("{at:02}.txt")), bytes).unwrap();
    }
    fs::write(desk.path("all/zz.txt"), &reply.as_bytes()[..300]).unwrap();
    let ran = desk.refused("-v import ../all", "COUNTERSIGN REPLY");
    let taken = ran.output.matches("foro.example endorses 2024/a@1: taken in").count();
    assert_eq!(taken, shapes.len(), "{}", ran.output);
    assert_eq!(desk.endorsed(), 1);
    // The letter beside the answer in a packed folder has a line of its own, so has the mail around one folder, and
    // what is broken.
    assert_eq!(ran.output.matches("passed over").count(), 3, "{}", ran.output);
    assert!(ran.output.contains("../all/zz.txt: refused"), "{}", ran.output);
    // Of many, those that were simply taken in are counted.
    let ran = desk.refused("import ../all", "send back: We cannot read your file");
    assert!(ran.output.contains(&format!("{} here already", shapes.len())), "{}", ran.output);
    assert_eq!(ran.output.matches("passed over: ").count(), 3, "{}", ran.output);
}

#[test]
fn a_maildir_has_a_line_for_each_mail() {
    let desk = Desk::new();
    let reply = answered(&desk);
    for folder in ["cur", "new", "tmp"] {
        fs::create_dir_all(desk.path("Maildir").join(folder)).unwrap();
    }
    let good = attached("", "text/plain", "base64", &base64(reply.as_bytes()));
    fs::write(desk.path("Maildir/cur/1700000000.M1P1.host:2,S"), good).unwrap();
    let letter = mail("text/plain", "8bit", "We have to ask our board first.\r\n");
    fs::write(desk.path("Maildir/new/1700000001.M1P1.host"), letter).unwrap();
    let ran = desk.done("import ../Maildir");
    let [first, second, ..] = &ran.output.lines().collect::<Vec<_>>()[..] else {
        panic!("{ran:?}")
    };
    assert!(first.ends_with("host:2,S: foro.example endorses 2024/a@1: taken in"), "{first}");
    assert!(second.contains("M1P1.host: passed over"), "{second}");
}

/// What somebody else's program writes is read, too.
#[test]
fn mails_that_python_makes_are_read() {
    const SCRIPT: &str = r#"
import mailbox, sys
from email import policy
from email.message import EmailMessage
reply = open("reply", newline="").read()
def mail(kind):
    m = EmailMessage()
    m["From"], m["To"], m["Subject"] = "Ñandú <press@foro.example>", "s@c.example", "Respuesta: sí, señora"
    if kind == "body": m.set_content("Queridos, sí:\n\n" + reply)
    if kind == "base64": m.set_content("Sí.\n" + reply, cte="base64")
    if kind == "wide": m.set_content(reply, charset="utf-16", cte="base64")
    if kind == "page": m.set_content("<p>Sí</p><pre>" + reply + "</pre>", subtype="html", cte="quoted-printable")
    if kind == "both":
        m.set_content("Sí.")
        m.add_alternative("<p>Sí</p>" + reply.replace("\n", "<br>"), subtype="html")
    if kind == "attached":
        m.set_content("Sí.")
        m.add_attachment(reply.encode(), maintype="application", subtype="octet-stream", filename="respuesta ñ.countersign")
    if kind == "forwarded":
        m.set_content("Abajo.")
        m.add_attachment(mail("attached"))
    return m
kinds = ["body", "base64", "wide", "page", "both", "attached", "forwarded"]
for kind in kinds:
    open("mail-" + kind + ".eml", "wb").write(mail(kind).as_bytes(policy=policy.SMTP))
box = mailbox.mbox("inbox")
for kind in kinds: box.add(mail(kind))
box.flush()
"#;
    let desk = Desk::new();
    answered(&desk);
    let python = Command::new("python3")
        .args(["-", "x"])
        .current_dir(desk.top.path())
        .stdin(Stdio::piped())
        .spawn();
    let Ok(mut python) = python else {
        println!("skipped: there is no python3");
        return;
    };
    python.stdin.take().unwrap().write_all(SCRIPT.as_bytes()).unwrap();
    assert!(python.wait().unwrap().success());
    for kind in ["body", "base64", "wide", "page", "both", "attached", "forwarded"] {
        has_one_answer(kind, &desk.run(&format!("import --dry-run ../mail-{kind}.eml")));
    }
    let ran = desk.done("import ../inbox");
    for number in 1..=7 {
        let line = format!(
            "../inbox/{number} press@foro.example: foro.example endorses 2024/a@1: taken in"
        );
        assert!(ran.output.contains(&line), "{}", ran.output);
    }
}

/// Each fault has a sentence of its own for whoever sent it.
#[test]
fn what_to_write_back_fits_the_fault() {
    let desk = Desk::new();
    desk.ask("foro", "2024/a@1", "out");
    let endorse = fs::read(desk.path("out/foro.example/endorse.json")).unwrap();
    let key = |name: &str| PrivateKey::from_openssh(desk.read(name).as_bytes(), None).unwrap();
    let signed = |name: &str, namespace: &str, bytes: &[u8]| {
        key(name).sign(namespace, &Hash::of(bytes)).to_armor()
    };
    const ACT: &str = "countersign/endorsement/v1";
    let text = b"We stand together.\n";
    for (name, given, why, back) in [
        (
            "namespace",
            signed("foro", "file", &endorse),
            "made for “file”",
            "ssh-keygen -Y sign -n countersign/endorsement/v1",
        ),
        (
            "byte",
            signed("foro", ACT, &[&endorse[..], b"\n"].concat()),
            "a line end was added",
            "Your signature is of a changed file",
        ),
        (
            "mark",
            signed("foro", ACT, &[b"\xef\xbb\xbf", &endorse[..]].concat()),
            "a byte order mark",
            "without opening it in an editor",
        ),
        (
            "text",
            signed("foro", ACT, text),
            "over the text of 2024/a@1 itself",
            "Please sign endorse.json instead",
        ),
        (
            "other",
            signed("foro", ACT, b"Minutes of our meeting."),
            "over nothing that was asked for",
            "sign the .json file exactly as it came",
        ),
        (
            "stranger",
            signed("stranger", ACT, &endorse),
            "foro.example",
            "is not one of those that foro.example has with us",
        ),
        ("private", desk.read("foro"), "a private key", "in other hands now: revoke it"),
        (
            "encrypted",
            mail("text/plain", "7bit", "-----BEGIN PGP MESSAGE-----\r\n\r\nhQEM\r\n"),
            "encrypted or wrapped",
            "to a plain mail",
        ),
    ] {
        fs::write(desk.path("given"), &given).unwrap();
        let ran = desk.refused("import ../given", why);
        assert!(ran.output.contains(back), "{name}: want {back:?} in {}", ran.output);
        // In a mail with words around it the fault is the same.
        let mailed = attached(&given, "text/plain", "base64", &base64(b"See above."));
        fs::write(desk.path("given"), mailed).unwrap();
        let ran = desk.refused("import ../given", back);
        assert_eq!(ran.output.matches("send back").count(), 1, "{name}: {}", ran.output);
    }
    let good = signed("foro", ACT, &endorse).replace("-----", "\u{2014}\u{2013}");
    fs::write(desk.path("given"), format!("Dear Maria,\n\n{good}\n-- \nForo\n")).unwrap();
    assert!(desk.done("import ../given").output.contains("taken in"));
}

/// S/MIME as `openssl smime` and `openssl cms` begin it: encrypted, signed around the words in DER and in BER, and beside them.
#[test]
fn a_cover_of_s_mime_is_called_that() {
    const DATA: &[u8] = &[0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07];
    let desk = Desk::new();
    let signed = |lengths: &[u8], inner: &[u8], rest: &[u8]| {
        let version =
            [&[0xa0], &lengths[1..], &[0x30], &lengths[1..], &[2, 1, 1, 0x31, 0]].concat();
        [&[0x30], &lengths[1..], DATA, &[2], &version, inner, DATA, &[1], rest].concat()
    };
    let (der, ber) = ([0, 0x82, 0x05, 0x20], [0, 0x80]);
    for (name, bytes, is_cover) in [
        ("encrypted", [&[0x30, 0x80], DATA, &[3, 0xa0, 0x80, 0x30, 0x80]].concat(), true),
        ("around, DER", signed(&der, &[0x30, 0x82, 1, 2], &[0xa0, 3, 4, 1, b'x']), true),
        ("around, BER", signed(&ber, &[0x30, 0x80], &[0xa0, 0x80, 0x24, 0x80]), true),
        ("beside, DER", signed(&der, &[0x30, 0x0b], &[0xa0, 3, 0x30, 1, 0]), false),
        ("beside, BER", signed(&ber, &[0x30, 0x80], &[0, 0, 0xa0, 0x80]), false),
        ("cut", [&[0x30, 0x80], DATA].concat(), false),
    ] {
        let cover = attached("", "application/octet-stream", "base64", &base64(&bytes));
        fs::write(desk.path("given"), cover).unwrap();
        let ran = desk.run("import ../given");
        assert_eq!(ran.output.contains("encrypted or wrapped"), is_cover, "{name}: {}", ran.output);
    }
}

/// A packed file that grows without end, and mails in mails in mails, are refused, and soon.
#[test]
fn bombs_are_refused() {
    let desk = Desk::new();
    let nested = (0..40).fold(b"We ask.".to_vec(), |inner, _| zip(&[("a.zip", &inner[..])]));
    fs::write(desk.path("given"), nested).unwrap();
    desk.refused("import ../given", "nested");
    let mails = (0..40).fold("Yes.".to_owned(), |inner, at| {
        attached("", "message/rfc822", "7bit", &inner).replace("=_x", &format!("=_x{at}"))
    });
    fs::write(desk.path("given"), mails).unwrap();
    desk.refused("import ../given", "nested");
}
