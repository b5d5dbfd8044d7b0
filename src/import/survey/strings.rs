//! The texts of an `.xlsx`, which its cells share.

use std::io::BufRead;

use quick_xml::events::Event;

use super::events::{XmlEvents, XmlStop};
use super::tag::number;
use crate::language::{Message, Telling};

/// Bytes that a text takes at the least.
pub(super) const SHORTEST: u64 = "<si/>".len() as u64;

/// How many texts the part says it has. Its reader makes room for them before it reads one.
///
/// # Errors
/// A text that is larger than any.
pub(super) fn claimed(part: impl BufRead) -> Result<u64, Message> {
    let (mut events, mut claimed) = (XmlEvents::new(part), 0);
    loop {
        match events.next() {
            Ok((Event::Start(element), _)) if element.local_name().as_ref() == "sst" => {
                claimed = claimed.max(number(&element, "uniqueCount").unwrap_or_default());
            }
            Ok((Event::Eof, _)) | Err(XmlStop::Damaged(_)) => return Ok(claimed),
            Ok(_) => {}
            Err(stop @ XmlStop::TooLarge) => return Err(stop.message()),
        }
    }
}
