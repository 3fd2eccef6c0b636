//! A walk through the tree, and the words that it meets.

use super::super::note::join_words;
use super::super::{ExtractError, Note, WORDS_BYTES_MAX, scripts};
use super::shown::{
    Gap, Shown, gap, is_link, is_navigation, is_numbered, is_picture, is_shadow_root, shown,
};
use super::style::{is_doubtful, may_show};
use super::tree::{DOCUMENT, Id, Kind, Node};

/// Most words of one link in a menu: what is longer may be a sentence, as "We withdraw this".
const LINK_WORDS: usize = 2;

/// Words that stand together.
struct Piece {
    gap: Gap,
    words: String,
    is_menu: bool,
}

enum Step {
    Enter(Id),
    Leave(Id),
}

struct Walk<'a> {
    nodes: &'a [Node],
    /// Whether an element is navigation that holds nothing but short links.
    menus: Vec<bool>,
    pieces: Vec<Piece>,
    gap: Gap,
    /// Elements around that are menus, that keep their spaces, and that are raised or lowered.
    menu: usize,
    preformatted: usize,
    script: Vec<Option<scripts::Script>>,
    counters: Vec<Option<i64>>,
    bytes: usize,
    hidden: String,
    struck: String,
    frames: usize,
    pictures: usize,
    has_styles: bool,
    has_scripts: bool,
}

/// The words of a page, in its order.
pub(super) fn of(nodes: &[Node], notes: &mut Vec<Note>) -> Result<String, ExtractError> {
    let mut walk = Walk {
        nodes,
        menus: menus(nodes),
        pieces: Vec::new(),
        gap: Gap::None,
        menu: 0,
        preformatted: 0,
        script: Vec::new(),
        counters: Vec::new(),
        bytes: 0,
        hidden: String::new(),
        struck: String::new(),
        frames: 0,
        pictures: 0,
        has_styles: false,
        has_scripts: false,
    };
    walk.run()?;
    Ok(walk.finish(notes))
}

