//! How links, fields, alternative texts and bookmarks are told.

use super::Bookmark;
use super::annotation::{Annotation, LinkTarget};
use super::element::Element;

/// Header cells and links are named by as many letters.
const SHORT: usize = 60;

/// An entry of the sidebar, moved in by its depth.
pub(super) fn bookmark(entry: &Bookmark) -> String {
    let target = entry.target.as_ref().map(|target| format!(" ({})", to(target))).unwrap_or_default();
    format!("{}{}{target}", "  ".repeat(entry.depth), plain(&entry.title))
}

/// What a screen reader says in place of what an element holds.
pub(super) fn said_instead(element: &Element) -> Option<String> {
    let alt = element.alt.as_deref().map(|alt| format!("alternative text `{}`", plain(alt)));
    alt.or_else(|| element.actual.as_deref().map(plain))
}

/// Where a link leads.
pub(super) fn to(target: &LinkTarget) -> String {
    match target {
        LinkTarget::Page(page, _) => format!("to page {page}"),
        LinkTarget::Web(address) => format!("to {}", plain(address)),
        LinkTarget::Other(name) => format!("to `{}`", plain(name)),
    }
}

/// A field or another area that something can be done with.
pub(super) fn field(annotation: &Annotation) -> String {
    let said = annotation.contents.as_deref();
    let Some(field) = &annotation.field else {
        return format!("{}: {}", plain(&annotation.kind), plain(said.unwrap_or_default()));
    };
    let kind = match field.kind.as_str() {
        "Tx" => "text field",
        "Btn" => "button or box",
        "Ch" => "choice",
        "Sig" => "signature field",
        _ => "field",
    };
    let label = field.label.as_deref().or(said).map_or("without label".to_owned(), plain);
    format!("{kind} `{}`: {label}", plain(&field.name))
}

/// One line, without what a terminal would obey.
pub(super) fn plain(text: &str) -> String {
    // Soft hyphens, and what turns the direction of a line.
    let is_unseen = |one: &char| matches!(one, '\u{ad}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let visible = text.chars().filter(|one| !is_unseen(one));
    let spaced: String = visible.map(|one| if one.is_control() { ' ' } else { one }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same, cut where it is long.
pub(super) fn short(text: &str) -> String {
    let text = plain(text);
    if text.chars().count() <= SHORT {
        return text;
    }
    let kept: String = text.chars().take(SHORT - 1).collect();
    format!("{}…", kept.trim_end())
}
