//! What the reference documents state stands in ours: every figure, date and name, listed in `tests/reference/`.

use crate::support::pdf::Pdf;
use crate::support::plan::{annex, contract};
use crate::support::repository;
use crate::support::text::squeezed;

/// The entries of a year, without remarks.
fn entries(year: &str) -> Vec<String> {
    let file = repository(&format!("tests/reference/{year}.txt"));
    let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let entry = |line: &str| line.split(" # ").next().unwrap_or("").trim().to_owned();
    text.lines().filter(|line| !line.starts_with('#')).map(entry).filter(|entry| !entry.is_empty()).collect()
}

/// What of these a document does not say.
fn missing(entries: &[String], pdf: &Pdf) -> Vec<String> {
    let whole = squeezed(&pdf.text());
    let rows: Vec<String> = pdf.all(&["TR"]).into_iter().map(|row| squeezed(&row.text())).collect();
    let is_said = |entry: &&String| match entry.split(" | ").map(squeezed).collect::<Vec<_>>().as_slice() {
        [alone] => whole.contains(alone),
        pieces => rows.iter().any(|row| row_says(row, pieces)),
    };
    entries.iter().filter(|entry| !is_said(entry)).cloned().collect()
}

/// Whether a row begins with the first piece, ends with the last, and has the others between them in this order.
fn row_says(row: &str, pieces: &[String]) -> bool {
    let [first, between @ .., last] = pieces else { return false };
    let Some(mut rest) = row.strip_prefix(first.as_str()).and_then(|rest| rest.strip_suffix(last.as_str())) else {
        return false;
    };
    between.iter().all(|piece| match rest.split_once(piece.as_str()) {
        Some((_, after)) => {
            rest = after;
            true
        }
        None => false,
    })
}

#[test]
fn every_figure_of_the_reference_documents_is_printed() {
    for (year, least) in [("2018", 45), ("2020", 60), ("2023", 60), ("2024", 25)] {
        let plan = format!("plans/uim/siri/{year}");
        let built = if year == "2020" { annex(&plan) } else { contract(&plan) };
        let entries = entries(year);
        assert!(entries.len() >= least, "{year} has {} entries", entries.len());
        assert_eq!(missing(&entries, &built.pdf), [""; 0], "{year}");
    }
}

#[test]
fn another_years_figures_are_missed() {
    let missing = missing(&entries("2023"), &contract("plans/uim/siri/2024").pdf);
    for entry in ["EU-området | 26,9", "Valby | 55 pct.", "København, den 23. juni 2023", "65", "17 verdensmål"] {
        assert!(missing.iter().any(|one| one.contains(entry)), "{entry} in {missing:?}");
    }
}
