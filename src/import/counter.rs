//! Counts rows, one after the other, and keeps an account of what became of each.

use std::collections::BTreeMap;

use csv::ByteRecord;

use super::account::{Account, Fault, Rejection};
use super::column::{Head, Layout};
use super::target::{Kind, Rules, Target};
use super::text::{decode, fold, shown};
use super::{cases, sums};
use crate::diagnostic::nearest;

/// Case types that are remembered; a file with more of them is looked up anew for each row.
const MOST_KINDS: usize = 4096;

/// What has been counted. Two of them add up.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    pub account: Account,
    /// By [`Rules::counter`]: all, and those within each limit.
    pub counts: Vec<u64>,
    /// Cases without a decision when a period ended: all, and those that were then over each limit.
    pub open: Vec<u64>,
    /// By requirement and period, how much a file says of it.
    pub known: Vec<Known>,
}

/// What is known of a requirement in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Known {
    Nothing,
    /// A file of cases has some of it, of another period or without a decision: in this one there were none.
    None,
    Counted,
}

impl Tally {
    pub fn new(rules: &Rules) -> Self {
        let zeros = || vec![0; rules.counters];
        Self {
            account: Account::default(),
            counts: zeros(),
            open: zeros(),
            known: vec![Known::Nothing; rules.targets.len() * rules.periods.len()],
        }
    }

    pub fn add(&mut self, other: &Self) {
        self.account += &other.account;
        self.counts.iter_mut().zip(&other.counts).for_each(|(sum, more)| *sum += more);
        self.open.iter_mut().zip(&other.open).for_each(|(sum, more)| *sum += more);
        self.known.iter_mut().zip(&other.known).for_each(|(sum, more)| *sum = (*sum).max(*more));
    }
}

/// What becomes of a row that is not rejected.
pub(super) enum Verdict {
    Counted,
    /// By its place in [`Rules::reasons`].
    Excluded(usize),
    Outside,
    Undecided,
}

pub(super) type Judged = Result<Verdict, (Fault, String)>;

/// A row that is about a requirement, at a place where it has places.
pub(super) struct Subject<'a> {
    pub target: &'a Target<'a>,
    pub index: usize,
    pub site: usize,
}

pub(super) struct Counter<'a> {
    pub rules: &'a Rules<'a>,
    pub head: &'a Head,
    known: BTreeMap<Vec<u8>, usize>,
    kinds: Vec<Kind>,
    /// What summed counts were given for, and on which row.
    pub reported: sums::Reported,
    pub tally: Tally,
    pub rejections: Vec<Rejection>,
    /// The numbers of those that are counted.
    pub cases: Vec<String>,
}

impl<'a> Counter<'a> {
    pub fn new(rules: &'a Rules<'a>, head: &'a Head) -> Self {
        Self {
            rules,
            head,
            known: BTreeMap::new(),
            kinds: Vec::new(),
            reported: sums::Reported::default(),
            tally: Tally::new(rules),
            rejections: Vec::new(),
            cases: Vec::new(),
        }
    }

    /// Counts a row, whose number is asked for only where it is told. One without anything in it is none.
    pub fn row(&mut self, mut row: impl FnMut() -> u64, record: &ByteRecord) {
        if record.iter().all(|field| field.trim_ascii().is_empty()) {
            return;
        }
        self.tally.account.read += 1;
        let judged = self.judge(&mut row, record);
        if let (Ok(Verdict::Counted), Layout::Cases(columns)) = (&judged, &self.head.layout) {
            let number = columns.number.map(|number| decode(field(record, number)));
            self.cases.extend(number.map(|number| number.trim().to_owned()));
        }
        let account = &mut self.tally.account;
        match judged {
            Ok(Verdict::Counted) => account.counted += 1,
            Ok(Verdict::Excluded(reason)) => account.exclude(reason),
            Ok(Verdict::Outside) => account.outside += 1,
            Ok(Verdict::Undecided) => account.undecided += 1,
            Err((fault, reason)) => self.reject(row(), fault, reason),
        }
    }

    /// A row that is broken as it stands in its file.
    pub fn broken(&mut self, row: u64, reason: &str) {
        self.tally.account.read += 1;
        self.reject(row, Fault::Form, reason.to_owned());
    }

    fn reject(&mut self, row: u64, fault: Fault, reason: String) {
        self.tally.account.rejected += 1;
        self.rejections.push(Rejection { row, fault, reason });
    }

    fn judge(&mut self, row: &mut dyn FnMut() -> u64, record: &ByteRecord) -> Judged {
        let head = self.head;
        let has_more = || record.iter().skip(head.width).any(|field| !field.trim_ascii().is_empty());
        let is_ragged = record.len() < head.width || record.len() > head.width && has_more();
        if is_ragged {
            let reason = format!("{} fields, and the head has {}", record.len(), head.width);
            return Err((Fault::Form, format!("{reason}: put a field that holds the separator in quotes")));
        }
        match &head.layout {
            Layout::Cases(columns) => match self.target(field(record, columns.kind))? {
                Ok(target) => cases::judge(self, target, columns, record),
                Err(reason) => Ok(Verdict::Excluded(reason)),
            },
            Layout::Sums(columns) => match self.target(field(record, columns.kind))? {
                Ok(target) => sums::judge(self, row(), target, columns, record),
                Err(reason) => Ok(Verdict::Excluded(reason)),
            },
        }
    }

    /// The requirement that a case type means, or why it is left out.
    fn target(&mut self, field: &[u8]) -> Result<Result<usize, usize>, (Fault, String)> {
        let place = match self.known.get(field) {
            Some(place) => *place,
            None => self.learn(field),
        };
        match &self.kinds[place] {
            Kind::Target(target) => Ok(Ok(*target)),
            Kind::LeftOut(reason) => Ok(Err(*reason)),
            Kind::Unknown(reason) => Err((Fault::Kind, reason.clone())),
        }
    }

    fn learn(&mut self, field: &[u8]) -> usize {
        let kind = match field.trim_ascii() {
            [] => Kind::Unknown("the case type is missing".to_owned()),
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
            *known = (*known).max(Known::None);
        }
    }

    pub fn note_counted(&mut self, target: usize, period: usize) {
        self.tally.known[target * self.rules.periods.len() + period] = Known::Counted;
    }

    /// The requirement with the place that the row is about.
    pub fn subject(
        &self,
        index: usize,
        site: Option<usize>,
        record: &ByteRecord,
    ) -> Result<Subject<'a>, (Fault, String)> {
        let target = &self.rules.targets[index];
        if target.share.sites.is_empty() {
            return Ok(Subject { target, index, site: 0 });
        }
        let sites = || target.share.sites.iter().map(|site| site.name.as_str());
        let Some(column) = site else {
            let reason = format!("{} is counted by place, and no column is `sted`", target.address);
            return Err((Fault::Place, reason));
        };
        let text = decode(field(record, column));
        let folded = fold(&text);
        if let Some(site) = sites().position(|name| fold(name) == folded) {
            return Ok(Subject { target, index, site });
        }
        let help = match nearest(text.trim(), sites()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the places are {}", sites().collect::<Vec<_>>().join(", ")),
        };
        Err((Fault::Place, format!("`{}` is no place of {}: {help}", shown(&text), target.address)))
    }
}

pub(super) fn field(record: &ByteRecord, place: usize) -> &[u8] {
    record.get(place).unwrap_or_default()
}
