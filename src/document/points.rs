//! Parts of a requirement as the points of one list.

use super::demand::{self, part_weight};
use super::prose;
use super::remarks::remarks;
use super::traced::Traced;
use super::trail::Trail;
use super::view::{PageBlock, PageInline};
use crate::plan::{Demand, Parts, Requirement};
use crate::words::Words;
use crate::words::danish::bind;

/// A point a part; the parts of a part are points below it.
pub(super) fn list(parts: &[Requirement], words: &Words) -> PageBlock {
    PageBlock::List { start: None, items: parts.iter().map(|part| point(part, words)).collect() }
}

fn point(part: &Requirement, words: &Words) -> Vec<PageBlock> {
    let mut said = Vec::new();
    let mut rest = Vec::new();
    match &part.wording {
        Some(wording) => (said, rest) = prose::opening(&wording.text),
        None => {
            let data = demand::said(part, words);
            for (index, sentence) in data.sentences.into_iter().enumerate() {
                if index > 0 {
                    said.push(PageInline::Text { text: "; ".to_owned() });
                }
                said.extend(sentence);
            }
            rest.extend(data.rest);
        }
    }
    if let Some(title) = &part.title {
        let gap = if said.is_empty() { "" } else { ": " };
        said.splice(0..0, prose::plain(format!("{title}{gap}")));
    }
    if let Some(weight) = part_weight(part.weight, words) {
        said.extend(prose::plain(format!(" ({weight})")));
    }
    let mut blocks = prose::blocks(&part.lead, 1);
    blocks.push(PageBlock::Paragraph { text: said, from: Trail::NONE });
    blocks.extend(rest);
    if let Demand::Parts(Parts { parts, .. }) = &part.demand
        && !part.says_its_parts()
    {
        blocks.push(list(parts, words));
    }
    blocks.extend(remarks(part, words).iter().map(|text| prose::paragraph(bind(text))));
    blocks.extend(prose::blocks(&part.remark, 1));
    blocks.traced(Trail::to(part.at))
}
