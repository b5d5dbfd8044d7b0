//! Counts rows, one after the other, and keeps an account of what became of each.

use csv::ByteRecord;

use super::account::{Judged, Rejection, RejectionKind, RowVerdict};
use super::column::Layout;
use super::counter::{Counter, field};
use super::text::decode;
use super::{cases, sums};
use crate::language::{Message, say};

impl Counter<'_> {
    /// Counts a row, whose number is asked for only where it is told. One without anything in it is none.
    pub fn row(&mut self, mut row: impl FnMut() -> u64, record: &ByteRecord) {
        if record.iter().all(|field| field.trim_ascii().is_empty()) {
            return;
        }
        self.tally.account.read += 1;
        let judged = self.judge(&mut row, record);
        if let (Ok(RowVerdict::Counted), Layout::Cases(columns)) = (&judged, &self.head.layout) {
            columns.number.iter().for_each(|number| self.cases.push(decode(field(record, *number)).trim()));
        }
        let account = &mut self.tally.account;
        match judged {
            Ok(RowVerdict::Counted) => account.counted += 1,
            Ok(RowVerdict::Excluded(reason)) => account.exclude(reason),
            Ok(RowVerdict::Outside) => account.outside += 1,
            Ok(RowVerdict::Undecided) => account.undecided += 1,
            Err((fault, reason)) => self.reject(row(), fault, reason),
        }
    }

    /// A row that is broken as it stands in its file.
    pub fn broken(&mut self, row: u64, reason: Message) {
        self.tally.account.read += 1;
        self.reject(row, RejectionKind::Form, reason);
    }

    fn reject(&mut self, row: u64, fault: RejectionKind, reason: Message) {
        self.tally.account.rejected += 1;
        self.rejections.push(Rejection { row, fault, reason });
    }

    fn judge(&mut self, row: &mut dyn FnMut() -> u64, record: &ByteRecord) -> Judged {
        let head = self.head;
        let has_more = || record.iter().skip(head.width).any(|field| !field.trim_ascii().is_empty());
        let is_ragged = record.len() < head.width || record.len() > head.width && has_more();
        if is_ragged {
            let reason = say!("row.fields", fields = record.len(), width = head.width);
            return Err((RejectionKind::Form, reason));
        }
        match &head.layout {
            Layout::Cases(columns) => match self.target(field(record, columns.kind))? {
                Ok(target) => cases::judge(self, target, columns, record),
                Err(reason) => Ok(RowVerdict::Excluded(reason)),
            },
            Layout::Sums(columns) => {
                sums::counted(columns, record)?;
                match self.target(field(record, columns.kind))? {
                    Ok(target) => sums::judge(self, row(), target, columns, record),
                    Err(reason) => Ok(RowVerdict::Excluded(reason)),
                }
            }
        }
    }
}
