//! What reports say of a plan and its results as they stand on a day: the pieces that they share.
//!
//! In: plan, results, scorecard, words. Out: blocks of the view. Every figure is the scorecard's, rounded here for the
//! first time.

pub(super) mod attention;
pub(super) mod chart;
pub(super) mod glance;
pub(super) mod history;
pub(super) mod line;
pub(super) mod progress;
pub(super) mod scores;
pub(super) mod summary;
pub(super) mod trace;

use super::danish::bind;
use super::prose;
use super::view::{Cell, Data, DataColumn, DataRow, Rank};
use super::words::Words;
use crate::plan::{Goal, GoalGroup, Plan, Results};
use crate::score::{Scorecard, ScoredGoal};

/// A plan with its results, as they stand on a day.
#[derive(Clone, Copy)]
pub(super) struct Standing<'a> {
    pub plan: &'a Plan,
    pub results: &'a Results,
    pub card: &'a Scorecard,
    pub words: &'a Words<'a>,
}

impl<'a> Standing<'a> {
    /// Every group with its goals, each with what it has reached.
    pub fn groups(&self) -> impl Iterator<Item = (&'a GoalGroup, Vec<(&'a Goal, &'a ScoredGoal)>)> + use<'a> {
        let Self { plan, card, .. } = *self;
        let scored = |goal: &'a Goal| Some((goal, card.goals.iter().find(|one| one.number == goal.number)?));
        plan.groups.iter().map(move |group| (group, group.goals.iter().filter_map(scored).collect()))
    }

    pub fn goals(&self) -> impl Iterator<Item = (&'a Goal, &'a ScoredGoal)> + use<'a> {
        self.groups().flat_map(|(_, goals)| goals)
    }
}

/// A table with these columns; its heads are named in `ord.yaml`.
pub(super) fn table(role: &'static str, caption: String, columns: &[(&str, &'static str)], words: &Words) -> Data {
    let columns = columns.iter().map(|(name, align)| DataColumn { head: words.word(name), align });
    Data { role, caption, columns: columns.collect(), rows: Vec::new() }
}

pub(super) fn words_cell(text: impl AsRef<str>) -> Cell {
    Cell::Words { text: prose::plain(text) }
}

/// A row that is one cell over all columns.
fn spanning(rank: Rank, text: impl AsRef<str>) -> DataRow {
    DataRow { rank, depth: 0, cells: vec![Cell::Words { text: prose::plain(bind(text.as_ref())) }] }
}
