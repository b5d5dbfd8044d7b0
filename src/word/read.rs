//! A Word file → a tree: what stands in it, as a reader of it sees it.
//!
//! Tracked changes are taken as accepted. Whatever is not known is looked into for what it holds, so that no word is lost.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use super::lists::WordLists;
use super::package::{NotWord, WordParts, document_part, parsed, relations, target_part};
use super::styles::{ReadStyle, child, read_styles, style_of_name, val};
use super::tree::{TextLook, WordBlock, WordDocument, WordParagraph, WordRun, WordStyle};
use super::xml::W;

/// How deep tables, boxes and notes may stand in each other.
const MOST_DEPTH: usize = 40;

/// What was read, and what beside the text a reader should know of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadWord {
    pub document: WordDocument,
    /// What its margin says, in the order of the text: who, and what.
    pub comments: Vec<WordComment>,
    /// How many changes were taken as accepted.
    pub changes: usize,
    /// How many pictures there were, of which nothing is taken.
    pub pictures: usize,
    /// How many tables stood in a cell, and how many texts in a box.
    pub nested: usize,
    pub boxes: usize,
    pub has_styles: bool,
}

/// A comment in the margin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordComment {
    pub author: String,
    pub text: String,
    /// The words that it is beside.
    pub on: String,
}

/// Reads a file that anybody may have made.
///
/// # Errors
/// What is no Word file, or cannot be opened.
pub fn read(bytes: &[u8]) -> Result<ReadWord, NotWord> {
    let parts = WordParts::open(bytes)?;
    let name = document_part(&parts)?;
    let known = relations(&parts, &name)?;
    let part_of = |kind: &str| {
        let relation = known.iter().find(|one| one.kind == kind && !one.is_outside)?;
        Some(target_part(&name, &relation.target)).filter(|part| parts.get(part).is_some())
    };
    let text_of = |kind: &str| part_of(kind).map(|part| parts.text(&part).map(|text| (part.clone(), text))).transpose();
    let (styles, numbering, notes) = (text_of("styles")?, text_of("numbering")?, text_of("footnotes")?);
    let (ends, comments) = (text_of("endnotes")?, text_of("comments")?);
    let styles = styles.map(|(part, text)| read_styles(&part, text)).transpose()?.unwrap_or_default();
    let numbering = numbering.map(|(part, text)| WordLists::read(&part, text)).transpose()?.unwrap_or_default();
    let notes = parsed_or_none(&notes)?;
    let ends = parsed_or_none(&ends)?;
    let comments = parsed_or_none(&comments)?;
    let main = parts.text(&name)?;
    let main = parsed(&name, main)?;
    let links = known.iter().filter(|one| one.kind == "hyperlink");
    let mut reader = WordReader {
        links: links.map(|one| (one.id.clone(), one.target.clone())).collect(),
        has_styles: !styles.is_empty(),
        styles,
        lists: numbering,
        notes: notes.as_ref(),
        ends: ends.as_ref(),
        read: ReadWord::default(),
        field: Vec::new(),
        depth: 0,
    };
    let body = main.descendants().find(|node| node.has_tag_name((W, "body")));
    let body = body.ok_or_else(|| NotWord::Missing(format!("{name}: body")))?;
    let blocks = reader.blocks(body);
    reader.read.document.body = blocks;
    reader.read.has_styles = reader.has_styles;
    if let Some(comments) = &comments {
        reader.take_comments(comments, body);
    }
    Ok(reader.read)
}

fn parsed_or_none<'a>(part: &Option<(String, &'a str)>) -> Result<Option<Document<'a>>, NotWord> {
    part.as_ref().map(|(name, text)| parsed(name, text)).transpose()
}

pub(super) struct WordReader<'a> {
    styles: BTreeMap<String, ReadStyle>,
    has_styles: bool,
    lists: WordLists,
    notes: Option<&'a Document<'a>>,
    ends: Option<&'a Document<'a>>,
    /// Addresses by the identifiers of their relations.
    links: BTreeMap<String, String>,
    pub(super) read: ReadWord,
    /// The fields that are open: whether their result has begun.
    field: Vec<bool>,
    depth: usize,
}

/// What says nothing that is read.
pub(super) fn is_passed_over(name: &str) -> bool {
    const OVER: [&str; 12] = [
        "pPr",
        "rPr",
        "tblPr",
        "trPr",
        "tcPr",
        "tblGrid",
        "sectPr",
        "sdtPr",
        "instrText",
        "delText",
        "Fallback",
        "del",
    ];
    OVER.contains(&name) || name == "moveFrom" || name == "delInstrText"
}

