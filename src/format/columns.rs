//! Columns: neighbouring lines are padded so that their cells stand below each other.

use super::cells::Cells;
use unicode_width::UnicodeWidthStr;

/// The farthest that a cell is moved to the right. Farther, the eye loses its line.
const STRETCH: usize = 32;

/// The lines of neighbours, each with its cells in columns.
pub(super) fn align(rows: &[Cells]) -> Vec<String> {
    let mut lines = vec![String::new(); rows.len()];
    let mut start = 0;
    for group in rows.chunk_by(|a, b| a.kind.is_some() && a.kind == b.kind) {
        let end = start + group.len();
        if let Some(lines) = lines.get_mut(start..end) {
            set(group, lines);
        }
        start = end;
    }
    lines
}

/// Sets lines of one kind, a column after the other.
fn set(rows: &[Cells], lines: &mut [String]) {
    let count = rows.iter().map(|row| row.list.len()).max().unwrap_or(0);
    let mut widths = vec![0; rows.len()];
    for column in 0..count {
        // A line that leaves this column out and goes on behind it must fit before it too.
        let goes_on = |row: &Cells| row.list.iter().skip(column).any(Option::is_some);
        let ends: Vec<usize> = rows.iter().zip(&widths).filter(|(row, _)| goes_on(row)).map(|(_, w)| *w).collect();
        let common = common(&ends);
        for ((row, line), width) in rows.iter().zip(lines.iter_mut()).zip(&mut widths) {
            let Some(Some(cell)) = row.list.get(column) else { continue };
            let gap = if line.is_empty() { 0 } else { common.unwrap_or(*width) - *width + 1 };
            line.extend(std::iter::repeat_n(' ', gap));
            line.push_str(cell);
            *width += gap + cell.width();
        }
    }
}

/// Puts comments behind lines, below each other where neighbours have one.
pub(super) fn comment(lines: &mut [String], comments: &[Option<String>]) {
    let mut start = 0;
    for group in comments.chunk_by(|a, b| a.is_some() == b.is_some()) {
        let end = start + group.len();
        let Some(lines) = lines.get_mut(start..end) else { return };
        start = end;
        let ends: Vec<usize> = lines.iter().map(|line| line.width()).collect();
        let common = common(&ends);
        for ((line, comment), end) in lines.iter_mut().zip(group).zip(ends) {
            let Some(comment) = comment else { continue };
            line.extend(std::iter::repeat_n(' ', common.unwrap_or(end) - end + 2));
            line.push_str(comment);
        }
    }
}

/// Where all of these end if the shorter ones are padded; `None` if that is too far.
fn common(ends: &[usize]) -> Option<usize> {
    let (least, most) = (ends.iter().min()?, ends.iter().max()?);
    (most - least <= STRETCH).then_some(*most)
}
