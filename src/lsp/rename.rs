//! Renaming: a name and all that mean the same, across imports.

use super::desk::{Desk, Fault};
use super::document::Document;
use super::index::{Mention, Sort};
use super::navigate;
use super::route::Answer;
use crate::source::FileId;
use crate::syntax::token::{Lexer, Token};
use lsp_types::{RenameParams, TextDocumentPositionParams, TextEdit};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Edits by the address of their file, as the protocol writes them.
pub(super) fn changes(edits: &BTreeMap<String, Vec<TextEdit>>) -> Value {
    json!({ "changes": edits })
}

/// What would be renamed.
pub(super) fn prepare(desk: &Desk, params: &TextDocumentPositionParams) -> Answer {
    let document = desk.document(&params.text_document.uri)?;
    let mention = renamed(desk, document, params)?;
    let range = document.lines(desk.encoding).range(mention.span);
    Ok(json!({ "range": range, "placeholder": mention.name.as_str() }))
}

/// The edits of a new name.
pub(super) fn rename(desk: &Desk, params: &RenameParams) -> Answer {
    let at = &params.text_document_position;
    let document = desk.document(&at.text_document.uri)?;
    let mention = renamed(desk, document, at)?;
    let new = named(mention, &params.new_name)?;
    let index = document.analysis.index();
    let taken = new != mention.name && index.is_declared(mention.sort, &mention.scope, &new);
    if taken {
        return Err(Fault::failed(format!("`{new}` is declared already")));
    }
    let mut edits: BTreeMap<String, Vec<TextEdit>> = BTreeMap::new();
    for (location, _) in navigate::everywhere(desk, document, mention) {
        let edit = TextEdit { range: location.range, new_text: new.clone() };
        edits.entry(location.uri.as_str().to_owned()).or_default().push(edit);
    }
    Ok(changes(&edits))
}

/// The name at a place, if it is one that can be renamed: declared, a value, or of a sketch.
fn renamed<'d>(desk: &Desk, document: &'d Document, at: &TextDocumentPositionParams) -> Result<&'d Mention, Fault> {
    let mention = navigate::mention(desk, document, at).filter(|m| m.sort.is_name());
    let mention = mention.ok_or_else(|| Fault::failed("there is no name here that could be renamed"))?;
    let free = match mention.sort {
        Sort::Value | Sort::Stop => true,
        Sort::Participant => document.analysis.checked().model.sketch,
        Sort::Resource
        | Sort::Path
        | Sort::Route
        | Sort::Method
        | Sort::Policy
        | Sort::Fact
        | Sort::Flow
        | Sort::Scenario
        | Sort::Tone
        | Sort::Attribute => false,
    };
    if free || document.analysis.index().declaration(mention).is_some() {
        return Ok(mention);
    }
    Err(Fault::failed(format!("`{}` is not declared, so nothing can be renamed", mention.name)))
}

/// A new name in the form of the old one.
fn named(mention: &Mention, wanted: &str) -> Result<String, Fault> {
    let value = mention.sort == Sort::Value;
    let wanted = wanted.trim();
    let text = if value && !wanted.starts_with('@') { format!("@{wanted}") } else { wanted.to_owned() };
    let tokens: Vec<Token<'_>> = Lexer::new(FileId(0), 0, &text).map(|lexeme| lexeme.token).collect();
    match tokens.as_slice() {
        [Token::Value(_)] if value => Ok(text),
        [Token::Name(_)] if !value => Ok(text),
        _ => {
            Err(Fault::failed(format!("`{wanted}` is no name: a letter or `_`, then letters, digits, `_`, single `-`")))
        }
    }
}
