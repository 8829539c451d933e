//! Pass 2, heads: what stands at the top of each column, measured.
//!
//! ```text
//!     (A)       ▭        ⌸       the glyphs stand on one datum
//!    alice    server    disk     names wrap below,
//!             API · 1            then what is said in small type
//! ```

use super::distance::{COLUMN_HALF, HEAD_FOOT, HEAD_NAME, LINE, NAME_WRAP, SMALL_LINE};
use super::figure::{Coat, Figure, Setting};
use super::flow::{FINE, NAME, Paragraph, Words};
use super::glyph;
use crate::font::{Face, Measure};
use crate::scene::{Anchor, Group, Ink, Mark, Text};
use crate::timeline::{Lifeline, LifelineKind};
use ecow::EcoString;

/// The head of a column.
#[derive(Debug)]
pub struct Head {
    /// Its name.
    pub name: Paragraph,
    /// What is said below it.
    note: Paragraph,
    /// Where its links lead, with their titles.
    links: Vec<(EcoString, Paragraph)>,
    /// Half its width.
    pub half: f64,
}

impl Head {
    /// Measures it.
    pub fn of(lifeline: &Lifeline, measure: &mut Measure) -> Self {
        let name = Words::plain(&lifeline.name, NAME, measure).wrap(NAME_WRAP, measure);
        let note = Words::plain(&lifeline.note, FINE, measure).wrap(NAME_WRAP, measure);
        let links: Vec<(EcoString, Paragraph)> = lifeline
            .links
            .iter()
            .map(|(title, address)| (address.clone(), Words::plain(title, FINE, measure).wrap(NAME_WRAP, measure)))
            .collect();
        let widest = links.iter().map(|(_, title)| title.width).fold(name.width.max(note.width), f64::max);
        Self { name, note, links, half: (widest / 2.0).max(COLUMN_HALF) }
    }

    /// From its datum to where its lifeline begins.
    pub fn foot(&self) -> f64 {
        let links: usize = self.links.iter().map(|(_, title)| title.lines.len()).sum();
        let small = self.note.lines.len() + links;
        HEAD_NAME + LINE * (self.name.lines.len() as f64 - 1.0) + SMALL_LINE * small as f64 + HEAD_FOOT
    }

    /// Its marks around x on the datum y.
    pub fn marks(&self, lifeline: &Lifeline, x: f64, y: f64, measure: &mut Measure) -> Mark {
        let ink = lifeline.tone.as_ref().map(Ink::of);
        let mut figure = Figure { marks: picture(lifeline, x, y, ink.as_ref(), measure), ..Figure::default() };
        let chips = Coat::neutral();
        let mut setting = Setting::new(x, y + HEAD_NAME, Anchor::Middle, ink.unwrap_or(Ink::Text), &chips);
        setting.class = None;
        figure.set(&self.name, &setting, None);
        let baseline = y + HEAD_NAME + LINE * (self.name.lines.len() as f64 - 1.0) + SMALL_LINE;
        let setting = Setting { y: baseline, ink: Ink::Muted, leading: SMALL_LINE, ..setting };
        figure.set(&self.note, &setting, None);
        self.link_marks(&mut figure, baseline + SMALL_LINE * self.note.lines.len() as f64, &setting);
        Mark::Group(Box::new(Group {
            class: "head",
            tooltip: lifeline.about.clone(),
            marks: figure.marks,
            ..Group::default()
        }))
    }
}

/// Below the note, a line for each link.
impl Head {
    fn link_marks(&self, figure: &mut Figure, mut y: f64, setting: &Setting) {
        for (address, title) in &self.links {
            let mut link = Figure::default();
            link.set(title, &Setting { y, ink: Ink::Accent, ..setting.clone() }, None);
            y += SMALL_LINE * title.lines.len() as f64;
            let (class, href) = ("link", Some(address.clone()));
            figure.marks.push(Mark::Group(Box::new(Group { class, href, marks: link.marks, ..Group::default() })));
        }
    }
}

/// The glyph above the name.
fn picture(lifeline: &Lifeline, x: f64, y: f64, tone: Option<&Ink>, measure: &mut Measure) -> Vec<Mark> {
    let ink = tone.cloned().unwrap_or(Ink::Muted);
    match lifeline.kind {
        LifelineKind::User => {
            let ink = tone.cloned().unwrap_or(Ink::Accent);
            let initial: EcoString =
                lifeline.name.chars().find(|c| c.is_alphanumeric()).unwrap_or('?').to_uppercase().collect();
            let text = Text {
                x,
                y: y + 4.7,
                anchor: Anchor::Middle,
                face: Face::SemiBold,
                size: 13.0,
                ink: ink.clone(),
                width: measure.width(&initial, Face::SemiBold, 13.0),
                content: initial,
                class: None,
                leftwards: false,
            };
            vec![glyph::disc(x, y, &ink, &Ink::AccentSoft), Mark::Text(text)]
        }
        LifelineKind::Storage | LifelineKind::Origin => glyph::cylinder(x, y, &ink, &Ink::Paper),
        LifelineKind::Device => glyph::server(x, y, &ink, &Ink::Paper),
        LifelineKind::Channel => glyph::broadcast(x, y, &ink),
        LifelineKind::Stranger => vec![glyph::plain_box(x, y, &ink, &Ink::Paper)],
    }
}
