//! Documents that the tests make themselves: Word files without compression, and PDFs for `pdftotext` to read.

use std::process::{Command, Stdio};

use super::layout::wrapped;
use super::{Copied, Edit};

pub(crate) const EDITS: &[Edit] = &[
    ("word-document", "layout", |base| document(paragraphs(&base.text))),
    ("word-document-altered", "altered", |base| {
        document(paragraphs(&base.text.replace(base.negation.0, base.negation.1)))
    }),
    ("word-document-with-deleted-words", "layout", |base| {
        let deleted =
            format!("<w:del><w:r><w:delText>{} </w:delText></w:r></w:del>", base.sentence);
        document(paragraphs(&base.text).replacen("<w:r>", &format!("{deleted}<w:r>"), 2))
    }),
    ("word-document-with-inserted-words", "altered", |base| {
        let inserted = format!("<w:ins>{}</w:ins>", run(&format!("{} ", base.word)));
        let body = paragraphs(&base.text);
        let (within, _) = body.match_indices("<w:r>").nth(5)?;
        document(format!("{}{inserted}{}", &body[..within], &body[within..]))
    }),
    ("word-document-with-hidden-words", "layout", |base| {
        let hidden = format!("<w:r><w:rPr><w:vanish/></w:rPr><w:t>{}</w:t></w:r>", base.word);
        document(paragraphs(&base.text).replacen("<w:r>", &format!("{hidden}<w:r>"), 1))
    }),
    ("word-document-with-preface", "contains", |base| {
        document(paragraphs(&format!("{}\n\n{}", base.sentence, base.text)))
    }),
    ("word-document-of-another-text", "unknown", |base| document(paragraphs(&base.unrelated))),
    ("open-document", "layout", |base| open_document(&open_paragraphs(&base.text), "")),
    ("open-document-altered", "altered", |base| {
        let text = base.text.replace(base.negation.0, base.negation.1);
        open_document(&open_paragraphs(&text), "")
    }),
    ("open-document-with-deleted-words", "layout", |base| {
        let deleted = format!("<text:p>{}</text:p>", base.sentence);
        open_document(&open_paragraphs(&base.text), &deleted)
    }),
    ("open-document-with-preface", "contains", |base| {
        open_document(&open_paragraphs(&format!("{}\n\n{}", base.sentence, base.text)), "")
    }),
    ("mail-with-parts", "layout", |base| mail(&base.text, &base.text)),
    ("mail-with-parts-altered", "altered", |base| {
        let altered = base.text.replace(base.number.0, base.number.1);
        mail(&altered, &altered)
    }),
    ("mail-with-an-altered-page", "altered", |base| {
        mail(&base.text, &base.text.replace(base.negation.0, base.negation.1))
    }),
    ("mail-of-another-text", "unknown", |base| mail(&base.unrelated, &base.unrelated)),
    // Its pages have a head that says something.
    ("pdf", "contains", |base| pdf(&base.text)),
    ("pdf-altered", "altered", |base| pdf(&base.text.replace(base.number.0, base.number.1))),
    ("pdf-with-preface", "contains", |base| pdf(&format!("{}\n\n{}", base.sentence, base.text))),
    ("pdf-of-another-text", "unknown", |base| pdf(&base.unrelated)),
];

fn run(words: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

/// Each line a paragraph, its words in two runs.
fn paragraphs(text: &str) -> String {
    let paragraph = |line: &str| {
        let middle = line.char_indices().nth(line.chars().count() / 2).map_or(0, |(at, _)| at);
        format!("<w:p>{}{}</w:p>", run(&line[..middle]), run(&line[middle..]))
    };
    text.lines().map(paragraph).collect()
}

fn document(body: String) -> Option<Copied> {
    let office =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
    let relations = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r\" Type=\"{office}\" Target=\"word/document.xml\"/></Relationships>"
    );
    let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let main = format!("<w:document xmlns:w=\"{word}\"><w:body>{body}</w:body></w:document>");
    let parts = [
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", &relations),
        ("word/document.xml", &main),
    ];
    Some(Copied { bytes: packed(&parts), ending: "docx" })
}

/// Each line a paragraph, its words in a span and beside it.
fn open_paragraphs(text: &str) -> String {
    let paragraph = |line: &str| {
        let middle = line.char_indices().nth(line.chars().count() / 2).map_or(0, |(at, _)| at);
        let (first, second) = line.split_at(middle);
        format!("<text:p><text:span>{first}</text:span>{second}</text:p>")
    };
    text.lines().map(paragraph).collect()
}

