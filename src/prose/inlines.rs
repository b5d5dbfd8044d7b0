//! What stands in the lines of a text: words, their emphasis, links, languages.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::address::is_address;
use super::markdown::{MarkdownReader, is_block, literal, push_text};
use super::{Inline, inline_text, language};

/// Where a run of inlines ends: with what it began with, before the next block, or with the words of another language.
enum RunEnd {
    Tag(TagEnd),
    Block,
    Span,
}

impl<'a, I: Iterator<Item = (Event<'a>, Range<usize>)>> MarkdownReader<'a, I> {
    /// The inlines up to the end of what is being read; without one, up to the next block.
    pub(super) fn inlines(&mut self, end: Option<TagEnd>) -> Vec<Inline> {
        self.run(&end.map_or(RunEnd::Block, RunEnd::Tag)).0
    }

    /// The inlines up to an end, and whether it was there.
    fn run(&mut self, end: &RunEnd) -> (Vec<Inline>, bool) {
        let mut inlines = Vec::new();
        // Other marks than those of languages end in the same way.
        let mut other_spans = 0_usize;
        while let Some((event, range)) = self.events.peek().cloned() {
            let is_end = match (&event, end) {
                (Event::End(tag), RunEnd::Tag(own)) => tag == own,
                (Event::InlineHtml(html), RunEnd::Span) => &**html == language::END && other_spans == 0,
                (_, RunEnd::Tag(_)) => false,
                (Event::End(_) | Event::Rule, _) => break,
                (Event::Start(tag), _) if is_block(tag) => break,
                _ => false,
            };
            self.events.next();
            if is_end {
                return (inlines, true);
            }
            match event {
                Event::Start(Tag::Emphasis) => inlines.push(Inline::Emphasis(self.inlines(Some(TagEnd::Emphasis)))),
                Event::Start(Tag::Strong) => inlines.push(Inline::Strong(self.inlines(Some(TagEnd::Strong)))),
                Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                    let body = self.inlines(Some(TagEnd::Link));
                    let scheme = if link_type == LinkType::Email { "mailto:" } else { "" };
                    let url = format!("{scheme}{dest_url}");
                    if title.is_empty() && is_address(&url) && is_words(&body) {
                        self.linked.push(dest_url.to_string());
                        inlines.push(Inline::Link { url, body });
                    } else {
                        push_text(&mut inlines, &self.source.written(range));
                    }
                }
                // Images and the like have no form on paper: their source is read by a person as it stands.
                Event::Start(tag) => {
                    self.skip_to(tag.to_end());
                    push_text(&mut inlines, &self.source.written(range));
                }
                Event::FootnoteReference(label) => inlines.push(Inline::Footnote(vec![literal(&label)])),
                Event::SoftBreak => push_text(&mut inlines, " "),
                Event::HardBreak => inlines.push(Inline::Break),
                // `&amp;` stays `&amp;`; text is its source but for the escapes, which the event has resolved.
                Event::Text(text) if !self.source.text[range.clone()].starts_with('&') => {
                    push_text(&mut inlines, &text)
                }
                Event::End(_) => {}
                Event::InlineHtml(html) => match language::tag(&html) {
                    Some(tag) => self.foreign(tag, &self.source.written(range), &mut inlines),
                    None => {
                        other_spans += usize::from(html.starts_with("<span"));
                        other_spans -= usize::from(&*html == language::END).min(other_spans);
                        push_text(&mut inlines, &self.source.written(range));
                    }
                },
                _ => push_text(&mut inlines, &self.source.written(range)),
            }
        }
        (inlines, false)
    }

    /// Words of another language; a mark without an end, or with nothing to mark, stays as it was written.
    fn foreign(&mut self, tag: &str, mark: &str, inlines: &mut Vec<Inline>) {
        let (body, is_ended) = self.run(&RunEnd::Span);
        if is_ended && is_words(&body) {
            inlines.push(Inline::Language { tag: tag.to_owned(), body });
            return;
        }
        push_text(inlines, mark);
        for inline in body {
            match inline {
                Inline::Text(text) => push_text(inlines, &text),
                other => inlines.push(other),
            }
        }
        if is_ended {
            push_text(inlines, language::END);
        }
    }
}

