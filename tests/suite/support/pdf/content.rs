//! The text of a page: its content stream, each code through its font's ToUnicode map, `ActualText` in place of glyphs.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Encoding, Object, ObjectId};

use super::{Page, string};

/// A piece of marked content that is open.
#[derive(Default)]
struct Mark {
    number: Option<i64>,
    artifact: bool,
    /// `Header` or `Footer`.
    pagination: Option<String>,
    /// Stands in place of what is shown inside.
    replaced: bool,
}

pub fn read(file: &Document, id: ObjectId) -> Page {
    let fonts = file.get_page_fonts(id).expect("fonts");
    let encodings: BTreeMap<_, _> =
        fonts.iter().map(|(name, font)| (name.clone(), font.get_font_encoding(file).expect("ToUnicode"))).collect();
    let mut page = Page::default();
    let mut marks: Vec<Mark> = Vec::new();
    let mut font: Option<&Encoding> = None;
    for operation in file.get_and_decode_page_content(id).expect("content").operations {
        let operands = &operation.operands;
        match operation.operator.as_str() {
            "BMC" => marks.push(open(&operands[0], None)),
            "BDC" => {
                let properties = operands[1].as_dict().ok();
                let actual = properties.and_then(|one| one.get(b"ActualText").ok()).map(string);
                if let Some(text) = &actual {
                    page.put(&marks, text);
                }
                marks.push(Mark { replaced: actual.is_some(), ..open(&operands[0], properties) });
            }
            "EMC" => drop(marks.pop()),
            "Tf" => font = operands[0].as_name().ok().and_then(|name| encodings.get(name)),
            "Tj" | "'" | "\"" | "TJ" if !marks.iter().any(|mark| mark.replaced) => {
                let font = font.expect("a font is set before text is shown");
                page.put(&marks, &shown(operands, font));
            }
            _ => {}
        }
    }
    page
}

fn open(tag: &Object, properties: Option<&Dictionary>) -> Mark {
    let get = |key: &[u8]| properties.and_then(|one| one.get(key).ok());
    Mark {
        number: get(b"MCID").and_then(|one| one.as_i64().ok()),
        artifact: tag.as_name().is_ok_and(|name| name == b"Artifact"),
        pagination: get(b"Subtype")
            .and_then(|one| one.as_name().ok())
            .map(|name| String::from_utf8_lossy(name).into_owned()),
        replaced: false,
    }
}

/// The strings of `Tj` or `TJ`; the distances between them are no text.
fn shown(operands: &[Object], font: &Encoding) -> String {
    let mut text = String::new();
    for operand in operands {
        match operand {
            Object::String(codes, _) => text.push_str(&Document::decode_text(font, codes).expect("text")),
            Object::Array(items) => text.push_str(&shown(items, font)),
            _ => {}
        }
    }
    text
}

impl Page {
    fn put(&mut self, marks: &[Mark], text: &str) {
        let artifact = marks.iter().find(|mark| mark.artifact);
        match artifact.map(|mark| mark.pagination.as_deref()) {
            Some(Some("Header")) => add_line(&mut self.head, text),
            Some(Some("Footer")) => add_line(&mut self.foot, text),
            // Leaders, bullets of a repeated table head.
            Some(_) => self.text.push_str(text),
            None => {
                self.text.push_str(text);
                let number =
                    marks.iter().rev().find_map(|mark| mark.number).expect("text that is no artifact is tagged");
                self.marked.entry(number).or_default().push_str(text);
            }
        }
    }
}

/// Pieces of a running head stand apart.
fn add_line(lines: &mut String, text: &str) {
    if !lines.is_empty() {
        lines.push('\n');
    }
    lines.push_str(text);
}
