//! Graphs of the chosen views: what is drawn as a chart where a text has a table.

use super::{Simulated, TableKind, View};
use crate::chart;
use crate::graph::Graph;

impl Simulated {
    /// A view as a graph, if a picture shows it as one.
    #[must_use]
    pub fn graph(&self, view: View) -> Option<Graph> {
        match view {
            View::Policy(index) => {
                self.model.policies.get(index).map(|policy| chart::policy::chart(&self.model, policy))
            }
            View::Table(TableKind::Dependencies) if !self.model.resources.is_empty() => {
                Some(chart::dependencies::chart(&self.model))
            }
            View::Flow(index) => self.model.flows.get(index).map(|flow| chart::flow::chart(&self.model, flow)),
            View::Topology => Some(chart::topology::chart(&self.model)),
            View::Table(_) | View::Combinations(_) | View::Scenario(_) | View::Counterexample(_) => None,
        }
    }
}
