//! Questions of a client, and their answers.

use std::collections::BTreeMap;
use std::path::PathBuf;

use lsp_server::{ErrorCode, Request};
use lsp_types::request::{
    CodeActionRequest, Completion, DocumentSymbolRequest, GotoDefinition, HoverRequest, PrepareRenameRequest,
    References, Rename, Request as _,
};
use lsp_types::{
    CodeActionKind, CodeActionParams, CompletionParams, DocumentSymbolParams, DocumentSymbolResponse,
    GotoDefinitionParams, GotoDefinitionResponse, Hover, HoverContents, HoverParams, MarkupContent, MarkupKind,
    NumberOrString, PrepareRenameResponse, ReferenceParams, RenameParams, TextDocumentPositionParams, Uri,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::ClientForm;
use super::convert::Converter;
use super::text::Encoding;
use super::uri;
use crate::editor::{Editor, EditorFix, RenameError, TextEdit};
use crate::language::{Message, Telling, say};

/// Why a question has no answer.
pub(super) struct Unanswered {
    pub code: ErrorCode,
    pub message: Message,
}

pub(super) fn answer(editor: &mut Editor, form: ClientForm, request: Request) -> Result<Value, Unanswered> {
    let encoding = form.encoding;
    match request.method.as_str() {
        Completion::METHOD => {
            let params = read::<CompletionParams>(request)?.text_document_position;
            let (path, byte) = spot(editor, encoding, &params)?;
            let found = editor.complete(&path, byte, form.language);
            let mut converter = Converter::new(editor, encoding);
            told(
                found
                    .into_iter()
                    .enumerate()
                    .map(|(order, one)| converter.completion(&path, order, one))
                    .collect::<Vec<_>>(),
            )
        }
        HoverRequest::METHOD => {
            let params = read::<HoverParams>(request)?.text_document_position_params;
            let (path, byte) = spot(editor, encoding, &params)?;
            let found = editor.hover(&path, byte, form.language);
            let mut converter = Converter::new(editor, encoding);
            told(found.map(|(value, bytes)| Hover {
                contents: HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value }),
                range: Some(converter.range(&path, bytes.start, bytes.end)),
            }))
        }
        GotoDefinition::METHOD => {
            let params = read::<GotoDefinitionParams>(request)?.text_document_position_params;
            let (path, byte) = spot(editor, encoding, &params)?;
            let found = editor.definition(&path, byte);
            let mut converter = Converter::new(editor, encoding);
            let places: Vec<_> = found.iter().filter_map(|place| converter.location(place)).collect();
            told(GotoDefinitionResponse::Array(places))
        }
        References::METHOD => {
            let params = read::<ReferenceParams>(request)?;
            let (path, byte) = spot(editor, encoding, &params.text_document_position)?;
            let mut found = editor.references(&path, byte);
            if params.context.include_declaration {
                found.extend(editor.definition(&path, byte));
                found.sort();
                found.dedup();
            }
            let mut converter = Converter::new(editor, encoding);
            told(found.iter().filter_map(|place| converter.location(place)).collect::<Vec<_>>())
        }
        DocumentSymbolRequest::METHOD => {
            let params = read::<DocumentSymbolParams>(request)?;
            let path = path(&params.text_document.uri)?;
            let found = editor.outline(&path);
            let mut converter = Converter::new(editor, encoding);
            told(DocumentSymbolResponse::Nested(found.iter().map(|item| converter.symbol(item)).collect()))
        }
        PrepareRenameRequest::METHOD => {
            let params = read::<TextDocumentPositionParams>(request)?;
            let (path, byte) = spot(editor, encoding, &params)?;
            let found = editor.renamed_word(&path, byte);
            let mut converter = Converter::new(editor, encoding);
            told(found.map(|(placeholder, bytes)| PrepareRenameResponse::RangeWithPlaceholder {
                range: converter.range(&path, bytes.start, bytes.end),
                placeholder,
            }))
        }
        Rename::METHOD => {
            let params = read::<RenameParams>(request)?;
            let (path, byte) = spot(editor, encoding, &params.text_document_position)?;
            let edits = editor.rename(&path, byte, &params.new_name).map_err(refused)?;
            told(changes(&mut Converter::new(editor, encoding), &edits))
        }
        CodeActionRequest::METHOD => {
            let params = read::<CodeActionParams>(request)?;
            let path = path(&params.text_document.uri)?;
            let mut converter = Converter::new(editor, encoding);
            let bytes = converter.byte(&path, params.range.start)..converter.byte(&path, params.range.end);
            let found = editor.fixes(&path, &bytes);
            let mut converter = Converter::new(editor, encoding);
            let action = |fix: &EditorFix| {
                let code = Some(NumberOrString::String(fix.rule.to_owned()));
                json!({
                    "title": fix.title.say_in(form.language),
                    "kind": CodeActionKind::QUICKFIX,
                    "diagnostics": params.context.diagnostics.iter().filter(|one| one.code == code).collect::<Vec<_>>(),
                    "isPreferred": true,
                    "edit": changes(&mut converter, &fix.edits),
                })
            };
            told(found.iter().map(action).collect::<Vec<_>>())
        }
        other => Err(Unanswered { code: ErrorCode::MethodNotFound, message: say!("lsp.unknown", method = other) }),
    }
}

/// By the file's address, in its order: the protocol's own type is a map without one.
fn changes(converter: &mut Converter, edits: &[TextEdit]) -> Value {
    let mut changes: BTreeMap<String, Vec<lsp_types::TextEdit>> = BTreeMap::new();
    for edit in edits {
        if let Some(uri) = uri::of_path(&edit.place.path) {
            changes.entry(uri.as_str().to_owned()).or_default().push(converter.edit(edit));
        }
    }
    json!({ "changes": changes })
}

fn refused(error: RenameError) -> Unanswered {
    Unanswered { code: ErrorCode::RequestFailed, message: error.message() }
}

fn read<T: DeserializeOwned>(request: Request) -> Result<T, Unanswered> {
    let wrong = |error: serde_json::Error| Unanswered {
        code: ErrorCode::InvalidParams,
        message: say!("lsp.not-understood", error = error.to_string()),
    };
    serde_json::from_value(request.params).map_err(wrong)
}

fn told(answer: impl Serialize) -> Result<Value, Unanswered> {
    let wrong = |error: serde_json::Error| Unanswered {
        code: ErrorCode::InternalError,
        message: say!("lsp.not-understood", error = error.to_string()),
    };
    serde_json::to_value(answer).map_err(wrong)
}

fn path(uri: &Uri) -> Result<PathBuf, Unanswered> {
    uri::to_path(uri)
        .ok_or_else(|| Unanswered { code: ErrorCode::InvalidParams, message: say!("lsp.no-file", uri = uri.as_str()) })
}

fn spot(editor: &Editor, encoding: Encoding, at: &TextDocumentPositionParams) -> Result<(PathBuf, usize), Unanswered> {
    let path = path(&at.text_document.uri)?;
    let byte = Converter::new(editor, encoding).byte(&path, at.position);
    Ok((path, byte))
}
