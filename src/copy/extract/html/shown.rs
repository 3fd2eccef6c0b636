//! What a browser would show of an element, as far as the element itself says.

use super::tree::Node;

/// How an element's words are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// As they stand.
    Yes,
    /// They are no words of the page: scripts, styles, its head.
    Never,
    /// They are in the page and not seen.
    Hidden,
    /// They are struck out.
    Struck,
    /// They belong to another page.
    Frame,
}

/// What stands between an element's words and those around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// Nothing.
    None,
    /// A space.
    Space,
    /// A new line.
    Line,
    /// A blank line.
    Paragraph,
}

/// Whether and how an element is shown.
pub(super) fn shown(node: &Node) -> Shown {
    if node.is_foreign() {
        return Shown::Yes;
    }
    let Some(name) = node.element() else { return Shown::Yes };
    match &**name {
        "head" | "script" | "style" | "title" | "meta" | "link" | "base" | "datalist" | "audio"
        | "video" | "canvas" | "object" | "rp" => return Shown::Never,
        "iframe" | "frame" | "noframes" => return Shown::Frame,
        "template" if is_shadow_root(node) => {}
        "template" | "noscript" => return Shown::Hidden,
        "del" | "s" | "strike" => return Shown::Struck,
        "dialog" if node.attribute("open").is_none() => return Shown::Hidden,
        _ => {}
    }
    if node.attribute("hidden").is_some() || declarations(node).any(hides) {
        return Shown::Hidden;
    }
    if declarations(node)
        .any(|(name, value)| name.starts_with("text-decoration") && value.contains("line-through"))
    {
        return Shown::Struck;
    }
    Shown::Yes
}

/// The declarations of the element's own `style`.
fn declarations(node: &Node) -> impl Iterator<Item = (String, String)> {
    let style = node.attribute("style").unwrap_or_default();
    style.split(';').filter_map(|declaration| {
        let (name, value) = declaration.split_once(':')?;
        let value = value.trim().to_ascii_lowercase();
        let value = value.trim_end_matches("!important").trim().to_owned();
        Some((name.trim().to_ascii_lowercase(), value))
    })
}

fn hides((name, value): (String, String)) -> bool {
    let is_zero = || {
        let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
        number.parse::<f64>().is_ok_and(|number| number <= 0.0)
    };
    match name.as_str() {
        "display" => value == "none",
        "visibility" => value == "hidden" || value == "collapse",
        "font-size" | "opacity" => is_zero(),
        "color" => value == "transparent",
        _ => false,
    }
}

/// Whether an element is the content of another one, in place of its children.
pub(super) fn is_shadow_root(node: &Node) -> bool {
    node.element().is_some_and(|name| &**name == "template")
        && node.attribute("shadowrootmode").is_some()
}

/// Whether an element's own style may hide its words, as white ones on white or those beside the screen.
pub(super) fn is_doubtful(node: &Node) -> bool {
    declarations(node).any(|(name, value)| {
        let is_far = || {
            let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
            number.parse::<f64>().is_ok_and(|number| number.abs() >= 500.0)
        };
        match name.as_str() {
            "color" => ["white", "#fff", "#ffffff", "rgb(255,255,255)", "rgb(255, 255, 255)"]
                .contains(&value.as_str()),
            "left" | "right" | "top" | "bottom" | "text-indent" | "margin-left" | "margin-top" => {
                is_far()
            }
            "width" | "height" | "max-width" | "max-height" | "line-height" => value
                .trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%')
                .parse::<f64>()
                .is_ok_and(|number| number <= 1.0 && value.ends_with("px") || number == 0.0),
            "clip" | "clip-path" | "transform" | "content" => true,
            _ => false,
        }
    })
}

/// What stands before and after an element's words.
pub(super) fn gap(node: &Node) -> Gap {
    let Some(name) = node.element() else { return Gap::None };
    let own =
        match &**name {
            "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol" | "dl" | "table"
            | "blockquote" | "pre" | "figure" | "section" | "article" | "main" | "header"
            | "footer" | "nav" | "aside" | "hr" | "body" | "fieldset" | "form" | "address"
            | "details" | "dialog" | "hgroup" | "menu" | "xmp" | "listing" | "plaintext"
            | "search" => Gap::Paragraph,
            "div" | "li" | "dt" | "dd" | "tr" | "caption" | "figcaption" | "center" | "legend"
            | "summary" | "option" | "optgroup" | "thead" | "tbody" | "tfoot" | "dir"
            | "textarea" => Gap::Line,
            "td" | "th" | "button" | "input" | "select" => Gap::Space,
            _ => Gap::None,
        };
    let is_block = |(name, value): (String, String)| {
        let blocks = ["block", "flex", "grid", "table", "list-item", "table-row"];
        name == "display" && blocks.contains(&value.as_str())
    };
    if own < Gap::Line && declarations(node).any(is_block) { Gap::Line } else { own }
}

/// Whether numbers stand before the items of a list.
pub(super) fn is_numbered(list: &Node) -> bool {
    let is_bare =
        |(name, value): (String, String)| name.starts_with("list-style") && value.contains("none");
    list.element().is_some_and(|name| &**name == "ol") && !declarations(list).any(is_bare)
}

/// Whether an element is one in which pages keep what leads elsewhere.
pub(super) fn is_navigation(node: &Node) -> bool {
    let by_name =
        node.element().is_some_and(|name| matches!(&**name, "nav" | "header" | "footer" | "aside"));
    let roles = ["navigation", "banner", "contentinfo", "complementary", "search"];
    by_name || node.attribute("role").is_some_and(|role| roles.contains(&role))
}

/// Whether an element's words lead elsewhere when they are clicked.
pub(super) fn is_link(node: &Node) -> bool {
    node.element().is_some_and(|name| match &**name {
        "a" => node.attribute("href").is_some(),
        "button" | "select" => true,
        _ => false,
    })
}
