//! Views: what a file can show, and what each kind of file shows.

use super::{Format, Simulated};
use crate::diagnostic::Diagnostic;
use crate::model::Model;
use crate::problem::{output, policies};
use crate::source::{FileId, Span};
use crate::timeline::Timeline;
use crate::{bounds, chart, tabulate};

/// Something that a file can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// A scenario, by its index.
    Scenario(usize),
    /// The run that breaks a claim of a scenario, by the scenario's index.
    Counterexample(usize),
    /// A flow, by its index.
    Flow(usize),
    /// All places, and what passes between them.
    Topology,
    /// A table.
    Table(TableKind),
    /// A policy, by its index: a decision table without what does not matter.
    Policy(usize),
    /// A policy with every combination of its facts, by its index.
    Combinations(usize),
}

/// The name of [`View::Topology`].
const TOPOLOGY: &str = "topology";

/// A table that a file can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TableKind {
    /// Where copies are kept.
    Storages,
    /// What each method does to the outdated copies of each storage.
    Matrix,
    /// How long an outdated value can still be shown.
    Bounds,
    /// What writing a resource makes outdated, and who reaches that.
    Dependencies,
    /// What follows each request by itself.
    Handlers,
    /// Who sends what to whom, and which rules listen.
    Channels,
}

impl TableKind {
    /// All, in the order in which a document has them.
    pub const ALL: [Self; 6] =
        [Self::Storages, Self::Matrix, Self::Bounds, Self::Dependencies, Self::Handlers, Self::Channels];

    /// Its name as a view.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Storages => "storages",
            Self::Matrix => "matrix",
            Self::Bounds => "bounds",
            Self::Dependencies => "dependencies",
            Self::Handlers => "handlers",
            Self::Channels => "channels",
        }
    }

    /// Whether a program has anything to fill it with.
    #[must_use]
    pub fn is_there(self, simulated: &Simulated) -> bool {
        match self {
            Self::Storages => !simulated.model.storages.is_empty(),
            Self::Matrix => {
                let model = &simulated.model;
                !(model.sketch || model.methods.is_empty() || model.resources.is_empty())
            }
            Self::Bounds => bounds::tells(&simulated.model),
            Self::Dependencies => tabulate::dependencies::tells(&simulated.model),
            Self::Handlers => tabulate::handlers::tells(&simulated.model),
            Self::Channels => tabulate::channels::tells(&simulated.model),
        }
    }
}

/// All views of a program with their names; the unnamed scenario's is empty.
#[must_use]
pub fn all(simulated: &Simulated) -> Vec<(String, View)> {
    let scenarios = simulated.model.scenarios.iter().enumerate();
    let mut views: Vec<_> = scenarios.map(|(i, s)| (s.declared.name.to_string(), View::Scenario(i))).collect();
    let flows = simulated.model.flows.iter().enumerate();
    views.extend(flows.map(|(i, f)| (f.declared.name.to_string(), View::Flow(i))));
    if chart::topology::tells(&simulated.model) {
        views.push((TOPOLOGY.to_owned(), View::Topology));
    }
    let tables = TableKind::ALL.into_iter().filter(|table| table.is_there(simulated));
    views.extend(tables.map(|table| (table.name().to_owned(), View::Table(table))));
    let policies = simulated.model.policies.iter().enumerate();
    views.extend(policies.map(|(i, p)| (p.declared.name.to_string(), View::Policy(i))));
    views
}

/// The views of these names, or what the format shows by itself if no name is given: all scenarios and flows in a picture
/// (the storages where there are none), all flows and tables in Markdown.
///
/// # Errors
/// A view that does not exist or that the format cannot show; nothing to show.
pub fn choose(names: &[String], format: Format, simulated: &Simulated) -> Result<Vec<View>, Box<Diagnostic>> {
    let start = Span::new(FileId(0), 0, 0);
    let views = all(simulated);
    let known: Vec<&str> = views.iter().map(|(name, _)| name.as_str()).filter(|name| !name.is_empty()).collect();
    let mut chosen: Vec<View> = Vec::new();
    for name in names {
        let view = match (name.strip_suffix('!'), name.strip_suffix('+')) {
            (Some(scenario), _) => counterexample(scenario, simulated)?,
            (None, Some(policy)) => combinations(policy, &simulated.model)?,
            (None, None) => match views.iter().find(|(known, _)| known == name) {
                Some((_, view)) => *view,
                None => return Err(Box::new(output::unknown_view(start, name, &known))),
            },
        };
        if !format.shows(&view) {
            let instead = if format == Format::SvgAnimated {
                "leave out `--format svg-animated`: only what happens can come step by step"
            } else {
                "write it to a file that ends with `.svg`"
            };
            return Err(Box::new(output::view_not_in(start, name, format.name(), instead)));
        }
        if !chosen.contains(&view) {
            chosen.push(view);
        }
    }
    if names.is_empty() {
        chosen = by_itself(&views, format);
    }
    let told = match format {
        Format::Json => true,
        Format::Markdown | Format::Html => has_words(&simulated.model),
        Format::Svg
        | Format::SvgAnimated
        | Format::Mermaid
        | Format::PlantUml
        | Format::Text
        | Format::TextAscii
        | Format::Tla => false,
        #[cfg(feature = "pdf")]
        Format::Pdf => false,
        #[cfg(feature = "png")]
        Format::Png => false,
    };
    if chosen.is_empty() && !told {
        let wanted = if format == Format::Markdown { "a storage" } else { "a scenario" };
        return Err(Box::new(output::no_view(start, format.name(), wanted)));
    }
    if format == Format::Mermaid && chosen.len() > 1 {
        return Err(Box::new(output::one_diagram(start, chosen.len())));
    }
    Ok(chosen)
}

