//! What stands in a line of a document's text.

use serde::Serialize;

use super::view::PageBlock;

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum PageInline {
    Text {
        text: String,
    },
    Emphasis {
        body: Vec<PageInline>,
    },
    Strong {
        body: Vec<PageInline>,
    },
    Footnote {
        body: Vec<PageBlock>,
    },
    /// Leads out of the document. `address` is what stands beside its words where it cannot be followed; none when the
    /// words are the address.
    Link {
        url: String,
        address: Option<String>,
        body: Vec<PageInline>,
    },
    /// Words of another language: `en`, `en-GB`.
    Language {
        tag: String,
        body: Vec<PageInline>,
    },
    Break,
}

/// The text of a run of inlines, without footnotes. A link's address follows its words.
pub fn text_of(inlines: &[PageInline]) -> String {
    let mut text = String::new();
    for inline in inlines {
        match inline {
            PageInline::Text { text: content } => text.push_str(content),
            PageInline::Emphasis { body } | PageInline::Strong { body } | PageInline::Language { body, .. } => {
                text.push_str(&text_of(body));
            }
            PageInline::Link { address, body, .. } => {
                text.push_str(&text_of(body));
                text.extend(address.iter().map(|address| format!(" ({address})")));
            }
            PageInline::Footnote { .. } => {}
            PageInline::Break => text.push(' '),
        }
    }
    text
}
