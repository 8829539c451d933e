//! A page: title, texts, tables and pictures of the chosen views, in the order of the file.

mod declarations;
mod drawn;
mod runs;

use super::{Findings, Simulated, TableKind, View, glyph, start, view};
use crate::diagnostic::Diagnostic;
use crate::graph::Graph;
use crate::model::{Declared, Model};
use crate::page::{Page, Part, Run, Section};
use crate::problem::limits;
use crate::scene::Scene;
use crate::source::Span;
use crate::timeline::Wording;
use crate::verdict::Checked;
use crate::{font, layout};
use runs::Shown;
use std::path::Path;

/// The most steps of a page, over all runs: browsers open it in some seconds.
const MOST_STEPS: usize = 20_000;

/// The most changes of copies that a page tells.
const MOST_CHANGES: usize = 400_000;

/// Where a section stands: the file by import order, and the place in it.
type Spot = (usize, u32);

impl Simulated {
    /// The chosen views on one page; `whole` if nothing was chosen: then with the author's texts.
    pub(super) fn page(&self, views: &[View], whole: bool) -> Result<(Page, Vec<Diagnostic>), Findings> {
        self.fits(views)?;
        let mut advice = Vec::new();
        let mut placed: Vec<(Spot, Section)> = Vec::new();
        for (place, view) in (0..).zip(views) {
            let section = self.section(*view, &mut advice)?;
            placed.push((if whole { self.spot(*view) } else { (0, place) }, section));
        }
        if whole {
            let text = |t: &crate::model::Writing| Section {
                name: t.name.to_string(),
                parts: vec![Part::Text(t.body.clone())],
                ..Section::default()
            };
            placed.extend(self.model.texts.iter().map(|t| (self.place(t.span), text(t))));
        }
        placed.sort_by_key(|(spot, _)| *spot);
        let mut sections: Vec<Section> = placed.into_iter().map(|(_, section)| section).collect();
        if whole {
            sections.extend(declarations::section(&self.model));
        }
        let file = self.findings.sources.list.first().map_or("", |source| source.name.as_str());
        let file = Path::new(file).file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let page = Page {
            title: self.model.title.clone().unwrap_or_else(|| Wording::sentence(&file)),
            description: self.model.description.clone().filter(|_| whole),
            file,
            tones: self.model.tones.clone(),
            sections,
            live: None,
        };
        Ok((page, advice))
    }

    /// Refuses what no browser would open.
    fn fits(&self, views: &[View]) -> Result<(), Findings> {
        let runs = || views.iter().flat_map(|view| self.runs(*view)).map(|run| run.timeline);
        let steps: usize = runs().map(|t| t.moments.len()).sum();
        if steps > MOST_STEPS {
            return Err(self.refused(limits::too_many_on_page("steps", MOST_STEPS, start())));
        }
        let changes: usize =
            runs().map(|t| t.start.len() + t.moments.iter().map(|m| m.holdings.len()).sum::<usize>()).sum();
        if changes > MOST_CHANGES {
            return Err(self.refused(limits::too_many_on_page("changes of copies", MOST_CHANGES, start())));
        }
        Ok(())
    }

    /// The scenario that a view is about.
    pub(super) fn scenario_of(view: View) -> Option<usize> {
        match view {
            View::Scenario(index) | View::Counterexample(index) => Some(index),
            View::Table(_) | View::Flow(_) | View::Topology | View::Policy(_) | View::Combinations(_) => None,
        }
    }

    /// The declaration that a view shows.
    fn declared(&self, view: View) -> Option<&Declared> {
        match view {
            View::Scenario(index) | View::Counterexample(index) => {
                self.model.scenarios.get(index).map(|scenario| &scenario.declared)
            }
            View::Flow(index) => self.model.flows.get(index).map(|flow| &flow.declared),
            View::Policy(index) | View::Combinations(index) => {
                self.model.policies.get(index).map(|policy| &policy.declared)
            }
            View::Table(_) | View::Topology => None,
        }
    }

