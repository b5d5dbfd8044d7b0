//! Small changes of XML that is somebody else's: every other byte stays.

use super::package::{NotWord, PartRelation, parsed};
use super::xml::{DECLARATION, W, escaped};

const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
pub(super) const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// The part of relations.
pub(super) fn relations_xml(all: &[PartRelation]) -> String {
    let line = |one: &PartRelation| {
        let mode = if one.is_outside { r#" TargetMode="External""# } else { "" };
        let base = match one.kind.as_str() {
            "core-properties" => format!("{PACKAGE}/relationships/metadata"),
            _ => RELATION.to_owned(),
        };
        let (id, target) = (escaped(&one.id), escaped(&one.target));
        format!(r#"<Relationship Id="{id}" Type="{base}/{}" Target="{target}"{mode}/>"#, one.kind)
    };
    let lines: String = all.iter().map(line).collect();
    format!(r#"{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>"#)
}

/// A text with ranges of it replaced.
pub(super) fn replaced(text: &str, mut cuts: Vec<(std::ops::Range<usize>, String)>) -> String {
    cuts.sort_by_key(|(range, _)| range.start);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (range, new) in cuts {
        out.push_str(&text[at..range.start]);
        out.push_str(&new);
        at = range.end;
    }
    out.push_str(&text[at..]);
    out
}

/// `new` put in before the root's first child `before`, or at its end; every other byte stays.
pub(super) fn spliced(part: &str, text: &str, new: &str, before: Option<&str>) -> Result<String, NotWord> {
    let read = parsed(part, text)?;
    let root = read.root_element();
    let child = before.and_then(|tag| root.children().find(|node| node.has_tag_name((W, tag))));
    if let Some(child) = child {
        let at = child.range().start;
        return Ok(format!("{}{new}{}", &text[..at], &text[at..]));
    }
    let own = &text[root.range()];
    match own.rfind("</") {
        Some(end) if root.has_children() || own.ends_with('>') && !own.ends_with("/>") => {
            let at = root.range().start + end;
            Ok(format!("{}{new}{}", &text[..at], &text[at..]))
        }
        // `<x/>`
        _ => {
            let name = own[1..].split(|one: char| one.is_whitespace() || one == '/').next().unwrap_or_default();
            let open = own.trim_end_matches("/>");
            Ok(format!("{}{open}>{new}</{name}>{}", &text[..root.range().start], &text[root.range().end..]))
        }
    }
}
