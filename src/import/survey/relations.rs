//! Which part holds which sheet, in the order of the sheets.

use std::collections::BTreeMap;
use std::io::{BufReader, Read, Seek};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::binary::sheet_relations;
use super::tag::value;

/// Of an `.xlsx`.
pub(super) fn xlsx(archive: &mut ZipArchive<impl Read + Seek>) -> Option<Vec<String>> {
    let mut sheets = Vec::new();
    each(archive.by_name("xl/workbook.xml").ok()?, "sheet", |element| {
        sheets.push(value(element, "id").unwrap_or_default());
    })?;
    parts(archive, "xl/_rels/workbook.xml.rels", &sheets)
}

/// Of an `.xlsb`.
pub(super) fn xlsb(archive: &mut ZipArchive<impl Read + Seek>) -> Option<Vec<String>> {
    let sheets = sheet_relations(BufReader::new(archive.by_name("xl/workbook.bin").ok()?));
    parts(archive, "xl/_rels/workbook.bin.rels", &sheets)
}

fn parts(archive: &mut ZipArchive<impl Read + Seek>, relations: &str, sheets: &[String]) -> Option<Vec<String>> {
    let mut targets = BTreeMap::new();
    each(archive.by_name(relations).ok()?, "Relationship", |element| {
        targets.extend(value(element, "Id").zip(value(element, "Target")));
    })?;
    let part = |sheet| {
        let target: &String = targets.get(sheet)?;
        // From the root of the archive, or from the workbook's folder.
        Some(target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned))
    };
    Some(sheets.iter().map(|sheet| part(sheet).unwrap_or_default()).collect())
}

/// Each element with a name, whatever its prefix.
fn each(part: impl Read, name: &str, mut seen: impl FnMut(&BytesStart)) -> Option<()> {
    let mut reader = Reader::from_reader(BufReader::new(part));
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer).ok()? {
            Event::Start(element) | Event::Empty(element) if element.local_name().as_ref() == name => seen(&element),
            Event::Eof => return Some(()),
            _ => {}
        }
        buffer.clear();
    }
}
