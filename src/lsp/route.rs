//! The way of a request to its feature, and what is announced.

use super::desk::{Desk, Fault};
use super::place::Encoding;
use super::state::Stage;
use super::{
    action, complete, fold, hint, hover, lens, link, navigate, outline, picture, rename, select, tidy, token, uri,
};
use lsp_types::notification::Notification;
use lsp_types::request::{
    CodeActionRequest, CodeLensRequest, Completion, DocumentLinkRequest, DocumentSymbolRequest, FoldingRangeRequest,
    Formatting, GotoDefinition, HoverRequest, InlayHintRequest, PrepareRenameRequest, References, Rename, Request,
    SelectionRangeRequest, SemanticTokensFullRequest, WorkspaceSymbolRequest,
};
use lsp_types::{InitializeParams, WorkspaceFolder};
use serde_json::{Value, json};
use std::path::PathBuf;

/// What a feature gives back.
pub(super) type Answer = Result<Value, Fault>;

/// The parameters of a notification, if they are what they should be.
pub(super) fn params<N: Notification>(params: Value) -> Option<N::Params> {
    serde_json::from_value(params).ok()
}

/// Asks a feature.
fn with<R: Request>(params: Value, feature: impl FnOnce(R::Params) -> Answer) -> Answer {
    feature(serde_json::from_value(params).map_err(|problem| Fault::wrong(problem.to_string()))?)
}

/// The answer to a request.
pub(super) fn answer(desk: &Desk, method: &str, params: Value) -> Answer {
    match method {
        CodeActionRequest::METHOD => with::<CodeActionRequest>(params, |p| action::fixes(desk, &p)),
        Completion::METHOD => with::<Completion>(params, |p| complete::complete(desk, &p)),
        HoverRequest::METHOD => with::<HoverRequest>(params, |p| hover::hover(desk, &p)),
        InlayHintRequest::METHOD => with::<InlayHintRequest>(params, |p| hint::hints(desk, &p)),
        CodeLensRequest::METHOD => with::<CodeLensRequest>(params, |p| lens::lenses(desk, &p)),
        GotoDefinition::METHOD => with::<GotoDefinition>(params, |p| navigate::definition(desk, &p)),
        References::METHOD => with::<References>(params, |p| navigate::references(desk, &p)),
        PrepareRenameRequest::METHOD => with::<PrepareRenameRequest>(params, |p| rename::prepare(desk, &p)),
        Rename::METHOD => with::<Rename>(params, |p| rename::rename(desk, &p)),
        DocumentSymbolRequest::METHOD => with::<DocumentSymbolRequest>(params, |p| outline::of_document(desk, &p)),
        WorkspaceSymbolRequest::METHOD => with::<WorkspaceSymbolRequest>(params, |p| outline::of_workspace(desk, &p)),
        SemanticTokensFullRequest::METHOD => with::<SemanticTokensFullRequest>(params, |p| token::tokens(desk, &p)),
        FoldingRangeRequest::METHOD => with::<FoldingRangeRequest>(params, |p| fold::folds(desk, &p)),
        SelectionRangeRequest::METHOD => with::<SelectionRangeRequest>(params, |p| select::selections(desk, &p)),
        Formatting::METHOD => with::<Formatting>(params, |p| tidy::format(desk, &p)),
        DocumentLinkRequest::METHOD => with::<DocumentLinkRequest>(params, |p| link::links(desk, &p)),
        picture::METHOD => picture::picture(desk, &params),
        other => Err(Fault {
            code: lsp_server::ErrorCode::MethodNotFound,
            message: format!("`{other}` is nothing that this server does"),
        }),
    }
}

/// How much must be known of a document before a request about it is answered.
pub(super) fn need(method: &str, params: &Value) -> Stage {
    match method {
        HoverRequest::METHOD | InlayHintRequest::METHOD | CodeActionRequest::METHOD => Stage::Simulated,
        CodeLensRequest::METHOD => Stage::Decided,
        picture::METHOD if picture::wants_verdicts(params) => Stage::Decided,
        picture::METHOD => Stage::Simulated,
        _other => Stage::Read,
    }
}

/// What this server does.
pub(super) fn capabilities(desk: &Desk) -> Value {
    json!({
        "positionEncoding": desk.encoding.name(),
        "textDocumentSync": { "openClose": true, "change": 2 },
        "codeActionProvider": { "codeActionKinds": ["quickfix"] },
        "completionProvider": { "triggerCharacters": complete::TRIGGERS },
        "hoverProvider": true,
        "inlayHintProvider": true,
        "codeLensProvider": { "resolveProvider": false },
        "definitionProvider": true,
        "referencesProvider": true,
        "renameProvider": { "prepareProvider": true },
        "documentSymbolProvider": true,
        "workspaceSymbolProvider": true,
        "semanticTokensProvider": { "legend": { "tokenTypes": token::TYPES, "tokenModifiers": token::MODIFIERS }, "full": true },
        "foldingRangeProvider": true,
        "selectionRangeProvider": true,
        "documentFormattingProvider": true,
        "documentLinkProvider": { "resolveProvider": false },
        "workspace": { "workspaceFolders": { "supported": true, "changeNotifications": true } },
        "experimental": { "cachediagPicture": true },
    })
}

/// A desk as the client wants it.
pub(super) fn greet(params: &InitializeParams, root: Option<PathBuf>) -> Desk {
    let general = params.capabilities.general.as_ref();
    let wished = general.and_then(|g| g.position_encodings.as_ref());
    // The first that the client names and that is known here: it names the one it likes best first.
    let encoding = wished.and_then(|list| list.iter().find_map(|kind| Encoding::of(kind.as_str())));
    let text = params.capabilities.text_document.as_ref();
    let item = text.and_then(|t| t.completion.as_ref()).and_then(|c| c.completion_item.as_ref());
    let snippets = item.and_then(|i| i.snippet_support).unwrap_or(false);
    let folders = params.workspace_folders.as_deref().map(folders).unwrap_or_default();
    Desk { encoding: encoding.unwrap_or_default(), root, folders, snippets, ..Desk::default() }
}

/// The paths of folders.
pub(super) fn folders(list: &[WorkspaceFolder]) -> Vec<PathBuf> {
    list.iter().filter_map(|folder| uri::path(&folder.uri)).map(PathBuf::from).collect()
}

/// What the client asks again when it is told to.
pub(super) fn refreshes(params: &InitializeParams) -> Vec<&'static str> {
    let Some(workspace) = &params.capabilities.workspace else { return Vec::new() };
    let hints = workspace.inlay_hint.as_ref().and_then(|c| c.refresh_support).unwrap_or(false);
    let lenses = workspace.code_lens.as_ref().and_then(|c| c.refresh_support).unwrap_or(false);
    let all = [(hints, "workspace/inlayHint"), (lenses, "workspace/codeLens")];
    all.into_iter().filter(|(wanted, _)| *wanted).map(|(_, method)| method).collect()
}

/// Whether the client can watch files.
pub(super) fn watches(params: &InitializeParams) -> bool {
    let workspace = params.capabilities.workspace.as_ref();
    let watched = workspace.and_then(|w| w.did_change_watched_files.as_ref());
    watched.and_then(|w| w.dynamic_registration).unwrap_or(false)
}

/// Asks to be told of files that change beside the editor: imports.
pub(super) fn watch() -> Value {
    let options = json!({ "watchers": [{ "globPattern": "**/*.cd" }] });
    let method = "workspace/didChangeWatchedFiles";
    json!({ "registrations": [{ "id": "programs", "method": method, "registerOptions": options }] })
}
