//! A look through a workbook before it is read: whether what it holds is what a workbook can hold, and which of its rows are
//! hidden. Its reader believes the numbers that stand in a file, and would ask for as much memory as they say.

mod binary;
mod events;
mod old;
mod open_document;
mod relations;
mod sheet_xml;
mod strings;
mod tag;

use crate::language::{Message, say};
use std::collections::BTreeMap;
use std::io::{self, BufReader, Read, Seek};

use zip::ZipArchive;

pub(super) use old::{MOST_OLD, old};

/// A sheet is read as a stream: this is more than its 1,048,576 rows fill.
const MOST_SHEET: u64 = 2 << 30;
/// All else is held in memory.
const MOST_HELD: u64 = 256 << 20;
/// What cells look like: Excel knows 65,490 looks.
const MOST_LOOKS: u64 = 16 << 20;
/// All parts together.
const MOST_PARTS: u64 = 4 << 30;
/// Where a whole sheet is held in memory, so are the empty cells between those that are filled: as many as a whole sheet of an
/// `.xls` has.
const MOST_CELLS: u64 = 1 << 24;
/// Of the texts of all such cells, in bytes.
const MOST_TEXT: u64 = 256 << 20;

/// How a file is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WorkbookForm {
    Xlsx,
    Xlsb,
    Ods,
}

/// The numbers of hidden rows, from 1, by the place of their sheet among all.
pub(super) type HiddenRows = Vec<Vec<u64>>;

/// Looks through a workbook that is an archive. Each part is unpacked, for what it says of its size need not be so. A file that
/// is none is its reader's to tell.
///
/// # Errors
/// What it holds that no workbook can.
pub(super) fn archive(file: impl Read + Seek) -> Result<(WorkbookForm, HiddenRows), Message> {
    let Ok(mut archive) = ZipArchive::new(file) else { return Ok((WorkbookForm::Xlsx, Vec::new())) };
    let mut form = WorkbookForm::Xlsx;
    let (mut left, mut by_part, mut hidden) = (MOST_PARTS, BTreeMap::new(), Vec::new());
    for index in 0..archive.len() {
        let Ok(part) = archive.by_index(index) else { continue };
        let Ok(name) = part.name().map(|name| name.replace('\\', "/").to_ascii_lowercase()) else { continue };
        let most = bound(&name).min(left);
        let mut part = BoundedPart { part, read: 0, most, problem: None };
        let mut claimed = 0;
        let mut look = || -> Result<(), Message> {
            let start = BufReader::new(&mut part);
            if name == "content.xml" {
                form = WorkbookForm::Ods;
                hidden = open_document::hidden_rows(start)?;
            } else if name == "xl/workbook.bin" {
                form = WorkbookForm::Xlsb;
            } else if name.ends_with("sharedstrings.xml") {
                claimed = strings::claimed(start)?;
            } else if name.ends_with("sharedstrings.bin") {
                binary::texts_are_whole(start)?;
            } else if name.starts_with("xl/worksheets/") && name.ends_with(".bin") {
                by_part.insert(name.clone(), binary::hidden_rows(start));
            } else if name.starts_with("xl/worksheets/") && name.ends_with(".xml") {
                by_part.insert(name.clone(), sheet_xml::hidden_rows(start)?);
            }
            Ok(())
        };
        let seen = look();
        // One that is damaged is its reader's to tell.
        let _: io::Result<_> = io::copy(&mut part, &mut io::sink());
        let seen = part.problem.take().map_or(seen, Err);
        seen.map_err(|problem| say!("workbook.part", name = name, problem = problem))?;
        if claimed > part.read / strings::SHORTEST {
            return Err(say!("workbook.texts", name = name, claimed = claimed));
        }
        left -= part.read;
    }
    match form {
        WorkbookForm::Ods => return Ok((form, hidden)),
        WorkbookForm::Xlsx | WorkbookForm::Xlsb if by_part.values().all(Vec::is_empty) => {}
        WorkbookForm::Xlsx => hidden = by_sheet(relations::xlsx(&mut archive), by_part),
        WorkbookForm::Xlsb => hidden = by_sheet(relations::xlsb(&mut archive), by_part),
    }
    Ok((form, hidden))
}

fn by_sheet(parts: Option<Vec<String>>, mut by_part: BTreeMap<String, Vec<u64>>) -> HiddenRows {
    let rows = |part: String| by_part.remove(&part.to_ascii_lowercase()).unwrap_or_default();
    parts.unwrap_or_default().into_iter().map(rows).collect()
}

