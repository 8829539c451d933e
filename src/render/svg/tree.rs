//! The `svg` crate as the writer: elements become its nodes, and its nodes become text.

use super::element::{Element, Sink};
use svg::Node;
use svg::node::{Text, element};

/// A document as a tree of nodes.
#[derive(Default)]
pub(super) struct Tree {
    /// The elements that have begun, the outermost first.
    open: Vec<element::Element>,
    done: String,
}

impl Tree {
    /// The document.
    pub(super) fn finish(self) -> String {
        self.done
    }

    fn add(&mut self, node: element::Element) {
        if let Some(parent) = self.open.last_mut() {
            parent.append(node);
        }
    }
}

/// A node without content.
fn node(element: &Element<'_>) -> element::Element {
    let mut node = element::Element::new(element.name);
    for (name, value) in &element.attributes {
        let mut text = String::new();
        value.say(&mut text);
        node.assign(*name, text);
    }
    node
}

impl Sink for Tree {
    fn open(&mut self, element: &Element<'_>) {
        self.open.push(node(element));
    }

    fn close(&mut self, _: &Element<'_>) {
        let Some(node) = self.open.pop() else { return };
        if self.open.is_empty() {
            self.done = node.to_string();
            self.done.push('\n');
        } else {
            self.add(node);
        }
    }

    fn leaf(&mut self, element: &Element<'_>) {
        self.add(node(element));
    }

    fn words(&mut self, element: &Element<'_>, words: &str) {
        // The crate's own `text` element puts its words on lines of their own, and white space shows.
        let mut node = node(element);
        node.append(Text::new(words));
        self.add(node);
    }
}
