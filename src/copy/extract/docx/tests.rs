use super::super::packed::tests::pack;
use super::super::{Hint, Kind, Reading, extract};
use super::*;

const RELATIONS_NS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn relation(kind: &str, target: &str) -> String {
    format!("<Relationship Id=\"r\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
}

fn related(relations: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><Relationships xmlns=\"{RELATIONS_NS}\">{relations}</Relationships>"
    )
}

fn part(element: &str, body: &str) -> String {
    let mc = "http://schemas.openxmlformats.org/markup-compatibility/2006";
    format!(
        "<w:{element} xmlns:w=\"{}\" xmlns:mc=\"{mc}\" xmlns:x=\"urn:other\">{body}</w:{element}>",
        WORD[0]
    )
}

fn file(body: &str, more: &[(&str, &str, String)]) -> Vec<u8> {
    let main = related(&relation("officeDocument", "word/document.xml"));
    let others: String = more.iter().map(|(kind, name, _)| relation(kind, name)).collect();
    let (others, body) = (related(&others), part("document", &format!("<w:body>{body}</w:body>")));
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), "<Types/>".to_owned()),
        ("_rels/.rels".to_owned(), main),
        ("word/_rels/document.xml.rels".to_owned(), others),
        ("word/document.xml".to_owned(), body),
    ];
    parts.extend(more.iter().map(|(_, name, part)| (format!("word/{name}"), part.clone())));
    let parts: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, part)| (name.as_str(), part.as_bytes())).collect();
    pack(&parts)
}

fn read(file: &[u8]) -> Reading {
    let mut copy = extract(file, Hint::None).unwrap();
    assert_eq!(copy.kind, Kind::Docx);
    copy.readings.remove(0)
}

