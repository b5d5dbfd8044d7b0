//! The lists of a Word file: what stands before each of their items.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::package::{NotWord, parsed};
use super::tree::ListPlace;
use super::xml::W;

/// What a list writes before its items, by level.
#[derive(Debug, Clone, Default)]
struct ListLevel {
    /// Figures count; anything else is a bullet.
    is_numbered: bool,
    start: u64,
}

/// All lists, by number.
#[derive(Debug, Clone, Default)]
pub(super) struct WordLists {
    lists: BTreeMap<usize, BTreeMap<usize, ListLevel>>,
}

fn val<'a>(node: Node<'a, '_>, tag: &str) -> Option<&'a str> {
    node.children().find(|one| one.has_tag_name((W, tag)))?.attribute((W, "val"))
}

impl WordLists {
    pub fn read(part: &str, text: &str) -> Result<Self, NotWord> {
        let read = parsed(part, text)?;
        let all = |tag: &'static str| read.root_element().children().filter(move |node| node.has_tag_name((W, tag)));
        let levels = |node: Node| {
            let levels = node.children().filter(|one| one.has_tag_name((W, "lvl")));
            let level = |one: Node| {
                let at = one.attribute((W, "ilvl"))?.parse().ok()?;
                let is_numbered = !matches!(val(one, "numFmt"), Some("bullet" | "none") | None);
                let start = val(one, "start").and_then(|text| text.parse().ok()).unwrap_or(1);
                Some((at, ListLevel { is_numbered, start }))
            };
            levels.filter_map(level).collect::<BTreeMap<_, _>>()
        };
        let kinds: BTreeMap<&str, BTreeMap<usize, ListLevel>> =
            all("abstractNum").filter_map(|node| Some((node.attribute((W, "abstractNumId"))?, levels(node)))).collect();
        let mut lists = BTreeMap::new();
        for node in all("num") {
            let Some(number) = node.attribute((W, "numId")).and_then(|text| text.parse().ok()) else { continue };
            let mut own = val(node, "abstractNumId").and_then(|kind| kinds.get(kind)).cloned().unwrap_or_default();
            for one in node.children().filter(|one| one.has_tag_name((W, "lvlOverride"))) {
                let at = one.attribute((W, "ilvl")).and_then(|text| text.parse::<usize>().ok());
                let start = val(one, "startOverride").and_then(|text| text.parse().ok());
                if let (Some(level), Some(start)) = (at.and_then(|at| own.get_mut(&at)), start) {
                    level.start = start;
                }
            }
            lists.insert(number, own);
        }
        Ok(Self { lists })
    }

    /// None where the number means that there is no list.
    pub fn place(&self, list: usize, level: usize) -> Option<ListPlace> {
        let levels = self.lists.get(&list)?;
        let known = levels.get(&level);
        let start = known.filter(|one| one.is_numbered).map(|one| one.start);
        Some(ListPlace { list, level, start })
    }
}
