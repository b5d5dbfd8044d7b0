//! A sheet of an `.xlsx`.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::tag::value;

/// A cell has at most 32,767 characters: more than any spelling of them takes.
const MOST_CELL: usize = 1 << 20;
/// Tags and texts: those of all rows of fifty columns.
const MOST_EVENTS: u32 = 1 << 28;

/// The numbers of its hidden rows, from 1. A part that is damaged is its reader's to tell.
///
/// # Errors
/// A cell that is larger than any, or more cells than a sheet has.
pub(super) fn hidden_rows(part: impl BufRead) -> Result<Vec<u64>, String> {
    let mut reader = Reader::from_reader(part);
    let (mut buffer, mut hidden, mut row, mut text, mut events) = (Vec::new(), Vec::new(), 0, 0, 0);
    reader.config_mut().check_end_names = false;
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element) | Event::Empty(element)) => match element.local_name().as_ref() {
                "row" => {
                    text = 0;
                    row = value(&element, "r").and_then(|number| number.parse().ok()).unwrap_or(row + 1);
                    if value(&element, "hidden").is_some_and(|is| is == "1" || is == "true") {
                        hidden.push(row);
                    }
                }
                "c" => text = 0,
                _ => {}
            },
            Ok(Event::Eof) | Err(_) => return Ok(hidden),
            Ok(_) => {}
        }
        events += 1;
        text += buffer.len();
        if events > MOST_EVENTS {
            return Err("has more cells than a sheet can hold".to_owned());
        }
        if text > MOST_CELL {
            return Err("has a cell that is larger than any can be".to_owned());
        }
    }
}
