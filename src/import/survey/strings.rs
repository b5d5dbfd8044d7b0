//! The texts of an `.xlsx`, which its cells share.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::tag::number;

/// Bytes that a text takes at the least.
pub(super) const SHORTEST: u64 = "<si/>".len() as u64;

/// How many texts the part says it has. Its reader makes room for them before it reads one.
pub(super) fn claimed(part: impl BufRead) -> u64 {
    let mut reader = Reader::from_reader(part);
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element) | Event::Empty(element)) if element.local_name().as_ref() == "sst" => {
                return number(&element, "uniqueCount").unwrap_or_default();
            }
            Ok(Event::Eof) | Err(_) => return 0,
            Ok(_) => buffer.clear(),
        }
    }
}
