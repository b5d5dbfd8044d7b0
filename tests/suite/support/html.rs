//! A web page read back: it is XML as well, so that a tag out of place is an error and not a guess.

use roxmltree::{Document, Node, ParsingOptions};

/// Reads a page.
pub fn read(page: &str) -> Document<'_> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    Document::parse_with_options(page, options).unwrap_or_else(|error| panic!("the page is well-formed: {error}"))
}

/// The elements with one of these names, in the order of the page.
pub fn all<'a, 'i>(within: Node<'a, 'i>, names: &'a [&str]) -> impl Iterator<Item = Node<'a, 'i>> {
    within.descendants().filter(move |node| node.is_element() && names.contains(&node.tag_name().name()))
}

pub fn has_class(node: Node, class: &str) -> bool {
    node.attribute("class").is_some_and(|classes| classes.split(' ').any(|one| one == class))
}

/// What a reader sees or hears: all text, and the names of what is drawn.
pub fn text(within: Node) -> String {
    let mut text = String::new();
    for node in within.descendants() {
        if node.is_text() && node.parent_element().is_some_and(|parent| parent.tag_name().name() != "style") {
            text.push_str(node.text().unwrap_or_default());
        } else if let Some(label) = node.attribute("aria-label").filter(|_| node.attribute("role") == Some("img")) {
            text.push_str(label);
        }
        // A place to break parts no words.
        if node.is_element() && node.tag_name().name() != "wbr" {
            text.push(' ');
        }
    }
    text
}
