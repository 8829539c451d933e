//! Pages that are shown while their program is being written: the last good one, with what was found over it.

use super::{Findings, Format, Look, Simulated, view};
use crate::diagnostic::pretty;
use crate::page::{Live, Notice, Page};
use crate::render::html;
use crate::timeline::Wording;

/// The most findings that are told over a page.
const MOST: usize = 100;

/// A page that is ready to be shown.
#[derive(Clone, Debug)]
pub struct Sheet {
    page: Page,
    look: Look,
    blank: bool,
}

/// A page as it is sent.
#[derive(Clone, Debug)]
pub struct Document {
    /// The same for the same page, whatever stands over it.
    pub version: String,
    /// The page with its notice, as HTML.
    pub html: Vec<u8>,
    /// The notice by itself.
    pub notice: String,
}

impl Simulated {
    /// The page of the chosen views, all if none is named, and all findings.
    ///
    /// # Errors
    /// The findings with one more: a view that does not exist, or a limit.
    pub fn sheet(self, names: &[String], look: Look) -> Result<(Sheet, Findings), Findings> {
        let views = view::choose(names, Format::Html, &self).map_err(|problem| self.refused(*problem))?;
        let (page, advice) = self.page(&views, names.is_empty())?;
        let mut findings = self.findings;
        for diagnostic in advice {
            if !findings.list.contains(&diagnostic) {
                findings.list.push(diagnostic);
            }
        }
        Ok((Sheet { page, look, blank: false }, findings))
    }
}

impl Sheet {
    /// The page of a program of which nothing is known but its name.
    #[must_use]
    pub fn blank(file: &str, look: Look) -> Self {
        let page = Page { title: Wording::sentence(file), file: file.to_owned(), ..Page::default() };
        Self { page, look, blank: true }
    }

    /// The page with this over it.
    #[must_use]
    pub fn document(&self, notice: Notice) -> Document {
        let notice = Notice { alone: self.blank, ..notice };
        let told = html::notice(&notice);
        let version = html::version(&self.spelled(Live::default()));
        let html = self.spelled(Live { version: version.clone(), notice });
        Document { version, html, notice: told }
    }

    fn spelled(&self, live: Live) -> Vec<u8> {
        let page = Page { live: Some(live), ..self.page.clone() };
        let mut bytes = Vec::new();
        // Writing to a vector cannot fail.
        let _ = html::write(&page, self.look.theme, self.look.font, &mut bytes);
        bytes
    }
}

/// What was found, as it is told over a page.
#[must_use]
pub fn told(findings: &Findings) -> Notice {
    let errors = findings.list.iter().filter(|d| d.is_error()).count();
    let list: Vec<_> = findings.list.iter().collect();
    let text = pretty::spell_all(&list, &findings.sources, true, MOST);
    Notice { errors, warnings: findings.list.len() - errors, text, alone: false }
}
