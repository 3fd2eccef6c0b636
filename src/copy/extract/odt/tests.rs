use super::super::packed::tests::pack;
use super::super::{Hint, Kind, Reading, extract};
use super::*;

const SPACES: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
    xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
    xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" \
    xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" \
    xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" \
    xmlns:dc=\"http://purl.org/dc/elements/1.1/\"";

fn content(styles: &str, body: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
}

fn file(styles: &str, body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let content = content(styles, body);
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
    ];
    parts.extend(more.iter().map(|(name, part)| (*name, part.as_bytes())));
    pack(&parts)
}

fn read(file: &[u8]) -> Reading {
    let mut copy = extract(file, Hint::None).unwrap();
    assert_eq!(copy.kind, Kind::Odt);
    copy.readings.remove(0)
}

#[test]
fn paragraphs_spans_and_marks_become_words() {
    let styles = "<style:style style:name=\"T1\" style:family=\"text\"><style:text-properties style:text-position=\"super 58%\"/></style:style>";
    let body = "<text:h>We\n  <text:span>sta</text:span>nd</text:h><text:list><text:list-item><text:p>10<text:span text:style-name=\"T1\">2</text:span><text:s text:c=\"2\"/>a<text:tab/>b<text:line-break/>c &amp; <text:a>d</text:a></text:p></text:list-item></text:list>\
        <text:p><draw:frame><svg:desc>a picture</svg:desc><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame> end</text:p>";
    let reading = read(&file(styles, body, &[]));
    assert_eq!(reading.text, "We stand\n\n10²  a b\nc & d\n\nboxed\n\n end\n\n");
    assert_eq!(reading.notes, [Note::ListNumbers]);
}

#[test]
fn what_a_reader_does_not_see_is_left_out_and_said() {
    let styles = "<style:style style:name=\"T1\" style:family=\"text\"><style:text-properties text:display=\"none\"/></style:style>\
        <style:style style:name=\"T2\" style:family=\"text\" style:parent-style-name=\"Gone\"/>\
        <style:style style:name=\"T3\" style:family=\"text\" style:parent-style-name=\"Gone\"><style:text-properties style:text-line-through-style=\"none\"/></style:style>\
        <style:style style:name=\"P1\" style:family=\"paragraph\"><style:text-properties text:display=\"none\"/></style:style>";
    let named = format!(
        "<office:document-styles {SPACES}><office:styles><style:style style:name=\"Gone\" style:family=\"text\"><style:text-properties style:text-line-through-style=\"solid\"/></style:style></office:styles><office:master-styles><style:master-page><style:header><text:p>Draft 2</text:p></style:header></style:master-page></office:master-styles></office:document-styles>"
    );
    let body = "<text:tracked-changes><text:changed-region text:id=\"c1\"><text:deletion><office:change-info><dc:creator>Uno</dc:creator></office:change-info><text:p>do not</text:p></text:deletion></text:changed-region>\
        <text:changed-region text:id=\"c2\"><text:insertion/></text:changed-region><text:changed-region text:id=\"c3\"><text:format-change/></text:changed-region></text:tracked-changes>\
        <text:p>We <text:change text:change-id=\"c1\"/><text:change-start text:change-id=\"c2\"/>all<text:change-end text:change-id=\"c2\"/> <text:span text:style-name=\"T1\">secretly </text:span><text:span text:style-name=\"T2\">never </text:span><text:change-start text:change-id=\"c3\"/><text:span text:style-name=\"T3\">agree</text:span><text:change-end text:change-id=\"c3\"/><office:annotation><text:p>really?</text:p></office:annotation>.</text:p>\
        <text:p text:style-name=\"P1\">below</text:p><text:section text:display=\"none\"><text:p>apart</text:p></text:section><text:p>or<text:hidden-paragraph text:is-hidden=\"true\"/> so</text:p>\
        <text:p>In part.<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note></text:p>";
    let reading = read(&file(styles, body, &[("styles.xml", &named)]));
    assert_eq!(reading.text, "We all agree.\n\nIn part.\n\nA note.\n\n");
    let [deleted, inserted, hidden, struck, header] =
        ["do not", "all", "secretly below apart or so", "never", "Draft 2"].map(str::to_owned);
    assert_eq!(
        reading.notes,
        [
            Note::Deleted(deleted),
            Note::Inserted(inserted),
            Note::Hidden(hidden),
            Note::Struck(struck),
            Note::HeadersFooters(header),
            Note::Footnotes(1),
            Note::Comments,
        ]
    );
}

#[test]
fn what_is_encrypted_damaged_or_no_text_is_refused() {
    let body = "<text:p>We agree.</text:p>";
    let manifest = "<m:manifest xmlns:m=\"urn:m\"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>";
    let sealed = file("", body, &[("META-INF/manifest.xml", manifest)]);
    assert_eq!(extract(&sealed, Hint::None), Err(ExtractError::Encrypted));
    assert!(extract(&file("", body, &[("META-INF/manifest.xml", "<m/>")]), Hint::None).is_ok());
    let sheet: [(&str, &[u8]); 2] =
        [("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", b"<a/>")];
    let foreign = ExtractError::Foreign(Foreign::Office);
    assert_eq!(extract(&pack(&sheet), Hint::None), Err(foreign));
    assert_eq!(
        extract(&file("", "<text:p></text:q>", &[]), Hint::None),
        Err(ExtractError::Damaged)
    );
    let circle =
        "<style:style style:name=\"T1\" style:family=\"text\" style:parent-style-name=\"T1\"/>";
    let body = "<text:p><text:span text:style-name=\"T1\">We agree.</text:span></text:p>";
    let good = file(circle, body, &[]);
    assert_eq!(read(&good).text, "We agree.\n\n");
    for at in (0..good.len()).step_by(7) {
        let mut bad = good.clone();
        bad[at] ^= 0x55;
        if let Ok(copy) = extract(&bad, Hint::None) {
            assert!(copy.readings[0].text.contains("We agree.") || copy.kind != Kind::Odt);
        }
    }
}

#[test]
fn what_may_hide_or_add_words_is_said() {
    let fo = "xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\"";
    let with = |properties: &str| {
        let style = format!(
            "<style:style style:name=\"T\" style:family=\"text\"><style:text-properties {fo} {properties}/></style:style>"
        );
        let body = "<text:p>We do <text:span text:style-name=\"T\">not</text:span> agree</text:p>";
        read(&file(&style, body, &[])).notes
    };
    for properties in [
        "fo:color=\"#FFFFFF\"",
        "fo:background-color=\"#000000\"",
        "fo:font-size=\"1pt\"",
        "style:text-scale=\"1%\"",
        "fo:letter-spacing=\"-0.4cm\"",
    ] {
        assert_eq!(with(properties), [Note::Doubtful("not".to_owned())], "{properties}");
    }
    for properties in
        ["fo:color=\"#222222\"", "fo:font-size=\"12pt\" fo:background-color=\"#ffffff\""]
    {
        assert_eq!(with(properties), [], "{properties}");
    }
    let list = "<text:list-style style:name=\"L\"><text:list-level-style-number style:num-prefix=\"It is false that \"/></text:list-style>";
    let notes = read(&file(list, "<text:p>We do</text:p>", &[])).notes;
    assert_eq!(notes, [Note::ListWords("It is false that".to_owned())]);
}
