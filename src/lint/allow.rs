//! `// allow: unused-storage`: on the line before, at the end of the line, or at the top of a file for all of it.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::problem::{advice, near};
use crate::source::{FileId, Sources, Span};
use crate::syntax::tree::{Block, Comment, File, Line, Node, Trivia};
use foldhash::{HashSet, HashSetExt as _};

/// What is silenced: a lint in a whole file, or on one line.
type Silenced = HashSet<(FileId, Option<u32>, Code)>;

struct Allows<'s> {
    sources: &'s Sources,
    silenced: Silenced,
    unknown: Vec<Diagnostic>,
}

/// Takes away what is silenced; tells lints that do not exist.
pub fn silence(files: &[&File], sources: &Sources, found: &mut Vec<Diagnostic>) {
    let mut allows = Allows { sources, silenced: HashSet::new(), unknown: Vec::new() };
    for file in files {
        if let Some(first) = file.body.lines.first() {
            comments(&first.before).for_each(|c| allows.comment(c, None));
        } else {
            comments(&file.body.closing).for_each(|c| allows.comment(c, None));
        }
        allows.block(&file.body);
    }
    let mut told = HashSet::new();
    allows.unknown.retain(|d| told.insert(d.span));
    found.append(&mut allows.unknown);
    let line = |span: Span| sources.get(span.file).map(|s| s.line(span.start));
    found.retain(|d| {
        d.severity == Severity::Error
            || !(allows.silenced.contains(&(d.span.file, None, d.code))
                || allows.silenced.contains(&(d.span.file, line(d.span), d.code)))
    });
}

fn comments(trivia: &[Trivia]) -> impl Iterator<Item = &Comment> {
    trivia.iter().filter_map(|t| match t {
        Trivia::Comment(comment) => Some(comment),
        Trivia::Blank => None,
    })
}

/// The blocks of a line.
fn blocks(node: &Node) -> Vec<&Block> {
    match node {
        Node::Device(device) => device.body.iter().collect(),
        Node::Storage(storage) => storage.body.iter().collect(),
        Node::Method(method) => vec![&method.body],
        Node::Reaction(reaction) => vec![&reaction.body],
        Node::Policy(policy) => vec![&policy.body],
        Node::Flow(flow) => vec![&flow.body],
        Node::Scenario(scenario) => vec![&scenario.body],
        Node::Fragment(fragment) => fragment.operands.iter().map(|o| &o.body).collect(),
        Node::Happening(happening) => happening.anywhere.iter().collect(),
        Node::Title(_)
        | Node::Import(_)
        | Node::Resource(_)
        | Node::User(_)
        | Node::Route(_)
        | Node::Channel(_)
        | Node::Fact(_)
        | Node::Rule(_)
        | Node::Chain(_)
        | Node::Claim(_)
        | Node::Writing(_)
        | Node::Tone(_)
        | Node::Property(_)
        | Node::Message(_)
        | Node::Read(_)
        | Node::Action(_)
        | Node::Sees(_)
        | Node::Given(_)
        | Node::Expect(_)
        | Node::Note(_)
        | Node::Divider(_)
        | Node::Gap(_)
        | Node::Wait(_)
        | Node::Lifespan(_)
        | Node::Play(_)
        | Node::Visibility(_)
        | Node::Reference(_)
        | Node::Link(_)
        | Node::Broken(_) => Vec::new(),
    }
}

impl Allows<'_> {
    fn line_of(&self, span: Span) -> Option<u32> {
        self.sources.get(span.file).map(|s| s.line(span.start))
    }

    fn block(&mut self, block: &Block) {
        if let Some(comment) = &block.opening {
            let line = self.line_of(comment.span);
            self.comment(comment, line);
        }
        for line in &block.lines {
            self.line(line);
        }
        comments(&block.closing).for_each(|c| self.comment(c, self.line_of(c.span)));
    }

    fn line(&mut self, line: &Line) {
        if !line.before.is_empty() {
            // Where the construct itself stands, behind its `///` lines.
            let own = match line.docs.last() {
                Some(doc) if line.span.start <= doc.span.start => self.line_of(doc.span).map(|n| n + 1),
                Some(_) | None => self.line_of(line.span),
            };
            comments(&line.before).for_each(|c| self.comment(c, own));
        }
        if let Some(comment) = &line.comment {
            let at = self.line_of(comment.span);
            self.comment(comment, at);
        }
        for block in blocks(&line.node) {
            self.block(block);
        }
    }

    fn comment(&mut self, comment: &Comment, line: Option<u32>) {
        let Some(rest) = comment.text.trim_start().strip_prefix("allow:") else { return };
        let all = self.sources.slice(comment.span);
        for word in rest.split([',', ' ']).filter(|w| !w.is_empty()) {
            let lint = Code::find(word).filter(|c| c.severity() == Severity::Warning);
            if let Some(code) = lint {
                self.silenced.insert((comment.span.file, line, code));
                continue;
            }
            let at = all.find(word).unwrap_or(0) + comment.span.start as usize;
            let span = Span::new(comment.span.file, at, at + word.len());
            let lints = Code::ALL.iter().filter(|c| c.severity() == Severity::Warning).map(|c| c.id());
            self.unknown.push(advice::unknown_lint(span, word, near::nearest(word, lints)));
        }
    }
}