/// `NAME!`: the run that breaks a claim of a scenario.
fn counterexample(scenario: &str, simulated: &Simulated) -> Result<View, Box<Diagnostic>> {
    let start = Span::new(FileId(0), 0, 0);
    let named = |(_, s): &(usize, &crate::model::scenario::Scenario)| s.declared.name == scenario;
    let found = simulated.model.scenarios.iter().enumerate().find(named).map(|(at, _)| at);
    match found.filter(|at| simulated.broken.get(*at).is_some_and(Option::is_some)) {
        Some(at) => Ok(View::Counterexample(at)),
        None => Err(Box::new(output::no_counterexample(start, scenario, found.is_some()))),
    }
}

/// `NAME+`: a policy with every combination of its facts.
fn combinations(name: &str, model: &Model) -> Result<View, Box<Diagnostic>> {
    let start = Span::new(FileId(0), 0, 0);
    let Some(at) = model.policies.iter().position(|policy| policy.declared.name == name) else {
        let known: Vec<&str> = model.policies.iter().map(|policy| policy.declared.name.as_str()).collect();
        return Err(Box::new(output::no_combinations(start, name, &known)));
    };
    let facts = model.policies.get(at).and_then(tabulate::policy::too_long);
    let most = tabulate::policy::MOST_FACTS;
    facts.map_or(Ok(View::Combinations(at)), |facts| {
        Err(Box::new(policies::too_many_combinations(start, name, facts, most)))
    })
}

/// What a format shows where nothing is asked for.
fn by_itself(views: &[(String, View)], format: Format) -> Vec<View> {
    let fit: Vec<View> = views.iter().map(|(_, view)| *view).filter(|view| format.shows(view)).collect();
    match format {
        // What the storages table says of all storages is enough for a document.
        Format::Markdown | Format::Json => fit.into_iter().filter(|view| *view != View::Topology).collect(),
        Format::Html | Format::SvgAnimated | Format::Mermaid | Format::PlantUml | Format::Text | Format::TextAscii => {
            fit
        }
        Format::Tla => fit.into_iter().take(1).collect(),
        Format::Svg => picture(&fit),
        #[cfg(feature = "pdf")]
        Format::Pdf => picture(&fit),
        #[cfg(feature = "png")]
        Format::Png => picture(&fit),
    }
}

/// What a picture shows by itself: scenarios, else storages, else what else can be drawn.
fn picture(views: &[View]) -> Vec<View> {
    let drawn = |view: &View| matches!(view, View::Scenario(_) | View::Flow(_));
    let drawn: Vec<View> = views.iter().copied().filter(drawn).collect();
    if drawn.is_empty() {
        let storages = View::Table(TableKind::Storages);
        let other = |view: &&View| !matches!(view, View::Table(_));
        return if views.contains(&storages) { vec![storages] } else { views.iter().filter(other).copied().collect() };
    }
    drawn
}

/// Whether a model has words for a report besides its tables.
fn has_words(model: &Model) -> bool {
    model.title.is_some() || model.description.is_some() || !model.texts.is_empty()
}

/// The timelines of the chosen scenarios, in the order chosen.
#[must_use]
pub fn timelines<'t>(views: &[View], all: &'t Simulated) -> Vec<&'t Timeline> {
    let scenario = |view: &View| match view {
        View::Scenario(index) => all.timelines.get(*index),
        View::Counterexample(index) => all.broken.get(*index).and_then(Option::as_ref),
        View::Flow(_) | View::Topology | View::Table(_) | View::Policy(_) | View::Combinations(_) => None,
    };
    views.iter().filter_map(scenario).collect()
}
