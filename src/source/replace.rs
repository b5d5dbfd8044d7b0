//! What is to be written for a value or a key so that it is read as something else, in the same quotes.

use std::ops::Range;

use super::{At, FileId, NodeKind, Sources};

/// Bytes of a file's text, and what is to stand there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    pub file: FileId,
    pub span: Range<usize>,
    pub text: String,
    /// What the value or the key is read as then. None where nothing is read otherwise.
    pub reads: Option<String>,
}

impl Sources {
    /// What makes a value or a key read as this. None where it stands on several lines, behind an alias, or in no file that is
    /// written for the plan.
    pub fn replacing(&self, at: At, reads: &str) -> Option<Replacement> {
        let node = self.node(at)?;
        let NodeKind::Scalar(_) = node.kind else { return None };
        let written = self.written(at);
        let is_one_line = !written.is_empty() && !written.contains('\n') && !reads.contains('\n');
        if !is_one_line || self.file(node.file).is_template || written.starts_with(['*', '&', '!']) || self.is_block(at)
        {
            return None;
        }
        let text = if written.starts_with('"') {
            in_quotes(reads)
        } else if written.starts_with('\'') {
            format!("'{}'", reads.replace('\'', "''"))
        } else if is_plain(reads, self.is_in_brackets(node.file, at)) {
            reads.to_owned()
        } else {
            in_quotes(reads)
        };
        Some(Replacement { file: node.file, span: node.span.clone(), text, reads: Some(reads.to_owned()) })
    }

    /// What puts quotes around bytes of a file that are to be read as they stand there.
    pub fn quoting(&self, file: FileId, span: Range<usize>) -> Option<Replacement> {
        let reads = self.file(file).text.get(span.clone()).filter(|text| !text.contains('\n'))?.to_owned();
        Some(Replacement { file, span, text: in_quotes(&reads), reads: Some(reads) })
    }

    /// Whether a text stands below a `|` or a `>`.
    fn is_block(&self, at: At) -> bool {
        let above = self.node(at).and_then(|node| self.file(node.file).text.get(..node.span.start));
        let (Some(above), Some(last)) = (above, above.and_then(|text| text.split_whitespace().next_back())) else {
            return false;
        };
        above.trim_end_matches(' ').ends_with('\n') && last.starts_with(['|', '>'])
    }

    /// Whether a node stands inside `{…}` or `[…]`, where a comma ends it.
    fn is_in_brackets(&self, file: FileId, at: At) -> bool {
        self.root(file).is_none_or(|root| self.brackets_around(root, at) != Some(false))
    }

    /// None where the node is not below this one.
    fn brackets_around(&self, from: At, at: At) -> Option<bool> {
        if from.index() == at.index() {
            return Some(false);
        }
        let node = self.node(from)?;
        let is_bracket = self.file(node.file).text[node.span.start..].starts_with(['{', '[']);
        let inner: Vec<At> = match &node.kind {
            NodeKind::Scalar(_) | NodeKind::Empty => Vec::new(),
            NodeKind::List(items) => items.clone(),
            NodeKind::Map(entries) => entries.iter().flat_map(|entry| [entry.key, entry.value]).collect(),
        };
        let found = inner.into_iter().find_map(|one| self.brackets_around(one, at))?;
        Some(found || is_bracket)
    }
}

fn in_quotes(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Whether a text is read as itself without quotes.
fn is_plain(text: &str, is_in_brackets: bool) -> bool {
    let first = text.chars().next();
    let begins_well = first.is_some_and(|first| first.is_alphanumeric() || first == '−');
    let ends_well = !text.ends_with([' ', ':']) && !text.contains(": ") && !text.contains(" #");
    let has_marks = text.contains(['{', '}', '[', ']', '"', '\t']);
    // Without quotes these are no texts.
    let is_other =
        ["null", "true", "false", "y", "n", "yes", "no", "on", "off"].contains(&text.to_lowercase().as_str());
    begins_well && ends_well && !has_marks && !is_other && !(is_in_brackets && text.contains(','))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// The text with the value of `a` made to read as another.
    fn replaced(text: &str, reads: &str) -> Option<String> {
        let mut sources = Sources::default();
        let file = sources.add_file(Path::new("a.yaml"), text.to_owned());
        let (root, _) = sources.read_yaml(file);
        let at = sources.entry(root?, "a").unwrap();
        let Replacement { span, text: new, .. } = sources.replacing(at, reads)?;
        let mut whole = text.to_owned();
        whole.replace_range(span, &new);
        Some(whole)
    }

    #[test]
    fn a_value_keeps_its_quotes_and_gets_those_that_it_needs() {
        for (text, reads, new) in [
            ("a: b # c\n", "d", "a: d # c\n"),
            ("a: 2.5\n", "2,5", "a: 2,5\n"),
            ("{ a: 2.5, b: 1 }\n", "2,5", "{ a: \"2,5\", b: 1 }\n"),
            ("{ a: 2.5,\n  b: 1 }\n", "2,5", "{ a: \"2,5\",\n  b: 1 }\n"),
            ("a: \"b\"\n", "d", "a: \"d\"\n"),
            ("a: 'b'\n", "d's", "a: 'd''s'\n"),
            ("a: b\n", "d: e", "a: \"d: e\"\n"),
            ("a: b\n", "d \"e\"", "a: \"d \\\"e\\\"\"\n"),
            ("a: b\n", "Nej", "a: Nej\n"),
            ("a: b\n", "no", "a: \"no\"\n"),
        ] {
            assert_eq!(replaced(text, reads).as_deref(), Some(new), "{text}");
        }
    }

    #[test]
    fn what_stands_elsewhere_or_on_several_lines_is_left_alone() {
        for text in ["a: |\n  b\n", "b: &x c\na: *x\n", "a: b\n  c\n", "a: [b]\n"] {
            assert_eq!(replaced(text, "d"), None, "{text}");
        }
    }
}
