//! How links, fields, alternative texts and bookmarks are told.

use super::Bookmark;
use super::annotation::{Annotation, LinkTarget};
use super::element::Element;
use crate::language::{Language, Message, say};

/// Header cells and links are named by as many letters.
const SHORT: usize = 60;

/// An entry of the sidebar, moved in by its depth.
pub(super) fn bookmark(entry: &Bookmark, language: Language) -> String {
    let target = entry.target.as_ref().map(|target| format!(" ({})", to(target).say_in(language))).unwrap_or_default();
    format!("{}{}{target}", "  ".repeat(entry.depth), plain(&entry.title))
}

/// What a screen reader says in place of what an element holds.
pub(super) fn said_instead(element: &Element, language: Language) -> Option<String> {
    let alt = element.alt.as_deref().map(|alt| say!("outline.alternative", text = plain(alt)).say_in(language));
    alt.or_else(|| element.actual.as_deref().map(plain))
}

/// Where a link leads.
pub(super) fn to(target: &LinkTarget) -> Message {
    match target {
        LinkTarget::Page(page, _) => say!("outline.to-page", page = page),
        LinkTarget::Web(address) => say!("outline.to-web", address = plain(address)),
        LinkTarget::Other(name) => say!("outline.to-name", name = plain(name)),
        LinkTarget::Nowhere => say!("outline.to-nowhere"),
    }
}

/// A field or another area that something can be done with.
pub(super) fn field(annotation: &Annotation, language: Language) -> String {
    let said = annotation.contents.as_deref();
    let Some(field) = &annotation.field else {
        return format!("{}: {}", plain(&annotation.kind), plain(said.unwrap_or_default()));
    };
    let kind = match field.kind.as_str() {
        "Tx" => say!("outline.field-text"),
        "Btn" => say!("outline.field-button"),
        "Ch" => say!("outline.field-choice"),
        "Sig" => say!("outline.field-signature"),
        _ => say!("outline.field-other"),
    };
    let label = field.label.as_deref().or(said).map(plain);
    let label = label.unwrap_or_else(|| say!("outline.no-label").say_in(language));
    say!("outline.field", kind = kind, name = plain(&field.name), label = label).say_in(language)
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
