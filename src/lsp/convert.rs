//! Answers with places in bytes, as the protocol says them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionTextEdit, DocumentSymbol, Documentation, Location, MarkupContent,
    MarkupKind, Position, Range, SymbolKind,
};

use super::text::{Encoding, WrittenText};
use super::uri;
use crate::editor::{Completion, CompletionKind, Editor, FilePlace, OutlineItem, TextEdit};

/// Reads each file once.
pub(super) struct Converter<'a> {
    editor: &'a Editor,
    encoding: Encoding,
    texts: BTreeMap<PathBuf, WrittenText>,
}

impl<'a> Converter<'a> {
    pub fn new(editor: &'a Editor, encoding: Encoding) -> Self {
        Self { editor, encoding, texts: BTreeMap::new() }
    }

    fn text(&mut self, path: &Path) -> &WrittenText {
        let (editor, encoding) = (self.editor, self.encoding);
        let read = || WrittenText::new(editor.written(path).unwrap_or_default(), encoding);
        self.texts.entry(path.to_owned()).or_insert_with(read)
    }

    pub fn byte(&mut self, path: &Path, position: Position) -> usize {
        self.text(path).byte(position)
    }

    pub fn range(&mut self, path: &Path, start: usize, end: usize) -> Range {
        self.text(path).range(start, end)
    }

    pub fn location(&mut self, place: &FilePlace) -> Option<Location> {
        Some(Location::new(uri::of_path(&place.path)?, self.range(&place.path, place.start, place.end)))
    }

    pub fn edit(&mut self, edit: &TextEdit) -> lsp_types::TextEdit {
        let range = self.range(&edit.place.path, edit.place.start, edit.place.end);
        lsp_types::TextEdit::new(range, edit.text.clone())
    }

    /// In the order that they come in: needed keys and the plan's own words are not sorted by their letters.
    pub fn completion(&mut self, path: &Path, order: usize, one: Completion) -> CompletionItem {
        let range = self.range(path, one.replaces.start, one.replaces.end);
        let markdown = |value| Documentation::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value });
        CompletionItem {
            kind: Some(match one.kind {
                CompletionKind::Key => CompletionItemKind::PROPERTY,
                CompletionKind::Word => CompletionItemKind::ENUM_MEMBER,
                CompletionKind::Example => CompletionItemKind::VALUE,
                CompletionKind::Address => CompletionItemKind::REFERENCE,
                CompletionKind::File => CompletionItemKind::FILE,
            }),
            label: one.label,
            detail: Some(one.detail).filter(|detail| !detail.is_empty()),
            documentation: Some(one.documentation).filter(|text| !text.is_empty()).map(markdown),
            sort_text: Some(format!("{order:05}")),
            text_edit: Some(CompletionTextEdit::Edit(lsp_types::TextEdit::new(range, one.text))),
            ..CompletionItem::default()
        }
    }

    #[allow(deprecated, reason = "a field that the protocol has left behind and the type has not")]
    pub fn symbol(&mut self, item: &OutlineItem) -> DocumentSymbol {
        let place = &item.place;
        let range = self.range(&place.path, place.start, place.end);
        let line = Range::new(range.start, range.start);
        let children: Vec<DocumentSymbol> = item.parts.iter().map(|part| self.symbol(part)).collect();
        DocumentSymbol {
            name: item.name.clone(),
            detail: None,
            kind: SymbolKind::OBJECT,
            tags: None,
            deprecated: None,
            range,
            selection_range: line,
            children: (!children.is_empty()).then_some(children),
        }
    }
}
