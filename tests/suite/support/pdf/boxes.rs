//! Where each piece of text stands on its page, and in which cell.
#![expect(clippy::disallowed_types, reason = "places on a page are no points, shares or money")]

use std::collections::BTreeMap;

use lopdf::content::Operation;
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::colour::{Matrix, joined, matrix, moved};

/// A piece of text: the edges of its letters in points, from the left and from the foot of the page.
#[derive(Debug, Clone)]
pub struct TextBox {
    pub text: String,
    pub left: f64,
    pub right: f64,
    pub foot: f64,
    pub top: f64,
    pub cell: Option<Cell>,
}

/// Which cell: its table, row and column in reading order, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    pub table: usize,
    pub row: usize,
    pub column: usize,
    /// How many columns it reaches over.
    pub span: usize,
}

impl Cell {
    /// Whether the other's column begins where this one's ends.
    pub fn ends_at(&self, other: &Self) -> bool {
        self.table == other.table && self.column + self.span == other.column
    }
}

impl TextBox {
    /// Whether they stand in one line.
    pub fn is_beside(&self, other: &Self) -> bool {
        self.top.min(other.top) - self.foot.max(other.foot) > 1.0
    }

    /// How far apart they are from side to side; below 0 where they overlap.
    pub fn gap(&self, other: &Self) -> f64 {
        self.left.max(other.left) - self.right.min(other.right)
    }
}

/// The pieces of text of every page, but for blanks.
pub fn boxes(file: &Document) -> Vec<Vec<TextBox>> {
    let mut cells = Cells::default();
    let root = file.catalog().and_then(|own| own.get_deref(b"StructTreeRoot", file)).and_then(Object::as_dict);
    cells.walk(file, root.expect("a structure tree"), None, None);
    let pages = file.get_pages().into_values();
    pages.map(|page| of_page(file, page, &cells)).collect()
}

/// The cell of each piece of marked content.
#[derive(Default)]
struct Cells {
    of: BTreeMap<(ObjectId, i64), Cell>,
    tables: usize,
    rows: usize,
}

impl Cells {
    fn walk(&mut self, file: &Document, own: &Dictionary, page: Option<ObjectId>, within: Option<Cell>) {
        let page = own.get(b"Pg").and_then(Object::as_reference).ok().or(page);
        let kind = own.get(b"S").and_then(Object::as_name).unwrap_or_default();
        let mut within = within;
        match kind {
            b"Table" => {
                self.tables += 1;
                within = Some(Cell { table: self.tables, row: 0, column: 0, span: 1 });
            }
            b"TR" => {
                self.rows += 1;
                within = within.map(|cell| Cell { row: self.rows, column: 0, ..cell });
            }
            // It is told where it is referred to, and stands at the foot of the page.
            b"Note" => within = None,
            _ => {}
        }
        let kids = match own.get_deref(b"K", file) {
            Ok(Object::Array(kids)) => kids.as_slice(),
            Ok(one) => std::slice::from_ref(one),
            Err(_) => &[],
        };
        let mut column = 1;
        for kid in kids {
            if let Ok(number) = kid.as_i64() {
                let cell = within.filter(|cell| cell.column > 0);
                self.of.extend(page.zip(cell).map(|(page, cell)| ((page, number), cell)));
                continue;
            }
            let Some(inner) = file.dereference(kid).ok().and_then(|(_, one)| one.as_dict().ok()) else { continue };
            if let Ok(number) = inner.get(b"MCID").and_then(Object::as_i64) {
                let page = inner.get(b"Pg").and_then(Object::as_reference).ok().or(page);
                let cell = within.filter(|cell| cell.column > 0);
                self.of.extend(page.zip(cell).map(|(page, cell)| ((page, number), cell)));
                continue;
            }
            let span = span(file, inner);
            let cell = |cell| if kind == b"TR" { Cell { column, span, ..cell } } else { cell };
            self.walk(file, inner, page, within.map(cell));
            column += span;
        }
    }
}

/// Over how many columns a cell reaches.
fn span(file: &Document, own: &Dictionary) -> usize {
    let attributes = match own.get_deref(b"A", file) {
        Ok(Object::Array(all)) => all.as_slice(),
        Ok(one) => std::slice::from_ref(one),
        Err(_) => &[],
    };
    let of = |one: &Object| file.dereference(one).ok()?.1.as_dict().ok()?.get(b"ColSpan").ok()?.as_i64().ok();
    attributes.iter().find_map(of).and_then(|span| span.try_into().ok()).unwrap_or(1)
}

#[derive(Clone, Copy, Default)]
struct State<'a> {
    matrix: Matrix,
    font: Option<&'a Font>,
    size: f64,
}

