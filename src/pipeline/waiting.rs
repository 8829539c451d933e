//! Rooms that are not joined yet.
#![allow(missing_docs, clippy::needless_pass_by_value)]

pub use crate::check;
pub use crate::simulate;
pub use crate::syntax;
pub mod font {
    #[derive(Default)]
    pub struct Measure;
}
pub mod layout {
    pub mod sequence {
        pub struct Options {
            pub width: Option<f64>,
        }
        pub fn lay_out(
            _: &[crate::timeline::Timeline],
            _: &Options,
            _: &mut super::super::font::Measure,
        ) -> Result<(super::super::scene::Scene, Vec<crate::diagnostic::Diagnostic>), crate::diagnostic::Diagnostic>
        {
            Ok((super::super::scene::Scene, Vec::new()))
        }
    }
}
pub mod scene {
    #[derive(Clone, Debug)]
    pub struct Scene;
    pub fn dump(_: &Scene) -> String {
        String::new()
    }
}
pub mod theme {
    #[derive(Debug)]
    pub struct Theme {
        pub name: &'static str,
    }
    pub static AUTO: Theme = Theme { name: "auto" };
    pub const NAMES: [&str; 3] = ["auto", "light", "dark"];
    pub fn find(name: &str) -> Option<&'static Theme> {
        NAMES.contains(&name).then_some(&AUTO)
    }
}
pub mod svg {
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum FontMode {
        Embed,
        Outline,
        System,
    }
    pub fn paint(_: &super::scene::Scene, _: &super::theme::Theme, _: FontMode) -> String {
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n".into()
    }
}
#[cfg(feature = "png")]
pub mod png {
    pub fn paint(_: &super::scene::Scene, _: &super::theme::Theme, _: f32) -> Result<Vec<u8>, String> {
        Ok(Vec::new())
    }
}
