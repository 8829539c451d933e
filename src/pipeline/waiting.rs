//! Rooms that are not joined yet.
#![allow(missing_docs, clippy::needless_pass_by_value)]

pub mod syntax {
    pub struct Parsed {
        pub file: crate::syntax::tree::File,
        pub diagnostics: Vec<crate::diagnostic::Diagnostic>,
    }
    pub fn parse(_: &crate::source::Source, _: crate::source::FileId) -> Parsed {
        Parsed { file: crate::syntax::tree::File::default(), diagnostics: Vec::new() }
    }
    pub fn tokens(_: &crate::source::Source) -> String {
        String::new()
    }
    pub fn dump(_: &crate::syntax::tree::File) -> String {
        String::new()
    }
}
pub mod check {
    pub struct Checked {
        pub model: crate::model::Model,
        pub diagnostics: Vec<crate::diagnostic::Diagnostic>,
    }
    pub fn check(_: &[&crate::syntax::tree::File], _: &crate::source::Sources) -> Checked {
        Checked { model: crate::model::Model::default(), diagnostics: Vec::new() }
    }
}
pub mod simulate {
    pub fn simulate(_: &crate::model::Model) -> (Vec<crate::timeline::Timeline>, Vec<crate::diagnostic::Diagnostic>) {
        (Vec::new(), Vec::new())
    }
}
