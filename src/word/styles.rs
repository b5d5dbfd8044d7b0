//! The styles of a Word file, and what each is for.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::package::{NotWord, parsed};
use super::tree::WordStyle;
use super::xml::W;

/// A style by its identifier: its name in lower case, what it is based on, and its list.
#[derive(Debug, Clone, Default)]
pub(super) struct ReadStyle {
    pub name: String,
    pub based: Option<String>,
    pub list: Option<(usize, usize)>,
    pub level: Option<u8>,
}

pub(super) fn val<'a>(node: Node<'a, '_>, tag: &str) -> Option<&'a str> {
    child(node, tag)?.attribute((W, "val"))
}

pub(super) fn child<'a, 'i>(node: Node<'a, 'i>, tag: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|one| one.tag_name().name() == tag)
}

pub(super) fn read_styles(part: &str, text: &str) -> Result<BTreeMap<String, ReadStyle>, NotWord> {
    let read = parsed(part, text)?;
    let mut styles = BTreeMap::new();
    for style in read.root_element().children().filter(|node| node.tag_name().name() == "style") {
        let Some(id) = style.attribute((W, "styleId")) else { continue };
        let properties = child(style, "pPr");
        let number = properties.and_then(|one| child(one, "numPr"));
        let list = number.and_then(|one| {
            let level = val(one, "ilvl").and_then(|text| text.parse().ok()).unwrap_or(0);
            Some((val(one, "numId")?.parse().ok()?, level))
        });
        let level = properties.and_then(|one| val(one, "outlineLvl")?.parse::<u8>().ok()).filter(|level| *level < 9);
        let name = val(style, "name").unwrap_or(id).to_lowercase();
        styles.insert(id.to_owned(), ReadStyle { name, based: val(style, "basedOn").map(str::to_owned), list, level });
    }
    Ok(styles)
}

/// What a style is for, by its name in lower case; none where the name says nothing.
pub(super) fn style_of_name(name: &str) -> Option<WordStyle> {
    let level =
        |prefix: &str| name.strip_prefix(prefix)?.trim().parse::<u8>().ok().filter(|level| (1..=9).contains(level));
    if let Some(level) = level("heading").or_else(|| level("overskrift")) {
        return Some(WordStyle::Heading(level.min(6)));
    }
    if let Some(level) = level("toc") {
        return Some(WordStyle::Contents(level.min(3)));
    }
    const KNOWN: [WordStyle; 21] = [
        WordStyle::Title,
        WordStyle::Subtitle,
        WordStyle::Quotation,
        WordStyle::Bullets,
        WordStyle::Numbers,
        WordStyle::Remark,
        WordStyle::TableText,
        WordStyle::DemandTitle,
        WordStyle::Demand,
        WordStyle::Deliverable,
        WordStyle::Judgement,
        WordStyle::TableHead,
        WordStyle::Caption,
        WordStyle::Footnote,
        WordStyle::ContentsHeading,
        WordStyle::NameLine,
        WordStyle::Notice,
        WordStyle::Verdict,
        WordStyle::Signature,
        WordStyle::Header,
        WordStyle::Footer,
    ];
    KNOWN.into_iter().find(|style| style.name().to_lowercase() == name)
}
