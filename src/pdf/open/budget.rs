//! How much of a file is read, whatever the file says of itself.

use super::unreadable::Unreadable;
use crate::language::say;

/// A value takes about 150 bytes of memory.
const VALUES: usize = 2_000_000;
/// Of all object streams and cross-reference streams together.
const UNPACKED: usize = 64 * 1024 * 1024;

/// What may still be read.
#[derive(Debug)]
pub(in crate::pdf) struct ReadingBudget {
    bytes: usize,
    values: usize,
    unpacked: usize,
}

impl ReadingBudget {
    /// Of a file of this many bytes: a sound one is gone through less than twice.
    pub fn of(length: usize) -> Self {
        Self { bytes: length.saturating_mul(4).saturating_add(65_536), values: VALUES, unpacked: UNPACKED }
    }

    /// Of one operation of a content stream.
    pub fn of_operation() -> Self {
        Self { bytes: 0, values: VALUES / 4, unpacked: 0 }
    }

    /// Takes bytes of the file that were gone through.
    pub fn take_bytes(&mut self, count: usize) -> Result<(), Unreadable> {
        let error = || Unreadable::TooMuch(say!("pdf.overlaps"));
        self.bytes = self.bytes.checked_sub(count).ok_or_else(error)?;
        Ok(())
    }

    /// Takes one value, or one entry of the cross-reference table.
    pub fn take_value(&mut self) -> Result<(), Unreadable> {
        let error = || Unreadable::TooMuch(say!("pdf.too-many-values", most = VALUES));
        self.values = self.values.checked_sub(1).ok_or_else(error)?;
        Ok(())
    }

    /// The most bytes that the next stream may unpack to.
    pub fn unpacked_left(&self) -> usize {
        self.unpacked
    }

    /// Takes bytes that a stream was unpacked to.
    pub fn take_unpacked(&mut self, count: usize) {
        self.unpacked = self.unpacked.saturating_sub(count);
        // They are gone through once.
        self.bytes = self.bytes.saturating_add(count);
    }
}
