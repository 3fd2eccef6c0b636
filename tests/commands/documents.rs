//! Texts that are put forward out of documents, as word processors and editors save them.

use std::fs;

use countersign_core::bundle::WORDS_BYTES_MAX;
use countersign_core::text::TEXT_BYTES_MAX;
use testkit::coalition::Coalition;
use testkit::desk::Desk;

use super::mails::{docx, docx_of, zip};

/// What is frozen, whatever it is written in.
const WORDS: &str = "Pedimos su libertad.\n\nLa detención duró años.\n";

fn odt(body: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \
        xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
        xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" office:version=\"1.2\">\
        <office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let kind = b"application/vnd.oasis.opendocument.text";
    zip(&[("mimetype", kind), ("content.xml", content.as_bytes())])
}

fn wide(order: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
    format!("\u{feff}{WORDS}").encode_utf16().flat_map(order).collect()
}

#[test]
fn words_come_out_of_what_people_write_in() {
    let desk = Desk::new();
    let [first, second] = ["Pedimos su libertad.", "La detención duró años."];
    let pages = [
        // As a word processor in a browser exports it.
        format!(
            "<html><head><meta content=\"text/html; charset=UTF-8\" http-equiv=\"content-type\"></head>\
            <body class=\"doc-content\"><p class=\"c1\"><span class=\"c0\">{first}</span></p>\
            <p class=\"c1\"><span>La detenci&oacute;n dur&oacute; a&ntilde;os.</span></p></body></html>"
        ),
        format!("**{first}**\n\nLa *detención* duró años.\n"),
        "{\\rtf1\\ansi\\ansicpg1252 Pedimos su libertad.\\par La detenci\\'f3n dur\\'f3 a\\'f1os.\\par}".to_owned(),
    ];
    let [page, markdown, rich] = pages.map(String::into_bytes);
    let latin: Vec<u8> =
        WORDS.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
    let paragraphs = format!("<text:p>{first}</text:p><text:p>{second}</text:p>");
    for (name, bytes) in [
        ("text.docx", docx(&format!("{first}\n{second}"))),
        ("text.odt", odt(&paragraphs)),
        ("text.html", page),
        ("text.md", markdown),
        ("text.rtf", rich),
        ("latin.txt", latin),
        ("little.txt", wide(u16::to_le_bytes)),
        ("big.txt", wide(u16::to_be_bytes)),
    ] {
        fs::write(desk.path(name), bytes).unwrap();
        let propose = format!("propose 2024/b --title B --text es=../{name}");
        let refused = desk.run(&propose);
        assert_eq!(refused.code, 8, "{name}: nobody agreed: {refused:?}");
        let ran = desk.done(&format!("{propose} --accept-repairs"));
        assert!(ran.messages.contains("were taken out"), "{name}: {ran:?}");
        assert!(ran.messages.contains(&format!("\n{WORDS}")), "{name}: {ran:?}");
    }
}

#[test]
fn what_is_not_settled_is_refused_and_listed() {
    let desk = Desk::new();
    let run = |words: &str| format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>");
    let changed = format!(
        "<w:p>{}<w:del w:id=\"1\"><w:r><w:delText>his</w:delText></w:r></w:del><w:ins w:id=\"2\">{}</w:ins>{}</w:p>",
        run("We ask for "),
        run("their"),
        run(" release.")
    );
    fs::write(desk.path("changed.docx"), docx_of(&changed)).unwrap();
    let propose = "propose 2024/b --title B --accept-repairs --text en=../changed.docx";
    let ran = desk.refused(propose, "changes or comments that are not settled");
    for words in ["“his”", "“their”", "accept or reject every change"] {
        assert!(ran.messages.contains(words), "{words}: {ran:?}");
    }
    let ran = desk.run(&format!("--lang es {propose}"));
    assert!(ran.messages.contains("sin resolver"), "{ran:?}");
    let ran = desk.run(&format!("--lang fr {propose}"));
    assert!(ran.messages.contains("en suspens"), "{ran:?}");
}

#[test]
fn what_could_be_missed_is_shown_to_whoever_freezes_it() {
    let desk = Desk::new();
    fs::write(desk.path("text.txt"), "Nous demandons\u{a0}: libérez-les\u{202f}!\n").unwrap();
    let ran = desk.done("propose 2024/b --title B --text fr=../text.txt");
    assert!(ran.messages.contains("2 no-break spaces"), "{ran:?}");
    let request = desk.ask("foro", "2024/b@1", "asked");
    let ran =
        desk.run(&format!("sign {request} --key ../foro --confirm foro.example -o ../answer"));
    assert!(ran.code == 0 && !ran.messages.to_lowercase().contains("no-break"), "{ran:?}");
}

/// Words that no bundle has room for are refused before anything is written, as a version and as a translation.
#[test]
fn b14_more_words_than_a_bundle_has_room_for_are_refused() {
    let coalition = Coalition::with(&["uno"]);
    // Each byte is spelled with two.
    let line = format!("{}\n", "\"".repeat(63));
    fs::write(coalition.path("large.txt"), line.repeat(TEXT_BYTES_MAX / line.len())).unwrap();
    let propose = |count: usize| {
        let languages = ["en", "es", "fr", "de", "it", "pt", "nl", "pl", "sv"];
        let text = |one: &&str| format!(" --text {one}=../large.txt --title {one}=T");
        let texts: String = languages.iter().take(count).map(text).collect();
        coalition.run(&format!("propose 2021/large{texts}"))
    };
    let room = WORDS_BYTES_MAX / (2 * TEXT_BYTES_MAX);
    let refused = |ran: std::process::Output| {
        let said = String::from_utf8_lossy(&ran.stderr).into_owned();
        assert_eq!(ran.status.code(), Some(8));
        assert!(said.contains("fit into a bundle"), "{}", said.lines().last().unwrap_or(""));
    };
    // Each text has its quotation marks, too, so that the last one of as many as there is room for is too much.
    refused(propose(room));
    assert!(propose(room - 1).status.success());
    coalition.done("publish 2021/large@1 --confirm 2021/large@1");
    refused(coalition.run("translate 2021/large@1 --text pl=../large.txt --title pl=T --yes"));
    // A line less, and there is room.
    let less = line.repeat(TEXT_BYTES_MAX / line.len() - 1);
    fs::write(coalition.path("less.txt"), less).unwrap();
    coalition.done("translate 2021/large@1 --text pl=../less.txt --title pl=T --yes");
    refused(coalition.run("translate 2021/large@1 --text sv=../less.txt --title sv=T --yes"));
}
