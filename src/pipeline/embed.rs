//! Markdown with generated blocks: each marker's program is compiled, and what it asks for is put in its place.
//!
//! Comes in: a Markdown text and who brings the programs ([`Shelf`]). Goes out: the new text and the pictures that it
//! shows, or what is wrong, all of it. Claims are decided without a clock, so that the same text comes out everywhere.

mod order;

use super::{Findings, Format, Look, Refusal, Simulated, View, view};
use crate::diagnostic::Diagnostic;
use crate::embed::{self as text, Block, Content, Found};
use crate::explore::Limits;
use crate::limits::{EMBEDDED_BYTES, MARKERS};
use crate::problem::{limits, markers};
use crate::render::markdown;
use crate::source::{Source, Sources, Span};
use crate::theme::Theme;
use order::Order;
use std::collections::HashMap;

/// Brings programs, and says where pictures may go. Paths are told as seen from where the Markdown file's name is seen.
pub trait Shelf {
    /// The text of a program or an import.
    ///
    /// # Errors
    /// Why there is none.
    fn load(&mut self, path: &str) -> Result<String, Refusal>;

    /// Whether a file may be written there.
    fn admits(&mut self, path: &str) -> bool;
}

/// What holds for all markers that do not say otherwise.
#[derive(Clone, Debug)]
pub struct Habits {
    /// The folder of pictures, as seen from the Markdown file; empty for its own.
    pub pictures: String,
    /// The theme; the second one, if there is one, is for dark readers.
    pub themes: (&'static Theme, Option<&'static Theme>),
}

/// A Markdown file with its pictures.
#[derive(Clone, Debug, Default)]
pub struct Embedded {
    /// Its text.
    pub text: String,
    /// Files and their bytes, each file once; paths as those of a [`Shelf`].
    pub pictures: Vec<(String, Vec<u8>)>,
    /// How many blocks there are.
    pub blocks: usize,
    /// What was found in the programs; no errors.
    pub findings: Vec<Findings>,
}

/// The themes of these names: one, or two with a comma between.
#[must_use]
pub fn themes(names: &str) -> Option<(&'static Theme, Option<&'static Theme>)> {
    match names.split_once(',') {
        Some((light, dark)) => Some((crate::theme::find(light.trim())?, Some(crate::theme::find(dark.trim())?))),
        None => Some((crate::theme::find(names)?, None)),
    }
}

/// Compiles what the markers of a Markdown text ask for.
///
/// # Errors
/// What is wrong with markers and with programs, each with its own sources.
pub fn embed(markdown: &Source, habits: &Habits, shelf: &mut dyn Shelf) -> Result<Embedded, Vec<Findings>> {
    let found = text::find(markdown);
    if let Some(block) = found.blocks.get(MARKERS) {
        let list = vec![limits::too_many_for_markdown("markers", MARKERS, block.span)];
        return Err(vec![Findings { sources: Sources::one(markdown.clone()), list }]);
    }
    let mut work = Work {
        markdown,
        found: &found,
        habits,
        shelf,
        known: HashMap::new(),
        told: Vec::new(),
        problems: found.diagnostics.clone(),
        pictures: Vec::new(),
        made: 0,
    };
    let contents: Vec<(&Block, Option<Content>)> =
        found.blocks.iter().map(|block| (block, work.content(block))).collect();
    let Work { problems, told, pictures, .. } = work;
    if !problems.is_empty() || told.iter().any(Findings::has_errors) {
        let own = Findings { sources: Sources::one(markdown.clone()), list: problems };
        return Err(std::iter::once(own).filter(|f| !f.list.is_empty()).chain(told).collect());
    }
    let contents: Vec<(&Block, Content)> =
        contents.into_iter().filter_map(|(block, content)| Some((block, content?))).collect();
    let pictures = pictures.into_iter().map(|picture| (picture.path, picture.bytes)).collect();
    let blocks = contents.len();
    Ok(Embedded { text: text::splice(&markdown.text, &contents), pictures, blocks, findings: told })
}

/// A picture that is to be written.
struct Picture {
    path: String,
    bytes: Vec<u8>,
    /// The marker that asks for it.
    span: Span,
}