impl<'a> WordReader<'a> {
    pub(super) fn blocks(&mut self, parent: Node<'a, 'a>) -> Vec<WordBlock> {
        let mut blocks = Vec::new();
        if self.depth >= MOST_DEPTH {
            let text: String = parent
                .descendants()
                .filter(|node| node.has_tag_name((W, "t")))
                .filter_map(|node| node.text())
                .collect();
            return vec![WordParagraph::new(WordStyle::Body, vec![WordRun::text(text)]).into()];
        }
        self.depth += 1;
        for node in parent.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "p" => self.paragraph(node, &mut blocks),
                "tbl" => blocks.push(self.table(node)),
                name if is_passed_over(name) => {
                    self.read.changes += usize::from(matches!(name, "del" | "moveFrom"));
                }
                "bookmarkStart" | "bookmarkEnd" | "proofErr" | "commentRangeStart" | "commentRangeEnd" => {}
                // A content control, an insertion, whatever: what is in it counts.
                _ => blocks.extend(self.blocks(node)),
            }
        }
        self.depth -= 1;
        blocks
    }

    /// A paragraph, and after it what stands in boxes that are fastened to it.
    fn paragraph(&mut self, node: Node<'a, 'a>, blocks: &mut Vec<WordBlock>) {
        let properties = child(node, "pPr");
        let id = properties.and_then(|one| val(one, "pStyle"));
        let style = self.style(id, properties);
        let mut paragraph = WordParagraph::new(style, Vec::new());
        let own = properties.and_then(|one| child(one, "numPr")).and_then(|one| {
            let level = val(one, "ilvl").and_then(|text| text.parse().ok()).unwrap_or(0);
            Some((val(one, "numId")?.parse().ok()?, level))
        });
        if let Some((list, level)) = own.or_else(|| self.list_of_style(id)) {
            paragraph.list = self.lists.place(list, level);
        }
        let indent = properties
            .and_then(|one| child(one, "ind"))
            .and_then(|one| one.attribute((W, "left")).or(one.attribute((W, "start")))?.parse::<u32>().ok());
        paragraph.indent = indent.unwrap_or(0) * 1000 / 5669;
        let mut boxes = Vec::new();
        let mut runs = Vec::new();
        self.runs(node, &mut runs, &mut boxes);
        paragraph.runs = joined(runs);
        let gone = properties.and_then(|one| child(one, "rPr")).and_then(|one| child(one, "del")).is_some();
        self.read.changes += usize::from(gone);
        // Where the paragraph's own end went out, it goes on in the next one.
        let is_empty = paragraph.runs.is_empty();
        if !(gone && is_empty) {
            blocks.push(paragraph.into());
        }
        blocks.append(&mut boxes);
    }

    fn style(&self, id: Option<&str>, properties: Option<Node>) -> WordStyle {
        let own = properties.and_then(|one| val(one, "outlineLvl")?.parse::<u8>().ok()).filter(|level| *level < 9);
        let mut at = id;
        let mut left = 12;
        while let Some(style) = at.and_then(|id| self.styles.get(id)).filter(|_| left > 0) {
            let named = style_of_name(&style.name);
            if let Some(named) = named {
                return named;
            }
            if let Some(level) = style.level {
                return WordStyle::Heading(level.min(5) + 1);
            }
            at = style.based.as_deref();
            left -= 1;
        }
        own.map_or(WordStyle::Body, |level| WordStyle::Heading(level.min(5) + 1))
    }

    fn list_of_style(&self, id: Option<&str>) -> Option<(usize, usize)> {
        let mut at = id;
        let mut left = 12;
        while let Some(style) = at.and_then(|id| self.styles.get(id)).filter(|_| left > 0) {
            if style.list.is_some() {
                return style.list;
            }
            at = style.based.as_deref();
            left -= 1;
        }
        None
    }

    fn runs(&mut self, parent: Node<'a, 'a>, runs: &mut Vec<WordRun>, boxes: &mut Vec<WordBlock>) {
        for node in parent.children().filter(Node::is_element) {
            match node.tag_name().name() {
                "r" => self.run(node, runs, boxes),
                "hyperlink" => {
                    let mut inner = Vec::new();
                    self.runs(node, &mut inner, boxes);
                    let relation = node.attributes().find(|one| one.name() == "id").map(|one| one.value().to_owned());
                    match relation.and_then(|id| self.links.get(&id).cloned()) {
                        Some(url) => runs.push(WordRun::Link { url, runs: joined(inner) }),
                        None => runs.append(&mut inner),
                    }
                }
                "ins" | "moveTo" => {
                    self.read.changes += 1;
                    self.runs(node, runs, boxes);
                }
                "del" | "moveFrom" => self.read.changes += 1,
                name if is_passed_over(name) => {}
                "txbxContent" => {
                    self.read.boxes += 1;
                    let mut inner = self.blocks(node);
                    boxes.append(&mut inner);
                }
                _ => self.runs(node, runs, boxes),
            }
        }
    }

    fn run(&mut self, run: Node<'a, 'a>, runs: &mut Vec<WordRun>, boxes: &mut Vec<WordBlock>) {
        let properties = child(run, "rPr");
        let is_on = |tag: &str| {
            let node = properties.and_then(|one| child(one, tag));
            node.is_some_and(|node| !matches!(node.attribute((W, "val")), Some("0" | "false" | "off" | "none")))
        };
        let look = TextLook { is_strong: is_on("b"), is_emphasis: is_on("i"), ..TextLook::default() };
        for node in run.children().filter(Node::is_element) {
            let text = match node.tag_name().name() {
                "t" => node.text().unwrap_or_default(),
                "tab" | "ptab" => "\t",
                "br" | "cr" => {
                    if self.is_shown() {
                        runs.push(WordRun::Break);
                    }
                    continue;
                }
                "noBreakHyphen" => "\u{2011}",
                "softHyphen" => "\u{ad}",
                "sym" => "•",
                "fldChar" => {
                    match node.attribute((W, "fldCharType")) {
                        Some("begin") => self.field.push(false),
                        Some("separate") => {
                            if let Some(last) = self.field.last_mut() {
                                *last = true;
                            }
                        }
                        _ => {
                            self.field.pop();
                        }
                    }
                    continue;
                }
                "footnoteReference" => {
                    let notes = self.notes;
                    self.note(notes, "footnote", node, runs);
                    continue;
                }
                "endnoteReference" => {
                    let ends = self.ends;
                    self.note(ends, "endnote", node, runs);
                    continue;
                }
                "drawing" | "pict" | "object" => {
                    self.read.pictures += usize::from(
                        node.descendants().any(|one| matches!(one.tag_name().name(), "blip" | "imagedata")),
                    );
                    self.runs(node, runs, boxes);
                    continue;
                }
                name if is_passed_over(name) => continue,
                _ => {
                    self.runs(node, runs, boxes);
                    continue;
                }
            };
            if self.is_shown() {
                runs.push(WordRun::Text { text: text.to_owned(), look: look.clone() });
            }
        }
    }

    /// Whether what stands here is no field's instruction.
    fn is_shown(&self) -> bool {
        self.field.iter().all(|begun| *begun)
    }

    fn note(&mut self, of: Option<&'a Document<'a>>, tag: &str, node: Node, runs: &mut Vec<WordRun>) {
        let Some(id) = node.attribute((W, "id")) else { return };
        let found = of.and_then(|notes| {
            notes
                .root_element()
                .children()
                .find(|one| one.tag_name().name() == tag && one.attribute((W, "id")) == Some(id))
        });
        let Some(found) = found.filter(|_| self.depth < MOST_DEPTH) else { return };
        let mut blocks = self.blocks(found);
        if let Some(WordBlock::Paragraph(first)) = blocks.first_mut()
            && let Some(WordRun::Text { text, .. }) = first.runs.first_mut()
        {
            *text = text.trim_start().to_owned();
        }
        runs.push(WordRun::Note(blocks));
    }

    fn take_comments(&mut self, comments: &Document, body: Node) {
        for comment in comments.root_element().children().filter(|node| node.tag_name().name() == "comment") {
            let Some(id) = comment.attribute((W, "id")) else { continue };
            let paragraphs = comment.descendants().filter(|node| node.has_tag_name((W, "p")));
            let words = |node: Node| {
                let texts = node.descendants().filter(|one| one.has_tag_name((W, "t")));
                texts.filter_map(|one| one.text()).collect::<String>()
            };
            let text = paragraphs.map(words).collect::<Vec<_>>().join(" ");
            let mark = body.descendants().find(|node| {
                matches!(node.tag_name().name(), "commentRangeStart" | "commentReference")
                    && node.attribute((W, "id")) == Some(id)
            });
            let on = mark.and_then(|mark| mark.ancestors().find(|node| node.has_tag_name((W, "p")))).map(words);
            self.read.comments.push(WordComment {
                author: comment.attribute((W, "author")).unwrap_or_default().to_owned(),
                text,
                on: on.unwrap_or_default(),
            });
        }
    }
}

/// Runs that look alike as one: Word parts words by who typed them when.
fn joined(runs: Vec<WordRun>) -> Vec<WordRun> {
    let mut all: Vec<WordRun> = Vec::new();
    for run in runs {
        if let (Some(WordRun::Text { text: before, look: known }), WordRun::Text { text, look }) =
            (all.last_mut(), &run)
            && known == look
        {
            before.push_str(text);
            continue;
        }
        all.push(run);
    }
    all
}
