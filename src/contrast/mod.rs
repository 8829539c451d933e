//! Contrast: what authors believe of their methods against what was derived. In go a model and its matrix, out come
//! errors (E314).

#[cfg(test)]
mod tests;

use crate::diagnostic::Diagnostic;
use crate::model::Model;
use crate::model::method::Method;
use crate::problem::declarations;
use crate::timeline::reach::{Cell, Mark, Matrix, Row};

/// One error for each method whose `matrix` differs from its derived row. Methods without a derived row are left out.
#[must_use]
pub fn compare(model: &Model, matrix: &Matrix) -> Vec<Diagnostic> {
    let row = |method: &Method| matrix.rows.iter().find(|row| row.method == method.declared.name);
    let pairs = model.methods.iter().filter_map(|method| Some((method, row(method)?)));
    pairs.filter_map(|(method, row)| contrast(model, matrix, method, row)).collect()
}

/// A mark as its author believes it: what happens, and whether it may make things worse.
type Believed = (Mark, bool);

fn contrast(model: &Model, matrix: &Matrix, method: &Method, row: &Row) -> Option<Diagnostic> {
    let belief = method.matrix.as_ref()?;
    let mut differs = None;
    let mut derived = Vec::new();
    for (word, storage) in belief.text.split_whitespace().zip(&model.storages) {
        let place = matrix.columns.iter().position(|column| column.storage == storage.declared.name);
        let Some(cell) = place.and_then(|place| row.cells.get(place)) else {
            derived.push(word.to_owned());
            continue;
        };
        derived.push(written(cell));
        if believed(word) != Some((cell.mark, cell.worse)) && differs.is_none() {
            differs = Some((storage, cell));
        }
    }
    let (storage, cell) = differs?;
    let notes: Vec<&str> = cell.notes.iter().map(ecow::EcoString::as_str).collect();
    let (name, text, derived) = (&method.declared.name, &belief.text, derived.join(" "));
    Some(declarations::matrix_differs(belief.span, (name, text), &derived, &storage.declared.name, &notes))
}

/// A mark as an author writes it: `.` and `-` for an empty cell, `*` for `✓*`, `!` added. The check knows no others.
fn believed(word: &str) -> Option<Believed> {
    let (mark, worse) = word.strip_suffix('!').map_or((word, false), |mark| (mark, true));
    let mark = match mark {
        "★" => Mark::Never,
        "✓" => Mark::All,
        "✓*" | "*" => Mark::Some,
        "." | "-" | "" => Mark::Nothing,
        _unknown => return None,
    };
    Some((mark, worse))
}

/// A derived cell as an author would write it.
fn written(cell: &Cell) -> String {
    match (cell.mark, cell.worse) {
        (Mark::Nothing, false) => ".".to_owned(),
        (Mark::Nothing, true) => "!".to_owned(),
        (Mark::Never | Mark::All | Mark::Some, _) => cell.sign(),
    }
}
