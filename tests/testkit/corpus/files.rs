//! Files: what mail, word processors, browsers and other encodings make of a text.

use super::layout::{text, wrapped};
use super::{Base, Copied, Edit};

pub(crate) const EDITS: &[Edit] = &[
    // Mail.
    ("mail-quoted", "layout", |base| text(quoted(&base.text, "> "))),
    ("mail-quoted-twice", "layout", |base| text(quoted(&base.text, ">> "))),
    ("mail-quoted-and-wrapped", "layout", |base| {
        text(quoted(&wrapped(&base.text, 68, "\n"), "> "))
    }),
    ("mail-flowed", "layout", |base| text(wrapped(&base.text, 72, " \n"))),
    ("mail-quoted-printable", "layout", |base| text(quoted_printable(&base.text))),
    ("mail-with-header", "layout", |base| {
        let header = "From: press@foro.example\nTo: news@diario.example\nSubject: statement\nDate: Mon, 16 Mar 2026 09:00:00 +0000\n\n";
        text(format!("{header}{}", base.text))
    }),
    ("mail-with-header-and-encoding", "layout", |base| {
        let header = "From: press@foro.example\r\nSubject: statement\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n";
        text(format!("{header}{}", quoted_printable(&base.text).replace('\n', "\r\n")))
    }),
    ("mail-with-an-answer-above", "contains", |base| {
        text(format!("{}\n\n{}", base.sentence, quoted(&wrapped(&base.text, 68, "\n"), "> ")))
    }),
    ("mail-quoted-and-altered", "altered", |base| {
        text(quoted(&base.text.replace(base.negation.0, base.negation.1), "> "))
    }),
    // Entities and encodings.
    ("named-entities", "layout", |base| {
        entities(
            base,
            &[
                ("‘", "&lsquo;"),
                ("’", "&rsquo;"),
                ("«", "&laquo;"),
                ("»", "&raquo;"),
                ("é", "&eacute;"),
            ],
        )
    }),
    ("numeric-entities", "layout", |base| {
        let letter = |letter: char| {
            if letter.is_ascii() { letter.to_string() } else { format!("&#{};", u32::from(letter)) }
        };
        text(base.text.chars().map(letter).collect())
    }),
    ("hexadecimal-entities", "layout", |base| {
        let letter = |letter: char| {
            if letter.is_ascii() {
                letter.to_string()
            } else {
                format!("&#x{:X};", u32::from(letter))
            }
        };
        text(base.text.chars().map(letter).collect())
    }),
    ("misread-as-windows-1252", "layout", |base| text(misread(base.text.as_bytes()))),
    ("misread-twice", "layout", |base| text(misread(misread(base.text.as_bytes()).as_bytes()))),
    ("windows-encoding", "layout", |base| {
        let arabic = base.name.ends_with("ar");
        let encoding = if arabic { encoding_rs::WINDOWS_1256 } else { encoding_rs::WINDOWS_1252 };
        let (bytes, _, is_lossy) = encoding.encode(&base.text);
        (!is_lossy).then(|| Copied { bytes: bytes.into_owned(), ending: "txt" })
    }),
    ("utf-16-little", "layout", |base| {
        let bytes =
            format!("\u{feff}{}", base.text).encode_utf16().flat_map(u16::to_le_bytes).collect();
        Some(Copied { bytes, ending: "txt" })
    }),
    ("utf-16-big", "layout", |base| {
        let bytes =
            format!("\u{feff}{}", base.text).encode_utf16().flat_map(u16::to_be_bytes).collect();
        Some(Copied { bytes, ending: "txt" })
    }),
    // Markdown.
    ("markdown", "layout", |base| markdown(base, "md")),
    ("markdown-pasted", "layout", |base| markdown(base, "txt")),
    ("markdown-altered", "altered", |base| {
        let copied = markdown(base, "md")?;
        let text = String::from_utf8(copied.bytes).ok()?.replace(base.negation.0, base.negation.1);
        Some(Copied { bytes: text.into_bytes(), ending: "md" })
    }),
    ("markdown-struck-out", "altered", |base| {
        let changed = base.text.replacen(base.negation.0, &format!("~~{}~~", base.negation.0), 1);
        Some(Copied { bytes: changed.into_bytes(), ending: "md" })
    }),
    // Web pages.
    ("page", "layout", |base| page(&body(&base.text))),
    ("page-with-line-breaks", "layout", |base| page(&escaped(&base.text).replace('\n', "<br>\n"))),
    ("page-with-menus", "layout", |base| {
        page(&format!("{MENU}<main>{}</main>{FOOT}", body(&base.text)))
    }),
    ("page-with-scripts", "layout", |base| {
        page(&format!(
            "<style>p {{ color: red }}</style><script>var war = 'war';</script>{}",
            body(&base.text)
        ))
    }),
    ("page-with-emphasis", "layout", |base| {
        page(&body(&base.text).replace("<p>", "<p><b>").replace("</p>", "</b></p>"))
    }),
    ("page-with-entities", "layout", |base| {
        let letter = |letter: char| {
            if letter.is_ascii() { letter.to_string() } else { format!("&#{};", u32::from(letter)) }
        };
        page(&body(&base.text).chars().map(letter).collect::<String>())
    }),
    ("page-with-preface", "contains", |base| {
        page(&format!("{MENU}<p>{}</p>{}", base.sentence, body(&base.text)))
    }),
    ("page-with-a-sentence-in-its-menu", "contains", |base| {
        page(&format!("<nav>{}</nav>{}", base.sentence, body(&base.text)))
    }),
    ("page-that-hides-other-words", "layout", |base| {
        page(&format!("{}<div style=\"display:none\">{}</div>", body(&base.text), base.sentence))
    }),
    ("page-that-hides-a-word-within", "layout", |base| {
        page(&body(&base.text).replacen(' ', &format!(" <span hidden>{}</span> ", base.word), 3))
    }),
    ("page-that-hides-the-true-words", "altered", |base| {
        let shown = body(&base.text.replace(base.negation.0, base.negation.1));
        page(&format!("<div hidden>{}</div>{shown}", body(&base.text)))
    }),
    ("page-that-strikes-words-out", "altered", |base| {
        let marked = base.text.replacen(base.negation.0, &format!("⟦{}⟧", base.negation.0), 1);
        page(&body(&marked).replace('⟦', "<s>").replace('⟧', "</s>"))
    }),
    ("page-altered", "altered", |base| {
        page(&body(&base.text.replace(base.number.0, base.number.1)))
    }),
    ("page-altered-with-menus", "altered", |base| {
        page(&format!("{MENU}{}{FOOT}", body(&base.text.replace(base.negation.0, base.negation.1))))
    }),
    ("page-of-another-text", "unknown", |base| {
        page(&format!("{MENU}{}{FOOT}", body(&base.unrelated)))
    }),
    ("page-excerpt", "excerpt", |base| {
        let paragraphs: Vec<&str> = base.text.split("\n\n").skip(1).take(2).collect();
        page(&body(&paragraphs.join("\n\n")))
    }),
];

