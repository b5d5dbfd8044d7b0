//! Reasons as people and programs read them.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{NotAccepted, PageNumbers, RefusalReason, Remedy, written};
use crate::language::{Language, Message, Sayable, say};

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
pub fn to_text(reasons: &[RefusalReason], each: bool) -> Vec<Message> {
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
        lines.push(say!("signable.is", is = remedy.is, names = names(&group)));
        if each {
            lines.extend(group.iter().filter_map(|reason| alone(reason)));
        } else {
            lines.extend(together(&group));
        }
        lines.push(say!("signable.do", what = remedy.do_this));
    }
    lines
}

/// `/Strong (12 times), /Em`; none where the reason has no name.
fn names(group: &[&RefusalReason]) -> Option<Message> {
    let all: Vec<String> = group.iter().filter_map(|reason| reason.refused.name()).collect();
    let once: BTreeSet<&String> = all.iter().collect();
    let shown: Vec<Message> = once
        .iter()
        .take(NAMED)
        .map(|name| say!("signable.name", name = name, count = all.iter().filter(|one| *one == *name).count()))
        .collect();
    (!shown.is_empty()).then(|| with_rest(&shown, once.len()))
}

/// `objects 12, 15 and 3 more, on pages 2, 3`
fn together(group: &[&RefusalReason]) -> Option<Message> {
    let objects: BTreeSet<u32> = group.iter().filter_map(|reason| reason.object).map(|id| id.0).collect();
    if objects.is_empty() {
        return None;
    }
    let shown: Vec<String> = objects.iter().take(NAMED).map(u32::to_string).collect();
    let mut pages = PageNumbers::default();
    for reason in group {
        pages.first.extend(&reason.pages.first);
        pages.are_more |= reason.pages.are_more;
    }
    let listed = with_rest(&shown, objects.len());
    Some(say!("signable.together", count = objects.len(), objects = listed, pages = on_pages(&pages)))
}

/// `object 12, /Strong at /S, on page 2`
fn alone(reason: &RefusalReason) -> Option<Message> {
    let (number, _) = reason.object?;
    let name = reason.refused.name().unwrap_or_default();
    let path = Some(&reason.path).filter(|path| !path.is_empty());
    let pages = on_pages(&reason.pages);
    Some(say!("signable.alone", number = number.to_string(), name = name, path = path, pages = pages))
}

fn on_pages(pages: &PageNumbers) -> Message {
    let shown: Vec<String> = pages.first.iter().map(usize::to_string).collect();
    say!("signable.pages", count = shown.len(), pages = shown, more = pages.are_more)
}

fn with_rest<T: Sayable>(shown: &[T], all: usize) -> Message {
    let rest = Some(all - shown.len()).filter(|rest| *rest > 0);
    say!("signable.rest", shown = shown, rest = rest)
}

/// A reason for other programs.
pub fn to_json(reason: &RefusalReason, language: Language) -> Value {
    let remedy = reason.remedy();
    json!({
        "kind": reason.refused.kind(),
        "name": reason.refused.name(),
        "object": reason.object.map(|id| id.0),
        "at": reason.path,
        "pages": reason.pages.first,
        "more_pages": reason.pages.are_more,
        "is": remedy.is.say_in(language),
        "what_to_do": remedy.do_this.say_in(language),
    })
}