fn of_page(file: &Document, page: ObjectId, cells: &Cells) -> Vec<TextBox> {
    let fonts: BTreeMap<Vec<u8>, Font> = file
        .get_page_fonts(page)
        .expect("the fonts of a page")
        .into_iter()
        .map(|(name, font)| (name, Font::read(file, font)))
        .collect();
    let content = file.get_and_decode_page_content(page).expect("content");
    let mut states = vec![State { matrix: [1.0, 0.0, 0.0, 1.0, 0.0, 0.0], ..State::default() }];
    let mut text: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
    let mut marks: Vec<Option<i64>> = Vec::new();
    let mut found = Vec::new();
    for Operation { operator, operands } in &content.operations {
        let numbers: Vec<f64> = operands.iter().filter_map(|one| Some(f64::from(one.as_float().ok()?))).collect();
        let state = states.last_mut().expect("a state");
        match operator.as_str() {
            "q" => {
                let same = *state;
                states.push(same);
            }
            "Q" => drop(states.pop()),
            "cm" => state.matrix = joined(matrix(&numbers), state.matrix),
            "BMC" | "BDC" => {
                let properties = operands.get(1).and_then(|own| own.as_dict().ok());
                let number = properties.and_then(|own| own.get(b"MCID").and_then(Object::as_i64).ok());
                marks.push(number);
            }
            "EMC" => drop(marks.pop()),
            "Tf" => {
                state.font = operands.first().and_then(|name| fonts.get(name.as_name().ok()?));
                state.size = numbers[0];
            }
            "Tm" => text = matrix(&numbers),
            "Tj" | "TJ" => {
                let font = state.font.expect("text has a font");
                let (letters, width, advance) = font.shown(operands);
                let place = joined(text, state.matrix);
                let (left, foot) = moved(place, 0.0, 0.0);
                let (right, top) = moved(place, width * state.size, 0.65 * state.size);
                text = joined([1.0, 0.0, 0.0, 1.0, advance * state.size, 0.0], text);
                if width > 0.0 {
                    let number = marks.iter().rev().find_map(|number| *number);
                    let cell = number.and_then(|number| cells.of.get(&(page, number)).copied());
                    let (foot, top) = (foot.min(top), foot.max(top));
                    found.push(TextBox { text: letters, left, right, foot, top, cell });
                }
            }
            _ => {}
        }
    }
    found
}

/// A font of parts, whose codes have two bytes.
struct Font {
    widths: BTreeMap<i64, f64>,
    other: f64,
    letters: BTreeMap<i64, String>,
}

impl Font {
    fn read(file: &Document, own: &Dictionary) -> Self {
        let descendants = own.get_deref(b"DescendantFonts", file).and_then(Object::as_array).expect("a font of parts");
        let inner = file.dereference(&descendants[0]).and_then(|(_, one)| one.as_dict()).expect("its part");
        let number = |object: &Object| f64::from(object.as_float().expect("a width"));
        let mut widths = BTreeMap::new();
        let list = inner.get_deref(b"W", file).and_then(Object::as_array).cloned().unwrap_or_default();
        let mut items = list.iter();
        while let Some(first) = items.next() {
            let first = first.as_i64().expect("a code");
            match items.next().expect("widths") {
                Object::Array(each) => widths.extend((first..).zip(each.iter().map(number))),
                last => {
                    let (last, width) = (last.as_i64().expect("a code"), items.next().map(number).expect("a width"));
                    widths.extend((first..=last).map(|code| (code, width)));
                }
            }
        }
        let other = inner.get_deref(b"DW", file).map_or(1000.0, number);
        let map = own.get_deref(b"ToUnicode", file).and_then(Object::as_stream).expect("a map to letters");
        let map = map.get_plain_content().expect("a map that can be read");
        Self { widths, other, letters: letters(&String::from_utf8_lossy(&map)) }
    }

    /// Letters, width up to the last that is no blank, and advance, both for a size of 1.
    fn shown(&self, operands: &[Object]) -> (String, f64, f64) {
        let (mut text, mut width, mut advance) = (String::new(), 0.0, 0.0);
        let pieces = operands.iter().flat_map(|one| match one {
            Object::Array(items) => items.as_slice(),
            one => std::slice::from_ref(one),
        });
        for piece in pieces {
            let Ok(codes) = piece.as_str() else {
                advance -= f64::from(piece.as_float().expect("a distance")) / 1000.0;
                continue;
            };
            for code in codes.chunks(2) {
                let code = code.iter().fold(0, |code, byte| code << 8 | i64::from(*byte));
                advance += self.widths.get(&code).unwrap_or(&self.other) / 1000.0;
                let letters = self.letters.get(&code).map_or("?", String::as_str);
                text.push_str(letters);
                if !letters.trim().is_empty() {
                    width = advance;
                }
            }
        }
        (text, width, advance)
    }
}

/// `<0003> <0020>` and `<0003> <0005> <0020>`, line by line.
fn letters(map: &str) -> BTreeMap<i64, String> {
    let mut found = BTreeMap::new();
    let units = |hex: &str| -> Vec<u16> {
        let unit = |at: usize| u16::from_str_radix(hex.get(at..at + 4)?, 16).ok();
        (0..hex.len()).step_by(4).filter_map(unit).collect()
    };
    for line in map.lines() {
        let words: Vec<&str> = line.split(['<', '>']).map(str::trim).filter(|word| !word.is_empty()).collect();
        let code = |word: &str| i64::from_str_radix(word, 16).ok();
        match words[..] {
            [from, to] if line.starts_with('<') => {
                found.extend(code(from).map(|code| (code, String::from_utf16_lossy(&units(to)))));
            }
            [from, to, first] if line.starts_with('<') => {
                let mut units = units(first);
                for code in code(from).into_iter().zip(code(to)).flat_map(|(from, to)| from..=to) {
                    found.insert(code, String::from_utf16_lossy(&units));
                    units.last_mut().into_iter().for_each(|unit| *unit += 1);
                }
            }
            _ => {}
        }
    }
    found
}
