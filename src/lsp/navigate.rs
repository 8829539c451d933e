//! Where a name is declared, and everywhere that it stands.

use super::desk::Desk;
use super::document::{Analysis, Document};
use super::index::{Mention, Sort};
use super::route::Answer;
use crate::model::resource::Segment;
use crate::source::{FileId, Span};
use crate::syntax::tree::Node;
use lsp_types::{GotoDefinitionParams, Location, ReferenceParams, TextDocumentPositionParams};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The name at a place of a document.
pub(super) fn mention<'d>(desk: &Desk, document: &'d Document, at: &TextDocumentPositionParams) -> Option<&'d Mention> {
    let offset = document.lines(desk.encoding).offset(at.position);
    document.analysis.index().at(FileId(0), offset)
}

/// The declaration of what stands at a place: of a key, the resource that it belongs to.
pub(super) fn declaration<'d>(document: &'d Document, mention: &Mention) -> Option<&'d Mention> {
    let index = document.analysis.index();
    if mention.sort != Sort::Path {
        return index.declaration(mention);
    }
    let resource = resource_of(&document.analysis, &mention.name)?;
    index.declarations(Sort::Resource).find(|m| m.name == resource)
}

/// The name of the resource whose pattern a path fits; the most words of its own decide.
fn resource_of(analysis: &Analysis, path: &str) -> Option<String> {
    let path = path.split('?').next().unwrap_or(path);
    let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    let fits = |pattern: &Vec<Segment>| {
        let same = |(segment, part): (&Segment, &&str)| match segment {
            Segment::Word(word) => word == part,
            Segment::Hole(_) => !part.is_empty(),
        };
        pattern.len() == parts.len() && pattern.iter().zip(&parts).all(same)
    };
    let words = |pattern: &Vec<Segment>| pattern.iter().filter(|s| matches!(s, Segment::Word(_))).count();
    let resources = analysis.checked().model.resources.iter();
    let found = resources.filter_map(|r| r.pattern.as_ref().filter(|p| fits(p)).map(|p| (words(p), r)));
    found.max_by_key(|(words, _)| *words).map(|(_, r)| r.declared.name.to_string())
}

/// Where it is declared; of an import, the file.
pub(super) fn definition(desk: &Desk, params: &GotoDefinitionParams) -> Answer {
    let at = &params.text_document_position_params;
    let document = desk.document(&at.text_document.uri)?;
    let offset = document.lines(desk.encoding).offset(at.position);
    if let Some(location) = imported(desk, document, offset) {
        return Ok(json!(location));
    }
    let found = mention(desk, document, at).and_then(|mention| declaration(document, mention));
    let location = found.and_then(|found| desk.location(document, found.span));
    Ok(location.map_or(Value::Null, |location| json!(location)))
}

/// The start of the file that an import at a byte names.
fn imported(desk: &Desk, document: &Document, offset: usize) -> Option<Location> {
    let lines = &document.analysis.body()?.lines;
    let path = lines.iter().find_map(|line| match &line.node {
        Node::Import(n) if n.path.span.range().contains(&offset) => Some(n.path.text.as_str()),
        _other => None,
    })?;
    let path = path.trim_start_matches("./").trim_start_matches("../");
    let (at, _) = (1..).zip(document.analysis.sources().iter().skip(1)).find(|(_, s)| s.name.ends_with(path))?;
    desk.location(document, Span::new(FileId(at), 0, 0))
}

/// Everywhere that a name stands, in all programs that share its declaration.
pub(super) fn references(desk: &Desk, params: &ReferenceParams) -> Answer {
    let at = &params.text_document_position;
    let document = desk.document(&at.text_document.uri)?;
    let Some(mention) = mention(desk, document, at).filter(|m| m.sort.is_name()) else { return Ok(json!([])) };
    let all = everywhere(desk, document, mention);
    let wanted = |(_, declares): &(Location, bool)| params.context.include_declaration || !declares;
    let locations: Vec<Location> = all.into_iter().filter(wanted).map(|(location, _)| location).collect();
    Ok(json!(locations))
}

/// Everywhere that a name stands, and whether it is declared there.
pub(super) fn everywhere(desk: &Desk, document: &Document, mention: &Mention) -> Vec<(Location, bool)> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    gather(desk, &document.analysis, mention, &mut seen, &mut found);
    let declared = document.analysis.index().declaration(mention);
    let home = declared.and_then(|d| document.analysis.sources().get(usize::from(d.span.file.0)));
    // A value is known in its program only.
    let Some(home) = home.map(|source| source.name.clone()) else { return found };
    for name in desk.programs().into_iter().filter(|name| *name != document.name) {
        let Some(analysis) = desk.program(&name) else { continue };
        if analysis.file_named(&home).is_some() {
            gather(desk, &analysis, mention, &mut seen, &mut found);
        }
    }
    found
}

/// The places of a name in the files of one program.
fn gather(
    desk: &Desk,
    analysis: &Analysis,
    wanted: &Mention,
    seen: &mut BTreeSet<(String, u32)>,
    found: &mut Vec<(Location, bool)>,
) {
    for mention in analysis.index().all().filter(|m| m.is_same(wanted)) {
        let Some(source) = analysis.sources().get(usize::from(mention.span.file.0)) else { continue };
        if seen.insert((source.name.clone(), mention.span.start))
            && let Some(location) = desk.locate(source, mention.span)
        {
            found.push((location, mention.about.is_some()));
        }
    }
}
