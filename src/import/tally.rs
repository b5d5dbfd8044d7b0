//! What has been counted of each requirement in each period.

use super::account::Account;
use super::target::Rules;

/// What has been counted. Two of them add up.
#[derive(Debug, Clone, Default)]
pub(super) struct RowTally {
    pub account: Account,
    /// By [`Rules::counter`]: all, and those within each limit.
    pub counts: Vec<u64>,
    /// Cases without a decision when a period ended: all, and those that were then over each limit.
    pub open: Vec<u64>,
    /// By requirement and period, how much a file says of it.
    pub known: Vec<PeriodKnowledge>,
}

/// What is known of a requirement in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum PeriodKnowledge {
    Nothing,
    /// A file of cases has some of it, of another period or without a decision: in this one there were none.
    None,
    Counted,
}

impl RowTally {
    pub fn new(rules: &Rules) -> Self {
        let zeros = || vec![0; rules.counters];
        Self {
            account: Account::default(),
            counts: zeros(),
            open: zeros(),
            known: vec![PeriodKnowledge::Nothing; rules.targets.len() * rules.periods.len()],
        }
    }

    pub fn add(&mut self, other: &Self) {
        self.account += &other.account;
        self.counts.iter_mut().zip(&other.counts).for_each(|(sum, more)| *sum += more);
        self.open.iter_mut().zip(&other.open).for_each(|(sum, more)| *sum += more);
        self.known.iter_mut().zip(&other.known).for_each(|(sum, more)| *sum = (*sum).max(*more));
    }
}