fn run(words: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

#[test]
fn paragraphs_runs_and_marks_become_words() {
    let body = format!(
        "<w:p><w:pPr><w:numPr/><w:rPr><w:vanish/></w:rPr></w:pPr>{}{}</w:p><w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/><w:t>d &amp; e&#8217;s</w:t></w:r></w:p>",
        run("We sta"),
        run("nd "),
    );
    let reading = read(&file(&body, &[]));
    assert_eq!(reading.text, "We stand \n\na\nb c\u{2011}d & e’s\n\n");
    assert_eq!(reading.notes, [Note::ListNumbers]);
    let raised = "<w:p><w:r><w:t>10</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>2</w:t></w:r></w:p>";
    assert_eq!(read(&file(raised, &[])).text, "10²\n\n");
}

#[test]
fn what_a_reader_does_not_see_is_left_out_and_said() {
    let body = format!(
        "<w:p>{}<w:del>{}</w:del><w:ins>{}</w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>secretly </w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>never </w:t></w:r><w:r><w:rPr><w:strike w:val=\"false\"/></w:rPr><w:t>agree</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><x:t>x</x:t><x:a>{}</x:a><mc:Fallback>{}</mc:Fallback></w:p>",
        run("We "),
        run("do not ").replace("w:t", "w:delText"),
        run("all "),
        run("x"),
        run("x"),
    );
    let reading = read(&file(&body, &[]));
    assert_eq!(reading.text, "We all agree\n\n");
    let [deleted, inserted, hidden, struck] =
        ["do not", "all", "secretly", "never"].map(str::to_owned);
    assert_eq!(
        reading.notes,
        [
            Note::Deleted(deleted),
            Note::Inserted(inserted),
            Note::Hidden(hidden),
            Note::Struck(struck)
        ]
    );
}

#[test]
fn other_parts_are_found_by_their_relations() {
    let body = format!("<w:p>{}<w:r><w:footnoteReference/></w:r></w:p>", run("We agree."));
    let notes = format!(
        "<w:footnote w:type=\"separator\"><w:p>{}</w:p></w:footnote><w:footnote><w:p>{}</w:p></w:footnote>",
        run("x"),
        run("In part.")
    );
    let header = part("hdr", &format!("<w:p>{}</w:p>", run("Draft 2")));
    let more = [
        ("footnotes", "footnotes.xml", part("footnotes", &notes)),
        ("header", "header1.xml", header),
        ("comments", "comments.xml", part("comments", "")),
    ];
    let reading = read(&file(&body, &more));
    assert_eq!(reading.text, "We agree.\n\nIn part.\n\n");
    assert_eq!(
        reading.notes,
        [Note::HeadersFooters("Draft 2".to_owned()), Note::Footnotes(1), Note::Comments]
    );
    // The document is the part that the relations name, whatever lies where documents usually lie.
    let decoy = part("document", &format!("<w:p>{}</w:p>", run("decoy")));
    let real = part("document", &format!("<w:p>{}</w:p>", run("shown")));
    let main = related(&relation("officeDocument", "/other/shown.xml"));
    let parts: [(&str, &[u8]); 4] = [
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", main.as_bytes()),
        ("word/document.xml", decoy.as_bytes()),
        ("other/shown.xml", real.as_bytes()),
    ];
    assert_eq!(read(&pack(&parts)).text, "shown\n\n");
}

#[test]
fn broken_documents_are_refused() {
    let good = file(&format!("<w:p>{}</w:p>", run("We agree.")), &[]);
    for at in (0..good.len()).step_by(7) {
        let mut bad = good.clone();
        bad[at] ^= 0x55;
        if let Ok(copy) = extract(&bad, Hint::None) {
            assert!(copy.readings[0].text.contains("We agree.") || copy.kind != Kind::Docx);
        }
    }
    assert_eq!(extract(&file("<w:p></w:q>", &[]), Hint::None), Err(ExtractError::Damaged));
    let two = related(&(relation("officeDocument", "a") + &relation("officeDocument", "b")));
    let parts: [(&str, &[u8]); 2] =
        [("[Content_Types].xml", b"<Types/>"), ("_rels/.rels", two.as_bytes())];
    assert_eq!(extract(&pack(&parts), Hint::None), Err(ExtractError::Damaged));
    assert_eq!(
        extract(&pack(&[("a", b"b")]), Hint::None),
        Err(ExtractError::Foreign(Foreign::Packed))
    );
}

/// Words that are in the document and that no reader may see, or that a reader sees and that are not in it.
#[test]
fn what_may_hide_or_add_words_is_said() {
    let with = |properties: &str, more: &[(&str, &str, String)]| {
        let not = format!("<w:r><w:rPr>{properties}</w:rPr><w:t>not</w:t></w:r>");
        read(&file(&format!("<w:p>{}{not}</w:p>", run("We do ")), more)).notes
    };
    let said = [Note::Doubtful("not".to_owned())];
    for properties in [
        "<w:color w:val=\"FFFFFF\"/>",
        "<w:color w:val=\"auto\" w:themeColor=\"background1\"/>",
        "<w:shd w:val=\"clear\" w:fill=\"000000\"/>",
        "<w:highlight w:val=\"black\"/>",
        "<w:w w:val=\"1\"/>",
        "<w:spacing w:val=\"-400\"/>",
    ] {
        assert_eq!(with(properties, &[]), said, "{properties}");
    }
    for properties in
        ["<w:color w:val=\"222222\"/>", "<w:color w:val=\"auto\"/>", "<w:w w:val=\"95\"/>"]
    {
        assert_eq!(with(properties, &[]), [], "{properties}");
    }
    let styles = part(
        "styles",
        "<w:style w:styleId=\"A\"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId=\"B\"><w:basedOn w:val=\"A\"/></w:style><w:style w:styleId=\"C\"><w:rPr><w:b/></w:rPr></w:style>",
    );
    let more = [("styles", "styles.xml", styles)];
    assert_eq!(with("<w:rStyle w:val=\"B\"/>", &more), said);
    assert_eq!(with("<w:rStyle w:val=\"C\"/>", &more), []);
    let numbered = |text: &str| {
        let list = part("numbering", &format!("<w:lvl><w:lvlText w:val=\"{text}\"/></w:lvl>"));
        let body = format!("<w:p><w:pPr><w:numPr/></w:pPr>{}</w:p>", run("We do"));
        read(&file(&body, &[("numbering", "numbering.xml", list)])).notes
    };
    assert_eq!(numbered("%1."), [Note::ListNumbers]);
    assert_eq!(numbered("It is false that")[0], Note::ListWords("It is false that".to_owned()));
    let art = "<w:p><w:r><w:pict><v:textpath xmlns:v=\"urn:schemas-microsoft-com:vml\" string=\"WITHDRAWN\"/></w:pict></w:r></w:p>";
    assert!(read(&file(art, &[])).text.contains("WITHDRAWN"));
}