/// What is gathered while the blocks are made, from top to bottom.
struct Work<'w> {
    markdown: &'w Source,
    found: &'w Found,
    habits: &'w Habits,
    shelf: &'w mut dyn Shelf,
    /// Programs by file, or by their place in the text; `None` if they have errors.
    known: HashMap<String, Option<Simulated>>,
    /// What was found in programs.
    told: Vec<Findings>,
    /// What is wrong with markers.
    problems: Vec<Diagnostic>,
    pictures: Vec<Picture>,
    /// How many bytes programs, pictures and blocks have.
    made: usize,
}

impl Work<'_> {
    /// What stands in a block, unless something is wrong with it.
    fn content(&mut self, block: &Block) -> Option<Content> {
        if self.made > EMBEDDED_BYTES {
            return None;
        }
        let content = self.made(block);
        self.made += content.as_ref().map_or(0, |(Content::Lines(words) | Content::Piece(words))| words.len());
        if self.made > EMBEDDED_BYTES {
            self.problems.push(limits::too_many_for_markdown("bytes", EMBEDDED_BYTES, block.span));
        }
        content
    }

    fn made(&mut self, block: &Block) -> Option<Content> {
        let order = Order::of(block, self.markdown, self.habits, &mut self.problems)?;
        self.compile(&order.program, block)?;
        let mut known = std::mem::take(&mut self.known);
        let content = known.get_mut(&order.program).and_then(Option::as_mut).and_then(|s| self.show(&order, block, s));
        self.known = known;
        content
    }

    /// Compiles a program, unless that is done; nothing if it cannot be found.
    fn compile(&mut self, name: &str, block: &Block) -> Option<()> {
        if self.known.contains_key(name) {
            return Some(());
        }
        let source = match (&block.marker.file, block.above) {
            (Some(file), _) => match self.shelf.load(name) {
                Ok(text) => Source::new(name, text),
                Err(refusal) => {
                    self.problems.push(refused(&file.text, file.span, refusal));
                    return None;
                }
            },
            (None, Some(fence)) => self.found.fences.get(fence)?.program.clone(),
            (None, None) => {
                self.problems.push(markers::no_program(block.span));
                return None;
            }
        };
        let simulated = self.decided(source);
        self.known.insert(name.to_owned(), simulated);
        Some(())
    }

    /// A program with its claims decided.
    fn decided(&mut self, source: Source) -> Option<Simulated> {
        let mut load = |path: &str| self.shelf.load(path);
        match super::parse(source, &mut load).check().simulate() {
            Ok(mut simulated) => {
                self.made += simulated.findings.sources.list.iter().map(|source| source.text.len()).sum::<usize>();
                let limits = Limits { repair: false, ..Limits::default() };
                let checked = simulated.check(&limits, &mut |_, _| true);
                simulated.decide(checked);
                if !simulated.findings.list.is_empty() {
                    self.told.push(simulated.findings.clone());
                }
                Some(simulated)
            }
            Err(findings) => {
                self.told.push(findings);
                None
            }
        }
    }

    /// What a marker asks for, of its program.
    fn show(&mut self, order: &Order<'_>, block: &Block, simulated: &mut Simulated) -> Option<Content> {
        let names: Vec<String> = block.marker.views.iter().map(|word| word.text.clone()).collect();
        let format = order.format.unwrap_or_else(|| by_itself(&names, simulated));
        let views = match view::choose(&names, format, simulated) {
            Ok(views) => views,
            Err(problem) => {
                self.problems.push(unseen(&problem, block, simulated));
                return None;
            }
        };
        if format == Format::Markdown {
            if block.inline {
                self.problems.push(markers::within_a_line(block.span));
                return None;
            }
            return Some(Content::Lines(markdown::part(&simulated.tables(&views))));
        }
        let stem = order.stem(&names);
        let mut title = String::new();
        let mut draw = |theme: &'static Theme, stem: &str| {
            let path = order.path(stem, format);
            let drawing = self.draw(&path, block, simulated, (&views, format, theme))?;
            title = if drawing.is_empty() { stem.to_owned() } else { drawing };
            Some(path)
        };
        Some(Content::Piece(match order.themes {
            (theme, None) => {
                let path = draw(theme, &stem)?;
                markdown::picture(&path, order.alt.unwrap_or(&title))
            }
            (light, Some(dark)) => {
                let first = draw(light, &format!("{stem}-{}", light.name))?;
                let second = draw(dark, &format!("{stem}-{}", dark.name))?;
                markdown::pictures(&first, &second, order.alt.unwrap_or(&title))
            }
        }))
    }

    /// Draws a picture for a file, named as seen from the Markdown file; its title.
    fn draw(
        &mut self,
        name: &str,
        block: &Block,
        simulated: &Simulated,
        (views, format, theme): (&[View], Format, &'static Theme),
    ) -> Option<String> {
        let span = block.marker.to.as_ref().map_or(block.span, |to| to.span);
        let path = beside(&self.markdown.name, name);
        if foreign(name) || !self.shelf.admits(&path) {
            self.problems.push(markers::outside(name, span));
            return None;
        }
        let look = Look { theme, ..Look::default() };
        let drawn = simulated.picture(views).and_then(|drawn| {
            let title = drawn.scene.title.clone();
            Ok((simulated.drawn(drawn, format, &look)?, title))
        });
        let (prepared, title) = match drawn {
            Ok(drawn) => drawn,
            Err(findings) => {
                self.told.push(findings);
                return None;
            }
        };
        if !prepared.advice.is_empty() {
            let list = prepared.advice.clone();
            self.told.push(Findings { sources: simulated.findings.sources.clone(), list });
        }
        let mut bytes = Vec::new();
        // Writing to a vector cannot fail.
        let _ = prepared.write(&mut bytes);
        match self.pictures.iter().find(|other| other.path == path) {
            Some(other) if other.bytes == bytes => {}
            Some(other) => {
                self.problems.push(markers::same_file(span, name, other.span));
                return None;
            }
            None => {
                self.made += bytes.len();
                self.pictures.push(Picture { path, bytes, span });
            }
        }
        Some(title)
    }
}

