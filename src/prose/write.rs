//! Writes prose as Markdown that reads back as the same prose.

use super::{Alignment, Block, Inline, Prose, Table, escape, language, parse};

/// Where a line of a paragraph is broken.
const WIDTH: usize = 108;

/// How much of a text is kept from being read as markup: as little as does it.
#[derive(Clone, Copy)]
struct Escaping {
    escaped: fn(char) -> bool,
    wrapped: bool,
}

const FORMS: [Escaping; 5] = [
    Escaping { escaped: |_| false, wrapped: true },
    Escaping { escaped: |_| false, wrapped: false },
    Escaping { escaped: |one| "\\*_[]<>`|#".contains(one), wrapped: true },
    Escaping { escaped: |one| "\\*_[]<>`|#".contains(one), wrapped: false },
    Escaping { escaped: |one| one.is_ascii_punctuation(), wrapped: false },
];

/// The text as a person would write it: only what would else be read as markup is escaped.
pub fn markdown(prose: &Prose) -> String {
    let best = FORMS.iter().map(|form| write(&prose.blocks, *form)).find(|text| parse(text) == *prose);
    let text = best.unwrap_or_else(|| write(&prose.blocks, FORMS[FORMS.len() - 1]));
    text.trim_end().to_owned()
}

struct Writer {
    form: Escaping,
    notes: Vec<String>,
}

fn write(blocks: &[Block], form: Escaping) -> String {
    let mut writer = Writer { form, notes: Vec::new() };
    let mut text = writer.blocks(blocks);
    for (index, note) in writer.notes.iter().enumerate() {
        text.push_str(&format!("\n\n[^{}]: {}", index + 1, indented(note, "    ")));
    }
    text
}

impl Writer {
    fn blocks(&mut self, blocks: &[Block]) -> String {
        let mut texts: Vec<String> = Vec::new();
        // Two lists in a row are told apart by their marks.
        let mut is_second = false;
        for (index, block) in blocks.iter().enumerate() {
            let follows_list = index > 0 && matches!(blocks.get(index - 1), Some(Block::List { .. }));
            is_second = follows_list && !is_second;
            texts.push(self.block(block, is_second));
        }
        texts.join("\n\n")
    }

    fn block(&mut self, block: &Block, is_second: bool) -> String {
        match block {
            Block::Paragraph(text) => literal(text).unwrap_or_else(|| {
                let text = self.inlines(text);
                if self.form.wrapped { wrapped(&text) } else { text }
            }),
            Block::Heading { level, text } => format!("{} {}", "#".repeat(*level), self.inlines(text)),
            Block::List { start, items } => {
                let items: Vec<String> = items
                    .iter()
                    .enumerate()
                    .map(|(index, item)| {
                        let mark = match (start, is_second) {
                            (None, false) => "- ".to_owned(),
                            (None, true) => "* ".to_owned(),
                            (Some(start), false) => format!("{}. ", start + index as u64),
                            (Some(start), true) => format!("{}) ", start + index as u64),
                        };
                        let body = self.blocks(item);
                        format!("{mark}{}", indented(&body, &" ".repeat(mark.len())))
                    })
                    .collect();
                items.join("\n")
            }
            Block::Quotation(body) => {
                let lines: Vec<String> = self.blocks(body).lines().map(|line| format!("> {line}")).collect();
                lines.join("\n")
            }
            Block::Table(table) => self.table(table),
        }
    }

    fn table(&mut self, table: &Table) -> String {
        let mut row = |cells: &[Vec<Inline>]| {
            let cells: Vec<String> = cells.iter().map(|cell| self.inlines(cell)).collect();
            format!("| {} |", cells.join(" | "))
        };
        let rule = table.columns.iter().map(|column| match column {
            Alignment::Left => "---",
            Alignment::Center => ":-:",
            Alignment::Right => "--:",
        });
        let rule = format!("| {} |", rule.collect::<Vec<_>>().join(" | "));
        let mut lines = vec![row(&table.head), rule];
        lines.extend(table.rows.iter().map(|cells| row(cells)));
        lines.join("\n")
    }

