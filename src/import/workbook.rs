//! Opens a workbook, or says why it is none. Those of today are read as a stream; older ones and those of LibreOffice
//! (`.xls`, `.xlsb`, `.ods`) are held in memory.

use std::io::{BufReader, Cursor, Read as _};
use std::path::Path;

use calamine::{Reader as _, Sheets, Xlsx, open_workbook_auto_from_rs};

use super::packed::is_bounded;
use crate::files::{Files, Stream, ending};

/// How an older workbook begins, and one that is encrypted.
pub(super) const OLE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];
pub(super) type WorkbookFile = BufReader<Box<dyn Stream>>;

pub(super) enum Book {
    Streamed(Xlsx<WorkbookFile>),
    Held(Sheets<Cursor<Vec<u8>>>),
}

/// Opens a workbook; or says why it is none.
pub(super) fn open(files: &dyn Files, path: &Path) -> std::io::Result<Result<Book, String>> {
    let refused = |why: &str| Ok(Err(why.to_owned()));
    let mut start = Vec::new();
    files.open(path)?.take(8).read_to_end(&mut start)?;
    if start.trim_ascii_start().starts_with(b"<") || start.starts_with(b"\xef\xbb\xbf<") {
        return refused("it is a web page by the name of a workbook: open it in Excel and save it as `.xlsx`");
    }
    if let Err(problem) = is_bounded(BufReader::new(files.open(path)?)) {
        return refused(&problem);
    }
    let mut file = BufReader::new(files.open(path)?);
    if matches!(ending(path).as_deref(), Some("xlsx" | "xlsm")) {
        if start.starts_with(OLE) {
            return refused(
                "it has a password, or is an older workbook by a newer name: open it in Excel, take the password away \
                 and save it as `.xlsx`",
            );
        }
        return Ok(Xlsx::new(file).map(Book::Streamed).map_err(|error| error.to_string()));
    }
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    let refused = "open it in Excel or LibreOffice, without a password, and save it as `.xlsx`";
    Ok(open_workbook_auto_from_rs(Cursor::new(bytes)).map(Book::Held).map_err(|_| refused.to_owned()))
}
