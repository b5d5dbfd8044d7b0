//! What the codes of a font stand for.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Encoding, Object};

use super::allowance::Allowance;
use crate::pdf::open::{Lexer, Unreadable};

/// One glyph can stand for a few letters, not for a page.
const MOST_LETTERS: usize = 32;

/// How a font's codes are read.
pub(super) enum Font<'a> {
    /// By its map to Unicode, each code of so many bytes.
    Mapped(UnicodeMap, usize),
    /// By the name of an encoding.
    Named(Encoding<'a>),
}

impl<'a> Font<'a> {
    /// lopdf's own reader of maps goes through every code of a range: a range of four bytes keeps it busy for a day.
    pub fn read(file: &'a Document, own: &'a Dictionary, allowance: &mut Allowance) -> Result<Self, Unreadable> {
        let is_of_parts = own.has(b"DescendantFonts");
        let map = match own.get_deref(b"ToUnicode", file).and_then(Object::as_stream) {
            Ok(stream) => UnicodeMap::read(&allowance.unpack(stream)?)?,
            Err(_) if is_of_parts => UnicodeMap::default(),
            Err(_) => match own.get_font_encoding(file) {
                Ok(encoding) => return Ok(Self::Named(encoding)),
                Err(_) => UnicodeMap::default(),
            },
        };
        let width = if is_of_parts { map.width.unwrap_or(2) } else { 1 };
        Ok(Self::Mapped(map, width))
    }

    /// The letters of codes; U+FFFD where a code stands for nothing.
    pub fn letters(&self, codes: &[u8]) -> String {
        match self {
            Self::Named(encoding) => encoding.bytes_to_string(codes).unwrap_or_else(|_| "\u{fffd}".repeat(codes.len())),
            Self::Mapped(map, width) => {
                let code = |bytes: &[u8]| bytes.iter().fold(0_u32, |code, byte| code << 8 | u32::from(*byte));
                codes.chunks(*width).map(|bytes| map.letters(code(bytes))).collect()
            }
        }
    }
}

/// A map from codes to Unicode.
#[derive(Debug, Default)]
pub(super) struct UnicodeMap {
    /// Bytes of a code.
    width: Option<usize>,
    /// By the first code: the last one, and what they stand for.
    ranges: BTreeMap<u32, (u32, Letters)>,
}

#[derive(Debug)]
enum Letters {
    /// Of the first code; its last unit grows with the code.
    From(Vec<u16>),
    Each(Vec<Vec<u16>>),
}

impl UnicodeMap {
    fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        let mut map = Self::default();
        let mut operands = Vec::new();
        let mut lexer = Lexer::new(bytes, 0);
        while let Some(word) = lexer.operation(&mut operands)? {
            match word {
                b"endcodespacerange" => {
                    map.width =
                        operands.first().and_then(|first| first.as_str().ok()).map(|code| code.len().clamp(1, 4));
                }
                b"endbfchar" => {
                    for pair in operands.chunks_exact(2) {
                        map.add(&pair[0], &pair[0], &pair[1]);
                    }
                }
                b"endbfrange" => {
                    for triple in operands.chunks_exact(3) {
                        map.add(&triple[0], &triple[1], &triple[2]);
                    }
                }
                _ => {}
            }
        }
        Ok(map)
    }

    fn add(&mut self, first: &Object, last: &Object, letters: &Object) {
        let code = |object: &Object| {
            let bytes = object.as_str().ok().filter(|bytes| bytes.len() <= 4)?;
            Some(bytes.iter().fold(0_u32, |code, byte| code << 8 | u32::from(*byte)))
        };
        let letters = match letters {
            Object::Array(each) => Letters::Each(each.iter().map(units).collect()),
            one => Letters::From(units(one)),
        };
        if let Some((first, last)) = code(first).zip(code(last)) {
            self.ranges.insert(first, (last, letters));
        }
    }

    fn letters(&self, code: u32) -> String {
        let found = self.ranges.range(..=code).next_back().filter(|(_, (last, _))| code <= *last);
        let units = found.and_then(|(first, (_, letters))| match letters {
            Letters::Each(each) => each.get(usize::try_from(code - first).ok()?).cloned(),
            Letters::From(units) => {
                let mut units = units.clone();
                let last = units.last_mut()?;
                *last = last.wrapping_add(u16::try_from(code - first).ok()?);
                Some(units)
            }
        });
        units.map_or("\u{fffd}".to_owned(), |units| String::from_utf16_lossy(&units))
    }
}

/// UTF-16 as it stands in a map.
fn units(object: &Object) -> Vec<u16> {
    let bytes = object.as_str().unwrap_or_default();
    bytes
        .chunks(2)
        .take(MOST_LETTERS)
        .map(|pair| pair.iter().fold(0, |unit, byte| unit << 8 | u16::from(*byte)))
        .collect()
}