    fn inlines(&mut self, inlines: &[Inline]) -> String {
        let mut text = String::new();
        for inline in inlines {
            match inline {
                Inline::Text(content) => {
                    for one in content.chars() {
                        if (self.form.escaped)(one) {
                            text.push('\\');
                        }
                        text.push(one);
                    }
                }
                Inline::Emphasis(body) => text.push_str(&format!("*{}*", self.inlines(body))),
                Inline::Strong(body) => text.push_str(&format!("**{}**", self.inlines(body))),
                Inline::Link { url, body } => text.push_str(&self.link(url, body)),
                Inline::Language { tag, body } => {
                    text.push_str(&format!("<span lang=\"{tag}\">{}{}", self.inlines(body), language::END));
                }
                Inline::Footnote(body) => {
                    self.notes.push(String::new());
                    let place = self.notes.len();
                    let body = self.blocks(body);
                    if let Some(note) = self.notes.get_mut(place - 1) {
                        *note = body;
                    }
                    text.push_str(&format!("[^{place}]"));
                }
                Inline::Break => text.push_str("\\\n"),
            }
        }
        text
    }

    fn link(&mut self, url: &str, body: &[Inline]) -> String {
        let bare = format!("<{}>", url.strip_prefix("mailto:").unwrap_or(url));
        if is_link(&bare, url, body) {
            return bare;
        }
        let is_plain = is_link(&format!("[x]({url})"), url, &[Inline::Text("x".to_owned())]);
        let target = if is_plain { url.to_owned() } else { escape(url) };
        format!("[{}]({target})", self.inlines(body))
    }
}

/// Whether this is a link to there with these words, and no less in a table.
fn is_link(text: &str, url: &str, body: &[Inline]) -> bool {
    let link = Inline::Link { url: url.to_owned(), body: body.to_vec() };
    !text.contains('|') && parse(text).blocks == [Block::Paragraph(vec![link])]
}

/// Lines of what is no markup here, such as code, whose spaces at the beginning no other form keeps.
fn literal(inlines: &[Inline]) -> Option<String> {
    let mut text = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(line) => text.push_str(line),
            Inline::Break => text.push('\n'),
            _ => return None,
        }
    }
    if !text.contains("\n ") {
        return None;
    }
    let block = Block::Paragraph(inlines.to_vec());
    [text.clone(), format!("    {text}")].into_iter().find(|text| parse(text).blocks == [block.clone()])
}

/// Every line but the first moved in; empty ones stay empty.
fn indented(text: &str, by: &str) -> String {
    let mut lines = text.lines();
    let mut moved = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        moved.push('\n');
        if !line.is_empty() {
            moved.push_str(by);
            moved.push_str(line);
        }
    }
    moved
}

fn wrapped(text: &str) -> String {
    let mut wrapped = String::new();
    let mut length = 0;
    for (index, word) in text.split(' ').enumerate() {
        let width = word.chars().count();
        if index > 0 && length + 1 + width > WIDTH {
            wrapped.push('\n');
            length = 0;
        } else if index > 0 {
            wrapped.push(' ');
            length += 1;
        }
        wrapped.push_str(word);
        length += width;
    }
    wrapped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back_as_the_same() {
        for text in [
            "Et mål.",
            "Et *mål* og **krav**[^1]:\n\n- a\n- b\n  1. c\n  2. d\n\n> citat\n\n[^1]: Note.\n",
            "- a\n\n* b\n",
            "1\\. ikke en liste, 85 pct. og \\*ikke fed\\*",
            "| a | b |\n|---|--:|\n| 1 | 2 \\| 3 |\n",
            "### Overskrift\n\nTekst\\\nmed brud og `kode` og <br> og [ord](https://example.org)",
            "- a\n\n  b\n- c\n\nEfter listen.",
            "    kode\n    mere",
            "***",
            "<https://example.org/a_b*c*> og <post@example.org>, [*et* ord](https://example.org/a_b_(c)) og \\[x](y)",
            "[a\\]b](https://example.org/\\(\\&copy;) og [post@example.org](mailto:post@example.org?subject=a)",
            "| a |\n|---|\n| [b](https://example.org/a\\|b) <https://example.org/c\\|d> |\n",
            "Et <span lang=\"en\">*to* tre</span> og <span lang=\"de-DE\">fire</span> og \\<span lang=\"en\">nej</span>",
            "[<span lang=\"en\">ord</span>](https://example.org) <span lang=\"en\">uden ende",
            "[ord][1] og [ord][2]\n\n[1]: https://example.org\n[2]: file:///etc/passwd",
        ] {
            let prose = parse(text);
            assert_eq!(parse(&markdown(&prose)), prose, "{text}\n---\n{}", markdown(&prose));
        }
    }

    #[test]
    fn nothing_is_escaped_without_need() {
        let text = "Den 1. juni: 85 pct. (mindst) af sagerne – \"hurtigt\" & godt.";
        assert_eq!(markdown(&parse(text)), text);
    }
}