const MENU: &str = "<header><nav><ul><li><a href=\"/\">Home</a><li><a href=\"/news\">News</a><li><a href=\"/about\">About us</a></ul></nav></header>";
const FOOT: &str =
    "<footer><a href=\"/contact\">Contact</a> <a href=\"/privacy\">Privacy</a></footer>";

fn quoted(text: &str, mark: &str) -> String {
    text.lines().map(|line| format!("{mark}{line}\n")).collect()
}

/// RFC 2045, section 6.7.
fn quoted_printable(text: &str) -> String {
    let mut encoded = String::new();
    let mut column = 0;
    for byte in text.bytes() {
        let piece = match byte {
            b'\n' => "\n".to_owned(),
            b'=' => "=3D".to_owned(),
            b' '..=b'~' => char::from(byte).to_string(),
            _ => format!("={byte:02X}"),
        };
        if column + piece.len() > 75 && piece != "\n" {
            encoded.push_str("=\n");
            column = 0;
        }
        column = if piece == "\n" { 0 } else { column + piece.len() };
        encoded.push_str(&piece);
    }
    encoded
}

fn entities(base: &Base, pairs: &[(&str, &str)]) -> Option<Copied> {
    let changed = pairs.iter().fold(base.text.clone(), |text, (from, to)| text.replace(from, to));
    (changed != base.text).then(|| changed.into())
}

fn misread(bytes: &[u8]) -> String {
    encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
}

fn markdown(base: &Base, ending: &'static str) -> Option<Copied> {
    let paragraphs: Vec<&str> = base.text.trim_end().split("\n\n").collect();
    let (heading, rest) = paragraphs.split_first()?;
    let (names, words) = rest.split_last()?;
    let words: Vec<String> = words
        .iter()
        .map(|paragraph| {
            let (first, rest) = paragraph.split_once(' ').unwrap_or((paragraph, ""));
            format!("**{first}** {rest}")
        })
        .collect();
    let names: Vec<String> =
        names.lines().map(|name| format!("* [{name}](https://foro.example)")).collect();
    let page = format!("# {heading}\n\n{}\n\n{}\n", words.join("\n\n"), names.join("\n"));
    Some(Copied { bytes: page.into_bytes(), ending })
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A heading, paragraphs, and a list of names.
fn body(text: &str) -> String {
    let text = escaped(text.trim_end());
    let paragraphs: Vec<&str> = text.split("\n\n").collect();
    let mut body = String::new();
    for (at, paragraph) in paragraphs.iter().enumerate() {
        if at == 0 && paragraphs.len() > 3 {
            body.push_str(&format!("<h1>{paragraph}</h1>\n"));
        } else if paragraph.contains('\n') {
            let items: String =
                paragraph.lines().map(|line| format!("  <li>{line}</li>\n")).collect();
            body.push_str(&format!("<ul>\n{items}</ul>\n"));
        } else {
            body.push_str(&format!("<p>{}</p>\n", wrapped(paragraph, 80, "\n")));
        }
    }
    body
}

fn page(body: &str) -> Option<Copied> {
    let page = format!(
        "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>Statement | Coalition</title></head>\n<body>\n{body}\n</body></html>\n"
    );
    Some(Copied { bytes: page.into_bytes(), ending: "html" })
}
