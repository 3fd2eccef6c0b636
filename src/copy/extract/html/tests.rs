use proptest::prelude::*;

use super::*;

fn read(page: &str) -> (String, Vec<Note>) {
    let mut notes = Vec::new();
    let words = words(page, &mut notes).unwrap();
    (words, notes)
}

fn read_words(page: &str) -> String {
    read(page).0
}

#[test]
fn blocks_are_lines_and_paragraphs() {
    assert_eq!(
        read_words(
            "<title>x</title><h1>A\n title</h1><p>One <b>bo</b>ld&nbsp;word&rsquo;s.<br>Next<p>Two<ul><li>a<li>b</ul>"
        ),
        "A title\n\nOne bold\u{a0}word’s.\nNext\n\nTwo\n\na\nb\n"
    );
    assert_eq!(read_words("<table><tr><td>Uno<td>Dos<tr><td>Tres</table>"), "Uno Dos\nTres\n");
    assert_eq!(read_words("<div>a<div>b</div>c</div><pre>d\n  e</pre>"), "a\nb\nc\n\nd\n  e\n");
    assert_eq!(read_words("<ol start=3><li>a<li value=9>b<li>c</ol>"), "3. a\n9. b\n10. c\n");
    assert_eq!(read_words("<p>a<span style='display: block'>b</span>c"), "a\nb\nc\n");
    assert_eq!(
        read_words("10<sup>2</sup> H<sub>2</sub>O 1<sup>er</sup> <q>a</q>"),
        "10² H₂O 1er “a”\n"
    );
    assert_eq!(
        read_words("never<wbr>theless, de<!-- x -->fend&shy;ers"),
        "nevertheless, defend\u{ad}ers\n"
    );
}

#[test]
fn words_that_a_page_hides_are_left_out_and_said() {
    for hidden in [
        "<span hidden>not</span>",
        "<span style='color:red; DISPLAY : none !important'>not</span>",
        "<i style=visibility:hidden>not</i>",
        "<i style='font-size:0px'>not</i>",
        "<i style=opacity:0.0>not</i>",
        "<template>not</template>",
        "<dialog>not</dialog>",
    ] {
        let (words, notes) = read(&format!("<p>We do {hidden} agree."));
        assert_eq!(
            words.split_whitespace().collect::<Vec<_>>(),
            ["We", "do", "agree."],
            "{hidden}"
        );
        assert_eq!(notes, [Note::Hidden("not".to_owned())], "{hidden}");
    }
    let (words, notes) =
        read("<p>We do <s>not</s> agree. <span style='text-decoration: line-through'>Never</span>");
    assert_eq!(
        (words.as_str(), notes),
        ("We do agree.\n", vec![Note::Struck("not Never".to_owned())])
    );
    for shown in [
        "<b>not</b>",
        "<input value=not>",
        "<i style=opacity:0.5>not</i>",
        "<svg><text>not</text></svg>",
    ] {
        assert!(read_words(&format!("<p>We do {shown} agree.")).contains("not"), "{shown}");
    }
    assert_eq!(read_words("a<bdo dir=rtl>ton</bdo>"), "a\u{202e}ton\u{202c}\n");
    assert_eq!(read("<style>p{}</style><iframe></iframe>a").1, [Note::Frames(1), Note::Styles]);
}

/// Whatever a style does that is not known to leave words where and as they are is said.
#[test]
fn styles_that_may_hide_move_or_add_words() {
    let notes = |style: &str| read(&format!("<p>We do <i style=\"{style}\">not</i> agree.")).1;
    for style in [
        "color:#FFF",
        "color: hsl(0,0%,100%)",
        "color:rgba(0,0,0,0.1)",
        "color:navy;background:navy",
        "font-size:1px",
        "font:0/0 a",
        "font-size:calc(0px)",
        "opacity:.01",
        "position:absolute",
        "left:-9999px",
        "margin:0 0 0 -5000px",
        "text-indent:-100em",
        "order:2",
        "display:var(--x)",
        "unicode-bidi:bidi-override",
        "flex-direction:row-reverse",
        "max-height:0",
        "overflow:hidden",
        "list-style-type:'Not '",
        "background-image:url(stamp.png)",
        "disp\\6c ay:none",
        "display:block;display:inline",
        "-webkit-text-security:disc",
        "quotes:'not' ''",
    ] {
        assert_eq!(notes(style), [Note::Styles], "{style}");
    }
    for style in [
        "color:#222222;font-family:'Times;New',serif;font-size:12.0pt",
        "margin:0cm 0cm 8pt;text-align:justify;line-height:107%;mso-fareast-language:ES",
        "background:white;color:black!important",
        "font:12px/1.5 Arial",
        "padding-left:20px;/* x */border:none",
    ] {
        assert_eq!(notes(style), [], "{style}");
    }
    // What is in quotes or in a remark declares nothing.
    assert_eq!(read("<i style=\"font-family:';display:none;'\">not</i>").0, "not\n");
    assert_eq!(notes("display:/**/none"), [Note::Hidden("not".to_owned())]);
    assert_eq!(notes("display:none ! important"), [Note::Hidden("not".to_owned())]);
    assert_eq!(read("<i style='display:none;display:block'>not</i>").0, "not\n");
    assert_eq!(read("<p hidden style=display:block>not").0, "not\n");
    for page in [
        "<font color=white>not</font>",
        "<table bgcolor=black><tr><td>not</table>",
        "<svg><style>p{display:none}</style></svg>a",
        "<svg><text>not</text></svg>",
        "<i style=font-size:0>a<b style=font-size:16px>not</b></i>c",
    ] {
        assert!(read(page).1.contains(&Note::Styles), "{page}");
    }
    for page in ["<body onload=a()>a", "<p onerror=a()>a", "<meta http-equiv=Refresh>a"] {
        assert_eq!(read(page).1, [Note::Scripts], "{page}");
    }
    // Who reads without scripts sees what is in it.
    let notes_of = |page: &str| read(page).1;
    let seen = notes_of("<p>We agree.<noscript>not</noscript>");
    assert_eq!(seen, [Note::Hidden("not".to_owned()), Note::Scripts]);
    assert_eq!(read("<object data=a></object><embed>a").1, [Note::Frames(2)]);
    assert_eq!(read_words("a <input placeholder=not> c"), "a not c\n");
}