fn bound(name: &str) -> u64 {
    let is_streamed = name.starts_with("xl/worksheets/") && name.ends_with(".xml") || name.contains("/pivotcache");
    if is_streamed {
        MOST_SHEET
    } else if name.ends_with("styles.xml") && name.starts_with("xl/") {
        MOST_LOOKS
    } else {
        MOST_HELD
    }
}

/// A part that ends where it goes beyond its bounds, and how much of it was read.
struct BoundedPart<R> {
    part: R,
    read: u64,
    most: u64,
    problem: Option<Message>,
}

impl<R: Read> Read for BoundedPart<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.problem.is_some() {
            return Ok(0);
        }
        let read = self.part.read(buffer)?;
        self.read += u64::try_from(read).unwrap_or(u64::MAX);
        if self.read > self.most {
            self.problem = Some(say!("workbook.size", most = self.most >> 20));
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn packed(name: &str, size: usize) -> Cursor<Vec<u8>> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        archive.start_file(name, SimpleFileOptions::default().compression_level(Some(1))).unwrap();
        let block = vec![b' '; 1 << 20];
        for _ in 0..size >> 20 {
            archive.write_all(&block).unwrap();
        }
        archive.finish().unwrap()
    }

    #[test]
    fn a_part_that_unpacks_to_more_than_any_is_told_by_its_name() {
        let looks = packed("xl/styles.xml", 20 << 20);
        assert!(looks.get_ref().len() < 1 << 20, "it is packed");
        assert_eq!(
            archive(looks).map_err(|problem| problem.to_string()),
            Err("its part `xl/styles.xml` unpacks to more than 16 MiB, which no table needs".to_owned())
        );
        let sound = Ok((WorkbookForm::Xlsx, Vec::new()));
        assert_eq!(archive(packed("xl/media/kort.png", 20 << 20)), sound);
        assert_eq!(archive(Cursor::new(b"no archive".to_vec())), sound);
    }

    /// The sheet of a workbook, its pieces each so many times.
    fn sheet(pieces: &[(&str, usize)]) -> Result<HiddenRows, String> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_level(Some(1));
        archive.start_file("xl/worksheets/sheet1.xml", options).unwrap();
        for (piece, times) in pieces {
            archive.write_all(piece.repeat(*times).as_bytes()).unwrap();
        }
        super::archive(archive.finish().unwrap()).map(|(_, hidden)| hidden).map_err(|problem| {
            problem
                .to_string()
                .strip_prefix("its part `xl/worksheets/sheet1.xml` has ")
                .expect("it is named")
                .to_owned()
        })
    }

    /// What is between two marks is read whole, whatever stands in it.
    #[test]
    fn no_mark_of_a_sheet_is_larger_than_any_can_be() {
        let too_large = Err("a tag, a text or a comment of more than 16 MiB".to_owned());
        for (start, filling, end) in [
            ("", " ", ""),
            ("<row><c><v><![CDATA[", "<", "]]></v></c></row>"),
            ("<!--", "<>", "-->"),
            ("<row a='", "<>", "'/>"),
            ("<?pi ", "<", "?>"),
        ] {
            assert_eq!(sheet(&[(start, 1), (filling, 17 << 20), (end, 1)]), too_large, "{start}");
        }
        let cell = sheet(&[("<row><c><is>", 1), ("<t>x</t>", 1 << 18), ("</is></c></row>", 1)]);
        assert_eq!(cell, Err("a cell that is larger than any can be".to_owned()));
    }

    #[test]
    fn a_sheet_has_no_more_than_a_sheet_can_hold() {
        let too_many = Err("more rows, cells or marks than a sheet can hold".to_owned());
        assert_eq!(sheet(&[("<row>", 1), ("<c/>", 16_385), ("</row>", 1)]), too_many);
        assert_eq!(sheet(&[("<row/>", (1 << 20) + 1)]), too_many);
        assert_eq!(sheet(&[("<x/>", 9 << 20)]), too_many);
        // What stands below the rows of a large sheet is no cell: here cells that are joined.
        let joined = "<mergeCell ref=\"A100000:B100000\"/>";
        let rows = "<row><c><v>1</v></c><c r=\"B1\"/></row>";
        assert_eq!(sheet(&[(rows, 1000), (joined, 100_000)]), Ok(Vec::new()));
    }
}
