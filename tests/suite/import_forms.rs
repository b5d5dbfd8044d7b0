//! Workbooks in their older forms and in LibreOffice's: what is sound is read, and what was made to do harm is refused before
//! it is read. Their reader makes room for as much as a file says it holds.

use std::io::{Cursor, Write};
use std::path::Path;

use cfb::{CompoundFile, Version};
use resultatplan::files::Memory;
use resultatplan::import::{Imported, Rejection};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::import_files::read;

const SOUND: [&str; 3] = ["Fast-track", "2025-01-01", "2025-02-01"];
const HEAD: [&str; 3] = ["Sagstype", "Modtaget", "Afgjort"];

fn read_as(name: &str, bytes: Vec<u8>) -> (Result<Imported, String>, Vec<Rejection>) {
    read(&Memory::from_iter([(name, bytes)]), Path::new(name), None)
}

fn zipped(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).expect("a part");
        archive.write_all(bytes).expect("in memory");
    }
    archive.finish().expect("in memory").into_inner()
}

// .ods

fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body><office:spreadsheet>\
         <table:table table:name=\"Sager\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    ods_of(&content)
}

fn ods_of(content: &str) -> Vec<u8> {
    let kind = b"application/vnd.oasis.opendocument.spreadsheet".to_vec();
    zipped(&[
        ("mimetype", kind),
        ("META-INF/manifest.xml", b"<manifest:manifest xmlns:manifest=\"m\"/>".to_vec()),
        ("content.xml", content.as_bytes().to_vec()),
    ])
}

fn ods_row(cells: &[&str], with: &str) -> String {
    let cell = |text: &&str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    format!("<table:table-row{with}>{}</table:table-row>", cells.iter().map(cell).collect::<String>())
}

// .xlsb

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut bytes = match u8::try_from(kind) {
        Ok(small) if small < 0x80 => vec![small],
        _ => vec![u8::try_from(kind & 0x7F).expect("seven bits") | 0x80, u8::try_from(kind >> 7).expect("seven bits")],
    };
    let mut length = data.len();
    loop {
        let low = u8::try_from(length & 0x7F).expect("seven bits");
        length >>= 7;
        bytes.push(if length > 0 { low | 0x80 } else { low });
        if length == 0 {
            break;
        }
    }
    [bytes, data.to_vec()].concat()
}

fn wide(text: &str) -> Vec<u8> {
    let words: Vec<u16> = text.encode_utf16().collect();
    let length = u32::try_from(words.len()).expect("a short text");
    length.to_le_bytes().into_iter().chain(words.into_iter().flat_map(u16::to_le_bytes)).collect()
}

fn xlsb_row(row: u32, cells: &[&str], is_hidden: bool) -> Vec<u8> {
    let mut head = [row.to_le_bytes().to_vec(), vec![0; 13]].concat();
    head[11] = if is_hidden { 0x10 } else { 0 };
    let cell = |(column, text): (u32, &&str)| {
        record(0x0006, &[column.to_le_bytes().to_vec(), vec![0; 4], wide(text)].concat())
    };
    [record(0x0000, &head), (0..).zip(cells).flat_map(cell).collect()].concat()
}

fn xlsb(rows: &[Vec<u8>], texts: &[Vec<u8>]) -> Vec<u8> {
    let rels = "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.bin\"/></Relationships>";
    let sheet = record(0x009C, &[vec![0; 4], vec![1, 0, 0, 0], wide("rId1"), wide("Sager")].concat());
    let start = [record(0x0094, &[0; 16]), record(0x0091, &[])].concat();
    zipped(&[
        ("xl/workbook.bin", [sheet, record(0x0090, &[]), record(0x0084, &[])].concat()),
        ("xl/_rels/workbook.bin.rels", rels.as_bytes().to_vec()),
        ("xl/sharedStrings.bin", [record(0x009F, &[0; 8]), texts.concat()].concat()),
        ("xl/worksheets/sheet1.bin", [start, rows.concat(), record(0x0092, &[])].concat()),
    ])
}

// .xls

fn old_record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).expect("a short record");
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
}