    /// What a view shows.
    fn section(&self, view: View, advice: &mut Vec<Diagnostic>) -> Result<Section, Findings> {
        let mut section = self.heading(view);
        if let Some(graph) = self.graph(view) {
            section.parts.push(Part::Picture(self.chart(graph, &section, advice)?));
        }
        if let Some(table) = self.table(view) {
            if self.declared(view).is_none() {
                section.title = Wording::sentence(&table.title);
            }
            section.parts.push(Part::Table(table));
        }
        for shown in self.runs(view) {
            let run = self.run(&section, &shown, advice)?;
            section.parts.push(Part::Run(Box::new(run)));
            if shown.breaks.is_none()
                && let Some(checked) = self.claims(view)
            {
                section.parts.push(Part::Claims(Box::new(checked.clone())));
            }
        }
        Ok(section)
    }

    /// What came of the claims of a scenario, if it has any.
    fn claims(&self, view: View) -> Option<&Checked> {
        let checked = self.checked.get(Self::scenario_of(view)?)?;
        (!(checked.points.is_empty() && checked.whole.is_empty())).then_some(checked)
    }

    /// A section with a heading, and nothing in it yet.
    fn heading(&self, view: View) -> Section {
        let scenario = Self::scenario_of(view).and_then(|index| self.model.scenarios.get(index));
        let name = view::all(self).into_iter().find(|(_, known)| *known == view).map(|(name, _)| name);
        let Some(Declared { name: own, label, docs, source, .. }) = self.declared(view) else {
            let name = name.unwrap_or_default();
            return Section { title: Wording::sentence(&name), name, ..Section::default() };
        };
        let written = scenario.and_then(|s| s.title.clone());
        let unnamed = own.is_empty();
        Section {
            name: if unnamed { "scenario".into() } else { own.to_string() },
            title: match written {
                Some(title) => title,
                None if unnamed => Wording::sentence("What happens"),
                None => Wording::marked_up(label),
            },
            description: scenario.and_then(|s| s.description.clone()),
            docs: docs.clone(),
            source: source.clone(),
            parts: Vec::new(),
        }
    }

    /// A graph's picture, whose heading stands on the page instead.
    fn chart(&self, mut graph: Graph, section: &Section, advice: &mut Vec<Diagnostic>) -> Result<Scene, Findings> {
        (graph.title, graph.description) = (None, None);
        let options = layout::graph::Options { limit: layout::sequence::Options::default().limit };
        let mut scene = layout::graph::lay_out(&graph, &options, &mut font::Measure::new())
            .map_err(|problem| self.too_large(&problem))?;
        advice.extend(glyph::missing(&scene, &self.findings.sources));
        scene.title = section.title.plain();
        Ok(scene)
    }

    /// A run with its picture, whose heading stands on the page instead.
    fn run(&self, section: &Section, shown: &Shown<'_>, advice: &mut Vec<Diagnostic>) -> Result<Run, Findings> {
        let mut timeline = shown.timeline.clone();
        (timeline.title, timeline.description) = (None, None);
        let options = layout::sequence::Options::default();
        let mut scene = layout::sequence::lay_out(&[&timeline], &options, &mut font::Measure::new())
            .map_err(|problem| self.too_large(&problem))?;
        advice.extend(glyph::missing(&scene, &self.findings.sources));
        scene.title = section.title.plain();
        scene.desc = section.description.as_ref().map_or_else(String::new, Wording::plain);
        let heading = shown.breaks.map(|text| format!("A run that breaks “{text}”"));
        let name = format!("{}{}", section.name, if heading.is_some() { "-broken" } else { "" });
        let drawn = drawn::places(&scene, &timeline);
        Ok(Run { name, heading, scene, timeline, drawn, claims: shown.claims.clone() })
    }

    /// Where a view stands in the file: a declaration at its place, tables at the first storage, methods at the first.
    fn spot(&self, view: View) -> Spot {
        let model: &Model = &self.model;
        let storage = model.storages.first().map(|s| &s.declared);
        let method = model.methods.first().map(|m| &m.declared).filter(|_| view == View::Table(TableKind::Matrix));
        let declared = self.declared(view).or(method).or(storage);
        declared.map_or((0, 0), |declared| self.place(declared.span))
    }

    fn place(&self, span: Span) -> Spot {
        let file = self.model.files.iter().position(|file| *file == span.file);
        (file.unwrap_or(usize::MAX), span.start)
    }
}
