//! What is reported already, cell by cell.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::{BlankCell, CellForm, Column, Given, RowPlace};
use crate::plan::{Figure, Observation, Reached, Ruling, Tally};
use crate::prose::{Prose, markdown};
use crate::quantity::Count;

/// What an observation says in a cell of a row.
pub(super) fn given(cell: &BlankCell, place: &RowPlace, one: &Observation) -> Option<Given> {
    let said = [
        (Column::Comment, prose(&one.comment)),
        (Column::Source, one.source.clone().map(Given::Text)),
        (Column::Expected, one.expected.map(|expected| Given::Text(expected.to_string()))),
        (Column::Compared, one.compared.map(|number| Given::Number(number.0))),
    ];
    let figure = one.figure.as_ref().map(|figure| of_figure(figure, place, &cell.form)).unwrap_or_default();
    said.into_iter().chain(figure).find(|(column, _)| *column == cell.column).and_then(|(_, given)| given)
}

/// What a figure says, column by column.
fn of_figure(figure: &Figure, place: &RowPlace, form: &CellForm) -> Vec<(Column, Option<Given>)> {
    match figure {
        Figure::Counts(tally) => of_tally(place, tally),
        Figure::Sites(_) => match place {
            RowPlace::Site(site, ..) => figure.at_site(site).map(|tally| of_tally(place, tally)).unwrap_or_default(),
            RowPlace::Whole | RowPlace::Tier(..) | RowPlace::Mark { .. } => Vec::new(),
        },
        Figure::Shares(shares) => {
            vec![(Column::Share, shares.get(place.tier()).map(|share| Given::Percent(share.value())))]
        }
        Figure::Value(number) => {
            let is_percent = *form == CellForm::Percent;
            let given = if is_percent { Given::Percent(number.0) } else { Given::Number(number.0) };
            vec![(Column::Value, Some(given))]
        }
        Figure::Quotient { over, under } => {
            vec![(Column::Over, Some(Given::Number(over.0))), (Column::Under, Some(Given::Number(under.0)))]
        }
        Figure::Count(count) => vec![(Column::Count, Some(number(*count)))],
        Figure::Delivery { on, evidence } => {
            let on = on.map_or_else(|| Given::Text("nej".to_owned()), Given::Day);
            vec![(Column::Delivered, Some(on)), (Column::Evidence, evidence.clone().map(Given::Text))]
        }
        Figure::Level(reached) => vec![(Column::Level, of_level(*reached, form))],
        Figure::Evaluation(grids) => {
            let RowPlace::Mark { evaluator, topic, subject, .. } = place else { return Vec::new() };
            let grid = grids.iter().find(|grid| grid.evaluator == *evaluator);
            let mark = grid.and_then(|grid| grid.marks.get(*topic)?.get(*subject));
            vec![(Column::Mark, mark.map(|mark| Given::Number((*mark).into())))]
        }
        Figure::Judgement { verdict, by, on, reason } => {
            let verdict = match verdict {
                Ruling::Verdict(verdict) => verdict.word().to_owned(),
                Ruling::Degree(share) => share.to_string(),
            };
            vec![
                (Column::Verdict, Some(Given::Text(verdict))),
                (Column::By, Some(Given::Text(by.clone()))),
                (Column::On, Some(Given::Day(*on))),
                (Column::Reason, prose(reason)),
            ]
        }
    }
}

fn number(count: Count) -> Given {
    Given::Number(Decimal::from(count.0))
}

fn of_tally(place: &RowPlace, tally: &Tally) -> Vec<(Column, Option<Given>)> {
    let kept = tally.within.get(place.tier()).copied().map(number);
    vec![(Column::Total, Some(number(tally.total))), (Column::Kept, kept)]
}

/// By its name where it has one.
fn of_level(reached: Reached, form: &CellForm) -> Option<Given> {
    let names = if let CellForm::Words(words) = form { words.as_slice() } else { &[] };
    let name = |place: usize| names.get(place).cloned().map(Given::Text);
    match reached {
        Reached::Rank(rank) if names.is_empty() => Some(Given::Number(rank.into())),
        Reached::Rank(rank) => name(usize::try_from(rank).ok()?.checked_sub(1)?),
        Reached::Beside(Ordering::Equal) => name(0),
        Reached::Beside(Ordering::Less) => name(1),
        Reached::Beside(Ordering::Greater) => name(2),
    }
}

fn prose(prose: &Prose) -> Option<Given> {
    let text = markdown(prose);
    Some(Given::Text(text.trim().to_owned())).filter(|_| !prose.is_empty())
}