/// What a program shows where no format is asked for: what its views are by themselves, or what happens in it.
fn by_itself(names: &[String], simulated: &Simulated) -> Format {
    let views = view::all(simulated);
    let first = match names.first() {
        Some(name) if name.ends_with('+') => return Format::Markdown,
        Some(name) => views.iter().find(|(known, _)| known == name),
        None => views.first(),
    };
    first.map_or(Format::Svg, |(_, view)| Format::own(*view))
}

/// A view that cannot be shown, told where the marker asks for it.
fn unseen(problem: &Diagnostic, block: &Block, simulated: &Simulated) -> Diagnostic {
    let views = view::all(simulated);
    let known: Vec<&str> = views.iter().map(|(name, _)| name.as_str()).filter(|name| !name.is_empty()).collect();
    let names_it = |word: &&text::Word| problem.message.contains(&format!("`{}`", word.text));
    let word = block.marker.views.iter().find(names_it).or(block.marker.views.first());
    let place = word.or(block.marker.format.as_ref()).map_or(block.span, |word| word.span);
    markers::view(place, &problem.message, &known)
}

/// Why the program of a marker is not there.
fn refused(path: &str, span: Span, refusal: Refusal) -> Diagnostic {
    match refusal {
        Refusal::NotFound(why) => markers::not_found(path, span, &why),
        Refusal::Outside => markers::outside(path, span),
        Refusal::NotUtf8 => markers::not_utf8(path, span),
    }
}

/// A path that is written in a file, as seen from where that file's name is seen.
fn beside(file: &str, path: &str) -> String {
    match file.rfind(['/', std::path::MAIN_SEPARATOR]) {
        Some(at) => format!("{}/{path}", file.get(..at).unwrap_or("")),
        None => path.to_owned(),
    }
}

/// Whether a path is an address, or begins at the root of the disk.
fn foreign(path: &str) -> bool {
    path.starts_with(['/', '\\']) || path.contains("://") || path.get(1..2) == Some(":")
}
