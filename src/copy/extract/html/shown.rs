//! What a browser would show of an element, as far as the element itself says.

use super::style::{Declaration, declarations, hides};
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
        | "video" | "canvas" | "rp" => return Shown::Never,
        "iframe" | "frame" | "noframes" | "object" | "embed" | "applet" => return Shown::Frame,
        "template" if is_shadow_root(node) => {}
        "template" | "noscript" => return Shown::Hidden,
        "del" | "s" | "strike" => return Shown::Struck,
        "dialog" if node.attribute("open").is_none() && !has_display(node) => return Shown::Hidden,
        _ => {}
    }
    let all = declarations(node);
    // Of several declarations the last one counts.
    let counts = |(at, one): (usize, &Declaration)| {
        hides(one) && !all.iter().skip(at + 1).any(|other| other.name == one.name)
    };
    let is_off = node.attribute("hidden").is_some() || node.attribute("popover").is_some();
    if is_off && !has_display(node) || all.iter().enumerate().any(counts) {
        return Shown::Hidden;
    }
    let is_struck = |one: &Declaration| {
        one.name.starts_with("text-decoration") && one.value.contains("line-through")
    };
    if all.iter().any(is_struck) {
        return Shown::Struck;
    }
    Shown::Yes
}

/// Whether an element's style says how it is shown, which beats what it is by itself.
fn has_display(node: &Node) -> bool {
    declarations(node).iter().any(|one| one.name == "display")
}

/// Whether an element shows what no words of the page say; one of a single dot counts readers and shows nothing.
pub(super) fn is_picture(node: &Node) -> bool {
    let is_one = node.is_drawing()
        || node.element().is_some_and(|name| matches!(&**name, "img" | "canvas" | "video"));
    let is_dot = |name| node.attribute(name).is_some_and(|side| matches!(side.trim(), "0" | "1"));
    is_one && !is_dot("width") && !is_dot("height")
}

/// Whether an element is the content of another one, in place of its children.
pub(super) fn is_shadow_root(node: &Node) -> bool {
    node.element().is_some_and(|name| &**name == "template")
        && node.attribute("shadowrootmode").is_some()
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
    let is_block = |one: &Declaration| {
        let blocks = ["block", "flex", "grid", "table", "list-item", "table-row"];
        one.name == "display" && blocks.contains(&one.value.as_str())
    };
    if own < Gap::Line && declarations(node).iter().any(is_block) { Gap::Line } else { own }
}

/// Whether numbers stand before the items of a list.
pub(super) fn is_numbered(list: &Node) -> bool {
    let is_bare =
        |one: &Declaration| one.name.starts_with("list-style") && one.value.contains("none");
    list.element().is_some_and(|name| &**name == "ol") && !declarations(list).iter().any(is_bare)
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
