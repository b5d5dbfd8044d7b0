//! The events of a part in XML, one after the other. Whoever reads XML takes a tag, a text or a comment into memory whole, so
//! none may be larger than a workbook has them.

use std::io::{self, BufRead, Read};

use crate::language::{Message, Telling, in_words, say};
use quick_xml::Reader;
use quick_xml::events::Event;

/// A tag, a text or a comment: much more than Excel writes into one.
const MOST: usize = 16 << 20;

/// Why there is no next event.
#[derive(Debug, thiserror::Error)]
pub(super) enum XmlStop {
    TooLarge,
    Damaged(quick_xml::Error),
}

in_words!(XmlStop);

impl Telling for XmlStop {
    fn message(&self) -> Message {
        match self {
            Self::TooLarge => say!("xml-stop.too-large", most = MOST >> 20),
            Self::Damaged(one) => say!("xml-stop.damaged", what = one.to_string()),
        }
    }
}

pub(super) struct XmlEvents<R> {
    reader: Reader<BoundedEvent<R>>,
    buffer: Vec<u8>,
}

impl<R: BufRead> XmlEvents<R> {
    /// Reads as the reader of workbooks does, so that neither takes for damaged what the other reads on behind.
    pub fn new(part: R) -> Self {
        let mut reader = Reader::from_reader(BoundedEvent { part, left: MOST, is_over: false });
        let config = reader.config_mut();
        config.check_end_names = false;
        config.expand_empty_elements = true;
        Self { reader, buffer: Vec::new() }
    }

    /// The next event, and how many bytes it takes.
    ///
    /// # Errors
    /// It is too large, or is none.
    pub fn next(&mut self) -> Result<(Event<'_>, usize), XmlStop> {
        self.buffer.clear();
        self.reader.get_mut().left = MOST;
        let before = self.reader.buffer_position();
        let position = |reader: &Reader<BoundedEvent<R>>| reader.buffer_position().saturating_sub(before);
        match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => {
                let length = usize::try_from(position(&self.reader)).unwrap_or(usize::MAX);
                Ok((event, length))
            }
            Err(_) if self.reader.get_ref().is_over => Err(XmlStop::TooLarge),
            Err(error) => Err(XmlStop::Damaged(error)),
        }
    }
}

/// A part of which so much may be read before the next event begins.
struct BoundedEvent<R> {
    part: R,
    left: usize,
    is_over: bool,
}

impl<R: BufRead> Read for BoundedEvent<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let given = self.fill_buf()?;
        let length = given.len().min(buffer.len());
        buffer[..length].copy_from_slice(&given[..length]);
        self.consume(length);
        Ok(length)
    }
}

impl<R: BufRead> BufRead for BoundedEvent<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 {
            self.is_over = true;
            return Err(io::Error::other("too large"));
        }
        let given = self.part.fill_buf()?;
        Ok(&given[..given.len().min(self.left)])
    }

    fn consume(&mut self, length: usize) {
        self.left = self.left.saturating_sub(length);
        self.part.consume(length);
    }
}
