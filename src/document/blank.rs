//! What a ministry's own words leave nothing of: a phrase can be emptied, and a document is still whole.

use super::DocumentId;
use super::view::{Document, PageBlock, PageInline, text_of};
use crate::words::danish::capital;

/// The document without headings and paragraphs that say nothing. Only its own name cannot be none.
pub(super) fn without(mut document: Document, id: &DocumentId) -> Document {
    document.contents = document.contents.filter(|title| !is_blank(title));
    if is_blank(&document.cover.title) {
        document.cover.title = capital(&id.title());
    }
    let whole = document.body.len();
    document.body.retain_mut(says_something);
    if document.body.len() < whole {
        close_ranks(&mut document.body);
    }
    document
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

fn says_something(block: &mut PageBlock) -> bool {
    match block {
        PageBlock::Heading(heading) => {
            // A heading is read by its words: where there is only a number, that is what they are.
            if is_blank(&heading.text) {
                heading.text = heading.number.take().unwrap_or_default();
            }
            !is_blank(&heading.text)
        }
        PageBlock::Verdict { text, .. } | PageBlock::Legend { text } => !is_blank(text),
        PageBlock::Paragraph { text, .. } => !is_blank(&text_of(text)) || holds_note(text),
        PageBlock::List { .. }
        | PageBlock::Quotation { .. }
        | PageBlock::Table(_)
        | PageBlock::Budget(_)
        | PageBlock::Goals(_)
        | PageBlock::Facts { .. }
        | PageBlock::Requirements { .. }
        | PageBlock::Endorsement(_)
        | PageBlock::Data(_)
        | PageBlock::Squares(_)
        | PageBlock::Beside { .. }
        | PageBlock::NewPage => true,
    }
}

fn holds_note(text: &[PageInline]) -> bool {
    text.iter().any(|inline| matches!(inline, PageInline::Footnote { .. }))
}

/// Where a heading is gone, those below it come up: no level is left out.
fn close_ranks(body: &mut [PageBlock]) {
    let mut above = 0;
    for block in body {
        if let PageBlock::Heading(heading) = block {
            heading.level = heading.level.min(above + 1);
            above = heading.level;
        }
    }
}