fn words(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// A text in a cell.
fn label(row: u16, column: u16, text: &str) -> Vec<u8> {
    let length = u16::try_from(text.len()).expect("a short text");
    old_record(0x0204, &[words(&[row, column, 0, length]), vec![0], text.as_bytes().to_vec()].concat())
}

fn old_row(row: u16, cells: &[&str], is_hidden: bool) -> Vec<u8> {
    let flags = if is_hidden { 0x20 } else { 0 };
    let head = old_record(0x0208, &words(&[row, 0, 3, 255, 0, 0, flags, 0]));
    [head, (0..).zip(cells).flat_map(|(column, text)| label(row, column, text)).collect()].concat()
}

/// So many sheets, all with the same records, and what else the workbook has.
fn book(globals: &[u8], sheets: u16, records: &[u8]) -> Vec<u8> {
    let begin = old_record(0x0809, &words(&[0x0600, 5, 0, 0, 0, 0, 0, 0]));
    let end = old_record(0x000A, &[]);
    let named = |at: u32| {
        let name = b"\x05\x00Sager";
        old_record(0x0085, &[&at.to_le_bytes()[..], &[0, 0], name].concat())
    };
    let length = begin.len() + globals.len() + named(0).len() * usize::from(sheets) + end.len();
    let at = u32::try_from(length).expect("a short workbook");
    let list: Vec<u8> = (0..sheets).flat_map(|_| named(at)).collect();
    [begin.clone(), globals.to_vec(), list, end.clone(), begin, records.to_vec(), end].concat()
}

fn stored(book: &[u8]) -> Vec<u8> {
    let mut file = CompoundFile::create_with_version(Version::V3, Cursor::new(Vec::new())).expect("a file");
    file.create_stream("/Workbook").and_then(|mut stream| stream.write_all(book)).expect("in memory");
    file.flush().expect("in memory");
    file.into_inner().into_inner()
}

fn xls(records: &[u8]) -> Vec<u8> {
    stored(&book(&[], 1, records))
}

/// A sound one of each form: a head and two cases, the first of them hidden.
pub fn sound() -> [(&'static str, Vec<u8>); 3] {
    let hidden = " table:visibility=\"filter\"";
    [
        ("sager.ods", ods(&[ods_row(&HEAD, ""), ods_row(&SOUND, hidden), ods_row(&SOUND, "")].concat())),
        ("sager.xlsb", xlsb(&[xlsb_row(0, &HEAD, false), xlsb_row(1, &SOUND, true), xlsb_row(2, &SOUND, false)], &[])),
        ("sager.xls", xls(&[old_row(0, &HEAD, false), old_row(1, &SOUND, true), old_row(2, &SOUND, false)].concat())),
    ]
}

#[test]
fn every_form_is_read_and_its_hidden_rows_are_told() {
    for (name, bytes) in sound() {
        // Whatever its name says: it is taken for what it is.
        for name in [name, "sager.ods"] {
            let (imported, rejected) = read_as(name, bytes.clone());
            let imported = imported.unwrap_or_else(|error| panic!("{error}"));
            let account = &imported.files[0].account;
            assert_eq!((account.read, account.counted, rejected.len()), (2, 2, 0), "{name}");
            let notes = imported.files[0].notes.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
            assert!(notes.contains("hidden row 2: counted like any other"), "{name}: {notes}");
        }
    }
}

#[test]
fn an_ods_that_is_made_to_do_harm_is_refused() {
    let cell = |with: &str, text: &str| {
        format!(
            "<table:table-row{with}><table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"16384\">\
             <text:p>{text}</text:p></table:table-cell></table:table-row>"
        )
    };
    let row = ods_row(&HEAD, "");
    let far = " table:number-rows-repeated=\"1048576\"";
    let repeated = "that are repeated to more than any table needs";
    for (rows, said) in [
        (cell(far, "x"), repeated),
        (cell(far, "x").repeat(20), repeated),
        (cell("", &"x".repeat(1 << 15)), repeated),
        (cell("", "<text:s text:c=\"4000000000\"/>"), repeated),
        (cell("", "<text:s text:c=\"&#57;999999999\"/>"), repeated),
        (format!("{row}<table:table-row{far}/>{}", ods_row(&["x"; 20], "")), repeated),
    ] {
        let error = read_as("sager.ods", ods(&rows)).0.expect_err(said);
        assert!(error.contains(said), "{error}");
    }
    // What repeats only emptiness, as LibreOffice writes it, holds nothing.
    let empty =
        format!("<table:table-row{far}><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>");
    assert!(read_as("sager.ods", ods(&format!("{row}{}{empty}", ods_row(&SOUND, "")))).0.is_ok());
    // Its reader waits for an end that never comes.
    for cut in [
        "<table:table table:name=\"Sager\">",
        "<table:table table:name=\"a\"><table:table-row><table:table-cell \
                office:value-type=\"string\"><office:annotation>",
    ] {
        let error = read_as("sager.ods", ods_of(cut)).0.expect_err("it is cut off");
        assert!(error.contains("its part `content.xml` is cut off"), "{error}");
    }
}

#[test]
fn an_xlsb_that_is_made_to_do_harm_is_refused() {
    let far = |column: u32| {
        xlsb_row(0x000F_FFFF, &HEAD, false)
            .into_iter()
            .chain(record(0x0006, &[&column.to_le_bytes()[..], &[0; 4], &wide("x")].concat()))
            .collect()
    };
    let rows = [xlsb_row(0, &HEAD, false), xlsb_row(1, &SOUND, false), far(16_383)];
    // Its first cell and its last: nothing between them is held.
    assert_eq!(read_as("sager.xlsb", xlsb(&rows, &[])).0.expect("it is read").files[0].account.counted, 1);
    let texts = [record(0x0013, &[vec![0], wide("x")].concat()), record(0x0013, &[])];
    let error = read_as("sager.xlsb", xlsb(&rows, &texts)).0.expect_err("a text without its bytes");
    assert!(error.contains("a text that is longer than its record"), "{error}");
    let beyond = record(0x0007, &[0, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0]);
    let error = read_as("sager.xlsb", xlsb(&[xlsb_row(0, &HEAD, false), beyond], &[])).0.expect_err("no such text");
    assert!(error.contains("it is damaged"), "{error}");
}

#[test]
fn an_xls_that_is_made_to_do_harm_is_refused() {
    let head = old_row(0, &HEAD, false);
    let too_much = "it holds more than any table needs";
    let corners = [head.clone(), label(u16::MAX, 0x3FFF, "x")].concat();
    let one_sheet = [head.clone(), label(u16::MAX, 255, "x")].concat();
    // Many cells of one text that is long.
    let text = [words(&[1, 0, 1, 0, 8000]), vec![0], vec![b'x'; 8000]].concat();
    let of_it: Vec<u8> = (0..12_000).flat_map(|row| old_record(0x00FD, &words(&[row, 0, 0, 0, 0]))).collect();
    let pieces = [old_record(0x00FC, &[0; 8]), old_record(0x003C, &[]).repeat(30_000)].concat();
    for (bytes, said) in [
        (xls(&corners), too_much),
        (stored(&book(&[], 2, &one_sheet)), too_much),
        (stored(&book(&old_record(0x00FC, &text), 1, &of_it)), too_much),
        (stored(&book(&pieces, 1, &head)), too_much),
        (stored(&book(&old_record(0x002F, &[1; 54]), 1, &head)), "it has a password"),
        (vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "it is damaged"),
        (b"PK\x03\x04mimetype".to_vec(), "Zip error"),
    ] {
        let error = read_as("sager.xls", bytes).0.expect_err(said);
        assert!(error.contains(said) && error.contains("save it as `.xlsx`"), "{error}");
    }
    // It says that it covers more cells than there can be, as some programs do: what it holds is read.
    let wide = old_record(0x0200, &[u32::MAX.to_le_bytes().to_vec(), vec![0; 4], words(&[0, u16::MAX, 0])].concat());
    let sound = [wide, head, old_row(1, &SOUND, false)].concat();
    assert_eq!(read_as("sager.xls", xls(&sound)).0.expect("it is read").files[0].account.counted, 1);
}

/// Each sector of a file leads to the next; here the list of its folders leads to itself.
#[test]
fn an_xls_whose_sectors_go_round_in_a_circle_is_refused() {
    let sound = xls(&old_row(0, &HEAD, false));
    let mut refused = 0;
    for sector in 0..8 {
        let mut bytes = sound.clone();
        // The table of sectors is the first of them.
        let at = 512 + sector * 4;
        bytes[at..at + 4].copy_from_slice(&u32::try_from(sector).expect("small").to_le_bytes());
        refused += usize::from(read_as("sager.xls", bytes).0.is_err_and(|error| error.contains("save it as `.xlsx`")));
    }
    assert!(refused >= 2, "{refused}");
    let mut lists = sound;
    lists[68..72].copy_from_slice(&0_u32.to_le_bytes());
    lists[512 + 508..512 + 512].copy_from_slice(&0_u32.to_le_bytes());
    assert!(read_as("sager.xls", lists).0.expect_err("a circle").contains("it is damaged"));
}

#[test]
fn an_xlsx_claims_no_more_texts_than_it_can_hold() {
    for (claim, is_read) in [("uniqueCount=\"2\"", true), ("uniqueCount=\"99999999999\"", false), ("count=\"9\"", true)]
    {
        let texts = format!("<sst {claim}>{}</sst>", HEAD.map(|text| format!("<si><t>{text}</t></si>")).concat());
        let cells = ["A1", "B1", "C1"].iter().enumerate();
        let row: String = cells.map(|(at, place)| format!("<c r=\"{place}\" t=\"s\"><v>{at}</v></c>")).collect();
        let of = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let bytes = zipped(&[
            (
                "_rels/.rels",
                format!("<Relationships><Relationship Id=\"r\" Type=\"{of}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>").into_bytes(),
            ),
            ("xl/workbook.xml", b"<workbook><sheets><sheet name=\"Sager\" r:id=\"r\"/></sheets></workbook>".to_vec()),
            (
                "xl/_rels/workbook.xml.rels",
                format!("<Relationships><Relationship Id=\"r\" Type=\"{of}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>")
                    .into_bytes(),
            ),
            ("xl/sharedStrings.xml", texts.into_bytes()),
            (
                "xl/worksheets/sheet1.xml",
                format!("<worksheet><sheetData><row r=\"1\">{row}</row></sheetData></worksheet>").into_bytes(),
            ),
        ]);
        match read_as("sager.xlsx", bytes).0 {
            Ok(_) => assert!(is_read, "{claim}"),
            Err(error) => assert!(!is_read && error.contains("claims 99,999,999,999 texts"), "{claim}: {error}"),
        }
    }
}
