//! The `svg` crate as the writer: elements become its nodes, and its nodes become text.

use super::element::{Sink, Value, text};
use super::escape;
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

    /// The element that began last ends.
    fn end(&mut self) {
        let Some(node) = self.open.pop() else { return };
        if let Some(parent) = self.open.last_mut() {
            parent.append(node);
        } else {
            self.done = node.to_string();
            self.done.push('\n');
        }
    }
}

impl Sink for Tree {
    fn begin(&mut self, name: &'static str) {
        self.open.push(element::Element::new(name));
    }

    fn set(&mut self, name: &'static str, value: Value<'_>) {
        let Some(node) = self.open.last_mut() else { return };
        if let Value::Words(words) = value {
            node.assign(name, escape::text(words).as_ref());
        } else {
            let mut said = Vec::new();
            value.say(&mut said);
            node.assign(name, text(said));
        }
    }

    fn leaf(&mut self) {
        self.end();
    }

    fn open(&mut self) {}

    fn words(&mut self, pieces: &[&str]) {
        if let Some(node) = self.open.last_mut() {
            // The crate's own `text` element puts its words on lines of their own, and white space shows.
            node.append(Text::new(escape::text(&pieces.concat()).into_owned()));
        }
        self.end();
    }

    fn plain(&mut self, pieces: &[&str]) {
        self.words(pieces);
    }

    fn close(&mut self, _: &'static str) {
        self.end();
    }
}
