//! What is to be reported for a quarter: a row for each requirement, tier, place and mark, with the cells that its kind needs.
//!
//! In: a plan as it reads when the quarter ends, and what is reported on it. Out: a [`Blank`]. [`workbook`](crate::workbook)
//! writes it, and [`import`](mod@crate::import) reads it back: both know rows and columns from here, and by no place in a sheet.

mod cell;
mod column;
mod given;
mod row;
mod target;

pub use cell::{BlankCell, CellForm, Given};
pub use column::{Column, HeadField};
pub use row::{BlankRow, RowPlace};

use crate::fingerprint::Fingerprint;
use crate::plan::{Address, Plan, Results, Sheet};
use crate::prose::markdown;
use crate::quantity::{PlanQuarter, YES};

/// A quarter's blank.
#[derive(Debug, Clone, PartialEq)]
pub struct Blank {
    pub title: String,
    pub institution: String,
    pub quarter: PlanQuarter,
    /// In the order of the plan; no two have the same key.
    pub rows: Vec<BlankRow>,
    /// What stands above the rows already.
    pub head: Vec<(HeadField, Given)>,
}

impl Blank {
    /// The sheet that is reported in.
    pub const SHEET: &str = "Indberetning";
    /// The hidden one, which says what the workbook is.
    pub const MARK: &str = "resultatplan";

    /// Of a plan as it reads when the quarter ends. What is reported for just that quarter stands in it.
    pub fn new(plan: &Plan, quarter: PlanQuarter, results: &Results) -> Self {
        let own: Vec<&Sheet> = results.sheets.iter().filter(|sheet| sheet.days == quarter.days).collect();
        let observed = |of: &Address| {
            let all = own.iter().flat_map(|sheet| &sheet.observations);
            all.filter(|one| one.of == *of).collect::<Vec<_>>()
        };
        let mut rows = row::rows(plan, &quarter, results);
        for row in &mut rows {
            let observations = observed(&row.of);
            for cell in &mut row.cells {
                cell.given = observations.iter().rev().find_map(|one| given::given(cell, &row.place, one));
            }
        }
        let head = own.last().map(|sheet| head(sheet)).unwrap_or_default();
        let (title, institution) = (plan.title.clone(), plan.institution.name.clone());
        Self { title, institution, quarter, rows, head }
    }

    /// A text as a cell can hold it: nothing that XML cannot say, and no space at its ends.
    pub fn as_written(text: &str) -> String {
        let clean: String = text.chars().filter(|one| !one.is_control() || matches!(one, '\n' | '\t')).collect();
        clean.trim().to_owned()
    }

    /// What the rows are and ask for, whatever is reported in them: a workbook that was made of another is not read by this one.
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&(self.quarter.part.to_string(), &self.rows))
    }

    /// The columns that any row has a cell in, in their order.
    pub fn columns(&self) -> Vec<Column> {
        let has = |column: &Column| self.rows.iter().any(|row| row.cells.iter().any(|cell| cell.column == *column));
        Column::ALL.into_iter().filter(has).collect()
    }
}

fn head(sheet: &Sheet) -> Vec<(HeadField, Given)> {
    let text = |text: &str| Some(Given::Text(text.to_owned())).filter(|_| !text.is_empty());
    let comment = markdown(&sheet.comment);
    let all = [
        (HeadField::Updated, Some(Given::Day(sheet.updated))),
        (HeadField::Reporter, text(&sheet.reporter)),
        (HeadField::Source, sheet.source.as_deref().and_then(text)),
        (HeadField::Remark, text(comment.trim())),
        (HeadField::Example, text(YES).filter(|_| sheet.is_example)),
    ];
    all.into_iter().filter_map(|(field, given)| Some((field, given?))).collect()
}
