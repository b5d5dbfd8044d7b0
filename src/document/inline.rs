//! What stands in a line of a document's text.

use serde::Serialize;

use super::view::Block;

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Inline {
    Text {
        text: String,
    },
    Emphasis {
        body: Vec<Inline>,
    },
    Strong {
        body: Vec<Inline>,
    },
    Footnote {
        body: Vec<Block>,
    },
    /// Leads out of the document. `address` is what stands beside its words where it cannot be followed; none when the
    /// words are the address.
    Link {
        url: String,
        address: Option<String>,
        body: Vec<Inline>,
    },
    /// Words of another language: `en`, `en-GB`.
    Language {
        tag: String,
        body: Vec<Inline>,
    },
    Break,
}

/// The text of a run of inlines, without footnotes. A link's address follows its words.
pub fn text_of(inlines: &[Inline]) -> String {
    let mut text = String::new();
    for inline in inlines {
        match inline {
            Inline::Text { text: content } => text.push_str(content),
            Inline::Emphasis { body } | Inline::Strong { body } | Inline::Language { body, .. } => {
                text.push_str(&text_of(body));
            }
            Inline::Link { address, body, .. } => {
                text.push_str(&text_of(body));
                text.extend(address.iter().map(|address| format!(" ({address})")));
            }
            Inline::Footnote { .. } => {}
            Inline::Break => text.push(' '),
        }
    }
    text
}
