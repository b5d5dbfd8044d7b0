//! Summed counts as files give them, until all are read.

use std::collections::BTreeMap;

use super::account::{Rejection, RejectionKind};
use super::repeated::CaseNumbers;
use super::tally::{PeriodKnowledge, RowTally};
use super::target::Rules;
use crate::language::say;
use crate::plan::Address;

/// What no two rows may give: summed counts by what they were given for, and cases by their numbers. Sums count when all
/// files are read: of two rows for the same, none does.
#[derive(Debug, Default)]
pub(super) struct ReportedSums {
    rows: BTreeMap<Vec<u8>, Vec<Sum>>,
    /// Which of the files is being read.
    pub file: usize,
    pub cases: CaseNumbers,
}

/// A row of summed counts.
#[derive(Debug)]
pub(super) struct Sum {
    pub file: usize,
    pub row: u64,
    pub target: usize,
    pub site: usize,
    pub period: usize,
    /// All, then those within each limit.
    pub counts: Vec<u64>,
    /// Undecided cases: all, then those over each limit. Nothing where the file does not say it.
    pub open: Vec<u64>,
    /// The columns that nothing was read from: what two rows differ by may stand there.
    pub unused: Option<String>,
}

/// A requirement that one file has sums of, and another the cases themselves.
pub(super) struct Both(pub Address);

impl ReportedSums {
    /// Counts what was given once; gives every row of what was given more than once, in the order of the files.
    ///
    /// # Errors
    /// Cases of the same requirement and period are counted already.
    pub fn settle(self, rules: &Rules, whole: &mut RowTally) -> Result<Vec<(usize, Rejection)>, Both> {
        let counted_cases: Vec<PeriodKnowledge> = whole.known.clone();
        let mut rejections = Vec::new();
        for sums in self.rows.into_values() {
            if let [sum] = sums.as_slice() {
                let place = sum.target * rules.periods.len() + sum.period;
                if counted_cases.get(place) == Some(&PeriodKnowledge::Counted) {
                    return Err(Both(rules.targets[sum.target].address.clone()));
                }
                let first = rules.counter(sum.target, sum.site, sum.period);
                let counters = &mut whole.counts[first..first + sum.counts.len()];
                counters.iter_mut().zip(&sum.counts).for_each(|(all, more)| *all += more);
                let open = &mut whole.open[first..first + sum.open.len()];
                open.iter_mut().zip(&sum.open).for_each(|(all, more)| *all += more);
                whole.known[place] = PeriodKnowledge::Counted;
                continue;
            }
            for (index, sum) in sums.iter().enumerate() {
                let others = sums.iter().enumerate().filter(|(other, _)| *other != index);
                let others: Vec<String> = others.take(5).map(|(_, other)| other.row.to_string()).collect();
                let reason = say!("row.twice", others = others, unused = sum.unused);
                rejections.push((sum.file, Rejection { row: sum.row, fault: RejectionKind::Repeated, reason }));
            }
        }
        rejections.sort_by_key(|(file, one)| (*file, one.row));
        Ok(rejections)
    }

    /// Notes a row, under what it is for.
    pub fn add(&mut self, key: Vec<u8>, sum: Sum) {
        self.rows.entry(key).or_default().push(sum);
    }

    /// For how many things counts were given.
    pub fn len(&self) -> usize {
        self.rows.len()
    }
}
