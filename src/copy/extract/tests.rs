use proptest::prelude::*;

use super::*;

fn last(given: &str, hint: Hint) -> Reading {
    extract(given.as_bytes(), hint).unwrap().readings.pop().unwrap()
}

#[test]
fn a_plain_text_is_read_as_it_stands() {
    let text = "We stand together.\n\nWe ask for release.\n";
    let copy = extract(text.as_bytes(), Hint::None).unwrap();
    assert_eq!(copy.kind, Kind::Plain);
    assert_eq!(copy.readings.len(), 1);
    assert_eq!(copy.readings[0].text, text);
    assert!(copy.readings[0].notes.is_empty());
    assert_eq!(copy.readings[0].map.given(3..8), Some(3..8));
}

#[test]
fn what_programs_did_on_the_way_is_undone_in_a_reading_of_its_own() {
    let mail = "From: a@uno.example\nSubject: text\n\n> We=E2=80=99re =\n> here &amp; there.\n";
    let copy = extract(mail.as_bytes(), Hint::None).unwrap();
    assert_eq!(copy.readings[0].text, mail);
    assert_eq!(copy.readings[1].text, "We’re here & there.\n");
    let header = "From: a@uno.example\nSubject: text\n\n";
    assert_eq!(
        copy.readings[1].notes,
        [
            Note::MailHeader(header.to_owned()),
            Note::Quoting(2),
            Note::MailEncoding,
            Note::Entities(1)
        ]
    );
    let at = copy.readings[1].text.find('&').unwrap();
    let given = copy.readings[1].map.given(at..at + 1).unwrap();
    assert_eq!(&mail[given], "&amp;");
}

#[test]
fn markdown_becomes_the_words_of_its_page() {
    let text =
        "# We *stand*\n\n* Uno\n* [Dos](https://dos.example)\n\nWe do ~~not~~ ask.\n\n2. third\n";
    let reading = last(text, Hint::Markdown);
    assert_eq!(reading.text, "We stand\n\nUno\nDos\n\nWe do ask.\n\n2. third\n");
    assert_eq!(reading.notes, [Note::Markdown, Note::Struck("not".to_owned())]);
    // Whoever pasted this saw what Markdown would leave out.
    assert!(last(text, Hint::None).text.contains("not"));
    let pasted = last(&text.replace("~~not~~ ", ""), Hint::None);
    assert_eq!(pasted.text, "We stand\n\nUno\nDos\n\nWe do ask.\n\n2. third\n");
    let hiding = last("We do <span hidden>not</span> *agree*.", Hint::Markdown);
    assert_eq!(hiding.text, "We do agree.\n");
}

#[test]
fn pages_are_told_by_how_they_begin() {
    for (page, hint) in [
        ("<!DOCTYPE html><p>a</p>", Hint::None),
        (" \n<html><p>a", Hint::None),
        ("<p>a</p>", Hint::None),
        ("a", Hint::Html),
    ] {
        let copy = extract(page.as_bytes(), hint).unwrap();
        assert_eq!((copy.kind, copy.readings[0].text.as_str()), (Kind::Html, "a\n"), "{page}");
    }
    assert_eq!(extract(b"a < b, <c>", Hint::None).unwrap().kind, Kind::Plain);
}

#[test]
fn what_cannot_be_read_is_named() {
    for (given, wanted) in [
        (&b""[..], ExtractError::Empty),
        (b" \n\n", ExtractError::Empty),
        (b"<html><script>a</script>", ExtractError::Empty),
        (b"\x89PNG\r\n\x1a\n", ExtractError::Picture),
        (b"\xff\xd8\xff\xe0", ExtractError::Picture),
        (b"\xd0\xcf\x11\xe0", ExtractError::Foreign(Foreign::OldWord)),
        (b"\x7fELF\x00\x01\x02", ExtractError::Binary),
    ] {
        assert_eq!(extract(given, Hint::None), Err(wanted));
    }
    assert_eq!(Kind::of(b"%PDF-1.7", Hint::None), Ok(Kind::Pdf));
}

#[test]
fn documents_in_one_file() {
    let flat = br#"<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text><text:p>We ask for release.</text:p></office:text></office:body></office:document>"#;
    for (given, kind) in [(&flat[..], Kind::Odt), (br"{\rtf1 We ask for release.}", Kind::Rtf)] {
        let extracted = extract(given, Hint::None).unwrap();
        assert_eq!(extracted.kind, kind);
        assert_eq!(extracted.readings[0].text.trim(), "We ask for release.");
    }
}

#[test]
fn copies_are_bounded() {
    let text = "words and words\n".repeat(WORDS_BYTES_MAX / 16);
    assert_eq!(extract(text.as_bytes(), Hint::None).unwrap().readings[0].text, text);
    let longer = format!("{text}a");
    let most = WORDS_BYTES_MAX;
    assert_eq!(
        extract(longer.as_bytes(), Hint::None),
        Err(ExtractError::Size { what: "the words of a copy", most })
    );
    let most = GIVEN_BYTES_MAX;
    assert_eq!(
        extract(&vec![b'a'; most + 1], Hint::None),
        Err(ExtractError::Size { what: "a file", most })
    );
    let markdown = format!("{}*bc*", "a ".repeat(MARKDOWN_BYTES_MAX / 2 - 2));
    assert_eq!(extract(markdown.as_bytes(), Hint::None).unwrap().readings.len(), 2);
    let longer = format!("{markdown} ");
    assert_eq!(extract(longer.as_bytes(), Hint::None).unwrap().readings.len(), 1);
}

