//! The text of a page: its content stream, `ActualText` in place of glyphs, forms within it where they are shown.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::allowance::Allowance;
use super::fonts::Font;
use super::string;
use crate::language::say;
use crate::pdf::open::{Lexer, Unreadable};
use crate::pdf::pages::PdfPage;

/// Forms within forms.
const DEEPEST: usize = 8;
/// Marks within marks.
const MOST_MARKS: usize = 200;

/// What stands on a page as text.
#[derive(Debug, Default)]
pub struct PageText {
    /// All but head and foot.
    pub text: String,
    /// Running head.
    pub head: String,
    pub foot: String,
    /// What is neither marked for the structure tree nor as an artifact.
    pub untagged: String,
}

/// Text of each piece of marked content: by page, from 1, or by the stream that it stands in; and by its number.
pub(super) type MarkedText = BTreeMap<(ContentPlace, i64), String>;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ContentPlace {
    Page(usize),
    Stream(ObjectId),
}

impl ContentPlace {
    pub fn page(self) -> Option<usize> {
        match self {
            Self::Page(number) => Some(number),
            Self::Stream(_) => None,
        }
    }
}

/// Reads every page.
pub(super) fn read(file: &Document, pages: &[PdfPage]) -> Result<(Vec<PageText>, MarkedText), Unreadable> {
    let mut reader = ContentReader {
        file,
        fonts: BTreeMap::new(),
        allowance: Allowance::default(),
        page: PageText::default(),
        marked: MarkedText::new(),
    };
    let mut texts = Vec::new();
    for (page, number) in pages.iter().zip(1..) {
        let resources = page.resources.and_then(|resources| dictionary(file, resources));
        let content = reader.content(page.own)?;
        reader.run(&content, resources, ContentPlace::Page(number), &mut Vec::new(), DEEPEST)?;
        texts.push(std::mem::take(&mut reader.page));
    }
    Ok((texts, reader.marked))
}

fn dictionary<'a>(file: &'a Document, object: &'a Object) -> Option<&'a Dictionary> {
    file.dereference(object).ok()?.1.as_dict().ok()
}

/// A piece of marked content that is open.
#[derive(Default)]
struct OpenMark {
    key: Option<(ContentPlace, i64)>,
    is_artifact: bool,
    /// `Header` or `Footer`.
    pagination: Option<Vec<u8>>,
    /// Stands in place of what is shown inside.
    is_replaced: bool,
}

struct ContentReader<'a> {
    file: &'a Document,
    fonts: BTreeMap<*const Dictionary, Font<'a>>,
    allowance: Allowance,
    page: PageText,
    marked: MarkedText,
}

impl<'a> ContentReader<'a> {
    /// The content of a page, its streams one after the other.
    fn content(&mut self, page: &Dictionary) -> Result<Vec<u8>, Unreadable> {
        let mut whole = Vec::new();
        let parts = match page.get_deref(b"Contents", self.file) {
            Ok(Object::Array(parts)) => parts.as_slice(),
            Ok(one) => std::slice::from_ref(one),
            Err(_) => return Ok(whole),
        };
        for part in parts {
            if let Ok((_, Object::Stream(stream))) = self.file.dereference(part) {
                whole.extend(self.allowance.unpack(stream)?);
                whole.push(b'\n');
            }
        }
        Ok(whole)
    }

