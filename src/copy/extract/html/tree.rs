//! The tree of a page, as html5ever builds it: nodes in one vector, linked by number, never walked by recursion.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, QualName, ns};

/// A node's number; the document is 0.
pub(super) type Id = usize;

/// The document.
pub(super) const DOCUMENT: Id = 0;

/// What a node is.
#[derive(Debug)]
pub(super) enum Kind {
    /// The document, a comment or an instruction: nothing to read.
    Other,
    /// An element.
    Element(QualName, Vec<Attribute>),
    /// Text.
    Text(String),
}

/// A node and its neighbours.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) kind: Kind,
    pub(super) parent: Option<Id>,
    pub(super) next: Option<Id>,
    pub(super) first: Option<Id>,
    previous: Option<Id>,
    last: Option<Id>,
    depth: usize,
}

/// The nodes of a page.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: RefCell<Vec<Node>>,
    name_of_document: QualName,
    events: Cell<usize>,
    depth: Cell<usize>,
}

impl Tree {
    pub(super) fn new() -> Self {
        let tree = Self {
            nodes: RefCell::default(),
            name_of_document: QualName::new(None, ns!(), LocalName::from("")),
            events: Cell::new(0),
            depth: Cell::new(0),
        };
        tree.add(Kind::Other);
        tree
    }

    /// Nodes that were made.
    pub(super) fn len(&self) -> usize {
        self.nodes.borrow().len()
    }

    /// The deepest node.
    pub(super) fn depth(&self) -> usize {
        self.depth.get()
    }

    /// What the parser has done so far: it grows with every token that is complete.
    pub(super) fn events(&self) -> usize {
        self.events.get()
    }

    /// The nodes in the order in which they were made.
    pub(super) fn into_nodes(self) -> Vec<Node> {
        self.nodes.into_inner()
    }

    fn add(&self, kind: Kind) -> Id {
        self.tick();
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node {
            kind,
            parent: None,
            next: None,
            first: None,
            previous: None,
            last: None,
            depth: 0,
        });
        nodes.len() - 1
    }

    fn tick(&self) {
        self.events.set(self.events.get() + 1);
    }

    /// Puts `child` below `parent`, before `next` or last.
    fn link(&self, parent: Id, child: Id, next: Option<Id>) {
        self.unlink(child);
        let mut nodes = self.nodes.borrow_mut();
        let depth = nodes[parent].depth + 1;
        let previous = next.map_or(nodes[parent].last, |next| nodes[next].previous);
        let node = &mut nodes[child];
        (node.parent, node.previous, node.next, node.depth) = (Some(parent), previous, next, depth);
        match previous {
            Some(previous) => nodes[previous].next = Some(child),
            None => nodes[parent].first = Some(child),
        }
        match next {
            Some(next) => nodes[next].previous = Some(child),
            None => nodes[parent].last = Some(child),
        }
        self.depth.set(self.depth.get().max(depth));
    }

    fn unlink(&self, child: Id) {
        let mut nodes = self.nodes.borrow_mut();
        let Node { parent, previous, next, .. } = nodes[child];
        let Some(parent) = parent else { return };
        match previous {
            Some(previous) => nodes[previous].next = next,
            None => nodes[parent].first = next,
        }
        match next {
            Some(next) => nodes[next].previous = previous,
            None => nodes[parent].last = previous,
        }
        let node = &mut nodes[child];
        (node.parent, node.previous, node.next) = (None, None, None);
    }

    fn put(&self, parent: Id, next: Option<Id>, child: NodeOrText<Id>) {
        self.tick();
        match child {
            NodeOrText::AppendNode(child) => self.link(parent, child, next),
            NodeOrText::AppendText(text) => {
                let nodes = self.nodes.borrow();
                let before = next.map_or(nodes[parent].last, |next| nodes[next].previous);
                drop(nodes);
                if let Some(before) = before
                    && let Kind::Text(words) = &mut self.nodes.borrow_mut()[before].kind
                {
                    words.push_str(&text);
                    return;
                }
                let child = self.add(Kind::Text(text.to_string()));
                self.link(parent, child, next);
            }
        }
    }
}

