//! Findings as the client shows them.

use super::desk::Desk;
use super::document::Document;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::{FileId, Span};
use crate::syntax::tree::Node;
use lsp_server::Notification;
use lsp_types::{
    DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, NumberOrString, PublishDiagnosticsParams,
};

fn notification(document: &Document, diagnostics: Vec<lsp_types::Diagnostic>) -> Notification {
    let version = Some(document.version);
    let params = PublishDiagnosticsParams { uri: document.uri.clone(), diagnostics, version };
    Notification::new("textDocument/publishDiagnostics".to_owned(), params)
}

/// Tells these findings of a document.
pub(super) fn findings<'f>(
    desk: &Desk,
    document: &Document,
    findings: impl Iterator<Item = &'f Diagnostic>,
) -> Notification {
    notification(document, findings.filter_map(|finding| spell(desk, document, finding)).collect())
}

/// Takes all back: the document is closed.
pub(super) fn nothing(document: &Document) -> Notification {
    let params = PublishDiagnosticsParams { uri: document.uri.clone(), diagnostics: Vec::new(), version: None };
    Notification::new("textDocument/publishDiagnostics".to_owned(), params)
}

/// Whether a document imports anything.
pub(super) fn imports(document: &Document) -> bool {
    document.analysis.body().is_some_and(|body| body.lines.iter().any(|line| matches!(line.node, Node::Import(_))))
}

/// A finding as the protocol writes it. An error of an imported file stands at its import.
pub(super) fn spell(desk: &Desk, document: &Document, finding: &Diagnostic) -> Option<lsp_types::Diagnostic> {
    let own = finding.span.file == FileId(0);
    let mut message = finding.message.clone();
    if !finding.here.is_empty() && own {
        message = format!("{message} ({})", finding.here);
    }
    for help in &finding.help {
        message.push_str("\nhelp: ");
        message.push_str(help);
    }
    let mut related: Vec<DiagnosticRelatedInformation> = Vec::new();
    let mut span = finding.span;
    if !own {
        if finding.severity == Severity::Warning {
            return None;
        }
        span = import_of(document, span.file)?;
        let source = document.analysis.sources().get(usize::from(finding.span.file.0))?;
        let line = source.line(finding.span.start);
        let name = source.name.rsplit('/').next().unwrap_or("");
        related.extend(relate(desk, document, finding.span, &finding.message));
        message = format!("{name}:{line}: {message}");
    }
    related.extend(finding.labels.iter().filter_map(|label| relate(desk, document, label.span, &label.text)));
    let unused = matches!(finding.code, Code::UnusedStorage | Code::UnusedParticipant | Code::UnusedMethod);
    Some(lsp_types::Diagnostic {
        range: document.lines(desk.encoding).range(span),
        severity: Some(match finding.severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
        }),
        code: Some(NumberOrString::String(finding.code.id().to_owned())),
        source: Some("cachediag".to_owned()),
        message,
        related_information: (!related.is_empty()).then_some(related),
        tags: unused.then(|| vec![DiagnosticTag::UNNECESSARY]),
        ..lsp_types::Diagnostic::default()
    })
}

fn relate(desk: &Desk, document: &Document, span: Span, message: &str) -> Option<DiagnosticRelatedInformation> {
    Some(DiagnosticRelatedInformation { location: desk.location(document, span)?, message: message.to_owned() })
}

/// The import that brings a file: the one that names it, else the first.
fn import_of(document: &Document, file: FileId) -> Option<Span> {
    let name = document.analysis.sources().get(usize::from(file.0))?.name.as_str();
    let lines = &document.analysis.body()?.lines;
    let mut imports = lines.iter().filter_map(|line| match_import(&line.node)).peekable();
    let first = imports.peek().map(|(_, span)| *span);
    let named = imports.find(|(path, _)| name.ends_with(path.trim_start_matches("./").trim_start_matches("../")));
    named.map(|(_, span)| span).or(first)
}

fn match_import(node: &Node) -> Option<(&str, Span)> {
    if let Node::Import(import) = node { Some((import.path.text.as_str(), import.path.span)) } else { None }
}
