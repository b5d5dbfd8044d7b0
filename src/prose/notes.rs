//! Footnotes: each stands where it is referred to.

use std::collections::BTreeMap;

use super::{Block, Inline, inline_text};

/// Puts each footnote's text where it is referred to. A second reference to the same note repeats it.
pub(super) fn place_notes(blocks: &mut [Block], notes: &mut BTreeMap<String, Vec<Block>>) {
    let bodies = notes.clone();
    let mut used = Vec::new();
    each_note(blocks, &mut |body| {
        let label = match body.as_slice() {
            [Block::Paragraph(inlines)] => inline_text(inlines),
            _ => return,
        };
        if let Some(text) = bodies.get(&label) {
            body.clone_from(text);
            used.push(label);
        }
    });
    notes.retain(|label, _| !used.contains(label));
}

fn each_note(blocks: &mut [Block], visit: &mut dyn FnMut(&mut Vec<Block>)) {
    for block in blocks {
        match block {
            Block::Paragraph(inlines) | Block::Heading { text: inlines, .. } => each_inline_note(inlines, visit),
            Block::List { items, .. } => items.iter_mut().for_each(|item| each_note(item, visit)),
            Block::Quotation(body) => each_note(body, visit),
            Block::Table(table) => {
                table
                    .head
                    .iter_mut()
                    .chain(table.rows.iter_mut().flatten())
                    .for_each(|cell| each_inline_note(cell, visit));
            }
        }
    }
}

fn each_inline_note(inlines: &mut [Inline], visit: &mut dyn FnMut(&mut Vec<Block>)) {
    for inline in inlines {
        match inline {
            Inline::Emphasis(body) | Inline::Strong(body) => each_inline_note(body, visit),
            Inline::Footnote(body) => visit(body),
            Inline::Link { .. } | Inline::Language { .. } | Inline::Text(_) | Inline::Break => {}
        }
    }
}