impl Walk<'_> {
    fn run(&mut self) -> Result<(), ExtractError> {
        let mut steps = vec![Step::Enter(DOCUMENT)];
        while let Some(step) = steps.pop() {
            match step {
                Step::Leave(id) => self.leave(id),
                Step::Enter(id) => {
                    if self.enter(id) {
                        steps.push(Step::Leave(id));
                        let start = steps.len();
                        self.children(id, &mut steps);
                        if let Some(children) = steps.get_mut(start..) {
                            children.reverse();
                        }
                    }
                }
            }
            if self.bytes > WORDS_BYTES_MAX {
                return Err(ExtractError::Size {
                    what: "the words of a copy",
                    most: WORDS_BYTES_MAX,
                });
            }
        }
        Ok(())
    }

    /// What is shown below a node: its children, or a shadow root of its own in their place.
    fn children(&mut self, id: Id, steps: &mut Vec<Step>) {
        let all = std::iter::successors(self.nodes[id].first, |child| self.nodes[*child].next);
        let all: Vec<Id> = all.collect();
        let shadow = all.iter().copied().find(|child| is_shadow_root(&self.nodes[*child]));
        let has_slots = shadow.is_some_and(|root| {
            self.below(root).any(|node| node.element().is_some_and(|name| &**name == "slot"))
        });
        for child in all {
            if shadow.is_none_or(|root| root == child || has_slots) {
                steps.push(Step::Enter(child));
            } else {
                let words = self.text_below(child);
                join_words(&mut self.hidden, &words);
            }
        }
    }

    /// Whether the node's children are to be walked.
    fn enter(&mut self, id: Id) -> bool {
        let node = &self.nodes[id];
        if let Kind::Text(text) = &node.kind {
            // A drawing sets its words anywhere.
            let is_drawn = node.parent.is_some_and(|parent| self.nodes[parent].is_drawn());
            self.has_styles |= is_drawn && !text.trim().is_empty();
            self.text(text);
            return false;
        }
        let name = node.element().map_or("", |name| &**name);
        self.has_styles |= brings_style(node) || is_doubtful(node);
        self.has_scripts |= runs(node);
        let how = shown(node);
        self.pictures += usize::from(is_picture(node) && !matches!(how, Shown::Hidden));
        match how {
            Shown::Yes => {}
            // The head is walked for its style sheets alone.
            Shown::Never if name == "head" => {
                let has_styles = self.below(id).any(brings_style);
                let has_scripts = self.below(id).any(runs);
                self.has_styles |= has_styles;
                self.has_scripts |= has_scripts;
                return false;
            }
            Shown::Never => return false,
            Shown::Hidden => {
                let words = self.text_below(id);
                let shows_again = self.below(id).skip(1).any(may_show);
                self.has_styles |= shows_again;
                // Who reads without scripts sees these.
                self.has_scripts |= name == "noscript" && !words.trim().is_empty();
                join_words(&mut self.hidden, &words);
                return false;
            }
            Shown::Struck => {
                let words = self.text_below(id);
                join_words(&mut self.struck, &words);
                return false;
            }
            Shown::Frame => {
                self.frames += 1;
                return false;
            }
        }
        if self.foreign_title(id) {
            return false;
        }
        self.gap = self.gap.max(gap(node));
        self.begin(id, name);
        true
    }

    fn begin(&mut self, id: Id, name: &str) {
        let node = &self.nodes[id];
        if self.menus.get(id) == Some(&true) {
            self.menu += 1;
        }
        match name {
            "pre" | "textarea" | "xmp" | "listing" | "plaintext" => self.preformatted += 1,
            "br" => self.gap = self.gap.max(Gap::Line),
            "q" => self.text("“"),
            "bdo" => {
                let is_left =
                    node.attribute("dir").is_some_and(|dir| dir.eq_ignore_ascii_case("rtl"));
                self.text(if is_left { "\u{202e}" } else { "\u{202d}" });
            }
            "sup" => self.script.push(Some(scripts::Script::Super)),
            "sub" => self.script.push(Some(scripts::Script::Sub)),
            "ol" | "ul" | "menu" => {
                let start = node.attribute("start").and_then(|start| start.trim().parse().ok());
                self.counters.push(is_numbered(node).then(|| start.unwrap_or(1)));
            }
            "li" => self.number(id),
            "input" => {
                let kind = node.attribute("type").unwrap_or("text").to_ascii_lowercase();
                let is_seen = !matches!(
                    kind.as_str(),
                    "hidden"
                        | "checkbox"
                        | "radio"
                        | "password"
                        | "file"
                        | "color"
                        | "range"
                        | "image"
                );
                let value = node.attribute("value").filter(|value| !value.is_empty());
                let value = value.or_else(|| node.attribute("placeholder"));
                if let Some(value) = value.filter(|_| is_seen) {
                    self.text(value);
                }
            }
            _ => {}
        }
    }

    fn leave(&mut self, id: Id) {
        let node = &self.nodes[id];
        match node.element().map_or("", |name| &**name) {
            "pre" | "textarea" | "xmp" | "listing" | "plaintext" => self.preformatted -= 1,
            "q" => self.text("”"),
            "bdo" => self.text("\u{202c}"),
            "sup" | "sub" => {
                self.script.pop();
            }
            "ol" | "ul" | "menu" => {
                self.counters.pop();
            }
            _ => {}
        }
        self.gap = self.gap.max(gap(node));
        if self.menus.get(id) == Some(&true) {
            self.menu -= 1;
        }
    }

    /// The number that a browser sets before an item.
    fn number(&mut self, id: Id) {
        let value = self.nodes[id].attribute("value").and_then(|value| value.trim().parse().ok());
        let Some(Some(counter)) = self.counters.last_mut() else { return };
        let number = value.unwrap_or(*counter);
        *counter = number.saturating_add(1);
        self.text(&format!("{number}. "));
    }

    fn text(&mut self, text: &str) {
        if self.preformatted > 0 {
            for (index, line) in text.split('\n').enumerate() {
                if index > 0 {
                    self.gap = self.gap.max(Gap::Line);
                }
                self.words(line);
            }
            return;
        }
        let is_space = |c: char| c.is_ascii_whitespace();
        for (index, word) in text.split(is_space).enumerate() {
            if index > 0 {
                self.gap = self.gap.max(Gap::Space);
            }
            self.words(word);
        }
    }

    fn words(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        let words = scripts::raised(words, self.script.last().copied().flatten()).into_owned();
        let is_menu = self.menu > 0;
        self.bytes += words.len() + 1;
        let gap = std::mem::replace(&mut self.gap, Gap::None);
        match self.pieces.last_mut() {
            Some(last) if gap < Gap::Line && last.is_menu == is_menu => {
                last.words.push_str(if gap == Gap::Space { " " } else { "" });
                last.words.push_str(&words);
            }
            Some(last) if last.is_menu != is_menu => {
                self.pieces.push(Piece { gap: Gap::Paragraph, words, is_menu });
            }
            _ => self.pieces.push(Piece { gap, words, is_menu }),
        }
    }

    fn finish(self, notes: &mut Vec<Note>) -> String {
        let first = self.pieces.iter().position(|piece| !piece.is_menu);
        let last = self.pieces.iter().rposition(|piece| !piece.is_menu);
        // A page of nothing but links is what it is.
        let kept = first.zip(last).map_or(0..self.pieces.len(), |(first, last)| first..last + 1);
        let (mut words, mut menus) = (String::new(), String::new());
        for (index, piece) in self.pieces.iter().enumerate() {
            if !kept.contains(&index) {
                join_words(&mut menus, &piece.words);
                continue;
            }
            if !words.is_empty() {
                words.push_str(if piece.gap == Gap::Line { "\n" } else { "\n\n" });
            }
            words.push_str(&piece.words);
        }
        let said = [
            (menus, Note::Menus as fn(String) -> Note),
            (self.hidden, Note::Hidden),
            (self.struck, Note::Struck),
        ];
        notes.extend(
            said.into_iter()
                .filter(|(words, _)| !words.is_empty())
                .map(|(words, note)| note(words)),
        );
        if self.frames > 0 {
            notes.push(Note::Frames(self.frames));
        }
        if self.pictures > 0 {
            notes.push(Note::Pictures(self.pictures));
        }
        if self.has_styles {
            notes.push(Note::Styles);
        }
        if self.has_scripts {
            notes.push(Note::Scripts);
        }
        if !words.is_empty() {
            words.push('\n');
        }
        words
    }

    /// The titles of drawings are shown only where the mouse rests.
    fn foreign_title(&self, id: Id) -> bool {
        let node = &self.nodes[id];
        let Kind::Element(name, _) = &node.kind else { return false };
        node.is_foreign()
            && matches!(&*name.local, "title" | "desc" | "metadata" | "style" | "script" | "defs")
    }

    fn below(&self, id: Id) -> impl Iterator<Item = &Node> {
        let mut waiting = vec![id];
        std::iter::from_fn(move || {
            let node = &self.nodes[waiting.pop()?];
            let start = waiting.len();
            let mut child = node.first;
            while let Some(next) = child {
                waiting.push(next);
                child = self.nodes[next].next;
            }
            if let Some(children) = waiting.get_mut(start..) {
                children.reverse();
            }
            Some(node)
        })
    }

    fn text_below(&self, id: Id) -> String {
        let mut words = String::new();
        for node in self.below(id) {
            if let Kind::Text(text) = &node.kind {
                words.push_str(text);
                words.push(' ');
            }
        }
        words
    }
}

