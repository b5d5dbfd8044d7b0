//! Reasons as people and programs read them.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{NotAccepted, PageNumbers, RefusalReason, Remedy, written};

/// How many objects of a group are named.
const NAMED: usize = 8;

impl NotAccepted {
    /// The word for its kind.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Size(_) => "size",
            Self::Header => "header",
            Self::Trailer => "trailer",
            Self::Encrypted => "encrypted",
            Self::Name(_) => "name",
            Self::Property(_) => "property",
            Self::Resource(_) => "resource",
            Self::Font(_) => "font",
        }
    }

    /// The name or font that it is.
    pub fn name(&self) -> Option<String> {
        match self {
            Self::Size(_) | Self::Header | Self::Trailer | Self::Encrypted => None,
            Self::Name(name) | Self::Property(name) | Self::Resource(name) | Self::Font(name) => Some(written(name)),
        }
    }
}

/// The reasons in lines, those with the same remedy together; `each` names every object.
pub fn to_text(reasons: &[RefusalReason], each: bool) -> Vec<String> {
    let mut groups: Vec<(Remedy, Vec<&RefusalReason>)> = Vec::new();
    for reason in reasons {
        let remedy = reason.remedy();
        match groups.iter_mut().find(|(own, _)| *own == remedy) {
            Some((_, group)) => group.push(reason),
            None => groups.push((remedy, vec![reason])),
        }
    }
    let mut lines = Vec::new();
    for (remedy, group) in groups {
        lines.push(match names(&group) {
            names if names.is_empty() => remedy.is.to_owned(),
            names => format!("{}: {names}", remedy.is),
        });
        if each {
            lines.extend(group.iter().filter_map(|reason| alone(reason)).map(|line| format!("    {line}")));
        } else if let Some(places) = together(&group) {
            lines.push(format!("    {places}"));
        }
        lines.push(format!("    what to do: {}", remedy.do_this));
    }
    lines
}

/// `/Strong (12 times), /Em`
fn names(group: &[&RefusalReason]) -> String {
    let all: Vec<String> = group.iter().filter_map(|reason| reason.refused.name()).collect();
    let once: BTreeSet<&String> = all.iter().collect();
    let shown = once.iter().take(NAMED).map(|name| match all.iter().filter(|one| *one == *name).count() {
        1 => (*name).clone(),
        count => format!("{name} ({count} times)"),
    });
    with_rest(shown.collect(), once.len())
}

/// `objects 12, 15 and 3 more, on pages 2, 3`
fn together(group: &[&RefusalReason]) -> Option<String> {
    let objects: BTreeSet<u32> = group.iter().filter_map(|reason| reason.object).map(|id| id.0).collect();
    if objects.is_empty() {
        return None;
    }
    let shown = objects.iter().take(NAMED).map(u32::to_string).collect();
    let word = if objects.len() == 1 { "object" } else { "objects" };
    let mut pages = PageNumbers::default();
    for reason in group {
        pages.first.extend(&reason.pages.first);
        pages.are_more |= reason.pages.are_more;
    }
    Some(format!("{word} {}{}", with_rest(shown, objects.len()), on_pages(&pages)))
}

/// `object 12, /Strong at /S, on page 2`
fn alone(reason: &RefusalReason) -> Option<String> {
    let (number, _) = reason.object?;
    let name = reason.refused.name().unwrap_or_default();
    let at = if reason.path.is_empty() { String::new() } else { format!(" at {}", reason.path) };
    Some(format!("object {number}, {name}{at}{}", on_pages(&reason.pages)))
}

fn on_pages(pages: &PageNumbers) -> String {
    let shown: Vec<String> = pages.first.iter().map(usize::to_string).collect();
    let more = if pages.are_more { " and more" } else { "" };
    match shown.len() {
        0 => ", of the document as a whole".to_owned(),
        1 => format!(", on page {}{more}", shown.concat()),
        _ => format!(", on pages {}{more}", shown.join(", ")),
    }
}

fn with_rest(shown: Vec<String>, all: usize) -> String {
    match all - shown.len() {
        0 => shown.join(", "),
        rest => format!("{} and {rest} more", shown.join(", ")),
    }
}

/// A reason for other programs.
pub fn to_json(reason: &RefusalReason) -> Value {
    let remedy = reason.remedy();
    json!({
        "kind": reason.refused.kind(),
        "name": reason.refused.name(),
        "object": reason.object.map(|id| id.0),
        "at": reason.path,
        "pages": reason.pages.first,
        "more_pages": reason.pages.are_more,
        "is": remedy.is,
        "what_to_do": remedy.do_this,
    })
}