/// What a program would show of a file is compared, or nothing is: never its markup.
#[test]
fn other_files_are_read_or_refused() {
    let foreign = |given: &[u8]| match extract(given, Hint::None) {
        Err(ExtractError::Foreign(what)) => what.to_string(),
        other => panic!("{other:?}"),
    };
    assert_eq!(foreign(b"<?xml version='1.0'?><doc><p>We ask for release</p></doc>"), "XML");
    assert_eq!(foreign(b"%!PS-Adobe-3.0\n(We ask) show"), "PostScript");
    let pack = super::packed::tests::pack;
    assert_eq!(foreign(&pack(&[("Index/Document.iwa", b"x")])), "a Pages document (.pages)");
    let pages = pack(&[("Index/Document.iwa", b"x"), ("QuickLook/Preview.pdf", b"%PDF-1.4")]);
    assert_eq!(Kind::of(&pages, Hint::None), Ok(Kind::Pages));
    assert_eq!(preview(&pages).unwrap(), b"%PDF-1.4");
    let page = "<?xml version='1.0'?><!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml'><p>We ask</p></html>";
    assert_eq!(extract(page.as_bytes(), Hint::None).unwrap().kind, Kind::Html);
    let json =
        extract(br#"{"content": "We ask for the release of all who are held."}"#, Hint::None)
            .unwrap();
    assert_eq!((json.kind, json.readings.len()), (Kind::Data, 1));
    assert_eq!(json.readings[0].text, "We ask for the release of all who are held.");
}

#[test]
fn a_book_is_read_in_the_order_of_its_package() {
    let page = |words: &str| {
        format!("<html xmlns='http://www.w3.org/1999/xhtml'><body><p>{words}</p></body></html>")
    };
    let (one, two) = (page("We ask"), page("for release."));
    let package = "<package xmlns='http://www.idpf.org/2007/opf'><manifest><item id='b' href='b.xhtml'/><item id='a' href='a.xhtml'/></manifest><spine><itemref idref='a'/><itemref idref='b'/></spine></package>";
    let container = "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles><rootfile full-path='o/c.opf'/></rootfiles></container>";
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", container.as_bytes()),
        ("o/c.opf", package.as_bytes()),
        ("o/a.xhtml", one.as_bytes()),
        ("o/b.xhtml", two.as_bytes()),
    ];
    let book = extract(&super::packed::tests::pack(&parts), Hint::None).unwrap();
    assert_eq!(book.kind, Kind::Epub);
    assert_eq!(
        book.readings[0].text.split_whitespace().collect::<Vec<_>>(),
        ["We", "ask", "for", "release."]
    );
    parts.pop();
    assert_eq!(
        extract(&super::packed::tests::pack(&parts), Hint::None),
        Err(ExtractError::Damaged)
    );
}

proptest! {
    #[test]
    fn any_bytes_end_without_a_panic(given in any::<Vec<u8>>()) {
        for hint in [Hint::None, Hint::Markdown, Hint::Html, Hint::Mail] {
            if let Ok(copy) = extract(&given, hint) {
                prop_assert!(!copy.readings.is_empty());
            }
        }
    }

    #[test]
    fn anything_like_a_mail_ends_without_a_panic(given in "(From: a\n|MIME-Version: 1\n|Content-Type: (multipart/(mixed|alternative)|text/(html|plain)|message/rfc822)(; (boundary|charset)=\"?(x|y|utf-8|latin1)\"?){0,2}\n|Content-Transfer-Encoding: (base64|quoted-printable)\n|\n|--x\n|--x--\n|--y\n|[a-zA-Z0-9=+/<> é]{0,8}\n){0,30}") {
        if let Ok(copy) = extract(given.as_bytes(), Hint::Mail) {
            prop_assert!(!copy.readings.is_empty());
            for reading in copy.readings {
                prop_assert!(reading.text.len() <= 2 * WORDS_BYTES_MAX);
            }
        }
    }

    #[test]
    fn places_lie_within_what_was_given(given in "([a-z>=&;# \n*’É]|&amp;|=C3=A9|=\n|â€™|> |- ){0,60}") {
        if let Ok(copy) = extract(given.as_bytes(), Hint::None) {
            for reading in copy.readings {
                for (at, letter) in reading.text.char_indices() {
                    if let Some(place) = reading.map.given(at..at + letter.len_utf8()) {
                        prop_assert!(given.get(place.clone()).is_some(), "{:?} {:?}", place, letter);
                        if place.len() == letter.len_utf8() {
                            prop_assert_eq!(given[place].chars().next(), Some(letter));
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn a_pasted_text_has_a_reading_without_emphasis() {
    let given = "We ask for the **release** of everyone.\n\nWe ask *again*.\n";
    let readings = pasted(given.as_bytes()).unwrap().readings;
    let texts: Vec<&str> = readings.iter().map(|one| one.text.as_str()).collect();
    let plain = "We ask for the release of everyone.\n\nWe ask again.\n";
    assert_eq!(texts, [given, plain]);
    for (page, what) in [
        ("<html><p>We ask.</p>", Foreign::Page),
        ("From: a\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nWe ask.\n", Foreign::Mail),
    ] {
        assert_eq!(pasted(page.as_bytes()), Err(ExtractError::Foreign(what)));
    }
}
