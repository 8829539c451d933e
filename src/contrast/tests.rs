//! Beliefs against a matrix made by hand.

use super::compare;
use crate::diagnostic::Code;
use crate::model::Model;
use crate::pipeline;
use crate::source::Source;
use crate::timeline::reach::{Cell, Column, Mark, Matrix, Row};

fn model(belief: &str) -> Model {
    let program = format!(
        "resource a\nstorage one\nstorage two\nstorage db [origin]\nuser ann\n\
         method m [by=user, matrix=\"{belief}\"] {{\n  caller: drop key in one\n}}\n"
    );
    let checked = pipeline::parse(Source::new("t.cd", program), &mut pipeline::no_imports).check();
    assert!(!checked.findings.has_errors(), "{:?}", checked.findings.list);
    checked.model
}

fn matrix() -> Matrix {
    let column = |name: &str| Column { storage: name.into(), label: name.into() };
    let cell = |mark, worse| Cell { mark, worse, notes: vec!["only ann's".into()] };
    let cells = vec![cell(Mark::Some, true), cell(Mark::Nothing, false), cell(Mark::Never, false)];
    Matrix {
        columns: ["one", "two", "db"].map(column).to_vec(),
        rows: vec![Row { method: "m".into(), label: "m".into(), cells }],
        ..Matrix::default()
    }
}

#[test]
fn a_belief_that_is_true_is_not_told() {
    for belief in ["✓*! . ★", "*! - ★"] {
        assert_eq!(compare(&model(belief), &matrix()), Vec::new(), "{belief}");
    }
}

#[test]
fn a_difference_shows_both_rows() {
    for belief in ["✓ . ★", "✓* . ★", "✓*! ✓ ★", "✓*! . ."] {
        let found = compare(&model(belief), &matrix());
        let [one] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!(one.code, Code::MatrixDiffers);
        let told = format!("{one:?}");
        assert!(told.contains(belief) && told.contains("✓*! . ★"), "{told}");
    }
}

#[test]
fn a_method_without_a_row_is_not_told() {
    assert_eq!(compare(&model("✓ ✓ ✓"), &Matrix::default()), Vec::new());
}