fn open_document(body: &str, deleted: &str) -> Option<Copied> {
    let names = ["office", "text"]
        .map(|name| format!("xmlns:{name}=\"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0\""));
    let changes = format!(
        "<text:tracked-changes><text:changed-region text:id=\"c\"><text:deletion>{deleted}</text:deletion></text:changed-region></text:tracked-changes>"
    );
    let content = format!(
        "<office:document-content {}><office:body><office:text>{changes}{body}</office:text></office:body></office:document-content>",
        names.join(" ")
    );
    let parts =
        [("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)];
    Some(Copied { bytes: packed(&parts), ending: "odt" })
}

/// A mail with the text as plain words and as a page, both in base64.
fn mail(plain: &str, page: &str) -> Option<Copied> {
    use base64ct::{Base64, Encoding as _};
    let coded = |text: &str| {
        let coded = Base64::encode_string(text.as_bytes());
        let lines: Vec<&str> =
            coded.as_bytes().chunks(76).map(|line| std::str::from_utf8(line).unwrap()).collect();
        lines.join("\r\n")
    };
    let page: String = page.lines().map(|line| format!("<p>{line}</p>\n")).collect();
    let part = |kind: &str, text: &str| {
        format!(
            "--=_b\r\nContent-Type: {kind}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n",
            coded(text)
        )
    };
    let head = "Received: from a.example\r\nFrom: press@foro.example\r\nSubject: text\r\nMIME-Version: 1.0\r\n";
    let mail = format!(
        "{head}Content-Type: multipart/alternative;\r\n boundary=\"=_b\"\r\n\r\n{}{}--=_b--\r\n",
        part("text/plain", plain),
        part("text/html", &page)
    );
    Some(Copied { bytes: mail.into_bytes(), ending: "eml" })
}

/// A packed file whose parts lie in it as they are (APPNOTE 4.3).
fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let (mut file, mut directory) = (Vec::new(), Vec::new());
    for (name, part) in parts {
        let mut crc = flate2::Crc::new();
        crc.update(part.as_bytes());
        let sizes = [crc.sum(), part.len() as u32, part.len() as u32, name.len() as u32];
        let shape: Vec<u8> = [20_u32, 0, 0]
            .iter()
            .flat_map(|number| number.to_le_bytes())
            .take(10)
            .chain(sizes.iter().flat_map(|size| size.to_le_bytes()))
            .collect();
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&shape);
        directory.extend([0; 10]);
        directory.extend((file.len() as u32).to_le_bytes());
        directory.extend(name.as_bytes());
        file.extend(b"PK\x03\x04");
        file.extend(&shape);
        file.extend(name.as_bytes());
        file.extend(part.as_bytes());
    }
    let count = (parts.len() as u16).to_le_bytes();
    let (start, size) = ((file.len() as u32).to_le_bytes(), (directory.len() as u32).to_le_bytes());
    file.extend(directory);
    file.extend(
        [b"PK\x05\x06\0\0\0\0".as_slice(), &count, &count, &size, &start, &[0, 0]].concat(),
    );
    file
}

/// A PDF of several pages with a running head and numbers; its font has the letters of Western Europe.
#[allow(clippy::print_stdout, reason = "that copies are not checked must be seen")]
fn pdf(text: &str) -> Option<Copied> {
    let found =
        Command::new("pdftotext").arg("-v").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if found.is_err() {
        println!("*** NO pdftotext ON THIS MACHINE: copies in PDF are not checked ***");
        return None;
    }
    let (_, _, is_lossy) = encoding_rs::WINDOWS_1252.encode(text);
    if is_lossy {
        return None;
    }
    let lines = wrapped(text, 75, "\n");
    let lines: Vec<&str> = lines.lines().collect();
    let pages: Vec<Vec<u8>> =
        lines.chunks(12).enumerate().map(|(at, lines)| page(at + 1, lines)).collect();
    Some(Copied { bytes: file(&pages), ending: "pdf" })
}

/// What is drawn on a page.
fn page(number: usize, lines: &[&str]) -> Vec<u8> {
    let mut drawn = b"BT /F 10 Tf 72 780 Td (Coalition Newsroom) Tj 0 -40 Td 14 TL\n".to_vec();
    for line in lines {
        let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(line);
        drawn.extend(b"(");
        for byte in bytes.iter() {
            drawn.extend(format!("\\{byte:03o}").bytes());
        }
        drawn.extend(b") Tj T*\n");
    }
    drawn.extend(format!("0 -40 Td ({number}) Tj ET\n").bytes());
    drawn
}

/// Objects and the table of where they begin (ISO 32000-1, 7.5).
fn file(pages: &[Vec<u8>]) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|at| format!("{} 0 R", 4 + at * 2)).collect();
    let mut objects: Vec<Vec<u8>> = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!("<< /Type /Pages /Count {} /Kids [{}] >>", pages.len(), kids.join(" "))
            .into_bytes(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_vec(),
    ];
    for (at, drawn) in pages.iter().enumerate() {
        let content = 5 + at * 2;
        objects.push(
            format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents {content} 0 R >>")
                .into_bytes(),
        );
        objects.push(
            [
                format!("<< /Length {} >>\nstream\n", drawn.len()).into_bytes(),
                drawn.clone(),
                b"endstream".to_vec(),
            ]
            .concat(),
        );
    }
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut starts = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        starts.push(file.len());
        file.extend(format!("{} 0 obj\n", at + 1).bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let table = file.len();
    file.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for start in starts {
        file.extend(format!("{start:010} 00000 n \n").bytes());
    }
    file.extend(
        format!(
            "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n",
            objects.len() + 1
        )
        .bytes(),
    );
    file
}