    fn run(
        &mut self,
        content: &[u8],
        resources: Option<&'a Dictionary>,
        place: ContentPlace,
        marks: &mut Vec<OpenMark>,
        depth: usize,
    ) -> Result<(), Unreadable> {
        let file = self.file;
        let within = |kind: &[u8], name: &[u8]| {
            let kind = resources.and_then(|own| own.get_deref(kind, file).and_then(Object::as_dict).ok());
            kind.and_then(|kind| kind.get(name).ok())
        };
        let mut fonts: Vec<Option<&'a Dictionary>> = vec![None];
        let open = marks.len();
        let mut operands = Vec::new();
        let mut lexer = Lexer::new(content, 0);
        while let Some(word) = lexer.operation(&mut operands)? {
            match word {
                b"BMC" | b"BDC" => {
                    let named = operands.get(1).and_then(|name| name.as_name().ok());
                    let named =
                        named.and_then(|name| within(b"Properties", name)).and_then(|one| dictionary(file, one));
                    let properties = operands.get(1).and_then(|own| own.as_dict().ok()).or(named);
                    let actual = properties.and_then(|own| own.get(b"ActualText").ok()).and_then(string);
                    marks.push(mark(operands.first(), properties, place));
                    if marks.len() > MOST_MARKS {
                        return Err(Unreadable::TooMuch(say!("pdf.marks-nested")));
                    }
                    if let Some(actual) = actual {
                        self.put(marks, &actual)?;
                        marks.last_mut().into_iter().for_each(|mark| mark.is_replaced = true);
                    }
                }
                b"EMC" if marks.len() > open => drop(marks.pop()),
                b"q" if fonts.len() < 1000 => fonts.push(fonts.last().copied().flatten()),
                b"Q" if fonts.len() > 1 => drop(fonts.pop()),
                b"Tf" => {
                    let name = operands.first().and_then(|name| name.as_name().ok());
                    let font = name.and_then(|name| within(b"Font", name)).and_then(|font| dictionary(file, font));
                    if let Some(current) = fonts.last_mut() {
                        *current = font;
                    }
                }
                b"Tj" | b"'" | b"\"" | b"TJ" if !marks.iter().any(|mark| mark.is_replaced) => {
                    if let Some(font) = fonts.last().copied().flatten() {
                        self.show(font, &operands, marks)?;
                    }
                }
                b"Do" => {
                    let name = operands.first().and_then(|name| name.as_name().ok());
                    let form = name.and_then(|name| within(b"XObject", name));
                    if let Some(form) = form.filter(|_| depth > 0) {
                        self.form(form, resources, marks, place, depth - 1)?;
                    }
                }
                _ => {}
            }
        }
        marks.truncate(open);
        Ok(())
    }

    /// What a form shows. It is a page of its own where its marked content has numbers of its own.
    fn form(
        &mut self,
        form: &'a Object,
        above: Option<&'a Dictionary>,
        marks: &mut Vec<OpenMark>,
        place: ContentPlace,
        depth: usize,
    ) -> Result<(), Unreadable> {
        let Ok((id, Object::Stream(stream))) = self.file.dereference(form) else { return Ok(()) };
        if !stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Form") {
            return Ok(());
        }
        let resources = stream.dict.get(b"Resources").ok().and_then(|own| dictionary(self.file, own)).or(above);
        let place = id.filter(|_| stream.dict.has(b"StructParents")).map_or(place, ContentPlace::Stream);
        let content = self.allowance.unpack(stream)?;
        self.run(&content, resources, place, marks, depth)
    }

    /// The strings of `Tj` or `TJ`; the distances between them are no text.
    fn show(&mut self, font: &'a Dictionary, operands: &[Object], marks: &[OpenMark]) -> Result<(), Unreadable> {
        let key = std::ptr::from_ref(font);
        if !self.fonts.contains_key(&key) {
            let font = Font::read(self.file, font, &mut self.allowance)?;
            self.fonts.insert(key, font);
        }
        let Some(font) = self.fonts.get(&key) else { return Ok(()) };
        let mut text = String::new();
        let pieces = operands.iter().flat_map(|operand| match operand {
            Object::Array(items) => items.as_slice(),
            one => std::slice::from_ref(one),
        });
        for codes in pieces.filter_map(|piece| piece.as_str().ok()) {
            text.push_str(&font.letters(codes));
        }
        self.put(marks, &text)
    }

    fn put(&mut self, marks: &[OpenMark], text: &str) -> Result<(), Unreadable> {
        self.allowance.take_text(text.len())?;
        if let Some(artifact) = marks.iter().find(|mark| mark.is_artifact) {
            match artifact.pagination.as_deref() {
                Some(b"Header") => add_line(&mut self.page.head, text),
                Some(b"Footer") => add_line(&mut self.page.foot, text),
                // Leaders, bullets of a repeated table head.
                _ => self.page.text.push_str(text),
            }
            return Ok(());
        }
        self.page.text.push_str(text);
        match marks.iter().rev().find_map(|mark| mark.key) {
            Some(key) => self.marked.entry(key).or_default().push_str(text),
            None => self.page.untagged.push_str(text),
        }
        Ok(())
    }
}

fn mark(tag: Option<&Object>, properties: Option<&Dictionary>, place: ContentPlace) -> OpenMark {
    let get = |key: &[u8]| properties.and_then(|own| own.get(key).ok());
    OpenMark {
        key: get(b"MCID").and_then(|number| number.as_i64().ok()).map(|number| (place, number)),
        is_artifact: tag.and_then(|tag| tag.as_name().ok()) == Some(b"Artifact"),
        pagination: get(b"Subtype").and_then(|kind| kind.as_name().ok()).map(<[u8]>::to_vec),
        is_replaced: false,
    }
}

/// Pieces of a running head stand apart.
fn add_line(lines: &mut String, text: &str) {
    if !lines.is_empty() {
        lines.push('\n');
    }
    lines.push_str(text);
}
