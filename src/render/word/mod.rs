//! A view as a Word file: a working copy, with real styles, that is edited, commented and pasted into another.
//!
//! In: a [`Document`], `templates/word/`, and perhaps a ministry's own file, `word/reference.docx` among the templates, whose
//! styles, page, head and foot are taken. Out: bytes of a `.docx`. Between them stands a [`WordDocument`], which can be
//! compared with another one.

mod columns;
mod drawings;
mod page;
mod requirement;
mod table;

use std::collections::BTreeMap;

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, UndefinedBehavior, Value, context};

use super::{LayoutError, VERSION};
use crate::assets::Assets;
use crate::document::view::Document;
use crate::document::{ANNUAL_INSERT, ContractReading};
use crate::language::{Telling, say};
use crate::word::{FrameParts, NotWord, WordBlock, WordDocument, WordFrame, WordRevision, revised, write};

/// The name of the ministry's own file among the templates of Word files.
pub const REFERENCE: &str = "reference.docx";

/// The templates of Word files, read once for all documents of a run.
#[derive(Debug)]
pub struct WordTemplates {
    environment: Environment<'static>,
    reference: Option<Vec<u8>>,
}

impl WordTemplates {
    pub fn new(assets: &Assets) -> Self {
        let mut files: BTreeMap<String, Vec<u8>> =
            assets.templates_in("word").map(|(name, bytes)| (name.to_owned(), bytes.to_vec())).collect();
        let reference = files.remove(REFERENCE);
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_debug(true);
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        environment
            .set_loader(move |name| Ok(files.get(name).map(|bytes| String::from_utf8_lossy(bytes).into_owned())));
        Self { environment, reference }
    }

    /// Our own parts for a document.
    fn parts(&self, document: &Document) -> Result<FrameParts, Error> {
        let values = context! {
            view => Value::from(Serde(document)),
            colour => document.look.colour.trim_start_matches('#').to_uppercase(),
            language => language(document),
            has_cover => !is_insert(document),
            status => document.page.working_copy.as_str(),
        };
        let filled = |name: &str| self.environment.get_template(&format!("{name}.xml.jinja"))?.render(&values);
        Ok(FrameParts {
            styles: filled("styles")?,
            settings: filled("settings")?,
            numbering: filled("numbering")?,
            document: filled("document")?,
            header: filled("header")?,
            footer: filled("footer")?,
        })
    }
}

/// Whether it is bound into another document: it has no cover, and its headings go on from its host's.
fn is_insert(document: &Document) -> bool {
    document.layout == ANNUAL_INSERT.layout
}

/// As Word names it.
fn language(document: &Document) -> String {
    match document.meta.language {
        "da" => "da-DK".to_owned(),
        other => other.to_owned(),
    }
}

/// The tree of a document, as it is compared and written.
pub fn word_tree(document: &Document) -> WordDocument {
    page::tree(document)
}

/// The contract as it reads at last, with what came in and went out on the way; `of` is the document that the file is.
pub fn tracked(readings: &[ContractReading], of: &Document) -> WordDocument {
    let mut all = readings.iter();
    let mut body = all.next().map(|first| word_tree(&first.document).body).unwrap_or_default();
    for ContractReading { document, author, date } in all {
        let date = date.unwrap_or(document.meta.date).0.to_string();
        let revision = WordRevision { author: author.clone(), date };
        body = revised(&body, &word_tree(document).body, &revision);
    }
    let own = word_tree(of);
    let is_contents = |block: &WordBlock| matches!(block, WordBlock::Contents { .. });
    let first = own.body.iter().take_while(|block| !is_contents(block)).cloned();
    let contents = body.iter().position(is_contents).unwrap_or(0);
    WordDocument { body: first.chain(body.drain(contents..)).collect(), facts: own.facts }
}

/// Writes a document.
///
/// # Errors
/// What is wrong with a template or with the ministry's own file.
pub fn docx(document: &Document, templates: &WordTemplates) -> Result<Vec<u8>, LayoutError> {
    docx_of(&word_tree(document), document, templates)
}

/// The same of a tree that tells of changes, in the frame of a document.
///
/// # Errors
/// What is wrong with a template or with the ministry's own file.
pub fn docx_of(tree: &WordDocument, document: &Document, templates: &WordTemplates) -> Result<Vec<u8>, LayoutError> {
    let wrong = |error: Error| LayoutError {
        messages: vec![say!("layout.line", text = super::html::describe("word", &error))],
    };
    let own = templates.parts(document).map_err(wrong)?;
    let of_file = |error: NotWord| LayoutError { messages: vec![say!("word.reference", why = error.message())] };
    let frame = match &templates.reference {
        Some(bytes) => WordFrame::reference(bytes, &own),
        None => WordFrame::own(own),
    };
    frame.and_then(|frame| write(tree, frame, VERSION)).map_err(of_file)
}
