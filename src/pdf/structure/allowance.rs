//! How much content is gone through, whatever a file holds.

use lopdf::Stream;

use crate::language::say;
use crate::pdf::open::{Unreadable, unpack};

/// Content of all pages, forms and maps together; a report of a hundred pages has 3 MB.
const CONTENT: usize = 128 * 1024 * 1024;
/// Of one stream.
const OF_ONE: usize = 32 * 1024 * 1024;
/// Text of all pages.
const TEXT: usize = 32 * 1024 * 1024;

/// What may still be gone through.
#[derive(Debug)]
pub(super) struct Allowance {
    content: usize,
    text: usize,
}

impl Default for Allowance {
    fn default() -> Self {
        Self { content: CONTENT, text: TEXT }
    }
}

impl Allowance {
    /// A stream's content, to be gone through once.
    pub fn unpack(&mut self, stream: &Stream) -> Result<Vec<u8>, Unreadable> {
        let content = unpack(stream, OF_ONE.min(self.content))?;
        // A stream of nothing costs something too.
        self.content = self.content.saturating_sub(content.len() + 1024);
        Ok(content)
    }

    /// Takes text that was read.
    pub fn take_text(&mut self, count: usize) -> Result<(), Unreadable> {
        let error = || Unreadable::TooMuch(say!("pdf.too-much-text"));
        self.text = self.text.checked_sub(count).ok_or_else(error)?;
        Ok(())
    }
}
