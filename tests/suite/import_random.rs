//! Random case files, counted by the import and by hand: one row after the other, with a calendar's own subtraction.

use std::path::Path;

use chrono::{Datelike, Days, NaiveDate};
use proptest::prelude::*;
use resultatplan::files::Memory;
use resultatplan::quantity::month_name;

use crate::import_files::read;
use crate::support::random::config;

/// A case as it is meant.
#[derive(Debug, Clone)]
struct Case {
    is_family: bool,
    received: NaiveDate,
    /// So many days later.
    took: Option<u64>,
    /// How its dates are written.
    form: usize,
    /// What is wrong with its row.
    fault: Option<usize>,
}

fn written(day: NaiveDate, form: usize) -> String {
    let (year, month, number) = (day.year(), day.month(), day.day());
    match form {
        0 => format!("{year}-{month:02}-{number:02}"),
        1 => format!("{number:02}-{month:02}-{year}"),
        2 => format!("{number}/{month} {year}"),
        3 => format!("\"{number}. {} {year}\"", month_name(month)),
        4 => format!("{number}.{month}.{year} 12:30"),
        _ => format!("{year}{month:02}{number:02}"),
    }
}

impl Case {
    fn decided(&self) -> Option<NaiveDate> {
        self.took.map(|took| self.received.checked_add_days(Days::new(took)).unwrap())
    }

    fn row(&self) -> String {
        let kind = if self.is_family { "Medfølgende familie" } else { "\"Fast-track, 1. gang\"" };
        let decided = self.decided().map(|day| written(day, self.form)).unwrap_or_default();
        let received = written(self.received, self.form);
        match self.fault {
            Some(0) => format!("{kind};{received}"),
            Some(1) => format!("andet;{received};{decided}"),
            Some(2) => format!("{kind};31-31-2025;{decided}"),
            Some(_) => format!("{kind};{received};\"{decided}"),
            None => format!("{kind};{received};{decided}"),
        }
    }
}

fn case() -> impl Strategy<Value = Case> {
    let first = NaiveDate::from_ymd_opt(2024, 10, 1).unwrap();
    let fault = prop_oneof![9 => Just(None), 1 => (0..4_usize).prop_map(Some)];
    (any::<bool>(), 0..250_u64, proptest::option::weighted(0.8, 0..130_u64), 0..6_usize, fault).prop_map(
        move |(is_family, day, took, form, fault)| Case {
            is_family,
            received: first.checked_add_days(Days::new(day)).unwrap(),
            took,
            form,
            fault,
        },
    )
}

/// What one count says, and what the other does.
#[derive(Debug, Default, PartialEq, Eq)]
struct Told {
    counted: u64,
    outside: u64,
    undecided: u64,
    rejected: Vec<u64>,
    /// Fast-track: all, within 31 days.
    fast: (u64, u64),
    /// Family: all, within 31 days, within 92.
    family: (u64, u64, u64),
    /// Without a decision when the quarter ended: all, over 31 days, over 92.
    open: (u64, u64, u64),
}

fn by_hand(cases: &[Case]) -> Told {
    let mut told = Told::default();
    let quarter = |day: &NaiveDate| day.year() == 2025 && day.month() <= 3;
    let end = NaiveDate::from_ymd_opt(2025, 3, 31).unwrap();
    for (case, row) in cases.iter().zip(2..) {
        if case.fault.is_some() {
            told.rejected.push(row);
            continue;
        }
        if case.is_family && case.received <= end && case.decided().is_none_or(|day| day > end) {
            told.open.0 += 1;
            told.open.1 += u64::from((end - case.received).num_days() > 31);
            told.open.2 += u64::from((end - case.received).num_days() > 92);
        }
        match (case.decided(), case.took) {
            (Some(day), Some(took)) if quarter(&day) => {
                told.counted += 1;
                if case.is_family {
                    told.family.0 += 1;
                    told.family.1 += u64::from(took <= 31);
                    told.family.2 += u64::from(took <= 92);
                } else {
                    told.fast.0 += 1;
                    told.fast.1 += u64::from(took <= 31);
                }
            }
            (Some(_), _) => told.outside += 1,
            (None, _) => told.undecided += 1,
        }
    }
    told
}

fn by_import(cases: &[Case], ending: &str) -> Told {
    let rows: String = cases.iter().map(|case| case.row() + ending).collect();
    let files = Memory::from_iter([("sager.csv", format!("Sagstype;Modtaget;Afgjort{ending}{rows}"))]);
    let (imported, rejected) = read(&files, Path::new("sager.csv"), None);
    let imported = imported.unwrap();
    let account = &imported.files[0].account;
    assert!(account.adds_up() && account.read == cases.len() as u64, "{account:?}");
    let mut told = Told {
        counted: account.counted,
        outside: account.outside,
        undecided: account.undecided,
        rejected: rejected.iter().map(|one| one.row).collect(),
        ..Told::default()
    };
    for (address, figures) in imported.counted.iter().flat_map(|one| &one.requirements) {
        let (counts, open) = (&figures.counts[0].1, &figures.open);
        match address.to_string().as_str() {
            "1.1 a Fast-track, 1. gang" => told.fast = (counts.total.0, counts.within[0].0),
            _ => {
                told.family = (counts.total.0, counts.within[0].0, counts.within[1].0);
                told.open = (open.total, open.over[0], open.over[1]);
            }
        }
    }
    told
}

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn counts_are_those_of_a_count_by_hand(cases in proptest::collection::vec(case(), 0..60), ending in prop_oneof![Just("\n"), Just("\r\n")]) {
        // A mark that is never closed reaches to the next one; here each stands alone in its file.
        let mut cases = cases;
        let mut open = cases.iter_mut().filter(|case| case.fault == Some(3)).skip(1).collect::<Vec<_>>();
        open.iter_mut().for_each(|case| case.fault = Some(0));
        let after = cases.iter().position(|case| case.fault == Some(3)).map_or(cases.len(), |at| at + 1);
        // Nor may a row after it have marks of its own, which would close it.
        cases[after..].iter_mut().for_each(|case| {
            case.is_family = true;
            case.form = case.form.min(2);
        });
        prop_assert_eq!(by_import(&cases, ending), by_hand(&cases));
    }
}

/// More than one block, so that several threads count: the same rows again and again, those that are rejected in order.
#[test]
fn a_file_of_many_blocks_counts_as_one() {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let one = |number: u64| Case {
        is_family: number.is_multiple_of(2),
        received: day("2024-12-20").checked_add_days(Days::new(number % 90)).unwrap(),
        took: (!number.is_multiple_of(7)).then_some(number % 101),
        form: usize::try_from(number % 6).unwrap(),
        fault: (number % 50 == 3).then_some(usize::try_from(number % 3).unwrap()),
    };
    let cases: Vec<Case> = (0..150_000).map(one).collect();
    assert_eq!(by_import(&cases, "\n"), by_hand(&cases));
}
