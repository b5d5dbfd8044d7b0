//! A language server: an editor asks about plans over standard input and output, by the Language Server Protocol 3.17.
//!
//! In: messages of the protocol. Out: the answers of [`Editor`], with places as the protocol counts them. Whatever a client
//! sends, the server answers, says in its log what was wrong, and goes on.

mod convert;
mod findings;
mod requests;
mod text;
mod uri;

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use lsp_server::{Connection, ErrorCode, Message, Notification, Request, Response};
use lsp_types::notification::{
    DidChangeTextDocument, DidChangeWatchedFiles, DidCloseTextDocument, DidOpenTextDocument, DidSaveTextDocument,
    LogMessage, Notification as _,
};
use lsp_types::{
    ClientCapabilities, CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CompletionOptions,
    HoverProviderCapability, InitializeParams, LogMessageParams, MessageType, OneOf, PositionEncodingKind,
    RenameOptions, ServerCapabilities, ServerInfo, TextDocumentContentChangeEvent, TextDocumentSyncCapability,
    TextDocumentSyncKind,
};
use serde::de::DeserializeOwned;

use crate::assets::Assets;
use crate::editor::Editor;
use crate::files::Files;
use crate::language::{Language, Message as Words, Telling, in_words, say};
use crate::workspace::caught;
use findings::Published;
use text::{Encoding, TextLines};

/// Serves one client until it says that it leaves.
///
/// # Errors
/// The two ends of the connection cannot be read or written.
pub fn serve(
    connection: &Connection,
    files: Arc<dyn Files>,
    assets: Assets,
    language: Language,
) -> Result<(), ServeError> {
    let (id, params) = connection.initialize_start().map_err(|error| ServeError(error.to_string()))?;
    let client = serde_json::from_value::<InitializeParams>(params).unwrap_or_default();
    let telling = ClientForm { encoding: encoding(&client.capabilities), language };
    let answer = serde_json::json!({
        "capabilities": capabilities(telling.encoding),
        "serverInfo": ServerInfo {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        },
    });
    connection.initialize_finish(id, answer).map_err(|error| ServeError(error.to_string()))?;
    let editor = Editor::new(files, assets);
    let mut server = Server { connection, editor, telling, published: Published::default(), changed: BTreeMap::new() };
    // Findings wait until nobody has more to say: who types fast is told of what stands there in the end.
    while let Some(message) = connection.receiver.try_recv().ok().or_else(|| {
        server.publish();
        connection.receiver.recv().ok()
    }) {
        match message {
            Message::Request(request) => {
                if connection.handle_shutdown(&request).map_err(|error| ServeError(error.to_string()))? {
                    return Ok(());
                }
                server.answer(request);
            }
            Message::Notification(notification) => server.take(notification),
            // We ask nothing of the client.
            Message::Response(_) => {}
        }
    }
    Ok(())
}

/// Serves over standard input and output.
///
/// # Errors
/// They cannot be read or written.
pub fn serve_stdio(files: Arc<dyn Files>, assets: Assets, language: Language) -> Result<(), ServeError> {
    let (connection, threads) = Connection::stdio();
    let served = serve(&connection, files, assets, language);
    // The writer ends when nobody can send to it any more.
    drop(connection);
    let joined = threads.join();
    served.and(joined.map_err(|error: io::Error| ServeError(error.to_string())))
}

/// The connection to the client is broken: why, in the words of what failed.
#[derive(Debug)]
pub struct ServeError(String);

in_words!(ServeError);

impl std::error::Error for ServeError {}

impl Telling for ServeError {
    fn message(&self) -> Words {
        say!("lsp.broken", error = self.0)
    }
}

/// How a client is told things.
#[derive(Debug, Clone, Copy)]
struct ClientForm {
    encoding: Encoding,
    language: Language,
}

struct Server<'a> {
    connection: &'a Connection,
    editor: Editor,
    telling: ClientForm,
    published: Published,
    /// Files whose findings are to be told anew, with the version that the client has of each.
    changed: BTreeMap<PathBuf, Option<i32>>,
}

/// UTF-8 where the client knows it; else UTF-16, which every client does.
fn encoding(client: &ClientCapabilities) -> Encoding {
    let offered = client.general.as_ref().and_then(|general| general.position_encodings.as_ref());
    match offered {
        Some(offered) if offered.contains(&PositionEncodingKind::UTF8) => Encoding::Utf8,
        Some(_) | None => Encoding::Utf16,
    }
}