fn brings_style(node: &Node) -> bool {
    node.local().is_some_and(|name| match name {
        "style" => true,
        "link" => node.attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("stylesheet")),
        _ => false,
    })
}

/// Whether an element is a script that a browser runs, has one in an attribute, or leads to another page by itself.
fn runs(node: &Node) -> bool {
    let is_code = |kind: &str| {
        let kind = kind.trim().to_ascii_lowercase();
        kind.is_empty()
            || kind == "module"
            || kind.contains("javascript")
            || kind.contains("ecmascript")
    };
    let is_script = node.local() == Some("script") && node.attribute("type").is_none_or(is_code);
    let leads = node.local() == Some("meta")
        && node.attribute("http-equiv").is_some_and(|kind| kind.eq_ignore_ascii_case("refresh"));
    is_script || leads || node.has_attribute(|name| name.starts_with("on"))
}

/// Which elements are menus: navigation that holds words, all of them in short links.
fn menus(nodes: &[Node]) -> Vec<bool> {
    let mut words = vec![0_usize; nodes.len()];
    let mut is_loose = vec![false; nodes.len()];
    let mut menus = vec![false; nodes.len()];
    let mut order = Vec::with_capacity(nodes.len());
    let mut waiting = vec![DOCUMENT];
    while let Some(id) = waiting.pop() {
        order.push(id);
        let mut child = nodes[id].first;
        while let Some(next) = child {
            waiting.push(next);
            child = nodes[next].next;
        }
    }
    // Parents come before their children, so that backwards each node is complete when its turn comes.
    for id in order.into_iter().rev() {
        let node = &nodes[id];
        if shown(node) != Shown::Yes {
            words[id] = 0;
            is_loose[id] = false;
            continue;
        }
        if let Kind::Text(text) = &node.kind {
            words[id] = text.split_whitespace().count();
            is_loose[id] = words[id] > 0;
        }
        if is_link(node) {
            is_loose[id] = words[id] > LINK_WORDS;
        }
        menus[id] = is_navigation(node) && words[id] > 0 && !is_loose[id];
        if let Some(parent) = node.parent {
            words[parent] += words[id];
            is_loose[parent] |= is_loose[id];
        }
    }
    menus
}
