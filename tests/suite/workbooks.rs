//! Figures in Excel: a scorecard and the tables of reports, with numbers that are numbers and sums that add up.

use std::io::{Cursor, Read};
use std::path::PathBuf;

use calamine::{Data, Range, Reader, Xlsx};
use resultatplan::files::Files;
use resultatplan::words::Words;
use resultatplan::workbook::{report, scorecard};
use resultatplan::workspace::Workspace;
use zip::ZipArchive;

use crate::support::{ASSETS, copy_of};

fn open(path: &str) -> Workspace {
    let (files, _) = copy_of("tests/plans/eksempel");
    Workspace::open(files.share(), &[PathBuf::from(path)], ASSETS.clone()).unwrap()
}

fn points(path: &str) -> Vec<u8> {
    let workspace = open(path);
    let scored = workspace.score(None).unwrap();
    scorecard(scored.plan, &scored.card, &Words::new(scored.texts, scored.plan)).unwrap()
}

fn sheets(workbook: &[u8]) -> Vec<(String, Range<Data>)> {
    Xlsx::new(Cursor::new(workbook)).unwrap().worksheets()
}

/// What XML stands in the sheets.
fn xml(workbook: &[u8]) -> String {
    let mut archive = ZipArchive::new(Cursor::new(workbook)).unwrap();
    let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
    let mut all = String::new();
    for name in names.iter().filter(|name| name.starts_with("xl/worksheets/sheet")) {
        archive.by_name(name).unwrap().read_to_string(&mut all).unwrap();
    }
    all
}

#[test]
fn the_sums_of_a_scorecard_are_formulas_with_the_sum_that_they_give() {
    let workbook = points("/eksempel/prø/2025");
    assert_eq!(workbook, points("/eksempel/prø/2025"));
    let sheets = sheets(&workbook);
    let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Point", "Målgrupper", "Målinger"]);
    let (_, range) = &sheets[0];
    // Goals are on the first level; the last row with a weight is their sum.
    let rows: Vec<&[Data]> = range.rows().collect();
    let number = |cell: &Data| if let Data::Float(number) = cell { *number } else { -1.0 };
    let total = rows.iter().rposition(|row| matches!(row[3], Data::Float(_))).unwrap();
    for column in [3, 6, 7] {
        let goals = rows[..total].iter().filter(|row| row[2] == Data::Float(1.0)).map(|row| number(&row[column]));
        let sum = goals.fold(0.0, |sum, one| sum + one);
        assert!((sum - number(&rows[total][column])).abs() < 1e-9, "column {column}");
    }
    assert!((number(&rows[total][3]) - 100.0).abs() < 1e-9);
    let xml = xml(&workbook);
    assert!(xml.matches("<f>SUM(").count() >= 5, "{xml}");
}

#[test]
fn the_tables_of_a_report_have_numbers_where_the_report_has() {
    let workspace = open("/eksempel/prø/2025");
    let inspected = workspace.plan().unwrap();
    let ids: Vec<_> = inspected.documents().filter(|id| id.kind.has_figures()).collect();
    assert!(ids.len() >= 2, "{ids:?}");
    for id in ids {
        let workbook = report(inspected.view(id).unwrap()).unwrap();
        let sheets = sheets(&workbook);
        let cells = sheets.iter().flat_map(|(_, range)| range.used_cells());
        assert!(cells.filter(|(.., cell)| matches!(cell, Data::Float(_))).count() > 3, "{id}");
        let mut names: Vec<String> = sheets.iter().map(|(name, _)| name.to_lowercase()).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), sheets.len(), "{id}");
    }
}
