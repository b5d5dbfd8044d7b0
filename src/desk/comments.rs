//! The comments of a file: what a person has written beside its values, and nothing may lose.

use std::ops::Range;

use crate::source::{At, FileId, NodeKind, Sources};

/// Where the comments of a file stand, in its order.
pub(super) fn comments(sources: &Sources, file: FileId) -> Vec<Range<usize>> {
    let mut scalars = Vec::new();
    sources.root(file).into_iter().for_each(|root| gather(sources, root, &mut scalars));
    scalars.sort_by_key(|span| span.start);
    let text = &sources.file(file).text;
    let mut found = Vec::new();
    let mut rest = scalars.into_iter().peekable();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let (end, mut at) = (start + line.trim_end().len(), start);
        while let Some(mark) = text[at..end].find('#').map(|mark| at + mark) {
            while rest.next_if(|span| span.end <= mark).is_some() {}
            let inside = rest.peek().filter(|span| span.contains(&mark));
            at = match inside {
                Some(span) => span.end.min(end),
                None if text[..mark].ends_with([' ', '\t', '\n']) || mark == 0 => {
                    found.push(mark..end);
                    end
                }
                None => mark + 1,
            };
        }
        start += line.len();
    }
    found
}

/// The spans of all keys and values that are no lists and no maps.
fn gather(sources: &Sources, at: At, spans: &mut Vec<Range<usize>>) {
    let Some(node) = sources.node(at) else { return };
    match &node.kind {
        NodeKind::Scalar(_) => spans.push(node.span.clone()),
        NodeKind::List(items) => items.iter().for_each(|item| gather(sources, *item, spans)),
        NodeKind::Map(entries) => {
            entries.iter().flat_map(|one| [one.key, one.value]).for_each(|at| gather(sources, at, spans))
        }
        NodeKind::Empty => {}
    }
}

/// What the comments of a text say, in order.
pub(super) fn said(text: &str) -> Vec<String> {
    let mut sources = Sources::default();
    let file = sources.add_file(std::path::Path::new(""), text.to_owned());
    sources.read_yaml(file);
    let text = &sources.file(file).text;
    let mut said: Vec<String> = comments(&sources, file).into_iter().map(|span| text[span].to_owned()).collect();
    said.sort();
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_is_told_from_a_text_that_holds_its_mark() {
        let text = "# Først\na: 1  # ved tallet\nb: \"nr. # 4\"\nc: sag#7\nd: |\n  # en overskrift\n  tekst # stadig tekst\ne: { f: 2 } # sidst";
        assert_eq!(said(text), ["# Først", "# sidst", "# ved tallet"]);
    }
}