impl TreeSink for Tree {
    type Handle = Id;
    type Output = Self;
    type ElemName<'a> = NameOf;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        DOCUMENT
    }

    fn elem_name<'a>(&'a self, target: &'a Id) -> NameOf {
        match &self.nodes.borrow()[*target].kind {
            Kind::Element(name, _) => NameOf(name.clone()),
            Kind::Other | Kind::Text(_) => NameOf(self.name_of_document.clone()),
        }
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, _: ElementFlags) -> Id {
        self.add(Kind::Element(name, attrs))
    }

    fn create_comment(&self, _: StrTendril) -> Id {
        self.add(Kind::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Id {
        self.add(Kind::Other)
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        self.put(*parent, None, child);
    }

    fn append_based_on_parent_node(&self, element: &Id, previous: &Id, child: NodeOrText<Id>) {
        let parent = self.nodes.borrow()[*element].parent;
        match parent {
            Some(parent) => self.put(parent, Some(*element), child),
            None => self.put(*previous, None, child),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {
        self.tick();
    }

    fn get_template_contents(&self, target: &Id) -> Id {
        // A template is not shown; what it holds may as well hang below it.
        *target
    }

    fn same_node(&self, left: &Id, right: &Id) -> bool {
        left == right
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        let parent = self.nodes.borrow()[*sibling].parent;
        if let Some(parent) = parent {
            self.put(parent, Some(*sibling), child);
        }
    }

    fn add_attrs_if_missing(&self, target: &Id, attrs: Vec<Attribute>) {
        self.tick();
        if let Kind::Element(_, own) = &mut self.nodes.borrow_mut()[*target].kind {
            for attribute in attrs {
                // A page's first tags decide; beyond what any page has, nothing is compared any more.
                let is_new = own.len() < 64 && own.iter().all(|old| old.name != attribute.name);
                if is_new {
                    own.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Id) {
        self.tick();
        self.unlink(*target);
    }

    fn reparent_children(&self, node: &Id, new_parent: &Id) {
        self.tick();
        let mut child = self.nodes.borrow()[*node].first;
        while let Some(id) = child {
            child = self.nodes.borrow()[id].next;
            self.link(*new_parent, id, None);
        }
    }

    fn allow_declarative_shadow_roots(&self, _: &Id) -> bool {
        false
    }
}

/// The name of an element, by value.
#[derive(Debug)]
pub(super) struct NameOf(QualName);

impl html5ever::interface::ElemName for NameOf {
    fn ns(&self) -> &html5ever::Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl Node {
    /// The element's name, where it is one of HTML.
    pub(super) fn element(&self) -> Option<&LocalName> {
        match &self.kind {
            Kind::Element(name, _) if name.ns == ns!(html) => Some(&name.local),
            Kind::Element(..) | Kind::Text(_) | Kind::Other => None,
        }
    }

    /// The local name of an element, of a drawing's too.
    pub(super) fn local(&self) -> Option<&str> {
        let Kind::Element(name, _) = &self.kind else { return None };
        Some(&name.local)
    }

    /// Whether this is part of a drawing.
    pub(super) fn is_drawn(&self) -> bool {
        matches!(&self.kind, Kind::Element(name, _) if name.ns == ns!(svg))
    }

    /// Whether it is a drawing as a whole.
    pub(super) fn is_drawing(&self) -> bool {
        self.is_drawn() && matches!(&self.kind, Kind::Element(name, _) if &*name.local == "svg")
    }

    /// Whether an attribute has such a name.
    pub(super) fn has_attribute(&self, is_it: impl Fn(&str) -> bool) -> bool {
        let Kind::Element(_, attributes) = &self.kind else { return false };
        attributes.iter().any(|attribute| is_it(&attribute.name.local))
    }

    /// Whether this is a drawing or a formula, which have words of their own.
    pub(super) fn is_foreign(&self) -> bool {
        matches!(&self.kind, Kind::Element(name, _) if name.ns != ns!(html))
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let Kind::Element(_, attributes) = &self.kind else { return None };
        let found = attributes.iter().find(|attribute| &*attribute.name.local == name);
        found.map(|attribute| &*attribute.value)
    }
}
