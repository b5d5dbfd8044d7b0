//! What a workbook unpacks to: a file of some kilobytes can hold more than any memory.

use std::io::{Read, Seek};

use zip::ZipArchive;

/// A sheet is read as a stream: this is more than its 1,048,576 rows fill.
const MOST_SHEET: u64 = 2 << 30;
/// All else is held in memory.
const MOST_HELD: u64 = 256 << 20;
/// What cells look like: Excel knows 65,490 looks.
const MOST_LOOKS: u64 = 16 << 20;

/// Whether each part of a workbook has a size that a workbook's can have. Each is unpacked, for what it says of its size need
/// not be so. What is not packed this way is left to its reader.
///
/// # Errors
/// Which part is too large.
pub(super) fn is_bounded(file: impl Read + Seek) -> Result<(), String> {
    let Ok(mut archive) = ZipArchive::new(file) else { return Ok(()) };
    for index in 0..archive.len() {
        let Ok(part) = archive.by_index(index) else { continue };
        let Some((name, most)) = part.name().ok().and_then(|name| Some((name.to_string(), bound(&name)?))) else {
            continue;
        };
        // One that is damaged is its reader's to tell.
        let size = std::io::copy(&mut part.take(most + 1), &mut std::io::sink()).unwrap_or_default();
        if size > most {
            let most = most >> 20;
            return Err(format!("its part `{name}` unpacks to more than {most} MiB, which no table needs"));
        }
    }
    Ok(())
}

/// None for what is not read.
fn bound(name: &str) -> Option<u64> {
    let name = name.to_ascii_lowercase();
    let is_read =
        [".xml", ".rels", ".bin"].iter().any(|ending| name.ends_with(ending)) && !name.contains("/pivotcache");
    let is_streamed = name.starts_with("xl/worksheets/") && name.ends_with(".xml");
    let most = if is_streamed {
        MOST_SHEET
    } else if name.ends_with("styles.xml") {
        MOST_LOOKS
    } else {
        MOST_HELD
    };
    is_read.then_some(most)
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
            is_bounded(looks),
            Err("its part `xl/styles.xml` unpacks to more than 16 MiB, which no table needs".to_owned())
        );
        assert_eq!(is_bounded(packed("xl/worksheets/sheet1.xml", 20 << 20)), Ok(()));
        assert_eq!(is_bounded(packed("xl/media/kort.png", 20 << 20)), Ok(()));
        assert_eq!(is_bounded(Cursor::new(b"no archive".to_vec())), Ok(()));
    }
}
