//! View model + layout → pages → PDF, PNG, SVG; view model + templates → web page, Word file. The only place that knows Typst.
//!
//! In: a [`Document`], the layouts and the fonts. Out: bytes. The view goes to the layout as data
//! (`json("/document.json")`), so no text of a plan is ever Typst source; a web page escapes it. The same view gives the same bytes: no clock,
//! no random identifier, no file of the machine.

mod copy;
mod html;
mod image;
mod joints;
mod looks;
mod pdf;
mod provenance;
mod word;
mod world;

pub use copy::{Attachment, CopyKind};
pub use html::{NamedPlaces, PageTemplates, html, html_fragment};
pub use image::{png, svg};
pub use joints::{Joints, Pieces, WordPiece};
pub use looks::{Looks, VERSION, own_code, program};
pub use pdf::pdf;
pub use provenance::{NotOurs, Provenance, provenance};
pub use word::{REFERENCE, WordTemplates, docx, docx_of, tracked, word_tree};
pub use world::Typesetter;

use typst_layout::PagedDocument;

use crate::document::view::{Document, Meta};
use crate::language::{Message, Telling, in_words, say};

/// A document laid out on pages.
#[derive(Debug)]
pub struct Pages {
    paged: PagedDocument,
    meta: Meta,
    copy: CopyKind,
    /// How the lines to sign on are described, in their order.
    lines: Vec<String>,
}

impl Pages {
    pub fn count(&self) -> usize {
        self.paged.pages().len()
    }
}

/// A layout or a page's template that cannot be set, or a document that the standards refuse. Only a layout of the user's own, or a font
/// that lacks what the built-in one has, leads here.
#[derive(Debug, thiserror::Error)]
pub struct LayoutError {
    /// Each with the layout's file and line, and how to mend it.
    pub messages: Vec<Message>,
}

in_words!(LayoutError);

impl Telling for LayoutError {
    fn message(&self) -> Message {
        let Self { messages } = self;
        say!("layout", messages = messages)
    }
}

/// Lays a document out for a copy of it.
///
/// # Errors
/// All that Typst finds wrong with the layout.
pub fn render(document: &Document, typesetter: &Typesetter, copy: CopyKind) -> Result<Pages, LayoutError> {
    render_with(document, typesetter, copy, &[])
}

/// The same, with files inside the document. Only [`CopyKind::Data`] may have some.
///
/// # Errors
/// All that Typst finds wrong with the layout, and a file whose path it does not take.
pub fn render_with(
    document: &Document,
    typesetter: &Typesetter,
    copy: CopyKind,
    attachments: &[Attachment],
) -> Result<Pages, LayoutError> {
    let mut paged = typesetter.set(document, copy, attachments)?;
    let inputs = provenance::keywords(document, typesetter.looks().of_layout(document.layout), copy);
    paged.info_mut().keywords.extend(inputs.into_iter().map(Into::into));
    let lines = document.lines_to_sign_on().map(str::to_owned).collect();
    Ok(Pages { paged, meta: document.meta.clone(), copy, lines })
}
