//! What is counted while rows are read, and what a row is about.

use std::collections::BTreeMap;

use csv::ByteRecord;

use super::account::{Rejection, RejectionKind};
use super::column::Header;
use super::repeated::NumberList;
use super::reported::ReportedSums;
use super::tally::{PeriodKnowledge, RowTally};
use super::target::{CaseType, CountedRequirement, Rules};
use super::text::{decode, fold, shown};
use crate::diagnostic::nearest;
use crate::language::{Message, say};

/// Case types that are remembered; a file with more of them is looked up anew for each row.
const MOST_KINDS: usize = 4096;

/// A row that is about a requirement, at a place where it has places.
pub(super) struct RowSubject<'a> {
    pub target: &'a CountedRequirement<'a>,
    pub index: usize,
    pub site: usize,
}

pub(super) struct Counter<'a> {
    pub rules: &'a Rules<'a>,
    pub head: &'a Header,
    known: BTreeMap<Vec<u8>, usize>,
    kinds: Vec<CaseType>,
    /// What summed counts were given for, and on which row.
    pub reported: ReportedSums,
    pub tally: RowTally,
    pub rejections: Vec<Rejection>,
    /// The numbers of those that are counted.
    pub cases: NumberList,
}

impl<'a> Counter<'a> {
    pub fn new(rules: &'a Rules<'a>, head: &'a Header) -> Self {
        Self {
            rules,
            head,
            known: BTreeMap::new(),
            kinds: Vec::new(),
            reported: ReportedSums::default(),
            tally: RowTally::new(rules),
            rejections: Vec::new(),
            cases: NumberList::default(),
        }
    }

    /// The requirement that a case type means, or why it is left out.
    pub fn target(&mut self, field: &[u8]) -> Result<Result<usize, usize>, (RejectionKind, Message)> {
        let place = match self.known.get(field) {
            Some(place) => *place,
            None => self.learn(field),
        };
        match &self.kinds[place] {
            CaseType::Target(target) => Ok(Ok(*target)),
            CaseType::LeftOut(reason) => Ok(Err(*reason)),
            CaseType::Unknown(reason) => Err((RejectionKind::Kind, reason.clone())),
        }
    }

    fn learn(&mut self, field: &[u8]) -> usize {
        let kind = match field.trim_ascii() {
            [] => CaseType::Unknown(say!("row.no-kind")),
            field => self.rules.kind(&decode(field)),
        };
        if self.kinds.len() > MOST_KINDS {
            self.kinds[MOST_KINDS] = kind;
            return MOST_KINDS;
        }
        self.kinds.push(kind);
        if self.kinds.len() <= MOST_KINDS {
            self.known.insert(field.to_owned(), self.kinds.len() - 1);
        }
        self.kinds.len() - 1
    }

    /// A row of cases is about a requirement: what no row counts for in a period, there was none of.
    pub fn note_seen(&mut self, target: usize) {
        let periods = self.rules.periods.len();
        for known in &mut self.tally.known[target * periods..(target + 1) * periods] {
            *known = (*known).max(PeriodKnowledge::None);
        }
    }

    pub fn note_counted(&mut self, target: usize, period: usize) {
        self.tally.known[target * self.rules.periods.len() + period] = PeriodKnowledge::Counted;
    }

    /// The columns that nothing is read from, for what two rows may differ by.
    pub fn unused(&self) -> Option<String> {
        Some(self.head.unused.join(", ")).filter(|unused| !unused.is_empty())
    }

    /// The requirement with the place that the row is about.
    pub fn subject(
        &self,
        index: usize,
        site: Option<usize>,
        record: &ByteRecord,
    ) -> Result<RowSubject<'a>, (RejectionKind, Message)> {
        let target = &self.rules.targets[index];
        if target.share.sites.is_empty() {
            return Ok(RowSubject { target, index, site: 0 });
        }
        let sites = || target.share.sites.iter().map(|site| site.name.as_str());
        let Some(column) = site else {
            let reason = say!("row.by-place", address = target.address);
            return Err((RejectionKind::Place, reason));
        };
        let text = decode(field(record, column));
        let folded = fold(&text);
        if let Some(site) = sites().position(|name| fold(name) == folded) {
            return Ok(RowSubject { target, index, site });
        }
        let help = match nearest(text.trim(), sites()) {
            Some(near) => say!("did-you-mean.inside", near = near),
            None => say!("row.places", places = sites().collect::<Vec<_>>()),
        };
        Err((RejectionKind::Place, say!("row.place", shown = shown(&text), address = target.address, help = help)))
    }
}

pub(super) fn field(record: &ByteRecord, place: usize) -> &[u8] {
    record.get(place).unwrap_or_default()
}
