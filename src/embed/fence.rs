//! Programs that stand in a Markdown text themselves, in fenced blocks.

use crate::source::Source;
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};
use std::ops::Range;

/// A program in a fenced block.
#[derive(Clone, Debug)]
pub struct Fence {
    /// One past its last byte in the text.
    pub end: usize,
    /// The text with everything else blanked out, so that places in the program are places in the text.
    pub program: Source,
}

/// Collects the lines of programs from the events of a parser.
#[derive(Default)]
pub(super) struct Reader {
    /// The lines of each, and where it ends.
    done: Vec<(Vec<Range<usize>>, usize)>,
    open: Option<Vec<Range<usize>>>,
}

impl Reader {
    /// Takes the next event.
    pub fn take(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(words))) if is_program(words) => {
                self.open = Some(Vec::new());
            }
            Event::Text(_) => {
                if let Some(lines) = &mut self.open {
                    lines.push(range);
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                if let Some(lines) = self.open.take() {
                    self.done.push((lines, range.end));
                }
            }
            _other => {}
        }
    }

    /// The programs.
    pub fn done(self, source: &Source) -> Vec<Fence> {
        let fence = |(lines, end): (Vec<Range<usize>>, usize)| Fence {
            end,
            program: Source::new(source.name.clone(), blanked(&source.text, &lines)),
        };
        self.done.into_iter().map(fence).collect()
    }
}

/// Whether the words behind a fence name our language.
fn is_program(words: &str) -> bool {
    let first = words.split([' ', '\t', ',', '{']).next().unwrap_or("");
    matches!(first, "cachediag" | "cd")
}

/// The text up to the last of these ranges with spaces for everything outside of them; line ends stay.
fn blanked(text: &str, kept: &[Range<usize>]) -> String {
    let mut out = String::new();
    let mut at = 0;
    for range in kept {
        let before = text.get(at..range.start).unwrap_or("");
        out.extend(before.bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }));
        out.push_str(text.get(range.clone()).unwrap_or(""));
        at = range.end;
    }
    out
}
