//! The workbook that a quarter of a plan is reported in.

use std::collections::BTreeMap;

use super::{NotOnePlan, Workspace};
use crate::blank::Blank;
use crate::language::{Message, Telling, in_words, say};
use crate::plan::{Address, Results};
use crate::quantity::PlanQuarter;
use crate::score::score;
use crate::words::Words;
use crate::workbook::{LastQuarter, WorkbookError, blank};

/// Why there is no workbook to report in.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    NotOnePlan(#[from] NotOnePlan),
    PlanWrong,
    /// The plan has no such quarter.
    NoQuarter(u32),
    /// Nothing is measured in it.
    Nothing(u32),
    Workbook(#[from] WorkbookError),
}

in_words!(SheetError);

impl Telling for SheetError {
    fn message(&self) -> Message {
        match self {
            Self::NotOnePlan(inner) => inner.message(),
            Self::PlanWrong => say!("sheet.plan-wrong"),
            Self::NoQuarter(number) => say!("sheet.no-quarter", number = number),
            Self::Nothing(number) => say!("sheet.nothing", number = number),
            Self::Workbook(inner) => inner.message(),
        }
    }
}

impl Workspace {
    /// What is to be reported of the only plan for a quarter.
    ///
    /// # Errors
    /// There are several plans, or the one has errors.
    pub fn blank(&self, quarter: PlanQuarter) -> Result<Blank, SheetError> {
        let inspected = self.plan()?;
        let dossier = inspected.known.whole().filter(|_| !inspected.has_errors()).ok_or(SheetError::PlanWrong)?;
        Ok(Blank::new(dossier.amended.as_of(quarter.days.last), quarter, dossier.results()))
    }

    /// The workbook that a quarter of the only plan is reported in, by its place in the plan.
    ///
    /// # Errors
    /// There are several plans, the one has errors, or it has no such quarter.
    pub fn sheet(&self, number: u32) -> Result<Vec<u8>, SheetError> {
        let inspected = self.plan()?;
        let dossier = inspected.known.whole().filter(|_| !inspected.has_errors()).ok_or(SheetError::PlanWrong)?;
        let period = dossier.amended.signed().period;
        let quarter = period.quarter(number).ok_or(SheetError::NoQuarter(number))?;
        let own = self.blank(quarter)?;
        if !own.rows.iter().any(crate::blank::BlankRow::has_figure) {
            return Err(SheetError::Nothing(number));
        }
        let before = number.checked_sub(1).and_then(|before| period.quarter(before));
        let last = before.map(|before| self.last(&own, before)).unwrap_or_default();
        Ok(blank(&own, &last)?)
    }

    /// What the quarter before came to, in the words of the reports.
    fn last(&self, own: &Blank, before: PlanQuarter) -> LastQuarter {
        let Some(dossier) = self.plan().ok().and_then(|inspected| inspected.known.whole()) else {
            return LastQuarter::new();
        };
        let plan = dossier.amended.as_of(before.days.last);
        let words = Words::new(&dossier.texts, plan);
        let results: &Results = dossier.results();
        let card = score(plan, results, Some(before.days.last));
        let mut figures: BTreeMap<(&Address, usize), String> = BTreeMap::new();
        for mark in card.goals.iter().flat_map(|goal| goal.mark.walk()) {
            let Some(terms) = mark.trace.rule.terms() else { continue };
            let figure = mark.trace.figures.iter().rev().find(|figure| figure.period == before.part);
            if let Some(figure) = figure {
                figures.insert((&mark.address, terms.tier), words.figure(figure, &mark.trace));
            }
        }
        let said = own.rows.iter().filter(|row| row.has_figure());
        let mut seen = Vec::new();
        let first = said.filter(|row| {
            let place = (&row.of, row.place.tier());
            let is_new = !seen.contains(&place);
            seen.push(place);
            is_new
        });
        first.filter_map(|row| Some((row.key(), figures.get(&(&row.of, row.place.tier()))?.clone()))).collect()
    }
}
