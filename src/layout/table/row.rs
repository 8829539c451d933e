//! Pass 2, rows: the head on a ground of its own, then each row as high as its highest cell.

use super::columns::{Columns, PAD};
use super::said;
use crate::font::{Face, Measure};
use crate::layout::sequence::distance::{CENTER, LINE, MARGIN};
use crate::layout::sequence::figure::{Coat, Figure, Setting};
use crate::layout::sequence::flow::{Paragraph, Words};
use crate::scene::{Anchor, Area, Group, Ink, Mark, Stroke, Text};
use crate::table::{Align, Cell, Sign, Table};
use crate::timeline::reach::Mark as Reach;
use ecow::EcoString;

/// Within a cell, at its top and bottom.
const PAD_ABOVE: f64 = 8.0;
/// The size of a sign: it is seen from the last row of a room.
const SIGN: f64 = 20.0;
/// From a sign's ground to the sign.
const SIGN_PAD: f64 = 7.0;
/// The height of a sign's ground.
const SIGN_HEIGHT: f64 = 26.0;
/// The size of a footnote's number.
const NOTE: f64 = 10.5;
/// From a sign or word to the number of its footnote.
const NOTE_GAP: f64 = 2.0;

/// The signs of a cell with their inks: what is done, and whether it may make things worse.
pub(super) fn signs(sign: Sign) -> Vec<(&'static str, Ink)> {
    let ink = match sign.mark {
        Reach::Never | Reach::All | Reach::Nothing => Ink::Good,
        Reach::Some => Ink::Warn,
    };
    let mut signs = Vec::new();
    if sign.mark != Reach::Nothing {
        signs.push((sign.mark.sign(), ink));
    }
    if sign.worse {
        signs.push(("!", Ink::Bad));
    }
    signs
}

/// The ground of a cell's signs.
fn ground(sign: Sign) -> Ink {
    match (sign.worse, sign.mark) {
        (true, _) => Ink::BadSoft,
        (false, Reach::Some) => Ink::WarnSoft,
        (false, Reach::Never | Reach::All | Reach::Nothing) => Ink::GoodSoft,
    }
}

/// The numbers of a cell's footnotes.
fn numbers(cell: &Cell) -> EcoString {
    cell.notes.iter().map(usize::to_string).collect::<Vec<_>>().join(" ").into()
}

/// The room that a sign and the numbers of footnotes take beside words.
pub(super) fn sign_width(cell: &Cell, measure: &mut Measure) -> f64 {
    let numbers = numbers(cell);
    let noted = if numbers.is_empty() { 0.0 } else { NOTE_GAP + measure.width(&numbers, Face::SemiBold, NOTE) };
    noted + cell.sign.map_or(0.0, |sign| ground_width(sign, measure))
}

/// How wide the ground of signs is.
fn ground_width(sign: Sign, measure: &mut Measure) -> f64 {
    let words = signs(sign).into_iter().map(|(text, _)| measure.width(text, Face::SemiBold, SIGN)).sum::<f64>();
    words + 2.0 * SIGN_PAD
}

/// The head.
pub(super) fn header(table: &Table, columns: &Columns, y: &mut f64, marks: &mut Vec<Mark>, measure: &mut Measure) {
    let Some(words) = columns.words.first() else { return };
    let lines: Vec<Paragraph> = wrapped(words, columns, |_| 0.0, measure);
    let most = lines.iter().map(|p| p.lines.len()).max().unwrap_or(0).max(1);
    let height = most as f64 * LINE + 2.0 * PAD_ABOVE;
    let mut figure = Figure::default();
    figure.rect(Area::new(MARGIN, *y, MARGIN + columns.width(), *y + height), 6.0, Some(Ink::Column), None, None);
    for ((at, paragraph), (left, width)) in lines.iter().enumerate().zip(columns.places()) {
        // Heads of several lengths stand on one line at the bottom.
        let above = (most - paragraph.lines.len().min(most)) as f64 * LINE;
        set(&mut figure, paragraph, table.align(at), (left, width), *y + PAD_ABOVE + above, Ink::Text);
    }
    *y += height;
    let group = Group { class: "heading", label: said::header(table), marks: figure.marks, ..Group::default() };
    marks.push(Mark::Group(Box::new(group)));
}

