//! Rows of a workbook that its author, or a filter, has hidden: they count like any other, and whoever imports them is told.

use std::io::{BufRead, BufReader, Read, Seek};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::text::{MOST_NAMED, first_of};

/// What to tell of the hidden rows below the head of a sheet of a workbook in `.xlsx`. None where there are none, or where the
/// file is none that they can be seen in.
pub(super) fn note(file: impl Read + Seek, sheet: &str, head: u64) -> Option<String> {
    let hidden: Vec<u64> = rows(file, sheet)?.into_iter().filter(|row| *row > head).collect();
    let named: Vec<String> = hidden.iter().take(MOST_NAMED).map(ToString::to_string).collect();
    let rows = if hidden.len() == 1 { "row" } else { "rows" };
    let note = || format!("hidden {rows} {}: counted like any other", first_of(&named, hidden.len()));
    (!named.is_empty()).then(note)
}

/// The numbers of a sheet's hidden rows, from 1.
fn rows(file: impl Read + Seek, sheet: &str) -> Option<Vec<u64>> {
    let mut book = ZipArchive::new(BufReader::new(file)).ok()?;
    let (mut id, mut path, mut hidden, mut row) = (None, None, Vec::new(), 0);
    each(book.by_name("xl/workbook.xml").ok()?, "sheet", |element| {
        if value(element, "name").as_deref() == Some(sheet) {
            id = value(element, "id");
        }
    })?;
    each(book.by_name("xl/_rels/workbook.xml.rels").ok()?, "Relationship", |element| {
        if value(element, "Id") == id {
            path = value(element, "Target");
        }
    })?;
    let path = path?;
    // From the root of the archive, or from the workbook's folder.
    let path = path.strip_prefix('/').map_or_else(|| format!("xl/{path}"), str::to_owned);
    each(book.by_name(&path).ok()?, "row", |element| {
        row = value(element, "r").and_then(|number| number.parse().ok()).unwrap_or(row + 1);
        if value(element, "hidden").is_some_and(|is| is == "1" || is == "true") {
            hidden.push(row);
        }
    })?;
    Some(hidden)
}

/// Each element with a name, whatever its prefix.
fn each(part: impl Read, name: &str, mut seen: impl FnMut(&BytesStart)) -> Option<()> {
    let mut reader = Reader::from_reader(BufReader::new(part));
    let mut buffer = Vec::new();
    loop {
        match next(&mut reader, &mut buffer)? {
            Event::Start(element) | Event::Empty(element) if element.local_name().as_ref() == name => seen(&element),
            Event::Eof => return Some(()),
            _ => {}
        }
        buffer.clear();
    }
}

fn next<'a>(reader: &mut Reader<impl BufRead>, buffer: &'a mut Vec<u8>) -> Option<Event<'a>> {
    reader.read_event_into(buffer).ok()
}

/// An attribute's value, whatever the prefix of its name: `r:id`.
fn value(element: &BytesStart, name: &str) -> Option<String> {
    let attribute = element.attributes().flatten().find(|one| one.key.local_name().as_ref() == name)?;
    quick_xml::escape::unescape(&attribute.value).ok().map(std::borrow::Cow::into_owned)
}