fn capabilities(encoding: Encoding) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(match encoding {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
        }),
        text_document_sync: Some(TextDocumentSyncCapability::Kind(TextDocumentSyncKind::INCREMENTAL)),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some([" ", "-", ":", "{", "["].map(str::to_owned).to_vec()),
            ..CompletionOptions::default()
        }),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        document_symbol_provider: Some(OneOf::Left(true)),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX]),
            ..CodeActionOptions::default()
        })),
        rename_provider: Some(OneOf::Right(RenameOptions {
            prepare_provider: Some(true),
            work_done_progress_options: lsp_types::WorkDoneProgressOptions::default(),
        })),
        ..ServerCapabilities::default()
    }
}

impl Server<'_> {
    /// A fault of the program is told to the client like any other, and the next question is answered.
    fn answer(&mut self, request: Request) {
        let id = request.id.clone();
        let method = request.method.clone();
        let (code, problem) = match caught(|| requests::answer(&mut self.editor, self.telling, request)) {
            Ok(Ok(result)) => return self.send(Response::new_ok(id, result).into()),
            Ok(Err(refused)) => (refused.code, refused.message),
            Err(panicked) => (ErrorCode::InternalError, panicked.message()),
        };
        self.log(&method, &problem);
        self.send(Response::new_err(id, code as i32, problem.say_in(self.telling.language)).into());
    }

    fn take(&mut self, notification: Notification) {
        let method = notification.method.clone();
        match caught(|| self.taken(notification)) {
            Ok(Ok(())) => {}
            Ok(Err(problem)) => self.log(&method, &problem),
            Err(panicked) => self.log(&method, &panicked.message()),
        }
    }

    fn taken(&mut self, notification: Notification) -> Result<(), Words> {
        match notification.method.as_str() {
            DidOpenTextDocument::METHOD => {
                let params = read::<lsp_types::DidOpenTextDocumentParams>(notification)?;
                let path = path(&params.text_document.uri)?;
                self.editor.write(&path, params.text_document.text);
                self.changed.insert(path, Some(params.text_document.version));
            }
            DidChangeTextDocument::METHOD => {
                let params = read::<lsp_types::DidChangeTextDocumentParams>(notification)?;
                let path = path(&params.text_document.uri)?;
                let mut text = self.editor.written(&path).unwrap_or_default();
                for change in params.content_changes {
                    self.change(&mut text, change);
                }
                self.editor.write(&path, text);
                self.changed.insert(path, Some(params.text_document.version));
            }
            DidCloseTextDocument::METHOD => {
                let params = read::<lsp_types::DidCloseTextDocumentParams>(notification)?;
                let path = path(&params.text_document.uri)?;
                self.editor.close(&path);
                self.changed.insert(path, None);
            }
            DidSaveTextDocument::METHOD | DidChangeWatchedFiles::METHOD => {
                self.editor.forget();
                for path in self.editor.open_files() {
                    self.changed.entry(path.to_owned()).or_default();
                }
            }
            // What is not asked for by `$/` has to be known.
            other if !other.starts_with("$/") && !["initialized", "exit"].contains(&other) => {
                return Err(say!("lsp.unknown", method = other));
            }
            _ => {}
        }
        Ok(())
    }

    fn change(&self, text: &mut String, change: TextDocumentContentChangeEvent) {
        match change.range {
            None => *text = change.text,
            Some(range) => {
                let lines = TextLines::of(text, self.telling.encoding);
                let (one, other) = (lines.byte(range.start), lines.byte(range.end));
                text.replace_range(one.min(other)..one.max(other), &change.text);
            }
        }
    }

    /// Tells what is wrong with the plans of the files that have changed, file by file.
    fn publish(&mut self) {
        for (path, version) in std::mem::take(&mut self.changed) {
            match caught(|| self.published.anew(&mut self.editor, &path, version, self.telling)) {
                Ok(all) => {
                    let method = lsp_types::notification::PublishDiagnostics::METHOD;
                    all.into_iter().for_each(|params| self.send(Notification::new(method.to_owned(), params).into()));
                }
                Err(panicked) => self.log(&path.to_string_lossy(), &panicked.message()),
            }
        }
    }

    /// What was wrong, and with what the client sent.
    fn log(&self, with: &str, problem: &Words) {
        let message = format!("{with}: {}", problem.say_in(self.telling.language));
        let params = LogMessageParams { typ: MessageType::WARNING, message };
        self.send(Notification::new(LogMessage::METHOD.to_owned(), params).into());
    }

    fn send(&self, message: Message) {
        // A client that has gone is found where its next message is waited for.
        let _ = self.connection.sender.send(message);
    }
}

fn read<T: DeserializeOwned>(notification: Notification) -> Result<T, Words> {
    serde_json::from_value(notification.params).map_err(|error| say!("lsp.not-understood", error = error.to_string()))
}

fn path(uri: &lsp_types::Uri) -> Result<PathBuf, Words> {
    uri::to_path(uri).ok_or_else(|| say!("lsp.no-file", uri = uri.as_str()))
}