/// One row, by its place below the head.
pub(super) fn body(
    table: &Table,
    cells: &[Cell],
    columns: &Columns,
    (place, y): (usize, &mut f64),
    marks: &mut Vec<Mark>,
    measure: &mut Measure,
) {
    let Some(words) = columns.words.get(place + 1) else { return };
    let beside: Vec<f64> = cells.iter().map(|cell| sign_width(cell, measure)).collect();
    let lines = wrapped(words, columns, |at| beside.get(at).copied().unwrap_or_default(), measure);
    let most = lines.iter().map(|p| p.lines.len()).max().unwrap_or(0).max(1);
    let signed = cells.iter().any(|cell| cell.sign.is_some());
    let height = (most as f64 * LINE).max(if signed { SIGN_HEIGHT } else { 0.0 }) + 2.0 * PAD_ABOVE;
    let mut figure = Figure::default();
    if place > 0 {
        let stroke = Stroke::solid(Ink::Soft, 1.0);
        figure.line((MARGIN, *y), (MARGIN + columns.width(), *y), stroke);
    }
    let single = (height - 2.0 * PAD_ABOVE - LINE) / 2.0;
    for (((at, paragraph), cell), (left, width)) in lines.iter().enumerate().zip(cells).zip(columns.places()) {
        let ink = cell.tone.as_ref().map_or(Ink::Text, Ink::of);
        // Beside signs a single line stands at their height.
        let down = if signed && most == 1 { single } else { 0.0 };
        let end = set(&mut figure, paragraph, table.align(at), (left, width), *y + PAD_ABOVE + down, ink);
        let start = (left, width, end);
        sign(&mut figure, cell, start, *y + height / 2.0, measure);
        if cell.sign.is_none() {
            note(&mut figure, cell, end + NOTE_GAP, *y + PAD_ABOVE + down + LINE / 2.0, measure);
        }
    }
    *y += height;
    let group = Group { class: "row", label: said::row(table, cells), marks: figure.marks, ..Group::default() };
    marks.push(Mark::Group(Box::new(group)));
}

/// The words of a row in lines.
fn wrapped(words: &[Words], columns: &Columns, beside: impl Fn(usize) -> f64, measure: &mut Measure) -> Vec<Paragraph> {
    let cells = words.iter().zip(&columns.widths).enumerate();
    cells.map(|(at, (words, width))| words.wrap(width - 2.0 * PAD - beside(at) + 0.5, measure)).collect()
}

/// Sets the words of a cell whose upper edge is given; returns where its first line ends.
fn set(figure: &mut Figure, paragraph: &Paragraph, align: Align, (left, width): (f64, f64), top: f64, ink: Ink) -> f64 {
    let chips = Coat::neutral();
    let (x, anchor) = match align {
        Align::Left => (left + PAD, Anchor::Start),
        Align::Middle => (left + width / 2.0, Anchor::Middle),
    };
    figure.set(paragraph, &Setting::new(x, top + LINE / 2.0 + CENTER, anchor, ink, &chips), None);
    let first = paragraph.lines.first().map_or(0.0, |line| line.width);
    match align {
        Align::Left => x + first,
        Align::Middle => x + first / 2.0,
    }
}

/// The sign of a cell on its ground, in the middle, with the numbers of its footnotes.
fn sign(figure: &mut Figure, cell: &Cell, (left, width, _): (f64, f64, f64), middle: f64, measure: &mut Measure) {
    let Some(sign) = cell.sign else { return };
    let across = ground_width(sign, measure);
    let mut x = left + width / 2.0 - across / 2.0;
    let area = Area::new(x, middle - SIGN_HEIGHT / 2.0, x + across, middle + SIGN_HEIGHT / 2.0);
    figure.rect(area, 6.0, Some(ground(sign)), None, None);
    x += SIGN_PAD;
    for (text, ink) in signs(sign) {
        let wide = measure.width(text, Face::SemiBold, SIGN);
        figure.marks.push(text_mark(text.into(), (x, middle + SIGN * 0.36), (SIGN, wide), ink));
        x += wide;
    }
    note(figure, cell, area.right + NOTE_GAP, middle - 4.0, measure);
}

/// The numbers of a cell's footnotes, raised.
fn note(figure: &mut Figure, cell: &Cell, x: f64, middle: f64, measure: &mut Measure) {
    let numbers = numbers(cell);
    if !numbers.is_empty() {
        let wide = measure.width(&numbers, Face::SemiBold, NOTE);
        figure.marks.push(text_mark(numbers, (x, middle), (NOTE, wide), Ink::Muted));
    }
}

/// Words of one line.
pub(super) fn text_mark(content: EcoString, (x, y): (f64, f64), (size, width): (f64, f64), ink: Ink) -> Mark {
    let (anchor, face) = (Anchor::Start, Face::SemiBold);
    Mark::Text(Text { x, y, anchor, face, size, ink, content, width, class: Some("label"), leftwards: false })
}
