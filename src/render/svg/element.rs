//! Elements and where they go: into the tree of the `svg` crate, or straight into text of the same bytes.

use std::fmt::Write;
use svg::Node;
use svg::node::element;

/// A tag with its attributes.
#[derive(Clone, Debug)]
pub(super) struct Element {
    /// Its name.
    pub name: &'static str,
    attributes: Vec<(&'static str, String)>,
}

impl Element {
    pub(super) fn new(name: &'static str) -> Self {
        Self { name, attributes: Vec::with_capacity(8) }
    }

    /// With one more attribute.
    pub(super) fn set(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// With an attribute, if there is a value.
    pub(super) fn maybe(self, name: &'static str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.set(name, value),
            None => self,
        }
    }

    /// With a coordinate, rounded.
    pub(super) fn number(self, name: &'static str, value: f64) -> Self {
        self.set(name, number(value))
    }
}

/// A number with at most two decimals.
pub(super) fn number(value: f64) -> String {
    // Adding zero turns -0 into 0.
    ((value * 100.0).round() / 100.0 + 0.0).to_string()
}

/// Takes elements in the order of the document.
pub(super) trait Sink {
    /// An element with content begins.
    fn open(&mut self, element: &Element);
    /// It ends.
    fn close(&mut self, element: &Element);
    /// An element without content.
    fn leaf(&mut self, element: &Element);
    /// An element that holds nothing but words.
    fn words(&mut self, element: &Element, words: &str);
}

/// The tree of the `svg` crate.
#[derive(Default)]
pub(super) struct Nodes {
    open: Vec<element::Element>,
    done: String,
}

impl Nodes {
    /// The document as text.
    pub(super) fn finish(self) -> String {
        self.done
    }

    fn add(&mut self, node: impl Into<Box<dyn Node>>) {
        if let Some(parent) = self.open.last_mut() {
            parent.append(node);
        }
    }
}

/// Gives a node its attributes.
fn dress(node: &mut impl Node, element: &Element) {
    for (name, value) in &element.attributes {
        node.assign(*name, value.as_str());
    }
}

impl Sink for Nodes {
    fn open(&mut self, element: &Element) {
        let mut node = element::Element::new(element.name);
        dress(&mut node, element);
        self.open.push(node);
    }

    fn close(&mut self, _: &Element) {
        let Some(node) = self.open.pop() else { return };
        if self.open.is_empty() {
            self.done = format!("{node}\n");
        } else {
            self.add(node);
        }
    }

    fn leaf(&mut self, element: &Element) {
        let mut node = element::Element::new(element.name);
        dress(&mut node, element);
        self.add(node);
    }

    fn words(&mut self, element: &Element, words: &str) {
        // The crate's own `Text` puts its words on lines of their own, and white space shows.
        let mut node = element::Element::new(element.name);
        dress(&mut node, element);
        node.append(svg::node::Text::new(words));
        self.add(node);
    }
}

/// Text of the same bytes as [`Nodes`], without a tree.
#[derive(Default)]
pub(super) struct Stream {
    out: String,
}

impl Stream {
    /// The document as text.
    pub(super) fn finish(self) -> String {
        self.out
    }

    fn tag(&mut self, element: &Element, end: &str) {
        let mut attributes: Vec<&(&'static str, String)> = element.attributes.iter().collect();
        attributes.sort_by_key(|(name, _)| *name);
        self.out.push('<');
        self.out.push_str(element.name);
        for (name, value) in attributes {
            // Writing to a string cannot fail.
            let _ = write!(self.out, " {name}=\"");
            escape(value, true, &mut self.out);
            self.out.push('"');
        }
        self.out.push_str(end);
    }
}

/// Escapes as the `svg` crate does.
fn escape(text: &str, attribute: bool, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if attribute => out.push_str("&quot;"),
            '\'' if attribute => out.push_str("&apos;"),
            _ => out.push(c),
        }
    }
}

impl Sink for Stream {
    fn open(&mut self, element: &Element) {
        self.tag(element, ">\n");
    }

    fn close(&mut self, element: &Element) {
        let _ = writeln!(self.out, "</{}>", element.name);
    }

    fn leaf(&mut self, element: &Element) {
        self.tag(element, "/>\n");
    }

    fn words(&mut self, element: &Element, words: &str) {
        self.tag(element, ">");
        escape(words, false, &mut self.out);
        let _ = writeln!(self.out, "</{}>", element.name);
    }
}
