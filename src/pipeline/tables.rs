//! Tables of the chosen views, and pictures in which they stand beside scenarios.

use super::{Drawn, Findings, Simulated, TableKind, View, glyph, start, view};
use crate::graph::Graph;
use crate::problem::output;
use crate::scene::{Scene, TooLarge};
use crate::table::Table;
use crate::{bounds, chart, font, layout, tabulate};

impl Simulated {
    /// The tables of the chosen views.
    #[must_use]
    pub fn tables(&self, views: &[View]) -> Vec<Table> {
        views.iter().filter_map(|view| self.table(*view)).collect()
    }

    /// A view as a table, if it is one.
    fn table(&self, view: View) -> Option<Table> {
        let kind = match view {
            View::Table(kind) => kind,
            View::Flow(index) => return self.model.flows.get(index).map(tabulate::flow::tabulate),
            View::Topology => return tabulate::topology::tabulate(&self.model),
            View::Scenario(_) | View::Counterexample(_) => return None,
        };
        match kind {
            TableKind::Storages => tabulate::storages::tabulate(&self.model),
            TableKind::Matrix => tabulate::matrix::tabulate(&self.model, &self.matrix()),
            TableKind::Bounds => tabulate::bounds::tabulate(&self.model, &bounds::derive(&self.model)),
            TableKind::Dependencies => {
                tabulate::dependencies::tabulate(&self.model, &tabulate::dependence::derive(&self.model))
            }
        }
    }

    /// A view as a graph, if it is drawn as one.
    #[must_use]
    pub fn graph(&self, view: View) -> Option<Graph> {
        match view {
            View::Flow(index) => self.model.flows.get(index).map(|flow| chart::flow::chart(&self.model, flow)),
            View::Topology => Some(chart::topology::chart(&self.model)),
            View::Scenario(_) | View::Counterexample(_) | View::Table(_) => None,
        }
    }

    /// Draws the chosen views one below the other, in the order chosen.
    ///
    /// # Errors
    /// The findings with one more: a picture that would be too large.
    pub fn picture(&self, views: &[View]) -> Result<Drawn, Findings> {
        let drawn = |view: &View| matches!(view, View::Scenario(_) | View::Counterexample(_));
        if views.iter().all(drawn) {
            return self.draw(&view::timelines(views, self));
        }
        let large = |problem: TooLarge| self.refused(output::unpaintable(start(), &problem.to_string()));
        let limit = layout::sequence::Options::default().limit;
        let mut measure = font::Measure::new();
        let mut scenes: Vec<Scene> = Vec::new();
        // Neighbouring scenarios are laid out together, as they are without other views.
        for part in views.chunk_by(|a, b| drawn(a) && drawn(b)) {
            let Some(first) = part.first() else { continue };
            scenes.push(if let Some(graph) = self.graph(*first) {
                let options = layout::graph::Options { limit };
                layout::graph::lay_out(&graph, &options, &mut measure).map_err(large)?
            } else if let Some(table) = self.table(*first) {
                let options = layout::table::Options { program: self.model.title.as_ref(), limit };
                layout::table::lay_out(&table, &options, &mut measure).map_err(large)?
            } else {
                self.draw(&view::timelines(part, self))?.scene
            });
        }
        let mut scene = layout::pile(scenes, limit).map_err(large)?;
        // A table's tones are those of its program.
        scene
            .tones
            .extend(self.model.tones.iter().filter(|tone| !scene.tones.contains(tone)).cloned().collect::<Vec<_>>());
        Ok(Drawn { advice: glyph::missing(&scene, &self.findings.sources), scene })
    }
}
