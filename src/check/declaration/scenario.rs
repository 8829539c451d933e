//! `scenario`: what happens; and the unnamed one that the statements outside of scenarios form.

use super::{declared, dress, note};
use crate::check::attribute::{Thing, accept, read, table};
use crate::check::bodies;
use crate::check::context::Context;
use crate::check::scope::Scope;
use crate::model::scenario::Scenario as Model;
use crate::model::{Declared, ScenarioId, StepKind};
use crate::problem::declarations;
use crate::source::Span;
use crate::syntax::declaration::scenario::Scenario;
use crate::syntax::declaration::title::TitleKind;
use crate::syntax::tree::{Block, Line, Node};
use crate::timeline::Wording;

/// Takes down the name.
pub fn declare(cx: &mut Context<'_>, line: &Line, node: &Scenario) -> Option<ScenarioId> {
    let id = ScenarioId::at(cx.model.scenarios.len());
    if !note(cx, |names| &mut names.scenarios, &node.name, id) {
        return None;
    }
    let declared = declared(cx, line, &node.name, &node.label);
    cx.model.scenarios.push(Model { declared, numbers: true, ..Model::default() });
    Some(id)
}

/// Takes down the unnamed one, at its first statement.
pub fn declare_unnamed(cx: &mut Context<'_>, line: &Line) -> ScenarioId {
    let id = ScenarioId::at(cx.model.scenarios.len());
    let declared = Declared { span: line.span, line: cx.line(line.span), ..Declared::default() };
    cx.model.scenarios.push(Model { declared, numbers: true, ..Model::default() });
    id
}

/// Fills in its head.
pub fn fill(cx: &mut Context<'_>, id: ScenarioId, node: &Scenario) {
    let accepted = accept(cx, Thing::Scenario, node.attributes.as_ref());
    let (title, description) = titles(cx, &node.body);
    if let Some(scenario) = cx.model.scenarios.get_mut(id.index()) {
        scenario.title = title.or_else(|| Some(Wording::marked_up(&scenario.declared.label)));
        scenario.description = description;
        scenario.reorder = accepted.has("explore");
        scenario.numbers = accepted.text("numbers").is_none_or(|(text, _)| text != "off");
        scenario.as_told = accepted.has("as-told");
        scenario.attributes = read::pairs(&accepted);
        scenario.attributes.retain(|a| table::find(Thing::Scenario, &a.name).is_none());
    }
    dress(cx, &accepted, |model| model.scenarios.get_mut(id.index()).map(|s| &mut s.declared));
}

/// `title:` and `description:` of a file or scenario; a second one is told (E303).
pub fn titles(cx: &mut Context<'_>, block: &Block) -> (Option<Wording>, Option<Wording>) {
    let mut found: [Option<(Wording, Span)>; 2] = [None, None];
    for line in &block.lines {
        let Node::Title(title) = &line.node else { continue };
        let (place, name) = match title.kind {
            TitleKind::Title => (0, "title"),
            TitleKind::Description => (1, "description"),
        };
        let Some(cell) = found.get_mut(place) else { continue };
        match cell {
            Some((_, first)) => {
                let diagnostic = declarations::attribute_twice(name, title.keyword, *first);
                cx.report(diagnostic);
            }
            None => *cell = Some((Wording::marked_up(&title.text.raw), title.keyword)),
        }
    }
    let [title, description] = found;
    (title.map(|(words, _)| words), description.map(|(words, _)| words))
}

/// Resolves its statements and its lifelines.
pub fn fill_body(cx: &mut Context<'_>, id: ScenarioId, block: &Block) {
    let as_told = cx.model.scenarios.get(id.index()).is_some_and(|s| s.as_told);
    let scope = Scope::Scenario { as_told };
    let steps = bodies::steps(cx, block, &scope);
    let mut show = Vec::new();
    let mut hide = Vec::new();
    for line in &block.lines {
        let Node::Visibility(visibility) = &line.node else { continue };
        for place in &visibility.places {
            let Some(found) = bodies::place(cx, place, &scope) else { continue };
            if visibility.hide { hide.push(found) } else { show.push(found) }
        }
    }
    if let Some(scenario) = cx.model.scenarios.get_mut(id.index()) {
        scenario.steps = steps;
        scenario.show = Some(show).filter(|s| !s.is_empty());
        scenario.hide = hide;
    }
}

/// Resolves the statements outside of scenarios. Where there are other scenarios, its starting states are theirs, too.
pub fn fill_unnamed(cx: &mut Context<'_>, id: ScenarioId, block: &Block) {
    fill_body(cx, id, block);
    let shared = cx.model.scenarios.len() > 1;
    let (title, description) = (cx.model.title.clone(), cx.model.description.clone());
    let Some(scenario) = cx.model.scenarios.get_mut(id.index()) else { return };
    scenario.title = title;
    scenario.description = description;
    if shared {
        let all = std::mem::take(&mut scenario.steps).into_iter();
        let (givens, steps): (Vec<_>, Vec<_>) = all.partition(|s| matches!(s.kind, StepKind::Given(_)));
        scenario.steps = steps;
        cx.model.givens.extend(givens);
    }
}

/// Starting states outside of scenarios in a file that has no other statements there.
pub fn fill_givens(cx: &mut Context<'_>, block: &Block) {
    let steps = bodies::steps(cx, block, &Scope::Scenario { as_told: false });
    cx.model.givens.extend(steps.into_iter().filter(|s| matches!(s.kind, StepKind::Given(_))));
}