/// Whether there is something to read, and no footnote: a note is no part of the words that refer to it.
fn is_words(body: &[Inline]) -> bool {
    !inline_text(body).trim().is_empty() && !has_note(body)
}

fn has_note(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| match inline {
        Inline::Footnote(_) => true,
        Inline::Emphasis(body) | Inline::Strong(body) => has_note(body),
        // Made of words alone.
        Inline::Link { .. } | Inline::Language { .. } | Inline::Text(_) | Inline::Break => false,
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Block, parse};
    use super::*;

    fn text_of(markdown: &str) -> String {
        parse(markdown).to_text()
    }

    #[test]
    fn what_has_no_form_stays_as_it_was_written() {
        for literal in [
            "<b>fed</b>",
            "`kode`",
            "![billede](https://example.org/a.png)",
            "[ord](javascript:alert(1))",
            "[ord](www.example.org)",
            "[ord](https://example.org/sø)",
            "[ord](https://example.org \"titel\")",
            "[](https://example.org)",
            "<javascript:alert(1)>",
            "[ord][1]\n\n[1]: file:///etc/passwd",
            "[1]: https://example.org",
            "https://example.org",
            "<span lang=\"english\">ord</span>",
            "<span lang=\"en\">ord",
            "<span lang=\"en\"></span>",
            "<span class=\"en\">ord</span>",
            "a</span>",
            "&amp;",
            "&nbsp;",
            "[^uden]",
            "[ord]",
            "***",
            "#mærke",
        ] {
            let prose = parse(literal);
            assert_eq!(prose.to_text().trim_end(), literal.replace("\n\n", "\n"), "{literal}");
            assert!(
                !format!("{prose:?}").contains("Link {") && !format!("{prose:?}").contains("Language {"),
                "{literal}"
            );
        }
    }

    fn inlines_of(markdown: &str) -> Vec<Inline> {
        match parse(markdown).blocks.as_slice() {
            [Block::Paragraph(inlines)] => inlines.clone(),
            other => panic!("{markdown} is one paragraph: {other:?}"),
        }
    }

    fn said(text: &str) -> Vec<Inline> {
        vec![Inline::Text(text.to_owned())]
    }

    #[test]
    fn a_link_has_an_address_and_words() {
        for (markdown, url, words) in [
            ("[ord](https://example.org)", "https://example.org", "ord"),
            ("<https://example.org/?a=1&b=2>", "https://example.org/?a=1&b=2", "https://example.org/?a=1&b=2"),
            ("<post@example.org>", "mailto:post@example.org", "post@example.org"),
            ("[ord](mailto:post@example.org)", "mailto:post@example.org", "ord"),
            ("[to ord][1]\n\n[1]: https://example.org", "https://example.org", "to ord"),
            ("[\\<b>](https://example.org/\\(a)", "https://example.org/(a", "<b>"),
        ] {
            assert_eq!(inlines_of(markdown), [Inline::Link { url: url.to_owned(), body: said(words) }], "{markdown}");
        }
        assert_eq!(text_of("Se [ord](https://example.org).").trim_end(), "Se ord (https://example.org).");
    }

    #[test]
    fn words_of_another_language_are_marked() {
        let foreign = |tag: &str, body: Vec<Inline>| Inline::Language { tag: tag.to_owned(), body };
        assert_eq!(inlines_of("<span lang=\"en-GB\">to ord</span>"), [foreign("en-GB", said("to ord"))]);
        let inner = vec![foreign("de", said("a")), Inline::Emphasis(said("b"))];
        assert_eq!(inlines_of("<span lang='en'><span lang='de'>a</span>*b*</span>"), [foreign("en", inner)]);
        let other = inlines_of("- <span lang='en'>a <span class='x'>b</span> c</span>\n".trim_start_matches("- "));
        assert_eq!(other, [foreign("en", said("a <span class='x'>b</span> c"))]);
        // A mark ends where the emphasis ends that it stands in.
        assert_eq!(text_of("*<span lang='en'>a* b</span>").trim_end(), "<span lang='en'>a b</span>");
        assert_eq!(
            text_of("<span lang='en'>a[^1]</span>\n\n[^1]: Note.").trim_end(),
            "<span lang='en'>a Note.\n</span>"
        );
    }
}
