//! Opens a workbook, or says why it is none. Those of today are read as a stream; the oldest and those of LibreOffice (`.xls`,
//! `.ods`) are held in memory.

use std::io::{BufReader, Cursor, Read as _};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use calamine::{Ods, Reader as _, Sheet, Xls, Xlsb, Xlsx};

use super::survey::{HiddenRows, MOST_OLD, WorkbookForm, archive, old};
use crate::files::{Files, Stream, ending};
use crate::language::{Message, say};

/// How an older workbook begins, and one that is encrypted.
pub(super) const OLE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];
pub(super) type WorkbookFile = BufReader<Box<dyn Stream>>;

pub(super) enum Book {
    Xlsx(Xlsx<WorkbookFile>),
    Xlsb(Xlsb<WorkbookFile>),
    Xls(Xls<Cursor<Vec<u8>>>),
    Ods(Ods<WorkbookFile>),
}

/// Opens a workbook, whatever form it has, and tells which of its rows are hidden; or says why it is none.
pub(super) fn open(files: &dyn Files, path: &Path) -> std::io::Result<Result<(Book, HiddenRows), Message>> {
    let mut start = Vec::new();
    files.open(path)?.take(8).read_to_end(&mut start)?;
    if start.trim_ascii_start().starts_with(b"<") || start.starts_with(b"\xef\xbb\xbf<") {
        return Ok(Err(say!("workbook.web-page")));
    }
    let file = BufReader::new(files.open(path)?);
    if !start.starts_with(OLE) {
        return Ok(archive(BufReader::new(files.open(path)?)).and_then(|(form, hidden)| {
            let book = match form {
                WorkbookForm::Xlsx => guarded(|| Xlsx::new(file)).map(Book::Xlsx)?,
                WorkbookForm::Xlsb => guarded(|| Xlsb::new(file)).map(Book::Xlsb)?,
                WorkbookForm::Ods => guarded(|| Ods::new(file)).map(Book::Ods)?,
            };
            Ok((book, hidden))
        }));
    }
    if matches!(ending(path).as_deref(), Some("xlsx" | "xlsm")) {
        return Ok(Err(say!("workbook.password-or-old")));
    }
    let mut bytes = Vec::new();
    file.take(MOST_OLD + 1).read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > MOST_OLD) {
        return Ok(Err(say!("workbook.larger", most = MOST_OLD >> 20)));
    }
    let (clean, hidden) = match old(&bytes) {
        Ok(looked_through) => looked_through,
        Err(problem) => return Ok(Err(say!("workbook.anew", problem = problem))),
    };
    Ok(guarded(|| Xls::new(Cursor::new(clean))).map(|book| (Book::Xls(book), hidden)))
}

/// What the reader of workbooks makes of a file, and the way out. It panics on some that are damaged.
pub(super) fn guarded<T, E: std::fmt::Display>(read: impl FnOnce() -> Result<T, E>) -> Result<T, Message> {
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(read) => {
            read.map_err(|error| say!("workbook.anew", problem = say!("workbook.reader", problem = error.to_string())))
        }
        Err(_) => Err(say!("workbook.anew", problem = say!("workbook.damaged"))),
    }
}

impl Book {
    pub(super) fn sheets(&self) -> &[Sheet] {
        match self {
            Self::Xlsx(book) => book.sheets_metadata(),
            Self::Xlsb(book) => book.sheets_metadata(),
            Self::Xls(book) => book.sheets_metadata(),
            Self::Ods(book) => book.sheets_metadata(),
        }
    }

    /// Whether its days are counted from 1904, as older Macs do.
    pub(super) fn is_1904(&self) -> bool {
        match self {
            Self::Xlsx(book) => book.has_1904_epoch(),
            Self::Xlsb(book) => book.has_1904_epoch(),
            Self::Xls(book) => book.has_1904_epoch(),
            Self::Ods(_) => false,
        }
    }
}