#[test]
fn menus_are_left_out_around_the_words_and_never_between_them() {
    let menu = "<nav><ul><li><a href=/>Home</a><li><a href=/a>About us</a></ul></nav>";
    let (words, notes) = read(&format!(
        "<header>{menu}</header><p>We agree.</p><footer><a href=/c>Contact</a></footer>"
    ));
    assert_eq!(words, "We agree.\n");
    assert_eq!(notes, [Note::Menus("Home About us Contact".to_owned())]);
    // A sentence in a menu is a sentence, and so is a link between two of them.
    assert_eq!(
        read_words("<nav>These groups also ask for war.</nav><p>We agree."),
        "These groups also ask for war.\n\nWe agree.\n"
    );
    assert_eq!(
        read_words("<p>We do<nav><a href=/>not</a></nav><p>agree."),
        "We do\n\nnot\n\nagree.\n"
    );
    assert!(read_words("<nav><a href=/>We withdraw this</a></nav><p>We agree.").contains("this"));
    let long = "<nav><a href=/>These groups also ask for war without any end</a></nav><p>We agree.";
    assert!(read_words(long).contains("war"));
    assert_eq!(read_words("<nav><a href=/>Home</a></nav>"), "Home\n");
}

#[test]
fn tangled_pages_are_refused_and_never_hang() {
    let deep = "<div>".repeat(NESTING_MAX + 2);
    assert_eq!(words(&deep, &mut Vec::new()), Err(ExtractError::Tangled));
    let fits = format!("{}a", "<div>".repeat(NESTING_MAX - 4));
    assert_eq!(read_words(&fits), "a\n");
    let many = "<br>".repeat(NODES_MAX + 1);
    assert_eq!(words(&many, &mut Vec::new()), Err(ExtractError::Tangled));
    let attributes: String = (0..400_000).map(|number| format!("a{number} ")).collect();
    assert_eq!(words(&format!("<p {attributes}>"), &mut Vec::new()), Err(ExtractError::Tangled));
    let slashes = format!("<p {}>", "/b ".repeat(400_000));
    assert_eq!(words(&slashes, &mut Vec::new()), Err(ExtractError::Tangled));
    let formatting: String = (0..20_000).map(|number| format!("<p><b id={number}>")).collect();
    assert_eq!(words(&formatting, &mut Vec::new()), Err(ExtractError::Tangled));
    let table = format!("<table>{}", "x<b>".repeat(200));
    assert!(read_words(&table).starts_with("xx"));
    let large = "a".repeat(MARKUP_BYTES_MAX + 1);
    let what = "a page";
    assert_eq!(
        words(&large, &mut Vec::new()),
        Err(ExtractError::Size { what, most: MARKUP_BYTES_MAX })
    );
    let picture = format!("<p>a<img src='data:image/png;base64,{}'>b", "QUJD/".repeat(100_000));
    assert_eq!(read_words(&picture), "ab\n");
}

proptest! {
    #[test]
    fn any_page_ends_without_a_panic(page in "(<(/?(p|b|a|table|tr|td|nav|template|select|ol|li|sup|svg|math|q|bdo)( hidden| href=x)?)>|\\PC| ){0,60}") {
        let _ = words(&page, &mut Vec::new());
    }
}

#[test]
fn pictures_are_counted_and_not_looked_at() {
    let page =
        "<p>We<img src=a alt=not><svg><path d=M0/></svg><canvas></canvas><video>not</video> agree.";
    let (words, notes) = read(page);
    assert_eq!((words.as_str(), notes), ("We agree.\n", vec![Note::Pictures(4)]));
    // What counts readers shows nothing, and what is hidden is not seen.
    let page = "<p>We agree.<img src=a width=1 height=1><p hidden><img src=a></p>";
    assert!(!read(page).1.iter().any(|note| matches!(note, Note::Pictures(_))));
}
